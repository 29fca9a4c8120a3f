"""Spoils replies that are ready: what planted faults do to the bytes on the wire."""

from collections.abc import Callable

from lxml import etree

from severa_maestro.sandbox.contract import ENTITIES, INSTANCE, SERVICE, SOAP_ENVELOPE
from severa_maestro.sandbox.faults import Fault

GARBAGE = b"\x00\xff\xfeThis is not XML <<<\x07"
LOGIN_PAGE = (
    b"<!DOCTYPE html><html><head><title>Sign in</title></head>"
    b"<body><form action='/login'><input name='user'></form></body></html>"
)


def entity_bomb() -> bytes:
    """A reply whose entities would expand to some ten thousand million characters."""
    entities = ['<!ENTITY a0 "lol">']
    entities += [f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10)]
    return (
        f"<?xml version='1.0'?><!DOCTYPE bomb [{''.join(entities)}]>"
        f'<s:Envelope xmlns:s="{SOAP_ENVELOPE}"><s:Body><GetVersionResponse xmlns="{SERVICE}">'
        "<GetVersionResult>&a9;</GetVersionResult></GetVersionResponse></s:Body></s:Envelope>"
    ).encode()


def spoil(fault: Fault, message: bytes) -> bytes:
    """The reply as the fault leaves it; faults that do not touch the reply leave it as it is."""
    change = _CHANGES.get(fault.kind)
    if change is None:
        return message
    root = etree.fromstring(message)
    change(root, fault)
    return etree.tostring(root, encoding="utf-8")


def _response(root: etree._Element) -> etree._Element | None:
    """The ``…Response`` element, or None where the reply is a fault."""
    found = root.find(f"{{{SOAP_ENVELOPE}}}Body/{{{SERVICE}}}*")
    return found if found is not None and etree.QName(found).localname.endswith("Response") else None


def _without_result(root: etree._Element, _fault: Fault) -> None:
    response = _response(root)
    if response is not None:
        response[:] = []


def _with_nil_result(root: etree._Element, _fault: Fault) -> None:
    response = _response(root)
    for result in list(response if response is not None else ()):
        for child in list(result):
            result.remove(child)
        result.text = None
        result.set(f"{{{INSTANCE}}}nil", "true")


def _objects(root: etree._Element) -> list[etree._Element]:
    """Elements that hold different members; lists hold only equal ones."""
    response = _response(root)
    if response is None:
        return []
    return [each for each in response.iter() if len({child.tag for child in each}) > 1]


def _shuffled(root: etree._Element, _fault: Fault) -> None:
    for each in _objects(root):
        each[:] = list(reversed(each))


def _with_unknown_members(root: etree._Element, _fault: Fault) -> None:
    for each in _objects(root):
        first = etree.Element(f"{{{ENTITIES}}}AddedLater")
        first.text = "something new"
        each.insert(len(each) // 2, first)
        nested = etree.SubElement(each, f"{{{ENTITIES}}}ZzAddedLater")
        etree.SubElement(nested, f"{{{ENTITIES}}}Inner").text = "1"


def _ill_typed(root: etree._Element, fault: Fault) -> None:
    number = f"{{{ENTITIES}}}Number"
    for invoice in root.iter(f"{{{ENTITIES}}}Invoice", f"{{{SERVICE}}}GetInvoiceByGUIDResult"):
        if fault.invoice and invoice.findtext(number) != fault.invoice:
            continue
        amount = invoice.find(f".//{{{ENTITIES}}}rowAmount")
        if amount is not None:
            amount.text = "abc"
            return


_CHANGES: dict[str, Callable[[etree._Element, Fault], None]] = {
    "empty-result": _without_result,
    "nil-result": _with_nil_result,
    "shuffled": _shuffled,
    "unknown-members": _with_unknown_members,
    "ill-typed": _ill_typed,
}
