"""Switches and rights: what an organisation may have set wrongly, by the state and by the controls."""

import http.client
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest

from severa_maestro.sandbox import State
from severa_maestro.sandbox.state_core import NotHere
from tests.sandbox.rest_caller import RestCaller

PLAIN = {
    "tells_electronic_addresses": True,
    "clock_offset_seconds": 0,
    "newer_members": False,
    "unique_codes": False,
    "rows_follow_registers": False,
}
CHANGED = {
    "tells_electronic_addresses": False,
    "clock_offset_seconds": -90,
    "newer_members": True,
    "unique_codes": True,
    "rows_follow_registers": True,
}


def switches(state):
    return {name: getattr(state, name) for name in PLAIN}


def test_switches_are_set_by_one_control_and_all_are_told(control, sandbox):
    assert control("switches", {}) == PLAIN
    assert control("switches", {"unique_codes": True}) == {**PLAIN, "unique_codes": True}
    assert control("switches", CHANGED) == CHANGED == switches(sandbox.state)


@pytest.mark.parametrize(
    "body",
    [{"colour": "red"}, {"unique_codes": 1}, {"clock_offset_seconds": "soon"}, {"newer_members": None}, {"ids": "x"}],
)
def test_a_switch_that_there_is_not_or_of_another_kind_is_refused_and_none_is_set(control, sandbox, body):
    assert control("switches", {"unique_codes": True, **body})["http"] == 400
    assert switches(sandbox.state) == PLAIN


def test_switches_outlast_a_restart(tmp_path):
    file = tmp_path / "state.db"
    first = State(seed=1, invoices=1, clean=True, state_file=file)
    for name, value in CHANGED.items():
        setattr(first, name, value)
    first.set_zone("product-1", None)
    first.close()
    again = State(seed=1, invoices=1, clean=True, state_file=file)
    assert switches(again) == CHANGED
    assert (again.zone_of("product-1"), again.zone_of("product-2")) == (None, "north")
    again.close()


def electronic_addresses(sandbox, call, rest):
    """What either way tells of them: of all customers, and of the buyers of the waiting invoices."""
    customers = call(
        "ICustomer.GetAllCustomers", "<options>2</options><startFromIndex>0</startFromIndex><count>999</count>"
    )
    invoices = call.waiting(sandbox)
    listed = rest.get("/v1/customers", rowCount=1000).json()
    return [
        {text for name in ("eInvoiceAddress", "eInvoiceOperator") for text in customers.texts(name)},
        {
            text
            for name in ("buyerElectronicInvoiceAddress", "buyerElectronicInvoiceOperator")
            for text in invoices.texts(name)
        },
        {each[name] for each in listed for name in ("eInvoiceAddress", "eInvoiceOperator")},
    ]


def test_electronic_addresses_are_told_only_where_the_organisation_lets_them(sandbox, call):
    rest = RestCaller(sandbox)
    before = electronic_addresses(sandbox, call, rest)
    assert all(len(told) > 10 for told in before)
    sandbox.state.tells_electronic_addresses = False
    assert electronic_addresses(sandbox, call, rest) == [{None}, {None}, {None}]
    seller = call.waiting(sandbox).texts("sellerEInvoiceAddress")
    assert None not in seller
    sandbox.state.tells_electronic_addresses = True
    assert electronic_addresses(sandbox, call, rest) == before
    rest.close()


def dates(sandbox, call):
    """The header Date of replies of every kind: of SOAP, whole, as a fault and in chunks; of REST; of a control."""
    rest = RestCaller(sandbox)
    found = [rest.get("/v1/invoicestatuses").headers["Date"], rest.get("/v1/nothing").headers["Date"]]
    found.append(rest.http.get(f"{sandbox.control_url}/summary").headers["Date"])
    rest.close()
    address = urlsplit(sandbox.soap_url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=20)
    for operation, inner in (
        ("IAPI/GetVersion", ""),
        ("IInvoice/GetInvoiceByGUID", "<invoiceGUID>nonsense</invoiceGUID>"),
        ("IInvoice/GetInvoicesByStatus", f"<status>{sandbox.waiting_status}</status>"),
    ):
        name = operation.partition("/")[2]
        message = (
            '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>'
            f'<WebServicePassword xmlns="http://soap.severa.com/">{sandbox.soap_key}</WebServicePassword></s:Header>'
            f'<s:Body><{name} xmlns="http://soap.severa.com/">{inner}</{name}></s:Body></s:Envelope>'
        )
        headers = {"SOAPAction": f"http://soap.severa.com/{operation}"}
        connection.request("POST", address.path, message.encode(), headers)
        answer = connection.getresponse()
        answer.read()
        found.append(answer.headers["Date"])
    connection.close()
    return [parsedate_to_datetime(each) for each in found]


