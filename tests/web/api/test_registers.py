"""Maestro's registers, as programs read them."""

import pytest

from severa_maestro.maestro.registers.models import RegisterCustomer
from tests.web.api.conftest import Kept, Program


def _items(program: Program, kept: Kept, address: str) -> list[dict[str, object]]:
    answer = program.get(f"{kept.home}/{address}")
    assert answer.status_code == 200, answer.content
    items: list[dict[str, object]] = answer.json()["items"]
    return items


def test_products_have_their_code_and_what_their_group_gives(kept: Kept, reading: Program) -> None:
    first, second = _items(reading, kept, "products")
    assert (first["code"], first["is_fallback"], first["vat_rate"], first["sales_account"]) == (
        "A/0",
        True,
        "25.5",
        "3000",
    )
    assert (second["code"], second["is_active"], second["vat_rate"]) == ("B/7", False, None)
    assert [each["code"] for each in _items(reading, kept, "products?is_active=true")] == ["A/0"]


def test_product_groups_have_their_letter(kept: Kept, reading: Program) -> None:
    assert [each["letter"] for each in _items(reading, kept, "product-groups")] == ["A", "B"]


def test_customers_are_found_by_number_and_by_change(kept: Kept, reading: Program) -> None:
    RegisterCustomer.objects.create(company=kept.run.company, number="1002", name="Toinen Oy")
    assert [each["name"] for each in _items(reading, kept, "customers?number=1001")] == ["Äyräs Oy"]
    assert len(_items(reading, kept, "customers?updated_since=2026-01-01T00:00:00Z")) == 2
    assert _items(reading, kept, "customers?updated_since=2999-01-01T00:00:00%2B02:00") == []


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("number=1001", 1),
        ("number=1", 0),
        ("customer_number=1001", 1),
        ("invoice_date_from=2026-11-20&invoice_date_to=2026-11-20", 1),
        ("invoice_date_from=2026-11-21", 0),
        ("stored_since=2999-01-01T00:00:00Z", 0),
    ],
)
def test_invoices_are_found(kept: Kept, reading: Program, query: str, count: int) -> None:
    assert len(_items(reading, kept, f"invoices?{query}")) == count


def test_an_invoice_is_told_with_rows_and_vat(kept: Kept, reading: Program) -> None:
    shown = reading.get(f"{kept.home}/invoices/{kept.invoice.pk}").json()
    assert shown["total_including_vat"] == {"amount": "125.50", "currency": "EUR"}
    assert [each["product"] for each in shown["rows"]] == ["A/0"]
    assert shown["vat_totals"][0]["rate"] == "25.5"
    assert reading.get(f"{kept.home}/invoices/999999").status_code == 404
