"""What needs a person, over many companies: gathered by its cause, the costly first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Max, OuterRef, Subquery

from severa_maestro.companies.models import Company
from severa_maestro.matching.checks import ACCEPTABLE
from severa_maestro.matching.findings import Finding
from severa_maestro.transfer.ledger.models import AWAITING_MARK, LogLine, Run, State, Transfer, finding_from_json
from severa_maestro.web import reader
from severa_maestro.web.say import say
from severa_maestro.web.sentences import on_a_page
from severa_maestro.web.transfers.deeds import Deed, blocking_codes
from severa_maestro.web.transfers.shown_findings import name_of, shown

#: How many invoices of a group are shown; the list of transfers has them all.
MOST_SHOWN = 50

_SHOWN = (
    *("company__name", "number", "guid", "state", "is_waiting", "is_credit_note", "customer_number", "customer_name"),
    *("invoice_date", "currency", "total_including_vat", "findings", "unmarked", "register_id", "changed_at"),
)


@dataclass
class Group:
    """Invoices that wait for a person for one reason.

    Attributes:
        cause: what brings them together: ``blocked`` and a finding's code, ``unmarked`` and why, or ``not-waiting``.
        transfers: all of them, the costly first.
    """

    cause: tuple[str, ...]
    transfers: list[Transfer] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The cause, as one word."""
        return "-".join(self.cause)

    @property
    def code(self) -> str:
        """The code of the finding that blocks; empty where none does."""
        return self.cause[1] if self.cause[0] == "blocked" else ""

    @property
    def is_stored(self) -> bool:
        """Whether they are in Maestro already."""
        return self.cause[0] == "unmarked"

    @property
    def amounts(self) -> dict[str, Decimal]:
        """What they come to, by currency."""
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for transfer in self.transfers:
            if transfer.total_including_vat is not None:
                sums[transfer.currency] += transfer.total_including_vat
        return dict(sums)

    @property
    def weight(self) -> Decimal:
        """How much money it is about, whatever the currency."""
        return sum(map(_size, self.transfers), Decimal(0))

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """What may be done with all of them."""
        if self.cause[0] != "blocked":
            return (Deed.DISMISS,)
        return (Deed.RETRY, *([Deed.ACCEPT] if self.code in ACCEPTABLE else []), Deed.DISMISS)

    @property
    def title(self) -> str:
        """The cause in a few words."""
        if self.code:
            return name_of(self.code)
        return say("mend.not_waiting") if self.cause[0] == "not-waiting" else say(f"mend.unmarked_{self.cause[1]}")

    @property
    def to_do(self) -> str:
        """What there is to do, as the first of them tells it."""
        if not self.code:
            return say("mend.not_waiting_to_do") if self.cause[0] == "not-waiting" else say("mend.unmarked_to_do")
        return shown(_blocking(self.transfers[0], self.code)).to_do

    @property
    def lines(self) -> list[tuple[Transfer, str]]:
        """The invoices that are shown, and what is said of each."""
        return [(each, self._what(each)) for each in self.transfers[:MOST_SHOWN]]

    def _what(self, transfer: Transfer) -> str:
        if not self.code:
            return ""
        others = [name_of(code) for code in blocking_codes(transfer) if code != self.code]
        return " · ".join((shown(_blocking(transfer, self.code)).what, *others))


def groups_of(companies: Collection[int]) -> list[Group]:
    """The invoices that wait for a person, by the first of their causes. Two queries, each of its states alone."""
    found = Transfer.objects.filter(company__in=companies).order_by().select_related("company").only(*_SHOWN)
    early = found.filter(state__in=(State.BLOCKED, State.FETCHED)).exclude(state=State.FETCHED, is_waiting=True)
    unmarked = found.filter(state__in=AWAITING_MARK).exclude(unmarked="")
    groups: dict[tuple[str, ...], Group] = {}
    for transfer in sorted([*early, *unmarked], key=_size, reverse=True):
        cause = _cause(transfer)
        groups.setdefault(cause, Group(cause)).transfers.append(transfer)
    return sorted(groups.values(), key=lambda group: group.weight, reverse=True)


def _cause(transfer: Transfer) -> tuple[str, ...]:
    if transfer.state == State.BLOCKED:
        return "blocked", blocking_codes(transfer)[0]
    return ("unmarked", transfer.unmarked) if transfer.state in AWAITING_MARK else ("not-waiting",)


def _size(transfer: Transfer) -> Decimal:
    return abs(transfer.total_including_vat or Decimal(0))


def _blocking(transfer: Transfer, code: str) -> Finding:
    return finding_from_json(next(each for each in transfer.findings if each["code"] == code))


@dataclass(frozen=True, slots=True)
class Failure:
    """Companies whose last run failed for one reason.

    Attributes:
        text: what is the matter and what to do.
        runs: the last run of each company.
    """

    code: str
    text: str
    runs: tuple[Run, ...]


def failures_of(companies: Collection[int]) -> list[Failure]:
    """Why last runs failed, that of the most companies first. Two queries."""
    newest = Run.objects.filter(company=OuterRef("pk")).order_by("-id").values("pk")[:1]
    last = Company.objects.filter(pk__in=companies).annotate(last_run=Subquery(newest)).values("last_run")
    runs = list(Run.objects.filter(pk__in=last).exclude(error_code="").select_related("company"))
    texts = _texts(runs)
    by_reason: dict[tuple[str, str], list[Run]] = defaultdict(list)
    for run in runs:
        by_reason[run.error_code, texts[run.pk]].append(run)
    failures = [Failure(code, text, tuple(of_reason)) for (code, text), of_reason in by_reason.items()]
    return sorted(failures, key=lambda failure: len(failure.runs), reverse=True)


def _texts(runs: Iterable[Run]) -> dict[int, str]:
    """What is said of each failure, in the reader's language where the log has it: it says so once, at the first."""
    lines = LogLine.objects.filter(company__in={run.company_id for run in runs}, code="run-failed").order_by()
    newest = lines.values("company").annotate(newest=Max("id")).values("newest")
    reasons = dict(LogLine.objects.filter(pk__in=newest).values_list("company", "values"))
    return {run.pk: on_a_page(_in_words(reasons.get(run.company_id, {})) or run.error_text) for run in runs}


def _in_words(values: Mapping[str, object]) -> str:
    reason = values.get("reason")
    return str(reason[reader.language().value]) if isinstance(reason, dict) else ""
