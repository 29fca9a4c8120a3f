"""The way into Severa over REST on the command line: add, connect, check, move."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from severa_maestro.sandbox import Sandbox
from tests.cli.machine import COMPANY, Machine


@pytest.fixture
def secret_file(tmp_path: Path, clean_severa: Sandbox) -> str:
    path = tmp_path / "client-secret"
    path.write_text(clean_severa.client_secret, encoding="utf-8")
    return str(path)


def over_rest(severa: Sandbox, secret_file: str) -> tuple[str, ...]:
    return ("--rest-url", severa.rest_url, "--client-id", severa.client_id, "--secret-file", secret_file)


def statuses(severa: Sandbox) -> tuple[str, ...]:
    return ("--waiting", severa.waiting_status, "--transferred", severa.transferred_status)


def add(machine: Machine, severa: Sandbox, *connection: str) -> None:
    added = machine.ask("company", "add", COMPANY, *connection, *statuses(severa))
    assert added["way"] == "rest"


def test_from_nothing_to_transferred_over_rest(machine: Machine, clean_severa: Sandbox, secret_file: str) -> None:
    """At Severa's own ten requests a second. How many a busy machine lets through late is not for a test to say."""
    add(machine, clean_severa, *over_rest(clean_severa, secret_file))
    outcome = machine.ask("run", COMPANY)
    assert outcome["transferred"] == 10
    assert outcome["severa_calls"] - sum(clean_severa.state.refused_calls.values()) <= 10 * 2.2
    assert machine.ask("run", COMPANY)["transferred"] == 0
    checked = machine.ask("company", "check", COMPANY)
    assert (checked["ok"], checked["way"]) == (True, "rest")
    assert {"right-granted", "waiting-readable", "pace-allowed"} <= {each["code"] for each in checked["findings"]}


def test_a_company_moves_to_rest_and_back(machine: Machine, clean_severa: Sandbox, secret_file: str) -> None:
    machine.add_company(clean_severa)
    assert machine.ask("run", COMPANY)["transferred"] == 10
    number = next(each.number for each in clean_severa.state.invoices if each.number and each.expected == "transferred")
    for connection in (
        over_rest(clean_severa, secret_file),
        ("--soap-url", clean_severa.soap_url, "--key-file", str(machine.folder / "severa-key")),
    ):
        clean_severa.state.put_back_to_waiting(number)
        moved = machine.run("company", "connect", COMPANY, *connection)
        assert moved.returncode == 0, moved.stderr
        assert "No invoice that is transferred already is transferred again" in " ".join(moved.stdout.split())
        outcome = machine.ask("run", COMPANY)
        assert (outcome["stored"], outcome["transferred"]) == (0, 1)


def test_the_secret_comes_from_the_environment_too_and_stays_with_another_address(
    machine: Machine, clean_severa: Sandbox
) -> None:
    client = ("--client-id", clean_severa.client_id)
    done = machine.run(
        "company", "add", COMPANY, *client, *statuses(clean_severa), SEVERA_MAESTRO_SECRET=clean_severa.client_secret
    )
    assert done.returncode == 0, done.stderr
    assert machine.ask("company", "list")[0]["url"] == "https://api.severa.visma.com/rest-api"
    machine.ask("company", "connect", COMPANY, "--rest-url", clean_severa.rest_url)
    machine.ask("company", "connect", COMPANY, "--requests-per-second", "5")
    assert machine.ask("company", "check", COMPANY)["ok"]


def test_the_secret_and_the_token_are_nowhere_in_clear(
    machine: Machine, clean_severa: Sandbox, secret_file: str
) -> None:
    add(machine, clean_severa, *over_rest(clean_severa, secret_file))
    machine.ask("run", COMPANY)
    tokens: list[str] = []
    clean_severa.watchers.append(lambda each: tokens.append(each.request_headers.get("authorization", "")))
    clean_severa.faults.plant("general-failure", "GET /v1/invoices", times=None)
    done = machine.run("run", COMPANY)
    assert done.returncode == 1
    (token,) = {each.removeprefix("Bearer ") for each in tokens if each}
    printed = done.stdout + done.stderr
    kept = b"".join(path.read_bytes() for path in (machine.folder / "data").rglob("*") if path.is_file())
    for secret in (clean_severa.client_secret, token):
        assert secret not in printed
        assert secret.encode() not in kept


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--rest-url", "http://127.0.0.1:1/rest-api"), "client-id-missing"),
        (("--client-id", "x", "--soap-url", "http://127.0.0.1:1"), "ways-mixed"),
        (("--client-id", "x"), "secret-missing"),
        (("--client-id", "x", "--secret-file", "/does/not/exist"), "key-file-unreadable"),
        (("--client-id", "x", "--rest-url", "http://severa.example/rest-api"), "severa-address-unusable"),
    ],
)
def test_a_connection_that_cannot_be_is_told_and_nothing_is_kept(
    machine: Machine, clean_severa: Sandbox, words: tuple[str, ...], code: str
) -> None:
    done = machine.run("company", "add", COMPANY, *words, *statuses(clean_severa), "--json")
    assert done.returncode == 1
    assert code in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert machine.read("SELECT * FROM companies_company") == []


def test_check_names_each_scope_that_is_missing(machine: Machine, clean_severa: Sandbox, secret_file: str) -> None:
    add(machine, clean_severa, *over_rest(clean_severa, secret_file))
    for scope in ("invoices:write", "customers:read"):
        clean_severa.state.take_scope(scope)
    done = machine.run("company", "check", COMPANY, "--json")
    assert done.returncode == 1
    errors = [each["text"] for each in json.loads(done.stdout)["findings"] if each["level"] == "error"]
    for scope in ("invoices:write", "customers:read"):
        assert any(scope in text for text in errors)


def test_the_severa_log_over_rest_is_told_to_have_no_effect(
    machine: Machine, clean_severa: Sandbox, secret_file: str
) -> None:
    connection = over_rest(clean_severa, secret_file)
    done = machine.run("company", "add", COMPANY, *connection, *statuses(clean_severa), "--severa-log")
    assert done.returncode == 0
    assert "--severa-log has no effect" in " ".join(done.stdout.split())


def test_a_database_of_before_rest_is_brought_up_to_date(new_machine: Machine) -> None:
    """As an installation of the first version left it: its company goes on over SOAP."""
    database = new_machine.folder / "before.sqlite3"
    new_machine.database_url = f"sqlite:///{database}"
    migrate = [sys.executable, "-m", "django", "migrate", "companies", "0001"]
    environment = new_machine.environment(DJANGO_SETTINGS_MODULE="severa_maestro.settings")
    subprocess.run(migrate, env=environment, check=True, capture_output=True)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "INSERT INTO companies_company (id, reference, name, language, waiting_status, transferred_status,"
            " default_group, writes_severa_log, created_at)"
            " VALUES (1, ?, ?, 'fi', 'Odottaa', 'Siirretty', '', 0, '2026-11-01 12:00:00')",
            (uuid4().hex, COMPANY),
        )
        connection.execute(
            "INSERT INTO companies_connection (company_id, way, url, sealed_key)"
            " VALUES (1, 'soap', 'https://sync.severa.com/webservice/S3/API.svc', 'v1:')"
        )
    (company,) = new_machine.ask("company", "list")
    assert (company["name"], company["way"], company["client_id"]) == (COMPANY, "soap", "")
