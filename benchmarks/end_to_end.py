"""How fast invoices go over, what they cost in calls, and what the time goes to.

    script/bench [NUMBER_OF_INVOICES] [--way soap|rest] [--database sqlite|postgresql] [--rate 10] [--latency MS]

The sandbox and the run are each a process of its own. Prints tables of docs/performance.md.
"""

import argparse
import json
import urllib.request
from typing import Any

from benchmarks.trial import Trial, print_table, trial, where

_STEPS = ("reading", "judging", "storing", "marking")


def main() -> None:
    """Sets a company up over a sandbox of clean invoices, runs it twice, and prints what it took."""
    asked = _arguments()
    print(where())
    options = ["--invoices", str(asked.invoices), "--rate", str(asked.rate), "--latency", str(asked.latency)]
    with trial(asked.database) as here, here.sandbox(*options) as severa:
        unlimited = [] if asked.rate else ["--requests-per-second", "1000"]
        here.add_company(severa, asked.way, *unlimited)
        run, megabytes = here.run()
        idle, _ = here.run()
        assert run["transferred"] == asked.invoices, run
        refused = _refused_calls(severa)
        print_table([_speed(asked, run, megabytes, idle, refused)])
        print_table([_pieces(here, asked)])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("invoices", type=int, nargs="?", default=1000)
    parser.add_argument("--way", choices=("soap", "rest"), default="soap")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--rate", type=int, default=10, help="REST requests a second that the sandbox admits; 0: any")
    parser.add_argument("--latency", type=int, default=0, help="milliseconds before each answer of the sandbox")
    return parser.parse_args()


def _refused_calls(severa: dict[str, Any]) -> int:
    with urllib.request.urlopen(severa["control_url"] + "/summary", timeout=60) as answer:
        return sum(json.load(answer)["rest"]["refused_calls"].values())


def _speed(
    asked: argparse.Namespace, run: dict[str, Any], megabytes: float, idle: dict[str, Any], refused: int
) -> dict[str, object]:
    return {
        "way": asked.way.upper() + (f", {asked.rate}/s" if asked.way == "rest" and asked.rate else ""),
        "database": "SQLite" if asked.database == "sqlite" else "PostgreSQL",
        "invoices": asked.invoices,
        "latency, ms": asked.latency,
        "invoices/s": f"{run['transferred'] / run['seconds']:.1f}",
        "calls an invoice": f"{run['severa_calls'] / run['transferred']:.3f}",
        "calls/s": f"{run['severa_calls'] / run['seconds']:.2f}",
        "429": refused,
        "peak MB": f"{megabytes:.0f}",
        "idle run, s": f"{idle['seconds']:.2f}",
    }


def _pieces(here: Trial, asked: argparse.Namespace) -> dict[str, object]:
    """Milliseconds of an invoice by step."""
    [seconds] = here.read(f"SELECT {', '.join(f'seconds_{step}' for step in _STEPS)} FROM ledger_companytotals")
    return {f"{step}, ms": f"{1000 * spent / asked.invoices:.2f}" for step, spent in zip(_STEPS, seconds, strict=True)}


if __name__ == "__main__":
    main()
