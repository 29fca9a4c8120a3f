"""Finland's VAT rates by date, and the breakdown of an invoice by rate."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from severa_maestro.invoicing.invoice import Invoice
from severa_maestro.invoicing.money import Money, total
from severa_maestro.invoicing.vat import FINNISH_RATES, breakdown, is_in_force, rates_on
from tests import strategies

TABLE = Path(__file__).parents[3] / "shared" / "reference" / "vat-rates-fi.csv"


@pytest.mark.parametrize(
    ("day", "in_force", "not_in_force"),
    [
        ("2012-12-31", ("23", "13", "9"), ("24", "14", "10")),
        ("2013-01-01", ("24", "14", "10"), ("23", "25.5")),
        ("2024-08-31", ("24", "14", "10"), ("25.5", "13.5")),
        ("2024-09-01", ("25.5", "14", "10"), ("24", "13.5")),
        ("2025-12-31", ("25.5", "14", "10"), ("24", "13.5")),
        ("2026-01-01", ("25.5", "13.5", "10"), ("24", "14")),
    ],
)
def test_rates_change_on_their_day(day: str, in_force: tuple[str, ...], not_in_force: tuple[str, ...]) -> None:
    on = date.fromisoformat(day)
    assert all(is_in_force(Decimal(rate), on) for rate in in_force)
    assert not any(is_in_force(Decimal(rate), on) for rate in not_in_force)


@given(strategies.days())
def test_no_vat_and_another_writing_of_a_rate_are_always_in_force(day: date) -> None:
    rates = rates_on(day)
    assert rates is not None
    assert is_in_force(Decimal("0.00"), day)
    assert is_in_force(rates.general.quantize(Decimal("0.0000")), day)
    assert not is_in_force(Decimal("12.34"), day)


def test_before_the_first_law_nothing_is_known() -> None:
    assert rates_on(date(1994, 5, 31)) is None
    assert not is_in_force(Decimal(22), date(1994, 5, 31))
    assert [rates.valid_from for rates in FINNISH_RATES] == sorted(rates.valid_from for rates in FINNISH_RATES)


@pytest.mark.contract
def test_the_table_is_the_reference_table() -> None:
    if not TABLE.exists():
        pytest.skip("the reference table does not lie beside the project (../shared)")
    with TABLE.open(encoding="utf-8") as file:
        wanted = [tuple(row.values()) for row in csv.DictReader(file)]
    ours = [
        (each.valid_from.isoformat(), str(each.general), str(each.reduced), str(each.second_reduced))
        for each in FINNISH_RATES
    ]
    assert ours == wanted


ROWS = st.lists(st.tuples(strategies.vat_rates(), strategies.money("EUR"), strategies.money("EUR")), max_size=12)


@given(ROWS)
def test_a_breakdown_adds_up_to_the_rows(rows: list[tuple[Decimal, Money, Money]]) -> None:
    lines = breakdown(rows, "EUR")
    assert total((line.base for line in lines), "EUR") == total((base for _, base, _ in rows), "EUR")
    assert total((line.vat for line in lines), "EUR") == total((vat for _, _, vat in rows), "EUR")


@given(ROWS)
def test_a_breakdown_has_one_line_a_rate_the_highest_first(rows: list[tuple[Decimal, Money, Money]]) -> None:
    rates = [line.rate for line in breakdown(rows, "EUR")]
    assert rates == sorted(set(rates), reverse=True)
    assert set(rates) == {rate for rate, _, _ in rows}


def test_mixed_rates_of_one_invoice_are_kept_apart() -> None:
    def euros(text: str) -> Money:
        return Money(Decimal(text), "EUR")

    rows = [
        (Decimal("24"), euros("100"), euros("24")),
        (Decimal("25.5"), euros("100"), euros("25.50")),
        (Decimal("25.50"), euros("10"), euros("2.55")),
        (Decimal("13.5"), euros("100"), euros("13.50")),
        (Decimal("14.00"), euros("100"), euros("14")),
    ]
    found = [(str(line.rate), str(line.base), str(line.vat)) for line in breakdown(rows, "EUR")]
    assert found == [
        ("25.5", "110.00 EUR", "28.05 EUR"),
        ("24", "100.00 EUR", "24.00 EUR"),
        ("14", "100.00 EUR", "14.00 EUR"),
        ("13.5", "100.00 EUR", "13.50 EUR"),
    ]


@given(strategies.invoices())
def test_an_invoices_vat_lines_add_up_to_its_rows(invoice: Invoice) -> None:
    assert total((line.base for line in invoice.vat_lines), invoice.currency) == invoice.sums_of_rows.excluding_vat
    assert total((line.vat for line in invoice.vat_lines), invoice.currency) == invoice.sums_of_rows.vat
