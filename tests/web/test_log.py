"""The log: read, filtered, searched and taken along."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.language import Language
from severa_maestro.matching.finding_texts import FINDING_MESSAGES
from severa_maestro.transfer.ledger.models import LogLine, State
from severa_maestro.transfer.log_texts import LOG_MESSAGES
from severa_maestro.web import log_search
from severa_maestro.web.accounts.models import Membership, Role, User
from severa_maestro.web.pages import log as log_page
from severa_maestro.web.say import text_of
from tests.transfer.conftest import World
from tests.web.conftest import ClientOf, PageOf
from tests.web.ledger_rows import a_line, a_run, a_transfer

WARNING, ERROR = LogLine.Level.WARNING, LogLine.Level.ERROR


def _shown(client: Client, company: Company, **asked: object) -> str:
    return client.get(f"/companies/{company.pk}/log/?{urlencode(asked)}").content.decode().replace("\u00a0", " ")


def _texts(client: Client, company: Company, **asked: object) -> list[str]:
    """What the lines of the page say."""
    return re.findall(r'<td class="said whole">(.*?)</td>', _shown(client, company, **asked))


def _many(company: Company, count: int) -> list[LogLine]:
    """Lines about invoices 1, 2, 3 and so on."""
    lines = [
        LogLine(
            company=company,
            level="info",
            code="transferred",
            invoice_number=number,
            values={"customer": f"{number} Oy", "total": f"{number}.00 EUR"},
        )
        for number in range(1, count + 1)
    ]
    return LogLine.objects.bulk_create(lines)


def _numbers(client: Client, address: str) -> list[int]:
    """The invoices of the page's lines, in their order."""
    html = client.get(address).content.decode()
    return [int(number) for number in re.findall(r"Siirretty: (\d+) Oy", html)]


def _link(client: Client, address: str, rel: str) -> str | None:
    """The address of the page before or after."""
    html = client.get(address).content.decode()
    found = re.search(rf'rel="{rel}" href="([^"]+)"', html)
    return address.partition("?")[0] + found[1].replace("&amp;", "&") if found else None


# What it shows


def test_the_newest_line_comes_first_in_the_readers_language(
    company: Company, reader: User, client_of: ClientOf
) -> None:
    transfer = a_transfer(company, 1001)
    a_line(company, "customer-without-number", ERROR, transfer=transfer, name="Äyräs Oy")
    assert [text[:11] for text in _texts(client_of(reader), company)][1] == "Siirretty: "
    reader.language = "en"
    reader.save()
    assert _texts(client_of(reader), company)[1] == "Transferred: 1001 Äyräs Oy, 125.50 EUR."


def test_a_line_leads_to_its_invoice(company: Company, reader: User, client_of: ClientOf) -> None:
    transfer = a_transfer(company, 1001)
    assert f'<a href="/companies/{company.pk}/transfers/{transfer.pk}/">1001</a>' in _shown(client_of(reader), company)


def test_a_line_names_pages_and_no_commands_and_leads_to_where_its_code_is_mapped(
    company: Company, reader: User, bookkeeper: User, client_of: ClientOf
) -> None:
    a_line(company, "fallback-unknown-code", WARNING, row=1, kind="product", name="Lauta", code="Z9")
    shown = _shown(client_of(bookkeeper), company)
    assert "Koodit › Koodikartta" in shown
    assert f'href="/companies/{company.pk}/map-code/?kind=product&amp;code=Z9"' in shown
    assert "Kohdista koodi" not in _shown(client_of(reader), company)
    exported = client_of(reader).get(f"/companies/{company.pk}/log.csv").content.decode()
    assert "Koodit › Koodikartta" in exported
    assert "severa-maestro " not in shown + exported


def test_values_are_no_markup(company: Company, reader: User, client_of: ClientOf) -> None:
    a_line(company, "transferred", customer="<script>alert(1)</script>", total="1.00 EUR")
    assert "<script>alert" not in _shown(client_of(reader), company)


def test_an_empty_log_says_what_will_fill_it(company: Company, reader: User, client_of: ClientOf) -> None:
    assert "Lokissa ei ole vielä mitään" in _shown(client_of(reader), company)


def test_another_companys_lines_are_not_there(
    company: Company, other_company: Company, reader: User, stranger: User, client_of: ClientOf
) -> None:
    a_transfer(other_company, 7)
    run = a_run(other_company)
    a_line(other_company, "run-failed", ERROR, run=run, reason={"fi": "Syy.", "sv": "Orsak.", "en": "Reason."})
    assert _texts(client_of(reader), company) == []
    assert _texts(client_of(reader), company, run=run.pk) == []
    for page in ("log/", "log.csv", "log.xlsx"):
        assert client_of(stranger).get(f"/companies/{company.pk}/{page}").status_code == 404


# Filters


