"""Over the sandbox's whole set, hard cases and all: every invoice transferred or blocked, to the cent."""

from collections import Counter
from decimal import Decimal

from severa_maestro.maestro.registers.models import RegisterCustomer, SalesInvoice
from severa_maestro.matching.findings import Level
from severa_maestro.transfer.ledger.models import LogLine, State, Transfer
from tests.transfer.conftest import MakeWorld, World, both_ways, fallback_rows

pytestmark = both_ways


def everything(world: World) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the ledger and the registers, but for the runs themselves."""
    models = (SalesInvoice, RegisterCustomer, Transfer, LogLine)
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in models}


def test_each_waiting_invoice_ends_as_its_hard_case_says(world: World) -> None:
    expected = {
        world.guid(entry.key): world.severa.state.invoice(entry.key).expected
        for entry in world.severa.state.invoices_in(world.severa.waiting_status)
    }
    outcome = world.run()
    assert outcome.error is None
    assert {each.guid: each.state for each in Transfer.objects.all()} == expected
    assert outcome.counts.fetched == len(expected) == outcome.counts.transferred + outcome.counts.blocked
    assert outcome.counts.transferred == outcome.counts.stored == list(expected.values()).count("transferred")


def test_each_blocked_invoice_says_why(world: World) -> None:
    world.run()
    for transfer in Transfer.objects.filter(state=State.BLOCKED):
        reasons = [each for each in transfer.get_findings() if each.level is Level.BLOCKING]
        assert reasons
        logged = LogLine.objects.filter(transfer=transfer, level=LogLine.Level.ERROR)
        assert Counter(logged.values_list("code", flat=True)) == Counter(each.code for each in reasons)


def test_the_totals_in_the_register_are_severas_to_the_last_decimal(world: World) -> None:
    world.run()
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


def test_marked_in_severa_means_stored_here_and_the_other_way_round(world: World) -> None:
    before = {world.guid(entry.key) for entry in world.severa.state.invoices_in(world.severa.transferred_status)}
    world.run()
    marked = {
        world.guid(entry.key) for entry in world.severa.state.invoices_in(world.severa.transferred_status)
    } - before
    stored = set(Transfer.objects.exclude(register_id=None).values_list("guid", flat=True))
    assert marked == stored
    assert SalesInvoice.objects.count() == len(stored)


def test_each_row_on_a0_has_its_line_in_the_log(world: World) -> None:
    outcome = world.run()
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


def test_a_second_run_changes_nothing(world: World) -> None:
    world.run()
    before = everything(world)
    outcome = world.run()
    assert everything(world) == before
    assert (outcome.counts.transferred, outcome.counts.stored, outcome.counts.blocked) == (0, 0, 0)
    assert outcome.counts.skipped == outcome.counts.fetched == Transfer.objects.filter(state=State.BLOCKED).count()


def test_every_transfer_has_a_whole_timeline(world: World) -> None:
    world.run()
    for transfer in Transfer.objects.all():
        states = [""]
        for entry in transfer.timeline.all():
            assert entry.from_state == states[-1]
            states.append(entry.to_state)
        assert states[1] == State.FETCHED
        assert states[-1] == transfer.state


def test_invoices_in_other_statuses_are_never_touched(world: World) -> None:
    others = ("Luonnos", "Hyväksytty", "Maksettu")
    before = {name: [world.guid(entry.key) for entry in world.severa.state.invoices_in(name)] for name in others}
    world.run()
    assert {
        name: [world.guid(entry.key) for entry in world.severa.state.invoices_in(name)] for name in others
    } == before


#: Calls an invoice at the most: over SOAP one to mark it, over REST its rows too, which come in bulk here.
CALLS = {"soap": (210, 1.05), "rest": (100, 1.2)}


def test_clean_invoices_cost_few_calls_each(make_world: MakeWorld, way: str) -> None:
    invoices, calls = CALLS[way]
    world = make_world(invoices=invoices, clean=True)
    outcome = world.run()
    assert outcome.counts.transferred == invoices
    assert Transfer.objects.filter(state=State.TRANSFERRED, findings=[]).count() == invoices
    assert outcome.counts.severa_calls == sum(world.severa.calls.values())
    assert outcome.counts.severa_calls <= invoices * calls
