"""What the rows of REST come to: computed to the cent against Severa's totals."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from severa_maestro.invoicing.invoice import Totals
from severa_maestro.invoicing.money import CENT, Money
from severa_maestro.severa.record_errors import MemberError
from severa_maestro.severa.rest.rows import (
    Basis,
    RowAmounts,
    adds_up,
    basis_of,
    may_be_reverse_charged,
    row_amounts,
)
from severa_maestro.severa.rest.values import InvoiceValues, RowValues
from tests.severa.rest_clock import CALM
from tests.severa.rest_records import invoice, money, row

FINEST = Decimal("0.0001")


def euro(amount: str | Decimal) -> Money:
    return Money(Decimal(amount), "EUR")


def basis(excluding: str = "0", vat: str = "0", *, unit: Decimal = CENT) -> Basis:
    including = Decimal(excluding) + Decimal(vat)
    return Basis(Totals(excluding_vat=euro(excluding), vat=euro(vat), including_vat=euro(including)), unit)


def line(quantity: str, price: str, rate: str | None = "25.5") -> RowValues:
    return RowValues.read(
        row(quantity=Decimal(quantity), unitPrice=money(price), vatRate=None if rate is None else Decimal(rate))
    )


def amounts(rows: list[RowValues], against: Basis, *, is_reverse_charged: bool = False) -> list[tuple[str, str]]:
    """Without VAT, and VAT, as they are written."""
    found = row_amounts(rows, against, is_reverse_charged=is_reverse_charged)
    return [(str(each.excluding_vat.amount), str(each.vat.amount)) for each in found]


# A row's own amounts


@pytest.mark.parametrize(
    ("quantity", "price", "rate", "excluding", "vat"),
    [
        ("2", "100", "25.5", "200.00", "51.00"),
        ("1", "0.125", "0", "0.13", "0.00"),
        ("1", "-0.125", "10", "-0.13", "-0.01"),
        ("-1", "0.125", "10", "-0.13", "-0.01"),
        ("-1", "-0.125", "10", "0.13", "0.01"),
        ("1", "1.005", "0", "1.01", "0.00"),
        ("1", "1.004999", "0", "1.00", "0.00"),
        ("3", "33.33333333333333", "0", "100.00", "0.00"),
        ("0.333", "0.15", "25.5", "0.05", "0.01"),
        ("1", "0.10", "25", "0.10", "0.03"),
        ("1", "-0.10", "25", "-0.10", "-0.03"),
        ("7.5", "86.40", "13.5", "648.00", "87.48"),
        ("1", "100", "10", "100.00", "10.00"),
        ("0", "100", "25.5", "0.00", "0.00"),
        ("1", "0", "25.5", "0.00", "0.00"),
        ("1", "99999999999.99", "25.5", "99999999999.99", "25500000000.00"),
    ],
)
def test_a_row_is_quantity_times_price_and_its_vat_follows_the_rate_half_up(
    quantity: str, price: str, rate: str, excluding: str, vat: str
) -> None:
    assert amounts([line(quantity, price, rate)], basis()) == [(excluding, vat)]


@pytest.mark.parametrize(
    ("quantity", "price", "rate", "excluding"),
    [("-1", "100", "0", "-100.00"), ("0", "-100", "25.5", "0.00"), ("-0.001", "1", "25.5", "0.00")],
)
def test_nothing_of_a_credited_row_is_nought_and_not_minus_nought(
    quantity: str, price: str, rate: str, excluding: str
) -> None:
    assert amounts([line(quantity, price, rate)], basis()) == [(excluding, "0.00")]


def test_vat_is_made_of_the_rounded_amount() -> None:
    assert amounts([line("1", "0.0196")], basis()) == [("0.02", "0.01")]


def test_the_price_is_kept_with_all_its_decimals() -> None:
    (found,) = row_amounts([line("3", "33.333333")], basis(), is_reverse_charged=False)
    assert found.unit_price == euro("33.333333")


@CALM
@given(st.decimals(-(10**4), 10**4, places=3), st.decimals(-(10**6), 10**6, places=5), st.decimals(0, 40, places=1))
def test_a_credited_row_is_the_exact_negative(quantity: Decimal, price: Decimal, rate: Decimal) -> None:
    (one,) = row_amounts([line(str(quantity), str(price), str(rate))], basis(), is_reverse_charged=False)
    (other,) = row_amounts([line(str(-quantity), str(price), str(rate))], basis(), is_reverse_charged=False)
    assert (other.excluding_vat, other.vat) == (-one.excluding_vat, -one.vat)


@CALM
@given(st.decimals(-(10**4), 10**4, places=3), st.decimals(-(10**6), 10**6, places=5), st.decimals(0, 40, places=1))
def test_a_row_is_as_near_as_cents_can_be(quantity: Decimal, price: Decimal, rate: Decimal) -> None:
    (found,) = row_amounts([line(str(quantity), str(price), str(rate))], basis(), is_reverse_charged=False)
    excluding = Fraction(found.excluding_vat.amount)
    assert abs(excluding - Fraction(quantity) * Fraction(price)) <= Fraction(1, 200)
    assert abs(Fraction(found.vat.amount) - excluding * Fraction(rate) / 100) <= Fraction(1, 200)
    assert found.excluding_vat.amount.as_tuple().exponent == found.vat.amount.as_tuple().exponent == -2


# The unit


def test_rows_are_rounded_to_the_cent_where_severas_sums_are_whole_cents() -> None:
    values = InvoiceValues.read(invoice(workHoursTotalExcludingTax=money("200.00")))
    assert basis_of(values, "EUR").unit == CENT


@pytest.mark.parametrize(
    "member",
    [
        "workHoursTotalExcludingTax",
        "projectFeesTotalExcludingTax",
        "projectTravelExpensesTotalExcludingTax",
        "flatRatesTotalExcludingTax",
    ],
)
@pytest.mark.parametrize("amount", ["100.005", "-0.0001", "33.3333"])
def test_rows_are_rounded_finer_where_a_sum_of_severas_is_finer(member: str, amount: str) -> None:
    values = InvoiceValues.read(invoice(**{member: money(amount)}))
    found = basis_of(values, "EUR")
    assert found.unit == FINEST
    assert amounts([line("1", "33.33335", "25.5")], found) == [("33.3334", "8.5000")]


@pytest.mark.parametrize("sums", [None, money(None), money("100.10000"), money("1E+2"), money(7), money("0")])
def test_sums_that_are_not_there_or_whole_say_cents(sums: object) -> None:
    assert basis_of(InvoiceValues.read(invoice(workHoursTotalExcludingTax=sums)), "EUR").unit == CENT


def test_severas_totals_are_carried_as_they_are() -> None:
    values = InvoiceValues.read(
        invoice(totalExcludingTax=money("200.004"), totalTax=money("51.001"), totalIncludingTax=money("251.01"))
    )
    totals = basis_of(values, "EUR").totals
    assert (totals.excluding_vat, totals.vat, totals.including_vat) == (euro("200.004"), euro("51.001"), euro("251.01"))


@pytest.mark.parametrize("member", ["totalExcludingTax", "totalTax", "totalIncludingTax"])
def test_a_total_in_another_currency_is_named(member: str) -> None:
    values = InvoiceValues.read(invoice(**{member: money("10.0", "SEK")}))
    with pytest.raises(MemberError, match=f"^{member} is in SEK on an invoice in EUR$"):
        basis_of(values, "EUR")


# Currencies of rows


def test_a_price_in_another_currency_is_named_with_its_row() -> None:
    rows = [line("1", "1"), RowValues.read(row(unitPrice=money("1.0", "SEK")))]
    with pytest.raises(MemberError, match=r"^rows\[2\]\.unitPrice is in SEK on an invoice in EUR$"):
        row_amounts(rows, basis(), is_reverse_charged=False)


def test_a_price_in_another_currency_is_taken_from_its_further_currencies() -> None:
    price = money("1137.0", "SEK", money("100.0", "EUR"))
    (found,) = row_amounts([RowValues.read(row(unitPrice=price))], basis(), is_reverse_charged=False)
    assert found == RowAmounts(euro("100.0"), euro("200.00"), euro("51.00"))


# Reverse charge


def test_where_the_buyer_pays_the_vat_no_row_has_any_whatever_its_rate() -> None:
    rows = [line("1", "100", "25.5"), line("1", "100", "0"), line("1", "100", None)]
    assert amounts(rows, basis("300", "0"), is_reverse_charged=True) == [("100.00", "0.00")] * 3


def test_an_invoice_with_vat_has_it_though_it_says_reverse_charge() -> None:
    assert amounts([line("1", "100")], basis("100", "25.5"), is_reverse_charged=True) == [("100.00", "25.50")]


def test_an_invoice_without_vat_that_is_not_reverse_charged_has_what_its_rates_make() -> None:
    assert amounts([line("1", "100")], basis("100", "0")) == [("100.00", "25.50")]


# Rows without a rate


def test_a_row_without_a_rate_has_no_vat_where_the_others_make_the_total() -> None:
    rows = [line("1", "100"), line("1", "50", None)]
    assert amounts(rows, basis("150", "25.50")) == [("100.00", "25.50"), ("50.00", "0.00")]


@pytest.mark.parametrize("sign", [1, -1])
def test_a_single_row_without_a_rate_has_what_is_left_of_the_total(sign: int) -> None:
    rows = [line(f"{sign}", "100"), line(f"{sign}", "50", None), line(f"{sign}", "10", "10")]
    found = amounts(rows, basis(f"{sign * 160}", f"{sign * Decimal('33.50')}"))
    assert [Decimal(vat) for _, vat in found] == [sign * Decimal(vat) for vat in ("25.50", "7.00", "1.00")]
    assert [Decimal(excluding) for excluding, _ in found] == [sign * 100, sign * 50, sign * 10]


@pytest.mark.parametrize(
    ("total", "vat"), [("25.52", "0.00"), ("25.48", "0.00"), ("25.53", "0.03"), ("25.47", "-0.03")]
)
def test_what_is_left_counts_when_it_is_more_than_a_cent_a_row(total: str, vat: str) -> None:
    rows = [line("1", "100"), line("1", "50", None)]
    assert amounts(rows, basis("150", total))[1] == ("50.00", vat)


def test_of_two_rows_without_a_rate_neither_gets_what_is_left() -> None:
    rows = [line("1", "100", None), line("1", "50", None)]
    assert amounts(rows, basis("150", "38.25")) == [("100.00", "0.00"), ("50.00", "0.00")]


def test_with_reverse_charge_what_is_left_is_nobodys() -> None:
    rows = [line("1", "100"), line("1", "50", None)]
    assert amounts(rows, basis("150", "35"), is_reverse_charged=True) == [("100.00", "25.50"), ("50.00", "0.00")]


# Whether rows come to the totals


def computed(*pairs: tuple[str, str]) -> list[RowAmounts]:
    return [RowAmounts(euro("0"), euro(excluding), euro(vat)) for excluding, vat in pairs]


@pytest.mark.parametrize(
    ("excluding", "vat", "is_enough"),
    [
        ("300.00", "76.50", True),
        ("300.02", "76.52", True),
        ("299.98", "76.48", True),
        ("300.021", "76.50", False),
        ("299.979", "76.50", False),
        ("300.00", "76.53", False),
        ("300.00", "76.47", False),
        ("0", "0", False),
        ("-300.00", "-76.50", False),
    ],
)
def test_rows_come_to_the_totals_but_for_a_cent_a_row(excluding: str, vat: str, is_enough: bool) -> None:
    rows = computed(("100.00", "25.50"), ("200.00", "51.00"))
    assert adds_up(rows, basis(excluding, vat)) is is_enough


@pytest.mark.parametrize(
    ("excluding", "vat", "is_enough"), [("0", "0", True), ("0.01", "0", False), ("0", "0.01", False)]
)
def test_no_rows_come_to_nought(excluding: str, vat: str, is_enough: bool) -> None:
    assert adds_up([], basis(excluding, vat)) is is_enough


@CALM
@given(st.lists(st.tuples(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6)), min_size=1, max_size=6))
def test_rows_come_to_their_own_sums_and_not_to_others(cents: list[tuple[int, int]]) -> None:
    rows = computed(*((str(Decimal(one) / 100), str(Decimal(other) / 100)) for one, other in cents))
    excluding, vat = (Decimal(sum(each)) / 100 for each in zip(*cents, strict=True))
    assert adds_up(rows, basis(str(excluding), str(vat)))
    beyond = CENT * (len(rows) + 1)
    assert not adds_up(rows, basis(str(excluding + beyond), str(vat)))
    assert not adds_up(rows, basis(str(excluding), str(vat - beyond)))


# Whether to ask about reverse charge


@pytest.mark.parametrize("rate", [None, "0", "0.0"])
def test_a_row_without_vat_is_a_reason_to_ask(rate: str | None) -> None:
    assert may_be_reverse_charged([line("1", "100"), line("1", "50", rate)], basis("150", "25.5"))


def test_rates_that_do_not_make_the_total_are_a_reason_to_ask() -> None:
    assert may_be_reverse_charged([line("1", "100")], basis("100", "0"))


def test_where_rates_make_the_total_nobody_needs_to_ask() -> None:
    assert not may_be_reverse_charged([line("1", "100"), line("1", "50", "10")], basis("150", "30.5"))


@CALM
@given(
    st.lists(
        st.tuples(st.decimals(-(10**3), 10**3, places=2), st.decimals(-(10**4), 10**4, places=4)),
        min_size=1,
        max_size=8,
    )
)
def test_totals_made_of_rows_rounded_half_up_need_no_asking(pairs: list[tuple[Decimal, Decimal]]) -> None:
    rows = [line(str(quantity), str(price)) for quantity, price in pairs]
    excluding = [(quantity * price).quantize(CENT, ROUND_HALF_UP) for quantity, price in pairs]
    vat = [(each * Decimal("0.255")).quantize(CENT, ROUND_HALF_UP) for each in excluding]
    assume(any(excluding))
    against = basis(str(sum(excluding)), str(sum(vat)))
    # A total VAT of nought may be that of a reverse charge, however it comes about.
    assert may_be_reverse_charged(rows, against) is (not sum(vat))
    made = [(Decimal(one), Decimal(other)) for one, other in amounts(rows, against)]
    assert made == list(zip(excluding, vat, strict=True))
