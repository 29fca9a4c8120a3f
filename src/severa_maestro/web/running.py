"""Runs as the pages show them: asked for here, made by an engine in this process or another, told by the ledger."""

from django.contrib.sessions.backends.base import SessionBase

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule
from severa_maestro.errors import ConfigurationError
from severa_maestro.transfer.ledger.models import Run
from severa_maestro.web import messages
from severa_maestro.web.standing import is_under_way


def ask_for_run(company: Company) -> bool:
    """Asks for a run now. False where one goes on, or somebody has asked already and it has not begun.

    Raises:
        ConfigurationError: the company has no connection to Severa, or its set-up is not finished: without its products
            all rows would go to A/0.
    """
    if not hasattr(company, "connection"):
        raise ConfigurationError("connection-missing", messages.CONNECTION_MISSING, company=company.name)
    newest = newest_run(company)
    if newest is not None and is_under_way(newest):
        return False
    schedule = Schedule.of(company)
    if newest is None and schedule.state == Schedule.State.NOT_STARTED:
        raise ConfigurationError("not-started", messages.NOT_STARTED, company=company.name)
    if schedule.asked_at is not None:
        return False
    schedule.ask()
    return True


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

    def ended(self, company: Company, run: Run | None) -> Run | None:
        """The run, the company's last one that has ended, where the reader waited for it: told once."""
        awaited: dict[str, int] = self._session.get(self._KEY, {})
        before = awaited.get(str(company.pk))
        if before is None or run is None or run.pk <= before:
            return None
        self._session[self._KEY] = {key: pk for key, pk in awaited.items() if key != str(company.pk)}
        return run
