"""One company's page: what goes over, its runs and settings, and a run now."""

import re
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from playwright.sync_api import expect

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule, due
from severa_maestro.engine.runs import carry_out
from severa_maestro.transfer.lease import company_lease
from severa_maestro.transfer.ledger.models import Run, State, Transfer
from severa_maestro.web import by_day
from severa_maestro.web.accounts.models import AuditEntry, Membership, Role, User
from tests.transfer.conftest import MakeWorld, World
from tests.web.conftest import ClientOf, PageOf
from tests.web.ledger_rows import a_line, a_run, a_transfer, connect


def _shown(client: Any, company: Company, query: str = "") -> str:
    """The page as its reader sees it, without the spaces that do not break."""
    return client.get(f"/companies/{company.pk}/{query}").content.decode().replace("\u00a0", " ")


def _started(world: World, user: User) -> World:
    """A company that is set up and started, whose next run is not due yet, and a bookkeeper of it."""
    Membership.objects.create(user=user, company=world.company, role=Role.BOOKKEEPER)
    Schedule.of(world.company).start()
    Schedule.objects.update(next_run_at=timezone.now() + timedelta(hours=1))
    return world


def _engine_looks() -> None:
    """What the engine does when it looks for work, here and now."""
    for schedule in due(timezone.now(), 10):
        carry_out(schedule)


# What goes over


def test_amounts_are_exact_sums_by_day_and_currency(company: Company) -> None:
    now = timezone.now()
    a_transfer(company, 1, at=now - timedelta(days=31), total="99.00")
    a_transfer(company, 2, at=now - timedelta(days=2), total="-50.30")
    a_transfer(company, 3, at=now, total="0.10")
    a_transfer(company, 4, at=now, total="0.20")
    a_transfer(company, 5, at=now, total="7.00", currency="SEK")
    days = by_day.transferred(company, 30)
    assert [len(days), days[-1].day] == [30, timezone.localdate(now)]
    assert days[-1].sums["EUR"].including_vat == Decimal("0.30")
    assert days[-1].invoices == 3
    totals = dict(by_day.by_currency(days))
    assert totals["EUR"].including_vat == Decimal("-50.00")
    assert totals["SEK"].invoices == 1


def test_an_invoice_that_went_over_twice_counts_once_as_it_is_now(company: Company) -> None:
    transfer = a_transfer(company, 1, at=timezone.now() - timedelta(days=3), total="10.00")
    a_line(company, "transferred", transfer=transfer)
    days = by_day.transferred(company, 30)
    assert [each.invoices for each in days[-4:]] == [0, 0, 0, 1]


def test_another_companys_invoices_are_not_in_the_sums(company: Company, other_company: Company) -> None:
    a_transfer(other_company, 1)
    assert by_day.by_currency(by_day.transferred(company, 90)) == []


def test_the_numbers_stand_in_a_table_and_lead_to_their_invoices(
    company: Company, reader: User, client_of: ClientOf
) -> None:
    a_transfer(company, 1, total="1234.50")
    shown = _shown(client_of(reader), company)
    assert f'<a href="/companies/{company.pk}/transfers/?moved={timezone.localdate()}">' in shown
    assert "1 234,50 €" in shown
    assert "Siirretyt laskut päivittäin, 30 päivää: yhteensä 1." in shown


def test_ninety_days_show_what_thirty_do_not(company: Company, reader: User, client_of: ClientOf) -> None:
    a_transfer(company, 1, at=timezone.now() - timedelta(days=60))
    client = client_of(reader)
    assert "ei ole siirretty yhtään laskua" in _shown(client, company)
    assert "ei ole siirretty yhtään laskua" not in _shown(client, company, "?days=90")


# Runs and settings


def test_a_run_that_failed_says_why_and_what_to_do(company: Company, reader: User, client_of: ClientOf) -> None:
    connect(company)
    a_run(company, error_code="severa-key-refused", error_text="Severa ei hyväksynyt avainta. Luo uusi avain.")
    shown = _shown(client_of(reader), company)
    assert shown.count("Severa ei hyväksynyt avainta. Luo uusi avain.") == 2
    assert "Epäonnistui" in shown


