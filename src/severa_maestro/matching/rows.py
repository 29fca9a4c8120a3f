"""Which product a row of an invoice goes to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from severa_maestro.invoicing.invoice import InvoiceRow, RowKind
from severa_maestro.matching.code_map import CodeMap
from severa_maestro.matching.products import FALLBACK, Catalogue, FallbackReason, Product, RowMatch, Rule

#: Where one code leads on one day: a product by a rule, or to no product for a reason.
_Way = tuple[Product, Rule] | FallbackReason


@dataclass(frozen=True, slots=True)
class Matcher:
    """Matches rows to products: the code map goes before the equal code, and what neither knows goes to A/0."""

    catalogue: Catalogue
    code_map: CodeMap = field(default_factory=CodeMap)

    def needs_day(self, row: InvoiceRow) -> bool:
        """Whether the row's own day decides its product, and the row does not tell it."""
        return row.event_date is None and self.code_map.depends_on_day(row.kind, row.codes)

    def match(self, row: InvoiceRow, days: Iterable[date] = ()) -> RowMatch:
        """The product that the row's codes lead to, else the fallback product with the reason.

        1. A row without a code, or with one that leads to no product, falls back.
        2. So does one that leads to more than one product, and one whose product is inactive.
        3. A row that is led to the fallback product goes there like any other, and is told of as well.

        Args:
            row: its own day, where it tells one, decides which lines of the code map hold.
            days: the days of a row that does not tell its own; none: no line with a limit holds.
        """
        if not row.codes or not all(code.strip() for code in row.codes):
            return self._fall_back(row, FallbackReason.EMPTY_CODE)
        held: tuple[date | None, ...] = (row.event_date,) if row.event_date else tuple(days) or (None,)
        ways = [self._way(row.kind, code, day) for code in row.codes for day in held]
        if nowhere := next((way for way in ways if isinstance(way, FallbackReason)), None):
            return self._fall_back(row, nowhere)
        led = {product.code: (product, rule) for product, rule in (way for way in ways if isinstance(way, tuple))}
        if len(led) > 1:
            return self._fall_back(row, FallbackReason.SEVERAL_PRODUCTS)
        return self._match_one(row, *led.popitem()[1])

    def _way(self, kind: RowKind, code: str, day: date | None) -> _Way:
        if mapping := self.code_map.find(kind, code, day):
            mapped = self.catalogue.get(mapping.product)
            return (mapped, Rule.CODE_MAP) if mapped else FallbackReason.MAPPED_PRODUCT_MISSING
        if found := self.catalogue.find(code):
            return found, Rule.EQUAL_CODE
        is_mapped_elsewhen = self.code_map.knows(kind, code)
        return FallbackReason.MAPPING_NOT_IN_FORCE if is_mapped_elsewhen else FallbackReason.UNKNOWN_CODE

    def _match_one(self, row: InvoiceRow, product: Product, rule: Rule) -> RowMatch:
        if product.code == FALLBACK:
            is_mapped = rule is Rule.CODE_MAP
            return self._fall_back(
                row, FallbackReason.MAPPED_TO_FALLBACK if is_mapped else FallbackReason.FALLBACK_CODE
            )
        if not product.is_active:
            return self._fall_back(row, FallbackReason.INACTIVE_PRODUCT)
        return RowMatch(row, product, rule)

    def _fall_back(self, row: InvoiceRow, reason: FallbackReason) -> RowMatch:
        return RowMatch(row, self.catalogue.fallback, Rule.FALLBACK, reason)
