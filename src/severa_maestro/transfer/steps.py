"""What a run spends its time on."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Steps:
    """Seconds of one run by step.

    Attributes:
        reading: waiting for pages of invoices from Severa, and understanding them.
        judging: checks and matching, with what they ask of Severa.
        storing: transactions that store or block.
        marking: waiting for marks that are under way in Severa, and keeping that they are set.
    """

    reading: float = 0.0
    judging: float = 0.0
    storing: float = 0.0
    marking: float = 0.0

    @contextmanager
    def of(self, step: str) -> Iterator[None]:
        """Adds the time that passes within to a step."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            setattr(self, step, getattr(self, step) + time.perf_counter() - begun)
