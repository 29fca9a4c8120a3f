"""Failed marks, shared tax ids, customers moved on an invoice: what a second look at the money found."""

from decimal import Decimal

import pytest

from severa_maestro.maestro.registers.models import RegisterCustomer, SalesInvoice
from severa_maestro.transfer import decisions, entries
from severa_maestro.transfer.connect import source_of, target_of
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.judgement import Judge
from severa_maestro.transfer.ledger.models import State, Transfer, Unmarked
from severa_maestro.transfer.marking import Marker
from severa_maestro.transfer.run import RunOptions, run_company
from tests.transfer.conftest import MakeWorld, World
from tests.transfer.test_exactly_once import blocking_codes, first
from tests.transfer.test_renumbering import books, renumber, with_invoices


@pytest.mark.parametrize("fault", ["general-failure", "http-503"])
def test_marks_that_keep_failing_keep_no_other_invoice_waiting(make_world: MakeWorld, fault: str) -> None:
    """Every mark fails for a while, and one fails for ever: the others must all get through."""
    world = make_world(invoices=15, clean=True)
    world.severa.faults.plant(fault, "SetInvoiceStatus", times=None)
    world.run()
    stuck = Transfer.objects.filter(state=State.STORED).count()
    assert 0 < stuck <= 10
    world.severa.faults.clear()
    world.run()
    assert Transfer.objects.filter(state=State.TRANSFERRED).count() == 15
    assert SalesInvoice.objects.count() == 15


def test_an_invoice_that_never_gets_an_answer_may_be_settled_by_a_person(clean_world: World) -> None:
    clean_world.severa.faults.plant("http-503", "SetInvoiceStatus", times=None)
    clean_world.run()
    clean_world.run()
    stuck = Transfer.objects.filter(unmarked=Unmarked.UNANSWERED).first()
    assert stuck is not None
    decisions.dismiss(stuck, actor="liisa", reason="tila vaihdettu käsin")
    assert Transfer.objects.get(pk=stuck.pk).state == State.DISMISSED


def test_a_stored_invoice_that_is_dismissed_and_retried_is_stored_again(clean_world: World) -> None:
    clean_world.severa.faults.plant("general-failure", "SetInvoiceStatus", times=1)
    clean_world.run()
    stored = Transfer.objects.get(state=State.STORED)
    decisions.dismiss(stored, actor="liisa", reason="katsotaan")
    decisions.retry(Transfer.objects.get(pk=stored.pk), actor="liisa")
    assert Transfer.objects.get(pk=stored.pk).state == State.STORED
    clean_world.run()
    assert Transfer.objects.get(pk=stored.pk).state == State.TRANSFERRED


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("swap", [False, True])
def test_two_cards_of_one_company_keep_their_records_when_numbers_move(
    clean_world: World, turned: bool, swap: bool
) -> None:
    """Departments of one city have one Y-tunnus, and numbers of their own."""
    one, other = sorted(with_invoices(clean_world, 2), key=lambda each: each.key, reverse=turned)
    clean_world.severa.state.edit_customer(other.key, vat_number=one.vat_number)
    clean_world.run()
    before = books(clean_world)
    renumber(clean_world, other, one.number if swap else 99555)
    renumber(clean_world, one, other.number)
    assert clean_world.run().error is None
    after = books(clean_world)
    assert after[str(other.number)] == before[str(one.number)]
    assert after[str(one.number) if swap else "99555"] == before[str(other.number)]


def test_two_cards_that_shared_a_number_part_without_their_invoices(clean_world: World) -> None:
    one, other = with_invoices(clean_world, 2)
    clean_world.severa.state.edit_customer(other.key, vat_number=one.vat_number, number=one.number)
    clean_world.run()
    shared = books(clean_world)[str(one.number)]
    renumber(clean_world, other, 99777)
    clean_world.run()
    after = books(clean_world)
    assert after[str(one.number)][1] == shared[1]
    assert after["99777"][1] == frozenset()
    assert clean_world.run().counts.blocked == 0


def test_an_invoice_of_a_refused_customer_never_goes_to_another(clean_world: World) -> None:
    """One number is emptied and given on; one clash has another behind it."""
    first_one, second, third = with_invoices(clean_world, 3)
    clean_world.run()
    before = books(clean_world)
    renumber(clean_world, second, first_one.number)
    renumber(clean_world, third, second.number)
    added = clean_world.severa.state.add_invoices(10)
    clean_world.run()
    for invoice in added:
        transfer = clean_world.transfer(invoice.key)
        if transfer.state == State.TRANSFERRED:
            customer = clean_world.severa.state.customer(invoice.customer_key)
            assert SalesInvoice.objects.get(pk=transfer.register_id).customer.name == customer.name
    for number, (name, invoices) in before.items():
        record = RegisterCustomer.objects.get(number=number)
        assert record.name == name
        assert invoices <= set(record.sales_invoices.values_list("number", flat=True))


