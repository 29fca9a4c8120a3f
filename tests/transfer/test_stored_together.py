"""Invoices that are stored in one transaction: what becomes of each does not depend on the others."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from severa_maestro.errors import TransientError
from severa_maestro.invoicing.invoice import Invoice
from severa_maestro.maestro.registers.adapter import RegistersTarget
from severa_maestro.maestro.registers.models import RegisterCustomer
from severa_maestro.maestro.target import MatchedInvoice
from severa_maestro.severa.http_errors import REPLY_TOO_LARGE
from severa_maestro.transfer import arrivals
from severa_maestro.transfer.judgement import Judge, Judgement
from severa_maestro.transfer.ledger.models import LogLine, SeveraCustomer, State, TimelineEntry, Transfer
from tests.transfer.conftest import MakeWorld, World, both_ways
from tests.transfer.test_both_registers import dump


def ledger(world: World) -> dict[str, object]:
    """What the ledger says of each invoice, without ids of the database and moments."""
    of_company = Transfer.objects.filter(company=world.company)
    return {
        "transfers": Counter((each.guid, each.number, each.state, str(each.findings)) for each in of_company),
        "timeline": Counter(
            TimelineEntry.objects.filter(transfer__company=world.company).values_list(
                "transfer__guid", "from_state", "to_state", "reason"
            )
        ),
        "log": Counter(
            (line.transfer and line.transfer.guid, line.code, line.row, str(line.values))
            for line in LogLine.objects.filter(company=world.company).select_related("transfer")
        ),
    }


@both_ways
def test_how_many_are_stored_together_changes_nothing(make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    worlds = []
    for together in (1, 2, 25):
        monkeypatch.setattr(arrivals, "STORED_TOGETHER", together)
        worlds.append(make_world(invoices=120))
        outcome = worlds[-1].run()
        assert outcome.error is None
    first, *others = worlds
    for world in others:
        assert dump(world.company) == dump(first.company)
        assert ledger(world) == ledger(first)


def test_one_that_cannot_be_stored_is_blocked_and_no_other(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, calm = make_world(invoices=30, clean=True), make_world(invoices=30, clean=True)
    calm.run()
    bad = Transfer.objects.filter(company=calm.company).order_by("number")[5].guid
    store, groups = RegistersTarget.store_invoices, []

    def refuse(self: RegistersTarget, invoices: Sequence[MatchedInvoice]) -> list[int]:
        groups.append(len(invoices))
        stored = store(self, invoices)
        if bad in [each.invoice.guid for each in invoices]:
            raise IntegrityError("nobody knows why")
        return stored

    monkeypatch.setattr(RegistersTarget, "store_invoices", refuse)
    outcome = world.run()
    assert (outcome.counts.stored, outcome.counts.transferred, outcome.counts.blocked) == (29, 29, 1)
    together = groups[1]
    assert together > 1
    assert groups[: together + 2] == [1, together, *[1] * together]
    blocked = Transfer.objects.get(company=world.company, state=State.BLOCKED)
    assert blocked.guid == bad
    # What was rolled back with it left no trace: neither rows, nor customers that are counted twice.
    customers = RegisterCustomer.objects.filter(company=world.company).count()
    assert (
        outcome.counts.customers_upserted == customers == RegisterCustomer.objects.filter(company=calm.company).count()
    )
    monkeypatch.undo()
    world.company.transfers.update(judged_digest="")
    world.run()
    assert dump(world.company) == dump(calm.company)


def test_what_ends_a_run_leaves_those_before_it_transferred(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Judging the eleventh asks Severa for something, and Severa is down for it."""
    world = make_world(invoices=30, clean=True)
    judge, judged = Judge.judge, []

    def fail_at_the_eleventh(self: Judge, invoice: Invoice, *rest: object) -> Judgement:
        judged.append(invoice)
        if len(judged) == 11:
            raise TransientError("severa-unreachable", REPLY_TOO_LARGE.message)
        return judge(self, invoice, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Judge, "judge", fail_at_the_eleventh)
    outcome = world.run()
    assert outcome.error is not None
    assert (outcome.counts.stored, outcome.counts.transferred) == (10, 10)
    assert not Transfer.objects.filter(company=world.company, state=State.STORED).exists()


def test_a_card_that_changes_while_an_invoice_waits_is_the_one_that_is_registered(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = make_world(invoices=30, clean=True)
    judge, judged = Judge.judge, []

    def read_anew_after_the_fifth(self: Judge, invoice: Invoice, *rest: object) -> Judgement:
        judged.append(invoice.buyer.customer_guid)
        if len(judged) == 6:
            customer = self.customers.find(judged[1])
            assert customer is not None
            self.customers._keep_one(replace(customer, name="Uusi nimi Oy"))
        return judge(self, invoice, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Judge, "judge", read_anew_after_the_fifth)
    assert world.run().error is None
    number = SeveraCustomer.objects.get(company=world.company, guid=judged[1]).number
    assert RegisterCustomer.objects.get(company=world.company, number=number).name == "Uusi nimi Oy"


def test_an_invoice_costs_few_statements(make_world: MakeWorld) -> None:
    small, large = make_world(invoices=100, clean=True), make_world(invoices=200, clean=True)
    counts = []
    for world in (small, large):
        with CaptureQueriesContext(connection) as queries:
            world.run()
        counts.append(len(queries))
    assert (counts[1] - counts[0]) / 100 < 5
