"""The controls over HTTP, and sums that agree with the data."""

import ast
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import severa_maestro.sandbox
from severa_maestro.sandbox.control import Control
from severa_maestro.sandbox.faults import KINDS

PROJECT = Path(__file__).parents[2]


def test_the_summary_lists_every_invoice_and_its_sums_are_theirs(control, call, sandbox):
    call.waiting(sandbox)
    summary = control("summary")
    assert summary["calls"] == {"GetInvoicesByStatus": 1}
    assert summary["quota_used"] == 1
    assert len(summary["invoices"]) == len(sandbox.state.invoices)
    waiting = [each for each in summary["invoices"] if each["status"] == sandbox.waiting_status]
    assert summary["count_by_status"][sandbox.waiting_status] == len(waiting)
    assert {each["guid"] for each in waiting} == {each.findtext("{*}GUID") for each in call.waiting(sandbox).items}
    for currency, sums in summary["sums_by_currency"].items():
        expected = sum(
            Decimal(each["total_including_vat"]) for each in summary["invoices"] if each["currency"] == currency
        )
        assert Decimal(sums["including_vat"]) == expected
    total = sum(Decimal(sums["including_vat"]) for sums in summary["sums_by_status"].values())
    assert total == sum(Decimal(sums["including_vat"]) for sums in summary["sums_by_currency"].values())
    line = next(each for each in waiting if each["hard_case"] == "unknown-product-code")
    assert sandbox.state.entry(line["rest_guid"]).hard_case == "unknown-product-code"
    assert (line["numbering_unit"], line["expected"], line["fallback_rows"]) == ("HKI", "transferred", 1)


def test_invoices_can_be_edited_moved_added_and_deleted(control, sandbox):
    state = sandbox.state
    number = state.entry("references").number
    control("invoices/edit", {"invoice": number, "changes": {"including_vat": "1.00", "due_date": "2026-12-24"}})
    assert str(state.invoice(number).including_vat) == "1.00"
    assert state.invoice(number).due_date.isoformat() == "2026-12-24"
    control("invoices/edit-row", {"invoice": "references", "row": 1, "changes": {"code": "X1", "vat_rate": None}})
    assert state.invoice("references").rows[0].code == "X1"
    assert state.invoice("references").rows[0].vat_rate is None
    assert control("invoices/status", {"invoice": number, "status": "Maksettu"})["status"] == "Maksettu"
    assert control("invoices/waiting", {"invoice": number})["status"] == sandbox.waiting_status
    added = control("invoices/add", {"count": 3})["invoices"]
    assert [each["expected"] for each in added] == ["transferred"] * 3
    assert len({each["number"] for each in added if each["numbering_unit"] == "HKI"} | {0}) >= 1
    control("invoices/delete", {"invoice": added[0]["guid"]})
    assert control("invoices/waiting", {"invoice": added[0]["guid"]})["http"] == 404


def test_a_number_may_come_as_a_string(control, sandbox):
    state = sandbox.state
    number = state.entry("references").number
    edit = {"invoice": str(number), "changes": {"our_reference": "new"}}
    assert control("invoices/edit", edit)["number"] == number
    assert state.invoice("references").our_reference == "new"
    control("invoices/edit-row", {"invoice": str(number), "row": 1, "changes": {"code": "X1"}})
    assert state.invoice("references").rows[0].code == "X1"
    assert control("invoices/status", {"invoice": str(number), "status": "Maksettu"})["status"] == "Maksettu"
    assert control("invoices/waiting", {"invoice": str(number)})["status"] == sandbox.waiting_status
    assert control("invoices/delete", {"invoice": str(number)}) == {"deleted": str(number)}
    assert control("customers/edit", {"customer": "1001", "changes": {"is_active": False}})["number"] == 1001
    control("customers/edit-address", {"customer": "1001", "changes": {"street": "Uusikatu 2"}})
    assert state.address_of(1001).place.street == "Uusikatu 2"


