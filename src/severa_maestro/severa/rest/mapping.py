"""Severa's invoices of REST in the words of the house.

An invoice of which a needed member is missing or wrong becomes an ``UnreadableInvoice``: a finding on it alone.
"""

import json
import re
from collections.abc import Sequence

from severa_maestro.invoicing.invoice import (
    Accounts,
    BusinessUnit,
    CostCentre,
    Invoice,
    InvoiceRow,
    Project,
    RowKind,
    UnreadableInvoice,
)
from severa_maestro.invoicing.parties import Buyer, PostalAddress, Seller
from severa_maestro.invoicing.snapshot import digest
from severa_maestro.severa.formatted_text import plain_text
from severa_maestro.severa.record_errors import MemberError
from severa_maestro.severa.rest import rows
from severa_maestro.severa.rest.registers import Registers
from severa_maestro.severa.rest.rows import Basis, RowAmounts
from severa_maestro.severa.rest.values import (
    LARGEST_NUMBER,
    FreeTextValues,
    InvoiceValues,
    PlaceValues,
    RowValues,
    SettingsValues,
    text_of,
)

#: What SOAP tells of an invoice and REST does not, or in other words than SOAP: ``docs/reference/severa-rest.md``.
NOT_TOLD = (
    "buyer.address.country_code",
    "buyer.business_id",
    "buyer.electronic_address",
    "buyer.phone",
    "language",
    "payment_term_text",
    "purchase_order_number",
    "rows.accounts.dimensions",
    "rows.cost",
    "rows.cost_centre.guid",
    "rows.event_date",
    "rows.excluding_vat",
    "rows.including_vat",
    "rows.name",
    "rows.number",
    "rows.person",
    "rows.project",
    "rows.vat",
    "rows.vat_code",
    "seller.address.country_code",
    "seller.bank_accounts",
    "seller.business_id",
    "seller.electronic_address",
    "seller.email",
    "seller.phone",
    "title",
    "unit",
    "virtual_bar_code",
)

_CODE_SEPARATORS = re.compile(r"[,;|\n]")

_KINDS = {
    "ProjectFees": RowKind.PRODUCT,
    "Hours": RowKind.WORK,
    "TravelExpenses": RowKind.TRAVEL,
}


def read_invoice(record: object) -> InvoiceValues | UnreadableInvoice:
    """The invoice without its rows."""
    try:
        values = InvoiceValues.read(record)
        basis_of(values)
    except MemberError as error:
        return unreadable_invoice(record, str(error))
    return values


