"""The API as a whole: its contract (OpenAPI 3.1), and what holds for every answer."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.renderers import JSONRenderer
from ninja.responses import NinjaJSONEncoder

from severa_maestro.language import Language
from severa_maestro.web.api import companies, log, problems, registers, runs, transfers
from severa_maestro.web.api.authentication import Token
from severa_maestro.web.api.paging import nothing_unknown

_DESCRIPTION = """
Severa–Maestro for programs. Each token opens one company, and is sent as `Authorization: Bearer smt_…`.

- Amounts are decimal strings with their currency beside them. Days are ISO 8601; moments are ISO 8601 in UTC.
- Lists come by ascending `id`. `next` is the address of the next page.
- Parameters and members that the contract does not name are refused.
- Sentences are in the language of `Accept-Language`: `fi`, `sv` or `en`; English unless it is asked for otherwise.
- Problems are `application/problem+json` (RFC 9457), with a stable `code`.
"""

View = Callable[..., HttpResponse]


class _Encoder(NinjaJSONEncoder):
    """Numbers digit for digit, never with an exponent."""

    def default(self, o: Any) -> Any:
        """The number as a string."""
        return format(o, "f") if isinstance(o, Decimal) else super().default(o)


class _Renderer(JSONRenderer):
    encoder_class = _Encoder


class Api(NinjaAPI):
    """django-ninja's, with problem details and short names of operations in its contract."""

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        """The contract."""
        schema = super().get_openapi_schema(**where)
        for answer in _refusals(schema):
            [content] = answer["content"].values()
            answer["content"] = {problems.MEDIA_TYPE: content}
        return schema

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of its function."""
        return operation.view_func.__name__


def _refusals(schema: OpenAPISchema) -> Iterator[dict[str, Any]]:
    """What the contract says of each answer that tells of a problem."""
    operations = (operation for methods in schema["paths"].values() for operation in methods.values())
    for operation in operations:
        yield from (answer for status, answer in operation["responses"].items() if status >= HTTPStatus.BAD_REQUEST)


def make_api() -> Api:
    """The API with all its routes."""
    api = Api(
        title="Severa–Maestro",
        version="1",
        description=_DESCRIPTION.strip(),
        urls_namespace="api-v1",
        docs_url=None,
        auth=Token(),
        renderer=_Renderer(),
    )
    api.add_decorator(nothing_unknown)
    problems.tell_problems(api)
    for room in (companies, runs, transfers, log, registers):
        api.add_router("", room.router)
    return api


def for_programs(pattern: URLPattern) -> URLPattern:
    """A route whose answers are all as the contract says, in the language that is asked for, without signing in."""
    return URLPattern(pattern.pattern, _for_programs(pattern.callback), pattern.default_args, pattern.name)


def _for_programs(view: View) -> View:
    @login_not_required
    @wraps(view)
    def answered(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        language = language_of(request)
        with translation.override(language.value):
            response = _answer(view, request, *args, **named)
        response["Content-Language"] = language.value
        patch_vary_headers(response, ["Accept-Language", "Authorization"])
        return response

    return answered


def _answer(view: View, request: HttpRequest, *args: object, **named: object) -> HttpResponse:
    try:
        response = view(request, *args, **named)
    except Http404:
        return problems.not_found(request)
    is_known = response.status_code != HTTPStatus.METHOD_NOT_ALLOWED
    return response if is_known else problems.method_not_allowed(response["Allow"])


def language_of(request: HttpRequest) -> Language:
    """The first of our languages that the program asks for, else English."""
    wishes = (code for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")))
    known = (Language.from_locale(code) for code in wishes)
    return next((each for each in known if each is not None), Language.ENGLISH)
