"""The comparison of one company, with what stood on its invoices lately."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.maestro.target import MaestroTarget
from severa_maestro.setup.comparison import Comparison, compare
from severa_maestro.severa.source import SeveraSource

#: How far back invoices are looked at, unless told: far enough for what is billed once in a quarter or two.
LOOKS_BACK: Final = timedelta(days=180)


def compare_company(
    company: Company, source: SeveraSource, target: MaestroTarget, looks_back: timedelta = LOOKS_BACK
) -> Comparison:
    """Reads Severa's registers and what stood on recent invoices, and compares. Writes nothing.

    Raises:
        SeveraMaestroError: Severa or Maestro cannot be read.
    """
    items = source.register_items()
    use = source.recent_use(datetime.now(UTC) - looks_back)
    comparison = compare(items, use.uses, target.catalogue(), company.code_map(), timezone.localdate())
    return replace(comparison, since=timezone.localdate(use.since))
