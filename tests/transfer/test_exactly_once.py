"""Whatever comes again, under whatever id: an invoice is booked once."""

from dataclasses import replace
from decimal import Decimal

import pytest

from severa_maestro.errors import DataError
from severa_maestro.maestro.registers.models import RegisterCustomer, RegisterProduct, SalesInvoice
from severa_maestro.matching.findings import Level
from severa_maestro.transfer import decisions
from severa_maestro.transfer.ledger.models import LogLine, NumberingUnit, SeveraId, State, Transfer
from tests.transfer.conftest import World, both_ways

pytestmark = both_ways


def first(world: World) -> int:
    """The number of the first waiting invoice."""
    number = world.severa.state.invoices_in(world.severa.waiting_status)[0].number
    assert number is not None
    return number


def change_price(world: World, number: int) -> None:
    """One euro more on the first row, and everything adds up."""
    invoice = world.severa.state.invoice(number)
    row = invoice.rows[0]
    vat = row.vat + Decimal("0.26")
    changed = replace(
        row,
        quantity=Decimal(1),
        unit_price=row.excluding_vat + 1,
        excluding_vat=row.excluding_vat + 1,
        vat=vat,
        including_vat=row.excluding_vat + 1 + vat,
    )
    world.severa.state.edit_invoice(
        number,
        rows=(changed, *invoice.rows[1:]),
        excluding_vat=invoice.excluding_vat + 1,
        vat=invoice.vat + Decimal("0.26"),
        including_vat=invoice.including_vat + Decimal("1.26"),
    )


def blocking_codes(transfer: Transfer) -> list[str]:
    return [each.code for each in transfer.get_findings() if each.level is Level.BLOCKING]


def everything(world: World) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the ledger and the registers, but for the runs themselves."""
    models = (SalesInvoice, RegisterCustomer, Transfer, LogLine)
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in models}


def test_a_second_run_changes_nothing(world: World) -> None:
    world.run()
    before = everything(world)
    outcome = world.run()
    assert everything(world) == before
    assert (outcome.counts.transferred, outcome.counts.stored, outcome.counts.blocked) == (0, 0, 0)
    assert outcome.counts.skipped == outcome.counts.fetched == Transfer.objects.filter(state=State.BLOCKED).count()


def test_an_invoice_put_back_unchanged_is_only_marked_again(clean_world: World) -> None:
    number = first(clean_world)
    clean_world.run()
    clean_world.severa.state.put_back_to_waiting(number)
    outcome = clean_world.run()
    assert (outcome.counts.stored, outcome.counts.transferred) == (0, 1)
    assert len(clean_world.registered(number)) == 1
    assert clean_world.status(number) == clean_world.severa.transferred_status
    assert [line.invoice_number for line in clean_world.log("marked-again")] == [number]


def test_an_invoice_put_back_changed_waits_for_a_person_and_is_not_booked(clean_world: World) -> None:
    number = first(clean_world)
    clean_world.run()
    before = clean_world.registered(number)[0].total_including_vat
    clean_world.severa.state.put_back_to_waiting(number)
    change_price(clean_world, number)
    outcome = clean_world.run()
    transfer = clean_world.transfer(number)
    assert (outcome.counts.stored, outcome.counts.blocked) == (0, 1)
    assert transfer.state == State.BLOCKED
    assert blocking_codes(transfer) == ["changed-since-stored"]
    assert [each.total_including_vat for each in clean_world.registered(number)] == [before]
    assert clean_world.status(number) == clean_world.severa.waiting_status
    stored, arrived = transfer.stored_invoice(), transfer.arrived_invoice()
    assert stored is not None
    assert arrived is not None
    assert arrived.totals.including_vat.amount - stored.totals.including_vat.amount == Decimal("1.26")


def test_a_changed_invoice_that_a_person_accepts_takes_the_place_of_the_old_one(clean_world: World) -> None:
    number = first(clean_world)
    clean_world.run()
    before = clean_world.registered(number)[0]
    clean_world.severa.state.put_back_to_waiting(number)
    change_price(clean_world, number)
    clean_world.run()
    assert decisions.retry(clean_world.transfer(number), actor="liisa", accepts=True) == ("changed-since-stored",)
    clean_world.run()
    (now,) = clean_world.registered(number)
    assert now.pk == before.pk
    assert now.total_including_vat == before.total_including_vat + Decimal("1.26")
    assert sum(row.including_vat for row in now.rows.all()) == now.total_including_vat
    assert clean_world.transfer(number).state == State.TRANSFERRED
    assert clean_world.transfer(number).accepted == []


def test_a_changed_invoice_that_a_person_dismisses_leaves_the_old_one(clean_world: World) -> None:
    number = first(clean_world)
    clean_world.run()
    before = clean_world.registered(number)[0].total_including_vat
    clean_world.severa.state.put_back_to_waiting(number)
    change_price(clean_world, number)
    clean_world.run()
    decisions.dismiss(clean_world.transfer(number), actor="liisa", reason="vanha on oikein")
    outcome = clean_world.run()
    assert outcome.counts.skipped == 1
    assert clean_world.transfer(number).state == State.DISMISSED
    assert [each.total_including_vat for each in clean_world.registered(number)] == [before]


@pytest.mark.parametrize("is_dismissed", [False, True])
def test_an_invoice_changed_and_changed_back_is_marked_again(clean_world: World, is_dismissed: bool) -> None:
    number = first(clean_world)
    original = clean_world.severa.state.invoice(number)
    clean_world.run()
    clean_world.severa.state.put_back_to_waiting(number)
    change_price(clean_world, number)
    clean_world.run()
    if is_dismissed:
        decisions.dismiss(clean_world.transfer(number), actor="liisa", reason="vanha on oikein")
    clean_world.severa.state.edit_invoice(
        number,
        rows=original.rows,
        excluding_vat=original.excluding_vat,
        vat=original.vat,
        including_vat=original.including_vat,
    )
    clean_world.run()
    transfer = clean_world.transfer(number)
    assert transfer.state == State.TRANSFERRED
    assert blocking_codes(transfer) == []
    assert len(clean_world.registered(number)) == 1


def test_new_ids_of_everything_book_nothing_twice(clean_world: World, way: str) -> None:
    """What happened to SOAP's ids on 6–7 February 2020: every id that Severa gave was another one."""
    clean_world.run()
    count = SalesInvoice.objects.count()
    numbers = sorted(SalesInvoice.objects.values_list("number", flat=True))
    for transfer in Transfer.objects.all():
        clean_world.severa.state.put_back_to_waiting(transfer.guid)
    clean_world.severa.state.change_all_ids()
    outcome = clean_world.run()
    assert outcome.error is None
    assert (outcome.counts.stored, outcome.counts.transferred, outcome.counts.blocked) == (0, count, 0)
    assert sorted(SalesInvoice.objects.values_list("number", flat=True)) == numbers
    assert Transfer.objects.count() == count
    assert SeveraId.objects.count() == (2 * count if way == "soap" else count)


