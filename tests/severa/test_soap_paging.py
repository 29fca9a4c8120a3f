"""The walk over waiting invoices: every one once, however many stay and however Severa orders and limits replies."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from severa_maestro.errors import ContractError, SeveraMaestroError
from severa_maestro.invoicing.invoice import BusinessUnit, Invoice, Totals, UnreadableInvoice
from severa_maestro.invoicing.money import Money
from severa_maestro.invoicing.parties import Buyer, Seller
from severa_maestro.severa.http_errors import REPLY_TOO_LARGE
from severa_maestro.severa.soap.paging import MINUTE, FoundInvoice, WaitingWalk, Window

STATUS = "Odottaa"
NOW = datetime.now(UTC).replace(second=0, microsecond=0)
NOTHING = Money(Decimal(0), "EUR")
UNIT = BusinessUnit(guid="unit")


@cache
def make(guid: str) -> Invoice:
    return Invoice(
        guid=guid,
        number=1,
        numbering_unit=UNIT,
        unit=UNIT,
        status=STATUS,
        invoice_date=date(2026, 11, 22),
        currency="EUR",
        totals=Totals(excluding_vat=NOTHING, vat=NOTHING, including_vat=NOTHING),
        buyer=Buyer(customer_guid="customer"),
        seller=Seller(),
    )


@dataclass
class Waiting:
    """One invoice in the status."""

    changed: datetime = NOW - timedelta(days=3)
    unit: str = "unit-1"


@dataclass
class FakeSevera:
    """Invoices in one status, and a server with habits of its own."""

    invoices: dict[str, Waiting]
    #: In which order replies come.
    order: Callable[[list[str]], list[str]] = sorted
    #: The server gives no more than this by status, whatever was asked for; None: as many as were asked for.
    own_limit: int | None = None
    ignores_most: bool = False
    #: More than this does not fit into a reply; by time, not even this unless the largest reply is allowed.
    fits: int = 100_000
    fits_by_time: int = 1000
    takes_first_minute_in: bool = True
    takes_last_minute_in: bool = True
    calls: list[str] = field(default_factory=list)
    largest_reply: int = 0

    def by_status(self, status: str, most: int) -> list[FoundInvoice]:
        assert status == STATUS
        assert most >= 1
        self.calls.append("status")
        found = self.order(list(self.invoices))
        if not self.ignores_most:
            found = found[:most]
        return self._reply(found if self.own_limit is None else found[: self.own_limit], self.fits)

    def by_time(self, status: str, window: Window, *, largest: bool) -> list[FoundInvoice]:
        assert status == STATUS
        self.calls.append("time")
        return self._reply(self._in(window), self.fits if largest else self.fits_by_time)

    def by_unit(self, status: str, window: Window, unit_guid: str) -> list[FoundInvoice]:
        assert status == STATUS
        self.calls.append("unit")
        assert window.is_one_minute
        found = [guid for guid in self._in(window) if self.invoices[guid].unit == unit_guid]
        return self._reply(found, self.fits)

    def unit_guids(self) -> list[str]:
        self.calls.append("units")
        return sorted({each.unit for each in self.invoices.values()})

    def _in(self, window: Window) -> list[str]:
        """As the adapter asks: up to a minute after the window's end; compared to the minute."""
        start, end = window.start, window.end + MINUTE
        found = []
        for guid, each in self.invoices.items():
            if not start <= each.changed < end + MINUTE:
                continue
            minute = each.changed.replace(second=0, microsecond=0)
            if (
                start < minute < end
                or (minute == start and self.takes_first_minute_in)
                or (minute == end and self.takes_last_minute_in)
            ):
                found.append(guid)
        return self.order(found)

    def _reply(self, guids: list[str], fits: int) -> list[FoundInvoice]:
        if len(guids) > fits:
            raise REPLY_TOO_LARGE.error()
        self.largest_reply = max(self.largest_reply, len(guids))
        return [make(guid) for guid in guids]


def walk(
    severa: FakeSevera,
    moves: Callable[[str], bool] = lambda _: True,
    *,
    known: int = 0,
    page_size: int = 200,
    most: int = 2000,
) -> list[str]:
    """Walks as a run does: what can be moved leaves the status after its page. Gives the guids as they came."""
    seen: list[str] = []
    for page in WaitingWalk(severa, STATUS, known=known, page_size=page_size, most=most).pages():
        assert 1 <= len(page) <= page_size
        for invoice in page:
            seen.append(invoice.guid)
            if moves(invoice.guid):
                severa.invoices.pop(invoice.guid)
    return seen


def good(guid: str) -> bool:
    return guid.startswith("good")


