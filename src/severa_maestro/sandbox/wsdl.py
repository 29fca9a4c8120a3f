"""Writes the service's own WSDL from the contract's table."""

from collections.abc import Iterable

from lxml import etree

from severa_maestro.sandbox.contract import (
    API,
    ARRAYS,
    ENTITIES,
    ENUMERATIONS,
    FAULT_BASE,
    FAULTS,
    OPERATIONS,
    SERVICE,
    SIMPLE_TYPES,
    Member,
    Operation,
    base_of,
    own_members,
    type_names,
)

_WSDL = "http://schemas.xmlsoap.org/wsdl/"
_SOAP = "http://schemas.xmlsoap.org/wsdl/soap/"
_ADDRESSING = "http://www.w3.org/2006/05/addressing/wsdl"
_SCHEMA = "http://www.w3.org/2001/XMLSchema"
_PREFIXES = {
    "wsdl": _WSDL,
    "soap": _SOAP,
    "wsaw": _ADDRESSING,
    "xs": _SCHEMA,
    "tns": SERVICE,
    "ent": ENTITIES,
    "api": API,
    "arr": ARRAYS,
}


def write_wsdl(address: str) -> bytes:
    """The WSDL of the service at an address."""
    root = etree.Element(_wsdl("definitions"), nsmap=_PREFIXES, name="API", targetNamespace=SERVICE)
    _write_types(etree.SubElement(root, _wsdl("types")))
    _write_messages(root)
    for interface in _interfaces():
        _write_port_type(root, interface)
    for interface in _interfaces():
        _write_binding(root, interface)
    service = etree.SubElement(root, _wsdl("service"), name="API")
    for interface in _interfaces():
        name = f"BasicHttpBinding_{interface}"
        port = etree.SubElement(service, _wsdl("port"), name=name, binding=f"tns:{name}")
        etree.SubElement(port, f"{{{_SOAP}}}address", location=address)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _wsdl(name: str) -> str:
    return f"{{{_WSDL}}}{name}"


def _xs(name: str) -> str:
    return f"{{{_SCHEMA}}}{name}"


def _interfaces() -> list[str]:
    return list(dict.fromkeys(operation.interface for operation in OPERATIONS.values()))


def _operations_of(interface: str) -> Iterable[Operation]:
    return (operation for operation in OPERATIONS.values() if operation.interface == interface)


def _write_types(types: etree._Element) -> None:
    service = _schema(types, SERVICE, (API, ENTITIES))
    etree.SubElement(service, _xs("element"), name="WebServicePassword", type="xs:string")
    for operation in OPERATIONS.values():
        _write_wrapper(service, operation.name, operation.parameters)
        _write_wrapper(service, f"{operation.name}Response", (operation.result,) if operation.result else ())
    api = _schema(types, API, ())
    for name, values in ENUMERATIONS.items():
        _write_enumeration(api, name, values)
    _write_exceptions(api)
    entities = _schema(types, ENTITIES, (ARRAYS,))
    for name in type_names():
        _write_type(entities, name)
    for name in sorted(_list_items()):
        _write_list(entities, f"ArrayOf{name}", name, f"ent:{name}")
    _write_list(_schema(types, ARRAYS, ()), "ArrayOfstring", "string", "xs:string")


def _schema(types: etree._Element, namespace: str, imports: Iterable[str]) -> etree._Element:
    schema = etree.SubElement(types, _xs("schema"), elementFormDefault="qualified", targetNamespace=namespace)
    for imported in imports:
        etree.SubElement(schema, _xs("import"), namespace=imported)
    return schema


def _write_wrapper(schema: etree._Element, name: str, members: Iterable[Member]) -> None:
    element = etree.SubElement(schema, _xs("element"), name=name)
    sequence = etree.SubElement(etree.SubElement(element, _xs("complexType")), _xs("sequence"))
    for member in members:
        _write_member(sequence, member)


def _write_type(schema: etree._Element, name: str) -> None:
    parent = etree.SubElement(schema, _xs("complexType"), name=name)
    base = base_of(name)
    if base:
        content = etree.SubElement(parent, _xs("complexContent"))
        parent = etree.SubElement(content, _xs("extension"), base=f"ent:{base}")
    sequence = etree.SubElement(parent, _xs("sequence"))
    for member in own_members(name):
        _write_member(sequence, member)
    etree.SubElement(schema, _xs("element"), name=name, type=f"ent:{name}", nillable="true")


def _write_member(sequence: etree._Element, member: Member) -> None:
    element = etree.SubElement(sequence, _xs("element"), name=member.name, minOccurs="0", type=_type(member))
    if member.is_nillable:
        element.set("nillable", "true")


def _type(member: Member) -> str:
    if member.item_type == "string":
        return "arr:ArrayOfstring"
    if member.item_type is not None:
        return f"ent:ArrayOf{member.item_type}"
    if member.type in ENUMERATIONS:
        return f"api:{member.type}"
    return SIMPLE_TYPES.get(member.type) or f"ent:{member.type}"


