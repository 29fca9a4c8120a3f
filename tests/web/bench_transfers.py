"""How long the list of transfers takes over a hundred thousand of one company, page by page as a bookkeeper asks.

    .venv/bin/python -m tests.web.bench_transfers [NUMBER]

It prints the median of five requests each, in milliseconds of the clock and of this process's own work. The database is
SQLite in a folder that is thrown away; with TEST_DATABASE_URL, one on PostgreSQL that is dropped at the end.
"""

import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.conf import settings  # noqa: E402 after Django is set up
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from severa_maestro.companies.models import Company  # noqa: E402
from severa_maestro.transfer.ledger.database import bring_up_to_date  # noqa: E402
from severa_maestro.transfer.ledger.models import State, Transfer  # noqa: E402
from severa_maestro.web.accounts.models import User  # noqa: E402

_TIMES = 5
_BATCH = 5000
_ASKED = (
    *("", "page=1000", "page=2000", "q=saha", "q=%C3%A4%C3%A4nekosken+kone", "q=20500", "q=1234,50", "q=1.3.2024"),
    *("state=blocked", "state=waiting", "state=unmarked", "finding=no-rows", "finding=free-text-long", "fallback=on"),
    *("customer=1001", "number=20333", "since=2025-01-01&until=2025-02-01", "least=100&most=200", "moved=2026-11-22"),
    *("sort=number", "sort=-total", "sort=customer&page=1000", "sort=-number&q=oulun&state=transferred"),
)
_PLACES = ("Äänekosken", "Rannikon", "Turun", "Oulun", "Kuopion", "Lahden", "Vaasan", "Porin", "Åbo", "Savon")
_TRADES = ("Saha", "Konepaja", "Ohjelmistot", "Kauppa", "Rakennus", "Hoiva", "Kuljetus", "Leipomo", "Teräs")


@contextmanager
def database() -> Iterator[None]:
    """Tables to fill."""
    if connection.vendor == "sqlite":
        bring_up_to_date()
        yield
        return
    name = str(settings.DATABASES["default"]["NAME"])
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    yield
    connection.creation.destroy_test_db(name, verbosity=0)


def fill(company: Company, number: int) -> None:
    """Transfers as a few years bring them: ten thousand characters of invoices each, some blocked, some on A/0."""
    chance = random.Random(1)
    letters = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=20_000))
    for first in range(0, number, _BATCH):
        batch = [_transfer(company, each, chance, letters) for each in range(first, min(first + _BATCH, number))]
        Transfer.objects.bulk_create(batch)


def _transfer(company: Company, place: int, chance: random.Random, letters: str) -> Transfer:
    customer, is_blocked, is_on_fallback = chance.randrange(3000), chance.random() < 0.003, chance.random() < 0.02
    name = f"{chance.choice(_PLACES)} {chance.choice(_TRADES)} {customer} Oy"
    findings = [_finding("no-rows", "blocking", name)] if is_blocked else []
    findings += [_finding("free-text-long", "warning", name)] * chance.choice((0, 0, 1, 2))
    total = Decimal(chance.randrange(1000, 1_000_000)) / 100
    start = chance.randrange(15_000)
    invoice = f'{{"text":"{letters[start : start + 5000]}"}}'
    return Transfer(
        company=company,
        numbering_unit="HKI",
        number=20_000 + place,
        guid=letters[start : start + 64],
        state=State.BLOCKED if is_blocked else State.TRANSFERRED,
        is_waiting=is_blocked,
        customer_number=str(1000 + customer),
        customer_name=name,
        invoice_date=date(2022, 1, 1) + timedelta(days=place // 60),
        currency="EUR",
        total_including_vat=total,
        fallback_rows=int(is_on_fallback),
        findings=findings,
        arrived=invoice,
        stored="" if is_blocked else invoice,
        register_id=None if is_blocked else place,
    )


def _finding(code: str, level: str, name: str) -> dict[str, object]:
    return {"code": code, "level": level, "row": None, "values": {"name": name}}


def measure(client: Client, address: str) -> tuple[float, float]:
    """The medians of the clock's and of the process's time, in milliseconds."""
    clock, process = [], []
    for _ in range(_TIMES):
        began, worked = time.perf_counter(), time.process_time()
        response = client.get(address)
        clock.append(1000 * (time.perf_counter() - began))
        process.append(1000 * (time.process_time() - worked))
        if response.status_code != 200:
            raise SystemExit(f"{address}: {response.status_code}")
    return median(clock), median(process)


def main() -> None:
    """Fills the tables and asks."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with database():
        company = Company.objects.create(name="Iso Oy", waiting_status="a", transferred_status="b")
        client = Client(headers={"host": "localhost"})
        client.force_login(User.objects.create_user("a@b.fi", is_firm_admin=True))
        fill(company, number)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
        sys.stdout.write(f"{connection.vendor}, {number} transfers: clock, process (ms)\n")
        for asked in (*_ASKED, "the page to mend"):
            page = f"/companies/{company.pk}/transfers/?{asked}" if asked != "the page to mend" else "/mend/"
            clock, process = measure(client, page)
            sys.stdout.write(f"{clock:8.0f} {process:8.0f}  {asked or 'the newest'}\n")


if __name__ == "__main__":
    main()
