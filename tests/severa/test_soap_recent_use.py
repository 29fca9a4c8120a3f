"""How often articles stood on the invoices of late, by SOAP: from now back, in as few windows as it takes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import structlog

from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.severa.http import MEBIBYTE, HttpOptions
from severa_maestro.severa.soap import SoapSource
from severa_maestro.severa.soap.recent_use import CALLS
from severa_maestro.severa.source import ItemUse, RecentUse
from tests.severa.wire import KEY, Reply, Request, TinySevera, answer, fault, invoice, row

GET = "GetInvoicesByDateAndStatus"
A_YEAR_AGO = datetime.now(UTC) - timedelta(days=365)


def ids(*guids: str) -> str:
    return "".join(f"<b:string>{each}</b:string>" for each in guids)


def product_row(**members: str) -> str:
    return row(HourGUIDs="", ProductGUIDs=ids("p-1"), articleIdentifier="B2", articleName="Lisenssi", **members)


def uses_of(severa: TinySevera, source: SoapSource, *rows: str) -> tuple[ItemUse, ...]:
    severa.answer(answer(GET, invoice("".join(rows))))
    return source.recent_use(A_YEAR_AGO).uses


# What is counted


def test_rows_of_one_article_are_counted_together_the_most_used_first(severa: TinySevera, source: SoapSource) -> None:
    invoices = invoice(product_row() + row(), GUID="1") + invoice(product_row(), GUID="2", InvoiceStatus="Maksettu")
    severa.answer(answer(GET, invoices))
    use = source.recent_use(A_YEAR_AGO)
    assert use == RecentUse(
        (
            ItemUse(kind=RowKind.PRODUCT, guid="p-1", codes=("B2",), name="Lisenssi", rows=2),
            ItemUse(kind=RowKind.WORK, guid="", codes=("A1",), name="Konsultointi", rows=1),
        ),
        since=A_YEAR_AGO,
    )
    assert len(severa.requests) == 1


@pytest.mark.parametrize(
    ("members", "kind", "guid"),
    [
        ({"ProductGUIDs": ids("p-1")}, RowKind.PRODUCT, "p-1"),
        ({"ProductGUIDs": ids("p-1", "p-1")}, RowKind.PRODUCT, "p-1"),
        ({"ProductGUIDs": ids("p-1", "p-2")}, RowKind.PRODUCT, ""),
        ({"TravelExpenseGUIDs": ids("t-1")}, RowKind.TRAVEL, "t-1"),
        ({"TravelExpenseGUIDs": ids("t-1"), "ProductGUIDs": ids("p-1")}, RowKind.TRAVEL, "t-1"),
        ({"HourGUIDs": ids("h-1")}, RowKind.WORK, ""),
        ({"HourGUIDs": ids("h-1"), "ProductGUIDs": ids("p-1")}, RowKind.WORK, ""),
        ({"ItemGUIDs": ids("i-1")}, RowKind.OTHER, ""),
    ],
)
def test_the_item_behind_a_row_is_known_where_exactly_one_stands_there(
    severa: TinySevera, source: SoapSource, members: dict[str, str], kind: RowKind, guid: str
) -> None:
    (use,) = uses_of(severa, source, row(**{"HourGUIDs": "", **members}))
    assert (use.kind, use.guid) == (kind, guid)


def test_an_article_is_known_by_its_item_and_codes_whatever_its_name(severa: TinySevera, source: SoapSource) -> None:
    one = product_row()
    renamed = one.replace("Lisenssi", "Lisenssi, vuosi")
    recoded = one.replace("B2", "B3")
    uses = uses_of(severa, source, one, renamed, recoded)
    assert [(use.codes, use.name, use.rows) for use in uses] == [(("B2",), "Lisenssi", 2), (("B3",), "Lisenssi", 1)]


def test_where_neither_item_nor_code_is_told_the_name_tells_articles_apart(
    severa: TinySevera, source: SoapSource
) -> None:
    rows = [row(articleIdentifier="", articleName=name) for name in ("Koulutus", "Matka-aika", "Koulutus")]
    uses = uses_of(severa, source, *rows)
    assert [(use.codes, use.name, use.rows) for use in uses] == [((), "Koulutus", 2), ((), "Matka-aika", 1)]


def test_an_article_without_a_name_has_the_first_line_of_its_text(severa: TinySevera, source: SoapSource) -> None:
    (use,) = uses_of(
        severa, source, row(articleName="", rowFreeText="&lt;p&gt;Suunnittelu&lt;/p&gt;&lt;p&gt;lisää&lt;/p&gt;")
    )
    assert use.name == "Suunnittelu"


def test_several_codes_of_a_row_are_those_of_the_row(severa: TinySevera, source: SoapSource) -> None:
    (use,) = uses_of(severa, source, row(articleIdentifier="A1; A2"))
    assert use.codes == ("A1", "A2")


def test_an_invoice_that_cannot_be_read_counts_for_nothing_and_stops_nothing(
    severa: TinySevera, source: SoapSource
) -> None:
    bad = invoice(
        row(GUID="x").replace("<a:articleName>", "<a:articleIdentifier>twice</a:articleIdentifier><a:articleName>")
    )
    severa.answer(answer(GET, bad + bad + invoice(GUID="2")))
    assert [use.rows for use in source.recent_use(A_YEAR_AGO).uses] == [1]


def test_an_amount_that_cannot_be_read_does_not_matter_here(severa: TinySevera, source: SoapSource) -> None:
    assert [use.rows for use in uses_of(severa, source, row(rowAmount="a lot"))] == [1]


@pytest.mark.parametrize("nothing", [Reply(answer(GET, "")), fault("NotFoundException")])
def test_a_severa_without_invoices_has_no_uses(severa: TinySevera, source: SoapSource, nothing: Reply) -> None:
    severa.answer(nothing)
    assert source.recent_use(A_YEAR_AGO) == RecentUse((), since=A_YEAR_AGO)


def test_invoices_of_any_status_and_unit_are_asked_for(severa: TinySevera, source: SoapSource) -> None:
    uses_of(severa, source)
    (request,) = severa.requests
    assert (request.parameters["status"], request.parameters["businessUnitGUID"]) == (None, None)
    assert request.parameters["options"] == "0"
    assert moment(request, "startDate") <= A_YEAR_AGO
    assert moment(request, "endDate") > datetime.now(UTC)


def moment(request: Request, name: str) -> datetime:
    text = request.parameters[name]
    assert text is not None
    return datetime.fromisoformat(text)


# How far back


@dataclass
class Busy:
    """A Severa whose invoices were all changed at known times, and whose replies may hold only so many."""

    changed: list[datetime]
    limit: int
    windows: list[tuple[datetime, datetime]] = field(default_factory=list)

    def __call__(self, request: Request) -> Reply:
        start, end = moment(request, "startDate"), moment(request, "endDate")
        self.windows.append((start, end))
        within = [place for place, each in enumerate(self.changed) if start <= each <= end]
        if len(within) > self.limit:
            return Reply(b" " * (MEBIBYTE + 1))
        return Reply(answer(GET, "".join(invoice(GUID=f"invoice-{place}") for place in within)))


@pytest.fixture
def small(severa: TinySevera) -> Iterator[SoapSource]:
    """Replies may have a mebibyte."""
    source = SoapSource(severa.url, KEY, http=HttpOptions(reply_bytes=MEBIBYTE))
    yield source
    source.close()


def at_ages(*minutes: float) -> list[datetime]:
    now = datetime.now(UTC)
    return [now - timedelta(minutes=each) for each in minutes]


DAY = 24 * 60
SPREADS: dict[str, Callable[[], list[datetime]]] = {
    "evenly": lambda: at_ages(*(place * DAY for place in range(360))),
    "lately": lambda: at_ages(*(1 + place**2 / 2 for place in range(360))),
    "long ago": lambda: at_ages(*(360 * DAY - place * 60 for place in range(360))),
    "in one busy week": lambda: at_ages(*(200 * DAY + place * 28 for place in range(360))),
}


@pytest.mark.parametrize("spread", SPREADS)
def test_every_invoice_is_counted_once_however_they_lie_in_time(
    severa: TinySevera, small: SoapSource, spread: str
) -> None:
    severa.script = busy = Busy(SPREADS[spread](), limit=50)
    use = small.recent_use(A_YEAR_AGO)
    assert [each.rows for each in use.uses] == [360]
    assert use.since == A_YEAR_AGO
    assert len(busy.windows) <= CALLS


def test_windows_go_back_from_now_and_leave_no_minute_out(severa: TinySevera, small: SoapSource) -> None:
    severa.script = busy = Busy(SPREADS["evenly"](), limit=50)
    small.recent_use(A_YEAR_AGO)
    read = [window for window in busy.windows if sum(window[0] <= each <= window[1] for each in busy.changed) <= 50]
    for newer, older in pairwise(read):
        assert older[0] < newer[0] <= older[1]


def test_more_than_the_calls_allow_is_cut_at_its_old_end_and_said_to_be(severa: TinySevera, small: SoapSource) -> None:
    severa.script = busy = Busy(SPREADS["evenly"](), limit=2)
    use = small.recent_use(A_YEAR_AGO)
    assert len(busy.windows) == CALLS
    assert A_YEAR_AGO < use.since < datetime.now(UTC)
    assert sum(each.rows for each in use.uses) == sum(each >= use.since for each in busy.changed) > 0


def test_a_minute_that_is_too_large_by_itself_is_left_out_with_a_warning(severa: TinySevera, small: SoapSource) -> None:
    since = datetime.now(UTC) - timedelta(minutes=30)
    severa.script = Busy(at_ages(*[10.0] * 60, *range(20, 25)), limit=50)
    with structlog.testing.capture_logs() as logs:
        use = small.recent_use(since)
    assert {(each["event"], each["log_level"]) for each in logs} == {("severa-minute-left-out", "warning")}
    assert (sum(each.rows for each in use.uses), use.since) == (5, since)


def test_a_time_to_come_is_no_time(severa: TinySevera, source: SoapSource) -> None:
    later = datetime.now(UTC) + timedelta(days=1)
    assert source.recent_use(later) == RecentUse((), since=later)
    assert severa.requests == []


# Customers


def test_up_to_a_hundred_active_customers_are_a_sample(severa: TinySevera, source: SoapSource) -> None:
    members = (
        "<a:GUID>c-1</a:GUID><a:IsActive>true</a:IsActive>",
        "<a:GUID>c-2</a:GUID><a:IsActive>false</a:IsActive>",
        "<a:GUID>c-3</a:GUID><a:IsActive>true</a:IsActive><a:Number>A1</a:Number>",
    )
    severa.answer(answer("GetAllCustomers", "".join(f"<a:Customer>{each}</a:Customer>" for each in members)))
    assert [each.guid for each in source.sample_customers()] == ["c-1"]
    (request,) = severa.requests
    wanted = {"options": "0", "startFromIndex": "0", "count": "100"}
    assert {name: request.parameters[name] for name in wanted} == wanted


def test_a_rows_day_is_told_with_the_row(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(answer("GetInvoiceByGUID", ""))
    (found,) = source_rows(severa, source)
    assert found.event_date is not None
    assert source.event_days(found) == ()
    assert len(severa.requests) == 1


def source_rows(severa: TinySevera, source: SoapSource) -> tuple[object, ...]:
    severa.answer(answer("GetInvoiceByGUID", invoice().removeprefix("<a:Invoice>").removesuffix("</a:Invoice>")))
    return source.invoice("invoice-1").rows
