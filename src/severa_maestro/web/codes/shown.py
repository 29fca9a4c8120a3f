"""What several pages of the codes show: rows that are on A/0 now, and the products that can be chosen."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from severa_maestro.matching.products import FALLBACK, Product
from severa_maestro.setup.compare import OurSide
from severa_maestro.web.transfers.fallback import CodeOnFallback

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class OnFallback:
    """Rows on A/0 in Maestro that nobody meant to be there.

    Attributes:
        amounts: without VAT, by currency, rounded to the cent.
        movable: how many of them have a product by now, and only wait to be moved.
    """

    rows: int
    amounts: dict[str, Decimal]
    movable: int

    @classmethod
    def of(cls, codes: Iterable[CodeOnFallback]) -> "OnFallback":
        """All of them together."""
        codes = list(codes)
        amounts: dict[str, Decimal] = defaultdict(Decimal)
        for each in codes:
            for currency, amount in each.amounts.items():
                amounts[currency] += amount
        movable = sum(each.rows for each in codes if each.leads_now)
        to_the_cent = {currency: amount.quantize(_CENT, ROUND_HALF_UP) for currency, amount in amounts.items()}
        return cls(sum(each.rows for each in codes), to_the_cent, movable)


def offered(ours: OurSide) -> list[Product]:
    """The products that can be chosen, A/0 first."""
    active = [each for each in ours.products if each.is_active]
    return sorted(active, key=lambda each: (each.code != FALLBACK, each.code))
