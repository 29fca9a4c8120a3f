"""Long registers, for setting a company up: many items, some of whose codes lead nowhere, and the truth about them.

Maestro's products have nearly the items' names, not always the same; beside them there are products that no item has,
with names that are nearly as near.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import Generic, TypeVar

from severa_maestro.sandbox import articles, catalogue
from severa_maestro.sandbox.articles import Article
from severa_maestro.sandbox.maestro_products import FALLBACK, MaestroRegister, plain_code, products_of
from severa_maestro.sandbox.near_names import mistyped
from severa_maestro.sandbox.records import MaestroProduct, Product, TravelExpense, Truth, WorkType

#: How many items there may be: there are no more names, and fewer leave no room for gaps of every kind.
FEWEST_ITEMS, MOST_ITEMS = 100, 500
#: Of so many gaps of a register one has no right product.
_GAPS_TO_ONE_WITHOUT_MATCH = 8
#: How often items are used: those of the short registers, others whose code is right, the gap that comes most often.
_USE_OF_SHORT = 5
_USES = (2, 4, 6, 9)
_USE_OF_FIRST_GAP = 40
#: A code of the hard cases that would lead to a product if there were a default group.
_BARE_NUMBERS = {"1": "A1"}
#: Groups of what is sold without VAT: ordinary invoices do not have it.
_WITHOUT_VAT = frozenset("KU")

ItemType = TypeVar("ItemType", bound=Product | WorkType | TravelExpense)


@dataclass(frozen=True)
class LongRegisters:
    """Severa's registers, the products of a Maestro that fits them, and the truth about every item."""

    products: tuple[Product, ...]
    work_types: tuple[WorkType, ...]
    travel_expenses: tuple[TravelExpense, ...]
    maestro_products: tuple[MaestroProduct, ...]
    truths: tuple[Truth, ...]


def check_size(items: int, gaps: int) -> None:
    """Looks whether there can be so many items with so many gaps.

    Raises:
        ValueError: there cannot.
    """
    if items and not FEWEST_ITEMS <= items <= MOST_ITEMS:
        raise ValueError(f"There can be from {FEWEST_ITEMS} to {MOST_ITEMS} items, or 0 for the short registers.")
    if not 0 <= gaps <= items * 2 // 5:
        raise ValueError(f"Of {items} items at most {items * 2 // 5} can have a gap.")


def long_registers(seed: int, items: int, gaps: int, *, clean: bool) -> LongRegisters:
    """The short registers, and behind them as many items as are missing; half of all are products.

    Args:
        seed: where all chance comes from.
        items: how many there are in all.
        gaps: how many of them have a code that does not lead to an active product. Those that only hard cases need
            are among them, and are there even where this is less.
        clean: without what only hard cases need.

    Raises:
        ValueError: see ``check_size``.
    """
    check_size(items, gaps)
    products = catalogue.products(with_hard_cases=not clean)
    work_types = catalogue.work_types(with_hard_cases=not clean)
    travel_expenses = catalogue.travel_expenses(with_hard_cases=not clean)
    maestro_products = products_of(products, travel_expenses, work_types)
    writer = _Writer(seed, (*products, *work_types, *travel_expenses), maestro_products)
    planted = max(0, gaps - sum(truth.is_gap for truth in writer.truths))
    quarter, some = items // 4, planted // 4
    return LongRegisters(
        products=writer.lengthened(products, _PRODUCTS, items - 2 * quarter, planted - 2 * some),
        work_types=writer.lengthened(work_types, _WORK_TYPES, quarter, some),
        travel_expenses=writer.lengthened(travel_expenses, _TRAVEL_EXPENSES, quarter, some),
        maestro_products=writer.maestro.products,
        truths=tuple(writer.truths),
    )


@dataclass(frozen=True, kw_only=True)
class _Kind(Generic[ItemType]):
    """A kind of register.

    Attributes:
        pool: articles that it may have.
        without_match: articles that Maestro does not have.
        old_code: how the codes of a former system begin.
        other_rates: how many items have a product with another VAT rate, though their code is right.
        make: makes an item of its place in the register, its code and its article.
    """

    pool: Sequence[Article]
    without_match: Sequence[Article]
    old_code: str
    other_rates: int
    make: Callable[[int, str, Article], ItemType]


_PRODUCTS: _Kind[Product] = _Kind(
    pool=articles.PRODUCTS,
    without_match=articles.PRODUCTS_WITHOUT_MATCH,
    old_code="V-",
    other_rates=3,
    make=lambda place, code, article: catalogue.product(
        place, code, article.name, article.unit, article.price, article.vat_rate
    ),
)
_WORK_TYPES: _Kind[WorkType] = _Kind(
    pool=articles.WORK_TYPES,
    without_match=articles.WORK_TYPES_WITHOUT_MATCH,
    old_code="TT-",
    # They have no rate of their own.
    other_rates=0,
    make=lambda place, code, article: catalogue.work_type(place, code, article.name),
)
_TRAVEL_EXPENSES: _Kind[TravelExpense] = _Kind(
    pool=articles.TRAVEL_EXPENSES,
    without_match=articles.TRAVEL_EXPENSES_WITHOUT_MATCH,
    old_code="MK-",
    other_rates=1,
    make=lambda place, code, article: catalogue.travel_expense(
        place, code, article.name, article.unit, article.price, article.vat_rate
    ),
)


