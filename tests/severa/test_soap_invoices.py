"""Invoices as Severa writes them, read into the words of the house."""

import random
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

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
from severa_maestro.invoicing.money import Money
from severa_maestro.invoicing.parties import BankAccount, ElectronicAddress, PostalAddress
from severa_maestro.severa.soap import SoapSource
from severa_maestro.severa.soap.mapping import read_invoice
from tests.severa.wire import NAMESPACES, Reply, TinySevera, answer, envelope, invoice, row


def read(text: str) -> Invoice | UnreadableInvoice:
    return read_invoice(etree.fromstring(text.replace("<a:Invoice>", f"<a:Invoice {NAMESPACES}>", 1)))


def readable(text: str) -> Invoice:
    result = read(text)
    assert isinstance(result, Invoice), result
    return result


def unreadable(text: str) -> UnreadableInvoice:
    result = read(text)
    assert isinstance(result, UnreadableInvoice), result
    return result


def only_row(**members: str) -> InvoiceRow:
    (found,) = readable(invoice(row(**members))).rows
    return found


def euro(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_the_invoices_own_members() -> None:
    found = readable(
        invoice(
            Culture="fi-FI",
            LanguageCode="fi",
            EntryDate="2026-11-22T00:00:00",
            PaymentDate="2026-11-30T00:00:00",
            IsCreditNote="true",
            IsReimbursed="1",
            ReimburseInvoiceGUID="invoice-0",
            OurReference="Maija",
            YourReference="Matti",
            OrderNumber="T-1",
            PoNumber="PO-2",
            OverDueInterest="8.5",
            PaymentTerm="14",
            ReferenceNumber="123453",
            VirtualBankBarcode="4123",
            Title="Lasku",
            MainCaseGUID="case-1",
        )
    )
    assert (found.guid, found.number, found.status) == ("invoice-1", 12345, "Odottaa")
    assert (found.invoice_date, found.due_date) == (date(2026, 11, 21), date(2026, 12, 5))
    assert (found.entry_date, found.payment_date) == (date(2026, 11, 22), date(2026, 11, 30))
    assert (found.is_credit_note, found.is_credited, found.credits_guid) == (True, True, "invoice-0")
    assert (found.our_reference, found.your_reference) == ("Maija", "Matti")
    assert (found.order_number, found.purchase_order_number) == ("T-1", "PO-2")
    assert (found.overdue_interest, found.payment_term_days) == (Decimal("8.5"), 14)
    assert (found.reference_number, found.virtual_bar_code, found.title) == ("123453", "4123", "Lasku")
    assert (found.currency, found.currency_rate, found.language) == ("EUR", Decimal(1), "fi")
    assert found.totals.excluding_vat == euro("200.00")
    assert found.totals.vat == euro("51.00")
    assert found.totals.including_vat == euro("251.00")
    assert not found.rounding_difference.including_vat


def test_a_row() -> None:
    found = only_row(
        MainCaseGUID="case-1",
        MainCaseName="Kotisivut",
        MainCaseNumber="77",
        MainUserFullName="Maija Mallikas",
        rowCostAmount="120.5",
        rowCostCenterGUID="centre-1",
        rowCostCenterName="Helsinki",
        rowCostCenterNumber="100",
        rowSalesAccountNumber="3000",
        rowRecurringSalesAccountNumber="3010",
        rowSalesReceivableAccountNumber="1701",
        rowVatAccountNumber="2939",
        rowAccountDimensionText="H1",
        rowVatCode="KOMY",
    )
    assert found == InvoiceRow(
        number=1,
        guid="row-1",
        kind=RowKind.WORK,
        codes=("A1",),
        name="Konsultointi",
        text="Suunnittelua",
        quantity=Decimal(2),
        unit="h",
        unit_price=euro("100.00"),
        excluding_vat=euro("200.00"),
        vat=euro("51.00"),
        including_vat=euro("251.00"),
        vat_rate=Decimal("25.5"),
        vat_code="KOMY",
        event_date=date(2026, 11, 20),
        person="Maija Mallikas",
        project=Project(guid="case-1", number="77", name="Kotisivut"),
        cost_centre=CostCentre(guid="centre-1", number="100", name="Helsinki"),
        accounts=Accounts(sales="3000", recurring_sales="3010", receivable="1701", vat="2939", dimensions="H1"),
        cost=euro("120.5"),
    )


def test_the_invoices_project_gets_its_name_from_its_row() -> None:
    rows = row(MainCaseGUID="case-1", MainCaseName="Kotisivut", MainCaseNumber="77")
    assert readable(invoice(rows, MainCaseGUID="case-1")).project == Project(
        guid="case-1", number="77", name="Kotisivut"
    )
    assert readable(invoice(rows, MainCaseGUID="case-2")).project == Project(guid="case-2")


GUIDS = "<b:string>guid</b:string>"


@pytest.mark.parametrize(
    ("behind", "kind"),
    [
        ({"HourGUIDs": GUIDS, "ProductGUIDs": GUIDS, "TravelExpenseGUIDs": GUIDS}, RowKind.WORK),
        ({"HourGUIDs": "", "ProductGUIDs": GUIDS, "TravelExpenseGUIDs": GUIDS}, RowKind.TRAVEL),
        ({"HourGUIDs": "", "ProductGUIDs": GUIDS, "ItemGUIDs": GUIDS}, RowKind.PRODUCT),
        ({"HourGUIDs": "", "ItemGUIDs": GUIDS}, RowKind.OTHER),
        ({"HourGUIDs": '<b:string i:nil="true"/><b:string> </b:string>'}, RowKind.OTHER),
    ],
)
def test_the_kind_of_a_row_is_what_stands_behind_it(behind: dict[str, str], kind: RowKind) -> None:
    assert only_row(**behind).kind is kind


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("A1", ("A1",)),
        ("  A / 1 ", ("A / 1",)),
        ("A1, B2;C3|D4\nE5", ("A1", "B2", "C3", "D4", "E5")),
        ("A1,,A1, ;", ("A1",)),
        ("", ()),
        (" , ", ()),
        ("0", ("0",)),
    ],
)
def test_the_codes_of_a_row(text: str, codes: tuple[str, ...]) -> None:
    assert only_row(articleIdentifier=text).codes == codes


