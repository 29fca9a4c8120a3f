"""Planted faults of the REST API: answers in place of the work, and what is done to answers that are ready."""

from collections.abc import Callable
from typing import Any

from severa_maestro.sandbox.faults import Fault
from severa_maestro.sandbox.rest_errors import (
    RestError,
    addon_missing,
    authentication_required,
    insufficient_scope,
    internal_error,
    permission_denied,
)
from severa_maestro.sandbox.rest_exchange import RestReply
from severa_maestro.sandbox.rest_routes import Route
from severa_maestro.sandbox.spoiling import GARBAGE, LOGIN_PAGE

JSON = "application/json; charset=utf-8"
_HTML = "text/html; charset=utf-8"

#: Answers that keep the work from being done: they come from the network, or from what stands before the API.
_IN_PLACE = {
    "http-500": RestReply(500, {"Content-Type": _HTML}, b"<html><body><h1>Server Error</h1></body></html>"),
    "http-503": RestReply(
        503, {"Content-Type": _HTML, "Retry-After": "1"}, b"<html><body><h1>Service Unavailable</h1></body></html>"
    ),
    "garbage": RestReply(200, {"Content-Type": JSON}, GARBAGE),
    "html": RestReply(200, {"Content-Type": _HTML}, LOGIN_PAGE),
    "cut-before": RestReply(0, delivery="cut"),
}
_ERRORS: dict[str, Callable[[Route | None], RestError]] = {
    "no-permission": lambda route: permission_denied(route.operation if route else "this"),
    "general-failure": lambda _: internal_error(),
    "expired-token": lambda _: authentication_required("The access token is missing, expired or not valid."),
    "missing-scope": lambda route: insufficient_scope(route.scope if route and route.scope else "invoices:read"),
    "addon-missing": lambda _: addon_missing(),
}
#: What ``missing-member`` takes away, by the member that tells the model.
_NEEDED = {
    "totalIncludingTax": "totalIncludingTax",
    "rowType": "quantity",
    "isReverseCharged": "isReverseCharged",
    "access_token": "access_token",
    "addressline": "isBillingAddress",
    "accountNumber": "accountNumber",
    "name": "name",
}


def reply_in_place(fault: Fault) -> RestReply | None:
    """The answer that a fault gives without the work being done; None where the work is done, or an error told."""
    if fault.kind == "huge":
        return RestReply(200, {"Content-Type": JSON}, delivery="endless", size=fault.bytes)
    return _IN_PLACE.get(fault.kind)


def planted_error(fault: Fault, route: Route | None) -> RestError | None:
    """The error that a fault makes the API tell, or None."""
    make = _ERRORS.get(fault.kind)
    return make(route) if make else None


def spoiled(fault: Fault, value: Any, is_chosen: Callable[[dict[str, Any]], bool]) -> Any:
    """The member values of a good answer as the fault leaves them.

    Args:
        fault: what strikes.
        value: an object or a list of objects.
        is_chosen: whether an object is of the invoice that the fault names.
    """
    if fault.kind == "shuffled":
        return _each_object(value, lambda members: dict(reversed(members.items())))
    if fault.kind == "unknown-members":
        return _each_object(value, _with_unknown)
    change = {"ill-typed": _ill_typed, "missing-member": _lacking}.get(fault.kind)
    return value if change is None else _first_chosen(value, is_chosen, change)


def _each_object(value: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_each_object(each, change) for each in value]
    if isinstance(value, dict):
        return change({name: _each_object(each, change) for name, each in value.items()})
    return value


def _with_unknown(members: dict[str, Any]) -> dict[str, Any]:
    return {"addedLater": "something new", **members, "zzAddedLater": {"inner": 1}}


def _first_chosen(
    value: Any, is_chosen: Callable[[dict[str, Any]], bool], change: Callable[[dict[str, Any]], dict[str, Any]]
) -> Any:
    """The value with one object changed: the first that is chosen and that the change changes."""
    if isinstance(value, dict):
        return change(value) if is_chosen(value) else value
    for place, each in enumerate(value if isinstance(value, list) else []):
        if isinstance(each, dict) and is_chosen(each):
            return [*value[:place], change(each), *value[place + 1 :]]
    return value


def _ill_typed(members: dict[str, Any]) -> dict[str, Any]:
    if "totalExcludingTax" in members:
        return {**members, "totalExcludingTax": {**members["totalExcludingTax"], "amount": "abc"}}
    return {**members, "quantity": "abc"} if "quantity" in members else members


def _lacking(members: dict[str, Any]) -> dict[str, Any]:
    needed = next((needed for sign, needed in _NEEDED.items() if sign in members), None)
    return {name: each for name, each in members.items() if name != needed}
