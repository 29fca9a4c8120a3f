"""The records of REST: what each member may hold, exactly; and what is said of one that holds something else."""

import json
import types
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic.alias_generators import to_camel

from severa_maestro.severa.record_errors import MemberError
from severa_maestro.severa.rest import values
from severa_maestro.severa.rest.values import (
    AccountValues,
    AddressValues,
    BankAccountValues,
    ConversionValues,
    CountryValues,
    CustomerValues,
    EventValues,
    FreeTextValues,
    HeadquarterValues,
    InvoiceValues,
    MoneyInCurrency,
    MoneyValues,
    NumberedReference,
    PlaceValues,
    Reference,
    RegisterValues,
    RowValues,
    SettingsValues,
    StatusValues,
    UnitValues,
    Values,
    text_of,
)
from tests.contract.checker import DOCUMENT
from tests.severa.rest_clock import CALM
from tests.severa.rest_records import Record, invoice, money, row, without


def parsed(text: str) -> object:
    """A value as the client reads it out of JSON."""
    return json.loads(text, parse_float=Decimal)


def reason_of(model: type[Values], record: object) -> str:
    with pytest.raises(MemberError) as raised:
        model.read(record)
    return str(raised.value)


# Amounts


def amount_of(text: str) -> Decimal:
    amount = MoneyValues.read({"amount": parsed(text)}).amount
    assert isinstance(amount, Decimal)
    return amount


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("0.1", "0.1"),
        ("-0.1", "-0.1"),
        ("0", "0"),
        ("-0.0", "0"),
        ("7", "7"),
        ("25.5", "25.5"),
        ("1e3", "1000"),
        ("1.5E-3", "0.0015"),
        ("1234567890123.45", "1234567890123.45"),
        ("123456789012345", "123456789012345"),
        ("1234567890123456789", "1234567890123456789"),
        ("0.000000000000001", "0.000000000000001"),
    ],
)
def test_an_amount_is_what_stands_there(text: str, exact: str) -> None:
    assert amount_of(text) == Decimal(exact)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("0.1000000000000000055511151231257827", "0.1"),
        ("0.30000000000000004", "0.3"),
        ("2.6750000000000003", "2.675"),
        ("1.0049999999999999", "1.005"),
        ("100.00000000000001", "100"),
        ("99.9999999999999", "99.9999999999999"),
        ("99.99999999999999", "100"),
        ("999.9999999999999999", "1000"),
        ("-33.333333333333336", "-33.3333333333333"),
        ("1234567.8900000001", "1234567.89"),
        ("123456789012345678.5", "123456789012345678"),
        ("1.4999999999999999e-2", "0.015"),
        ("0.000000000000000000123456789012345678", "0.000000000000000000123456789012346"),
    ],
)
def test_an_amount_is_freed_of_a_doubles_noise(text: str, meant: str) -> None:
    assert amount_of(text) == Decimal(meant)


@given(st.decimals(-(10**9), 10**9, allow_nan=False, places=4))
@CALM
def test_an_amount_comes_through_a_double_as_it_was(amount: Decimal) -> None:
    assert amount_of(repr(float(amount))) == amount
    if amount:
        assert amount_of(f"{float(amount):.30f}") == amount
    assert amount_of(format(amount, "f")) == amount


@given(st.decimals(-(10**9), 10**9, allow_nan=False, places=4), st.decimals(0, 10**4, allow_nan=False, places=2))
@CALM
def test_what_a_double_computed_comes_as_what_was_meant(amount: Decimal, other: Decimal) -> None:
    sum_of_doubles = float(amount) + float(other)
    assert abs(amount_of(repr(sum_of_doubles)) - (amount + other)) < Decimal("0.000001")


@pytest.mark.parametrize(
    "text", ["0.0", "0.0000000000000000000000000000", "0e-40", "0E+40", "-0.00000000000000000000000000000"]
)
def test_nought_is_nought_however_many_decimals_it_has(text: str) -> None:
    assert amount_of(text) == 0


