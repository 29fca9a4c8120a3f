"""The codes that were written into Severa, batch by batch, with what was there before; and putting that back."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max, Min, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError
from severa_maestro.invoicing.snapshot import digest
from severa_maestro.matching.finding_texts import WORDS
from severa_maestro.setup.code_writing import Progress, changes_to_undo, undo
from severa_maestro.setup.models import CodeChange
from severa_maestro.severa.source import SeveraSource
from severa_maestro.web import reader
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.accounts.models import Role, User
from severa_maestro.web.codes import keeping
from severa_maestro.web.codes.keeping import CodesOutcome, Deed, Kind, Outcomes
from severa_maestro.web.say import say
from severa_maestro.web.sentences import on_a_page

ON_A_PAGE = 50

State = CodeChange.State
#: How what became of a change looks: a state of ``states.py``.
LOOKS = {State.WRITTEN: "active", State.UNKNOWN: "warning", State.NOT_WRITTEN: "failed", State.UNDONE: "dismissed"}


@require_safe
def code_history(request: HttpRequest, company: int) -> HttpResponse:
    """Lists the batches, the newest first."""
    found = company_for(signed_in(request), company)
    counts = {state.value: Count("pk", filter=Q(state=state)) for state in State}
    batches = found.code_changes.order_by().values("batch")
    batches = batches.annotate(at=Min("planned_at"), by=Max("actor"), **counts).order_by("-batch")
    page = Paginator(batches, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "code_history.html", {"company": found, "menu": "codes", "page": page})


@require_safe
def code_batch(request: HttpRequest, company: int, batch: int) -> HttpResponse:
    """Shows what was there before and after, and what would be put back."""
    found = company_for(signed_in(request), company)
    changes = list(found.code_changes.filter(batch=batch))
    if not changes:
        raise Http404
    with_unknown = request.GET.get("unknown") == "on"
    to_undo = _to_undo(found, batch, with_unknown=with_unknown)
    is_being_written = _is_being_written(found, batch)
    shown = {
        "company": found,
        "menu": "codes",
        "batch": batch,
        "first": changes[0],
        "lines": [_line(change, is_being_written=is_being_written) for change in changes],
        "to_undo": to_undo,
        "later": _later(found, to_undo),
        "with_unknown": with_unknown,
        "unknown": sum(change.state == State.UNKNOWN for change in changes),
        "shown": _as_shown(to_undo),
    }
    return render(request, "code_batch.html", shown)


@require_POST
def undo_batch(request: HttpRequest, company: int, batch: int) -> HttpResponse:
    """Begins to put back what was there before, if it is still what was shown."""
    user = signed_in(request)
    found = company_for(user, company, Role.BOOKKEEPER)
    to_undo = _to_undo(found, batch, with_unknown=request.POST.get("unknown") == "on")
    if not to_undo or request.POST.get("shown") != _as_shown(to_undo):
        messages.warning(request, say("code_history.overtaken"))
        return redirect("code_batch", found.pk, batch)
    if not _start(user, found, batch, to_undo):
        messages.warning(request, say("codes_setting.under_way"))
    return redirect("codes_result", found.pk)


def _to_undo(company: Company, batch: int, *, with_unknown: bool) -> list[CodeChange]:
    """The changes that could be undone; none where there are none."""
    try:
        return changes_to_undo(company, batch, with_unknown=with_unknown)
    except DataError:
        return []


def _later(company: Company, changes: Sequence[CodeChange]) -> list[int]:
    """The batches that are to be undone first, for they changed the same codes after these."""
    if not changes:
        return []
    known = {(change.kind, change.guid) for change in changes}
    later = company.code_changes.filter(state=State.WRITTEN, batch__gt=changes[0].batch)
    found = later.values_list("batch", "kind", "guid")
    return sorted({batch for batch, kind, guid in found if (kind, guid) in known}, reverse=True)


def _start(user: User, company: Company, batch: int, changes: Sequence[CodeChange]) -> bool:
    """Begins. False where other codes are being kept."""

    def carry_out(source: SeveraSource, progress: Progress) -> Outcomes:
        undone = undo(source, changes, actor=str(user), progress=progress)
        return [CodesOutcome(each.choice.item.name, "severa", each.error) for each in undone]

    named = {f"{number}. {change.name}": change for number, change in enumerate(changes, start=1)}
    before = {name: change.after for name, change in named.items()}
    after = {"batch": batch, **{name: change.before for name, change in named.items()}}
    return keeping.start(company, user, Deed(Kind.UNDO, len(changes), "codes-to-undo", before, after, carry_out))


def _is_being_written(company: Company, batch: int) -> bool:
    """Whether this batch is being written just now."""
    work = keeping.KEEPINGS.under_way(company)
    is_newest = not company.code_changes.filter(batch__gt=batch).exists()
    return work is not None and work.told is not None and work.told.kind is Kind.SET and is_newest


def _line(change: CodeChange, *, is_being_written: bool) -> dict[str, object]:
    state = State(change.state)
    is_in_hand = is_being_written and state is State.UNKNOWN
    return {
        "change": change,
        "kind": reader.in_words(WORDS[change.kind]),
        "look": "running" if is_in_hand else LOOKS[state],
        "word": say("code_history.in_hand" if is_in_hand else f"code_history.{state.value}"),
        "refused": on_a_page(change.refused),
    }


def _as_shown(changes: Sequence[CodeChange]) -> str:
    """Changes with anything that would be put back."""
    return digest(*(f"{change.pk} {change.state}" for change in changes))


urlpatterns = [
    path("companies/<int:company>/codes/history/", code_history, name="code_history"),
    path("companies/<int:company>/codes/history/<int:batch>/", code_batch, name="code_batch"),
    path("companies/<int:company>/codes/history/<int:batch>/undo/", undo_batch, name="code_batch_undo"),
]