def many(blocked: int, good: int, *, spread: timedelta = timedelta(days=900)) -> dict[str, Waiting]:
    total = blocked + good
    names = [f"blocked-{number:05}" for number in range(blocked)] + [f"good-{number:05}" for number in range(good)]
    return {name: Waiting(NOW - spread * position / total) for position, name in enumerate(names)}


def shuffle(guids: list[str]) -> list[str]:
    return random.Random(len(guids)).sample(guids, len(guids))


chance = random.Random(1)
ORDERS: dict[str, Callable[[list[str]], list[str]]] = {
    "blocked first": sorted,
    "blocked last": lambda guids: sorted(guids, reverse=True),
    "some order": shuffle,
    "another order each time": lambda guids: chance.sample(guids, len(guids)),
}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("known", [0, 5000])
@pytest.mark.parametrize("own_limit", [None, 100, 2000])
def test_300_good_invoices_come_past_5000_blocked_ones(order: str, known: int, own_limit: int | None) -> None:
    severa = FakeSevera(many(5000, 300), order=ORDERS[order], own_limit=own_limit)
    everything = set(severa.invoices)
    seen = walk(severa, good, known=known)
    assert len(seen) == len(set(seen))
    assert set(seen) == everything
    assert not any(good(guid) for guid in severa.invoices)
    assert severa.largest_reply <= 2000


def test_an_empty_status_costs_one_call() -> None:
    severa = FakeSevera({})
    assert walk(severa) == []
    assert severa.calls == ["status"]


def test_an_empty_status_costs_one_call_even_where_invoices_were_known() -> None:
    severa = FakeSevera({})
    walk(severa, known=30)
    assert severa.calls == ["status"]


def test_500_clean_invoices_cost_four_calls() -> None:
    severa = FakeSevera(many(0, 500))
    assert len(walk(severa)) == 500
    assert severa.calls == ["status"] * 4


def test_clean_invoices_with_a_few_blocked_among_them_cost_one_call_more() -> None:
    severa = FakeSevera(many(15, 485))
    assert len(walk(severa, good)) == 500
    assert len(severa.calls) <= 5


def test_a_few_invoices_that_stay_cost_three_calls() -> None:
    severa = FakeSevera(many(15, 0))
    assert len(walk(severa, good, known=15)) == 15
    assert severa.calls == ["status", "status", "time"]


def test_a_dry_run_that_moves_nothing_sees_everything_once_and_ends() -> None:
    severa = FakeSevera(many(0, 3000))
    seen = walk(severa, lambda _: False)
    assert sorted(seen) == sorted(severa.invoices)
    assert len(severa.calls) < 30


def test_a_limit_of_the_servers_own_hides_nothing_even_when_all_that_it_shows_is_blocked() -> None:
    severa = FakeSevera(many(100, 50), own_limit=100)
    seen = walk(severa, good, known=100)
    assert len(set(seen)) == 150


def test_a_server_that_ignores_the_largest_number_is_read_all_the_same() -> None:
    severa = FakeSevera(many(700, 300), ignores_most=True)
    assert len(walk(severa, good)) == 1000


def test_50_000_invoices_do_not_come_in_one_reply() -> None:
    severa = FakeSevera(many(50_000, 0), ignores_most=True, fits=2000)
    seen = walk(severa, good, known=50_000)
    assert len(seen) == len(set(seen)) == 50_000
    assert severa.largest_reply <= 2000


def test_a_reply_by_status_that_is_too_large_is_asked_for_in_smaller_ones() -> None:
    severa = FakeSevera(many(0, 300), fits=60)
    assert len(walk(severa)) == 300
    assert severa.largest_reply <= 60
    assert "time" not in severa.calls


def test_a_minute_that_is_too_large_is_read_unit_by_unit() -> None:
    at_once = NOW - timedelta(days=30)
    invoices = {f"blocked-{number}": Waiting(at_once, unit=f"unit-{number % 4}") for number in range(300)}
    severa = FakeSevera(invoices, ignores_most=True, fits=100, fits_by_time=20)
    assert len(walk(severa, good)) == 300
    assert "unit" in severa.calls


def test_a_minute_of_one_unit_that_is_too_large_is_said_clearly() -> None:
    at_once = NOW - timedelta(days=30)
    invoices = {f"blocked-{number}": Waiting(at_once) for number in range(300)}
    severa = FakeSevera(invoices, ignores_most=True, fits=100, fits_by_time=20)
    with pytest.raises(ContractError, match="severa-too-many-at-once") as raised:
        walk(severa, good)
    in_helsinki = [at_once.astimezone(ZoneInfo("Europe/Helsinki")) - minutes * MINUTE for minutes in (0, 1, 2)]
    assert any(f"({minute:%d.%m.%Y %H:%M})" in str(raised.value) for minute in in_helsinki)


