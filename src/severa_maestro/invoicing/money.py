"""Money: an exact amount and its currency, never one without the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

CENT = Decimal("0.01")

#: Wide enough for any amount of an invoice times a rate, so that nothing is rounded before it is asked to be.
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


def round_half_up(number: Decimal, unit: Decimal = CENT) -> Decimal:
    """``number`` to the nearest ``unit``; halves go away from zero, so that −x rounds to the negative of x."""
    return number.quantize(unit, rounding=ROUND_HALF_UP, context=EXACT)


def plain(number: Decimal) -> Decimal:
    """The same number in one way of writing it: 100.00, 1E+2 and 100 all become 100; −0 becomes 0."""
    normal = number.normalize(EXACT)
    if not normal:
        return Decimal(0)
    return normal.quantize(Decimal(1), context=EXACT) if normal == normal.to_integral_value() else normal


class CurrencyMismatchError(ValueError):
    """Two currencies were added or compared: a mistake in the program, never one of the data."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217). Sums are exact; only ``rounded`` rounds."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            raise TypeError(f"money is Decimal, not {type(self.amount).__name__}")
        if not self.amount.is_finite():
            raise ValueError("money is a finite number")

    def _same(self, other: "Money") -> Decimal:
        if other.currency != self.currency:
            raise CurrencyMismatchError(f"{self.currency} is not {other.currency}")
        return other.amount

    def __add__(self, other: "Money") -> "Money":
        return Money(EXACT.add(self.amount, self._same(other)), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(EXACT.subtract(self.amount, self._same(other)), self.currency)

    def __neg__(self) -> "Money":
        return Money(EXACT.minus(self.amount), self.currency)

    def __abs__(self) -> "Money":
        return Money(EXACT.abs(self.amount), self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.amount <= self._same(other)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def times(self, factor: Decimal) -> "Money":
        """The amount times a plain number, exact."""
        return Money(EXACT.multiply(self.amount, factor), self.currency)

    def rounded(self, unit: Decimal = CENT) -> "Money":
        """To the nearest ``unit``, half-up."""
        return Money(round_half_up(self.amount, unit), self.currency)

    def __str__(self) -> str:
        shown = self.amount if self.amount != round_half_up(self.amount) else round_half_up(self.amount)
        return f"{shown} {self.currency}"


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The exact sum of amounts in one currency; zero where there are none."""
    result = Money(Decimal(0), currency)
    for amount in amounts:
        result = result + amount
    return result
