"""What a person decides about an invoice: try again, accept a finding, or leave it out."""

from django.db import transaction
from django.db.models import Q

from severa_maestro.companies.models import Company
from severa_maestro.errors import ConfigurationError, DataError
from severa_maestro.matching.checks import ACCEPTABLE
from severa_maestro.matching.findings import Level
from severa_maestro.transfer import log, messages
from severa_maestro.transfer.ledger.models import AWAITING_MARK, LogLine, State, Transfer

#: From which states a person may put an invoice back, and from which leave it out. One that is stored may be settled
#: where Severa could not be told of it.
_MAY_BE_RETRIED = (State.BLOCKED, State.DISMISSED)
_MAY_BE_DISMISSED = (State.FETCHED, State.BLOCKED, State.DISMISSED, *AWAITING_MARK)


def find(company: Company, which: str, unit: str = "") -> Transfer:
    """The transfer of an invoice.

    Args:
        company: whose.
        which: the invoice's number, or Severa's id of it: the only name of one that has no number yet.
        unit: the series, needed only where several units have the number.

    Raises:
        DataError: there is none, or more than one.
    """
    by_name = Q(guid=which) | Q(number=int(which)) if which.isdecimal() and len(which) < 19 else Q(guid=which)
    found = list(Transfer.objects.filter(by_name, company=company))
    transfers = [transfer for transfer in found if unit in {"", transfer.numbering_unit}]
    units = ", ".join(transfer.numbering_unit for transfer in found)
    if not found:
        raise DataError("transfer-unknown", messages.TRANSFER_UNKNOWN, number=which, company=company.name)
    if len(transfers) != 1:
        raise DataError("transfer-ambiguous", messages.TRANSFER_AMBIGUOUS, number=which, units=units)
    return transfers[0]


def retry(transfer: Transfer, *, actor: str, accepts: bool = False) -> tuple[str, ...]:
    """Puts an invoice back into the transfer: the next run judges it anew.

    Args:
        transfer: a blocked or dismissed one.
        actor: who decides.
        accepts: whether its blocking findings are accepted, as far as that is allowed
            (``severa_maestro.matching.checks.ACCEPTABLE``).

    Returns:
        The codes of the findings that were accepted.

    Raises:
        DataError: it does not wait for a person, or has nothing to accept.
    """
    with transaction.atomic():
        _lock(transfer, _MAY_BE_RETRIED)
        accepted = _acceptable(transfer) if accepts else ()
        if accepts and not accepted:
            raise DataError("nothing-to-accept", messages.NOTHING_TO_ACCEPT, number=transfer.number)
        if accepted:
            transfer.accepted = sorted(accepted)
            transfer.accepted_digest = transfer.seen_digest
        transfer.judged_digest = ""
        transfer.dismissed_digest = ""
        is_as_stored = transfer.is_stored and transfer.arrived_digest == transfer.stored_digest
        state = State.STORED if is_as_stored else State.FETCHED
        _enter(transfer, state, actor, ", ".join(("retried", *accepted)))
        _log(transfer, "accepted" if accepted else "retried", actor=actor, accepted=", ".join(accepted))
    return accepted


def dismiss(transfer: Transfer, *, actor: str, reason: str) -> None:
    """Leaves an invoice out, as it is now; nothing is changed in Severa. If it changes there, it is shown again.

    Raises:
        ConfigurationError: the reason is empty.
        DataError: the invoice does not wait for a person.
    """
    if not reason.strip():
        raise ConfigurationError("reason-missing", messages.REASON_MISSING)
    with transaction.atomic():
        _lock(transfer, _MAY_BE_DISMISSED)
        transfer.dismissed_digest = transfer.arrived_digest
        _enter(transfer, State.DISMISSED, actor, reason.strip())
        _log(transfer, "dismissed", actor=actor, reason=reason.strip())


def _lock(transfer: Transfer, states: tuple[State, ...]) -> None:
    """Reads the transfer anew and holds it: a run may have changed it since it was shown."""
    transfer.refresh_from_db(from_queryset=Transfer.objects.select_for_update())
    is_on_its_way = transfer.state in AWAITING_MARK and not transfer.unmarked
    if transfer.state not in states or is_on_its_way:
        raise DataError(
            "not-blocked", messages.NOT_BLOCKED, number=transfer.number or transfer.guid, state=transfer.state
        )


def _acceptable(transfer: Transfer) -> tuple[str, ...]:
    codes = [finding.code for finding in transfer.get_findings() if finding.level is Level.BLOCKING]
    return tuple(code for code in dict.fromkeys(codes) if code in ACCEPTABLE)


def _enter(transfer: Transfer, state: State, actor: str, reason: str) -> None:
    transfer.enter(state, actor=actor, reason=reason)
    transfer.save()


def _log(transfer: Transfer, code: str, **values: str) -> None:
    log.line(LogLine.Level.INFO, code, values, company=transfer.company, run=None, transfer=transfer).save()
