"""The rights of the API key's user, each tried by a call that is cheap and changes nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from severa_maestro.errors import SeveraMaestroError
from severa_maestro.severa.record_errors import INVOICE_NOT_FOUND
from severa_maestro.severa.rights import Trial, tried_rights
from severa_maestro.severa.soap import faults, operations
from severa_maestro.severa.soap.client import SoapClient
from severa_maestro.severa.soap.operations import Operation, Right
from severa_maestro.severa.soap.paging import MINUTE
from severa_maestro.severa.source import AccessRight, InvoiceStatus

_RIGHT_MISSING = "severa-right-missing"

#: No id of Severa's: those are longer, and no invoice can have this one.
_NO_INVOICE = "no-invoice"

#: What Severa says of an id that no invoice has, once it has let the user try. Of one that is no id at all it says
#: GeneralFailure (seen by others at its live address), which for one record means that it refuses the record.
_NOT_REFUSED = frozenset(meaning.code for meaning in (INVOICE_NOT_FOUND, faults.RECORD_REFUSED, faults.VALUES_REFUSED))


def read_rights(client: SoapClient, statuses: Callable[[], list[InvoiceStatus]]) -> list[AccessRight]:
    """Severa's rights to customers, projects and users, in this order.

    Projects are tried by reading invoices and by setting the status of an invoice that is not there. Whether the user
    may change registers, nothing tells but a change: it is not among them.

    Args:
        client: of the key that is tried.
        statuses: reads the statuses of invoices.

    Raises:
        SeveraMaestroError: Severa cannot be asked, or does not accept the key at all.
    """
    now = datetime.now(UTC).replace(second=0, microsecond=0)

    def read_customers() -> None:
        _read_nothing_new(client, operations.GET_CUSTOMERS_CHANGED, startDateTime=now, options=0)

    def read_and_mark_invoices() -> None:
        period = {"startDate": now, "endDate": now + MINUTE}
        _read_nothing_new(client, operations.GET_INVOICES_BY_DATE, businessUnitGUID="", status="", options=0, **period)
        _mark_no_invoice(client, statuses())

    def read_units() -> None:
        _read_nothing_new(client, operations.GET_UNITS_CHANGED, businessUnitGUID="", startDateTime=now, options=0)

    attempts = {
        Right.CUSTOMERS: read_customers,
        Right.PROJECTS: read_and_mark_invoices,
        Right.USERS: read_units,
    }
    rights = tried_rights(
        (Trial(faults.RIGHT_NAMES[right], attempt) for right, attempt in attempts.items()),
        refusals={_RIGHT_MISSING, faults.KEY_REFUSED.code},
        of_all=faults.KEY_REFUSED.code,
    )
    return [_told_by_right(tried, right) for tried, right in zip(rights, attempts, strict=True)]


def _told_by_right(tried: AccessRight, right: Right) -> AccessRight:
    """The right; where Severa does not know for it a key that it knows for others, with the error of the right."""
    if tried.refusal is None or tried.refusal.code != faults.KEY_REFUSED.code:
        return tried
    return replace(tried, refusal=faults.RIGHT_MISSING[right].error())


def _read_nothing_new(client: SoapClient, operation: Operation, **parameters: object) -> None:
    """Asks for what changed since this minute: as good as nothing."""
    client.ask(operation, lambda _: None, parameters)


def _mark_no_invoice(client: SoapClient, statuses: list[InvoiceStatus]) -> None:
    """Sets a status that is there, so that Severa does not stop at the status, on an invoice that is not there."""
    name = next((status.name for status in statuses if status.is_active), "")
    try:
        client.perform(operations.SET_STATUS, {"invoiceGUID": _NO_INVOICE, "status": name})
    except SeveraMaestroError as error:
        if error.code not in _NOT_REFUSED:
            raise
