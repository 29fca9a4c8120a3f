"""The comparison as the page shows it.

A line for each item of Severa, for each code on invoices alone, and for each product of Maestro that nothing uses.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst

from severa_maestro.companies.models import Company
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.matching.code_map import code_key
from severa_maestro.matching.finding_texts import WORDS
from severa_maestro.matching.products import Product
from severa_maestro.matching.suggestions import SURE_SCORE, Suggestion, is_sure
from severa_maestro.setup.choices import NO_ITEM, as_item
from severa_maestro.setup.comparison import Compared, Comparison, Remark, Stranger, Verdict
from severa_maestro.setup.comparison_report import UNUSED
from severa_maestro.setup.comparison_texts import REMARK_WORDS, VERDICT_WORDS
from severa_maestro.severa.source import RegisterItem
from severa_maestro.web import reader
from severa_maestro.web.codes.shown import OnFallback
from severa_maestro.web.forms import Form
from severa_maestro.web.say import lazily
from severa_maestro.web.sentences import on_a_page
from severa_maestro.web.transfers.fallback import CodeOnFallback

#: How each verdict looks: a state of ``states.py``; a gap looks like what its rows come to.
_LOOKS = {Verdict.MATCHED: "active", Verdict.MAPPED: "active", Verdict.FALLBACK: "dismissed"}
_GAP, _IN_ORDER, _REMARKED, _STRANGE, _UNUSED = "gap", "in_order", "remarked", "strange", "unused"


def key_of(item: RegisterItem) -> str:
    """Names an item in a form: by Severa's id, or by its code where it stands on invoices alone."""
    return f"{item.kind.value}:{item.guid}:{item.code if item.guid == NO_ITEM else ''}"


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A line of the page.

    Attributes:
        item: of Severa; None for a product of Maestro that nothing uses.
        product: where its rows go: the fallback product where there is a gap.
        verdict: None for a product that nothing uses.
        rows: on how many rows it stood lately.
        found: what the comparison says of it.
        on_fallback: its rows that are on A/0 in Maestro already; None where there are none.
    """

    item: RegisterItem | None
    product: Product
    verdict: Verdict | None = None
    rows: int = 0
    remarks: tuple[Remark, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    found: Compared | Stranger | None = None
    on_fallback: OnFallback | None = None

    @property
    def key(self) -> str:
        """Names it in a form; empty where nothing can be chosen for it."""
        can_be_chosen = self.item is not None and (self.item.guid != NO_ITEM or bool(self.item.code.strip()))
        return key_of(self.item) if self.item is not None and can_be_chosen else ""

    @property
    def is_gap(self) -> bool:
        """Whether its rows go to A/0 though nobody meant them to."""
        return self.verdict is not None and self.verdict.is_gap

    @property
    def is_strange(self) -> bool:
        """Whether it stands on invoices alone."""
        return self.item is not None and self.item.guid == NO_ITEM

    @property
    def kind(self) -> str:
        """Its register, in words."""
        return reader.in_words(WORDS[self.item.kind.value]) if self.item else ""

    @property
    def word(self) -> str:
        """Its state in a word or two."""
        return capfirst(reader.in_words(VERDICT_WORDS[self.verdict.value] if self.verdict else UNUSED))

    @property
    def what(self) -> str:
        """What becomes of its rows."""
        return on_a_page(reader.in_words(self.found.message.what)) if self.found else ""

    @property
    def to_do(self) -> str:
        """What to do about it."""
        return on_a_page(reader.in_words(self.found.message.to_do)) if self.found else ""

    @property
    def look(self) -> str:
        """A state of ``states.py`` that looks the same."""
        return _LOOKS.get(self.verdict, "fallback") if self.verdict else "paused"

    @property
    def is_sure(self) -> bool:
        """Whether its best suggestion may be taken as it is."""
        return is_sure(self.suggestions, SURE_SCORE)

    @property
    def shown_remarks(self) -> list[tuple[str, str]]:
        """Each remark in a word or two, and in sentences."""
        return [shown_remark(each) for each in self.remarks]

    def states(self) -> set[str]:
        """All that it can be asked for by."""
        found = {self.verdict.value if self.verdict else _UNUSED}
        of_line = {
            _GAP: self.is_gap,
            _IN_ORDER: self.verdict is not None and not self.is_gap,
            _REMARKED: bool(self.remarks),
            _STRANGE: self.is_strange,
        }
        return found | {state for state, holds in of_line.items() if holds}

    def says(self, words: Iterable[str]) -> bool:
        """Whether each word stands in its names or codes."""
        of_item = (self.item.name, self.item.code) if self.item else ()
        code = self.product.code
        text = " ".join((*of_item, str(code), f"{code.group}{code.number}", self.product.name)).casefold()
        return all(word in text for word in words)


def shown_remark(remark: Remark) -> tuple[str, str]:
    """A remark in a word or two, and in sentences."""
    message = remark.message
    sentences = (reader.in_words(text) for text in (message.what, message.to_do))
    word = capfirst(reader.in_words(REMARK_WORDS[remark.kind.value]))
    return word, on_a_page(" ".join(each for each in sentences if each))


def lines_of(comparison: Comparison, company: Company, on_fallback: Iterable[CodeOnFallback]) -> list[CodeLine]:
    """All lines: gaps first, those of most rows before the others; unused products last."""
    waiting = {
        (each.kind, code_key(code, company.default_group)): each
        for each in on_fallback
        for code in (each.codes if each.leads_now else each.open_codes)
    }

    def waiting_for(item: RegisterItem) -> OnFallback | None:
        found = waiting.get((item.kind, code_key(item.code, company.default_group)))
        return OnFallback.of([found]) if found else None

    of_items = [_line(each, each.item, each.remarks, waiting_for(each.item)) for each in comparison.compared]
    strange = [(each, as_item(each)) for each in comparison.strangers]
    of_strangers = [_line(each, item, (), waiting_for(item)) for each, item in strange]
    in_use = sorted([*of_items, *of_strangers], key=lambda line: (not line.is_gap, -line.rows if line.is_gap else 0))
    return [*in_use, *(CodeLine(None, product) for product in comparison.unused)]


def _line(
    each: Compared | Stranger, item: RegisterItem, remarks: tuple[Remark, ...], on_fallback: OnFallback | None
) -> CodeLine:
    return CodeLine(
        item=item,
        product=each.product,
        verdict=each.verdict,
        rows=each.rows,
        remarks=remarks,
        suggestions=each.suggestions,
        found=each,
        on_fallback=on_fallback,
    )


def _states() -> list[tuple[str, Any]]:
    verdicts = [(each.value, lazily(f"codes.state_{each.value}")) for each in Verdict]
    groups = [(each, lazily(f"codes.state_{each}")) for each in (_GAP, _IN_ORDER)]
    others = [(each, lazily(f"codes.state_{each}")) for each in (_REMARKED, _STRANGE, _UNUSED)]
    return [("", lazily("codes.every_state")), *groups, *verdicts, *others]


def _kinds() -> list[tuple[str, Any]]:
    return [("", lazily("codes.every_kind")), *((each.value, lazily(f"codes.kind_{each.value}")) for each in RowKind)]


class Filter(Form):
    """Which lines are to be shown."""

    page = "codes"

    q = forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"}))
    state = forms.ChoiceField(required=False, choices=_states)
    kind = forms.ChoiceField(required=False, choices=_kinds)

    def __init__(self, asked: Mapping[str, Any]) -> None:
        super().__init__(asked, auto_id="%s")
        self.is_valid()

    @property
    def is_in_use(self) -> bool:
        """Whether it leaves any line out."""
        return any(self.cleaned_data.values())

    def fits(self, line: CodeLine) -> bool:
        """Whether a line is to be shown; what was asked and not understood leaves none out."""
        asked = self.cleaned_data
        state, kind, words = asked.get("state", ""), asked.get("kind", ""), asked.get("q", "").casefold().split()
        is_of_kind = not kind or (line.item is not None and line.item.kind == kind)
        return is_of_kind and (not state or state in line.states()) and line.says(words)


def tally(lines: Iterable[CodeLine]) -> dict[str, int]:
    """How many lines have a gap, are in order, have a remark, stand on invoices alone, are not used."""
    counted = Counter(state for line in lines for state in line.states())
    return {state: counted[state] for state in (_GAP, _REMARKED, _STRANGE, _IN_ORDER, _UNUSED)}
