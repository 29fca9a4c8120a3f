"""One invoice that Severa cannot give, or that cannot be read, does not stop the others."""

import json

import pytest

from severa_maestro.errors import TransientError
from severa_maestro.invoicing.invoice import Invoice, UnreadableInvoice
from severa_maestro.severa.rest import RestSource
from tests.severa.rest_records import invoice, row
from tests.severa.rest_wire import Request, TinyRest, exception, reply, said
from tests.severa.wire import Reply

STATUS = {"guid": "status-1", "name": "Odottaa", "isActive": True, "hasInvoiceNumber": True}


def record(content: object) -> Reply:
    return reply(json.loads(json.dumps(content, default=float)))


def two_invoices(severa: TinyRest, rows_of_the_bad_one: Reply) -> None:
    def script(request: Request) -> Reply:
        match request.path:
            case "/v1/invoicestatuses":
                return reply([STATUS])
            case "/v1/invoices":
                return record([invoice(guid="bad"), invoice(guid="good")])
            case "/v1/invoices/bad/invoicerows":
                return rows_of_the_bad_one
            case "/v1/invoices/good/invoicerows":
                return record([row(invoiceGuid="good")])
            case _:
                return reply([])

    severa.script = script


BAD_ROWS = {
    "gone": said("", status=404),
    "not taken": exception("InvalidOperation", "Not this one.", status=400),
    "a row without a quantity": reply([{"unitPrice": {"amount": 1}}]),
    "a row that is none": reply(["row"]),
    "Severa fails on this one each time": exception("InternalSystemError", "Null reference.", status=500),
    "no JSON": said("{garbage"),
    "no list": reply({"rows": []}),
}


@pytest.mark.parametrize("what", BAD_ROWS)
def test_an_invoice_whose_rows_cannot_be_had_is_unreadable_and_the_other_one_comes(
    severa: TinyRest, source: RestSource, what: str
) -> None:
    two_invoices(severa, BAD_ROWS[what])
    found = {each.guid: type(each) for page in source.invoices_in("Odottaa", set()) for each in page}
    assert found == {"bad": UnreadableInvoice, "good": Invoice}


def test_severa_out_of_service_is_nobodys_fault_and_ends_the_reading(severa: TinyRest, source: RestSource) -> None:
    two_invoices(severa, said("", status=503))
    with pytest.raises(TransientError, match="severa-busy"):
        list(source.invoices_in("Odottaa", set()))
