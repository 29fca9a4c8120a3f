"""What happens around every page."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from severa_maestro.errors import ConfigurationError, QuotaError, SeveraMaestroError, TransientError
from severa_maestro.web import reader
from severa_maestro.web.accounts.models import FirmSettings, has_second_factor
from severa_maestro.web.say import say

Answer = Callable[[HttpRequest], HttpResponse]

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def security_headers(answer: Answer) -> Answer:
    """Nothing from elsewhere, nothing inline, in nobody's frame; pages with company data stay out of caches."""

    def with_headers(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return with_headers


def no_cookies_for_programs(answer: Answer) -> Answer:
    """The API knows tokens alone: a browser that is led to it by a page of somebody else's is nobody there."""

    def without_cookies(request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/api/") or request.path == "/metrics":
            request.COOKIES = {}
        return answer(request)

    return without_cookies


def readers_language(answer: Answer) -> Answer:
    """Speaks the reader's language from here on."""

    def in_language(request: HttpRequest) -> HttpResponse:
        told = reader.language_of(request)
        with translation.override(told.value):
            response = answer(request)
            response.headers.setdefault("Content-Language", told.value)
            return response

    return in_language


class SecondFactorWhereRequired:
    """Where the firm asks for two factors, whoever has one sets the second up before anything else."""

    #: What is needed to do so, and to leave.
    _ALWAYS_OPEN = frozenset(
        {
            "mfa_activate_totp",
            "mfa_view_recovery_codes",
            "mfa_download_recovery_codes",
            "account_reauthenticate",
            "account_logout",
            "appearance",
        }
    )

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer."""
        return self._answer(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Leads to the page that sets the second factor up."""
        place = request.resolver_match.url_name if request.resolver_match else None
        if place in self._ALWAYS_OPEN or not request.user.is_authenticated:
            return None
        if not FirmSettings.asks_for_two_factors() or has_second_factor(request.user):
            return None
        messages.warning(request, say("signing_in.required_by_firm"))
        return redirect("mfa_activate_totp")


class ErrorsInWords:
    """An error that a person should read is a page in their language: what is the matter and what to do."""

    _STATUS: tuple[tuple[type[SeveraMaestroError], int], ...] = (
        (TransientError, 503),
        (QuotaError, 503),
        (ConfigurationError, 409),
    )

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of an error of our tree; others go their way."""
        if not isinstance(error, SeveraMaestroError):
            return None
        status = next((status for kind, status in self._STATUS if isinstance(error, kind)), 422)
        said = {"what": error.message.what, "to_do": error.message.to_do}
        words = {name: reader.in_words(text, **error.values) for name, text in said.items()}
        return render(request, "error.html", {"code": error.code, **words}, status=status)
