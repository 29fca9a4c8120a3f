"""A company moves from SOAP to REST, or back: nothing is booked twice, and nothing that waited is lost."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from severa_maestro.companies.models import Connection
from severa_maestro.maestro.registers.models import RegisterCustomer, SalesInvoice
from severa_maestro.severa.rest import errors, routes
from severa_maestro.severa.rest.client import RestClient, RestReply
from severa_maestro.severa.rest.routes import Route
from severa_maestro.transfer import decisions
from severa_maestro.transfer.ledger.models import LogLine, NumberingUnit, SeveraId, State, Transfer
from tests.transfer.conftest import MakeWorld, World
from tests.transfer.test_both_registers import dump

#: From, to, and whether Severa converts ids on the way.
MOVES = [
    pytest.param("soap", "rest", True, id="soap to rest"),
    pytest.param("soap", "rest", False, id="soap to rest without conversion"),
    pytest.param("rest", "soap", True, id="rest to soap"),
]
MARKS = {"soap": "SetInvoiceStatus", "rest": "PATCH /v1/invoices/{guid}"}


def a_world(make_world: MakeWorld, start: str, converts: bool, **settings: object) -> World:
    world = make_world(converts_ids=converts, **settings)
    world.go(start)
    world.company.connection.moved_from = ""
    world.company.connection.save()
    return world


def numbers(world: World, state: State) -> list[int | None]:
    return sorted(Transfer.objects.filter(state=state, number__isnull=False).values_list("number", flat=True))


def errors_of_invoices() -> list[tuple[object, ...]]:
    """What is said of invoices with a number: without one, nothing tells an invoice whose id has changed."""
    lines = LogLine.objects.filter(level=LogLine.Level.ERROR).exclude(invoice_number=None)
    return list(lines.values_list("code", "invoice_number", "values"))


@pytest.mark.parametrize(("start", "goal", "converts"), MOVES)
def test_the_whole_set_moves_across(make_world: MakeWorld, start: str, goal: str, converts: bool) -> None:
    """Transferred, blocked and waiting invoices, and those that came back."""
    world = a_world(make_world, start, converts)
    world.run()
    transferred, blocked = numbers(world, State.TRANSFERRED), numbers(world, State.BLOCKED)
    customers, units = RegisterCustomer.objects.count(), NumberingUnit.objects.count()
    errors = errors_of_invoices()
    for number in transferred[:3]:
        world.severa.state.put_back_to_waiting(number)
    world.severa.state.add_invoices(4)

    world.go(goal)
    outcome = world.run()

    assert outcome.error is None
    assert outcome.counts.stored == 4
    assert outcome.counts.transferred == 4 + 3
    assert SalesInvoice.objects.count() == len(transferred) + 4
    assert numbers(world, State.BLOCKED) == blocked
    assert set(transferred) < set(numbers(world, State.TRANSFERRED))
    assert RegisterCustomer.objects.count() == customers
    assert NumberingUnit.objects.count() == units
    assert errors_of_invoices() == errors
    assert not Connection.objects.get().moved_from
    waiting = [
        world.severa.state.invoice(each.key) for each in world.severa.state.invoices_in(world.severa.waiting_status)
    ]
    assert {each.expected for each in waiting} == {"blocked"}


@pytest.mark.parametrize(("start", "goal", "converts"), MOVES)
def test_one_that_was_stored_but_not_marked_is_marked_by_the_other_way(
    make_world: MakeWorld, start: str, goal: str, converts: bool
) -> None:
    world = a_world(make_world, start, converts, invoices=3, clean=True)
    world.severa.faults.plant("general-failure", MARKS[start], times=None)
    world.run()
    assert len(numbers(world, State.STORED)) == 3
    world.severa.faults.clear()

    world.go(goal)
    outcome = world.run()

    assert outcome.counts.stored == 0
    assert len(numbers(world, State.TRANSFERRED)) == 3
    assert not list(world.severa.state.invoices_in(world.severa.waiting_status))
    assert SalesInvoice.objects.count() == 3


@pytest.mark.parametrize(("start", "goal", "converts"), MOVES)
def test_one_whose_mark_reached_severa_unseen_is_found_by_the_other_way(
    make_world: MakeWorld, start: str, goal: str, converts: bool
) -> None:
    """It is in the transferred status, so that no walk over the waiting ones brings it."""
    world = a_world(make_world, start, converts, invoices=3, clean=True)
    world.severa.faults.plant("cut-after", MARKS[start], times=None)
    world.run()
    assert numbers(world, State.STORED)
    for number in numbers(world, State.STORED):
        world.severa.state.set_status(number, world.severa.transferred_status)
    world.severa.faults.clear()

    world.go(goal)
    world.run()

    assert len(numbers(world, State.TRANSFERRED)) == 3
    assert world.log("mark-gone") == []
    assert SalesInvoice.objects.count() == 3


@pytest.mark.parametrize(("start", "goal", "converts"), MOVES)
def test_one_that_changed_meanwhile_waits_for_a_person(
    make_world: MakeWorld, start: str, goal: str, converts: bool
) -> None:
    world = a_world(make_world, start, converts, invoices=3, clean=True)
    world.run()
    number = numbers(world, State.TRANSFERRED)[0]
    assert number is not None
    invoice = world.severa.state.invoice(number)
    row = replace(invoice.rows[0], text="Aivan toinen teksti")
    world.severa.state.edit_invoice(number, rows=(row, *invoice.rows[1:]))
    world.severa.state.put_back_to_waiting(number)

    world.go(goal)
    outcome = world.run()

    assert (outcome.counts.stored, outcome.counts.blocked) == (0, 1)
    assert world.transfer(number).get_findings()[0].code == "changed-since-stored"
    assert SalesInvoice.objects.count() == 3


@pytest.mark.parametrize(("start", "goal", "converts"), MOVES)
def test_what_a_person_dismissed_stays_dismissed(make_world: MakeWorld, start: str, goal: str, converts: bool) -> None:
    world = a_world(make_world, start, converts).few("currency-without-rate")
    world.run()
    number = world.severa.state.entry("currency-without-rate").number
    assert number is not None
    decisions.dismiss(Transfer.objects.get(number=number), actor="kirjanpitäjä", reason="jo Maestrossa")

    world.go(goal)
    world.run()

    assert Transfer.objects.get(number=number).state == State.DISMISSED
    assert not SalesInvoice.objects.filter(number=number).exists()


@pytest.mark.parametrize(("start", "goal", "converts"), MOVES)
def test_a_credit_note_finds_its_original_of_the_other_way(
    make_world: MakeWorld, start: str, goal: str, converts: bool
) -> None:
    world = a_world(make_world, start, converts).few("credited-invoice", "full-credit-note")
    credit = world.severa.state.entry("full-credit-note").key
    world.severa.state.set_status(credit, "Hyväksytty")
    world.run()
    world.severa.state.set_status(credit, world.severa.waiting_status)

    world.go(goal)
    world.run()

    stored = SalesInvoice.objects.get(number=world.severa.state.entry("full-credit-note").number)
    assert stored.credits is not None
    assert stored.credits.number == world.severa.state.entry("credited-invoice").number
    assert stored.total_including_vat == -stored.credits.total_including_vat != Decimal(0)


def test_there_and_back_again(make_world: MakeWorld) -> None:
    world = a_world(make_world, "soap", True)
    world.run()
    before = SalesInvoice.objects.count()
    for goal in ("rest", "soap", "rest"):
        for number in numbers(world, State.TRANSFERRED)[:5]:
            world.severa.state.put_back_to_waiting(number)
        world.go(goal)
        outcome = world.run()
        assert (outcome.error, outcome.counts.stored, outcome.counts.transferred) == (None, 0, 5)
    assert SalesInvoice.objects.count() == before


def test_a_move_that_is_taken_back_before_a_run_moves_nothing(make_world: MakeWorld) -> None:
    world = a_world(make_world, "soap", True, invoices=3, clean=True)
    world.run()
    before = dump(world.company)
    world.go("rest")
    world.go("soap")
    assert world.run().error is None
    assert dump(world.company) == before


@pytest.mark.parametrize("cut", [False, True])
def test_customers_renamed_after_a_move_back_are_still_themselves(make_world: MakeWorld, cut: bool) -> None:
    """The ids that a customer had by SOAP are kept, though REST tells none of them."""
    world = a_world(make_world, "soap", True, invoices=10, clean=True)
    world.run()
    customers = RegisterCustomer.objects.count()
    world.go("rest")
    if cut:
        world.severa.faults.plant("http-503", "GET /v1/customers", times=None)
    assert (world.run().error is None) is not cut
    world.severa.faults.clear()
    world.go("soap")
    for customer in list(world.severa.state.customers):
        world.severa.state.edit_customer(customer.key, name=f"Uusi nimi {customer.number}", vat_number="")
    assert world.run().error is None
    assert RegisterCustomer.objects.count() == customers
    assert RegisterCustomer.objects.filter(name__startswith="Uusi nimi").count() == customers


def test_a_move_after_severa_has_changed_its_ids_finds_each_customer_once(make_world: MakeWorld) -> None:
    world = a_world(make_world, "soap", True, invoices=5, clean=True)
    world.run()
    customers = RegisterCustomer.objects.count()
    world.severa.state.change_all_ids()
    world.severa.state.add_invoices(2)
    assert world.run().error is None
    world.go("rest")
    world.severa.state.add_invoices(2)
    assert world.run().error is None
    assert SalesInvoice.objects.count() == 9
    assert RegisterCustomer.objects.count() == customers


def test_ids_that_severa_does_not_take_keep_no_others_from_being_converted(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = a_world(make_world, "soap", True, invoices=12, clean=True)
    world.run()
    bad = SeveraId.objects.first()
    assert bad is not None
    send = RestClient.ask

    def refuse_bad(client: RestClient, route: Route, **given: Any) -> RestReply | None:
        if route is routes.CONVERT_IDS and bad.guid in given["content"]:
            raise errors.REQUEST_REFUSED.error(route=route.name, said="?")
        return send(client, route, **given)

    monkeypatch.setattr(RestClient, "ask", refuse_bad)
    world.go("rest")
    assert world.run().error is None
    assert SeveraId.objects.count() == 12 + 11


def test_another_invoice_that_got_the_number_of_one_that_is_gone_is_not_believed_to_be_it(
    make_world: MakeWorld,
) -> None:
    world = a_world(make_world, "soap", False, invoices=3, clean=True)
    world.severa.faults.plant("general-failure", MARKS["soap"], times=None)
    world.run()
    world.severa.faults.clear()
    ours, other = numbers(world, State.STORED)[:2]
    assert ours is not None
    assert other is not None
    key = world.severa.state.entry(other).key
    world.severa.state.delete_invoice(ours)
    world.severa.state.edit_invoice(other, number=ours)
    world.severa.state.set_status(key, world.severa.transferred_status)
    world.go("rest")
    world.run()
    assert Transfer.objects.get(number=ours).state == State.STORED
    assert len(world.log("mark-gone")) >= 1


def test_ids_are_converted_in_batches_and_only_once(make_world: MakeWorld) -> None:
    world = a_world(make_world, "soap", True, invoices=110, clean=True)
    world.run()
    ids = SeveraId.objects.count()
    world.go("rest")
    world.run()
    convert = "POST /v1/guids/convert"
    calls = world.severa.calls[convert]
    assert ids // 100 < calls <= ids // 100 + 2
    assert SeveraId.objects.count() == 2 * ids
    world.run()
    assert world.severa.calls[convert] == calls


@pytest.mark.parametrize(("start", "goal"), [("soap", "rest"), ("rest", "soap")])
def test_a_move_to_the_severa_of_another_organisation_is_stopped(make_world: MakeWorld, start: str, goal: str) -> None:
    """Its customers would take the place of ours, and its invoices look like changed ones of ours."""
    ours = a_world(make_world, start, True, invoices=3, clean=True)
    ours.run()
    customers = list(RegisterCustomer.objects.order_by("pk").values())
    ours.severa = make_world(invoices=3, clean=True, seed=7).severa
    ours.go(goal)
    outcome = ours.run()
    assert outcome.error is not None
    assert outcome.error.code == "severa-is-another"
    assert list(RegisterCustomer.objects.order_by("pk").values()) == customers
    assert Connection.objects.get(company=ours.company).moved_from == start


def test_a_move_that_is_cut_goes_on_in_the_next_run(make_world: MakeWorld) -> None:
    world = a_world(make_world, "soap", True, invoices=110, clean=True)
    world.run()
    world.go("rest")
    world.severa.faults.plant("http-503", "POST /v1/guids/convert", skip=1, times=4)
    outcome = world.run()
    assert outcome.error is not None
    assert outcome.error.kind == "transient"
    assert Connection.objects.get().moved_from == "soap"
    world.severa.faults.clear()
    assert world.run().error is None
    assert SeveraId.objects.count() == 2 * 110
    assert Connection.objects.get().moved_from == ""
