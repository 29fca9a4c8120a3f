"""Records of Severa's REST API, by hand from its contract; numbers with a point are as the client reads them."""

from decimal import Decimal
from typing import Any

Record = dict[str, Any]


def money(amount: str | int | None, currency: str | None = "EUR", *others: Record) -> Record:
    """A ``MoneyOutputModel``; the others are its amounts in further currencies."""
    number = amount if amount is None or isinstance(amount, int) else Decimal(amount)
    return {"amount": number, "currencyCode": currency, "multiCurrencyInfo": list(others)}


def row(**members: Any) -> Record:
    """A row of two hours at 100 euro."""
    usual = {
        "guid": "row-1",
        "invoiceGuid": "invoice-1",
        "rowType": "Hours",
        "category": "Hours",
        "description": "Suunnittelua",
        "quantity": Decimal("2.0"),
        "unitPrice": money("100.0"),
        "measurementUnit": "h",
        "vatRate": Decimal("25.5"),
        "sortOrder": 1,
        "code": ["A1"],
        "hasInvoiceComment": False,
    }
    return usual | members


def invoice(**members: Any) -> Record:
    """An invoice of one such row."""
    usual = {
        "guid": "invoice-1",
        "createdDateTime": "2026-11-21T08:00:00Z",
        "number": 12345,
        "status": {"guid": "status-1", "name": "Odottaa"},
        "customer": {"guid": "customer-1", "name": "Asiakas Oy", "number": 1001},
        "date": "2026-11-21",
        "dueDate": "2026-12-05",
        "paymentTerm": 14,
        "overdueInterest": Decimal("8.0"),
        "currency": {"guid": "currency-1", "name": "Euro", "code": "EUR"},
        "currencyRate": Decimal("1.0"),
        "totalExcludingTax": money("200.0"),
        "totalTax": money("51.0"),
        "totalIncludingTax": money("251.0"),
        "workHoursTotalExcludingTax": money("200.0"),
        "isCreditNote": False,
        "invoiceNumberBusinessUnitGuid": "unit-1",
        "canBeDeleted": False,
    }
    return usual | members


def without(record: Record, *members: str) -> Record:
    return {name: value for name, value in record.items() if name not in members}
