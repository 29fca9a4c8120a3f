"""What each fault of Severa becomes, for each kind of operation."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from string import Formatter

import pytest

from severa_maestro.errors import (
    ConfigurationError,
    ContractError,
    DataError,
    QuotaError,
    SeveraMaestroError,
    TransientError,
)
from severa_maestro.language import Language
from severa_maestro.severa.http_errors import HTTP_MEANINGS
from severa_maestro.severa.soap import SoapSource
from severa_maestro.severa.soap.faults import SOAP_MEANINGS
from tests.severa.wire import Reply, TinySevera, answer, envelope, fault, invoice

Call = Callable[[SoapSource], object]

CALLS: dict[str, Call] = {
    "statuses": lambda source: source.statuses(),
    "invoices_in": lambda source: list(source.invoices_in("Odottaa", set())),
    "invoice": lambda source: source.invoice("invoice-1"),
    "set_status": lambda source: source.set_status("invoice-1", "Siirretty"),
    "add_log_entry": lambda source: source.add_log_entry("invoice-1", "text", datetime.now(UTC)),
    "customers_changed_since": lambda source: source.customers_changed_since(None),
    "customer": lambda source: source.customer("customer-1"),
    "business_units": lambda source: source.business_units(),
    "register_items": lambda source: source.register_items(),
}
LISTS = ("statuses", "invoices_in", "customers_changed_since", "business_units", "register_items")
ONES = ("invoice", "set_status", "add_log_entry", "customer")


def error_of(source: SoapSource, call: str) -> SeveraMaestroError:
    with pytest.raises(SeveraMaestroError) as raised:
        CALLS[call](source)
    return raised.value


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    ("kind", "branch", "code"),
    [
        ("AuthenticationFailureException", ConfigurationError, "severa-key-refused"),
        ("NoPermissionException", ConfigurationError, "severa-right-missing"),
        ("ValidationException", DataError, "severa-values-refused"),
        ("QuotaLimitExceededException", QuotaError, "severa-quota-used-up"),
        ("TosNotApprovedException", ConfigurationError, "severa-terms-not-approved"),
        ("SurprisingException", ContractError, "severa-fault-unknown"),
    ],
)
def test_a_fault_that_means_the_same_everywhere(
    severa: TinySevera, source: SoapSource, call: str, kind: str, branch: type[SeveraMaestroError], code: str
) -> None:
    severa.answer(fault(kind))
    error = error_of(source, call)
    assert (type(error), error.code) == (branch, code)
    assert len(severa.requests) == 1


@pytest.mark.parametrize("call", LISTS)
def test_a_general_failure_of_a_list_is_tried_again(severa: TinySevera, source: SoapSource, call: str) -> None:
    severa.answer(fault("GeneralFailureException", "Database is asleep"))
    error = error_of(source, call)
    assert (type(error), error.code) == (TransientError, "severa-general-failure")
    assert "Database is asleep" in str(error)
    assert len(severa.requests) == 4


@pytest.mark.parametrize("call", ONES)
def test_a_general_failure_of_one_record_is_about_that_record(
    severa: TinySevera, source: SoapSource, call: str
) -> None:
    severa.answer(fault("GeneralFailureException"))
    error = error_of(source, call)
    assert (type(error), error.code) == (DataError, "severa-record-refused")
    assert len(severa.requests) == 1


@pytest.mark.parametrize("call", ["set_status", "add_log_entry"])
def test_changing_an_invoice_that_severa_does_not_have_is_about_that_invoice(
    severa: TinySevera, source: SoapSource, call: str
) -> None:
    severa.answer(fault("NotFoundException"))
    error = error_of(source, call)
    assert (type(error), error.code) == (DataError, "severa-invoice-not-found")


def test_a_status_whose_invoices_are_not_found_is_empty(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(fault("NotFoundException"))
    assert CALLS["invoices_in"](source) == []
    assert severa.operations == ["GetInvoicesByStatus"]


def test_not_found_in_the_middle_of_a_walk_says_that_nothing_is_left(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(answer("GetInvoicesByStatus", invoice()), fault("NotFoundException"))
    assert [len(page) for page in source.invoices_in("Odottaa", set())] == [1]
    assert severa.operations == ["GetInvoicesByStatus"] * 2


def test_not_found_by_time_says_that_nothing_is_left(severa: TinySevera, source: SoapSource) -> None:
    severa.by_operation(
        GetInvoicesByStatus=answer("GetInvoicesByStatus", invoice()),
        GetInvoicesByDateAndStatus=fault("NotFoundException"),
    )
    assert [len(page) for page in source.invoices_in("Odottaa", set())] == [1]
    assert severa.operations[-1] == "GetInvoicesByDateAndStatus"


@pytest.mark.parametrize("call", ["invoice", "customer"])
def test_a_record_that_severa_does_not_have_is_none(severa: TinySevera, source: SoapSource, call: str) -> None:
    severa.answer(fault("NotFoundException"))
    assert CALLS[call](source) is None


def test_a_register_that_is_not_found_is_empty(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(fault("NotFoundException"))
    assert source.customers_changed_since(None).customers == ()
    assert source.register_items() == []


@pytest.mark.parametrize(
    ("call", "right"),
    [("set_status", "Työt"), ("customer", "Asiakkaat"), ("business_units", "Käyttäjät"), ("register_items", "Työt")],
)
def test_a_missing_right_is_named(severa: TinySevera, source: SoapSource, call: str, right: str) -> None:
    severa.answer(fault("NoPermissionException"))
    assert f"puuttuu Severassa oikeus: {right} → Kaikki" in error_of(source, call).say(Language.FINNISH)


def test_a_used_up_quota_waits_for_the_next_utc_day(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(fault("QuotaLimitExceededException", quota=(100, 111)))
    before = datetime.now(UTC)
    error = error_of(source, "statuses")
    assert isinstance(error, QuotaError)
    assert error.wait_until is not None
    assert (error.wait_until.hour, error.wait_until.minute, error.wait_until.utcoffset()) == (0, 0, timedelta(0))
    assert timedelta(0) < error.wait_until - before <= timedelta(days=1)


API = 'xmlns:x="http://schemas.datacontract.org/2004/07/Severa.API"'
NET = 'xmlns="http://schemas.datacontract.org/2004/07/System.ServiceModel"'
TYPE = "Severa.API.AuthenticationFailureException"
DETAILS = {
    "another prefix": f"<x:AuthenticationFailureException {API}><x:Source/></x:AuthenticationFailureException>",
    "small letters": f"<authenticationfailureexception {API}/>",
    "another namespace": "<AuthenticationFailureException/>",
    ".NET's own detail": f"<ExceptionDetail {NET}><Message>no</Message><Type>{TYPE}</Type></ExceptionDetail>",
    ".NET's own detail, within": (
        f"<ExceptionDetail {NET}><InnerException><Type>{TYPE}</Type></InnerException>"
        "<Type>System.Exception</Type></ExceptionDetail>"
    ),
}


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("status", [200, 500, 401])
def test_a_fault_is_known_however_it_is_written(
    severa: TinySevera, source: SoapSource, detail: str, status: int
) -> None:
    content = f"<faultcode>s:Client</faultcode><faultstring>?</faultstring><detail>{DETAILS[detail]}</detail>"
    severa.answer(Reply(envelope(f"<s:Fault>{content}</s:Fault>"), status=status))
    assert error_of(source, "statuses").code == "severa-key-refused"


@pytest.mark.parametrize(
    ("code", "string", "expected"),
    [
        ("s:Client", "Access denied.", "severa-key-refused"),
        ("s:Client", "Quota limit reached", "severa-quota-used-up"),
        ("a:InternalServiceFault", "The server was unable to process the request", "severa-general-failure"),
        ("a:ServerTooBusy", "Too busy", "severa-general-failure"),
        ("a:DeserializationFailed", "What is this?", "severa-fault-unknown"),
    ],
)
def test_a_fault_without_detail_is_known_by_its_code_or_words(
    severa: TinySevera, source: SoapSource, code: str, string: str, expected: str
) -> None:
    content = f"<s:Fault><faultcode>{code}</faultcode><faultstring>{string}</faultstring></s:Fault>"
    severa.answer(Reply(envelope(content), status=500))
    error = error_of(source, "statuses")
    assert error.code == expected
    if expected == "severa-fault-unknown":
        assert "What is this?" in str(error)


def test_a_soap_1_2_fault_is_read_too(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(
        Reply(
            '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><s:Fault>'
            "<s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason><s:Text>No</s:Text></s:Reason>"
            "<s:Detail><NoPermissionException/></s:Detail></s:Fault></s:Body></s:Envelope>",
            status=500,
        )
    )
    assert error_of(source, "statuses").code == "severa-right-missing"


def test_a_fault_in_the_middle_of_a_walk_ends_it_with_that_error(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(answer("GetInvoicesByStatus", ""), fault("AuthenticationFailureException"))
    assert CALLS["invoices_in"](source) == []
    assert error_of(source, "invoices_in").code == "severa-key-refused"


# The table itself

MEANINGS = [*HTTP_MEANINGS, *SOAP_MEANINGS]


@pytest.mark.parametrize("meaning", MEANINGS, ids=lambda meaning: meaning.code)
def test_each_line_of_the_table_says_what_and_what_to_do_in_three_languages(meaning) -> None:
    for text in (meaning.message.what, meaning.message.to_do):
        said = [text.say(language) for language in Language]
        assert len(set(said)) == 3
        assert all(each.endswith(".") and "  " not in each for each in said)
        places = [{name for _, name, _, _ in Formatter().parse(getattr(text, each.value)) if name} for each in Language]
        assert places[0] == places[1] == places[2]


def test_each_code_stands_in_the_reference() -> None:
    reference = (Path(__file__).parents[2] / "docs" / "reference" / "severa-soap.md").read_text()
    codes = {meaning.code for meaning in MEANINGS}
    assert codes == set(re.findall(r"^\| `(severa-[a-z-]+)` \|", reference, re.MULTILINE))
