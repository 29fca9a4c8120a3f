"""Holds calls and answers against the contract: what either side says that the contract does not allow.

It reads the exchanges that a sandbox's watchers are given, so that a test checks client and sandbox at once::

    checker = ContractChecker()
    sandbox.watchers.append(lambda exchange: violations.extend(checker.check(exchange)))
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qsl

import yaml
from jsonschema_path import SchemaPath
from openapi_core import OpenAPI, V30RequestValidator, V30ResponseValidator
from openapi_core.datatypes import RequestParameters
from openapi_core.deserializing.media_types.exceptions import MediaTypeDeserializeError
from openapi_core.templating.paths.exceptions import PathError
from openapi_core.validation.request.exceptions import ParameterValidationError
from openapi_core.validation.response.exceptions import HeaderValidationError
from openapi_core.validation.schemas.exceptions import InvalidSchemaValue
from werkzeug.datastructures import Headers, ImmutableMultiDict

from severa_maestro.sandbox import CONTRACT_BREAKING, Exchange

#: The project's own contract document.
DOCUMENT = Path(__file__).with_name("severa-rest.openapi.yaml")
_HOST = "http://127.0.0.1"
_LONGEST = 300


@dataclass
class _Request:
    """A call, as openapi-core wants it."""

    host_url: str
    path: str
    method: str
    parameters: RequestParameters
    content_type: str
    body: bytes | None


@dataclass
class _Response:
    """An answer, as openapi-core wants it."""

    status_code: int
    headers: Headers
    content_type: str
    data: bytes | None = field(repr=False)


class ContractChecker:
    """Finds what an exchange has that the contract does not allow.

    Args:
        document: the contract, an OpenAPI document.
    """

    def __init__(self, document: Path = DOCUMENT) -> None:
        whole = yaml.safe_load(document.read_text(encoding="utf-8"))
        contract = OpenAPI.from_dict(_in_place(whole, whole))
        self._requests = V30RequestValidator(contract.spec)
        self._responses = V30ResponseValidator(contract.spec)

    def check(self, exchange: Exchange) -> list[str]:
        """The violations, each with the name of the call and ``request`` or ``answer`` before it.

        The answer is left alone where a planted fault has spoiled it.
        """
        request = _request(exchange)
        name = f"{exchange.method} {request.path}"
        try:
            operation, path = self._operation(request)
        except PathError:
            return [f"{name}: request: the contract has no such call"]
        errors = [*_unknown_parameters(request, [path, operation]), *_texts(self._requests.iter_errors(request))]
        violations = [f"{name}: request: {error}" for error in errors]
        if exchange.fault not in CONTRACT_BREAKING:
            response = _response(exchange)
            errors = [
                *_unexpected_body(response, operation),
                *_texts(self._responses.iter_errors(request, response)),
            ]
            violations += [f"{name}: answer {exchange.status}: {error}" for error in errors]
        return violations

    def _operation(self, request: _Request) -> tuple[SchemaPath, SchemaPath]:
        """The operation of the contract, and the path that it stands under."""
        found = self._requests.path_finder.find(request.method, _HOST + request.path)
        return found.operation, found.path


def _in_place(node: Any, whole: Mapping[str, Any]) -> Any:
    """The document without references: openapi-core spends half of its time on looking them up, again and again."""
    if isinstance(node, list):
        return [_in_place(each, whole) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" not in node:
        return {name: _in_place(each, whole) for name, each in node.items()}
    found: Any = whole
    for name in node["$ref"].removeprefix("#/").split("/"):
        found = found[name]
    return _in_place(found, whole)


def _request(exchange: Exchange) -> _Request:
    path, _, query = exchange.url.partition("?")
    headers = Headers(dict(exchange.request_headers))
    return _Request(
        host_url=_HOST,
        # The API's first version goes by two names; the contract has the shorter one.
        path=path.replace("/v1.0/", "/v1/", 1),
        method=exchange.method.lower(),
        parameters=RequestParameters(
            query=ImmutableMultiDict(parse_qsl(query, keep_blank_values=True)), header=headers
        ),
        content_type=headers.get("content-type", "").lower(),
        body=exchange.request_body or None,
    )


def _response(exchange: Exchange) -> _Response:
    headers = Headers(dict(exchange.answer_headers))
    kind = headers.get("content-type", "").lower()
    return _Response(exchange.status, headers, kind, exchange.answer_body or None)


def _unknown_parameters(request: _Request, places: list[SchemaPath]) -> Iterator[str]:
    """Names in the query that the contract lacks: the API would ignore them without a word."""
    known = {
        parameter["name"] for place in places for parameter in place.get("parameters", []) if parameter["in"] == "query"
    }
    for name in request.parameters.query:
        if name not in known:
            yield f"there is no parameter {name}"


def _unexpected_body(response: _Response, operation: SchemaPath) -> Iterator[str]:
    """A body where the contract has none."""
    responses: Any = operation / "responses"
    status = str(response.status_code)
    found = responses / (status if status in responses else "default")
    if "content" not in found and response.data:
        yield "there must be no body"


def _texts(errors: Iterable[Exception]) -> Iterator[str]:
    """Errors in words, with the parameter, the header or the place in the body that is meant."""
    for error in errors:
        where = f"{error.name}: " if isinstance(error, ParameterValidationError | HeaderValidationError) else ""
        cause = _innermost(error)
        if isinstance(cause, InvalidSchemaValue):
            for each in cast("Iterable[Any]", cause.schema_errors):
                # Of a body the place is told, of a parameter its name is enough.
                yield f"{where or each.json_path + ': '}{each.message[:_LONGEST]}"
        elif isinstance(cause, MediaTypeDeserializeError):
            yield f"the body cannot be read as {cause.mimetype}"
        else:
            yield f"{where}{cause}"[:_LONGEST]


def _innermost(error: Exception) -> BaseException:
    """What openapi-core has wrapped: the error of a schema, or else whatever came first."""
    cause: BaseException = error
    kept = (InvalidSchemaValue, MediaTypeDeserializeError)
    while cause.__cause__ is not None and not isinstance(cause, kept):
        cause = cause.__cause__
    return cause