@pytest.mark.parametrize(
    ("row_price", "unit_price", "quantity", "amount", "chosen"),
    [
        ("100", "125.5", "2", "200", "100"),
        ("125.5", "100", "2", "200", "100"),
        ("251", "125.5", "2", "251", "125.5"),
        ("", "100", "2", "200", "100"),
        ("100", "", "2", "200", "100"),
        ("100", "80", "0", "0", "100"),
        ("-100", "100", "2", "-200", "-100"),
        ("33.333", "33.33", "3", "100", "33.333"),
    ],
)
def test_the_price_is_the_one_that_fits_the_rows_amount(
    row_price: str, unit_price: str, quantity: str, amount: str, chosen: str
) -> None:
    found = only_row(
        rowUnitPrice=row_price, unitPriceAmount=unit_price, deliveredQuantity=quantity, rowVatExcludedAmount=amount
    )
    assert found.unit_price == euro(chosen)


def test_row_numbers_are_severas_where_they_are_good_and_else_the_places() -> None:
    def numbers(*given: str) -> list[int]:
        return [each.number for each in readable(invoice("".join(row(rowNumber=number) for number in given))).rows]

    assert numbers("3", "1", "2") == [3, 1, 2]
    assert numbers("1", "1") == [1, 2]
    assert numbers("0", "1") == [1, 2]
    assert numbers("", "") == [1, 2]
    assert numbers("-1") == [1]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-21T00:00:00", date(2026, 11, 21)),
        ("2026-11-21T00:00:00.0000000", date(2026, 11, 21)),
        ("2026-11-21T23:59:59.999", date(2026, 11, 21)),
        ("2026-11-21", date(2026, 11, 21)),
        ("2026-11-20T22:00:00Z", date(2026, 11, 21)),
        ("2026-11-20T21:59:59Z", date(2026, 11, 20)),
        ("2026-06-20T21:00:00Z", date(2026, 6, 21)),
        ("2026-11-21T00:00:00+02:00", date(2026, 11, 21)),
        ("2026-11-20T23:00:00+01:00", date(2026, 11, 21)),
        ("2026-11-21Z", date(2026, 11, 21)),
        # Without a zone: a midnight of Helsinki that was sent in UTC, in winter, in summer, and beside it.
        ("2026-11-20T22:00:00", date(2026, 11, 21)),
        ("2026-11-20T22:00:00.0000000", date(2026, 11, 21)),
        ("2026-06-20T21:00:00", date(2026, 6, 21)),
        ("2026-12-31T22:00:00", date(2027, 1, 1)),
        ("2026-03-28T22:00:00", date(2026, 3, 29)),
        ("2026-03-29T21:00:00", date(2026, 3, 30)),
        ("2026-11-20T21:00:00", date(2026, 11, 20)),
        ("2026-06-20T22:00:00", date(2026, 6, 20)),
        ("2026-11-20T22:00:01", date(2026, 11, 20)),
        ("2026-11-20T22:00:00.5", date(2026, 11, 20)),
        ("2026-11-20T21:59:59", date(2026, 11, 20)),
        ("9999-12-31T23:59:59.9999999", date(9999, 12, 31)),
        ("0001-01-01T00:00:00", None),
        ("0001-01-01T00:00:00Z", None),
        ("0001-01-01", None),
    ],
)
def test_a_day(text: str, day: date | None) -> None:
    assert readable(invoice(EntryDate=text)).entry_date == day


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30T00:00:00",
        "21.11.2026",
        "2026-11-21T25:00:00Z",
        "2026-11-21T25:00:00",
        "soon",
        "9999-12-31T23:59:59Z",
    ],
)
def test_what_is_no_day_is_named(text: str) -> None:
    assert unreadable(invoice(EntryDate=text)).reason == f"EntryDate is {text!r}, not a date"


