"""Money is exact, knows its currency, and rounds halves away from zero."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from severa_maestro.invoicing.money import CENT, CurrencyMismatchError, Money, plain, round_half_up, total
from tests.strategies import money, numbers


@pytest.mark.parametrize(
    ("number", "rounded"),
    [
        ("0.005", "0.01"),
        ("-0.005", "-0.01"),
        ("0.004999999", "0.00"),
        ("1.115", "1.12"),
        ("2.675", "2.68"),
        ("1234567890123.455", "1234567890123.46"),
        ("25.5", "25.50"),
    ],
)
def test_halves_go_away_from_zero(number: str, rounded: str) -> None:
    assert str(round_half_up(Decimal(number))) == rounded


@given(numbers())
def test_rounding_a_negative_is_the_negative_of_rounding(number: Decimal) -> None:
    assert round_half_up(-number) == -round_half_up(number)


@given(numbers())
def test_rounding_moves_at_most_half_a_cent_and_a_second_time_nothing(number: Decimal) -> None:
    rounded = round_half_up(number)
    assert abs(rounded - number) <= CENT / 2
    assert round_half_up(rounded) == rounded


@given(st.lists(money("EUR", places=12), max_size=30), st.randoms(use_true_random=False))
def test_a_sum_is_the_same_in_any_order(amounts: list[Money], random: object) -> None:
    shuffled = list(amounts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert total(amounts, "EUR") == total(shuffled, "EUR")


@given(st.lists(st.integers(-(10**15), 10**15), max_size=30))
def test_a_sum_of_cents_is_exact(cents: list[int]) -> None:
    amounts = [Money(Decimal(each).scaleb(-2), "EUR") for each in cents]
    assert total(amounts, "EUR").amount == Decimal(sum(cents)).scaleb(-2)


@given(money("EUR", places=12), money("EUR", places=12))
def test_what_is_added_can_be_taken_away(one: Money, other: Money) -> None:
    assert one + other - other == one
    assert one + (-one) == Money(Decimal(0), "EUR")
    assert abs(-one) == abs(one)


@given(money("EUR"), st.integers(-(10**6), 10**6))
def test_a_product_is_exact(amount: Money, factor: int) -> None:
    assert amount.times(Decimal(factor)).amount.as_integer_ratio() == (amount.amount * factor).as_integer_ratio()


def test_currencies_do_not_mix() -> None:
    euro, krona = Money(Decimal(1), "EUR"), Money(Decimal(1), "SEK")
    for mix in (
        lambda: euro + krona,
        lambda: euro - krona,
        lambda: euro < krona,
        lambda: euro >= krona,
        lambda: total([euro, krona], "EUR"),
        lambda: total([krona], "EUR"),
    ):
        with pytest.raises(CurrencyMismatchError):
            mix()
    assert euro != krona


@pytest.mark.parametrize("wrong", [1.5, 1, "1"])
def test_only_a_decimal_is_an_amount(wrong: object) -> None:
    with pytest.raises(TypeError):
        Money(wrong, "EUR")  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", ["NaN", "Infinity", "-Infinity"])
def test_an_amount_is_finite(wrong: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        Money(Decimal(wrong), "EUR")


@pytest.mark.parametrize(
    ("number", "written"),
    [("100.00", "100"), ("1E+2", "100"), ("100", "100"), ("-0.00", "0"), ("25.50", "25.5"), ("0.0010", "0.001")],
)
def test_a_number_has_one_plain_writing(number: str, written: str) -> None:
    assert str(plain(Decimal(number))) == written


@given(numbers(places=15))
def test_plain_writing_keeps_the_number(number: Decimal) -> None:
    assert plain(number) == number
    assert "E" not in str(plain(number).quantize(Decimal(1))) or number == 0


def test_money_reads_with_its_currency_and_at_least_two_decimals() -> None:
    assert str(Money(Decimal("1234.5"), "EUR")) == "1234.50 EUR"
    assert str(Money(Decimal("0.123456"), "SEK")) == "0.123456 SEK"
    assert (bool(Money(Decimal("0.00"), "EUR")), bool(Money(Decimal("-0.01"), "EUR"))) == (False, True)
