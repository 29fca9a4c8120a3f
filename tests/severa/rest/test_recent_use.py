"""How often articles stood on the invoices of late, over REST: nothing is claimed untruly, whatever the rows' order."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.severa.rest import RestSource
from severa_maestro.severa.rest.recent_use import CALLS
from severa_maestro.severa.source import ItemUse, RecentUse
from tests.severa.rest_wire import Request, TinyRest, reply
from tests.severa.wire import Reply

A_YEAR_AGO = datetime.now(UTC) - timedelta(days=365)


def record(**members: Any) -> dict[str, Any]:
    usual = {
        "guid": "row-1",
        "rowType": "ProjectFees",
        "description": "Lisenssi, marraskuu\nToinen rivi",
        "quantity": 1.0,
        "unitPrice": {"amount": 10.0, "currencyCode": "EUR"},
        "code": ["B2"],
    }
    return usual | members


class Rows:
    """A Severa with rows changed at known times.

    Attributes:
        changed: when each row was changed; they are made of their ages in days.
        in_order: in which order Severa gives them.
    """

    def __init__(self, ages: list[float], in_order: Callable[[list[int]], list[int]] = list) -> None:
        self.changed = [datetime.now(UTC) - timedelta(days=age) for age in ages]
        self.in_order = in_order
        self.calls = 0
        self._since, self._places = "", list[int]()

    def __call__(self, request: Request) -> Reply:
        assert (request.method, request.path) == ("GET", "/v1/invoicerows")
        self.calls += 1
        query = dict(request.query)
        assert query["rowCount"] == "100"
        places = self.places_since(query["changedSince"])
        first = int(query.get("pageToken", 0))
        token = {"NextPageToken": str(first + 100)} if first + 100 < len(places) else {}
        return reply([record(guid=f"row-{place}") for place in places[first : first + 100]], **token)

    def places_since(self, since: str) -> list[int]:
        if since != self._since:
            moment = datetime.fromisoformat(since)
            places = [place for place, changed in enumerate(self.changed) if changed >= moment]
            self._since, self._places = since, self.in_order(places)
        return self._places

    def counted(self, use: RecentUse) -> bool:
        """Whether what was counted is what there is since the time that it names, to the second."""
        rows = sum(each.rows for each in use.uses)
        slack = timedelta(seconds=1)
        most = sum(changed >= use.since - slack for changed in self.changed)
        least = sum(changed >= use.since + slack for changed in self.changed)
        return least <= rows <= most


ORDERS: dict[str, Callable[[list[int]], list[int]]] = {
    "newest first": list,
    "oldest first": lambda places: places[::-1],
    "by id": lambda places: sorted(places, key=str),
    "any": lambda places: random.Random(7).sample(places, len(places)),
}


def evenly(rows: int, days: float = 364) -> list[float]:
    return [days * (place + 0.5) / rows for place in range(rows)]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 1500, 2500])
def test_all_rows_are_counted_where_the_calls_allow_it(
    severa: TinyRest, source: RestSource, order: str, count: int
) -> None:
    severa.script = rows = Rows(evenly(count), ORDERS[order])
    use = source.recent_use(A_YEAR_AGO)
    assert use.since == A_YEAR_AGO
    assert sum(each.rows for each in use.uses) == count
    assert rows.calls <= CALLS


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(
    "ages",
    [
        evenly(6000),
        evenly(20_000),
        [*evenly(300, 300), *(300 + each for each in evenly(9000, 60))],
        [*evenly(3900, 1), *evenly(3000)],
    ],
    ids=["half as many again", "far too many", "many long ago", "many today"],
)
def test_what_the_calls_do_not_reach_is_not_claimed_whatever_the_order(
    severa: TinyRest, source: RestSource, order: str, ages: list[float]
) -> None:
    severa.script = rows = Rows(sorted(ages), ORDERS[order])
    use = source.recent_use(A_YEAR_AGO)
    assert A_YEAR_AGO < use.since < datetime.now(UTC) - timedelta(hours=1)
    assert rows.counted(use)
    assert sum(each.rows for each in use.uses) > 40
    assert rows.calls <= CALLS


def test_a_first_time_that_is_too_long_gives_way_to_a_shorter_one(severa: TinyRest, source: RestSource) -> None:
    severa.script = rows = Rows(evenly(9000, 5))
    use = source.recent_use(A_YEAR_AGO)
    assert rows.counted(use)
    assert use.uses[0].rows > 400


def test_nothing_is_claimed_where_even_the_shortest_time_is_too_long(severa: TinyRest, source: RestSource) -> None:
    severa.script = rows = Rows([0.0] * 5000)
    use = source.recent_use(A_YEAR_AGO)
    assert use.uses == ()
    assert use.since > datetime.now(UTC) - timedelta(minutes=1)
    assert rows.calls == CALLS


# What is counted


def uses_of(severa: TinyRest, source: RestSource, *records: dict[str, Any]) -> tuple[ItemUse, ...]:
    severa.answer(reply([each | {"guid": f"row-{place}"} for place, each in enumerate(records)]))
    return source.recent_use(A_YEAR_AGO).uses


def test_rows_of_the_same_kind_and_codes_are_one_article(severa: TinyRest, source: RestSource) -> None:
    other = record(description="Lisenssi, joulukuu")
    work = record(rowType="Hours", description="<p>Suunnittelu</p><p>lisää</p>")
    assert uses_of(severa, source, record(), work, other) == (
        ItemUse(kind=RowKind.PRODUCT, guid="", codes=("B2",), name="Lisenssi, marraskuu", rows=2),
        ItemUse(kind=RowKind.WORK, guid="", codes=("B2",), name="Suunnittelu", rows=1),
    )


@pytest.mark.parametrize("code", [None, [], [""]])
def test_rows_without_a_code_are_told_apart_by_their_first_line(
    severa: TinyRest, source: RestSource, code: list[str] | None
) -> None:
    rows = [record(code=code, description=text) for text in ("Koulutus\n1", "Matka", "Koulutus\n2")]
    assert [(use.codes, use.name, use.rows) for use in uses_of(severa, source, *rows)] == [
        ((), "Koulutus", 2),
        ((), "Matka", 1),
    ]


@pytest.mark.parametrize(
    ("row_type", "kind"),
    [("TravelExpenses", RowKind.TRAVEL), ("FlatRate", RowKind.OTHER), ("SomethingNew", RowKind.OTHER)],
)
def test_each_type_of_row_has_its_kind(severa: TinyRest, source: RestSource, row_type: str, kind: RowKind) -> None:
    assert [use.kind for use in uses_of(severa, source, record(rowType=row_type))] == [kind]


def test_a_row_that_cannot_be_read_counts_for_nothing_and_stops_nothing(severa: TinyRest, source: RestSource) -> None:
    uses = uses_of(severa, source, record(quantity="many"), record(), record(code="B2"))
    assert [use.rows for use in uses] == [1]


def test_a_row_that_comes_twice_counts_once(severa: TinyRest, source: RestSource) -> None:
    severa.answer(reply([record(), record()]))
    assert [use.rows for use in source.recent_use(A_YEAR_AGO).uses] == [1]
