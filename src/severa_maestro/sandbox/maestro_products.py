"""The products of a Maestro that fits the sandbox's data, and which codes lead to them."""

import random
from collections.abc import Iterable
from decimal import Decimal

from severa_maestro.sandbox import catalogue
from severa_maestro.sandbox.articles import Article
from severa_maestro.sandbox.near_names import other_name
from severa_maestro.sandbox.records import MaestroProduct, Product, TravelExpense, WorkType

#: Where every row goes whose code leads to no product.
FALLBACK = MaestroProduct(key="A0", name=catalogue.FALLBACK_NAME, unit="kpl", vat_rate=catalogue.GENERAL_RATE)
#: Where the numbers of further products begin, in every group.
_FIRST_NUMBER = 20


def products_of(
    products: Iterable[Product], travel_expenses: Iterable[TravelExpense], work_types: Iterable[WorkType]
) -> list[MaestroProduct]:
    """A product for every item whose code is meant to meet one, and A0."""
    entries = [(each.code, each.name, each.unit, each.vat_rate) for each in products]
    entries += [(each.code, each.name, each.unit, each.vat_rate) for each in travel_expenses]
    entries += [(each.code, each.name, "h", catalogue.GENERAL_RATE) for each in work_types]
    return [
        FALLBACK,
        *(
            MaestroProduct(
                key=code, name=name, unit=unit, vat_rate=rate, is_active=code not in catalogue.INACTIVE_IN_MAESTRO
            )
            for code, name, unit, rate in entries
            if code in catalogue.CODES_IN_MAESTRO
        ),
    ]


def plain_code(code: str) -> str:
    """A code without the freedom of writing it: ``B12`` for ``b/12`` and ``B 12``, which lead to the product B12."""
    return "".join(code.split()).replace("/", "", 1).upper()


def active_codes(products: Iterable[MaestroProduct]) -> frozenset[str]:
    """The plain codes that lead to an active product; a number without a letter never does."""
    return frozenset(product.key for product in products if product.is_active)


class MaestroRegister:
    """Maestro's products while more of them are made.

    Args:
        products: those that there are.
        spoken_codes: codes of Severa, to which no new product may give a meaning.
        generator: where all chance comes from.
    """

    def __init__(
        self, products: Iterable[MaestroProduct], spoken_codes: Iterable[str], generator: random.Random
    ) -> None:
        self._products = {product.key: product for product in products}
        self._taken = {*self._products, *map(plain_code, spoken_codes)}
        self._numbers: dict[str, int] = {}
        self._generator = generator

    @property
    def products(self) -> tuple[MaestroProduct, ...]:
        """All of them, in the order in which they were made."""
        return tuple(self._products.values())

    def leads(self, code: str) -> bool:
        """Whether a code of Severa leads to an active product."""
        found = self._products.get(plain_code(code))
        return found is not None and found.is_active

    def add(self, article: Article, *, vat_rate: Decimal | None = None, is_active: bool = True) -> str:
        """Makes a product for an article, with nearly its name and perhaps another VAT rate; gives its code."""
        number = self._numbers.get(article.letter, _FIRST_NUMBER) + self._generator.randrange(1, 4)
        while f"{article.letter}{number}" in self._taken:
            number += 1
        self._numbers[article.letter] = number
        code = f"{article.letter}{number}"
        self._products[code] = MaestroProduct(
            key=code,
            name=other_name(article, self._generator),
            unit=article.unit,
            vat_rate=article.vat_rate if vat_rate is None else vat_rate,
            is_active=is_active,
        )
        return code
