"""The state's invoices as the contract's models: which field is which member of the REST API.

REST has less than SOAP: no title, no purchase order number, no payment term in words, no bank accounts, and of the
rows neither totals nor amounts of VAT.
"""

from decimal import Decimal

from severa_maestro.sandbox.records import Invoice, Place, Row, Status, Unit
from severa_maestro.sandbox.rest_records import RestRecords, Values, money
from severa_maestro.sandbox.rest_texts import ACCOUNTS, LANGUAGES, without_tags

#: Row type and category of a kind of row.
_KINDS = {
    "hours": ("Hours", "Hours"),
    "product": ("ProjectFees", "ProjectFees"),
    "travel": ("TravelExpenses", "Travels"),
}


class RestInvoices(RestRecords):
    """Turns invoices and rows into member values."""

    def invoice(self, invoice: Invoice) -> Values:
        """``InvoiceOutputModel``."""
        status = next((each for each in self._state.statuses if each.name == invoice.status), None)
        return {
            "createdDateTime": invoice.inserted,
            "createdBy": None,
            "lastUpdatedDateTime": invoice.updated,
            "lastUpdatedBy": None,
            "guid": self._id(invoice.key),
            "number": invoice.number,
            "referenceNumber": invoice.reference_number or None,
            "status": self._status(status) if status else None,
            "customer": self._customer(invoice.project_customer_key or invoice.customer_key, invoice),
            "projects": self._projects(invoice),
            "date": invoice.invoice_date,
            "dueDate": invoice.due_date,
            "paymentDate": invoice.payment_date,
            "entryDate": invoice.entry_date,
            "paymentTerm": invoice.payment_term,
            "overdueInterest": invoice.overdue_interest,
            "ourReference": invoice.our_reference or None,
            "yourReference": invoice.your_reference or None,
            "currency": self._currency(invoice.currency),
            "currencyRate": invoice.currency_rate,
            **_totals(invoice),
            **_receiver(invoice),
            **_sender(self._state.sending_unit(invoice.unit_key)),
            "isCreditNote": invoice.is_credit_note,
            "reimburseInvoice": self._related(invoice) if invoice.is_credit_note else None,
            "creditNoteInvoice": None if invoice.is_credit_note else self._related(invoice),
            "invoiceNumberBusinessUnitGuid": self._id(invoice.numbering_unit_key),
            "orderNumber": invoice.order_number or None,
            "invoiceTemplate": None,
            "culture": _culture(invoice.language),
            "billingCustomer": self._customer(invoice.customer_key, invoice),
            "notes": invoice.notes or None,
            "freeText1": _free_text(invoice.text_before_rows),
            "freeText2": _free_text(invoice.text_after_rows),
            "language": self._language(invoice.language),
            "canBeDeleted": not (status and status.is_read_only),
            "workHourValueAddedTax": None,
        }

    def _status(self, status: Status) -> Values:
        return {
            "guid": self._id(status.key),
            "name": status.name,
            "isSent": status.is_sent,
            "isWaitingPayment": status.is_waiting_payment,
            "isPaid": status.is_paid,
        }

    def _customer(self, key: str, invoice: Invoice) -> Values:
        """A customer; of one who was deleted the invoice still knows the name, if it was billed to them."""
        customer = self._state.customers.get(key)
        kept_name = invoice.receiver.name if key == invoice.customer_key else None
        return {
            "name": customer.name if customer else kept_name,
            "guid": self._id(key),
            "number": customer.number if customer else None,
        }

    def _projects(self, invoice: Invoice) -> list[Values]:
        projects = {row.project.key: row.project for row in invoice.rows}
        return [
            {"name": project.name, "guid": self._id(project.key), "number": project.number}
            for project in projects.values()
        ]

    def _related(self, invoice: Invoice) -> Values | None:
        """The other one of invoice and credit note; without a number where it is not here."""
        if not invoice.credit_pair_key:
            return None
        other = self._state.invoices.entry(invoice.credit_pair_key)
        return {"guid": self._id(invoice.credit_pair_key), "number": other.number if other else None}

    def rows(self, invoice: Invoice) -> list[Values]:
        """``InvoiceRowOutputModel`` of every row."""
        return [self._row(row, place, invoice) for place, row in enumerate(invoice.rows, start=1)]

    def _row(self, row: Row, place: int, invoice: Invoice) -> Values:
        row_type, category = _KINDS[row.kind]
        centre = row.cost_centre
        return {
            "createdDateTime": invoice.inserted,
            "createdBy": None,
            "lastUpdatedDateTime": None,
            "lastUpdatedBy": None,
            "guid": self._id(row.key),
            "invoiceGuid": self._id(invoice.key),
            "rowType": row_type,
            "description": row.text,
            "quantity": row.quantity,
            "unitPrice": money(row.unit_price, invoice.currency),
            "measurementUnit": row.unit,
            "vatRate": row.vat_rate,
            "sortOrder": place,
            "salesAccount": _account(row.sales_account),
            "recurringSalesAccount": None,
            "costCenter": {"number": centre.number, "name": centre.name} if centre else None,
            "vatAccount": _account(row.vat_account),
            "salesReceivableAccount": _account(row.receivable_account),
            "category": category,
            "flatRateGuid": None,
            "hasInvoiceComment": False,
            # Codes are as somebody wrote them, with their spaces: only the commas between them are the sandbox's.
            "code": code.split(",") if (code := self._state.code_of_row(row)) else [],
        }

    def settings(self, invoice: Invoice) -> Values:
        """``InvoiceSettingsOutputModel``."""
        return {
            "createdDateTime": invoice.inserted,
            "createdBy": None,
            "lastUpdatedDateTime": invoice.updated,
            "lastUpdatedBy": None,
            "guid": self._id(invoice.key.replace("invoice", "invoice-settings")),
            "entryDate": invoice.entry_date,
            "paymentDate": invoice.payment_date,
            "isReverseCharged": invoice.is_tax_free,
            "reverseChargeDescription": invoice.tax_free_text or None,
            **_LAYOUT,
        }


