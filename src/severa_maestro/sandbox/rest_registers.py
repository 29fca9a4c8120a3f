"""The state's registers as the contract's models: which field is which member of the REST API."""

from severa_maestro.sandbox import catalogue
from severa_maestro.sandbox.records import (
    Address,
    BankAccount,
    Customer,
    Place,
    Product,
    Status,
    TravelExpense,
    Unit,
    WorkType,
)
from severa_maestro.sandbox.rest_records import RestRecords, Values, money
from severa_maestro.sandbox.rest_texts import BANKS, COUNTRIES, LANGUAGES

_HOME_CURRENCY = catalogue.CURRENCIES[0]
_REGISTERED = {"createdBy": None, "lastUpdatedBy": None}


class RestRegisters(RestRecords):
    """Turns the records of registers into member values."""

    def status(self, status: Status) -> Values:
        """``InvoiceStatusModel``: unlike in SOAP it has an id."""
        return {
            "guid": self._id(status.key),
            "name": status.name,
            "createdDateTime": catalogue.REGISTERS_MADE,
            "lastUpdatedDateTime": None,
            **_REGISTERED,
            "isActive": status.is_active,
            "isDefault": status.is_default,
            "isReadOnly": status.is_read_only,
            "hasInvoiceNumber": status.has_invoice_number,
            "isSent": status.is_sent,
            "isWaitingPayment": status.is_waiting_payment,
            "isPaid": status.is_paid,
            "isDefaultForCreditNote": status.is_default_for_credit_notes,
            "sortOrder": status.sort_order,
        }

    def customer(self, customer: Customer) -> Values:
        """``CustomerModel``."""
        vat = customer.invoicing_vat
        tells = self._state.tells_electronic_addresses
        return {
            "guid": self._id(customer.key),
            "name": customer.name,
            "createdDateTime": customer.inserted,
            "lastUpdatedDateTime": customer.updated,
            **_REGISTERED,
            "number": customer.number,
            "isActive": customer.is_active,
            "isInternal": customer.is_internal,
            "notes": customer.notes or None,
            "email": customer.email or None,
            "website": customer.website or None,
            "vatNumber": customer.vat_number or None,
            "kvkNumber": None,
            "numberOfEmployees": None,
            "annualRevenue": None,
            "language": self._language(customer.language),
            "currency": self._currency(customer.currency),
            "owner": None,
            "industry": None,
            "headquarterAddress": self._headquarter(self._state.addresses.get(customer.head_office_key)),
            "timezone": None,
            "pricelist": None,
            "paymentTerm": customer.payment_term,
            "overdueInterest": customer.overdue_interest,
            "invoicingVat": None if vat is None else {"guid": self._id(f"vat-{vat}"), "percentage": vat, "code": None},
            "eInvoiceAddress": (customer.e_address or None) if tells else None,
            "eInvoiceOperator": (customer.e_operator or None) if tells else None,
            "organizationUnitNumber": None,
            "invoiceTemplate": None,
        }

    def _headquarter(self, address: Address | None) -> Values | None:
        if address is None:
            return None
        return {
            "guid": self._id(address.key),
            "addressline": _lines(address),
            "postalCode": address.place.post_code or None,
            "city": address.place.town or None,
            "country": address.place.country or None,
        }

    def address(self, address: Address) -> Values:
        """``AddressModel``."""
        place = address.place
        customer = self._state.customers.get(address.customer_key)
        contacts = [each for each in self._state.contacts if each.address_key == address.key]
        return {
            "createdDateTime": address.inserted,
            "lastUpdatedDateTime": address.updated,
            **_REGISTERED,
            "guid": self._id(address.key),
            "addressline": _lines(address),
            "postalCode": place.post_code or None,
            "city": place.town or None,
            "isBillingAddress": address.is_billing,
            "isPostalAddress": address.is_postal,
            "isVisitAddress": address.is_visiting,
            "phone": address.phone or None,
            "fax": None,
            "country": self._address_country(place),
            "countryRegion": None,
            "customer": {
                "name": customer.name if customer else None,
                "guid": self._id(address.customer_key),
                "number": customer.number if customer else None,
            },
            "contacts": [
                {"guid": self._id(each.key), "name": f"{each.first_name} {each.last_name}"} for each in contacts
            ],
        }

    def _address_country(self, place: Place) -> Values | None:
        if not place.country_code:
            return None
        known = COUNTRIES.get(place.country_code)
        return {
            "name": place.country or None,
            "guid": self._id(f"country-{place.country_code}"),
            "englishName": known.english_name if known else None,
            "hasRegions": "NoRegion",
        }

    def countries(self) -> list[Values]:
        """``CountryModel`` of every country that occurs."""
        places = [address.place for address in self._state.addresses] + [unit.place for unit in self._state.units]
        names = {place.country_code: place.country for place in places if place.country_code}
        return [self._country(code, name) for code, name in sorted(names.items())]

    def _country(self, code: str, name: str) -> Values:
        known = COUNTRIES.get(code)
        culture = known.culture if known else None
        return {
            "name": name or None,
            "guid": self._id(f"country-{code}"),
            "englishName": known.english_name if known else None,
            "code2": code,
            "code3": known.code3 if known else None,
            "hasRegions": "NoRegion",
            "companyRegisterUrl": None,
            "isInEU": known.is_in_eu if known else False,
            "defaultCulture": culture,
            "isRegistrationCountry": code == "FI",
            "currency": self._currency(known.currency) if known else None,
            "defaultLanguage": {"name": LANGUAGES[culture].name, "guid": self._id(f"language-{culture}")}
            if culture in LANGUAGES
            else None,
            "timezone": None,
        }

    def unit(self, unit: Unit) -> Values:
        """``BusinessUnitModel``; the company of a unit is the unit that sends its invoices."""
        company = self._state.sending_unit(unit.key)
        return {
            "guid": self._id(unit.key),
            "name": unit.name,
            "createdDateTime": unit.inserted,
            "lastUpdatedDateTime": unit.updated,
            **_REGISTERED,
            "parentGuid": self._id(unit.parent_key),
            "isActive": unit.is_active,
            "costCenter": None,
            "vatNumber": unit.vat_number or None,
            "kvkNumber": None,
            "companyGuid": self._company_id(company),
            "companyName": company.name,
            "companyBusinessUnitGuid": self._id(company.key),
            "companyCountryGuid": self._id(f"country-{company.place.country_code}"),
            "companyCurrencyGuid": self._id(_HOME_CURRENCY.key),
            "code": unit.code,
        }

    def _company_id(self, unit: Unit) -> str | None:
        return self._id(f"company-of-{unit.key}")

    def bank_accounts(self, unit: Unit) -> list[Values]:
        """``BankAccountOutputModel`` of every account of a unit."""
        return [self._bank_account(account, unit, place) for place, account in enumerate(unit.bank_accounts, start=1)]

    def _bank_account(self, account: BankAccount, unit: Unit, place: int) -> Values:
        return {
            "createdDateTime": unit.inserted,
            "lastUpdatedDateTime": unit.updated,
            **_REGISTERED,
            "guid": self._id(f"bank-account-{unit.key}-{place}"),
            "bankName": BANKS.get(account.bic, account.bic),
            "accountNumber": account.iban,
            "bic": account.bic,
            "accountNumberFormat": "Iban",
            "isActive": True,
            "businessUnit": {"guid": self._id(unit.key), "name": unit.name},
            "company": {"guid": self._company_id(unit), "name": unit.name},
        }

    def product(self, product: Product) -> Values:
        """``ProductOutputModel``."""
        return {
            "code": product.code or None,
            "unitPrice": money(product.price, _HOME_CURRENCY.code),
            "unitCost": money(product.cost, _HOME_CURRENCY.code),
            "vatRate": product.vat_rate,
            "measurementUnit": product.unit or None,
            "isActive": product.is_active,
            "productCategory": None,
            "salesAccount": None,
            "guid": self._id(product.key),
            "name": product.name,
            "createdDateTime": product.inserted,
            "lastUpdatedDateTime": product.updated,
            **_REGISTERED,
            "type": "FixedFees",
            "proposalDescription": None,
        }

    def work_type(self, work_type: WorkType) -> Values:
        """``WorkTypeOutputModel``."""
        return {
            "guid": self._id(work_type.key),
            "name": work_type.name,
            "createdDateTime": work_type.inserted,
            "lastUpdatedDateTime": work_type.updated,
            **_REGISTERED,
            "isActive": work_type.is_active,
            "isProductive": work_type.is_productive,
            "isDefault": work_type.is_default,
            "salesAccount": None,
            "code": work_type.code or None,
            "hourCost": None,
        }

    def travel_expense(self, expense: TravelExpense) -> Values:
        """``TravelExpenseTypeOutputModel``."""
        return {
            "guid": self._id(expense.key),
            "name": expense.name,
            "createdDateTime": expense.inserted,
            "lastUpdatedDateTime": expense.updated,
            **_REGISTERED,
            "isMileage": expense.unit == "km",
            "isDailyAllowance": expense.unit == "pv",
            "expenseClass": expense_class(expense),
            "purchaseVatRate": None,
            "includeTime": expense.unit == "pv",
            "costAccount": None,
            "unitCost": money(expense.price, _HOME_CURRENCY.code),
            "code": expense.code or None,
            "vatRate": expense.vat_rate,
            "measurementUnit": expense.unit or None,
            "isActive": expense.is_active,
            "productCategory": None,
            "salesAccount": None,
        }


_EXPENSE_CLASSES = {"km": "Mileage", "pv": "DailyAllowance"}


def expense_class(expense: TravelExpense) -> str:
    """``ExpensesClass`` of a travel expense."""
    return _EXPENSE_CLASSES.get(expense.unit, "OtherTravelExpense")


def _lines(address: Address) -> str | None:
    """Street and second line in one member, with a line break between them."""
    return "\n".join(line for line in (address.place.street, address.second_line) if line) or None
