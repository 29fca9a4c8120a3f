"""A company's transfers: filtered, searched, sorted, page by page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.navigation import MenuItem
from severa_maestro.web.transfers.listing import Listed, Listing
from severa_maestro.web.transfers.shown_findings import names_in_short

#: The columns by which the list can be sorted, each with the order that is asked for first.
_SORTED_BY = {"number": "-number", "date": "-date", "customer": "customer", "total": "-total"}


@require_safe
def transfers(request: HttpRequest, company: int) -> HttpResponse:
    """The list."""
    found = company_for(signed_in(request), company)
    listing = Listing(found, request.GET.dict())
    page = listing.page(request.GET.get("page"))
    shown = {
        "company": found,
        "listing": listing,
        "page": page,
        "lines": [_line(each) for each in page],
        "columns": {name: _column(name, listing.sort) for name in _SORTED_BY},
        "has_units": found.numbering_units.count() > 1,
    }
    return render(request, "transfers.html", shown)


def _line(listed: Listed) -> dict[str, object]:
    transfer, names = listed.transfer, names_in_short(listed.transfer.findings)
    return {"transfer": transfer, "place": listed.place, "finding": names[:1], "more": len(names[1:]), "names": names}


def _column(name: str, sort: str) -> dict[str, str]:
    """Which order a press on the column's head asks for, and how it is sorted now."""
    first = _SORTED_BY[name]
    other = first.removeprefix("-") if first.startswith("-") else f"-{first}"
    is_sorted = sort.removeprefix("-") == name
    return {
        "sort": other if sort == first else first,
        "now": ("descending" if sort.startswith("-") else "ascending") if is_sorted else "",
    }


urlpatterns = [path("companies/<int:company>/transfers/", transfers, name="transfers")]
MENU = [MenuItem("company", 20, "transfers.title", "transfers")]
