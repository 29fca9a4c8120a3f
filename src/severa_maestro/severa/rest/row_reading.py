"""The rows of many invoices in few calls: in bulk where that is fewer than one call an invoice.

``GET /v1/invoicerows?changedSince=`` gives the rows of all invoices since a time, a hundred in a call: 25 invoices or
more. How many rows of other invoices lie among them, nothing tells beforehand. So reading in bulk gets an eighth of the
calls that reading one by one would cost: it either ends within them and saves most of the others, or is given up.

Whether ``changedSince`` brings every row of an invoice that was made since then is not documented either. So what came
in bulk only counts for an invoice whose rows come to its totals; the others are read one by one.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import structlog

from severa_maestro.severa.record_errors import MemberError
from severa_maestro.severa.rest import routes
from severa_maestro.severa.rest.client import RestClient, written_moment
from severa_maestro.severa.rest.mapping import basis_of
from severa_maestro.severa.rest.rows import is_whole, row_amounts
from severa_maestro.severa.rest.values import InvoiceValues, RowValues

#: One call in bulk for so many invoices: below that, one by one it is.
INVOICES_A_CALL = 8

#: Before the oldest invoice: times may be of another zone than ours.
_SLACK = timedelta(days=1)

_log = structlog.get_logger(__name__)

RowsByInvoice = dict[str, list[RowValues]]


def rows_in_bulk(client: RestClient, invoices: Sequence[InvoiceValues]) -> RowsByInvoice:
    """The rows of as many of the invoices as are worth it, by the invoice's id; the others are not among them."""
    made = {invoice.guid: moment for invoice in invoices if (moment := _made(invoice)) is not None}
    calls_left = len(made) // INVOICES_A_CALL
    if not calls_left:
        return {}
    since = min(made.values()) - _SLACK
    wanted = {invoice.guid: invoice for invoice in invoices if invoice.guid in made}
    found: dict[str, dict[str, RowValues]] = defaultdict(dict)
    unreadable: set[str] = set()
    for reply in client.replies(routes.ROWS, query={"changedSince": written_moment(since)}):
        for record in reply.content:
            guid = record.get("invoiceGuid") if isinstance(record, dict) else None
            if isinstance(guid, str) and guid in wanted:
                try:
                    row = RowValues.read(record)
                except MemberError:
                    unreadable.add(guid)  # read one by one, it tells what is wrong with it
                else:
                    # A list that changes while it is read may show a row twice.
                    found[guid][row.guid or f"row {len(found[guid])}"] = row
        calls_left -= 1
        if not calls_left and reply.next_token:
            _log.info("rows-in-bulk-given-up", invoices=len(invoices))
            return {}
    whole = {guid: list(rows.values()) for guid, rows in found.items() if guid not in unreadable}
    return {guid: rows for guid, rows in whole.items() if _is_whole(wanted[guid], rows)}


def _made(invoice: InvoiceValues) -> datetime | None:
    """When the invoice was made, in UTC where no zone is told; None where that is not known."""
    moment = invoice.created_date_time
    if moment is None or moment.year == 1:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC)


def _is_whole(invoice: InvoiceValues, rows: Sequence[RowValues]) -> bool:
    """Whether the rows are all of them, with the VAT or, in case of reverse charge, without."""
    basis = basis_of(invoice)
    try:
        return any(is_whole(row_amounts(rows, basis, is_reverse_charged=each), basis) for each in (False, True))
    except MemberError:
        return False
