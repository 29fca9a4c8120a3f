"""Severa's registers of REST in the words of the house: statuses, customers, addresses, units, products."""

from severa_maestro.errors import DataError
from severa_maestro.invoicing.invoice import BusinessUnit, RowKind
from severa_maestro.invoicing.parties import Customer, CustomerAddress, ElectronicAddress, PostalAddress
from severa_maestro.severa.formatted_text import plain_text
from severa_maestro.severa.record_errors import MemberError, unreadable
from severa_maestro.severa.rest.registers import Registers
from severa_maestro.severa.rest.values import (
    AddressValues,
    CustomerValues,
    RegisterValues,
    StatusValues,
    UnitValues,
    text_of,
)
from severa_maestro.severa.source import InvoiceStatus, RegisterItem


def status(values: StatusValues) -> InvoiceStatus:
    """The status of an ``InvoiceStatusModel``."""
    return InvoiceStatus(
        name=values.name,
        is_active=values.is_active,
        gives_number=values.has_invoice_number,
        is_read_only=values.is_read_only,
        is_sent=values.is_sent,
        is_paid=values.is_paid,
        is_credit_note_default=values.is_default_for_credit_note,
    )


def unit(values: UnitValues) -> BusinessUnit:
    """The unit of a ``BusinessUnitModel``."""
    return BusinessUnit(guid=values.guid, code=values.code, name=values.name, vat_number=values.vat_number)


def register_item(kind: RowKind, values: RegisterValues) -> RegisterItem:
    """A product, work type or travel expense."""
    return RegisterItem(
        kind=kind,
        guid=values.guid,
        code=values.code,
        name=values.name,
        is_active=values.is_active is not False,
        unit=values.measurement_unit,
        vat_rate=values.vat_rate,
    )


def read_customer(record: object) -> Customer | DataError:
    """The customer of a ``CustomerModel``, without addresses: Severa keeps those apart."""
    try:
        return _customer(CustomerValues.read(record))
    except MemberError as error:
        return _unreadable("Customer", record, error)


def _customer(values: CustomerValues) -> Customer:
    return Customer(
        guid=values.guid,
        number=str(values.number) if values.number else "",
        name=values.name,
        vat_number=values.vat_number,
        address_owner=values.guid,
        head_office_guid=text_of(values.headquarter_address, "guid"),
        email=values.email,
        website=values.website,
        language=text_of(values.language, "code"),
        currency=text_of(values.currency, "code").upper(),
        payment_term_days=values.payment_term,
        overdue_interest="" if values.overdue_interest is None else format(values.overdue_interest, "f"),
        electronic_address=ElectronicAddress(address=values.e_invoice_address, operator=values.e_invoice_operator),
        notes=plain_text(values.notes),
        is_active=values.is_active,
        is_internal=values.is_internal,
    )


def read_address(record: object, registers: Registers) -> CustomerAddress | DataError:
    """The address of an ``AddressModel``; it names its customer itself."""
    try:
        return _address(AddressValues.read(record), registers)
    except MemberError as error:
        return _unreadable("Address", record, error)


def _address(values: AddressValues, registers: Registers) -> CustomerAddress:
    return CustomerAddress(
        guid=values.guid,
        owner=text_of(values.customer, "guid"),
        address=PostalAddress(
            street=values.addressline,
            postal_code=values.postal_code,
            town=values.city,
            region=text_of(values.country_region, "name"),
            country=text_of(values.country, "name"),
            country_code=_country_code(values, registers),
        ),
        is_billing=values.is_billing_address,
        is_postal=values.is_postal_address,
    )


def _country_code(values: AddressValues, registers: Registers) -> str:
    if values.country is None:
        return ""
    return registers.country_code(values.country.guid) or registers.country_code(values.country.name)


def _unreadable(kind: str, record: object, error: MemberError) -> DataError:
    known = record if isinstance(record, dict) else {}
    return unreadable(kind, guid=str(known.get("guid") or ""), name=str(known.get("name") or ""), reason=str(error))
