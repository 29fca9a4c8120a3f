"""Compares Severa's registers with Maestro's products: which items lead to a product, and which leave a gap.

What an item's rows would go to is decided by the ``Matcher`` of the transfer, so that both always say the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from severa_maestro.invoicing.invoice import InvoiceRow, RowKind
from severa_maestro.invoicing.money import Money, plain
from severa_maestro.language import NOTHING_TO_DO, Message, Text
from severa_maestro.matching.code_map import CodeMap
from severa_maestro.matching.products import FALLBACK, Catalogue, FallbackReason, Product, ProductCode, RowMatch, Rule
from severa_maestro.matching.rows import Matcher
from severa_maestro.matching.suggestions import Sought, Suggester, Suggestion, in_doubt
from severa_maestro.setup.comparison_texts import REMARK_MESSAGES, STRANGER_TO_DO, UNCODED_TO_DO, VERDICT_MESSAGES
from severa_maestro.setup.usage import StrangeCode, Usage
from severa_maestro.severa.source import ItemUse, RegisterItem

#: How long before its end a line of the code map without a successor is told of: time enough to act before January.
SOON = timedelta(days=60)

#: How many other items a sentence names.
_MOST_NAMED = 5

_KINDS = tuple(RowKind)
_NOTHING = Money(Decimal(0), "EUR")


class Verdict(StrEnum):
    """What becomes of an item's rows; its sentences are in ``comparison_texts``."""

    MATCHED = "matched"
    MAPPED = "mapped"
    FALLBACK = "fallback"
    EMPTY_CODE = "empty-code"
    UNKNOWN_CODE = "unknown-code"
    INACTIVE_PRODUCT = "inactive-product"
    MAPPING_ENDED = "mapping-ended"
    MAPPED_PRODUCT_MISSING = "mapped-product-missing"

    @property
    def is_gap(self) -> bool:
        """Whether the rows go to the fallback product though nobody meant them to."""
        return self not in {Verdict.MATCHED, Verdict.MAPPED, Verdict.FALLBACK}


class RemarkKind(StrEnum):
    """What is worth knowing beside the verdict; its sentences are in ``comparison_texts``."""

    VAT_DIFFERS = "vat-differs"
    SHARED_PRODUCT = "shared-product"
    SUGGESTION_SHARED = "suggestion-shared"
    MAPPING_ENDS_SOON = "mapping-ends-soon"


