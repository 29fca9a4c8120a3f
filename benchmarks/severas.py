"""Many Severas in one process: `python -m benchmarks.severas NUMBER INVOICES LATENCY`. Prints what they say as JSON."""

import json
import sys
from threading import Event

from benchmarks.trial import ROWS
from severa_maestro.sandbox import Sandbox, SandboxSettings


def main() -> None:
    """Serves until it is ended."""
    number, invoices, latency = map(int, sys.argv[1:])
    running = []
    for seed in range(1, number + 1):
        settings = SandboxSettings(invoices=invoices, rows=ROWS, clean=True, seed=seed, latency_milliseconds=latency)
        running.append(Sandbox(settings))
        running[-1].start()
    print(json.dumps([_description(each) for each in running]), flush=True)
    Event().wait()


def _description(severa: Sandbox) -> dict[str, str]:
    names = ("soap_url", "soap_key", "waiting_status", "transferred_status")
    return {name: getattr(severa, name) for name in names}


if __name__ == "__main__":
    main()