NO_AMOUNTS = ["true", "false", '"12"', '"12,50"', '""', "[]", "{}", "[12]", "1e400", "1e28", "-1e99999", "1e-28"]


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_what_is_no_amount_is_refused(text: str) -> None:
    assert reason_of(MoneyValues, {"amount": parsed(text)}).startswith("amount is ")


@pytest.mark.parametrize("amount", [0.1, float("nan"), float("inf"), Decimal("NaN"), Decimal("Infinity"), 10**400])
def test_what_no_client_should_have_read_is_no_amount_either(amount: object) -> None:
    assert reason_of(MoneyValues, {"amount": amount}).startswith("amount is ")


def test_an_amount_in_a_record_is_named_with_its_place() -> None:
    record = row(unitPrice=money("1.5") | {"amount": "12,50 €"})
    assert reason_of(RowValues, record) == "unitPrice.amount is '12,50 €', not a number"


# Texts


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("  Ääkkönen \t\n", "Ääkkönen"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\r\n\r\nb", "a\n\nb"),
        ("a\x00b\x00", "ab"),
        (" \x00 ", ""),
        ("\u00a0a\u00a0", "a"),
        ("a  b", "a  b"),
        ("😀 <b>&amp;</b>", "😀 <b>&amp;</b>"),
        (None, ""),
    ],
)
def test_a_text_is_freed_of_what_surrounds_it(text: str | None, clean: str) -> None:
    assert Reference.read({"name": text}).name == clean


@given(st.text(st.characters(exclude_categories=("Cs",))))
@CALM
def test_whatever_a_text_holds_it_is_read_and_can_be_written(text: str) -> None:
    clean = Reference.read({"name": text}).name
    assert clean == Reference.read({"name": clean}).name
    assert not {"\r", "\x00"} & set(clean)
    assert clean.encode().decode() == clean
    assert "".join(clean.split()) == "".join(text.replace("\x00", "").split())


@pytest.mark.parametrize("wrong", [7, True, [], {}, Decimal("1.5")])
def test_what_is_no_text_is_refused(wrong: object) -> None:
    assert reason_of(Reference, {"name": wrong}) == f"name is {wrong!r}, not a valid string"


def test_half_a_character_is_not_passed_on_to_where_it_cannot_be_written() -> None:
    try:
        written = Reference.read({"name": parsed('"half \\ud83d"')}).name
    except MemberError as error:
        written = str(error)
    assert written.encode()


# Days and moments


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-21", date(2026, 11, 21)),
        (" 2026-11-21 ", date(2026, 11, 21)),
        ("2026-11-21T00:00:00", date(2026, 11, 21)),
        ("2026-11-21T15:30:00", date(2026, 11, 21)),
        ("2026-11-21T23:59:59.9999999", date(2026, 11, 21)),
        ("2026-11-21T22:00:00", date(2026, 11, 22)),
        ("2026-07-20T21:00:00", date(2026, 7, 21)),
        ("2026-07-20T22:00:00", date(2026, 7, 20)),
        ("2026-11-21T22:00:00Z", date(2026, 11, 22)),
        ("2026-11-21T21:59:59Z", date(2026, 11, 21)),
        ("2026-11-21T00:00:00+02:00", date(2026, 11, 21)),
        ("2026-11-21T23:30:00-05:00", date(2026, 11, 22)),
        ("2026-11-21T01:00:00+10:00", date(2026, 11, 20)),
        ("2024-02-29", date(2024, 2, 29)),
        ("0001-01-01", None),
        ("0001-01-01T00:00:00", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31", date(9999, 12, 31)),
        ("9999-12-31T23:59:59.9999999", date(9999, 12, 31)),
        ("", None),
        ("  ", None),
        (None, None),
    ],
)
def test_a_day_is_the_one_in_helsinki(text: str | None, day: date | None) -> None:
    assert InvoiceValues.read(invoice(dueDate=text)).due_date == day


