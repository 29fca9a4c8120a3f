"""Why runs failed, in the reader's language.

A run keeps its error in its company's language; the line of the log that tells of the same failure has it in all three.
"""

from collections import defaultdict
from collections.abc import Iterable

from severa_maestro.transfer.ledger.models import LogLine, Run
from severa_maestro.web import reader


def in_readers_words(runs: Iterable[Run]) -> dict[int, str]:
    """What was the matter and what to do, by the run's key, for those of the runs that an error ended."""
    failed = [run for run in runs if run.error_code]
    other = {run.company_id for run in failed if run.company.language != reader.language()}
    told = _told(other)
    return {run.pk: _before(told[run.company_id], run) or run.error_text for run in failed}


def _told(companies: set[int]) -> dict[int, list[tuple[int, str]]]:
    """The failures of these companies, each with the run that it began with, in the reader's words."""
    told = defaultdict[int, list[tuple[int, str]]](list)
    if companies:
        lines = LogLine.objects.filter(company__in=companies, code="run-failed", run__isnull=False).order_by("pk")
        for company, run, values in lines.values_list("company", "run", "values"):
            told[company].append((run, values["reason"][reader.language()]))
    return told


def _before(told: list[tuple[int, str]], run: Run) -> str:
    """The failure that had begun last when the run ended: a failure that lasts is told once."""
    return next((reason for began, reason in reversed(told) if began <= run.pk), "")
