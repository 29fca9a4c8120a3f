"""What every engine keeps to, held to the embedded one on SQLite and, on PostgreSQL, to both.

The database is the real one of the test, and so are the threads; Severa is the sandbox.
"""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import time as time_of_day

import pytest
from django.db import connection
from django.utils import timezone

from severa_maestro.engine import runs
from severa_maestro.engine.embedded import EmbeddedEngine
from severa_maestro.engine.models import Schedule
from severa_maestro.engine.port import Engine, engine_of_this_database
from severa_maestro.engine.runs import HowMany
from severa_maestro.engine.timetable import Timetable
from severa_maestro.transfer.ledger.models import Run, State, Transfer
from tests.transfer.conftest import MakeWorld, World
from tests.waiting import until

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

MakeEngine = Callable[..., Engine]


@pytest.fixture(params=["embedded", "of this database"])
def engine(request: pytest.FixtureRequest, transactional_db: None) -> MakeEngine:
    kind = EmbeddedEngine if request.param == "embedded" else engine_of_this_database

    def make(companies: int = 2, marks: int = 4) -> Engine:
        return kind(HowMany(companies, marks))

    return make


def transferred(world: World) -> int:
    return Transfer.objects.filter(company=world.company, state=State.TRANSFERRED).count()


def ended_runs(world: World) -> int:
    return Run.objects.filter(company=world.company, ended_at__isnull=False).count()


def test_a_run_that_is_due_is_made_and_the_next_one_planned(engine: MakeEngine, make_world: MakeWorld):
    world = make_world(invoices=5, clean=True)
    Schedule.of(world.company).start()
    with engine():
        until(lambda: ended_runs(world))
    assert transferred(world) == 5
    schedule = Schedule.of(world.company)
    assert schedule.next_run_at > timezone.now()
    assert (schedule.taken_at, schedule.failures) == (None, 0)
    assert Run.objects.count() == 1


def test_a_paused_company_is_run_where_somebody_asks_and_then_no_more(engine: MakeEngine, make_world: MakeWorld):
    world = make_world(invoices=3, clean=True)
    schedule = Schedule.of(world.company)
    schedule.start()
    schedule.pause()
    with engine():
        schedule.ask()
        until(lambda: ended_runs(world))
        until(lambda: Schedule.of(world.company).asked_at is None)
    assert transferred(world) == 3
    assert Schedule.of(world.company).is_paused


def test_one_that_fails_stops_no_other_and_waits_longer(engine: MakeEngine, make_world: MakeWorld):
    broken, well = make_world(invoices=3, clean=True), make_world(invoices=3, clean=True)
    broken.severa.close()
    for world in (broken, well):
        Schedule.of(world.company).start()
    with engine(companies=1):
        until(lambda: ended_runs(broken) and ended_runs(well))
        until(lambda: Schedule.of(broken.company).failures)
    assert transferred(well) == 3
    assert Run.objects.get(company=broken.company).error_code


def test_several_engines_make_each_run_once(engine: MakeEngine, make_world: MakeWorld):
    worlds = [make_world(invoices=3, clean=True) for _ in range(4)]
    for world in worlds:
        Schedule.of(world.company).start()
    with ExitStack() as engines:
        for _ in range(3):
            engines.enter_context(engine())
        until(lambda: all(map(ended_runs, worlds)))
    assert [transferred(world) for world in worlds] == [3, 3, 3, 3]
    assert Run.objects.count() == 4


def test_what_somebody_asks_for_goes_before_what_the_timetable_wants(engine: MakeEngine, make_world: MakeWorld):
    worlds = [make_world(invoices=2, clean=True) for _ in range(4)]
    for world in worlds[:3]:
        Schedule.of(world.company).start()
    Schedule.of(worlds[3].company).ask()
    with engine(companies=1):
        until(lambda: all(map(ended_runs, worlds)))
    assert Run.objects.order_by("pk").values_list("company_id", flat=True)[0] == worlds[3].company.pk


def test_one_with_much_to_do_makes_room_for_others(
    engine: MakeEngine, make_world: MakeWorld, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(runs, "TURN_SECONDS", 0.0)
    large, small = make_world(invoices=300, clean=True, latency_milliseconds=20), make_world(invoices=2, clean=True)
    Schedule.of(large.company).ask()
    with engine(companies=1, marks=1):
        until(lambda: transferred(large) >= 3)
        Schedule.of(small.company).start()
        until(lambda: ended_runs(small))
        assert transferred(large) < 300
        until(lambda: transferred(large) == 300)
    assert transferred(small) == 2
    assert not Run.objects.exclude(error_code="").exists()


def test_at_its_end_the_invoices_in_hand_are_finished_and_the_rest_is_left(engine: MakeEngine, make_world: MakeWorld):
    world = make_world(invoices=300, clean=True, latency_milliseconds=20)
    Schedule.of(world.company).start()
    with engine(marks=1):
        until(lambda: transferred(world) >= 3)
    assert 3 <= transferred(world) < 300
    assert not Transfer.objects.filter(state=State.STORED).exists()
    assert (Run.objects.get().error_code, ended_runs(world)) == ("", 1)
    with engine():
        until(lambda: transferred(world) == 300)


def test_outside_its_hours_a_company_is_not_run(engine: MakeEngine, make_world: MakeWorld):
    closed, well = make_world(invoices=2, clean=True), make_world(invoices=2, clean=True)
    tomorrow = str(timezone.localtime().isoweekday() % 7 + 1)
    schedule = Schedule.of(closed.company)
    schedule.start()
    schedule.keep_to(Timetable(days=tomorrow, opens=time_of_day(12), closes=time_of_day(13)))
    Schedule.of(well.company).start()
    with engine():
        until(lambda: ended_runs(well))
    assert not ended_runs(closed)


def test_an_engine_with_nothing_to_do_begins_and_ends(engine: MakeEngine):
    with engine():
        assert connection.ensure_connection() is None
    with engine():
        pass
