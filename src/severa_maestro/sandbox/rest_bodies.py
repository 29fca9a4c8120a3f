"""What clients send: JSON objects, JSON lists, and JSON Patch, of which only replacements are taken."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from severa_maestro.sandbox.rest_errors import BODY, invalid_operation, invalid_parameter, invalid_request


@dataclass(frozen=True, slots=True)
class Replacement:
    """One operation of a patch."""

    path: str
    value: str | None


def read_object(body: bytes) -> dict[str, Any]:
    """The body as an object.

    Raises:
        RestError: it is none.
    """
    given = _read(body)
    if not isinstance(given, dict):
        raise invalid_request("The request body must be an object.")
    return given


def read_list(body: bytes) -> list[Any]:
    """The body as a list.

    Raises:
        RestError: it is none.
    """
    given = _read(body)
    if not isinstance(given, list):
        raise invalid_request("The request body must be a list.")
    return given


def read_patch(body: bytes, paths: Collection[str]) -> list[Replacement]:
    """The replacements that a patch asks for.

    Args:
        body: as it was sent.
        paths: which members can be replaced.

    Raises:
        RestError: it is no patch, or asks for anything else.
    """
    return [_replacement(place, operation, paths) for place, operation in enumerate(read_list(body))]


def _replacement(place: int, operation: Any, paths: Collection[str]) -> Replacement:
    if not isinstance(operation, dict):
        raise invalid_request("Every operation must be an object.")
    if operation.get("op") != "Replace":
        raise invalid_operation(f"The operation {operation.get('op')} is not supported, only Replace is.")
    path, value = str(operation.get("path")), operation.get("value")
    if path not in paths:
        raise invalid_parameter(BODY, f"[{place}].path", f"The path {path} cannot be replaced.")
    if value is not None and not isinstance(value, str):
        raise invalid_parameter(BODY, f"[{place}].value", "A value must be a string or null.")
    return Replacement(path, value)


def _read(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError as error:
        raise invalid_request("The request body is not valid JSON.") from error
