"""How a run is carried out for a schedule: against a real Severa on loopback."""

import pytest
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import TRIES_AGAIN_AFTER, Schedule, due
from severa_maestro.engine.runs import carry_out
from severa_maestro.transfer.ledger.models import Run, State, Transfer
from severa_maestro.transfer.run import RunOptions
from tests.transfer.conftest import MakeWorld, World, run_elsewhere


def taken(world: World) -> Schedule:
    [schedule] = [each for each in due(timezone.now(), 10) if each.company_id == world.company.pk]
    return schedule


@pytest.mark.database
def test_a_run_is_made_and_the_next_one_planned(clean_world: World):
    Schedule.of(clean_world.company).start()
    carry_out(taken(clean_world))
    assert Transfer.objects.filter(state=State.TRANSFERRED).count() == 10
    assert Schedule.of(clean_world.company).next_run_at > timezone.now()
    assert due(timezone.now(), 10) == []


@pytest.mark.database
def test_a_run_that_another_has_taken_is_not_made_again(clean_world: World):
    Schedule.of(clean_world.company).start()
    mine, theirs = taken(clean_world), taken(clean_world)
    carry_out(theirs)
    carry_out(mine)
    assert Run.objects.count() == 1


@pytest.mark.database
def test_a_run_that_fails_is_tried_later_and_later(clean_world: World):
    Schedule.of(clean_world.company).start()
    clean_world.severa.close()
    carry_out(taken(clean_world))
    schedule = Schedule.of(clean_world.company)
    assert schedule.failures == 1
    assert Run.objects.get().error_code


def test_while_another_process_runs_the_company_the_run_waits(clean_world: World):
    Schedule.of(clean_world.company).ask()
    schedule = taken(clean_world)
    with run_elsewhere(clean_world.company):
        carry_out(schedule)
    assert not Run.objects.exists()
    assert due(timezone.now(), 10) == []
    [again] = due(timezone.now() + TRIES_AGAIN_AFTER, 10)
    assert (again.asked_at is not None, again.failures) == (True, 0)
    carry_out(again)
    assert Transfer.objects.filter(state=State.TRANSFERRED).count() == 10


@pytest.mark.database
def test_a_run_goes_over_the_connection_and_statuses_as_they_are_when_it_begins(clean_world: World):
    Schedule.of(clean_world.company).start()
    schedule = taken(clean_world)
    Company.objects.update(transferred_status="Maksettu")
    carry_out(schedule)
    assert len(clean_world.severa.state.invoices_in("Maksettu")) >= 10


@pytest.mark.database
def test_a_run_that_is_stopped_ends_after_what_is_in_hand_and_goes_on_at_the_next_start(make_world: MakeWorld):
    world = make_world(invoices=100, clean=True)
    Schedule.of(world.company).start()

    carry_out(taken(world), RunOptions(may_go_on=lambda counts: counts.transferred < 3))
    run = Run.objects.get()
    assert (run.error_code, run.ended_at is not None) == ("", True)
    assert 3 <= run.transferred == run.fetched < 100
    assert not Transfer.objects.filter(state=State.STORED).exists()
    carry_out(taken(world))
    assert Transfer.objects.filter(state=State.TRANSFERRED).count() == 100
