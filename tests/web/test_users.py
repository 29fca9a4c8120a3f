import re

import pytest
from django.db import transaction

from severa_maestro.companies.models import Company
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.audit_words import NAMES, VALUES
from severa_maestro.web.accounts.models import AuditEntry, FirmSettings, Membership, Role, User
from severa_maestro.web.say import text_of
from tests.web.conftest import ClientOf

pytestmark = pytest.mark.django_db


def _of(user: User, company: Company) -> Membership:
    return Membership.objects.get(user=user, company=company)


@pytest.mark.parametrize("place", ["users", "audit"])
def test_admins_alone_see_users_and_the_audit_log(
    company: Company, reader: User, bookkeeper: User, admin: User, stranger: User, client_of: ClientOf, place: str
) -> None:
    address = f"/companies/{company.pk}/{place}/"
    asked = {user: client_of(user).get(address).status_code for user in (reader, bookkeeper, admin, stranger)}
    assert asked == {reader: 403, bookkeeper: 403, admin: 200, stranger: 404}


def test_an_admin_changes_a_role_and_it_is_written_down(
    company: Company, reader: User, admin: User, client_of: ClientOf
) -> None:
    address = f"/companies/{company.pk}/users/{_of(reader, company).pk}/role/"
    client_of(admin).post(address, {"role": "bookkeeper"})
    assert _of(reader, company).role == Role.BOOKKEEPER
    entry = AuditEntry.objects.get(action="role-changed")
    assert (entry.user, entry.company) == (admin, company)
    assert (entry.before, entry.after) == (
        {"email": reader.email, "role": "reader"},
        {"email": reader.email, "role": "bookkeeper"},
    )


def test_a_role_that_is_none_changes_nothing(company: Company, reader: User, admin: User, client_of: ClientOf) -> None:
    client_of(admin).post(f"/companies/{company.pk}/users/{_of(reader, company).pk}/role/", {"role": "king"})
    assert _of(reader, company).role == Role.READER


def test_an_admin_can_neither_lower_nor_remove_oneself(company: Company, admin: User, client_of: ClientOf) -> None:
    member = f"/companies/{company.pk}/users/{_of(admin, company).pk}"
    client_of(admin).post(f"{member}/role/", {"role": "reader"})
    client_of(admin).post(f"{member}/remove/")
    assert _of(admin, company).role == Role.ADMIN


def test_a_removed_member_finds_the_company_no_more(
    company: Company, reader: User, admin: User, client_of: ClientOf
) -> None:
    client = client_of(reader)
    assert client.get(f"/companies/{company.pk}/").status_code == 200
    client_of(admin).post(f"/companies/{company.pk}/users/{_of(reader, company).pk}/remove/")
    assert client.get(f"/companies/{company.pk}/").status_code == 404


def test_a_stranger_changes_nobody(
    company: Company, other_company: Company, reader: User, stranger: User, client_of: ClientOf
) -> None:
    pk = _of(reader, company).pk
    client = client_of(stranger)
    for address in (f"/companies/{company.pk}/users/{pk}", f"/companies/{other_company.pk}/users/{pk}"):
        assert client.post(f"{address}/role/", {"role": "admin"}).status_code == 404
        assert client.post(f"{address}/remove/").status_code == 404
    assert _of(reader, company).role == Role.READER


@pytest.mark.parametrize("address", ["/users/", "/audit/"])
def test_the_firms_pages_are_firm_admins_alone(
    admin: User, firm_admin: User, client_of: ClientOf, address: str
) -> None:
    assert client_of(admin).get(address).status_code == 403
    assert client_of(firm_admin).get(address).status_code == 200


def test_the_firms_page_tells_the_roles_of_everybody_in_all_companies(
    company: Company, other_company: Company, reader: User, firm_admin: User, client_of: ClientOf
) -> None:
    Membership.objects.create(user=reader, company=other_company, role=Role.ADMIN)
    shown = client_of(firm_admin).get("/users/").text
    roles = re.findall(r'<div><a href="([^"]+)">([^<]+)</a>: ([^<]+)</div>', shown)
    assert roles == [
        (f"/companies/{company.pk}/users/", "Kuusi Oy", "Lukija"),
        (f"/companies/{other_company.pk}/users/", "Mänty Oy", "Pääkäyttäjä"),
    ]
    assert "<td>Toimiston pääkäyttäjä</td>" in shown


def test_what_a_removed_user_did_stays_in_the_audit_log(
    company: Company, reader: User, firm_admin: User, client_of: ClientOf
) -> None:
    client_of(reader).post("/settings/", {"name": "Liisa L", "language": "fi", "theme": "auto"})
    client = client_of(firm_admin)
    client.post(f"/users/{reader.pk}/remove/")
    assert not User.objects.filter(pk=reader.pk).exists()
    shown = client.get("/audit/?who=lukija").content.decode()
    assert "Muutti omia asetuksiaan" in shown
    assert "Liisa L" in shown


def test_the_audit_log_speaks_the_readers_words(company: Company, admin: User, client_of: ClientOf) -> None:
    after: dict[str, object] = {"state": "fetched", "key": "changed", "days": "17", "lost": "x", "2": "A/2"}
    after |= {"role": "firm-admin", "language": "sv", "is_active": False, "expires_on": "2026-11-22", "kind": "work"}
    with transaction.atomic():
        record(admin, company, "role-changed", {"state": "blocked"}, after)
    shown = client_of(admin).get(f"/companies/{company.pk}/audit/").content.decode()
    told = re.findall(r'<span class="quiet">([^<]*):</span> ([^<]*)</div>', shown)
    assert set(told) == {
        ("Tila", "Estetty"),
        ("Tila", "Haettu"),
        ("Avain", "vaihdettu"),
        ("Viikonpäivät", "maanantai, sunnuntai"),
        ("lost", "x"),
        ("Rivi 2", "A/2"),
        ("Rooli", "Toimiston pääkäyttäjä"),
        ("Kieli", "svenska (ruotsi)"),
        ("Käytössä", "ei"),
        ("Viimeinen voimassaolopäivä", "22.11.2026"),
        ("Laji", "työlaji"),
    }


def test_every_word_of_the_audit_log_has_its_text() -> None:
    keys = [*NAMES.values(), *(key for words in VALUES.values() for key in words.values())]
    assert all(text_of(key).sv for key in keys)


def test_the_firms_menu_is_told_from_the_companys(company: Company, firm_admin: User, client_of: ClientOf) -> None:
    shown = client_of(firm_admin).get(f"/companies/{company.pk}/users/").content.decode()
    for words in ("Toimiston käyttäjät", ">Käyttäjät</a>", "Toimiston muutosloki", ">Muutosloki</a>"):
        assert words in shown


def test_the_firm_asks_for_two_factors_when_its_admin_says_so(firm_admin: User, client_of: ClientOf) -> None:
    client_of(firm_admin).post("/users/firm/", {"requires_two_factors": "on"})
    assert FirmSettings.asks_for_two_factors()
    assert AuditEntry.objects.get(action="firm-settings-changed").before == {"requires_two_factors": False}


def test_with_a_company_go_its_members_and_its_audit_log_stays(company: Company, reader: User) -> None:
    with transaction.atomic():
        record(reader, company, "role-changed")
    company.delete()
    assert not Membership.objects.exists()
    assert AuditEntry.objects.get().company_name == "Kuusi Oy"
