"""Makes the whole content of a sandbox from a seed: the same seed gives the same data, byte for byte."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from severa_maestro.sandbox import catalogue, finnish
from severa_maestro.sandbox.desk import Desk, Registers
from severa_maestro.sandbox.hard_case import HardCase
from severa_maestro.sandbox.hard_cases import HARD_CASES
from severa_maestro.sandbox.long_registers import long_registers
from severa_maestro.sandbox.people_and_places import (
    OPERATORS,
    company_name,
    finnish_place,
    person,
    phone,
    plain_email,
)
from severa_maestro.sandbox.records import BankAccount, Customer, Invoice, Row, Unit

#: Where the number series of the two sending units begin: near enough for numbers to occur in both.
_FIRST_NUMBERS = {"unit-1": 26001, "unit-2": 26021}
#: How many invoices are in statuses that are nobody's business.
_ELSEWHERE = (("Luonnos", 2), ("Hyväksytty", 2), (catalogue.TRANSFERRED, 3), ("Maksettu", 3))
_WITHOUT_NUMBER = frozenset({"Luonnos", "Hyväksytty"})
_DAYS = 90


@dataclass(frozen=True)
class World:
    """Everything of a new sandbox; invoices come one by one, since there may be many."""

    registers: Registers
    desk: Desk
    invoices: Iterator[Invoice]


def generate(seed: int, invoices: int, *, clean: bool, items: int = 0, gaps: int = 0, rows: int = 0) -> World:
    """The content of a sandbox.

    Args:
        seed: where all chance comes from.
        invoices: how many wait; with hard cases at least as many as there are of them.
        clean: without any hard case.
        items: how long the registers are in all; 0 for the short ones.
        gaps: how many of these items have a code that leads nowhere.
        rows: how many rows each ordinary invoice has; 0 for one to seven, as they come.

    Raises:
        ValueError: there cannot be so many of them.
    """
    generator = random.Random(seed)  # noqa: S311 - believable data, no secrets
    cases = () if clean else HARD_CASES
    registers = Registers(
        units=_units(generator),
        products=catalogue.products(with_hard_cases=not clean),
        work_types=catalogue.work_types(with_hard_cases=not clean),
        travel_expenses=catalogue.travel_expenses(with_hard_cases=not clean),
        users=[(f"user-{place}", " ".join(person(generator))) for place in range(1, 10)],
    )
    if items or gaps:
        long = long_registers(seed, items, gaps, clean=clean)
        registers = replace(
            registers,
            products=long.products,
            work_types=long.work_types,
            travel_expenses=long.travel_expenses,
            truths=long.truths,
            maestro_products=long.maestro_products,
        )
    first_numbers = {unit.key: unit.next_number for unit in registers.units if unit.next_number}
    desk = Desk(generator, registers, first_numbers, rows)
    _add_customers(desk, max(8, invoices // 10))
    return World(registers, desk, _write_invoices(desk, invoices, cases))


def write_clean_invoice(desk: Desk) -> Invoice:
    """One ordinary invoice at an opened desk: every check passes, and every code that is no gap is known to Maestro."""
    generator = desk.generator
    kinds = generator.random()
    if desk.rows:
        rows = [_clean_row(desk) for _ in range(desk.rows)]
    elif kinds < 0.1:
        rows = [desk.product_row("L1", generator.randrange(1, 6)), desk.product_row("R1", generator.randrange(1, 20))]
    else:
        rows = [_clean_row(desk) for _ in range(generator.choice((1, 2, 2, 3, 3, 4, 5, 7)))]
    unit = desk.own_series_unit if generator.random() < 0.12 else desk.main_unit
    customer = desk.any_customer()
    your_reference = desk.receiver(customer).contact_name if generator.random() < 0.5 else ""
    return desk.invoice(
        rows,
        unit=unit,
        customer=customer,
        your_reference=your_reference,
        fallback_rows=desk.fallback_rows(rows),
    )


def _clean_row(desk: Desk) -> Row:
    if desk.has_long_registers:
        return desk.any_row()
    generator = desk.generator
    kind = generator.random()
    if kind < 0.5:
        return desk.work_row(f"M{generator.randrange(1, 7)}", Decimal(generator.randrange(1, 120)) / 4)
    if kind < 0.8:
        return desk.product_row(generator.choice(_CLEAN_PRODUCTS), generator.randrange(1, 9))
    return desk.travel_row(f"C{generator.randrange(1, 6)}", generator.randrange(1, 12))


_CLEAN_PRODUCTS = ("A1", "A2", "A3", "B1", "B2", "B3", "B4", "B5", "B6", "B12")


def _write_invoices(desk: Desk, wanted: int, cases: tuple[HardCase, ...]) -> Iterator[Invoice]:
    plan = _plan(desk.generator, wanted, cases)
    sequence = 0
    elsewhere = [status for status, count in _ELSEWHERE for _ in range(count)]
    for status in elsewhere:
        sequence += 1
        desk.open(sequence, catalogue.ANCHOR - timedelta(days=_DAYS + 20 - sequence))
        yield _somewhere_else(write_clean_invoice(desk), status, desk)
    first = sequence + 1
    credit_slot = next((first + place for place, case in enumerate(plan) if case and case.after), 0)
    for place, case in enumerate(plan):
        sequence += 1
        day = catalogue.ANCHOR - timedelta(days=_DAYS - _DAYS * place // len(plan))
        desk.open(sequence, day, case.name if case else "")
        written = case.written(desk) if case else write_clean_invoice(desk)
        if case and case.name == "credited-invoice":
            written = replace(written, credit_pair_key=f"invoice-{credit_slot}")
        yield written


def _plan(generator: random.Random, wanted: int, cases: tuple[HardCase, ...]) -> list[HardCase | None]:
    """Hard cases and ordinary invoices in mixed order; one that needs another comes after it."""
    plan: list[HardCase | None] = [*cases, *[None] * max(0, wanted - len(cases))]
    generator.shuffle(plan)
    places = {case.name: place for place, case in enumerate(plan) if case}
    for case in cases:
        if case.after and places[case.after] > places[case.name]:
            one, other = places[case.after], places[case.name]
            plan[one], plan[other] = plan[other], plan[one]
    return plan


def _somewhere_else(invoice: Invoice, status: str, desk: Desk) -> Invoice:
    """The invoice in a status that no transfer may touch."""
    invoice = replace(invoice, status=status, expected="untouched")
    if status in _WITHOUT_NUMBER:
        desk.next_numbers[invoice.numbering_unit_key] -= 1
        return replace(invoice, number=None, reference_number="")
    if status == "Maksettu":
        return replace(invoice, payment_date=invoice.due_date)
    return invoice


def _units(generator: random.Random) -> list[Unit]:
    made = catalogue.REGISTERS_MADE
    main, own, plain = (
        ("unit-1", "HKI", "Revontuli Konsultointi Oy", ""),
        ("unit-2", "TRE", "Revontuli Rakennuttaminen Oy", "unit-1"),
        ("unit-3", "OHJ", "Ohjelmistoyksikkö", "unit-1"),
    )
    return [
        _sending_unit(generator, *main),
        _sending_unit(generator, *own),
        Unit(key=plain[0], code=plain[1], name=plain[2], parent_key=plain[3], inserted=made, updated=made),
    ]


def _sending_unit(generator: random.Random, key: str, code: str, name: str, parent_key: str) -> Unit:
    identifier = finnish.business_id(generator)
    first, last = person(generator)
    return Unit(
        key=key,
        code=code,
        name=name,
        parent_key=parent_key,
        business_id=identifier,
        vat_number=finnish.vat_number(identifier),
        next_number=_FIRST_NUMBERS[key],
        place=finnish_place(generator),
        contact_name=f"{first} {last}",
        email=plain_email(name, first, last),
        phone=phone(generator),
        website=f"https://www.{name.split()[1].lower()}.example",
        e_address=finnish.electronic_address(identifier),
        e_operator="003721291126",
        bank_accounts=(BankAccount(iban=finnish.iban(generator, "5"), bic="OKOYFIHH"),),
        inserted=catalogue.REGISTERS_MADE,
        updated=catalogue.REGISTERS_MADE,
    )


def _add_customers(desk: Desk, count: int) -> None:
    names: set[str] = set()
    for place in range(1, count + 1):
        name = company_name(desk.generator)
        while name in names:
            name = _longer(company_name(desk.generator), place)
        names.add(name)
        desk.add_customer(_customer(desk.generator, place, name), finnish_place(desk.generator))
    desk.ordinary_customers = list(desk.registers.customers)


def _longer(name: str, place: int) -> str:
    stem, form = name.split(" ", 1)
    return f"{stem} {place} {form}"


def _customer(generator: random.Random, place: int, name: str) -> Customer:
    identifier = finnish.business_id(generator)
    first, last = person(generator)
    made = datetime.combine(_spread_day(generator), datetime.min.time(), tzinfo=UTC) + timedelta(
        minutes=generator.randrange(300, 1000)
    )
    operator = generator.choice(OPERATORS)
    with_e_invoice = generator.random() < 0.85
    return Customer(
        key=f"customer-{place}",
        company_key=f"company-{place}",
        head_office_key=f"address-{place}",
        number=1000 + place,
        name=name,
        vat_number=finnish.vat_number(identifier) if generator.random() < 0.25 else identifier,
        email=plain_email(name, first, last),
        website="",
        language=generator.choice(("fi-FI", "fi-FI", "fi-FI", "fi-FI", "sv-SE", "en-US")),
        payment_term=generator.choice((7, 14, 14, 14, 21, 30)),
        overdue_interest=Decimal("11.5"),
        invoicing_vat=None,
        e_address=finnish.electronic_address(identifier) if with_e_invoice else "",
        e_operator=operator.identifier if with_e_invoice else "",
        inserted=made,
        updated=made + timedelta(days=generator.randrange(0, 30)),
    )


def _spread_day(generator: random.Random) -> date:
    return catalogue.ANCHOR - timedelta(days=generator.randrange(60, 300))
