"""Blocked invoices: they wait, say so once, never hide the others, and go over once they are mended."""

from dataclasses import replace
from decimal import Decimal

from severa_maestro.transfer.ledger.models import LogLine, State, Transfer
from tests.transfer.conftest import MakeWorld, World


def test_an_unchanged_blocked_invoice_is_neither_judged_nor_logged_anew(world: World) -> None:
    world.run()
    lines = LogLine.objects.count()
    changed_at = dict(Transfer.objects.values_list("pk", "changed_at"))
    for _ in range(3):
        assert world.run().counts.blocked == 0
    assert LogLine.objects.count() == lines
    assert dict(Transfer.objects.values_list("pk", "changed_at")) == changed_at


def test_a_customer_number_given_in_severa_lets_the_invoice_go(world: World) -> None:
    world.few("customer-without-number").run()
    invoice = world.severa.state.invoice("customer-without-number")
    world.severa.state.edit_customer(invoice.customer_key, number=4711)
    outcome = world.run()
    assert outcome.counts.transferred == 1
    assert world.transfer("customer-without-number").state == State.TRANSFERRED
    assert world.registered("customer-without-number")[0].customer.number == "4711"


def test_a_clash_of_numbers_that_is_solved_lets_the_invoice_go(world: World) -> None:
    world.few("customer-number-clash").run()
    invoice = world.severa.state.invoice("customer-number-clash")
    customer = world.severa.state.customer(invoice.customer_key)
    world.severa.state.edit_customer(customer.key, number=98765)
    outcome = world.run()
    assert outcome.counts.transferred == 1
    assert outcome.counts.customers_upserted == 2, "the other one's number is its own now"
    assert world.registered("customer-number-clash")[0].customer.number == "98765"


def test_an_invoice_mended_in_severa_goes_over(world: World) -> None:
    world.few("totals-do-not-add-up").run()
    invoice = world.severa.state.invoice("totals-do-not-add-up")
    row = invoice.rows[-1]
    difference = invoice.excluding_vat - sum(each.excluding_vat for each in invoice.rows)
    vat = invoice.vat - sum(each.vat for each in invoice.rows)
    mended = replace(
        row,
        excluding_vat=row.excluding_vat + difference,
        vat=row.vat + vat,
        including_vat=row.including_vat + difference + vat,
    )
    world.severa.state.edit_invoice("totals-do-not-add-up", rows=(*invoice.rows[:-1], mended))
    world.run()
    transfer = world.transfer("totals-do-not-add-up")
    assert transfer.state in {State.TRANSFERRED, State.BLOCKED}
    assert "totals-do-not-add-up" not in [each.code for each in transfer.get_findings()]


def test_an_invoice_without_a_number_gets_one_and_goes_over_as_the_same_transfer(world: World) -> None:
    world.few("no-number").run()
    transfer = world.transfer("no-number")
    world.severa.state.edit_invoice("no-number", number=77001, reference_number="770011")
    world.run()
    transfer.refresh_from_db()
    assert (transfer.state, transfer.number) == (State.TRANSFERRED, 77001)


def test_a_credit_note_follows_when_its_original_has_gone_over(clean_world: World) -> None:
    entries = clean_world.severa.state.invoices_in(clean_world.severa.waiting_status)
    original, credit = (clean_world.severa.state.invoice(entry.key) for entry in entries[:2])
    negative = tuple(
        replace(
            row,
            quantity=-row.quantity,
            excluding_vat=-row.excluding_vat,
            vat=-row.vat,
            including_vat=-row.including_vat,
        )
        for row in original.rows
    )
    clean_world.severa.state.edit_invoice(
        credit.key,
        is_credit_note=True,
        credit_pair_key=original.key,
        rows=negative,
        excluding_vat=-original.excluding_vat,
        vat=-original.vat,
        including_vat=-original.including_vat,
    )
    clean_world.severa.state.set_status(original.key, "Hyväksytty")
    clean_world.run()
    blocked = clean_world.transfer(credit.key)
    assert [each.code for each in blocked.get_findings()] == ["credit-original-unknown"]
    clean_world.severa.state.set_status(original.key, clean_world.severa.waiting_status)
    assert clean_world.run().counts.transferred == 2
    (stored,) = clean_world.registered(credit.key)
    assert stored.credits is not None
    assert stored.credits.number == original.number
    assert stored.total_including_vat == -stored.credits.total_including_vat


def test_more_blocked_invoices_than_come_at_once_do_not_hide_one_good_one(make_world: MakeWorld) -> None:
    world = make_world(invoices=210, clean=True)
    for entry in world.severa.state.invoices_in(world.severa.waiting_status):
        world.severa.state.edit_invoice(entry.key, currency="SEK", currency_rate=Decimal(0))
    assert world.run().counts.blocked == 210
    world.severa.state.add_invoices(1)
    outcome = world.run()
    assert (outcome.counts.transferred, outcome.counts.skipped) == (1, 210)


def test_an_invoice_taken_out_of_the_waiting_status_is_no_longer_shown_as_waiting(world: World) -> None:
    world.few("no-rows").run()
    assert world.transfer("no-rows").is_waiting
    world.severa.state.set_status("no-rows", "Hyväksytty")
    world.run()
    transfer = world.transfer("no-rows")
    assert (transfer.state, transfer.is_waiting) == (State.BLOCKED, False)


def test_one_unreadable_invoice_is_blocked_and_the_others_go_over(clean_world: World) -> None:
    number = clean_world.severa.state.invoices_in(clean_world.severa.waiting_status)[3].number
    clean_world.severa.faults.plant("ill-typed", "GetInvoicesByStatus", times=None, invoice=str(number))
    outcome = clean_world.run()
    assert (outcome.counts.transferred, outcome.counts.blocked) == (9, 1)
    transfer = clean_world.transfer(number)
    assert [each.code for each in transfer.get_findings()] == ["unreadable"]
    assert clean_world.run().counts.skipped == 1
    clean_world.severa.faults.clear()
    assert clean_world.run().counts.transferred == 1