@given(st.integers(0, 12_000_000), st.integers(2, 12_000_000), st.integers(0, 12_000_000))
def test_the_parts_of_a_window_are_the_window(age: int, minutes: int, far: int) -> None:
    end = NOW - age * MINUTE
    whole = Window(end - minutes * MINUTE, end)
    older, newer = whole.parted(NOW + far * MINUTE)
    assert whole.start == older.start < older.end == newer.start < newer.end == whole.end


def test_what_changed_lately_is_found_in_few_calls_among_twenty_years() -> None:
    severa = FakeSevera(many(3000, 0, spread=timedelta(days=10)))
    assert len(walk(severa, good, known=3000)) == 3000
    assert severa.calls.count("time") <= 15


def test_an_invoice_without_a_guid_comes_once() -> None:
    class Unreadable(FakeSevera):
        def _reply(self, guids: list[str], fits: int) -> list[FoundInvoice]:
            assert len(guids) <= fits
            return [
                UnreadableInvoice(guid="", number=None, numbering_unit=UNIT, reason="?", fingerprint=guid)
                for guid in guids
            ]

    severa = Unreadable({"one": Waiting(), "two": Waiting()})
    pages = list(WaitingWalk(severa, STATUS, known=0, page_size=10).pages())
    assert [each.fingerprint for page in pages for each in page] == ["one", "two"]


def test_an_invoice_that_comes_back_during_the_walk_is_not_given_twice() -> None:
    severa = FakeSevera(many(0, 30))
    seen: list[str] = []
    for page in WaitingWalk(severa, STATUS, known=0, page_size=10).pages():
        for invoice in page:
            seen.append(invoice.guid)
            severa.invoices.pop(invoice.guid)
        severa.invoices["good-00000"] = Waiting()
    assert len(seen) == len(set(seen)) == 30


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_every_invoice_is_given_once_whatever_the_server_does(data: st.DataObject) -> None:
    fits = data.draw(st.integers(3, 20), label="fits")
    count = data.draw(st.integers(0, 40), label="invoices")
    minutes = data.draw(
        st.lists(st.integers(-600, 12_000_000), min_size=1, max_size=8, unique=True), label="minutes ago"
    )
    per_minute: dict[tuple[int, str], int] = {}
    invoices: dict[str, Waiting] = {}
    for number in range(count):
        minute = data.draw(st.sampled_from(minutes))
        unit = data.draw(st.sampled_from(["unit-1", "unit-2"]))
        # A minute may reach into the ones beside it; what one unit has in them must fit in a reply.
        near = sum(amount for (other, of), amount in per_minute.items() if of == unit and abs(other - minute) <= 2)
        if near >= fits:
            continue
        per_minute[minute, unit] = per_minute.get((minute, unit), 0) + 1
        name = f"{data.draw(st.sampled_from(['good', 'blocked']))}-{number}"
        invoices[name] = Waiting(NOW - timedelta(minutes=minute, seconds=-(number % 60)), unit)
    # A seed alone: how often the walk asks depends on the minute of the day, and draws must not.
    chance = random.Random(data.draw(st.integers(0, 2**32), label="order"))
    severa = FakeSevera(
        invoices,
        order=data.draw(
            st.sampled_from([sorted, ORDERS["blocked last"], lambda guids: chance.sample(guids, len(guids))])
        ),
        own_limit=data.draw(st.none() | st.integers(1, 20), label="own limit"),
        ignores_most=data.draw(st.booleans()),
        fits=fits,
        fits_by_time=data.draw(st.integers(1, fits), label="fits by time"),
        takes_first_minute_in=data.draw(st.booleans()),
        takes_last_minute_in=data.draw(st.booleans()),
    )
    moves = data.draw(st.sampled_from([good, lambda _: False, lambda _: True]))
    everything = set(invoices)
    seen = walk(
        severa,
        moves,
        known=data.draw(st.integers(0, 50), label="known"),
        page_size=data.draw(st.integers(1, 10), label="page size"),
        most=data.draw(st.integers(1, 16), label="most"),
    )
    assert len(seen) == len(set(seen))
    assert set(seen) == everything


def test_an_error_of_severa_ends_the_walk() -> None:
    class Broken(FakeSevera):
        def by_status(self, status: str, most: int) -> list[FoundInvoice]:
            raise ContractError("severa-fault-unknown", REPLY_TOO_LARGE.message, status=status, most=most)

    with pytest.raises(SeveraMaestroError, match="severa-fault-unknown"):
        walk(Broken({}))
