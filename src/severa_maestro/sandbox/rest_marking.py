"""Changes of an invoice by JSON Patch, and the conversion of SOAP's ids: what clients send as JSON lists."""

import json
from collections.abc import Callable
from typing import Any

from severa_maestro.sandbox.opaque_ids import MalformedId, OpaqueIds
from severa_maestro.sandbox.records import Status
from severa_maestro.sandbox.rest_errors import (
    BODY,
    RestError,
    invalid_operation,
    invalid_parameter,
    invalid_request,
    permission_denied,
)
from severa_maestro.sandbox.state import State
from severa_maestro.sandbox.state_invoices import NotHere

_STATUS_PATH = "/status/guid"
_MOST_IDS = 100
_SCHEMES = ("rijndael", "rc2")


def wanted_status(body: bytes, status_of: Callable[[str], Status | None]) -> Status | None:
    """The status into which the operations of a patch put an invoice; None where there are no operations.

    Only ``Replace`` of ``/status/guid`` can be done, with the id of a status that is active.

    Raises:
        RestError: it is not such a patch.
    """
    found = None
    for place, operation in enumerate(_list(body)):
        if not isinstance(operation, dict):
            raise invalid_request("Every operation must be an object.")
        found = _status(place, operation, status_of)
    return found


def _status(place: int, operation: dict[str, Any], status_of: Callable[[str], Status | None]) -> Status:
    if operation.get("op") != "Replace":
        raise invalid_operation(f"The operation {operation.get('op')} is not supported, only Replace is.")
    path, value = operation.get("path"), operation.get("value")
    if path != _STATUS_PATH:
        raise _wrong(place, "path", f"The path {path} cannot be replaced.")
    if value is not None and not isinstance(value, str):
        raise _wrong(place, "value", "A value must be a string or null.")
    status = status_of(value) if value else None
    if status is None or not status.is_active:
        raise _wrong(place, _STATUS_PATH, "The status does not exist or is not active.")
    return status


def _wrong(place: int, name: str, message: str) -> RestError:
    return invalid_parameter(BODY, f"[{place}].{name}" if not name.startswith("/") else name, message)


def put_into_status(state: State, key: str, status: Status) -> None:
    """Puts an invoice into a status.

    Raises:
        RestError: it cannot be there.
    """
    try:
        state.set_status(key, status.name)
    except NotHere as error:
        raise invalid_operation(str(error)) from error


def converted_ids(state: State, body: bytes, *, converts_ids: bool) -> list[dict[str, Any]]:
    """``GuidConversionModel`` of every SOAP id, of today's scheme or of the older one.

    Raises:
        RestError: there are too many, they are no strings, or this organisation's ids are not converted.
    """
    if not converts_ids:
        raise permission_denied("the conversion of ids")
    given = _list(body)
    if len(given) > _MOST_IDS:
        raise invalid_request(f"At most {_MOST_IDS} ids can be converted at once.")
    if not all(isinstance(each, str) for each in given):
        raise invalid_request("Every id must be a string.")
    schemes = [OpaqueIds(state.ids.secret, scheme) for scheme in _SCHEMES]
    return [{"guid": each, "converted": _converted(state, each, schemes)} for each in given]


def _converted(state: State, soap_id: str, schemes: list[OpaqueIds]) -> str | None:
    for ids in schemes:
        try:
            key = ids.key_of(soap_id)
        except MalformedId:
            return None
        if key is not None:
            return state.rest_opaque(key) if state.holds(key) else None
    return None


def _list(body: bytes) -> list[Any]:
    try:
        given = json.loads(body)
    except ValueError as error:
        raise invalid_request("The request body is not valid JSON.") from error
    if not isinstance(given, list):
        raise invalid_request("The request body must be a list.")
    return given
