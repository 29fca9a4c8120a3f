"""The code map: a company's own Maestro products for codes of Severa, for a time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.matching.products import ProductCode, read_code


def code_key(code: str, default_group: str = "") -> str:
    """What two spellings of one Severa code have in common: ``A1`` and ``a/1`` are one, ``Km-26`` and ``KM-26``.

    With a default group ``B``, so are ``1`` and ``B1``.
    """
    product_code = read_code(code, default_group)
    return str(product_code) if product_code is not None else "".join(code.split()).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """One line of the map: rows of a kind with a code go to a product.

    Attributes:
        kind: the register that the code is of; ``OTHER``: rows of any kind.
        valid_from: the first day; None: since ever.
        valid_to: the last day; None: for good.
    """

    kind: RowKind
    code: str
    product: ProductCode
    valid_from: date | None = None
    valid_to: date | None = None

    def is_in_force(self, day: date | None) -> bool:
        """Whether it holds on a day; None, a day that nobody knows, is within no limits."""
        if day is None:
            return self.valid_from is None and self.valid_to is None
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def overlaps(self, other: "Mapping", default_group: str = "") -> bool:
        """Whether both say something of one code of one kind on one day."""
        if (self.kind, code_key(self.code, default_group)) != (other.kind, code_key(other.code, default_group)):
            return False
        begins_in_time = self.valid_from is None or other.valid_to is None or self.valid_from <= other.valid_to
        ends_in_time = other.valid_from is None or self.valid_to is None or other.valid_from <= self.valid_to
        return begins_in_time and ends_in_time


class CodeMap:
    """The mappings of one company, as they are at one moment. Those of one kind and code do not overlap."""

    def __init__(self, mappings: Iterable[Mapping] = (), default_group: str = "") -> None:
        self._default_group = default_group
        self._mappings: dict[tuple[RowKind, str], list[Mapping]] = defaultdict(list)
        for mapping in mappings:
            self._mappings[mapping.kind, self._key(mapping.code)].append(mapping)

    def find(self, kind: RowKind, code: str, day: date | None) -> Mapping | None:
        """The mapping of a code that holds on a day: that of its own kind before that of any kind."""
        return next((each for each in self._known(kind, code) if each.is_in_force(day)), None)

    def knows(self, kind: RowKind, code: str) -> bool:
        """Whether it maps the code on any day."""
        return bool(self._known(kind, code))

    def depends_on_day(self, kind: RowKind, codes: Iterable[str]) -> bool:
        """Whether the day decides what becomes of one of these codes."""
        return any(each.valid_from or each.valid_to for code in codes for each in self._known(kind, code))

    def last_end(self, kind: RowKind, code: str) -> date | None:
        """The last day on which a line of the code's own kind holds; None where there is none, or it has no end."""
        ends = [each.valid_to for each in self._mappings.get((kind, self._key(code)), ())]
        return max((end for end in ends if end is not None), default=None) if None not in ends else None

    def _key(self, code: str) -> str:
        return code_key(code, self._default_group)

    def _known(self, kind: RowKind, code: str) -> list[Mapping]:
        key = self._key(code)
        own = self._mappings.get((kind, key), [])
        of_any = self._mappings.get((RowKind.OTHER, key), []) if kind is not RowKind.OTHER else []
        return [*own, *of_any]