def test_every_reply_tells_the_time_and_the_offset_moves_it(sandbox, call):
    sandbox.state.add_invoices(450)
    moment = datetime(2026, 11, 22, 10, tzinfo=UTC)
    sandbox.state.clock = lambda: moment
    assert dates(sandbox, call) == [moment] * 6
    for offset in (3600, -90):
        sandbox.state.clock_offset_seconds = offset
        assert dates(sandbox, call) == [moment + timedelta(seconds=offset)] * 6


def test_the_offset_moves_nothing_but_the_header(sandbox, call):
    sandbox.state.clock_offset_seconds = 86_400
    before = sandbox.state.quota_used
    moment = datetime.now(UTC)
    sandbox.state.edit_invoice("references", our_reference="new")
    assert moment <= sandbox.state.entry("references").updated <= datetime.now(UTC)
    assert sandbox.state.quota_used == before


def test_statuses_can_be_made_and_deleted_by_controls(control, sandbox):
    made = control("statuses/add", {"name": "Uusi", "members": {"has_invoice_number": True}})
    assert (made["name"], made["has_invoice_number"], made["is_active"], made["sort_order"]) == ("Uusi", True, True, 7)
    assert control("statuses/add", {"name": "uusi"})["http"] == 400
    assert control("statuses/add", {"name": " "})["http"] == 400
    assert control("statuses/delete", {"name": "Uusi"}) == {"deleted": "Uusi"}
    assert control("statuses/delete", {"name": "Uusi"})["http"] == 404
    edited = control("statuses/edit", {"name": sandbox.waiting_status, "changes": {"is_sent": False}})
    assert edited["is_sent"] is False


def test_one_status_is_that_of_credit_notes(sandbox):
    def defaults():
        return [each.name for each in sandbox.state.statuses if each.is_default_for_credit_notes]

    assert defaults() == [sandbox.waiting_status]
    sandbox.state.edit_status("Maksettu", is_default_for_credit_notes=True)
    assert defaults() == ["Maksettu"]


def test_invoices_of_a_deleted_status_keep_its_name_and_nothing_can_be_put_there(sandbox, call):
    sandbox.state.delete_status(sandbox.transferred_status)
    guid = sandbox.state.opaque(sandbox.state.entry("references").key)
    assert call.set_status(guid, sandbox.transferred_status).fault == "NotFoundException"
    assert len(sandbox.state.invoices_in(sandbox.transferred_status)) == 3
    rest = RestCaller(sandbox)
    assert [each["status"] for each in rest.get("/v1/invoices", rowCount=1000).json()].count(None) == 3
    rest.close()
    with pytest.raises(NotHere):
        sandbox.state.status(sandbox.transferred_status)


def test_a_deleted_waiting_status_can_be_made_again(sandbox):
    sandbox.state.delete_status(sandbox.waiting_status)
    with pytest.raises(NotHere):
        sandbox.state.put_back_to_waiting("references")
    sandbox.state.add_status(sandbox.waiting_status, has_invoice_number=True)
    sandbox.state.put_back_to_waiting("references")
    assert sandbox.state.entry("references").status == sandbox.waiting_status


@pytest.mark.parametrize("way", ["soap", "rest"])
def test_rows_tell_the_codes_of_then_or_of_now(sandbox, call, way):
    state = sandbox.state
    before = codes_of_rows(sandbox, call, way)
    for shelf, edit in ((state.products, state.edit_product), (state.work_types, state.edit_work_type)):
        for item in list(shelf):
            edit(item.key, code=f"N{item.key}")
    assert codes_of_rows(sandbox, call, way) == before
    state.rows_follow_registers = True
    now = codes_of_rows(sandbox, call, way)
    assert any(code.startswith("Nproduct") for code in now)
    assert any(code.startswith("Nwork-type") for code in now)
    assert not [code for code in now if code[:1] in {"A", "B", "M"}]


def codes_of_rows(sandbox, call, way):
    if way == "rest":
        with closing(RestCaller(sandbox)) as rest:
            rows = rest.get("/v1/invoicerows", rowCount=100).json()
        return [",".join(row["code"]) for row in rows]
    return call.waiting(sandbox).texts("articleIdentifier")
