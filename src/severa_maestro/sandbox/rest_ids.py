"""The conversion of SOAP's ids into REST's."""

from typing import Any

from severa_maestro.sandbox.opaque_ids import MalformedId, OpaqueIds
from severa_maestro.sandbox.rest_bodies import read_list
from severa_maestro.sandbox.rest_errors import invalid_request, permission_denied
from severa_maestro.sandbox.state import State

_MOST_IDS = 100
_SCHEMES = ("rijndael", "rc2")


def converted_ids(state: State, body: bytes, *, converts_ids: bool) -> list[dict[str, Any]]:
    """``GuidConversionModel`` of every SOAP id, of today's scheme or of the older one.

    Raises:
        RestError: there are too many, they are no strings, or this organisation's ids are not converted.
    """
    if not converts_ids:
        raise permission_denied("the conversion of ids")
    given = read_list(body)
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