@pytest.mark.parametrize(("text", "number"), [("12345", 12345), ("0", None), ("", None)])
def test_a_number_that_is_not_given_is_none(text: str, number: int | None) -> None:
    assert readable(invoice(Number=text)).number == number


def test_a_currency_rate_of_nothing_is_none() -> None:
    assert readable(invoice(CurrencyRate="0")).currency_rate is None
    assert readable(invoice(CurrencyRate="")).currency_rate is None
    assert readable(invoice(CurrencyRate="11.2345", CurrencyShortform="sek")).currency_rate == Decimal("11.2345")


def test_money_is_in_the_invoices_currency() -> None:
    found = readable(invoice(CurrencyShortform=" sek "))
    assert {found.currency, found.totals.vat.currency, found.rows[0].vat.currency} == {"SEK"}


def test_an_invoice_without_currency_has_that_of_none() -> None:
    found = readable(invoice(CurrencyShortform=""))
    assert {found.currency, found.totals.vat.currency, found.rows[0].vat.currency} == {"XXX"}


def test_a_row_in_another_currency_is_never_added_up() -> None:
    found = unreadable(invoice(row() + row(rowAmountCurrencyIdentifier="SEK")))
    assert found.reason == "InvoiceRows[2] is in SEK on an invoice in EUR"
    assert readable(invoice(row(rowAmountCurrencyIdentifier="eur")))
    assert readable(invoice(row(rowAmountCurrencyIdentifier="€")))


def test_reverse_charge_is_said_by_the_invoice_or_by_its_settings() -> None:
    assert not readable(invoice(TaxFreeDescription="AVL 8 c §")).is_reverse_charged
    own = readable(invoice(IsTaxFree="true", TaxFreeDescription="AVL 8 c §"))
    assert (own.is_reverse_charged, own.reverse_charge_text) == (True, "AVL 8 c §")
    settings = "<a:IsTaxFree>true</a:IsTaxFree><a:TaxFreeDescription>Art. 44</a:TaxFreeDescription>"
    of_settings = readable(invoice(InvoiceConfig=settings))
    assert (of_settings.is_reverse_charged, of_settings.reverse_charge_text) == (True, "Art. 44")


def test_the_numbering_unit_is_the_invoices_own_unless_another_is_named() -> None:
    own = {"BusinessUnitGUID": "unit-1", "BusinessUnitCode": "HKI", "BusinessUnitName": "Helsinki"}
    unit = BusinessUnit(guid="unit-1", code="HKI", name="Helsinki")
    assert readable(invoice(**own)).numbering_unit == unit
    assert readable(invoice(**own, InvoiceNumberingBusinessUnitGUID="unit-1")).numbering_unit == unit
    other = readable(invoice(**own, InvoiceNumberingBusinessUnitGUID="unit-2"))
    assert (other.numbering_unit, other.unit) == (BusinessUnit(guid="unit-2"), unit)