def test_a_runs_numbers_lead_to_its_lines_of_the_log(company: Company, reader: User, client_of: ClientOf) -> None:
    run = a_run(company, fetched=9, transferred=4, blocked=3, fallback_rows=2)
    shown = _shown(client_of(reader), company)
    log = f"/companies/{company.pk}/log/?run={run.pk}"
    assert f'<a href="{log}&amp;code=transferred">4</a>' in shown
    assert f'<a class="bad" href="{log}&amp;level=error">3</a>' in shown
    assert f'<a class="care" href="{log}&amp;code=fallback">2</a>' in shown


def test_a_run_without_an_end_was_cut_unless_it_may_still_go_on(
    company: Company, reader: User, client_of: ClientOf
) -> None:
    a_run(company, ended=False, ago=timedelta(minutes=9))
    a_run(company, ended=False, ago=timedelta(minutes=1))
    with company_lease(company):
        shown = _shown(client_of(reader), company).split('id="runs"')[1]
    assert shown.count("Käynnissä") == 1
    assert shown.count("Keskeytyi") == 1


def test_runs_come_page_by_page(company: Company, reader: User, client_of: ClientOf) -> None:
    for _ in range(25):
        a_run(company)
    client = client_of(reader)
    assert _shown(client, company).count("<tr data-row>") == 20
    assert _shown(client, company, "?page=2").count("<tr data-row>") == 5


def test_the_settings_are_shown_without_the_key(company: Company, reader: User, client_of: ClientOf) -> None:
    made = connect(company)
    made.key = "salainen-avain"
    made.save()
    shown = _shown(client_of(reader), company)
    assert made.url in shown
    assert company.waiting_status in shown
    assert company.transferred_status in shown
    assert "salainen-avain" not in shown
    assert made.sealed_key not in shown


def test_the_page_takes_few_queries_however_much_there_is(company: Company, reader: User, client_of: ClientOf) -> None:
    for number in range(40):
        a_run(company, error_code="x", error_text="Virhe.")
        a_transfer(company, number)
    client = client_of(reader)
    with CaptureQueriesContext(connection) as asked:
        _shown(client, company)
    assert len(asked) <= 20


def test_another_company_is_not_there(company: Company, stranger: User, client_of: ClientOf) -> None:
    client = client_of(stranger)
    assert client.get(f"/companies/{company.pk}/").status_code == 404
    assert client.get(f"/companies/{company.pk}/run/progress/").status_code == 404
    assert client.post(f"/companies/{company.pk}/run/").status_code == 404
    assert not AuditEntry.objects.filter(action="run-started").exists()


# A run now


def test_a_reader_may_not_run(company: Company, reader: User, client_of: ClientOf) -> None:
    connect(company)
    client = client_of(reader)
    assert client.post(f"/companies/{company.pk}/run/").status_code == 403
    assert "Aja nyt" not in _shown(client, company)
    assert not Run.objects.exists()


def test_looking_does_not_run(company: Company, bookkeeper: User, client_of: ClientOf) -> None:
    assert client_of(bookkeeper).get(f"/companies/{company.pk}/run/").status_code == 405


def test_a_run_now_moves_what_waits_and_says_so_once(clean_world: World, bookkeeper: User, client_of: ClientOf) -> None:
    _started(clean_world, bookkeeper)
    client = client_of(bookkeeper)
    response = client.post(f"/companies/{clean_world.company.pk}/run/")
    assert response.headers["Location"] == f"/companies/{clean_world.company.pk}/"
    assert "Ajo alkaa hetken kuluttua." in _shown(client, clean_world.company)
    _engine_looks()
    assert Transfer.objects.filter(state=State.TRANSFERRED).count() == 10
    assert AuditEntry.objects.get(action="run-started").company == clean_world.company
    assert "Ajo on valmis. Siirretty: 10." in _shown(client, clean_world.company)
    assert "Ajo on valmis." not in _shown(client, clean_world.company)


