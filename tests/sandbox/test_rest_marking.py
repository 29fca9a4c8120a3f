"""Changing the status of an invoice, and the conversion of SOAP's ids."""

from collections.abc import Callable
from typing import Any

import pytest

from severa_maestro.sandbox import SandboxSettings
from tests.sandbox.rest_caller import RestCaller, error_type

Start = Callable[[SandboxSettings], RestCaller]


def test_an_invoice_is_put_into_a_status_and_the_answer_is_the_invoice_as_it_is_now(rest: RestCaller) -> None:
    state, status = rest.sandbox.state, rest.sandbox.transferred_status
    before = state.entry("references").updated
    for _ in range(2):
        answer = rest.put_into(rest.guid("references"), status)
        assert answer.status_code == 200
        (invoice,) = answer.json()
        assert invoice["guid"] == rest.guid("references")
        assert invoice["status"]["guid"] == rest.status_guid(status)
        assert invoice["status"]["name"] == status
        assert state.entry("references").status == status
    assert state.entry("references").updated > before
    assert rest.sandbox.calls["PATCH /v1/invoices/{guid}"] == 2


def test_a_status_that_gives_a_number_gives_one(rest: RestCaller) -> None:
    state = rest.sandbox.state
    draft = state.invoices_in("Luonnos")[0]
    (invoice,) = rest.put_into(state.rest_opaque(draft.key), rest.sandbox.waiting_status).json()
    assert invoice["number"] == state.entry(draft.key).number
    assert invoice["number"]


def replace(value: Any, path: str = "/status/guid", op: str = "Replace") -> list[dict[str, Any]]:
    return [{"op": op, "path": path, "value": value}]


def test_only_a_replacement_by_an_active_status_is_taken(rest: RestCaller) -> None:
    good = rest.status_guid(rest.sandbox.transferred_status)
    inactive = rest.status_guid("Lähetetty vanhaan järjestelmään")
    refused: list[tuple[Any, str, str]] = [
        (replace(good, op="Add"), "InvalidOperation", "op"),
        (replace(good, op="replace"), "InvalidOperation", "op"),
        (replace(good, op="Remove"), "InvalidOperation", "op"),
        (replace(good, path="/status"), "InvalidParameter", "[0].path"),
        (replace(good, path="/number"), "InvalidParameter", "[0].path"),
        (replace(None), "InvalidParameter", "/status/guid"),
        (replace({"guid": good}), "InvalidParameter", "[0].value"),
        (replace(7), "InvalidParameter", "[0].value"),
        (replace("nonsense"), "InvalidParameter", "/status/guid"),
        (replace(inactive), "InvalidParameter", "/status/guid"),
        (replace(rest.guid("references")), "InvalidParameter", "/status/guid"),
        ([*replace(good), *replace(inactive)], "InvalidParameter", "/status/guid"),
        ({"op": "Replace"}, "InvalidRequest", ""),
        (["Replace"], "InvalidRequest", ""),
    ]
    for operations, kind, name in refused:
        answer = rest.patch(rest.guid("references"), operations)
        assert (answer.status_code, error_type(answer)) == (400, kind), operations
        location = answer.json()["error"]["details"][0]["location"]
        assert (location["type"], location["name"]) == ("RequestBody", name)
    assert rest.sandbox.state.entry("references").status == rest.sandbox.waiting_status


def test_no_operation_changes_nothing(rest: RestCaller) -> None:
    assert rest.patch(rest.guid("references"), []).json() == []


def test_an_invoice_that_is_not_here_cannot_be_changed(rest: RestCaller) -> None:
    guid = rest.guid("references")
    rest.sandbox.state.delete_invoice("references")
    answer = rest.put_into(guid, rest.sandbox.transferred_status)
    assert (answer.status_code, answer.content) == (404, b"")


def test_a_unit_without_numbers_cannot_give_one(rest: RestCaller) -> None:
    state = rest.sandbox.state
    draft = state.invoices_in("Luonnos")[0]
    state.edit_invoice(draft.key, numbering_unit_key="unit-3")
    answer = rest.put_into(state.rest_opaque(draft.key), rest.sandbox.waiting_status)
    assert (answer.status_code, error_type(answer)) == (400, "InvalidOperation")


@pytest.mark.parametrize("times", [0, 1])
def test_soap_ids_of_either_scheme_become_rest_ids(rest: RestCaller, times: int) -> None:
    state = rest.sandbox.state
    invoice = state.invoice("references")
    keys = (invoice.key, invoice.rows[0].key, invoice.customer_key, "unit-1", "product-1", "work-type-1")
    soap_ids = [state.opaque(key) for key in keys]
    for _ in range(times):
        state.change_all_ids()
    found = rest.post("/v1/guids/convert", soap_ids).json()
    assert [each["guid"] for each in found] == soap_ids
    assert [each["converted"] for each in found] == [state.rest_opaque(key) for key in keys]


def test_what_is_nobodys_soap_id_is_converted_to_nothing(rest: RestCaller) -> None:
    state = rest.sandbox.state
    deleted = state.opaque(state.entry("references").key)
    row = state.opaque(state.invoice("references").rows[0].key)
    state.delete_invoice("references")
    given = [deleted, row, "nonsense", rest.guid("projects"), state.opaque("invoice-99999"), ""]
    found = rest.post("/v1/guids/convert", given).json()
    assert [each["converted"] for each in found] == [None] * 6


def test_at_most_a_hundred_ids_are_converted_at_once_and_only_texts(rest: RestCaller) -> None:
    assert len(rest.post("/v1/guids/convert", ["x"] * 100).json()) == 100
    for wrong in (["x"] * 101, [1], {"guid": "x"}):
        answer = rest.post("/v1/guids/convert", wrong)
        assert (answer.status_code, error_type(answer)) == (400, "InvalidRequest")


def test_the_conversion_can_be_denied(start_rest: Start) -> None:
    rest = start_rest(SandboxSettings(rate=0, clean=True, invoices=1, converts_ids=False))
    answer = rest.post("/v1/guids/convert", ["x"])
    assert (answer.status_code, error_type(answer)) == (403, "PermissionDenied")