BUYER = (
    "<a:buyerContactPersonName>Matti</a:buyerContactPersonName>"
    "<a:buyerElectronicInvoiceAddress>003712345678</a:buyerElectronicInvoiceAddress>"
    "<a:buyerElectronicInvoiceOperator>DABAFIHH</a:buyerElectronicInvoiceOperator>"
    "<a:buyerEmailaddressIdentifier>matti@example.fi</a:buyerEmailaddressIdentifier>"
    "<a:buyerOrganisationName>Ostaja Oy</a:buyerOrganisationName>"
    "<a:buyerOrganisationTaxCode>FI12345671</a:buyerOrganisationTaxCode>"
    "<a:buyerPartyIdentifier>1234567-1</a:buyerPartyIdentifier>"
    "<a:buyerPhoneNumberIdentifier>09 123</a:buyerPhoneNumberIdentifier>"
    "<a:buyerPostalAddressDetails><a:country>Suomi</a:country><a:countryCode>fi</a:countryCode>"
    "<a:postCodeIdentifier>00100</a:postCodeIdentifier><a:streetName>Katu 1</a:streetName>"
    "<a:townName>Helsinki</a:townName></a:buyerPostalAddressDetails>"
)


def test_the_buyer_of_the_organisation() -> None:
    buyer = readable(invoice(BuyerOrganization=BUYER, AccountName="Asiakas")).buyer
    assert (buyer.customer_guid, buyer.customer_number, buyer.name) == ("customer-1", "1001", "Ostaja Oy")
    assert (buyer.business_id, buyer.vat_number) == ("1234567-1", "FI12345671")
    assert buyer.address == PostalAddress(
        street="Katu 1", postal_code="00100", town="Helsinki", country="Suomi", country_code="FI"
    )
    assert (buyer.contact_name, buyer.email, buyer.phone) == ("Matti", "matti@example.fi", "09 123")
    assert buyer.electronic_address == ElectronicAddress(address="003712345678", operator="DABAFIHH")


def test_what_the_invoice_says_of_the_receiver_comes_first() -> None:
    buyer = readable(
        invoice(
            BuyerOrganization=BUYER,
            ReceiverAddressline="Box 2",
            ReceiverPostalCode="00200",
            ReceiverCity="Espoo",
            ReceiverState="Uusimaa",
            ReceiverCountry="Suomi",
            ReceiverContactName="Liisa",
            ReceiverContactEmail="liisa@example.fi",
            ReceiverCustomerName="Vastaanottaja Oy",
            ReceiverVatNumber="FI76543210",
        )
    ).buyer
    assert (buyer.name, buyer.vat_number, buyer.contact_name) == ("Vastaanottaja Oy", "FI76543210", "Liisa")
    assert buyer.address == PostalAddress(
        street="Box 2", postal_code="00200", town="Espoo", region="Uusimaa", country="Suomi", country_code="FI"
    )


def test_the_code_of_another_country_is_not_taken_over() -> None:
    def address(country: str) -> PostalAddress:
        return readable(
            invoice(BuyerOrganization=BUYER, ReceiverCity="Tukholma", ReceiverCountry=country)
        ).buyer.address

    assert (address("Ruotsi").country, address("Ruotsi").country_code) == ("Ruotsi", "")
    assert address("SE").country_code == "SE"
    assert (address("").country, address("").country_code) == ("Suomi", "FI")


def test_a_customer_without_number_has_an_empty_one() -> None:
    assert readable(invoice(AccountNumber="")).buyer.customer_number == ""
    assert readable(invoice(AccountNumber="0")).buyer.customer_number == ""
    assert readable(invoice(AccountName="Asiakas")).buyer.name == "Asiakas"


