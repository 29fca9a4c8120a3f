"""Every member that the code reads is in the contract, and is read as the type that the contract gives it."""

from collections.abc import Callable

import pytest
from lxml import etree

from severa_maestro.severa.soap import recent_use
from severa_maestro.severa.soap import register_mapping as registers
from severa_maestro.severa.soap.client import WSDL
from severa_maestro.severa.soap.mapping import read_invoice
from severa_maestro.severa.soap.record import Record
from severa_maestro.severa.source import InvoiceStatus
from tests.severa.wire import NAMESPACES

SCHEMA = "{http://www.w3.org/2001/XMLSchema}"
TYPES = {each.get("name"): each for each in etree.parse(WSDL).iter(f"{SCHEMA}complexType") if each.get("name")}
TEXTS = {"string": "text", "boolean": "true", "int": "17", "long": "17", "decimal": "12.50", "dateTime": "2026-11-22"}

#: What each accessor may be asked for; text reads all of them, but is meant for strings.
WANTED = {
    "text": {"string"},
    "amount": {"decimal"},
    "needed_amount": {"decimal"},
    "whole": {"int", "long"},
    "truth": {"boolean"},
    "day": {"dateTime"},
    "texts": {"ArrayOfstring"},
}


def members_of(kind: str) -> dict[str, str]:
    found = TYPES[kind]
    base = found.find(f".//{SCHEMA}extension")
    inherited = {} if base is None else members_of(base.get("base").rpartition(":")[2])
    own = {each.get("name"): each.get("type").rpartition(":")[2] for each in found.iter(f"{SCHEMA}element")}
    return inherited | own


def filled(kind: str) -> str:
    """All members of a type, each with something of its type."""
    parts = []
    for name, member in members_of(kind).items():
        if member == "ArrayOfstring":
            content = "<b:string>text</b:string>"
        elif member in TEXTS:
            content = "EUR" if name == "CurrencyShortform" or name.endswith("CurrencyIdentifier") else TEXTS[member]
        else:
            content = filled(member)
        parts.append(f"<a:{name}>{content}</a:{name}>")
    return "".join(parts)


def element(kind: str) -> etree._Element:
    return etree.fromstring(f"<a:{kind} {NAMESPACES}>{filled(kind)}</a:{kind}>")


def kind_of(element: etree._Element) -> str:
    """The type of an element by the contract."""
    name, parent = etree.QName(element).localname, element.getparent()
    return name if parent is None else members_of(kind_of(parent))[name]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str, str]]:
    """Which members were asked for: (type, accessor, member)."""
    asked: set[tuple[str, str, str]] = set()
    kinds: dict[Record, str] = {}
    accessors_within: list[str] = []

    def remember(plain: Callable[..., None], record: Record, element: etree._Element, place: str = "") -> None:
        kinds[record] = kind_of(element)
        plain(record, element, place)

    def spy(accessor: str, plain: Callable[..., object], record: Record, *names: str) -> object:
        # What one accessor asks of another is not asked by the mapping.
        if not accessors_within:
            asked.add((kinds[record], accessor, names[0]))
        accessors_within.append(accessor)
        try:
            return plain(record, *names)
        finally:
            accessors_within.pop()

    monkeypatch.setattr(Record, "__init__", partialmethod_of(remember, Record.__init__))
    for accessor in [*WANTED, "record", "records"]:
        monkeypatch.setattr(Record, accessor, partialmethod_of(spy, accessor, getattr(Record, accessor)))
    return asked


def partialmethod_of(function: Callable[..., object], *first: object) -> Callable[..., object]:
    def method(*more: object) -> object:
        return function(*first, *more)

    return method


@pytest.mark.parametrize(
    ("kind", "read"),
    [
        ("Invoice", read_invoice),
        ("Invoice", recent_use._read_rows),
        ("InvoiceStatus", registers.read_status),
        ("Customer", registers.read_customer),
        ("Address", registers.read_address),
        ("BusinessUnit", registers.read_unit),
        ("Product", registers.read_product),
        ("TravelExpense", registers.read_travel_expense),
        ("WorkType", registers.read_work_type),
    ],
)
def test_each_member_that_is_read_is_in_the_contract_with_that_type(asked, kind: str, read) -> None:
    result = read(element(kind))
    assert getattr(result, "guid", "text") == "text"
    assert isinstance(result, InvoiceStatus) or not hasattr(result, "reason")
    assert asked
    for owner, accessor, name in asked:
        members = members_of(owner)
        assert name in members, f"{owner} has no {name}"
        if accessor in WANTED:
            assert members[name] in WANTED[accessor], f"{owner}.{name} is {members[name]}, read as {accessor}"
        elif accessor == "record":
            assert members[name] in TYPES
        else:
            assert members[name].startswith("ArrayOf")
