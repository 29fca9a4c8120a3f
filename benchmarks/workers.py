"""What more workers give, and what marks under way at once give: `script/bench workers`.

Forty companies on PostgreSQL, each with a Severa of its own that takes 20 ms to answer. Each worker runs one company at
a time. Time is from the first invoice stored to the last one transferred, as the ledger's timeline tells it. Forty
Severas at rest take some 7 % of a core, whatever the workers do.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from benchmarks.trial import Trial, cpu_seconds, print_table, program, trial, wait_until, where

#: Workers, and marks that each has under way at once.
_SETUPS = ((1, 1), (2, 1), (4, 1), (1, 8))

_TRANSFERRED = "SELECT count(*) FROM ledger_transfer WHERE state = 'transferred'"


def main() -> None:
    """Measures each setup anew, over the same invoices."""
    asked = _arguments()
    print(where())
    speeds = [(workers, marks, *_measure(asked, workers, marks)) for workers, marks in _SETUPS]
    first = speeds[0][2]
    print_table(
        [
            {
                "workers": workers,
                "marks at once": marks,
                "invoices/s": f"{speed:.1f}",
                "times one": f"{speed / first:.2f}",
                "Severa's share of a core": f"{share:.0%}",
            }
            for workers, marks, speed, share in speeds
        ]
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--companies", type=int, default=40)
    parser.add_argument("--invoices", type=int, default=100, help="of each company")
    parser.add_argument("--latency", type=int, default=20, help="milliseconds before each answer of Severa")
    return parser.parse_args()


def _measure(asked: argparse.Namespace, workers: int, marks: int) -> tuple[float, float]:
    """Invoices a second, and how much of a core the Severas took."""
    with trial("postgresql") as here, _severas(asked) as (severas, process):
        _make_companies(here, severas)
        with ExitStack() as running:
            for _ in range(workers):
                running.enter_context(_worker(here, marks))
            before, began = cpu_seconds(process), time.monotonic()
            wait_until(lambda: here.read(_TRANSFERRED) == [(asked.companies * asked.invoices,)])
            share = (cpu_seconds(process) - before) / (time.monotonic() - began)
        [(seconds,)] = here.read(
            "SELECT extract(epoch FROM max(at) FILTER (WHERE to_state = 'transferred')"
            " - min(at) FILTER (WHERE to_state = 'stored')) FROM ledger_timelineentry"
        )
        return asked.companies * asked.invoices / float(seconds), share


@contextmanager
def _severas(asked: argparse.Namespace) -> Iterator[tuple[list[dict[str, Any]], int]]:
    words = [sys.executable, "-m", "benchmarks.severas", *map(str, (asked.companies, asked.invoices, asked.latency))]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield json.loads(process.stdout.readline()), process.pid
        finally:
            process.kill()


def _make_companies(here: Trial, severas: list[dict[str, Any]]) -> None:
    """In a process of its own: Django is set up once in each."""
    products = here.folder / "products.csv"
    with here.sandbox("--invoices", "1"):
        pass  # it has written the products that its invoices name, which are those of all
    (here.folder / "data").mkdir(exist_ok=True)
    words = [sys.executable, "-m", "benchmarks.companies", json.dumps(severas), str(products)]
    environment = {**here.environment, "DJANGO_SETTINGS_MODULE": "severa_maestro.settings"}
    subprocess.run(words, env=environment, check=True)


@contextmanager
def _worker(here: Trial, marks: int) -> Iterator[None]:
    words = program("worker", "--companies-at-once", "1", "--marks-at-once", str(marks))
    with subprocess.Popen(words, env=here.environment, stdout=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main()
