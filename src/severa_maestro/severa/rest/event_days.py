"""The days of the hours, fees or expenses behind a row, which REST tells apart from the row."""

from datetime import date

from severa_maestro.invoicing.invoice import InvoiceRow, RowKind
from severa_maestro.severa.record_errors import MemberError, unreadable
from severa_maestro.severa.rest import routes
from severa_maestro.severa.rest.client import RestClient
from severa_maestro.severa.rest.values import EventValues

_ROUTES = {
    RowKind.PRODUCT: routes.FEES_OF_ROW,
    RowKind.TRAVEL: routes.EXPENSES_OF_ROW,
    RowKind.WORK: routes.HOURS_OF_ROW,
}


def read_event_days(client: RestClient, row: InvoiceRow) -> tuple[date, ...]:
    """The days, each once and in order; none for a row of another kind, or one that Severa does not have.

    Raises:
        DataError: a day cannot be read.
    """
    route = _ROUTES.get(row.kind)
    if route is None:
        return ()
    try:
        events = [EventValues.read(record) for page in client.pages(route, guid=row.guid) for record in page]
    except MemberError as error:
        raise unreadable(route.name, guid=row.guid, name="", reason=str(error)) from None
    return tuple(sorted({event.event_date for event in events if event.event_date is not None}))
