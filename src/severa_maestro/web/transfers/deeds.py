"""What a person may do with a transfer in its state, and doing it: with its line in the audit log."""

from enum import StrEnum

from django import forms
from django.db import transaction
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule
from severa_maestro.errors import DataError
from severa_maestro.language import Language
from severa_maestro.matching.checks import ACCEPTABLE
from severa_maestro.matching.findings import Level
from severa_maestro.transfer import decisions
from severa_maestro.transfer.ledger.models import AWAITING_MARK, State, Transfer
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import Actor
from severa_maestro.web.forms import Form
from severa_maestro.web.say import lazily, say, text_of
from severa_maestro.web.transfers import messages
from severa_maestro.web.written import moment


class Deed(StrEnum):
    """A decision about an invoice."""

    RETRY = "retry"
    ACCEPT = "accept"
    DISMISS = "dismiss"


#: Why an invoice is dismissed: keys of ``texts/deed.py``; the last one is in the user's own words.
_REASONS = ("already_there", "not_transferred", "own_words")


class ReasonForm(Form):
    """Why invoices are dismissed."""

    page = "deed"
    use_required_attribute = False  # the other decisions of the same form need no reason

    reason = forms.ChoiceField(
        choices=[(each, lazily(f"deed.{each}")) for each in _REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": lazily("deed.reason_missing")},
    )
    words = forms.CharField(required=False, max_length=500)

    def clean(self) -> dict[str, str]:
        """One's own words must be there where they are the reason."""
        given: dict[str, str] = super().clean() or self.cleaned_data
        if given.get("reason") == "own_words" and not given.get("words"):
            self.add_error("words", say("deed.words_missing"))
        return given

    def in_language(self, language: Language) -> str:
        """The reason as the ledger keeps it."""
        chosen = self.cleaned_data["reason"]
        return self.cleaned_data["words"] if chosen == "own_words" else text_of(f"deed.{chosen}").say(language)


def deeds_of(transfer: Transfer) -> tuple[Deed, ...]:
    """What may be done now; what a later state refuses says so itself."""
    waits = transfer.state in (State.BLOCKED, State.DISMISSED)
    may_leave = transfer.state in (State.FETCHED, State.BLOCKED) or (
        transfer.state in AWAITING_MARK and transfer.unmarked != ""
    )
    possible = {Deed.RETRY: waits, Deed.ACCEPT: waits and bool(acceptable(transfer)), Deed.DISMISS: may_leave}
    return tuple(deed for deed, is_possible in possible.items() if is_possible)


def acceptable(transfer: Transfer) -> tuple[str, ...]:
    """The codes of its blocking findings that a person may accept."""
    return tuple(code for code in blocking_codes(transfer) if code in ACCEPTABLE)


def blocking_codes(transfer: Transfer) -> tuple[str, ...]:
    """The codes of its blocking findings, each once."""
    return tuple(dict.fromkeys(str(each["code"]) for each in transfer.findings if each["level"] == Level.BLOCKING))


def as_shown(transfer: Transfer) -> str:
    """Tells whether the transfer is still what the page showed."""
    return transfer.changed_at.isoformat()


def carry_out(actor: Actor, transfer: Transfer, deed: Deed, *, shown: str, reason: ReasonForm | None = None) -> None:
    """Does it, if the transfer is still as it was shown.

    Args:
        actor: who decides; may mend in the transfer's company.
        transfer: as it was read.
        deed: what.
        shown: ``as_shown`` of the transfer that the user saw.
        reason: a valid form; needed to dismiss.

    Raises:
        DataError: the transfer has changed since, or does not wait for this.
    """
    with transaction.atomic():
        now = Transfer.objects.select_for_update().get(pk=transfer.pk)
        if as_shown(now) != shown:
            raise DataError("decision-overtaken", messages.OVERTAKEN, number=now.number or "–")
        before = {"invoice": now.number or now.guid, "state": now.state}
        after: dict[str, object] = {"invoice": now.number or now.guid}
        if deed is Deed.DISMISS:
            after["reason"] = reason.in_language(Language(now.company.language)) if reason else ""
            decisions.dismiss(now, actor=str(actor), reason=str(after["reason"]))
        elif accepted := decisions.retry(now, actor=str(actor), accepts=deed is Deed.ACCEPT):
            after["accepted"] = ", ".join(accepted)
        record(actor, now.company, _ACTIONS[deed], before, {**after, "state": now.state})


def next_run_of(company: Company) -> str:
    """When the company's next run begins, in words: what was decided takes effect then."""
    schedule = Schedule.of(company)
    if not schedule.is_started and schedule.asked_at is None:
        return say("deed.no_next_run")
    begins = schedule.next_run_at
    if schedule.asked_at is not None or begins is None or begins <= timezone.now():
        return say("deed.next_run_soon")
    return say("deed.next_run", when=moment(begins))


_ACTIONS = {
    Deed.RETRY: "transfer-retried",
    Deed.ACCEPT: "transfer-accepted",
    Deed.DISMISS: "transfer-dismissed",
}
