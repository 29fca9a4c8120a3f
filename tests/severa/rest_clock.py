"""Time that passes only when somebody waits."""

import threading
from collections.abc import Callable

from hypothesis import HealthCheck, settings

#: A busy machine is no failure.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


class FakeClock:
    """Seconds that only go forward; in the place of an event that is never set, it lets its waiters wait no time."""

    def __init__(self) -> None:
        self.began = self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    @property
    def passed(self) -> float:
        return self.now - self.began

    def wait(self, seconds: float) -> bool:
        self.now += seconds
        return False

    def is_set(self) -> bool:
        return False

    def set(self) -> None:
        pass


def all_at_once(number: int, work: Callable[[], object]) -> list[object]:
    """What ``work`` gives, or raises, in each of so many threads that begin together."""
    begin = threading.Barrier(number)
    results: list[object] = []

    def run() -> None:
        begin.wait()
        try:
            results.append(work())
        except Exception as error:
            results.append(error)

    threads = [threading.Thread(target=run, daemon=True) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    return results
