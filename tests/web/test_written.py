from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import engines
from django.utils import translation

from severa_maestro.web import written

_IN = ("fi", "sv", "en")


def _each(write: object, *values: object) -> list[str]:
    said = []
    for language in _IN:
        with translation.override(language):
            said.append(write(*values).replace("\u00a0", " ").replace("\u2212", "-"))  # type: ignore[operator]
    return said


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        ("1234.5", "EUR", ["1 234,50 €", "1 234,50 €", "€1,234.50"]),
        ("-1234567.89", "EUR", ["-1 234 567,89 €", "-1 234 567,89 €", "-€1,234,567.89"]),
        ("0.005", "EUR", ["0,005 €", "0,005 €", "€0.005"]),
        ("-0.00", "EUR", ["0,00 €", "0,00 €", "€0.00"]),
        ("10", "SEK", ["10,00 SEK", "10,00 SEK", "SEK 10.00"]),
    ],
)
def test_money_is_written_as_the_language_writes_it(amount: str, currency: str, expected: list[str]) -> None:
    assert _each(written.money, Decimal(amount), currency) == expected


def test_numbers_and_percents_are_written_as_the_language_writes_them() -> None:
    assert _each(written.number, 1234567) == ["1 234 567", "1 234 567", "1,234,567"]
    assert _each(written.percent, Decimal("25.50")) == ["25,5 %", "25,5 %", "25.5%"]
    assert _each(written.percent, Decimal("100")) == ["100 %", "100 %", "100%"]


def test_days_are_written_as_the_language_writes_them() -> None:
    assert _each(written.day, date(2026, 1, 2)) == ["2.1.2026", "2.1.2026", "2 Jan 2026"]


def test_times_are_helsinkis_even_where_the_day_is_another() -> None:
    assert _each(written.moment, datetime(2026, 11, 22, 22, 5, tzinfo=UTC)) == [
        "23.11.2026 0.05",
        "23.11.2026 0:05",
        "23 Nov 2026 00:05",
    ]


def test_templates_write_money_with_its_currency_and_nothing_for_nothing() -> None:
    template = engines["django"].from_string("{{ amount|money:currency }}|{{ count|number:2 }}|{{ nothing|day }}")
    shown = template.render({"amount": Decimal(5), "currency": "SEK", "count": 3, "nothing": None})
    assert shown == "5,00\u00a0SEK|3,00|"
