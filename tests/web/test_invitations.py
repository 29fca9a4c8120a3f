import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.web.accounts.models import AuditEntry, Invitation, Membership, User
from tests.web.conftest import ClientOf, MakeUser

pytestmark = pytest.mark.django_db
_CHOSEN = {"name": "Uusi Käyttäjä", "password": "kuusi tuoretta sanaa", "password_again": "kuusi tuoretta sanaa"}


def _invite(client: Client, company: Company, email: str = "uusi@kuusi.fi", role: str = "bookkeeper") -> str:
    client.post(f"/companies/{company.pk}/users/invite/", {"email": email, "role": role})
    found = re.search(r"http://testserver(/invitations/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_an_invitation_makes_a_user_with_its_role(company: Company, admin: User, client_of: ClientOf) -> None:
    link = _invite(client_of(admin), company)
    assert mail.outbox[-1].to == ["uusi@kuusi.fi"]
    client = Client()
    assert "Kuusi Oy" in client.get(link).content.decode()
    assert "Olet nyt kirjautunut sisään." in client.post(link, _CHOSEN, follow=True).content.decode()
    assert Membership.objects.get(user__email="uusi@kuusi.fi").role == "bookkeeper"
    assert UserSession.objects.filter(user__email="uusi@kuusi.fi").exists()
    client.post("/sign-out/")
    signed_in = client.post("/sign-in/", {"login": "uusi@kuusi.fi", "password": _CHOSEN["password"]})
    assert signed_in.headers["Location"] == "/"


def test_an_invitation_is_accepted_once(company: Company, admin: User, client_of: ClientOf) -> None:
    link = _invite(client_of(admin), company)
    Client().post(link, _CHOSEN)
    assert Client().get(link).status_code == 410
    assert Client().post(link, _CHOSEN).status_code == 410


def test_an_invitation_that_was_taken_in_the_same_moment_is_not_taken_again(company: Company) -> None:
    invitation, token = Invitation.invite("uusi@kuusi.fi", company=company, role="reader")
    same = Invitation.open_of(token)
    assert same is not None
    assert invitation.take(timezone.now())
    assert not same.take(timezone.now())


def test_an_old_invitation_opens_nothing(company: Company, admin: User, client_of: ClientOf) -> None:
    link = _invite(client_of(admin), company)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(link).status_code == 410


def test_a_withdrawn_invitation_opens_nothing(company: Company, admin: User, client_of: ClientOf) -> None:
    client = client_of(admin)
    link = _invite(client, company)
    client.post(f"/companies/{company.pk}/invitations/{Invitation.objects.get().pk}/withdraw/")
    assert Client().get(link).status_code == 410


def test_a_second_invitation_makes_the_first_useless(company: Company, admin: User, client_of: ClientOf) -> None:
    client = client_of(admin)
    first, second = _invite(client, company), _invite(client, company, role="reader")
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200


def test_the_link_is_nowhere_in_the_database(company: Company) -> None:
    _, token = Invitation.invite("uusi@kuusi.fi", company=company, role="reader")
    assert token not in str(Invitation.objects.values())
    assert token not in str(AuditEntry.objects.values())


def test_a_user_who_is_there_already_accepts_as_oneself_alone(
    company: Company, admin: User, stranger: User, reader: User, client_of: ClientOf
) -> None:
    link = _invite(client_of(admin), company, email=stranger.email)
    client_of(reader).post(link)
    Client().post(link, _CHOSEN)
    assert not Membership.objects.filter(user=stranger, company=company).exists()
    client_of(stranger).post(link)
    assert Membership.objects.get(user=stranger, company=company).role == "bookkeeper"


def test_passwords_that_differ_or_are_weak_are_refused(company: Company, admin: User, client_of: ClientOf) -> None:
    link = _invite(client_of(admin), company)
    differing = Client().post(link, {**_CHOSEN, "password_again": "jotain muuta kuin se"})
    assert "Salasanat eivät ole samat." in differing.content.decode()
    weak = Client().post(link, {**_CHOSEN, "password": "salasana", "password_again": "salasana"})
    assert weak.status_code == 200
    assert not User.objects.filter(email="uusi@kuusi.fi").exists()


def test_where_mail_fails_the_admin_gets_the_link_to_hand_on(
    company: Company, admin: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    client = client_of(admin)
    data = {"email": "uusi@kuusi.fi", "role": "reader"}
    shown = client.post(f"/companies/{company.pk}/users/invite/", data, follow=True).content.decode()
    assert re.search(r"http://testserver/invitations/\S+", shown)


def test_where_mail_is_not_switched_on_the_page_says_so_and_shows_the_link_once(
    company: Company, admin: User, client_of: ClientOf, settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND, settings.UNSENT_MAIL = "severa_maestro.web.unsent_mail.Backend", tmp_path
    client = client_of(admin)
    data = {"email": "uusi@kuusi.fi", "role": "reader"}
    shown = client.post(f"/companies/{company.pk}/users/invite/", data, follow=True).content.decode()
    assert "Sähköpostia ei ole otettu käyttöön" in shown
    link = re.search(r"http://testserver(/invitations/[\w-]+)", shown)
    assert link
    assert link[1] not in client.get(f"/companies/{company.pk}/users/").content.decode()
    assert link[1].split("/")[2] not in str(AuditEntry.objects.values())
    assert Client().get(f"{link[1]}/").status_code == 200
    assert "Sähköpostia ei ole otettu käyttöön" in Client().get("/password/new/").content.decode()


def test_somebody_new_keeps_the_language_that_they_chose(company: Company, admin: User, client_of: ClientOf) -> None:
    link = _invite(client_of(admin), company)
    client = Client()
    client.cookies["language"] = "sv"
    client.post(link, _CHOSEN)
    assert User.objects.get(email="uusi@kuusi.fi").language == "sv"


def test_a_firm_admin_is_not_invited_into_a_company(
    company: Company, admin: User, firm_admin: User, client_of: ClientOf
) -> None:
    data = {"email": firm_admin.email, "role": "reader"}
    response = client_of(admin).post(f"/companies/{company.pk}/users/invite/", data)
    assert response.status_code == 422
    assert "näkee jo kaikki yritykset" in response.content.decode()
    assert not Invitation.objects.exists()


def test_the_letter_is_in_the_language_of_whoever_invites(
    company: Company, make_user: MakeUser, client_of: ClientOf
) -> None:
    _invite(client_of(make_user("boss@kuusi.fi", is_firm_admin=True, language="sv")), company)
    assert mail.outbox[-1].subject == "Inbjudan till Severa–Maestro"


def test_a_firm_admin_is_invited_by_a_firm_admin_alone(admin: User, firm_admin: User, client_of: ClientOf) -> None:
    assert client_of(admin).post("/users/invite/", {"email": "uusi@kuusi.fi"}).status_code == 403
    client_of(firm_admin).post("/users/invite/", {"email": "uusi@kuusi.fi"})
    assert Invitation.objects.get().is_firm_admin
