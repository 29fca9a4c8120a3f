"""The desk at which the sandbox writes its invoices: rows, totals, numbers, dates.

Amounts are Decimal, rounded half up to cents as Severa's are; the VAT of a row is computed from the row.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeVar

from severa_maestro.sandbox import catalogue
from severa_maestro.sandbox.finnish import reference_number
from severa_maestro.sandbox.maestro_products import FALLBACK, active_codes, plain_code
from severa_maestro.sandbox.people_and_places import person
from severa_maestro.sandbox.records import (
    Address,
    Contact,
    Customer,
    Invoice,
    MaestroProduct,
    Place,
    Product,
    Project,
    Receiver,
    Row,
    TravelExpense,
    Truth,
    Unit,
    WorkType,
)

_CENT = Decimal("0.01")

ItemType = TypeVar("ItemType", Product, WorkType, TravelExpense)


def to_cents(amount: Decimal) -> Decimal:
    """The amount with two decimals, half up."""
    return amount.quantize(_CENT, rounding=ROUND_HALF_UP)


@dataclass
class Registers:
    """Everything that invoices are written from."""

    units: list[Unit] = field(default_factory=list)
    customers: list[Customer] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    products: tuple[Product, ...] = ()
    work_types: tuple[WorkType, ...] = ()
    travel_expenses: tuple[TravelExpense, ...] = ()
    users: list[tuple[str, str]] = field(default_factory=list)
    #: Of long registers only: what is right for each item, and the products of Maestro.
    truths: Sequence[Truth] = ()
    maestro_products: Sequence[MaestroProduct] = ()


@dataclass(frozen=True)
class Slot:
    """Which invoice is being written: its running number, its day, and which hard case it stands for."""

    sequence: int
    day: date
    inserted: datetime
    hard_case: str = ""


class Desk:
    """Writes one invoice after another; see ``open`` first.

    Args:
        generator: where all chance comes from.
        registers: what may be sold, to whom.
        first_numbers: the next invoice number of each unit, by its key; moved on as numbers are used.
        rows: how many rows each ordinary invoice has; 0 for as they come.
    """

    def __init__(
        self, generator: random.Random, registers: Registers, first_numbers: dict[str, int], rows: int = 0
    ) -> None:
        self.generator = generator
        self.rows = rows
        self.registers = registers
        self.next_numbers = first_numbers
        self.written: dict[str, Invoice] = {}
        self.slot = Slot(0, catalogue.ANCHOR, catalogue.REGISTERS_MADE)
        #: Customers with nothing special about them: those of clean invoices.
        self.ordinary_customers = list(registers.customers)
        self.projects_of: dict[str, list[Project]] = {}
        for project in registers.projects:
            self.projects_of.setdefault(project.customer_key, []).append(project)
        self._addresses = {address.customer_key: address for address in reversed(registers.addresses)}
        self._contacts = {contact.customer_key: contact for contact in reversed(registers.contacts)}
        # Where several have one code, the first is meant: long registers have their further items behind the others.
        self._products = {product.code: product for product in reversed(registers.products)}
        self._work_types = {work_type.code: work_type for work_type in reversed(registers.work_types)}
        self._travel_expenses = {expense.code: expense for expense in reversed(registers.travel_expenses)}
        self._uses = {truth.key: truth.use for truth in registers.truths}
        self._known_codes = active_codes(registers.maestro_products) - {FALLBACK.key}

    @property
    def main_unit(self) -> Unit:
        """The organisation itself."""
        return self.registers.units[0]

    @property
    def own_series_unit(self) -> Unit:
        """The unit with its own VAT number and number series."""
        return self.registers.units[1]

    def open(self, sequence: int, day: date, hard_case: str = "") -> None:
        """Begins the next invoice."""
        minutes = self.generator.randrange(5 * 60, 14 * 60)
        inserted = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes)
        self.slot = Slot(sequence, day, inserted, hard_case)

    def any_customer(self) -> Customer:
        """One of the ordinary customers."""
        return self.generator.choice(self.ordinary_customers)

    def add_customer(self, customer: Customer, place: Place) -> Customer:
        """Puts one more customer, with its address, contact and project, into the registers."""
        self.registers.customers.append(customer)
        return self.furnish(customer, place)

    def furnish(self, customer: Customer, place: Place) -> Customer:
        """Gives a customer its address, contact person and project."""
        tail = customer.key.removeprefix("customer-")
        address = Address(
            key=f"address-{tail}",
            customer_key=customer.key,
            company_key=customer.company_key,
            place=place,
            phone="",
            is_billing=True,
            is_postal=True,
            inserted=customer.inserted,
            updated=customer.updated,
        )
        first, last = person(self.generator)
        contact = Contact(
            key=f"contact-{tail}",
            customer_key=customer.key,
            address_key=address.key,
            first_name=first,
            last_name=last,
            title=self.generator.choice(("Talouspäällikkö", "Toimitusjohtaja", "Projektijohtaja", "Ostaja")),
            email=customer.email,
            inserted=customer.inserted,
            updated=customer.updated,
        )
        project = Project(
            key=f"case-{tail}",
            number=2000 + len(self.projects_of),
            name=f"{self.generator.choice(_PROJECT_NAMES)} / {customer.name}",
            customer_key=customer.key,
        )
        self.registers.addresses.append(address)
        self.registers.contacts.append(contact)
        self.registers.projects.append(project)
        self._addresses[customer.key] = address
        self._contacts[customer.key] = contact
        self.projects_of[customer.key] = [project]
        return customer

    def place_of(self, customer: Customer) -> Place:
        """Where invoices to the customer go."""
        return self._addresses[customer.key].place

    def receiver(self, customer: Customer) -> Receiver:
        """The copy of the customer's data that an invoice keeps."""
        contact = self._contacts[customer.key]
        return Receiver(
            name=customer.name,
            vat_number=customer.vat_number,
            place=self.place_of(customer),
            contact_name=f"{contact.first_name} {contact.last_name}",
            email=customer.email,
            phone=contact.phone,
            e_address=customer.e_address,
            e_operator=customer.e_operator,
        )

    def fallback_rows(self, rows: Sequence[Row]) -> int:
        """How many of the rows have a code that leads to A0 or to no active product; with short registers none."""
        return sum(plain_code(row.code) not in self._known_codes for row in rows) if self._known_codes else 0

    @property
    def has_long_registers(self) -> bool:
        """Whether rows can be written by ``any_row``."""
        return bool(self._uses)

    def any_row(self) -> Row:
        """A row of any item of long registers, by how often they are used."""
        kind = self.generator.random()
        if kind < 0.5:
            hours = Decimal(self.generator.randrange(1, 120)) / 4
            return self._work_row(self._any_used(self.registers.work_types), hours)
        if kind < 0.8:
            return self._product_row(self._any_used(self.registers.products), self.generator.randrange(1, 9))
        return self._travel_row(self._any_used(self.registers.travel_expenses), self.generator.randrange(1, 12))

    def _any_used(self, items: Sequence[ItemType]) -> ItemType:
        (found,) = self.generator.choices(items, [self._uses.get(item.key, 0) for item in items])
        return found

    def product_row(self, code: str, quantity: str | int | Decimal = "1", /, **changes: Any) -> Row:
        """A row of a product of the register, by its code exactly as written there."""
        return self._product_row(self._products[code], quantity, **changes)

    def _product_row(self, product: Product, quantity: str | int | Decimal, **changes: Any) -> Row:
        return self._row(
            kind="product",
            code=product.code,
            name=product.name,
            unit=product.unit,
            article_keys=(product.key,),
            quantity=Decimal(quantity),
            unit_price=product.price or Decimal(0),
            vat_rate=product.vat_rate or catalogue.ZERO_RATE,
            changes=changes,
        )

    def work_row(self, code: str, hours: str | int | Decimal = "7.5", /, **changes: Any) -> Row:
        """A row of hours of one work type; hours take the company's default VAT rate."""
        return self._work_row(self._work_types[code], hours, **changes)

    def _work_row(self, work_type: WorkType, hours: str | int | Decimal, **changes: Any) -> Row:
        hour = f"hour-{self.slot.sequence}.{self._hour_number()}@{work_type.key.removeprefix('work-type-')}"
        return self._row(
            kind="hours",
            code=work_type.code,
            name=work_type.name,
            unit="h",
            hour_keys=(hour,),
            quantity=Decimal(hours),
            unit_price=_HOUR_PRICES.get(work_type.code, Decimal("96.00")),
            vat_rate=catalogue.GENERAL_RATE,
            changes=changes,
        )

    def travel_row(self, code: str, quantity: str | int | Decimal = "1", /, **changes: Any) -> Row:
        """A row of a travel expense of the register."""
        return self._travel_row(self._travel_expenses[code], quantity, **changes)

    def _travel_row(self, expense: TravelExpense, quantity: str | int | Decimal, **changes: Any) -> Row:
        return self._row(
            kind="travel",
            code=expense.code,
            name=expense.name,
            unit=expense.unit,
            article_keys=(expense.key,),
            quantity=Decimal(quantity),
            unit_price=expense.price or Decimal(0),
            vat_rate=expense.vat_rate or catalogue.ZERO_RATE,
            changes=changes,
        )

    def _hour_number(self) -> int:
        return self.generator.randrange(1, 100_000)

    def _row(
        self,
        *,
        kind: str,
        name: str,
        quantity: Decimal,
        unit_price: Decimal,
        vat_rate: Decimal,
        changes: dict[str, Any],
        **rest: Any,
    ) -> Row:
        quantity = changes.pop("quantity", quantity)
        unit_price = changes.pop("unit_price", unit_price)
        rate = changes.pop("vat_rate", vat_rate)
        excluding = to_cents(quantity * unit_price)
        vat = to_cents(excluding * rate / 100)
        user_key, user_name = self.generator.choice(self.registers.users)
        values: dict[str, Any] = {
            "key": "",
            "kind": kind,
            "name": name,
            "text": f"{name}: {self.generator.choice(_ROW_TEXTS)}",
            "quantity": quantity,
            "unit_price": unit_price,
            "excluding_vat": excluding,
            "vat": vat,
            "including_vat": excluding + vat,
            "vat_rate": rate,
            "event_date": self.slot.day - timedelta(days=self.generator.randrange(1, 28)),
            "project": _NO_PROJECT,
            "user_key": user_key,
            "user_name": user_name,
            "cost": to_cents(excluding * Decimal("0.6")),
            "cost_centre": catalogue.COST_CENTRES[0],
            "sales_account": _SALES_ACCOUNTS[kind],
            "receivable_account": "1700",
            "vat_account": "2939" if rate else "",
            "vat_code": "KOTI" if rate else "",
        }
        return Row(**{**values, **rest, **changes})

    def invoice(
        self,
        rows: Sequence[Row],
        *,
        customer: Customer | None = None,
        unit: Unit | None = None,
        **changes: Any,
    ) -> Invoice:
        """Puts rows together to an invoice with number, reference and totals, and remembers it by its hard case."""
        customer = customer or self.any_customer()
        unit = unit or self.main_unit
        number = self._next_number(unit) if changes.pop("numbered", True) else None
        date_of_invoice = self.slot.day
        term = changes.get("payment_term", customer.payment_term or 14)
        placed = tuple(self._placed(row, place, customer) for place, row in enumerate(rows, start=1))
        values: dict[str, Any] = {
            "key": f"invoice-{self.slot.sequence}",
            "number": number,
            "status": catalogue.WAITING,
            "unit_key": unit.key,
            "numbering_unit_key": unit.key,
            "customer_key": customer.key,
            "currency": customer.currency,
            "currency_rate": _RATES[customer.currency],
            "invoice_date": date_of_invoice,
            "due_date": date_of_invoice + timedelta(days=term),
            "entry_date": date_of_invoice,
            "language": customer.language,
            "reference_number": reference_number(number) if number else "",
            "our_reference": unit.contact_name,
            "payment_term": term,
            "payment_terms_text": f"{term} pv netto",
            "receiver": self.receiver(customer),
            "rows": placed,
            "excluding_vat": to_cents(sum((row.excluding_vat for row in placed), Decimal(0))),
            "vat": to_cents(sum((row.vat for row in placed), Decimal(0))),
            "including_vat": to_cents(sum((row.including_vat for row in placed), Decimal(0))),
            "inserted": self.slot.inserted,
            "updated": self.slot.inserted + timedelta(minutes=self.generator.randrange(3, 180)),
            "hard_case": self.slot.hard_case,
        }
        written = Invoice(**{**values, **changes})
        if written.hard_case:
            self.written[written.hard_case] = written
        return written

    def _next_number(self, unit: Unit) -> int:
        number = self.next_numbers[unit.key]
        self.next_numbers[unit.key] = number + 1
        return number

    def _placed(self, row: Row, place: int, customer: Customer) -> Row:
        tail = f"{self.slot.sequence}.{place}"
        project = row.project if row.project.key else self.projects_of[customer.key][0]
        items = (f"item-{tail}",) if row.kind != "hours" else ()
        return replace(row, key=f"row-{tail}", item_keys=items, project=project)