def test_how_it_ended_is_told_to_whoever_started_it(
    clean_world: World, bookkeeper: User, firm_admin: User, client_of: ClientOf
) -> None:
    _started(clean_world, bookkeeper)
    client = client_of(bookkeeper)
    client.post(f"/companies/{clean_world.company.pk}/run/")
    _engine_looks()
    assert "Ajo on valmis." not in _shown(client_of(firm_admin), clean_world.company)
    assert "Ajo on valmis." in _shown(client, clean_world.company)


def test_a_run_that_failed_says_why_and_not_that_it_is_done(
    clean_world: World, bookkeeper: User, client_of: ClientOf
) -> None:
    _started(clean_world, bookkeeper)
    client = client_of(bookkeeper)
    clean_world.severa.close()
    client.post(f"/companies/{clean_world.company.pk}/run/")
    _engine_looks()
    shown = _shown(client, clean_world.company)
    assert "Ajo on valmis." not in shown
    assert "Viimeisin ajo keskeytyi" in shown


@pytest.fixture
def begun(company: Company) -> Iterator[Run]:
    """A run that goes on, and has moved three of seven invoices so far."""
    connect(company)
    with company_lease(company):
        yield a_run(company, ended=False, ago=timedelta(minutes=1), fetched=7, transferred=3)


@pytest.mark.usefixtures("begun")
def test_while_it_goes_on_its_numbers_are_shown_and_no_other_begins(
    company: Company, bookkeeper: User, client_of: ClientOf
) -> None:
    client = client_of(bookkeeper)
    shown = _shown(client, company)
    assert "Ajo on käynnissä." in shown
    assert "Lataa sivu uudelleen" in shown
    assert "Aja nyt" not in shown
    progress = client.get(f"/companies/{company.pk}/run/progress/").content.decode()
    assert re.search(r"Siirretty</dt><dd>3<", progress)
    client.post(f"/companies/{company.pk}/run/")
    assert "Ajo on jo käynnissä." in _shown(client, company)
    assert not AuditEntry.objects.filter(action="run-started").exists()
    assert Schedule.of(company).asked_at is None


def test_a_run_is_asked_for_once(company: Company, bookkeeper: User, client_of: ClientOf) -> None:
    connect(company)
    a_run(company)
    client = client_of(bookkeeper)
    for _ in range(2):
        client.post(f"/companies/{company.pk}/run/")
    assert "Ajo on jo käynnissä." in _shown(client, company)
    assert AuditEntry.objects.filter(action="run-started").count() == 1


def test_runs_are_paused_and_go_on(clean_world: World, bookkeeper: User, client_of: ClientOf) -> None:
    company = clean_world.company
    Membership.objects.create(user=bookkeeper, company=company, role=Role.BOOKKEEPER)
    client = client_of(bookkeeper)
    Schedule.of(company).start()
    _engine_looks()
    client.post(f"/companies/{company.pk}/pause/")
    assert Schedule.of(company).is_paused
    shown = _shown(client, company)
    assert "Ajot ovat tauolla: laskut eivät siirry itsestään." in shown
    assert "Aja nyt" in shown
    client.post(f"/companies/{company.pk}/pause/", {"go-on": ""})
    assert Schedule.of(company).is_started
    assert "Jatka ajoja" not in _shown(client, company)
    actions = AuditEntry.objects.filter(company=company).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["runs-paused", "runs-started"]


def test_what_was_never_started_is_not_started_by_a_bookkeeper(
    company: Company, bookkeeper: User, client_of: ClientOf
) -> None:
    client_of(bookkeeper).post(f"/companies/{company.pk}/pause/", {"go-on": ""})
    assert not Schedule.of(company).is_started
    assert not AuditEntry.objects.filter(action="runs-started").exists()


def test_a_company_without_a_connection_cannot_be_run(company: Company, bookkeeper: User, client_of: ClientOf) -> None:
    answer = client_of(bookkeeper).post(f"/companies/{company.pk}/run/")
    assert answer.status_code == 409
    assert "puuttuu yhteys Severaan" in answer.content.decode()
    assert Schedule.of(company).asked_at is None


