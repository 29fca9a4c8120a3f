"""Hard cases about money that must arrive whole: credit notes, VAT of all kinds, currencies."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from severa_maestro.sandbox import catalogue, finnish
from severa_maestro.sandbox.desk import Desk
from severa_maestro.sandbox.hard_case import HardCase, own_customer
from severa_maestro.sandbox.people_and_places import finnish_place
from severa_maestro.sandbox.records import Customer, Invoice, Place, Row

_CONSTRUCTION_TEXT = "Käännetty verovelvollisuus, AVL 8 c §. Ostaja on verovelvollinen."
_EU_TEXT = "Reverse charge, VAT directive 2006/112/EC, Articles 44 and 196."


def _rounding(desk: Desk) -> Invoice:
    written = desk.invoice([desk.product_row("B6", quantity) for quantity in ("3", "7", "11")])
    return replace(
        written,
        vat=written.vat + Decimal("0.01"),
        including_vat=written.including_vat + Decimal("0.01"),
    )


def _credited(desk: Desk) -> Invoice:
    written = desk.invoice([desk.product_row("B1", "3"), desk.work_row("M1", "7.5"), desk.travel_row("C1", "96")])
    # The credit note is written later, and its key follows from the slot it will have: set when it is written.
    return replace(written, is_credited=True)


def _negative(row: Row) -> Row:
    return replace(
        row,
        quantity=-row.quantity,
        excluding_vat=-row.excluding_vat,
        vat=-row.vat,
        including_vat=-row.including_vat,
        cost=-row.cost,
    )


def _full_credit(desk: Desk) -> Invoice:
    original = desk.written["credited-invoice"]
    customer = next(each for each in desk.registers.customers if each.key == original.customer_key)
    return desk.invoice(
        [_negative(row) for row in original.rows],
        customer=customer,
        is_credit_note=True,
        credit_pair_key=original.key,
        title="Hyvityslasku",
        text_before_rows=f"Hyvitys laskusta {original.number}",
    )


def _partial_credit(desk: Desk) -> Invoice:
    row = desk.product_row("B4", "-1", text="Hyvitys: ylläpito puolelta kuukaudelta", unit_price=Decimal("194.50"))
    return desk.invoice([row], is_credit_note=True, title="Hyvityslasku")


def _credit_with_old_rate(desk: Desk) -> Invoice:
    row = desk.work_row("M1", "-7.5", vat_rate=Decimal(24), event_date=date(2024, 6, 14))
    return desk.invoice([row], is_credit_note=True, title="Hyvityslasku")


def _builder(desk: Desk) -> Customer:
    customer = own_customer(
        desk,
        name="Pohjan Rakennusliike Oy",
        vat_number=finnish.business_id(desk.generator),
        is_reverse_charged=True,
        reverse_charge_text=_CONSTRUCTION_TEXT,
        e_address="",
        e_operator="",
    )
    return desk.add_customer(customer, finnish_place(desk.generator))


def _construction(desk: Desk) -> Invoice:
    rows = [desk.product_row("K1", "42"), desk.product_row("K2", "16.5")]
    return desk.invoice(rows, customer=_builder(desk), is_tax_free=True, tax_free_text=_CONSTRUCTION_TEXT)


def _construction_without_rates(desk: Desk) -> Invoice:
    rows = [replace(desk.product_row("K1", "24"), vat_rate=None), replace(desk.product_row("K2", "8"), vat_rate=None)]
    return desk.invoice(rows, customer=_builder(desk), is_tax_free=True, tax_free_text=_CONSTRUCTION_TEXT)


def _mixed_general(desk: Desk) -> Invoice:
    late = desk.work_row("M4", "9", vat_rate=Decimal(24), event_date=date(2024, 8, 28), text="Elokuun 2024 jäänyt työ")
    return desk.invoice([late, desk.work_row("M4", "14")])


def _mixed_reduced(desk: Desk) -> Invoice:
    old = desk.travel_row("C3", "1", vat_rate=Decimal(14), event_date=date(2025, 12, 16))
    new = desk.travel_row("C3", "2", event_date=date(2026, 1, 20))
    return desk.invoice([old, new, desk.work_row("M1", "15")])


def _in_currency(desk: Desk, currency: str) -> Invoice:
    return desk.invoice(
        [desk.product_row("B1", "2"), desk.work_row("M2", "6")],
        currency=currency,
        currency_rate=next(each.rate for each in catalogue.CURRENCIES if each.code == currency),
    )


def _crowns(desk: Desk) -> Invoice:
    return _in_currency(desk, "SEK")


def _dollars(desk: Desk) -> Invoice:
    return _in_currency(desk, "USD")


def _eu_customer(desk: Desk) -> Invoice:
    customer = own_customer(
        desk,
        name="Nordlicht Beratung GmbH",
        # A well-formed German number whose check digit (ISO 7064, mod 11,10) holds.
        vat_number="DE271828180",
        language="en-US",
        is_reverse_charged=True,
        reverse_charge_text=_EU_TEXT,
        e_address="",
        e_operator="",
    )
    place = Place(street="Hafenstraße 12", post_code="20457", town="Hamburg", country="Saksa", country_code="DE")
    desk.add_customer(customer, place)
    return desk.invoice([desk.product_row("U1", "36")], customer=customer, is_tax_free=True, tax_free_text=_EU_TEXT)


CASES = (
    HardCase(
        name="rounding-difference",
        what="the total VAT is one cent more than the rows'",
        write=_rounding,
    ),
    HardCase(
        name="credited-invoice",
        what="the original of the full credit note: `IsReimbursed`, and each names the other",
        write=_credited,
    ),
    HardCase(
        name="full-credit-note",
        what="a credit note, the exact negative of its original, which is in the set",
        write=_full_credit,
        after="credited-invoice",
    ),
    HardCase(
        name="partial-credit-note",
        what="a credit note made by hand, which names no original",
        write=_partial_credit,
    ),
    HardCase(
        name="credit-note-with-old-rate",
        what="a credit note of work done in June 2024, at 24 %",
        write=_credit_with_old_rate,
    ),
    HardCase(
        name="reverse-charge-construction",
        what="reverse charge of construction (AVL 8 c §): `IsTaxFree`, VAT 0",
        write=_construction,
    ),
    HardCase(
        name="reverse-charge-without-rates",
        what="reverse charge whose rows carry no VAT rate at all",
        write=_construction_without_rates,
    ),
    HardCase(
        name="mixed-general-rates",
        what="25.5 % beside 24 % for work of August 2024",
        write=_mixed_general,
    ),
    HardCase(
        name="mixed-reduced-rates",
        what="13.5 % beside 14 % for a night of December 2025",
        write=_mixed_reduced,
    ),
    HardCase(
        name="currency-sek",
        what="Swedish crowns with a rate",
        write=_crowns,
    ),
    HardCase(
        name="currency-usd",
        what="US dollars with a rate",
        write=_dollars,
    ),
    HardCase(
        name="eu-customer",
        what="a German company with a VAT number: services at 0 %, reverse charge of article 44",
        write=_eu_customer,
    ),
)
