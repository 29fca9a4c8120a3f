"""The days behind a row, the sample of customers, and Severa's clock, which any reply tells."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime

import pytest

from severa_maestro.errors import DataError, TransientError
from severa_maestro.invoicing.invoice import InvoiceRow, RowKind
from severa_maestro.invoicing.money import Money
from severa_maestro.severa.rest import RestSource, routes
from severa_maestro.severa.rest.client import RestClient
from tests.severa.rest_wire import TinyRest, exception, reply, said
from tests.severa.wire import Reply

NOTHING = Money(Decimal(0), "EUR")


def row(kind: RowKind) -> InvoiceRow:
    return InvoiceRow(
        number=1,
        guid="row/1",
        kind=kind,
        quantity=Decimal(1),
        unit_price=NOTHING,
        excluding_vat=NOTHING,
        vat=NOTHING,
        including_vat=NOTHING,
        vat_rate=None,
    )


@pytest.mark.parametrize(
    ("kind", "path"),
    [(RowKind.PRODUCT, "projectfees"), (RowKind.TRAVEL, "projecttravelexpenses"), (RowKind.WORK, "workhours")],
)
def test_the_days_of_what_stands_behind_a_row_are_asked_for_by_its_kind(
    severa: TinyRest, source: RestSource, kind: RowKind, path: str
) -> None:
    severa.answer(reply([{"guid": "e-1", "eventDate": "2026-12-31"}]))
    assert source.event_days(row(kind)) == (date(2026, 12, 31),)
    assert [each.path for each in severa.requests] == [f"/v1/invoicerows/row%2F1/{path}"]


def test_each_day_comes_once_and_in_order_from_all_pages(severa: TinyRest, source: RestSource) -> None:
    days = ["2027-01-02", "2026-12-31", None]
    severa.answer(
        reply([{"eventDate": day} for day in days], NextPageToken="2"),
        reply([{"eventDate": "2026-12-31T00:00:00"}, {"eventDate": "2026-12-30T22:00:00Z"}, {"guid": "e-1"}]),
    )
    assert source.event_days(row(RowKind.WORK)) == (date(2026, 12, 31), date(2027, 1, 2))


def test_a_row_of_no_register_has_no_days_and_costs_no_call(severa: TinyRest, source: RestSource) -> None:
    assert source.event_days(row(RowKind.OTHER)) == ()
    assert severa.requests == []


@pytest.mark.parametrize("nothing", [reply([]), said("", status=404)])
def test_a_row_with_nothing_behind_it_or_that_is_gone_has_no_days(
    severa: TinyRest, source: RestSource, nothing: Reply
) -> None:
    severa.answer(nothing)
    assert source.event_days(row(RowKind.WORK)) == ()


def test_a_day_that_cannot_be_read_is_not_passed_over(severa: TinyRest, source: RestSource) -> None:
    severa.answer(reply([{"eventDate": "2026-12-31"}, {"eventDate": "soon"}]))
    with pytest.raises(DataError, match="severa-record-unreadable") as raised:
        source.event_days(row(RowKind.TRAVEL))
    assert "eventDate is 'soon', not a date" in str(raised.value)


def test_days_that_severa_cannot_tell_now_are_not_said_to_be_none(severa: TinyRest, source: RestSource) -> None:
    severa.answer(said("", status=503))
    with pytest.raises(TransientError):
        source.event_days(row(RowKind.WORK))


# Customers


def test_up_to_a_hundred_active_customers_are_a_sample(severa: TinyRest, source: RestSource) -> None:
    usual = {"name": "Asiakas Oy", "isActive": True, "isInternal": False}
    severa.answer(
        reply(
            [
                usual | {"guid": "c-1"},
                usual | {"guid": "c-2", "isActive": False},
                usual | {"guid": "c-3", "number": "A1"},
            ],
            NextPageToken="more",
        )
    )
    assert [each.guid for each in source.sample_customers()] == ["c-1"]
    (request,) = severa.requests
    assert (request.path, request.query) == ("/v1/customers", [("isActive", "true"), ("rowCount", "100")])


# The clock


@pytest.mark.parametrize("hours", [-3, 0, 5])
def test_the_last_reply_tells_how_severas_clock_stands_to_ours(
    severa: TinyRest, source: RestSource, hours: int
) -> None:
    theirs = format_datetime(datetime.now(UTC) + timedelta(hours=hours), usegmt=True)
    severa.answer(said("", status=404, Date=theirs))
    assert source.clock_skew is None
    assert source.invoice("invoice-1") is None
    assert source.clock_skew is not None
    assert abs(source.clock_skew - timedelta(hours=hours)) < timedelta(minutes=1)


@pytest.mark.parametrize("date", ["", "soon"])
def test_a_reply_without_a_time_tells_nothing_of_the_clock(severa: TinyRest, client: RestClient, date: str) -> None:
    severa.answer(reply([]), exception("InvalidParameter", status=400), reply([], Date=date))
    client.ask(routes.PRODUCTS)
    assert client.clock_skew is not None
    client.clock_skew = None
    with pytest.raises(DataError):
        client.ask(routes.INVOICE, guid="invoice-1")
    assert client.clock_skew is not None
    client.ask(routes.PRODUCTS)
    assert client.clock_skew is None
