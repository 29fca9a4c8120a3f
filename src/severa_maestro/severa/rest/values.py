"""The records of Severa's REST API, as far as they are used, each member as the type that the contract gives it.

Members that nobody asks for pass. One that the work cannot do without and that is missing, or one that does not hold
what its type allows, is an error of this record alone, which names the member and shows what stood there.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from severa_maestro.invoicing.money import Money
from severa_maestro.severa.days import day_in_helsinki
from severa_maestro.severa.record_errors import MemberError

#: A double holds every decimal number of so many digits exactly (IEEE 754); further ones are the computer's noise.
_DOUBLE_DIGITS = 15
_MOST_DIGITS = 28
_SHOWN = 80

#: JSON can hold them, and no file can.
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


def _text(value: object) -> object:
    """Text without surrounding white space and with plain line breaks; null is empty."""
    if isinstance(value, str):
        whole = _HALF_A_CHARACTER.sub("\ufffd", value)
        return whole.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    return "" if value is None else value


def _amount(value: object) -> object:
    """A number, exact: with a point it was read as it stands there, and is freed of a double's noise."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("a number")  # noqa: TRY004 pydantic takes no other
    number = Decimal(value)
    if not number:
        return Decimal(0)
    if abs(number.adjusted()) >= _MOST_DIGITS:
        raise ValueError("a number of a usual size")
    _, digits, exponent = number.as_tuple()
    if len(digits) > _DOUBLE_DIGITS and isinstance(exponent, int) and exponent < 0:
        number = number.quantize(Decimal(1).scaleb(min(0, number.adjusted() - _DOUBLE_DIGITS + 1)))
    return number


def _optional_amount(value: object) -> object:
    return None if value is None else _amount(value)


def _day(value: object) -> object:
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError("a date")  # noqa: TRY004 pydantic takes no other
    try:
        return day_in_helsinki(value.strip())
    except ValueError:
        raise ValueError("a date") from None


def _moment(value: object) -> object:
    """A time; one that cannot be read is none: it only serves to save calls."""
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _truth(value: object) -> object:
    return False if value is None else value


def _records(value: object) -> object:
    return [] if value is None else value


#: What a database keeps of whole numbers; the contract says int32.
LARGEST_NUMBER = 2**63

TextValue = Annotated[str, BeforeValidator(_text)]
TruthValue = Annotated[bool, BeforeValidator(_truth)]
NeededText = Annotated[Annotated[str, Field(min_length=1)], BeforeValidator(_text)]
Amount = Annotated[Decimal, BeforeValidator(_amount)]
OptionalAmount = Annotated[Decimal | None, BeforeValidator(_optional_amount)]
Day = Annotated[date | None, BeforeValidator(_day)]
Moment = Annotated[datetime | None, BeforeValidator(_moment)]


class Values(BaseModel):
    """The members of a record."""

    model_config = ConfigDict(alias_generator=to_camel, extra="ignore", frozen=True, strict=True)

    @classmethod
    def read(cls, record: object) -> Self:
        """The record as it came out of JSON.

        Raises:
            MemberError: a member is missing, or does not hold what its type allows.
        """
        try:
            return cls.model_validate(record)
        except ValidationError as error:
            raise MemberError(_reason(error)) from None