def _totals(invoice: Invoice) -> Values:
    hours = [row for row in invoice.rows if row.kind == "hours"]
    sums = {
        kind: sum((row.excluding_vat for row in invoice.rows if row.kind == kind), Decimal(0))
        for kind in ("hours", "product", "travel")
    }
    return {
        "totalIncludingTax": money(invoice.including_vat, invoice.currency),
        "totalExcludingTax": money(invoice.excluding_vat, invoice.currency),
        "totalTax": money(invoice.vat, invoice.currency),
        "workHoursTotalExcludingTax": money(sums["hours"], invoice.currency),
        "projectFeesTotalExcludingTax": money(sums["product"], invoice.currency),
        "projectTravelExpensesTotalExcludingTax": money(sums["travel"], invoice.currency),
        "flatRatesTotalExcludingTax": money(Decimal(0), invoice.currency),
        "workHoursQuantity": sum((row.quantity for row in hours), Decimal(0)),
    }


def _receiver(invoice: Invoice) -> Values:
    receiver = invoice.receiver
    return {
        "receiverCustomerName": receiver.name,
        "receiverContactGuid": None,
        "receiverContactName": receiver.contact_name or None,
        "receiverContactEmail": receiver.email or None,
        "receiverAddress": _address(receiver.place),
        "receiverVatNumber": receiver.vat_number or None,
        "receiverKvkNumber": None,
    }


def _sender(unit: Unit) -> Values:
    return {
        "senderName": unit.name,
        "senderContactName": unit.contact_name or None,
        "senderContactGuid": None,
        "senderAddress": _address(unit.place),
        "senderVatNumber": unit.vat_number or None,
        "senderKvkNumber": None,
    }


def _address(place: Place) -> Values:
    return {
        "addressline": place.street or None,
        "postalCode": place.post_code or None,
        "city": place.town or None,
        "state": None,
        "country": place.country or None,
    }


def _culture(code: str) -> Values:
    found = LANGUAGES.get(code)
    return {"name": found.name if found else None, "englishName": found.english_name if found else None, "code": code}


def _free_text(text: str) -> Values | None:
    if not text:
        return None
    return {"value": text, "text": text, "plainText": without_tags(text), "allowTags": True, "tagContext": None}


def _account(number: str) -> Values | None:
    return {"number": number, "name": ACCOUNTS.get(number)} if number else None


#: How the invoice is printed: nothing of it matters to a transfer.
_LAYOUT: Values = {
    "style": "Plain",
    "showLogoAndTitle": True,
    "showFooter": True,
    "showQuantity": True,
    "showUnit": True,
    "showUnitPrice": True,
    "showValueAddedTax": True,
    "showPriceExcludingValueAddedTax": True,
    "showAttachmentQuantity": False,
    "showAttachmentUnit": False,
    "showAttachmentUnitPrice": False,
    "showAttachmentValueAddedTax": False,
    "showAttachmentPriceExcludingValueAddedTax": False,
    "workHourDescriptionFormat": "[worktype] [notes]",
    "projectTravelExpenseDescriptionFormat": "[notes]",
    "projectFeeDescriptionFormat": "[notes]",
    "workHourGrouping": "Group",
    "projectFeeGrouping": "OneByOne",
    "projectTravelExpenseGrouping": "OneByOne",
    "workHourPrimaryGroupBy": "WorkType",
    "workHourSecondaryGroupBy": None,
    "projectFeePrimaryGroupBy": None,
    "projectFeeSecondaryGroupBy": None,
    "projectTravelExpensePrimaryGroupBy": None,
    "projectTravelExpenseSecondaryGroupBy": None,
    "showCategories": False,
    "categorySortOrder": None,
    "showReferenceNumber": True,
}
