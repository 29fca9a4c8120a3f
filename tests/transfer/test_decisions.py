"""What a person decides holds for what that person has seen, and nothing else."""

from decimal import Decimal

import pytest

from severa_maestro.maestro.registers.adapter import RegistersTarget
from severa_maestro.maestro.registers.models import SalesInvoice
from severa_maestro.transfer import decisions
from severa_maestro.transfer.ledger.models import NumberingUnit, State, Transfer, Unmarked
from tests.transfer.conftest import MakeWorld, World
from tests.transfer.test_exactly_once import blocking_codes, change_price, first


@pytest.mark.parametrize(
    "change",
    [
        {"our_reference": "Toinen viite"},
        {"text_after_rows": "Lisätty teksti"},
        {"payment_term": 47},
        {"order_number": "T-1"},
    ],
)
def test_a_change_of_anything_that_is_stored_is_seen(clean_world: World, change: dict[str, object]) -> None:
    number = first(clean_world)
    clean_world.run()
    clean_world.severa.state.put_back_to_waiting(number)
    clean_world.severa.state.edit_invoice(number, **change)
    clean_world.run()
    assert blocking_codes(clean_world.transfer(number)) == ["changed-since-stored"]
    assert clean_world.log("marked-again") == []


def test_what_changes_after_it_was_accepted_is_not_accepted(clean_world: World) -> None:
    number = first(clean_world)
    clean_world.run()
    before = clean_world.registered(number)[0].total_including_vat
    clean_world.severa.state.put_back_to_waiting(number)
    change_price(clean_world, number)
    clean_world.run()
    decisions.retry(clean_world.transfer(number), actor="liisa", accepts=True)
    change_price(clean_world, number)
    clean_world.run()
    assert clean_world.registered(number)[0].total_including_vat == before
    assert blocking_codes(clean_world.transfer(number)) == ["changed-since-stored"]