def test_an_invoice_moved_to_another_card_is_seen(clean_world: World) -> None:
    number = first(clean_world)
    clean_world.run()
    invoice = clean_world.severa.state.invoice(number)
    other = next(each for each in with_invoices_in_register(clean_world) if each != invoice.customer_key)
    clean_world.severa.state.put_back_to_waiting(number)
    clean_world.severa.state.edit_invoice(number, customer_key=other)
    clean_world.run()
    assert blocking_codes(clean_world.transfer(number)) == ["changed-since-stored"]


def with_invoices_in_register(world: World) -> list[str]:
    """Keys of the customers who have invoices here."""
    return sorted(
        {
            world.severa.state.invoice(transfer.guid).customer_key
            for transfer in Transfer.objects.filter(state=State.TRANSFERRED)
        }
    )


def test_unreadable_for_a_second_time_is_said_again(clean_world: World) -> None:
    number = first(clean_world)
    clean_world.run()
    for _ in range(2):
        clean_world.severa.state.put_back_to_waiting(number)
        clean_world.severa.faults.plant("ill-typed", "GetInvoicesByStatus", times=None, invoice=str(number))
        clean_world.run()
        assert clean_world.transfer(number).state == State.BLOCKED
        clean_world.severa.faults.clear()
        clean_world.run()
        assert clean_world.transfer(number).state == State.TRANSFERRED


def test_what_a_person_settles_while_others_are_settled_is_left_to_the_person(
    clean_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean_world.severa.faults.plant("general-failure", "SetInvoiceStatus", times=2)
    clean_world.run()
    left = list(Transfer.objects.filter(unmarked=Unmarked.REFUSED))
    assert len(left) == 2
    settle = Marker._settle

    def dismiss_the_other_first(marker: Marker, transfer: Transfer) -> None:
        for other in Transfer.objects.filter(unmarked=Unmarked.REFUSED).exclude(pk=transfer.pk):
            decisions.dismiss(other, actor="liisa", reason="hoidettu käsin")
        settle(marker, transfer)

    monkeypatch.setattr(Marker, "_settle", dismiss_the_other_first)
    clean_world.run()
    states = {Transfer.objects.get(pk=each.pk).state: clean_world.status(each.number) for each in left}
    assert states == {
        State.TRANSFERRED: clean_world.severa.transferred_status,
        State.DISMISSED: clean_world.severa.waiting_status,
    }


def test_marks_that_are_under_way_when_a_run_is_stopped_are_kept_with_their_warnings(clean_world: World) -> None:
    clean_world.company.writes_severa_log = True
    clean_world.company.save()
    clean_world.severa.faults.plant("general-failure", "AddNewInvoiceLogEntry", times=None)

    def stop(counts: Counts) -> None:
        if counts.stored >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_company(clean_world.company, source_of, target_of(clean_world.company), RunOptions(progress=stop))
    transferred = Transfer.objects.filter(state=State.TRANSFERRED).count()
    assert transferred >= 4
    assert not Transfer.objects.filter(state=State.STORED).exists()
    assert len(clean_world.log("severa-log-failed")) == transferred


def test_a_person_who_is_faster_than_a_failure_ends_no_run(clean_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The invoice cannot be stored, and while that is found out, a person dismisses it."""
    clean_world.severa.state.edit_invoice(first(clean_world), currency="SEK", currency_rate=Decimal(0))
    clean_world.run()
    blocked = Transfer.objects.get(state=State.BLOCKED)

    def fail(*_: object) -> None:
        raise ValueError("nobody has foreseen this")

    def overtake(transfer: Transfer | None) -> None:
        monkeypatch.undo()
        decisions.dismiss(blocked, actor="liisa", reason="ei siirretä")  # undone below: it is in the run's transaction
        hold(transfer)

    hold = entries._hold
    monkeypatch.setattr(Judge, "judge", fail)
    monkeypatch.setattr(entries, "_hold", overtake)
    outcome = clean_world.run()
    assert outcome.error is None
    assert outcome.counts.skipped == 1
