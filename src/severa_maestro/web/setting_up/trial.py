"""A connection tried before it is kept: by each session once at a time."""

from threading import Condition

from django.contrib.sessions.backends.base import SessionBase

from severa_maestro.companies.models import Company
from severa_maestro.errors import TransientError
from severa_maestro.setup.check import CheckLine, Level, check_connection
from severa_maestro.severa.http import host_of
from severa_maestro.transfer.connect import source_of
from severa_maestro.web.setting_up import waiting

_ended = Condition()
_trying: set[str] = set()


def tried(company: Company, session: SessionBase, *, waits: bool) -> list[CheckLine] | None:
    """What Severa says to the company's connection, right by right; neither needs to be kept anywhere yet.

    Args:
        company: with the connection.
        session: whose trial it is.
        waits: whether it waits for an earlier trial of the session, as long as a page waits for Severa.

    Returns:
        None where an earlier one goes on still: Severa may keep it waiting longer than its page waits.
    """
    key = session.session_key or ""
    with _ended:
        if not _ended.wait_for(lambda: key not in _trying, waiting.PATIENCE if waits else 0):
            return None
        _trying.add(key)

    def ask() -> list[CheckLine]:
        try:
            return check_connection(company, source_of)
        finally:
            with _ended:
                _trying.discard(key)
                _ended.notify_all()

    try:
        return waiting.waited_for(ask, host_of(company.connection.url))
    except TransientError as error:
        return [CheckLine(error.code, Level.ERROR, error.message, error.values)]
