"""``severa-maestro products``: what it prints for people and machines, and its exit codes."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from severa_maestro.cli.products import app
from severa_maestro.companies.models import Company


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEVERA_MAESTRO_LANGUAGE", "en")


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.stdout, result.stderr


def as_json(*arguments: str) -> tuple[int, Any]:
    exit_code, stdout, _ = run(*arguments, "--json")
    (line,) = stdout.splitlines()
    return exit_code, json.loads(line)


@pytest.fixture
def good(tmp_path: Path) -> str:
    path = tmp_path / "good.csv"
    path.write_text("TuoteId;Nimi;Yksikkö;ALV-%;Tili\nA1;Työ;h;25,5;3000\nB1;[bold]Kilometri;km;0;\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def bad(tmp_path: Path) -> str:
    path = tmp_path / "bad.csv"
    path.write_text("TuoteId;ALV-%;Hinta\nA1;25,5;\nA2;paljon;\n", encoding="utf-8")
    return str(path)


def test_an_import_is_one_object(company: Company, good: str) -> None:
    assert as_json("import", company.name, good) == (
        0,
        {
            "company": company.name,
            "dry_run": False,
            "written": True,
            "added": 2,
            "changed": 0,
            "unchanged": 0,
            "groups_added": ["B"],
            "new_products": [
                {
                    "line": 2,
                    "code": "A/1",
                    "name": "Työ",
                    "unit": "h",
                    "supplier": "",
                    "product_number": "",
                    "sales_account": "3000",
                    "vat_rate": "25.5",
                    "is_active": True,
                },
                {
                    "line": 3,
                    "code": "B/1",
                    "name": "[bold]Kilometri",
                    "unit": "km",
                    "supplier": "",
                    "product_number": "",
                    "sales_account": "",
                    "vat_rate": "0",
                    "is_active": True,
                },
            ],
            "changes": [],
            "problems": [],
            "notes": [],
        },
    )
    assert company.products.count() == 3


def test_a_dry_run_writes_nothing(company: Company, good: str) -> None:
    exit_code, report = as_json("import", company.name, good, "--dry-run")
    assert (exit_code, report["dry_run"], report["written"], report["added"]) == (0, True, False, 2)
    assert company.products.count() == 1


def test_a_dry_run_shows_what_would_change(company: Company, good: str, tmp_path: Path) -> None:
    run("import", company.name, good)
    changed = tmp_path / "changed.csv"
    changed.write_text("TuoteId;Nimi;ALV-%\nA1;Neuvonta;13,5\nA2;Uusi;\n", encoding="utf-8")
    _, report = as_json("import", company.name, str(changed), "--dry-run")
    assert report["changes"] == [
        {
            "line": 2,
            "code": "A/1",
            "fields": {
                "name": {"before": "Työ", "after": "Neuvonta"},
                "vat_rate": {"before": "25.5", "after": "13.5"},
            },
        }
    ]
    exit_code, stdout, _ = run("import", company.name, str(changed), "--dry-run")
    assert exit_code == 0
    for words in ("Neuvonta", "13.5", "Uusi", "Test run, nothing was written. Added: 1, changed: 1, unchanged: 0."):
        assert words in stdout


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_new_products_are_shown_with_their_values(company: Company, good: str, options: tuple[str, ...]) -> None:
    _, stdout, _ = run("import", company.name, good, *options)
    lines = [line.split() for line in stdout.splitlines()]
    assert ["2", "A/1", "Työ", "h", "25.5", "3000", "yes"] in lines
    assert ["3", "B/1", "[bold]Kilometri", "km", "0", "–", "yes"] in lines
    assert "Added: 2, changed: 0, unchanged: 0. New groups: B." in stdout


def test_a_dry_run_of_a_bad_file_shows_what_its_good_lines_do(company: Company, bad: str) -> None:
    exit_code, stdout, stderr = run("import", company.name, bad, "--dry-run")
    assert exit_code == 1
    assert ["2", "A/1", "–", "–", "25.5", "–", "yes"] in [line.split() for line in stdout.splitlines()]
    assert "Added: 1, changed: 0" in stdout
    assert "Nothing can be imported. Problems: 1." in stderr
    assert [each["code"] for each in as_json("import", company.name, bad)[1]["new_products"]] == ["A/1"]


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_problems_end_with_exit_code_1_and_write_nothing(company: Company, bad: str, options: tuple[str, ...]) -> None:
    exit_code, report = as_json("import", company.name, bad, *options)
    assert (exit_code, report["written"]) == (1, False)
    assert [(each["line"], each["code"]) for each in report["problems"]] == [(3, "rate-unreadable")]
    assert report["problems"][0]["text"].startswith("Line 3: “paljon” is not a VAT rate.")
    assert [each["code"] for each in report["notes"]] == ["column-unknown"]
    assert company.products.count() == 1


def test_problems_are_told_to_people_in_their_language(
    company: Company, bad: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEVERA_MAESTRO_LANGUAGE", "fi")
    exit_code, stdout, stderr = run("import", company.name, bad)
    assert (exit_code, stdout) == (1, "")
    assert "Rivi 3: ”paljon” ei ole verokanta." in stderr


def test_many_problems_are_shown_in_part(company: Company, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text("TuoteId\n" + "??\n" * 60)
    _, _, stderr = run("import", company.name, str(path))
    assert "Line 51: " in stderr
    assert "Line 52: " not in stderr
    assert "… and 10 more" in stderr


def test_a_file_that_is_not_there_is_one_clear_message(company: Company, tmp_path: Path) -> None:
    exit_code, report = as_json("import", company.name, str(tmp_path / "none.csv"))
    assert (exit_code, report["error"]["code"]) == (1, "product-file-unreadable")
    exit_code, report = as_json("import", company.name, str(tmp_path))
    assert (exit_code, report["error"]["code"]) == (1, "product-file-unreadable")


def test_an_unknown_company_is_one_clear_message(company: Company, good: str) -> None:
    exit_code, report = as_json("import", "Ei ole", good)
    assert (exit_code, report["error"]["code"]) == (1, "company-unknown")


def test_the_list_has_what_groups_give_and_rates_as_text(company: Company, good: str) -> None:
    run("import", company.name, good)
    run("group", company.name, "A", "--account", "3999", "--vat", "25,5")
    _, products = as_json("list", company.name)
    assert [(each["code"], each["vat_rate"], each["sales_account"], each["is_fallback"]) for each in products] == [
        ("A/0", "25.5", "3999", True),
        ("A/1", "25.5", "3000", False),
        ("B/1", "0", "", False),
    ]
    exit_code, stdout, _ = run("list", company.name)
    assert exit_code == 0
    assert "[bold]Kilometri" in stdout


def test_a_group_is_set_made_and_cleared(company: Company) -> None:
    assert as_json("group", company.name, "c", "--name", "Matkat", "--vat", "13.5")[1] == {
        "letter": "C",
        "name": "Matkat",
        "sales_account": "",
        "vat_rate": "13.5",
        "products": 0,
    }
    as_json("group", company.name, "C", "--account", "3400", "--vat", "")
    _, groups = as_json("groups", company.name)
    assert [(each["letter"], each["name"], each["sales_account"], each["vat_rate"]) for each in groups] == [
        ("A", "Yleinen", "", None),
        ("C", "Matkat", "3400", None),
    ]
    assert "Matkat" in run("groups", company.name)[1]
    assert "Matkat" in run("group", company.name, "C")[1]


def test_a_group_without_options_is_shown_and_not_made(company: Company) -> None:
    assert as_json("group", company.name, "a")[1]["name"] == "Yleinen"
    exit_code, report = as_json("group", company.name, "Q")
    assert (exit_code, report["error"]["code"]) == (1, "group-unknown")
    assert "Groups: A." in report["error"]["text"]
    assert [each["letter"] for each in as_json("groups", company.name)[1]] == ["A"]
    assert as_json("group", company.name, "Q", "--vat", "")[0] == 0
    assert [each["letter"] for each in as_json("groups", company.name)[1]] == ["A", "Q"]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_an_unknown_group_is_told_in_the_readers_language(
    company: Company, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("SEVERA_MAESTRO_LANGUAGE", language)
    words = {"fi": "Pääryhmää Q ei ole.", "sv": "Huvudgruppen Q finns inte.", "en": "There is no product group Q."}
    exit_code, _, stderr = run("group", company.name, "Q")
    assert (exit_code, words[language] in stderr) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("AB",), "group-not-a-letter"), (("Ä",), "group-not-a-letter"), (("A", "--vat", "x"), "rate-unreadable")],
)
def test_a_wrong_letter_or_rate_is_refused(company: Company, arguments: tuple[str, ...], code: str) -> None:
    exit_code, report = as_json("group", company.name, *arguments)
    assert (exit_code, report["error"]["code"]) == (1, code)
