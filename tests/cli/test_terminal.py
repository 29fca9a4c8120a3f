"""What a person sees at a terminal, with a progress bar and Ctrl-C."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from severa_maestro.sandbox import Sandbox
from tests.cli.machine import COMPANY, Machine


def at_a_terminal(machine: Machine, *words: str, columns: int = 80) -> tuple[int, str]:
    """Runs a command whose input and output are a terminal; returns its exit code and what was shown."""
    ours, theirs = pty.openpty()
    environment = machine.environment(COLUMNS=str(columns), TERM="xterm")
    command = machine.originals.forking.start(words, environment, (theirs, theirs, theirs))
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the terminal's other end is closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    return command.wait(timeout=60), re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", shown).decode()


def test_a_run_at_a_terminal_shows_its_progress_and_its_numbers(machine: Machine, severa: Sandbox) -> None:
    machine.add_company(severa)
    code, shown = at_a_terminal(machine, "run", COMPANY)
    assert code == 0, shown
    assert re.search(r"transferred \d+, blocked \d+", shown)
    assert "unforeseen" not in shown


def test_lists_fit_80_columns(machine: Machine, severa: Sandbox) -> None:
    machine.add_company(severa)
    machine.ask("run", COMPANY)
    number = str(severa.state.invoice("totals-do-not-add-up").number)
    for words in (("transfers", COMPANY), ("show", COMPANY, number), ("log", COMPANY), ("products", "list", COMPANY)):
        code, shown = at_a_terminal(machine, *words)
        assert code == 0, shown
        assert max(len(line.rstrip()) for line in shown.splitlines()) <= 80


def test_an_interrupted_run_says_that_what_went_over_has_gone_over(machine: Machine, clean_severa: Sandbox) -> None:
    machine.add_company(clean_severa)
    clean_severa.faults.plant("delay", "SetInvoiceStatus", times=None, skip=3, seconds=3)
    process = subprocess.Popen(
        [sys.executable, "-m", "severa_maestro", "run", COMPANY, "--json"],
        env=machine.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while clean_severa.calls["SetInvoiceStatus"] < 4:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert json.loads(out)["error"]["code"] == "interrupted"
    assert "Traceback" not in err
    clean_severa.faults.clear()
    machine.ask("run", COMPANY)
    assert machine.read("SELECT state, count(*) FROM ledger_transfer GROUP BY state") == [("transferred", 10)]
    assert machine.ask("totals", COMPANY)["currencies"]["EUR"]["invoices"] == 10


def test_a_terminal_without_our_letters_does_not_stop_the_work(machine: Machine, clean_severa: Sandbox) -> None:
    machine.add_company(clean_severa)
    done = machine.run("run", COMPANY, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert machine.run("transfers", COMPANY, PYTHONIOENCODING="ascii").returncode == 0


def test_an_invoice_without_a_number_goes_by_severas_id(machine: Machine, severa: Sandbox) -> None:
    machine.add_company(severa)
    machine.ask("run", COMPANY)
    guid = severa.state.opaque(severa.state.entry("no-number").key)
    assert machine.ask("show", COMPANY, guid)["findings"][0]["code"] == "no-number"
    assert machine.ask("dismiss", COMPANY, guid, "--reason", "tehdään uudelleen")["state"] == "dismissed"


def test_names_with_brackets_are_shown_as_they_are(machine: Machine, clean_severa: Sandbox) -> None:
    machine.add_company(clean_severa, "Hakasulku [red]Oy[/]")
    for words in (("company", "list"), ("run", "Hakasulku [red]Oy[/]"), ("company", "check", "Hakasulku [red]Oy[/]")):
        done = machine.run(*words)
        assert done.returncode == 0, done.stderr
        assert "[/]" in done.stdout or words[1] == "check"


def test_a_company_of_which_nothing_has_gone_over_is_renamed_and_removed(
    machine: Machine, clean_severa: Sandbox
) -> None:
    machine.add_company(clean_severa)
    assert machine.ask("company", "change", COMPANY, "--name", "Uusi Oy")["name"] == "Uusi Oy"
    assert machine.ask("company", "connect", "Uusi Oy", "--soap-url", clean_severa.soap_url)["name"] == "Uusi Oy"
    assert machine.ask("company", "check", "uusi oy")["ok"]
    assert machine.ask("company", "remove", "Uusi Oy") == {"removed": "Uusi Oy"}
    assert machine.read("SELECT * FROM companies_company") == []


def test_a_company_of_which_invoices_have_gone_over_stays(machine: Machine, clean_severa: Sandbox) -> None:
    machine.add_company(clean_severa)
    machine.ask("run", COMPANY)
    assert "company-in-use" in machine.run("company", "remove", COMPANY).stderr


def test_a_lost_key_file_is_not_silently_replaced(machine: Machine, clean_severa: Sandbox) -> None:
    machine.add_company(clean_severa)
    (machine.folder / "secret.key").unlink()
    key = {"SEVERA_MAESTRO_KEY": clean_severa.soap_key}
    other = ("company", "add", "Toinen Oy", "--soap-url", clean_severa.soap_url, "--waiting", "A", "--transferred", "B")
    assert "key-file-missing" in machine.run(*other, **key).stderr
    assert "key-file-missing" in machine.run("run", COMPANY).stderr
    assert machine.run("company", "connect", COMPANY, **key).returncode == 0
    assert machine.run("run", COMPANY).returncode == 0


def test_a_database_address_that_is_none_is_told(machine: Machine) -> None:
    for address in ("nonsense", "mysql://x/y"):
        machine.database_url = address
        done = machine.run("company", "list")
        assert done.returncode == 1
        assert "database-url-unusable" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_run_with_nothing_but_a0_is_warned_of(machine: Machine, clean_severa: Sandbox, tmp_path: Path) -> None:
    key_file = tmp_path / "key"
    key_file.write_text(clean_severa.soap_key, encoding="utf-8")
    machine.ask(
        *("company", "add", COMPANY, "--soap-url", clean_severa.soap_url, "--key-file", str(key_file)),
        *("--waiting", clean_severa.waiting_status, "--transferred", clean_severa.transferred_status),
    )
    assert "products import" in machine.run("run", COMPANY, "--dry-run").stderr


def test_a_missing_name_is_a_wrong_use(machine: Machine) -> None:
    done = machine.run("run")
    assert done.returncode == 2
    assert "--all" in done.stderr