def _list_items() -> set[str]:
    everything = [member for name in type_names() for member in own_members(name)]
    everything += [operation.result for operation in OPERATIONS.values() if operation.result]
    return {member.item_type for member in everything if member.item_type and member.item_type != "string"}


def _write_list(schema: etree._Element, name: str, item: str, item_type: str) -> None:
    sequence = etree.SubElement(etree.SubElement(schema, _xs("complexType"), name=name), _xs("sequence"))
    etree.SubElement(
        sequence, _xs("element"), minOccurs="0", maxOccurs="unbounded", name=item, nillable="true", type=item_type
    )


def _write_enumeration(schema: etree._Element, name: str, values: Iterable[str]) -> None:
    simple = etree.SubElement(schema, _xs("simpleType"), name=name)
    restriction = etree.SubElement(simple, _xs("restriction"), base="xs:string")
    for value in values:
        etree.SubElement(restriction, _xs("enumeration"), value=value)
    etree.SubElement(schema, _xs("element"), name=name, type=f"api:{name}", nillable="true")


def _write_exceptions(schema: etree._Element) -> None:
    base = etree.SubElement(schema, _xs("complexType"), name=FAULT_BASE)
    sequence = etree.SubElement(base, _xs("sequence"))
    for name in ("Description", "Source"):
        etree.SubElement(sequence, _xs("element"), name=name, minOccurs="0", nillable="true", type="xs:string")
    for name in FAULTS.values():
        derived = etree.SubElement(schema, _xs("complexType"), name=name)
        content = etree.SubElement(derived, _xs("complexContent"))
        extension = etree.SubElement(content, _xs("extension"), base=f"api:{FAULT_BASE}")
        etree.SubElement(extension, _xs("sequence"))
    for name in (FAULT_BASE, *FAULTS.values()):
        etree.SubElement(schema, _xs("element"), name=name, type=f"api:{name}", nillable="true")


def _write_messages(root: etree._Element) -> None:
    _write_message(root, "WebServicePassword", "WebServicePassword", "tns:WebServicePassword")
    for operation in OPERATIONS.values():
        stem = f"{operation.interface}_{operation.name}"
        _write_message(root, f"{stem}_InputMessage", "parameters", f"tns:{operation.name}")
        _write_message(root, f"{stem}_OutputMessage", "parameters", f"tns:{operation.name}Response")
        for name in operation.faults:
            _write_message(root, f"{stem}_{name}Fault_FaultMessage", "detail", f"api:{name}")


def _write_message(root: etree._Element, name: str, part: str, element: str) -> None:
    message = etree.SubElement(root, _wsdl("message"), name=name)
    etree.SubElement(message, _wsdl("part"), name=part, element=element)


def _write_port_type(root: etree._Element, interface: str) -> None:
    port_type = etree.SubElement(root, _wsdl("portType"), name=interface)
    action = f"{{{_ADDRESSING}}}Action"
    for operation in _operations_of(interface):
        stem = f"tns:{interface}_{operation.name}"
        element = etree.SubElement(port_type, _wsdl("operation"), name=operation.name)
        directions = (("input", "InputMessage", ""), ("output", "OutputMessage", "Response"))
        for direction, message, ending in directions:
            part = etree.SubElement(element, _wsdl(direction), message=f"{stem}_{message}")
            part.set(action, operation.action + ending)
        for name in operation.faults:
            part = etree.SubElement(
                element, _wsdl("fault"), name=f"{name}Fault", message=f"{stem}_{name}Fault_FaultMessage"
            )
            part.set(action, f"{operation.action}{name}Fault")


def _write_binding(root: etree._Element, interface: str) -> None:
    binding = etree.SubElement(root, _wsdl("binding"), name=f"BasicHttpBinding_{interface}", type=f"tns:{interface}")
    etree.SubElement(binding, f"{{{_SOAP}}}binding", transport="http://schemas.xmlsoap.org/soap/http")
    for operation in _operations_of(interface):
        element = etree.SubElement(binding, _wsdl("operation"), name=operation.name)
        etree.SubElement(element, f"{{{_SOAP}}}operation", soapAction=operation.action, style="document")
        given = etree.SubElement(element, _wsdl("input"))
        etree.SubElement(
            given, f"{{{_SOAP}}}header", message="tns:WebServicePassword", part="WebServicePassword", use="literal"
        )
        etree.SubElement(given, f"{{{_SOAP}}}body", use="literal")
        etree.SubElement(etree.SubElement(element, _wsdl("output")), f"{{{_SOAP}}}body", use="literal")
        for name in operation.faults:
            part = etree.SubElement(element, _wsdl("fault"), name=f"{name}Fault")
            etree.SubElement(part, f"{{{_SOAP}}}fault", name=f"{name}Fault", use="literal")
