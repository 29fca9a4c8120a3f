"""What goes wrong over REST in the middle of a run: one clear message each, and the others go on."""

from dataclasses import replace

import pytest

from severa_maestro.companies.models import REQUESTS_PER_SECOND
from severa_maestro.language import Language
from severa_maestro.sandbox import Exchange
from severa_maestro.severa.rest import pace, routes
from severa_maestro.transfer.ledger.models import State, Transfer
from severa_maestro.transfer.marking import AT_ONCE
from severa_maestro.transfer.run import Outcome
from tests.transfer.conftest import MakeWorld, World
from tests.transfer.test_both_registers import dump

pytestmark = pytest.mark.parametrize("way", ["rest"])

INVOICES = "GET /v1/invoices"
ROWS = "GET /v1/invoices/{invoiceGuid}/invoicerows"
BULK = "GET /v1/invoicerows"
MARK = "PATCH /v1/invoices/{guid}"


def said(outcome: Outcome) -> str:
    assert outcome.error is not None
    return outcome.error.say(Language.ENGLISH)


def transferred() -> int:
    return Transfer.objects.filter(state=State.TRANSFERRED).count()


def after(world: World, operation: str, times: int, act: object) -> None:
    """Lets something happen in Severa once an operation has been answered so often."""
    answered = 0

    def watch(exchange: Exchange) -> None:
        nonlocal answered
        if exchange.operation == operation and exchange.status == 200:
            answered += 1
            if answered == times:
                assert callable(act)
                act()

    world.severa.watchers.append(watch)


def test_a_token_that_ends_in_mid_run_is_renewed_once(clean_world: World) -> None:
    after(clean_world, MARK, 4, clean_world.severa.state.expire_tokens)
    outcome = clean_world.run()
    assert outcome.error is None
    assert outcome.counts.transferred == 10
    assert clean_world.severa.calls["POST /v1/token"] == 2


def assert_stopped_after_four_marks(world: World) -> None:
    """Those that were under way beside the fourth may have been let through; each that was is known."""
    assert 4 <= transferred() < 4 + AT_ONCE
    waited = [entry for entry in world.severa.state.invoices if entry.expected != "untouched"]
    assert transferred() == sum(entry.status == world.severa.transferred_status for entry in waited)


def test_a_secret_that_is_revoked_in_mid_run_ends_it_with_one_message(make_world: MakeWorld) -> None:
    world = make_world(invoices=30, clean=True)
    after(world, MARK, 4, world.severa.state.revoke_secret)
    outcome = world.run()
    assert outcome.error is not None
    assert outcome.error.code == "severa-credentials-refused"
    assert "company connect" in said(outcome)
    assert world.severa.client_secret not in said(outcome)
    assert_stopped_after_four_marks(world)
    assert len(world.log("run-failed")) == 1


def test_a_scope_that_is_taken_away_in_mid_run_is_named_and_nothing_is_lost(make_world: MakeWorld) -> None:
    world = make_world(invoices=30, clean=True)
    after(world, MARK, 4, lambda: world.severa.state.take_scope("invoices:write"))
    outcome = world.run()
    assert outcome.error is not None
    assert outcome.error.code == "severa-scopes-missing"
    assert "invoices:write." in said(outcome).split("Add")[0]
    assert_stopped_after_four_marks(world)
    world.severa.state.give_scope("invoices:write")
    world.severa.watchers.pop()
    assert world.run().error is None
    assert transferred() == 30


@pytest.mark.parametrize("narrows", [True, False])
@pytest.mark.parametrize("scope", ["customers:read", "invoices:read", "invoices:write", "settings:read"])
def test_a_missing_scope_is_named_before_anything_is_read(make_world: MakeWorld, scope: str, narrows: bool) -> None:
    world = make_world(invoices=3, clean=True, narrows_scopes=narrows)
    world.severa.state.take_scope(scope)
    outcome = world.run()
    assert outcome.error is not None
    assert outcome.error.code == "severa-scopes-missing"
    assert f": {scope}." in said(outcome)
    assert set(world.severa.calls) == {"POST /v1/token"}


def test_an_invoice_deleted_between_list_and_rows_is_told_alone(clean_world: World) -> None:
    number = Numbers(clean_world).all[3]
    guid = clean_world.guid(number)
    after(clean_world, INVOICES, 1, lambda: clean_world.severa.state.delete_invoice(number))
    outcome = clean_world.run()
    assert outcome.error is None
    assert (outcome.counts.transferred, outcome.counts.blocked) == (9, 1)
    transfer = Transfer.objects.get(guid=guid)
    assert [each.code for each in transfer.get_findings()] == ["gone-while-read"]
    assert len(clean_world.log("gone-while-read")) == 1
    assert clean_world.run().counts.fetched == 0
    assert len(clean_world.log("gone-while-read")) == 1


def test_an_invoice_deleted_before_its_mark_is_told_alone(clean_world: World) -> None:
    number = Numbers(clean_world).last
    after(clean_world, MARK, 4, lambda: clean_world.severa.state.delete_invoice(number))
    outcome = clean_world.run()
    assert outcome.error is None
    assert outcome.counts.transferred == 9
    assert [line.invoice_number for line in clean_world.log("mark-refused")] == [number]


