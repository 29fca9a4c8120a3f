"""Changes of the organisation's settings: a product by JSON Patch, and a new invoice status."""

from dataclasses import replace
from typing import Any

from severa_maestro.sandbox.records import Product, Status
from severa_maestro.sandbox.rest_bodies import read_object, read_patch
from severa_maestro.sandbox.rest_errors import BODY, invalid_operation, invalid_parameter
from severa_maestro.sandbox.state import State

#: What can be replaced of a product, and as what the state knows it.
_PRODUCT_PATHS = {"/code": "code", "/name": "name"}
#: What can be told of a new status beside its name.
_STATUS_MEMBERS = {
    "isActive": "is_active",
    "isDefault": "is_default",
    "isReadOnly": "is_read_only",
    "hasInvoiceNumber": "has_invoice_number",
    "isSent": "is_sent",
    "isWaitingPayment": "is_waiting_payment",
    "isPaid": "is_paid",
    "isDefaultForCreditNote": "is_default_for_credit_notes",
}


def patched_product(state: State, product: Product, body: bytes) -> Product | None:
    """The product as the operations of a patch make it; None where there are no operations.

    Only ``Replace`` can be done, of ``/code``, where null takes the code away, and of ``/name``.

    Raises:
        RestError: it is not such a patch, or the product cannot be so.
    """
    changes: dict[str, Any] = {}
    for replacement in read_patch(body, _PRODUCT_PATHS):
        value = replacement.value or ""
        if replacement.path == "/name" and not value.strip():
            raise invalid_parameter(BODY, replacement.path, "A product must have a name.")
        if replacement.path == "/code" and state.is_code_taken(state.products, product.key, value):
            raise invalid_parameter(BODY, replacement.path, f"The code {value} is used by another product.")
        changes[_PRODUCT_PATHS[replacement.path]] = value
    return replace(product, **changes) if changes else None


def made_status(state: State, body: bytes) -> Status:
    """Makes the invoice status that an ``InvoiceStatusModel`` tells of; what is not told of it is false, but active.

    Raises:
        RestError: it cannot be made.
    """
    given = read_object(body)
    name, order = given.get("name"), given.get("sortOrder")
    if not isinstance(name, str) or not name.strip():
        raise invalid_parameter(BODY, "name", "An invoice status must have a name.")
    members: dict[str, Any] = {
        field: _truth(given[member], member) for member, field in _STATUS_MEMBERS.items() if member in given
    }
    if order is not None:
        members["sort_order"] = _whole(order, "sortOrder")
    try:
        return state.add_status(name, **members)
    except ValueError as error:
        raise invalid_operation(str(error), "name") from error


def _truth(value: Any, name: str) -> bool:
    if not isinstance(value, bool):
        raise invalid_parameter(BODY, name, f"{name} must be true or false.")
    return value


def _whole(value: Any, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise invalid_parameter(BODY, name, f"{name} must be a whole number.")
    return value