@dataclass(frozen=True)
class _NewItem:
    """An item that a register is to get: its article, its code, the right one, and how often it is used."""

    article: Article
    code: str
    right_code: str
    use: int = 0


class _Writer:
    """Makes registers longer, and writes down Maestro's products and the truth along.

    Args:
        seed: where all chance comes from.
        short: the items that there are.
        maestro_products: the products that fit them.
    """

    def __init__(
        self, seed: int, short: Sequence[Product | WorkType | TravelExpense], maestro_products: list[MaestroProduct]
    ) -> None:
        self._generator = random.Random(f"long registers {seed}")  # noqa: S311 - believable data, no secrets
        self._names = {item.name for item in short}
        self.maestro = MaestroRegister(maestro_products, [item.code for item in short], self._generator)
        self.truths = [self._truth_of_short(item) for item in short]

    def _truth_of_short(self, item: Product | WorkType | TravelExpense) -> Truth:
        code = plain_code(item.code)
        leads = self.maestro.leads(code)
        is_ordinary = leads and item.code in catalogue.CODES_IN_MAESTRO and item.code[0] not in _WITHOUT_VAT
        return Truth(
            key=item.key,
            right_code=code if leads else _BARE_NUMBERS.get(code, FALLBACK.key),
            is_gap=not leads,
            use=_USE_OF_SHORT if is_ordinary else 0,
        )

    def lengthened(
        self, short: tuple[ItemType, ...], kind: _Kind[ItemType], count: int, gaps: int
    ) -> tuple[ItemType, ...]:
        """The register with so many items in all, so many of its new ones with a gap, in mixed order."""
        new = self._new_items(kind, count - len(short), gaps)
        self._generator.shuffle(new)
        made = [kind.make(place, item.code, item.article) for place, item in enumerate(new, start=len(short) + 1)]
        for record, item in zip(made, new, strict=True):
            is_gap = not self.maestro.leads(item.code)
            self.truths.append(Truth(key=record.key, right_code=item.right_code, is_gap=is_gap, use=item.use))
        return (*short, *made)

    def _new_items(self, kind: _Kind[ItemType], count: int, gaps: int) -> list[_NewItem]:
        """Items with gaps, items without, and beside them some products that nothing uses."""
        without_match = gaps // _GAPS_TO_ONE_WITHOUT_MATCH
        pool = self._mixed(kind.pool)
        with_gaps = pool[: gaps - without_match]
        sound = pool[len(with_gaps) : count - without_match]
        made = [
            *(self._with_gap(kind, place, article) for place, article in enumerate(with_gaps)),
            *(
                _NewItem(article, "" if place % 2 else _old_code(kind, gaps + place), FALLBACK.key)
                for place, article in enumerate(kind.without_match[:without_match])
            ),
        ]
        self._generator.shuffle(made)
        unused = pool[count - without_match :][: count // 6]
        for article in unused:
            self.maestro.add(article)
        return [*_unevenly_used(made), *self._sound(sound, kind.other_rates)]

    def _mixed(self, pool: Sequence[Article]) -> list[Article]:
        """The articles in mixed order behind those that every long register has, without those that are there."""
        others = [each for each in pool if each.name not in self._names and each not in articles.ALWAYS_THERE]
        self._generator.shuffle(others)
        return [*(each for each in pool if each in articles.ALWAYS_THERE), *others]

    def _with_gap(self, kind: _Kind[ItemType], place: int, article: Article) -> _NewItem:
        """An item without a code, with an old one, a mistyped one, or that of a product that was switched off."""
        if article.old_code:
            return _NewItem(article, article.old_code, self.maestro.add(article))
        if place % 4 == 3:
            former = self.maestro.add(article, is_active=False)
            return _NewItem(article, former, self.maestro.add(article))
        right_code = self.maestro.add(article)
        codes = ("", _old_code(kind, place), mistyped(right_code, place // 4))
        return _NewItem(article, codes[place % 4], right_code)

    def _sound(self, sound: list[Article], other_rates: int) -> Iterator[_NewItem]:
        """Items whose code is right; some products have another VAT rate, and one has two items."""
        twin, other = _siblings(sound[other_rates:])
        codes: dict[Article, str] = {}
        for place, article in enumerate(sound):
            if article is not twin:
                rate = _another_rate(article) if place < other_rates else None
                codes[article] = self.maestro.add(article, vat_rate=rate)
        codes[twin] = codes[other]
        for article in sound:
            yield _NewItem(article, codes[article], codes[article], self._generator.choice(_USES))


def _unevenly_used(gaps: list[_NewItem]) -> list[_NewItem]:
    """The first one often, the others less and less."""
    return [replace(item, use=max(1, _USE_OF_FIRST_GAP // rank)) for rank, item in enumerate(gaps, start=1)]


def _siblings(sound: list[Article]) -> tuple[Article, Article]:
    """Two articles that may well be one product of Maestro."""
    pairs = (pair for pair in combinations(sound, 2) if pair[0].vat_rate == pair[1].vat_rate)
    return min(pairs, key=lambda pair: pair[0].first != pair[1].first)


def _another_rate(article: Article) -> Decimal:
    return catalogue.REDUCED_RATE if article.vat_rate == catalogue.GENERAL_RATE else catalogue.GENERAL_RATE


def _old_code(kind: _Kind[ItemType], place: int) -> str:
    """A code of a former system, such as ``V-1017``."""
    return f"{kind.old_code}{1001 + 16 * place}"