@pytest.fixture
def mixed(company: Company) -> Company:
    """A log with a bit of everything."""
    old = a_transfer(company, 500, at=timezone.now() - timedelta(days=40))
    run = a_run(company)
    blocked = a_transfer(company, 501, State.BLOCKED)
    a_line(company, "customer-without-number", ERROR, transfer=blocked, run=run, name="Koivu Oy")
    a_line(company, "fallback-unknown-code", WARNING, transfer=old, row=3, kind="travel", name="Kilometri", code="KM9")
    a_line(company, "fallback-empty-code", WARNING, transfer=old, row=4, kind="work", name="Koodaus")
    a_line(company, "rounding-difference", WARNING, transfer=old, difference="-1234.50 EUR")
    a_line(company, "run-failed", ERROR, reason={"fi": "Severa nukkuu.", "sv": "Severa sover.", "en": "Asleep."})
    return company


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({}, 6),
        ({"level": "error"}, 2),
        ({"level": "warning"}, 3),
        ({"code": "transferred"}, 1),
        ({"code": "fallback"}, 2),
        ({"invoice": "501"}, 1),
        ({"until": (timezone.localdate() - timedelta(days=1)).isoformat()}, 1),
        ({"since": timezone.localdate().isoformat()}, 5),
        ({"level": "warning", "invoice": "500", "code": "fallback-empty-code"}, 1),
        ({"level": "error", "code": "fallback"}, 0),
    ],
)
def test_lines_can_be_filtered(
    asked: dict[str, str], count: int, mixed: Company, reader: User, client_of: ClientOf
) -> None:
    assert len(_texts(client_of(reader), mixed, **asked)) == count


def test_a_runs_lines_can_be_read_alone(mixed: Company, reader: User, client_of: ClientOf) -> None:
    run = mixed.runs.get()
    shown = _shown(client_of(reader), mixed, run=run.pk)
    assert shown.count("<tr data-row>") == 1
    assert "Vain ajo, joka alkoi" in shown


def test_what_cannot_be_understood_is_said_beside_its_field(mixed: Company, reader: User, client_of: ClientOf) -> None:
    client = client_of(reader)
    response = client.get(f"/companies/{mixed.pk}/log/?invoice=abc")
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert client.get(f"/companies/{mixed.pk}/log/?level=loud").status_code == 422
    assert client.get(f"/companies/{mixed.pk}/log/?before=x&after=-1").status_code == 200
    assert client.get(f"/companies/{mixed.pk}/log/?before={10**30}").status_code == 200


@pytest.mark.parametrize("code", sorted({*LOG_MESSAGES, *FINDING_MESSAGES}))
def test_every_subject_has_a_short_name_without_holes(code: str) -> None:
    name = text_of(f"log_code.{code}" if code in LOG_MESSAGES else f"finding.{code}")
    for said in (name.fi, name.sv, name.en):
        assert 0 < len(said) <= 50
        assert "{" not in said


def test_subjects_are_chosen_by_their_short_names(mixed: Company, reader: User, client_of: ClientOf) -> None:
    shown = _shown(client_of(reader), mixed)
    assert '<option value="run-failed">Ajo keskeytyi</option>' in shown
    assert '<option value="fallback">Rivi meni tuotteelle A/0</option>' in shown


# Search


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("koivu", "Koivu Oy"),
        ("KOIVU", "Koivu Oy"),
        ("äyräs", "Äyräs"),
        ("ÄYRÄS siirretty", "Äyräs"),
        ("rivi 3:", "KM9"),
        ("matkakulu ”kilometri", "KM9"),
        ("asetukset km9", "KM9"),
        ("työlaji", "Koodaus"),
        ("1 234,50", "-1 234,50 €"),
        ("1234,50", "-1 234,50 €"),
        ("234,50 €", "-1 234,50 €"),
        ("125,50", "125,50 €"),
        ("nukkuu", "Severa nukkuu."),
        ("501", "Koivu Oy"),
        ("”Kilometri”", "KM9"),
    ],
)
def test_a_search_finds_what_a_line_says(
    words: str, says: str, mixed: Company, reader: User, client_of: ClientOf
) -> None:
    found = [text.replace("\u00a0", " ") for text in _texts(client_of(reader), mixed, q=words)]
    assert len(found) == 1
    assert says in found[0]


@pytest.mark.parametrize(
    "words", ["sover", "severa koivu nukkuu", "travel", "kind", "null", "u00e4", "km%", "koivu 500"]
)
def test_a_search_finds_nothing_that_no_line_says(
    words: str, mixed: Company, reader: User, client_of: ClientOf
) -> None:
    assert _texts(client_of(reader), mixed, q=words) == []


def test_the_search_agrees_with_reading_every_line(world: World) -> None:
    """Whatever stands in the log of the whole set, each word of a line finds that line."""
    world.run()
    lines = LogLine.objects.filter(company=world.company)
    assert lines.count() > 50
    missed = []
    for language in Language:
        for code in lines.order_by().values_list("code", flat=True).distinct():
            line = lines.filter(code=code).first()
            for word in set(line.text(language).split()):
                found = log_search.matching(lines.filter(pk=line.pk), word, language, 1)
                if re.search(r"\w", word) and not found:
                    missed.append((language, code, word))
    assert missed == []


# Pages


