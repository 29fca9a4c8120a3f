"""Waiting for what other threads and processes do."""

import time
from collections.abc import Callable

import pytest


def until(holds: Callable[[], object], seconds: int = 60) -> None:
    """Waits until it holds; fails where it never does."""
    for _ in range(seconds * 10):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail(f"it has not come true within {seconds} seconds")
