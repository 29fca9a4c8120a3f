"""What only workers on PostgreSQL can meet: jobs whose workers are gone, or whose end was lost."""

import pytest
from django.db import connection

from severa_maestro.engine.models import Schedule
from severa_maestro.engine.port import engine_of_this_database
from severa_maestro.engine.runs import HowMany
from severa_maestro.transfer.ledger.models import Run
from tests.transfer.conftest import MakeWorld, World
from tests.waiting import until

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    if connection.vendor != "postgresql":
        pytest.skip("there are no workers on SQLite: these are run where TEST_DATABASE_URL says")
    return make_world(invoices=2, clean=True)


def keep_job(world: World, *, heart_beat: str) -> None:
    """A job that goes on, as it is kept, of a worker that said a while ago, or will have said, that it lives."""
    company = world.company.pk
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() + %s::interval) RETURNING id",
            [heart_beat],
        )
        worker = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO procrastinate_jobs"
            " (queue_name, task_name, priority, lock, queueing_lock, args, status, worker_id)"
            " VALUES ('runs', 'runs', 0, %s, %s, jsonb_build_object('company', %s::bigint), 'doing', %s) RETURNING id",
            [f"company-{company}", f"company-{company}", company, worker],
        )
        job = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, 'started', now() - interval '1 hour')",
            [job],
        )


def runs_in_the_line() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'runs' AND status = 'todo'")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("heart_beat", ["-1 hour", "1 hour"], ids=["worker-gone", "end-lost"])
def test_a_job_that_goes_on_no_more_keeps_its_company_out_no_longer(world: World, heart_beat: str):
    keep_job(world, heart_beat=heart_beat)
    Schedule.of(world.company).ask()
    with engine_of_this_database(HowMany(2, 2)):
        until(lambda: Run.objects.filter(company=world.company, ended_at__isnull=False).exists())
    assert Run.objects.count() == 1


def test_a_run_in_the_line_is_overtaken_by_what_somebody_asks_for(make_world: MakeWorld, world: World):
    others = [make_world(invoices=2, clean=True) for _ in range(4)]
    slow = make_world(invoices=200, clean=True, latency_milliseconds=30)
    for each in (slow, *others):
        Schedule.of(each.company).start()
    Schedule.of(slow.company).ask()
    with engine_of_this_database(HowMany(1, 1)):
        until(lambda: Run.objects.filter(company=slow.company).exists())
        until(lambda: runs_in_the_line() == len(others))
        Schedule.of(others[-1].company).ask()
        until(lambda: Run.objects.filter(ended_at__isnull=False).count() >= 5)
    in_order = list(Run.objects.order_by("pk").values_list("company_id", flat=True))
    assert in_order[1] == others[-1].company.pk
