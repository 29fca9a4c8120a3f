"""The sandbox against the contract beside the project: its own WSDL, and every reply."""

from pathlib import Path

import pytest
from lxml import etree

from severa_maestro.sandbox import contract
from severa_maestro.sandbox.catalogue import TRANSFERRED, WAITING
from severa_maestro.sandbox.wsdl import write_wsdl
from tests.sandbox.soap_caller import ENTITIES, SERVICE, SOAP

CONTRACT = Path(__file__).parents[3] / "shared" / "severa" / "severa-soap.wsdl"
XS = "{http://www.w3.org/2001/XMLSchema}"
WSDL = "{http://schemas.xmlsoap.org/wsdl/}"

pytestmark = [
    pytest.mark.contract,
    pytest.mark.skipif(not CONTRACT.exists(), reason=f"the contract does not lie at {CONTRACT}"),
]


@pytest.fixture(scope="module")
def theirs():
    return etree.parse(CONTRACT).getroot()


@pytest.fixture(scope="module")
def ours():
    return etree.fromstring(write_wsdl("http://127.0.0.1/webservice/S3/API.svc"))


def resolved(element, name):
    """A qualified name with its prefix resolved, so that prefixes do not matter."""
    prefix, _, local = name.rpartition(":")
    return f"{{{element.nsmap.get(prefix or None)}}}{local}"


def declarations(root):
    """Every top-level declaration of the schemas, and what is in it, in order."""
    found = {}
    for schema in root.iter(f"{XS}schema"):
        for each in schema:
            if each.tag == f"{XS}import":
                continue
            kind = etree.QName(each).localname
            found[kind, schema.get("targetNamespace"), each.get("name")] = described(each)
    return found


def described(element):
    attributes = dict(element.attrib)
    for name in ("type", "base"):
        if name in attributes:
            attributes[name] = resolved(element, attributes[name])
    children = [described(child) for child in element if isinstance(child.tag, str)]
    return etree.QName(element).localname, attributes, children


def test_every_type_and_wrapper_of_our_wsdl_equals_the_contracts(ours, theirs):
    expected = declarations(theirs)
    for name, declaration in declarations(ours).items():
        assert declaration == expected[name], name


def port_types(root):
    found = {}
    for port_type in root.iter(f"{WSDL}portType"):
        for operation in port_type.iter(f"{WSDL}operation"):
            parts = [
                (etree.QName(part).localname, part.get("name"), part.get("message"), sorted(part.attrib.values()))
                for part in operation
            ]
            # The contract lists faults in no order that means anything.
            found[port_type.get("name"), operation.get("name")] = sorted(parts, key=str)
    return found


def test_every_operation_of_our_wsdl_equals_the_contracts(ours, theirs):
    expected = port_types(theirs)
    for name, operation in port_types(ours).items():
        assert operation == expected[name], name


def test_messages_and_soap_actions_equal_the_contracts(ours, theirs):
    def messages(root):
        return {
            message.get("name"): [(part.get("name"), resolved(part, part.get("element"))) for part in message]
            for message in root.iter(f"{WSDL}message")
        }

    def actions(root):
        soap = "{http://schemas.xmlsoap.org/wsdl/soap/}operation"
        return {each.get("soapAction") for each in root.iter(soap)}

    assert messages(ours).items() <= messages(theirs).items()
    assert actions(ours) == set(contract.OPERATIONS)
    assert actions(ours) <= actions(theirs)


@pytest.fixture(scope="module")
def schema(theirs):
    """The contract's schemas as one, for validating replies."""
    documents = {each.get("targetNamespace"): etree.tostring(each) for each in theirs.iter(f"{XS}schema")}

    class FromContract(etree.Resolver):
        def resolve(self, url, _public_id, context):
            if url.startswith("contract:"):
                return self.resolve_string(linked(documents[url.removeprefix("contract:")]), context)
            return None

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(FromContract())
    return etree.XMLSchema(etree.fromstring(linked(documents[SERVICE]), parser))


def linked(document):
    root = etree.fromstring(document)
    for each in root.iter(f"{XS}import"):
        each.set("schemaLocation", f"contract:{each.get('namespace')}")
    return etree.tostring(root)