def test_a_company_whose_set_up_is_not_finished_is_not_run(
    company: Company, bookkeeper: User, client_of: ClientOf
) -> None:
    connect(company)
    answer = client_of(bookkeeper).post(f"/companies/{company.pk}/run/")
    assert (answer.status_code, "käyttöönotto on kesken" in answer.content.decode()) == (409, True)
    assert Schedule.of(company).asked_at is None


def test_a_reader_may_not_pause(company: Company, reader: User, client_of: ClientOf) -> None:
    assert client_of(reader).post(f"/companies/{company.pk}/pause/").status_code == 403
    assert not Schedule.objects.exists()


def test_once_it_has_ended_the_page_is_asked_for_anew(company: Company, bookkeeper: User, client_of: ClientOf) -> None:
    client = client_of(bookkeeper)
    address = f"/companies/{company.pk}/run/progress/"
    assert client.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert client.get(address).headers["Location"] == f"/companies/{company.pk}/"


# In the browser


@pytest.fixture
def engine_beside(live_server: Any) -> Iterator[Callable[[], None]]:
    """Lets the engine look for work in a thread of its own, while the browser looks on.

    SQLite in memory is there for one connection: the thread takes the one that the live server has.
    """
    shared = connections["default"]
    threads: list[threading.Thread] = []

    def look() -> None:
        if connection.vendor == "sqlite":
            connections["default"] = shared
        _engine_looks()
        if connection.vendor != "sqlite":
            connections.close_all()

    def begin() -> None:
        threads.append(threading.Thread(target=look))
        threads[0].start()

    shared.inc_thread_sharing()
    yield begin
    for thread in threads:
        thread.join()
    shared.dec_thread_sharing()


def test_a_run_now_shows_how_far_it_has_come(
    make_world: MakeWorld, bookkeeper: User, page_of: PageOf, engine_beside: Callable[[], None]
) -> None:
    world = make_world(invoices=60, clean=True, latency_milliseconds=250)
    _started(world, bookkeeper)
    page = page_of(bookkeeper)
    page.goto(f"/companies/{world.company.pk}/")
    page.get_by_role("button", name="Aja nyt").click()
    going = page.locator("#going")
    expect(going).to_contain_text("Ajo alkaa hetken kuluttua.")
    engine_beside()
    expect(going).to_contain_text("Ajo on käynnissä.")
    transferred = going.locator("dd").nth(1)
    expect(transferred).not_to_have_text("0")
    expect(page.get_by_text("Ajo on valmis. Siirretty: 60.")).to_be_visible(timeout=30_000)
    expect(going).to_have_count(0)
    expect(page.get_by_role("button", name="Aja nyt")).to_be_visible()
    assert Transfer.objects.filter(company=world.company, state=State.TRANSFERRED).count() == 60


@pytest.mark.parametrize("language", ["fi", "en"])
def test_it_looks_right_and_is_open_to_everybody(
    language: str, world: World, admin: User, page_of: PageOf, looks_right: Callable[..., None]
) -> None:
    Membership.objects.create(user=admin, company=world.company, role=Role.ADMIN)
    admin.language = language
    admin.save()
    world.run()
    for number in range(150):
        at = timezone.now() - timedelta(days=(149 - number) * 29 / 150)
        a_transfer(world.company, 90_000 + number, at=at, total=f"{(number * 37) % 900 - 40}.50")
    a_run(world.company, error_code="x", error_text="Severa ei vastannut. Yritä uudelleen.")
    a_run(world.company, fetched=3, transferred=2, blocked=1, quota_allowed=100_000, quota_used=812)
    page = page_of(admin)
    page.goto(f"/companies/{world.company.pk}/")
    looks_right(page, f"company-{language}")


@pytest.mark.usefixtures("begun")
def test_a_run_under_way_looks_right(
    company: Company, bookkeeper: User, page_of: PageOf, looks_right: Callable[..., None]
) -> None:
    page = page_of(bookkeeper)
    page.goto(f"/companies/{company.pk}/")
    looks_right(page, "company-running")
