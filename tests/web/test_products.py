"""Products and their groups: found, added and changed by the register's rules, and taken out to be imported again."""

from decimal import Decimal

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from severa_maestro.companies.models import CodeMapping, Company
from severa_maestro.maestro.registers.adapter import make_registers
from severa_maestro.maestro.registers.models import ProductGroup, RegisterProduct
from severa_maestro.maestro.registers.product_import import plan_import
from severa_maestro.web.accounts.models import AuditEntry, User
from tests.web.conftest import ClientOf
from tests.web.register_rows import a_customer, a_product, an_invoice

FIELDS = {"name": "Konsultointi", "unit": "h", "sales_account": "3000", "vat_rate": "25,5", "is_active": "on"}


@pytest.fixture(autouse=True)
def registers(company: Company) -> None:
    make_registers(company)


def address(company: Company, rest: str = "") -> str:
    return f"/companies/{company.pk}/products/{rest}"


def fallback(company: Company) -> RegisterProduct:
    return RegisterProduct.objects.filter(company=company).fallback().get()


def save(client: Client, page: str, sent: dict[str, str]) -> HttpResponse:
    """Opens the page, fills its form in and sends it."""
    return client.post(page, {**sent, "shown": client.get(page).context["shown"]}, follow=True)


# The list


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["A/0", "A/1", "B/2"]),
        ("q=äänekosken", ["B/2"]),
        ("q=a1", ["A/1"]),
        ("q=3055", ["B/2"]),
        ("group=B", ["B/2"]),
        ("active=no", ["B/2"]),
        ("active=yes&group=A", ["A/0", "A/1"]),
        ("q=nowhere", []),
        ("group=nonsense", ["A/0", "A/1", "B/2"]),
    ],
)
def test_each_filter_finds_its_products_and_no_other(
    company: Company, other_company: Company, reader: User, client_of: ClientOf, asked: str, found: list[str]
) -> None:
    a_product(company, "A1")
    a_product(company, "B2", name="ÄÄNEKOSKEN työ", sales_account="3055", is_active=False)
    a_product(other_company, "B3", name="Äänekosken muu")
    response = client_of(reader).get(f"{address(company)}?{asked}")
    assert [str(each.code) for each, _, _ in response.context["lines"]] == found


def test_a_product_shows_what_its_group_gives_it_and_leads_to_its_invoices(
    company: Company, reader: User, client_of: ClientOf
) -> None:
    product = a_product(company, "B1", sales_account="", vat_rate=None)
    ProductGroup.objects.filter(company=company, letter="B").update(sales_account="3900", vat_rate=Decimal("13.5"))
    an_invoice(a_customer(company), 2001, product, product)
    client = client_of(reader)
    with CaptureQueriesContext(connection) as queries:
        shown = client.get(f"{address(company)}?group=B").text
    assert "3900 <small" in shown
    assert "13,5\N{NO-BREAK SPACE}% <small" in shown
    assert f'href="/companies/{company.pk}/sales-invoices/?product={product.pk}"' in shown
    assert len(queries) <= 20


# One product


def test_what_a_bookkeeper_changes_is_saved_and_recorded(
    company: Company, bookkeeper: User, client_of: ClientOf
) -> None:
    product = a_product(company, "A1", name="Konsultointi", unit="h")
    client = client_of(bookkeeper)
    changed = {**FIELDS, "sales_account": "3010", "vat_rate": "13.5"}
    assert "Tuote A/1 on tallennettu." in save(client, address(company, f"{product.pk}/"), changed).text
    product.refresh_from_db()
    assert (product.sales_account, product.vat_rate) == ("3010", Decimal("13.5"))
    entry = AuditEntry.objects.get(action="product-changed")
    assert entry.before == {"product": "A/1", "sales_account": "3000", "vat_rate": "25.5"}
    assert entry.after == {"product": "A/1", "sales_account": "3010", "vat_rate": "13.5"}
    save(client, address(company, f"{product.pk}/"), changed)
    assert AuditEntry.objects.filter(action="product-changed").count() == 1, "nothing changed the second time"


def test_a_form_that_is_opened_and_saved_as_it_is_changes_nothing(
    company: Company, bookkeeper: User, client_of: ClientOf
) -> None:
    product = a_product(company, "A1", supplier="Saha", product_number="205/55R16", vat_rate=Decimal("0"))
    client = client_of(bookkeeper)
    form = client.get(address(company, f"{product.pk}/")).context["form"]
    save(client, address(company, f"{product.pk}/"), {each.name: each.value() for each in form})
    assert not AuditEntry.objects.filter(action="product-changed").exists()


