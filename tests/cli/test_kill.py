"""kill -9 between any two steps, then one more run: nothing twice, nothing lost."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from severa_maestro.failpoints import POINTS
from severa_maestro.sandbox import Sandbox, SandboxSettings
from tests.cli.machine import COMPANY, Machine

SIGKILLED = -9

#: Reached once in a run over a few invoices.
ONCE_A_RUN = {"run-started", "customers-read", "customers-stored", "page-fetched", "walk-ended", "run-ended"}


@pytest.fixture(params=["sqlite", "postgresql"])
def any_machine(request: pytest.FixtureRequest) -> Machine:
    name = "new_machine" if request.param == "sqlite" else "machine_on_postgresql"
    machine: Machine = request.getfixturevalue(name)
    return machine


@pytest.fixture
def small_severa() -> Iterator[Sandbox]:
    """A Severa where every point comes up: six invoices go over, one of them with a row on A/0, and two are blocked."""
    with Sandbox(SandboxSettings(invoices=8, clean=True)) as running:
        keys = [entry.key for entry in running.state.invoices_in(running.waiting_status)]
        running.state.edit_row(keys[1], 1, code="EI-OLE")
        running.state.edit_invoice(keys[1], fallback_rows=1)
        for key in (keys[2], keys[5]):
            running.state.edit_invoice(key, currency="SEK", currency_rate=Decimal(0), expected="blocked")
        yield running


@pytest.mark.parametrize("point", POINTS)
def test_a_run_killed_at_any_point_is_made_whole_by_the_next(
    any_machine: Machine, small_severa: Sandbox, point: str
) -> None:
    any_machine.add_company(small_severa)
    times = 1 if point in ONCE_A_RUN else 2
    killed = any_machine.run("run", COMPANY, SEVERA_MAESTRO_FAIL_POINT=f"{point}:{times}")
    assert killed.returncode == SIGKILLED, killed.stdout + killed.stderr
    any_machine.ask("run", COMPANY)
    assert_whole(any_machine, small_severa)


def test_runs_killed_again_and_again_are_made_whole(any_machine: Machine, severa: Sandbox) -> None:
    any_machine.add_company(severa)
    for point in ("stored:3", "marked:5", "before-commit:2", "transferred:4", "walk-ended", "run-ended"):
        assert any_machine.run("run", COMPANY, SEVERA_MAESTRO_FAIL_POINT=point).returncode == SIGKILLED
    any_machine.ask("run", COMPANY)
    assert_whole(any_machine, severa)


def test_over_rest_runs_killed_again_and_again_are_made_whole(new_machine: Machine) -> None:
    with Sandbox(SandboxSettings(rate=0)) as severa:
        new_machine.add_company(severa, way="rest")
        for point in (
            "stored:3",
            "marked:5",
            "before-commit:2",
            "transferred:4",
            "page-fetched:10",
            "walk-ended",
            "run-ended",
        ):
            assert new_machine.run("run", COMPANY, SEVERA_MAESTRO_FAIL_POINT=point).returncode == SIGKILLED
        new_machine.ask("run", COMPANY)
        assert_whole(new_machine, severa, way="rest")


def assert_whole(machine: Machine, severa: Sandbox, *, way: str = "soap") -> None:
    """Every waiting invoice is transferred or blocked as it should be; both sides have the same amounts."""
    opaque = severa.state.opaque if way == "soap" else severa.state.rest_opaque
    expected = {opaque(entry.key): entry for entry in severa.state.invoices if entry.expected != "untouched"}
    states = machine.read("SELECT guid, state FROM ledger_transfer")
    assert dict(states) == {guid: entry.expected for guid, entry in expected.items()}
    assert len(states) == len(expected)

    going = {guid: entry for guid, entry in expected.items() if entry.expected == "transferred"}
    assert {entry.status for entry in going.values()} == {severa.transferred_status}
    stored = machine.read(
        "SELECT t.guid, i.currency, i.total_excluding_vat, i.total_vat, i.total_including_vat"
        " FROM registers_salesinvoice i LEFT JOIN ledger_transfer t ON t.register_id = i.id"
    )
    assert sorted((guid, currency, *map(Decimal, sums)) for guid, currency, *sums in stored) == sorted(
        (guid, entry.currency, entry.excluding_vat, entry.vat, entry.including_vat) for guid, entry in going.items()
    )

    ((on_fallback,),) = machine.read(
        "SELECT count(*) FROM registers_salesinvoicerow r JOIN registers_registerproduct p ON p.id = r.product_id"
        " JOIN registers_productgroup g ON g.id = p.group_id WHERE g.letter = 'A' AND p.number = 0"
    )
    ((logged,),) = machine.read("SELECT count(*) FROM ledger_logline WHERE code LIKE 'fallback-%'")
    assert on_fallback == logged == sum(entry.fallback_rows for entry in going.values())

    again = machine.ask("run", COMPANY)
    assert (again["stored"], again["transferred"], again["blocked"]) == (0, 0, 0)
