"""The commands as a person and a machine use them: what they print, how they fail."""

import json
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from severa_maestro.sandbox import Sandbox, SandboxSettings
from tests.cli.machine import COMPANY, Machine


def test_from_nothing_to_transferred(new_machine: Machine, severa: Sandbox) -> None:
    machine = new_machine
    machine.type_company(severa)
    report = machine.ask("run", COMPANY)
    assert {
        "fetched",
        "stored",
        "transferred",
        "blocked",
        "skipped",
        "fallback_rows",
        "customers_upserted",
        "severa_calls",
        "seconds",
    } <= report.keys()
    transfers = machine.ask("transfers", COMPANY)
    assert len(transfers) == report["fetched"]
    for transfer in transfers:
        assert isinstance(transfer["total_including_vat"], str)
        assert {"number", "severa_guid", "customer_number", "currency", "fallback_rows", "findings"} <= transfer.keys()
    lines = machine.ask("log", COMPANY)
    assert sum(line["code"].startswith("fallback-") for line in lines) == report["fallback_rows"]
    assert all({"time", "level", "code", "invoice", "row", "text"} == line.keys() for line in lines)
    blocked = machine.ask("transfers", COMPANY, "--state", "blocked")
    assert len(blocked) == report["blocked"]
    number = str(next(each["number"] for each in blocked if each["number"]))
    assert machine.ask("show", COMPANY, number)["timeline"]
    assert machine.ask("dismiss", COMPANY, number, "--reason", "jo Maestrossa")["state"] == "dismissed"
    assert machine.ask("retry", COMPANY, number)["state"] == "fetched"
    assert machine.ask("company", "list")[0]["name"] == COMPANY


def test_every_command_also_prints_for_people(machine: Machine, severa: Sandbox) -> None:
    machine.add_company(severa)
    number = str(severa.state.invoice("totals-do-not-add-up").number)
    for words in (
        ("company", "list"),
        ("company", "check", COMPANY),
        ("company", "change", COMPANY, "--default-group", "a"),
        ("products", "list", COMPANY),
        ("run", COMPANY, "--dry-run"),
        ("run", "--all"),
        ("transfers", COMPANY),
        ("show", COMPANY, number),
        ("log", COMPANY),
        ("totals", COMPANY),
        ("retry", COMPANY, number),
        ("dismiss", COMPANY, number, "--reason", "syy"),
    ):
        done = machine.run(*words)
        assert (done.returncode, done.stderr) == (0, ""), words
        assert done.stdout.strip()


@pytest.mark.parametrize(
    ("fault", "code"),
    [("wrong-key", "severa-key-refused"), ("no-permission", "severa-right-missing"), ("quota", "severa-quota-used-up")],
)
def test_a_failure_is_one_clear_message_and_exit_code_1(
    machine: Machine, clean_severa: Sandbox, fault: str, code: str
) -> None:
    machine.add_company(clean_severa)
    clean_severa.faults.plant(fault, times=None)
    done = machine.run("run", COMPANY)
    assert done.returncode == 1
    assert code in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    as_json = machine.run("run", COMPANY, "--json")
    assert as_json.returncode == 1
    assert json.loads(as_json.stdout)["error"]["code"] == code
    assert machine.read("SELECT * FROM ledger_transfer") == []


def test_severa_down_garbage_and_a_misspelt_status(machine: Machine, clean_severa: Sandbox) -> None:
    machine.add_company(clean_severa)
    clean_severa.faults.plant("garbage", times=None)
    assert "severa-reply-unreadable" in machine.run("run", COMPANY).stderr
    clean_severa.faults.clear()
    machine.run("company", "change", COMPANY, "--waiting", "Odotta siirtoa Maestroon")
    misspelt = machine.run("run", COMPANY)
    assert (misspelt.returncode, "status-unknown" in misspelt.stderr) == (1, True)
    assert "Odottaa siirtoa Maestroon" in misspelt.stderr
    clean_severa.stop()
    down = machine.run("run", COMPANY)
    assert (down.returncode, "severa-unreachable" in down.stderr) == (1, True)
    assert machine.read("SELECT * FROM ledger_transfer") == []


def test_errors_are_said_in_the_readers_language(machine: Machine) -> None:
    assert "Yritystä Ei Oy ei löydy" in machine.run("run", "Ei Oy", SEVERA_MAESTRO_LANGUAGE="fi").stderr
    assert "Företaget Ei Oy" in machine.run("run", "Ei Oy", SEVERA_MAESTRO_LANGUAGE="sv").stderr


def test_a_key_comes_from_the_environment_too_and_never_from_an_argument(
    machine: Machine, clean_severa: Sandbox
) -> None:
    words = ("company", "add", COMPANY, "--soap-url", clean_severa.soap_url)
    statuses = ("--waiting", clean_severa.waiting_status, "--transferred", clean_severa.transferred_status)
    assert "key-missing" in machine.run(*words, *statuses).stderr
    assert machine.run(*words, *statuses, "--key", clean_severa.soap_key).returncode == 2
    assert machine.run(*words, *statuses, SEVERA_MAESTRO_KEY=clean_severa.soap_key).returncode == 0
    assert machine.run("company", "check", COMPANY).returncode == 0


