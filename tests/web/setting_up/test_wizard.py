"""The wizard in a browser: from nothing to the first transferred invoice."""

import itertools
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone
from playwright.sync_api import Page, expect

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import due
from severa_maestro.engine.runs import carry_out
from severa_maestro.sandbox import Sandbox, write_products
from severa_maestro.transfer.ledger.models import State, Transfer
from severa_maestro.web import background
from severa_maestro.web.accounts.models import AuditEntry, User
from tests.web.conftest import PageOf

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def in_threads(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[], None]], None]]:
    """Lets work go on in threads of its own, while the browser looks on.

    SQLite in memory is there for one connection: each thread takes the one that the live server has.
    """
    shared = connections["default"]
    threads: list[threading.Thread] = []

    class Sharing(threading.Thread):
        def run(self) -> None:
            if connection.vendor == "sqlite":
                connections["default"] = shared
            super().run()
            if connection.vendor != "sqlite":
                connections.close_all()

        def start(self) -> None:
            threads.append(self)
            super().start()

    def begin(work: Callable[[], None]) -> None:
        Sharing(target=work).start()

    monkeypatch.setattr(background, "Thread", Sharing)
    if connection.vendor == "sqlite":
        monkeypatch.setattr(background, "connection", type("Open", (), {"close": staticmethod(lambda: None)}))
    shared.inc_thread_sharing()
    yield begin
    for thread in threads:
        thread.join()
    shared.dec_thread_sharing()


def _engine_looks() -> None:
    """What the engine does when it looks for work, here and now."""
    for schedule in due(timezone.now(), 10):
        carry_out(schedule)


def _is_at(page: Page, step: str) -> None:
    expect(page.locator(".steps [aria-current=step]")).to_contain_text(step)


@pytest.fixture
def look(photograph: Callable[[Page, str], None], no_violation: Callable[[Page], None]) -> Callable[[Page, str], None]:
    """Checks the page that is open, each time in another width and scheme, and photographs it."""
    ways = itertools.cycle(itertools.product((360, 1280), ("light", "dark")))

    def check(page: Page, name: str) -> None:
        width, scheme = next(ways)
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        no_violation(page)
        photograph(page, f"set-up-{name}-{width}-{scheme}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    return check


def test_from_nothing_to_the_first_transferred_invoice(
    own_severa: Sandbox,
    firm_admin: User,
    page_of: PageOf,
    tmp_path: Path,
    in_threads: Callable[[Callable[[], None]], None],
    look: Callable[[Page, str], None],
) -> None:
    page = page_of(firm_admin)
    page.goto("/")
    page.get_by_role("link", name="Lisää yritys").click()
    _is_at(page, "Yhteys")
    look(page, "1-connection")
    _connect(page, own_severa)
    look(page, "1-tried")
    page.get_by_role("button", name="Tallenna yhteys").click()

    _is_at(page, "Tilat")
    expect(page.get_by_label("Odottaa siirtoa")).to_have_value(own_severa.waiting_status)
    look(page, "2-statuses")
    page.get_by_role("button", name="Tallenna tilat").click()

    _is_at(page, "Tuotteet")
    look(page, "3-products")
    write_products(own_severa.state, tmp_path / "tuotteet.csv")
    page.get_by_role("link", name="Tuo tuotteet tiedostosta").click()
    _import(page, tmp_path / "tuotteet.csv")
    _is_at(page, "Tuotteet")
    page.get_by_role("button", name="Jatka").click()

    _is_at(page, "Koodit")
    expect(page.get_by_text("Löytää tuotteen")).to_be_visible()
    look(page, "4-codes")
    page.get_by_role("button", name="Jatka").click()

    _is_at(page, "Tarkistus")
    page.get_by_role("button", name="Tarkista").click()
    expect(page.get_by_text("Mikään ei estä siirtoa.")).to_be_visible()
    look(page, "5-check")
    page.get_by_role("button", name="Jatka").click()

    _is_at(page, "Esikatselu")
    page.get_by_role("button", name="Näytä, mitä ajo tekisi").click()
    expect(page.get_by_role("heading", name="Laskut")).to_be_visible()
    look(page, "6-preview")
    page.locator("tbody th a").first.click()
    look(page, "6-invoice")
    page.get_by_role("link", name="Takaisin").click()
    page.get_by_role("button", name="Jatka").click()

    _is_at(page, "Aloitus")
    look(page, "7-start")
    page.get_by_role("button", name="Aloita siirto").click()
    expect(page.get_by_text("Siirto on aloitettu.")).to_be_visible()
    in_threads(_engine_looks)
    expect(page.get_by_text("Ajo on valmis. Siirretty: 4.")).to_be_visible(timeout=30_000)
    page.set_viewport_size({"width": 1280, "height": 800})  # where the menus are not folded
    page.get_by_role("link", name="Siirrot", exact=True).click()
    expect(page.locator("tbody").get_by_text("Siirretty").first).to_be_visible()
    assert Transfer.objects.filter(state=State.TRANSFERRED).count() == 4

    page.get_by_role("link", name="Asetukset", exact=True).click()
    look(page, "settings")
    assert own_severa.soap_key not in page.content()
    _nothing_secret_was_recorded(own_severa)


def _connect(page: Page, severa: Sandbox) -> None:
    """Types the connection in: it is tried while it is typed, wrong first. Each way has its own fields."""
    page.get_by_label("Yrityksen nimi").fill("Uusi Oy")
    page.get_by_label("REST: tunnus").check()
    expect(page.get_by_label("Salaisuus (client_secret)")).to_be_visible()
    expect(page.get_by_label("API-avain", exact=True)).not_to_be_visible()
    page.get_by_label("SOAP: käyttäjän").check()
    expect(page.get_by_label("Salaisuus (client_secret)")).not_to_be_visible()
    page.get_by_label("SOAP-osoite").fill(severa.soap_url)
    page.get_by_label("API-avain", exact=True).fill("väärä")
    expect(page.locator("#trial")).to_contain_text("Virhe")
    page.get_by_label("API-avain", exact=True).fill(severa.soap_key)
    expect(page.locator("#trial")).to_contain_text("Severa vastaa", timeout=15_000)
    assert not Company.objects.exists()


def _import(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Tee koeajo").click()
    page.get_by_role("button", name="Tuo tuotteet").click()


def _nothing_secret_was_recorded(severa: Sandbox) -> None:
    told = str(list(AuditEntry.objects.values_list("before", "after")))
    assert severa.soap_key not in told
    assert severa.client_secret not in told
