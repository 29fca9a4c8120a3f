"""Rows on A/0 matched again, after codes were mended: shown first, moved on a person's word.

Only rows on A/0 move, only to a product that their codes lead to now, and only while the invoice is not booked onward:
what is in the ledger, or in a file that was handed over, must not change behind the bookkeeper's back.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from django.db import transaction

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError
from severa_maestro.invoicing.invoice import InvoiceRow
from severa_maestro.invoicing.snapshot import invoice_from_json
from severa_maestro.language import Message, Text
from severa_maestro.maestro.target import MaestroTarget
from severa_maestro.matching.checks import match_findings
from severa_maestro.matching.findings import Finding
from severa_maestro.matching.products import RowMatch
from severa_maestro.matching.rows import Matcher
from severa_maestro.severa.source import SeveraSource
from severa_maestro.transfer import log, messages
from severa_maestro.transfer.lease import company_lease
from severa_maestro.transfer.ledger.models import LogLine, State, TimelineEntry, Transfer

#: How many transfers are looked at together.
_CHUNK = 500

#: What is kept of each transfer while a plan is shown: of a hundred thousand, the rest would fill the memory.
_SHOWN = ("company", "number", "guid", "register_id", "changed_at")

_MATCHED_OTHERWISE = Message(
    what=Text(
        fi="Koodikartta tai tuoterekisteri on muuttunut sen jälkeen, kun lasku {number} näytettiin, "
        "joten sen rivejä ei siirretty.",
        sv="Kodkartan eller produktregistret har ändrats sedan fakturan {number} visades, "
        "så dess rader flyttades inte.",
        en="The code map or the product register has changed since the invoice {number} was shown, "
        "so its rows were not moved.",
    ),
    to_do=messages.REMATCH_OVERTAKEN.to_do,
)


class Hindrance(StrEnum):
    """Why rows stay where they are: all of an invoice, or, where its day is not known, one."""

    BOOKED = "booked"
    HANDED_OVER = "handed-over"
    DAY_UNKNOWN = "day-unknown"


@dataclass(frozen=True, slots=True)
class Rematch:
    """What becomes of the rows on A/0 of one invoice.

    Attributes:
        transfer: with little of it loaded; the rest is read when it is asked for.
        left: how many rows stay on A/0.
        moves: the rows that have a product now, with it.
        without_day: the rows among those left whose product goes by a day that is not known: Severa does not tell it
            by the way that the company takes now, or was not asked, for the invoice may not change.
        invoice_day: the day of the invoice as it was stored.
        days: what Severa told of the days of rows that do not tell their own, by the rows' numbers.
        hindrance: why nothing of the invoice is moved; None where nothing stands in the way.
        error: why it could not be looked at or carried out; None where it was, or was not tried.
    """

    transfer: Transfer
    left: int
    moves: tuple[RowMatch, ...] = ()
    without_day: tuple[InvoiceRow, ...] = ()
    invoice_day: date | None = None
    days: Mapping[int, tuple[date, ...]] = field(default_factory=dict)
    hindrance: Hindrance | None = None
    error: DataError | None = None

    @property
    def is_possible(self) -> bool:
        """Whether there is something to move that may be moved."""
        return bool(self.moves) and self.hindrance is None


def plan_rematch(
    company: Company, source: SeveraSource, target: MaestroTarget, only: Transfer | None = None
) -> list[Rematch]:
    """What a rematch would do. Writes nothing.

    Severa is asked only for the days of rows that do not tell theirs, where the code map goes by days and the invoice
    may change. What it answers wrongly of one invoice is the error of this one. With ``only`` it is about this
    transfer alone.
    """
    matcher = Matcher(target.catalogue(), company.code_map())
    return [_plan(stored, matcher, source, company) for stored in _on_fallback(company, target, only)]


def carry_out(company: Company, target: MaestroTarget, planned: Sequence[Rematch], *, actor: str) -> list[Rematch]:
    """Moves the rows of what was planned, each invoice in a transaction of its own.

    Returns:
        What was done; an invoice that could not be changed has its error or its hindrance, and stays as it was.

    Raises:
        TransientError: a run of this company is under way.
    """
    possible = [each for each in planned if each.is_possible]
    with company_lease(company):
        return [
            done
            for start in range(0, len(possible), _CHUNK)
            for done in _carry_out_together(company, target, possible[start : start + _CHUNK], actor)
        ]


@dataclass(frozen=True, slots=True)
class _Stored:
    """A stored invoice that has rows on A/0, with these rows."""

    transfer: Transfer
    day: date | None
    rows: tuple[InvoiceRow, ...]
    was_handed_over: bool


def _on_fallback(company: Company, target: MaestroTarget, only: Transfer | None) -> Iterator[_Stored]:
    """The stored invoices that have rows on A/0, read a chunk at a time."""
    transfers = Transfer.objects.filter(company=company).exclude(register_id=None).exclude(stored="")
    ids = [only.pk] if only else list(transfers.exclude(fallback_rows=0).values_list("pk", flat=True))
    for start in range(0, len(ids), _CHUNK):
        chunk = transfers.filter(pk__in=ids[start : start + _CHUNK])
        stored = dict(chunk.values_list("pk", "stored"))
        handed_over = _handed_over(stored)
        shown = list(chunk.filter(pk__in=stored).only(*_SHOWN))
        on_fallback = target.fallback_rows([_register_id(transfer) for transfer in shown])
        for transfer in shown:
            if numbers := on_fallback.get(_register_id(transfer)):
                invoice = invoice_from_json(stored[transfer.pk])
                rows = tuple(row for row in invoice.rows if row.number in numbers)
                yield _Stored(transfer, invoice.invoice_date, rows, transfer.pk in handed_over)


def _register_id(transfer: Transfer) -> int:
    assert transfer.register_id is not None  # noqa: S101 only stored invoices are looked at
    return transfer.register_id


def _handed_over(transfer_ids: Collection[int]) -> frozenset[int]:
    """Which of these transfers have ever been handed over."""
    entries = TimelineEntry.objects.filter(transfer__in=transfer_ids, to_state=State.HANDED_OVER)
    return frozenset(entries.values_list("transfer_id", flat=True))


def _plan(stored: _Stored, matcher: Matcher, source: SeveraSource, company: Company) -> Rematch:
    hindrance = _hindrance(company.booked_until, stored.day, was_handed_over=stored.was_handed_over)
    wanting = [row for row in stored.rows if matcher.needs_day(row)]
    try:
        days = {} if hindrance else {row.number: found for row in wanting if (found := source.event_days(row))}
    except DataError as error:
        return Rematch(stored.transfer, len(stored.rows), error=error)
    # The invoice's day does not stand in: the row may have come by a way that tells days otherwise, or not at all.
    without_day = tuple(row for row in wanting if row.number not in days)
    matches = (matcher.match(row, days.get(row.number, ())) for row in stored.rows if row not in without_day)
    moves = tuple(match for match in matches if not match.is_fallback)
    left = len(stored.rows) - len(moves)
    return Rematch(stored.transfer, left, moves, without_day, stored.day, days, hindrance)


def _hindrance(booked_until: date | None, day: date | None, *, was_handed_over: bool) -> Hindrance | None:
    """What stands in the way of an invoice; one without a day may be booked, so it counts as booked."""
    if booked_until is not None and (day is None or day <= booked_until):
        return Hindrance.BOOKED
    return Hindrance.HANDED_OVER if was_handed_over else None


def _carry_out_together(
    company: Company, target: MaestroTarget, planned: Sequence[Rematch], actor: str
) -> Iterator[Rematch]:
    """Carries out a chunk, by the products, the code map and the rows on A/0 as they are now."""
    matcher = Matcher(target.catalogue(), company.code_map())
    on_fallback = target.fallback_rows([_register_id(each.transfer) for each in planned])
    for each in planned:
        try:
            _check_shown(each, matcher, on_fallback.get(_register_id(each.transfer), frozenset()))
            yield _carry_out(each, target, actor)
        except DataError as error:
            yield replace(each, error=error)


def _check_shown(planned: Rematch, matcher: Matcher, on_fallback: frozenset[int]) -> None:
    """Raises DataError where a row is on A/0 no longer, or would be matched otherwise than it was shown."""
    number = planned.transfer.number
    if not {match.row.number for match in planned.moves} <= on_fallback:
        raise DataError("rematch-overtaken", messages.REMATCH_OVERTAKEN, number=number)
    for match in planned.moves:
        days = planned.days.get(match.row.number, ())
        lacks_day = matcher.needs_day(match.row) and not days
        if lacks_day or matcher.match(match.row, days) != match:
            raise DataError("rematch-overtaken", _MATCHED_OTHERWISE, number=number)


@transaction.atomic
def _carry_out(planned: Rematch, target: MaestroTarget, actor: str) -> Rematch:
    """Moves the rows of an invoice, unless it was booked or handed over since it was shown.

    Raises:
        DataError: the invoice has changed since it was shown, or the register refuses.
    """
    # Who changes the company waits: until this is committed, nothing of it is booked that is not booked now.
    company = Company.objects.select_for_update(no_key=True).get(pk=planned.transfer.company_id)
    transfer = Transfer.objects.select_for_update(no_key=True).defer("arrived", "stored").get(pk=planned.transfer.pk)
    if transfer.changed_at != planned.transfer.changed_at or transfer.register_id is None:
        raise DataError("rematch-overtaken", messages.REMATCH_OVERTAKEN, number=transfer.number)
    was_handed_over = bool(_handed_over([transfer.pk]))
    if hindrance := _hindrance(company.booked_until, planned.invoice_day, was_handed_over=was_handed_over):
        return replace(planned, hindrance=hindrance)
    target.move_off_fallback(transfer.register_id, planned.moves)
    _keep(planned, transfer, company, actor)
    return planned


def _keep(planned: Rematch, transfer: Transfer, company: Company, actor: str) -> None:
    """Keeps what was before in the timeline and in the log."""
    moved = ", ".join(f"{match.row.number}: A/0 → {match.product.code}" for match in planned.moves)
    transfer.enter(State(transfer.state), actor=actor, reason=f"rematched {moved}")
    transfer.fallback_rows = planned.left
    if transfer.arrived_digest == transfer.stored_digest:
        transfer.set_findings(_findings_after(transfer.get_findings(), planned.moves))
    transfer.save()
    LogLine.objects.bulk_create([_line(company, transfer, match, actor) for match in planned.moves])


def _findings_after(findings: list[Finding], moves: tuple[RowMatch, ...]) -> tuple[Finding, ...]:
    """The findings without those of the rows' old product, and with those of the new one."""
    moved = {match.row.number for match in moves}
    kept = [each for each in findings if not (each.row in moved and _is_of_fallback(each))]
    return (*kept, *(finding for match in moves for finding in match_findings(match)))


def _is_of_fallback(finding: Finding) -> bool:
    return finding.code.startswith("fallback-") or finding.code == "group-vat-differs"


def _line(company: Company, transfer: Transfer, match: RowMatch, actor: str) -> LogLine:
    row, product = match.row, match.product
    values = {
        "actor": actor,
        "kind": row.kind.value,
        "name": row.label,
        "code": ", ".join(row.codes),
        "product": f"{product.code} {product.name}".strip(),
    }
    line = log.line(LogLine.Level.INFO, "rematched", values, company=company, run=None, transfer=transfer)
    line.row = row.number
    return line
