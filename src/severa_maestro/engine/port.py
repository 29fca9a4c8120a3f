"""The port to what runs the companies: the use cases do not know which engine does, nor on how many machines."""

from types import TracebackType
from typing import Protocol, Self

from django.db import connection

from severa_maestro.engine.embedded import EmbeddedEngine
from severa_maestro.engine.runs import HowMany


class Engine(Protocol):
    """Runs the companies as their schedules say, while its context lasts.

    What every engine keeps to:
        - A run that is due is made within seconds, one that somebody asked for before the others, and once.
        - Never two runs of one company at a time, however many engines work on the database.
        - A company that fails stops no other; one with much to do makes room for others that wait.
        - At the end of the context the invoices in hand are finished, and the rest is left for whoever comes next.
        - One that is killed, or stands still, is replaced: its companies are run by others within a minute.
    """

    def __enter__(self) -> Self:
        """Begins, and comes back at once."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends in order."""


def engine_of_this_database(at_once: HowMany) -> Engine:
    """Embedded on SQLite; on PostgreSQL one worker among any number of them."""
    if connection.vendor == "postgresql":
        from severa_maestro.engine.distributed import DistributedEngine  # noqa: PLC0415 its library is for PostgreSQL

        return DistributedEngine(at_once)
    return EmbeddedEngine(at_once)
