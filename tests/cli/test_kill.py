"""kill -9 between any two steps, then one more run: nothing twice, nothing lost."""

from collections import Counter

import pytest

from severa_maestro.failpoints import POINTS
from severa_maestro.sandbox import Sandbox, SandboxSettings
from tests.cli.machine import COMPANY, Machine

SIGKILLED = -9


@pytest.fixture(params=["sqlite", "postgresql"])
def any_machine(request: pytest.FixtureRequest) -> Machine:
    name = "machine" if request.param == "sqlite" else "machine_on_postgresql"
    machine: Machine = request.getfixturevalue(name)
    return machine


@pytest.mark.parametrize("point", POINTS)
def test_a_run_killed_at_any_point_is_made_whole_by_the_next(any_machine: Machine, severa: Sandbox, point: str) -> None:
    any_machine.add_company(severa)
    killed = any_machine.run("run", COMPANY, SEVERA_MAESTRO_FAIL_POINT=_somewhere_in_the_middle(point))
    assert killed.returncode == SIGKILLED, killed.stdout + killed.stderr
    any_machine.ask("run", COMPANY)
    assert_whole(any_machine, severa)


def test_runs_killed_again_and_again_are_made_whole(any_machine: Machine, severa: Sandbox) -> None:
    any_machine.add_company(severa)
    for point in ("stored:3", "marked:5", "before-commit:2", "transferred:4", "marked", "stored"):
        assert any_machine.run("run", COMPANY, SEVERA_MAESTRO_FAIL_POINT=point).returncode == SIGKILLED
    any_machine.ask("run", COMPANY)
    assert_whole(any_machine, severa)


def test_over_rest_runs_killed_again_and_again_are_made_whole(machine: Machine) -> None:
    with Sandbox(SandboxSettings(rate=0)) as severa:
        machine.add_company(severa, way="rest")
        for point in (
            "stored:3",
            "marked:5",
            "before-commit:2",
            "transferred:4",
            "page-fetched:30",
            "marked",
            "stored",
        ):
            assert machine.run("run", COMPANY, SEVERA_MAESTRO_FAIL_POINT=point).returncode == SIGKILLED
        machine.ask("run", COMPANY)
        assert_whole(machine, severa, way="rest")


def _somewhere_in_the_middle(point: str) -> str:
    once_a_run = {"run-started", "customers-read", "customers-stored", "walk-ended", "run-ended"}
    return point if point in once_a_run else f"{point}:4"


def assert_whole(machine: Machine, severa: Sandbox, *, way: str = "soap") -> None:
    """Every waiting invoice is transferred or blocked as its hard case says; both sides have the same sums."""
    expected = Counter(
        invoice.expected
        for invoice in (severa.state.invoice(entry.key) for entry in severa.state.invoices.in_order())
        if invoice.expected != "untouched"
    )
    opaque = severa.state.opaque if way == "soap" else severa.state.rest_opaque
    transfers = machine.ask("transfers", COMPANY)
    assert Counter(transfer["state"] for transfer in transfers) == expected
    marked = {
        opaque(entry.key): entry
        for entry in severa.state.invoices_in(severa.transferred_status)
        if entry.expected != "untouched"
    }
    stored = {each["severa_guid"]: each for each in transfers if each["state"] == "transferred"}
    assert marked.keys() == stored.keys()
    totals = machine.ask("totals", COMPANY)
    for currency, sums in totals["currencies"].items():
        theirs = [entry for entry in marked.values() if entry.currency == currency]
        assert sums["invoices"] == len(theirs)
        assert sums["total_including_vat"] == f"{sum(entry.including_vat for entry in theirs):.2f}"
        assert sums["total_excluding_vat"] == f"{sum(entry.excluding_vat for entry in theirs):.2f}"
        assert sums["total_vat"] == f"{sum(entry.vat for entry in theirs):.2f}"
    assert totals["fallback_rows"] == totals["fallback_log_lines"]
    again = machine.ask("run", COMPANY)
    assert (again["stored"], again["transferred"], again["blocked"]) == (0, 0, 0)
