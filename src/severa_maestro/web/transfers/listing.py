"""The list of a company's transfers: in which order, a page of it, and what stands beside a transfer in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, OrderBy, QuerySet, Window
from django.utils.http import urlencode

from severa_maestro.companies.models import Company
from severa_maestro.transfer.ledger.models import Transfer
from severa_maestro.web.transfers.filters import Filters, asked_for

ON_A_PAGE = 50
_LONGEST_PAGE = 9

#: By what the list may be sorted. The number is an expression, so that SQLite reads all that is asked for from the one
#: wide index (``TransfersAsListed``), and not each transfer by the narrow one of numbers.
_SORTS: Mapping[str, Any] = {
    "date": F("invoice_date"),
    "number": F("number") + 0,
    "customer": F("customer_name"),
    "total": F("amount"),
}
_DEFAULT_SORT = "-date"

#: For these an index leads to what they leave, and to its number. For the others the whole list is read: once.
_LED_BY_INDEX = frozenset({"state", "number", "since", "until", "moved"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A transfer and its place in the list, from 0. What it keeps of invoices is not read."""

    transfer: Transfer
    place: int


class Listing:
    """A company's transfers as somebody asks for them.

    Attributes:
        form: what was asked for.
        sort: by what, such as ``-total``.
        query: the same list, as the parameters of another address.
        is_filtered: whether something was asked for.
    """

    def __init__(self, company: Company, asked: Mapping[str, Any]) -> None:
        self._company = company
        self.form = Filters(asked)
        self._wanted = self.form.wanted()
        sort = asked.get("sort", "")
        self.sort = sort if sort.removeprefix("-") in _SORTS else _DEFAULT_SORT
        self.query = urlencode({name: asked[name] for name in (*self.form.fields, "sort") if asked.get(name)})
        self.is_filtered = bool(self._wanted)
        self._reads_all = not self._wanted.keys() <= _LED_BY_INDEX
        self.has_rare_filter = not {*self._wanted, *self.form.errors}.isdisjoint(Filters.rare)

    def page(self, number: str | None) -> Page[Listed]:
        """A page, or the last one where there are not so many: first its ids, then their transfers."""
        read = self._read_once(number) if self._reads_all else None
        ids, count = read or ([], self._ids().count())
        page = Paginator(range(count), ON_A_PAGE).get_page(number)
        first = max(page.start_index() - 1, 0)
        listed = _listed(ids or self._slice(first, page.end_index(), count), first)
        return Page(listed, page.number, page.paginator)  # type: ignore[arg-type]

    def _read_once(self, number: str | None) -> tuple[list[int], int] | None:
        """A page's ids and the length of the list, in one reading of it; None where there are not so many pages."""
        page = int(number) if number and number.isdecimal() and len(number) < _LONGEST_PAGE else 1
        first = max(page - 1, 0) * ON_A_PAGE
        with_count = self._ids().annotate(count=Window(Count("*"))).values_list("pk", "count")
        rows = list(with_count[first : first + ON_A_PAGE])
        if not rows and first:
            return None
        return [pk for pk, _ in rows], next((count for _, count in rows), 0)

    def _slice(self, first: int, end: int, count: int) -> list[int]:
        """Ids from one place up to another. Beyond the middle they are counted from the list's end."""
        if count - end < first:
            return list(self._ids().reverse()[count - end : count - first])[::-1]
        return list(self._ids()[first:end])

    def neighbours(self, transfer: Transfer, place: int) -> tuple[Listed | None, Listed | None]:
        """What stands before and after a transfer that stood on a place of the list.

        One that has left the list since, such as a blocked one that was mended, has left its place to the next.
        """
        first = max(place - 1, 0)
        around = list(self._ids()[first : place + 2])
        here = around.index(transfer.pk) if transfer.pk in around else None
        before, after = (place - first, place - first) if here is None else (here, here + 1)
        earlier = _listed(around[:before][-1:], first=first + before - 1)
        later = _listed(around[after:][:1], first=first + after)
        return next(iter(earlier), None), next(iter(later), None)

    def _ids(self) -> QuerySet[Transfer, int]:
        descends = self.sort.startswith("-")
        order = OrderBy(_SORTS[self.sort.removeprefix("-")], descending=descends, nulls_last=True)
        found = asked_for(self._company, self._wanted)
        return found.order_by(order, "-id" if descends else "id").values_list("pk", flat=True)


def _listed(ids: list[int], first: int) -> list[Listed]:
    found = Transfer.objects.defer("arrived", "stored").in_bulk(ids)
    return [Listed(found[pk], place) for place, pk in enumerate(ids, start=first) if pk in found]
