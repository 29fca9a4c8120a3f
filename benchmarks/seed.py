"""Fills an empty database with companies and transfers, as a few years bring them: to measure pages and to try them.

    python -m benchmarks.seed [--companies 500] [--transfers 100000] [--largest 50000] [--years 3] [--seed 1]

The database is that of the settings (SEVERA_MAESTRO_HOME or DATABASE_URL). One that has companies is left as it is. The
same seed makes the same rows, but for the day that they end on: today. Nobody can sign in yet: make a user who can by
``severa-maestro user add``.
"""

import argparse
import os
import random
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "severa_maestro.web.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402 after Django is set up
from django.utils import timezone  # noqa: E402

from benchmarks.invoices import KNOWN, Trade  # noqa: E402
from severa_maestro.companies.models import CodeMapping, Company, Connection  # noqa: E402
from severa_maestro.engine.models import Schedule  # noqa: E402
from severa_maestro.invoicing.invoice import Invoice, RowKind  # noqa: E402
from severa_maestro.invoicing.parties import Customer  # noqa: E402
from severa_maestro.invoicing.snapshot import booked_digest, invoice_to_json  # noqa: E402
from severa_maestro.maestro.registers import mapping  # noqa: E402
from severa_maestro.maestro.registers.adapter import RegistersTarget, make_registers  # noqa: E402
from severa_maestro.maestro.registers.models import (  # noqa: E402
    ProductGroup,
    RegisterCustomer,
    RegisterProduct,
    SalesInvoice,
    SalesInvoiceRow,
    SalesInvoiceVat,
)
from severa_maestro.maestro.target import MatchedInvoice  # noqa: E402
from severa_maestro.matching.checks import Circumstances, judge  # noqa: E402
from severa_maestro.matching.findings import blocks  # noqa: E402
from severa_maestro.matching.products import RowMatch, read_code  # noqa: E402
from severa_maestro.matching.rows import Matcher  # noqa: E402
from severa_maestro.transfer.ledger.database import bring_up_to_date  # noqa: E402
from severa_maestro.transfer.ledger.models import (  # noqa: E402
    LogLine,
    NumberingUnit,
    Run,
    SeveraId,
    State,
    TimelineEntry,
    Transfer,
    Unmarked,
)
from severa_maestro.transfer.log import finding_line, line  # noqa: E402
from severa_maestro.web.accounts.models import AuditEntry, Membership, Role, User  # noqa: E402

FIRM_ADMIN, BOOKKEEPER = "firm-admin@seed.example", "bookkeeper@seed.example"
#: In so many companies, the largest among them, is the bookkeeper.
BOOKKEEPERS_COMPANIES = 40

_UNIT = "HKI"
_RUNS = 200
_AUDITED = 20
_TOGETHER = 1000
_REFUSED = {
    "fi": "Severa ei hyväksynyt API-avainta. Luo Severassa uusi avain.",
    "sv": "Severa godkände inte API-nyckeln. Skapa en ny nyckel i Severa.",
    "en": "Severa refused the API key. Make a new one in Severa.",
}


@dataclass(frozen=True)
class Came:
    """One invoice that came at that moment, and what became of it."""

    invoice: Invoice
    customer: Customer
    matches: tuple[RowMatch, ...]
    transfer: Transfer
    at: datetime


def fill(companies: int, transfers: int, largest: int, years: int, seed: int) -> None:
    """Everything. The first company has the most transfers, the others share what is left."""
    chance, now = random.Random(seed), timezone.now()
    first = min(largest, transfers) if companies > 1 else transfers
    each, rest = divmod(transfers - first, max(companies - 1, 1))
    made = []
    for place in range(companies):
        made.append(_company(place, chance, now))
        share = first if place == 0 else each + (place <= rest)
        with _times_as_told():
            _CompanyOfYears(made[-1], random.Random(f"{seed} {place}"), now, years).fill(share)
    User.objects.create_user(FIRM_ADMIN, is_firm_admin=True)
    bookkeeper = User.objects.create_user(BOOKKEEPER)
    ones = [Membership(user=bookkeeper, company=each, role=Role.BOOKKEEPER) for each in made[:BOOKKEEPERS_COMPANIES]]
    Membership.objects.bulk_create(ones)
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as it does by itself in time; SQLite knows nothing of its tables


