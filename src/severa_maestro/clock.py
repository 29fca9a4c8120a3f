"""A clock that all processes of one machine count alike."""

import time


def since_boot() -> float:
    """Seconds that only go forward, also those in which a process stands still or, where it can be told, all sleeps."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
