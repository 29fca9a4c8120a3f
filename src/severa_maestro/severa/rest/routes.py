"""The routes of Severa's REST API that the transfer uses, and what sets them apart from one another."""

from dataclasses import dataclass
from enum import Enum, auto

#: How many records a page may hold: where the contract names a maximum, and elsewhere (Severa's help pages).
SMALL_PAGE = 100
LARGE_PAGE = 1000
#: Invoices come in smaller pages: the first of them are stored before the last have been read.
INVOICE_PAGE = 200


class Paging(Enum):
    """How a route gives a long list."""

    #: All at once, or no list at all.
    NONE = auto()
    #: ``pageToken`` in the query, ``NextPageToken`` in the reply's head.
    TOKEN = auto()
    #: ``firstRow`` and ``rowCount`` in the query.
    ROWS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One route. All of them may be asked again: nothing that we send does more when it is sent twice.

    Attributes:
        scope: what the token must be good for.
        page_size: how many records to ask for at once; 0: there are no pages.
        is_record: it is about one record: "not found" means that one, not the address.
    """

    method: str
    path: str
    scope: str
    paging: Paging = Paging.NONE
    page_size: int = 0
    is_record: bool = False

    @property
    def name(self) -> str:
        """How people name it."""
        return f"{self.method} {self.path}"


INVOICES_READ = "invoices:read"
INVOICES_WRITE = "invoices:write"
CUSTOMERS_READ = "customers:read"
SETTINGS_READ = "settings:read"

#: The fewest scopes that the work needs.
SCOPES = (CUSTOMERS_READ, INVOICES_READ, INVOICES_WRITE, SETTINGS_READ)


def _tokens(path: str, scope: str, page_size: int = LARGE_PAGE, *, is_record: bool = False) -> Route:
    """A list whose pages go by token; ``is_record``: it is the list of one record, which may be gone."""
    return Route(method="GET", path=path, scope=scope, paging=Paging.TOKEN, page_size=page_size, is_record=is_record)


def _rows(path: str, scope: str, page_size: int = SMALL_PAGE, *, is_record: bool = False) -> Route:
    """A list whose pages go by row numbers."""
    return Route(method="GET", path=path, scope=scope, paging=Paging.ROWS, page_size=page_size, is_record=is_record)


def _record(path: str, scope: str) -> Route:
    return Route(method="GET", path=path, scope=scope, is_record=True)


STATUSES = _rows("/v1/invoicestatuses", SETTINGS_READ)
INVOICES = _tokens("/v1/invoices", INVOICES_READ, INVOICE_PAGE)
INVOICE = _record("/v1/invoices/{guid}", INVOICES_READ)
SET_STATUS = Route(method="PATCH", path="/v1/invoices/{guid}", scope=INVOICES_WRITE, is_record=True)
ROWS_OF_INVOICE = _tokens("/v1/invoices/{guid}/invoicerows", INVOICES_READ, SMALL_PAGE, is_record=True)
ROWS = _tokens("/v1/invoicerows", INVOICES_READ, SMALL_PAGE)
SETTINGS_OF_INVOICE = _record("/v1/invoices/{guid}/invoicesettings", INVOICES_READ)
CUSTOMERS = _tokens("/v1/customers", CUSTOMERS_READ)
CUSTOMER = _record("/v1/customers/{guid}", CUSTOMERS_READ)
ADDRESSES_OF_CUSTOMER = _rows("/v1/customers/{guid}/addresses", CUSTOMERS_READ, is_record=True)
ADDRESSES = _rows("/v1/addresses", CUSTOMERS_READ)
UNITS = _rows("/v1/businessunits", SETTINGS_READ)
BANK_ACCOUNTS = _rows("/v1/bankaccounts", SETTINGS_READ)
COUNTRIES = Route(method="GET", path="/v1/localization/countries", scope=SETTINGS_READ)
PRODUCTS = _tokens("/v1/products", SETTINGS_READ)
TRAVEL_EXPENSES = _rows("/v1/travelexpensetypes", SETTINGS_READ, LARGE_PAGE)
WORK_TYPES = _rows("/v1/worktypes", SETTINGS_READ)
CONVERT_IDS = Route(method="POST", path="/v1/guids/convert", scope=SETTINGS_READ)

ROUTES = (
    STATUSES,
    INVOICES,
    INVOICE,
    SET_STATUS,
    ROWS_OF_INVOICE,
    ROWS,
    SETTINGS_OF_INVOICE,
    CUSTOMERS,
    CUSTOMER,
    ADDRESSES_OF_CUSTOMER,
    ADDRESSES,
    UNITS,
    BANK_ACCOUNTS,
    COUNTRIES,
    PRODUCTS,
    TRAVEL_EXPENSES,
    WORK_TYPES,
    CONVERT_IDS,
)
