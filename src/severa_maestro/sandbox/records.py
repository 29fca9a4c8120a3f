"""What a Severa holds, in the sandbox's own words.

The records know neither SOAP nor REST: each way of speaking renders them in its own form. They are frozen; a change
puts a new record in the place of the old one. ``key`` is the sandbox's plain name of a record, such as
``invoice-17``; what the world sees instead is an opaque id (``opaque_ids``).
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A postal address."""

    street: str = ""
    post_code: str = ""
    town: str = ""
    country: str = ""
    country_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAccount:
    """A bank account of the seller."""

    iban: str
    bic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """An invoice status (Severa's Settings > Invoicing > Invoice statuses); its name is its identity in SOAP."""

    key: str
    name: str
    description: str = ""
    has_invoice_number: bool = False
    is_active: bool = True
    is_default: bool = False
    is_paid: bool = False
    is_read_only: bool = False
    is_sent: bool = False
    is_waiting_payment: bool = False
    is_default_for_credit_notes: bool = False
    sort_order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A business unit; one with a VAT number of its own has its own number series and sends its own invoices."""

    key: str
    code: str
    name: str
    parent_key: str = ""
    business_id: str = ""
    vat_number: str = ""
    next_number: int | None = None
    place: Place = Place()
    contact_name: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    e_address: str = ""
    e_operator: str = ""
    bank_accounts: tuple[BankAccount, ...] = ()
    is_active: bool = True
    inserted: datetime
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A customer: Severa's account and company together. Its key is that of the account."""

    key: str
    company_key: str
    head_office_key: str = ""
    number: int | None
    name: str
    vat_number: str = ""
    email: str = ""
    website: str = ""
    currency: str = "EUR"
    language: str = "fi-FI"
    payment_term: int | None = 14
    overdue_interest: Decimal | None = None
    invoicing_vat: Decimal | None = None
    is_reverse_charged: bool = False
    reverse_charge_text: str = ""
    is_active: bool = True
    is_internal: bool = False
    e_address: str = ""
    e_operator: str = ""
    notes: str = ""
    inserted: datetime
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address on a customer's card."""

    key: str
    customer_key: str
    company_key: str
    place: Place
    second_line: str = ""
    phone: str = ""
    is_billing: bool = False
    is_postal: bool = False
    is_visiting: bool = False
    inserted: datetime
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person at a customer."""

    key: str
    customer_key: str
    address_key: str
    first_name: str
    last_name: str
    title: str = ""
    email: str = ""
    phone: str = ""
    is_active: bool = True
    inserted: datetime
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """An entry of the product register; its code is what Maestro's product must be called.

    Price, cost and VAT rate are None, and texts are empty, where somebody has emptied them.
    """

    key: str
    code: str
    name: str
    unit: str
    price: Decimal | None
    cost: Decimal | None
    vat_rate: Decimal | None
    is_active: bool = True
    inserted: datetime
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelExpense:
    """An entry of the travel expense register; what is empty is like a product's."""

    key: str
    code: str
    name: str
    unit: str
    price: Decimal | None
    vat_rate: Decimal | None
    is_active: bool = True
    inserted: datetime
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkType:
    """An entry of the work type register (työlaji)."""

    key: str
    code: str
    name: str
    is_active: bool = True
    is_default: bool = False
    is_productive: bool = True
    inserted: datetime
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """A currency; the rate is how many of it one euro buys."""

    key: str
    code: str
    symbol: str
    name: str
    rate: Decimal
    is_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CostCentre:
    """A cost centre (kustannuspaikka)."""

    key: str
    number: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project (SOAP: case) and whose it is."""

    key: str
    number: int
    name: str
    customer_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of an invoice; amounts are in the invoice's currency and after any discount.

    Attributes:
        kind: ``hours``, ``product`` or ``travel``.
        code: as somebody wrote it in the register: perhaps empty, perhaps several with commas between them.
        article_keys: which products or travel expenses are behind the row.
        hour_keys: which hour entries are behind the row; ``hour-1.2.3@w4`` was done as ``work-type-4``.
        excluding_vat: the row without VAT.
        including_vat: the row with VAT.
        vat_rate: per cent; None where Severa would give none.
    """

    key: str
    kind: str
    code: str
    name: str
    text: str = ""
    quantity: Decimal
    unit: str
    unit_price: Decimal
    excluding_vat: Decimal
    vat: Decimal
    including_vat: Decimal
    vat_rate: Decimal | None
    event_date: date
    hour_keys: tuple[str, ...] = ()
    item_keys: tuple[str, ...] = ()
    article_keys: tuple[str, ...] = ()
    project: Project
    user_key: str = ""
    user_name: str = ""
    cost: Decimal = Decimal(0)
    cost_centre: CostCentre | None = None
    sales_account: str = ""
    receivable_account: str = ""
    vat_account: str = ""
    vat_code: str = ""
    dimensions: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """The buyer as the invoice itself keeps it: a copy, which later changes of the customer do not touch."""

    name: str
    vat_number: str = ""
    place: Place = Place()
    contact_name: str = ""
    email: str = ""
    phone: str = ""
    e_address: str = ""
    e_operator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """A sales invoice or a credit note.

    Attributes:
        number: None while its status gives no number.
        unit_key: the business unit it belongs to.
        numbering_unit_key: the unit whose series gives the number.
        customer_key: the customer who is billed, and in whose sales ledger account it stands.
        project_customer_key: the customer of the project, where it is another.
        date_form: how its dates go out: ``local`` (no offset), ``utc`` (``Z``) or ``offset`` (``+02:00``).
        credit_pair_key: the other invoice of a pair of invoice and credit note; may name one that is not here.
        extra_bank_accounts: accounts beside those of the unit.
        excluding_vat: Severa's own total; the rows may add up to something else.
        hard_case: the name of the hard case it stands for, or empty.
        expected: what a right transfer does with it: ``transferred``, ``blocked`` or ``untouched``.
        fallback_rows: how many of its rows belong on Maestro's fallback product A/0.
    """

    key: str
    number: int | None
    status: str
    unit_key: str
    numbering_unit_key: str
    customer_key: str
    project_customer_key: str = ""
    currency: str = "EUR"
    currency_rate: Decimal = Decimal(1)
    invoice_date: date
    due_date: date
    entry_date: date | None = None
    payment_date: date | None = None
    date_form: str = "local"
    language: str = "fi-FI"
    is_credit_note: bool = False
    is_credited: bool = False
    credit_pair_key: str = ""
    is_tax_free: bool = False
    tax_free_text: str = ""
    title: str = ""
    notes: str = ""
    text_before_rows: str = ""
    text_after_rows: str = ""
    order_number: str = ""
    purchase_order_number: str = ""
    our_reference: str = ""
    your_reference: str = ""
    reference_number: str = ""
    payment_term: int = 14
    payment_terms_text: str = ""
    overdue_interest: Decimal = Decimal("11.5")
    receiver: Receiver
    extra_bank_accounts: tuple[BankAccount, ...] = ()
    rows: tuple[Row, ...] = ()
    excluding_vat: Decimal
    vat: Decimal
    including_vat: Decimal
    inserted: datetime
    updated: datetime
    hard_case: str = ""
    expected: str = "transferred"
    fallback_rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """A line in the action history of an invoice."""

    key: str
    invoice_key: str
    context: str
    text: str
    source: str
    time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MaestroProduct:
    """A product of the Maestro that fits the data; its key is its code, such as ``B12``."""

    key: str
    name: str
    unit: str
    vat_rate: Decimal | None
    is_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is right for an item of a long register.

    Attributes:
        key: that of the product, travel expense or work type.
        right_code: the code of its product in Maestro; ``A0`` where Maestro has none that is right.
        is_gap: whether its code does not lead to an active product.
        use: how often ordinary invoices have it, beside the others; 0 for never.
    """

    key: str
    right_code: str
    is_gap: bool
    use: int
