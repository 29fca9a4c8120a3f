"""The operations of Severa's SOAP API that the transfer uses, and what sets them apart from one another."""

from dataclasses import dataclass
from enum import Enum, auto

#: Namespaces of the contract (severa.wsdl).
CALLS = "http://soap.severa.com/"
RECORDS = "http://schemas.datacontract.org/2004/07/Severa.Entities.API"
LISTS = "http://schemas.microsoft.com/2003/10/Serialization/Arrays"


class Subject(Enum):
    """What an operation is about: decides what a fault of it means."""

    #: All records of a kind, those that changed, or those in a status.
    REGISTER = auto()
    #: One record, read by its guid.
    RECORD = auto()
    #: One invoice, changed by its guid.
    INVOICE = auto()
    #: One product, travel expense or work type, changed by its guid.
    ITEM = auto()


class Right(Enum):
    """Which of the rights that the API key's user needs an operation uses."""

    CUSTOMERS = auto()
    PROJECTS = auto()
    USERS = auto()
    #: To change registers: only for setting up.
    REGISTERS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation.

    Attributes:
        record: the name of the records that its reply holds; empty where it holds none.
        is_list: whether the reply holds a list of them, not one.
        is_repeatable: to send it twice does no more than to send it once.
    """

    interface: str
    name: str
    subject: Subject
    right: Right
    record: str = ""
    is_list: bool = False
    is_repeatable: bool = True

    @property
    def action(self) -> str:
        """The SOAPAction header's value."""
        return f"{CALLS}{self.interface}/{self.name}"

    @property
    def response_tag(self) -> str:
        """The element in the reply's body."""
        return f"{{{CALLS}}}{self.name}Response"

    @property
    def result_tag(self) -> str:
        """The element in the response: the list, or the one record."""
        return f"{{{CALLS}}}{self.name}Result"

    @property
    def record_tag(self) -> str:
        """The element of a record."""
        return f"{{{RECORDS}}}{self.record}" if self.is_list else self.result_tag

    @property
    def parent_tag(self) -> str:
        """The element that a record stands directly in."""
        return self.result_tag if self.is_list else self.response_tag


def _list(interface: str, name: str, record: str, right: Right) -> Operation:
    return Operation(interface=interface, name=name, record=record, right=right, subject=Subject.REGISTER, is_list=True)


def _record(interface: str, name: str, record: str, right: Right) -> Operation:
    return Operation(interface=interface, name=name, record=record, right=right, subject=Subject.RECORD)


def _update(interface: str, name: str, record: str) -> Operation:
    """Sends a whole record. Not repeated: somebody may change it in Severa between the first and the second time."""
    return Operation(
        interface=interface,
        name=name,
        record=record,
        right=Right.REGISTERS,
        subject=Subject.ITEM,
        is_repeatable=False,
    )


GET_STATUSES = _list("IInvoiceStatus", "GetAllInvoiceStatuses", "InvoiceStatus", Right.PROJECTS)
GET_INVOICES_BY_STATUS = _list("IInvoice", "GetInvoicesByStatus", "Invoice", Right.PROJECTS)
GET_INVOICES_BY_DATE = _list("IInvoice", "GetInvoicesByDateAndStatus", "Invoice", Right.PROJECTS)
GET_INVOICE = _record("IInvoice", "GetInvoiceByGUID", "Invoice", Right.PROJECTS)
GET_INVOICE_BY_NUMBER = _record("IInvoice", "GetInvoiceByNumber", "Invoice", Right.PROJECTS)
SET_STATUS = Operation(interface="IInvoice", name="SetInvoiceStatus", subject=Subject.INVOICE, right=Right.PROJECTS)
#: Repeatable because it is always sent with ignoreDuplicates.
ADD_LOG_ENTRY = Operation(
    interface="IInvoice", name="AddNewInvoiceLogEntry", subject=Subject.INVOICE, right=Right.PROJECTS
)
GET_CUSTOMERS_CHANGED = _list("ICustomer", "GetCustomersChangedSince", "Customer", Right.CUSTOMERS)
GET_ALL_CUSTOMERS = _list("ICustomer", "GetAllCustomers", "Customer", Right.CUSTOMERS)
GET_CUSTOMER = _record("ICustomer", "GetCustomerByGUID", "Customer", Right.CUSTOMERS)
GET_ADDRESSES_CHANGED = _list("IAddress", "GetAddressesChangedSince", "Address", Right.CUSTOMERS)
GET_BILLING_ADDRESS = _record("IAddress", "GetFirstAccountsBillingAddress", "Address", Right.CUSTOMERS)
GET_ADDRESS = _record("IAddress", "GetAddressByGUID", "Address", Right.CUSTOMERS)
GET_UNITS_CHANGED = _list("IBusinessUnit", "GetBusinessUnitsChangedSince", "BusinessUnit", Right.USERS)
GET_PRODUCTS_CHANGED = _list("IProduct", "GetProductsChangedSince", "Product", Right.PROJECTS)
GET_TRAVEL_EXPENSES_CHANGED = _list("IProduct", "GetTravelExpensesChangedSince", "TravelExpense", Right.PROJECTS)
GET_WORK_TYPES_CHANGED = _list("IWorkType", "GetWorkTypesChangedSince", "WorkType", Right.PROJECTS)
GET_PRODUCT = _record("IProduct", "GetProductByGUID", "Product", Right.PROJECTS)
GET_TRAVEL_EXPENSE = _record("IProduct", "GetTravelExpenseByGUID", "TravelExpense", Right.PROJECTS)
GET_WORK_TYPE = _record("IWorkType", "GetWorkTypeByGUID", "WorkType", Right.PROJECTS)
UPDATE_PRODUCT = _update("IProduct", "UpdateProduct", "Product")
UPDATE_TRAVEL_EXPENSE = _update("IProduct", "UpdateTravelExpense", "TravelExpense")
UPDATE_WORK_TYPE = _update("IWorkType", "UpdateWorkType", "WorkType")

OPERATIONS = (
    GET_STATUSES,
    GET_INVOICES_BY_STATUS,
    GET_INVOICES_BY_DATE,
    GET_INVOICE,
    GET_INVOICE_BY_NUMBER,
    SET_STATUS,
    ADD_LOG_ENTRY,
    GET_CUSTOMERS_CHANGED,
    GET_ALL_CUSTOMERS,
    GET_CUSTOMER,
    GET_ADDRESSES_CHANGED,
    GET_BILLING_ADDRESS,
    GET_ADDRESS,
    GET_UNITS_CHANGED,
    GET_PRODUCTS_CHANGED,
    GET_TRAVEL_EXPENSES_CHANGED,
    GET_WORK_TYPES_CHANGED,
    GET_PRODUCT,
    GET_TRAVEL_EXPENSE,
    GET_WORK_TYPE,
    UPDATE_PRODUCT,
    UPDATE_TRAVEL_EXPENSE,
    UPDATE_WORK_TYPE,
)
