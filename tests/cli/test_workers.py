"""Several workers on PostgreSQL, each a process: they are killed, and stand still, and every invoice goes over once."""

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from severa_maestro.sandbox import Sandbox, SandboxSettings
from tests.cli.machine import Machine
from tests.waiting import until

pytestmark = pytest.mark.crash

TRANSFERRED = "SELECT count(*) FROM ledger_transfer WHERE state = 'transferred'"
#: Everything that a run writes into, but for the lease, whose times say nothing.
LEDGER = """
    SELECT table_name FROM information_schema.tables
    WHERE table_name ~ '^(ledger|registers|engine)_' AND table_name <> 'ledger_companylease' ORDER BY 1
"""


@contextmanager
def worker(machine: Machine, *options: str, **variables: str) -> Iterator["subprocess.Popen[str]"]:
    """A worker that has begun; killed at the end where it still goes on."""
    command = [sys.executable, "-m", "severa_maestro", "worker", *options]
    environment = machine.environment(**variables)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, text=True, stdout=pipe, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def severas() -> Iterator[list[Sandbox]]:
    """The Severas of four companies, each as slow as one over a network."""
    settings = [SandboxSettings(invoices=60, clean=True, seed=seed, latency_milliseconds=20) for seed in range(1, 5)]
    with ExitStack() as running:
        yield [running.enter_context(Sandbox(each)) for each in settings]


def start_companies(machine: Machine, severas: list[Sandbox]) -> None:
    for number, severa in enumerate(severas, start=1):
        machine.add_company(severa, f"Testi {number} Oy")
        machine.ask("company", "start", f"Testi {number} Oy", "--every", "1")


def transferred(machine: Machine) -> int:
    [(number,)] = machine.read(TRANSFERRED)
    return int(number)


def assert_once(machine: Machine, severas: list[Sandbox]) -> None:
    """Each invoice is in Maestro once and transferred, and Severa says so of it too."""
    there = Counter(entry.key for severa in severas for entry in severa.state.invoices_in(severa.transferred_status))
    waiting = [entry for severa in severas for entry in severa.state.invoices_in(severa.waiting_status)]
    assert not waiting
    stored = machine.read("SELECT company_id, numbering_unit, number FROM registers_salesinvoice")
    assert len(stored) == len(set(stored)) == 240
    assert machine.read("SELECT state, count(*) FROM ledger_transfer GROUP BY state") == [("transferred", 240)]
    assert sum(there.values()) >= 240
    doubled = "SELECT transfer_id FROM ledger_timelineentry WHERE to_state = 'stored' GROUP BY 1 HAVING count(*) > 1"
    assert not machine.read(doubled)


def test_workers_are_killed_ten_times_and_every_invoice_goes_over_once(
    machine_on_postgresql: Machine, severas: list[Sandbox]
) -> None:
    machine = machine_on_postgresql
    start_companies(machine, severas)
    with ExitStack() as all_workers:
        working = [all_workers.enter_context(worker(machine, "--marks-at-once", "2")) for _ in range(3)]
        for turn in range(10):
            before = transferred(machine)
            until(lambda before=before: transferred(machine) >= min(before + 5, 240), seconds=120)  # type: ignore[misc]
            killed = working[turn % 3]
            killed.kill()
            killed.wait()
            working[turn % 3] = all_workers.enter_context(worker(machine, "--marks-at-once", "2"))
        until(lambda: transferred(machine) == 240, seconds=120)
        began = machine.read("SELECT max(id) FROM ledger_run")[0][0]
        later = f"SELECT count(DISTINCT company_id) FROM ledger_run WHERE id > {began} AND ended_at IS NOT NULL"
        until(lambda: machine.read(later) == [(4,)], seconds=120)
    assert_once(machine, severas)


@pytest.mark.parametrize("point", ["before-commit:2:STOP", "stored:5:STOP", "marked:5:STOP"])
def test_a_worker_that_stood_still_writes_nothing_once_another_goes_on(
    machine_on_postgresql: Machine, point: str
) -> None:
    machine = machine_on_postgresql
    with Sandbox(SandboxSettings(invoices=20, clean=True)) as severa:
        machine.add_company(severa, "Testi Oy")
        machine.ask("company", "start", "Testi Oy")
        # With one mark at a time no thread can stand between its look at the clock and its call.
        with worker(machine, "--marks-at-once", "1", SEVERA_MAESTRO_FAIL_POINT=point) as still:
            until(lambda: is_standing_still(still), seconds=120)
            assert transferred(machine) < 20
            with worker(machine) as other:
                until(lambda: transferred(machine) == 20, seconds=120)
                other.terminate()
                assert other.wait(60) == 0
            machine.ask("company", "pause", "Testi Oy")
            written, marks = contents(machine), severa.state.calls.copy()
            still.send_signal(signal.SIGCONT)
            still.terminate()
            assert still.wait(60) == 0
            assert contents(machine) == written
            assert severa.state.calls == marks


def is_standing_still(process: "subprocess.Popen[str]") -> bool:
    status = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii")
    return status.rpartition(")")[2].split()[0] == "T"


def contents(machine: Machine) -> dict[str, object]:
    return {name: machine.read(f"SELECT * FROM {name} ORDER BY id") for (name,) in machine.read(LEDGER)}
