"""A company's settings and schedule, and its removal."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule, due
from severa_maestro.engine.timetable import Timetable
from severa_maestro.maestro.registers.adapter import make_registers
from severa_maestro.setup.company_settings import CompanySettings
from severa_maestro.web.accounts.models import AuditEntry, User
from severa_maestro.web.setting_up.changing import keep_company
from tests.transfer.conftest import run_elsewhere
from tests.web.conftest import ClientOf
from tests.web.ledger_rows import a_transfer, connect
from tests.web.setting_up.conftest import words

SETTINGS = {
    "name": "Kuusikko Oy",
    "language": "sv",
    "default_group": "b",
    "booked_until": "2026-10-31",
    "writes_severa_log": "on",
}
EVERY_HOUR = {"minutes": "60", "days": ["1", "2", "3", "4", "5"], "opens": "07:00", "closes": "18:00"}


def test_settings_are_kept_and_what_changed_is_recorded(company: Company, admin: User, client_of: ClientOf) -> None:
    client_of(admin).post(f"/companies/{company.pk}/settings/", SETTINGS)
    company.refresh_from_db()
    assert (company.name, company.language, company.default_group) == ("Kuusikko Oy", "sv", "B")
    assert (company.booked_until, company.writes_severa_log) == (date(2026, 10, 31), True)
    entry = AuditEntry.objects.get(action="company-settings-changed")
    assert entry.before["name"] == "Kuusi Oy"
    assert entry.after["booked_until"] == "2026-10-31"
    assert "waiting_status" not in entry.after


def test_settings_that_stay_as_they_are_are_not_recorded(company: Company, admin: User, client_of: ClientOf) -> None:
    client_of(admin).post(f"/companies/{company.pk}/settings/", {"name": company.name, "language": "fi"})
    assert not AuditEntry.objects.filter(action="company-settings-changed").exists()


def test_nobodys_change_is_lost_where_two_change_settings(company: Company, admin: User) -> None:
    as_it_was = Company.objects.get(pk=company.pk)
    keep_company(admin, company, CompanySettings(waiting_status="Uusi tila").apply)
    keep_company(admin, as_it_was, CompanySettings(name="Kuusikko Oy").apply)
    company.refresh_from_db()
    assert (company.name, company.waiting_status) == ("Kuusikko Oy", "Uusi tila")
    assert AuditEntry.objects.filter(action="company-settings-changed").latest("pk").after == {"name": "Kuusikko Oy"}


def test_a_page_that_was_opened_before_changes_only_what_was_changed_on_it(
    company: Company, admin: User, client_of: ClientOf
) -> None:
    client, here = client_of(admin), f"/companies/{company.pk}/settings/"
    form = client.get(here).context["form"]
    seen = {f"initial-{name}": form[name].value() or "" for name in form.fields}
    assert 'name="initial-default_group"' in words(client.get(here))
    client.post(here, {**SETTINGS, **seen})
    client.post(here, {"name": "Kuusi Oy", "language": "en", **seen})
    company.refresh_from_db()
    assert (company.name, company.language, company.default_group) == ("Kuusikko Oy", "en", "B")
    assert company.writes_severa_log


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "Mänty Oy", "Yritys Mänty Oy on jo lisätty."),
        ("default_group", "5", "Pääryhmän tunnus on yksi kirjain A–Z"),
        ("booked_until", "31.31.2026", "Syötä oikea päivämäärä"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field_and_nothing_is(
    company: Company, other_company: Company, admin: User, client_of: ClientOf, field: str, value: str, said: str
) -> None:
    response = client_of(admin).post(f"/companies/{company.pk}/settings/", {**SETTINGS, field: value})
    assert response.status_code == 422
    assert said in words(response)
    company.refresh_from_db()
    assert company.language == "fi"


def test_the_page_takes_few_queries(company: Company, admin: User, client_of: ClientOf) -> None:
    connect(company)
    client = client_of(admin)
    for page in ("settings", "connection", "schedule", "set-up/products", "check", "preview"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/companies/{company.pk}/{page}/").status_code in {200, 409}
        assert len(asked) <= 20, page


# The schedule


def test_starting_keeps_the_schedule_and_asks_for_the_first_run_at_once(
    company: Company, admin: User, client_of: ClientOf
) -> None:
    connect(company)
    client = client_of(admin)
    response = client.post(f"/companies/{company.pk}/schedule/", {**EVERY_HOUR, "start": ""})
    assert response.headers["Location"] == f"/companies/{company.pk}/"
    schedule = Schedule.of(company)
    assert schedule.is_started
    assert schedule.timetable == Timetable(60, "12345", time(7), time(18))
    assert schedule in due(schedule.asked_at, 1)
    actions = AuditEntry.objects.filter(company=company).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["schedule-changed", "runs-started"]
    assert "Ajo alkaa hetken kuluttua." in words(client.get(f"/companies/{company.pk}/"))


def test_a_company_without_connection_or_statuses_is_not_started(
    company: Company, admin: User, client_of: ClientOf
) -> None:
    client = client_of(admin)
    assert "Tee ensin yhteys" in words(client.get(f"/companies/{company.pk}/schedule/"))
    client.post(f"/companies/{company.pk}/schedule/", {**EVERY_HOUR, "start": ""})
    assert not Schedule.of(company).is_started


def test_the_schedule_is_changed_later_and_the_company_stays_as_it_is(
    company: Company, admin: User, client_of: ClientOf
) -> None:
    connect(company)
    Schedule.of(company).start()
    Schedule.of(company).pause()
    client_of(admin).post(f"/companies/{company.pk}/schedule/", {"minutes": "15", "days": list("1234567")})
    schedule = Schedule.of(company)
    assert (schedule.is_paused, schedule.minutes, schedule.opens) == (True, 15, None)


@pytest.mark.parametrize(("field", "value"), [("minutes", "0"), ("minutes", "1441"), ("days", []), ("opens", "25:00")])
def test_a_schedule_that_cannot_be_kept_to_is_refused(
    company: Company, admin: User, client_of: ClientOf, field: str, value: object
) -> None:
    connect(company)
    response = client_of(admin).post(f"/companies/{company.pk}/schedule/", {**EVERY_HOUR, field: value, "start": ""})
    assert response.status_code == 422
    assert not Schedule.objects.exists()


# Removal


def _remove(client: object, company: Company, name: str) -> object:
    return client.post(f"/companies/{company.pk}/remove/", {"typed_name": name})  # type: ignore[attr-defined]


def test_a_company_of_which_nothing_went_over_is_removed_by_its_typed_name(
    company: Company, admin: User, client_of: ClientOf
) -> None:
    make_registers(company)
    connect(company)
    company.passed_steps.create(step="check")
    Schedule.of(company).start()
    client = client_of(admin)
    assert "Nimi ei täsmää" in words(_remove(client, company, "kuusi oy"))
    assert _remove(client, company, " Kuusi Oy ").headers["Location"] == "/"  # type: ignore[attr-defined]
    assert not Company.objects.filter(pk=company.pk).exists()
    entry = AuditEntry.objects.get(action="company-removed")
    assert (entry.company, entry.company_name, entry.user_email) == (None, "Kuusi Oy", admin.email)


def test_a_company_whose_invoices_are_in_maestro_stays(company: Company, admin: User, client_of: ClientOf) -> None:
    a_transfer(company, 1, register_id=1)
    response = _remove(client_of(admin), company, company.name)
    assert "Maestron rekisterissä on sen laskuja. Määrä: 1." in words(response)
    assert Company.objects.filter(pk=company.pk).exists()
    assert not AuditEntry.objects.filter(action="company-removed").exists()


def test_a_company_that_is_being_run_stays(company: Company, admin: User, client_of: ClientOf) -> None:
    with run_elsewhere(company):
        response = _remove(client_of(admin), company, company.name)
    assert response.status_code == 422  # type: ignore[attr-defined]
    assert Company.objects.filter(pk=company.pk).exists()
