"""The import of a product file: a test run that writes nothing, and then exactly what it has shown, or nothing."""

import os
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from severa_maestro.companies.models import Company
from severa_maestro.maestro.registers.adapter import make_registers
from severa_maestro.maestro.registers.models import RegisterProduct
from severa_maestro.maestro.registers.product_import import plan_import
from severa_maestro.web.accounts.models import AuditEntry, Role, User
from severa_maestro.web.pages import product_import as page
from severa_maestro.web.registers.kept_file import remove_old
from tests.web.conftest import ClientOf, MakeUser
from tests.web.register_rows import a_product

GOOD = "TuoteId;Nimi;ALV-%\nA1;Uusi nimi;25,5\nZ9;Aivan uusi;14\n"
BAD = "TuoteId;Nimi;ALV-%\nA1;Uusi nimi;25,5\nA2;x;paljon\n;y;\n"


@pytest.fixture(autouse=True)
def home(company: Company, settings: object, tmp_path: Path) -> Path:
    """A data folder of the test's own, and the company's registers."""
    make_registers(company)
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    return tmp_path / "product-files"


@pytest.fixture
def client(bookkeeper: User, client_of: ClientOf) -> Client:
    return client_of(bookkeeper)


def address(company: Company, rest: str = "") -> str:
    return f"/companies/{company.pk}/products/import/{rest}"


def send(client: Client, company: Company, content: str | bytes, name: str = "tuotteet.csv") -> str:
    """Makes a test run. Returns the page that shows it."""
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return client.post(address(company), {"deed": "test", "file": file}, follow=True).text


def do_import(client: Client, company: Company, rest: str = "", shown: str | None = None) -> str:
    """Presses the button of the page that is open."""
    if shown is None:
        shown = client.get(address(company)).context["shown"]
    return client.post(address(company, rest), {"deed": "import", "shown": shown}, follow=True).text


def codes(company: Company) -> list[str]:
    return [str(each.code) for each in RegisterProduct.objects.filter(company=company).select_related("group")]


def test_a_test_run_shows_what_would_change_and_writes_nothing(company: Company, client: Client) -> None:
    a_product(company, "A1", name="Vanha nimi")
    shown = send(client, company, GOOD)
    assert "Koeajo: tuotteet.csv" in shown
    assert "<del>Vanha nimi</del>" in shown
    assert "<ins>Uusi nimi</ins>" in shown
    assert "Aivan uusi" in shown
    assert codes(company) == ["A/0", "A/1"]
    assert RegisterProduct.objects.get(company=company, number=1).name == "Vanha nimi"
    assert not AuditEntry.objects.filter(action="products-imported").exists()


def test_the_import_does_what_was_shown_and_is_recorded(company: Company, client: Client, home: Path) -> None:
    send(client, company, GOOD)
    assert "Uusia: 2, muutettuja: 0, ennallaan: 0." in do_import(client, company)
    assert codes(company) == ["A/0", "A/1", "Z/9"]
    entry = AuditEntry.objects.get(action="products-imported")
    assert (entry.after["file"], entry.after["added"]) == ("tuotteet.csv", 2)
    assert list(home.iterdir()) == [], "the file is not kept any longer"


def test_refused_lines_are_named_with_what_to_do_and_stop_the_import(company: Company, client: Client) -> None:
    shown = send(client, company, BAD)
    assert "Tiedostoa ei voi vielä tuoda." in shown
    assert 'value="import"' not in shown
    assert [line for line, _, _ in client.get(address(company)).context["problems"]] == [3, 4]
    assert "Ingenting" not in shown
    assert "Tiedostosta ei tuotu mitään. Virheitä: 2." in do_import(client, company)
    assert codes(company) == ["A/0"]


def test_a_register_that_changed_meanwhile_imports_nothing_but_shows_the_new_test_run(
    company: Company, client: Client
) -> None:
    send(client, company, GOOD)
    shown = client.get(address(company)).context["shown"]
    a_product(company, "A1", name="Toisen tekemä")
    said = do_import(client, company, shown=shown)
    assert "on muuttunut koeajon jälkeen" in said
    assert "<del>Toisen tekemä</del>" in said
    assert codes(company) == ["A/0", "A/1"]


def test_nothing_is_imported_that_the_page_has_not_shown(company: Company, client: Client) -> None:
    send(client, company, GOOD)
    shown = client.get(address(company)).context["shown"]
    send(client, company, "TuoteId\nQ1\n")
    for digest in (shown, "", "x"):
        assert "on muuttunut koeajon jälkeen" in do_import(client, company, shown=digest)
    assert codes(company) == ["A/0"]


def test_a_kept_file_that_was_tampered_with_is_none(company: Company, client: Client, home: Path) -> None:
    send(client, company, GOOD)
    (file,) = home.iterdir()
    assert file.stat().st_mode & 0o077 == 0, "nobody else reads it"
    shown = client.get(address(company)).context["shown"]
    file.write_text("TuoteId\nQ1\n", encoding="utf-8")
    assert "ei ole enää tallessa" in do_import(client, company, shown=shown)
    assert codes(company) == ["A/0"]


def test_a_test_run_is_of_one_session_and_one_company(
    company: Company, other_company: Company, client: Client, make_user: MakeUser, client_of: ClientOf
) -> None:
    make_registers(other_company)
    send(client, company, GOOD)
    other = client_of(make_user("toinen@kuusi.fi", is_firm_admin=True))
    assert other.get(address(company)).context["plan"] is None
    assert "ei ole enää tallessa" in do_import(other, company, shown="x")
    send(other, company, GOOD)
    assert "ei ole enää tallessa" in do_import(other, other_company, shown="x")
    assert (codes(company), codes(other_company)) == (["A/0"], ["A/0"])


