"""Severa's invoices of SOAP in the words of the house.

Nothing is computed here but which of two undocumented prices fits the row's own amount. An invoice of which a needed
member is missing or wrong becomes an ``UnreadableInvoice``: a finding on it alone.
"""

import re
from decimal import Decimal

from lxml import etree

from severa_maestro.invoicing.invoice import (
    Accounts,
    BusinessUnit,
    CostCentre,
    Invoice,
    InvoiceRow,
    Project,
    RowKind,
    Totals,
    UnreadableInvoice,
)
from severa_maestro.invoicing.money import EXACT, Money
from severa_maestro.invoicing.parties import BankAccount, Buyer, ElectronicAddress, PostalAddress, Seller
from severa_maestro.invoicing.snapshot import digest
from severa_maestro.severa.formatted_text import plain_text
from severa_maestro.severa.record_errors import MemberError
from severa_maestro.severa.soap.record import Record

#: ISO 4217's code for "no currency": what an invoice gets that names none, so that the checks find it.
NO_CURRENCY = "XXX"

_CODE_SEPARATORS = re.compile(r"[,;|\n]")


def read_invoice(element: etree._Element) -> Invoice | UnreadableInvoice:
    """The invoice of an ``Invoice`` element."""
    try:
        return _invoice(Record(element))
    except MemberError as error:
        return unreadable_invoice(element, str(error))


def unreadable_invoice(element: etree._Element, reason: str) -> UnreadableInvoice:
    """What is left of an ``Invoice`` element that cannot be used: what tells it from others, and why."""
    guid, number, unit = "", None, BusinessUnit()
    try:
        record = Record(element)
        guid = record.text("GUID")
        unit = _numbering_unit(record)
        number = _invoice_number(record)
    except MemberError:
        pass  # whatever could be read before is what is known of it
    content = etree.tostring(element, method="c14n", with_tail=False).decode()
    return UnreadableInvoice(guid=guid, number=number, numbering_unit=unit, reason=reason, fingerprint=digest(content))


def _invoice(record: Record) -> Invoice:
    guid = record.text("GUID")
    details = record.record("InvoiceDetails")
    if not guid:
        raise MemberError("GUID is missing")
    if details is None:
        raise MemberError("InvoiceDetails is missing")
    currency = _currency(record)
    rows = _rows(record, currency)
    return Invoice(
        guid=guid,
        number=_invoice_number(record),
        numbering_unit=_numbering_unit(record),
        unit=_unit(record),
        status=record.text("InvoiceStatus"),
        is_credit_note=record.truth("IsCreditNote"),
        is_credited=record.truth("IsReimbursed"),
        credits_guid=record.text("ReimburseInvoiceGUID"),
        invoice_date=record.day("Date") or details.day("invoiceDate"),
        due_date=record.day("DueDate") or details.day("invoiceDueDate"),
        entry_date=record.day("EntryDate"),
        payment_date=record.day("PaymentDate"),
        currency=currency,
        currency_rate=record.amount("CurrencyRate") or None,
        totals=Totals(
            excluding_vat=Money(details.needed_amount("invoiceTotalVatExcludedAmount"), currency),
            vat=Money(details.needed_amount("invoiceTotalVatAmount"), currency),
            including_vat=Money(details.needed_amount("invoiceTotalVatIncludedAmount"), currency),
        ),
        rows=rows,
        buyer=_buyer(record),
        seller=_seller(record),
        project=_project_of_invoice(record, rows),
        reference_number=record.text("ReferenceNumber"),
        our_reference=record.text("OurReference"),
        your_reference=record.text("YourReference"),
        order_number=record.text("OrderNumber"),
        purchase_order_number=record.text("PoNumber"),
        payment_term_days=record.whole("PaymentTerm"),
        payment_term_text=details.text("paymentTermsFreeText"),
        overdue_interest=record.amount("OverDueInterest"),
        virtual_bar_code=record.text("VirtualBankBarcode"),
        is_reverse_charged=_is_reverse_charged(record),
        reverse_charge_text=_reverse_charge_text(record),
        title=record.text("Title"),
        notes=plain_text(record.text("Notes")),
        text_before_rows=plain_text(record.text("NotesBeforeInvoiceRows")),
        text_after_rows=plain_text(record.text("NotesAfterInvoiceRows")),
        language=record.text("LanguageCode") or record.text("Culture"),
    )


#: What a database keeps of whole numbers; the contract says xs:int.
_LARGEST_NUMBER = 2**63


def _invoice_number(record: Record) -> int | None:
    """The number; 0 is none, as nil is: the invoice's status gives no number."""
    number = record.whole("Number") or None
    if number is not None and abs(number) >= _LARGEST_NUMBER:
        raise MemberError(f"Number is {number:.3e}, larger than any invoice number")
    return number


