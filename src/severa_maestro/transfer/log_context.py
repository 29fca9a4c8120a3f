"""What each line of the machine log tells of the run, the company and the transfer that it is about.

Threads begin without it: what one is given to do carries it as ``copy_context().run``.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from django.utils import timezone
from structlog.contextvars import bound_contextvars

from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.ledger.models import Run, Transfer

_log = structlog.get_logger(__name__)


@contextmanager
def about_run(run: Run) -> Iterator[None]:
    """Within, lines name the run and its company. Its begin and its end are lines too, of level ``info``.

    An error that comes out of it says that the run's end was not kept, such as when another has got its company. Ctrl-C
    ends a run in order.
    """
    with bound_contextvars(run=run.pk, company=str(run.company.reference)):
        _log.info("run-began")
        try:
            yield
        except Exception:
            _log.warning("run-cut")
            raise
        except KeyboardInterrupt:
            _tell_end(run)
            raise
        _tell_end(run)


@contextmanager
def about_transfer(transfer: Transfer | None, number: int | None) -> Iterator[None]:
    """Within, lines name the transfer, where there is one already, and the invoice's number."""
    with bound_contextvars(transfer=transfer.pk if transfer is not None else None, invoice=number):
        yield


def _tell_end(run: Run) -> None:
    counts = {name: getattr(run, name) for name in Counts().as_dict()}
    taken = (run.ended_at or timezone.now()) - run.started_at
    _log.info("run-ended", seconds=round(taken.total_seconds(), 3), error=run.error_code, **counts)
