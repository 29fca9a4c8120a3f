"""What a schedule's row holds, and whose run is due."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from severa_maestro.companies.models import Company, Connection
from severa_maestro.engine.models import TRIES_AGAIN_AFTER, Schedule, due
from severa_maestro.engine.timetable import Timetable

pytestmark = pytest.mark.database


@pytest.fixture
def company(db: None) -> Company:
    return add_company("Kuusi Oy")


def add_company(name: str) -> Company:
    company = Company.objects.create(name=name, waiting_status="Odottaa", transferred_status="Siirretty")
    Connection.objects.create(company=company, way="soap", url="http://127.0.0.1:9", sealed_key="x")
    return company


def names_of_due(most: int = 10, busy: tuple[int, ...] = ()) -> list[str]:
    return [each.company.name for each in due(timezone.now(), most, busy)]


def test_a_company_that_nobody_has_started_is_never_due(company: Company):
    assert not Schedule.of(company).is_started
    assert names_of_due() == []


def test_once_started_it_is_due_at_once_and_after_a_run_in_an_interval(company: Company):
    Schedule.of(company).start()
    [schedule] = due(timezone.now(), 1)
    assert schedule.take()
    began = timezone.now()
    schedule.went(began, well=True)
    assert names_of_due() == []
    kept = Schedule.objects.get()
    assert timedelta(minutes=4) <= kept.next_run_at - began <= timedelta(minutes=5)


def test_a_paused_company_is_run_only_where_somebody_asks(company: Company):
    schedule = Schedule.of(company)
    schedule.start()
    schedule.pause()
    assert names_of_due() == []
    schedule.ask()
    assert names_of_due() == ["Kuusi Oy"]
    [asked] = due(timezone.now(), 1)
    assert asked.take()
    asked.went(timezone.now(), well=True)
    assert names_of_due() == []
    assert Schedule.of(company).is_paused


def test_a_run_is_taken_by_one_alone(company: Company):
    Schedule.of(company).start()
    [mine], [theirs] = due(timezone.now(), 1), due(timezone.now(), 1)
    assert mine.take()
    assert not theirs.take()


def test_what_was_asked_while_a_run_was_taken_is_not_lost(company: Company):
    Schedule.of(company).start()
    [taken] = due(timezone.now(), 1)
    assert taken.take()
    Schedule.of(company).ask()
    taken.went(timezone.now(), well=True)
    assert names_of_due() == ["Kuusi Oy"]


def test_a_run_that_was_taken_by_a_process_that_was_killed_is_due_again_soon(company: Company):
    Schedule.of(company).ask()
    [taken] = due(timezone.now(), 1)
    assert taken.take()
    assert names_of_due() == []
    assert [each.company for each in due(timezone.now() + TRIES_AGAIN_AFTER, 1)] == [company]


def test_a_run_that_was_stopped_is_due_as_it_was(company: Company):
    Schedule.of(company).ask()
    [taken] = due(timezone.now(), 1)
    taken.take()
    Schedule.of(company).pause()
    taken.give_back()
    assert names_of_due() == ["Kuusi Oy"]


def test_another_timetable_or_a_start_during_a_run_holds(company: Company):
    schedule = Schedule.of(company)
    schedule.keep_to(Timetable(minutes=1440))
    schedule.start()
    [taken] = due(timezone.now(), 1)
    taken.take()
    Schedule.of(company).keep_to(Timetable(minutes=5))
    chosen = Schedule.of(company).next_run_at
    taken.went(timezone.now(), well=True)
    kept = Schedule.of(company)
    assert (kept.minutes, kept.next_run_at, kept.taken_at) == (5, chosen, None)


def test_a_company_that_was_paused_since_is_not_taken(company: Company):
    Schedule.of(company).start()
    [found] = due(timezone.now(), 1)
    Schedule.of(company).pause()
    assert not found.take()


def test_a_pause_while_a_run_goes_on_holds(company: Company):
    Schedule.of(company).start()
    [taken] = due(timezone.now(), 1)
    taken.take()
    Schedule.of(company).pause()
    taken.went(timezone.now() - timedelta(days=2), well=True)
    assert Schedule.of(company).is_paused
    assert names_of_due() == []


def test_those_that_were_asked_for_come_first_then_those_that_wait_longest(company: Company):
    Schedule.of(company).start()
    later, asked = add_company("Mänty Oy"), add_company("Pihlaja Oy")
    Schedule.of(later).start()
    Schedule.of(asked).ask()
    assert names_of_due() == ["Pihlaja Oy", "Kuusi Oy", "Mänty Oy"]
    assert names_of_due(most=1) == ["Pihlaja Oy"]
    assert names_of_due(busy=(asked.pk, company.pk)) == ["Mänty Oy"]


def test_a_company_without_a_connection_is_not_due(company: Company):
    Schedule.of(company).start()
    company.connection.delete()
    assert names_of_due() == []


def test_failures_put_the_next_run_off_and_a_good_run_forgets_them(company: Company):
    schedule = Schedule.of(company)
    schedule.start()
    now = timezone.now()
    for waits in (10, 20, 40, 60):
        schedule.went(now, well=False)
        assert timedelta(0) <= schedule.next_run_at - now - timedelta(minutes=waits) <= timedelta(seconds=30)
    schedule.went(now, well=True)
    assert Schedule.of(company).failures == 0


def test_a_quota_that_is_used_up_is_waited_for(company: Company):
    schedule = Schedule.of(company)
    schedule.start()
    now = timezone.now()
    schedule.went(now, well=False, wait_until=now + timedelta(hours=7))
    assert Schedule.of(company).next_run_at == now + timedelta(hours=7)


def test_another_timetable_holds_from_the_next_run_on(company: Company):
    schedule = Schedule.of(company)
    schedule.start()
    timetable = Timetable(minutes=60, days="12345", opens=time(7), closes=time(17, 30))
    schedule.keep_to(timetable)
    kept = Schedule.of(company)
    assert kept.timetable == timetable
    assert kept.is_started
    assert kept.next_run_at == timetable.first_open(kept.next_run_at)
