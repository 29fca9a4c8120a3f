"""Sales invoices as Maestro's register has them: found, sorted, added up, taken along, and one with its rows."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from severa_maestro.companies.models import Company
from severa_maestro.maestro.registers.adapter import make_registers
from severa_maestro.maestro.registers.models import RegisterProduct, SalesInvoice, SalesInvoiceVat
from severa_maestro.web.accounts.models import User
from severa_maestro.web.pages import sales_invoices as page
from tests.web.conftest import ClientOf
from tests.web.ledger_rows import a_transfer
from tests.web.register_rows import a_customer, a_product, an_invoice


@pytest.fixture(autouse=True)
def registers(company: Company) -> None:
    make_registers(company)


def address(company: Company, rest: str = "") -> str:
    return f"/companies/{company.pk}/sales-invoices/{rest}"


def fallback(company: Company) -> RegisterProduct:
    return RegisterProduct.objects.filter(company=company).fallback().get()


@pytest.fixture
def invoices(company: Company, other_company: Company) -> list[SalesInvoice]:
    """Three invoices of two customers, and one of another company."""
    saha, ayras = a_customer(company, "1001", name="Savon Saha Oy"), a_customer(company, "1002", name="Äyräs Oy")
    an_invoice(a_customer(other_company, "1001", name="Savon Saha Oy"), 2001)
    return [
        an_invoice(saha, 2001, a_product(company, "A1"), invoice_date=date(2026, 10, 1), reference_number="20019"),
        an_invoice(ayras, 2002, fallback(company), fallback(company), invoice_date=date(2026, 10, 20), total="1234.50"),
        an_invoice(saha, 2003, invoice_date=date(2026, 11, 5), total="-125.50", is_credit_note=True, currency="SEK"),
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", [2003, 2002, 2001]),
        ("sort=number", [2001, 2002, 2003]),
        ("sort=-total", [2002, 2001, 2003]),
        ("sort=customer", [2001, 2003, 2002]),
        ("sort=password", [2003, 2002, 2001]),
        ("q=savon+saha", [2003, 2001]),
        ("q=ÄYRÄS", [2002]),
        ("q=2002", [2002]),
        ("q=20019", [2001]),
        ("q=1 234,50", [2002]),
        ("q=20.10.2026", [2002]),
        ("since=2026-10-20", [2003, 2002]),
        ("until=2026-10-20", [2002, 2001]),
        ("kind=credit", [2003]),
        ("kind=invoice", [2002, 2001]),
        ("fallback=on", [2002]),
        ("customer={customer}", [2003, 2001]),
        ("product={product}", [2001]),
        ("customer=99999999999999999999", [2003, 2002, 2001]),
        ("q=99999999999999999999", []),
    ],
)
def test_each_filter_finds_its_invoices_and_no_other(
    company: Company, reader: User, client_of: ClientOf, invoices: list[SalesInvoice], asked: str, found: list[int]
) -> None:
    keys = {"customer": invoices[0].customer_id, "product": RegisterProduct.objects.get(company=company, number=1).pk}
    response = client_of(reader).get(f"{address(company)}?{asked.format(**keys)}")
    assert [each.number for each, _, _ in response.context["lines"]] == found


def test_a_line_leads_to_its_transfer_and_tells_its_rows_on_the_fallback(
    company: Company, reader: User, client_of: ClientOf, invoices: list[SalesInvoice]
) -> None:
    transfer = a_transfer(company, 2002, register_id=invoices[1].pk)
    a_transfer(company, 2003, numbering_unit="TRE", register_id=None)
    client = client_of(reader)
    with CaptureQueriesContext(connection) as queries:
        lines = client.get(address(company)).context["lines"]
    assert [(each.number, rows, key) for each, rows, key in lines] == [
        (2003, 0, None),
        (2002, 2, transfer.pk),
        (2001, 0, None),
    ]
    assert len(queries) <= 20


def test_the_filtered_list_is_added_up_in_each_currency_to_the_cent(
    company: Company, reader: User, client_of: ClientOf, invoices: list[SalesInvoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(reader)
    sums = [
        (currency, each.invoices, each.including_vat) for currency, each in client.get(address(company)).context["sums"]
    ]
    assert sums == [("EUR", 2, Decimal("1360.00")), ("SEK", 1, Decimal("-125.50"))]
    assert [currency for currency, _ in client.get(f"{address(company)}?kind=credit").context["sums"]] == ["SEK"]
    monkeypatch.setattr(page, "MOST_ADDED_UP", 2)
    assert "Laskuja on liikaa" in client.get(address(company)).text


@pytest.mark.parametrize("asked", ["page=9", "page=9&kind=invoice"])
def test_beyond_the_last_page_the_last_is_shown(
    company: Company, reader: User, client_of: ClientOf, invoices: list[SalesInvoice], asked: str
) -> None:
    assert client_of(reader).get(f"{address(company)}?{asked}").context["lines"]


def test_where_nothing_is_found_nothing_is_added_up(
    company: Company, reader: User, client_of: ClientOf, invoices: list[SalesInvoice]
) -> None:
    shown = client_of(reader).get(f"{address(company)}?q=Lapin+Lauta").context
    assert (shown["lines"], shown["sums"], shown["page"].paginator.count) == ([], [], 0)


def test_the_filtered_list_is_taken_along_as_csv_and_as_a_workbook(
    company: Company, reader: User, client_of: ClientOf, invoices: list[SalesInvoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(reader)
    lines = (
        client.get(f"/companies/{company.pk}/sales-invoices.csv?fallback=on").content.decode("utf-8-sig").splitlines()
    )
    assert len(lines) == 2
    assert lines[1].startswith("2002;lasku;20.10.2026;15.11.2026;1002;Äyräs Oy;2695707-0;EUR;1209,00;25,50;1234,50;")
    assert lines[1].endswith(";2")
    workbook = openpyxl.load_workbook(io.BytesIO(client.get(f"/companies/{company.pk}/sales-invoices.xlsx").content))
    assert [row[0].value for row in workbook.active.iter_rows(min_row=2)] == [2003, 2002, 2001]  # type: ignore[union-attr]
    monkeypatch.setattr(page, "MOST_IN_A_FILE", 2)
    refused = client.get(f"/companies/{company.pk}/sales-invoices.csv?sort=number", follow=True)
    assert refused.redirect_chain[0][0] == f"{address(company)}?sort=number"
    assert "enemmän rivejä kuin yhteen tiedostoon" in refused.text


def test_an_invoice_shows_its_rows_with_product_account_and_vat_and_its_totals(
    company: Company, reader: User, client_of: ClientOf, invoices: list[SalesInvoice]
) -> None:
    first = invoices[0]
    SalesInvoiceVat.objects.create(invoice=first, rate=Decimal("25.5"), base=Decimal("100.00"), vat=Decimal("25.50"))
    transfer = a_transfer(company, 2001, register_id=first.pk)
    client = client_of(reader)
    with CaptureQueriesContext(connection) as queries:
        shown = client.get(address(company, f"{first.pk}/")).text.replace("\N{NO-BREAK SPACE}", " ")
    for said in ("Lasku 2001", "20019", "Tuote A1", "saman koodin mukaan", "25,5 %", "125,50 €", "1.10.2026"):
        assert said in shown
    assert "<td>3000</td>" in shown, "the product's account"
    assert f'href="/companies/{company.pk}/transfers/{transfer.pk}/"' in shown
    assert len(queries) <= 20


def test_a_credit_note_and_what_it_credits_lead_to_one_another(
    company: Company, reader: User, client_of: ClientOf, invoices: list[SalesInvoice]
) -> None:
    first, _, credit = invoices
    credit.credits = first
    credit.save()
    client = client_of(reader)
    assert (
        f'Hyvittää laskun <a href="{address(company, f"{first.pk}/")}">2001</a>'
        in client.get(address(company, f"{credit.pk}/")).text
    )
    assert (
        f'Hyvitetty laskulla <a href="{address(company, f"{credit.pk}/")}">2003</a>'
        in client.get(address(company, f"{first.pk}/")).text
    )


def test_nothing_of_a_register_is_there_for_others(
    company: Company, other_company: Company, reader: User, stranger: User, client_of: ClientOf
) -> None:
    invoice = an_invoice(a_customer(company))
    others = an_invoice(a_customer(other_company))
    for wanted in (address(company), address(company, f"{invoice.pk}/"), f"/companies/{company.pk}/sales-invoices.csv"):
        assert client_of(stranger).get(wanted).status_code == 404
        assert client_of(reader).get(wanted).status_code == 200
        assert client_of(reader).post(wanted).status_code == 405, "what is booked stays as it is"
    assert client_of(reader).get(address(company, f"{others.pk}/")).status_code == 404