def _currency(record: Record) -> str:
    code = record.text("CurrencyShortform").upper()
    if code and not re.fullmatch("[A-Z]{3}", code):
        raise MemberError(f"CurrencyShortform is {code!r:.80}, not a currency's three letters")
    return code or NO_CURRENCY


def _unit(record: Record) -> BusinessUnit:
    return BusinessUnit(
        guid=record.text("BusinessUnitGUID"),
        code=record.text("BusinessUnitCode"),
        name=record.text("BusinessUnitName"),
    )


def _numbering_unit(record: Record) -> BusinessUnit:
    """The unit whose series gave the number; its code and name are known only where it is the invoice's own."""
    unit = _unit(record)
    guid = record.text("InvoiceNumberingBusinessUnitGUID")
    return unit if guid in ("", unit.guid) else BusinessUnit(guid=guid)


def _is_reverse_charged(record: Record) -> bool:
    """Severa's IsTaxFree means reverse charge, on the invoice or in its settings."""
    settings = record.record("InvoiceConfig")
    return record.truth("IsTaxFree") or (settings is not None and settings.truth("IsTaxFree"))


def _reverse_charge_text(record: Record) -> str:
    settings = record.record("InvoiceConfig")
    text = record.text("TaxFreeDescription") or (settings.text("TaxFreeDescription") if settings else "")
    return plain_text(text) if _is_reverse_charged(record) else ""


def _project_of_invoice(record: Record, rows: tuple[InvoiceRow, ...]) -> Project:
    """The invoice's main project; its number and name stand only on the rows."""
    guid = record.text("MainCaseGUID")
    on_a_row = (row.project for row in rows if guid and row.project.guid == guid)
    return next(on_a_row, Project(guid=guid))


def _rows(record: Record, currency: str) -> tuple[InvoiceRow, ...]:
    """The rows in Severa's order, with Severa's numbers where those are good, else with their places."""
    found = list(record.records("InvoiceRows", "InvoiceRow"))
    numbers = [row.whole("rowNumber") or 0 for row in found]
    if len(set(numbers)) < len(numbers) or any(number < 1 for number in numbers):
        numbers = list(range(1, len(found) + 1))
    return tuple(_row(row, number, currency) for row, number in zip(found, numbers, strict=True))


def _row(record: Record, number: int, currency: str) -> InvoiceRow:
    own_currency = record.text("rowAmountCurrencyIdentifier").upper()
    if currency != NO_CURRENCY and re.fullmatch("[A-Z]{3}", own_currency) and own_currency != currency:
        raise MemberError(f"{record.place} is in {own_currency} on an invoice in {currency}")
    quantity = record.needed_amount("deliveredQuantity")
    excluding_vat = record.needed_amount("rowVatExcludedAmount")
    cost = record.amount("rowCostAmount")
    return InvoiceRow(
        number=number,
        guid=record.text("GUID") or record.text("rowIdentifier"),
        kind=row_kind(record),
        codes=row_codes(record.text("articleIdentifier")),
        name=record.text("articleName"),
        text=plain_text(record.text("rowFreeText")),
        quantity=quantity,
        unit=record.text("quantityUnitCode"),
        unit_price=Money(_unit_price(record, quantity, excluding_vat), currency),
        excluding_vat=Money(excluding_vat, currency),
        vat=Money(record.needed_amount("rowVatAmount"), currency),
        including_vat=Money(record.needed_amount("rowAmount"), currency),
        vat_rate=record.amount("rowVatRatePercent"),
        vat_code=record.text("rowVatCode"),
        event_date=record.day("EventDate"),
        person=record.text("MainUserFullName"),
        project=_project_of_row(record),
        cost_centre=CostCentre(
            guid=record.text("rowCostCenterGUID"),
            number=record.text("rowCostCenterNumber"),
            name=record.text("rowCostCenterName"),
        ),
        accounts=Accounts(
            sales=record.text("rowSalesAccountNumber"),
            recurring_sales=record.text("rowRecurringSalesAccountNumber"),
            receivable=record.text("rowSalesReceivableAccountNumber"),
            vat=record.text("rowVatAccountNumber"),
            dimensions=record.text("rowAccountDimensionText"),
        ),
        cost=None if cost is None else Money(cost, currency),
    )


def row_kind(record: Record) -> RowKind:
    """A row tells its kind only by what stands behind it."""
    if record.texts("HourGUIDs"):
        return RowKind.WORK
    if record.texts("TravelExpenseGUIDs"):
        return RowKind.TRAVEL
    return RowKind.PRODUCT if record.texts("ProductGUIDs") else RowKind.OTHER


def row_codes(text: str) -> tuple[str, ...]:
    """The codes of a row: one as a rule, several where hours or items of several kinds were grouped."""
    codes = (code.strip() for code in _CODE_SEPARATORS.split(text))
    return tuple(dict.fromkeys(code for code in codes if code))


