"""Whose the rows of recent invoices are: items of Severa's registers, or codes that no active item has."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.matching.code_map import code_key
from severa_maestro.severa.source import ItemUse, RegisterItem


class StrangeCode(NamedTuple):
    """A code of rows that no active item has.

    Attributes:
        code: as it stood on the rows; empty for those of the kind that have neither a code nor an item.
        name: what the rows are called most often.
        rows: how many rows.
        items: the active items that the rows are of, by their ids or names; None among them where some rows tell of
            none.
    """

    kind: RowKind
    code: str
    name: str
    rows: int
    items: frozenset[RegisterItem | None] = frozenset({None})


class _Owners(NamedTuple):
    """Whose the rows of one use are.

    Attributes:
        items: the active items that they belong to.
        strange: their codes that no active item has; one empty code where they have neither code nor item.
        old: codes that no active item has, on rows whose item is known all the same.
    """

    items: tuple[RegisterItem, ...] = ()
    strange: tuple[str, ...] = ()
    old: tuple[str, ...] = ()


class Usage:
    """On how many rows each active item stood lately, and each code that none of them has.

    A row belongs to the item with its guid; without one, to the item of its kind with its code, and where several
    have the code or the row has none, to the one with its name. A row of several codes counts for each of them.

    Attributes:
        rows: how many rows there are.
        rows_of: how many of them belong to an item.
    """

    def __init__(self, active: Iterable[RegisterItem], uses: Iterable[ItemUse]) -> None:
        self._by_guid: dict[str, RegisterItem] = {}
        self._by_code: dict[tuple[RowKind, str], list[RegisterItem]] = defaultdict(list)
        self._by_name: dict[tuple[RowKind, str], list[RegisterItem]] = defaultdict(list)
        for item in active:
            self._by_guid[item.guid] = item
            for kind in (item.kind, RowKind.OTHER):  # a row that does not tell its kind may be of any
                self._by_code[kind, code_key(item.code)].append(item)
                self._by_name[kind, _simple(item.name)].append(item)
        self._uses = [(each, self._owners(each)) for each in uses]
        self.rows = sum(use.rows for use, _ in self._uses)
        self.rows_of: Counter[RegisterItem] = Counter()
        for use, owners in self._uses:
            for item in owners.items:
                self.rows_of[item] += use.rows

    def strange_codes(self) -> list[StrangeCode]:
        """The codes that no active item has, each once for each kind of row."""
        names: dict[tuple[RowKind, str], Counter[str]] = defaultdict(Counter)
        known: dict[tuple[RowKind, str], set[RegisterItem | None]] = defaultdict(set)
        spelt: dict[tuple[RowKind, str], str] = {}
        for use, owners in self._uses:
            for code in owners.strange + owners.old:
                key = (use.kind, code_key(code))
                spelt.setdefault(key, code)
                names[key][use.name] += use.rows
                known[key].update(self._known_by(use) or {None})
        return [
            StrangeCode(key[0], spelt[key], named.most_common(1)[0][0], named.total(), frozenset(known[key]))
            for key, named in names.items()
        ]

    def _known_by(self, use: ItemUse) -> list[RegisterItem]:
        """The items that a row may be of, by what it tells beside its code: one, unless several have its name."""
        item = self._by_guid.get(use.guid)
        return [item] if item else self._by_name.get((use.kind, _simple(use.name)), [])

    def rows_where(self, holds: Callable[[RowKind, str], bool]) -> int:
        """How many rows have an item or a strange code of which something holds, each counted once.

        Old codes of known items do not count: the item's rows have its present code from now on.
        """
        return sum(use.rows for use, owners in self._uses if any(holds(*each) for each in _codes(use, owners)))

    def _owners(self, use: ItemUse) -> _Owners:
        codes = tuple(code for code in use.codes if code.strip())
        sharing = {code: self._by_code.get((use.kind, code_key(code)), []) for code in codes}
        unknown = tuple(code for code, items in sharing.items() if not items)
        if item := self._by_guid.get(use.guid):
            return _Owners((item,), old=unknown)
        if not codes:
            named = self._by_name.get((use.kind, _simple(use.name)), [])
            return _Owners(tuple(named[:1]), strange=() if named else ("",))
        items = dict.fromkeys(_named(use.name, items) for items in sharing.values() if items)
        return _Owners(tuple(items), strange=unknown)


def _codes(use: ItemUse, owners: _Owners) -> list[tuple[RowKind, str]]:
    """The codes that rows like these would have today, with the register of each."""
    return [(item.kind, item.code) for item in owners.items] + [(use.kind, code) for code in owners.strange]


def _named(name: str, items: list[RegisterItem]) -> RegisterItem:
    """The item of that name; where none has it, the first."""
    return next((each for each in items if _simple(each.name) == _simple(name)), items[0])


def _simple(name: str) -> str:
    return " ".join(name.split()).casefold()
