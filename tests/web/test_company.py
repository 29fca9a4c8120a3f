"""One company's page: what goes over, its runs and settings, and a run now."""

import re
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from playwright.sync_api import expect

from severa_maestro.companies.models import Company
from severa_maestro.errors import TransientError
from severa_maestro.language import Message, Text
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.ledger.models import Run, State, Transfer
from severa_maestro.transfer.run import Outcome
from severa_maestro.web import by_day, running
from severa_maestro.web.accounts.models import AuditEntry, Membership, Role, User
from tests.transfer.conftest import MakeWorld, World
from tests.web.conftest import ClientOf, PageOf
from tests.web.ledger_rows import a_line, a_run, a_transfer, connect

RunCompanies = Callable[[list[Company], Callable[[Company, Counts], None]], list[Outcome]]


def _shown(client: Any, company: Company, query: str = "") -> str:
    """The page as its reader sees it, without the spaces that do not break."""
    return client.get(f"/companies/{company.pk}/{query}").content.decode().replace("\u00a0", " ")


@pytest.fixture(autouse=True)
def _no_run_is_remembered() -> Iterator[None]:
    yield
    running._by_company.clear()


@pytest.fixture
def no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs happen at once, and not in a thread: the test's transaction is open in this one."""

    class AtOnce:
        def __init__(self, target: Callable[..., None], args: tuple[Any, ...], **_: object) -> None:
            self.start = partial(target, *args)

    monkeypatch.setattr(running, "Thread", AtOnce)
    monkeypatch.setattr(running, "connection", SimpleNamespace(close=lambda: None))


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


@pytest.mark.usefixtures("no_thread")
def test_a_run_now_moves_what_waits_and_says_so_once(clean_world: World, bookkeeper: User, client_of: ClientOf) -> None:
    Membership.objects.create(user=bookkeeper, company=clean_world.company, role=Role.BOOKKEEPER)
    client = client_of(bookkeeper)
    response = client.post(f"/companies/{clean_world.company.pk}/run/")
    assert response.headers["Location"] == f"/companies/{clean_world.company.pk}/"
    assert Transfer.objects.filter(state=State.TRANSFERRED).count() == 10
    assert AuditEntry.objects.get(action="run-started").company == clean_world.company
    assert "Ajo on valmis. Siirretty: 10." in _shown(client, clean_world.company)
    assert "Ajo on valmis." not in _shown(client, clean_world.company)


@pytest.mark.usefixtures("no_thread")
def test_how_it_ended_is_told_to_whoever_started_it(
    clean_world: World, bookkeeper: User, firm_admin: User, client_of: ClientOf
) -> None:
    Membership.objects.create(user=bookkeeper, company=clean_world.company, role=Role.BOOKKEEPER)
    client_of(bookkeeper).post(f"/companies/{clean_world.company.pk}/run/")
    assert "Ajo on valmis." not in _shown(client_of(firm_admin), clean_world.company)
    assert "Ajo on valmis." in _shown(client_of(bookkeeper), clean_world.company)


