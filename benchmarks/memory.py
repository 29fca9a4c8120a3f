"""How much memory a run takes with many invoices waiting: `script/bench memory [1000 10000 50000]`."""

import argparse

from benchmarks.trial import print_table, trial, where


def main() -> None:
    """Runs each number over SOAP on SQLite, and prints the largest memory of the run's own process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("invoices", type=int, nargs="*", default=[1000, 10_000, 50_000])
    print(where())
    print_table([_measure(invoices) for invoices in parser.parse_args().invoices])


def _measure(invoices: int) -> dict[str, object]:
    with trial() as here, here.sandbox("--invoices", str(invoices)) as severa:
        here.add_company(severa, "soap")
        run, megabytes = here.run()
        assert run["transferred"] == invoices, run
        return {
            "invoices": invoices,
            "peak MB": f"{megabytes:.0f}",
            "seconds": f"{run['seconds']:.0f}",
            "invoices/s": f"{invoices / run['seconds']:.1f}",
        }


if __name__ == "__main__":
    main()