def test_customers_registers_statuses_rights_quota_and_ids_can_be_changed(control, sandbox):
    state = sandbox.state
    assert control("customers/edit", {"customer": 1001, "changes": {"is_active": False}})["is_active"] is False
    control("customers/edit-address", {"customer": 1001, "changes": {"street": "Uusikatu 2"}})
    assert state.address_of(1001).place.street == "Uusikatu 2"
    control("customers/edit-contact", {"customer": 1001, "changes": {"first_name": "Uusi"}})
    control("customers/delete", {"customer": 1002})
    assert control("customers/edit", {"customer": 1002, "changes": {}})["http"] == 404
    assert control("products/edit", {"code": "Z99", "changes": {"code": "B1"}})["code"] == "B1"
    assert control("products/edit", {"code": "product-1", "changes": {"name": "Uusi"}})["name"] == "Uusi"
    control("products/edit", {"register": "work_type", "code": "M77", "changes": {"is_active": False}})
    control("statuses/edit", {"name": sandbox.transferred_status, "changes": {"is_active": False}})
    with pytest.raises(LookupError):
        state.status(sandbox.transferred_status)
    assert control("rights", {"deny": ["SetInvoiceStatus"]}) == {"denied": ["SetInvoiceStatus"]}
    assert control("rights", {"allow": ["SetInvoiceStatus"]}) == {"denied": []}
    assert control("quota", {"used": 99_999}) == {"quota_used": 99_999}
    assert control("ids/change", {}) == {"scheme": "rc2"}


def test_tokens_secret_and_scopes_of_the_rest_client_can_be_ended_taken_and_given_back(control, sandbox):
    state = sandbox.state
    assert "settings:write" not in control("rest/scopes", {"scope": "settings:write", "granted": False})["scopes"]
    assert "settings:write" not in state.scopes
    assert "settings:write" in control("rest/scopes", {"scope": "settings:write", "granted": True})["scopes"]
    before = state.token_generation
    control("rest/expire-tokens", {})
    assert state.token_generation == before + 1
    assert control("rest/revoke-secret", {})["secret_is_revoked"] is True
    assert not state.is_client(sandbox.client_id, sandbox.client_secret)
    assert control("rest/restore-secret", {})["secret_is_revoked"] is False
    assert state.is_client(sandbox.client_id, sandbox.client_secret)
    state.refused_calls["GET /v1/invoices"] += 1
    assert control("summary")["rest"]["refused_calls"] == {"GET /v1/invoices": 1}


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("nothing", {}, 404),
        ("invoices/edit", {"invoice": "references"}, 400),
        ("invoices/edit", {"invoice": "references", "changes": {"key": "x"}}, 400),
        ("invoices/edit", {"invoice": "references", "changes": {"vat": "abc"}}, 400),
        ("invoices/edit", {"invoice": "references", "changes": {"currency": None}}, 400),
        ("invoices/edit", {"invoice": "no-such", "changes": {}}, 404),
        ("invoices/edit-row", {"invoice": "references", "row": 9, "changes": {}}, 400),
        ("rest/scopes", {"scope": "invoices", "granted": True}, 400),
        ("rest/scopes", {"scope": "invoices:read", "granted": "no"}, 400),
        ("faults", {"kind": "fire"}, 400),
        ("faults", {"kind": "html", "colour": "red"}, 400),
        ("faults", ["html"], 400),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(control, sandbox, path, body, status):
    before = sandbox.state.invoice("references")
    answer = control(path, body)
    assert answer["http"] == status
    assert answer["error"]
    assert sandbox.state.invoice("references") == before


def test_added_invoices_go_on_with_the_series_and_are_alike_every_time(sandbox):
    number = sandbox.state.units.get("unit-1").next_number
    added = sandbox.state.add_invoices(20)
    main = [each.number for each in added if each.numbering_unit_key == "unit-1"]
    assert main == list(range(number, number + len(main)))
    assert sandbox.state.units.get("unit-1").next_number == number + len(main)


def test_the_sandbox_imports_nothing_from_the_house_and_only_lxml_beside_the_library():
    allowed = {"lxml", "severa_maestro"}
    for path in Path(severa_maestro.sandbox.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                top = name.partition(".")[0]
                assert top in allowed or top in sys.stdlib_module_names, (path.name, name)
                assert top != "severa_maestro" or name.startswith("severa_maestro.sandbox"), (path.name, name)


def test_the_docs_name_every_control_and_every_fault(sandbox):
    text = (PROJECT / "docs" / "reference" / "sandbox.md").read_text(encoding="utf-8")
    for method, path in Control(sandbox.state, sandbox.faults)._controls:
        assert f"`{method} /sandbox/{path}`" in text, path
    for kind, what in KINDS.items():
        assert f"| `{kind}` | {what} |" in text, kind