def test_pages_follow_one_another_both_ways(
    company: Company, reader: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_page, "ON_A_PAGE", 10)
    _many(company, 25)
    client, first = client_of(reader), f"/companies/{company.pk}/log/"
    second = _link(client, first, "next")
    assert second is not None
    third = _link(client, second, "next")
    assert third is not None
    seen = [_numbers(client, address) for address in (first, second, third)]
    assert seen == [list(range(25, 15, -1)), list(range(15, 5, -1)), list(range(5, 0, -1))]
    assert _link(client, third, "next") is None
    assert _link(client, first, "prev") is None
    back = _link(client, third, "prev")
    assert back is not None
    assert _numbers(client, back) == seen[1]
    home = _link(client, back, "prev")
    assert home is not None
    assert _numbers(client, home) == seen[0]


def test_a_page_of_a_search_goes_on_where_the_last_one_ended(
    company: Company, reader: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_page, "ON_A_PAGE", 2)
    _many(company, 40)
    client, first = client_of(reader), f"/companies/{company.pk}/log/?q=3"
    seen: list[int] = []
    address: str | None = first
    while address:
        seen += _numbers(client, address)
        address = _link(client, address, "next")
    assert seen == [39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 23, 13, 3]


def test_the_last_page_costs_no_more_than_the_first(company: Company, reader: User, client_of: ClientOf) -> None:
    lines = _many(company, 5_000)
    client = client_of(reader)
    for asked in ({}, {"before": lines[150].pk}, {"after": lines[10].pk}, {"q": "4321"}, {"code": "transferred"}):
        with CaptureQueriesContext(connection) as queries:
            assert _texts(client, company, **asked)
        assert len(queries) <= 10
        assert not [each for each in queries if "OFFSET" in each["sql"]]


def test_no_more_lines_are_read_than_a_page_needs(company: Company, reader: User, client_of: ClientOf) -> None:
    _many(company, 300)
    with CaptureQueriesContext(connection) as queries:
        _shown(client_of(reader), company)
    [asked] = [each["sql"] for each in queries if "ORDER BY" in each["sql"] and "logline" in each["sql"]]
    assert "LIMIT 101" in asked


# Files


def test_a_csv_file_has_what_the_filter_shows(mixed: Company, reader: User, client_of: ClientOf) -> None:
    response = client_of(reader).get(f"/companies/{mixed.pk}/log.csv?level=error&q=koivu")
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="kuusi-oy-loki-{timezone.localdate()}.csv"'
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    headings, line = response.content.decode("utf-8-sig").split("\r\n")[:2]
    assert headings == "Päivä;Kello;Taso;Lasku;Rivi;Mitä tapahtui ja mitä tehdä;Aihe"
    assert ";Virhe;501;;" in line
    assert "Koivu Oy" in line


def test_an_excel_file_has_numbers_and_days(mixed: Company, reader: User, client_of: ClientOf) -> None:
    reader.language = "en"
    reader.save()
    response = client_of(reader).get(f"/companies/{mixed.pk}/log.xlsx?code=fallback-unknown-code")
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert sheet is not None
    headings, line = sheet.iter_rows(values_only=True)
    assert headings[0] == "Day"
    assert line[3:5] == (500, 3)
    assert line[0].date() == timezone.localdate()


def test_a_formula_in_a_customers_name_is_text_in_the_files(
    company: Company, reader: User, client_of: ClientOf
) -> None:
    a_line(company, "customers-updated", count="=1+1")
    a_line(company, "dismissed", actor="=HYPERLINK(1)", reason="x")
    content = client_of(reader).get(f"/companies/{company.pk}/log.csv").content.decode("utf-8-sig")
    assert ";'=HYPERLINK(1)" in content


def test_too_many_lines_make_no_file_but_a_word(
    company: Company, reader: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_page, "MOST_IN_A_FILE", 5)
    _many(company, 6)
    client = client_of(reader)
    response = client.get(f"/companies/{company.pk}/log.csv?level=info")
    assert response.headers["Location"] == f"/companies/{company.pk}/log/?level=info"
    assert "Rajaa lyhyempi aika" in _shown(client, company)
    assert client.get(f"/companies/{company.pk}/log.csv?invoice=3").status_code == 200


def test_a_filter_that_cannot_be_understood_makes_no_file(mixed: Company, reader: User, client_of: ClientOf) -> None:
    assert client_of(reader).get(f"/companies/{mixed.pk}/log.csv?invoice=abc").status_code == 302


# In the browser


@pytest.mark.parametrize("language", ["fi", "en"])
def test_it_looks_right_and_is_open_to_everybody(
    language: str, world: World, reader: User, page_of: PageOf, looks_right: Callable[..., None]
) -> None:
    Membership.objects.create(user=reader, company=world.company, role=Role.READER)
    reader.language = language
    reader.save()
    world.run()
    page = page_of(reader)
    page.goto(f"/companies/{world.company.pk}/log/")
    looks_right(page, f"log-{language}")


def test_the_search_is_a_key_away(mixed: Company, reader: User, page_of: PageOf) -> None:
    page = page_of(reader)
    page.goto(f"/companies/{mixed.pk}/log/")
    page.keyboard.press("/")
    page.keyboard.type("koivu")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=koivu**")
    assert page.locator("tr[data-row]").count() == 1
