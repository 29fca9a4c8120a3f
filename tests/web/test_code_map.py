"""The code map: its lines shown, added, changed, ended, taken out."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from playwright.sync_api import expect

from severa_maestro.companies.models import CodeMapping, Company
from severa_maestro.maestro.registers.adapter import make_registers
from severa_maestro.maestro.registers.models import ProductGroup, RegisterProduct
from severa_maestro.web.accounts.models import AuditEntry, User
from tests.web.codes_at_once import words
from tests.web.conftest import ClientOf, PageOf

TODAY = timezone.localdate()
KM = {"kind": "travel", "code": "KM"}


@pytest.fixture(autouse=True)
def _products(company: Company, other_company: Company) -> None:
    for each in (company, other_company):
        make_registers(each)
    group = ProductGroup.objects.create(company=company, letter="C", name="Matkat")
    for number, name in ((26, "Kilometrikorvaus 2026"), (27, "Kilometrikorvaus 2027")):
        RegisterProduct.objects.create(company=company, group=group, number=number, name=name)


@pytest.fixture
def client(bookkeeper: User, client_of: ClientOf) -> Client:
    return client_of(bookkeeper)


def address(company: Company, more: str = "") -> str:
    return f"/companies/{company.pk}/codes/map/{more}"


def line(company: Company, product: int = 26, code: str = "KM", **fields: Any) -> CodeMapping:
    values = {"kind": "travel", "product_group": "C", "product_number": product, **fields}
    return CodeMapping.objects.create(company=company, code=code, **values)


def lines(company: Company) -> list[tuple[str, date | None, date | None]]:
    return [(str(each.product), each.valid_from, each.valid_to) for each in company.code_mappings.all()]


def test_a_line_is_added_and_recorded(company: Company, client: Client) -> None:
    response = client.post(address(company), {**KM, "product": "c26"}, follow=True)
    assert "Koodikartta vie koodin KM tuotteelle C/26." in words(response)
    assert lines(company) == [("C/26", None, None)]
    entry = AuditEntry.objects.get(action="code-mapped")
    assert entry.after == {"kind": "travel", "code": "KM", "product": "C/26", "from": "", "to": ""}
    client.post(address(company), {**KM, "product": "C/26"})
    assert AuditEntry.objects.filter(action="code-mapped").count() == 1, "it said so already"


def test_in_january_the_line_of_the_old_year_ends_by_itself(company: Company, client: Client) -> None:
    line(company)
    response = client.post(address(company), {**KM, "product": "C27", "valid_from": "2027-01-01"}, follow=True)
    assert "Koodin KM edellinen rivi (tuote C/26) päättyy 31.12.2026." in words(response)
    assert lines(company) == [("C/26", None, date(2026, 12, 31)), ("C/27", date(2027, 1, 1), None)]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"product": "Q77"}, "Maestrossa ei ole tuotetta Q77. Tarkista koodi: Rekisterit › Tuotteet."),
        (
            {"product": "C27"},
            "tuotteelle C/26. Poista se ensin (Koodit › Koodikartta) tai valitse toiset päivät.",
        ),
        ({"product": "C27", "valid_from": "2027-02-01", "valid_to": "2027-01-01"}, "on ennen ensimmäistä"),
        ({"product": ""}, "errorlist"),
        ({"product": "C26", "code": " "}, "errorlist"),
        ({"product": "C26", "kind": "odd"}, "errorlist"),
    ],
)
def test_what_cannot_be_is_said_in_the_form_and_changes_nothing(
    company: Company, client: Client, sent: dict[str, str], said: str
) -> None:
    line(company)
    response = client.post(address(company), {**KM, **sent})
    assert response.status_code == 422
    assert said in words(response)
    assert lines(company) == [("C/26", None, None)]
    assert not AuditEntry.objects.filter(company=company).exists()


def test_a_line_is_ended_and_given_another_product(company: Company, client: Client) -> None:
    kept = line(company)
    assert 'value="KM"' in words(client.get(address(company, f"{kept.pk}/")))
    client.post(address(company, f"{kept.pk}/"), {**KM, "product": "C27", "valid_to": "2026-12-31"})
    assert lines(company) == [("C/27", None, date(2026, 12, 31))]
    entry = AuditEntry.objects.get(action="code-mapping-changed")
    assert (entry.before["product"], entry.after["product"], entry.after["to"]) == ("C/26", "C/27", "2026-12-31")


def test_a_change_that_is_refused_leaves_the_line_as_it_was(company: Company, client: Client) -> None:
    kept = line(company, valid_to=date(2026, 12, 31))
    line(company, 27, valid_from=date(2027, 1, 1))
    before = lines(company)
    response = client.post(address(company, f"{kept.pk}/"), {**KM, "product": "C26", "valid_to": "2027-06-30"})
    assert response.status_code == 422
    assert "samoina päivinä" in words(response)
    assert lines(company) == before
    client.post(address(company, f"{kept.pk}/"), {**KM, "product": "C26", "valid_to": "2026-12-31"})
    assert not AuditEntry.objects.filter(company=company).exists()


def test_a_line_is_taken_out_and_a_break_that_it_leaves_is_told(company: Company, client: Client) -> None:
    line(company, valid_to=date(2026, 12, 31))
    new = line(company, 27, valid_from=date(2027, 1, 1))
    response = client.post(address(company, f"{new.pk}/remove/"), follow=True)
    assert "päättyy 31.12.2026, eikä sille ole enää jatkoa." in words(response)
    assert lines(company) == [("C/26", None, date(2026, 12, 31))]
    assert AuditEntry.objects.get(action="code-unmapped").before["product"] == "C/27"


def test_each_line_says_how_it_stands(company: Company, client: Client) -> None:
    day = timedelta(days=1)
    line(company, code="A")
    line(company, code="B", valid_to=TODAY - day)
    line(company, code="C", valid_from=TODAY + day)
    line(company, code="D", valid_to=TODAY + day)
    line(company, code="E", valid_to=TODAY + day)
    line(company, 27, code="e", valid_from=TODAY + 2 * day)
    line(company, 99, code="F")
    told = {(each.line.code, each.word) for each in client.get(address(company)).context["page"]}
    assert told == {
        ("A", "Voimassa"),
        ("B", "Päättynyt"),
        ("C", "Tulossa"),
        ("D", "Päättyy ilman jatkoa"),
        ("E", "Voimassa"),
        ("e", "Tulossa"),
        ("F", "Tuote ei ole käytössä Maestrossa"),
    }


def test_many_lines_are_searched_and_come_a_hundred_a_page(company: Company, client: Client) -> None:
    for number in range(120):
        line(company, 26 if number else 27, code=f"K{number:03}")
    with CaptureQueriesContext(connection) as queries:
        assert len(client.get(address(company)).context["page"]) == 100
    assert len(queries) <= 20
    assert len(client.get(address(company), {"page": 2}).context["page"]) == 20
    assert [each.line.code for each in client.get(address(company), {"q": "c27 2027"}).context["page"]] == ["K000"]
    assert "Mikään rivi ei vastaa hakua." in words(client.get(address(company), {"q": "olematon"}))


def test_readers_see_the_map_and_change_nothing_and_strangers_find_nothing(
    company: Company, other_company: Company, reader: User, stranger: User, client_of: ClientOf
) -> None:
    kept = line(company)
    reads, elsewhere = client_of(reader), client_of(stranger)
    assert "KM" in words(reads.get(address(company)))
    assert "Lisää rivi" not in words(reads.get(address(company)))
    for more in ("", f"{kept.pk}/", f"{kept.pk}/remove/"):
        assert reads.post(address(company, more), {**KM, "product": "A/0"}).status_code == 403
        assert elsewhere.post(address(company, more), {**KM, "product": "A/0"}).status_code == 404
    for more in (f"{kept.pk}/", f"{kept.pk}/remove/"):
        assert elsewhere.post(address(other_company, more), {**KM, "product": "A/0"}).status_code == 404
    assert lines(company) == [("C/26", None, None)]


def test_the_map_is_kept_in_the_browser(
    company: Company, bookkeeper: User, page_of: PageOf, looks_right: Callable[..., None]
) -> None:
    line(company)
    line(company, 99, code="VANHA", kind="other", valid_to=date(2025, 12, 31))
    page = page_of(bookkeeper)
    page.goto(address(company))
    page.get_by_label("Koodi Severassa").fill("KM")
    page.get_by_label("Laji").select_option("Matkakulu")
    page.get_by_label("Maestron tuote").fill("C27")
    page.get_by_label("Ensimmäinen päivä").fill("2027-01-01")
    page.get_by_role("button", name="Lisää rivi").click()
    expect(page.get_by_role("status")).to_contain_text("päättyy 31.12.2026")
    page.goto(address(company))
    looks_right(page, "code-map")
    page.get_by_role("link", name="Muuta riviä KM").first.click()
    page.get_by_role("link", name="Takaisin").click()
    page.get_by_label("Poista rivi VANHA").click()
    page.get_by_role("button", name="Poista", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("on poistettu")
