"""The code map in a run: which product a row gets, by which rule, and by which day."""

from datetime import date
from decimal import Decimal

import pytest

from severa_maestro.companies.models import CodeMapping
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.maestro.registers.models import RegisterProduct, SalesInvoiceRow
from tests.transfer.conftest import MakeWorld, World, both_ways
from tests.transfer.test_rematch import map_code

LAST_DAY = date(2026, 12, 31)
NEW_YEAR = date(2027, 1, 1)


@pytest.fixture
def world(world: World) -> World:
    """Two cases with a row on A/0, and a few others."""
    return world.few("unknown-product-code", "unknown-travel-expense-code", others=15)


def travel_rows(world: World, which: str) -> dict[int, SalesInvoiceRow]:
    (invoice,) = world.registered(which)
    return {row.number: row for row in invoice.rows.filter(kind=RowKind.TRAVEL)}


@both_ways
def test_the_map_goes_before_the_equal_code_and_the_row_remembers_it(world: World) -> None:
    map_code(world.company, "Z99", "B2")
    map_code(world.company, "B1", "B3")
    world.run()
    (invoice,) = world.registered("unknown-product-code")
    assert {row.severa_codes: (str(row.product.code), row.rule) for row in invoice.rows.all()} == {
        "Z99": ("B/2", "code-map"),
        "B1": ("B/3", "code-map"),
    }
    assert world.transfer("unknown-product-code").fallback_rows == 0
    others = SalesInvoiceRow.objects.filter(severa_codes="B4").values_list("rule", flat=True)
    assert set(others) == {"equal-code"}


@both_ways
@pytest.mark.parametrize(("day", "product"), [(LAST_DAY, "C/1"), (NEW_YEAR, "C/26")])
def test_a_travel_code_that_ends_with_the_year_and_its_successor_land_right_by_the_rows_day(
    world: World, day: date, product: str
) -> None:
    """The invoice is of January in both cases: the day of the expense decides, not the invoice's."""
    group = RegisterProduct.objects.get(company=world.company, group__letter="C", number=1).group
    RegisterProduct.objects.create(
        company=world.company, group=group, number=26, name="Kilometrikorvaus 2027", vat_rate=Decimal("25.5")
    )
    map_code(world.company, "C88", "C1", RowKind.TRAVEL, valid_to=LAST_DAY)
    map_code(world.company, "C88", "C26", RowKind.TRAVEL, valid_from=NEW_YEAR)
    case = "unknown-travel-expense-code"
    world.severa.state.edit_invoice(case, invoice_date=date(2027, 1, 8), due_date=date(2027, 1, 22))
    row = next(number for number, each in enumerate(world.severa.state.invoice(case).rows, 1) if each.code == "C88")
    world.severa.state.edit_row(case, row, event_date=day)
    world.run()
    found = next(each for each in travel_rows(world, case).values() if each.severa_codes == "C88")
    assert (str(found.product.code), found.rule) == (product, "code-map")


@both_ways
def test_after_the_last_day_without_a_successor_the_row_falls_back_and_the_log_says_why(world: World) -> None:
    map_code(world.company, "C88", "C1", RowKind.TRAVEL, valid_to=date(2026, 1, 31))
    world.run()
    case = "unknown-travel-expense-code"
    assert world.transfer(case).fallback_rows == 1
    (line,) = world.log("fallback-mapping-not-in-force")
    assert line.transfer == world.transfer(case)


def test_over_rest_days_are_asked_for_only_where_the_map_goes_by_days(make_world: MakeWorld) -> None:
    world = make_world(invoices=10, clean=True)
    world.go("rest")
    map_code(world.company, "M1", "M2", RowKind.WORK)
    world.run()
    asked = {name for name in world.severa.calls if "/invoicerows/{" in name}
    assert asked == set()
    assert CodeMapping.objects.count() == 1
