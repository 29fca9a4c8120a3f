"""Over the sandbox's whole set, hard cases and all: every invoice transferred or blocked, to the cent."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

import pytest

from severa_maestro.maestro.registers.models import SalesInvoice
from severa_maestro.matching.findings import Level
from severa_maestro.transfer.ledger.models import LogLine, State, Transfer
from severa_maestro.transfer.run import Outcome
from tests.transfer.conftest import MakeWorld, World, fallback_rows

#: The first says which database is to be set up: the world itself is made once for all of these tests.
pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("way", ["soap", "rest"], scope="module")]


@dataclass(frozen=True)
class Moved:
    """What one run has made of the whole set."""

    world: World
    #: The ids of the invoices in each of Severa's statuses before the run, and what each case is to end as.
    before: dict[str, set[str]]
    expected: dict[str, str]
    outcome: Outcome


def statuses(world: World) -> dict[str, set[str]]:
    """The ids of the invoices in each of Severa's statuses."""
    found: dict[str, set[str]] = {}
    for entry in world.severa.state.invoices:
        found.setdefault(entry.status, set()).add(world.guid(entry.key))
    return found


@pytest.fixture(scope="module")
def moved(make_world_to_look_at: MakeWorld) -> Moved:
    world = make_world_to_look_at()
    expected = {
        world.guid(entry.key): world.severa.state.invoice(entry.key).expected
        for entry in world.severa.state.invoices_in(world.severa.waiting_status)
    }
    return Moved(world, statuses(world), expected, world.run())


def test_each_waiting_invoice_ends_as_its_hard_case_says(moved: Moved) -> None:
    outcome, expected = moved.outcome, moved.expected
    assert outcome.error is None
    assert {each.guid: each.state for each in Transfer.objects.all()} == expected
    assert outcome.counts.fetched == len(expected) == outcome.counts.transferred + outcome.counts.blocked
    assert outcome.counts.transferred == outcome.counts.stored == list(expected.values()).count("transferred")


@pytest.mark.usefixtures("moved")
def test_each_blocked_invoice_says_why() -> None:
    for transfer in Transfer.objects.filter(state=State.BLOCKED):
        reasons = [each for each in transfer.get_findings() if each.level is Level.BLOCKING]
        assert reasons
        logged = LogLine.objects.filter(transfer=transfer, level=LogLine.Level.ERROR)
        assert Counter(logged.values_list("code", flat=True)) == Counter(each.code for each in reasons)


def test_the_totals_in_the_register_are_severas_to_the_last_decimal(moved: Moved) -> None:
    world = moved.world
    theirs: dict[str, tuple[Decimal, Decimal, Decimal]] = {}
    for entry in world.severa.state.invoices_in(world.severa.transferred_status):
        invoice = world.severa.state.invoice(entry.key)
        if invoice.expected == "transferred":
            theirs[world.guid(entry.key)] = (invoice.excluding_vat, invoice.vat, invoice.including_vat)
    assert len(theirs) > 40
    for guid, totals in theirs.items():
        register_id = Transfer.objects.get(guid=guid).register_id
        stored = SalesInvoice.objects.get(pk=register_id)
        assert (stored.total_excluding_vat, stored.total_vat, stored.total_including_vat) == totals


def test_marked_in_severa_means_stored_here_and_the_other_way_round(moved: Moved) -> None:
    transferred = moved.world.severa.transferred_status
    marked = statuses(moved.world)[transferred] - moved.before[transferred]
    stored = set(Transfer.objects.exclude(register_id=None).values_list("guid", flat=True))
    assert marked == stored
    assert SalesInvoice.objects.count() == len(stored)


def test_each_row_on_a0_has_its_line_in_the_log(moved: Moved) -> None:
    world, outcome = moved.world, moved.outcome
    lines = LogLine.objects.filter(code__startswith="fallback-")
    assert lines.count() == fallback_rows(world.company) == outcome.counts.fallback_rows > 0
    for line in lines:
        assert line.invoice_number is not None
        assert line.row is not None
        assert {"kind", "code", "name"} <= line.values.keys()
    for entry in world.severa.state.invoices_in(world.severa.transferred_status):
        invoice = world.severa.state.invoice(entry.key)
        on_fallback = lines.filter(transfer__guid=world.guid(entry.key)).count()
        assert on_fallback == invoice.fallback_rows, invoice.hard_case


@pytest.mark.usefixtures("moved")
def test_every_transfer_has_a_whole_timeline() -> None:
    for transfer in Transfer.objects.all():
        states = [""]
        for entry in transfer.timeline.all():
            assert entry.from_state == states[-1]
            states.append(entry.to_state)
        assert states[1] == State.FETCHED
        assert states[-1] == transfer.state


def test_invoices_in_other_statuses_are_never_touched(moved: Moved) -> None:
    now = statuses(moved.world)
    for status in ("Luonnos", "Hyväksytty", "Maksettu"):
        assert now[status] == moved.before[status] != set()
