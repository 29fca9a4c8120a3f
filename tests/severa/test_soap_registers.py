"""Statuses, customers, addresses, units and registers as Severa writes them."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
import structlog
from lxml import etree

from severa_maestro.errors import DataError
from severa_maestro.invoicing.invoice import BusinessUnit, RowKind
from severa_maestro.invoicing.parties import Customer, CustomerAddress, ElectronicAddress, PostalAddress
from severa_maestro.severa.http import MEBIBYTE, HttpOptions
from severa_maestro.severa.soap import SoapSource
from severa_maestro.severa.source import InvoiceStatus, RegisterItem
from tests.severa.wire import KEY, Reply, Request, TinySevera, answer, fault

CUSTOMER = (
    "<a:CompanyGUID>company-1</a:CompanyGUID><a:CurrencyCode>eur</a:CurrencyCode><a:Email>info@example.fi</a:Email>"
    "<a:GUID>customer-1</a:GUID><a:HeadOfficeAddressGUID>address-9</a:HeadOfficeAddressGUID>"
    '<a:IsActive>true</a:IsActive><a:IsInternal i:nil="true"/><a:LanguageCode>fi-FI</a:LanguageCode>'
    "<a:Name>Asiakas Oy</a:Name><a:Notes>&lt;p&gt;hyvä&lt;/p&gt;</a:Notes><a:Number>1001</a:Number>"
    "<a:OverdueInterest>8.0</a:OverdueInterest><a:PaymentTerm>14</a:PaymentTerm><a:ReverseCharge>1</a:ReverseCharge>"
    "<a:ReverseChargeDescription>newer than the contract</a:ReverseChargeDescription>"
    "<a:VatNumber>FI20774740</a:VatNumber><a:Website>example.fi</a:Website>"
    "<a:eInvoiceAddress>003720774740</a:eInvoiceAddress><a:eInvoiceOperator>DABAFIHH</a:eInvoiceOperator>"
)
ADDRESS = (
    "<a:Addressline>Katu 1</a:Addressline><a:Addressline2/><a:Addressline3>C-rappu</a:Addressline3>"
    "<a:City>Helsinki</a:City><a:CompanyGUID>company-1</a:CompanyGUID><a:CountryCode>fi</a:CountryCode>"
    "<a:CountryName>Suomi</a:CountryName><a:CountryRegionName>Uusimaa</a:CountryRegionName><a:GUID>address-1</a:GUID>"
    "<a:IsBillingAddress>true</a:IsBillingAddress><a:IsPostalAddress>false</a:IsPostalAddress>"
    "<a:PostalCode>00100</a:PostalCode>"
)
THE_CUSTOMER = Customer(
    guid="customer-1",
    number="1001",
    name="Asiakas Oy",
    vat_number="FI20774740",
    address_owner="company-1",
    head_office_guid="address-9",
    email="info@example.fi",
    website="example.fi",
    language="fi-FI",
    currency="EUR",
    payment_term_days=14,
    overdue_interest="8.0",
    electronic_address=ElectronicAddress(address="003720774740", operator="DABAFIHH"),
    notes="hyvä",
    is_active=True,
    is_internal=False,
    is_reverse_charged=True,
)
THE_ADDRESS = CustomerAddress(
    guid="address-1",
    owner="company-1",
    address=PostalAddress(
        street="Katu 1\nC-rappu",
        postal_code="00100",
        town="Helsinki",
        region="Uusimaa",
        country="Suomi",
        country_code="FI",
    ),
    is_billing=True,
)


def customers(*members: str) -> str:
    return "".join(f"<a:Customer>{each}</a:Customer>" for each in members)


def addresses(*members: str) -> str:
    return "".join(f"<a:Address>{each}</a:Address>" for each in members)


def test_statuses(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(
        answer(
            "GetAllInvoiceStatuses",
            "<a:InvoiceStatus><a:HasInvoiceNumber>true</a:HasInvoiceNumber><a:IsActive>true</a:IsActive>"
            "<a:IsReadOnly>true</a:IsReadOnly><a:IsSent>true</a:IsSent><a:Name>Odottaa</a:Name></a:InvoiceStatus>"
            "<a:InvoiceStatus><a:IsPaid>true</a:IsPaid><a:Name>Vanha</a:Name></a:InvoiceStatus>",
        )
    )
    assert source.statuses() == [
        InvoiceStatus(name="Odottaa", is_active=True, gives_number=True, is_read_only=True, is_sent=True),
        InvoiceStatus(name="Vanha", is_active=False, gives_number=False, is_paid=True),
    ]


def test_changed_customers_and_addresses_come_in_two_calls(severa: TinySevera, source: SoapSource) -> None:
    severa.by_operation(
        GetCustomersChangedSince=answer("GetCustomersChangedSince", customers(CUSTOMER)),
        GetAddressesChangedSince=answer("GetAddressesChangedSince", addresses(ADDRESS)),
    )
    changes = source.customers_changed_since(datetime(2026, 11, 22, tzinfo=UTC))
    assert (changes.customers, changes.addresses, changes.unreadable) == ((THE_CUSTOMER,), (THE_ADDRESS,), ())
    assert changes.addresses_complete
    assert severa.requests[0].parameters == {"startDateTime": "2026-11-22T00:00:00Z", "options": "194"}
    assert severa.requests[1].parameters == {
        "accountGUID": None,
        "startDateTime": "2026-11-22T00:00:00Z",
        "options": "0",
    }


def test_all_customers_are_those_changed_since_before_severa_was(severa: TinySevera, source: SoapSource) -> None:
    severa.script = lambda request: Reply(answer(request.operation, ""))
    source.customers_changed_since(None)
    assert severa.requests[0].parameters["startDateTime"] == "2000-01-01T00:00:00Z"


def test_one_unreadable_customer_or_address_does_not_spoil_the_others(severa: TinySevera, source: SoapSource) -> None:
    bad_customer = CUSTOMER.replace(">14<", ">two weeks<").replace("customer-1", "customer-2")
    bad_address = ADDRESS.replace("<a:GUID>address-1</a:GUID>", "")
    severa.by_operation(
        GetCustomersChangedSince=answer("GetCustomersChangedSince", customers(bad_customer, CUSTOMER)),
        GetAddressesChangedSince=answer("GetAddressesChangedSince", addresses(ADDRESS, bad_address)),
    )
    changes = source.customers_changed_since(None)
    assert (changes.customers, changes.addresses) == ((THE_CUSTOMER,), (THE_ADDRESS,))
    first, second = changes.unreadable
    assert first.code == second.code == "severa-record-unreadable"
    assert first.values["guid"] == "customer-2"
    assert "Customer Asiakas Oy customer-2: PaymentTerm is 'two weeks', not a whole number" in str(first)
    assert "Address: GUID is missing" in str(second)


class ManyCustomers:
    """A Severa with so many customers that they do not fit in one reply."""

    def __init__(self, count: int, *, own_limit: int = 1000, ignores_start: bool = False) -> None:
        self.count = count
        self.own_limit = own_limit
        self.ignores_start = ignores_start
        self.criteria: list[bytes] = []

    def __call__(self, request: Request) -> Reply:
        if request.operation != "GetAllCustomers":
            return Reply(b" " * (MEBIBYTE + 1))
        asked = request.parameters
        start = 0 if self.ignores_start else int(asked["startFromIndex"] or 0)
        end = min(start + min(int(asked["count"] or 0), self.own_limit), self.count)
        self.criteria.append(request.body)
        return Reply(answer("GetAllCustomers", customers(*(f"<a:GUID>c-{n}</a:GUID>" for n in range(start, end)))))


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250])
@pytest.mark.parametrize("own_limit", [1000, 30])
def test_too_many_customers_for_one_reply_come_page_by_page(severa: TinySevera, count: int, own_limit: int) -> None:
    severa.script = ManyCustomers(count, own_limit=own_limit)
    source = SoapSource(severa.url, KEY, http=HttpOptions(reply_bytes=MEBIBYTE))
    changes = source.customers_changed_since(None)
    source.close()
    assert sorted(each.guid for each in changes.customers) == sorted(f"c-{number}" for number in range(count))
    assert changes.addresses == ()


def test_addresses_that_do_not_fit_in_one_reply_are_said_to_be_missing(severa: TinySevera) -> None:
    severa.by_operation(
        GetCustomersChangedSince=answer("GetCustomersChangedSince", customers(CUSTOMER)),
        GetAddressesChangedSince=Reply(b" " * (MEBIBYTE + 1)),
    )
    source = SoapSource(severa.url, KEY, http=HttpOptions(reply_bytes=MEBIBYTE))
    with structlog.testing.capture_logs() as logs:
        changes = source.customers_changed_since(datetime(2026, 11, 22, tzinfo=UTC))
    source.close()
    assert (changes.customers, changes.addresses, changes.addresses_complete) == ((THE_CUSTOMER,), (), False)
    (warning,) = logs
    assert (warning["event"], warning["log_level"]) == ("severa-addresses-left-out", "warning")
    assert warning["since"] == "2026-11-22T00:00:00+00:00"


def test_a_server_that_gives_the_same_page_again_ends_the_reading(severa: TinySevera) -> None:
    severa.script = ManyCustomers(250, ignores_start=True)
    source = SoapSource(severa.url, KEY, http=HttpOptions(reply_bytes=MEBIBYTE))
    assert len(source.customers_changed_since(None).customers) == 100
    source.close()


def test_all_customers_are_asked_for_with_the_newer_servers_empty_criteria(severa: TinySevera) -> None:
    severa.script = many = ManyCustomers(1)
    source = SoapSource(severa.url, KEY, http=HttpOptions(reply_bytes=MEBIBYTE))
    source.customers_changed_since(None)
    source.close()
    (_, _, count, criteria) = etree.fromstring(many.criteria[0]).find(".//{http://soap.severa.com/}GetAllCustomers")
    assert (etree.QName(count).localname, criteria.tag) == ("count", "{http://soap.severa.com/}criteria")
    assert {(etree.QName(each).localname, each.text, len(each)) for each in criteria} == {
        ("AccountGroupGuids", None, 0)
    }


def test_a_customer_comes_with_its_billing_address(severa: TinySevera, source: SoapSource) -> None:
    severa.by_operation(
        GetCustomerByGUID=answer("GetCustomerByGUID", CUSTOMER),
        GetFirstAccountsBillingAddress=answer("GetFirstAccountsBillingAddress", ADDRESS),
    )
    found = source.customer("customer-1")
    assert found is not None
    assert found.addresses == (THE_ADDRESS,)
    assert [each.parameters for each in severa.requests] == [
        {"accountGuid": "customer-1"},
        {"accountGUID": "customer-1"},
    ]


@pytest.mark.parametrize("none", [answer("GetFirstAccountsBillingAddress", ""), fault("NotFoundException")])
def test_a_customer_without_billing_address_comes_with_its_head_office(
    severa: TinySevera, source: SoapSource, none: Reply | str
) -> None:
    severa.by_operation(
        GetCustomerByGUID=answer("GetCustomerByGUID", CUSTOMER),
        GetFirstAccountsBillingAddress=none,
        GetAddressByGUID=answer("GetAddressByGUID", ADDRESS.replace("address-1", "address-9")),
    )
    found = source.customer("customer-1")
    assert found is not None
    assert [each.guid for each in found.addresses] == ["address-9"]
    assert severa.requests[-1].parameters == {"addressGUID": "address-9"}


def test_a_customer_without_any_address_comes_alone(severa: TinySevera, source: SoapSource) -> None:
    severa.by_operation(
        GetCustomerByGUID=answer("GetCustomerByGUID", CUSTOMER.replace("address-9", "")),
        GetFirstAccountsBillingAddress=fault("NotFoundException"),
    )
    found = source.customer("customer-1")
    assert found is not None
    assert found.addresses == ()


@pytest.mark.parametrize("wrong", ["customer", "address"])
def test_a_customer_that_cannot_be_read_is_an_error_of_that_customer(
    severa: TinySevera, source: SoapSource, wrong: str
) -> None:
    severa.by_operation(
        GetCustomerByGUID=answer(
            "GetCustomerByGUID", CUSTOMER.replace(">1001<", ">A1<" if wrong == "customer" else ">1<")
        ),
        GetFirstAccountsBillingAddress=answer("GetFirstAccountsBillingAddress", ADDRESS.replace(">true<", ">maybe<")),
    )
    with pytest.raises(DataError, match="severa-record-unreadable"):
        source.customer("customer-1")


def test_business_units(severa: TinySevera, source: SoapSource) -> None:
    units = (
        "<a:BusinessUnit><a:Code>HKI</a:Code><a:GUID>unit-1</a:GUID><a:Name>Helsinki</a:Name>"
        "<a:VatNumber>FI20774740</a:VatNumber></a:BusinessUnit>"
        "<a:BusinessUnit><a:GUID>unit-2</a:GUID><a:IsActive>false</a:IsActive></a:BusinessUnit>"
    )
    severa.answer(answer("GetBusinessUnitsChangedSince", units))
    assert source.business_units() == [
        BusinessUnit(guid="unit-1", code="HKI", name="Helsinki", vat_number="FI20774740"),
        BusinessUnit(guid="unit-2"),
    ]
    assert severa.requests[0].parameters == {
        "businessUnitGUID": None,
        "startDateTime": "2000-01-01T00:00:00Z",
        "options": "14",
    }


def test_register_items_come_from_three_registers_and_a_bad_one_is_left_out_with_a_warning(
    severa: TinySevera, source: SoapSource
) -> None:
    product = (
        "<a:Product><a:Code>A1</a:Code><a:GUID>p-1</a:GUID><a:IsActive>true</a:IsActive>"
        "<a:MeasurementUnit>kpl</a:MeasurementUnit><a:Name>Lisenssi</a:Name><a:VAT>25.5</a:VAT>"
        "<a:ProductCategoryGUID>x</a:ProductCategoryGUID></a:Product>"
        "<a:Product><a:GUID>p-2</a:GUID><a:Name>Huono</a:Name><a:VAT>high</a:VAT></a:Product>"
    )
    travel = (
        "<a:TravelExpense><a:Code>M1</a:Code><a:GUID>t-1</a:GUID><a:IsActive>false</a:IsActive>"
        '<a:Name>Kilometrikorvaus</a:Name><a:VAT i:nil="true"/></a:TravelExpense>'
    )
    work = (
        "<a:WorkType><a:Code>T1</a:Code><a:GUID>w-1</a:GUID><a:IsActive>true</a:IsActive>"
        "<a:Name>Konsultointi</a:Name></a:WorkType>"
    )
    severa.by_operation(
        GetProductsChangedSince=answer("GetProductsChangedSince", product),
        GetTravelExpensesChangedSince=answer("GetTravelExpensesChangedSince", travel),
        GetWorkTypesChangedSince=answer("GetWorkTypesChangedSince", work),
    )
    with structlog.testing.capture_logs() as logs:
        found = source.register_items()
    assert found == [
        RegisterItem(
            kind=RowKind.PRODUCT, guid="p-1", code="A1", name="Lisenssi", is_active=True, unit="kpl",
            vat_rate=Decimal("25.5"),
        ),
        RegisterItem(kind=RowKind.TRAVEL, guid="t-1", code="M1", name="Kilometrikorvaus", is_active=False),
        RegisterItem(kind=RowKind.WORK, guid="w-1", code="T1", name="Konsultointi", is_active=True),
    ]  # fmt: skip
    (warning,) = logs
    assert (warning["event"], warning["log_level"]) == ("severa-record-unreadable", "warning")
    assert warning["reason"] == "Product Huono p-2: VAT is 'high', not a decimal number"
    assert {each.parameters["options"] for each in severa.requests} == {"2"}
