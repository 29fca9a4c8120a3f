"""Codes written into Severa's registers: what was there before is kept, and can be put back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.errors import ConfigurationError, DataError, QuotaError, SeveraMaestroError
from severa_maestro.failpoints import reach
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.language import Language
from severa_maestro.matching.products import ProductCode
from severa_maestro.setup import messages
from severa_maestro.setup.models import CodeChange
from severa_maestro.severa.source import RegisterItem, SeveraSource
from severa_maestro.transfer import log
from severa_maestro.transfer.ledger.models import LogLine

Progress = Callable[[int, int], None]

State = CodeChange.State


def written_code(product: ProductCode) -> str:
    """A product's code as it is written into Severa: ``A1``, the form of ``TuoteId`` in Maestro's product file.

    Source: tietopankki.maestro.fi, "Vie/Tuo tuotetietoja".
    """
    return f"{product.group}{product.number}"


@dataclass(frozen=True, slots=True)
class Choice:
    """An item of Severa's registers and the code that it is to have.

    Attributes:
        item: as it was read; its code is what was there before.
        code: empty takes the code away.
    """

    item: RegisterItem
    code: str


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one choice; without an error Severa has the code."""

    choice: Choice
    error: DataError | None = None


def write_codes(
    company: Company,
    source: SeveraSource,
    choices: Sequence[Choice],
    *,
    actor: str,
    progress: Progress = lambda _done, _of: None,
) -> list[Written]:
    """Writes codes into Severa, one after another; one that Severa refuses stops no other.

    1. What was there before is kept, in a transaction of its own.
    2. Severa gets the code, and is looked at whether it has it.
    3. That it has is kept, with a line in the log.

    Raises:
        SeveraMaestroError: Severa cannot be reached or used. What was written until then stays written and known.
    """
    batch = _new_batch(company)
    written = []
    for number, choice in enumerate(choices, start=1):
        is_there = choice.item.code == choice.code
        written.append(Written(choice) if is_there else _write(company, source, choice, batch, actor))
        progress(number, len(choices))
    return written


def _new_batch(company: Company) -> int:
    """A number that nobody else gets: it stands for nothing until the first change of it is kept."""
    with transaction.atomic():
        held = Company.objects.select_for_update().get(pk=company.pk)
        held.code_batches += 1
        held.save(update_fields=["code_batches"])
    return held.code_batches


def _write(company: Company, source: SeveraSource, choice: Choice, batch: int, actor: str) -> Written:
    item = choice.item
    change = CodeChange.objects.create(
        company=company,
        batch=batch,
        kind=item.kind,
        guid=item.guid,
        name=item.name,
        before=item.code,
        after=choice.code,
        actor=actor,
    )
    reach("code-planned")
    try:
        source.write_code(item, choice.code)
    except DataError as error:
        _not_written(change, error)
        return Written(choice, error)
    except (ConfigurationError, QuotaError) as error:  # a right, a key, the quota: Severa did nothing
        _not_written(change, error)
        raise
    reach("code-written")
    with transaction.atomic():
        _settle(change, State.WRITTEN)
        _log(change, "code-written", actor)
    return Written(choice)


def _not_written(change: CodeChange, error: SeveraMaestroError) -> None:
    change.refused = error.say(Language(change.company.language))
    _settle(change, State.NOT_WRITTEN)


def _settle(change: CodeChange, state: State) -> None:
    change.state, change.settled_at = state, timezone.now()
    change.save()


def changes_to_undo(company: Company, batch: int | None = None, *, with_unknown: bool = False) -> list[CodeChange]:
    """The changes of a batch that stand, the newest first; of the newest batch for None.

    Args:
        company: whose.
        batch: which.
        with_unknown: also those of which it is not known whether Severa has them: somebody may have typed the same
            code by hand.

    Raises:
        DataError: there is no such batch, or nothing of it that could be undone.
    """
    states = [State.WRITTEN, State.UNKNOWN] if with_unknown else [State.WRITTEN]
    standing = company.code_changes.filter(state__in=states)
    if batch is None:
        batch = standing.aggregate(last=Max("batch"))["last"]
    found = list(standing.filter(batch=batch).order_by("-pk"))
    if not found:
        raise DataError("nothing-to-undo", messages.NOTHING_TO_UNDO, batch=batch or "–")
    return found


def undo(
    source: SeveraSource,
    changes: Iterable[CodeChange],
    *,
    actor: str,
    progress: Progress = lambda _done, _of: None,
) -> list[Written]:
    """Puts back the codes that were there before. One that somebody has changed since is left.

    Raises:
        SeveraMaestroError: Severa cannot be reached or used. What was put back until then stays so.
    """
    changes = list(changes)
    undone = []
    items = source.register_items()
    for number, change in enumerate(changes, start=1):
        undone.append(_undo(source, change, items, actor))
        progress(number, len(changes))
    return undone


def _undo(source: SeveraSource, change: CodeChange, items: list[RegisterItem], actor: str) -> Written:
    known = RegisterItem(
        kind=RowKind(change.kind), guid=change.guid, code=change.after, name=change.name, is_active=True
    )
    try:
        _refuse_where_a_later_one_stands(change)
        item = _there_now(change, items)
        if change.state == State.UNKNOWN and item.code == change.before:
            _settle(change, State.NOT_WRITTEN)
            return Written(Choice(known, change.before))
        source.write_code(replace(item, code=change.after), change.before)
    except DataError as error:
        return Written(Choice(known, change.before), error)
    with transaction.atomic():
        change.state, change.undone_at = State.UNDONE, timezone.now()
        change.save()
        _log(change, "code-restored", actor)
    return Written(Choice(known, change.before))


def _refuse_where_a_later_one_stands(change: CodeChange) -> None:
    """Raises DataError where the item's code was changed by us once more since: that is to be undone first."""
    later = CodeChange.objects.filter(
        company=change.company_id, kind=change.kind, guid=change.guid, pk__gt=change.pk, state=State.WRITTEN
    ).last()
    if later is not None:
        raise DataError("later-change-stands", messages.LATER_CHANGE_STANDS, item=change.name, batch=later.batch)


def _there_now(change: CodeChange, items: list[RegisterItem]) -> RegisterItem:
    """The item that was changed; by its name where the company has taken the other way in since, whose ids differ.

    Raises:
        DataError: it is not there any more, or not to be told from another.
    """
    of_kind = [item for item in items if item.kind == change.kind]
    found = [item for item in of_kind if item.guid == change.guid]
    found = found or [item for item in of_kind if (item.name, item.code) == (change.name, change.after)]
    if len(found) != 1:
        raise DataError("item-not-found", messages.ITEM_NOT_FOUND, item=change.name, severa_code=change.after or "–")
    return found[0]


def _log(change: CodeChange, code: str, actor: str) -> None:
    values = {
        "actor": actor,
        "kind": change.kind,
        "name": change.name,
        "before": change.before or "–",
        "code": change.after or "–",
    }
    log.line(LogLine.Level.INFO, code, values, company=change.company, run=None).save()
