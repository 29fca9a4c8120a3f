"""Pages of what cannot be shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 Django gives it
    """A form that was not ours, or that lay open for too long."""
    return render(request, "403.html", {"is_csrf": True}, status=403)