@pytest.mark.usefixtures("no_thread")
def test_a_run_that_cannot_begin_says_why_in_the_readers_language(
    company: Company, bookkeeper: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way = Message(
        what=Text(fi="Ajo käy.", sv="Pågår.", en="A run goes on."), to_do=Text(fi="Odota.", sv="Vänta.", en="Wait.")
    )

    def refuse(companies: list[Company], _progress: object) -> list[Outcome]:
        return [Outcome(companies[0], Counts(), 0, TransientError("run-under-way", under_way))]

    monkeypatch.setattr(running, "run_companies", refuse)
    bookkeeper.language = "en"
    bookkeeper.save()
    client = client_of(bookkeeper)
    client.post(f"/companies/{company.pk}/run/")
    assert "A run goes on. Wait." in _shown(client, company)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A run that has moved three invoices, and goes on until the event is set."""
    let_go = threading.Event()
    has_begun = threading.Event()

    def run(companies: list[Company], progress: Callable[[Company, Counts], None]) -> list[Outcome]:
        counts = Counts(fetched=7, transferred=3)
        progress(companies[0], counts)
        has_begun.set()
        let_go.wait(30)
        return [Outcome(companies[0], counts, 1)]

    start = running.start

    def start_and_wait(company: Company, user: User) -> bool:
        started = start(company, user)
        has_begun.wait(30)
        return started

    monkeypatch.setattr(running, "run_companies", run)
    monkeypatch.setattr(running, "start", start_and_wait)
    yield let_go
    let_go.set()
    for thread in threading.enumerate():
        if thread.name.startswith("run-"):
            thread.join()


def test_while_it_goes_on_its_numbers_are_shown_and_no_other_begins(
    company: Company, bookkeeper: User, client_of: ClientOf, held: threading.Event
) -> None:
    connect(company)
    client = client_of(bookkeeper)
    client.post(f"/companies/{company.pk}/run/")
    shown = _shown(client, company)
    assert "Ajo on käynnissä." in shown
    assert "Lataa sivu uudelleen" in shown
    assert "Aja nyt" not in shown
    progress = client.get(f"/companies/{company.pk}/run/progress/").content.decode()
    assert re.search(r"Siirretty</dt><dd>3<", progress)
    client.post(f"/companies/{company.pk}/run/")
    assert "Ajo on jo käynnissä." in _shown(client, company)
    assert AuditEntry.objects.filter(action="run-started").count() == 1


def test_once_it_has_ended_the_page_is_asked_for_anew(company: Company, bookkeeper: User, client_of: ClientOf) -> None:
    client = client_of(bookkeeper)
    address = f"/companies/{company.pk}/run/progress/"
    assert client.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert client.get(address).headers["Location"] == f"/companies/{company.pk}/"


def test_a_run_of_another_process_is_said_in_words(company: Company, bookkeeper: User, client_of: ClientOf) -> None:
    connect(company)
    a_run(company, ended=False, ago=timedelta(minutes=1))
    assert "Ajo on jo käynnissä muualla" in _shown(client_of(bookkeeper), company)


# In the browser


@pytest.fixture
def threads_share_the_database(monkeypatch: pytest.MonkeyPatch, live_server: Any) -> Iterator[None]:
    """SQLite in memory is there for one connection: the run's thread takes the one that the live server has."""
    if connection.vendor != "sqlite":
        yield
        return
    shared, carry_out = connections["default"], running._carry_out

    def with_shared(*args: Any) -> None:
        connections["default"] = shared
        carry_out(*args)

    monkeypatch.setattr(running, "_carry_out", with_shared)
    shared.inc_thread_sharing()
    yield
    for thread in threading.enumerate():
        if thread.name.startswith("run-"):
            thread.join()
    shared.dec_thread_sharing()


@pytest.mark.usefixtures("threads_share_the_database")
def test_a_run_now_shows_how_far_it_has_come(
    make_world: MakeWorld, bookkeeper: User, page_of: PageOf, looks_right: Callable[..., None]
) -> None:
    world = make_world(invoices=30, clean=True, latency_milliseconds=40)
    Membership.objects.create(user=bookkeeper, company=world.company, role=Role.BOOKKEEPER)
    page = page_of(bookkeeper)
    page.goto(f"/companies/{world.company.pk}/")
    page.get_by_role("button", name="Aja nyt").click()
    going = page.locator("#going")
    expect(going).to_contain_text("Ajo on käynnissä.")
    transferred = going.locator("dd").nth(1)
    expect(transferred).not_to_have_text("0")
    expect(page.get_by_text("Ajo on valmis. Siirretty: 30.")).to_be_visible(timeout=30_000)
    expect(going).to_have_count(0)
    expect(page.get_by_role("button", name="Aja nyt")).to_be_visible()
    assert Transfer.objects.filter(company=world.company, state=State.TRANSFERRED).count() == 30


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


def test_a_run_under_way_looks_right(
    company: Company, bookkeeper: User, page_of: PageOf, looks_right: Callable[..., None], held: threading.Event
) -> None:
    connect(company)
    running.start(company, bookkeeper)
    page = page_of(bookkeeper)
    page.goto(f"/companies/{company.pk}/")
    looks_right(page, "company-running")
