"""Which articles stood on the invoices of late, by SOAP: from the newest invoices back, window by window.

Severa gives the invoices that were made or changed in a window of time, all in one reply, whatever their status. How
many lie in a window, nothing tells beforehand. So the first window is all the time that is asked for, and one that is
too large for a reply is halved. One that turns out to hold few lets the next one be longer: the invoices of one busy
hour must not make the windows of all other hours short.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from lxml import etree

from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.severa.formatted_text import plain_text
from severa_maestro.severa.http_errors import ReplyTooLargeError
from severa_maestro.severa.item_uses import ItemUses
from severa_maestro.severa.record_errors import MemberError
from severa_maestro.severa.soap import operations
from severa_maestro.severa.soap.client import SoapClient
from severa_maestro.severa.soap.mapping import row_codes, row_kind
from severa_maestro.severa.soap.paging import MINUTE, WINDOW_BYTES, Window
from severa_maestro.severa.soap.record import Record
from severa_maestro.severa.source import RecentUse

#: How many windows are asked for at most.
CALLS = 30

#: How many times as long as a window that holds few invoices the next one may be, as long as it is likely to hold this
#: part of the most that have come in one reply, or less.
_GROWTH = 8
_LIKELY = 0.75

#: The list of ids that stand behind a row of a kind. Of work there are only those of its hours.
_IDS = {RowKind.PRODUCT: "ProductGUIDs", RowKind.TRAVEL: "TravelExpenseGUIDs"}

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Row:
    """What of a row tells its article."""

    kind: RowKind
    guid: str
    codes: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class _Invoice:
    """The rows of one invoice; none where they cannot be read."""

    guid: str
    rows: tuple[_Row, ...]


def read_recent_use(client: SoapClient, since: datetime) -> RecentUse:
    """How often each article stood on invoices that were made or changed since a time (UTC)."""
    uses = ItemUses()
    seen: set[str] = set()
    read_back_to = datetime.now(UTC)
    for start, invoices in _newest_first(client, since):
        read_back_to = start
        for invoice in invoices:
            if invoice.guid in seen:
                continue  # it changed after its newer window was read, or lies on the edge of both
            seen.add(invoice.guid)
            for row in invoice.rows:
                uses.add(row.kind, guid=row.guid, codes=row.codes, name=row.name)
    return RecentUse(uses.most_used_first(), since=max(read_back_to, since))


def _newest_first(client: SoapClient, since: datetime) -> Iterator[tuple[datetime, list[_Invoice]]]:
    """The invoices of each window, from now back, and where the window begins: as many as ``CALLS`` allows."""
    oldest = since.astimezone(UTC).replace(second=0, microsecond=0)
    end = datetime.now(UTC).replace(second=0, microsecond=0) + MINUTE
    minutes = (end - oldest) // MINUTE
    most_in_one = 0
    for _ in range(CALLS):
        if end <= oldest:
            return
        window = Window(max(oldest, end - minutes * MINUTE), end)
        try:
            invoices = _read(client, window)
        except ReplyTooLargeError:
            if not window.is_one_minute:
                minutes = (window.end - window.start) // MINUTE // 2
                continue
            _log.warning("severa-minute-left-out", minute=window.start.isoformat())
            invoices = []
        yield window.start, invoices
        end = window.start
        most_in_one = max(most_in_one, len(invoices))
        growth = _LIKELY * most_in_one / max(1, len(invoices))
        minutes = int(minutes * max(1, min(_GROWTH, growth)))


def _read(client: SoapClient, window: Window) -> list[_Invoice]:
    """The invoices of a window, and of the minute after it; of one minute in a reply of any allowed size."""
    return client.ask(
        operations.GET_INVOICES_BY_DATE,
        _read_rows,
        {
            "businessUnitGUID": "",
            "startDate": window.start,
            "endDate": window.end + MINUTE,
            "status": "",
            "options": 0,
        },
        reply_bytes=None if window.is_one_minute else WINDOW_BYTES,
    ).records


def _read_rows(element: etree._Element) -> _Invoice:
    try:
        record = Record(element)
        rows = tuple(_row(each) for each in record.records("InvoiceRows", "InvoiceRow"))
        return _Invoice(record.text("GUID"), rows)
    except MemberError:
        return _Invoice("", ())


def _row(record: Record) -> _Row:
    kind = row_kind(record)
    ids = set(record.texts(_IDS[kind])) if kind in _IDS else set()
    return _Row(
        kind=kind,
        guid=ids.pop() if len(ids) == 1 else "",
        codes=row_codes(record.text("articleIdentifier")),
        name=record.text("articleName") or plain_text(record.text("rowFreeText")).partition("\n")[0],
    )
