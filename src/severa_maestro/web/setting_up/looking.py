"""What is looked at before a company is started: the check, and the preview of a run."""

from dataclasses import replace
from typing import Final

from severa_maestro.companies.models import Company
from severa_maestro.setup.check import CheckLine, check_company
from severa_maestro.transfer.connect import source_of, target_of
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.foreseen import Preview
from severa_maestro.transfer.preview import preview_company
from severa_maestro.web.background import Background, Tell

CheckLines = tuple[CheckLine, ...]

CHECKS: Final = Background[CheckLines, CheckLines]("check")
PREVIEWS: Final = Background[Counts, Preview]("preview")


def check(company: Company) -> bool:
    """Begins to check the company. False where that goes on already."""

    def carry_out(tell: Tell[CheckLines]) -> CheckLines:
        found: list[CheckLine] = []

        def take(line: CheckLine) -> None:
            found.append(line)
            tell(tuple(found))

        return tuple(check_company(company, source_of, target_of(company), take))

    return CHECKS.start(company, carry_out)


def preview(company: Company) -> bool:
    """Begins to look what a run of the company would do. False where that goes on already."""

    def carry_out(tell: Tell[Counts]) -> Preview:
        return preview_company(company, source_of(company), target_of(company), lambda counts: tell(replace(counts)))

    return PREVIEWS.start(company, carry_out)


def forget(company: Company) -> None:
    """What was seen holds no longer: the company's settings are others now."""
    CHECKS.forget(company)
    PREVIEWS.forget(company)
