"""Who gets in: a company's token, while it is good, and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.web.accounts.models import ApiToken, FirmSettings, Right, User
from tests.web.api.conftest import Kept, MakeProgram, Program
from tests.web.conftest import ClientOf


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer smt_väärä", "Basic dTpw", "smt_ilman-sanaa", "Bearer " + "x" * 5000]
)
@pytest.mark.django_db
def test_without_a_good_token_nothing_opens(company: Company, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    refused = Client().get(f"/api/v1/companies/{company.pk}", headers=headers)
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"].startswith("Bearer")
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["code"] == "not-authenticated"


def test_a_token_opens_its_own_company_and_tells_no_other_from_none(
    company: Company, other_company: Company, reading: Program
) -> None:
    assert reading.get(f"companies/{company.pk}").status_code == 200
    others, nobodys = reading.get(f"companies/{other_company.pk}"), reading.get("companies/999999")
    assert others.status_code == nobodys.status_code == 404
    assert others.json() == nobodys.json()


def test_a_token_is_good_through_its_last_day(company: Company, make_program: MakeProgram) -> None:
    today = timezone.localdate()
    answers = [
        make_program(company, expires_on=day).get("companies").status_code for day in (today, today - timedelta(days=1))
    ]
    assert answers == [200, 401]


def test_a_revoked_token_opens_nothing(reading: Program) -> None:
    assert reading.get("companies").status_code == 200
    ApiToken.objects.all().delete()
    assert reading.get("companies").status_code == 401


def test_a_session_opens_nothing_here_whoever_has_it(company: Company, firm_admin: User, client_of: ClientOf) -> None:
    client = client_of(firm_admin)
    assert client.get(f"/companies/{company.pk}/").status_code == 200
    assert client.get(f"/api/v1/companies/{company.pk}").status_code == 401
    assert client.post(f"/api/v1/companies/{company.pk}/runs").status_code == 401


def test_a_session_beside_a_token_changes_nothing(company: Company, reading: Program, firm_admin: User) -> None:
    reading.client.force_login(firm_admin)
    shown = reading.get("companies")
    assert [each["id"] for each in shown.json()["items"]] == [company.pk]
    assert shown.headers["Content-Language"] == "en"


def test_two_factors_asked_of_people_do_not_stop_programs(company: Company, reading: Program) -> None:
    FirmSettings.objects.create(pk=1, requires_two_factors=True)
    assert reading.get(f"companies/{company.pk}").status_code == 200


def test_only_the_digest_of_a_token_is_kept(company: Company, reading: Program) -> None:
    kept = ApiToken.objects.get()
    assert reading.token.startswith(kept.beginning)
    assert len(reading.token) == 47
    assert reading.token[12:] not in str(vars(kept))


def test_the_day_of_use_is_kept_by_one_write_a_day(company: Company, reading: Program) -> None:
    reading.get("companies")
    assert ApiToken.objects.get().last_used_on == timezone.localdate()
    with CaptureQueriesContext(connection) as asked:
        reading.get("companies")
    assert [each["sql"] for each in asked if each["sql"].startswith("UPDATE")] == []


@pytest.mark.django_db
def test_too_many_refusals_of_an_address_are_told_so_and_shut_no_good_token_out(
    company: Company, make_program: MakeProgram
) -> None:
    stranger, friend = Program("smt_vieras"), make_program(company)
    answers = [stranger.get("companies").status_code for _ in range(21)]
    assert answers == [401] * 20 + [429]
    last = stranger.get("companies")
    assert last.headers["Retry-After"] == "60"
    assert last.json()["code"] == "too-many-refusals"
    assert friend.get("companies").status_code == 200


@pytest.mark.parametrize("deed", ["runs", "transfers/{blocked}/retry", "transfers/{blocked}/dismiss"])
def test_a_token_that_reads_cannot_act(kept: Kept, reading: Program, deed: str) -> None:
    before = kept.blocked.changed_at
    refused = reading.post(
        f"{kept.home}/{deed.format(blocked=kept.blocked.pk)}",
        {"reason": "Kirjattu käsin."} if "dismiss" in deed else {},
    )
    assert refused.status_code == 403
    assert refused.json()["code"] == "token-only-reads"
    kept.blocked.refresh_from_db()
    assert kept.blocked.changed_at == before


def test_a_token_goes_with_its_company_and_stays_when_its_maker_goes(
    company: Company, other_company: Company, make_program: MakeProgram, firm_admin: User
) -> None:
    goes, stays = make_program(company, Right.ACT), make_program(other_company)
    firm_admin.delete()
    company.delete()
    assert goes.get("companies").status_code == 401
    assert stays.get("companies").status_code == 200
