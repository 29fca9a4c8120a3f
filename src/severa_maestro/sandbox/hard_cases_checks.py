"""Hard cases about checks: what must stop an invoice, and what only calls for a person's eye."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from severa_maestro.sandbox import finnish
from severa_maestro.sandbox.desk import Desk
from severa_maestro.sandbox.hard_case import HardCase, own_customer
from severa_maestro.sandbox.people_and_places import finnish_place
from severa_maestro.sandbox.records import Invoice, Place


def _no_number(desk: Desk) -> Invoice:
    return desk.invoice([desk.product_row("B4", "2")], numbered=False)


def _no_rows(desk: Desk) -> Invoice:
    return desk.invoice([])


def _totals_off(desk: Desk) -> Invoice:
    written = desk.invoice([desk.product_row("B1", "1"), desk.work_row("M1", "4")])
    return replace(
        written,
        excluding_vat=written.excluding_vat + Decimal("10.00"),
        including_vat=written.including_vat + Decimal("10.00"),
    )


def _customer_without_number(desk: Desk) -> Invoice:
    customer = own_customer(
        desk,
        number=None,
        name="Numeroton Asiakas Oy",
        vat_number=finnish.business_id(desk.generator),
        e_address="",
        e_operator="",
    )
    desk.add_customer(customer, finnish_place(desk.generator))
    return desk.invoice([desk.product_row("B5", "1")], customer=customer)


def _customer_number_clash(desk: Desk) -> Invoice:
    first = own_customer(
        desk,
        name="Kaksoisnumero Länsi Oy",
        vat_number=finnish.business_id(desk.generator),
        e_address="",
        e_operator="",
    )
    second = replace(
        first,
        key=first.key + "0",
        company_key=first.company_key + "0",
        head_office_key=first.head_office_key + "0",
        name="Kaksoisnumero Itä Oy",
        vat_number=finnish.business_id(desk.generator),
    )
    desk.add_customer(first, finnish_place(desk.generator))
    desk.add_customer(second, finnish_place(desk.generator))
    return desk.invoice([desk.product_row("B2", "1")], customer=second)


def _currency_without_rate(desk: Desk) -> Invoice:
    return desk.invoice([desk.product_row("B1", "1")], currency="NOK", currency_rate=Decimal(0))


def _unknown_vat_rate(desk: Desk) -> Invoice:
    row = desk.product_row("B1", "1")
    return desk.invoice([replace(row, vat_rate=None), desk.product_row("B6", "4")])


def _credit_of_unknown_original(desk: Desk) -> Invoice:
    rows = [desk.product_row("B4", "-1")]
    return desk.invoice(rows, is_credit_note=True, credit_pair_key="invoice-0", title="Hyvityslasku")


def _bad_business_id(desk: Desk) -> Invoice:
    wrong = finnish.with_wrong_check_digit(finnish.business_id(desk.generator))
    customer = own_customer(desk, name="Tarkistusnumero Oy", vat_number=wrong, e_address="", e_operator="")
    desk.add_customer(customer, finnish_place(desk.generator))
    return desk.invoice([desk.product_row("B1", "1")], customer=customer)


def _bad_reference(desk: Desk) -> Invoice:
    written = desk.invoice([desk.product_row("B4", "3")])
    return replace(written, reference_number=finnish.with_wrong_check_digit(written.reference_number))


def _rate_not_in_force(desk: Desk) -> Invoice:
    late = desk.work_row("M3", "11", vat_rate=Decimal(24), event_date=date(2026, 3, 12))
    return desk.invoice([late, desk.work_row("M3", "5")])


def _incomplete_address(desk: Desk) -> Invoice:
    customer = own_customer(
        desk,
        name="Osoitteeton Oy",
        vat_number=finnish.business_id(desk.generator),
        e_address="",
        e_operator="",
    )
    desk.add_customer(customer, Place(street="", post_code="", town="Kemi", country="Suomi", country_code="FI"))
    return desk.invoice([desk.product_row("A2", "2")], customer=customer)


def _address_without_operator(desk: Desk) -> Invoice:
    identifier = finnish.business_id(desk.generator)
    customer = own_customer(
        desk,
        name="Välittäjä Puuttuu Oy",
        vat_number=identifier,
        e_address=finnish.electronic_address(identifier),
        e_operator="",
    )
    desk.add_customer(customer, finnish_place(desk.generator))
    return desk.invoice([desk.product_row("B6", "20")], customer=customer)


def _long_texts(desk: Desk) -> Invoice:
    sentence = "Työ käsitti lähtötilanteen kartoituksen, haastattelut, mittaukset ja niiden raportoinnin. "
    return desk.invoice(
        [desk.work_row("M1", "30", text=(sentence * 8).strip()), desk.product_row("B3", "1")],
        text_before_rows=(sentence * 9).strip(),
        text_after_rows=(sentence * 14).strip(),
        notes=(sentence * 7).strip(),
    )


def _inactive_customer(desk: Desk) -> Invoice:
    customer = own_customer(
        desk,
        name="Lopettanut Oy",
        vat_number=finnish.business_id(desk.generator),
        is_active=False,
        e_address="",
        e_operator="",
    )
    desk.add_customer(customer, finnish_place(desk.generator))
    return desk.invoice([desk.product_row("A1", "1")], customer=customer)


CASES = (
    HardCase(
        name="no-number",
        what="the invoice has no number",
        write=_no_number,
        blocked="no invoice number",
    ),
    HardCase(
        name="no-rows",
        what="the invoice has no rows, and its totals are zero",
        write=_no_rows,
        blocked="no rows",
    ),
    HardCase(
        name="totals-do-not-add-up",
        what="the totals are 10.00 more than the rows",
        write=_totals_off,
        blocked="rows and totals differ by more than rounding",
    ),
    HardCase(
        name="customer-without-number",
        what="the customer has no number",
        write=_customer_without_number,
        blocked="the customer has no number",
    ),
    HardCase(
        name="customer-number-clash",
        what="two customers have one number and different business ids; the invoice is the second one's",
        write=_customer_number_clash,
        blocked="two customers with one number",
    ),
    HardCase(
        name="currency-without-rate",
        what="Norwegian crowns, and a currency rate of 0",
        write=_currency_without_rate,
        blocked="a foreign currency without a rate",
    ),
    HardCase(
        name="unknown-vat-rate",
        what="a row with a VAT amount but no VAT rate",
        write=_unknown_vat_rate,
        blocked="the VAT rate of a row is unknown",
    ),
    HardCase(
        name="credit-note-of-unknown-original",
        what="a credit note that names an original which does not exist",
        write=_credit_of_unknown_original,
        blocked="the credited invoice is unknown",
    ),
    HardCase(
        name="bad-business-id",
        what="the check digit of the customer's business id (Y-tunnus) is wrong",
        write=_bad_business_id,
        warning="the business id is not valid",
    ),
    HardCase(
        name="bad-reference-number",
        what="the check digit of the reference number is wrong",
        write=_bad_reference,
        warning="the reference number is not valid",
    ),
    HardCase(
        name="vat-rate-not-in-force",
        what="hours of March 2026 at 24 %",
        write=_rate_not_in_force,
        warning="the VAT rate was not in force on the day",
    ),
    HardCase(
        name="incomplete-address",
        what="no street and no post code, neither on the invoice nor on the customer's card",
        write=_incomplete_address,
        warning="the address is not complete",
    ),
    HardCase(
        name="e-invoice-address-without-operator",
        what="an e-invoice address, but no operator",
        write=_address_without_operator,
        warning="the e-invoice operator is missing",
    ),
    HardCase(
        name="over-long-texts",
        what="a row text, free texts and notes of more than 512 characters",
        write=_long_texts,
        warning="texts are longer than the target takes",
    ),
    HardCase(
        name="inactive-customer",
        what="the customer is switched off in Severa",
        write=_inactive_customer,
        warning="the customer is inactive",
    ),
)
