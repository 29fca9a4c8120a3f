"""``serve`` as a process of its own: it runs the companies by their schedules, and ends in order."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from severa_maestro.sandbox import Sandbox, SandboxSettings
from tests.cli.machine import COMPANY, Machine
from tests.waiting import until

SERVE = ("serve", "--port", "0")
TRANSFERRED = "SELECT count(*) FROM ledger_transfer WHERE state = 'transferred'"
DONE = "SELECT count(*) FROM ledger_run WHERE ended_at IS NOT NULL"


@pytest.fixture(params=["sqlite", "postgresql"])
def any_machine(request: pytest.FixtureRequest) -> Machine:
    machine: Machine = request.getfixturevalue("new_machine" if request.param == "sqlite" else "machine_on_postgresql")
    return machine


@contextmanager
def going_on(machine: Machine, *words: str) -> Iterator["subprocess.Popen[str]"]:
    """A command that goes on, once it has said its first line; killed at the end where it still does."""
    command = [sys.executable, "-m", "severa_maestro", *words]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=machine.environment(), text=True, stdout=pipe, stderr=pipe) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        try:
            yield process
        finally:
            process.kill()


def count(machine: Machine, statement: str) -> int:
    [(number,)] = machine.read(statement)
    return int(number)


def test_a_started_company_is_run_and_one_that_is_not_started_is_left(
    any_machine: Machine, clean_severa: Sandbox
) -> None:
    any_machine.add_company(clean_severa)
    any_machine.add_company(clean_severa, "Toinen Oy")
    assert any_machine.ask("company", "start", COMPANY, "--every", "30")["state"] == "started"
    with going_on(any_machine, *SERVE) as process:
        until(lambda: count(any_machine, DONE) == 1)
        process.send_signal(signal.SIGTERM)
        _, problems = process.communicate(timeout=60)
        assert (process.returncode, problems) == (0, "")
    assert count(any_machine, TRANSFERRED) == 10
    assert any_machine.read("SELECT DISTINCT company_id FROM ledger_run") == any_machine.read(
        f"SELECT id FROM companies_company WHERE name = '{COMPANY}'"
    )


@pytest.mark.parametrize("words", [SERVE, ("worker",)], ids=["serve", "worker"])
def test_told_to_end_it_finishes_what_is_in_hand_and_goes_on_at_the_next_start(
    new_machine: Machine, words: tuple[str, ...]
) -> None:
    with Sandbox(SandboxSettings(invoices=300, clean=True, latency_milliseconds=30)) as severa:
        new_machine.add_company(severa)
        new_machine.ask("company", "start", COMPANY)
        with going_on(new_machine, *words) as process:
            until(lambda: count(new_machine, TRANSFERRED) >= 5)
            process.send_signal(signal.SIGTERM)
            _, problems = process.communicate(timeout=60)
            assert (process.returncode, problems) == (0, "")
        assert count(new_machine, TRANSFERRED) < 300
        assert new_machine.read("SELECT error_code, ended_at IS NOT NULL FROM ledger_run") == [("", 1)]
        assert count(new_machine, "SELECT count(*) FROM ledger_transfer WHERE state = 'stored'") == 0
        with going_on(new_machine, *words):
            until(lambda: count(new_machine, TRANSFERRED) == 300)
        assert count(new_machine, "SELECT count(*) FROM registers_salesinvoice") == 300


def test_killed_it_goes_on_at_the_next_start_and_nothing_is_there_twice(any_machine: Machine) -> None:
    with Sandbox(SandboxSettings(invoices=60, clean=True, latency_milliseconds=20)) as severa:
        any_machine.add_company(severa)
        any_machine.ask("company", "start", COMPANY, "--every", "1")
        for least in (5, 20):
            with going_on(any_machine, *SERVE) as process:
                until(lambda least=least: count(any_machine, TRANSFERRED) >= least)
                process.kill()
            # What a killed process had taken is looked at again after half a minute: nobody waits for that here.
            any_machine.write("UPDATE engine_schedule SET taken_at = NULL")
        with going_on(any_machine, *SERVE):
            until(lambda: count(any_machine, TRANSFERRED) == 60)
        assert count(any_machine, "SELECT count(*) FROM registers_salesinvoice") == 60


def test_a_paused_company_is_not_run_and_pages_alone_run_none(machine: Machine, clean_severa: Sandbox) -> None:
    machine.add_company(clean_severa)
    machine.add_company(clean_severa, "Toinen Oy")
    machine.ask("company", "start", COMPANY)
    assert machine.ask("company", "pause", COMPANY)["state"] == "paused"
    machine.ask("company", "start", "Toinen Oy")
    with going_on(machine, *SERVE):
        until(lambda: count(machine, DONE) == 1)
    assert machine.read("SELECT name FROM companies_company JOIN ledger_run ON company_id = companies_company.id") == [
        ("Toinen Oy",)
    ]
    machine.ask("company", "start", COMPANY)
    with going_on(machine, "serve", "--port", "0", "--pages-only") as process:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert count(machine, DONE) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--every", "0"), "interval-unusable"),
        (("--days", "89"), "days-unusable"),
        (("--hours", "late"), "give hours such as 7:00-18:00"),
    ],
)
def test_a_schedule_that_cannot_be_kept_to_is_refused(machine: Machine, words: tuple[str, ...], said: str) -> None:
    with Sandbox(SandboxSettings(invoices=1, clean=True)) as severa:
        machine.add_company(severa)
    done = machine.run("company", "start", COMPANY, *words)
    assert done.returncode != 0
    assert said in done.stdout + done.stderr
    assert count(machine, "SELECT count(*) FROM engine_schedule") == 0


def test_a_schedule_is_kept_and_changed_a_part_at_a_time(machine: Machine, clean_severa: Sandbox) -> None:
    machine.add_company(clean_severa)
    kept = machine.ask("company", "start", COMPANY, "--every", "15", "--days", "12345", "--hours", "7:00-18:30")
    assert kept == {
        "company": COMPANY,
        "state": "started",
        "minutes": 15,
        "days": "12345",
        "opens": "07:00",
        "closes": "18:30",
    }
    assert machine.ask("company", "start", COMPANY, "--hours", "always")["opens"] is None
    assert "every 15 min." in machine.run("company", "start", COMPANY).stdout


def test_the_demo_leaves_the_pages_open_with_a_user_and_ends_when_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "severa_maestro", "demo", "--invoices", "3", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=tmp_path) as demo:
        try:
            assert demo.stdout is not None
            line = next(line for line in demo.stdout if line.startswith("Open http"))
            told = re.fullmatch(r"Open (\S+) and sign in as (\S+) with (\S+)\s*", line)
            assert told is not None, line
            assert signs_in(*told.groups())
        finally:
            demo.send_signal(signal.SIGINT)
        rest = demo.stdout.read()
    assert (demo.returncode, "it is gone now" in rest) == (0, True)


def signs_in(address: str, user: str, password: str) -> bool:
    with httpx2.Client(base_url=address, trust_env=False, follow_redirects=True) as browser:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get("/sign-in/").text)
        assert token is not None
        form = {"csrfmiddlewaretoken": token[1], "login": user, "password": password}
        return "Demo Oy" in browser.post("/sign-in/", data=form, headers={"Referer": address}).text
