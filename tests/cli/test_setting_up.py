"""A company with 200 items and 60 gaps is set up from the command line: check, compare, accept, write, transfer."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from severa_maestro.sandbox import Sandbox, SandboxSettings
from tests.cli.machine import COMPANY, Machine

ITEMS, GAPS = 200, 60
#: What a right code is where Maestro has no product for an item: it is meant for A/0.
MEANT = "A0"


@pytest.fixture
def long_severa() -> Iterator[Sandbox]:
    """A Severa with long registers, of which many items lead to no product."""
    with Sandbox(SandboxSettings(items=ITEMS, gaps=GAPS, invoices=80, clean=True, rate=0)) as severa:
        yield severa


def guids(severa: Sandbox, way: str) -> dict[str, str]:
    """Severa's ids of the items, with the product's code that each should have."""
    state = severa.state
    opaque = state.opaque if way == "soap" else state.rest_opaque
    return {opaque(key) or "": code for key, code in state.right_codes.items()}


def compare(machine: Machine) -> list[dict[str, Any]]:
    done = machine.run("codes", "compare", COMPANY, "--format", "json")
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def gaps(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    fine = {"same code", "by the code map", "fallback product on purpose", "not used"}
    return [each for each in found if each["verdict"] not in fine and each["severa_id"]]


def fallback_texts(machine: Machine) -> list[str]:
    """What the log says of the rows on A/0."""
    return [line["text"] for line in machine.ask("log", COMPANY) if line["code"].startswith("fallback-")]


def meant_names(severa: Sandbox) -> set[str]:
    return {item.name for shelf in registers(severa) for item in shelf if right_of(severa, item.key) == MEANT}


def is_plain(code: str, right: str) -> bool:
    return code.replace("/", "") == right


@pytest.mark.parametrize("way", ["soap", "rest"])
def test_from_sixty_gaps_to_no_row_on_the_fallback_product_but_the_meant_ones(
    machine: Machine, long_severa: Sandbox, way: str, tmp_path: Path
) -> None:
    """Severa tells with each row the code that its item has now."""
    long_severa.state.rows_follow_registers = True
    machine.add_company(long_severa, way=way)
    right = guids(long_severa, way)
    meant = {guid for guid, code in right.items() if code == MEANT}

    # Check: nothing stands in the way, and it says that codes are missing.
    checked = machine.ask("company", "check", COMPANY)
    assert checked["ok"]
    assert "items-without-product" in {each["code"] for each in checked["findings"]}

    # Comparison: every gap is found, those of most rows first.
    before = gaps(compare(machine))
    assert len(before) == GAPS
    assert [each["rows"] for each in before] == sorted((each["rows"] for each in before), reverse=True)
    assert before[0]["rows"] > before[-1]["rows"]

    # Suggestions are shown, then accepted: none of them is wrong.
    shown = machine.ask("codes", "set", COMPANY, "--suggested")
    assert shown["kept"] == []
    assert gaps(compare(machine)) == before
    accepted = machine.ask("codes", "set", COMPANY, "--suggested", "--yes")
    wrong = [each for each in accepted["planned"] if not is_plain(each["product"], right[each["severa_guid"]])]
    assert wrong == []
    assert len(accepted["planned"]) >= 50
    assert all(each["error"] is None for each in accepted["kept"])

    # What is left is chosen by a person, in a spreadsheet.
    report = tmp_path / "koodit.csv"
    assert machine.run("codes", "compare", COMPANY, "--output", str(report)).returncode == 0
    choose(report, right)
    chosen = machine.run("codes", "set", COMPANY, "--file", str(report), "--yes")
    assert chosen.returncode == 0, chosen.stdout + chosen.stderr

    # Over REST, codes of work types and travel expenses that have none can only be typed in Severa.
    by_hand = [each["severa_id"] for each in gaps(compare(machine)) if each["severa_id"] not in meant]
    assert way == "rest" or by_hand == []
    type_in_severa(long_severa, {guid: right[guid] for guid in by_hand}, way)
    assert {each["severa_id"] for each in gaps(compare(machine))} == meant

    # The next run leaves only the meant ones on A/0.
    report_of_run = machine.ask("run", COMPANY)
    assert report_of_run["transferred"] == 80
    assert report_of_run["fallback_rows"] > 0
    assert_only_meant(machine, long_severa)


def test_codes_that_invoices_keep_from_before_are_mapped_in_a_second_round(
    machine: Machine, long_severa: Sandbox
) -> None:
    """Severa tells with each row the code of when the invoice was made: written codes are for the invoices to come."""
    machine.add_company(long_severa)
    machine.ask("codes", "set", COMPANY, "--suggested", "--into", "severa", "--yes")
    strangers = [each for each in compare(machine) if each["suggestion"] and not each["severa_id"]]
    assert strangers
    assert {each["score"] for each in strangers} == {100}
    again = machine.ask("codes", "set", COMPANY, "--suggested", "--yes")
    assert {each["into"] for each in again["planned"]} == {"map"}
    machine.ask("run", COMPANY)
    for text in fallback_texts(machine):
        assert "the code is missing" in text or any(f"“{name}" in text for name in meant_names(long_severa)), text


def assert_only_meant(machine: Machine, severa: Sandbox) -> None:
    assert not any(each["moves"] for each in machine.ask("rematch", COMPANY)["planned"])
    for text in fallback_texts(machine):
        assert any(f"“{name}" in text for name in meant_names(severa)), text


def test_what_was_written_can_be_undone_and_rows_on_the_fallback_product_are_moved(
    machine: Machine, long_severa: Sandbox
) -> None:
    machine.add_company(long_severa)
    codes = {item.key: item.code for shelf in registers(long_severa) for item in shelf}
    first = machine.ask("run", COMPANY)
    assert first["fallback_rows"] > 0

    written = machine.ask("codes", "set", COMPANY, "--suggested", "--into", "severa", "--yes")
    assert {item.key: item.code for shelf in registers(long_severa) for item in shelf} != codes
    undone = machine.ask("codes", "undo", COMPANY, "--yes")
    assert undone["undone"] == len(written["kept"])
    assert {item.key: item.code for shelf in registers(long_severa) for item in shelf} == codes

    # Rows go by the codes that they came with: the map takes these.
    sure = [gap for gap in gaps(compare(machine)) if gap["severa_code"] and gap["score"] and gap["rows"]]
    for gap in sure[:3]:
        machine.ask("codes", "map", COMPANY, gap["severa_code"], gap["suggestion"])
    planned = machine.ask("rematch", COMPANY)
    moving = sum(len(each["moves"]) for each in planned["planned"])
    assert moving > 0
    assert planned["done"] == []
    done = machine.ask("rematch", COMPANY, "--yes")
    assert sum(len(each["moves"]) for each in done["done"]) == moving
    left = machine.ask("totals", COMPANY)["fallback_rows"]
    assert left == first["fallback_rows"] - moving


@pytest.mark.parametrize("way", ["soap", "rest"])
def test_missing_statuses_are_made_over_rest_and_over_soap_it_says_what_to_click(
    machine: Machine, clean_severa: Sandbox, way: str
) -> None:
    machine.add_company(clean_severa, way=way)
    clean_severa.state.delete_status(clean_severa.transferred_status)
    assert machine.run("company", "check", COMPANY).returncode == 1
    asked = machine.run("company", "make-statuses", COMPANY, SEVERA_MAESTRO_LANGUAGE="fi")
    assert clean_severa.transferred_status in asked.stdout
    made = machine.run("company", "make-statuses", COMPANY, "--yes", SEVERA_MAESTRO_LANGUAGE="fi")
    if way == "soap":
        assert made.returncode == 1
        assert "Laskun tilat" in made.stderr
    else:
        assert made.returncode == 0, made.stderr
        assert machine.run("company", "check", COMPANY).returncode == 0
        again = machine.run("company", "make-statuses", COMPANY, "--yes")
        assert again.returncode == 0
        assert [each.name for each in clean_severa.state.statuses].count(clean_severa.transferred_status) == 1


def registers(severa: Sandbox) -> tuple[Any, ...]:
    return severa.state.products, severa.state.work_types, severa.state.travel_expenses


def right_of(severa: Sandbox, key: str) -> str:
    return severa.state.right_codes[key]


def choose(report: Path, right: dict[str, str]) -> None:
    """Fills in the chosen product of every gap that a suggestion left, as a bookkeeper does in a spreadsheet."""
    with report.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file, delimiter=";"))
    fields = list(lines[0])
    for line in lines:
        is_gap = line["State"] not in {"same code", "by the code map", "fallback product on purpose", "not used"}
        code = right.get(line["Severa id"], "")
        is_writable = line["Code in Severa"] or line["Kind"] == "product"
        if is_gap and code not in {"", MEANT} and is_writable:
            line["Chosen product"] = code
    with report.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, fields, delimiter=";")
        writer.writeheader()
        writer.writerows(lines)


def type_in_severa(severa: Sandbox, codes: dict[str, str], way: str) -> None:
    opaque = severa.state.opaque if way == "soap" else severa.state.rest_opaque
    for edit, shelf in (
        (severa.state.edit_work_type, severa.state.work_types),
        (severa.state.edit_travel_expense, severa.state.travel_expenses),
    ):
        for item in list(shelf):
            if opaque(item.key) in codes:
                edit(item.key, code=codes[opaque(item.key) or ""])
