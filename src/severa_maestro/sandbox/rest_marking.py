"""Putting an invoice into a status by JSON Patch."""

from collections.abc import Callable

from severa_maestro.sandbox.records import Status
from severa_maestro.sandbox.rest_bodies import read_patch
from severa_maestro.sandbox.rest_errors import BODY, invalid_operation, invalid_parameter
from severa_maestro.sandbox.state import State
from severa_maestro.sandbox.state_core import NotHere

_STATUS_PATH = "/status/guid"


def wanted_status(body: bytes, status_of: Callable[[str], Status | None]) -> Status | None:
    """The status into which the operations of a patch put an invoice; None where there are no operations.

    Only ``Replace`` of ``/status/guid`` can be done, with the id of a status that is active.

    Raises:
        RestError: it is not such a patch.
    """
    wanted = None
    for replacement in read_patch(body, {_STATUS_PATH}):
        wanted = status_of(replacement.value or "")
        if wanted is None or not wanted.is_active:
            raise invalid_parameter(BODY, _STATUS_PATH, "The status does not exist or is not active.")
    return wanted


def put_into_status(state: State, key: str, status: Status) -> None:
    """Puts an invoice into a status.

    Raises:
        RestError: it cannot be there.
    """
    try:
        state.set_status(key, status.name)
    except NotHere as error:
        raise invalid_operation(str(error)) from error