def _unit_price(record: Record, quantity: Decimal, excluding_vat: Decimal) -> Decimal:
    """The price of one without VAT.

    How ``rowUnitPrice`` differs from ``unitPriceAmount`` is documented nowhere: it is the one that with the quantity
    comes nearest to the row's amount.
    """
    prices = [price for name in ("rowUnitPrice", "unitPriceAmount") if (price := record.amount(name)) is not None]
    if not prices:
        raise MemberError(f"{record.place} has neither rowUnitPrice nor unitPriceAmount")
    return min(prices, key=lambda price: abs(EXACT.subtract(EXACT.multiply(price, quantity), excluding_vat)))


def _project_of_row(record: Record) -> Project:
    number = record.whole("MainCaseNumber")
    return Project(
        guid=record.text("MainCaseGUID"),
        number="" if number is None else str(number),
        name=record.text("MainCaseName"),
    )


def _buyer(record: Record) -> Buyer:
    """The buyer: what the invoice itself says, and where it is silent, its copy of the organisation."""
    organisation = record.record("BuyerOrganization")
    number = record.whole("AccountNumber")
    return Buyer(
        customer_guid=record.text("AccountGUID"),
        customer_number=str(number) if number else "",
        name=record.text("ReceiverCustomerName")
        or _text_of(organisation, "buyerOrganisationName")
        or record.text("AccountName"),
        business_id=_text_of(organisation, "buyerPartyIdentifier"),
        vat_number=record.text("ReceiverVatNumber") or _text_of(organisation, "buyerOrganisationTaxCode"),
        address=_address(record, "Receiver", organisation and organisation.record("buyerPostalAddressDetails")),
        contact_name=record.text("ReceiverContactName") or _text_of(organisation, "buyerContactPersonName"),
        email=record.text("ReceiverContactEmail") or _text_of(organisation, "buyerEmailaddressIdentifier"),
        phone=_text_of(organisation, "buyerPhoneNumberIdentifier"),
        electronic_address=ElectronicAddress(
            address=_text_of(organisation, "buyerElectronicInvoiceAddress"),
            operator=_text_of(organisation, "buyerElectronicInvoiceOperator"),
        ),
    )


def _seller(record: Record) -> Seller:
    organisation = record.record("SellerOrganization")
    contact = record.record("SellerContact")
    return Seller(
        name=record.text("SenderName") or _text_of(organisation, "sellerOrganisationName"),
        business_id=_text_of(organisation, "sellerPartyIdentifier"),
        vat_number=record.text("SenderVatNumber") or _text_of(organisation, "sellerOrganisationTaxCode"),
        address=_address(record, "Sender", organisation and organisation.record("sellerPostalAddressDetails")),
        contact_name=record.text("SenderContactName") or _text_of(contact, "sellerContactPersonName"),
        email=_text_of(contact, "sellerEmailaddressIdentifier"),
        phone=_text_of(contact, "sellerPhoneNumber"),
        electronic_address=ElectronicAddress(
            address=_text_of(organisation, "sellerEInvoiceAddress"),
            operator=_text_of(organisation, "sellerEInvoiceOperator"),
        ),
        bank_accounts=_bank_accounts(contact),
    )


def _bank_accounts(contact: Record | None) -> tuple[BankAccount, ...]:
    if contact is None:
        return ()
    accounts = (
        BankAccount(number=account.text("sellerAccountID"), bic=account.text("sellerBic"))
        for account in contact.records("sellerAccountDetails", "InvoiceBankAccount")
    )
    return tuple(account for account in accounts if account.number)


def _address(record: Record, side: str, copy: Record | None) -> PostalAddress:
    """The address of the ``Receiver`` or ``Sender`` on the invoice; where it has none, the organisation's.

    The two are never mixed, but for the country's code, which only the organisation has.
    """
    of_organisation = PostalAddress(
        street=_text_of(copy, "streetName"),
        postal_code=_text_of(copy, "postCodeIdentifier"),
        town=_text_of(copy, "townName"),
        country=_text_of(copy, "country"),
        country_code=_text_of(copy, "countryCode").upper(),
    )
    country = record.text(f"{side}Country")
    is_same_country = country.casefold() in ("", of_organisation.country.casefold())
    own = PostalAddress(
        street=record.text(f"{side}Addressline"),
        postal_code=record.text(f"{side}PostalCode"),
        town=record.text(f"{side}City"),
        region=record.text(f"{side}State"),
        country=country or of_organisation.country,
        country_code=_country_code(country) or (of_organisation.country_code if is_same_country else ""),
    )
    return of_organisation if own.is_empty else own


def _country_code(country: str) -> str:
    """The code where the country is written as one (ISO 3166-1)."""
    return country if re.fullmatch("[A-Z]{2}", country) else ""


def _text_of(record: Record | None, name: str) -> str:
    return record.text(name) if record is not None else ""