def calls(sandbox):
    """A call of every operation, with arguments that find something."""
    state = sandbox.state
    invoice = state.invoice("all-row-kinds")
    customer = state.opaque("customer-1")
    hour = state.opaque(next(row.hour_keys[0] for row in invoice.rows if row.hour_keys))
    ever = "2000-01-01T00:00:00Z"
    frame = f"<startDate>{ever}</startDate><endDate>2030-01-01T00:00:00Z</endDate>"
    one = f"<invoiceGUID>{state.opaque(invoice.key)}</invoiceGUID>"
    one_guid = one.replace("invoiceGUID", "invoiceGuid")
    since = f"<startDateTime>{ever}</startDateTime><options>2</options>"
    attachment = f"<attachmentGuid>{state.opaque('file-20')}</attachmentGuid>"

    def entity(name, wrapper, key):
        guid = f"<a:GUID>{state.opaque(key)}</a:GUID><a:IsActive>true</a:IsActive>"
        code = "" if name == "Customer" else "<a:Code>A1</a:Code>"
        return f"<{wrapper}>{code}{guid}<a:Name>Uusi nimi</a:Name></{wrapper}>"

    return {
        "GetVersion": "",
        "GetEntitySchemaVersion": "",
        "GetInvoiceByGUID": one,
        "GetInvoiceByNumber": f"<invoiceNumber>{invoice.number}</invoiceNumber>"
        f"<businessUnitGUID>{state.opaque('unit-1')}</businessUnitGUID>",
        "GetInvoicesByDate": f"<businessUnitGUID/>{frame}<options>0</options>",
        "GetInvoicesByDateAndStatus": f"<businessUnitGUID/>{frame}<status>{WAITING}</status><options>0</options>",
        "GetInvoicesByStatus": f"<businessUnitGUID/><status>{WAITING}</status><options>0</options>",
        "GetInvoicesByStatusAndBusinessUnit": f"<status>{WAITING}</status><businessUnitGUID/>",
        "SetInvoiceStatus": f"{one}<status>{TRANSFERRED}</status>",
        "SetInvoicePaymentDate": f"{one}<paymentDate>2026-11-19</paymentDate>",
        "GetInvoicePdfByInvoiceGUID": f"{one_guid}<getAttachmentOnly>All</getAttachmentOnly>",
        "AddNewInvoiceLogEntry": f"{one_guid}<context>Information</context><text>Siirretty</text>",
        "GetInvoiceAttachmentFileGUIDs": f"<invoiceGuid>{state.opaque('invoice-20')}</invoiceGuid>",
        "GetInvoiceAttachmentFile": attachment,
        "GetAllInvoiceStatuses": "",
        "GetCustomerByGUID": f"<accountGuid>{customer}</accountGuid>",
        "UpdateCustomer": entity("Customer", "customer", "customer-1"),
        "GetCustomersChangedSince": since,
        "GetAllCustomers": "<options>0</options><startFromIndex>0</startFromIndex><count>5</count>",
        "GetAddressByGUID": f"<addressGUID>{state.opaque('address-1')}</addressGUID>",
        "GetAddressesChangedSince": f"<accountGUID/>{since}",
        "GetBillingAddress": "",
        "GetFirstAccountsBillingAddress": f"<accountGUID>{customer}</accountGUID>",
        "GetContactByGUID": f"<contactGUID>{state.opaque('contact-1')}</contactGUID>",
        "GetContactsByAccountGUID": f"<accountGUID>{customer}</accountGUID>",
        "GetContactsChangedSince": f"<accountGUID/>{since}",
        "GetBusinessUnitByGUID": f"<businessUnitGuid>{state.opaque('unit-2')}</businessUnitGuid>",
        "GetBusinessUnitByCode": "<businessUnitCode>TRE</businessUnitCode>",
        "GetBusinessUnitHierarchy": "<rootBusinessUnitGuid/><options>12</options>",
        "GetBusinessUnitsChangedSince": f"<businessUnitGUID/>{since}",
        "GetProductByGUID": f"<productGUID>{state.opaque('product-1')}</productGUID>",
        "GetProductByCode": "<productCode>B1</productCode>",
        "GetProductByCodeIncludeInactive": "<productCode>B1</productCode>",
        "UpdateProduct": entity("Product", "productInfo", "product-1"),
        "GetProductsChangedSince": since,
        "GetTravelExpenseByGUID": f"<travelExpenseGUID>{state.opaque('travel-expense-1')}</travelExpenseGUID>",
        "GetTravelExpenseByCode": "<travelExpenseCode>C1</travelExpenseCode>",
        "GetTravelExpenseByCodeIncludeInactive": "<travelExpenseCode>C1</travelExpenseCode>",
        "UpdateTravelExpense": entity("TravelExpense", "travelExpenseInfo", "travel-expense-2"),
        "GetTravelExpensesChangedSince": since,
        "GetWorkTypeByHourGUID": f"<hourGUID>{hour}</hourGUID>",
        "GetWorkTypeByGUID": f"<workTypeGUID>{state.opaque('work-type-1')}</workTypeGUID>",
        "GetWorkTypesByPhaseGUID": f"<phaseGUID>{state.opaque('phase-1')}</phaseGUID>",
        "GetAllWorkTypes": "",
        "UpdateWorkType": entity("WorkType", "workTypeInfo", "work-type-3"),
        "GetWorkTypesChangedSince": since,
        "GetCurrencyByGUID": f"<currencyGUID>{state.opaque('currency-2')}</currencyGUID>",
        "GetCurrencyByIsoCode": "<currencyIsoCode>SEK</currencyIsoCode>",
        "GetCurrencies": "",
    }


