"""Runs as the pages show them: asked for here, made by an engine in this process or another, told by the ledger."""

from django.contrib.sessions.backends.base import SessionBase

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule
from severa_maestro.transfer.ledger.models import Run
from severa_maestro.web.standing import Standing


def ask_for_run(company: Company) -> bool:
    """Asks for a run now. False where somebody has asked already, and it has not begun."""
    schedule = Schedule.of(company)
    if schedule.asked_at is not None:
        return False
    schedule.ask()
    return True


def is_asked_for(company: Company) -> bool:
    """Whether a run has been asked for that has not begun."""
    return Schedule.of(company).asked_at is not None


def newest_run(company: Company) -> Run | None:
    """The run that began last."""
    return company.runs.order_by("-pk").first()


class Awaited:
    """The runs that a reader has asked for and not seen the end of, kept in the reader's session."""

    _KEY = "awaited-runs"

    def __init__(self, session: SessionBase) -> None:
        self._session = session

    def add(self, company: Company) -> None:
        """The reader waits for the run that comes after the newest one."""
        newest = newest_run(company)
        awaited = self._session.get(self._KEY, {})
        self._session[self._KEY] = {**awaited, str(company.pk): newest.pk if newest else 0}

    def ended(self, standing: Standing) -> Run | None:
        """The run that the reader waited for and that has ended: told once."""
        awaited: dict[str, int] = self._session.get(self._KEY, {})
        before, run = awaited.get(str(standing.company.pk)), standing.last_run
        if before is None or run is None or run.pk <= before:
            return None
        self._session[self._KEY] = {key: pk for key, pk in awaited.items() if key != str(standing.company.pk)}
        return run
