"""Finds every invoice in the waiting status, however many of them are blocked and stay there.

Severa has no pages. It has two ways to ask:

* by status, with a largest number of invoices, in an order that nothing says anything about. Invoices that stay in the
  status may fill a whole reply again and again and hide the others; and the server may give fewer than were asked for.
* by status and time of the last change, without a largest number. 50 000 waiting invoices would not fit in one reply.

So the walk has two parts. It gives every invoice once, by its guid, whatever it meets again.

**By status.** Ask for as many as are known to be there, and a page more. Give the caller what is new; the caller moves
out what it can; ask again. A full reply that brings little or nothing new makes the question larger, twice at a time,
up to ``most``. The part ends with a reply that brings nothing new and leaves no room for doubt, or with doubt:

* The reply is empty: the status is empty. Done.
* It holds fewer than were asked for, and fewer than an earlier reply of this walk: the server would have given more.
  Done. This is what a run over invoices that all can be moved comes to.
* Otherwise the server may be hiding some: the question was as large as it may be, or the server has a limit of its own.

**By time**, at most once a walk and only in doubt. Ask for all of time in one reply of moderate size: where nothing was
hidden, this one call says so. If the reply is too large, part the time in two and ask for the older part first, so that
an invoice that changes meanwhile comes again in a later part instead of slipping past. At one minute the largest reply
is allowed; then the minute is asked for unit by unit; what is still too large is a ``ContractError`` that says so.

Severa compares times to the minute, and whether it takes the first and the last minute in is not documented: each part
reaches one minute into the next.

A walk over an empty status costs one call; over 500 invoices that are all moved, in pages of 200, four; where invoices
stay, one or two more.
"""

import math
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from severa_maestro.invoicing.invoice import UnreadableInvoice
from severa_maestro.severa.days import HELSINKI
from severa_maestro.severa.http import MEBIBYTE
from severa_maestro.severa.http_errors import ReplyTooLargeError
from severa_maestro.severa.soap.faults import TOO_MANY_AT_ONCE
from severa_maestro.severa.source import FoundInvoice

#: Older than Severa's service.
BEGINNING = datetime(2004, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

#: How large the reply of a window may be before the window is parted: about a thousand invoices.
WINDOW_BYTES = 8 * MEBIBYTE

#: The largest number of invoices to ask for at once.
MOST = 2000
#: Below this a too large reply can not be because of the number.
FEWEST = 10


@dataclass(frozen=True, slots=True)
class Window:
    """A part of time, from its start up to its end (UTC, whole minutes)."""

    start: datetime
    end: datetime

    @property
    def is_one_minute(self) -> bool:
        """It cannot be parted."""
        return self.end - self.start <= MINUTE

    def parted(self, newest: datetime) -> "tuple[Window, Window]":
        """The older part and the newer, parted at the mean of their ages: of 20 years, at a few days before ``newest``.

        Most of what waits has changed lately. It is the geometric mean, so that a window that lies far back is parted
        in its middle.
        """
        oldest_age, newest_age = ((newest - edge) // MINUTE + 1 for edge in (self.start, self.end))
        age = min(max(math.isqrt(oldest_age * newest_age), newest_age + 1), oldest_age - 1)
        middle = newest - (age - 1) * MINUTE
        return Window(self.start, middle), Window(middle, self.end)


class WaitingInvoices(Protocol):
    """What the walk asks of Severa."""

    def by_status(self, status: str, most: int) -> list[FoundInvoice]:
        """Invoices in a status, at most so many. Raises ReplyTooLargeError."""

    def by_time(self, status: str, window: Window, *, largest: bool) -> list[FoundInvoice]:
        """Those of them that changed in a window; ``largest``: in a reply of any allowed size."""

    def by_unit(self, status: str, window: Window, unit_guid: str) -> list[FoundInvoice]:
        """Those of them that belong to one unit, in a reply of any allowed size."""

    def unit_guids(self) -> list[str]:
        """All business units."""


class WaitingWalk:
    """One walk over the invoices in a status."""

    def __init__(self, severa: WaitingInvoices, status: str, *, known: int, page_size: int, most: int = MOST) -> None:
        self._severa = severa
        self._status = status
        self._page_size = page_size
        self._most = max(most, page_size)
        self._ask = min(self._most, known + page_size)
        self._seen: set[str] = set()

    def pages(self) -> Iterator[list[FoundInvoice]]:
        """Every invoice once, in pages of at most ``page_size``."""
        is_complete = yield from self._by_status()
        if not is_complete:
            yield from self._by_time()

    def _by_status(self) -> Generator[list[FoundInvoice], None, bool]:
        """The first part; returns whether it is certain to have found all."""
        largest_reply = 0
        while True:
            try:
                found = self._severa.by_status(self._status, self._ask)
            except ReplyTooLargeError:
                if self._ask < FEWEST:
                    return False
                self._most = self._ask = self._ask // 4
                continue
            fresh = self._fresh(found)
            is_full = len(found) >= self._ask
            yield from self._paged(fresh)
            largest_reply = max(largest_reply, len(found))
            if not fresh and not (is_full and self._ask < self._most):
                return not found or (not is_full and len(found) < largest_reply)
            if is_full and 2 * len(fresh) < len(found):
                self._ask = min(self._most, 2 * self._ask)

    def _by_time(self) -> Iterator[list[FoundInvoice]]:
        """The second part: all of time, in as many windows as it takes."""
        newest = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(days=1)
        windows = [Window(BEGINNING, newest)]
        while windows:
            window = windows.pop()
            try:
                found = self._severa.by_time(self._status, window, largest=window.is_one_minute)
            except ReplyTooLargeError:
                if window.is_one_minute:
                    yield from self._unit_by_unit(window)
                else:
                    windows.extend(reversed(window.parted(newest)))
                continue
            yield from self._paged(self._fresh(found))

    def _unit_by_unit(self, window: Window) -> Iterator[list[FoundInvoice]]:
        """One minute that is too large for one reply."""
        for unit_guid in self._severa.unit_guids():
            try:
                found = self._severa.by_unit(self._status, window, unit_guid)
            except ReplyTooLargeError:
                minute = window.start.astimezone(HELSINKI)
                raise TOO_MANY_AT_ONCE.error(status=self._status, minute=f"{minute:%d.%m.%Y %H:%M}") from None
            yield from self._paged(self._fresh(found))

    def _fresh(self, found: list[FoundInvoice]) -> list[FoundInvoice]:
        """Those that this walk has not given yet."""
        fresh = []
        for invoice in found:
            identity = _identity(invoice)
            if identity not in self._seen:
                self._seen.add(identity)
                fresh.append(invoice)
        return fresh

    def _paged(self, invoices: list[FoundInvoice]) -> Iterator[list[FoundInvoice]]:
        for start in range(0, len(invoices), self._page_size):
            yield invoices[start : start + self._page_size]


def _identity(invoice: FoundInvoice) -> str:
    """The guid; for an invoice of which not even that could be read, what it holds."""
    return invoice.guid or (invoice.fingerprint if isinstance(invoice, UnreadableInvoice) else "")