def test_the_seller() -> None:
    seller = readable(
        invoice(
            SenderAddressline="Tie 3",
            SenderCity="Tampere",
            SenderPostalCode="33100",
            SenderContactName="Maija",
            SenderName="Myyjä Oy",
            SenderVatNumber="FI20774740",
            SellerContact=(
                "<a:sellerAccountDetails>"
                "<a:InvoiceBankAccount><a:sellerAccountID>FI2112345600000785</a:sellerAccountID>"
                "<a:sellerBic>NDEAFIHH</a:sellerBic></a:InvoiceBankAccount>"
                "<a:InvoiceBankAccount><a:sellerAccountID/></a:InvoiceBankAccount>"
                '<a:InvoiceBankAccount i:nil="true"/>'
                "</a:sellerAccountDetails>"
                "<a:sellerEmailaddressIdentifier>laskut@example.fi</a:sellerEmailaddressIdentifier>"
                "<a:sellerPhoneNumber>03 222</a:sellerPhoneNumber>"
            ),
            SellerOrganization=(
                "<a:sellerEInvoiceAddress>003720774740</a:sellerEInvoiceAddress>"
                "<a:sellerEInvoiceOperator>003721291126</a:sellerEInvoiceOperator>"
                "<a:sellerPartyIdentifier>2077474-0</a:sellerPartyIdentifier>"
            ),
        )
    ).seller
    assert (seller.name, seller.business_id, seller.vat_number) == ("Myyjä Oy", "2077474-0", "FI20774740")
    assert seller.address == PostalAddress(street="Tie 3", postal_code="33100", town="Tampere")
    assert (seller.contact_name, seller.email, seller.phone) == ("Maija", "laskut@example.fi", "03 222")
    assert seller.electronic_address == ElectronicAddress(address="003720774740", operator="003721291126")
    assert seller.bank_accounts == (BankAccount(number="FI2112345600000785", bic="NDEAFIHH"),)


def test_free_texts_lose_their_formatting() -> None:
    found = readable(
        invoice(
            NotesBeforeInvoiceRows="&lt;p&gt;Hei&lt;/p&gt;&lt;p&gt;Kiitos&lt;/p&gt;",
            NotesAfterInvoiceRows="5 &lt; 7 &amp; 3",
            Notes="a&#13;\nb",
        )
    )
    assert found.text_before_rows == "Hei\nKiitos"
    assert found.text_after_rows == "5 < 7 & 3"
    assert found.notes == "a\nb"


@pytest.mark.parametrize(
    "form", ["", "{}", "<a:{0}/>", '<a:{0} i:nil="true"/>', '<a:{0} i:nil="1"></a:{0}>', "<a:{0}> </a:{0}>"]
)
@pytest.mark.parametrize(
    "name",
    [
        "OurReference", "PaymentDate", "MainCaseGUID", "BuyerOrganization", "SellerContact", "InvoiceConfig",
        "InvoiceAllowedCaseGUIDs", "IsTaxFree", "EntryDate",
    ],
)  # fmt: skip
def test_nil_empty_and_absent_members_are_the_same(name: str, form: str) -> None:
    usual = invoice()
    if form == "{}":
        form = "<!-- {0} -->"
    text = usual.replace("</a:Invoice>", form.format(name) + "</a:Invoice>")
    assert readable(text) == readable(usual)


def shuffled(text: str, seed: int) -> str:
    """The same records with the members of each in another order and members that nobody knows among them."""
    chance = random.Random(seed)
    root = etree.fromstring(text.replace("<a:Invoice>", f"<a:Invoice {NAMESPACES}>", 1))
    for element in list(root.iter("*")):
        is_list = element.tag.endswith(("Rows", "GUIDs"))
        if not len(element) or is_list:
            continue
        children = list(element)
        unknown = etree.fromstring(
            f"<a:SomethingNew {NAMESPACES}><a:Number>999</a:Number><a:InvoiceRow><a:rowAmount>abc</a:rowAmount>"
            "</a:InvoiceRow></a:SomethingNew>"
        )
        elsewhere = etree.fromstring("<Number xmlns='urn:elsewhere'>999</Number>")
        children += [unknown, elsewhere]
        chance.shuffle(children)
        element[:] = children
    return etree.tostring(root).decode()


@pytest.mark.parametrize("seed", range(20))
def test_order_and_unknown_members_do_not_matter_at_any_depth(seed: int) -> None:
    usual = invoice(row(rowNumber="1") + row(rowNumber="2"), BuyerOrganization=BUYER)
    assert read_invoice(etree.fromstring(shuffled(usual, seed))) == readable(usual)


def test_prefixes_do_not_matter() -> None:
    other = invoice().replace("a:", "q17:")
    element = etree.fromstring(
        other.replace("<q17:Invoice>", f"<q17:Invoice {NAMESPACES.replace('xmlns:a', 'xmlns:q17')}>", 1)
    )
    assert read_invoice(element) == readable(invoice())


