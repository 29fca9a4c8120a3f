"""A company's transfers: each invoice's journey, and what may be decided about it."""

from collections.abc import Sequence
from datetime import UTC, date
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from ninja.errors import ValidationError
from pydantic import ConfigDict, Field, StringConstraints

from severa_maestro.invoicing.invoice import Invoice
from severa_maestro.invoicing.snapshot import changes
from severa_maestro.maestro.registers.models import SalesInvoice
from severa_maestro.matching.findings import Level
from severa_maestro.transfer.ledger.models import State, TimelineEntry, Transfer, Unmarked
from severa_maestro.web.accounts.models import Right
from severa_maestro.web.api.authentication import company_for, token_of
from severa_maestro.web.api.paging import Page, Paging, page_of
from severa_maestro.web.api.problems import OF_SOMETHING, TO_A_DEED, WITH_A_BODY
from severa_maestro.web.api.registers import RegisteredRow, rows_of
from severa_maestro.web.api.values import (
    Amount,
    Answer,
    AskedAmount,
    AskedDay,
    AskedMoment,
    AskedNumber,
    AskedTruth,
    AskedWords,
    Key,
    Moment,
    Percent,
    amounts_of,
)
from severa_maestro.web.transfers.deeds import Deed, ReasonForm, as_shown, carry_out, deeds_of
from severa_maestro.web.transfers.filters import asked_for
from severa_maestro.web.transfers.shown_findings import shown
from severa_maestro.web.transfers.timeline import reason_of

router = Router(tags=["transfers"])

AskedState = Literal["fetched", "blocked", "stored", "handed_over", "transferred", "dismissed", "waiting", "unmarked"]

#: What a filter is called here and in the pages' own filters.
_FILTERS = {
    "state": "state",
    "finding": "finding",
    "customer": "customer",
    "number": "number",
    "invoice_date_from": "since",
    "invoice_date_to": "until",
    "amount_from": "least",
    "amount_to": "most",
}


class TransferFilters(Paging):
    """Which transfers."""

    state: AskedState | None = Field(
        None,
        description="A state; or waiting: all that are under way; or unmarked: stored, and Severa could not be told.",
    )
    finding: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,100}$")] | None = Field(
        None, description="The code of a finding that it has."
    )
    customer: AskedWords | None = Field(None, description="Part of the customer's number or name.")
    number: AskedNumber | None = Field(None, description="The invoice's number.")
    invoice_date_from: AskedDay | None = None
    invoice_date_to: AskedDay | None = None
    amount_from: AskedAmount | None = Field(None, description="The least total with VAT.")
    amount_to: AskedAmount | None = Field(None, description="The largest total with VAT.")
    is_on_fallback: AskedTruth | None = Field(None, description="Whether it has rows on A/0.")
    changed_since: AskedMoment | None = Field(None, description="Changed at this moment or later.")


class FindingShown(Answer):
    """What a check says of an invoice."""

    code: str = Field(description="Stable, for programs.")
    level: Level
    row: int | None = Field(description="The row's number, where it is about one row.")
    what: str = Field(description="What is the matter, in the language asked for.")
    to_do: str = Field(description="What to do, in the language asked for.")


class TransferListed(Answer):
    """The journey of one invoice."""

    id: int
    state: State
    number: int | None = Field(description="The invoice's number; null while Severa has given none.")
    numbering_unit: str = Field(description="The unit whose series gave the number.")
    severa_id: str = Field(description="Severa's newest id of the invoice.")
    is_waiting: bool = Field(description="Whether it stood in the waiting status when it was last looked for.")
    is_credit_note: bool
    customer_number: str
    customer_name: str
    invoice_date: date | None
    total_excluding_vat: Amount | None
    total_vat: Amount | None
    total_including_vat: Amount | None
    fallback_rows: int = Field(description="Rows on A/0.")
    findings: list[FindingShown]
    unmarked: Unmarked | None = Field(
        description="Why a stored invoice has not got its status in Severa; null where nothing is the matter."
    )
    deeds: list[Literal["retry", "dismiss"]] = Field(description="What may be decided about it now.")
    register_id: int | None = Field(description="The id of the invoice in Maestro's register.")
    first_seen_at: Moment
    changed_at: Moment


class Entry(Answer):
    """A change of a transfer's state."""

    at: Moment
    from_state: State | None
    to_state: State
    actor: str = Field(description="A run, such as run 12, or who decided.")
    reason: str = Field(description="A code, or somebody's own words.")
    text: str = Field(description="The reason in the language asked for.")


class VatTotal(Answer):
    """What one VAT rate of an invoice comes to, computed from its rows."""

    rate: Percent
    excluding_vat: Amount
    vat: Amount
    including_vat: Amount


class Difference(Answer):
    """A member that the invoice as it came last has otherwise than the stored one."""

    member: str = Field(description="Such as rows[2].unit_price.amount.")
    stored: str
    arrived: str


class TransferWhole(TransferListed):
    """The journey of one invoice, with the invoice."""

    arrived: Invoice | None = Field(description="The invoice as it came last; null where it could not be read.")
    stored: Invoice | None = Field(description="The invoice as it was stored; null where it was not.")
    differences: list[Difference]
    rows: list[RegisteredRow] = Field(description="The stored rows, each with its product and rule.")
    vat_totals: list[VatTotal]
    timeline: list[Entry]


class Decision(Schema):
    """A decision about a transfer."""

    model_config = ConfigDict(extra="forbid")

    changed_at: AskedMoment | None = Field(
        None,
        description="The transfer's changed_at as it was read: 409 where it has changed since. Left out: as it is.",
    )


