"""What is looked at before a company is started: the check, and the preview of a run."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from severa_maestro.companies.models import Company
from severa_maestro.setup.check import CheckLine, check_company
from severa_maestro.transfer.connect import source_of, target_of
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.foreseen import Preview
from severa_maestro.transfer.preview import preview_company
from severa_maestro.web.setting_up.background import Background

CheckLines = tuple[CheckLine, ...]


def _check(company: Company, tell: Callable[[CheckLines], None]) -> CheckLines:
    found: list[CheckLine] = []

    def take(line: CheckLine) -> None:
        found.append(line)
        tell(tuple(found))

    return tuple(check_company(company, source_of, target_of(company), take))


def _preview(company: Company, tell: Callable[[Counts], None]) -> Preview:
    return preview_company(company, source_of(company), target_of(company), lambda counts: tell(replace(counts)))


CHECKS: Final = Background[CheckLines, CheckLines]("check", _check)
PREVIEWS: Final = Background[Counts, Preview]("preview", _preview)


def forget(company: Company) -> None:
    """What was seen holds no longer: the company's settings are others now."""
    CHECKS.forget(company)
    PREVIEWS.forget(company)