def unreadable_invoice(record: object, reason: str, *, code: str = "unreadable") -> UnreadableInvoice:
    """What is left of an invoice that cannot be used: what tells it from others, and why."""
    known = record if isinstance(record, dict) else {}
    guid, number, unit = known.get("guid"), known.get("number"), known.get("invoiceNumberBusinessUnitGuid")
    return UnreadableInvoice(
        guid=guid.replace("\x00", "").strip() if isinstance(guid, str) else "",
        number=number or None if _is_number(number) else None,
        numbering_unit=BusinessUnit(guid=unit if isinstance(unit, str) else ""),
        reason=reason,
        fingerprint=digest(json.dumps(record, sort_keys=True, default=str), reason),
        code=code,
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST_NUMBER


def unusable_invoice(values: InvoiceValues, reason: str, *, code: str = "unreadable") -> UnreadableInvoice:
    """The same for an invoice whose own members are good."""
    return unreadable_invoice(values.model_dump(by_alias=True, mode="json"), reason, code=code)


def basis_of(values: InvoiceValues) -> Basis:
    """What its rows are computed against. Raises MemberError where a total is not in the invoice's currency."""
    return rows.basis_of(values, _currency(values))


def _currency(values: InvoiceValues) -> str:
    code = values.currency.code.upper()
    if not re.fullmatch("[A-Z]{3}", code):
        raise MemberError(f"currency.code is {code!r:.80}, not a currency's three letters")
    return code


def complete_invoice(
    values: InvoiceValues, row_values: Sequence[RowValues], settings: SettingsValues | None, registers: Registers
) -> Invoice:
    """The invoice with its rows, and with its settings where those were asked for.

    Raises:
        MemberError: the rows are in another currency than the invoice.
    """
    basis = basis_of(values)
    totals = basis.totals
    is_reverse_charged = settings is not None and settings.is_reverse_charged
    in_order = sorted(row_values, key=lambda row: (row.sort_order or 0, row.guid))
    amounts = rows.row_amounts(in_order, basis, is_reverse_charged=is_reverse_charged)
    return Invoice(
        guid=values.guid,
        number=values.number or None,
        numbering_unit=BusinessUnit(guid=values.invoice_number_business_unit_guid),
        unit=BusinessUnit(),
        status=text_of(values.status, "name"),
        is_credit_note=values.is_credit_note,
        is_credited=not values.is_credit_note and bool(_other_invoice(values)),
        credits_guid=_other_invoice(values),
        invoice_date=values.date,
        due_date=values.due_date,
        entry_date=values.entry_date,
        payment_date=values.payment_date,
        currency=totals.vat.currency,
        currency_rate=values.currency_rate or None,
        totals=totals,
        rows=tuple(
            _row(number, row, each) for number, (row, each) in enumerate(zip(in_order, amounts, strict=True), 1)
        ),
        buyer=_buyer(values, registers),
        seller=_seller(values, registers),
        project=_project(values),
        reference_number=values.reference_number,
        our_reference=values.our_reference,
        your_reference=values.your_reference,
        order_number=values.order_number,
        payment_term_days=values.payment_term,
        overdue_interest=values.overdue_interest,
        is_reverse_charged=is_reverse_charged,
        reverse_charge_text=plain_text(settings.reverse_charge_description) if settings and is_reverse_charged else "",
        notes=plain_text(values.notes),
        text_before_rows=_free_text(values.free_text1),
        text_after_rows=_free_text(values.free_text2),
        language=text_of(values.language, "code") or text_of(values.culture, "code"),
        not_told=NOT_TOLD,
    )


def _other_invoice(values: InvoiceValues) -> str:
    """The other of an invoice and its credit note: the contract does not say which of its two members names it."""
    return text_of(values.reimburse_invoice, "guid") or text_of(values.credit_note_invoice, "guid")


def _row(number: int, row: RowValues, amounts: RowAmounts) -> InvoiceRow:
    return InvoiceRow(
        number=number,
        guid=row.guid,
        kind=row_kind(row),
        codes=row_codes(row.code),
        text=plain_text(row.description),
        quantity=row.quantity,
        unit=row.measurement_unit,
        unit_price=amounts.unit_price,
        excluding_vat=amounts.excluding_vat,
        vat=amounts.vat,
        including_vat=amounts.excluding_vat + amounts.vat,
        vat_rate=row.vat_rate,
        cost_centre=CostCentre(number=text_of(row.cost_center, "number"), name=text_of(row.cost_center, "name")),
        accounts=Accounts(
            sales=text_of(row.sales_account, "number"),
            recurring_sales=text_of(row.recurring_sales_account, "number"),
            receivable=text_of(row.sales_receivable_account, "number"),
            vat=text_of(row.vat_account, "number"),
        ),
    )


def row_kind(row: RowValues) -> RowKind:
    """Which of the registers a row's codes are of."""
    return _KINDS.get(row.row_type, RowKind.OTHER)


def row_codes(texts: Sequence[str]) -> tuple[str, ...]:
    """The codes of a row: one as a rule, several where hours or items of several kinds were grouped."""
    codes = (code.strip() for text in texts for code in _CODE_SEPARATORS.split(text))
    return tuple(dict.fromkeys(code for code in codes if code))


def _project(values: InvoiceValues) -> Project:
    """The first of the invoice's projects."""
    for each in values.projects:
        return Project(guid=each.guid, number=str(each.number or ""), name=each.name)
    return Project()


def _buyer(values: InvoiceValues, registers: Registers) -> Buyer:
    """The buyer as the invoice has it; who pays is its customer, not the project's."""
    payer = values.billing_customer or values.customer
    return Buyer(
        customer_guid=text_of(payer, "guid"),
        customer_number=str(payer.number) if payer and payer.number else "",
        name=values.receiver_customer_name or text_of(payer, "name"),
        vat_number=values.receiver_vat_number,
        address=_address(values.receiver_address, registers),
        contact_name=values.receiver_contact_name,
        email=values.receiver_contact_email,
    )


def _seller(values: InvoiceValues, registers: Registers) -> Seller:
    return Seller(
        name=values.sender_name,
        vat_number=values.sender_vat_number,
        address=_address(values.sender_address, registers),
        contact_name=values.sender_contact_name,
        bank_accounts=registers.bank_accounts(values.invoice_number_business_unit_guid),
    )


def _address(place: PlaceValues | None, registers: Registers) -> PostalAddress:
    if place is None:
        return PostalAddress()
    return PostalAddress(
        street=place.addressline,
        postal_code=place.postal_code,
        town=place.city,
        region=place.state,
        country=place.country,
        country_code=registers.country_code(place.country) if place.country else "",
    )


def _free_text(text: FreeTextValues | None) -> str:
    return "" if text is None else plain_text(text.value or text.text or text.plain_text)
