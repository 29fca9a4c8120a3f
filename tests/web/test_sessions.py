"""Sessions that have run out do not pile up."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from severa_maestro.web.accounts.models import User
from tests.web.conftest import PASSWORD


def _sign_in(user: User) -> str:
    """Signs in, and tells the session's key."""
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client.cookies["sessionid"].value


def _keys() -> list[set[str]]:
    return [set(model.objects.values_list("session_key", flat=True)) for model in (Session, UserSession)]


def test_who_signs_in_clears_away_the_sessions_that_have_run_out(reader: User, admin: User) -> None:
    run_out, goes_on = _sign_in(reader), _sign_in(reader)
    assert _keys() == [{run_out, goes_on}] * 2
    Session.objects.filter(session_key=run_out).update(expire_date=timezone.now() - timedelta(seconds=1))
    new = _sign_in(admin)
    assert _keys() == [{goes_on, new}] * 2
