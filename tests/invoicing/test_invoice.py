"""Invoices: what is computed of them, and that a full credit is the exact negative."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from severa_maestro.invoicing.invoice import Invoice, InvoiceRow, Totals
from severa_maestro.invoicing.money import Money
from severa_maestro.invoicing.parties import Customer, CustomerAddress, PostalAddress
from tests import strategies


def euros(text: str) -> Money:
    return Money(Decimal(text), "EUR")


def a_row(excluding_vat: str, vat: str, rate: str | None) -> InvoiceRow:
    return InvoiceRow(
        number=1,
        quantity=Decimal(1),
        unit_price=euros(excluding_vat),
        excluding_vat=euros(excluding_vat),
        vat=euros(vat),
        including_vat=euros(excluding_vat) + euros(vat),
        vat_rate=None if rate is None else Decimal(rate),
    )


@pytest.mark.parametrize(
    ("excluding_vat", "vat", "rate", "effective"),
    [
        ("100", "25.50", "25.5", "25.5"),
        ("100", "0", "25.5", "0"),
        ("-100", "0", "25.5", "0"),
        ("0.01", "0", "25.5", "25.5"),
        ("0", "0", "25.5", "25.5"),
        ("100", "0", "0", "0"),
        ("100", "0", None, "0"),
    ],
)
def test_the_rate_that_a_rows_vat_follows(excluding_vat: str, vat: str, rate: str | None, effective: str) -> None:
    assert a_row(excluding_vat, vat, rate).effective_vat_rate == Decimal(effective)


def test_vat_by_rate_is_rounded_half_up_to_the_cent() -> None:
    assert a_row("0.10", "0.03", "25.5").vat_by_rate == euros("0.03")
    assert a_row("1.00", "0.26", "25.5").vat_by_rate == euros("0.26")
    assert a_row("-1.00", "-0.26", "25.5").vat_by_rate == euros("-0.26")


@given(strategies.invoices())
def test_rows_and_rounding_difference_make_the_totals(invoice: Invoice) -> None:
    sums, difference = invoice.sums_of_rows, invoice.rounding_difference
    assert sums.excluding_vat + difference.excluding_vat == invoice.totals.excluding_vat
    assert sums.vat + difference.vat == invoice.totals.vat
    assert sums.including_vat + difference.including_vat == invoice.totals.including_vat
    assert max(abs(difference.excluding_vat).amount, abs(difference.vat).amount) <= Decimal("0.01")


@given(strategies.invoices())
def test_a_full_credit_is_the_exact_negative(invoice: Invoice) -> None:
    credit = strategies.full_credit_of(invoice, 2)
    assert credit.totals == -invoice.totals
    assert credit.sums_of_rows == -invoice.sums_of_rows
    assert credit.rounding_difference == -invoice.rounding_difference
    assert [(line.rate, line.base, line.vat) for line in credit.vat_lines] == [
        (line.rate, -line.base, -line.vat) for line in invoice.vat_lines
    ]
    assert [row.vat_by_rate for row in credit.rows] == [-row.vat_by_rate for row in invoice.rows]
    nothing = Money(Decimal(0), invoice.currency)
    assert credit.totals - -invoice.totals == Totals(excluding_vat=nothing, vat=nothing, including_vat=nothing)


BILLING, POSTAL, OFFICE, OTHER = (
    CustomerAddress(guid=guid, owner="7", address=PostalAddress(street=guid), is_billing=billing, is_postal=postal)
    for guid, billing, postal in (("d", True, False), ("c", False, True), ("b", False, False), ("a", False, False))
)


@pytest.mark.parametrize(
    ("addresses", "street"),
    [
        ((OTHER, OFFICE, POSTAL, BILLING), "d"),
        ((OTHER, OFFICE, POSTAL), "c"),
        ((OTHER, OFFICE), "b"),
        ((OTHER,), "a"),
        ((), ""),
    ],
)
def test_invoices_go_to_the_billing_address_or_the_next_best(
    addresses: tuple[CustomerAddress, ...], street: str
) -> None:
    customer = Customer(guid="x", number="7", head_office_guid="b", addresses=addresses)
    assert customer.invoicing_address.street == street


@given(strategies.customers(), st.randoms(use_true_random=False))
def test_the_order_of_the_addresses_does_not_matter(customer: Customer, random: object) -> None:
    shuffled = list(customer.addresses)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert replace(customer, addresses=tuple(shuffled)).invoicing_address == customer.invoicing_address


def test_an_address_is_complete_with_street_post_code_and_town() -> None:
    address = PostalAddress(street="Katu 1", postal_code="00100", town="Helsinki")
    assert (address.is_complete, replace(address, town="").is_complete) == (True, False)
    assert (PostalAddress(country="Suomi").is_empty, address.is_empty) == (True, False)
