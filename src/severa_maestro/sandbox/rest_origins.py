"""What stands behind the rows of invoices, as the contract's models: hours, fees and travel expenses of projects."""

from decimal import Decimal

from severa_maestro.sandbox.records import Invoice, Row
from severa_maestro.sandbox.rest_records import RestRecords, Values, money
from severa_maestro.sandbox.rest_registers import expense_class

_CENT = Decimal("0.01")


class RestOrigins(RestRecords):
    """Turns a row into what is behind it: nothing where the row is of another kind.

    The day is the row's, the item of the register as it is now; a quantity is told of each, and adds up to the row's.
    """

    def fees(self, invoice: Invoice, row: Row) -> list[Values]:
        """``ProjectFeeOutputModel`` of every product."""
        keys = row.article_keys if row.kind == "product" else ()
        return [self._fee(invoice, row, place, key) for place, key in enumerate(keys)]

    def travel_expenses(self, invoice: Invoice, row: Row) -> list[Values]:
        """``ProjectTravelExpenseOutputModel`` of every travel expense."""
        keys = row.article_keys if row.kind == "travel" else ()
        return [self._travel_expense(invoice, row, place, key) for place, key in enumerate(keys)]

    def hours(self, invoice: Invoice, row: Row) -> list[Values]:
        """``WorkHourOutputModel`` of every hour entry."""
        keys = row.hour_keys if row.kind == "hours" else ()
        return [self._hour(invoice, row, place, key) for place, key in enumerate(keys)]

    def _fee(self, invoice: Invoice, row: Row, place: int, product_key: str) -> Values:
        product = self._state.products.get(product_key)
        return {
            **self._origin(invoice, row),
            "guid": self._item_id(row, place),
            "name": product.name if product else row.name,
            "product": {"guid": self._id(product.key), "name": product.name, "code": product.code or None}
            if product
            else None,
            "quantity": _share(row, place, len(row.article_keys)),
            "invoiceQuantity": _share(row, place, len(row.article_keys)),
            "measurementUnit": row.unit or None,
            "hasVolumePricing": False,
            "productType": "FixedFees",
            "vatRate": row.vat_rate,
            "displayPeriodStartDate": None,
            "costCenter": None,
            "salesAccount": None,
            "billingSchedule": "Immediately",
            "plannedBillingDate": None,
            "billingDependencyPhase": None,
            "isRecurrenceRule": False,
            "recurrenceRuleGuid": None,
        }

    def _travel_expense(self, invoice: Invoice, row: Row, place: int, expense_key: str) -> Values:
        origin = self._origin(invoice, row)
        expense = self._state.travel_expenses.get(expense_key)
        return {
            **origin,
            "guid": self._item_id(row, place),
            "project": {**origin["project"], "isInternal": False, "number": row.project.number},
            "customer": {"guid": origin["customer"]["guid"], "name": origin["customer"]["name"]},
            "travelExpense": {
                "guid": self._id(expense.key),
                "name": expense.name,
                "expenseClass": expense_class(expense),
                "includeTime": expense.unit == "pv",
                "code": expense.code or None,
            }
            if expense
            else None,
            "unitCostExcludingPurchaseVat": None,
            "quantity": _share(row, place, len(row.article_keys)),
            "invoiceQuantity": _share(row, place, len(row.article_keys)),
            "measurementUnit": row.unit or None,
            "vatRate": row.vat_rate,
            "purchaseVatRate": None,
            "travelStartTime": None,
            "travelEndTime": None,
            "travelReimbursementRequired": False,
            "travelReimbursement": None,
            "billingSchedule": "Immediately",
            "plannedBillingDate": None,
            "billingDependencyPhase": None,
            "costAccount": None,
            "costCenter": None,
            "salesAccount": None,
            "attachmentCount": 0,
        }

    def _hour(self, invoice: Invoice, row: Row, place: int, hour_key: str) -> Values:
        origin = self._origin(invoice, row)
        work_type = self._state.work_type_of_hour(hour_key)
        user = origin["user"]
        return {
            **origin,
            "guid": self._id(hour_key),
            "project": {**origin["project"], "number": row.project.number, "isClosed": False},
            "phase": {**origin["phase"], "isCompleted": False, "isLocked": False},
            "user": {"guid": user["guid"], "code": None, "name": user["name"], "firstName": None, "lastName": None}
            if user
            else None,
            "workType": {"guid": self._id(work_type.key), "name": work_type.name, "code": work_type.code or None}
            if work_type
            else None,
            "quantity": _share(row, place, len(row.hour_keys)),
            "invoiceQuantity": _share(row, place, len(row.hour_keys)),
            "plannedInvoiceQuantity": None,
            "billableStatus": "Billable",
            "isProductive": True,
            "isApproved": True,
            "isModifiable": False,
            "overtime": None,
            "startTime": None,
            "endTime": None,
        }

    def _origin(self, invoice: Invoice, row: Row) -> Values:
        """What the three models have in common."""
        customer = self._state.customers.get(row.project.customer_key)
        return {
            "createdDateTime": invoice.inserted,
            "createdBy": None,
            "lastUpdatedDateTime": None,
            "lastUpdatedBy": None,
            "eventDate": row.event_date,
            "project": {"guid": self._id(row.project.key), "name": row.project.name, "companyGuid": None},
            "phase": {"guid": self._id(row.project.key.replace("case", "phase")), "name": row.project.name},
            "customer": {
                "guid": self._id(row.project.customer_key),
                "name": customer.name if customer else None,
                "number": customer.number if customer else None,
            },
            "user": {"guid": self._id(row.user_key), "code": None, "name": row.user_name, "companyGuid": None}
            if row.user_key
            else None,
            "description": row.text or None,
            "unitPrice": money(row.unit_price, invoice.currency),
            "unitCost": None,
            "isBillable": True,
            "invoice": {
                "guid": self._id(invoice.key),
                "date": invoice.invoice_date,
                "number": invoice.number,
            },
            "invoiceRowGuid": self._id(row.key),
            "invoiceRowDescription": row.text or None,
            "invoiceRowComment": None,
        }

    def _item_id(self, row: Row, place: int) -> str | None:
        """The id of what SOAP calls an item: of the first it is the same record's."""
        return self._id(row.key.replace("row", "item") + (f".{place}" if place else ""))


def _share(row: Row, place: int, count: int) -> Decimal:
    """How much of the row's quantity is one entry's: the same of all but the first, which takes the rest."""
    each = (row.quantity / count).quantize(_CENT)
    return each if place else row.quantity - each * (count - 1)
