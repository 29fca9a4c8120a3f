"""Named points where a test ends the process as a power cut would, or makes it stand still.

``SEVERA_MAESTRO_FAIL_POINT=stored`` kills at the first time the point ``stored`` is reached, ``stored:3`` at the
third; ``stored:3:STOP`` makes the process stand still there until somebody lets it go on. Unset, as it is for
everybody but the crash tests, a point costs one look at a variable.
"""

import os
import signal
import threading
from itertools import count

#: Every point, in the order in which a run comes to them.
POINTS = (
    "run-started",
    "customers-read",
    "customers-stored",
    "page-fetched",
    "judged",
    "customer-saved",
    "invoice-saved",
    "before-commit",
    "stored",
    "marked",
    "transferred",
    "blocked",
    "walk-ended",
    "run-ended",
)

_name, _times, _signal = (os.environ.get("SEVERA_MAESTRO_FAIL_POINT", "") + "::").split(":")[:3]
_reached = count(1)


def reach(point: str) -> None:
    """Says that the program has come to a point."""
    if point == _name and next(_reached) == int(_times or 1):
        # To this thread: of a signal to the whole process another thread may take notice, and this one go on a little.
        signal.pthread_kill(threading.get_ident(), signal.Signals[f"SIG{_signal or 'KILL'}"])
