"""Hard cases about what an invoice carries: parties, references, dimensions, texts, odd amounts and dates."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from severa_maestro.sandbox import catalogue, finnish
from severa_maestro.sandbox.desk import Desk
from severa_maestro.sandbox.hard_case import HardCase, own_customer
from severa_maestro.sandbox.people_and_places import finnish_place
from severa_maestro.sandbox.records import BankAccount, Invoice, Project


def _billing_customer(desk: Desk) -> Invoice:
    billed, worked_for = desk.registers.customers[0], desk.registers.customers[1]
    project = desk.projects_of[worked_for.key][0]
    rows = [desk.work_row("M2", "12", project=project), desk.product_row("A2", "1", project=project)]
    return desk.invoice(rows, customer=billed, project_customer_key=worked_for.key)


def _own_series(desk: Desk) -> Invoice:
    return desk.invoice([desk.work_row("M3", "21"), desk.product_row("B12", "1")], unit=desk.own_series_unit)


def _formatted_texts(desk: Desk) -> Invoice:
    return desk.invoice(
        [desk.product_row("B5", "2")],
        text_before_rows="<p>Hyvä <strong>asiakas</strong>,</p><p>kiitos tilauksesta.<br/>Terveisin &amp; kiittäen</p>",
        text_after_rows="<ul><li>Viivästyskorko <em>11,5&nbsp;%</em></li><li>Huomautusaika 8 pv</li></ul>",
    )


def _references(desk: Desk) -> Invoice:
    return desk.invoice(
        [desk.product_row("B2", "1")],
        our_reference="Lindqvist / osasto 4",
        your_reference="Ostotilaus: H. Öhman",
        order_number="TIL-2026-00817",
        purchase_order_number="PO 4500012345",
    )


def _payment_terms(desk: Desk) -> Invoice:
    return desk.invoice(
        [desk.product_row("B4", "6")],
        payment_term=45,
        payment_terms_text="45 pv netto, 14 pv -2 %",
        overdue_interest=Decimal("7.25"),
    )


def _bank_accounts(desk: Desk) -> Invoice:
    accounts = (
        BankAccount(iban=finnish.iban(desk.generator, "405"), bic="HELSFIHH"),
        BankAccount(iban=finnish.iban(desk.generator, "8"), bic="DABAFIHH"),
    )
    return desk.invoice([desk.product_row("B3", "1")], extra_bank_accounts=accounts)


def _cost_centres(desk: Desk) -> Invoice:
    rows = [desk.work_row("M1", "5", cost_centre=centre) for centre in catalogue.COST_CENTRES]
    return desk.invoice([*rows, desk.product_row("A1", "1", cost_centre=None)])


def _projects(desk: Desk) -> Invoice:
    customer = desk.any_customer()
    tail = customer.key.removeprefix("customer-")
    others = [
        Project(key=f"case-{tail}-{place}", number=7000 + place, name=name, customer_key=customer.key)
        for place, name in enumerate(("Vaihe 1: esiselvitys", "Vaihe 2: toteutus & testaus"), start=1)
    ]
    desk.registers.projects.extend(others)
    rows = [desk.work_row("M3", "8", project=others[0]), desk.work_row("M5", "12", project=others[1])]
    return desk.invoice([*rows, desk.travel_row("C5", "2")], customer=customer)


def _sales_accounts(desk: Desk) -> Invoice:
    rows = [
        desk.product_row("B6", "10", sales_account="3011"),
        desk.product_row("A2", "1", sales_account=""),
        desk.work_row("M6", "4", sales_account="3025", dimensions="KP 200; PROJ 4411"),
    ]
    return desk.invoice(rows)


def _private_customer(desk: Desk) -> Invoice:
    customer = own_customer(desk, name="Kaisa Savolainen", vat_number="", e_address="", e_operator="")
    desk.add_customer(customer, finnish_place(desk.generator))
    return desk.invoice([desk.product_row("B5", "1")], customer=customer)


def _negative_row(desk: Desk) -> Invoice:
    discount = desk.product_row("B1", "-1", unit_price=Decimal("345.00"), text="Alennus 10 %, sovittu 12.10.")
    return desk.invoice([desk.product_row("B1", "3"), discount])


def _zero_total(desk: Desk) -> Invoice:
    return desk.invoice([desk.product_row("B5", "1"), desk.product_row("B5", "-1", text="Hyvitetään kokonaan")])


def _many_rows(desk: Desk) -> Invoice:
    rows = [desk.work_row(f"M{place % 6 + 1}", Decimal(place % 16 + 1) / 2) for place in range(120)]
    return desk.invoice(rows)


def _many_decimals(desk: Desk) -> Invoice:
    rows = []
    for quantity, price in (("0.333333", "100"), ("2.6667", "87.4375"), ("17.083333", "0.5925")):
        excluding = (Decimal(quantity) * Decimal(price)).quantize(Decimal("0.0001"))
        vat = (excluding * catalogue.GENERAL_RATE / 100).quantize(Decimal("0.0001"))
        amounts = {"excluding_vat": excluding, "vat": vat, "including_vat": excluding + vat}
        rows.append(desk.product_row("A1", quantity, unit_price=Decimal(price), **amounts))
    written = desk.invoice(rows)
    # Severa rounds the totals; gross less net is the VAT, so that the three agree with each other.
    return replace(written, vat=written.including_vat - written.excluding_vat)


def _odd_characters(desk: Desk) -> Invoice:
    customer = own_customer(
        desk,
        name="Äyrämö & Pojat <Kone> Oy",
        vat_number=finnish.business_id(desk.generator),
        e_address="",
        e_operator="",
    )
    desk.add_customer(customer, finnish_place(desk.generator))
    rows = [
        desk.product_row("A1", "1", text="Hinta 45 € “sopimuksen mukaan” – 50 % & <kaikki> 🚀"),
        desk.product_row("A2", "1", text="Ensimmäinen rivi\nToinen rivi\r\nKolmas\trivi; 'lainaus' \"toinen\""),
    ]
    return desk.invoice(rows, customer=customer, your_reference="Ostajan viite: åäö ÅÄÖ ž š €")


def _utc_date(desk: Desk) -> Invoice:
    return desk.invoice([desk.product_row("B4", "1")], date_form="utc")


def _offset_date(desk: Desk) -> Invoice:
    return desk.invoice([desk.product_row("B4", "1")], date_form="offset")


def _default_dates(desk: Desk) -> Invoice:
    return desk.invoice([desk.product_row("B6", "5")], entry_date=None, due_date=desk.slot.day + timedelta(days=30))


CASES = (
    HardCase(
        name="billing-customer",
        what="billed to another customer than the project's",
        write=_billing_customer,
    ),
    HardCase(
        name="own-number-series",
        what="of a business unit with its own VAT number and series: its number occurs in the main unit too",
        write=_own_series,
    ),
    HardCase(
        name="formatted-free-texts",
        what="free texts before and after the rows, with HTML formatting",
        write=_formatted_texts,
    ),
    HardCase(
        name="references",
        what="our and your reference, order number and purchase order number",
        write=_references,
    ),
    HardCase(
        name="payment-terms",
        what="45 days net, another overdue interest, and the term in words",
        write=_payment_terms,
    ),
    HardCase(
        name="several-bank-accounts",
        what="the seller has several bank accounts",
        write=_bank_accounts,
    ),
    HardCase(
        name="cost-centres",
        what="rows on three cost centres, and one on none",
        write=_cost_centres,
    ),
    HardCase(
        name="projects",
        what="rows of three projects",
        write=_projects,
    ),
    HardCase(
        name="sales-accounts",
        what="rows on several sales accounts, one on none, one with dimensions",
        write=_sales_accounts,
    ),
    HardCase(
        name="private-customer",
        what="a private person: no business id, no e-invoice address",
        write=_private_customer,
    ),
    HardCase(
        name="negative-row",
        what="a discount as a row of its own, with a negative quantity",
        write=_negative_row,
    ),
    HardCase(
        name="zero-total",
        what="rows that cancel each other: the total is zero",
        write=_zero_total,
    ),
    HardCase(
        name="many-rows",
        what="120 rows",
        write=_many_rows,
    ),
    HardCase(
        name="many-decimals",
        what="quantities, prices and amounts with four decimals and more",
        write=_many_decimals,
    ),
    HardCase(
        name="odd-characters",
        what="€, curly quotes, an emoji, `&`, `<`, `>`, tabs and line breaks",
        write=_odd_characters,
    ),
    HardCase(
        name="date-in-utc",
        what="midnight in Helsinki written in UTC: the day before, 21:00Z or 22:00Z",
        write=_utc_date,
    ),
    HardCase(
        name="date-with-offset",
        what="dates with the offset of Helsinki",
        write=_offset_date,
    ),
    HardCase(
        name="default-dates",
        what="0001-01-01T00:00:00 in a date member that is not in use",
        write=_default_dates,
    ),
)
