"""What the API says when something is refused: problem details (RFC 9457), with a stable code for programs.

``title`` and ``detail`` are in the language that Accept-Language asks for.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import structlog
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, AuthorizationError, HttpError, ValidationError
from pydantic import Field

from severa_maestro.errors import QuotaError, SeveraMaestroError, TransientError
from severa_maestro.web.api.refusals import A_MINUTE, is_refused_too_often
from severa_maestro.web.say import say
from severa_maestro.web.sentences import error_on_a_page

MEDIA_TYPE = "application/problem+json"

_log = structlog.get_logger(__name__)


class Flaw(Schema):
    """What of the request is not as the contract says."""

    place: str = Field(description="Where, such as query.limit.")
    what: str = Field(description="What is wrong there, in the language asked for.")


class Problem(Schema):
    """Problem details (RFC 9457)."""

    type: str = Field(description="urn:severa-maestro:problem: and the code.")
    title: str = Field(description="What kind of problem it is, in the language asked for.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is the matter and what to do, in the language asked for.")
    code: str = Field(description="Stable, for programs.")
    errors: list[Flaw] = Field(default=[], description="Each flaw of a request that the contract does not allow.")


#: What may be answered to any request, and to more of them.
ALWAYS = {401: Problem, 422: Problem, 429: Problem}
OF_SOMETHING = {**ALWAYS, 404: Problem}
TO_A_DEED = {**OF_SOMETHING, 403: Problem, 409: Problem, 503: Problem}
WITH_A_BODY = {400: Problem, 413: Problem}


def problem(
    status: int, code: str, detail: str = "", *, errors: list[dict[str, str]] | None = None, **headers: str
) -> HttpResponse:
    """An answer that tells of a problem.

    Args:
        status: of HTTP.
        code: stable; ``api.<code>`` is its title, and ``api.<code>_to_do`` its detail unless that is given.
        detail: what is the matter and what to do, in the reader's language.
        errors: ``Flaw``s.
        headers: further headers, ``_`` for ``-``.
    """
    told = {
        "type": f"urn:severa-maestro:problem:{code}",
        "title": say(f"api.{code}") if not detail else say(f"api.refused_{status}"),
        "status": status,
        "detail": detail or say(f"api.{code}_to_do"),
        "code": code,
        "errors": errors or [],
    }
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return JsonResponse(told, status=status, content_type=MEDIA_TYPE, headers=named)


def tell_problems(api: NinjaAPI) -> None:
    """Gives each exception that a route may raise its answer."""
    for kind, answer in _ANSWERS.items():
        api.add_exception_handler(kind, answer)


def _not_authenticated(request: HttpRequest, _error: object) -> HttpResponse:
    if is_refused_too_often(request):
        return problem(HTTPStatus.TOO_MANY_REQUESTS, "too-many-refusals", Retry_After=str(A_MINUTE))
    return problem(HTTPStatus.UNAUTHORIZED, "not-authenticated", WWW_Authenticate='Bearer realm="severa-maestro"')


def _not_allowed(_request: HttpRequest, _error: object) -> HttpResponse:
    return problem(HTTPStatus.FORBIDDEN, "token-only-reads")


def not_found(_request: HttpRequest, _error: object = None) -> HttpResponse:
    """There is no such thing, or it is none of the token's business."""
    return problem(HTTPStatus.NOT_FOUND, "not-found")


def method_not_allowed(allowed: str) -> HttpResponse:
    """Nobody does that here."""
    return problem(HTTPStatus.METHOD_NOT_ALLOWED, "method-not-allowed", Allow=allowed)


def _not_valid(_request: HttpRequest, error: Any) -> HttpResponse:
    flaws = [{"place": _place(*each["loc"]), "what": _what(each)} for each in error.errors]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "not-valid", errors=flaws)


#: The texts of the flaws that pydantic tells of by other names than ours.
_FLAWS: Mapping[str, str] = {
    "extra_forbidden": "unknown",
    "string_type": "text",
    "bool_parsing": "truth",
    "bool_type": "truth",
    "decimal_parsing": "amount",
    "int_type": "whole_number",
    "int_parsing": "whole_number",
    "date_type": "day",
    "date_parsing": "day",
    "date_from_datetime_parsing": "day",
    "datetime_type": "moment",
    "datetime_parsing": "moment",
    "datetime_from_date_parsing": "moment",
    "timezone_aware": "moment",
    "string_too_short": "too_short",
    "string_too_long": "too_long",
    "greater_than_equal": "too_small",
    "less_than_equal": "too_large",
    "enum": "choice",
    "literal_error": "choice",
    "string_pattern_mismatch": "form",
    "model_type": "object",
    "model_attributes_type": "object",
    "dict_type": "object",
}
_OUR_FLAWS = frozenset({*_FLAWS.values(), "missing", "year"})


def _what(flaw: Mapping[str, Any]) -> str:
    """What is wrong, in the reader's language; a flaw that we have no words for as pydantic says it, in English."""
    kind = _FLAWS.get(flaw["type"], flaw["type"])
    return say(f"api.flaw_{kind}", **flaw.get("ctx", {})) if kind in _OUR_FLAWS else str(flaw["msg"])


def _place(where: str, *parts: object) -> str:
    """Such as ``query.limit``, without the name that functions have for the whole of a query or a body."""
    named = parts[1:] if parts[:1] == ("asked",) else parts
    return ".".join(map(str, (where, *named)))


def _unreadable(_request: HttpRequest, _error: object) -> HttpResponse:
    return problem(HTTPStatus.BAD_REQUEST, "body-unreadable")


def _too_large(_request: HttpRequest, _error: object) -> HttpResponse:
    return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body-too-large")


def _refused(_request: HttpRequest, error: Any) -> HttpResponse:
    """A use case says no, in words that people read too."""
    is_passing = isinstance(error, TransientError | QuotaError)
    status = HTTPStatus.SERVICE_UNAVAILABLE if is_passing else HTTPStatus.CONFLICT
    return problem(status, error.code, error_on_a_page(error))


def _broken(_request: HttpRequest, error: Any) -> HttpResponse:
    _log.error("api-broken", exc_info=error)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "broken")


_ANSWERS: Mapping[type[Exception], Any] = {
    AuthenticationError: _not_authenticated,
    AuthorizationError: _not_allowed,
    Http404: not_found,
    ValidationError: _not_valid,
    HttpError: _unreadable,
    RequestDataTooBig: _too_large,
    SeveraMaestroError: _refused,
    Exception: _broken,
}
