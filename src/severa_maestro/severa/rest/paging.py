"""Long lists, page by page: Severa's two styles behind one small protocol.

How a page ends is not documented: a page may be full and the last, and a server may give fewer records than it was
asked for. So a list by token ends where no next token comes, however full or empty the page is; a list by row numbers
ends with a page that no server of Severa's gives in the middle of a list, shorter than the 20 records that it gives to
those who ask for no number, and else with an empty one.
"""

from dataclasses import dataclass
from typing import Protocol

from severa_maestro.severa.rest.routes import Paging, Route

#: How many records Severa gives to those who ask for no number (its help pages).
DEFAULT_PAGE = 20


class RepeatedPageError(Exception):
    """The server gives the same page again: to go on would have no end."""


@dataclass(frozen=True, slots=True)
class Page:
    """What of a page tells how to go on: the ids of its records, and the token of the next page."""

    guids: list[str]
    next_token: str


class Pages(Protocol):
    """Where a walk over a list stands."""

    def parameters(self) -> dict[str, str]:
        """What asks for the next page."""

    def goes_on(self, page: Page) -> bool:
        """Takes a page; tells whether another one is to be asked for.

        Raises:
            RepeatedPageError: the page, or the way to the next one, has been there before.
        """


class TokenPages:
    """``pageToken`` in, ``NextPageToken`` out; a list without pages is one where no token ever comes."""

    def __init__(self, page_size: int) -> None:
        self._page_size = page_size
        self._token = ""
        self._seen: set[str] = set()

    def parameters(self) -> dict[str, str]:
        """What asks for the next page."""
        size = {"rowCount": str(self._page_size)} if self._page_size else {}
        return size | ({"pageToken": self._token} if self._token else {})

    def goes_on(self, page: Page) -> bool:
        """There is a next page as long as there is a token for it, which has not been there before."""
        if page.next_token in self._seen:
            raise RepeatedPageError
        self._token = page.next_token
        self._seen.add(self._token)
        return bool(self._token)


class RowPages:
    """``firstRow`` and ``rowCount``."""

    def __init__(self, page_size: int) -> None:
        self._page_size = page_size
        self._first = 0
        self._seen: set[str] = set()

    def parameters(self) -> dict[str, str]:
        """What asks for the next page."""
        return {"firstRow": str(self._first), "rowCount": str(self._page_size)}

    def goes_on(self, page: Page) -> bool:
        """A short page is the last; one with nothing new says that the server does not look at ``firstRow``."""
        if len(page.guids) < DEFAULT_PAGE:
            return False
        if self._seen.issuperset(page.guids):
            raise RepeatedPageError
        self._seen.update(page.guids)
        self._first += len(page.guids)
        return True


def pages_of(route: Route) -> Pages:
    """The walk over a route's list."""
    return RowPages(route.page_size) if route.paging is Paging.ROWS else TokenPages(route.page_size)
