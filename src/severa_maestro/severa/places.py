"""The places of an organisation's requests, one after another: for all who share them, threads or processes.

How far apart the places are, and for how long there is none, ``rest.pace`` says; here is only kept which are taken.
"""

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol

import structlog

_log = structlog.get_logger(__name__)


class Places(Protocol):
    """The places of one organisation. For any number of threads.

    Every method but ``close`` may raise OSError: what keeps the places cannot be reached now.
    """

    def take(self, interval: float, catch_up: float) -> float:
        """Takes the next place: 0, and the request may go out; or else the seconds after which to try again.

        Args:
            interval: seconds from this place to the next.
            catch_up: by how many of them the next place comes sooner at the most, where this one is taken late.
        """

    def pause(self, seconds: float) -> None:
        """There is no place for so long. A shorter pause does not cut a longer one."""

    def back_off(self, first: float, longest: float) -> None:
        """There is no place for a while, twice as long each time, in seconds. Amid a pause: as long as that lasts."""

    def answered(self) -> None:
        """A request was answered: who backs off next does it shortly again. Amid a pause it says nothing."""

    def close(self) -> None:
        """Ends the connections. Who asks again opens them again."""


@dataclass(slots=True)
class Standing:
    """Which places are taken, by a clock in seconds that only goes forward.

    Attributes:
        next: when the next place is.
        closed_until: no place is before.
        backed_off: for how long they backed off last; 0 since a request was answered.
    """

    next: float
    closed_until: float
    backed_off: float = 0.0

    def take(self, now: float, interval: float, catch_up: float) -> float:
        """See ``Places.take``."""
        due = max(self.next, self.closed_until)
        if now < due:
            return due - now
        self.next = max(due, now - catch_up) + interval
        return 0.0

    def pause(self, now: float, seconds: float) -> None:
        """See ``Places.pause``."""
        self.closed_until = max(self.closed_until, now + seconds)

    def back_off(self, now: float, first: float, longest: float) -> None:
        """See ``Places.back_off``."""
        if now >= self.closed_until:
            self.backed_off = min(max(first, 2 * self.backed_off), longest)
            self.closed_until = now + self.backed_off

    def answered(self, now: float) -> None:
        """See ``Places.answered``."""
        if now >= self.closed_until:
            self.backed_off = 0.0


class PlacesByClock(ABC):
    """Places that are kept as a ``Standing``.

    Args:
        clock: seconds that only go forward, the same for all who share the places.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock

    @abstractmethod
    def _standing(self) -> AbstractContextManager[Standing]:
        """The standing, for one alone; what is changed in it is kept."""

    def take(self, interval: float, catch_up: float) -> float:
        """Takes the next place, or tells when to try again."""
        with self._standing() as standing:
            return standing.take(self._clock(), interval, catch_up)

    def pause(self, seconds: float) -> None:
        """There is no place for so long."""
        with self._standing() as standing:
            standing.pause(self._clock(), seconds)

    def back_off(self, first: float, longest: float) -> None:
        """There is no place for a while, twice as long each time."""
        with self._standing() as standing:
            standing.back_off(self._clock(), first, longest)

    def answered(self) -> None:
        """A request was answered."""
        with self._standing() as standing:
            standing.answered(self._clock())

    def close(self) -> None:  # noqa: B027 most keep nothing open
        """Nothing is open."""


class PlacesOfProcess(PlacesByClock):
    """Places that the threads of one process share."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(clock)
        self._lock = threading.Lock()
        self._kept = Standing(clock(), clock())

    @contextmanager
    def _standing(self) -> Iterator[Standing]:
        with self._lock:
            yield self._kept


class SharedPlaces:
    """Places that all processes share; while those cannot be reached, this process goes on with its own.

    Args:
        shared: those of all processes.
        own: those of this process. They know of every pause as well.
    """

    def __init__(self, shared: Places, own: Places) -> None:
        self._shared = shared
        self._own = own
        self._is_alone = False

    def take(self, interval: float, catch_up: float) -> float:
        """Takes the next place, or tells when to try again."""
        try:
            seconds = self._shared.take(interval, catch_up)
        except OSError as error:
            self._go_on_alone(error)
            return self._own.take(interval, catch_up)
        self._is_alone = False
        return seconds

    def pause(self, seconds: float) -> None:
        """There is no place for so long."""
        self._tell(lambda places: places.pause(seconds))

    def back_off(self, first: float, longest: float) -> None:
        """There is no place for a while, twice as long each time."""
        self._tell(lambda places: places.back_off(first, longest))

    def answered(self) -> None:
        """A request was answered."""
        self._tell(lambda places: places.answered())

    def close(self) -> None:
        """Ends the connections to the shared ones. Its own may be in use elsewhere."""
        self._shared.close()

    def _tell(self, tell: Callable[[Places], None]) -> None:
        tell(self._own)
        try:
            tell(self._shared)
        except OSError as error:
            self._go_on_alone(error)

    def _go_on_alone(self, error: OSError) -> None:
        if not self._is_alone:
            _log.warning("pace-not-shared", exc_info=error)
        self._is_alone = True
