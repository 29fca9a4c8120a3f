"""What a run would do: everything is read and judged, and nothing is written, here or in Severa."""

from contextlib import closing
from dataclasses import dataclass, field

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError
from severa_maestro.invoicing.invoice import Invoice
from severa_maestro.invoicing.snapshot import booked_digest
from severa_maestro.language import Language
from severa_maestro.maestro.target import MaestroTarget
from severa_maestro.matching.findings import Finding, blocking, blocks
from severa_maestro.severa.source import SeveraSource
from severa_maestro.transfer.arrivals import Arrived, is_said_already
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.customers import CustomerBook
from severa_maestro.transfer.identity import as_known, find_transfer
from severa_maestro.transfer.judgement import Judge
from severa_maestro.transfer.ledger.models import State, Transfer
from severa_maestro.transfer.registration import Registration
from severa_maestro.transfer.statuses import check_statuses
from severa_maestro.transfer.units import UnitBook


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would become of one invoice.

    Attributes:
        state: ``transferred``, ``blocked`` or ``dismissed``.
        is_new: whether the run would do or say something that was not done or said before.
    """

    arrived: Arrived
    state: State
    findings: tuple[Finding, ...] = ()
    fallback_rows: int = 0
    is_new: bool = True


@dataclass
class Preview:
    """What a run would do."""

    invoices: list[Foreseen] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)


def preview_company(company: Company, source: SeveraSource, target: MaestroTarget) -> Preview:
    """Judges everything that waits, as a run would, and writes nothing. Closes the source."""
    with closing(source):
        check_statuses(company, source.statuses())
        customers = CustomerBook(company, source, Registration(company, target, None), None, writes=False)
        customers.read_changes()
        judge = Judge(company, source, target.catalogue(), customers, UnitBook(company, source, writes=False))
        waiting = Transfer.objects.filter(company=company, is_waiting=True).values_list("guid", flat=True)
        walk = source.invoices_in(company.waiting_status, known=set(waiting))
        foreseen = [_foresee(company, judge, arrived) for page in walk for arrived in page]
        preview = Preview(_with_their_originals(foreseen))
        preview.counts = _count(preview.invoices)
        preview.counts.severa_calls = source.calls
        return preview


def _foresee(company: Company, judge: Judge, arrived: Arrived) -> Foreseen:
    unit = judge.units.key_of(arrived.numbering_unit)
    transfer = find_transfer(company, unit, arrived)
    if not isinstance(arrived, Invoice):
        is_new = transfer is None or not is_said_already(transfer, arrived)
        state = State(transfer.state) if transfer is not None and not is_new else State.BLOCKED
        return Foreseen(arrived, state, (blocking(arrived.code, reason=arrived.reason),), is_new=is_new)
    arrived = as_known(transfer, arrived)
    booked = booked_digest(arrived)
    if transfer is not None and transfer.dismissed_digest == booked:
        return Foreseen(arrived, State.DISMISSED, is_new=False)
    if transfer is not None and judge.is_stored_so(transfer, arrived, unit, booked):
        return Foreseen(arrived, State.TRANSFERRED, is_new=False)
    try:
        judgement = judge.judge(arrived, unit, transfer)
    except DataError as error:
        reason = error.say(Language(company.language))
        return Foreseen(arrived, State.BLOCKED, (blocking("cannot-be-stored", reason=reason),))
    if judgement.is_blocked:
        is_new = transfer is None or transfer.judged_digest != judgement.digest
        return Foreseen(arrived, State.BLOCKED, judgement.findings, is_new=is_new)
    return Foreseen(arrived, State.TRANSFERRED, judgement.findings, judgement.fallback_rows)


def _with_their_originals(foreseen: list[Foreseen]) -> list[Foreseen]:
    """A credit note whose original would be stored in the same run is not blocked for it."""
    coming = {each.arrived.guid for each in foreseen if each.state == State.TRANSFERRED}
    return [_with_its_original(each, coming) for each in foreseen]


def _with_its_original(each: Foreseen, coming: set[str]) -> Foreseen:
    if each.state != State.BLOCKED or not isinstance(each.arrived, Invoice) or each.arrived.credits_guid not in coming:
        return each
    findings = tuple(finding for finding in each.findings if finding.code != "credit-original-unknown")
    state = State.BLOCKED if blocks(findings) else State.TRANSFERRED
    return Foreseen(each.arrived, state, findings, each.fallback_rows, each.is_new)


def _count(foreseen: list[Foreseen]) -> Counts:
    going = [each for each in foreseen if each.state == State.TRANSFERRED]
    return Counts(
        fetched=len(foreseen),
        stored=sum(each.is_new for each in going),
        transferred=len(going),
        blocked=sum(each.state == State.BLOCKED and each.is_new for each in foreseen),
        skipped=sum(each.state != State.TRANSFERRED and not each.is_new for each in foreseen),
        fallback_rows=sum(each.fallback_rows for each in going),
    )
