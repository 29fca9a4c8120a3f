"""The registers as a target: customers upserted, invoices stored once and digit for digit."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from severa_maestro.companies.models import Company
from severa_maestro.errors import ConfigurationError, DataError
from severa_maestro.invoicing.invoice import BusinessUnit, Invoice, InvoiceRow, RowKind, Totals
from severa_maestro.invoicing.money import Money
from severa_maestro.invoicing.parties import Buyer, Customer, CustomerAddress, ElectronicAddress, PostalAddress, Seller
from severa_maestro.maestro.registers.adapter import RegistersTarget, make_registers
from severa_maestro.maestro.registers.models import (
    ProductGroup,
    RegisterCustomer,
    RegisterProduct,
    SalesInvoice,
    SalesInvoiceRow,
    SalesInvoiceVat,
)
from severa_maestro.maestro.target import MaestroTarget, MatchedInvoice
from severa_maestro.matching.products import FALLBACK, ProductCode, RowMatch, Rule
from severa_maestro.matching.rows import Matcher
from tests import strategies
from tests.maestro.conftest import make_company

UNIT = BusinessUnit(guid="unit", code="1", name="Kuusi Oy", vat_number="FI20774740")
in_database = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def euros(text: str) -> Money:
    return Money(Decimal(text), "EUR")


def an_invoice(number: int | None = 1001, customer_number: str = "7", codes: tuple[str, ...] = ("A1",)) -> Invoice:
    row = InvoiceRow(
        number=1,
        kind=RowKind.WORK,
        codes=codes,
        name="Konsultointi",
        quantity=Decimal("3"),
        unit="h",
        unit_price=euros("33.333333333333333333333"),
        excluding_vat=euros("100"),
        vat=euros("25.50"),
        including_vat=euros("125.50"),
        vat_rate=Decimal("25.5"),
    )
    return Invoice(
        guid="guid",
        number=number,
        numbering_unit=UNIT,
        unit=UNIT,
        status="Odottaa siirtoa Maestroon",
        invoice_date=date(2026, 11, 22),
        currency="EUR",
        totals=Totals(excluding_vat=euros("100"), vat=euros("25.50"), including_vat=euros("125.50")),
        rows=(row,),
        buyer=Buyer(customer_guid="customer", customer_number=customer_number),
        seller=Seller(name="Kuusi Oy"),
    )


def id_of(target: RegistersTarget, invoice: Invoice) -> int:
    """The register's id of the invoice's customer; 0 where there is none."""
    record = target.customer_record(invoice.buyer.customer_number)
    return record.register_id if record else 0


def matched(
    target: RegistersTarget, invoice: Invoice, credits_register_id: int | None = None, customer_id: int | None = None
) -> MatchedInvoice:
    catalogue = target.catalogue()
    return MatchedInvoice(
        invoice=invoice,
        numbering_unit="FI20774740",
        customer_register_id=customer_id if customer_id is not None else id_of(target, invoice),
        matches=[Matcher(catalogue).match(row) for row in invoice.rows],
        credits_register_id=credits_register_id,
    )


def save(target: RegistersTarget, customer: Customer) -> int:
    """Saves a customer under its number, whoever has that."""
    there = target.customer_record(customer.number)
    return target.save_customer(customer, there.register_id if there else None)


def store(target: RegistersTarget, invoice: Invoice) -> int:
    save(target, Customer(guid="customer", number=invoice.buyer.customer_number))
    [register_id] = target.store_invoices([matched(target, invoice)])
    return register_id


def add_product(company: Company, letter: str, number: int, **fields: object) -> RegisterProduct:
    group, _ = ProductGroup.objects.get_or_create(company=company, letter=letter)
    return RegisterProduct.objects.create(company=company, group=group, number=number, **fields)


def test_the_adapter_fulfils_the_port(target: RegistersTarget) -> None:
    port: MaestroTarget = target
    assert port is target


def test_a_company_is_made_with_group_a_and_the_fallback_product_once(company: Company) -> None:
    make_registers(company)
    assert [(each.letter, each.name) for each in company.product_groups.all()] == [("A", "Yleinen")]
    assert [(each.code, each.name) for each in company.products.all()] == [(FALLBACK, "Varatuote")]


def test_the_catalogue_takes_one_query_and_what_a_group_gives_its_products(
    company: Company, target: RegistersTarget
) -> None:
    ProductGroup.objects.filter(company=company).update(sales_account="3000", vat_rate=Decimal("25.5"))
    add_product(company, "A", 1, name="Konsultointi")
    add_product(company, "A", 2, name="Kirja", vat_rate=Decimal("13.5"), sales_account="3010")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        catalogue = target.catalogue()
    assert len(queries) == 1
    rows = an_invoice().rows
    own, of_group = (Matcher(catalogue).match(replace(rows[0], codes=(code,))).product for code in ("A2", "a/1"))
    assert (of_group.vat_rate, of_group.sales_account) == (Decimal("25.5"), "3000")
    assert (own.vat_rate, own.sales_account) == (Decimal("13.5"), "3010")


def test_the_catalogue_has_only_the_companys_own_products_and_default_group(db: None) -> None:
    one, other = make_company("Yksi", default_group="B"), make_company("Toinen")
    add_product(one, "B", 1, name="Yhden")
    row = replace(an_invoice().rows[0], codes=("1",))
    assert Matcher(RegistersTarget(one).catalogue()).match(row).product.code == ProductCode("B", 1)
    assert Matcher(RegistersTarget(other).catalogue()).match(row).is_fallback
    assert len(RegistersTarget(other).catalogue()) == 1


def test_a_missing_fallback_product_is_a_matter_of_configuration(company: Company, target: RegistersTarget) -> None:
    company.products.all()._raw_delete("default")
    with pytest.raises(ConfigurationError) as refused:
        target.catalogue()
    assert refused.value.code == "fallback-product-missing"


CUSTOMER = Customer(
    guid="customer",
    number="7",
    name="Ääkkönen Öljy Oy",
    vat_number="fi 20774740",
    addresses=(
        CustomerAddress(guid="a", owner="7", address=PostalAddress(street="Käyntikatu 1")),
        CustomerAddress(
            guid="b",
            owner="7",
            address=PostalAddress(
                street="PL 1", postal_code="00100", town="Helsinki", country="Suomi", country_code="FI"
            ),
            is_billing=True,
        ),
    ),
    email="laskut@example.fi",
    language="fi",
    currency="EUR",
    payment_term_days=14,
    overdue_interest="8.5",
    electronic_address=ElectronicAddress(address="003720774740", operator="003721291126"),
)


def test_a_customer_is_added_with_its_invoicing_address_and_canonical_ids(target: RegistersTarget) -> None:
    save(target, CUSTOMER)
    record = RegisterCustomer.objects.get()
    assert (record.business_id, record.vat_number) == ("2077474-0", "FI20774740")
    assert (record.street, record.postal_code, record.town, record.country_code) == ("PL 1", "00100", "Helsinki", "FI")
    assert (record.electronic_address, record.electronic_operator) == ("003720774740", "003721291126")
    assert (record.payment_term_days, record.overdue_interest, record.is_active) == (14, "8.5", True)


@pytest.mark.parametrize(
    ("given_as", "business_id", "vat_number"),
    [
        ("2077474-0", "2077474-0", "FI20774740"),
        ("1478523-8", "1478523-8", "1478523-8"),
        ("FI14785238", "FI14785238", "FI14785238"),
        ("SE 556036-0793 01", "", "SE556036079301"),
        ("US 12-3456789", "", "US 12-3456789"),
        ("", "", ""),
    ],
)
def test_ids_are_canonical_where_right_and_otherwise_as_they_came(
    target: RegistersTarget, given_as: str, business_id: str, vat_number: str
) -> None:
    save(target, replace(CUSTOMER, vat_number=given_as))
    record = RegisterCustomer.objects.get()
    assert (record.business_id, record.vat_number) == (business_id, vat_number)


def test_an_unchanged_customer_is_read_and_not_written(target: RegistersTarget) -> None:
    save(target, CUSTOMER)
    with CaptureQueriesContext(connection) as queries:
        save(target, CUSTOMER)
    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}


def test_a_changed_customer_keeps_its_record(target: RegistersTarget) -> None:
    save(target, CUSTOMER)
    before = RegisterCustomer.objects.get()
    save(target, replace(CUSTOMER, name="Uusi nimi Oy", is_active=False))
    after = RegisterCustomer.objects.get()
    assert (after.pk, after.name, after.is_active) == (before.pk, "Uusi nimi Oy", False)
    assert after.updated_at > before.updated_at


@in_database
@given(customer=strategies.customers(), later=strategies.customers())
def test_whatever_a_customer_holds_the_register_takes_it_and_its_changes(
    target: RegistersTarget, customer: Customer, later: Customer
) -> None:
    RegisterCustomer.objects.all().delete()
    save(target, customer)
    save(target, replace(later, number=customer.number))
    record = RegisterCustomer.objects.get()
    address = later.invoicing_address
    assert (record.name, record.email, record.street) == (later.name, later.email, address.street)
    with CaptureQueriesContext(connection) as queries:
        save(target, replace(later, number=customer.number))
    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}


def test_a_renumbered_customer_keeps_its_record_and_its_invoices(target: RegistersTarget) -> None:
    register_id = store(target, an_invoice())
    record = target.customer_record("7")
    assert record is not None
    assert target.save_customer(replace(CUSTOMER, number="70"), record.register_id) == record.register_id
    assert RegisterCustomer.objects.get().number == "70"
    assert SalesInvoice.objects.get(pk=register_id).customer_id == record.register_id


def test_a_freed_number_may_be_given_to_another_and_the_invoices_stay(target: RegistersTarget) -> None:
    register_id = store(target, an_invoice())
    record = target.customer_record("7")
    assert record is not None
    target.free_customer_number(record.register_id)
    assert target.customer_record("7") is None
    save(target, replace(CUSTOMER, name="Toinen"))
    assert SalesInvoice.objects.get(pk=register_id).customer_id == record.register_id
    assert RegisterCustomer.objects.count() == 2


def test_who_has_a_number_is_told_with_what_tells_customers_apart(target: RegistersTarget) -> None:
    assert target.customer_record("7") is None
    save(target, CUSTOMER)
    record = target.customer_record("7")
    assert record is not None
    assert (record.name, record.identity) == (CUSTOMER.name, "FI20774740")


def test_customers_of_two_companies_with_one_number_are_two(db: None) -> None:
    for name in ("Yksi", "Toinen"):
        save(RegistersTarget(make_company(name)), replace(CUSTOMER, name=name))
    assert set(RegisterCustomer.objects.values_list("company__name", "name")) == {
        ("Yksi", "Yksi"),
        ("Toinen", "Toinen"),
    }


def test_storing_an_invoice_takes_four_statements(company: Company, target: RegistersTarget) -> None:
    add_product(company, "A", 1)
    save(target, CUSTOMER)
    ready = matched(target, an_invoice())
    with CaptureQueriesContext(connection) as queries:
        target.store_invoices([ready])
    assert len(queries) == 4


def test_an_invoice_is_stored_once_only(target: RegistersTarget) -> None:
    store(target, an_invoice())
    with pytest.raises(DataError) as refused, transaction.atomic():
        store(target, replace(an_invoice(), guid="another"))
    assert refused.value.code == "invoice-already-stored"
    assert (SalesInvoice.objects.count(), SalesInvoiceRow.objects.count()) == (1, 1)


def test_the_database_itself_refuses_a_second_invoice_of_a_number(target: RegistersTarget) -> None:
    stored = SalesInvoice.objects.get(pk=store(target, an_invoice()))
    stored.pk = None
    stored._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        stored.save()


def test_one_number_in_two_units_or_two_companies_is_two_invoices(target: RegistersTarget) -> None:
    store(target, an_invoice())
    target.store_invoices([replace(matched(target, an_invoice()), numbering_unit="FI02011248")])
    other = RegistersTarget(make_company("Toinen"))
    store(other, an_invoice())
    assert SalesInvoice.objects.count() == 3


def test_an_invoice_without_its_customer_is_refused(target: RegistersTarget) -> None:
    with pytest.raises(DataError) as refused:
        target.store_invoices([matched(target, an_invoice())])
    assert refused.value.code == "customer-not-in-register"


@pytest.mark.parametrize("lacking", [{"number": None}, {"invoice_date": None}])
def test_an_invoice_without_number_or_date_is_refused(target: RegistersTarget, lacking: dict[str, None]) -> None:
    save(target, CUSTOMER)
    with pytest.raises(DataError) as refused:
        target.store_invoices([matched(target, replace(an_invoice(), **lacking))])
    assert refused.value.code == "invoice-incomplete"


def test_a_rate_that_its_column_cannot_hold_is_refused_not_rounded(target: RegistersTarget) -> None:
    save(target, CUSTOMER)
    row = replace(an_invoice().rows[0], vat_rate=Decimal("25.50001"))
    with pytest.raises(DataError) as refused, transaction.atomic():
        target.store_invoices([matched(target, replace(an_invoice(), rows=(row,)))])
    assert refused.value.code == "rate-does-not-fit"
    assert not SalesInvoice.objects.exists()


def test_a_product_added_after_the_target_was_made_is_found(company: Company, target: RegistersTarget) -> None:
    save(target, CUSTOMER)
    target.catalogue()
    product = add_product(company, "A", 1)
    ready = matched(RegistersTarget(company), an_invoice())
    target.store_invoices([ready])
    assert SalesInvoiceRow.objects.get().product == product


def test_a_product_that_is_gone_is_told(company: Company, target: RegistersTarget) -> None:
    save(target, CUSTOMER)
    product = add_product(company, "A", 1)
    ready = matched(target, an_invoice())
    product.delete()
    target.catalogue()
    with pytest.raises(DataError) as refused, transaction.atomic():
        target.store_invoices([ready])
    assert refused.value.code == "product-not-in-register"


def test_a_rolled_back_customer_is_not_taken_for_one_that_is_there(target: RegistersTarget) -> None:
    with transaction.atomic():
        save(target, CUSTOMER)
        transaction.set_rollback(True)
    with pytest.raises(DataError) as refused:
        target.store_invoices([matched(target, an_invoice())])
    assert refused.value.code == "customer-not-in-register"


def test_a_credit_note_points_to_the_invoice_that_it_credits(target: RegistersTarget) -> None:
    original_id = store(target, an_invoice())
    credit = strategies.full_credit_of(an_invoice(), 1002)
    [credit_id] = target.store_invoices([matched(target, credit, credits_register_id=original_id)])
    original = SalesInvoice.objects.get(pk=original_id)
    stored = SalesInvoice.objects.get(pk=credit_id)
    assert (stored.is_credit_note, stored.credits) == (True, original)
    assert stored.total_including_vat == -original.total_including_vat
    assert list(original.credit_notes.all()) == [stored]


def test_replacing_keeps_the_id_and_leaves_nothing_of_the_old(company: Company, target: RegistersTarget) -> None:
    add_product(company, "A", 1)
    register_id = store(target, an_invoice())
    stored_at = SalesInvoice.objects.get().stored_at
    first = an_invoice().rows[0]
    rows = (replace(first, name="Uusi"), replace(first, number=2, codes=("Z9",), vat_rate=Decimal(0), vat=euros("0")))
    target.replace_invoice(register_id, matched(target, replace(an_invoice(), rows=rows, title="Korjattu")))
    invoice = SalesInvoice.objects.get()
    assert (invoice.pk, invoice.title, invoice.stored_at) == (register_id, "Korjattu", stored_at)
    assert [(str(row.product.code), row.name) for row in invoice.rows.all()] == [
        ("A/1", "Uusi"),
        ("A/0", "Konsultointi"),
    ]
    assert [line.rate for line in invoice.vat_lines.all()] == [Decimal("25.5"), 0]


def test_replacing_refuses_a_number_that_another_invoice_has(target: RegistersTarget) -> None:
    store(target, an_invoice(1001))
    register_id = store(target, an_invoice(1002))
    with pytest.raises(DataError) as refused, transaction.atomic():
        target.replace_invoice(register_id, matched(target, an_invoice(1001)))
    assert refused.value.code == "invoice-already-stored"


def test_replacing_an_invoice_that_is_not_there_or_is_anothers_is_refused(target: RegistersTarget) -> None:
    other = RegistersTarget(make_company("Toinen"))
    register_id = store(other, an_invoice())
    save(target, CUSTOMER)
    with pytest.raises(DataError) as refused:
        target.replace_invoice(register_id, matched(target, an_invoice()))
    assert refused.value.code == "invoice-not-in-register"


def two_rows_on_fallback(target: RegistersTarget) -> tuple[int, Invoice]:
    first = an_invoice().rows[0]
    invoice = replace(an_invoice(), rows=(replace(first, codes=("Z1",)), replace(first, number=2, codes=("Z2",))))
    return store(target, invoice), invoice


def to_product(target: RegistersTarget, invoice: Invoice, row: int, code: ProductCode) -> RowMatch:
    product = target.catalogue().get(code)
    assert product is not None
    return RowMatch(invoice.rows[row - 1], product, Rule.CODE_MAP)


def products_of_rows() -> list[str]:
    return [str(row.product.code) for row in SalesInvoiceRow.objects.order_by("number")]


def test_a_row_moves_off_the_fallback_product_and_nothing_else_of_it_changes(
    company: Company, target: RegistersTarget
) -> None:
    add_product(company, "A", 1)
    register_id, invoice = two_rows_on_fallback(target)
    assert target.fallback_rows([register_id]) == {register_id: frozenset({1, 2})}
    before = SalesInvoiceRow.objects.values().get(number=1)
    target.move_off_fallback(register_id, [to_product(target, invoice, 1, ProductCode("A", 1))])
    after = SalesInvoiceRow.objects.values().get(number=1)
    assert {name for name, value in after.items() if before[name] != value} == {"product_id", "rule"}
    assert after["rule"] == Rule.CODE_MAP
    assert products_of_rows() == ["A/1", "A/0"]
    assert target.fallback_rows([register_id]) == {register_id: frozenset({2})}


@pytest.mark.parametrize("wrong", ["row elsewhere", "no such row", "no such product", "another's invoice"])
def test_what_is_not_a_row_on_the_fallback_product_is_refused(
    company: Company, target: RegistersTarget, wrong: str
) -> None:
    product = add_product(company, "A", 1)
    other = add_product(company, "A", 2)
    register_id, invoice = two_rows_on_fallback(target)
    match = to_product(target, invoice, 2, product.code)
    mover = target
    if wrong == "row elsewhere":
        SalesInvoiceRow.objects.filter(number=2).update(product=other)
    elif wrong == "no such row":
        match = replace(match, row=replace(match.row, number=9))
    elif wrong == "no such product":
        match = replace(match, product=replace(match.product, code=ProductCode("A", 77)))
    else:
        stranger = make_company("Toinen")
        add_product(stranger, "A", 1)
        mover = RegistersTarget(stranger)
    before = products_of_rows()
    with pytest.raises(DataError) as refused, transaction.atomic():
        mover.move_off_fallback(register_id, [match])
    assert refused.value.code == "row-not-moved"
    assert products_of_rows() == before


def test_moving_a_row_takes_one_statement_once_the_products_are_known(
    company: Company, target: RegistersTarget
) -> None:
    add_product(company, "A", 1)
    register_id, invoice = two_rows_on_fallback(target)
    match = to_product(target, invoice, 1, ProductCode("A", 1))
    with CaptureQueriesContext(connection) as queries:
        target.move_off_fallback(register_id, [match])
    assert [each["sql"].split()[0] for each in queries] == ["UPDATE"]


def test_deleting_a_company_takes_its_registers_along(company: Company, target: RegistersTarget) -> None:
    original_id = store(target, an_invoice())
    credit = strategies.full_credit_of(an_invoice(), 1002)
    target.store_invoices([matched(target, credit, credits_register_id=original_id)])
    company.delete()
    assert not RegisterProduct.objects.exists()
    assert not SalesInvoice.objects.exists()


# What a stored invoice holds -----------------------------------------------------------------------------------------

FIELDS_OF_THE_SAME_NAME = (
    "number",
    "is_credit_note",
    "invoice_date",
    "due_date",
    "entry_date",
    "payment_date",
    "currency",
    "currency_rate",
    "is_reverse_charged",
    "reverse_charge_text",
    "reference_number",
    "our_reference",
    "your_reference",
    "order_number",
    "purchase_order_number",
    "payment_term_days",
    "payment_term_text",
    "overdue_interest",
    "virtual_bar_code",
    "title",
    "notes",
    "text_before_rows",
    "text_after_rows",
    "language",
)
PARTY_FIELDS = (
    "name",
    "business_id",
    "vat_number",
    "contact_name",
    "email",
    "phone",
)
ADDRESS_FIELDS = (
    "street",
    "postal_code",
    "town",
    "region",
    "country",
    "country_code",
)
ROW_FIELDS_OF_THE_SAME_NAME = (
    "number",
    "name",
    "text",
    "quantity",
    "unit",
    "vat_rate",
    "vat_code",
    "event_date",
    "person",
)
AMOUNTS = (
    "excluding_vat",
    "vat",
    "including_vat",
)


@in_database
@given(invoice=strategies.invoices())
def test_every_field_of_an_invoice_lands_in_the_register_to_the_last_decimal(
    target: RegistersTarget, invoice: Invoice
) -> None:
    SalesInvoice.objects.all().delete()
    stored = SalesInvoice.objects.get(pk=store(target, invoice))
    assert_same_invoice(stored, invoice)
    rows = list(stored.rows.all())
    assert len(rows) == len(invoice.rows)
    for stored_row, row in zip(rows, invoice.rows, strict=True):
        assert_same_row(stored_row, row)
    assert [(line.rate, line.base, line.vat) for line in stored.vat_lines.all()] == [
        (line.rate, line.base.amount, line.vat.amount) for line in invoice.vat_lines
    ]


def assert_same_invoice(stored: SalesInvoice, invoice: Invoice) -> None:
    for name in FIELDS_OF_THE_SAME_NAME:
        assert getattr(stored, name) == getattr(invoice, name), name
    for prefix, party in (("buyer_", invoice.buyer), ("seller_", invoice.seller)):
        for name in PARTY_FIELDS:
            assert getattr(stored, prefix + name) == getattr(party, name), prefix + name
        for name in ADDRESS_FIELDS:
            assert getattr(stored, prefix + name) == getattr(party.address, name), prefix + name
        assert getattr(stored, f"{prefix}electronic_address") == party.electronic_address.address
        assert getattr(stored, f"{prefix}electronic_operator") == party.electronic_address.operator
    for name in AMOUNTS:
        assert getattr(stored, f"total_{name}") == getattr(invoice.totals, name).amount
        assert getattr(stored, f"rounding_{name}") == getattr(invoice.rounding_difference, name).amount
    unit = (stored.business_unit_code, stored.business_unit_name, stored.business_unit_vat_number)
    assert unit == (invoice.unit.code, invoice.unit.name, invoice.unit.vat_number)
    assert (stored.project_number, stored.project_name) == (invoice.project.number, invoice.project.name)
    accounts = [f"{account.number} {account.bic}".strip() for account in invoice.seller.bank_accounts]
    assert stored.seller_bank_accounts.splitlines() == accounts
    assert stored.customer.number == invoice.buyer.customer_number


def assert_same_row(stored: SalesInvoiceRow, row: InvoiceRow) -> None:
    for name in ROW_FIELDS_OF_THE_SAME_NAME:
        assert getattr(stored, name) == getattr(row, name), name
    for name in (*AMOUNTS, "unit_price"):
        assert getattr(stored, name) == getattr(row, name).amount, name
    cost = None if row.cost is None else (row.cost.amount, row.cost.currency)
    assert (None if stored.cost is None else (stored.cost, stored.cost_currency)) == cost
    assert (stored.kind, stored.severa_codes) == (row.kind, ", ".join(row.codes))
    assert (stored.project_number, stored.project_name) == (row.project.number, row.project.name)
    cost_centre = (stored.cost_centre_number, stored.cost_centre_name)
    assert cost_centre == (row.cost_centre.number, row.cost_centre.name)
    accounts = (stored.sales_account, stored.recurring_sales_account, stored.receivable_account, stored.vat_account)
    of_row = row.accounts
    assert accounts == (of_row.sales, of_row.recurring_sales, of_row.receivable, of_row.vat)
    assert stored.dimensions == of_row.dimensions


@in_database
@given(st.lists(strategies.numbers(limit=10**25, places=20), min_size=2, max_size=5, unique=True))
def test_numbers_come_back_digit_for_digit_and_sort_as_numbers(company: Company, amounts: list[Decimal]) -> None:
    SalesInvoice.objects.all().delete()
    customer, _ = RegisterCustomer.objects.get_or_create(company=company, number="7")
    zero = dict.fromkeys(("total_vat", "total_including_vat", *(f"rounding_{name}" for name in AMOUNTS)), Decimal(0))
    for number, amount in enumerate(amounts, start=1):
        SalesInvoice.objects.create(
            company=company,
            customer=customer,
            number=number,
            invoice_date=date(2026, 1, 1),
            total_excluding_vat=amount,
            **zero,
        )
    in_order = SalesInvoice.objects.order_by("total_excluding_vat").values_list("total_excluding_vat", flat=True)
    assert list(in_order) == sorted(amounts)
    above = SalesInvoice.objects.filter(total_excluding_vat__gt=min(amounts)).count()
    assert above == len(amounts) - 1


def test_all_lines_of_one_rate_are_one_vat_line(target: RegistersTarget) -> None:
    first = an_invoice().rows[0]
    rows = (first, replace(first, number=2, vat_rate=Decimal("25.50")))
    store(target, replace(an_invoice(), rows=rows))
    assert [(line.rate, line.base, line.vat) for line in SalesInvoiceVat.objects.all()] == [
        (Decimal("25.5"), Decimal(200), Decimal(51))
    ]
