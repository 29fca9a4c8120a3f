"""Both styles of paging: a token that comes with each page, and the number of the first row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from severa_maestro.sandbox.opaque_ids import MalformedId, OpaqueIds
from severa_maestro.sandbox.rest_errors import QUERY, RestError, invalid_parameter
from severa_maestro.sandbox.rest_query import Query

ItemType = TypeVar("ItemType")
OtherType = TypeVar("OtherType")

DEFAULT_ROWS = 20
#: Where the contract names no maximum of its own.
MOST_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Page(Generic[ItemType]):
    """Some of a list.

    Attributes:
        items: what is on the page.
        next_token: of what comes after it; empty where nothing does, None where pages have no tokens.
    """

    items: Sequence[ItemType]
    next_token: str | None = None

    def rendered(self, render: Callable[[ItemType], OtherType]) -> "Page[OtherType]":
        """The same page of other items."""
        return Page([render(item) for item in self.items], self.next_token)


class Paging:
    """Cuts lists into pages.

    A token stands for an offset into the list as it is when the token comes back: whoever moves invoices out of the
    list between two pages misses as many. That is the worst that the contract allows.
    """

    def __init__(self, ids: OpaqueIds) -> None:
        self._ids = ids

    def token(self, offset: int) -> str:
        """The token of an offset."""
        return self._ids.of(f"page-{offset}")

    def window(self, query: Query, most: int = MOST_ROWS) -> tuple[int, int]:
        """Offset and number of rows that a call with ``pageToken`` asks for.

        Raises:
            RestError: InvalidParameter.
        """
        token = query.text("pageToken")
        return self._offset(token) if token else 0, row_count(query, most)

    def by_token(self, items: Sequence[ItemType], query: Query, most: int = MOST_ROWS) -> Page[ItemType]:
        """The page of a list that is ready."""
        offset, count = self.window(query, most)
        return self.page(items[offset : offset + count], offset, len(items))

    def page(self, items: Sequence[ItemType], offset: int, total: int) -> Page[ItemType]:
        """A page that was cut by somebody else; no token after the last row, however full the page is."""
        end = offset + len(items)
        return Page(items, self.token(end) if items and end < total else "")

    def _offset(self, token: str) -> int:
        try:
            key = self._ids.key_of(token) or ""
        except MalformedId:
            key = ""
        if not key.startswith("page-"):
            raise invalid_parameter(QUERY, "pageToken", "The page token is not valid.")
        return int(key.removeprefix("page-"))


def by_first_row(items: Sequence[ItemType], query: Query, most: int = MOST_ROWS) -> Page[ItemType]:
    """The page from ``firstRow`` on, counted from 0.

    Raises:
        RestError: InvalidParameter.
    """
    first = query.whole("firstRow") or 0
    if first < 0:
        raise invalid_parameter(QUERY, "firstRow", "firstRow must not be negative.")
    return Page(items[first : first + row_count(query, most)])


def row_count(query: Query, most: int) -> int:
    """How many rows are asked for."""
    count = query.whole("rowCount")
    if count is None:
        return DEFAULT_ROWS
    if not 1 <= count <= most:
        raise _out_of_bounds(most)
    return count


def _out_of_bounds(most: int) -> RestError:
    return invalid_parameter(QUERY, "rowCount", f"rowCount must be between 1 and {most}.")
