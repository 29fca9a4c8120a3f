"""Codes in all their spellings, and the product that each row goes to."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from severa_maestro.invoicing.invoice import InvoiceRow, RowKind
from severa_maestro.invoicing.money import Money
from severa_maestro.matching.products import (
    FALLBACK,
    Catalogue,
    FallbackReason,
    Product,
    ProductCode,
    Rule,
    read_code,
)
from severa_maestro.matching.rows import Matcher
from tests import strategies

LETTERS = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
CODES = st.builds(ProductCode, LETTERS, st.integers(0, 999_999_999))
SPACES = st.text(" \t\n\u00a0", max_size=2)


def row_of(*codes: str, kind: RowKind = RowKind.PRODUCT) -> InvoiceRow:
    amount = Money(Decimal(1), "EUR")
    return InvoiceRow(
        number=1,
        kind=kind,
        codes=codes,
        quantity=Decimal(1),
        unit_price=amount,
        excluding_vat=amount,
        vat=amount,
        including_vat=amount,
        vat_rate=None,
    )


def catalogue_of(*codes: str, inactive: str = "", default_group: str = "") -> Catalogue:
    products = [Product(code=FALLBACK, name="Varatuote")]
    for text in codes:
        code = read_code(text)
        assert code is not None
        products.append(Product(code=code, name=text, is_active=text != inactive))
    return Catalogue(products, default_group)


@pytest.mark.parametrize("text", ["A1", "A/1", "a/1", " A 1 ", "a1", "A01", "A/001", "A /\t1", "\u00a0A1"])
def test_spellings_of_one_code(text: str) -> None:
    assert read_code(text) == ProductCode("A", 1)


@given(CODES, st.booleans(), st.booleans(), st.integers(0, 3), SPACES, SPACES, SPACES)
def test_any_spelling_of_a_code_reads_the_same(
    code: ProductCode, small: bool, slash: bool, zeros: int, before: str, between: str, after: str
) -> None:
    letter = code.group.lower() if small else code.group
    number = "0" * zeros + str(code.number)
    assert read_code(before + letter + between + ("/" if slash else "") + between + number + after) == code


@given(CODES)
def test_a_written_code_reads_back(code: ProductCode) -> None:
    assert read_code(str(code)) == code


@pytest.mark.parametrize(
    "text", ["", " ", "A", "/1", "A-1", "A//1", "AA1", "A1B", "Ä1", "A1.0", "A1234567890", "A٣", "1", "-1", "A/-1"]
)
def test_what_has_not_the_form_of_a_code_is_none(text: str) -> None:
    assert read_code(text) is None


@given(st.text(), st.sampled_from(["", "A", "Z"]))
def test_any_text_is_a_code_or_none(text: str, default_group: str) -> None:
    code = read_code(text, default_group)
    assert code is None or ("A" <= code.group <= "Z" and 0 <= code.number <= 999_999_999)


def test_a_bare_number_means_something_only_with_a_default_group() -> None:
    assert read_code("1") is None
    assert read_code(" 01 ", "B") == ProductCode("B", 1)
    assert read_code("1", "b") == ProductCode("B", 1)
    assert read_code("A1", "B") == ProductCode("A", 1)


@pytest.mark.parametrize("kind", RowKind)
def test_rows_of_every_kind_are_matched_alike(kind: RowKind) -> None:
    match = Matcher(catalogue_of("A1")).match(row_of("a/1", kind=kind))
    assert (match.product.code, match.rule, match.reason, match.is_fallback) == (
        ProductCode("A", 1),
        Rule.EQUAL_CODE,
        None,
        False,
    )


@pytest.mark.parametrize(
    ("codes", "reason"),
    [
        ((), FallbackReason.EMPTY_CODE),
        (("",), FallbackReason.EMPTY_CODE),
        ((" ", "A1"), FallbackReason.EMPTY_CODE),
        (("Z9",), FallbackReason.UNKNOWN_CODE),
        (("Konsultointi",), FallbackReason.UNKNOWN_CODE),
        (("1",), FallbackReason.UNKNOWN_CODE),
        (("A1", "Z9"), FallbackReason.UNKNOWN_CODE),
        (("A1", "A2"), FallbackReason.SEVERAL_PRODUCTS),
        (("A3",), FallbackReason.INACTIVE_PRODUCT),
        (("A0",), FallbackReason.FALLBACK_CODE),
    ],
)
def test_why_a_row_falls_back(codes: tuple[str, ...], reason: FallbackReason) -> None:
    match = Matcher(catalogue_of("A1", "A2", "A3", inactive="A3")).match(row_of(*codes))
    assert (match.product.code, match.rule, match.reason) == (FALLBACK, Rule.FALLBACK, reason)
    assert match.is_fallback


def test_several_codes_of_one_product_are_fine() -> None:
    assert Matcher(catalogue_of("A1")).match(row_of("A1", "a/1", "A01")).product.code == ProductCode("A", 1)


def test_a_default_group_makes_bare_codes_match() -> None:
    assert Matcher(catalogue_of("B1", default_group="B")).match(row_of("1")).product.code == ProductCode("B", 1)
    assert Matcher(catalogue_of("B1", default_group="C")).match(row_of("1")).is_fallback


def test_a_catalogue_without_the_fallback_product_is_none() -> None:
    with pytest.raises(KeyError):
        Catalogue([Product(code=ProductCode("A", 1), name="Työ")])


@given(
    row=strategies.rows(),
    codes=st.lists(st.text(max_size=4) | CODES.map(str) | st.sampled_from(["A0", "A1", "B2"]), max_size=3),
    known=st.lists(CODES | st.sampled_from([ProductCode("A", 1), ProductCode("B", 2)]), max_size=4),
    active=st.booleans(),
    default_group=st.sampled_from(["", "A"]),
)
def test_every_row_gets_a_product_and_the_fallback_always_says_why(
    row: InvoiceRow, codes: list[str], known: list[ProductCode], active: bool, default_group: str
) -> None:
    products = {code: Product(code=code, name="x", is_active=active) for code in known}
    products[FALLBACK] = Product(code=FALLBACK, name="Varatuote")
    coded = row_of(*codes)
    match = Matcher(Catalogue(products.values(), default_group)).match(coded)
    assert match.row is coded
    assert match.product in products.values()
    assert match.is_fallback == (match.product.code == FALLBACK) == (match.rule is Rule.FALLBACK)
    if not match.is_fallback:
        assert match.product.is_active
        assert {read_code(code, default_group) for code in codes} == {match.product.code}
    assert Matcher(Catalogue(products.values())).match(row).row is row
