"""The registers in a browser: how they look, and a product file from the test run to the register."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from severa_maestro.companies.models import Company
from severa_maestro.maestro.registers.adapter import make_registers
from severa_maestro.maestro.registers.models import RegisterProduct
from severa_maestro.web.accounts.models import User
from tests.web.conftest import PageOf
from tests.web.register_rows import a_customer, a_product, an_invoice

LooksRight = Callable[[Page, str], None]

pytestmark = pytest.mark.django_db(transaction=True)


def _choose(page: Page, content: str, name: str) -> None:
    page.set_input_files("#file", {"name": name, "mimeType": "text/csv", "buffer": content.encode()})
    page.get_by_role("button", name="Tee koeajo").click()
    expect(page.get_by_role("heading", name=f"Koeajo: {name}")).to_be_visible()


def test_a_product_file_goes_from_the_test_run_to_the_register(
    page_of: PageOf, looks_right: LooksRight, company: Company, bookkeeper: User
) -> None:
    make_registers(company)
    a_product(company, "A1", name="Vanha nimi")
    page = page_of(bookkeeper)
    page.goto(f"/companies/{company.pk}/products/")
    page.get_by_role("link", name="Tuo tiedostosta").click()
    _choose(page, "TuoteId;Nimi;ALV-%;Väri\nA1;Uusi nimi;25,5;punainen\nB1;x;paljon;\nZ9;Uusi;14;\n", "virheet.csv")
    expect(page.get_by_text("Tiedostoa ei voi vielä tuoda.")).to_be_visible()
    expect(page.get_by_role("button", name="Tuo tuotteet")).to_have_count(0)
    looks_right(page, "product-import")
    page.reload()  # the test run is still there
    page.locator("#file").evaluate("field => { field.style.color = 'red'; field.style.color = ''; }")  # as tools do
    _choose(page, "TuoteId;Nimi;ALV-%\nA1;Uusi nimi;25,5\nZ9;Uusi;14\n", "hyvät.csv")
    page.get_by_role("button", name="Tuo tuotteet").click()
    expect(page.get_by_text("Uusia: 1, muutettuja: 1, ennallaan: 0.")).to_be_visible()
    expect(page).to_have_url(f"{page.url.partition('/companies')[0]}/companies/{company.pk}/products/")
    assert RegisterProduct.objects.get(company=company, number=1).name == "Uusi nimi"
    page.reload()
    looks_right(page, "products")


def test_an_invoice_leads_to_its_customer_and_its_products_and_looks_right(
    page_of: PageOf, looks_right: LooksRight, company: Company, bookkeeper: User
) -> None:
    make_registers(company)
    fallback = RegisterProduct.objects.filter(company=company).fallback().get()
    an_invoice(a_customer(company), 2001, a_product(company, "A1"), fallback)
    page = page_of(bookkeeper)
    page.goto(f"/companies/{company.pk}/sales-invoices/")
    looks_right(page, "sales-invoices")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Lasku 2001")).to_be_visible()
    looks_right(page, "sales-invoice")
    page.get_by_role("link", name="1001 Äyräs Oy").click()
    expect(page.get_by_role("heading", name="Äyräs Oy")).to_be_visible()
    looks_right(page, "customer")
    page.go_back()
    page.get_by_role("link", name="A/1 Tuote A1").click()
    expect(page.get_by_label("Nimi")).to_have_value("Tuote A1")
    looks_right(page, "product")
