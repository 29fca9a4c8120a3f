"""Which product each item of Severa's registers is to have, and where that is to be kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from severa_maestro.companies.models import Company
from severa_maestro.errors import ConfigurationError, DataError, SeveraMaestroError
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.language import Message
from severa_maestro.matching.code_map import CodeMap, code_key
from severa_maestro.matching.code_map import Mapping as CodeMapping
from severa_maestro.matching.products import Catalogue, Product, ProductCode, read_code
from severa_maestro.matching.suggestions import is_sure
from severa_maestro.setup import messages
from severa_maestro.setup.code_mapping import map_code
from severa_maestro.setup.code_writing import Choice, Progress, write_codes, written_code
from severa_maestro.setup.compare import OurSide
from severa_maestro.setup.comparison import Comparison, Remark, Stranger, remarks_of
from severa_maestro.severa.source import RegisterItem, SeveraSource

#: Instead of Severa's id, for a code that stands on invoices and belongs to no item: only the code map can hold it.
NO_ITEM = ""


class Place(StrEnum):
    """Where the code of a product is kept."""

    SEVERA = "severa"
    MAP = "map"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A product for an item.

    Attributes:
        score: how sure a suggestion is, 0–100; None for a person's own choice.
    """

    item: RegisterItem
    product: Product
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """Where a choice will be kept.

    Attributes:
        place: None where it can be kept nowhere.
        hindrance: why not, and what to do.
    """

    chosen: Chosen
    place: Place | None
    hindrance: Message | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a choice; without an error it is kept."""

    planned: Planned
    error: SeveraMaestroError | None = None


def suggested(comparison: Comparison, at_least: int) -> list[Chosen]:
    """The best suggestion of each gap that is sure enough, and stands clearly before the next.

    Codes that stand on invoices alone are among them: how an item was coded when its invoice was made.
    """
    gaps = [(gap.item, gap.suggestions) for gap in comparison.gaps]
    gaps += [(as_item(each), each.suggestions) for each in comparison.strangers]
    return [
        Chosen(item, suggestions[0].product, suggestions[0].score)
        for item, suggestions in gaps
        if is_sure(suggestions, at_least)
    ]


def as_item(stranger: Stranger) -> RegisterItem:
    """A code that stands on invoices alone, as something to choose a product for."""
    return RegisterItem(kind=stranger.kind, guid=NO_ITEM, code=stranger.code, name=stranger.name, is_active=False)


def find_item(items: Iterable[RegisterItem], named: str, kind: RowKind | None = None) -> RegisterItem:
    """The active item that somebody names by Severa's id, its code, or its whole name.

    Raises:
        DataError: there is none, or more than one.
    """
    active = [item for item in items if item.is_active and kind in {None, item.kind}]
    wanted = named.strip()
    for found in (
        [item for item in active if item.guid == wanted],
        [item for item in active if item.code.strip() and code_key(item.code) == code_key(wanted)],
        [item for item in active if item.name.casefold() == wanted.casefold()],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(f"{item.name} ({item.code or '–'})" for item in found)
            raise DataError("item-ambiguous", messages.ITEM_AMBIGUOUS, item=wanted, found=names)
    raise DataError("item-unknown", messages.ITEM_UNKNOWN, item=wanted)


def find_product(catalogue: Catalogue, written: str) -> Product:
    """The active product with a code as somebody wrote it. Raises ConfigurationError where there is none."""
    product = catalogue.find(written)
    if product is None:
        raise ConfigurationError("product-unknown", messages.PRODUCT_UNKNOWN, product=written)
    if not product.is_active:
        raise ConfigurationError("product-inactive", messages.PRODUCT_INACTIVE, product=product.code)
    return product


def plan(
    chosen: Iterable[Chosen], wanted: Place | None, writable: frozenset[RowKind], items: Iterable[RegisterItem]
) -> list[Planned]:
    """Where each choice will be kept. What is so already is left out.

    Args:
        chosen: the choices, each item once.
        wanted: one place for all; None: in Severa where this way into it can write, else in the code map.
        writable: the registers whose codes this way into Severa can write.
        items: Severa's registers: a line of the code map is for all items that share a code.
    """
    chosen = [each for each in chosen if not _has_it(each)]
    sharing: dict[tuple[RowKind, str], set[str]] = defaultdict(set)
    for item in items:
        if item.is_active and item.code.strip():
            sharing[item.kind, code_key(item.code)].add(item.guid)
    products = {(each.item.kind, each.item.guid): each.product.code for each in chosen}
    return [_plan(each, wanted, writable, sharing, products) for each in chosen]


def _has_it(chosen: Chosen) -> bool:
    return read_code(chosen.item.code) == chosen.product.code and chosen.item.guid != NO_ITEM


def _plan(
    chosen: Chosen,
    wanted: Place | None,
    writable: frozenset[RowKind],
    sharing: Mapping[tuple[RowKind, str], set[str]],
    products: Mapping[tuple[RowKind, str], ProductCode],
) -> Planned:
    item = chosen.item
    is_writable = item.kind in writable and item.guid != NO_ITEM
    if wanted is not Place.MAP and is_writable:
        return Planned(chosen, Place.SEVERA)
    if wanted is Place.SEVERA:
        return Planned(chosen, None, messages.OLD_CODE if item.guid == NO_ITEM else messages.NOT_WRITABLE)
    if not item.code.strip():
        return Planned(chosen, None, messages.MAPPING_WITHOUT_CODE if wanted is Place.MAP else messages.ONLY_BY_HAND)
    others = sharing[item.kind, code_key(item.code)] - {item.guid}
    if any(products.get((item.kind, other)) != chosen.product.code for other in others):
        return Planned(chosen, None, messages.CODE_SHARED)
    return Planned(chosen, Place.MAP)


def against_map(planned: Iterable[Planned], ours: OurSide) -> list[Planned]:
    """The plan, where a line of the code map that says something else hinders what would go into the map."""
    return [_against_map(each, ours) for each in planned]


def _against_map(planned: Planned, ours: OurSide) -> Planned:
    if planned.place is not Place.MAP:
        return planned
    line = _line(planned.chosen, ours.code_map)
    others = [each for each in ours.mappings if each.overlaps(line, ours.default_group)]
    taken = next((each for each in others if each.product != line.product), None)
    if taken is None:
        return planned
    values = {"severa_code": taken.code, "product": taken.product}
    return replace(planned, place=None, hindrance=_filled(messages.CODE_MAPPED_ALREADY, **values))


def _filled(message: Message, **values: object) -> Message:
    return Message(what=message.what.filled(**values), to_do=message.to_do.filled(**values))


def foreseen(
    planned: Iterable[Planned], items: Iterable[RegisterItem], ours: OurSide
) -> dict[tuple[RowKind, str], tuple[Remark, ...]]:
    """What is worth knowing of each planned item once all is kept: its product is shared, its VAT rate another.

    Returns:
        The remarks by the item's kind and Severa's id.
    """
    planned = list(planned)
    codes = {_key(each.chosen.item): each.chosen for each in planned if each.place is Place.SEVERA}
    lines = [_line(each.chosen, ours.code_map) for each in planned if each.place is Place.MAP]
    after = [_with_code(each, codes.get(_key(each))) for each in items]
    remarks = remarks_of(after, ours.catalogue, CodeMap([*ours.mappings, *lines], ours.default_group), ours.day)
    wanted = {_key(each.chosen.item) for each in planned if each.place}
    return {_key(item): found for item, found in remarks.items() if _key(item) in wanted}


def _with_code(item: RegisterItem, chosen: Chosen | None) -> RegisterItem:
    return replace(item, code=written_code(chosen.product.code)) if chosen else item


def _key(item: RegisterItem) -> tuple[RowKind, str]:
    return item.kind, item.guid


def keep(
    company: Company,
    source: SeveraSource,
    catalogue: Catalogue,
    planned: Sequence[Planned],
    *,
    actor: str,
    progress: Progress = lambda _done, _of: None,
) -> list[Kept]:
    """Keeps the choices; one that cannot be kept stops no other.

    Raises:
        SeveraMaestroError: Severa cannot be reached or used. What was kept until then stays kept.
    """
    kept = [_map(company, catalogue, each, actor) for each in planned if each.place is Place.MAP]
    to_write = [each for each in planned if each.place is Place.SEVERA]
    choices = [Choice(each.chosen.item, written_code(each.chosen.product.code)) for each in to_write]
    written = write_codes(company, source, choices, actor=actor, progress=progress)
    kept += [Kept(each, done.error) for each, done in zip(to_write, written, strict=True)]
    return kept


def _map(company: Company, catalogue: Catalogue, planned: Planned, actor: str) -> Kept:
    try:
        map_code(company, _line(planned.chosen, company.code_map()), catalogue, actor=actor)
    except (DataError, ConfigurationError) as error:
        return Kept(planned, error)
    return Kept(planned)


def _line(chosen: Chosen, code_map: CodeMap) -> CodeMapping:
    """The line that takes a choice into the code map, from the day after the last line of its code."""
    item = chosen.item
    ended = code_map.last_end(item.kind, item.code)
    begins = ended + timedelta(days=1) if ended else None
    return CodeMapping(kind=item.kind, code=item.code, product=chosen.product.code, valid_from=begins)
