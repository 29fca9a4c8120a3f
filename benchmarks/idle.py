"""What a thousand companies cost for which nothing waits: `script/bench idle [COMPANIES]`.

All are run once by the embedded engine in this process, on SQLite; Severa is one, in a process of its own. A first
round, which reads their customers, is not measured.
"""

import argparse
import time

from benchmarks.companies import make_companies
from benchmarks.trial import own_cpu_seconds, print_table, trial, wait_until, where


def main() -> None:
    """Measures one round over all companies."""
    parser = argparse.ArgumentParser()
    parser.add_argument("companies", type=int, nargs="?", default=1000)
    companies: int = parser.parse_args().companies
    print(where())
    with trial() as here, here.sandbox("--invoices", "1") as severa:
        here.open_here()
        make_companies([severa] * companies, here.folder / "products.csv")
        _round(companies)
        seconds, processor = _round(companies)
    print_table(
        [
            {
                "companies": companies,
                "one round, s": f"{seconds:.1f}",
                "processor, s": f"{processor:.1f}",
                "processor a company, ms": f"{1000 * processor / companies:.1f}",
            }
        ]
    )


def _round(companies: int) -> tuple[float, float]:
    """Seconds of the clock and of the processor until each company has been run once more."""
    from django.utils import timezone  # noqa: PLC0415 after the setup

    from severa_maestro.engine.embedded import EmbeddedEngine  # noqa: PLC0415
    from severa_maestro.engine.models import Schedule  # noqa: PLC0415
    from severa_maestro.engine.runs import HowMany  # noqa: PLC0415
    from severa_maestro.transfer.ledger.models import Run  # noqa: PLC0415

    before = Run.objects.filter(ended_at__isnull=False).count()
    Schedule.objects.update(next_run_at=timezone.now(), minutes=1440)
    began, processor = time.monotonic(), own_cpu_seconds()
    with EmbeddedEngine(HowMany()):
        wait_until(lambda: Run.objects.filter(ended_at__isnull=False).count() >= before + companies)
        spent = time.monotonic() - began, own_cpu_seconds() - processor
    assert not Run.objects.exclude(error_code="").exists()
    return spent


if __name__ == "__main__":
    main()
