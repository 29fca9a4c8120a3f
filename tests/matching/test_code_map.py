"""The code map: which product a code goes to on which day, and what goes before what."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from severa_maestro.invoicing.invoice import InvoiceRow, RowKind
from severa_maestro.matching.code_map import CodeMap, Mapping, code_key
from severa_maestro.matching.products import FallbackReason, ProductCode, Rule
from severa_maestro.matching.rows import Matcher
from tests.matching.test_products import catalogue_of, row_of

LAST_DAY = date(2026, 12, 31)
NEW_YEAR = date(2027, 1, 1)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def mapping(code: str, product: str, kind: RowKind = RowKind.TRAVEL, **limits: date | None) -> Mapping:
    return Mapping(kind=kind, code=code, product=ProductCode(product[0], int(product[1:])), **limits)


def travel(*codes: str, day: date | None = None) -> InvoiceRow:
    return replace(row_of(*codes, kind=RowKind.TRAVEL), event_date=day)


JANUARY = Matcher(
    catalogue_of("C26", "C27", "A1"),
    CodeMap([mapping("KM", "C26", valid_to=LAST_DAY), mapping("km", "C27", valid_from=NEW_YEAR)]),
)


@pytest.mark.parametrize(("day", "product"), [(LAST_DAY, "C/26"), (NEW_YEAR, "C/27")])
def test_a_code_and_its_successor_both_land_right_by_the_rows_day(day: date, product: str) -> None:
    match = JANUARY.match(travel("KM", day=day))
    assert (str(match.product.code), match.rule) == (product, Rule.CODE_MAP)


def test_the_rows_own_day_goes_before_the_one_that_is_told_for_it() -> None:
    assert JANUARY.match(travel("KM", day=LAST_DAY), [NEW_YEAR]).product.code.number == 26
    assert JANUARY.match(travel("KM"), [NEW_YEAR]).product.code.number == 27


def test_days_on_both_sides_of_the_change_lead_to_several_products() -> None:
    assert JANUARY.match(travel("KM"), [LAST_DAY, NEW_YEAR]).reason is FallbackReason.SEVERAL_PRODUCTS


def test_a_row_needs_its_day_only_where_the_map_goes_by_days() -> None:
    assert JANUARY.needs_day(travel("KM"))
    assert not JANUARY.needs_day(travel("KM", day=LAST_DAY))
    assert not JANUARY.needs_day(travel("A1"))
    assert not Matcher(catalogue_of("A1"), CodeMap([mapping("KM", "A1")])).needs_day(travel("KM"))


def test_the_map_goes_before_the_equal_code() -> None:
    match = Matcher(catalogue_of("A1", "A2"), CodeMap([mapping("A/1", "A2")])).match(travel("a1"))
    assert (str(match.product.code), match.rule) == ("A/2", Rule.CODE_MAP)


def test_a_mapping_is_of_its_own_kind_and_one_of_any_kind_comes_after_it() -> None:
    matcher = Matcher(catalogue_of("A1", "A2"), CodeMap([mapping("X", "A1"), mapping("X", "A2", RowKind.OTHER)]))
    assert matcher.match(row_of("X", kind=RowKind.TRAVEL)).product.code.number == 1
    assert matcher.match(row_of("X", kind=RowKind.WORK)).product.code.number == 2


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        (mapping("KM", "A0"), FallbackReason.MAPPED_TO_FALLBACK),
        (mapping("KM", "A9"), FallbackReason.MAPPED_PRODUCT_MISSING),
        (mapping("KM", "A3"), FallbackReason.INACTIVE_PRODUCT),
        (mapping("KM", "A1", valid_to=LAST_DAY - timedelta(days=1)), FallbackReason.MAPPING_NOT_IN_FORCE),
        (mapping("OTHER", "A1"), FallbackReason.UNKNOWN_CODE),
    ],
)
def test_why_a_mapped_row_falls_back(known: Mapping, reason: FallbackReason) -> None:
    matcher = Matcher(catalogue_of("A1", "A3", inactive="A3"), CodeMap([known]))
    assert matcher.match(travel("KM", day=LAST_DAY)).reason is reason


def test_a_day_that_nobody_knows_is_within_no_limits() -> None:
    assert not mapping("KM", "A1", valid_from=NEW_YEAR).is_in_force(None)
    assert mapping("KM", "A1").is_in_force(None)


@given(*([st.none() | DAYS] * 4), DAYS)
def test_two_mappings_overlap_exactly_where_a_day_has_both(
    from_1: date | None, to_1: date | None, from_2: date | None, to_2: date | None, day: date
) -> None:
    one = mapping("KM", "A1", valid_from=from_1, valid_to=to_1)
    other = mapping("km", "A2", valid_from=from_2, valid_to=to_2)
    assert one.overlaps(other) == other.overlaps(one)
    if one.is_in_force(day) and other.is_in_force(day):
        assert one.overlaps(other)
    are_real = all(low is None or high is None or low <= high for low, high in ((from_1, to_1), (from_2, to_2)))
    edges = [each for each in (from_1, to_1, from_2, to_2) if each is not None] or [day]
    if are_real and not any(one.is_in_force(edge) and other.is_in_force(edge) for edge in edges):
        assert not one.overlaps(other)


@given(st.text(max_size=8))
def test_a_code_is_its_own_key_in_any_case_and_spacing(code: str) -> None:
    assert code_key(f" {code} ") == code_key(code)
    if code.isascii():
        assert code_key(code.upper()) == code_key(code.lower())