@pytest.mark.parametrize(
    "wrong",
    [
        "2026-11-31",
        "2025-02-29",
        "21.11.2026",
        "2026-11-21T25:00:00",
        "2026-11-21 10:00",
        "2026-11-21T10:00",
        "20261121",
        "tomorrow",
        "9999-12-31T23:59:59Z",
        20261121,
        True,
        [],
    ],
)
def test_what_is_no_day_is_refused(wrong: object) -> None:
    assert reason_of(InvoiceValues, invoice(dueDate=wrong)) == f"dueDate is {wrong!r}, not a date"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-21T08:00:00Z", datetime(2026, 11, 21, 8, tzinfo=UTC)),
        ("2026-11-21T10:00:00+02:00", datetime(2026, 11, 21, 8, tzinfo=UTC)),
        ("2026-11-21T08:00:00.1234567Z", datetime(2026, 11, 21, 8, 0, 0, 123456, tzinfo=UTC)),
        ("2026-11-21T08:00:00", datetime(2026, 11, 21, 8)),  # noqa: DTZ001 Severa names no zone
        ("yesterday", None),
        ("2026-13-21T08:00:00Z", None),
        ("", None),
        (7, None),
        (None, None),
    ],
)
def test_a_moment_that_cannot_be_read_is_none(text: object, moment: datetime | None) -> None:
    assert InvoiceValues.read(invoice(createdDateTime=text)).created_date_time == moment


# Missing, null, and of another type


@pytest.mark.parametrize(
    ("model", "record", "reason"),
    [
        (InvoiceValues, without(invoice(), "guid"), "guid is missing"),
        (InvoiceValues, invoice(guid=None), "guid is missing"),
        (InvoiceValues, invoice(guid=" "), "guid is missing"),
        (InvoiceValues, invoice(guid=7), "guid is 7, not a valid string"),
        (InvoiceValues, without(invoice(), "isCreditNote"), "isCreditNote is missing"),
        (InvoiceValues, invoice(isCreditNote=None), "isCreditNote is None, not a valid boolean"),
        (InvoiceValues, invoice(isCreditNote="false"), "isCreditNote is 'false', not a valid boolean"),
        (InvoiceValues, invoice(isCreditNote=0), "isCreditNote is 0, not a valid boolean"),
        (InvoiceValues, without(invoice(), "date"), "date is missing"),
        (InvoiceValues, invoice(number="12345"), "number is '12345', not a valid integer"),
        (InvoiceValues, invoice(number=True), "number is True, not a valid integer"),
        (InvoiceValues, without(invoice(), "totalTax"), "totalTax is missing"),
        (InvoiceValues, invoice(customer={"number": "A1"}), "customer.number is 'A1', not a valid integer"),
        (InvoiceValues, invoice(projects=[{}, {"guid": 7}]), "projects[2].guid is 7, not a valid string"),
        (RowValues, without(row(), "quantity"), "quantity is missing"),
        (RowValues, row(quantity=None), "quantity is None, not a number"),
        (RowValues, row(quantity="2"), "quantity is '2', not a number"),
        (RowValues, row(vatRate=True), "vatRate is True, not a number"),
        (RowValues, row(code="A1"), "code is 'A1', not a valid list"),
        (RowValues, row(code=["A1", 7]), "code[2] is 7, not a valid string"),
        (RowValues, without(row(), "unitPrice"), "unitPrice is missing"),
        (StatusValues, {"name": "Odottaa"}, "guid is missing"),
        (SettingsValues, {}, "isReverseCharged is missing"),
    ],
)
def test_what_is_wrong_is_said_of_the_member(model: type[Values], record: Record, reason: str) -> None:
    assert reason_of(model, record) == reason


@pytest.mark.parametrize("record", [None, [], "text", 7, True])
def test_what_is_no_record_is_said_so(record: object) -> None:
    assert reason_of(RowValues, record).startswith(f"the record is {record!r}, not a valid dictionary")


def test_a_long_content_is_shown_shortly() -> None:
    reason = reason_of(InvoiceValues, invoice(dueDate="x" * 10_000))
    assert reason == f"dueDate is '{'x' * 79}…, not a date"


def test_where_much_is_wrong_one_member_is_named() -> None:
    assert "\n" not in reason_of(InvoiceValues, {name: [] for name in invoice()})


def test_members_that_nobody_asks_for_pass() -> None:
    read = RowValues.read(row(newOfTomorrow={"deep": [1, 2]}, unit_price="not this", invoice_guid="nor this"))
    assert read == RowValues.read(row())


