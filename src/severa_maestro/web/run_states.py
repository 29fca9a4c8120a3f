"""How a run went: a key of ``states.py``."""

from typing import Literal

from severa_maestro.transfer.ledger.models import Run
from severa_maestro.web.standing import is_under_way

RunState = Literal["running", "succeeded", "failed", "interrupted"]


def run_state(run: Run, newest: Run | None) -> RunState:
    """How it went: one that has no end and does not go on was cut, by a power failure for one.

    Args:
        run: a run of a company.
        newest: the company's newest run: it alone may still go on.
    """
    if run.ended_at is None:
        return "running" if run == newest and is_under_way(run) else "interrupted"
    if run.error_code:
        return "interrupted" if run.error_code == "interrupted" else "failed"
    return "succeeded"
