"""One record of a reply, read member by member, each as the type that the contract gives it.

Members are found by name: their order does not matter, members that nobody asks for are never looked at, and one
that is nil, empty or not there is the same as none. One that does not hold what its type allows is an error of this
record alone, which names the member and shows what stood there.

zeep reads the other way round, whole replies by the schema. What it does with a wrong member made it unfit for that
(``docs/reference/severa-soap.md``): it gives up the whole reply for one wrong decimal, and turns a wrong date or
integer into "none" and a wrong boolean into "false" without a word.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NoReturn

from lxml import etree

from severa_maestro.severa.days import day_in_helsinki
from severa_maestro.severa.record_errors import MemberError
from severa_maestro.severa.soap.operations import LISTS, RECORDS

#: The attribute of an element that holds nothing.
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_RECORDS_PREFIX = f"{{{RECORDS}}}"
_STRING = f"{{{LISTS}}}string"

_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,28}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})")
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_TRUTHS = {"true": True, "1": True, "false": False, "0": False, "": False}
_SHOWN = 80


def is_nil(element: etree._Element) -> bool:
    """Whether the element says that it holds nothing."""
    return element.get(NIL) in ("true", "1")


class Record:
    """The members of one record.

    Args:
        element: the record's element; it is not needed after its members have been read.
        place: where it stands in the record that it is a part of, for messages.

    Raises:
        MemberError: a member comes twice.
    """

    __slots__ = ("_members", "_place")

    def __init__(self, element: etree._Element, place: str = "") -> None:
        self._place = place
        members: dict[str, etree._Element] = {}
        for member in element.iterchildren(_RECORDS_PREFIX + "*"):
            name = member.tag[len(_RECORDS_PREFIX) :]
            if name in members:
                raise MemberError(f"{place}{name} comes twice")
            members[name] = member
        self._members = members

    @property
    def place(self) -> str:
        """Where it stands, such as ``InvoiceRows[2]``; empty for a whole record."""
        return self._place.removesuffix(".")

    def text(self, name: str) -> str:
        """Text without surrounding white space and with plain line breaks; empty where there is none."""
        member = self._members.get(name)
        if member is None or (not len(member) and member.text is None) or is_nil(member):
            return ""
        if len(member):
            self._refuse(name, "elements", "a text")
        return clean(member.text)

    def amount(self, name: str) -> Decimal | None:
        """A decimal number, exact (xs:decimal: a point, no exponent)."""
        text = self.text(name)
        if not text:
            return None
        if not _DECIMAL.fullmatch(text):
            self._refuse(name, text, "a decimal number")
        return Decimal(text)

    def needed_amount(self, name: str) -> Decimal:
        """A decimal number without which the record is of no use."""
        amount = self.amount(name)
        if amount is None:
            raise MemberError(f"{self._place}{name} is missing")
        return amount

    def whole(self, name: str) -> int | None:
        """A whole number."""
        text = self.text(name)
        if not text:
            return None
        if not _WHOLE.fullmatch(text):
            self._refuse(name, text, "a whole number")
        return int(text)

    def truth(self, name: str) -> bool:
        """Yes or no; no where nothing is said."""
        text = self.text(name)
        if text not in _TRUTHS:
            self._refuse(name, text, "true or false")
        return _TRUTHS[text]

    def day(self, name: str) -> date | None:
        """The day of a dateTime, as ``day_in_helsinki`` tells it."""
        text = self.text(name)
        try:
            return day_in_helsinki(text)
        except ValueError:
            self._refuse(name, text, "a date")

    def texts(self, name: str) -> list[str]:
        """A list of texts, empty ones left out."""
        member = self._members.get(name)
        if member is None:
            return []
        texts = (clean(each.text) for each in member.iterchildren(_STRING) if each.text)
        return [text for text in texts if text]

    def record(self, name: str) -> "Record | None":
        """A record within this one; None where nothing is in it."""
        member = self._members.get(name)
        return Record(member, f"{self._place}{name}.") if member is not None and len(member) else None

    def records(self, name: str, item: str) -> "Iterator[Record]":
        """The records of a list within this one, nil ones left out."""
        member = self._members.get(name)
        if member is None:
            return
        elements = (each for each in member.iterchildren(_RECORDS_PREFIX + item) if not is_nil(each))
        for position, element in enumerate(elements, start=1):
            yield Record(element, f"{self._place}{name}[{position}].")

    def _refuse(self, name: str, content: str, wanted: str) -> NoReturn:
        shown = content if len(content) <= _SHOWN else content[:_SHOWN] + "…"
        raise MemberError(f"{self._place}{name} is {shown!r}, not {wanted}")


def clean(text: str | None) -> str:
    """A member's text without surrounding white space and with plain line breaks."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()