#: The verdict for each reason of one code on one day, which never leads to several products.
_VERDICTS: Mapping[FallbackReason, Verdict] = {
    FallbackReason.EMPTY_CODE: Verdict.EMPTY_CODE,
    FallbackReason.UNKNOWN_CODE: Verdict.UNKNOWN_CODE,
    FallbackReason.INACTIVE_PRODUCT: Verdict.INACTIVE_PRODUCT,
    FallbackReason.MAPPING_NOT_IN_FORCE: Verdict.MAPPING_ENDED,
    FallbackReason.MAPPED_PRODUCT_MISSING: Verdict.MAPPED_PRODUCT_MISSING,
    FallbackReason.FALLBACK_CODE: Verdict.FALLBACK,
    FallbackReason.MAPPED_TO_FALLBACK: Verdict.FALLBACK,
}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about an item beside its verdict.

    Attributes:
        values: what goes into its sentences.
        others: the other items that go to the same product, or in a gap are suggested to.
    """

    kind: RemarkKind
    values: Mapping[str, object] = field(default_factory=dict)
    others: tuple[RegisterItem, ...] = ()

    @property
    def message(self) -> Message:
        """What it is and what to do, with its values."""
        return _with_values(REMARK_MESSAGES[self.kind], self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """An active item of Severa's registers and what becomes of its rows.

    Attributes:
        product: where a row with its code goes on the day: the fallback product where there is a gap.
        rows: on how many rows it stood lately.
        suggestions: products that may be meant, best first, where there is a gap.
    """

    item: RegisterItem
    product: Product
    verdict: Verdict
    rows: int
    remarks: tuple[Remark, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def message(self) -> Message:
        """What becomes of its rows, and what to do where there is a gap."""
        return _verdict_message(self.verdict, self.item.code, self.product)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """A code that stood on rows lately, but belongs to no active item: an old one, or that of an inactive item.

    Attributes:
        code: as it stood on rows; empty for all rows of the kind without a code, and without an item of their name.
        name: what the rows with it are called most often.
        rows: on how many rows it stood.
    """

    kind: RowKind
    code: str
    name: str
    product: Product
    verdict: Verdict
    rows: int
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def message(self) -> Message:
        """What becomes of its rows, and what to do where there is a gap."""
        to_do = STRANGER_TO_DO if self.code else UNCODED_TO_DO
        return Message(
            what=_verdict_message(self.verdict, self.code, self.product).what,
            to_do=to_do if self.verdict.is_gap else NOTHING_TO_DO,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Severa's registers against Maestro's products on one day.

    Attributes:
        compared: every active item: gaps first, those that stood on most rows before the others.
        strangers: codes of rows that no active item has, in the same order.
        unused: active products of Maestro that neither an active item nor a strange code leads to.
        rows: how many rows were counted.
        rows_on_gaps: how many of them belong to an item or a strange code with a gap.
        since: from which day on rows were counted, later than asked for where there was too much; None: not told.
    """

    compared: tuple[Compared, ...]
    strangers: tuple[Stranger, ...]
    unused: tuple[Product, ...]
    rows: int
    rows_on_gaps: int
    since: date | None = None

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many items have each verdict."""
        found = Counter(each.verdict for each in self.compared)
        return {verdict: found[verdict] for verdict in Verdict}

    @property
    def gaps(self) -> tuple[Compared, ...]:
        """The items with a gap."""
        return tuple(each for each in self.compared if each.verdict.is_gap)


def compare(
    items: Iterable[RegisterItem], use: Iterable[ItemUse], catalogue: Catalogue, code_map: CodeMap, day: date
) -> Comparison:
    """Compares Severa's registers with Maestro's products.

    1. Count on how many rows each active item stood lately, and each code that none of them has.
    2. Find out where the rows of each go on the day.
    3. Add remarks, and suggestions where there is a gap.

    Args:
        items: Severa's registers; inactive items are left out.
        use: what stood on recent invoices.
        catalogue: Maestro's products.
        code_map: the company's code map.
        day: the day on which a row would be made: it decides which lines of the code map hold.
    """
    active = [each for each in items if each.is_active]
    usage = Usage(active, use)
    judge = _Judge(Matcher(catalogue, code_map), day)
    suggester = Suggester(catalogue)
    sharers = _sharers(active, judge)
    compared = [_compared(each, usage.rows_of[each], judge, suggester, sharers) for each in active]
    compared = _with_shared_suggestions(compared, sharers)
    strangers = [_stranger(each, judge, suggester) for each in usage.strange_codes()]
    used = {FALLBACK, *sharers, *(each.product.code for each in strangers)}
    unused = [each for each in catalogue if each.is_active and each.code not in used]
    return Comparison(
        compared=tuple(sorted(compared, key=lambda each: _order(each, each.item.kind, each.item.name))),
        strangers=tuple(sorted(strangers, key=lambda each: _order(each, each.kind, each.name))),
        unused=tuple(sorted(unused, key=lambda each: each.code)),
        rows=usage.rows,
        rows_on_gaps=usage.rows_where(judge.is_gap),
    )


def count_verdicts(
    items: Iterable[RegisterItem], catalogue: Catalogue, code_map: CodeMap, day: date
) -> Counter[Verdict]:
    """How many active items have each verdict: the comparison without uses and suggestions, at once."""
    judge = _Judge(Matcher(catalogue, code_map), day)
    return Counter(_verdict(judge.match(item.kind, item.code)) for item in items if item.is_active)


def remarks_of(
    items: Iterable[RegisterItem], catalogue: Catalogue, code_map: CodeMap, day: date
) -> dict[RegisterItem, tuple[Remark, ...]]:
    """The remarks on each active item without a gap: the comparison without uses and suggestions, at once."""
    judge = _Judge(Matcher(catalogue, code_map), day)
    active = [each for each in items if each.is_active]
    sharers = _sharers(active, judge)
    matches = {item: judge.match(item.kind, item.code) for item in active}
    without_gap = {item: match for item, match in matches.items() if not _verdict(match).is_gap}
    return {item: tuple(_remarks(item, match, judge, sharers)) for item, match in without_gap.items()}


def _compared(
    item: RegisterItem,
    rows: int,
    judge: "_Judge",
    suggester: Suggester,
    sharers: Mapping[ProductCode, list[RegisterItem]],
) -> Compared:
    match = judge.match(item.kind, item.code)
    verdict = _verdict(match)
    sought = Sought(name=item.name, code=item.code, unit=item.unit, vat_rate=item.vat_rate, kind=item.kind)
    return Compared(
        item=item,
        product=match.product,
        verdict=verdict,
        rows=rows,
        remarks=() if verdict.is_gap else tuple(_remarks(item, match, judge, sharers)),
        suggestions=suggester.suggest(sought) if verdict.is_gap else (),
    )


def _with_shared_suggestions(
    compared: Iterable[Compared], sharers: Mapping[ProductCode, list[RegisterItem]]
) -> list[Compared]:
    """With a remark on each gap whose best suggestion other items have already, or other gaps get as well."""
    found = list(compared)
    takers = {code: list(items) for code, items in sharers.items()}
    for each in found:
        for best in each.suggestions[:1]:
            takers.setdefault(best.product.code, []).append(each.item)
    return [replace(each, remarks=(*each.remarks, *_remarks_on_suggestion(each, takers))) for each in found]


def _remarks_on_suggestion(compared: Compared, takers: Mapping[ProductCode, list[RegisterItem]]) -> Iterator[Remark]:
    for best in compared.suggestions[:1]:
        code = best.product.code
        if others := tuple(each for each in takers[code] if each is not compared.item):
            yield Remark(RemarkKind.SUGGESTION_SHARED, {"product": code, "others": _names(others)}, others)


def _stranger(strange: StrangeCode, judge: "_Judge", suggester: Suggester) -> Stranger:
    match = judge.match(strange.kind, strange.code)
    verdict = _verdict(match)
    return Stranger(
        kind=strange.kind,
        code=strange.code,
        name=strange.name,
        product=match.product,
        verdict=verdict,
        rows=strange.rows,
        suggestions=_of_stranger(strange, judge, suggester) if verdict.is_gap and strange.code else (),
    )


def _of_stranger(strange: StrangeCode, judge: "_Judge", suggester: Suggester) -> tuple[Suggestion, ...]:
    """The product that the items of all its rows have today: no guess; else what is most like it, which is never sure.

    One code may have stood for several items, and each of its rows would go to the product of one of them.
    """
    today = [judge.match(item.kind, item.code) if item else None for item in strange.items]
    products = {None if match is None or match.is_fallback else match.product for match in today}
    only = products.pop() if len(products) == 1 else None
    if only is not None:
        return (Suggestion(only, 100),)
    return in_doubt(suggester.suggest(Sought(name=strange.name, code=strange.code, kind=strange.kind)))


def _order(each: Compared | Stranger, kind: RowKind, name: str) -> tuple[bool, int, int, str]:
    """Gaps first, those of most rows before the others; then by kind and name."""
    is_gap = each.verdict.is_gap
    return not is_gap, -each.rows if is_gap else 0, _KINDS.index(kind), name.casefold()


def _remarks(
    item: RegisterItem, match: RowMatch, judge: "_Judge", sharers: Mapping[ProductCode, list[RegisterItem]]
) -> Iterator[Remark]:
    product = match.product
    if item.vat_rate is not None and product.vat_rate is not None and item.vat_rate != product.vat_rate:
        rates = {"rate": _rate(item.vat_rate), "product_rate": _rate(product.vat_rate)}
        yield Remark(RemarkKind.VAT_DIFFERS, {**rates, "product": product.code})
    others = tuple(each for each in sharers.get(product.code, ()) if each is not item)
    if others:
        yield Remark(RemarkKind.SHARED_PRODUCT, {"product": product.code, "others": _names(others)}, others)
    end = judge.end_of_mapping(item.kind, item.code) if match.rule is Rule.CODE_MAP else None
    if end is not None:
        yield Remark(RemarkKind.MAPPING_ENDS_SOON, {"code": item.code, "day": f"{end.day}.{end.month}.{end.year}"})


def _rate(rate: Decimal) -> Text:
    """A rate as each language writes it."""
    point = str(plain(rate))
    comma = point.replace(".", ",")
    return Text(fi=comma, sv=comma, en=point)


def _names(items: tuple[RegisterItem, ...]) -> str:
    """The first few, by name and code."""
    named = [f"{each.name} ({each.code})" if each.code.strip() else each.name for each in items[:_MOST_NAMED]]
    return ", ".join([*named, "…"] if len(items) > _MOST_NAMED else named)


def _sharers(items: Iterable[RegisterItem], judge: "_Judge") -> dict[ProductCode, list[RegisterItem]]:
    """The items that lead to each product; none to the fallback product."""
    sharers: dict[ProductCode, list[RegisterItem]] = defaultdict(list)
    for item in items:
        match = judge.match(item.kind, item.code)
        if not match.is_fallback:
            sharers[match.product.code].append(item)
    return dict(sharers)


def _verdict(match: RowMatch) -> Verdict:
    if match.reason is not None:
        return _VERDICTS[match.reason]
    return Verdict.MAPPED if match.rule is Rule.CODE_MAP else Verdict.MATCHED


def _verdict_message(verdict: Verdict, code: str, product: Product) -> Message:
    values = {"code": code, "product": f"{product.code} {product.name}".strip()}
    return _with_values(VERDICT_MESSAGES[verdict], values)


def _with_values(message: Message, values: Mapping[str, object]) -> Message:
    return Message(what=message.what.filled(**values), to_do=message.to_do.filled(**values))


@dataclass(frozen=True, slots=True)
class _Judge:
    """Where the rows with a code go on a day."""

    matcher: Matcher
    day: date

    def match(self, kind: RowKind, code: str) -> RowMatch:
        row = InvoiceRow(
            number=1,
            kind=kind,
            codes=(code,),
            quantity=Decimal(1),
            unit_price=_NOTHING,
            excluding_vat=_NOTHING,
            vat=_NOTHING,
            including_vat=_NOTHING,
            vat_rate=None,
            event_date=self.day,
        )
        return self.matcher.match(row)

    def is_gap(self, kind: RowKind, code: str) -> bool:
        return _verdict(self.match(kind, code)).is_gap

    def end_of_mapping(self, kind: RowKind, code: str) -> date | None:
        """The last day that the code map has for a code, where that is soon; lines without a break count as one."""
        last = self.day
        while mapping := self.matcher.code_map.find(kind, code, last):
            if mapping.valid_to is None or mapping.valid_to > self.day + SOON:
                return None
            last = mapping.valid_to + timedelta(days=1)
        return last - timedelta(days=1)
