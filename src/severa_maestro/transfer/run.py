"""One run over one company: everything that waits in Severa comes to Maestro, exactly once."""

import time
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.errors import SeveraMaestroError
from severa_maestro.failpoints import reach
from severa_maestro.invoicing.invoice import Invoice
from severa_maestro.language import Language, Text
from severa_maestro.maestro.target import MaestroTarget
from severa_maestro.matching.rows import Matcher
from severa_maestro.severa.source import SeveraSource
from severa_maestro.transfer import log, totals
from severa_maestro.transfer.arrivals import Arrivals
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.customer_ledger import KeptCustomers
from severa_maestro.transfer.customers import CustomerBook
from severa_maestro.transfer.entries import Entries
from severa_maestro.transfer.failures import in_words
from severa_maestro.transfer.identity import Arrived, TransferIndex
from severa_maestro.transfer.judgement import Judge
from severa_maestro.transfer.lease import Lease, LeaseLostError, company_lease
from severa_maestro.transfer.ledger.models import LogLine, Run, Transfer
from severa_maestro.transfer.log_context import about_run
from severa_maestro.transfer.marking import AT_ONCE, Marker
from severa_maestro.transfer.moving import take_over_ids
from severa_maestro.transfer.registration import Registration
from severa_maestro.transfer.statuses import check_statuses
from severa_maestro.transfer.steps import Steps
from severa_maestro.transfer.units import UnitBook

Progress = Callable[[Counts], None]

#: How often (seconds) a run that goes on keeps its numbers.
_KEEPS_NUMBERS_EVERY = 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run of one company went.

    Attributes:
        counts: what was done, also by a run that was broken off.
        seconds: how long it took.
        error: what broke it off; None where nothing did.
        is_cut_short: it was not let go on to its end: more may wait.
        quota_left: what is left of the calls that Severa allows today, from 0 to 1; None where it did not tell.
    """

    company: Company
    counts: Counts
    seconds: float
    error: SeveraMaestroError | None = None
    is_cut_short: bool = False
    quota_left: float | None = None


def _nothing(_told: object) -> None:
    pass


def _always(_counts: Counts) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What whoever asks for a run may want of it.

    Attributes:
        progress: gets the numbers after each invoice. A KeyboardInterrupt that it raises ends the run there: what was
            not stored yet comes again.
        may_go_on: asked after each invoice; where it says no, the run ends there, once those in hand are transferred.
        at_end: gets the outcome while the run still has the company to itself.
        marks_at_once: how many marks may be under way in Severa at once.
    """

    progress: Progress = _nothing
    may_go_on: Callable[[Counts], bool] = _always
    at_end: Callable[[Outcome], None] = _nothing
    marks_at_once: int = AT_ONCE


class _CutShortError(Exception):
    """The run may not go on with the next invoice."""


def run_company(
    company: Company,
    connect: Callable[[Company], SeveraSource],
    target: MaestroTarget,
    options: RunOptions = RunOptions(),
) -> Outcome:
    """Makes one run over a company.

    1. Nobody else runs this company meanwhile.
    2. The two statuses are there. After a move to the other way into Severa, its ids are made known.
    3. Changed customers come to Maestro.
    4. Each waiting invoice is stored and marked, or blocked, whatever becomes of the others.
    5. What an earlier run stored but could not mark is looked after.

    Whatever is cut, the next run goes on from what the ledger holds.

    Args:
        company: which.
        connect: opens its Severa.
        target: its Maestro.
        options: what else is wanted of it.

    Returns:
        What was done. Where an error broke the run off, it is in the outcome and kept with the run; what was done
        until then stays done.

    Raises:
        TransientError: another run of this company is under way.
        LeaseLostError: this one stood still for so long that another goes on; it has written nothing since.
    """
    started = time.monotonic()
    with company_lease(company) as lease:
        company.refresh_from_db()  # what was changed while it waited for its turn, such as its connection
        going = _Going(company, target, Run.objects.create(company=company), lease, options)
        with about_run(going.run):
            error = _carry_out(going, connect)
        reach("run-ended")
        taken = time.monotonic() - started
        outcome = Outcome(company, going.counts, taken, error, going.is_cut_short, going.quota_left)
        options.at_end(outcome)
    return outcome


def _carry_out(going: "_Going", connect: Callable[[Company], SeveraSource]) -> SeveraMaestroError | None:
    """Makes the run, and keeps how it went. Returns what broke it off."""
    reach("run-started")
    error = None
    try:
        with closing(connect(going.company)) as source:
            going.carry_out(source)
    except LeaseLostError:
        raise
    except Exception as failure:
        error = in_words(failure)
    except KeyboardInterrupt as interruption:
        going.end(in_words(interruption))
        raise
    going.end(error)
    return error


