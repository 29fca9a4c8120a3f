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
from severa_maestro.severa.rest.rows import adds_up, row_amounts
from severa_maestro.severa.rest.values import InvoiceValues, RowValues

#: One call in bulk for so many invoices: below that, one by one it is.
INVOICES_A_CALL = 8

#: An invoice so many times older than most is one that a person has to look at: it would bring all rows since then.
_OUTLIER = 4

#: Before the oldest invoice: times may be of another zone than ours.
_SLACK = timedelta(days=1)

_log = structlog.get_logger(__name__)

RowsByInvoice = dict[str, list[RowValues]]


def rows_in_bulk(client: RestClient, invoices: Sequence[InvoiceValues]) -> RowsByInvoice:
    """The rows of as many of the invoices as are worth it, by the invoice's id; the others are not among them."""
    since = _since(invoices)
    calls_left = len(invoices) // INVOICES_A_CALL
    if since is None or not calls_left:
        return {}
    wanted = {invoice.guid: invoice for invoice in invoices}
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


def _since(invoices: Sequence[InvoiceValues]) -> datetime | None:
    """Since when to ask: a little before the oldest invoice that is no outlier; None where no time is known."""
    made = [
        each.created_date_time.replace(tzinfo=each.created_date_time.tzinfo or UTC)
        for each in invoices
        if each.created_date_time is not None and each.created_date_time.year > 1
    ]
    if not made:
        return None
    newest = max(made)
    ages = sorted(newest - moment for moment in made)
    usual = max(ages[len(ages) // 2], _SLACK)
    return newest - max(age for age in ages if age <= _OUTLIER * usual) - _SLACK


def _is_whole(invoice: InvoiceValues, rows: Sequence[RowValues]) -> bool:
    """Whether the rows are all: they come to Severa's totals, with the VAT or, in case of reverse charge, without."""
    basis = basis_of(invoice)
    try:
        return any(adds_up(row_amounts(rows, basis, is_reverse_charged=each), basis) for each in (False, True))
    except MemberError:
        return False
