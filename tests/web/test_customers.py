"""The customer register: found, sorted and paged, and one customer with its invoices and its card in Severa."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from severa_maestro.companies.models import Company
from severa_maestro.invoicing.parties import Customer
from severa_maestro.invoicing.snapshot import customer_to_json
from severa_maestro.transfer.ledger.models import LogLine, SeveraCustomer
from severa_maestro.web.accounts.models import User
from severa_maestro.web.registers.lists import ON_A_PAGE
from tests.web.conftest import ClientOf
from tests.web.ledger_rows import a_line
from tests.web.register_rows import a_customer, an_invoice


def address(company: Company, rest: str = "") -> str:
    return f"/companies/{company.pk}/customers/{rest}"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["1001", "1002", "1003"]),
        ("q=äänekosken+saha", ["1002"]),
        ("q=ÄÄNEKOSKEN", ["1002"]),
        ("q=1003", ["1003"]),
        ("q=0037", ["1003"]),
        ("q=imatra", ["1003"]),
        ("active=no", ["1003"]),
        ("active=yes", ["1001", "1002"]),
        ("sort=-name", ["1002", "1001", "1003"]),
        ("sort=password", ["1001", "1002", "1003"]),
        ("q=nobody", []),
    ],
)
def test_each_filter_finds_its_customers_and_no_other(
    company: Company, other_company: Company, reader: User, client_of: ClientOf, asked: str, found: list[str]
) -> None:
    a_customer(company, "1001", name="Bläk Oy")
    a_customer(company, "1002", name="Äänekosken Saha Oy")
    a_customer(company, "1003", name="A Oy", electronic_address="003726957070", town="Imatra", is_active=False)
    a_customer(other_company, "1003", name="Äänekosken Saha Oy")
    response = client_of(reader).get(f"{address(company)}?{asked}")
    assert [each.number for each, _ in response.context["lines"]] == found


@pytest.mark.parametrize("asked", ["", "q=saha"])
def test_the_list_is_paged_and_the_last_page_stands_for_those_beyond_it(
    company: Company, reader: User, client_of: ClientOf, asked: str
) -> None:
    for number in range(ON_A_PAGE + 1):
        a_customer(company, f"{1000 + number}", name="Saha Oy")
    client = client_of(reader)
    for page, first, count in (("1", "1000", ON_A_PAGE), ("2", "1050", 1), ("99", "1050", 1), ("x", "1000", ON_A_PAGE)):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"{address(company)}?{asked}&page={page}")
        lines = response.context["lines"]
        assert (lines[0][0].number, len(lines)) == (first, count)
        assert response.context["page"].paginator.count == ON_A_PAGE + 1
        assert len(queries) <= 20


def test_a_customer_leads_to_its_invoices(company: Company, reader: User, client_of: ClientOf) -> None:
    customer = a_customer(company)
    invoice = an_invoice(customer)
    an_invoice(customer, 2002)
    client = client_of(reader)
    link = f'href="/companies/{company.pk}/sales-invoices/?customer={customer.pk}"'
    assert link in client.get(address(company)).text
    shown = client.get(address(company, f"{customer.pk}/")).text
    assert link in shown
    assert "Kaikki asiakkaan laskut: 2" in shown
    assert f'href="/companies/{company.pk}/sales-invoices/{invoice.pk}/"' in shown


def test_a_customer_shows_its_card_in_severa_and_what_the_log_says_of_it(
    company: Company, reader: User, client_of: ClientOf
) -> None:
    customer = a_customer(company, overdue_interest="11.5")
    card = Customer(guid="g-1", number="1001", name="Äyräs Oy", website="ayras.example", notes="Laskut <b>heti</b>")
    SeveraCustomer.objects.create(
        company=company, guid="g-1", number="1001", registered_id=customer.pk, card=customer_to_json(card)
    )
    a_line(company, "customer-renumbered", LogLine.Level.WARNING, name="Äyräs Oy", before="900", number="1001")
    a_line(company, "customer-renumbered", LogLine.Level.WARNING, name="Muu Oy", before="901", number="1002")
    shown = client_of(reader).get(address(company, f"{customer.pk}/")).text
    assert "ayras.example" in shown
    assert "Laskut &lt;b&gt;heti&lt;/b&gt;" in shown
    assert "11,5\N{NO-BREAK SPACE}%" in shown
    assert "900 → 1001" in shown
    assert "Muu Oy" not in shown


def test_a_customers_language_is_named_and_the_page_stays_in_the_readers(
    company: Company, reader: User, client_of: ClientOf
) -> None:
    one = a_customer(company, "1001", name="Bläk Oy", language="sv-FI", electronic_operator="003721291126")
    shown = client_of(reader).get(address(company, f"{one.pk}/")).text
    assert "<dd>svenska (ruotsi)</dd>" in shown
    assert '<html lang="fi"' in shown
    assert "<dt>Välittäjä</dt><dd>003721291126</dd>" in shown


def test_a_customer_without_anything_more_says_so(company: Company, reader: User, client_of: ClientOf) -> None:
    client = client_of(reader)
    assert "Asiakkaita ei ole vielä." in client.get(address(company)).text
    shown = client.get(address(company, f"{a_customer(company).pk}/")).text
    assert "Severassa ei ole enää asiakaskorttia" in shown
    assert "Asiakkaalla ei ole laskuja Maestrossa." in shown


def test_the_filtered_list_is_taken_along(company: Company, reader: User, client_of: ClientOf) -> None:
    a_customer(company, "1001", name="=cmd|x")
    a_customer(company, "1002", name="Saha Oy")
    response = client_of(reader).get(f"/companies/{company.pk}/customers.csv?q=cmd")
    lines = response.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("1001;'=cmd|x;2695707-0;")
    assert response.headers["Content-Disposition"].startswith("attachment; ")


def test_nobody_sees_the_customers_of_others(
    company: Company, other_company: Company, reader: User, stranger: User, client_of: ClientOf
) -> None:
    customer, others = a_customer(company), a_customer(other_company)
    for page in (address(company), address(company, f"{customer.pk}/"), f"/companies/{company.pk}/customers.xlsx"):
        assert client_of(stranger).get(page).status_code == 404
        assert client_of(reader).get(page).status_code == 200
    assert client_of(reader).get(address(company, f"{others.pk}/")).status_code == 404