@contextmanager
def _times_as_told() -> Iterator[None]:
    """Rows of the past: meanwhile no column of theirs sets itself to this moment."""
    columns = [
        column
        for model in (Run, Transfer, TimelineEntry, LogLine, SalesInvoice)
        for column in model._meta.fields  # noqa: SLF001 Django's own way to them
    ]
    clocks = [
        (column, name) for column in columns for name in ("auto_now", "auto_now_add") if getattr(column, name, False)
    ]
    for column, name in clocks:
        setattr(column, name, False)
    try:
        yield
    finally:
        for column, name in clocks:
            setattr(column, name, True)


def _company(place: int, chance: random.Random, now: datetime) -> Company:
    """A company with its connection and schedule: one in 50 has none yet, one in 50 is paused, one in 50 is late."""
    made = Company.objects.create(
        reference=uuid.UUID(int=chance.getrandbits(128)),
        name=f"{'Suurin' if place == 0 else 'Yritys'} {place:03} Oy",
        language=chance.choice(("fi", "fi", "fi", "sv")),
        waiting_status="Odottaa siirtoa Maestroon",
        transferred_status="Siirretty Maestroon",
        default_group="A",
    )
    kind = place % 50
    if kind != 49:
        Connection.objects.create(company=made, way="soap", url="https://severa.example/soap", sealed_key="sealed")
        state = Schedule.State.PAUSED if kind == 48 else Schedule.State.STARTED
        next_run = now - timedelta(hours=5) if kind == 47 else now + timedelta(days=365)
        Schedule.objects.create(company=made, state=state, minutes=15, next_run_at=next_run)
    return made


