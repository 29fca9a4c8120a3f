"""The state's registers as the contract's types: which field is which member of the SOAP API."""

from decimal import Decimal
from typing import Any

from severa_maestro.sandbox import catalogue
from severa_maestro.sandbox.records import (
    Address,
    Contact,
    Currency,
    Customer,
    Product,
    Status,
    TravelExpense,
    Unit,
    WorkType,
)
from severa_maestro.sandbox.state import State

Values = dict[str, Any]
_CURRENCY_KEYS = {each.code: each.key for each in catalogue.CURRENCIES}


class SoapRegisters:
    """Turns the records of registers into member values."""

    def __init__(self, state: State) -> None:
        self._state = state

    def _id(self, key: str | None) -> str | None:
        return self._state.ids.of(key) if key else None

    def _newer(self, key: str) -> Values:
        """The member that is newer than the contract, where there is one."""
        return {"Zone": self._state.zone_of(key)} if self._state.newer_members else {}

    def customer(self, customer: Customer) -> Values:
        """``Customer``; its e-invoice address only where the organisation lets it be told."""
        tells = self._state.tells_electronic_addresses
        return {
            "AccountGroupGUIDs": [],
            "CompanyGUID": self._id(customer.company_key),
            "CurrencyCode": customer.currency,
            "CurrencyGUID": self._id(_CURRENCY_KEYS.get(customer.currency)),
            "Email": customer.email or None,
            "GUID": self._id(customer.key),
            "HeadOfficeAddressGUID": self._id(customer.head_office_key),
            "InsertTS": customer.inserted,
            "InvoicingVat": customer.invoicing_vat,
            "IsActive": customer.is_active,
            "IsInternal": customer.is_internal,
            "LanguageCode": customer.language,
            "LanguageGUID": self._id(f"language-{customer.language}"),
            "Name": customer.name,
            "Notes": customer.notes or None,
            "Number": customer.number,
            "OverdueInterest": customer.overdue_interest,
            "PaymentTerm": customer.payment_term,
            "ReverseCharge": customer.is_reverse_charged,
            "UpdatedTS": customer.updated,
            "VatNumber": customer.vat_number or None,
            "Website": customer.website or None,
            "eInvoiceAddress": (customer.e_address or None) if tells else None,
            "eInvoiceOperator": (customer.e_operator or None) if tells else None,
        }

    def address(self, address: Address) -> Values:
        """``Address``: whose it is is told by the company, not by the account."""
        place = address.place
        return {
            "Addressline": place.street or None,
            "Addressline2": address.second_line or None,
            "City": place.town or None,
            "CompanyGUID": self._id(address.company_key),
            "CountryCode": place.country_code or None,
            "CountryGUID": self._id(f"country-{place.country_code}") if place.country_code else None,
            "CountryName": place.country or None,
            "GUID": self._id(address.key),
            "IsBillingAddress": address.is_billing,
            "IsPostalAddress": address.is_postal,
            "IsVisitAddress": address.is_visiting,
            "Phone": address.phone or None,
            "PostalCode": place.post_code or None,
        }

    def contact(self, contact: Contact) -> Values:
        """``Contact``."""
        ways = (("EmailAddress", "Sähköposti", contact.email), ("MobilePhone", "Matkapuhelin", contact.phone))
        return {
            "AccountGUID": self._id(contact.customer_key),
            "AddressGUID": self._id(contact.address_key),
            "CommunicationMethods": [
                {"Name": name, "Type": kind, "Value": value} for kind, name, value in ways if value
            ],
            "FirstName": contact.first_name,
            "GUID": self._id(contact.key),
            "IsActive": contact.is_active,
            "JobTitle": contact.title or None,
            "Keywords": [],
            "LastName": contact.last_name,
        }

    def unit(self, unit: Unit) -> Values:
        """``BusinessUnit``."""
        return {
            "Code": unit.code,
            "CurrencyCode": "EUR",
            "CurrencyGUID": self._id(_CURRENCY_KEYS["EUR"]),
            "FormattingCulture": "fi-FI",
            "GUID": self._id(unit.key),
            "InsertTS": unit.inserted,
            "IsActive": unit.is_active,
            "LanguageCode": "fi-FI",
            "LanguageGUID": self._id("language-fi-FI"),
            "Name": unit.name,
            "NextInvoiceNumber": unit.next_number,
            "OverDueInterest": Decimal("11.5"),
            "ParentBusinessUnitGUID": self._id(unit.parent_key),
            "PaymentTerm": 14,
            "UpdatedTS": unit.updated,
            "VatNumber": unit.vat_number or None,
        }

    def product(self, product: Product) -> Values:
        """``Product``."""
        return {
            "Code": product.code or None,
            "GUID": self._id(product.key),
            "IsActive": product.is_active,
            "MeasurementUnit": product.unit or None,
            "Name": product.name or None,
            "Type": "Product",
            "UnitCost": product.cost,
            "UnitPrice": product.price,
            "VAT": product.vat_rate,
            **self._newer(product.key),
        }

    def travel_expense(self, expense: TravelExpense) -> Values:
        """``TravelExpense``."""
        return {
            "Code": expense.code or None,
            "GUID": self._id(expense.key),
            "IsActive": expense.is_active,
            "MeasurementUnit": expense.unit or None,
            "Name": expense.name or None,
            "Type": "TravelExpense",
            "UnitPrice": expense.price,
            "VAT": expense.vat_rate,
            **self._newer(expense.key),
            "CostCurrencyGUID": self._id(_CURRENCY_KEYS["EUR"]),
        }

    def work_type(self, work_type: WorkType) -> Values:
        """``WorkType``."""
        return {
            "Code": work_type.code or None,
            "GUID": self._id(work_type.key),
            "IsActive": work_type.is_active,
            "IsDefault": work_type.is_default,
            "IsProductive": work_type.is_productive,
            "Name": work_type.name or None,
            **self._newer(work_type.key),
        }

    def currency(self, currency: Currency) -> Values:
        """``Currency``."""
        return {
            "GUID": self._id(currency.key),
            "IsActive": currency.is_active,
            "IsoCode": currency.code,
            "Rate": currency.rate,
            "Symbol": currency.symbol,
        }

    @staticmethod
    def status(status: Status) -> Values:
        """``InvoiceStatus``: in SOAP it has no id, its name is its identity."""
        return {
            "Description": status.description or None,
            "HasInvoiceNumber": status.has_invoice_number,
            "IsActive": status.is_active,
            "IsDefault": status.is_default,
            "IsPaid": status.is_paid,
            "IsReadOnly": status.is_read_only,
            "IsSent": status.is_sent,
            "IsWaitingPayment": status.is_waiting_payment,
            "Name": status.name,
            "SortOrder": status.sort_order,
        }