class Dismissal(Decision):
    """A decision to leave the invoice out."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00]*\S[^\x00]*$")] = Field(
        description="Why: it stands in the timeline and the log."
    )


@router.get("/companies/{company}/transfers", response={200: Page[TransferListed], **OF_SOMETHING})
def list_transfers(request: HttpRequest, company: Key, asked: Query[TransferFilters]) -> Page[TransferListed]:
    """The company's transfers."""
    found = company_for(request, company)
    wanted = {theirs: getattr(asked, mine) for mine, theirs in _FILTERS.items() if getattr(asked, mine) is not None}
    transfers = asked_for(found, wanted).defer("arrived", "stored")
    return page_of(request, _narrowed(transfers, asked), asked, _listed)


@router.get("/companies/{company}/transfers/{transfer}", response={200: TransferWhole, **OF_SOMETHING})
def get_transfer(request: HttpRequest, company: Key, transfer: Key) -> TransferWhole:
    """One transfer, with the invoice as it came and as it is stored."""
    found = get_object_or_404(company_for(request, company).transfers, pk=transfer)
    arrived, stored = found.arrived_invoice(), found.stored_invoice()
    registered = SalesInvoice.objects.filter(company=found.company_id, pk=found.register_id or 0).first()
    return TransferWhole(
        **_members(found),
        arrived=arrived,
        stored=stored,
        differences=_differences(stored, arrived),
        rows=rows_of(registered) if registered is not None else [],
        vat_totals=_vat_totals(stored or arrived),
        timeline=[_entry(each) for each in found.timeline.all()],
    )


@router.post(
    "/companies/{company}/transfers/{transfer}/retry", response={200: TransferListed, **TO_A_DEED, **WITH_A_BODY}
)
def retry(request: HttpRequest, company: Key, transfer: Key, asked: Decision) -> TransferListed:
    """Puts a blocked or dismissed invoice back: the next run judges it anew."""
    return _decide(request, company, transfer, Deed.RETRY, asked, None)


@router.post(
    "/companies/{company}/transfers/{transfer}/dismiss", response={200: TransferListed, **TO_A_DEED, **WITH_A_BODY}
)
def dismiss(request: HttpRequest, company: Key, transfer: Key, asked: Dismissal) -> TransferListed:
    """Leaves an invoice out, as it is now; nothing is changed in Severa. If it changes there, it is shown again."""
    reason = ReasonForm({"reason": "own_words", "words": asked.reason})
    if not reason.is_valid():
        flaws = [str(each) for of_field in reason.errors.values() for each in of_field]
        raise ValidationError([{"loc": ("body", "asked", "reason"), "msg": each} for each in flaws])
    return _decide(request, company, transfer, Deed.DISMISS, asked, reason)


def _decide(
    request: HttpRequest, company: int, transfer: int, deed: Deed, asked: Decision, reason: ReasonForm | None
) -> TransferListed:
    """Carries it out as the page does."""
    found = get_object_or_404(company_for(request, company, Right.ACT).transfers, pk=transfer)
    seen = asked.changed_at.astimezone(UTC).isoformat() if asked.changed_at is not None else as_shown(found)
    carry_out(token_of(request), found, deed, shown=seen, reason=reason)
    found.refresh_from_db()
    return TransferListed(**_members(found))


def _narrowed(transfers: "QuerySet[Transfer]", asked: TransferFilters) -> "QuerySet[Transfer]":
    """By what the pages have no filter for."""
    if asked.is_on_fallback is not None:
        on_fallback = {"fallback_rows__gt": 0}
        transfers = transfers.filter(**on_fallback) if asked.is_on_fallback else transfers.exclude(**on_fallback)
    return transfers if asked.changed_since is None else transfers.filter(changed_at__gte=asked.changed_since)


def _listed(transfers: Sequence[Transfer]) -> list[TransferListed]:
    return [TransferListed(**_members(each)) for each in transfers]


def _members(transfer: Transfer) -> dict[str, Any]:
    """What a list says of a transfer."""
    as_kept = (
        *("state", "number", "numbering_unit", "is_waiting", "is_credit_note", "customer_number", "customer_name"),
        *("invoice_date", "fallback_rows", "register_id", "first_seen_at", "changed_at"),
    )
    totals = ("total_excluding_vat", "total_vat", "total_including_vat")
    return {
        "id": transfer.pk,
        "severa_id": transfer.guid,
        "unmarked": transfer.unmarked or None,
        "deeds": [deed.value for deed in deeds_of(transfer) if deed is not Deed.ACCEPT],
        "findings": _findings(transfer),
        **{name: getattr(transfer, name) for name in as_kept},
        **amounts_of(transfer, totals, transfer.currency),
    }


def _findings(transfer: Transfer) -> list[FindingShown]:
    found = ((finding.row, shown(finding)) for finding in transfer.get_findings())
    return [
        FindingShown(code=each.code, level=Level(each.level), row=row, what=each.what, to_do=each.to_do)
        for row, each in found
    ]


def _differences(stored: Invoice | None, arrived: Invoice | None) -> list[Difference]:
    if stored is None or arrived is None:
        return []
    return [Difference(member=member, stored=was, arrived=is_now) for member, was, is_now in changes(stored, arrived)]


def _vat_totals(invoice: Invoice | None) -> list[VatTotal]:
    return [
        VatTotal(
            rate=line.rate,
            excluding_vat=Amount.of_money(line.base),
            vat=Amount.of_money(line.vat),
            including_vat=Amount.of_money(line.base + line.vat),
        )
        for line in (invoice.vat_lines if invoice is not None else ())
    ]


def _entry(entry: TimelineEntry) -> Entry:
    return Entry(
        at=entry.at,
        from_state=State(entry.from_state) if entry.from_state else None,
        to_state=State(entry.to_state),
        actor=entry.actor,
        reason=entry.reason,
        text=reason_of(entry),
    )
