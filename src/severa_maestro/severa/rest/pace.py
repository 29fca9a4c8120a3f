"""The pace of requests: Severa allows ten a second for a whole organisation, and no header tells how many are left."""

import random
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from severa_maestro.severa.http import http_date
from severa_maestro.severa.places import Places, PlacesOfProcess

#: Requests a second: a little under the ten that Severa allows, so that the network's jitter does not go over it.
PER_SECOND = 9.5

#: How much of its interval a late request may catch up with. With it, 0.4 + 1 + 9.5 requests at the most fall into any
#: one second: ten.
_CATCH_UP = 0.4

#: How much of an interval who waits comes late at the most: less than it may catch up with, so that it costs no place.
_LATE = 0.3

_FIRST_BACK_OFF_SECONDS = 1.0
_LONGEST_BACK_OFF_SECONDS = 30.0
_LONGEST_RETRY_AFTER_SECONDS = 600.0


class Pace:
    """When the next request may go out, at Severa's limits.

    Args:
        per_second: how many requests a second, of all who share the places.
        places: where those of the organisation are kept; None: nobody else asks.
        clock: where there are no places: seconds that only go forward.
    """

    def __init__(
        self,
        per_second: float = PER_SECOND,
        places: Places | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.per_second = per_second
        self._places = places or PlacesOfProcess(clock)

    def wait(self, given_up: threading.Event) -> None:
        """Waits for the next place and takes it; or takes none, as soon as it is given up.

        Who waits comes a little late, by chance: so among processes that wait for the same place none always wins.
        """
        while seconds := self.take():
            late = random.uniform(0, _LATE / self.per_second)  # noqa: S311 spreads load, guards nothing
            if given_up.wait(seconds + late):
                return

    def take(self) -> float:
        """Takes the next place: 0, and the request may go out; or else the seconds after which to try again."""
        interval = 1 / self.per_second
        return self._places.take(interval, _CATCH_UP * interval)

    def refused(self, retry_after: str, severa_time: datetime | None) -> None:
        """Severa has answered 429: everything waits as long as it says, or longer and longer where it says nothing.

        Requests that were under way together are refused together: where nothing is said, they wait once.

        Args:
            retry_after: the header of that name (RFC 9110, 10.2.3): seconds, a date, or empty.
            severa_time: Severa's clock as it answered, from which a date is counted; None where it does not tell.
        """
        told = _seconds_of(retry_after, severa_time or datetime.now(UTC))
        if told is not None:
            self._places.pause(told)
        else:
            self._places.back_off(_FIRST_BACK_OFF_SECONDS, _LONGEST_BACK_OFF_SECONDS)

    def admitted(self) -> None:
        """Severa has answered: the next 429 begins from a short wait. An answer amid a wait says nothing."""
        self._places.answered()

    def close(self) -> None:
        """Ends the connections to where the places are kept."""
        self._places.close()


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
