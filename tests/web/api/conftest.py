"""Programs with tokens of every kind, and a company with something of everything that the API tells."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from severa_maestro.companies.models import Company
from severa_maestro.invoicing.snapshot import booked_digest, invoice_to_json
from severa_maestro.maestro.registers.models import (
    ProductGroup,
    RegisterCustomer,
    RegisterProduct,
    SalesInvoice,
    SalesInvoiceRow,
    SalesInvoiceVat,
)
from severa_maestro.transfer.ledger.models import LogLine, Run, State, TimelineEntry, Transfer
from severa_maestro.web.accounts.models import ApiToken, Right, User
from tests.matching.build import DAY, invoice
from tests.web.ledger_rows import a_line, a_run, a_transfer, connect

BASE = "/api/v1"


@dataclass
class Program:
    """Asks the API: program.get("companies"), program.post("companies/1/runs")."""

    token: str = ""
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def get(self, address: str, **headers: str) -> Any:
        return self.client.get(self._address(address), headers=self._headers(headers))

    def post(self, address: str, content: object = None, **headers: str) -> Any:
        return self.client.post(
            self._address(address), content, content_type="application/json", headers=self._headers(headers)
        )

    def _address(self, address: str) -> str:
        return address if address.startswith("/") else f"{BASE}/{address}"

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in more.items()}
        return {**({"Authorization": f"Bearer {self.token}"} if self.token else {}), **named}


MakeProgram = Callable[..., Program]


@pytest.fixture
def make_program(firm_admin: User) -> MakeProgram:
    """Makes a token and a program that has it: make_program(company, Right.ACT)."""

    def make(company: Company, right: Right = Right.READ, expires_on: date | None = None) -> Program:
        return Program(ApiToken.make(company, "Raportointi", right, firm_admin, expires_on)[1])

    return make


@pytest.fixture
def reading(make_program: MakeProgram, company: Company) -> Program:
    """May read ``company``."""
    return make_program(company)


@pytest.fixture
def acting(make_program: MakeProgram, company: Company) -> Program:
    """May read ``company`` and act in it."""
    return make_program(company, Right.ACT)


@dataclass
class Kept:
    """What ``company`` has: one of everything that the API tells."""

    run: Run
    failed_run: Run
    transferred: Transfer
    blocked: Transfer
    invoice: SalesInvoice
    fallback: RegisterProduct
    line: LogLine

    @property
    def home(self) -> str:
        return f"companies/{self.run.company_id}"


@pytest.fixture
def kept(company: Company) -> Kept:
    connect(company)
    run = a_run(company, fetched=2, transferred=1, blocked=1, quota_allowed=100_000, quota_used=12)
    failed = a_run(company, error_code="severa-key-refused", error_text="Severa ei hyväksynyt avainta. Luo uusi avain.")
    fallback = _product(company, "A", 0, vat_rate=Decimal("25.5"))
    _product(company, "B", 7, is_active=False)
    registered = _registered(company, fallback)
    stored = invoice()
    arrived = invoice(your_reference="Tilaus 5")
    transferred = a_transfer(
        company,
        1001,
        total="125.50",
        invoice_date=DAY,
        stored=invoice_to_json(stored),
        arrived=invoice_to_json(arrived),
        stored_digest=booked_digest(stored),
        arrived_digest=booked_digest(arrived),
        register_id=registered.pk,
        fallback_rows=1,
        findings=[_finding("fallback-empty-code", "info", 1)],
    )
    blocked = a_transfer(
        company,
        1002,
        State.BLOCKED,
        total="-40.00",
        currency="SEK",
        invoice_date=date(2026, 10, 1),
        findings=[_finding("customer-without-number", "blocking", None)],
    )
    TimelineEntry.objects.create(
        transfer=blocked, from_state="fetched", to_state="blocked", actor="run 1", reason="customer-without-number"
    )
    line = a_line(company, "transferred", transfer=transferred, run=run, **transferred.as_log_values())
    return Kept(run, failed, transferred, blocked, registered, fallback, line)


def _finding(code: str, level: str, row: int | None) -> dict[str, object]:
    values = {"name": "Äyräs Oy", "kind": "product", "label": "Konsultointi"}
    return {"code": code, "level": level, "row": row, "values": values}


def _product(company: Company, letter: str, number: int, **fields: object) -> RegisterProduct:
    group = ProductGroup.objects.create(company=company, letter=letter, sales_account="3000")
    return RegisterProduct.objects.create(company=company, group=group, number=number, name="Muu myynti", **fields)


def _registered(company: Company, product: RegisterProduct) -> SalesInvoice:
    customer = RegisterCustomer.objects.create(company=company, number="1001", name="Äyräs Oy")
    totals = {"excluding_vat": Decimal("100.50"), "vat": Decimal("25.00"), "including_vat": Decimal("125.50")}
    registered = SalesInvoice.objects.create(
        company=company,
        customer=customer,
        numbering_unit="HKI",
        number=1001,
        invoice_date=DAY,
        currency="EUR",
        **{f"total_{name}": amount for name, amount in totals.items()},
        **{f"rounding_{name}": Decimal(0) for name in totals},
    )
    SalesInvoiceRow.objects.create(
        invoice=registered,
        number=1,
        product=product,
        rule="fallback",
        kind="product",
        quantity=Decimal(3),
        unit_price=Decimal("33.5000000001"),
        vat_rate=Decimal("25.5"),
        **totals,
    )
    SalesInvoiceVat.objects.create(invoice=registered, rate=Decimal("25.5"), base=Decimal("100.50"), vat=Decimal("25"))
    return registered