class Numbers:
    """The numbers of the invoices that wait."""

    def __init__(self, world: World) -> None:
        waiting = world.severa.state.invoices_in(world.severa.waiting_status)
        self.all = sorted(each.number for each in waiting if each.number is not None)

    @property
    def last(self) -> int:
        return self.all[-1]


def test_429_to_every_seventh_call_ends_in_the_same_state(
    make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "_FIRST_BACK_OFF_SECONDS", 0.01)
    calm, busy = make_world(), make_world(retry_after="none")
    busy.severa.faults.plant("rate-limit", times=None, every=7)
    outcomes = [world.run() for world in (calm, busy)]
    assert [each.error for each in outcomes] == [None, None]
    assert busy.severa.refused_calls.total() >= 9
    assert dump(calm.company) == dump(busy.company)
    states = [
        sorted(Transfer.objects.filter(company=world.company).values_list("numbering_unit", "number", "state"), key=str)
        for world in (calm, busy)
    ]
    assert states[0] == states[1]
    assert (outcomes[1].counts.transferred, outcomes[1].counts.blocked) == (52, 8)


def test_at_severas_own_pace_hardly_a_request_is_refused(make_world: MakeWorld) -> None:
    """Marks go out in threads: where the machine is busy, one may be sent later than its turn came, beside the next."""
    world = make_world(invoices=20, clean=True, rate=10)
    world.company.connection.requests_per_second = REQUESTS_PER_SECOND
    world.company.connection.save()
    outcome = world.run()
    assert outcome.counts.transferred == 20
    assert world.severa.refused_calls.total() <= 2
    assert outcome.counts.severa_calls <= 20 * 2.2


def test_a_mark_that_severa_only_claims_is_not_believed(clean_world: World) -> None:
    clean_world.severa.faults.plant("mark-ignored", MARK, times=1)
    outcome = clean_world.run()
    assert outcome.error is None
    assert [line.code for line in clean_world.log("mark-refused")] == ["mark-refused"]
    assert transferred() == 9
    assert clean_world.run().counts.transferred == 1


@pytest.mark.parametrize("kind", ["missing-member", "ill-typed"])
def test_a_wrong_member_is_a_finding_on_that_invoice_alone(clean_world: World, kind: str) -> None:
    number = Numbers(clean_world).all[2]
    clean_world.severa.faults.plant(kind, INVOICES, times=None, invoice=str(number))
    outcome = clean_world.run()
    assert outcome.error is None
    assert (outcome.counts.transferred, outcome.counts.blocked) == (9, 1)
    (line,) = clean_world.log("unreadable")
    assert line.invoice_number == number
    clean_world.severa.faults.clear()
    assert clean_world.run().counts.transferred == 1


def test_unknown_and_shuffled_members_pass(clean_world: World) -> None:
    clean_world.severa.faults.plant("unknown-members", INVOICES, times=None)
    clean_world.severa.faults.plant("shuffled", BULK, times=None)
    clean_world.severa.faults.plant("shuffled", ROWS, times=None)
    assert clean_world.run().counts.transferred == 10


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of ten invoices, so that few of them are a long list."""
    monkeypatch.setattr(routes, "INVOICES", replace(routes.INVOICES, page_size=10))


@pytest.mark.usefixtures("small_pages")
def test_a_page_token_that_repeats_ends_the_run_with_a_message(make_world: MakeWorld) -> None:
    world = make_world(invoices=21, clean=True)
    world.severa.faults.plant("repeated-token", INVOICES, times=None)
    outcome = world.run()
    assert outcome.error is not None
    assert outcome.error.code == "severa-page-repeated"
    world.severa.faults.clear()
    assert world.run().error is None
    assert transferred() == 21


@pytest.mark.usefixtures("small_pages")
def test_invoices_that_leave_the_status_between_pages_let_none_slip_past(make_world: MakeWorld) -> None:
    """The sandbox's page tokens are places in the list as it is: the worst reading of the contract."""
    world = make_world(invoices=45, clean=True)
    outcome = world.run()
    assert outcome.error is None
    assert (outcome.counts.transferred, transferred()) == (45, 45)


@pytest.mark.parametrize(
    "kind", ["http-500", "http-503", "garbage", "html", "half-body", "cut-before", "general-failure"]
)
def test_what_lasts_ends_the_run_with_one_message_and_what_passes_does_not(clean_world: World, kind: str) -> None:
    clean_world.severa.faults.plant(kind, INVOICES, times=None)
    outcome = clean_world.run()
    assert outcome.error is not None
    assert "Traceback" not in said(outcome)
    assert transferred() == 0
    clean_world.severa.faults.clear()
    clean_world.severa.faults.plant(kind, times=2)
    assert clean_world.run().error is None
    assert transferred() == 10


def test_the_severa_log_is_left_alone_since_rest_has_none(clean_world: World) -> None:
    clean_world.company.writes_severa_log = True
    clean_world.company.save()
    assert clean_world.run().counts.transferred == 10
    assert clean_world.log("severa-log-failed") == []
