"""The state file: what was answered is still so after a restart, even after a kill -9."""

import json
import signal
import sqlite3
import subprocess
import sys
import urllib.request

import pytest

from severa_maestro.sandbox import Sandbox, SandboxSettings, State, StateFileError
from tests.sandbox.soap_caller import Caller

COMMAND = "import typer; from severa_maestro.cli.sandbox import sandbox; typer.run(sandbox)"


def started(*arguments):
    """The command in a process of its own, and what its first line says."""
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "--port", "0", "--json", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    line = process.stdout.readline()
    return process, json.loads(line) if line else None


def ended(process, how=signal.SIGTERM):
    process.send_signal(how)
    process.communicate(timeout=20)
    return process.returncode


def summary_of(info):
    with urllib.request.urlopen(info["control_url"] + "/summary") as answer:
        found = json.load(answer)
    del found["calls"]
    return found


def test_a_restart_goes_on_with_exactly_the_same_state_whatever_the_seed(tmp_path):
    file = tmp_path / "state.db"
    first = State(seed=3, invoices=60, clean=False, state_file=file)
    first.set_status("references", "Siirretty Maestroon")
    first.edit_customer(1001, name="Uusi nimi Oy")
    first.edit_row("payment-terms", 1, code="Z1")
    first.add_invoices(2)
    first.delete_invoice("projects")
    first.add_log_entry(first.entry("references").key, "Information", "Siirretty", "", None)
    first.rename_status("Hyväksytty", "Tarkastettu")
    first.deny("UpdateProduct")
    first.quota_used = 17
    first.change_all_ids()
    kept = everything(first)
    first.close()
    second = State(seed=99, invoices=5, clean=True, state_file=file)
    assert everything(second) == kept
    second.close()


def everything(state):
    shelves = (
        *(state.statuses, state.units, state.customers, state.addresses, state.contacts, state.projects),
        *(state.products, state.travel_expenses, state.work_types, state.currencies, state.log_entries),
    )
    return {
        "invoices": [state.invoices.invoice(entry) for entry in state.invoices.in_order()],
        "registers": {shelf.kind: list(shelf) for shelf in shelves},
        "ids": [state.opaque(entry.key) for entry in state.invoices.in_order()],
        "rest": (state.soap_key, state.quota_used, state.denied),
    }


@pytest.mark.crash
def test_what_was_answered_before_a_kill_is_still_so_after_it(tmp_path):
    file = tmp_path / "state.db"
    process, info = started("--state", file, "--invoices", 80, "--clean")
    call = Caller(info["soap_url"], info["soap_key"])
    status = f"<status>{info['waiting_status']}</status><options>0</options><maxInvoices>30</maxInvoices>"
    reply = call("IInvoice.GetInvoicesByStatus", status)
    guids = [each.findtext("{*}GUID") for each in reply.items]
    for guid in guids:
        assert call.set_status(guid, info["transferred_status"]).status == 200
    before = summary_of(info)
    call.close()
    ended(process, signal.SIGKILL)
    process, info = started("--state", file, "--seed", 5)
    assert summary_of(info) == before
    assert before["count_by_status"][info["transferred_status"]] == 33
    assert before["quota_used"] == 31
    assert ended(process) == 0


@pytest.mark.crash
def test_a_file_whose_first_filling_was_cut_is_filled_anew(tmp_path):
    file = tmp_path / "state.db"
    State(seed=1, invoices=60, clean=True, state_file=file).close()
    database = sqlite3.connect(file)
    with database:
        database.execute("DELETE FROM setting WHERE name = 'complete'")
        database.execute("DELETE FROM invoice WHERE number > 26010")
    database.close()
    state = State(seed=1, invoices=60, clean=True, state_file=file)
    assert len(state.invoices_in("Odottaa siirtoa Maestroon")) == 60
    state.close()


def test_a_file_that_is_no_state_or_is_in_use_is_refused_in_one_sentence(tmp_path):
    strange = tmp_path / "strange.db"
    strange.write_bytes(b"this is no database at all, but long enough to be read" * 20)
    with pytest.raises(StateFileError, match="cannot be used"):
        State(seed=1, invoices=1, clean=True, state_file=strange)
    file = tmp_path / "state.db"
    first = Sandbox(SandboxSettings(state_file=file, clean=True))
    with pytest.raises(StateFileError, match="cannot be used"):
        State(seed=1, invoices=1, clean=True, state_file=file)
    first.close()
    State(seed=1, invoices=1, clean=True, state_file=file).close()
