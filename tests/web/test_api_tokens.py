"""The page of API tokens: an admin makes one, sees it once, and takes it back."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.web.accounts.models import ApiToken, AuditEntry, Right, User
from tests.web.conftest import ClientOf, PageOf

pytestmark = pytest.mark.django_db


def _address(company: Company, what: str = "") -> str:
    return f"/companies/{company.pk}/api-tokens/{what}"


def _made(client: Client, company: Company, **fields: str) -> str:
    """Makes a token; what the page shows of it."""
    answer = client.post(_address(company, "make/"), {"name": "Raportointi", "right": "read", **fields}, follow=True)
    found = re.search(r"<code class=\"token\">(smt_[\w-]{43})</code>", answer.content.decode())
    assert found, answer.content.decode()
    return found[1]


def test_a_token_is_shown_once_opens_its_company_and_is_recorded(
    company: Company, admin: User, client_of: ClientOf
) -> None:
    client = client_of(admin)
    token = _made(client, company, right="act")
    opened = Client().get(f"/api/v1/companies/{company.pk}", headers={"Authorization": f"Bearer {token}"})
    assert opened.status_code == 200
    shown = client.get(_address(company)).content.decode()
    assert token not in shown
    assert token[: ApiToken.SHOWN] in shown
    entry = AuditEntry.objects.get(action="api-token-made")
    assert (entry.user, entry.company, entry.after["right"]) == (admin, company, "act")
    assert token[12:] not in str(entry.after)


def test_a_token_that_is_taken_back_opens_nothing_and_is_recorded(
    company: Company, admin: User, client_of: ClientOf
) -> None:
    client = client_of(admin)
    token = _made(client, company)
    shown = client.post(_address(company, f"{ApiToken.objects.get().pk}/revoke/"), follow=True).content.decode()
    assert "”Raportointi” on mitätöity" in shown
    refused = Client().get("/api/v1/companies", headers={"Authorization": f"Bearer {token}"})
    assert refused.status_code == 401
    assert AuditEntry.objects.get(action="api-token-revoked").before["name"] == "Raportointi"


def test_the_page_that_shows_a_token_makes_no_other_when_it_is_asked_for_again(
    company: Company, admin: User, client_of: ClientOf
) -> None:
    client = client_of(admin)
    answer = client.post(_address(company, "make/"), {"name": "Raportointi", "right": "read"})
    assert (answer.status_code, answer.headers["Location"]) == (302, _address(company))
    assert "smt_" not in str(dict(client.session))
    assert "smt_" in client.get(_address(company)).content.decode()
    assert 'class="token"' not in client.get(_address(company)).content.decode()
    assert ApiToken.objects.count() == 1


def test_two_tokens_in_force_never_have_one_name(company: Company, admin: User, client_of: ClientOf) -> None:
    client = client_of(admin)
    _made(client, company)
    refused = client.post(_address(company, "make/"), {"name": "raportointi", "right": "read"})
    assert refused.status_code == 422
    assert "jo voimassa oleva tunnus tällä nimellä" in refused.content.decode()
    ApiToken.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    _made(client, company)
    assert ApiToken.objects.count() == 2


def test_a_last_day_may_be_set_and_is_not_over(company: Company, admin: User, client_of: ClientOf) -> None:
    client, today = client_of(admin), timezone.localdate()
    _made(client, company, expires_on=today.isoformat())
    assert ApiToken.objects.get().expires_on == today
    yesterday = (today - timedelta(days=1)).isoformat()
    refused = client.post(_address(company, "make/"), {"name": "x", "right": "read", "expires_on": yesterday})
    assert refused.status_code == 422
    assert "Päivä on jo mennyt" in refused.content.decode()


@pytest.mark.parametrize("fields", [{"name": ""}, {"right": "king"}, {"expires_on": "huomenna"}, {"name": "x" * 101}])
def test_what_is_not_filled_in_properly_makes_no_token(
    company: Company, admin: User, client_of: ClientOf, fields: dict[str, str]
) -> None:
    refused = client_of(admin).post(_address(company, "make/"), {"name": "Raportointi", "right": "read", **fields})
    assert refused.status_code == 422
    assert not ApiToken.objects.exists()


def test_one_that_has_expired_or_was_never_used_says_so(company: Company, admin: User, client_of: ClientOf) -> None:
    ApiToken.make(company, "Vanha", Right.READ, admin, timezone.localdate() - timedelta(days=3))
    shown = client_of(admin).get(_address(company)).content.decode()
    assert "Vanhentunut" in shown
    assert "Ei koskaan" in shown


def test_admins_alone_see_and_change_tokens(
    company: Company, reader: User, bookkeeper: User, stranger: User, firm_admin: User, admin: User, client_of: ClientOf
) -> None:
    token = ApiToken.make(company, "Raportointi", Right.READ, admin, None)[0]
    asked = {
        user: (
            client_of(user).get(_address(company)).status_code,
            client_of(user).post(_address(company, "make/")).status_code,
            client_of(user).post(_address(company, f"{token.pk}/revoke/")).status_code,
        )
        for user in (reader, bookkeeper, stranger)
    }
    assert asked == {reader: (403,) * 3, bookkeeper: (403,) * 3, stranger: (404,) * 3}
    assert ApiToken.objects.filter(pk=token.pk).exists()
    assert client_of(firm_admin).get(_address(company)).status_code == 200


def test_another_companys_token_is_not_found_under_ones_own(
    company: Company, other_company: Company, admin: User, stranger: User, client_of: ClientOf
) -> None:
    token = ApiToken.make(company, "Raportointi", Right.READ, admin, None)[0]
    assert client_of(stranger).post(_address(other_company, f"{token.pk}/revoke/")).status_code == 404
    assert ApiToken.objects.exists()


@pytest.mark.parametrize("language", ["fi", "en"])
def test_it_looks_right_and_is_open_to_everybody(
    language: str, company: Company, admin: User, page_of: PageOf, looks_right: Callable[..., None]
) -> None:
    admin.language = language
    admin.save()
    ApiToken.make(company, "Konsernin kassavirtaennuste", Right.ACT, admin, timezone.localdate() + timedelta(days=90))
    ApiToken.make(company, "Vanha", Right.READ, admin, timezone.localdate() - timedelta(days=3))
    page = page_of(admin)
    page.goto(_address(company))
    page.locator("#id_name").fill("Raportointi")
    page.locator("main form.fields button").click()
    page.wait_for_selector(".token")
    looks_right(page, f"api-tokens-{language}")
