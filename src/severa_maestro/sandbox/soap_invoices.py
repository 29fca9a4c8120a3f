"""The state's invoices as the contract's type: which field is which member of the SOAP API."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from severa_maestro.sandbox import catalogue
from severa_maestro.sandbox.records import (
    Invoice,
    Place,
    Row,
    Unit,
)
from severa_maestro.sandbox.shelves import Entry
from severa_maestro.sandbox.soap_writing import Rendered, render_item
from severa_maestro.sandbox.state import State

Values = dict[str, Any]
_HELSINKI = ZoneInfo("Europe/Helsinki")
_CURRENCY_KEYS = {each.code: each.key for each in catalogue.CURRENCIES}
_CURRENCY_NAMES = {each.code: each.name for each in catalogue.CURRENCIES}
#: Characters of rendered invoices that are kept for the next time.
_ROOM = 48_000_000


class SoapInvoices:
    """Turns invoices into member values; keeps rendered ones until they, or any register, change."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._rendered: dict[str, tuple[int, Rendered]] = {}
        self._size = 0
        self._registers_version = -1

    def rendered_invoice(self, entry: Entry) -> Rendered:
        """An invoice, written; from memory where nothing has changed."""
        self._forget_stale()
        version = entry.version
        kept = self._rendered.get(entry.key)
        if kept is not None and kept[0] == version:
            return kept[1]
        made = render_item("Invoice", self.invoice(self._state.invoices.invoice(entry)))
        if self._size > _ROOM:
            self._rendered.clear()
            self._size = 0
        self._rendered[entry.key] = (version, made)
        self._size += len(made.text)
        return made

    def _forget_stale(self) -> None:
        if self._registers_version != self._state.registers_version:
            self._registers_version = self._state.registers_version
            self._rendered.clear()
            self._size = 0

    def _id(self, key: str | None) -> str | None:
        return self._state.ids.of(key) if key else None

    def _ids(self, keys: tuple[str, ...]) -> list[str]:
        return [self._state.ids.of(key) for key in keys]

    def invoice(self, invoice: Invoice) -> Values:
        """``Invoice``, with everything in it."""
        state = self._state
        unit = state.units.get(invoice.unit_key)
        customer = state.customers.get(invoice.customer_key)
        sender = state.sending_unit(invoice.unit_key)
        receiver = invoice.receiver

        def day(value: date | None) -> str | None:
            return written_day(value, invoice.date_form)

        return {
            "AccountGUID": self._id(invoice.customer_key),
            "AccountName": customer.name if customer else receiver.name,
            "AccountNumber": customer.number if customer else None,
            "BusinessUnitCode": unit.code if unit else None,
            "BusinessUnitGUID": self._id(invoice.unit_key),
            "BusinessUnitName": unit.name if unit else None,
            "BuyerOrganization": self._buyer(invoice),
            "Culture": invoice.language,
            "CurrencyGUID": self._id(_CURRENCY_KEYS.get(invoice.currency)),
            "CurrencyName": _CURRENCY_NAMES.get(invoice.currency),
            "CurrencyRate": invoice.currency_rate,
            "CurrencyShortform": invoice.currency,
            "Date": day(invoice.invoice_date),
            "DueDate": day(invoice.due_date),
            "EntryDate": day(invoice.entry_date),
            "GUID": self._id(invoice.key),
            "InvoiceAllowedCaseGUIDs": self._ids(tuple(dict.fromkeys(row.project.key for row in invoice.rows))),
            "InvoiceConfig": _config(invoice),
            "InvoiceDetails": {
                "invoiceDate": day(invoice.invoice_date),
                "invoiceDueDate": day(invoice.due_date),
                "invoiceNumber": invoice.number,
                "invoiceTotalVatAmount": invoice.vat,
                "invoiceTotalVatExcludedAmount": invoice.excluding_vat,
                "invoiceTotalVatIncludedAmount": invoice.including_vat,
                "paymentTermsFreeText": invoice.payment_terms_text,
                # An integer by the contract, and not in use: 25.5 does not fit into it.
                "vatRatePercent": 25,
            },
            "InvoiceNumberingBusinessUnitGUID": self._id(invoice.numbering_unit_key),
            "InvoiceRows": [self._row(row, place, invoice, day) for place, row in enumerate(invoice.rows, start=1)],
            "InvoiceStatus": invoice.status,
            "IsCreditNote": invoice.is_credit_note,
            "IsReimbursed": invoice.is_credited,
            "IsTaxFree": invoice.is_tax_free,
            "LanguageCode": invoice.language,
            "LanguageGUID": self._id(f"language-{invoice.language}"),
            "MainCaseGUID": self._id(invoice.rows[0].project.key) if invoice.rows else None,
            "Notes": invoice.notes or None,
            "Number": invoice.number,
            "OrderNumber": invoice.order_number or None,
            "OurReference": invoice.our_reference or None,
            "OverDueInterest": invoice.overdue_interest,
            "PaymentDate": day(invoice.payment_date),
            "PaymentTerm": invoice.payment_term,
            "PoNumber": invoice.purchase_order_number or None,
            "ReceiverAddressline": receiver.place.street or None,
            "ReceiverCity": receiver.place.town or None,
            "ReceiverContactEmail": receiver.email or None,
            "ReceiverContactName": receiver.contact_name or None,
            "ReceiverCountry": receiver.place.country or None,
            "ReceiverCustomerName": receiver.name,
            "ReceiverPostalCode": receiver.place.post_code or None,
            "ReceiverVatNumber": receiver.vat_number or None,
            "ReferenceNumber": invoice.reference_number or None,
            "ReimburseInvoiceGUID": self._id(invoice.credit_pair_key),
            "SellerContact": _seller_contact(sender, invoice),
            "SellerOrganization": _seller(sender),
            "SenderAddressline": sender.place.street,
            "SenderCity": sender.place.town,
            "SenderContactName": sender.contact_name,
            "SenderCountry": sender.place.country,
            "SenderName": sender.name,
            "SenderPostalCode": sender.place.post_code,
            "SenderVatNumber": sender.vat_number,
            "TaxFreeDescription": invoice.tax_free_text or None,
            "Title": invoice.title or None,
            "YourReference": invoice.your_reference or None,
            "NotesAfterInvoiceRows": invoice.text_after_rows or None,
            "NotesBeforeInvoiceRows": invoice.text_before_rows or None,
        }

    def _buyer(self, invoice: Invoice) -> Values:
        receiver = invoice.receiver
        tells = self._state.tells_electronic_addresses
        return {
            "buyerContactPersonName": receiver.contact_name or None,
            "buyerElectronicInvoiceAddress": (receiver.e_address or None) if tells else None,
            "buyerElectronicInvoiceOperator": (receiver.e_operator or None) if tells else None,
            "buyerEmailaddressIdentifier": receiver.email or None,
            "buyerOrganisationName": receiver.name,
            "buyerOrganisationTaxCode": receiver.vat_number or None,
            "buyerPartyIdentifier": receiver.vat_number or None,
            "buyerPhoneNumberIdentifier": receiver.phone or None,
            "buyerPostalAddressDetails": _post_address(receiver.place),
        }

    def _row(self, row: Row, place: int, invoice: Invoice, day: Any) -> Values:
        centre = row.cost_centre
        currency = invoice.currency
        return {
            "CaseGUIDs": self._ids((row.project.key,)),
            "EventDate": day(row.event_date),
            "GUID": self._id(row.key),
            "HourGUIDs": self._ids(row.hour_keys),
            "ItemGUIDs": self._ids(row.item_keys),
            "MainCaseGUID": self._id(row.project.key),
            "MainCaseName": row.project.name,
            "MainCaseNumber": row.project.number,
            "MainUserFullName": row.user_name or None,
            "MainUserGUID": self._id(row.user_key),
            "PhaseGUIDs": self._ids((row.project.key.replace("case", "phase"),)),
            "ProductGUIDs": self._ids(row.article_keys) if row.kind == "product" else [],
            "TravelExpenseGUIDs": self._ids(row.article_keys) if row.kind == "travel" else [],
            "UserGUIDs": self._ids((row.user_key,)) if row.user_key else [],
            "articleIdentifier": self._state.code_of_row(row) or None,
            "articleName": row.name,
            "deliveredQuantity": row.quantity,
            "quantityUnitCode": row.unit,
            "rowAccountDimensionText": row.dimensions or None,
            "rowAmount": row.including_vat,
            "rowAmountCurrencyIdentifier": currency,
            "rowCostAmount": row.cost,
            "rowCostCenterGUID": self._id(centre.key) if centre else None,
            "rowCostCenterName": centre.name if centre else None,
            "rowCostCenterNumber": centre.number if centre else None,
            "rowFreeText": row.text,
            "rowIdentifier": row.key.removeprefix("row-"),
            "rowNumber": place,
            "rowSalesAccountNumber": row.sales_account or None,
            "rowSalesReceivableAccountNumber": row.receivable_account or None,
            "rowUnitPrice": row.unit_price,
            "rowVatAccountNumber": row.vat_account or None,
            "rowVatAmount": row.vat,
            "rowVatCode": row.vat_code or None,
            "rowVatCurrencyIdentifier": currency,
            "rowVatExcludedAmount": row.excluding_vat,
            "rowVatExcludedCurrencyIdentifier": currency,
            "rowVatRatePercent": row.vat_rate,
            "unitPriceAmount": row.unit_price,
            "unitPriceCurrencyIdentifier": currency,
        }


