"""One process runs the companies one after another: what ``severa-maestro run`` does."""

from collections.abc import Callable, Iterable

from severa_maestro.companies.models import Company
from severa_maestro.transfer.connect import source_of, target_of
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.failures import in_words
from severa_maestro.transfer.run import Outcome, run_company


def run_companies(companies: Iterable[Company], progress: Callable[[Company, Counts], None]) -> list[Outcome]:
    """Runs each company once. One that fails never stops the others."""
    return [_run(company, progress) for company in companies]


def _run(company: Company, progress: Callable[[Company, Counts], None]) -> Outcome:
    try:
        return run_company(company, source_of, target_of(company), lambda counts: progress(company, counts))
    except Exception as error:  # one company never stops another
        return Outcome(company, Counts(), 0, in_words(error))
