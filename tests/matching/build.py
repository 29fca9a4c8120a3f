"""A clean invoice, of which no check has anything to say, and ways to spoil it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from severa_maestro.invoicing.invoice import BusinessUnit, Invoice, InvoiceRow, RowKind, Totals
from severa_maestro.invoicing.money import Money, total
from severa_maestro.invoicing.parties import BankAccount, Buyer, Customer, ElectronicAddress, PostalAddress, Seller
from severa_maestro.matching.checks import Circumstances, judge
from severa_maestro.matching.code_map import CodeMap
from severa_maestro.matching.findings import Finding, Level
from severa_maestro.matching.products import FALLBACK, Catalogue, Product, ProductCode
from severa_maestro.matching.rows import Matcher

DAY = date(2026, 11, 20)
FALLBACK_PRODUCT = Product(code=FALLBACK, name="Muu myynti", vat_rate=Decimal("25.5"))
PRODUCTS = (
    FALLBACK_PRODUCT,
    Product(code=ProductCode("A", 1), name="Konsultointi", vat_rate=None),
    Product(code=ProductCode("A", 2), name="Palvelu 25,5 %", vat_rate=Decimal("25.50")),
    Product(code=ProductCode("A", 3), name="Poistunut", is_active=False),
)


def euro(amount: str, currency: str = "EUR") -> Money:
    return Money(Decimal(amount), currency)


def row(excluding: str = "100.00", vat: str | None = None, rate: str | None = "25.5", **changes: Any) -> InvoiceRow:
    """A row; its VAT follows its rate unless it is told."""
    currency = changes.pop("currency", "EUR")
    of_row = euro(excluding, currency)
    by_rate = of_row.times(Decimal(rate or 0) / 100).rounded()
    of_vat = by_rate if vat is None else euro(vat, currency)
    values: dict[str, Any] = {
        "number": 1,
        "kind": RowKind.PRODUCT,
        "codes": ("A1",),
        "name": "Konsultointi",
        "text": "sovittu työ",
        "quantity": Decimal(1),
        "unit": "kpl",
        "unit_price": of_row,
        "excluding_vat": of_row,
        "vat": of_vat,
        "including_vat": of_row + of_vat,
        "vat_rate": None if rate is None else Decimal(rate),
        "event_date": DAY,
    }
    return InvoiceRow(**{**values, **changes})


def sums(rows: tuple[InvoiceRow, ...], currency: str = "EUR") -> Totals:
    return Totals(
        excluding_vat=total((each.excluding_vat for each in rows), currency),
        vat=total((each.vat for each in rows), currency),
        including_vat=total((each.including_vat for each in rows), currency),
    )


def totals(excluding: str, vat: str, including: str) -> Totals:
    return Totals(excluding_vat=euro(excluding), vat=euro(vat), including_vat=euro(including))


CUSTOMER = Customer(guid="customer-1", number="1001", name="Kuusi Oy", vat_number="2077474-0")
BUYER = Buyer(
    customer_guid="customer-1",
    customer_number="1001",
    name="Kuusi Oy",
    business_id="2077474-0",
    vat_number="FI20774740",
    address=PostalAddress(
        street="Asemakatu 1", postal_code="33100", town="Tampere", country="Suomi", country_code="FI"
    ),
    electronic_address=ElectronicAddress(address="003720774740", operator="003721291126"),
)
SELLER = Seller(
    name="Revontuli Oy",
    business_id="0201124-8",
    vat_number="FI02011248",
    bank_accounts=(BankAccount(number="FI21 1234 5600 0007 85", bic="NDEAFIHH"),),
)


def invoice(*rows: InvoiceRow, **changes: Any) -> Invoice:
    """The clean invoice with these rows (one ordinary row where none is told) and changes.

    Its totals are the sums of its rows unless they are told.
    """
    of_rows = changes.pop("rows", tuple(replace(each, number=place) for place, each in enumerate(rows, 1)) or (row(),))
    currency = changes.get("currency", "EUR")
    values: dict[str, Any] = {
        "guid": "invoice-1",
        "number": 1001,
        "numbering_unit": BusinessUnit(guid="unit-1"),
        "unit": BusinessUnit(guid="unit-1"),
        "status": "Odottaa siirtoa Maestroon",
        "invoice_date": DAY,
        "due_date": date(2026, 12, 4),
        "currency": currency,
        "totals": sums(of_rows, currency),
        "rows": of_rows,
        "buyer": BUYER,
        "seller": SELLER,
        "reference_number": "10016",
    }
    return Invoice(**{**values, **changes})


def credit_note(*rows: InvoiceRow, **changes: Any) -> Invoice:
    """A clean credit note of one row, which names what it credits."""
    values = {"is_credit_note": True, "credits_guid": "invoice-0"}
    return invoice(*(rows or (row("-100.00"),)), **{**values, **changes})


def buyer(**changes: Any) -> Buyer:
    return replace(BUYER, **changes)


def address(**changes: Any) -> PostalAddress:
    return replace(BUYER.address, **changes)


def circumstances(**changes: Any) -> Circumstances:
    """A known, active customer, and for credit notes a known original."""
    return Circumstances(**{"customer": CUSTOMER, "knows_original": True, **changes})


def findings(of: Invoice, **changes: Any) -> tuple[Finding, ...]:
    """What the checks say of an invoice in circumstances with these changes."""
    catalogue = Catalogue(changes.pop("products", PRODUCTS))
    matcher = Matcher(catalogue, CodeMap(changes.pop("mappings", ())))
    matches = tuple(matcher.match(each) for each in of.rows)
    return judge(of, matches, circumstances(**changes))


def said(of: Invoice, **changes: Any) -> list[tuple[str, Level, int | None]]:
    """The same as code, level and row."""
    return [(each.code, each.level, each.row) for each in findings(of, **changes)]


def codes(of: Invoice, **changes: Any) -> list[str]:
    return [each.code for each in findings(of, **changes)]