def written_day(day: date | None, form: str) -> str | None:
    """A day as the midnight of Helsinki: without an offset, in UTC (the day before), or with the offset."""
    if day is None:
        return None
    if form == "local":
        return f"{day.isoformat()}T00:00:00"
    midnight = datetime.combine(day, time(), tzinfo=_HELSINKI)
    if form == "offset":
        return midnight.isoformat()
    return midnight.astimezone(ZoneInfo("UTC")).replace(tzinfo=None).isoformat() + "Z"


def _post_address(place: Place) -> Values:
    return {
        "country": place.country or None,
        "countryCode": place.country_code or None,
        "postCodeIdentifier": place.post_code or None,
        "streetName": place.street or None,
        "townName": place.town or None,
    }


def _seller(unit: Unit) -> Values:
    return {
        "sellerEInvoiceAddress": unit.e_address,
        "sellerEInvoiceOperator": unit.e_operator,
        "sellerOrganisationName": unit.name,
        "sellerOrganisationTaxCode": unit.vat_number,
        "sellerPartyIdentifier": unit.business_id,
        "sellerPostalAddressDetails": _post_address(unit.place),
    }


def _seller_contact(unit: Unit, invoice: Invoice) -> Values:
    accounts = (*unit.bank_accounts, *invoice.extra_bank_accounts)
    return {
        "sellerAccountDetails": [{"sellerAccountID": each.iban, "sellerBic": each.bic} for each in accounts],
        "sellerContactPersonName": unit.contact_name,
        "sellerEmailaddressIdentifier": unit.email,
        "sellerHomeTownName": unit.place.town,
        "sellerPhoneNumber": unit.phone,
        "sellerWebaddressIdentifier": unit.website,
    }


def _config(invoice: Invoice) -> Values:
    return {
        "BillExpense": "All",
        "BillHour": "All",
        "BillProduct": "All",
        "HourItemDescriptionFormat": "[worktype] [notes]",
        "HourPrimaryGroupBy": "WorkType",
        "IsTaxFree": invoice.is_tax_free,
        "ProductItemDescriptionFormat": "[notes]",
        "ShowLogoOnInvoice": True,
        "ShowPriceExcludingVAT": True,
        "ShowQuantity": True,
        "ShowUnit": True,
        "ShowUnitPrice": True,
        "ShowVAT": True,
        "TaxFreeDescription": invoice.tax_free_text or None,
    }
