"""Invoices of REST in the words of the house."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from severa_maestro.invoicing.invoice import (
    Accounts,
    BusinessUnit,
    CostCentre,
    Invoice,
    InvoiceRow,
    Project,
    RowKind,
    Totals,
    UnreadableInvoice,
)
from severa_maestro.invoicing.money import Money
from severa_maestro.invoicing.parties import BankAccount, Buyer, PostalAddress, Seller
from severa_maestro.invoicing.snapshot import NOT_BOOKED, booked_digest, invoice_from_json, invoice_to_json
from severa_maestro.severa.record_errors import MemberError
from severa_maestro.severa.rest.mapping import (
    NOT_TOLD,
    complete_invoice,
    read_invoice,
    unreadable_invoice,
    unusable_invoice,
)
from severa_maestro.severa.rest.values import InvoiceValues, RowValues, SettingsValues
from tests.severa.rest_clock import CALM
from tests.severa.rest_records import Record, invoice, money, row, without

ACCOUNT = BankAccount(number="FI21 1234 5600 0007 85", bic="NDEAFIHH")


class FakeRegisters:
    """Countries by name, and the accounts of one unit."""

    def country_code(self, country: str) -> str:
        return {"suomi": "FI", "ruotsi": "SE"}.get(country.casefold(), "")

    def bank_accounts(self, unit_guid: str) -> tuple[BankAccount, ...]:
        return (ACCOUNT,) if unit_guid == "unit-1" else ()


def euro(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def readable(record: Record) -> InvoiceValues:
    values = read_invoice(record)
    assert isinstance(values, InvoiceValues), values
    return values


def complete(*rows: Record, settings: Record | None = None, **members: Any) -> Invoice:
    """The invoice of these rows; one of 200 euro with 25.5 % where none are given."""
    return complete_invoice(
        readable(invoice(**members)),
        [RowValues.read(each) for each in rows or [row()]],
        None if settings is None else SettingsValues.read(settings),
        FakeRegisters(),
    )


def only_row(**members: Any) -> InvoiceRow:
    (found,) = complete(row(**members)).rows
    return found


def unreadable(record: object) -> UnreadableInvoice:
    found = read_invoice(record)
    assert isinstance(found, UnreadableInvoice), found
    return found


ADDRESS = {
    "addressline": "Katu 1\r\nB 2",
    "postalCode": "00100",
    "city": "Helsinki",
    "state": "Uusimaa",
    "country": "Suomi",
}
FULL: Record = {
    "billingCustomer": {"guid": "payer-1", "name": "Maksaja Oy", "number": 2002},
    "projects": [
        {"guid": "project-1", "name": "Kotisivut", "number": 77},
        {"guid": "project-2", "name": "Verkkokauppa", "number": 78},
    ],
    "referenceNumber": "123453",
    "entryDate": "2026-11-22",
    "paymentDate": "2026-11-30",
    "ourReference": "Maija",
    "yourReference": "Matti",
    "orderNumber": "T-1",
    "receiverCustomerName": "Saaja Oy",
    "receiverContactName": "Matti Meikäläinen",
    "receiverContactEmail": "matti@example.fi",
    "receiverAddress": ADDRESS,
    "receiverVatNumber": "FI12345678",
    "senderName": "Myyjä Oy",
    "senderContactName": "Maija Mallikas",
    "senderAddress": ADDRESS | {"country": "Ruotsi"},
    "senderVatNumber": "FI87654321",
    "culture": {"guid": "culture-1", "code": "fi-FI", "name": "Finnish"},
    "language": {"guid": "language-1", "code": "fi", "name": "Finnish"},
    "notes": "<p>Kiitos!</p><p>Tervetuloa.</p>",
    "freeText1": {"value": "Ennen &amp; rivejä", "text": "ei tämä", "plainText": "eikä tämä", "allowTags": False},
    "freeText2": {"value": None, "text": None, "plainText": "Rivien jälkeen", "allowTags": False},
    "reimburseInvoice": {"guid": "invoice-0", "number": 12000},
}
FULL_ROW: Record = {
    "salesAccount": {"number": "3000", "name": "Myynti"},
    "recurringSalesAccount": {"number": "3010", "name": "Jatkuva myynti"},
    "vatAccount": {"number": "2939", "name": "Alv-velka"},
    "salesReceivableAccount": {"number": "1701", "name": "Myyntisaamiset"},
    "costCenter": {"number": "100", "name": "Helsinki"},
}


def test_a_whole_invoice() -> None:
    address = PostalAddress(
        street="Katu 1\nB 2",
        postal_code="00100",
        town="Helsinki",
        region="Uusimaa",
        country="Suomi",
        country_code="FI",
    )
    assert complete(row(**FULL_ROW), **FULL) == Invoice(
        guid="invoice-1",
        number=12345,
        numbering_unit=BusinessUnit(guid="unit-1"),
        unit=BusinessUnit(),
        status="Odottaa",
        is_credit_note=False,
        is_credited=True,
        credits_guid="invoice-0",
        invoice_date=date(2026, 11, 21),
        due_date=date(2026, 12, 5),
        entry_date=date(2026, 11, 22),
        payment_date=date(2026, 11, 30),
        currency="EUR",
        currency_rate=Decimal(1),
        totals=Totals(excluding_vat=euro("200.0"), vat=euro("51.0"), including_vat=euro("251.0")),
        rows=(
            InvoiceRow(
                number=1,
                guid="row-1",
                kind=RowKind.WORK,
                codes=("A1",),
                text="Suunnittelua",
                quantity=Decimal(2),
                unit="h",
                unit_price=euro("100"),
                excluding_vat=euro("200.00"),
                vat=euro("51.00"),
                including_vat=euro("251.00"),
                vat_rate=Decimal("25.5"),
                cost_centre=CostCentre(number="100", name="Helsinki"),
                accounts=Accounts(sales="3000", recurring_sales="3010", receivable="1701", vat="2939"),
            ),
        ),
        buyer=Buyer(
            customer_guid="payer-1",
            customer_number="2002",
            name="Saaja Oy",
            vat_number="FI12345678",
            address=address,
            contact_name="Matti Meikäläinen",
            email="matti@example.fi",
        ),
        seller=Seller(
            name="Myyjä Oy",
            vat_number="FI87654321",
            address=replace(address, country="Ruotsi", country_code="SE"),
            contact_name="Maija Mallikas",
            bank_accounts=(ACCOUNT,),
        ),
        project=Project(guid="project-1", number="77", name="Kotisivut"),
        reference_number="123453",
        our_reference="Maija",
        your_reference="Matti",
        order_number="T-1",
        payment_term_days=14,
        overdue_interest=Decimal(8),
        notes="Kiitos!\nTervetuloa.",
        text_before_rows="Ennen & rivejä",
        text_after_rows="Rivien jälkeen",
        language="fi",
        not_told=NOT_TOLD,
    )


NEEDED = ("guid", "date", "currency", "totalExcludingTax", "totalTax", "totalIncludingTax", "isCreditNote")


def test_a_bare_invoice() -> None:
    values = readable({name: invoice()[name] for name in NEEDED})
    found = complete_invoice(values, [], None, FakeRegisters())
    assert found == Invoice(
        guid="invoice-1",
        number=None,
        numbering_unit=BusinessUnit(),
        unit=BusinessUnit(),
        status="",
        invoice_date=date(2026, 11, 21),
        currency="EUR",
        totals=found.totals,
        buyer=Buyer(customer_guid=""),
        seller=Seller(),
        not_told=NOT_TOLD,
    )


def test_an_invoice_can_be_written_down_and_read_again() -> None:
    found = complete(row(**FULL_ROW), **FULL)
    assert invoice_from_json(invoice_to_json(found)) == found


@pytest.mark.parametrize("number", [0, None])
def test_no_number_is_none(number: int | None) -> None:
    assert complete(number=number).number is None


@pytest.mark.parametrize("rate", [0, None])
def test_no_rate_of_a_currency_is_none(rate: int | None) -> None:
    assert complete(currencyRate=rate).currency_rate is None


@pytest.mark.parametrize("code", ["eur", " Eur "])
def test_a_currency_is_three_great_letters(code: str) -> None:
    assert complete(currency={"code": code}).currency == "EUR"


@pytest.mark.parametrize(
    ("language", "culture", "expected"),
    [("fi", "sv-SE", "fi"), (None, "sv-SE", "sv-SE"), ("", "", ""), (None, None, "")],
)
def test_the_language_is_its_own_or_the_cultures(language: str | None, culture: str | None, expected: str) -> None:
    assert complete(language={"code": language}, culture={"code": culture}).language == expected
    assert complete(language=None, culture=None).language == ""


# Credit notes


CREDITED: Record = {
    "totalExcludingTax": money("-200.0"),
    "totalTax": money("-51.0"),
    "totalIncludingTax": money("-251.0"),
    "workHoursTotalExcludingTax": money("-200.0"),
    "isCreditNote": True,
}


@pytest.mark.parametrize("member", ["reimburseInvoice", "creditNoteInvoice"])
def test_a_credit_note_names_what_it_credits_by_either_member(member: str) -> None:
    found = complete(row(quantity=Decimal(-2)), **CREDITED, **{member: {"guid": "invoice-0", "number": 12000}})
    assert (found.is_credit_note, found.is_credited, found.credits_guid) == (True, False, "invoice-0")
    assert found.rows[0].including_vat == euro("-251.00")
    assert not found.rounding_difference.including_vat


@pytest.mark.parametrize("member", ["reimburseInvoice", "creditNoteInvoice"])
def test_an_invoice_that_was_credited_says_so_by_either_member(member: str) -> None:
    found = complete(**{member: {"guid": "credit-1", "number": 12999}})
    assert (found.is_credit_note, found.is_credited) == (False, True)


@pytest.mark.parametrize("other", [None, {"guid": None, "number": None}, {"guid": "", "number": 7}])
def test_a_credit_note_that_names_nothing_claims_nothing(other: Record | None) -> None:
    found = complete(row(quantity=Decimal(-2)), **CREDITED, reimburseInvoice=other, creditNoteInvoice=other)
    assert (found.is_credit_note, found.credits_guid) == (True, "")
    assert not complete(reimburseInvoice=other, creditNoteInvoice=other).is_credited


def test_an_empty_member_does_not_hide_the_other() -> None:
    members = {"reimburseInvoice": {"guid": None}, "creditNoteInvoice": {"guid": "invoice-0"}}
    assert complete(row(quantity=Decimal(-2)), **CREDITED, **members).credits_guid == "invoice-0"


# Parties


def test_the_buyer_is_who_pays() -> None:
    payer = {"guid": "payer-1", "name": "Maksaja Oy", "number": 2002}
    found = complete(billingCustomer=payer).buyer
    assert (found.customer_guid, found.customer_number, found.name) == ("payer-1", "2002", "Maksaja Oy")


def test_the_buyer_is_the_customer_where_nobody_else_pays() -> None:
    found = complete(billingCustomer=None).buyer
    assert (found.customer_guid, found.customer_number, found.name) == ("customer-1", "1001", "Asiakas Oy")


@pytest.mark.parametrize("number", [0, None])
def test_a_customer_without_a_number_has_none(number: int | None) -> None:
    assert complete(customer={"guid": "customer-1", "number": number}).buyer.customer_number == ""


def test_the_name_on_the_invoice_goes_before_the_customers() -> None:
    assert complete(receiverCustomerName="Vanha nimi Oy").buyer.name == "Vanha nimi Oy"


def test_a_country_that_nobody_knows_has_no_code() -> None:
    found = complete(receiverAddress=ADDRESS | {"country": "Atlantis"}, senderAddress=None)
    assert (found.buyer.address.country, found.buyer.address.country_code) == ("Atlantis", "")
    assert found.seller.address == PostalAddress()


def test_the_sellers_accounts_are_those_of_the_unit_that_numbered_the_invoice() -> None:
    assert complete(invoiceNumberBusinessUnitGuid="unit-2").seller.bank_accounts == ()


# Rows


def test_rows_stand_in_the_order_that_severa_gives_them_and_are_numbered_anew() -> None:
    rows = [
        row(guid="third", sortOrder=30),
        row(guid="first", sortOrder=1),
        row(guid="second", sortOrder=2, quantity=1, unitPrice=money("7.0")),
    ]
    found = complete(*rows).rows
    assert [(each.number, each.guid) for each in found] == [(1, "first"), (2, "second"), (3, "third")]
    assert [each.excluding_vat for each in found] == [euro("200"), euro("7"), euro("200")]


def test_rows_of_the_same_place_stay_as_they_came() -> None:
    rows = [
        row(guid="a", sortOrder=1),
        row(guid="b", sortOrder=0),
        row(guid="c", sortOrder=1),
        row(guid="d", sortOrder=0),
    ]
    assert [each.guid for each in complete(*rows).rows] == ["b", "d", "a", "c"]


def test_a_row_without_a_place_is_read() -> None:
    rows = [row(guid="a", sortOrder=1), row(guid="b", sortOrder=None), without(row(guid="c"), "sortOrder")]
    assert {each.guid for each in complete(*rows).rows} == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("row_type", "kind"),
    [
        ("Hours", RowKind.WORK),
        ("ProjectFees", RowKind.PRODUCT),
        ("TravelExpenses", RowKind.TRAVEL),
        ("FlatRate", RowKind.OTHER),
        ("SomethingNew", RowKind.OTHER),
        (None, RowKind.OTHER),
    ],
)
def test_the_kind_of_a_row_is_the_register_of_its_code(row_type: str | None, kind: RowKind) -> None:
    assert only_row(rowType=row_type).kind is kind


@pytest.mark.parametrize(
    ("code", "codes"),
    [
        (["A1"], ("A1",)),
        (["A1", "B2"], ("A1", "B2")),
        (["  A / 1 "], ("A / 1",)),
        (["A1, B2;C3|D4\nE5"], ("A1", "B2", "C3", "D4", "E5")),
        (["A1,B2", "B2;C3", "A1"], ("A1", "B2", "C3")),
        (["B2", "A1"], ("B2", "A1")),
        (["A1,,", " , ", ""], ("A1",)),
        (["0"], ("0",)),
        ([None, "A1"], ("A1",)),
        ([], ()),
        (None, ()),
    ],
)
def test_the_codes_of_a_row(code: list[str | None] | None, codes: tuple[str, ...]) -> None:
    assert only_row(code=code).codes == codes


@given(st.lists(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=4), max_size=6), st.data())
@CALM
def test_codes_are_the_same_however_they_are_parted(codes: list[str], data: st.DataObject) -> None:
    signs = [data.draw(st.sampled_from([",", ";", "|", "\n", " , "])) for _ in codes]
    together = "".join(f"{code}{sign}" for code, sign in zip(codes, signs, strict=True))
    assert only_row(code=codes).codes == only_row(code=[together]).codes == tuple(dict.fromkeys(codes))


def test_a_rows_formatted_text_becomes_plain() -> None:
    assert only_row(description="<ul><li>Yksi</li><li>Kaksi &amp; kolme</li></ul>").text == "- Yksi\n- Kaksi & kolme"


def test_a_price_in_another_currency_makes_the_invoice_unusable() -> None:
    with pytest.raises(MemberError, match=r"rows\[1\]\.unitPrice is in SEK on an invoice in EUR"):
        complete(row(unitPrice=money("1.0", "SEK")))


def test_prices_are_taken_in_the_invoices_currency() -> None:
    found = complete(row(unitPrice=money("1137.0", "SEK", money("100.0", "EUR"))))
    assert found.rows[0].unit_price == euro("100")
    assert not found.rounding_difference.including_vat


# Reverse charge


UNTAXED: Record = {"totalTax": money("0.0"), "totalIncludingTax": money("200.0")}


def test_reverse_charge_is_what_the_settings_say() -> None:
    told = {"isReverseCharged": True, "reverseChargeDescription": "<p>AVL 8 c &sect;</p>"}
    found = complete(settings=told, **UNTAXED)
    assert (found.is_reverse_charged, found.reverse_charge_text) == (True, "AVL 8 c §")
    assert found.rows[0].vat == euro("0")
    assert found.rows[0].vat_rate == Decimal("25.5")
    assert not found.rounding_difference.including_vat


@pytest.mark.parametrize("told", [None, {"isReverseCharged": False, "reverseChargeDescription": "AVL 8 c §"}])
def test_without_reverse_charge_there_is_no_text_of_it(told: Record | None) -> None:
    found = complete(settings=told, **UNTAXED)
    assert (found.is_reverse_charged, found.reverse_charge_text) == (False, "")
    assert found.rows[0].vat == euro("51")


# What cannot be read


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"totalTax": money("51.0", "SEK")}, "totalTax is in SEK on an invoice in EUR"),
        ({"totalTax": None}, "totalTax is None, not a valid dictionary or instance of MoneyValues"),
        ({"currency": {"code": "euro"}}, "currency.code is 'EURO', not a currency's three letters"),
        ({"currency": {"code": None}}, "currency.code is '', not a currency's three letters"),
        ({"currency": {"code": "ÄÄÄ"}}, "currency.code is 'ÄÄÄ', not a currency's three letters"),
        ({"date": "21.11.2026"}, "date is '21.11.2026', not a date"),
    ],
)
def test_an_invoice_that_cannot_be_read_says_why_and_what_it_is(members: Record, reason: str) -> None:
    found = unreadable(invoice(**members))
    assert (found.guid, found.number, found.numbering_unit.guid) == ("invoice-1", 12345, "unit-1")
    assert (found.reason, found.code) == (reason, "unreadable")


@pytest.mark.parametrize(
    "record", [None, [], "text", 7, {}, {"guid": 7, "number": "x", "invoiceNumberBusinessUnitGuid": []}]
)
def test_what_is_no_invoice_at_all_is_unreadable_without_a_name(record: object) -> None:
    found = unreadable(record)
    assert (found.guid, found.number, found.numbering_unit) == ("", None, BusinessUnit())
    assert found.reason


@pytest.mark.parametrize("number", [True, 0, Decimal("1.5"), "7"])
def test_what_is_no_number_is_not_kept_as_one(number: object) -> None:
    assert unreadable_invoice(invoice(number=number), "?").number is None


def test_the_fingerprint_changes_with_what_came_and_with_nothing_else() -> None:
    record = invoice(date="wrong")
    one = unreadable(record).fingerprint
    assert unreadable(dict(reversed(record.items()))).fingerprint == one
    assert unreadable(record | {"yourReference": "new"}).fingerprint != one
    assert unreadable(record | {"totalTax": money("51.01")}).fingerprint != one
    assert unreadable({}).fingerprint != unreadable([]).fingerprint


def test_an_invoice_whose_rows_cannot_be_used_keeps_its_name() -> None:
    values = readable(invoice())
    found = unusable_invoice(values, "quantity is missing")
    assert (found.guid, found.number, found.numbering_unit.guid) == ("invoice-1", 12345, "unit-1")
    assert (found.reason, found.code) == ("quantity is missing", "unreadable")
    assert unusable_invoice(values, "", code="gone-while-read").code == "gone-while-read"
    assert unusable_invoice(readable(invoice(yourReference="new")), "?").fingerprint != found.fingerprint


@settings(CALM, max_examples=60)
@given(
    st.sampled_from(sorted(invoice() | FULL)),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.decimals() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["guid", "code", "amount"]), inner),
        max_leaves=4,
    ),
)
def test_whatever_stands_in_a_member_the_invoice_is_read_or_the_member_named(member: str, content: object) -> None:
    found = read_invoice(invoice(**FULL) | {member: content})
    if isinstance(found, UnreadableInvoice):
        assert member in found.reason
        json.dumps([found.reason, found.fingerprint])
    else:
        assert isinstance(complete_invoice(found, [], None, FakeRegisters()), Invoice)


# What REST does not tell


def type_of(hint: Any) -> Any:
    """What a member is, or is a list of."""
    inner = [each for each in get_args(hint) if each not in (type(None), ...)]
    return inner[0] if inner else hint


@pytest.mark.parametrize("path", NOT_TOLD)
def test_what_is_not_told_is_a_member_of_an_invoice(path: str) -> None:
    place: Any = Invoice
    for name in path.split("."):
        assert is_dataclass(place), path
        assert name in {each.name for each in fields(place)}, path
        place = type_of(get_type_hints(place)[name])


def test_what_is_not_told_is_named_once_and_in_order() -> None:
    assert list(NOT_TOLD) == sorted(set(NOT_TOLD))


def leaves(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Each member with its path, those of rows together."""
    if is_dataclass(value) and not isinstance(value, Money | Totals):
        for each in fields(value):
            yield from leaves(getattr(value, each.name), f"{place}.{each.name}".lstrip("."))
    elif place == "rows":
        for one in value:
            yield from leaves(one, place)
    else:
        yield place, value


def test_what_stays_empty_however_much_rest_tells_is_named_as_not_told() -> None:
    told_reverse = {"isReverseCharged": True, "reverseChargeDescription": "AVL 8 c §"}
    credit_note = FULL | CREDITED
    full = [
        complete(row(**FULL_ROW), **FULL),
        complete(row(**FULL_ROW | {"quantity": Decimal(-2)}), settings=told_reverse, **credit_note),
    ]
    told = {path for each in full for path, value in leaves(each) if value not in ("", None, (), False)}
    empty = {path for path, _ in leaves(full[0])} - told
    named = (*NOT_TOLD, *NOT_BOOKED)
    assert {path for path in empty if not any(path == each or path.startswith(f"{each}.") for each in named)} == set()


def test_nothing_is_compared_that_rest_does_not_tell() -> None:
    found = complete(row(**FULL_ROW), **FULL)
    assert found.not_told == NOT_TOLD
    assert booked_digest(found) == booked_digest(complete(row(**FULL_ROW), **FULL | {"paymentDate": None}))
