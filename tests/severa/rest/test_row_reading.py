"""The rows of many invoices in few calls: what comes is whole, and the way chosen costs hardly more than any other."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from severa_maestro.severa.rest import routes
from severa_maestro.severa.rest.client import RestReply
from severa_maestro.severa.rest.routes import Route
from severa_maestro.severa.rest.row_reading import INVOICES_A_CALL, rows_in_bulk
from severa_maestro.severa.rest.values import InvoiceValues, RowValues
from tests.severa.rest_clock import CALM
from tests.severa.rest_records import Record, invoice, money, row

NOW = datetime(2026, 11, 21, 8, 0, 0, tzinfo=UTC)
PAGE = routes.ROWS.page_size


@dataclass
class FakeClient:
    """Gives rows in pages of a size of its own, and counts its calls."""

    records: Sequence[object]
    page_size: int = PAGE
    calls: int = 0
    asked: list[dict[str, str]] = field(default_factory=list)

    def replies(self, route: Route, *, guid: str = "", query: dict[str, str]) -> Iterator[RestReply]:
        assert (route, guid) == (routes.ROWS, "")
        self.asked.append(query)
        for first in range(0, len(self.records) or 1, self.page_size):
            self.calls += 1
            end = first + self.page_size
            yield RestReply(list(self.records[first:end]), "more" if end < len(self.records) else "", NOW)

    @property
    def since(self) -> datetime:
        (query,) = self.asked
        assert query.keys() == {"changedSince"}
        return datetime.strptime(query["changedSince"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def make(number: int, *, rows: int = 1, created: datetime | str | None = NOW, **members: Any) -> Record:
    """An invoice of so many rows of 100 euro with 25.5 %."""
    excluding, vat = Decimal(100 * rows), Decimal("25.5") * rows
    moment = created.isoformat() if isinstance(created, datetime) else created
    usual = {
        "guid": f"invoice-{number}",
        "createdDateTime": moment,
        "totalExcludingTax": money(str(excluding)),
        "totalTax": money(str(vat)),
        "totalIncludingTax": money(str(excluding + vat)),
        "workHoursTotalExcludingTax": money(str(excluding)),
    }
    return invoice(**usual | members)


def rows_for(number: int, count: int = 1, **members: Any) -> list[Record]:
    usual = {"invoiceGuid": f"invoice-{number}", "quantity": 1, "unitPrice": money("100.0")}
    return [row(**{"guid": f"row-{number}-{place}", **usual, **members}) for place in range(count)]


def values(records: Sequence[Record]) -> list[InvoiceValues]:
    return [InvoiceValues.read(each) for each in records]


def many(count: int, rows: int = 1) -> tuple[list[InvoiceValues], list[Record]]:
    invoices = values([make(number, rows=rows) for number in range(count)])
    return invoices, [each for number in range(count) for each in rows_for(number, rows)]


def others(count: int) -> list[Record]:
    """Rows of invoices that nobody asked for."""
    return [row(guid=f"other-{number}", invoiceGuid=f"other-{number}") for number in range(count)]


def guids(found: dict[str, list[RowValues]]) -> dict[str, list[str]]:
    return {guid: [each.guid for each in rows] for guid, rows in found.items()}


# In bulk or not


def test_the_rows_of_eight_invoices_come_in_one_call() -> None:
    invoices, records = many(8, rows=3)
    client = FakeClient(records)
    found = rows_in_bulk(client, invoices)
    assert guids(found) == {f"invoice-{n}": [f"row-{n}-{place}" for place in range(3)] for n in range(8)}
    assert client.calls == 1
    assert found["invoice-0"] == [RowValues.read(each) for each in rows_for(0, 3)]


@pytest.mark.parametrize("count", [0, 1, 7])
def test_for_fewer_invoices_nothing_is_asked_in_bulk(count: int) -> None:
    invoices, records = many(count)
    client = FakeClient(records)
    assert rows_in_bulk(client, invoices) == {}
    assert client.calls == 0


@pytest.mark.parametrize("created", [None, "some day"])
def test_where_no_invoice_tells_when_it_was_made_nothing_is_asked_in_bulk(created: str | None) -> None:
    client = FakeClient([])
    assert rows_in_bulk(client, values([make(number, created=created) for number in range(40)])) == {}
    assert client.calls == 0


def test_invoices_without_a_time_are_left_to_be_read_alone() -> None:
    """Some of their rows may be older than what was asked for."""
    invoices = values([make(number, created=NOW if number % 2 else None) for number in range(16)])
    found = rows_in_bulk(FakeClient([each for number in range(16) for each in rows_for(number)]), invoices)
    assert found.keys() == {f"invoice-{number}" for number in range(1, 16, 2)}


def test_rows_of_other_invoices_are_left_out() -> None:
    invoices, records = many(16)
    found = rows_in_bulk(FakeClient([*others(60), *records, *others(30)]), invoices)
    assert found.keys() == {f"invoice-{number}" for number in range(16)}


# Giving up


def test_it_is_given_up_when_an_eighth_of_the_calls_was_not_enough() -> None:
    invoices, records = many(24)
    client = FakeClient([*others(300), *records])
    assert rows_in_bulk(client, invoices) == {}
    assert client.calls == 3


@pytest.mark.parametrize("missing", [0, 1, PAGE - 1])
def test_what_ends_within_an_eighth_of_the_calls_is_taken_however_full_its_last_page_is(missing: int) -> None:
    invoices, records = many(24)
    client = FakeClient([*others(3 * PAGE - missing - 24), *records])
    assert len(rows_in_bulk(client, invoices)) == 24
    assert client.calls == 3


@pytest.mark.parametrize("page_size", [1, 20, 50, PAGE - 1])
def test_it_is_given_up_too_where_severa_gives_fewer_rows_than_were_asked_for(page_size: int) -> None:
    invoices, records = many(24)
    client = FakeClient([*others(1000), *records], page_size)
    assert rows_in_bulk(client, invoices) == {}
    assert client.calls <= 3


@settings(CALM, max_examples=60)
@given(
    count=st.integers(0, 60),
    rows=st.integers(1, 5),
    foreign=st.integers(0, 50) | st.integers(0, 1500),
    lost=st.integers(0, 40),
    order=st.none() | st.integers(0, 1000),
)
def test_the_way_chosen_costs_at_most_an_eighth_more_calls_than_reading_one_by_one(
    count: int, rows: int, foreign: int, lost: int, order: int | None
) -> None:
    invoices, records = many(count, rows)
    records = others(foreign) + records
    if order is not None:
        random.Random(order).shuffle(records)
    kept = records[lost:]
    client = FakeClient(kept)
    found = rows_in_bulk(client, invoices)
    one_by_one = sum(each.guid not in found for each in invoices)
    assert client.calls + one_by_one <= count + count // INVOICES_A_CALL
    for guid, read in found.items():
        assert [each.guid for each in read] == [each["guid"] for each in kept if each["invoiceGuid"] == guid]
        assert len(read) == rows
    if client.calls and len(kept) <= count // INVOICES_A_CALL * PAGE:
        whole = {each["invoiceGuid"] for each in kept} - {each["invoiceGuid"] for each in records[:lost]}
        assert found.keys() == {guid for guid in whole if not guid.startswith("other")}


# Since when


def since_for(*created: datetime | str | None) -> datetime:
    client = FakeClient([])
    rows_in_bulk(client, values([make(number, created=each) for number, each in enumerate(created)]))
    return client.since


def test_rows_are_asked_for_since_a_day_before_the_oldest_invoice() -> None:
    ages = [timedelta(hours=hours) for hours in (0, 1, 5, 20, 30, 40, 50, 60)]
    assert since_for(*(NOW - age for age in ages)) == NOW - timedelta(hours=60 + 24)


@pytest.mark.parametrize("zone", ["+02:00", "-05:00", "+14:00"])
def test_the_time_asked_for_is_in_utc_whatever_zone_the_invoices_are_told_in(zone: str) -> None:
    local = NOW.astimezone(datetime.fromisoformat(f"2026-01-01T00:00:00{zone}").tzinfo)
    assert since_for(*[local] * 8) == NOW - timedelta(days=1)


def test_a_time_without_a_zone_is_taken_for_utc() -> None:
    assert since_for(*["2026-11-21T08:00:00"] * 8) == NOW - timedelta(days=1)


def test_times_with_and_without_a_zone_can_be_compared() -> None:
    assert since_for(*["2026-11-21T08:00:00", "2026-11-21T09:00:00+02:00"] * 4) == NOW - timedelta(hours=25)


def test_the_oldest_invoice_says_since_when_to_ask() -> None:
    usual = [NOW - timedelta(hours=hours) for hours in range(10)]
    assert since_for(*usual, NOW - timedelta(days=900)) == NOW - timedelta(days=901)


@pytest.mark.parametrize("nothing", ["0001-01-01T00:00:00", "0001-01-01T00:00:00Z"])
@pytest.mark.parametrize("others_told", [0, 8, 20])
def test_a_time_of_the_year_1_is_no_time(nothing: str, others_told: int) -> None:
    invoices = values([make(n, created=nothing if n < 8 else NOW) for n in range(8 + others_told)])
    client = FakeClient([])
    assert rows_in_bulk(client, invoices) == {}
    if others_told:
        assert client.since == NOW - timedelta(days=1)
    else:
        assert client.calls == 0


# What is left to be read one by one


def left_alone(records: list[Record], invoices: Sequence[Record]) -> set[str]:
    """Those of the invoices that are not among what came in bulk."""
    every = [*invoices, *(make(number) for number in range(100, 108))]
    filler = [each for number in range(100, 108) for each in rows_for(number)]
    found = rows_in_bulk(FakeClient([*records, *filler]), values(every))
    assert {f"invoice-{number}" for number in range(100, 108)} <= found.keys()
    return {each["guid"] for each in every} - found.keys()


def test_an_invoice_of_which_a_row_is_missing_is_left_alone() -> None:
    assert left_alone([*rows_for(1, 2), *rows_for(2, 3)], [make(1, rows=3), make(2, rows=3)]) == {"invoice-1"}


def test_an_invoice_of_which_no_row_came_is_left_alone() -> None:
    assert left_alone([], [make(1)]) == {"invoice-1"}


def test_an_invoice_of_nought_without_rows_is_left_alone() -> None:
    assert left_alone([], [make(1, rows=0)]) == {"invoice-1"}


def test_a_row_that_came_twice_counts_once() -> None:
    assert left_alone(rows_for(1) * 2, [make(1)]) == set()


def test_an_invoice_whose_rows_come_to_other_totals_is_left_alone() -> None:
    assert left_alone(rows_for(1, quantity=Decimal("1.1")), [make(1)]) == {"invoice-1"}


def test_a_cent_without_vat_may_be_a_row_that_is_missing() -> None:
    assert left_alone(rows_for(1, unitPrice=money("99.99")), [make(1)]) == {"invoice-1"}


def test_a_cent_of_vat_is_rounding() -> None:
    assert left_alone(rows_for(1), [make(1, totalTax=money("25.51"))]) == set()


def test_an_invoice_with_a_row_that_cannot_be_read_is_left_alone() -> None:
    records = [*rows_for(1), *rows_for(1, guid="another", quantity="one")]
    assert left_alone(records, [make(1)]) == {"invoice-1"}


def test_an_invoice_with_a_row_in_another_currency_is_left_alone() -> None:
    assert left_alone(rows_for(1, unitPrice=money("100.0", "SEK")), [make(1)]) == {"invoice-1"}


def test_a_row_of_another_invoice_that_cannot_be_read_hinders_nobody() -> None:
    assert left_alone([row(invoiceGuid="other", quantity="one"), *rows_for(1)], [make(1)]) == set()


@pytest.mark.parametrize("record", [None, 7, "text", [], {}, {"invoiceGuid": None}, {"invoiceGuid": 7}])
def test_what_is_no_row_hinders_nobody(record: object) -> None:
    assert left_alone([record, *rows_for(1)], [make(1)]) == set()


@pytest.mark.parametrize("guid", [["invoice-1"], {"guid": "invoice-1"}])
def test_a_row_whose_invoice_is_no_id_hinders_nobody(guid: object) -> None:
    assert left_alone([row(invoiceGuid=guid), *rows_for(1)], [make(1)]) == set()


def test_a_reverse_charged_invoice_is_whole_without_vat_whatever_the_rates_are() -> None:
    members = {"totalTax": money("0.0"), "totalIncludingTax": money("100.0")}
    assert left_alone(rows_for(1), [make(1, **members)]) == set()


def test_an_invoice_with_a_row_without_a_rate_is_whole_where_the_amounts_are() -> None:
    records = [*rows_for(1), *rows_for(1, guid="another", vatRate=None)]
    assert left_alone(records, [make(1, rows=2)]) == set()


def test_an_invoice_in_finer_sums_is_whole() -> None:
    members = {
        "totalExcludingTax": money("33.3333"),
        "totalTax": money("8.5"),
        "totalIncludingTax": money("41.8333"),
        "workHoursTotalExcludingTax": money("33.3333"),
    }
    assert left_alone(rows_for(1, unitPrice=money("33.3333")), [make(1, **members)]) == set()


def test_a_row_of_nought_that_came_twice_is_not_taken_twice() -> None:
    nothing = row(guid="comment", invoiceGuid="invoice-1", quantity=0, unitPrice=money("0.0"))
    every = values([make(number) for number in range(1, 9)])
    records = [each for number in range(1, 9) for each in rows_for(number)]
    found = rows_in_bulk(FakeClient([nothing, nothing, *records]), every)
    assert guids(found).get("invoice-1", []) in ([], ["comment", "row-1-0"])