class _CompanyOfYears:
    """One company's years: its registers, its runs, and its transfers up to now."""

    def __init__(self, company: Company, chance: random.Random, now: datetime, years: int) -> None:
        self._company, self._chance, self._now = company, chance, now
        self._began = now - timedelta(days=365 * years)

    def fill(self, transfers: int) -> None:
        """Everything of it. A run took in some invoices each, and the last one may have failed."""
        self._trade = Trade(self._chance, max(transfers // 20, 3))
        NumberingUnit.objects.create(company=self._company, key=_UNIT, code=_UNIT, name="Helsinki")
        self._make_registers()
        self._make_people()
        self._runs = self._make_runs()
        came = (self._arrive(number, transfers) for number in range(transfers))
        while batch := list(islice(came, _TOGETHER)):
            self._keep(batch)

    def _make_registers(self) -> None:
        make_registers(self._company)
        ProductGroup.objects.create(company=self._company, letter="B", name="Matkakulut", sales_account="3010")
        groups = {each.letter: each for each in ProductGroup.objects.filter(company=self._company)}
        for text, name in KNOWN.items():
            code = read_code(text)
            assert code is not None, text
            RegisterProduct.objects.create(
                company=self._company, group=groups[code.group], number=code.number, name=name, unit="h"
            )
        self._target = RegistersTarget(self._company)
        self._matcher = Matcher(self._target.catalogue())
        self._product_ids = {each.code: each.pk for each in self._company.products.select_related("group")}
        cards = [
            RegisterCustomer(company=self._company, **mapping.customer_fields(each)) for each in self._trade.customers
        ]
        RegisterCustomer.objects.bulk_create(cards)
        self._customer_ids = {card.number: card.pk for card in cards}

    def _make_people(self) -> None:
        """Its admin, what that one did lately, and a line of the code map."""
        admin = User.objects.create_user(f"admin-{self._company.pk}@seed.example")
        Membership.objects.create(user=admin, company=self._company, role=Role.ADMIN)
        entries = [
            AuditEntry(user=admin, user_email=admin.email, company=self._company, action="run-started")
            for _ in range(_AUDITED)
        ]
        AuditEntry.objects.bulk_create(entries)
        CodeMapping.objects.create(
            company=self._company, kind=RowKind.WORK, code="K77", product_group="A", product_number=1
        )

    def _make_runs(self) -> list[Run]:
        """Runs, the last five minutes ago; of one company in 40 that failed, and says why."""
        step = (self._now - timedelta(minutes=5) - self._began) / _RUNS
        begins = [self._began + step * place for place in range(1, _RUNS + 1)]
        ends = timedelta(seconds=10)
        runs = [
            Run(
                company=self._company,
                started_at=at,
                ended_at=at + ends,
                severa_calls=20,
                quota_allowed=100_000,
                quota_used=self._chance.randrange(5000),
            )
            for at in begins
        ]
        has_failed = self._chance.random() < 1 / 40
        if has_failed:
            runs[-1].error_code, runs[-1].error_text = "severa-key-refused", _REFUSED[self._company.language]
        Run.objects.bulk_create(runs)
        lines = [self._line("customers-updated", run, count=3) for run in runs[::5]]
        if has_failed:
            failed = self._line("run-failed", runs[-1])
            failed.level, failed.values = LogLine.Level.ERROR, {"reason": _REFUSED}
            lines.append(failed)
        LogLine.objects.bulk_create(lines)
        return runs

    def _line(self, code: str, run: Run, transfer: Transfer | None = None, **values: object) -> LogLine:
        made = line(LogLine.Level.INFO, code, values, company=self._company, run=run, transfer=transfer)
        made.at = run.started_at
        return made

    def _arrive(self, place: int, transfers: int) -> Came:
        at = self._began + (self._now - timedelta(minutes=5) - self._began) * ((place + 1) / transfers)
        invoice, customer = self._trade.invoice(20_000 + place, timezone.localdate(at))
        matches = tuple(self._matcher.match(row) for row in invoice.rows)
        findings = judge(invoice, matches, Circumstances(customer=customer))
        arrived, booked = invoice_to_json(invoice), booked_digest(invoice)
        is_blocked = blocks(findings)
        transfer = Transfer(
            company=self._company,
            numbering_unit=_UNIT,
            number=invoice.number,
            guid=invoice.guid,
            is_waiting=is_blocked,
            is_credit_note=invoice.is_credit_note,
            customer_number=customer.number,
            customer_name=customer.name,
            invoice_date=invoice.invoice_date,
            currency=invoice.currency,
            fallback_rows=sum(match.is_fallback for match in matches),
            arrived=arrived,
            stored="" if is_blocked else arrived,
            arrived_digest=booked,
            stored_digest="" if is_blocked else booked,
            first_seen_at=at,
            changed_at=at,
        )
        transfer.set_totals(invoice.totals)
        transfer.set_findings(findings)
        self._settle(transfer, is_blocked=is_blocked, age=self._now - at)
        return Came(invoice, customer, matches, transfer, at)

    def _settle(self, transfer: Transfer, *, is_blocked: bool, age: timedelta) -> None:
        """Its state. What has been blocked for a month has been dismissed; a few of today's wait for their mark."""
        transfer.state = State.BLOCKED if is_blocked else State.TRANSFERRED
        if is_blocked and age > timedelta(days=30):
            transfer.state, transfer.is_waiting = State.DISMISSED, False
        elif not is_blocked and age < timedelta(days=7) and self._chance.random() < 0.05:
            transfer.state, transfer.is_waiting = State.STORED, True
            transfer.unmarked = self._chance.choice(("", Unmarked.REFUSED, Unmarked.ELSEWHERE))

    @transaction.atomic
    def _keep(self, batch: Sequence[Came]) -> None:
        """Register first, then the ledger: as a run does, many at once."""
        self._store([came for came in batch if came.transfer.stored])
        Transfer.objects.bulk_create([came.transfer for came in batch])
        ids = [SeveraId(company=self._company, guid=came.transfer.guid, transfer=came.transfer) for came in batch]
        SeveraId.objects.bulk_create(ids)
        TimelineEntry.objects.bulk_create([entry for came in batch for entry in self._timeline(came)])
        LogLine.objects.bulk_create([line for came in batch for line in self._log(came)])

    def _store(self, batch: Sequence[Came]) -> None:
        matched = [
            MatchedInvoice(came.invoice, _UNIT, self._customer_ids[came.customer.number], came.matches)
            for came in batch
        ]
        invoices = [
            SalesInvoice(
                company=self._company,
                customer_id=each.customer_register_id,
                stored_at=came.at,
                **mapping.invoice_fields(each),
            )
            for each, came in zip(matched, batch, strict=True)
        ]
        SalesInvoice.objects.bulk_create(invoices)
        rows: list[SalesInvoiceRow] = []
        vats: list[SalesInvoiceVat] = []
        for each, came, invoice in zip(matched, batch, invoices, strict=True):
            came.transfer.register_id, came.transfer.customer_register_id = invoice.pk, invoice.customer_id
            rows += mapping.invoice_rows(each, invoice.pk, self._product_ids)
            vats += mapping.vat_lines(each.invoice, invoice.pk)
        SalesInvoiceRow.objects.bulk_create(rows)
        SalesInvoiceVat.objects.bulk_create(vats)

    def _timeline(self, came: Came) -> Iterator[TimelineEntry]:
        """From its coming to its state."""
        actor = f"run {self._run_of(came.at).pk}"
        ways: list[tuple[str, str, str]] = [("", State.FETCHED, "fetched")]
        if came.transfer.stored:
            ways.append((State.FETCHED, State.STORED, "stored"))
        if came.transfer.state == State.TRANSFERRED:
            ways.append((State.STORED, State.TRANSFERRED, "marked"))
        if came.transfer.state in (State.BLOCKED, State.DISMISSED):
            ways.append((State.FETCHED, State.BLOCKED, "no-rows"))
        if came.transfer.state == State.DISMISSED:
            ways.append((State.BLOCKED, State.DISMISSED, "Aiheeton lasku."))
        for before, after, reason in ways:
            yield TimelineEntry(
                transfer=came.transfer, at=came.at, from_state=before, to_state=after, actor=actor, reason=reason
            )

    def _run_of(self, at: datetime) -> Run:
        place = int((at - self._began) / (self._now - self._began) * _RUNS)
        return self._runs[min(place, _RUNS - 1)]

    def _log(self, came: Came) -> Iterator[LogLine]:
        """What was found, and that it is there."""
        run = self._run_of(came.at)
        lines = [finding_line(each, run=run, transfer=came.transfer) for each in came.transfer.get_findings()]
        if came.transfer.state == State.TRANSFERRED:
            lines.append(self._line("transferred", run, came.transfer, **came.transfer.as_log_values()))
        for each in lines:
            each.at = came.at
            yield each


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Fills an empty database with companies and transfers.")
    parser.add_argument("--companies", type=int, default=500)
    parser.add_argument("--transfers", type=int, default=100_000, help="of all companies together")
    parser.add_argument("--largest", type=int, default=50_000, help="how many of them are one company's")
    parser.add_argument("--years", type=int, default=3, help="over how many years they have come, evenly")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    """Refuses a database that is in use, else fills it."""
    asked = _arguments()
    bring_up_to_date()
    if Company.objects.exists():
        raise SystemExit("The database has companies: it is left as it is. Name an empty folder: SEVERA_MAESTRO_HOME.")
    fill(asked.companies, asked.transfers, asked.largest, asked.years, asked.seed)


if __name__ == "__main__":
    main()
