"""Customer numbers that move: each record of the register follows its customer, with its invoices."""

import pytest

from severa_maestro.maestro.registers.models import RegisterCustomer
from severa_maestro.sandbox.records import Customer
from severa_maestro.transfer.ledger.models import SeveraCustomer, State, Transfer
from tests.transfer.conftest import World


def with_invoices(world: World, count: int) -> list[Customer]:
    """Customers who have invoices, by their keys."""
    keys = {
        world.severa.state.invoice(entry.key).customer_key
        for entry in world.severa.state.invoices_in(world.severa.waiting_status)
    }
    return [world.severa.state.customer(key) for key in sorted(keys)][:count]


def books(world: World) -> dict[str, tuple[str, frozenset[int]]]:
    """The register: customer's name by number, with the numbers of the invoices that hang there."""
    return {
        record.number: (record.name, frozenset(record.sales_invoices.values_list("number", flat=True)))
        for record in RegisterCustomer.objects.filter(company=world.company)
    }


def renumber(world: World, customer: Customer, number: int | None) -> None:
    world.severa.state.edit_customer(customer.key, number=number)


@pytest.mark.parametrize("turned", [False, True])
def test_two_customers_who_swap_numbers_keep_their_invoices(clean_world: World, turned: bool) -> None:
    one, other = sorted(with_invoices(clean_world, 2), key=lambda each: each.key, reverse=turned)
    clean_world.run()
    before = books(clean_world)
    renumber(clean_world, one, 88888)
    renumber(clean_world, other, one.number)
    renumber(clean_world, one, other.number)
    assert clean_world.run().error is None
    after = books(clean_world)
    assert after[str(other.number)] == before[str(one.number)]
    assert after[str(one.number)] == before[str(other.number)]
    assert len(after) == len(before)


@pytest.mark.parametrize("turned", [False, True])
def test_a_chain_of_numbers_moves_along(clean_world: World, turned: bool) -> None:
    one, other = sorted(with_invoices(clean_world, 2), key=lambda each: each.key, reverse=turned)
    clean_world.run()
    before = books(clean_world)
    renumber(clean_world, other, 99555)
    renumber(clean_world, one, other.number)
    clean_world.run()
    after = books(clean_world)
    assert after["99555"] == before[str(other.number)]
    assert after[str(other.number)] == before[str(one.number)]
    assert str(one.number) not in after


def test_a_clash_mended_from_the_first_ones_side_takes_nothing_over(clean_world: World) -> None:
    """As the message says: give one of them another number. Here the one who was there first gets it."""
    first, second = with_invoices(clean_world, 2)
    clean_world.run()
    before = books(clean_world)
    renumber(clean_world, second, first.number)
    clean_world.run()
    assert books(clean_world) == before, "the second one is refused, and keeps its record as it was"
    assert len(clean_world.log("customer-not-registered")) == 1
    renumber(clean_world, first, 99666)
    clean_world.run()
    after = books(clean_world)
    assert after["99666"] == before[str(first.number)]
    assert after[str(first.number)] == before[str(second.number)]
    assert len(after) == len(before)


def test_a_number_of_a_deleted_customer_goes_to_another_without_its_invoices(clean_world: World) -> None:
    deleted, heir = with_invoices(clean_world, 2)
    clean_world.run()
    before = books(clean_world)
    number = str(deleted.number)
    clean_world.severa.state.delete_customer(deleted.key)
    renumber(clean_world, heir, deleted.number)
    assert clean_world.run().error is None
    after = books(clean_world)
    assert after[number] == before[str(heir.number)]
    assert before[number] in after.values(), "the deleted one's invoices stay with its record"
    assert len(clean_world.log("customer-number-reassigned")) == 1
    added = clean_world.severa.state.add_invoices(3)
    clean_world.run()
    states = {clean_world.transfer(invoice.key).state for invoice in added}
    assert states == {State.TRANSFERRED}


def test_new_ids_and_a_corrected_name_are_no_clash_with_oneself(clean_world: World) -> None:
    (customer,) = with_invoices(clean_world, 1)
    clean_world.run()
    clean_world.severa.state.change_all_ids()
    clean_world.severa.state.edit_customer(customer.key, name="Korjattu Nimi Oy", vat_number="FI01120389")
    for entry in clean_world.severa.state.invoices_in(clean_world.severa.transferred_status):
        invoice = clean_world.severa.state.invoice(entry.key)
        if invoice.customer_key == customer.key and invoice.expected == "transferred":
            clean_world.severa.state.put_back_to_waiting(entry.key)
    outcome = clean_world.run()
    assert outcome.error is None
    assert outcome.counts.stored == 0
    said = {finding.code for each in Transfer.objects.all() for finding in each.get_findings()}
    assert said == {"changed-since-stored"}, "nothing tells any more that it is the same customer: a person is asked"


def test_new_ids_hide_no_clash(world: World) -> None:
    """The other one of the pair is known under its old id only: all customers are read anew to be sure."""
    world.run()
    world.severa.state.change_all_ids()
    outcome = world.run()
    assert outcome.error is None
    assert world.transfer("customer-number-clash").state == State.BLOCKED
    ids = set(SeveraCustomer.objects.filter(company=world.company).values_list("guid", flat=True))
    there = {world.severa.state.opaque(customer.key) for customer in world.severa.state.customers}
    assert ids == there


def test_an_unreadable_customer_is_said_once(clean_world: World) -> None:
    clean_world.severa.faults.plant("nil-result", "GetCustomersChangedSince", times=None)
    clean_world.severa.faults.plant("general-failure", "GetCustomerByGUID", times=None)
    clean_world.run()
    lines = len(clean_world.log())
    assert {line.code for line in clean_world.log()} == {"customer-unreadable"}
    clean_world.run()
    assert len(clean_world.log()) == lines
    clean_world.severa.faults.clear()
    assert clean_world.run().counts.transferred == 10
