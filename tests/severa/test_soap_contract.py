"""The project's own WSDL against the whole contract, and against what the code asks for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from severa_maestro.severa.soap.client import WSDL
from severa_maestro.severa.soap.operations import OPERATIONS

CONTRACT = Path(__file__).parents[3] / "shared" / "severa" / "severa-soap.wsdl"
NAMES = {
    "wsdl": "http://schemas.xmlsoap.org/wsdl/",
    "soap": "http://schemas.xmlsoap.org/wsdl/soap/",
    "xs": "http://www.w3.org/2001/XMLSchema",
}
SCHEMA = "{http://www.w3.org/2001/XMLSchema}"


class Contract:
    """A WSDL's facts, without regard to how it is laid out."""

    def __init__(self, path: Path) -> None:
        self.tree = etree.parse(path)

    def find(self, path: str, **values: str) -> list[etree._Element]:
        return self.tree.xpath(path, namespaces=NAMES, **values)

    @property
    def interfaces(self) -> dict[str, list[str]]:
        return {
            port.get("name"): [each.get("name") for each in port.findall("wsdl:operation", NAMES)]
            for port in self.find("//wsdl:portType")
        }

    def action(self, interface: str, operation: str) -> tuple[str, str, str]:
        """SOAPAction, style and transport of an operation, by its binding."""
        for binding in self.find("//wsdl:binding"):
            if _local(binding.get("type")) != interface:
                continue
            for each in binding.findall("wsdl:operation", NAMES):
                if each.get("name") == operation:
                    soap = each.find("soap:operation", NAMES)
                    transport = binding.find("soap:binding", NAMES).get("transport")
                    return soap.get("soapAction"), soap.get("style"), transport
        raise LookupError(operation)

    def header(self, interface: str, operation: str) -> tuple[str, str]:
        """The element of the header that a request carries."""
        binding = next(each for each in self.find("//wsdl:binding") if _local(each.get("type")) == interface)
        path = f"wsdl:operation[@name='{operation}']/wsdl:input/soap:header"
        header = binding.find(path, NAMES)
        part = self.find(
            "//wsdl:message[@name=$message]/wsdl:part[@name=$part]",
            message=_local(header.get("message")),
            part=header.get("part"),
        )[0]
        return _qualified(part, part.get("element"))

    def message(self, interface: str, operation: str, direction: str) -> tuple[str, str]:
        """The element of a request ("input") or a reply ("output")."""
        each = self._operation(interface, operation).find(f"wsdl:{direction}", NAMES)
        return self._part(each.get("message"))

    def faults(self, interface: str, operation: str) -> dict[str, tuple[str, str]]:
        found = self._operation(interface, operation).findall("wsdl:fault", NAMES)
        return {each.get("name"): self._part(each.get("message")) for each in found}

    def _operation(self, interface: str, operation: str) -> etree._Element:
        return self.find(
            "//wsdl:portType[@name=$interface]/wsdl:operation[@name=$operation]",
            interface=interface,
            operation=operation,
        )[0]

    def _part(self, message: str) -> tuple[str, str]:
        part = self.find("//wsdl:message[@name=$name]/wsdl:part", name=_local(message))[0]
        return _qualified(part, part.get("element"))

    def _top(self, kind: str, name: tuple[str, str]) -> etree._Element:
        return self.find(
            f"//xs:schema[@targetNamespace=$namespace]/xs:{kind}[@name=$name]", namespace=name[0], name=name[1]
        )[0]

    def element(self, name: tuple[str, str]) -> tuple[object, ...]:
        """The members of a request or reply; the type of a fault's element."""
        element = self._top("element", name)
        if element.get("type"):
            return (_qualified(element, element.get("type")), element.get("nillable"))
        return self._members(element)

    def type(self, name: tuple[str, str]) -> tuple[object, ...]:
        """The base of a type and its members in their order."""
        found = self._top("complexType", name)
        base = found.find(f".//{SCHEMA}extension")
        return (None if base is None else _qualified(base, base.get("base")), *self._members(found))

    def _members(self, parent: etree._Element) -> tuple[object, ...]:
        return tuple(
            (
                each.get("name"),
                _qualified(each, each.get("type")),
                each.get("minOccurs", "1"),
                each.get("maxOccurs", "1"),
                each.get("nillable", "false"),
                each.getparent().tag,
            )
            for each in parent.iter(f"{SCHEMA}element")
            if each is not parent
        )

    def types(self) -> Iterator[tuple[str, str]]:
        for found in self.find("//xs:schema/xs:complexType"):
            yield found.getparent().get("targetNamespace"), found.get("name")

    def forms(self) -> set[str | None]:
        return {schema.get("elementFormDefault") for schema in self.find("//xs:schema")}


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _qualified(element: etree._Element, name: str) -> tuple[str, str]:
    prefix, _, local = name.rpartition(":")
    return element.nsmap[prefix or None], local


