"""The routes of Severa's REST API that the transfer uses, and what sets them apart from one another."""

from dataclasses import dataclass
from enum import Enum, auto

#: How many records a page may hold: where the contract names a maximum, and elsewhere (Severa's help pages).
SMALL_PAGE = 100
LARGE_PAGE = 1000
#: Invoices come in smaller pages: the first of them are stored before the last have been read.
INVOICE_PAGE = 200


#: What a token is good for.
Scopes = tuple[str, ...]


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
    """One route.

    Attributes:
        scope: what the token must be good for.
        page_size: how many records to ask for at once; 0: there are no pages.
        is_record: it is about one record: "not found" means that one, not the address.
        is_repeatable: to send it twice does no more than to send it once.
    """

    method: str
    path: str
    scope: str
    paging: Paging = Paging.NONE
    page_size: int = 0
    is_record: bool = False
    is_repeatable: bool = True

    @property
    def scopes(self) -> Scopes:
        """Those of the token that it is asked with: those that the work needs, and its own."""
        return SCOPES if self.scope in SCOPES else (*SCOPES, self.scope)

    @property
    def name(self) -> str:
        """How people name it."""
        return f"{self.method} {self.path}"


INVOICES_READ = "invoices:read"
INVOICES_WRITE = "invoices:write"
CUSTOMERS_READ = "customers:read"
SETTINGS_READ = "settings:read"
#: Only for setting up: a client without it transfers all the same.
SETTINGS_WRITE = "settings:write"

#: The fewest scopes that the work needs.
SCOPES: Scopes = (CUSTOMERS_READ, INVOICES_READ, INVOICES_WRITE, SETTINGS_READ)


def _tokens(path: str, scope: str, page_size: int = LARGE_PAGE, *, is_record: bool = False) -> Route:
    """A list whose pages go by token; ``is_record``: it is the list of one record, which may be gone."""
    return Route(method="GET", path=path, scope=scope, paging=Paging.TOKEN, page_size=page_size, is_record=is_record)


def _rows(path: str, scope: str, page_size: int = SMALL_PAGE, *, is_record: bool = False) -> Route:
    """A list whose pages go by row numbers."""
    return Route(method="GET", path=path, scope=scope, paging=Paging.ROWS, page_size=page_size, is_record=is_record)


def _record(path: str, scope: str) -> Route:
    return Route(method="GET", path=path, scope=scope, is_record=True)


#: Not one of the work's own: the way to all of them.
TOKEN = Route(method="POST", path="/v1/token", scope="")

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
FEES_OF_ROW = _tokens("/v1/invoicerows/{guid}/projectfees", INVOICES_READ, is_record=True)
EXPENSES_OF_ROW = _tokens("/v1/invoicerows/{guid}/projecttravelexpenses", INVOICES_READ, SMALL_PAGE, is_record=True)
HOURS_OF_ROW = _tokens("/v1/invoicerows/{guid}/workhours", INVOICES_READ, SMALL_PAGE, is_record=True)
PRODUCT = _record("/v1/products/{guid}", SETTINGS_READ)
CHANGE_PRODUCT = Route(method="PATCH", path="/v1/products/{guid}", scope=SETTINGS_WRITE, is_record=True)
MAKE_STATUS = Route(method="POST", path="/v1/invoicestatuses", scope=SETTINGS_WRITE, is_repeatable=False)
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
    FEES_OF_ROW,
    EXPENSES_OF_ROW,
    HOURS_OF_ROW,
    PRODUCT,
    CHANGE_PRODUCT,
    MAKE_STATUS,
    CONVERT_IDS,
)