def test_two_records_share_no_list() -> None:
    one, other = (RowValues.read(without(row(), "code")) for _ in range(2))
    assert one.code == other.code == []
    assert one.code is not other.code


# Every model


NEEDED: dict[type[Values], Record] = {
    Reference: {},
    NumberedReference: {},
    MoneyInCurrency: {},
    MoneyValues: {},
    PlaceValues: {},
    FreeTextValues: {},
    AccountValues: {},
    HeadquarterValues: {},
    CountryValues: {},
    ConversionValues: {},
    EventValues: {},
    InvoiceValues: {
        name: invoice()[name]
        for name in ("guid", "currency", "totalExcludingTax", "totalTax", "totalIncludingTax", "isCreditNote")
    },
    RowValues: {name: row()[name] for name in ("quantity", "unitPrice")},
    SettingsValues: {"isReverseCharged": False},
    StatusValues: {"guid": "status-1", "isActive": True, "hasInvoiceNumber": True},
    CustomerValues: {"guid": "customer-1", "isActive": True, "isInternal": False},
    AddressValues: {"guid": "address-1", "isBillingAddress": True, "isPostalAddress": False},
    UnitValues: {"guid": "unit-1"},
    BankAccountValues: {"isActive": True},
    RegisterValues: {"guid": "product-1"},
}


def test_every_model_is_looked_at() -> None:
    models = {each for each in vars(values).values() if isinstance(each, type) and issubclass(each, Values)}
    assert models - {Values} == set(NEEDED)


@pytest.mark.parametrize("model", NEEDED, ids=lambda model: model.__name__)
def test_every_model_reads_a_record_with_all_members_null_but_the_needed_ones(model: type[Values]) -> None:
    everything = {to_camel(name): None for name in model.model_fields}
    read = model.read(everything | NEEDED[model])
    for name, value in read:
        if to_camel(name) not in NEEDED[model]:
            assert value in (None, "", [], False), name


@pytest.mark.parametrize(
    ("model", "member"), [(model, member) for model, members in NEEDED.items() for member in members]
)
def test_a_needed_member_that_is_null_is_named(model: type[Values], member: str) -> None:
    record = NEEDED[model] | {"name": "", "date": None, "accountNumber": "", member: None}
    assert reason_of(model, record).startswith(f"{member} is ")


@pytest.mark.parametrize("model", NEEDED, ids=lambda model: model.__name__)
def test_a_record_that_was_read_does_not_change(model: type[Values]) -> None:
    read = model.read({to_camel(name): None for name in model.model_fields} | NEEDED[model])
    with pytest.raises(ValueError, match="frozen"):
        setattr(read, next(iter(model.model_fields)), None)


#: Which schemas of the contract each model stands for.
SCHEMAS: dict[type[Values], tuple[str, ...]] = {
    InvoiceValues: ("InvoiceOutputModel",),
    RowValues: ("InvoiceRowOutputModel",),
    SettingsValues: ("InvoiceSettingsOutputModel",),
    StatusValues: ("InvoiceStatusModel",),
    CustomerValues: ("CustomerModel",),
    AddressValues: ("AddressModel",),
    UnitValues: ("BusinessUnitModel",),
    BankAccountValues: ("BankAccountOutputModel",),
    CountryValues: ("CountryModel",),
    ConversionValues: ("GuidConversionModel",),
    EventValues: ("WorkHourOutputModel", "ProjectFeeOutputModel", "ProjectTravelExpenseOutputModel"),
    MoneyValues: ("MoneyOutputModel",),
    MoneyInCurrency: ("MultiCurrencyInfoModel",),
    FreeTextValues: ("FreeTextModel2",),
    AccountValues: ("InvoiceRowAccountingSubModel",),
    PlaceValues: ("InvoiceReceiverAddressSubModel", "InvoiceSenderAddressSubModel"),
    HeadquarterValues: ("CustomerHeadquarterAddress",),
}
KINDS = {str: "string", bool: "boolean", int: "integer", Decimal: "number", date: "string", datetime: "string"}


