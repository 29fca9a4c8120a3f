"""The pace of requests: Severa allows ten a second for a whole organisation, and no header tells how many are left."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from severa_maestro.severa.http import http_date

#: Requests a second: a little under the ten that Severa allows, so that the network's jitter does not go over it.
PER_SECOND = 9.5

#: How much of its interval a late request may catch up with. With it, 0.4 + 1 + 9.5 requests at the most fall into any
#: one second: ten.
_CATCH_UP = 0.4

_FIRST_BACK_OFF_SECONDS = 1.0
_LONGEST_BACK_OFF_SECONDS = 30.0
_LONGEST_RETRY_AFTER_SECONDS = 600.0


class Pace:
    """When the next request may go out: one for each organisation, shared by all its threads.

    Args:
        per_second: how many requests a second.
        clock: seconds that only go forward.
    """

    def __init__(
        self,
        per_second: float = PER_SECOND,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.per_second = per_second
        self._clock = clock
        self._lock = threading.Lock()
        self._next = clock()
        self._closed_until = self._next
        self._back_off = _FIRST_BACK_OFF_SECONDS

    def take(self) -> float:
        """Takes the next place: 0, and the request may go out; or else the seconds after which to try again."""
        with self._lock:
            now = self._clock()
            due = max(self._next, self._closed_until)
            if now >= due:
                interval = 1 / self.per_second
                self._next = max(self._next, now - _CATCH_UP * interval) + interval
                return 0.0
            return due - now

    def refused(self, retry_after: str, severa_time: datetime | None) -> None:
        """Severa has answered 429: everything waits as long as it says, or longer and longer where it says nothing.

        Requests that were under way together are refused together: where nothing is said, they wait once.

        Args:
            retry_after: the header of that name (RFC 9110, 10.2.3): seconds, a date, or empty.
            severa_time: Severa's clock as it answered, from which a date is counted; None where it does not tell.
        """
        told = _seconds_of(retry_after, severa_time or datetime.now(UTC))
        with self._lock:
            now = self._clock()
            if told is not None:
                self._closed_until = max(self._closed_until, now + told)
            elif now >= self._closed_until:
                self._closed_until = now + self._back_off
                self._back_off = min(2 * self._back_off, _LONGEST_BACK_OFF_SECONDS)

    def admitted(self) -> None:
        """Severa has answered: the next 429 begins from a short wait. An answer amid a wait says nothing."""
        with self._lock:
            if self._clock() >= self._closed_until:
                self._back_off = _FIRST_BACK_OFF_SECONDS


def _seconds_of(retry_after: str, severa_time: datetime) -> float | None:
    """The seconds of a Retry-After header; None where it says none that can be meant."""
    text = retry_after.strip()
    if text.isdecimal():
        seconds = float(text)
    else:
        moment = http_date(text)
        if moment is None:
            return None
        # Both are told to the second: it may be up to one more.
        seconds = (moment - severa_time).total_seconds() + 1
    return min(max(seconds, 0.1), _LONGEST_RETRY_AFTER_SECONDS)