def test_the_key_is_nowhere_in_clear(machine: Machine, clean_severa: Sandbox) -> None:
    machine.add_company(clean_severa)
    (machine.folder / "severa-key").unlink()
    clean_severa.faults.plant("wrong-key", times=2)
    machine.run("run", COMPANY)
    clean_severa.faults.clear()
    machine.run("run", COMPANY, SEVERA_MAESTRO_LOG_LEVEL="debug")
    key = clean_severa.soap_key.encode()
    holding = [path for path in machine.folder.rglob("*") if path.is_file() and key in path.read_bytes()]
    assert holding == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("company", "add", COMPANY, "--waiting", "A", "--transferred", "A"), "statuses-equal"),
        (
            ("company", "add", COMPANY, "--waiting", "A", "--transferred", "B", "--default-group", "Ä"),
            "group-not-a-letter",
        ),
        (
            ("company", "add", COMPANY, "--waiting", "A", "--transferred", "B", "--key-file", "no-such"),
            "key-file-unreadable",
        ),
        (("show", COMPANY, "1"), "company-unknown"),
    ],
)
def test_wrong_input_is_told_and_nothing_is_kept(machine: Machine, words: tuple[str, ...], code: str) -> None:
    done = machine.run(*words)
    assert (done.returncode, code in done.stderr) == (1, True), done.stderr
    assert machine.read("SELECT * FROM companies_company") == []


def test_two_runs_at_once_book_nothing_twice(machine: Machine, severa: Sandbox) -> None:
    machine.add_company(severa)
    done: list[subprocess.CompletedProcess[str]] = []
    threads = [threading.Thread(target=lambda: done.append(machine.run("run", COMPANY, "--json"))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    reports = [json.loads(each.stdout) for each in done]
    assert {each["error"]["code"] for each in reports if "error" in each} <= {"run-under-way"}
    waiting = sum(entry.expected == "transferred" for entry in severa.state.invoices)
    assert sum(each["stored"] for each in reports) == waiting
    assert machine.read("SELECT count(*) FROM ledger_transfer WHERE state = 'transferred'") == [(waiting,)]


def test_a_company_that_fails_does_not_stop_the_others(machine: Machine, clean_severa: Sandbox) -> None:
    machine.add_company(clean_severa, "Ensimmäinen Oy")
    with Sandbox(SandboxSettings(invoices=3, clean=True)) as other:
        machine.add_company(other, "Toinen Oy")
        clean_severa.stop()
        done = machine.run("run", "--all", "--json")
    assert done.returncode == 1
    first, second = json.loads(done.stdout)["companies"]
    assert first["error"]["code"] == "severa-unreachable"
    assert second["transferred"] == 3
    assert "error" not in second


def test_the_line_in_severas_own_log_is_written_where_it_is_wanted(machine: Machine, clean_severa: Sandbox) -> None:
    machine.add_company(clean_severa)
    machine.run("company", "change", COMPANY, "--severa-log")
    keys = [entry.key for entry in clean_severa.state.invoices_in(clean_severa.waiting_status)]
    report = machine.ask("run", COMPANY)
    assert report["transferred"] == 10
    for key in keys:
        (entry,) = clean_severa.state.log_of(key)
        assert entry.text == "Siirretty Maestroon."


def test_a_data_folder_that_cannot_be_made_is_told(new_machine: Machine) -> None:
    (new_machine.folder / "data").write_text("a file", encoding="utf-8")
    done = new_machine.run("company", "list")
    assert (done.returncode, "home-unusable" in done.stderr) == (1, True)


def test_a_database_that_does_not_answer_is_told(machine: Machine) -> None:
    machine.database_url = "postgresql://nobody@127.0.0.1:1/nothing"
    done = machine.run("company", "list")
    assert (done.returncode, "database-failed" in done.stderr) == (1, True)
    assert "Traceback" not in done.stderr


def test_the_demo_ends_with_both_sides_equal(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "severa_maestro", "demo", "--once"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "✓ equal" in done.stdout


def test_the_help_names_every_command_and_a_mistyped_one_is_told_the_nearest(new_machine: Machine) -> None:
    shown = new_machine.run("--help").stdout.partition("─ Commands ─")[2]
    named = set(re.findall(r"^│ ([a-z]+) ", shown, re.MULTILINE))
    assert named >= {"run", "transfers", "show", "log", "retry", "dismiss", "rematch", "totals", "sandbox", "demo"}
    assert named >= {"company", "products", "codes"}
    mistyped = new_machine.run("comapny", "list")
    assert (mistyped.returncode, "Did you mean 'company'?" in mistyped.stderr) == (2, True)


def test_a_command_starts_without_what_it_does_not_need(machine: Machine, clean_severa: Sandbox) -> None:
    machine.add_company(clean_severa)
    for words, needed in ((("transfers", COMPANY), set()), (("run", COMPANY), {"zeep", "httpx2"})):
        read = machine.run(*words, PYTHONPROFILEIMPORTTIME="1").stderr.split()
        slow = {"zeep", "httpx2", "openpyxl", "rapidfuzz", "severa_maestro.sandbox", "severa_maestro.severa.rest"}
        assert slow.intersection(read) == needed
