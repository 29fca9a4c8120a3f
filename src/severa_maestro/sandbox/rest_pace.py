"""How many calls a second the organisation may make."""

import itertools
import threading
import time
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

#: Whether and how the answer says when to come again.
RETRY_AFTER = ("none", "seconds", "date", "mixed")
_SEVERAS_RATE = 10


class Pace:
    """Lets so many calls through in any one second, counting only those that it lets through.

    Args:
        rate: how many; 0 for no limit.
        retry_after: one of ``RETRY_AFTER``; ``mixed`` takes the others in turn.
    """

    def __init__(self, rate: int, retry_after: str) -> None:
        self.rate = rate
        #: Seconds that only go forward; a test may put its own clock here.
        self.clock: Callable[[], float] = time.monotonic
        self._ways = itertools.cycle(RETRY_AFTER[:-1] if retry_after == "mixed" else (retry_after,))
        self._lock = threading.Lock()
        self._let_through: deque[float] = deque()

    def admits(self) -> bool:
        """Whether one more call may come now; if so it is counted."""
        if self.rate == 0:
            return True
        with self._lock:
            now = self.clock()
            while self._let_through and self._let_through[0] <= now - 1:
                self._let_through.popleft()
            if len(self._let_through) >= self.rate:
                return False
            self._let_through.append(now)
            return True

    @property
    def refusal(self) -> str:
        """The text of the answer 429; without a limit it can still be planted, and then tells Severa's own."""
        return f"API calls quota exceeded! maximum admitted {self.rate or _SEVERAS_RATE} per 1s."

    def retry_after(self) -> dict[str, str]:
        """The header Retry-After as it is to be this time, or nothing."""
        with self._lock:
            way = next(self._ways)
        if way == "none":
            return {}
        if way == "seconds":
            return {"Retry-After": "1"}
        # A date has whole seconds only: the next one but one is at least a second away.
        return {"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)}
