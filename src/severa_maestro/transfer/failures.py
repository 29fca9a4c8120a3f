"""What nobody has foreseen, in words: the last place before a person would see a traceback."""

import structlog
from django.db import DatabaseError, InterfaceError, OperationalError

from severa_maestro.errors import DataError, SeveraMaestroError, TransientError
from severa_maestro.transfer import messages


def is_about_one_invoice(error: Exception) -> bool:
    """Whether an error says something about the invoice in hand alone, not about Severa, the database or the run."""
    if isinstance(error, DataError):
        return True
    return not isinstance(error, SeveraMaestroError | OperationalError | InterfaceError)


def in_words(error: Exception | KeyboardInterrupt) -> SeveraMaestroError:
    """An error of the tree for any exception; the traceback, which names no values, goes to the machine log."""
    if isinstance(error, SeveraMaestroError):
        return error
    if isinstance(error, KeyboardInterrupt):
        return TransientError("interrupted", messages.INTERRUPTED)
    structlog.get_logger(__name__).error("unforeseen", exc_info=error)
    reason = (str(error).splitlines() or [""])[0]
    if isinstance(error, DatabaseError):
        return TransientError("database-failed", messages.DATABASE_FAILED, reason=reason)
    return SeveraMaestroError("unforeseen", messages.UNFORESEEN, reason=type(error).__name__)