OWN = Contract(WSDL)
OWN_OPERATIONS = [(interface, name) for interface, names in OWN.interfaces.items() for name in names]


@pytest.fixture(scope="module")
def contract() -> Contract:
    if not CONTRACT.exists():
        pytest.skip("the whole contract does not lie beside the project (../shared)")
    return Contract(CONTRACT)


@pytest.mark.contract
@pytest.mark.parametrize(("interface", "operation"), OWN_OPERATIONS)
def test_each_operation_is_as_in_the_contract(contract: Contract, interface: str, operation: str) -> None:
    assert operation in contract.interfaces[interface]
    assert OWN.action(interface, operation) == contract.action(interface, operation)
    assert OWN.header(interface, operation) == contract.header(interface, operation)
    assert OWN.faults(interface, operation) == contract.faults(interface, operation)
    for direction in ("input", "output"):
        name = OWN.message(interface, operation, direction)
        assert name == contract.message(interface, operation, direction)
        assert OWN.element(name) == contract.element(name)


@pytest.mark.contract
@pytest.mark.parametrize("name", list(OWN.types()), ids=lambda name: name[1])
def test_each_type_has_the_contracts_members_in_the_contracts_order(contract: Contract, name: tuple[str, str]) -> None:
    assert OWN.type(name) == contract.type(name)
    assert OWN.forms() == contract.forms() == {"qualified"}


@pytest.mark.contract
def test_each_fault_element_is_as_in_the_contract(contract: Contract) -> None:
    faults = {name for interface, operation in OWN_OPERATIONS for name in OWN.faults(interface, operation).values()}
    assert faults
    for name in faults:
        assert OWN.element(name) == contract.element(name)


@pytest.mark.contract
def test_the_key_travels_in_an_element_of_the_contracts_type(contract: Contract) -> None:
    name = ("http://soap.severa.com/", "WebServicePassword")
    assert OWN.element(name) == contract.element(name)


def test_the_code_and_the_wsdl_name_the_same_operations() -> None:
    assert sorted((each.interface, each.name) for each in OPERATIONS) == sorted(OWN_OPERATIONS)
    for each in OPERATIONS:
        assert OWN.action(each.interface, each.name)[0] == each.action


def test_each_reply_holds_the_records_that_the_code_looks_for() -> None:
    for each in OPERATIONS:
        (namespace, response) = OWN.message(each.interface, each.name, "output")
        assert f"{{{namespace}}}{response}" == each.response_tag
        members = OWN.element((namespace, response))
        if not each.record:
            assert members == ()
            continue
        ((result, (records, kind), *_),) = members
        assert f"{{{namespace}}}{result}" == each.result_tag
        if each.is_list:
            (_, (item, item_type, *_)) = OWN.type((records, kind))
            assert f"{{{records}}}{item}" == each.record_tag
            assert item_type == (records, each.record)
        else:
            assert kind == each.record