_NO_PROJECT = Project(key="", number=0, name="", customer_key="")
_SALES_ACCOUNTS = {"product": "3010", "hours": "3020", "travel": "3040"}
_RATES = {currency.code: currency.rate for currency in catalogue.CURRENCIES}
_HOUR_PRICES = {
    "M1": Decimal("112.00"),
    "M2": Decimal("124.00"),
    "M3": Decimal("98.50"),
    "M4": Decimal("94.00"),
    "M5": Decimal("82.00"),
    "M6": Decimal("76.00"),
}
_PROJECT_NAMES = (
    *("Verkkopalvelun uudistus", "Taloushallinnon kehitys", "Tuotantolinjan laajennus", "Toimitilamuutos"),
    *("Tietojärjestelmän ylläpito", "Asiakastutkimus", "Energiakatselmus", "Koulutusohjelma", "Varaston automaatio"),
)
_ROW_TEXTS = (
    *("sovittu työ", "määrittelyt ja palaverit", "vaihe 2", "asiakkaan tilauksesta", "lokakuun työt"),
    *("käyttöönoton tuki", "lisätyö tarjouksen mukaan", "kuukausiveloitus", "enligt överenskommelse"),
    *("as agreed", "projektin ohjausryhmä", "toimitus ja asennus", "vuosihuolto", "etätyönä"),
)
