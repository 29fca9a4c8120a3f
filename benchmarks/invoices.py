"""Invoices and customers as a few years bring them: most of them clean, some that warn, some that are blocked."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from severa_maestro.invoicing.invoice import BusinessUnit, CostCentre, Invoice, InvoiceRow, Project, RowKind, Totals
from severa_maestro.invoicing.money import Money, total
from severa_maestro.invoicing.parties import BankAccount, Buyer, Customer, CustomerAddress, PostalAddress, Seller
from severa_maestro.invoicing.vat import rates_on
from severa_maestro.sandbox.finnish import business_id, iban, reference_number, vat_number
from severa_maestro.sandbox.people_and_places import company_name, finnish_place, person, plain_email

#: The codes that Maestro has, and what their rows are called.
KNOWN = {"A1": "Konsultointi", "A2": "Suunnittelutyö", "A3": "Ylläpito", "B1": "Kilometrikorvaus", "B2": "Päiväraha"}
#: Codes that lead to no product.
UNKNOWN = {"X9": "Lisenssi", "99": "Matkatyö", "": "Muu veloitus"}

_KINDS = {"A": RowKind.WORK, "B": RowKind.TRAVEL}
_TEXT = "Sovittu työ tilauksen ja hankesuunnitelman mukaan, laskutusjakson tunnit eriteltynä liitteessä. "
_UNIT = BusinessUnit(guid="unit-1", code="HKI", name="Helsinki")


class Trade:
    """One company's customers and what it sells them. The same chance makes the same invoices."""

    def __init__(self, chance: random.Random, customers: int) -> None:
        self._chance = chance
        self.customers = [self._customer(number) for number in range(customers)]
        own = business_id(chance)
        account = BankAccount(number=iban(chance, "123456"), bic="NDEAFIHH")
        name = company_name(chance)
        self._seller = Seller(name=name, business_id=own, vat_number=vat_number(own), bank_accounts=(account,))

    def _customer(self, number: int) -> Customer:
        chance, guid = self._chance, f"customer-{number}"
        place, name = finnish_place(chance), f"{company_name(chance)} {number}"
        address = PostalAddress(
            street=place.street, postal_code=place.post_code, town=place.town, country="Suomi", country_code="FI"
        )
        return Customer(
            guid=guid,
            number=str(1000 + number),
            name=name,
            vat_number=business_id(chance),
            address_owner=guid,
            email=plain_email(name, *person(chance)),
            currency="EUR",
            payment_term_days=14,
            addresses=(CustomerAddress(guid=f"{guid}-a", owner=guid, address=address, is_billing=True),),
        )

    def invoice(self, number: int, day: date) -> tuple[Invoice, Customer]:
        """An invoice of that day, and its customer.

        One in 50 is a credit note, one in 50 has a row whose code leads nowhere, and one in 300 has no rows at all.
        """
        chance, customer = self._chance, self._chance.choice(self.customers)
        count = 0 if chance.random() < 1 / 300 else chance.randint(1, 8)
        project = Project(guid=f"project-{number % 50}", number=f"P{number % 50}", name=f"Hanke {number % 50}")
        rows = tuple(self._row(place, day, project) for place in range(1, count + 1))
        invoice = Invoice(
            guid=f"{chance.getrandbits(256):064x}",
            number=number,
            numbering_unit=_UNIT,
            unit=_UNIT,
            status="Odottaa siirtoa Maestroon",
            invoice_date=day,
            due_date=day + timedelta(days=14),
            currency="EUR",
            totals=_sums(rows),
            rows=rows,
            buyer=self._buyer(customer),
            seller=self._seller,
            project=project,
            reference_number=reference_number(number),
            payment_term_days=14,
            text_before_rows=_TEXT,
        )
        return (credited(invoice) if chance.random() < 0.02 else invoice), customer

    def _buyer(self, customer: Customer) -> Buyer:
        first, last = person(self._chance)
        return Buyer(
            customer_guid=customer.guid,
            customer_number=customer.number,
            name=customer.name,
            business_id=customer.vat_number,
            vat_number=vat_number(customer.vat_number),
            address=customer.invoicing_address,
            contact_name=f"{first} {last}",
            email=customer.email,
        )

    def _row(self, place: int, day: date, project: Project) -> InvoiceRow:
        chance = self._chance
        code, name = chance.choice(list((UNKNOWN if chance.random() < 0.005 else KNOWN).items()))
        rates = rates_on(day)
        assert rates is not None, day
        quantity, price = Decimal(chance.randint(1, 40)), Decimal(chance.randint(2000, 20_000)) / 100
        excluding = Money(quantity * price, "EUR")
        vat = excluding.times(rates.general / 100).rounded()
        return InvoiceRow(
            number=place,
            guid=f"{chance.getrandbits(256):064x}",
            kind=_KINDS.get(code[:1], RowKind.PRODUCT),
            codes=(code,) if code else (),
            name=name,
            text=_TEXT * chance.randint(1, 3),
            quantity=quantity,
            unit="h",
            unit_price=Money(price, "EUR"),
            excluding_vat=excluding,
            vat=vat,
            including_vat=excluding + vat,
            vat_rate=rates.general,
            event_date=day,
            person=" ".join(person(chance)),
            project=project,
            cost_centre=CostCentre(guid="centre-1", number="100", name="Konsultointi"),
        )


def credited(invoice: Invoice) -> Invoice:
    """A credit note of an invoice, which does not name what it credits."""
    rows = tuple(
        replace(
            row,
            quantity=-row.quantity,
            excluding_vat=-row.excluding_vat,
            vat=-row.vat,
            including_vat=-row.including_vat,
        )
        for row in invoice.rows
    )
    return replace(invoice, is_credit_note=True, rows=rows, totals=-invoice.totals)


def _sums(rows: Iterable[InvoiceRow]) -> Totals:
    kept = tuple(rows)
    return Totals(
        excluding_vat=total((row.excluding_vat for row in kept), "EUR"),
        vat=total((row.vat for row in kept), "EUR"),
        including_vat=total((row.including_vat for row in kept), "EUR"),
    )
