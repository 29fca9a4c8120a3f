"""Named points where a test ends the process as a power cut would.

``SEVERA_MAESTRO_FAIL_POINT=stored`` kills at the first time the point ``stored`` is reached, ``stored:3`` at the
third. Unset, as it is for everybody but the crash tests, a point costs one look at a variable.
"""

import os
import signal
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

_name, _, _times = os.environ.get("SEVERA_MAESTRO_FAIL_POINT", "").partition(":")
_reached = count(1)


def reach(point: str) -> None:
    """Says that the program has come to a point."""
    if point == _name and next(_reached) >= int(_times or 1):
        os.kill(os.getpid(), signal.SIGKILL)
