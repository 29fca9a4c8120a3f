"""The end of what a page has shown going on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def whole_page(request: HttpRequest, page: str, *args: object) -> HttpResponse:
    """Has the whole page asked for anew: by htmx the one that is open, by another browser the one of that address."""
    is_htmx = "HX-Request" in request.headers
    return HttpResponse(headers={"HX-Refresh": "true"}) if is_htmx else redirect(page, *args)
