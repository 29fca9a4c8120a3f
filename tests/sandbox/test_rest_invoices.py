"""Invoices and rows over REST: every member is the state's, to the last decimal."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from severa_maestro.sandbox import HARD_CASES
from severa_maestro.sandbox.rest_texts import without_tags
from severa_maestro.sandbox.rest_writing import plain
from tests.sandbox.rest_caller import RestCaller, error_type, every_page, exact, invoice_path


def numbers(items: list[Any]) -> list[int | None]:
    return [each["number"] for each in items]


def test_every_waiting_invoice_is_there_oldest_number_first_with_the_states_totals(reader: RestCaller) -> None:
    state = reader.sandbox.state
    found = exact(reader.waiting(rowCount=1000))
    entries = state.invoices_in(reader.sandbox.waiting_status)
    assert numbers(found) == [entry.number for entry in entries]
    for each, entry in zip(found, entries, strict=True):
        totals = (each["totalExcludingTax"], each["totalTax"], each["totalIncludingTax"])
        assert [total["amount"] for total in totals] == [entry.excluding_vat, entry.vat, entry.including_vat]
        assert {total["currencyCode"] for total in totals} == {entry.currency} == {each["currency"]["code"]}
        assert each["guid"] == state.rest_opaque(entry.key)
        assert each["status"]["guid"] == reader.status_guid(reader.sandbox.waiting_status)


def test_ids_are_not_soaps_and_no_change_of_those_touches_them(rest: RestCaller) -> None:
    state = rest.sandbox.state
    before = rest.guid("references")
    assert before != state.opaque(state.entry("references").key)
    state.change_all_ids()
    assert rest.guid("references") == before
    assert rest.invoice("references")["guid"] == before
    assert state.entry(before).hard_case == "references"
    assert state.customer(state.rest_opaque("customer-1")).key == "customer-1"


def test_invoices_are_chosen_by_status_number_customer_and_change(rest: RestCaller) -> None:
    state = rest.sandbox.state
    both = [rest.status_guid(name) for name in ("Maksettu", rest.sandbox.waiting_status)]
    found = rest.get("/v1/invoices", invoiceStatusGuids=both, rowCount=1000).json()
    assert {each["status"]["name"] for each in found} == {"Maksettu", rest.sandbox.waiting_status}
    assert numbers(found) == sorted(numbers(found), key=lambda number: number or 0)
    assert rest.get("/v1/invoices", invoiceStatusGuids=rest.guid("references")).json() == []
    wanted = [state.entry(case).number for case in ("references", "projects")]
    assert sorted(numbers(rest.get("/v1/invoices", numbers=wanted).json())) == sorted(wanted)  # type: ignore[type-var]
    customer = state.invoice("private-customer").customer_key
    found = rest.get("/v1/invoices", customerGuids=state.rest_opaque(customer)).json()
    assert numbers(found) == [state.entry("private-customer").number]
    moment = datetime.now(UTC)
    state.edit_invoice("references", our_reference="new")
    found = rest.get("/v1/invoices", changedSince=moment.isoformat()).json()
    assert numbers(found) == [state.entry("references").number]
    later = moment.astimezone(timezone(timedelta(hours=2))) + timedelta(minutes=1)
    assert rest.get("/v1/invoices", changedSince=later.isoformat()).json() == []


@pytest.mark.parametrize("query", [{"changedSince": "yesterday"}, {"numbers": "abc"}])
def test_values_that_cannot_be_read_are_refused_by_name(reader: RestCaller, query: dict[str, str]) -> None:
    answer = reader.get("/v1/invoices", **query)
    assert (answer.status_code, error_type(answer)) == (400, "InvalidParameter")
    assert answer.json()["error"]["details"][0]["location"]["name"] == next(iter(query))


def test_an_unknown_invoice_is_not_found_without_a_body(rest: RestCaller) -> None:
    state = rest.sandbox.state
    deleted = rest.guid("references")
    state.delete_invoice("references")
    soap_id = state.opaque(state.entry("projects").key)
    for guid in (deleted, "nonsense", soap_id, state.rest_opaque("customer-1")):
        for rest_of_path in ("", "/invoicerows", "/invoicesettings"):
            answer = rest.get(invoice_path(guid, rest_of_path))
            assert (answer.status_code, answer.content) == (404, b"")


def test_dates_are_plain_days_however_soap_writes_them(reader: RestCaller) -> None:
    for case in ("date-in-utc", "date-with-offset", "references"):
        invoice = reader.sandbox.state.invoice(case)
        found = reader.invoice(case)
        assert found["date"] == found["entryDate"] == invoice.invoice_date.isoformat()
        assert found["dueDate"] == invoice.due_date.isoformat()
    assert reader.invoice("default-dates")["entryDate"] is None


def test_references_terms_and_notes_are_there_and_what_only_soap_has_is_not(reader: RestCaller) -> None:
    found = reader.invoice("references")
    assert found["orderNumber"] == "TIL-2026-00817"
    assert found["ourReference"] == "Lindqvist / osasto 4"
    assert found["yourReference"] == "Ostotilaus: H. Öhman"
    assert "PO 4500012345" not in str(found)
    terms = reader.invoice("payment-terms")
    assert (terms["paymentTerm"], terms["overdueInterest"]) == (45, Decimal("7.25"))
    assert "45 pv netto" not in str(terms)
    assert reader.invoice("no-number")["number"] is None


def test_where_another_pays_the_customer_is_the_projects(reader: RestCaller) -> None:
    state = reader.sandbox.state
    invoice = state.invoice("billing-customer")
    found = reader.invoice("billing-customer")
    assert found["billingCustomer"]["guid"] == state.rest_opaque(invoice.customer_key)
    assert found["customer"]["guid"] == state.rest_opaque(invoice.project_customer_key)
    assert found["receiverCustomerName"] == found["billingCustomer"]["name"] != found["customer"]["name"]
    ordinary = reader.invoice("references")
    assert ordinary["customer"] == ordinary["billingCustomer"]


def test_of_a_deleted_customer_the_invoice_keeps_the_name(rest: RestCaller) -> None:
    before = rest.invoice("references")["customer"]
    rest.sandbox.state.delete_customer(before["number"])
    assert rest.invoice("references")["customer"] == {**before, "number": None}


def test_invoice_and_credit_note_name_each_other_and_an_unknown_original_has_no_number(reader: RestCaller) -> None:
    original, note = reader.invoice("credited-invoice"), reader.invoice("full-credit-note")
    assert note["isCreditNote"]
    assert note["reimburseInvoice"] == {"guid": original["guid"], "number": original["number"]}
    assert original["creditNoteInvoice"] == {"guid": note["guid"], "number": note["number"]}
    assert note["creditNoteInvoice"] is None
    assert original["reimburseInvoice"] is None
    assert note["totalIncludingTax"]["amount"] == -original["totalIncludingTax"]["amount"]
    unknown = reader.invoice("credit-note-of-unknown-original")["reimburseInvoice"]
    assert unknown["guid"]
    assert unknown["number"] is None
    assert reader.invoice("partial-credit-note")["reimburseInvoice"] is None


def test_the_sender_is_the_unit_that_sends_and_the_number_series_is_named(reader: RestCaller) -> None:
    state = reader.sandbox.state
    own = reader.invoice("own-number-series")
    unit = state.units.get("unit-2")
    assert unit is not None
    assert (own["senderName"], own["senderVatNumber"]) == (unit.name, unit.vat_number)
    assert own["invoiceNumberBusinessUnitGuid"] == state.rest_opaque("unit-2")
    assert state.sending_unit("unit-3").key == "unit-1"


def test_the_receiver_is_the_invoices_own_copy(rest: RestCaller) -> None:
    state = rest.sandbox.state
    receiver = state.invoice("references").receiver
    state.edit_customer(state.invoice("references").customer_key, name="Uusi nimi Oy")
    found = rest.invoice("references")
    assert (found["receiverCustomerName"], found["customer"]["name"]) == (receiver.name, "Uusi nimi Oy")
    assert found["receiverAddress"]["addressline"] == receiver.place.street
    assert found["receiverAddress"]["country"] == "Suomi"
    incomplete = rest.invoice("incomplete-address")["receiverAddress"]
    assert (incomplete["addressline"], incomplete["postalCode"]) == (None, None)


def test_free_texts_come_as_they_are_and_without_their_tags(reader: RestCaller) -> None:
    found = reader.invoice("formatted-free-texts")
    assert found["freeText1"]["value"] == found["freeText1"]["text"]
    assert "<strong>asiakas</strong>" in found["freeText1"]["value"]
    assert found["freeText1"]["plainText"] == "Hyvä asiakas,\nkiitos tilauksesta.\nTerveisin & kiittäen"
    assert found["freeText2"]["plainText"] == "Viivästyskorko 11,5\xa0%\nHuomautusaika 8 pv"
    assert reader.invoice("references")["freeText1"] is None
    assert without_tags("A & B < C &amp;") == "A & B < C &amp;"


def test_the_sums_by_kind_of_row_add_up(reader: RestCaller) -> None:
    found = reader.invoice("all-row-kinds")
    kinds = ("workHoursTotalExcludingTax", "projectFeesTotalExcludingTax", "projectTravelExpensesTotalExcludingTax")
    assert sum(found[kind]["amount"] for kind in kinds) == found["totalExcludingTax"]["amount"]
    hours = [row["quantity"] for row in reader.rows("all-row-kinds") if row["rowType"] == "Hours"]
    assert found["workHoursQuantity"] == sum(hours)


def test_projects_are_those_of_the_rows_each_once(reader: RestCaller) -> None:
    found = reader.invoice("projects")["projects"]
    assert len(found) == len({each["guid"] for each in found}) == 3
    assert reader.invoice("no-rows")["projects"] == []


def test_languages_are_codes(reader: RestCaller) -> None:
    found = reader.invoice("eu-customer")
    assert (found["language"]["code"], found["culture"]["code"]) == ("en-US", "en-US")


def test_rows_have_quantity_price_and_rate_but_neither_totals_nor_vat(reader: RestCaller) -> None:
    for case in HARD_CASES:
        invoice = reader.sandbox.state.invoice(case.name)
        for found, row in zip(reader.rows(case.name), invoice.rows[:100], strict=True):
            assert found["invoiceGuid"] == reader.guid(case.name)
            assert (found["description"], found["measurementUnit"]) == (row.text, row.unit)
            assert (found["quantity"], found["vatRate"]) == (row.quantity, row.vat_rate)
            assert found["unitPrice"]["amount"] == row.unit_price
            assert found["unitPrice"]["currencyCode"] == invoice.currency
            assert (found["costCenter"] or {}).get("number") == (row.cost_centre.number if row.cost_centre else None)
            assert (found["salesAccount"] or {}).get("number", "") == row.sales_account
    assert not {"vatAmount", "totalExcludingTax", "rowAmount"} & set(reader.rows("references")[0])


def test_rows_tell_their_kind_twice(reader: RestCaller) -> None:
    kinds = {(row["rowType"], row["category"]) for row in reader.rows("all-row-kinds")}
    assert kinds == {("Hours", "Hours"), ("ProjectFees", "ProjectFees"), ("TravelExpenses", "Travels")}


def test_codes_are_a_list_kept_as_somebody_wrote_them(reader: RestCaller) -> None:
    assert [row["code"] for row in reader.rows("code-spellings")] == [["A1"], ["A/1"], ["a/1"], [" A 1 "]]
    assert reader.rows("several-codes-one-product")[0]["code"] == ["A1", " A/1"]
    assert reader.rows("empty-product-code")[0]["code"] == []


def test_a_row_may_have_no_rate(reader: RestCaller) -> None:
    assert {row["vatRate"] for row in reader.rows("reverse-charge-without-rates")} == {None}


def test_rows_of_all_invoices_come_in_the_order_in_which_they_were_made(reader: RestCaller) -> None:
    state = reader.sandbox.state
    rows = every_page(reader, "/v1/invoicerows", rowCount=100)
    made = [row["createdDateTime"] for row in rows]
    assert made == sorted(made)
    assert {row["invoiceGuid"] for row in rows} == {
        state.rest_opaque(entry.key) for entry in state.invoices if entry.row_count
    }
    moment = sorted(entry.inserted for entry in state.invoices)[-5]
    late = every_page(reader, "/v1/invoicerows", changedSince=moment.isoformat())
    entries = [entry for entry in state.invoices if entry.inserted >= moment]
    assert {row["invoiceGuid"] for row in late} == {state.rest_opaque(entry.key) for entry in entries}
    assert late == rows[-len(late) :]


def test_rows_that_change_do_not_come_again_for_they_were_made_before(rest: RestCaller) -> None:
    moment = datetime.now(UTC)
    rest.sandbox.state.edit_row("references", 1, code="Z1")
    assert rest.get("/v1/invoicerows", changedSince=moment.isoformat()).json() == []
    assert rest.rows("references")[0]["code"] == ["Z1"]


def test_settings_tell_whether_an_invoice_is_reverse_charged_and_why(reader: RestCaller) -> None:
    found = reader.get(invoice_path(reader.guid("reverse-charge-construction"), "/invoicesettings")).json()
    assert found["isReverseCharged"]
    assert found["reverseChargeDescription"].startswith("Käännetty verovelvollisuus")
    other = reader.get(invoice_path(reader.guid("references"), "/invoicesettings")).json()
    assert (other["isReverseCharged"], other["reverseChargeDescription"]) == (False, None)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        *(("96.50", "96.5"), ("173.25", "173.25"), ("100.00", "100"), ("1E+3", "1000"), ("0.333333", "0.333333")),
        *(("-0.00", "0"), ("0E-8", "0"), ("1E-7", "0.0000001"), ("-12.10", "-12.1"), ("100", "100")),
    ],
)
def test_numbers_are_plain_decimals(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text


def test_amounts_are_written_without_the_noise_of_floats(rest: RestCaller) -> None:
    rest.sandbox.state.edit_invoice("references", including_vat=Decimal("1234567890123.45"))
    body = rest.get(invoice_path(rest.guid("references"))).text
    assert '"totalIncludingTax":{"amount":1234567890123.45,' in body
    assert rest.rows("many-decimals")[0]["quantity"] == Decimal("0.333333")
