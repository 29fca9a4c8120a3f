"""Reads requests as WCF does: members in wire order, what is out of order silently skipped, no entities, no DTD."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree

from severa_maestro.sandbox.contract import (
    ARRAYS,
    ENTITIES,
    ENUMERATIONS,
    INSTANCE,
    SERVICE,
    SOAP_ENVELOPE,
    Member,
    Operation,
    members,
)

_NIL = f"{{{INSTANCE}}}nil"
_DEFAULTS: dict[str, Any] = {
    "int": 0,
    "long": 0,
    "bool": False,
    "decimal": Decimal(0),
    "dateTime": datetime(1, 1, 1, tzinfo=UTC),
    "InvoicePdfGetOptions": "All",
}


class UnreadableRequest(ValueError):  # noqa: N818 - says what it is
    """The request is not a message that the service can take."""


@dataclass(frozen=True, slots=True)
class Request:
    """A SOAP message: the key in its header, and the element in its body."""

    key: str | None
    body: etree._Element


def read_request(message: bytes) -> Request:
    """Takes a message apart.

    Raises:
        UnreadableRequest: it is not a SOAP 1.1 envelope with one element in its body.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(message, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableRequest(f"The message is not XML: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableRequest("A message must not have a document type declaration.")
    if root.tag != f"{{{SOAP_ENVELOPE}}}Envelope":
        raise UnreadableRequest("The message is not a SOAP 1.1 envelope.")
    body = root.find(f"{{{SOAP_ENVELOPE}}}Body")
    elements = [] if body is None else [each for each in body if isinstance(each.tag, str)]
    if len(elements) != 1:
        raise UnreadableRequest("The body must hold one element.")
    key = root.findtext(f"{{{SOAP_ENVELOPE}}}Header/{{{SERVICE}}}WebServicePassword")
    return Request(key, elements[0])


def read_parameters(operation: Operation, body: etree._Element) -> dict[str, Any]:
    """The parameters of a call, by name; those that did not come have the default of their type, or None.

    Raises:
        UnreadableRequest: the element is another operation's, or a value is not of its type.
    """
    if body.tag != f"{{{SERVICE}}}{operation.name}":
        raise UnreadableRequest(f"The body does not call {operation.name}.")
    return _read_members(body, operation.parameters, SERVICE)


def _read_members(parent: etree._Element, expected: tuple[Member, ...], namespace: str) -> dict[str, Any]:
    """Reads members in wire order.

    Each element is looked for behind the last one that was found: one that comes too late, or is not known, is
    skipped without a word. That is what WCF's serializers do.
    """
    values: dict[str, Any] = {
        member.name: None if member.is_nillable else _DEFAULTS[member.type] for member in expected
    }
    tags = [f"{{{namespace}}}{member.name}" for member in expected]
    following = 0
    for element in parent:
        try:
            place = tags.index(element.tag, following)
        except ValueError:
            continue
        values[expected[place].name] = _read_value(element, expected[place])
        following = place + 1
    return values


def _read_value(element: etree._Element, member: Member) -> Any:
    if element.get(_NIL) in ("true", "1"):
        if not member.is_nillable:
            raise UnreadableRequest(f"{member.name} must not be nil.")
        return None
    if member.item_type == "string":
        return tuple(each.text or "" for each in element.iterchildren(f"{{{ARRAYS}}}string"))
    if member.item_type is not None:
        item = Member(member.item_type, member.item_type, is_nillable=True)
        return tuple(_read_value(each, item) for each in element.iterchildren(f"{{{ENTITIES}}}{member.item_type}"))
    if member.type in ENUMERATIONS:
        return _read_enumeration(element, member)
    if member.type not in _READERS:
        return _read_members(element, members(member.type), ENTITIES)
    text = element.text or ""
    try:
        return _READERS[member.type](text)
    except (ValueError, InvalidOperation) as error:
        raise UnreadableRequest(f"{member.name} is not a {member.type}: {text!r}") from error


def _read_enumeration(element: etree._Element, member: Member) -> str:
    text = element.text or ""
    if text not in ENUMERATIONS[member.type]:
        raise UnreadableRequest(f"{member.name} is not one of {', '.join(ENUMERATIONS[member.type])}: {text!r}")
    return text


def _read_truth(text: str) -> bool:
    values = {"true": True, "1": True, "false": False, "0": False}
    if text.strip() not in values:
        raise ValueError(text)
    return values[text.strip()]


def _read_date_time(text: str) -> datetime:
    """A moment in UTC; one without an offset is taken to be in UTC, a bare day to be its first moment."""
    moment = datetime.fromisoformat(text.strip())
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


_READERS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "int": int,
    "long": int,
    "bool": _read_truth,
    "decimal": Decimal,
    "dateTime": _read_date_time,
}