def test_new_ids_do_not_make_new_units_or_customers(world: World) -> None:
    world.run()
    units = NumberingUnit.objects.count()
    world.severa.state.change_all_ids()
    world.severa.state.add_invoices(5)
    outcome = world.run()
    assert outcome.counts.transferred == 5
    assert NumberingUnit.objects.count() == units
    assert world.log("customer-renumbered") == []


def test_one_number_in_two_units_is_two_invoices(world: World) -> None:
    world.run()
    number = world.severa.state.invoice("own-number-series").number
    stored = SalesInvoice.objects.filter(number=number)
    assert stored.count() == 2
    assert len(set(stored.values_list("numbering_unit", flat=True))) == 2


def test_the_same_content_under_an_unknown_unit_waits_for_a_person(clean_world: World) -> None:
    """Severa has given a unit another id, code and name: nothing tells that it is the same unit."""
    number = first(clean_world)
    clean_world.run()
    NumberingUnit.objects.all().delete()
    SeveraId.objects.all().delete()
    Transfer.objects.update(numbering_unit="gone")
    SalesInvoice.objects.update(numbering_unit="gone")
    clean_world.severa.state.put_back_to_waiting(number)
    outcome = clean_world.run()
    assert outcome.counts.stored == 0
    assert SalesInvoice.objects.filter(number=number).count() == 1
    twin = Transfer.objects.exclude(numbering_unit="gone").get()
    assert blocking_codes(twin) == ["possible-duplicate"]
    decisions.retry(twin, actor="liisa", accepts=True)
    clean_world.run()
    assert SalesInvoice.objects.filter(number=number).count() == 2


def test_a_dismissed_invoice_stays_out_until_it_changes(clean_world: World) -> None:
    number = first(clean_world)
    RegisterProduct.objects.filter(company=clean_world.company).exclude(number=0).update(is_active=True)
    clean_world.severa.state.edit_invoice(number, currency="SEK", currency_rate=Decimal(0))
    clean_world.run()
    transfer = clean_world.transfer(number)
    assert blocking_codes(transfer) == ["currency-without-rate"]
    decisions.dismiss(transfer, actor="liisa", reason="jo Maestrossa")
    assert clean_world.run().counts.skipped == 1
    assert clean_world.registered(number) == []
    clean_world.severa.state.edit_invoice(number, currency_rate=Decimal("0.09"))
    change_price(clean_world, number)
    clean_world.run()
    assert blocking_codes(clean_world.transfer(number)) == ["changed-since-dismissed"]
    decisions.retry(clean_world.transfer(number), actor="liisa", accepts=True)
    clean_world.run()
    assert len(clean_world.registered(number)) == 1


def test_a_dismissed_invoice_that_is_retried_goes_over(clean_world: World) -> None:
    number = first(clean_world)
    clean_world.severa.state.edit_invoice(number, currency="SEK", currency_rate=Decimal(0))
    clean_world.run()
    decisions.dismiss(clean_world.transfer(number), actor="liisa", reason="odotetaan")
    clean_world.severa.state.edit_invoice(number, currency_rate=Decimal("0.09"))
    decisions.retry(clean_world.transfer(number), actor="liisa")
    assert clean_world.run().counts.transferred == 1
    assert clean_world.status(number) == clean_world.severa.transferred_status


def test_a_transferred_invoice_takes_no_decision(clean_world: World) -> None:
    number = first(clean_world)
    clean_world.run()
    with pytest.raises(DataError, match="not-blocked"):
        decisions.retry(clean_world.transfer(number), actor="liisa")
    with pytest.raises(DataError, match="not-blocked"):
        decisions.dismiss(clean_world.transfer(number), actor="liisa", reason="miksi vain")
    assert clean_world.transfer(number).state == State.TRANSFERRED


def test_a_number_that_another_invoice_has_waits_for_a_person(clean_world: World) -> None:
    """An invoice whose id is known comes under the number of another one."""
    numbers = [entry.number for entry in clean_world.severa.state.invoices_in(clean_world.severa.waiting_status)]
    clean_world.run()
    one, other = numbers[0], numbers[1]
    assert one is not None
    assert other is not None
    clean_world.severa.state.put_back_to_waiting(one)
    clean_world.severa.state.edit_invoice(one, number=other)
    outcome = clean_world.run()
    assert outcome.counts.stored == 0
    assert SalesInvoice.objects.count() == 10
    assert Transfer.objects.filter(state=State.BLOCKED).count() == 1