def test_a_change_that_somebody_was_faster_than_is_not_saved(
    company: Company, bookkeeper: User, client_of: ClientOf
) -> None:
    product, client = a_product(company, "A1"), client_of(bookkeeper)
    pages = (address(company, f"{product.pk}/"), f"/companies/{company.pk}/product-groups/A/")
    shown = [client.get(page).context["shown"] for page in pages]
    RegisterProduct.objects.filter(pk=product.pk).update(sales_account="3999")
    ProductGroup.objects.filter(company=company, letter="A").update(sales_account="3999")
    for page, seen in zip(pages, shown, strict=True):
        said = client.post(page, {**FIELDS, "shown": seen}, follow=True).text
        assert "Joku on muuttanut näitä tietoja sillä välin" in said
        assert 'value="3999"' in said, "what is there now is shown"
    product.refresh_from_db()
    assert (product.sales_account, product.group.sales_account) == ("3999", "3999")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"vat_rate": "paljon"}, "Kirjoita verokanta prosentteina väliltä 0–100"),
        ({"vat_rate": "101"}, "Kirjoita verokanta prosentteina väliltä 0–100"),
        ({"name": ""}, "errorlist"),
        ({"supplier": "Saha", "product_number": "55"}, "tuotenumero 55 on jo tuotteella A/2"),
    ],
)
def test_what_cannot_be_saved_says_why_and_changes_nothing(
    company: Company, bookkeeper: User, client_of: ClientOf, wrong: dict[str, str], said: str
) -> None:
    a_product(company, "A2", supplier="Saha", product_number="55")
    product = a_product(company, "A1")
    response = save(client_of(bookkeeper), address(company, f"{product.pk}/"), {**FIELDS, "unit": "pv", **wrong})
    assert response.status_code == 422
    assert said in response.text
    product.refresh_from_db()
    assert product.unit == ""
    assert not AuditEntry.objects.filter(action="product-changed").exists()


def test_the_fallback_product_may_be_renamed_but_stays_in_use(
    company: Company, bookkeeper: User, client_of: ClientOf
) -> None:
    sent = {name: value for name, value in FIELDS.items() if name != "is_active"}
    save(client_of(bookkeeper), address(company, f"{fallback(company).pk}/"), {**sent, "name": "Selvitettävät"})
    assert (fallback(company).name, fallback(company).is_active) == ("Selvitettävät", True)


def test_a_product_tells_which_codes_lead_to_it(company: Company, reader: User, client_of: ClientOf) -> None:
    product = a_product(company, "B7")
    CodeMapping.objects.create(company=company, kind="work", code="KONS", product_group="B", product_number=7)
    shown = client_of(reader).get(address(company, f"{product.pk}/")).text
    assert 'työlaji <span class="code">KONS</span>' in shown
    assert '<form method="post" class="fields"' not in shown, "a reader changes nothing"


# A new product


def test_a_product_is_added_and_recorded(company: Company, bookkeeper: User, client_of: ClientOf) -> None:
    client = client_of(bookkeeper)
    assert "A Yleinen (seuraava vapaa numero 1)" in client.get(address(company, "new/")).text
    sent = {**FIELDS, "group": "A", "number": "12"}
    assert "Tuote A/12 on lisätty." in client.post(address(company, "new/"), sent, follow=True).text
    added = RegisterProduct.objects.get(company=company, number=12)
    assert (added.as_product().vat_rate, added.unit) == (Decimal("25.5"), "h")
    assert AuditEntry.objects.get(action="product-added").after["product"] == "A/12"


@pytest.mark.parametrize("number", ["0", "-1", "", "9999999999", "x"])
def test_a_code_that_is_taken_or_none_adds_nothing(
    company: Company, bookkeeper: User, client_of: ClientOf, number: str
) -> None:
    response = client_of(bookkeeper).post(address(company, "new/"), {**FIELDS, "group": "A", "number": number})
    assert response.status_code == 422
    assert "errorlist" in response.text
    assert RegisterProduct.objects.filter(company=company).count() == 1


def test_a_product_that_starts_inactive_is_added_so(company: Company, bookkeeper: User, client_of: ClientOf) -> None:
    sent = {name: value for name, value in FIELDS.items() if name != "is_active"}
    client_of(bookkeeper).post(address(company, "new/"), {**sent, "group": "A", "number": "5"})
    assert RegisterProduct.objects.get(company=company, number=5).is_active is False


