"""What stands behind a row, over REST: by the row's kind, with its day and the item of the register."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from severa_maestro.sandbox.records import Row
from tests.sandbox.rest_caller import RestCaller, error_type, escaped, exact
from tests.sandbox.soap_caller import Caller

#: What is behind a row, by its kind: the end of the path, and the member that names the item.
BEHIND = {
    "product": ("projectfees", "product"),
    "travel": ("projecttravelexpenses", "travelExpense"),
    "hours": ("workhours", "workType"),
}


def row_path(caller: RestCaller, row_key: str, end: str) -> str:
    return f"/v1/invoicerows/{escaped(caller.sandbox.state.rest_opaque(row_key))}/{end}"


def behind(caller: RestCaller, row: Row, end: str) -> Any:
    return exact(caller.get(row_path(caller, row.key, end)))


def test_a_row_tells_its_day_and_item_by_its_kind_and_nothing_of_other_kinds(reader: RestCaller) -> None:
    state = reader.sandbox.state
    invoice = state.invoice("all-row-kinds")
    shelves = {"product": state.products, "travel": state.travel_expenses, "hours": state.work_types}
    for row in invoice.rows:
        for kind, (end, member) in BEHIND.items():
            found = behind(reader, row, end)
            if kind != row.kind:
                assert found == []
                continue
            (origin,) = found
            item = next(each for each in shelves[kind] if each.code == row.code)
            assert origin["eventDate"] == row.event_date.isoformat()
            named = {name: origin[member][name] for name in ("guid", "name", "code")}
            assert named == {"guid": state.rest_opaque(item.key), "name": item.name, "code": item.code}
            assert origin["quantity"] == row.quantity
            assert origin["invoiceRowGuid"] == state.rest_opaque(row.key)
            assert origin["invoice"]["number"] == invoice.number
            assert origin["customer"]["guid"] == state.rest_opaque(invoice.customer_key)


def test_grouped_hours_are_told_one_by_one_and_add_up(reader: RestCaller) -> None:
    row = reader.sandbox.state.invoice("empty-code-grouped-hours").rows[0]
    found = behind(reader, row, "workhours")
    assert [each["workType"]["code"] for each in found] == ["M1", "M2", "M1"]
    assert sum(each["quantity"] for each in found) == row.quantity
    assert len({each["guid"] for each in found}) == 3
    first = reader.get(row_path(reader, row.key, "workhours"), rowCount=2)
    rest = reader.get(row_path(reader, row.key, "workhours"), pageToken=first.headers["NextPageToken"])
    assert [*exact(first), *exact(rest)] == found
    assert error_type(reader.get(row_path(reader, row.key, "workhours"), rowCount=101)) == "InvalidParameter"


def test_a_product_without_a_code_has_none_and_a_changed_one_its_new_one(rest: RestCaller) -> None:
    state = rest.sandbox.state
    row = state.invoice("empty-product-code").rows[0]
    assert behind(rest, row, "projectfees")[0]["product"]["code"] is None
    state.edit_product("", code="B77")
    assert behind(rest, row, "projectfees")[0]["product"]["code"] == "B77"
    assert state.invoice("empty-product-code").rows[0].code == ""


@pytest.mark.parametrize("day", [date(2026, 12, 30), date(2027, 1, 4)])
def test_the_day_of_a_row_can_be_set_and_both_ways_tell_it(rest: RestCaller, day: date) -> None:
    state = rest.sandbox.state
    rows = state.invoice("all-row-kinds").rows
    for place, row in enumerate(rows, start=1):
        state.edit_row("all-row-kinds", place, event_date=day)
        assert behind(rest, row, BEHIND[row.kind][0])[0]["eventDate"] == day.isoformat()
    call = Caller(rest.sandbox.soap_url, rest.sandbox.soap_key)
    guid = state.opaque(state.entry("all-row-kinds").key)
    told = call("IInvoice.GetInvoiceByGUID", f"<invoiceGUID>{guid}</invoiceGUID>").texts("EventDate")
    call.close()
    assert told == [f"{day.isoformat()}T00:00:00"] * len(rows)


def test_several_products_behind_a_row_share_its_quantity(rest: RestCaller) -> None:
    state = rest.sandbox.state
    state.edit_row("references", 1, kind="product", article_keys=("product-1", "product-2"), quantity=Decimal("0.33"))
    found = behind(rest, state.invoice("references").rows[0], "projectfees")
    assert [each["product"]["code"] for each in found] == ["A1", "A2"]
    assert sum(each["quantity"] for each in found) == Decimal("0.33")
    assert len({each["guid"] for each in found}) == 2


def test_of_an_item_that_is_not_in_the_register_nothing_is_told(rest: RestCaller) -> None:
    state = rest.sandbox.state
    state.edit_row("references", 1, kind="product", article_keys=("product-999",))
    assert behind(rest, state.invoice("references").rows[0], "projectfees")[0]["product"] is None


def test_an_unknown_row_is_not_found_without_a_body(rest: RestCaller) -> None:
    state = rest.sandbox.state
    gone = state.invoice("references").rows[0].key
    state.delete_invoice("references")
    for key in (gone, state.invoice("projects").key, "row-12.99", "row-x", "product-1"):
        for end, _ in BEHIND.values():
            answer = rest.get(row_path(rest, key, end))
            assert (answer.status_code, answer.content) == (404, b"")
    assert rest.get("/v1/invoicerows/nonsense/workhours").status_code == 404