def _reason(error: ValidationError) -> str:
    """The first member that is wrong, in a person's words."""
    first = error.errors(include_url=False, include_context=False)[0]
    place = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
    if first["type"] in ("missing", "string_too_short"):
        return f"{place} is missing"
    content = repr(first["input"])
    shown = content if len(content) <= _SHOWN else content[:_SHOWN] + "…"
    wanted = first["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    return f"{place or 'the record'} is {shown}, not {wanted}"


class Reference(Values):
    """Another record, by its id and name."""

    guid: TextValue = ""
    name: TextValue = ""
    code: TextValue = ""


class NumberedReference(Reference):
    """A customer or a project, by its number too."""

    number: int | None = None


class MoneyInCurrency(Values):
    """An amount in a further currency."""

    amount: OptionalAmount = None
    currency_code: TextValue = ""


class MoneyValues(MoneyInCurrency):
    """``MoneyOutputModel``."""

    multi_currency_info: Annotated[list[MoneyInCurrency], BeforeValidator(_records)] = []

    def in_currency(self, currency: str, place: str) -> Money:
        """The amount in the invoice's currency.

        Raises:
            MemberError: there is none.
        """
        if self.amount is not None and not self.currency_code:
            return Money(self.amount, currency)
        for each in (self, *self.multi_currency_info):
            if each.amount is not None and each.currency_code.upper() == currency:
                return Money(each.amount, currency)
        if self.amount is None:
            raise MemberError(f"{place}.amount is missing")
        raise MemberError(f"{place} is in {self.currency_code} on an invoice in {currency}")


class PlaceValues(Values):
    """An address on an invoice."""

    addressline: TextValue = ""
    postal_code: TextValue = ""
    city: TextValue = ""
    state: TextValue = ""
    country: TextValue = ""


class FreeTextValues(Values):
    """``FreeTextModel2``."""

    value: TextValue = ""
    text: TextValue = ""
    plain_text: TextValue = ""


class InvoiceValues(Values):
    """``InvoiceOutputModel``."""

    guid: NeededText
    created_date_time: Moment = None
    number: Annotated[int, Field(gt=-LARGEST_NUMBER, lt=LARGEST_NUMBER)] | None = None
    reference_number: TextValue = ""
    status: Reference | None = None
    customer: NumberedReference | None = None
    billing_customer: NumberedReference | None = None
    projects: Annotated[list[NumberedReference], BeforeValidator(_records)] = []
    date: Day
    due_date: Day = None
    payment_date: Day = None
    entry_date: Day = None
    payment_term: int | None = None
    overdue_interest: OptionalAmount = None
    our_reference: TextValue = ""
    your_reference: TextValue = ""
    currency: Reference
    currency_rate: OptionalAmount = None
    total_including_tax: MoneyValues
    total_excluding_tax: MoneyValues
    total_tax: MoneyValues
    work_hours_total_excluding_tax: MoneyValues | None = None
    project_fees_total_excluding_tax: MoneyValues | None = None
    project_travel_expenses_total_excluding_tax: MoneyValues | None = None
    flat_rates_total_excluding_tax: MoneyValues | None = None
    receiver_customer_name: TextValue = ""
    receiver_contact_name: TextValue = ""
    receiver_contact_email: TextValue = ""
    receiver_address: PlaceValues | None = None
    receiver_vat_number: TextValue = ""
    sender_name: TextValue = ""
    sender_contact_name: TextValue = ""
    sender_address: PlaceValues | None = None
    sender_vat_number: TextValue = ""
    is_credit_note: bool
    reimburse_invoice: NumberedReference | None = None
    credit_note_invoice: NumberedReference | None = None
    invoice_number_business_unit_guid: TextValue = ""
    order_number: TextValue = ""
    culture: Reference | None = None
    notes: TextValue = ""
    free_text1: FreeTextValues | None = None
    free_text2: FreeTextValues | None = None
    language: Reference | None = None


class AccountValues(Values):
    """``InvoiceRowAccountingSubModel``."""

    number: TextValue = ""
    name: TextValue = ""


class RowValues(Values):
    """``InvoiceRowOutputModel``."""

    guid: TextValue = ""
    invoice_guid: TextValue = ""
    row_type: TextValue = ""
    description: TextValue = ""
    quantity: Amount
    unit_price: MoneyValues
    measurement_unit: TextValue = ""
    vat_rate: OptionalAmount = None
    sort_order: int | None = None
    sales_account: AccountValues | None = None
    recurring_sales_account: AccountValues | None = None
    cost_center: AccountValues | None = None
    vat_account: AccountValues | None = None
    sales_receivable_account: AccountValues | None = None
    code: Annotated[list[TextValue], BeforeValidator(_records)] = []


class SettingsValues(Values):
    """``InvoiceSettingsOutputModel``."""

    is_reverse_charged: bool
    reverse_charge_description: TextValue = ""


class StatusValues(Values):
    """``InvoiceStatusModel``."""

    guid: NeededText
    name: TextValue
    is_active: bool
    has_invoice_number: bool
    is_read_only: TruthValue = False
    is_sent: TruthValue = False
    is_paid: TruthValue = False
    is_default_for_credit_note: TruthValue = False


class HeadquarterValues(Values):
    """``CustomerHeadquarterAddress``."""

    guid: TextValue = ""


class CustomerValues(Values):
    """``CustomerModel``."""

    guid: NeededText
    name: TextValue
    number: int | None = None
    is_active: bool
    is_internal: bool
    notes: TextValue = ""
    email: TextValue = ""
    website: TextValue = ""
    vat_number: TextValue = ""
    language: Reference | None = None
    currency: Reference | None = None
    headquarter_address: HeadquarterValues | None = None
    payment_term: int | None = None
    overdue_interest: OptionalAmount = None
    e_invoice_address: TextValue = ""
    e_invoice_operator: TextValue = ""


class AddressValues(Values):
    """``AddressModel``."""

    guid: NeededText
    addressline: TextValue = ""
    postal_code: TextValue = ""
    city: TextValue = ""
    is_billing_address: bool
    is_postal_address: bool
    country: Reference | None = None
    country_region: Reference | None = None
    customer: Reference | None = None


class UnitValues(Values):
    """``BusinessUnitModel``."""

    guid: NeededText
    name: TextValue
    code: TextValue = ""
    vat_number: TextValue = ""


class BankAccountValues(Values):
    """``BankAccountOutputModel``."""

    account_number: TextValue
    bic: TextValue = ""
    is_active: bool = True
    business_unit: Reference | None = None


class CountryValues(Values):
    """``CountryModel``."""

    guid: TextValue = ""
    name: TextValue = ""
    english_name: TextValue = ""
    code2: TextValue = ""


class RegisterValues(Values):
    """A product, work type or travel expense type."""

    guid: NeededText
    name: TextValue
    code: TextValue = ""
    is_active: bool | None = None
    measurement_unit: TextValue = ""
    vat_rate: OptionalAmount = None


class EventValues(Values):
    """The day of an hour, a fee or an expense behind a row."""

    event_date: Day = None


class ConversionValues(Values):
    """``GuidConversionModel``."""

    guid: TextValue = ""
    converted: TextValue = ""


def text_of(values: Any, name: str) -> str:
    """A text of a record that may not be there."""
    return "" if values is None else str(getattr(values, name))
