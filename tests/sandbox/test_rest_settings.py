"""Changing settings over REST: codes of products, and new invoice statuses."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from severa_maestro.sandbox import Sandbox, SandboxSettings, State
from severa_maestro.sandbox.rest_operations import RestOperations
from severa_maestro.sandbox.rest_paging import Paging
from tests.sandbox.rest_caller import RestCaller, error_type, escaped

PROJECT = Path(__file__).parents[2]
STATUSES = "/v1/invoicestatuses"
#: What a new status is where nothing else is told.
PLAIN = {
    "isActive": True,
    **dict.fromkeys(("isDefault", "isReadOnly", "hasInvoiceNumber", "isSent"), False),
    **dict.fromkeys(("isWaitingPayment", "isPaid", "isDefaultForCreditNote"), False),
}


@pytest.fixture
def writer(rest: RestCaller) -> RestCaller:
    rest.scopes = "settings:read,settings:write"
    return rest


def product_path(caller: RestCaller, key: str = "product-1") -> str:
    return f"/v1/products/{escaped(caller.sandbox.state.rest_opaque(key))}"


def replacing(path: str, value: Any) -> list[dict[str, Any]]:
    return [{"op": "Replace", "path": path, "value": value}]


@pytest.mark.parametrize(
    ("path", "shelf"),
    [
        *(("/v1/products", "products"), ("/v1/worktypes", "work_types")),
        *(("/v1/travelexpensetypes", "travel_expenses"), (STATUSES, "statuses")),
    ],
)
def test_one_record_by_its_id_is_what_the_list_has(reader: RestCaller, path: str, shelf: str) -> None:
    state = reader.sandbox.state
    for place, listed in enumerate(reader.get(path, rowCount=100).json()):
        assert reader.get(f"{path}/{escaped(listed['guid'])}").json() == listed
        assert listed["guid"] == state.rest_opaque(list(getattr(state, shelf))[place].key)
    for nobodys in ("nonsense", state.rest_opaque("customer-1"), state.rest_opaque("product-999")):
        answer = reader.get(f"{path}/{escaped(nobodys)}")
        assert (answer.status_code, answer.content) == (404, b"")


def test_a_products_code_is_replaced_and_nothing_else_of_it(writer: RestCaller) -> None:
    state = writer.sandbox.state
    moment = datetime.now(UTC)
    before = writer.get(product_path(writer)).json()
    (changed,) = writer.change(product_path(writer), replacing("/code", "B77")).json()
    assert changed == writer.get(product_path(writer)).json()
    assert changed == {**before, "code": "B77", "lastUpdatedDateTime": changed["lastUpdatedDateTime"]}
    product = state.products.get("product-1")
    assert product is not None
    assert product.code == "B77"
    assert product.updated >= moment


def test_null_takes_the_code_away_and_a_name_can_be_replaced_along(writer: RestCaller) -> None:
    both = [*replacing("/code", None), *replacing("/name", "Uusi nimi")]
    (changed,) = writer.change(product_path(writer), both).json()
    assert (changed["code"], changed["name"]) == (None, "Uusi nimi")


def test_what_cannot_be_replaced_of_a_product_is_refused_and_changes_nothing(writer: RestCaller) -> None:
    before = list(writer.sandbox.state.products)
    refused: list[tuple[Any, str, str]] = [
        ([{"op": "Add", "path": "/code", "value": "B77"}], "InvalidOperation", "op"),
        (replacing("/unitPrice", "1"), "InvalidParameter", "[0].path"),
        (replacing("/code", 7), "InvalidParameter", "[0].value"),
        (replacing("/name", None), "InvalidParameter", "/name"),
        (replacing("/name", " "), "InvalidParameter", "/name"),
        ([*replacing("/code", "B77"), *replacing("/guid", "x")], "InvalidParameter", "[1].path"),
        ({"op": "Replace"}, "InvalidRequest", ""),
    ]
    for operations, kind, name in refused:
        answer = writer.change(product_path(writer), operations)
        assert (answer.status_code, error_type(answer)) == (400, kind), operations
        assert answer.json()["error"]["details"][0]["location"]["name"] == name
    assert list(writer.sandbox.state.products) == before
    assert writer.change(product_path(writer), []).json() == []
    assert writer.change(product_path(writer, "product-999"), replacing("/code", "B77")).status_code == 404


def test_a_code_may_be_anothers_unless_codes_are_unique(writer: RestCaller) -> None:
    state = writer.sandbox.state
    assert writer.change(product_path(writer), replacing("/code", "B2")).status_code == 200
    state.unique_codes = True
    answer = writer.change(product_path(writer), replacing("/code", "B3"))
    assert (answer.status_code, error_type(answer)) == (400, "InvalidParameter")
    assert answer.json()["error"]["details"][0]["location"]["name"] == "/code"
    state.edit_product("B3", is_active=False)
    assert writer.change(product_path(writer), replacing("/code", "B3")).status_code == 200
    assert writer.change(product_path(writer), replacing("/code", "B3")).status_code == 200
    assert writer.change(product_path(writer), replacing("/code", None)).status_code == 200


def test_work_types_and_travel_expense_types_cannot_be_changed(writer: RestCaller) -> None:
    state = writer.sandbox.state
    for path, key in (("/v1/worktypes", "work-type-1"), ("/v1/travelexpensetypes", "travel-expense-1")):
        writer.sandbox.watchers.clear()  # The contract has no such call, and the checker would say so.
        answer = writer.change(f"{path}/{escaped(state.rest_opaque(key))}", replacing("/code", "B77"))
        assert (answer.status_code, answer.content) == (404, b"")


def test_an_ignored_change_is_answered_with_the_product_as_it_was(writer: RestCaller) -> None:
    writer.sandbox.faults.plant("mark-ignored", "PATCH /v1/products/{guid}")
    before = writer.get(product_path(writer)).json()
    assert writer.change(product_path(writer), replacing("/code", "B77")).json() == [before]
    assert writer.get(product_path(writer)).json() == before


def test_a_new_status_is_made_as_it_is_told_and_can_be_used_at_once(writer: RestCaller) -> None:
    told = {"name": "Maestroon menossa", "hasInvoiceNumber": True, "isReadOnly": True, "isSent": True}
    answer = writer.post(STATUSES, told)
    made = answer.json()
    assert answer.status_code == 201
    assert {name: made[name] for name in PLAIN} == {**PLAIN, **{name: told[name] for name in told if name != "name"}}
    assert writer.get(f"{STATUSES}/{escaped(made['guid'])}").json() == made
    assert [each["name"] for each in writer.get(STATUSES, rowCount=100).json()][-1] == "Maestroon menossa"
    writer.sandbox.state.set_status("references", "Maestroon menossa")
    assert writer.sandbox.state.entry("references").status == "Maestroon menossa"


@pytest.mark.parametrize(
    ("body", "kind", "name"),
    [
        ({}, "InvalidParameter", "name"),
        ({"name": ""}, "InvalidParameter", "name"),
        ({"name": "  "}, "InvalidParameter", "name"),
        ({"name": 7}, "InvalidParameter", "name"),
        ({"name": "Maksettu"}, "InvalidOperation", "name"),
        ({"name": " maKSETtu "}, "InvalidOperation", "name"),
        ({"name": "Lähetetty Vanhaan järjestelmään"}, "InvalidOperation", "name"),
        ({"name": "Uusi", "isSent": "yes"}, "InvalidParameter", "isSent"),
        ({"name": "Uusi", "sortOrder": "1"}, "InvalidParameter", "sortOrder"),
        (["Uusi"], "InvalidRequest", ""),
    ],
)
def test_a_status_that_cannot_be_is_refused_and_not_made(writer: RestCaller, body: Any, kind: str, name: str) -> None:
    answer = writer.post(STATUSES, body)
    assert (answer.status_code, error_type(answer)) == (400, kind)
    assert answer.json()["error"]["details"][0]["location"]["name"] == name
    assert len(writer.sandbox.state.statuses) == 6


@pytest.mark.parametrize("default", ["isDefault", "isDefaultForCreditNote"])
def test_a_new_default_takes_it_from_the_old_one(writer: RestCaller, default: str) -> None:
    made = writer.post(STATUSES, {"name": "Uusi oletus", default: True, "sortOrder": 2}).json()
    assert made["sortOrder"] == 2
    statuses = writer.get(STATUSES, rowCount=100).json()
    assert [each["name"] for each in statuses if each[default]] == ["Uusi oletus"]


def test_a_lost_answer_leaves_the_status_made_and_once_more_is_refused(writer: RestCaller) -> None:
    assert writer.headers
    writer.sandbox.faults.plant("half-body", f"POST {STATUSES}")
    with pytest.raises(Exception, match="peer closed"):
        writer.post(STATUSES, {"name": "Uusi"})
    assert error_type(writer.post(STATUSES, {"name": "Uusi"})) == "InvalidOperation"


def test_statuses_and_codes_that_were_made_outlast_a_restart(tmp_path: Path) -> None:
    settings = SandboxSettings(rate=0, clean=True, invoices=1, state_file=tmp_path / "state.db")
    with Sandbox(settings) as sandbox:
        caller = RestCaller(sandbox, "settings:read,settings:write")
        made = caller.post(STATUSES, {"name": "Uusi", "isDefaultForCreditNote": True}).json()
        assert caller.change(product_path(caller), replacing("/code", "B77")).status_code == 200
        sandbox.state.delete_status("Uusi")
        again = caller.post(STATUSES, {"name": "Uusi"}).json()
        assert again["guid"] != made["guid"]
        caller.close()
    with Sandbox(settings) as sandbox:
        caller = RestCaller(sandbox, "settings:read,settings:write")
        assert caller.get(STATUSES, rowCount=100).json()[-1] == again
        assert caller.get(product_path(caller)).json()["code"] == "B77"
        assert caller.post(STATUSES, {"name": "Toinen"}).json()["guid"] not in {made["guid"], again["guid"]}
        caller.close()


def test_the_docs_name_every_call_and_its_scope() -> None:
    text = (PROJECT / "docs" / "reference" / "sandbox.md").read_text(encoding="utf-8")
    state = State(seed=1, invoices=1, clean=True)
    for route in RestOperations(state, Paging(state.rest_ids), converts_ids=True).routes():
        scope = f"`{route.scope}`" if route.scope else ""
        assert f"| `{route.operation}` | {scope} |".replace("  ", " ") in text