@dataclass
class _Going:
    """A run that is going on."""

    company: Company
    target: MaestroTarget
    run: Run
    lease: Lease
    options: RunOptions
    is_cut_short: bool = False
    refused_calls: int = 0
    counts: Counts = field(default_factory=Counts)
    steps: Steps = field(default_factory=Steps)
    kept_at: float = field(default_factory=time.monotonic)

    @property
    def quota_left(self) -> float | None:
        """See ``Outcome``."""
        if not self.run.quota_allowed or self.run.quota_used is None:
            return None
        return max(0.0, 1 - self.run.quota_used / self.run.quota_allowed)

    def carry_out(self, source: SeveraSource) -> None:
        """Steps 2 to 5."""
        registration = Registration(self.company, self.target, self.run, KeptCustomers(self.company))
        customers = CustomerBook(self.company, source, registration, self.run)
        try:
            check_statuses(self.company, source.statuses())
            take_over_ids(self.company, source, self.run)
            with self.steps.of("reading"):
                customers.read_changes()
            self._take_in_all(source, customers)
        except _CutShortError:
            self.is_cut_short = True
        finally:
            self.counts.customers_upserted = registration.upserted
            self.counts.severa_calls = source.calls
            self.refused_calls = source.refused_calls
            if source.quota is not None:
                self.run.quota_allowed, self.run.quota_used = source.quota.allowed, source.quota.used

    def end(self, error: SeveraMaestroError | None) -> None:
        """Keeps the run's numbers, and the error that broke it off."""
        for name, number in self.counts.as_dict().items():
            setattr(self.run, name, number)
        self.run.ended_at = timezone.now()
        with transaction.atomic():
            if error is not None:
                self.run.error_code = error.code
                self.run.error_text = error.say(Language(self.company.language))
                self._log_failure(error.as_text())
            self.run.save()
            totals.add(self.run, self.steps, refused_calls=self.refused_calls, is_cut_short=self.is_cut_short)

    def _take_in_all(self, source: SeveraSource, customers: CustomerBook) -> None:
        """Steps 4 and 5."""
        units = UnitBook(self.company, source, writes=True)
        matcher = Matcher(self.target.catalogue(), self.company.code_map())
        index = TransferIndex(self.company)
        judge = Judge(self.company, source, matcher, customers, units, index)
        waiting = dict(Transfer.objects.filter(company=self.company, is_waiting=True).values_list("pk", "guid"))
        told = (self.run, self.counts, self.steps)
        with Marker(self.company, source, units, index, self.lease, *told, self.options.marks_at_once) as marker:
            entries = Entries(self.company, self.target, index, customers.registration, *told)
            arrivals = Arrivals(self.company, index, judge, entries, marker, self.counts, self.steps)
            for page in self._pages(source, known=set(waiting.values())):
                index.look_ahead(page)
                self._take_in_page(page, arrivals, marker)
            arrivals.take_in_held_back()
            marker.finish()
            reach("walk-ended")
            marker.settle_open(entries.seen)
        self._wait_no_more(waiting.keys() - entries.seen)
        self.options.progress(self.counts)

    def _take_in_page(self, page: list[Arrived], arrivals: Arrivals, marker: Marker) -> None:
        """Step 4 for one page. Whatever ends it, those before are stored and marked, as far as that can be done."""
        for arrived in sorted(page, key=originals_first):
            try:
                arrivals.take_in(arrived)
            except LeaseLostError:
                raise
            except SeveraMaestroError:
                if marker.goes_well:  # it is not about the marks, which are all that the others need
                    arrivals.store_ready()
                raise
            self._tell_progress()
            if not self.options.may_go_on(self.counts):
                arrivals.store_ready()
                marker.finish()
                raise _CutShortError
        arrivals.store_ready()
        marker.finish()

    def _pages(self, source: SeveraSource, known: AbstractSet[str]) -> Iterator[list[Arrived]]:
        """What waits in Severa, page by page."""
        pages = iter(source.invoices_in(self.company.waiting_status, known=known))
        while True:
            with self.steps.of("reading"):
                page = next(pages, None)
            if page is None:
                return
            yield page

    def _tell_progress(self) -> None:
        """Says how far the run has come, and now and then keeps it for those who look on from elsewhere."""
        if time.monotonic() - self.kept_at >= _KEEPS_NUMBERS_EVERY:
            Run.objects.filter(pk=self.run.pk).update(**self.counts.as_dict())
            self.kept_at = time.monotonic()
        self.options.progress(self.counts)

    def _wait_no_more(self, gone: AbstractSet[int]) -> None:
        """Somebody has taken these out of the waiting status in Severa."""
        numbers = sorted(gone)
        for start in range(0, len(numbers), 500):
            Transfer.objects.filter(pk__in=numbers[start : start + 500]).update(is_waiting=False)

    def _log_failure(self, reason: Text) -> None:
        """One line for a failure, not one for each run in which it lasts."""
        before = Run.objects.filter(company=self.company, pk__lt=self.run.pk).order_by("-pk").first()
        if before is None or before.error_code != self.run.error_code:
            values = {"reason": reason}
            log.line(LogLine.Level.ERROR, "run-failed", values, company=self.company, run=self.run).save()


def originals_first(arrived: Arrived) -> tuple[bool, int]:
    """A credit note comes after what it may credit."""
    is_credit_note = isinstance(arrived, Invoice) and arrived.is_credit_note
    return is_credit_note, arrived.number or 0