# Groups


def test_a_group_is_added_and_changed_and_both_are_recorded(
    company: Company, bookkeeper: User, client_of: ClientOf
) -> None:
    client, groups = client_of(bookkeeper), f"/companies/{company.pk}/product-groups/"
    added = {"letter": "M", "name": "Työ", "sales_account": "3020", "vat_rate": "25,5"}
    assert "Pääryhmä M on lisätty." in client.post(f"{groups}new/", added, follow=True).text
    changed = {"name": "Työt", "sales_account": "3020", "vat_rate": ""}
    assert "Pääryhmä M on tallennettu." in save(client, f"{groups}M/", changed).text
    group = ProductGroup.objects.get(company=company, letter="M")
    assert (group.name, group.sales_account, group.vat_rate) == ("Työt", "3020", None)
    assert AuditEntry.objects.get(action="product-group-added").after == {**added, "vat_rate": "25.5"}
    entry = AuditEntry.objects.get(action="product-group-changed")
    assert entry.before == {"letter": "M", "name": "Työ", "vat_rate": "25.5"}
    assert entry.after == {"letter": "M", "name": "Työt", "vat_rate": None}


def test_a_group_is_refused_whose_letter_is_taken_or_whose_rate_is_none(
    company: Company, bookkeeper: User, client_of: ClientOf
) -> None:
    client, groups = client_of(bookkeeper), f"/companies/{company.pk}/product-groups/"
    for sent in ({"letter": "A", "name": "Toinen"}, {"letter": "B", "name": "B", "vat_rate": "-3"}, {"letter": "ÄÄ"}):
        assert client.post(f"{groups}new/", sent).status_code == 422
    assert ProductGroup.objects.filter(company=company).count() == 1
    assert client.get(f"{groups}Q/").status_code == 404


def test_a_group_tells_how_many_products_do_without_an_account(
    company: Company, reader: User, client_of: ClientOf
) -> None:
    a_product(company, "B1", sales_account="")
    a_product(company, "B2", sales_account="")
    a_product(company, "C1")
    shown = client_of(reader).get(f"/companies/{company.pk}/product-groups/").text
    assert shown.count("puuttuu tuotteilta: 2") == 1
    assert f'href="/companies/{company.pk}/products/?group=B"' in shown


# Files, and who may do what


def test_products_taken_out_as_csv_change_nothing_when_they_are_imported_again(
    company: Company, reader: User, client_of: ClientOf
) -> None:
    a_product(
        company, "A1", name="=HYPERLINK(1)", unit="'kpl", vat_rate=None, supplier="-x", product_number="205/55R16"
    )
    a_product(company, "B2", name='Työ; "iso"', is_active=False, vat_rate=Decimal("13.5"))
    response = client_of(reader).get(f"/companies/{company.pk}/products.csv")
    assert "'=HYPERLINK(1)" in response.content.decode("utf-8-sig"), "no formula in a spreadsheet program"
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    assert response.headers["Content-Type"].startswith("text/csv")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    plan = plan_import(company, response.content)
    assert (plan.problems, plan.added, plan.changed, plan.unchanged) == ((), (), (), 3)


def test_only_those_who_keep_the_register_change_it(
    company: Company, reader: User, stranger: User, client_of: ClientOf
) -> None:
    pk = fallback(company).pk
    pages = ("new/", f"{pk}/")
    groups = f"/companies/{company.pk}/product-groups/"
    for page in (*(address(company, each) for each in pages), f"{groups}new/", f"{groups}A/"):
        assert client_of(reader).post(page, FIELDS).status_code == 403
        assert client_of(stranger).post(page, FIELDS).status_code == 404
    for page in (address(company), address(company, f"{pk}/"), groups, f"/companies/{company.pk}/products.xlsx"):
        assert client_of(reader).get(page).status_code == 200
        assert client_of(stranger).get(page).status_code == 404


def test_a_product_of_another_company_is_not_found(
    company: Company, other_company: Company, bookkeeper: User, client_of: ClientOf
) -> None:
    others = a_product(other_company, "A1")
    assert client_of(bookkeeper).post(address(company, f"{others.pk}/"), FIELDS).status_code == 404
    others.refresh_from_db()
    assert others.name == "Tuote A1"