def test_a_test_run_can_be_discarded(company: Company, client: Client, home: Path) -> None:
    send(client, company, GOOD)
    client.post(address(company), {"deed": "leave"})
    assert client.get(address(company)).context["plan"] is None
    assert list(home.iterdir()) == []


def test_a_new_file_takes_the_place_of_the_old_one(company: Company, client: Client, home: Path) -> None:
    send(client, company, GOOD)
    send(client, company, BAD)
    assert len(list(home.iterdir())) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04x", "Tiedosto on Excel-työkirja"),
        (b"", "Tiedosto on tyhjä."),
        (b"%PDF-1.7", "Tiedosto on PDF"),
        ("TuoteId;Nimi\nA1;Työ\n".encode("utf-16"), "UTF-16"),
        (b"\xff\xfe\x00\x81" * 9, "Tiedoston merkistö"),
        ("TuoteId;Nimi\nA1;Työ\n".encode("cp1252"), "Windows-1252"),
        (b"Jotain|muuta\n1|2\n", "TuoteId"),
    ],
)
def test_a_file_that_is_none_says_so_in_words(company: Company, client: Client, content: bytes, said: str) -> None:
    assert said in send(client, company, content)


def test_what_is_too_large_or_missing_is_not_kept(
    company: Company, client: Client, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "MOST_BYTES", 10)
    assert "Tiedosto on suurempi kuin 20 Mt." in send(client, company, GOOD)
    assert "Valitse ensin tiedosto." in client.post(address(company), {"deed": "test"}, follow=True).text
    assert not home.exists()


@pytest.mark.parametrize(
    ("following", "leads"),
    [("/settings/", "/settings/"), ("https://evil.example/", None), ("//evil.example", None), ("", None)],
)
def test_the_way_on_is_a_page_of_ours(company: Company, client: Client, following: str, leads: str | None) -> None:
    send(client, company, GOOD)
    shown = client.get(address(company)).context["shown"]
    response = client.post(f"{address(company)}?next={following}", {"deed": "import", "shown": shown})
    assert response.headers["Location"] == (leads or f"/companies/{company.pk}/products/")


def test_the_way_on_stays_through_the_test_run(company: Company, client: Client) -> None:
    file = SimpleUploadedFile("a.csv", GOOD.encode())
    response = client.post(f"{address(company)}?next=/settings/", {"deed": "test", "file": file})
    assert response.headers["Location"] == f"{address(company)}?next=%2Fsettings%2F"


def test_the_example_can_be_imported(company: Company, client: Client) -> None:
    response = client.get(address(company, "example.csv"))
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    plan = plan_import(company, response.content)
    assert plan.problems == plan.notes == ()
    assert [str(each.code) for each in plan.added] == ["A/1", "A/2", "B/1"]


def test_all_of_a_test_run_can_be_taken_along(company: Company, client: Client) -> None:
    a_product(company, "A1", name="Vanha")
    send(client, company, f"{BAD}A7;=1+1;24\n")
    lines = client.get(address(company, "test-run.csv")).content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[:2] for line in lines[1:4]] == [["3", "Hylätty"], ["4", "Hylätty"], ["2", "Muuttuu"]]
    assert any("'=1+1" in line for line in lines), "no formula in a spreadsheet program"
    client.post(address(company), {"deed": "leave"})
    assert client.get(address(company, "test-run.csv")).status_code == 404


def test_only_those_who_keep_the_register_import(
    company: Company, reader: User, stranger: User, client_of: ClientOf
) -> None:
    for user, status in ((reader, 403), (stranger, 404)):
        other = client_of(user)
        assert other.get(address(company)).status_code == status
        assert other.post(address(company), {"deed": "import"}).status_code == status
        assert other.get(address(company, "test-run.csv")).status_code == status


def test_a_member_of_two_companies_keeps_a_test_run_of_each(
    company: Company, other_company: Company, make_user: MakeUser, client_of: ClientOf
) -> None:
    make_registers(other_company)
    user = make_user("molemmat@kuusi.fi", company, Role.BOOKKEEPER)
    user.memberships.create(company=other_company, role=Role.BOOKKEEPER)
    client = client_of(user)
    send(client, company, GOOD)
    send(client, other_company, "TuoteId\nQ1\n")
    do_import(client, company)
    do_import(client, other_company)
    assert (codes(company), codes(other_company)) == (["A/0", "A/1", "Z/9"], ["A/0", "Q/1"])


def test_files_that_nobody_came_back_to_are_removed_after_a_day(company: Company, client: Client, home: Path) -> None:
    home.mkdir()
    old, young = home / "old", home / "young"
    for path, hours in ((old, 25), (young, 23)):
        path.write_text("TuoteId\n", encoding="utf-8")
        os.utime(path, (time.time() - hours * 3600,) * 2)
    send(client, company, GOOD)
    assert not old.exists()
    assert young.exists()


def test_a_file_of_yesterday_goes_when_somebody_signs_in(company: Company, client: Client, home: Path) -> None:
    send(client, company, GOOD)
    (kept,) = home.iterdir()
    Client().force_login(User.objects.get())
    assert kept.exists()
    a_day_ago = time.time() - 24 * 60 * 60 - 1
    os.utime(kept, (a_day_ago, a_day_ago))
    Client().force_login(User.objects.get())
    assert not kept.exists()


def test_a_file_that_another_removes_at_the_same_moment_is_no_error(
    company: Company, client: Client, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(client, company, GOOD)
    (kept,) = home.iterdir()
    kept.unlink()
    monkeypatch.setattr(Path, "glob", lambda *_: [kept])
    remove_old()