# One invoice that cannot be read


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (invoice(row(rowAmount="abc")), "InvoiceRows[1].rowAmount is 'abc', not a decimal number"),
        (invoice(row() + row(rowVatAmount="1,5")), "InvoiceRows[2].rowVatAmount is '1,5', not a decimal number"),
        (invoice(row(rowAmount="1E5")), "InvoiceRows[1].rowAmount is '1E5', not a decimal number"),
        (invoice(row(rowAmount="NaN")), "InvoiceRows[1].rowAmount is 'NaN', not a decimal number"),
        (invoice(row(rowAmount="<a:x/>")), "InvoiceRows[1].rowAmount is 'elements', not a text"),
        (invoice(row(rowAmount="")), "InvoiceRows[1].rowAmount is missing"),
        (invoice(row(rowVatAmount="")), "InvoiceRows[1].rowVatAmount is missing"),
        (invoice(row(rowVatExcludedAmount="")), "InvoiceRows[1].rowVatExcludedAmount is missing"),
        (invoice(row(deliveredQuantity="")), "InvoiceRows[1].deliveredQuantity is missing"),
        (
            invoice(row(rowUnitPrice="", unitPriceAmount="")),
            "InvoiceRows[1] has neither rowUnitPrice nor unitPriceAmount",
        ),
        (invoice(Number="12 345"), "Number is '12 345', not a whole number"),
        (invoice(Number="9" * 30), f"Number is {'9' * 30!r}, not a whole number"),
        (invoice(IsCreditNote="yes"), "IsCreditNote is 'yes', not true or false"),
        (invoice(CurrencyShortform="EURO"), "CurrencyShortform is 'EURO', not a currency's three letters"),
        (invoice(InvoiceDetails=""), "InvoiceDetails is missing"),
        (invoice(InvoiceDetails="<a:invoiceNumber>1</a:invoiceNumber>"),
         "InvoiceDetails.invoiceTotalVatExcludedAmount is missing"),
        (invoice(GUID=""), "GUID is missing"),
        (invoice(Title="x" * 90 + "<a:b/>"), "Title is 'elements', not a text"),
        (invoice(PaymentTerm="y" * 200), f"PaymentTerm is {'y' * 80 + '…'!r}, not a whole number"),
        (invoice().replace("</a:Invoice>", "<a:Number>1</a:Number></a:Invoice>"), "Number comes twice"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_what_stood_there(text: str, reason: str) -> None:
    assert unreadable(text).reason == reason


def test_what_is_known_of_an_unreadable_invoice_is_kept() -> None:
    found = unreadable(invoice(row(rowAmount="abc"), BusinessUnitGUID="unit-1"))
    assert (found.guid, found.number, found.numbering_unit.guid) == ("invoice-1", 12345, "unit-1")
    assert unreadable(invoice(Number="abc")).number is None
    assert unreadable(invoice(Number="abc")).guid == "invoice-1"


def test_the_fingerprint_tells_whether_an_unreadable_invoice_changed() -> None:
    first, same, changed = (
        unreadable(invoice(row(rowAmount=amount), Title=title)).fingerprint
        for amount, title in (("abc", "a"), ("abc", "a"), ("abc", "b"))
    )
    assert first == same != changed


def test_one_unreadable_invoice_does_not_spoil_the_others(severa: TinySevera, source: SoapSource) -> None:
    good = [invoice(GUID=f"good-{number}") for number in range(3)]
    bad = invoice(row(rowAmount="abc"), GUID="bad")
    severa.answer(answer("GetInvoicesByStatus", good[0] + bad + good[1] + '<a:Invoice i:nil="true"/>' + good[2]))
    severa.by_operation(
        GetInvoicesByStatus=answer("GetInvoicesByStatus", good[0] + bad + good[1] + good[2]),
        GetInvoicesByDateAndStatus=answer("GetInvoicesByDateAndStatus", ""),
    )
    ((first, second, third, fourth),) = source.invoices_in("Odottaa", set())
    assert [type(each).__name__ for each in (first, second, third, fourth)] == [
        "Invoice",
        "UnreadableInvoice",
        "Invoice",
        "Invoice",
    ]
    assert second.guid == "bad"


def test_an_invoice_that_says_it_is_in_another_status_is_not_taken_for_one_to_transfer(
    severa: TinySevera, source: SoapSource
) -> None:
    found = invoice(InvoiceStatus="Luonnos") + invoice(GUID="2", InvoiceStatus=" odottaa")
    severa.by_operation(
        GetInvoicesByStatus=answer("GetInvoicesByStatus", found),
        GetInvoicesByDateAndStatus=answer("GetInvoicesByDateAndStatus", ""),
    )
    ((draft, waiting),) = source.invoices_in("Odottaa", set())
    assert isinstance(draft, UnreadableInvoice)
    assert draft.reason == "InvoiceStatus is 'Luonnos', but 'Odottaa' was asked for"
    assert isinstance(waiting, Invoice)


@pytest.mark.parametrize(
    "result", ["", '<GetInvoiceByGUIDResult i:nil="true" xmlns:i="{}"/>', "<GetInvoiceByGUIDResult/>"]
)
def test_no_invoice_is_none_however_it_is_said(severa: TinySevera, source: SoapSource, result: str) -> None:
    nil = result.format("http://www.w3.org/2001/XMLSchema-instance")
    severa.answer(
        envelope(f'<GetInvoiceByGUIDResponse xmlns="http://soap.severa.com/">{nil}</GetInvoiceByGUIDResponse>')
    )
    assert source.invoice("invoice-1") is None


def test_characters_that_xml_does_not_allow_do_not_spoil_the_reply(severa: TinySevera, source: SoapSource) -> None:
    members = invoice(Title="yksi&#xB;kaksi&#11;kolme&#x1F;neljä &#228;&#xFFFF;&#x11;&#xc;.").removeprefix(
        "<a:Invoice>"
    )
    severa.answer(answer("GetInvoiceByGUID", members.removesuffix("</a:Invoice>")))
    found = source.invoice("invoice-1")
    assert isinstance(found, Invoice)
    assert found.title == "yksi\nkaksi\nkolme\ufffdneljä ä\ufffd\ufffd\n."


def test_raw_characters_that_xml_does_not_allow_do_not_spoil_the_reply(severa: TinySevera, source: SoapSource) -> None:
    members = invoice(Title="yksi\x0bkaksi\x0ckolme\x00neljä\x1f\uffff\ud800&#x1;\té\U0001f600").removeprefix(
        "<a:Invoice>"
    )
    text = answer("GetInvoiceByGUID", members.removesuffix("</a:Invoice>"))
    severa.answer(Reply(text.encode("utf-8", "surrogatepass")))
    found = source.invoice("invoice-1")
    assert isinstance(found, Invoice)
    assert found.title == "yksi\nkaksi\nkolme\ufffdneljä\ufffd\ufffd\ufffd\ufffd\té\U0001f600"


@pytest.mark.parametrize("code", sorted({*range(0x20), 0xFFFE, 0xFFFF} - {9, 10, 13}))
def test_no_raw_character_that_xml_does_not_allow_hides_an_invoice(
    severa: TinySevera, source: SoapSource, code: int
) -> None:
    one, other = invoice(GUID="invoice-1", Title=f"a{chr(code)}b"), invoice(GUID="invoice-2")
    severa.by_operation(
        GetInvoicesByStatus=answer("GetInvoicesByStatus", one + other),
        GetInvoicesByDateAndStatus=answer("GetInvoicesByDateAndStatus", ""),
    )
    (page,) = source.invoices_in("Odottaa", set())
    assert [each.guid for each in page] == ["invoice-1", "invoice-2"]
    assert isinstance(page[0], Invoice)
    assert page[0].title == ("a\nb" if code in (0xB, 0xC) else "a\ufffdb")


def test_a_reply_in_another_encoding_is_read(severa: TinySevera, source: SoapSource) -> None:
    members = invoice(Title="Äänekoski").removeprefix("<a:Invoice>").removesuffix("</a:Invoice>")
    text = answer("GetInvoiceByGUID", members)
    severa.answer(
        Reply(f'<?xml version="1.0" encoding="utf-16"?>{text}'.encode("utf-16")),
    )
    found = source.invoice("invoice-1")
    assert isinstance(found, Invoice)
    assert found.title == "Äänekoski"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_an_amount_is_read_exactly_as_written(amount: Decimal) -> None:
    written = format(amount, "f")
    assert str(only_row(rowAmount=written).including_vat.amount) == written


@given(st.text(max_size=40))
def test_whatever_stands_in_a_member_the_invoice_is_read_or_the_member_named(text: str) -> None:
    element = etree.fromstring(invoice().replace("<a:Invoice>", f"<a:Invoice {NAMESPACES}>", 1))
    try:
        element.find("{*}InvoiceRows/{*}InvoiceRow/{*}rowAmount").text = text
    except ValueError:
        return  # not a text that XML can carry
    found = read_invoice(element)
    assert isinstance(found, Invoice) or "InvoiceRows[1].rowAmount" in found.reason
