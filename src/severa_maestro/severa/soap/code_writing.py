"""Codes written into the registers by SOAP, which takes whole records only.

What is missing in a request, Severa's server (WCF) may empty. So a record goes back exactly as it came, element by
element, newer members that the contract does not know among them; only its code is another.
"""

import re
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.severa.code_writing import ItemRecord
from severa_maestro.severa.record_errors import MemberError
from severa_maestro.severa.soap import operations
from severa_maestro.severa.soap.client import SoapClient, sendable
from severa_maestro.severa.soap.faults import ITEM_UNWRITABLE
from severa_maestro.severa.soap.operations import RECORDS, Operation
from severa_maestro.severa.soap.record import NIL, Record, clean, is_nil
from severa_maestro.severa.soap.register_mapping import unreadable

#: What Severa itself keeps: another time of the last change is no change of what people have typed.
_KEPT_BY_SEVERA = frozenset({"UpdatedTS"})

#: An amount may come back with another number of noughts at its end.
_AMOUNT = re.compile(r"-?[0-9]+\.[0-9]+")

_CODE = "Code"


@dataclass(frozen=True, slots=True)
class _Calls:
    """How a record of one register is read and changed, and by which names its guid and the whole of it are sent."""

    get: Operation
    guid_name: str
    update: Operation
    record_name: str


_CALLS = {
    RowKind.PRODUCT: _Calls(operations.GET_PRODUCT, "productGUID", operations.UPDATE_PRODUCT, "productInfo"),
    RowKind.TRAVEL: _Calls(
        operations.GET_TRAVEL_EXPENSE, "travelExpenseGUID", operations.UPDATE_TRAVEL_EXPENSE, "travelExpenseInfo"
    ),
    RowKind.WORK: _Calls(operations.GET_WORK_TYPE, "workTypeGUID", operations.UPDATE_WORK_TYPE, "workTypeInfo"),
}

#: The registers whose codes SOAP can change.
WRITABLE = frozenset(_CALLS)


class SoapRegister:
    """One of the three registers; ``kind`` is one of ``WRITABLE``."""

    def __init__(self, client: SoapClient, kind: RowKind) -> None:
        self._client = client
        self._calls = _CALLS[kind]

    def read(self, guid: str) -> ItemRecord[etree._Element] | None:
        """The record as it is now; None where it is not there.

        Raises:
            DataError: it cannot be read, or cannot be sent back as it came.
        """
        answer = self._client.ask(self._calls.get, deepcopy, {self._calls.guid_name: guid})
        if not answer.records:
            return None
        element = answer.records[0]
        try:
            record = Record(element)
            code, name = record.text(_CODE), record.text("Name")
        except MemberError as error:
            raise unreadable(self._calls.get.record, element, error) from None
        if answer.is_mended:
            raise ITEM_UNWRITABLE.error(name=name)
        return ItemRecord(content=element, code=code, others=_other_members(element))

    def send(self, record: ItemRecord[etree._Element], code: str) -> None:
        """Sends the record with another code."""
        self._client.send_record(self._calls.update, self._calls.record_name, _with_code(record.content, code))


def _with_code(element: etree._Element, code: str) -> etree._Element:
    """The same record with another code, nil for none; where it came without the member, at the member's place."""
    changed = deepcopy(element)
    member = changed.find(f"{{{RECORDS}}}{_CODE}")
    if member is None:
        member = etree.Element(f"{{{RECORDS}}}{_CODE}")
        later = (place for place, each in enumerate(changed) if _name(each) > _CODE)
        changed.insert(next(later, len(changed)), member)
    member.attrib.pop(NIL, "")
    member.text = sendable(code) or None
    if not code:
        member.set(NIL, "true")
    return changed


def _other_members(element: etree._Element) -> dict[str, str]:
    """What each member but the code says; nil, empty and not there are the same."""
    names = {_name(each): each for each in element}
    return {name: _said(each) for name, each in names.items() if name != _CODE and name not in _KEPT_BY_SEVERA}


def _said(member: etree._Element) -> str:
    if is_nil(member):
        return ""
    if len(member):
        return ", ".join(f"{_name(each)} {_said(each)}".rstrip() for each in member)
    text = clean(member.text)
    return text.rstrip("0").removesuffix(".") if _AMOUNT.fullmatch(text) else text


def _name(member: etree._Element) -> str:
    return etree.QName(member).localname
