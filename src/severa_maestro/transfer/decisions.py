"""What a person decides about an invoice: try again, accept a finding, or leave it out."""

from django.db import transaction

from severa_maestro.companies.models import Company
from severa_maestro.errors import ConfigurationError, DataError
from severa_maestro.matching.checks import ACCEPTABLE
from severa_maestro.matching.findings import Level
from severa_maestro.transfer import log, messages
from severa_maestro.transfer.ledger.models import LogLine, State, TimelineEntry, Transfer

_WAIT_FOR_A_PERSON = (State.FETCHED, State.BLOCKED, State.DISMISSED)


def find(company: Company, number: int, unit: str = "") -> Transfer:
    """The transfer of an invoice number.

    Args:
        company: whose.
        number: the invoice number.
        unit: the series, needed only where several units have the number.

    Raises:
        DataError: there is none, or more than one.
    """
    found = Transfer.objects.filter(company=company, number=number)
    transfers = list(found.filter(numbering_unit=unit) if unit else found)
    if not transfers:
        raise DataError("transfer-unknown", messages.TRANSFER_UNKNOWN, number=number, company=company.name)
    if len(transfers) > 1:
        units = ", ".join(transfer.numbering_unit for transfer in transfers)
        raise DataError("transfer-ambiguous", messages.TRANSFER_AMBIGUOUS, number=number, units=units)
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
        _lock(transfer)
        accepted = _acceptable(transfer) if accepts else ()
        if accepts and not accepted:
            raise DataError("nothing-to-accept", messages.NOTHING_TO_ACCEPT, number=transfer.number)
        transfer.accepted = sorted({*transfer.accepted, *accepted})
        transfer.judged_digest = ""
        transfer.dismissed_digest = ""
        _enter(transfer, State.FETCHED, actor, ", ".join(("retried", *accepted)))
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
        _lock(transfer)
        transfer.dismissed_digest = transfer.arrived_digest
        _enter(transfer, State.DISMISSED, actor, reason.strip())
        _log(transfer, "dismissed", actor=actor, reason=reason.strip())


def _lock(transfer: Transfer) -> None:
    """Reads the transfer anew and holds it: a run may have changed it since it was shown."""
    transfer.refresh_from_db(from_queryset=Transfer.objects.select_for_update())
    if transfer.state not in _WAIT_FOR_A_PERSON:
        raise DataError(
            "not-blocked", messages.NOT_BLOCKED, number=transfer.number or transfer.guid, state=transfer.state
        )


def _acceptable(transfer: Transfer) -> tuple[str, ...]:
    codes = [finding.code for finding in transfer.get_findings() if finding.level is Level.BLOCKING]
    return tuple(code for code in dict.fromkeys(codes) if code in ACCEPTABLE)


def _enter(transfer: Transfer, state: State, actor: str, reason: str) -> None:
    TimelineEntry.objects.create(
        transfer=transfer, from_state=transfer.state, to_state=state, actor=actor, reason=reason
    )
    transfer.state = state
    transfer.save()


def _log(transfer: Transfer, code: str, **values: str) -> None:
    log.line(LogLine.Level.INFO, code, values, company=transfer.company, run=None, transfer=transfer).save()
