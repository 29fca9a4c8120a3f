"""Which articles stood on the invoices of late, by REST.

``GET /v1/invoicerows?changedSince=`` gives the rows that were made or changed since a time, a hundred in a call. Its
order is not documented: a list that is not read to its end says nothing of any time. So a short time back from now is
read first, and then a longer one, as long as the calls left are likely to reach its end, until it is all the time that
is asked for. What counts is the longest time that was read to its end; reading it takes most of the calls.
"""

from datetime import UTC, datetime

from severa_maestro.severa.formatted_text import plain_text
from severa_maestro.severa.item_uses import ItemUses
from severa_maestro.severa.record_errors import MemberError
from severa_maestro.severa.rest import routes
from severa_maestro.severa.rest.client import RestClient, written_moment
from severa_maestro.severa.rest.mapping import row_codes, row_kind
from severa_maestro.severa.rest.routes import SMALL_PAGE
from severa_maestro.severa.rest.values import RowValues
from severa_maestro.severa.source import RecentUse

#: How many pages are asked for at most.
CALLS = 40

#: The part of the time that is read first, and how many times as long the next one may be.
_FIRST_PART = 1 / 64
_GROWTH = 8
#: A longer time is read where it is likely to take this part of the calls left, or less.
_LIKELY = 0.8


def read_recent_use(client: RestClient, since: datetime) -> RecentUse:
    """How often each article stood on rows that were made or changed since a time (UTC)."""
    rows, read_back_to = _longest_reading(client, since)
    uses = ItemUses()
    for row in rows:
        name = plain_text(row.description).partition("\n")[0]
        uses.add(row_kind(row), codes=row_codes(row.code), name=name)
    return RecentUse(uses.most_used_first(), since=read_back_to)


def _longest_reading(client: RestClient, since: datetime) -> tuple[list[RowValues], datetime]:
    """The rows of the longest time that ``CALLS`` reach the end of, and when it begins."""
    now = datetime.now(UTC)
    found: list[RowValues] = []
    read_back_to = now
    part = _FIRST_PART
    calls_left = CALLS
    while calls_left:
        start = since if part >= 1 else now - (now - since) * part
        is_first = read_back_to == now
        # Should even the first time be too long, there must be calls left for a shorter one.
        most = max(1, calls_left // 2) if is_first else calls_left
        rows, calls, is_whole = _rows_since(client, start, most)
        calls_left -= calls
        if is_whole:
            found, read_back_to = rows, start
            growth = min(_GROWTH, _LIKELY * calls_left * SMALL_PAGE / max(1, len(rows)))
            if part >= 1 or growth <= 1:
                break
            part *= growth
        elif is_first:
            part /= _GROWTH
        else:
            break
    return found, read_back_to


def _rows_since(client: RestClient, start: datetime, most: int) -> tuple[list[RowValues], int, bool]:
    """The rows of at most so many pages, how many pages that were, and whether they are all."""
    rows: dict[str, RowValues] = {}
    calls = 0
    for reply in client.replies(routes.ROWS, query={"changedSince": written_moment(start)}):
        calls += 1
        for record in reply.content:
            try:
                row = RowValues.read(record)
            except MemberError:
                continue  # it counts for nothing, and stops nothing
            # A list that changes while it is read may show a row twice.
            rows[row.guid or f"row {len(rows)}"] = row
        if calls == most and reply.next_token:
            return list(rows.values()), calls, False
    return list(rows.values()), calls, True
