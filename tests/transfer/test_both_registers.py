"""What one Severa comes to in the registers and the ledger over SOAP and over REST: the same, but for what REST lacks.

Everything that is stored is dumped and compared whole. What may differ is what ``docs/reference/severa-rest.md`` lists.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model

from severa_maestro.companies.models import Company
from severa_maestro.maestro.registers.models import (
    RegisterCustomer,
    SalesInvoice,
    SalesInvoiceRow,
    SalesInvoiceVat,
)
from severa_maestro.transfer.ledger.models import LogLine, Transfer
from tests.transfer.conftest import MakeWorld, World

#: Says which database is to be set up: the world itself is made once for all of these tests.
pytestmark = pytest.mark.django_db

REFERENCE = (Path(__file__).parents[2] / "docs" / "reference" / "severa-rest.md").read_text(encoding="utf-8")
SECTION = REFERENCE.partition("## What REST cannot know")[2].partition("\n## ")[0]

#: Of our own making, and times of the day.
OURS = {"id", "company_id", "invoice_id", "customer_id", "product_id", "credits_id", "stored_at", "updated_at"}

#: Never to differ, whatever is listed.
SACRED = {
    *("SalesInvoice.total_excluding_vat", "SalesInvoice.total_vat", "SalesInvoice.total_including_vat"),
    *("SalesInvoice.rounding_excluding_vat", "SalesInvoice.rounding_vat", "SalesInvoice.rounding_including_vat"),
    *("SalesInvoice.customer", "SalesInvoiceRow.product", "SalesInvoiceRow.vat", "SalesInvoiceRow.excluding_vat"),
    *("SalesInvoiceRow.including_vat", "SalesInvoiceRow.vat_rate", "SalesInvoiceVat.base", "SalesInvoiceVat.vat"),
    *("RegisterCustomer.number", "RegisterCustomer.name", "RegisterCustomer.business_id"),
}

Dump = dict[tuple[object, ...], dict[str, object]]


def fields_of(record: Model) -> dict[str, Any]:
    name = type(record).__name__
    values = {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}
    return {f"{name}.{column}": value for column, value in values.items() if column not in OURS}


def dump(company: Company) -> Dump:
    """Every record of the registers by what names it, with what it points to by that thing's own name."""
    found: Dump = {}
    for customer in RegisterCustomer.objects.filter(company=company):
        found["customer", customer.number] = fields_of(customer)
    for invoice in SalesInvoice.objects.filter(company=company).select_related("customer", "credits"):
        name = (invoice.numbering_unit, invoice.number)
        found["invoice", *name] = {
            **fields_of(invoice),
            "SalesInvoice.customer": invoice.customer.number,
            "SalesInvoice.credits": invoice.credits and invoice.credits.number,
        }
        for row in SalesInvoiceRow.objects.filter(invoice=invoice).select_related("product__group"):
            found["row", *name, row.number] = {**fields_of(row), "SalesInvoiceRow.product": str(row.product.code)}
        for line in SalesInvoiceVat.objects.filter(invoice=invoice):
            found["vat", *name, line.rate] = fields_of(line)
    return found


def listed() -> set[str]:
    """The columns that the reference says may differ."""
    return set(re.findall(r"`((?:SalesInvoice|SalesInvoiceRow|RegisterCustomer)\.[a-z_]+)`", SECTION))


@pytest.fixture(scope="module")
def both(make_world_to_look_at: MakeWorld) -> tuple[World, World]:
    """The same Severa transferred over SOAP and over REST."""
    soap, rest = make_world_to_look_at(), make_world_to_look_at()
    rest.go("rest")
    for world in (soap, rest):
        assert world.run().error is None
    return soap, rest


def test_the_registers_are_the_same_but_for_what_is_listed(both: tuple[World, World]) -> None:
    soap, rest = (dump(world.company) for world in both)
    assert soap.keys() == rest.keys()
    different = {
        column for name, record in soap.items() for column, value in record.items() if rest[name][column] != value
    }
    assert different == listed()


def test_what_is_listed_is_never_money_a_product_or_a_customer() -> None:
    assert listed()
    assert not listed() & SACRED


def test_the_ledger_says_the_same_of_every_invoice(both: tuple[World, World]) -> None:
    """Same state, same totals, same findings, but for those that need what REST does not know."""
    told = []
    for world in both:
        transfers = Transfer.objects.filter(company=world.company)
        told.append(
            {
                world.severa.state.key_of(each.guid): (
                    each.number,
                    each.numbering_unit,
                    each.state,
                    each.customer_number,
                    each.total_including_vat,
                    each.fallback_rows,
                    sorted({finding.code for finding in each.get_findings()} - may_differ()),
                )
                for each in transfers
            }
        )
    assert told[0] == told[1]
    assert len(told[0]) > 50


def may_differ() -> set[str]:
    """The findings that the reference says may differ."""
    findings = SECTION.partition("### Findings")[2]
    return set(re.findall(r"^\| `([a-z-]+)` \|", findings, re.MULTILINE))


def test_the_log_has_the_same_lines(both: tuple[World, World]) -> None:
    lines = []
    for world in both:
        of_company = LogLine.objects.filter(company=world.company).exclude(code__in={*may_differ(), "ids-converted"})
        lines.append(sorted(of_company.values_list("level", "code", "invoice_number", "row")))
    assert [str(each) for each in lines[0]] == [str(each) for each in lines[1]]
