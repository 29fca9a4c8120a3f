"""Severa's registers of SOAP in the words of the house: statuses, customers, addresses, units, products."""

from lxml import etree

from severa_maestro.errors import DataError
from severa_maestro.invoicing.invoice import BusinessUnit, RowKind
from severa_maestro.invoicing.parties import Customer, CustomerAddress, ElectronicAddress, PostalAddress
from severa_maestro.severa import record_errors
from severa_maestro.severa.formatted_text import plain_text
from severa_maestro.severa.record_errors import MemberError
from severa_maestro.severa.soap.record import Record
from severa_maestro.severa.source import InvoiceStatus, RegisterItem


def unreadable(kind: str, element: etree._Element, error: MemberError) -> DataError:
    """The error of one record that could not be read; it names the record as well as can be."""
    guid = name = ""
    try:
        record = Record(element)
        guid, name = record.text("GUID"), record.text("Name")
    except MemberError:
        pass  # it stays nameless
    return record_errors.unreadable(kind, guid=guid, name=name, reason=str(error))


def read_status(element: etree._Element) -> InvoiceStatus:
    """The status of an ``InvoiceStatus`` element."""
    record = Record(element)
    return InvoiceStatus(
        name=record.text("Name"),
        is_active=record.truth("IsActive"),
        gives_number=record.truth("HasInvoiceNumber"),
        is_read_only=record.truth("IsReadOnly"),
        is_sent=record.truth("IsSent"),
        is_paid=record.truth("IsPaid"),
    )


def read_customer(element: etree._Element) -> Customer | DataError:
    """The customer of a ``Customer`` element, without addresses: Severa keeps those apart."""
    try:
        return _customer(Record(element))
    except MemberError as error:
        return unreadable("Customer", element, error)


def _customer(record: Record) -> Customer:
    number = record.whole("Number")
    interest = record.amount("OverdueInterest")
    return Customer(
        guid=_needed_guid(record),
        number=str(number) if number else "",
        name=record.text("Name"),
        vat_number=record.text("VatNumber"),
        address_owner=record.text("CompanyGUID"),
        head_office_guid=record.text("HeadOfficeAddressGUID"),
        email=record.text("Email"),
        website=record.text("Website"),
        language=record.text("LanguageCode"),
        currency=record.text("CurrencyCode").upper(),
        payment_term_days=record.whole("PaymentTerm"),
        overdue_interest="" if interest is None else format(interest, "f"),
        electronic_address=ElectronicAddress(
            address=record.text("eInvoiceAddress"), operator=record.text("eInvoiceOperator")
        ),
        notes=plain_text(record.text("Notes")),
        is_active=record.truth("IsActive"),
        is_internal=record.truth("IsInternal"),
        is_reverse_charged=record.truth("ReverseCharge"),
    )


def read_address(element: etree._Element) -> CustomerAddress | DataError:
    """The address of an ``Address`` element; it names its customer by the company behind it."""
    try:
        return _address(Record(element))
    except MemberError as error:
        return unreadable("Address", element, error)


def _address(record: Record) -> CustomerAddress:
    lines = (record.text(name) for name in ("Addressline", "Addressline2", "Addressline3"))
    return CustomerAddress(
        guid=_needed_guid(record),
        owner=record.text("CompanyGUID"),
        address=PostalAddress(
            street="\n".join(line for line in lines if line),
            postal_code=record.text("PostalCode"),
            town=record.text("City"),
            region=record.text("CountryRegionName"),
            country=record.text("CountryName"),
            country_code=record.text("CountryCode").upper(),
        ),
        is_billing=record.truth("IsBillingAddress"),
        is_postal=record.truth("IsPostalAddress"),
    )


def read_unit(element: etree._Element) -> BusinessUnit:
    """The unit of a ``BusinessUnit`` element."""
    record = Record(element)
    return BusinessUnit(
        guid=_needed_guid(record),
        code=record.text("Code"),
        name=record.text("Name"),
        vat_number=record.text("VatNumber"),
    )


def read_product(element: etree._Element) -> RegisterItem:
    """The product of a ``Product`` element."""
    return _priced_item(Record(element), RowKind.PRODUCT)


def read_travel_expense(element: etree._Element) -> RegisterItem:
    """The travel expense of a ``TravelExpense`` element."""
    return _priced_item(Record(element), RowKind.TRAVEL)


def _priced_item(record: Record, kind: RowKind) -> RegisterItem:
    return RegisterItem(
        kind=kind,
        guid=_needed_guid(record),
        code=record.text("Code"),
        name=record.text("Name"),
        is_active=record.truth("IsActive"),
        unit=record.text("MeasurementUnit"),
        vat_rate=record.amount("VAT"),
    )


def read_work_type(element: etree._Element) -> RegisterItem:
    """The work type of a ``WorkType`` element: it has no unit and no VAT of its own."""
    record = Record(element)
    return RegisterItem(
        kind=RowKind.WORK,
        guid=_needed_guid(record),
        code=record.text("Code"),
        name=record.text("Name"),
        is_active=record.truth("IsActive"),
    )


def _needed_guid(record: Record) -> str:
    guid = record.text("GUID")
    if not guid:
        raise MemberError("GUID is missing")
    return guid
