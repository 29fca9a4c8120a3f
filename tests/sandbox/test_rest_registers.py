"""Customers, addresses and registers over REST."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from severa_maestro.sandbox.rest_query import Query
from tests.sandbox.rest_caller import RestCaller, error_type, escaped, every_page, exact


def by_name(items: list[Any]) -> dict[str, Any]:
    return {each["name"]: each for each in items}


def test_statuses_have_ids_and_what_they_mean(reader: RestCaller) -> None:
    found = by_name(exact(reader.get("/v1/invoicestatuses")))
    assert len(found) == 6
    waiting = found[reader.sandbox.waiting_status]
    assert waiting["guid"] == reader.status_guid(reader.sandbox.waiting_status)
    assert (waiting["hasInvoiceNumber"], waiting["isDefaultForCreditNote"], waiting["isPaid"]) == (True, True, False)
    assert found["Maksettu"]["isPaid"]
    assert not found["Lähetetty vanhaan järjestelmään"]["isActive"]
    assert len(reader.get("/v1/invoicestatuses", active="true").json()) == 5
    assert len(reader.get("/v1/invoicestatuses", active="false").json()) == 1
    assert error_type(reader.get("/v1/invoicestatuses", active="perhaps")) == "InvalidParameter"


def test_a_renamed_status_keeps_its_id(rest: RestCaller) -> None:
    guid = rest.status_guid("Hyväksytty")
    rest.sandbox.state.rename_status("Hyväksytty", "Tarkastettu")
    assert by_name(rest.get("/v1/invoicestatuses").json())["Tarkastettu"]["guid"] == guid


def test_customers_carry_what_the_state_knows(reader: RestCaller) -> None:
    state = reader.sandbox.state
    found = {each["guid"]: each for each in exact(reader.get("/v1/customers", rowCount=1000))}
    assert len(found) == len(state.customers)
    for customer in state.customers:
        each = found[state.rest_opaque(customer.key)]
        assert (each["number"], each["name"], each["isActive"]) == (customer.number, customer.name, customer.is_active)
        assert (each["language"]["code"], each["currency"]["code"]) == (customer.language, customer.currency)
        assert (each["vatNumber"] or "", each["email"] or "") == (customer.vat_number, customer.email)
        assert (each["eInvoiceAddress"] or "", each["eInvoiceOperator"] or "") == (
            customer.e_address,
            customer.e_operator,
        )
        assert (each["paymentTerm"], each["overdueInterest"]) == (customer.payment_term, customer.overdue_interest)
        place = state.address_of(customer.key).place
        assert (each["headquarterAddress"]["city"], each["headquarterAddress"]["country"]) == (
            place.town,
            place.country,
        )


def test_inactive_customers_come_too_unless_active_ones_are_asked_for(reader: RestCaller) -> None:
    state = reader.sandbox.state
    inactive = {each.name for each in state.customers if not each.is_active}
    assert inactive
    assert inactive <= set(by_name(reader.get("/v1/customers", rowCount=1000).json()))
    assert not inactive & set(by_name(reader.get("/v1/customers", rowCount=1000, isActive="true").json()))
    assert inactive == set(by_name(reader.get("/v1/customers", rowCount=1000, isActive="false").json()))


def test_customers_are_chosen_by_number_and_change(rest: RestCaller) -> None:
    assert [each["number"] for each in rest.get("/v1/customers", numbers=[1001, 1003]).json()] == [1001, 1003]
    assert rest.get("/v1/customers", isInternal="true").json() == []
    moment = datetime.now(UTC).isoformat()
    assert rest.get("/v1/customers", changedSince=moment).json() == []
    rest.sandbox.state.edit_customer(1001, name="Uusi nimi Oy", invoicing_vat=Decimal("25.5"))
    (customer,) = exact(rest.get("/v1/customers", changedSince=moment))
    assert (customer["name"], customer["invoicingVat"]["percentage"]) == ("Uusi nimi Oy", Decimal("25.5"))


def test_a_changed_address_is_found_by_its_change_and_not_its_customer(rest: RestCaller) -> None:
    moment = datetime.now(UTC).isoformat()
    rest.sandbox.state.edit_address(1001, street="Uusikatu 2")
    assert rest.get("/v1/customers", changedSince=moment).json() == []
    (address,) = rest.get("/v1/addresses", changedSince=moment).json()
    assert (address["addressline"], address["customer"]["number"]) == ("Uusikatu 2", 1001)


def test_one_customer_and_its_addresses_are_found_by_id(rest: RestCaller) -> None:
    state = rest.sandbox.state
    guid = state.rest_opaque(state.customer(1001).key)
    assert rest.get(f"/v1/customers/{escaped(guid)}").json()["number"] == 1001
    (address,) = rest.get(f"/v1/customers/{escaped(guid)}/addresses").json()
    assert address["customer"] == {"name": state.customer(1001).name, "guid": guid, "number": 1001}
    assert address["contacts"]
    state.delete_customer(1001)
    for path in ("", "/addresses"):
        answer = rest.get(f"/v1/customers/{escaped(guid)}{path}")
        assert (answer.status_code, answer.content) == (404, b"")


def test_a_second_line_of_an_address_follows_a_line_break(rest: RestCaller) -> None:
    state = rest.sandbox.state
    address = state.address_of(1001)
    with state.change():
        state.addresses.put(type(address)(**{**_fields(address), "second_line": "PL 12"}))
    guid = state.rest_opaque(state.customer(1001).key)
    (found,) = rest.get(f"/v1/customers/{escaped(guid)}/addresses").json()
    assert found["addressline"] == f"{address.place.street}\nPL 12"


def _fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__slots__}


def test_countries_are_those_of_the_data_and_addresses_name_them(reader: RestCaller) -> None:
    countries = {each["guid"]: each for each in reader.get("/v1/localization/countries").json()}
    codes = {(each["code2"], each["code3"], each["name"], each["englishName"]) for each in countries.values()}
    assert codes == {("FI", "FIN", "Suomi", "Finland"), ("DE", "DEU", "Saksa", "Germany")}
    addresses = reader.get("/v1/addresses", rowCount=100).json()
    for each in addresses:
        country = countries[each["country"]["guid"]]
        assert (each["country"]["name"], each["country"]["englishName"]) == (country["name"], country["englishName"])


def test_a_country_that_nobody_knows_has_its_two_letters(rest: RestCaller) -> None:
    rest.sandbox.state.edit_address(1001, country="Kaukomaa", country_code="XX")
    rest.sandbox.state.edit_address(1002, country="", country_code="")
    found = {each["code2"]: each for each in rest.get("/v1/localization/countries").json()}
    assert (found["XX"]["name"], found["XX"]["code3"]) == ("Kaukomaa", None)
    customer = rest.sandbox.state.customer(1002)
    path = f"/v1/customers/{escaped(rest.sandbox.state.rest_opaque(customer.key))}/addresses"
    assert rest.get(path).json()[0]["country"] is None


def test_units_tell_whose_they_are_and_their_accounts_are_there(reader: RestCaller) -> None:
    units = {each["code"]: each for each in reader.get("/v1/businessunits").json()}
    assert set(units) == {"HKI", "TRE", "OHJ"}
    assert (units["HKI"]["parentGuid"], units["TRE"]["parentGuid"]) == (None, units["HKI"]["guid"])
    assert units["OHJ"]["vatNumber"] is None
    assert units["OHJ"]["companyGuid"] == units["HKI"]["companyGuid"] != units["TRE"]["companyGuid"]
    accounts = reader.get("/v1/bankaccounts").json()
    assert {each["businessUnit"]["guid"] for each in accounts} == {units["HKI"]["guid"], units["TRE"]["guid"]}
    (account,) = reader.get("/v1/bankaccounts", businessUnitGuid=units["TRE"]["guid"]).json()
    unit = reader.sandbox.state.units.get("unit-2")
    assert unit is not None
    assert (account["accountNumber"], account["bic"]) == (unit.bank_accounts[0].iban, unit.bank_accounts[0].bic)
    assert reader.get("/v1/bankaccounts", active="false").json() == []
    assert [each["code"] for each in reader.get("/v1/businessunits", code="TRE").json()] == ["TRE"]


@pytest.mark.parametrize(
    ("path", "shelf"),
    [("/v1/products", "products"), ("/v1/worktypes", "work_types"), ("/v1/travelexpensetypes", "travel_expenses")],
)
def test_registers_have_codes_as_they_are_written_and_can_be_asked_by_code(
    reader: RestCaller, path: str, shelf: str
) -> None:
    records = list(getattr(reader.sandbox.state, shelf))
    found = exact(reader.get(path, rowCount=100))
    assert [each["code"] or "" for each in found] == [record.code for record in records]
    assert [each["name"] for each in found] == [record.name for record in records]
    assert [each["code"] for each in reader.get(path, code=records[0].code).json()] == [records[0].code]
    if shelf != "work_types":
        assert [each["vatRate"] for each in found] == [record.vat_rate for record in records]
        assert [each["measurementUnit"] for each in found] == [record.unit for record in records]


def test_entries_that_are_switched_off_come_unless_active_ones_are_asked_for(rest: RestCaller) -> None:
    state = rest.sandbox.state
    moment = datetime.now(UTC).isoformat()
    state.edit_product("A1", is_active=False)
    state.edit_work_type("M1", is_active=False)
    state.edit_travel_expense("C1", is_active=False)
    for path, active, code in (
        ("/v1/products", "isActive", "A1"),
        ("/v1/worktypes", "active", "M1"),
        ("/v1/travelexpensetypes", "active", "C1"),
    ):
        everything = [each["code"] for each in rest.get(path, rowCount=100).json()]
        in_use = [each["code"] for each in rest.get(path, rowCount=100, **{active: "true"}).json()]
        assert set(everything) - set(in_use) == {code}
        assert [each["code"] for each in rest.get(path, changedSince=moment).json()] == [code]


def test_all_customers_come_page_by_page(reader: RestCaller) -> None:
    found = every_page(reader, "/v1/customers", rowCount=9)
    assert len({each["guid"] for each in found}) == len(reader.sandbox.state.customers)


def test_a_moment_without_an_offset_is_in_utc() -> None:
    assert Query("since=2026-11-20T10:00:00").moment("since") == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert Query("since=2026-11-20T10:00:00%2B02:00").moment("since") == datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert Query("").moment("since") is None
