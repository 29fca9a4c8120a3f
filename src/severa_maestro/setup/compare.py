"""The comparison of one company, with what stood on its invoices lately."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.maestro.target import MaestroTarget
from severa_maestro.matching.code_map import CodeMap, Mapping
from severa_maestro.matching.products import Catalogue, Product
from severa_maestro.setup.comparison import Comparison, compare
from severa_maestro.severa.source import RecentUse, RegisterItem, SeveraSource

#: How far back invoices are looked at, unless told: far enough for what is billed once in a quarter or two.
LOOKS_BACK: Final = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class SeveraSide:
    """What a company's Severa had at the moment of reading.

    Attributes:
        items: its registers, inactive items too.
        use: what stood on recent invoices.
        writable: the registers whose codes this way into Severa can write.
    """

    items: tuple[RegisterItem, ...]
    use: RecentUse
    writable: frozenset[RowKind]


@dataclass(frozen=True, slots=True)
class OurSide:
    """What decides here where the rows with a code go; equal where it decides the same.

    Attributes:
        products: Maestro's.
        mappings: the lines of the code map.
        default_group: the group of a bare number.
        day: on which a row would be made.
    """

    products: tuple[Product, ...]
    mappings: tuple[Mapping, ...]
    default_group: str
    day: date

    @classmethod
    def of(cls, company: Company, target: MaestroTarget) -> "OurSide":
        """As it is now."""
        return cls(
            products=tuple(target.catalogue()),
            mappings=tuple(line.as_mapping() for line in company.code_mappings.all()),
            default_group=company.default_group,
            day=timezone.localdate(),
        )

    @property
    def catalogue(self) -> Catalogue:
        """Maestro's products, to be looked up."""
        return Catalogue(self.products, self.default_group)

    @property
    def code_map(self) -> CodeMap:
        """The code map, to be looked up."""
        return CodeMap(self.mappings, self.default_group)


def read_severa(source: SeveraSource, looks_back: timedelta = LOOKS_BACK) -> SeveraSide:
    """Reads Severa's registers and what stood on recent invoices. Takes seconds, and writes nothing.

    Raises:
        SeveraMaestroError: Severa cannot be read.
    """
    items = tuple(source.register_items())
    return SeveraSide(items, source.recent_use(datetime.now(UTC) - looks_back), source.writes_codes_of)


def compare_sides(severa: SeveraSide, ours: OurSide) -> Comparison:
    """Compares what was read with what is here."""
    return _compare(severa, ours.catalogue, ours.code_map, ours.day)


def compare_company(
    company: Company, source: SeveraSource, target: MaestroTarget, looks_back: timedelta = LOOKS_BACK
) -> Comparison:
    """Reads Severa's registers and what stood on recent invoices, and compares. Writes nothing.

    Raises:
        SeveraMaestroError: Severa or Maestro cannot be read.
    """
    return _compare(read_severa(source, looks_back), target.catalogue(), company.code_map(), timezone.localdate())


def _compare(severa: SeveraSide, catalogue: Catalogue, code_map: CodeMap, day: date) -> Comparison:
    comparison = compare(severa.items, severa.use.uses, catalogue, code_map, day)
    return replace(comparison, since=timezone.localdate(severa.use.since))