@cache
def schemas() -> dict[str, Any]:
    return yaml.load(DOCUMENT.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["components"]["schemas"]


@pytest.mark.parametrize(("model", "schema"), [(model, schema) for model, names in SCHEMAS.items() for schema in names])
def test_every_member_is_one_of_the_contract_and_of_its_kind(model: type[Values], schema: str) -> None:
    properties = schemas()[schema]["properties"]
    for name, member in model.model_fields.items():
        alias = to_camel(name)
        assert alias in properties, f"{schema} has no {alias}"
        kind = properties[alias].get("type")
        types_of = get_args(member.annotation) if isinstance(member.annotation, types.UnionType) else None
        known = [each for each in types_of or (member.annotation,) if each in KINDS]
        if kind in KINDS.values() and known:
            assert KINDS[known[0]] == kind, alias


# Money in the invoice's currency


def test_an_amount_in_the_invoices_currency_is_taken() -> None:
    found = MoneyValues.read(money("12.50")).in_currency("EUR", "totalTax")
    assert (found.amount, found.currency) == (Decimal("12.50"), "EUR")


@pytest.mark.parametrize("currency", ["eur", "Eur", " EUR "])
def test_a_currency_counts_however_it_is_written(currency: str) -> None:
    assert MoneyValues.read(money("1.5", currency)).in_currency("EUR", "totalTax").currency == "EUR"


@pytest.mark.parametrize("currency", ["", None])
def test_an_amount_without_a_currency_is_in_the_invoices(currency: str | None) -> None:
    found = MoneyValues.read(money("1.5", currency)).in_currency("SEK", "totalTax")
    assert (found.amount, found.currency) == (Decimal("1.5"), "SEK")


def test_an_amount_in_another_currency_is_looked_for_among_the_further_ones() -> None:
    both = money("10.0", "EUR", money("5.0", "USD"), money("113.7", "SEK"))
    found = MoneyValues.read(both).in_currency("SEK", "totalTax")
    assert (found.amount, found.currency) == (Decimal("113.7"), "SEK")


def test_the_amount_itself_goes_before_the_further_ones() -> None:
    both = money("10.0", "EUR", money("99.0", "EUR"))
    assert MoneyValues.read(both).in_currency("EUR", "totalTax").amount == Decimal("10.0")


def test_an_amount_that_is_null_is_looked_for_among_the_further_ones() -> None:
    both = money(None, "EUR", money(None, "EUR"), money("7.0", "EUR"))
    assert MoneyValues.read(both).in_currency("EUR", "totalTax").amount == Decimal("7.0")


@pytest.mark.parametrize("others", [[], [money("5.0", "USD")], [money(None, "EUR")]])
def test_an_amount_in_no_currency_of_the_invoice_is_said_so(others: list[Record]) -> None:
    with pytest.raises(MemberError, match=r"^totalTax is in SEK on an invoice in EUR$"):
        MoneyValues.read(money("10.0", "SEK", *others)).in_currency("EUR", "totalTax")


@pytest.mark.parametrize("currency", ["EUR", None])
def test_an_amount_that_is_not_there_is_not_said_to_be_in_another_currency(currency: str | None) -> None:
    with pytest.raises(MemberError) as raised:
        MoneyValues.read(money(None, currency)).in_currency("EUR", "totalTax")
    assert str(raised.value).startswith("totalTax")
    assert " on an invoice in EUR" not in str(raised.value)


def test_a_further_amount_whose_currency_is_unknown_is_not_taken_for_the_invoices() -> None:
    with pytest.raises(MemberError):
        MoneyValues.read(money("10.0", "SEK", money("5.0", None))).in_currency("EUR", "totalTax")


def test_a_text_of_what_is_not_there_is_empty() -> None:
    assert text_of(None, "guid") == ""
    assert text_of(Reference.read({"guid": "g"}), "guid") == "g"


def test_a_day_long_before_any_zone_is_told_as_it_stands() -> None:
    assert InvoiceValues.read(invoice(dueDate="0001-01-02T00:00:00")).due_date == date(1, 1, 1) + timedelta(days=1)
