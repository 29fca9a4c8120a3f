"""The two statuses made in Severa, where the way in lets us."""

from severa_maestro.companies.models import Company
from severa_maestro.severa.source import InvoiceStatus, SeveraSource
from severa_maestro.transfer import log
from severa_maestro.transfer.ledger.models import LogLine


def missing_statuses(company: Company, source: SeveraSource, *, takes_credit_notes: bool) -> list[InvoiceStatus]:
    """The statuses of the company's settings that Severa lacks, as its help recommends them.

    Not editable, with an invoice number, and sent (support article 77000465122); with ``takes_credit_notes`` the
    waiting one also becomes the status in which credit notes are made, so that they go over by themselves.
    """
    there = {status.name.casefold() for status in source.statuses() if status.is_active}
    wanted = {company.waiting_status: takes_credit_notes, company.transferred_status: False}
    return [
        InvoiceStatus(
            name=name,
            is_active=True,
            gives_number=True,
            is_read_only=True,
            is_sent=True,
            is_credit_note_default=is_default,
        )
        for name, is_default in wanted.items()
        if name.casefold() not in there
    ]


def make_statuses(company: Company, source: SeveraSource, statuses: list[InvoiceStatus], *, actor: str) -> None:
    """Makes statuses in Severa.

    Raises:
        SeveraMaestroError: Severa refuses one, or this way in cannot: then it says what to click. Those before it
            are made.
    """
    for status in statuses:
        source.make_status(status)
        values = {"actor": actor, "status": status.name}
        log.line(LogLine.Level.INFO, "status-made", values, company=company, run=None).save()
