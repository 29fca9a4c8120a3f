"""Rows of the ledger as runs would have written them, at whatever time a test needs."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from severa_maestro.companies.models import Company, Connection
from severa_maestro.transfer.ledger.models import LogLine, Run, State, TimelineEntry, Transfer


def connect(company: Company) -> Connection:
    """A connection that nobody takes."""
    return Connection.objects.create(
        company=company, way="soap", url="https://severa.example/soap", sealed_key="sealed"
    )


def a_run(company: Company, *, ago: timedelta = timedelta(minutes=5), ended: bool = True, **fields: object) -> Run:
    """A run that began so long ago, and took ten seconds."""
    run = Run.objects.create(company=company, **fields)
    began = timezone.now() - ago
    Run.objects.filter(pk=run.pk).update(started_at=began, ended_at=began + timedelta(seconds=10) if ended else None)
    run.refresh_from_db()
    return run


def a_transfer(
    company: Company,
    number: int,
    state: State = State.TRANSFERRED,
    *,
    at: datetime | None = None,
    total: str = "125.50",
    currency: str = "EUR",
    **fields: object,
) -> Transfer:
    """A transfer that came to its state at that moment: now, unless it is told."""
    at = at or timezone.now()
    amount = Decimal(total)
    transfer = Transfer.objects.create(
        company=company,
        number=number,
        guid=f"{company.pk}-{number}",
        state=state,
        currency=currency,
        customer_number="1001",
        customer_name="Äyräs Oy",
        total_excluding_vat=amount - 25,
        total_vat=Decimal(25),
        total_including_vat=amount,
        **{"invoice_date": timezone.localdate(at), **fields},
    )
    if state == State.TRANSFERRED:
        entry = TimelineEntry.objects.create(transfer=transfer, from_state=State.STORED, to_state=state, actor="run 1")
        TimelineEntry.objects.filter(pk=entry.pk).update(at=at)
        a_line(company, "transferred", transfer=transfer, at=at, **transfer.as_log_values())
    return transfer


def a_line(
    company: Company,
    code: str,
    level: LogLine.Level = LogLine.Level.INFO,
    /,
    *,
    transfer: Transfer | None = None,
    run: Run | None = None,
    row: int | None = None,
    at: datetime | None = None,
    **values: object,
) -> LogLine:
    """A line of the log."""
    line = LogLine.objects.create(
        company=company,
        run=run,
        transfer=transfer,
        level=level,
        code=code,
        invoice_number=transfer.number if transfer else None,
        row=row,
        values=values,
    )
    if at is not None:
        LogLine.objects.filter(pk=line.pk).update(at=at)
        line.refresh_from_db()
    return line
