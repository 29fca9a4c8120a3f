"""For every finding: invoices that raise it, and the nearest ones that do not."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from severa_maestro.invoicing.invoice import Invoice, RowKind
from severa_maestro.invoicing.parties import BankAccount, ElectronicAddress, PostalAddress
from severa_maestro.matching.checks import LONGEST_NAME, LONGEST_TEXT
from severa_maestro.matching.code_map import Mapping as CodeMapping
from severa_maestro.matching.findings import Level
from severa_maestro.matching.products import Product, ProductCode
from tests.matching.build import (
    CUSTOMER,
    DAY,
    FALLBACK_PRODUCT,
    PRODUCTS,
    SELLER,
    address,
    buyer,
    credit_note,
    euro,
    invoice,
    row,
    totals,
)

ONE_DAY = timedelta(days=1)

B, W, I = Level.BLOCKING, Level.WARNING, Level.INFO  # noqa: E741


@dataclass(frozen=True)
class Case:
    """An invoice, its circumstances, and what sets it apart."""

    name: str
    invoice: Invoice
    circumstances: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Cases:
    """The level of a finding, the row it is of, and its cases on both sides of the line."""

    level: Level
    raising: tuple[Case, ...]
    quiet: tuple[Case, ...]
    row: int | None = None


def cases(level: Level, raising: list[Case], quiet: list[Case], row: int | None = None) -> Cases:
    return Cases(level, tuple(raising), tuple(quiet), row)


def case(name: str, of: Invoice, **circumstances: Any) -> Case:
    return Case(name, of, circumstances)


def _mapping(code: str, product: str, valid_to: date | None = None) -> CodeMapping:
    return CodeMapping(
        kind=RowKind.PRODUCT, code=code, product=ProductCode(product[0], int(product[1:])), valid_to=valid_to
    )


def _electronic(address: str, operator: str) -> Invoice:
    return invoice(buyer=buyer(electronic_address=ElectronicAddress(address=address, operator=operator)))


def _seller_with(*accounts: str) -> Invoice:
    return invoice(seller=replace(SELLER, bank_accounts=tuple(BankAccount(number=each) for each in accounts)))


def _on(day: date | None, rate: str, invoice_date: date | None = DAY) -> Invoice:
    return invoice(row(rate=rate, event_date=day), invoice_date=invoice_date, due_date=None)


def _from(country_code: str, country: str, **ids: str) -> Invoice:
    return invoice(buyer=buyer(**ids, address=address(country_code=country_code, country=country)))


NO_VAT_NUMBER = buyer(business_id="", vat_number="")
ORIGINAL = totals("100.00", "25.50", "125.50")
NEGATIVE_ORIGINAL = totals("-100.00", "-25.50", "-125.50")
ONE_ROW = row()
TWO_ROWS = (row(), row("50.00"))

CASES: Mapping[str, Cases] = {
    # --- identity ---
    "no-number": cases(B, [case("none", invoice(number=None))], [case("one", invoice(number=1))]),
    "no-date": cases(B, [case("none", invoice(invoice_date=None))], [case("any", invoice(invoice_date=DAY))]),
    "no-rows": cases(B, [case("none", invoice(rows=()))], [case("a row of zero", invoice(row("0.00")))]),
    "changed-since-stored": cases(
        B, [case("changed", invoice(), changed="changed-since-stored")], [case("as it was", invoice(), changed="")]
    ),
    "changed-since-dismissed": cases(
        B,
        [case("changed", invoice(), changed="changed-since-dismissed")],
        [case("after it was stored", invoice(), changed="changed-since-stored")],
    ),
    "number-taken": cases(
        B,
        [case("by another invoice", invoice(), is_number_taken=True)],
        [case("by this one alone", invoice(), is_number_taken=False)],
    ),
    "possible-duplicate": cases(
        B, [case("in another series", invoice(), twin="TRE")], [case("no twin", invoice(), twin="")]
    ),
    # --- amounts ---
    "no-currency": cases(
        B, [case("none", invoice(row(currency="XXX"), currency="XXX"))], [case("euro", invoice(currency="EUR"))]
    ),
    "currency-without-rate": cases(
        B,
        [
            case("none", invoice(row(currency="SEK"), currency="SEK", currency_rate=None)),
            case("zero", invoice(row(currency="SEK"), currency="SEK", currency_rate=Decimal(0))),
            case("negative", invoice(row(currency="SEK"), currency="SEK", currency_rate=Decimal("-11.0475"))),
        ],
        [
            case("a rate", invoice(row(currency="SEK"), currency="SEK", currency_rate=Decimal("0.0001"))),
            case("euro needs none", invoice(currency="EUR", currency_rate=None)),
        ],
    ),
    "totals-contradict": cases(
        B,
        [
            case("two cents more", invoice(totals=totals("100.00", "25.50", "125.52"))),
            case("two cents less", invoice(totals=totals("100.00", "25.50", "125.48"))),
            case("a tenth over a cent", invoice(totals=totals("100.00", "25.50", "125.511"))),
        ],
        [
            case("one cent more", invoice(totals=totals("100.00", "25.50", "125.51"))),
            case("one cent less", invoice(totals=totals("100.00", "25.50", "125.49"))),
        ],
    ),
    "totals-do-not-add-up": cases(
        B,
        [
            case("two cents of one row", invoice(ONE_ROW, totals=totals("100.02", "25.50", "125.52"))),
            case("two cents less", invoice(ONE_ROW, totals=totals("99.98", "25.50", "125.48"))),
            case("three cents of two rows", invoice(*TWO_ROWS, totals=totals("150.03", "38.25", "188.28"))),
            case("in the VAT alone", invoice(ONE_ROW, totals=totals("99.99", "25.52", "125.51"))),
        ],
        [
            case("one cent of one row", invoice(ONE_ROW, totals=totals("100.01", "25.50", "125.51"))),
            case("two cents of two rows", invoice(*TWO_ROWS, totals=totals("150.02", "38.25", "188.27"))),
            case("without rows nothing is compared", invoice(rows=(), totals=totals("1.00", "0.00", "1.00"))),
        ],
    ),
    "rounding-difference": cases(
        I,
        [
            case("one cent", invoice(ONE_ROW, totals=totals("100.00", "25.51", "125.51"))),
            case("a part of a cent", invoice(row("100.004", "25.50"), totals=totals("100.00", "25.50", "125.50"))),
        ],
        [
            case("none", invoice()),
            case("one cent more blocks", invoice(ONE_ROW, totals=totals("100.00", "25.52", "125.52"))),
        ],
    ),
    "row-contradicts": cases(
        B,
        [
            case("two cents more", invoice(row(including_vat=euro("125.52")))),
            case("two cents less", invoice(row(including_vat=euro("125.48")))),
        ],
        [
            case("one cent more", invoice(row(including_vat=euro("125.51")))),
            case("one cent less", invoice(row(including_vat=euro("125.49")))),
        ],
        row=1,
    ),
    "vat-rate-unknown": cases(
        B,
        [
            case("VAT without a rate", invoice(row(rate=None, vat="25.50"))),
            case("a hundredth over a hundred per cent", invoice(row(rate="100.01"))),
            case("below zero", invoice(row(rate="-0.01", vat="0.00"))),
        ],
        [
            case("neither rate nor VAT", invoice(row(rate=None))),
            case("a hundred per cent", invoice(row(rate="100"))),
            case("zero", invoice(row(rate="0"))),
        ],
        row=1,
    ),
    "row-vat-contradicts-rate": cases(
        B,
        [
            case("two cents more", invoice(row(vat="25.52"))),
            case("two cents less", invoice(row(vat="25.48"))),
            case("no VAT where there should be two cents", invoice(row("0.08", vat="0.00"))),
            case("no VAT on an ordinary invoice", invoice(row(vat="0.00"))),
            case("VAT at a rate of zero", invoice(row(rate="0", vat="25.50"))),
            case("wrong VAT on a reverse charge", invoice(row(vat="24.00"), is_reverse_charged=True)),
        ],
        [
            case("one cent more", invoice(row(vat="25.51"))),
            case("one cent less", invoice(row(vat="25.49"))),
            case("no VAT where there should be one cent", invoice(row("0.04", vat="0.00"))),
            case("no VAT on a reverse charge", invoice(row(vat="0.00"), is_reverse_charged=True)),
            case("halves go up", invoice(row("0.10", vat="0.03"))),
        ],
        row=1,
    ),
    "amount-too-large": cases(
        B,
        [
            case("a thousand million", invoice(row("1000000000", rate="0"))),
            case("the same below zero", invoice(row("-1000000000", rate="0"))),
            case("with VAT", invoice(row("800000000"))),
            case("a quantity", invoice(row(quantity=Decimal(10) ** 9))),
            case("a price", invoice(row(unit_price=euro("1000000000")))),
        ],
        [case("a cent less", invoice(row("999999999.99", rate="0")))],
    ),
    # --- customer and credit notes ---
    "customer-unreadable": cases(
        B,
        [case("a member is not what it should be", invoice(), customer=None, customer_problem="PaymentTerm is 'abc'")],
        [case("readable", invoice(), customer=CUSTOMER, customer_problem="")],
    ),
    "customer-unknown": cases(
        B, [case("none", invoice(), customer=None)], [case("the customer's card", invoice(), customer=CUSTOMER)]
    ),
    "customer-without-number": cases(
        B,
        [case("none", invoice(), customer=replace(CUSTOMER, number=""))],
        [case("another than on the invoice", invoice(), customer=replace(CUSTOMER, number="0"))],
    ),
    "customer-number-clash": cases(
        B, [case("a namesake", invoice(), namesake="Kuusi Itä Oy")], [case("nobody else", invoice(), namesake="")]
    ),
    "customer-inactive": cases(
        W,
        [case("switched off", invoice(), customer=replace(CUSTOMER, is_active=False))],
        [case("internal is not inactive", invoice(), customer=replace(CUSTOMER, is_internal=True))],
    ),
    "credit-original-unknown": cases(
        B,
        [case("one that did not come", credit_note(), knows_original=False)],
        [
            case("one that came", credit_note(), knows_original=True),
            case("it claims none", credit_note(credits_guid=""), knows_original=False),
            case("no credit note", invoice(credits_guid="invoice-0"), knows_original=False),
        ],
    ),
    "credit-names-no-original": cases(
        I,
        [case("made by hand", credit_note(credits_guid=""), knows_original=False)],
        [case("it names one", credit_note()), case("no credit note", invoice(credits_guid=""))],
    ),
    "credit-note-positive": cases(
        B,
        [
            case("a cent", credit_note(row("0.01", rate="0"))),
            case("of a positive invoice", credit_note(row()), original_totals=ORIGINAL),
            case("of a zero invoice", credit_note(row()), original_totals=totals("0.00", "0.00", "0.00")),
        ],
        [
            case("zero", credit_note(row("0.00"))),
            case("a cent below", credit_note(row("-0.01", rate="0"))),
            case("of a negative invoice", credit_note(row()), original_totals=NEGATIVE_ORIGINAL),
        ],
    ),
    "credit-exceeds-original": cases(
        W,
        [
            case("a cent more", credit_note(row("-100.01", "-25.50")), original_totals=ORIGINAL),
            case("of nothing", credit_note(), original_totals=totals("0.00", "0.00", "0.00")),
            case(
                "a cent more of a negative one", credit_note(row("100.01", "25.50")), original_totals=NEGATIVE_ORIGINAL
            ),
            case("the wrong way of a negative one", credit_note(), original_totals=NEGATIVE_ORIGINAL),
        ],
        [
            case("the whole", credit_note(), original_totals=ORIGINAL),
            case("a part", credit_note(row("-0.01", "0.00")), original_totals=ORIGINAL),
            case("the whole of a negative one", credit_note(row()), original_totals=NEGATIVE_ORIGINAL),
            case("its totals are not known", credit_note(row("-1000.00")), original_totals=None),
            case(
                "in another currency",
                credit_note(row("-1000.00", currency="SEK"), currency="SEK", currency_rate=Decimal(11)),
                original_totals=ORIGINAL,
            ),
        ],
    ),
    "negative-invoice": cases(
        W,
        [case("a cent below", invoice(row("-0.01", rate="0")))],
        [case("zero", invoice(row("0.00"))), case("a credit note", credit_note())],
    ),
    # --- VAT ---
    "vat-rate-not-in-force": cases(
        W,
        [
            case("24 % on 1.9.2024", _on(date(2024, 9, 1), "24")),
            case("25.5 % on 31.8.2024", _on(date(2024, 8, 31), "25.5")),
            case("14 % on 1.1.2026", _on(date(2026, 1, 1), "14")),
            case("13.5 % on 31.12.2025", _on(date(2025, 12, 31), "13.5")),
            case("the invoice's date for a row without one", _on(None, "24", date(2024, 9, 1))),
            case("another country's rate", _on(DAY, "25")),
        ],
        [
            case("24 % on 31.8.2024, invoiced later", _on(date(2024, 8, 31), "24")),
            case("25.50 % on 1.9.2024", _on(date(2024, 9, 1), "25.50")),
            case("14 % on 31.12.2025, invoiced later", _on(date(2025, 12, 31), "14")),
            case("13.5 % on 1.1.2026", _on(date(2026, 1, 1), "13.5")),
            case("10 % stays", _on(DAY, "10")),
            case("0 % on any day", _on(date(1990, 1, 1), "0")),
            case("the invoice's date for a row without one", _on(None, "24", date(2024, 8, 31))),
            case("no date at all", _on(None, "24", None)),
            case(
                "an old rate without VAT",
                invoice(row(vat="0.00", rate="24"), is_reverse_charged=True),
            ),
        ],
        row=1,
    ),
    "product-vat-differs": cases(
        W,
        [
            case("13.5 % on a product of 25.5 %", invoice(row(codes=("A2",), rate="13.5"))),
            case("reverse charge", invoice(row(codes=("A2",), vat="0.00"), is_reverse_charged=True)),
        ],
        [
            case("25.5 % and 25.50 %", invoice(row(codes=("A2",), rate="25.5"))),
            case("a product without a rate", invoice(row(codes=("A1",), rate="13.5"))),
            case("on A/0 it is the group's", invoice(row(codes=("Z9",), rate="13.5"))),
            case("VAT without a rate", invoice(row(codes=("A2",), rate=None, vat="13.50"))),
        ],
        row=1,
    ),
    "group-vat-differs": cases(
        W,
        [case("13.5 % on A/0", invoice(row(codes=("Z9",), rate="13.5")))],
        [
            case("25.5 % on A/0", invoice(row(codes=("Z9",), rate="25.5"))),
            case(
                "a group without a rate",
                invoice(row(codes=("Z9",), rate="13.5")),
                products=(replace(FALLBACK_PRODUCT, vat_rate=None),),
            ),
        ],
        row=1,
    ),
    "reverse-charge-with-vat": cases(
        W,
        [case("VAT", invoice(is_reverse_charged=True))],
        [
            case("none", invoice(row(rate="0"), is_reverse_charged=True)),
            case("not a reverse charge", invoice(is_reverse_charged=False)),
        ],
    ),
    "reverse-charge-without-vat-number": cases(
        W,
        [case("neither number", invoice(row(rate="0"), is_reverse_charged=True, buyer=NO_VAT_NUMBER))],
        [
            case("a Y-tunnus", invoice(row(rate="0"), is_reverse_charged=True, buyer=buyer(vat_number=""))),
            case("a VAT number", invoice(row(rate="0"), is_reverse_charged=True, buyer=buyer(business_id=""))),
            case("a private person's ordinary invoice", invoice(buyer=NO_VAT_NUMBER)),
        ],
    ),
    # --- parties ---
    "business-id-wrong": cases(
        W,
        [
            case("the buyer's Y-tunnus", invoice(buyer=buyer(business_id="2077474-1", vat_number=""))),
            case("both forms of it, once", invoice(buyer=buyer(business_id="2077474-1", vat_number="FI20774741"))),
            case("without a hyphen", invoice(buyer=buyer(business_id="20774741", vat_number=""))),
            case("the seller's", invoice(seller=replace(SELLER, business_id="0201124-9"))),
            case("a German VAT number", _from("DE", "Saksa", business_id="", vat_number="DE271828181")),
            case(
                "a number too short for its country", _from("SE", "Ruotsi", business_id="", vat_number="SE5560360793")
            ),
        ],
        [
            case("without a hyphen", invoice(buyer=buyer(business_id="20774740"))),
            case("an old one of six digits", invoice(buyer=buyer(business_id="201124-8", vat_number="FI02011248"))),
            case("none", invoice(buyer=NO_VAT_NUMBER)),
            case("a German VAT number", _from("DE", "Saksa", business_id="", vat_number="DE 271828180")),
            case("a Danish number is no Y-tunnus", _from("DK", "Tanska", business_id="13585629", vat_number="")),
            case("an Estonian one by the country's name", _from("", "Viro", business_id="10137025", vat_number="")),
            case("a number of another continent", _from("US", "USA", business_id="", vat_number="12-3456789")),
        ],
    ),
    "address-incomplete": cases(
        W,
        [
            case("no street", invoice(buyer=buyer(address=address(street="")))),
            case("no post code", invoice(buyer=buyer(address=address(postal_code="")))),
            case("no town", invoice(buyer=buyer(address=address(town=" ")))),
            case("no country", invoice(buyer=buyer(address=address(country="", country_code="")))),
            case("no name", invoice(buyer=buyer(name=""))),
            case("nothing", invoice(buyer=buyer(address=PostalAddress()))),
        ],
        [
            case("no region", invoice(buyer=buyer(address=address(region="")))),
            case("the country's code alone", invoice(buyer=buyer(address=address(country="")))),
            case("the country's name alone", invoice(buyer=buyer(address=address(country_code="")))),
        ],
    ),
    "electronic-address-without-operator": cases(
        W, [case("no operator", _electronic("003720774740", ""))], [case("neither", _electronic("", ""))]
    ),
    "operator-without-electronic-address": cases(
        W, [case("no address", _electronic("", "003721291126"))], [case("neither", _electronic("", ""))]
    ),
    "electronic-address-wrong": cases(
        W,
        [
            case("the check digit of the OVT", _electronic("003720774741", "003721291126")),
            case("six signs for the unit", _electronic("003720774740123456", "003721291126")),
        ],
        [
            case("five signs for the unit", _electronic("00372077474012345", "003721291126")),
            case("an IBAN", _electronic("FI2112345600000785", "NDEAFIHH")),
            case("an operator's own address", _electronic("TE20774740", "003721291126")),
        ],
    ),
    "operator-unknown": cases(
        W,
        [
            case("one digit more", _electronic("003720774740", "0037212911261")),
            case("one that has ended", _electronic("003720774740", "PALETTE")),
        ],
        [
            case("with spaces", _electronic("003720774740", "0037 2129 1126")),
            case("in small letters", _electronic("003720774740", "maventa")),
            case("a BIC of eleven signs", _electronic("FI2112345600000785", "NDEAFIHHXXX")),
        ],
    ),
    # --- payment and texts ---
    "reference-number-wrong": cases(
        W,
        [
            case("the check digit", invoice(reference_number="10017")),
            case("of an invoice number below 100", invoice(reference_number="998")),
            case("RF with a wrong check", invoice(reference_number="RF35 1234561")),
        ],
        [
            case("in groups", invoice(reference_number="1 0016")),
            case("with leading zeros", invoice(reference_number="000010016")),
            case("RF", invoice(reference_number="RF34 1234561")),
            case("none", invoice(reference_number="")),
        ],
    ),
    "due-before-invoice-date": cases(
        W,
        [case("the day before", invoice(due_date=date(2026, 11, 19)))],
        [case("the same day", invoice(due_date=DAY)), case("none", invoice(due_date=None))],
    ),
    "bank-account-wrong": cases(
        W,
        [
            case("a wrong check", _seller_with("FI2112345600000786")),
            case("the second", _seller_with("123456-785", "FI1")),
        ],
        [
            case("an IBAN", _seller_with("FI21 1234 5600 0007 85")),
            case("a domestic number cannot be checked", _seller_with("123456-785")),
        ],
    ),
    "bank-account-missing": cases(
        I,
        [case("none", _seller_with())],
        [
            case("one", _seller_with("FI2112345600000785")),
            case("nothing to pay", invoice(row("0.00"), seller=replace(SELLER, bank_accounts=()))),
            case("a credit note", credit_note(seller=replace(SELLER, bank_accounts=()))),
        ],
    ),
    "free-text-long": cases(
        W,
        [
            case("before the rows", invoice(text_before_rows="ä" * (LONGEST_TEXT + 1))),
            case("after the rows", invoice(text_after_rows="ä" * (LONGEST_TEXT + 1))),
            case("notes", invoice(notes="ä" * (LONGEST_TEXT + 1))),
        ],
        [
            case(
                "as long as may be",
                invoice(
                    text_before_rows="ä" * LONGEST_TEXT, text_after_rows="ä" * LONGEST_TEXT, notes="ä" * LONGEST_TEXT
                ),
            )
        ],
    ),
    "row-text-long": cases(
        W,
        [
            case("the name", invoice(row(name="ä" * (LONGEST_NAME + 1)))),
            case("the text", invoice(row(text="ä" * (LONGEST_TEXT + 1)))),
        ],
        [case("as long as may be", invoice(row(name="ä" * LONGEST_NAME, text="ä" * LONGEST_TEXT)))],
        row=1,
    ),
    # --- rows on A/0 ---
    "fallback-empty-code": cases(
        W, [case("no code", invoice(row(codes=())))], [case("a code", invoice(row(codes=("A1",))))], row=1
    ),
    "fallback-unknown-code": cases(
        W,
        [case("no such product", invoice(row(codes=("A9",)))), case("no form of a code", invoice(row(codes=("1",))))],
        [case("another spelling", invoice(row(codes=(" a / 1 ",))))],
        row=1,
    ),
    "fallback-inactive-product": cases(
        W,
        [case("switched off", invoice(row(codes=("A3",))))],
        [
            case(
                "switched on",
                invoice(row(codes=("A3",))),
                products=(*PRODUCTS[:-1], Product(code=ProductCode("A", 3), name="Palannut")),
            )
        ],
        row=1,
    ),
    "fallback-several-products": cases(
        W,
        [case("two products", invoice(row(codes=("A1", "A2"))))],
        [case("two spellings of one", invoice(row(codes=("A1", "A/1"))))],
        row=1,
    ),
    "fallback-fallback-code": cases(
        W,
        [case("A/0 itself", invoice(row(codes=("A/0",))))],
        [case("A/10 is another", invoice(row(codes=("A/10",))))],
        row=1,
    ),
    "fallback-mapped-to-fallback": cases(
        W,
        [case("mapped to A/0", invoice(row(codes=("A1",))), mappings=[_mapping("A1", "A0")])],
        [case("mapped elsewhere", invoice(row(codes=("X",))), mappings=[_mapping("X", "A1")])],
        row=1,
    ),
    "fallback-mapped-product-missing": cases(
        W,
        [case("no such product", invoice(row(codes=("A1",))), mappings=[_mapping("A1", "Z9")])],
        [case("another code's", invoice(row(codes=("A1",))), mappings=[_mapping("A2", "Z9")])],
        row=1,
    ),
    "fallback-mapping-not-in-force": cases(
        W,
        [case("ended", invoice(row(codes=("KM",))), mappings=[_mapping("KM", "A1", valid_to=DAY - ONE_DAY)])],
        [
            case("its last day", invoice(row(codes=("KM",))), mappings=[_mapping("KM", "A1", valid_to=DAY)]),
            case(
                "a product of the same code",
                invoice(row(codes=("A1",))),
                mappings=[_mapping("A1", "A2", valid_to=DAY - ONE_DAY)],
            ),
        ],
        row=1,
    ),
}

#: Findings that no check of an invoice makes: the transfer says them of one that could not be read or stored.
SAID_BY_THE_TRANSFER = frozenset({"unreadable", "gone-while-read", "cannot-be-stored"})