def test_every_reply_is_valid_by_the_contracts_schema(sandbox, call, schema):
    arguments = calls(sandbox)
    for operation in contract.OPERATIONS.values():
        reply = call(f"{operation.interface}.{operation.name}", arguments[operation.name])
        assert reply.status == 200, reply.body
        response = etree.fromstring(etree.tostring(reply.root.find(f"{{{SOAP}}}Body")[0]))
        assert schema.validate(response), (operation.name, schema.error_log)
        assert operation.result is None or (len(response) == 1 and (len(response[0]) or response[0].text))


def test_every_member_of_an_invoice_is_on_the_wire_in_the_contracts_order(call, sandbox, theirs):
    def members(type_name):
        found = theirs.find(f".//{XS}complexType[@name='{type_name}']")
        return [each.get("name") for each in found.iter(f"{XS}element")]

    invoices = call.waiting(sandbox).items
    for invoice in invoices:
        assert [etree.QName(each).localname for each in invoice] == members("Invoice")
        for row in invoice.iter(f"{{{ENTITIES}}}InvoiceRow"):
            assert [etree.QName(each).localname for each in row] == members("InvoiceRow")


def test_a_strict_reader_of_the_ecosystem_reads_the_service_by_its_own_wsdl(sandbox):
    zeep = pytest.importorskip("zeep")
    client = zeep.Client(f"{sandbox.soap_url}?wsdl", settings=zeep.Settings(strict=True))
    service = client.create_service(f"{{{SERVICE}}}BasicHttpBinding_IInvoice", sandbox.soap_url)
    headers = {"WebServicePassword": sandbox.soap_key}
    with client.transport.session:
        answer = service.GetInvoicesByStatus("", sandbox.waiting_status, 0, zeep.xsd.SkipValue, _soapheaders=headers)
    read = {(each["Number"], each["BusinessUnitCode"]): each["InvoiceDetails"] for each in _items(answer)}
    waiting = sandbox.state.invoices_in(sandbox.waiting_status)
    assert len(read) == len(waiting)
    for entry in waiting:
        unit = sandbox.state.units.get(entry.unit_key)
        assert read[entry.number, unit.code]["invoiceTotalVatIncludedAmount"] == entry.including_vat


def _items(answer):
    body = getattr(answer, "body", answer)
    found = getattr(body, "GetInvoicesByStatusResult", body)
    return getattr(found, "Invoice", found)