def test_dismissing_what_could_not_be_stored_keeps_it_out(clean_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    number = first(clean_world)
    monkeypatch.setattr(RegistersTarget, "store_invoices", lambda *_: 1 / 0)
    clean_world.run()
    transfer = clean_world.transfer(number)
    assert blocking_codes(transfer) == ["cannot-be-stored"]
    decisions.dismiss(transfer, actor="liisa", reason="jo Maestrossa")
    assert clean_world.transfer(number).state == State.DISMISSED
    clean_world.run()
    assert clean_world.transfer(number).state == State.DISMISSED
    monkeypatch.undo()
    assert clean_world.run().counts.transferred == 9
    assert clean_world.registered(number) == []
    assert clean_world.transfer(number).state == State.DISMISSED


def test_an_accepted_new_number_names_transfer_and_record_alike(clean_world: World) -> None:
    number = first(clean_world)
    clean_world.run()
    clean_world.severa.state.put_back_to_waiting(number)
    clean_world.severa.state.edit_invoice(number, number=77777)
    clean_world.run()
    assert blocking_codes(clean_world.transfer(77777)) == ["changed-since-stored"]
    decisions.retry(clean_world.transfer(77777), actor="liisa", accepts=True)
    clean_world.run()
    transfer = clean_world.transfer(77777)
    assert (transfer.state, transfer.number) == (State.TRANSFERRED, 77777)
    assert SalesInvoice.objects.get(pk=transfer.register_id).number == 77777
    clean_world.severa.state.change_all_ids()
    clean_world.severa.state.put_back_to_waiting(77777)
    outcome = clean_world.run()
    assert (outcome.counts.stored, outcome.counts.transferred) == (0, 1)


def test_an_accepted_new_unit_is_settled(world: World) -> None:
    world.few("own-number-series").run()
    invoice = world.severa.state.invoice("own-number-series")
    transfer = world.transfer("own-number-series")
    number = 55501
    world.severa.state.put_back_to_waiting(invoice.key)
    world.severa.state.edit_invoice(invoice.key, numbering_unit_key=invoice.unit_key, number=number)
    world.run()
    decisions.retry(world.transfer(invoice.key), actor="liisa", accepts=True)
    world.run()
    transfer.refresh_from_db()
    assert transfer.state == State.TRANSFERRED
    assert SalesInvoice.objects.get(pk=transfer.register_id).numbering_unit == transfer.numbering_unit
    assert NumberingUnit.objects.filter(key=transfer.numbering_unit).exists()


def test_a_number_that_is_taken_in_the_same_series_cannot_be_accepted(clean_world: World) -> None:
    numbers = [entry.number for entry in clean_world.severa.state.invoices_in(clean_world.severa.waiting_status)]
    clean_world.run()
    assert numbers[0] is not None
    clean_world.severa.state.put_back_to_waiting(numbers[0])
    guid = clean_world.guid(numbers[0])
    clean_world.severa.state.edit_invoice(numbers[0], number=numbers[1])
    clean_world.run()
    transfer = Transfer.objects.get(guid=guid)
    assert set(blocking_codes(transfer)) == {"number-taken", "changed-since-stored"}
    decisions.retry(transfer, actor="liisa", accepts=True)
    clean_world.run()
    transfer.refresh_from_db()
    assert blocking_codes(transfer) == ["number-taken"]
    assert SalesInvoice.objects.count() == 10


def test_ten_refused_marks_break_the_run_off_and_block_nothing(make_world: MakeWorld) -> None:
    world = make_world(invoices=20, clean=True)
    world.severa.faults.plant("general-failure", "SetInvoiceStatus", times=None)
    outcome = world.run()
    assert outcome.error is not None
    assert outcome.error.code == "marks-refused"
    assert set(Transfer.objects.values_list("state", flat=True)) == {State.STORED}
    assert Transfer.objects.count() == 10
    world.severa.faults.clear()
    world.run()
    assert Transfer.objects.filter(state=State.TRANSFERRED).count() == SalesInvoice.objects.count() == 20


def test_following_the_advice_for_an_invoice_that_was_moved_settles_it(clean_world: World) -> None:
    clean_world.severa.faults.plant("general-failure", "SetInvoiceStatus", times=1)
    clean_world.run()
    stored = Transfer.objects.get(state=State.STORED)
    clean_world.severa.state.set_status(stored.guid, "Luonnos")
    clean_world.run()
    assert Transfer.objects.get(pk=stored.pk).unmarked == Unmarked.ELSEWHERE
    clean_world.severa.state.set_status(stored.guid, clean_world.severa.transferred_status)
    clean_world.run()
    assert Transfer.objects.get(pk=stored.pk).state == State.TRANSFERRED


def test_a_stored_invoice_that_is_gone_may_be_settled_by_a_person(clean_world: World) -> None:
    clean_world.severa.faults.plant("general-failure", "SetInvoiceStatus", times=1)
    clean_world.run()
    stored = Transfer.objects.get(state=State.STORED)
    clean_world.severa.state.delete_invoice(stored.guid)
    clean_world.run()
    stored.refresh_from_db()
    decisions.dismiss(stored, actor="liisa", reason="poistettu Severasta, hyvitetty")
    assert clean_world.run().error is None
    assert Transfer.objects.get(pk=stored.pk).state == State.DISMISSED


def test_accepted_codes_do_not_make_a_blocked_invoice_judged_anew(clean_world: World) -> None:
    number = first(clean_world)
    clean_world.run()
    clean_world.severa.state.put_back_to_waiting(number)
    change_price(clean_world, number)
    clean_world.severa.state.edit_invoice(number, currency="SEK", currency_rate=Decimal(0))
    clean_world.run()
    decisions.retry(clean_world.transfer(number), actor="liisa", accepts=True)
    clean_world.run()
    changed_at = clean_world.transfer(number).changed_at
    assert clean_world.run().counts.skipped == 1
    assert clean_world.transfer(number).changed_at == changed_at
