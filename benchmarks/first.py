"""How soon the first of many waiting invoices is stored: `script/bench first [NUMBER_OF_INVOICES]`.

The moments are the ledger's own; those of three runs over the same invoices, each anew, and of them the median.
"""

import argparse
from datetime import UTC, datetime
from statistics import median

from benchmarks.trial import print_table, trial, where

_MOMENTS = {
    "run begins after, s": "SELECT min(started_at) FROM ledger_run",
    "first stored after, s": "SELECT min(at) FROM ledger_timelineentry WHERE to_state = 'stored'",
    "first transferred after, s": "SELECT min(at) FROM ledger_timelineentry WHERE to_state = 'transferred'",
}


def main() -> None:
    """Runs a company over SOAP, and prints what happened first, from the start of the command on."""
    parser = argparse.ArgumentParser()
    parser.add_argument("invoices", type=int, nargs="?", default=1000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--times", type=int, default=3)
    asked = parser.parse_args()
    print(where())
    runs = [_measure(asked) for _ in range(asked.times)]
    medians = {name: f"{median(run[name] for run in runs):.2f}" for name in _MOMENTS}
    print_table([{"invoices": asked.invoices, "database": asked.database, **medians}])


def _measure(asked: argparse.Namespace) -> dict[str, float]:
    """Seconds from the start of the command to each moment."""
    with trial(asked.database) as here, here.sandbox("--invoices", str(asked.invoices)) as severa:
        here.add_company(severa, "soap")
        began = datetime.now(UTC)
        run, _ = here.run()
        assert run["transferred"] == asked.invoices, run
        return {name: (here.moment(asked_for) - began).total_seconds() for name, asked_for in _MOMENTS.items()}


if __name__ == "__main__":
    main()
