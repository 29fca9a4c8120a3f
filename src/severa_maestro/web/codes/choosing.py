"""Products that somebody has chosen for items of Severa, and exactly what would be done with them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from severa_maestro.errors import ConfigurationError
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.invoicing.snapshot import digest
from severa_maestro.matching.finding_texts import WORDS
from severa_maestro.matching.products import Catalogue
from severa_maestro.matching.suggestions import SURE_SCORE
from severa_maestro.setup.choices import (
    Chosen,
    Place,
    Planned,
    against_map,
    as_item,
    find_product,
    foreseen,
    plan,
    suggested,
)
from severa_maestro.setup.code_writing import written_code
from severa_maestro.setup.compare import OurSide, SeveraSide
from severa_maestro.setup.comparison import Comparison, Remark
from severa_maestro.severa.source import RegisterItem
from severa_maestro.web import reader
from severa_maestro.web.codes.lines import key_of, shown_remark
from severa_maestro.web.say import say
from severa_maestro.web.sentences import error_on_a_page, on_a_page

#: Begins the name of a field with a product that somebody wrote; the item's key follows.
PRODUCT = "product:"
#: Names the boxes of the suggestions that somebody takes.
TAKE = "take"


@dataclass(frozen=True, slots=True)
class Unusable:
    """A wish that names no item, or no product."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """What would be done for one item, in words."""

    planned: Planned
    remarks: tuple[Remark, ...]

    @property
    def kind(self) -> str:
        """The item's register."""
        return reader.in_words(WORDS[self.planned.chosen.item.kind.value])

    @property
    def field(self) -> str:
        """The name of the field that wishes it again."""
        return PRODUCT + key_of(self.planned.chosen.item)

    @property
    def after(self) -> str:
        """The code that Severa gets."""
        return written_code(self.planned.chosen.product.code)

    @property
    def why_not(self) -> str:
        """Why it can be kept nowhere, and what to do; empty where it can."""
        hindrance = self.planned.hindrance
        return on_a_page(hindrance.say(reader.language())) if hindrance else ""

    @property
    def shown_remarks(self) -> list[tuple[str, str]]:
        """Each remark in a word or two, and in sentences."""
        return [shown_remark(each) for each in self.remarks]


def read_place(written: str) -> Place | None:
    """The place that somebody chose for all; None: where each can be kept."""
    return Place(written) if written in list(Place) else None


def sure_wishes(comparison: Comparison) -> dict[str, str]:
    """The product of every suggestion that may be taken as it is, by the item's key."""
    return {key_of(each.item): str(each.product.code) for each in suggested(comparison, SURE_SCORE)}


def read_wishes(sent: QueryDict, comparison: Comparison) -> dict[str, str]:
    """The product for each item by its key: what somebody wrote, else the suggestion that was ticked."""
    of_items = [(each.item, each.suggestions) for each in comparison.gaps]
    of_strangers = [(as_item(each), each.suggestions) for each in comparison.strangers]
    best = {key_of(item): str(found[0].product.code) for item, found in [*of_items, *of_strangers] if found}
    ticked = {key: best[key] for key in sent.getlist(TAKE) if key in best}
    written = {name.removeprefix(PRODUCT): str(sent[name]).strip() for name in sent if name.startswith(PRODUCT)}
    return ticked | {key: text for key, text in written.items() if text}


@dataclass(frozen=True, slots=True)
class CodesPreview:
    """What would be done, as it is shown before somebody says yes.

    Attributes:
        unusable: wishes that cannot be understood.
    """

    place: Place | None
    lines: tuple[PlannedLine, ...]
    unusable: tuple[Unusable, ...]

    @classmethod
    def of(
        cls, wishes: Mapping[str, str], place: Place | None, severa: SeveraSide, ours: OurSide, comparison: Comparison
    ) -> "CodesPreview":
        """What the wishes come to, with the registers as they were read and what is here now."""
        chosen, unusable = _understood(wishes, _items(severa, comparison), ours.catalogue)
        planned = against_map(plan(chosen, place, severa.writable, severa.items), ours)
        remarks = foreseen(planned, severa.items, ours)
        lines = [PlannedLine(each, remarks.get(_id(each.chosen.item), ())) for each in planned]
        return cls(place, tuple(sorted(lines, key=lambda line: not line.why_not)), tuple(unusable))

    @property
    def possible(self) -> list[Planned]:
        """What can be kept."""
        return [line.planned for line in self.lines if line.planned.place is not None]

    @property
    def shown(self) -> str:
        """Changes with anything that would be done."""
        return digest(
            *(
                f"{key_of(each.chosen.item)} {each.chosen.item.code} {each.chosen.product.code} {each.place}"
                for each in self.possible
            )
        )

    def count(self, place: str) -> int:
        """How many codes would go to a place."""
        return sum(each.place == place for each in self.possible)

    def before_and_after(self) -> tuple[dict[str, str], dict[str, str]]:
        """What would be done, for the audit log; numbered, for two items may have one name."""
        named = {f"{number}. {_name(each)}": each for number, each in enumerate(self.possible, start=1)}
        before = {name: each.chosen.item.code for name, each in named.items()}
        return before, {name: f"{each.chosen.product.code} ({each.place})" for name, each in named.items()}


def _items(severa: SeveraSide, comparison: Comparison) -> dict[str, RegisterItem]:
    items = [each for each in severa.items if each.is_active]
    return {key_of(each): each for each in (*items, *(as_item(stranger) for stranger in comparison.strangers))}


def _understood(
    wishes: Mapping[str, str], items: Mapping[str, RegisterItem], catalogue: Catalogue
) -> tuple[list[Chosen], list[Unusable]]:
    chosen, unusable = [], []
    for key, written in wishes.items():
        item = items.get(key)
        if item is None:
            unusable.append(Unusable(written, say("codes.item_gone")))
            continue
        try:
            chosen.append(Chosen(item, find_product(catalogue, written)))
        except ConfigurationError as error:
            unusable.append(Unusable(item.name, error_on_a_page(error)))
    return chosen, unusable


def _id(item: RegisterItem) -> tuple[RowKind, str]:
    return item.kind, item.guid


def _name(planned: Planned) -> str:
    item = planned.chosen.item
    return f"{item.kind} {item.name or item.code}"
