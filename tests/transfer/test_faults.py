"""What a bad day does to a run: one clear error, nothing half done, and the next run goes on."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from django.db import IntegrityError

from severa_maestro.errors import ConfigurationError, ContractError, QuotaError, SeveraMaestroError, TransientError
from severa_maestro.language import Language
from severa_maestro.maestro.registers.adapter import RegistersTarget
from severa_maestro.maestro.registers.models import SalesInvoice
from severa_maestro.maestro.target import MatchedInvoice
from severa_maestro.transfer.ledger.models import LogLine, Run, State, Transfer, Unmarked
from tests.transfer.conftest import MakeWorld, World, both_ways
from tests.transfer.test_exactly_once import first


def assert_exactly_once(world: World, count: int) -> None:
    """Each of the invoices is in the register once and marked, and nothing else is."""
    assert SalesInvoice.objects.filter(company=world.company).count() == count
    assert Transfer.objects.filter(company=world.company, state=State.TRANSFERRED).count() == count
    for transfer in Transfer.objects.filter(company=world.company):
        assert world.status(transfer.guid) == world.severa.transferred_status


STOPPING = {
    "wrong-key": ConfigurationError,
    "no-permission": ConfigurationError,
    "quota": QuotaError,
    "garbage": ContractError,
    "html": ContractError,
    "entity-bomb": ContractError,
    "http-500": TransientError,
    "http-503": TransientError,
    "cut-before": TransientError,
    "cut-after": TransientError,
    "half-body": TransientError,
}
READS = ("GetAllInvoiceStatuses", "GetCustomersChangedSince", "GetAddressesChangedSince", "GetInvoicesByStatus")


@pytest.fixture
def small_world(make_world: MakeWorld) -> World:
    """Three invoices that nothing is wrong with."""
    return make_world(invoices=3, clean=True)


@pytest.mark.parametrize("operation", READS)
@pytest.mark.parametrize(("kind", "error"), STOPPING.items())
def test_a_fault_that_lasts_stops_the_run_with_one_message_and_touches_nothing(
    small_world: World, kind: str, error: type[SeveraMaestroError], operation: str
) -> None:
    small_world.severa.faults.plant(kind, operation, times=None)
    outcome = small_world.run()
    assert isinstance(outcome.error, error), outcome.error
    assert all(outcome.error.say(language) for language in Language)
    assert small_world.severa.soap_key not in str(outcome.error)
    assert (SalesInvoice.objects.count(), Transfer.objects.count()) == (0, 0)
    assert len(small_world.severa.state.invoices_in(small_world.severa.waiting_status)) == 3
    assert Run.objects.get().error_code == outcome.error.code
    small_world.run()
    assert len(small_world.log("run-failed")) == 1, "a failure that lasts is said once"
    small_world.severa.faults.clear()
    assert small_world.run().error is None
    assert_exactly_once(small_world, 3)


@pytest.mark.parametrize("operation", [*READS, "SetInvoiceStatus"])
@pytest.mark.parametrize("kind", ["http-500", "http-503", "cut-before", "cut-after", "half-body"])
def test_a_fault_that_passes_is_not_noticed(small_world: World, kind: str, operation: str) -> None:
    small_world.severa.faults.plant(kind, operation, times=2)
    assert small_world.run().error is None
    assert_exactly_once(small_world, 3)


@pytest.mark.parametrize("kind", ["shuffled", "unknown-members"])
def test_replies_in_another_order_or_with_more_in_them_are_read_alike(clean_world: World, kind: str) -> None:
    clean_world.severa.faults.plant(kind, times=None)
    assert clean_world.run().error is None
    assert_exactly_once(clean_world, 10)


@pytest.mark.parametrize("kind", ["empty-result", "nil-result"])
def test_an_empty_answer_is_an_empty_list(clean_world: World, kind: str) -> None:
    clean_world.severa.faults.plant(kind, "GetInvoicesByStatus", times=None)
    outcome = clean_world.run()
    assert outcome.error is None
    assert outcome.counts.fetched == 0


def test_a_lost_reply_to_the_mark_books_nothing_twice(clean_world: World) -> None:
    """The work is done and the reply is lost, so often that the mark gives up: the next run finds it marked."""
    clean_world.severa.faults.plant("cut-after", "SetInvoiceStatus", times=4)
    outcome = clean_world.run()
    assert outcome.error is None
    assert Transfer.objects.filter(state=State.TRANSFERRED).count() == 10
    assert_exactly_once(clean_world, 10)


def test_marks_that_are_not_answered_break_the_run_off_and_the_next_one_goes_on(clean_world: World) -> None:
    clean_world.severa.faults.plant("cut-before", "SetInvoiceStatus", times=None)
    outcome = clean_world.run()
    assert isinstance(outcome.error, TransientError)
    assert Transfer.objects.filter(state=State.STORED).count() == 3
    clean_world.severa.faults.clear()
    assert clean_world.run().counts.transferred == 10
    assert_exactly_once(clean_world, 10)


def test_a_mark_that_severa_refuses_for_one_invoice_stops_no_other(clean_world: World) -> None:
    clean_world.severa.faults.plant("general-failure", "SetInvoiceStatus", times=1)
    outcome = clean_world.run()
    assert outcome.error is None
    assert outcome.counts.transferred == 9
    stored = Transfer.objects.get(state=State.STORED)
    assert stored.unmarked == Unmarked.REFUSED
    assert len(clean_world.log("mark-refused")) == 1
    assert clean_world.run().counts.transferred == 1
    assert_exactly_once(clean_world, 10)


def test_a_missing_right_to_mark_stops_the_run_after_one_store(clean_world: World) -> None:
    clean_world.severa.state.deny("SetInvoiceStatus")
    outcome = clean_world.run()
    assert isinstance(outcome.error, ConfigurationError)
    assert SalesInvoice.objects.count() == 1
    clean_world.severa.state.allow("SetInvoiceStatus")
    clean_world.run()
    assert_exactly_once(clean_world, 10)


def test_a_stored_invoice_deleted_in_severa_is_told_once(clean_world: World) -> None:
    clean_world.severa.faults.plant("general-failure", "SetInvoiceStatus", times=1)
    clean_world.run()
    stored = Transfer.objects.get(state=State.STORED)
    clean_world.severa.state.delete_invoice(stored.guid)
    clean_world.run()
    clean_world.run()
    assert [line.transfer_id for line in clean_world.log("mark-gone")] == [stored.pk]
    assert SalesInvoice.objects.count() == 10


def test_a_stored_invoice_that_somebody_moved_is_not_marked(clean_world: World) -> None:
    clean_world.severa.faults.plant("general-failure", "SetInvoiceStatus", times=1)
    clean_world.run()
    stored = Transfer.objects.get(state=State.STORED)
    clean_world.severa.state.set_status(stored.guid, "Luonnos")
    clean_world.run()
    clean_world.run()
    assert clean_world.status(stored.guid) == "Luonnos"
    assert len(clean_world.log("mark-elsewhere")) == 1
    clean_world.severa.state.put_back_to_waiting(stored.guid)
    clean_world.run()
    assert_exactly_once(clean_world, 10)


def test_the_quota_fault_says_until_when(clean_world: World) -> None:
    clean_world.severa.state.quota_used = 100_000
    outcome = clean_world.run()
    assert isinstance(outcome.error, QuotaError)
    assert outcome.error.wait_until is not None
    assert (outcome.error.wait_until.hour, outcome.error.wait_until.minute) == (0, 0)


def test_the_quota_that_ends_in_the_middle_loses_nothing(clean_world: World) -> None:
    clean_world.severa.state.quota_used = 100_000 - 9
    outcome = clean_world.run()
    assert isinstance(outcome.error, QuotaError)
    assert 0 < outcome.counts.transferred < 10
    clean_world.severa.state.quota_used = 0
    clean_world.run()
    assert_exactly_once(clean_world, 10)


def test_a_misspelt_status_is_named_with_the_nearest_one(clean_world: World) -> None:
    clean_world.company.transferred_status = "Siirrety Maestroon"
    clean_world.company.save()
    outcome = clean_world.run()
    assert isinstance(outcome.error, ConfigurationError)
    assert outcome.error.code == "status-unknown"
    assert "Siirretty Maestroon" in outcome.error.say(Language.FINNISH)
    assert SalesInvoice.objects.count() == 0


def test_a_status_renamed_in_severa_stops_the_run(clean_world: World) -> None:
    clean_world.severa.state.rename_status(clean_world.severa.waiting_status, "Odottaa")
    outcome = clean_world.run()
    assert outcome.error is not None
    assert outcome.error.code == "status-unknown"


def test_a_status_that_was_disabled_stops_the_run(clean_world: World) -> None:
    clean_world.severa.state.deactivate_status(clean_world.severa.transferred_status)
    outcome = clean_world.run()
    assert outcome.error is not None
    assert outcome.error.code == "status-inactive"


def test_severa_that_is_down_is_one_message(clean_world: World) -> None:
    clean_world.severa.stop()
    outcome = clean_world.run()
    assert isinstance(outcome.error, TransientError)
    clean_world.severa.start()
    assert clean_world.run().error is None


def test_a_key_that_does_not_open_is_kept_with_the_run(clean_world: World, settings: object, tmp_path: Path) -> None:
    settings.KEY_FILE = tmp_path / "another.key"  # type: ignore[attr-defined]
    outcome = clean_world.run()
    assert isinstance(outcome.error, ConfigurationError)
    assert Run.objects.get().error_code == "key-file-missing"


def test_an_invoice_that_the_register_refuses_stops_no_other(
    clean_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, seen = RegistersTarget.store_invoices, []

    def refuse_the_fourth(self: RegistersTarget, invoices: Sequence[MatchedInvoice]) -> list[int]:
        seen.extend(each.invoice.number for each in invoices if each.invoice.number not in seen)
        if seen[3:4] and seen[3] in [each.invoice.number for each in invoices]:
            raise IntegrityError("no such column")
        return store(self, invoices)

    monkeypatch.setattr(RegistersTarget, "store_invoices", refuse_the_fourth)
    outcome = clean_world.run()
    assert (outcome.counts.transferred, outcome.counts.blocked) == (9, 1)
    blocked = Transfer.objects.get(state=State.BLOCKED)
    assert [each.code for each in blocked.get_findings()] == ["cannot-be-stored"]
    assert blocked.number == seen[3]
    monkeypatch.undo()
    clean_world.run()
    assert_exactly_once(clean_world, 10)


def test_one_company_that_fails_stops_no_other(make_world: MakeWorld) -> None:
    failing, working = make_world(invoices=10, clean=True), make_world(invoices=10, clean=True, seed=2)
    failing.severa.stop()
    assert failing.run().error is not None
    assert working.run().error is None
    assert_exactly_once(working, 10)
    assert SalesInvoice.objects.filter(company=failing.company).count() == 0


def test_no_secret_in_log_or_runs(clean_world: World) -> None:
    clean_world.severa.faults.plant("wrong-key", times=None)
    clean_world.run()
    said = [str(values) for model in (LogLine, Run) for values in model.objects.values_list()]
    assert said
    assert clean_world.severa.soap_key not in " ".join(said)


@both_ways
@pytest.mark.parametrize("number", [2**31, 2**63, 10**19, -(2**63)])
def test_a_number_beyond_all_bounds_stops_no_other_invoice(clean_world: World, number: int) -> None:
    clean_world.severa.state.edit_invoice(first(clean_world), number=number)
    clean_world.violations.clear()
    outcome = clean_world.run()
    clean_world.violations.clear()  # the contract allows no such number either
    assert outcome.error is None
    assert outcome.counts.transferred >= 9
    assert outcome.counts.transferred + outcome.counts.blocked == 10
