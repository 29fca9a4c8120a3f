"""What allauth does for a user is in the audit log too."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as second_factor
from allauth.usersessions.models import UserSession
from django.contrib.auth import signals as signing_in
from django.contrib.sessions.models import Session
from django.db import transaction
from django.dispatch import Signal, receiver
from django.utils import timezone

from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import User
from severa_maestro.web.registers.kept_file import remove_old as remove_old_files

_ACTIONS: dict[Signal, str] = {
    signing_in.user_logged_in: "signed-in",
    signing_in.user_logged_out: "signed-out",
    account.password_changed: "password-changed",
    account.password_reset: "password-reset",
    second_factor.authenticator_added: "second-factor-added",
    second_factor.authenticator_removed: "second-factor-removed",
    second_factor.authenticator_reset: "recovery-codes-renewed",
}


@receiver(list(_ACTIONS))
def _write_down(signal: Signal, user: User | None, **_values: Any) -> None:
    if user is not None:
        with transaction.atomic():
            record(user, None, _ACTIONS[signal])


@receiver(signing_in.user_logged_in)
def _clear_away_what_is_old(**_values: Any) -> None:
    """Whoever signs in makes a session, and clears away those that have run out, with the files that they had sent.

    So there are never many.
    """
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    remove_old_files()


@receiver(signing_in.user_login_failed)
def _write_down_failure(credentials: dict[str, Any], **_values: Any) -> None:
    """Of an address that is no user's nothing is kept: it may be a password, typed into the wrong field."""
    user = User.objects.filter(email=str(credentials.get("email") or "").strip().lower()).first()
    if user is not None:
        with transaction.atomic():
            record(user, None, "sign-in-failed")
