"""Hard cases about codes: which product of Maestro a row is to land on."""

from decimal import Decimal

from severa_maestro.sandbox.desk import Desk
from severa_maestro.sandbox.hard_case import HardCase
from severa_maestro.sandbox.records import Invoice


def _unknown_product(desk: Desk) -> Invoice:
    return desk.invoice([desk.product_row("B1", "2"), desk.product_row("Z99", "3")])


def _empty_product_code(desk: Desk) -> Invoice:
    return desk.invoice([desk.product_row("", "1"), desk.product_row("B4", "1")])


def _grouped_hours(desk: Desk) -> Invoice:
    sequence = desk.slot.sequence
    grouped = desk.work_row(
        "M1",
        "22.5",
        code="",
        name="Työt yhteensä",
        text="Konsultointi ja projektipäällikkö, koottuna yhdelle riville",
        hour_keys=(f"hour-{sequence}.1@1", f"hour-{sequence}.2@2", f"hour-{sequence}.3@1"),
    )
    return desk.invoice([grouped, desk.product_row("A2", "1")])


def _unknown_work_type(desk: Desk) -> Invoice:
    return desk.invoice([desk.work_row("M77", "6"), desk.work_row("M1", "3")])


def _unknown_travel_expense(desk: Desk) -> Invoice:
    return desk.invoice([desk.travel_row("C88", "2"), desk.travel_row("C4", "2")])


def _inactive_product(desk: Desk) -> Invoice:
    return desk.invoice([desk.product_row("B90", "1"), desk.product_row("B6", "12")])


def _bare_number(desk: Desk) -> Invoice:
    return desk.invoice([desk.product_row("1", "4"), desk.product_row("B5", "1")])


def _codes_of_one_product(desk: Desk) -> Invoice:
    return desk.invoice([desk.product_row("A1", "6", code="A1, A/1", text="Palvelumaksut koottuna")])


def _codes_of_several_products(desk: Desk) -> Invoice:
    return desk.invoice([desk.product_row("B1", "2", code="B1, B2", text="Konsultointi ja projektipäällikkö koottuna")])


def _spellings(desk: Desk) -> Invoice:
    return desk.invoice([desk.product_row(code, "2") for code in ("A1", "A/1", "a/1", " A 1 ")])


def _all_kinds(desk: Desk) -> Invoice:
    rows = [
        desk.work_row("M2", "7.5"),
        desk.work_row("M4", "15.25"),
        desk.product_row("B3", "1"),
        desk.travel_row("C1", "182"),
        desk.travel_row("C3", "2"),
    ]
    return desk.invoice(rows)


def _explicit_fallback(desk: Desk) -> Invoice:
    return desk.invoice([desk.product_row("A/0", "2"), desk.product_row("B4", "1")])


def _fallback_with_other_vat(desk: Desk) -> Invoice:
    return desk.invoice([desk.product_row("Z98", "5"), desk.product_row("R1", "5", unit_price=Decimal("31.20"))])


CASES = (
    HardCase(
        name="unknown-product-code",
        what="a product row whose code Maestro does not have",
        write=_unknown_product,
        fallback_rows=1,
    ),
    HardCase(
        name="empty-product-code",
        what="a product row whose product has no code",
        write=_empty_product_code,
        fallback_rows=1,
    ),
    HardCase(
        name="empty-code-grouped-hours",
        what="hours of several work types grouped on one row, so that it has no code",
        write=_grouped_hours,
        fallback_rows=1,
    ),
    HardCase(
        name="unknown-work-type-code",
        what="a row of hours whose work type code Maestro does not have",
        write=_unknown_work_type,
        fallback_rows=1,
    ),
    HardCase(
        name="unknown-travel-expense-code",
        what="a travel expense row whose code Maestro does not have",
        write=_unknown_travel_expense,
        fallback_rows=1,
    ),
    HardCase(
        name="inactive-product",
        what="a row whose product is switched off in Maestro",
        write=_inactive_product,
        fallback_rows=1,
    ),
    HardCase(
        name="bare-number-code",
        what="the code is `1` without a group letter (with the default group A it is product A1)",
        write=_bare_number,
        fallback_rows=1,
    ),
    HardCase(
        name="several-codes-one-product",
        what="the row carries `A1, A/1`: two spellings of one product",
        write=_codes_of_one_product,
    ),
    HardCase(
        name="several-codes-several-products",
        what="the row carries `B1, B2`: two products",
        write=_codes_of_several_products,
        fallback_rows=1,
    ),
    HardCase(
        name="code-spellings",
        what="`A1`, `A/1`, `a/1` and ` A 1 ` on four rows: one product",
        write=_spellings,
    ),
    HardCase(
        name="all-row-kinds",
        what="hours, a product and travel expenses on one invoice",
        write=_all_kinds,
    ),
    HardCase(
        name="explicit-fallback-code",
        what="the code is `A/0` itself: it goes there, and the log tells of it like of any row there",
        write=_explicit_fallback,
        fallback_rows=1,
    ),
    HardCase(
        name="fallback-with-other-vat",
        what="an unknown code on a row of 13.5 %, while group A has 25.5 %",
        write=_fallback_with_other_vat,
        fallback_rows=1,
        warning="the row's VAT is not that of A/0",
    ),
)
