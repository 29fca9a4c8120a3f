"""Which functions the time of an invoice goes to: `script/bench profiled [NUMBER_OF_INVOICES]`."""

import argparse
import cProfile
import pstats
import time

from benchmarks.trial import COMPANY, trial, where


def main() -> None:
    """Makes a run in this process under the profiler, and prints the functions in which most time passes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("invoices", type=int, nargs="?", default=500)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--lines", type=int, default=12)
    asked = parser.parse_args()
    print(where())
    with trial(asked.database) as here, here.sandbox("--invoices", str(asked.invoices)) as severa:
        here.add_company(severa, "soap")
        here.open_here()
        profile = _profiled_run()
    for order in ("cumulative", "tottime"):
        pstats.Stats(profile).sort_stats(order).print_stats(
            "severa_maestro" if order == "cumulative" else "", asked.lines
        )


def _profiled_run() -> cProfile.Profile:
    from severa_maestro.companies.models import Company  # noqa: PLC0415 after the setup
    from severa_maestro.transfer.connect import source_of, target_of  # noqa: PLC0415
    from severa_maestro.transfer.run import run_company  # noqa: PLC0415

    company = Company.objects.get(name=COMPANY)
    profile = cProfile.Profile(time.process_time)
    outcome = profile.runcall(run_company, company, source_of, target_of(company))
    assert outcome.error is None, outcome.error
    return profile


if __name__ == "__main__":
    main()
