"""Invitations: sent by an admin, accepted once by whoever has the link."""

from dataclasses import dataclass

import structlog
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation

from severa_maestro.companies.models import Company
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import Invitation, Membership, Role, User
from severa_maestro.web.say import say

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """An invitation, its link, and whether the letter with it went."""

    invitation: Invitation
    link: str
    by_mail: bool


def invite(request: HttpRequest, by: User, email: str, company: Company | None, role: Role | None) -> Sent:
    """Invites somebody: into a company with a role, or as a firm admin where there is no company.

    An older open invitation of the same address into the same company is withdrawn: one link works at a time.
    """
    kept = {"email": email, "role": role.value if role else "firm-admin"}
    with transaction.atomic():
        Invitation.still_open().filter(email__iexact=email, company=company).delete()
        invitation, token = Invitation.invite(
            email,
            company=company,
            role=role or "",
            is_firm_admin=company is None,
            language=by.language,
            invited_by=by,
        )
        record(by, company, "user-invited", after=kept)
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    return Sent(invitation, link, by_mail=_write_letter(invitation, by, link))


def where(invitation: Invitation) -> str:
    """Into what it invites, in words."""
    return invitation.company.name if invitation.company else say("users.the_firm")


def accept(invitation: Invitation, user: User | None, password: str, name: str) -> User | None:
    """Makes the member: of a user who is there, or of a new one. None where the invitation is used up meanwhile."""
    with transaction.atomic():
        if not invitation.take(timezone.now()):
            return None
        member = user or User.objects.create_user(invitation.email, password, name=name, language=invitation.language)
        if invitation.is_firm_admin:
            member.is_firm_admin = True
            member.save(update_fields=["is_firm_admin"])
        elif invitation.company is not None:
            Membership.objects.update_or_create(
                user=member, company=invitation.company, defaults={"role": invitation.role}
            )
        record(member, invitation.company, "invitation-accepted", after={"role": invitation.role or "firm-admin"})
    return member


def _write_letter(invitation: Invitation, by: User, link: str) -> bool:
    """Sends it, in the language of whoever invites. A mail server that fails is no reason to lose the invitation."""
    with translation.override(invitation.language):
        letter = say("users.letter", who=str(by), where=where(invitation))
        subject = say("users.letter_subject")
    try:
        return bool(send_mail(subject, f"{letter}\n\n{link}\n", None, [invitation.email]))
    except OSError as error:
        _log.warning("invitation-not-sent", error=type(error).__name__)
        return False
