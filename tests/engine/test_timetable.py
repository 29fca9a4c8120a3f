"""When a company's next run begins."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from severa_maestro.engine.timetable import HELSINKI, Timetable
from severa_maestro.errors import ConfigurationError

#: A Monday, in winter: Helsinki is two hours ahead of UTC.
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=HELSINKI)

timetables = st.builds(
    Timetable,
    minutes=st.integers(1, 1440),
    days=st.sets(st.sampled_from("1234567"), min_size=1).map(lambda days: "".join(sorted(days))),
    opens=st.none() | st.times(),
    closes=st.none() | st.times(),
)
#: Its limits have no zone of their own: ``timezones`` gives them one.
_FIRST, _LAST = datetime(2026, 1, 1), datetime(2027, 1, 1)  # noqa: DTZ001
moments = st.datetimes(_FIRST, _LAST, timezones=st.just(UTC))


def helsinki(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI)


def test_the_next_run_begins_an_interval_after_the_last_one_began():
    assert Timetable(minutes=5).next_after(MONDAY) == MONDAY + timedelta(minutes=5)


@pytest.mark.parametrize(("minutes", "largest"), [(2, 12), (5, 30), (1440, 30)])
def test_chance_spreads_companies_over_a_tenth_of_the_interval_or_half_a_minute(minutes: int, largest: int):
    following = Timetable(minutes).next_after(MONDAY, jitter=1.0)
    assert following == MONDAY + timedelta(minutes=minutes, seconds=largest)


def test_a_daily_run_stays_at_its_time_all_year_and_skips_no_day():
    daily = Timetable(minutes=1440, days="12345", opens=time(5), closes=time(6))
    planned, begun = MONDAY.replace(hour=5, minute=30), set()
    while planned < MONDAY.replace(hour=0) + timedelta(days=364):
        begun.add(planned.astimezone(HELSINKI).date())
        planned = daily.next_after(planned + timedelta(seconds=40), planned=planned, jitter=1.0)
    assert len(begun) == 52 * 5


def test_a_run_that_began_long_after_its_time_is_followed_from_when_it_began():
    planned = MONDAY - timedelta(hours=3)
    assert Timetable(minutes=5).next_after(MONDAY, planned=planned) == MONDAY + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("minutes", "failures", "waits"), [(5, 1, 10), (5, 2, 20), (5, 4, 60), (5, 1000, 60), (120, 3, 120), (1, 0, 1)]
)
def test_each_failure_in_a_row_doubles_the_wait_up_to_an_hour(minutes: int, failures: int, waits: int):
    assert Timetable(minutes).next_after(MONDAY, failures=failures) == MONDAY + timedelta(minutes=waits)


@pytest.mark.parametrize(
    ("timetable", "moment", "first"),
    [
        (Timetable(opens=time(7), closes=time(18)), "2026-11-23T10:00", "2026-11-23T10:00"),
        (Timetable(opens=time(7), closes=time(18)), "2026-11-23T06:59", "2026-11-23T07:00"),
        (Timetable(opens=time(7), closes=time(18)), "2026-11-23T18:00", "2026-11-24T07:00"),
        (Timetable(days="12345", opens=time(7), closes=time(18)), "2026-11-27T18:00", "2026-11-30T07:00"),
        (Timetable(days="12345"), "2026-11-28T00:00", "2026-11-30T00:00"),
        (Timetable(days="1"), "2026-11-24T00:00", "2026-11-30T00:00"),
        # Over midnight: the hours after it belong to the day on which they opened.
        (Timetable(days="1", opens=time(22), closes=time(4)), "2026-11-24T03:59", "2026-11-24T03:59"),
        (Timetable(days="1", opens=time(22), closes=time(4)), "2026-11-24T04:00", "2026-11-30T22:00"),
        (Timetable(days="1", opens=time(22), closes=time(4)), "2026-11-23T03:00", "2026-11-23T22:00"),
        (Timetable(days="1", opens=time(22)), "2026-11-23T23:59", "2026-11-23T23:59"),
        (Timetable(closes=time(6)), "2026-11-23T06:00", "2026-11-24T00:00"),
    ],
)
def test_runs_begin_on_their_days_and_hours_alone(timetable: Timetable, moment: str, first: str):
    assert timetable.first_open(helsinki(moment)) == helsinki(first)


def test_hours_are_helsinkis_in_summer_and_winter():
    from_seven = Timetable(opens=time(7), closes=time(8))
    assert from_seven.first_open(datetime(2026, 7, 1, 0, tzinfo=UTC)) == datetime(2026, 7, 1, 4, tzinfo=UTC)
    assert from_seven.first_open(datetime(2026, 12, 1, 0, tzinfo=UTC)) == datetime(2026, 12, 1, 5, tzinfo=UTC)


@given(timetables, moments)
def test_the_first_opening_is_open_never_before_and_within_eight_days(timetable: Timetable, moment: datetime):
    first = timetable.first_open(moment)
    assert moment <= first <= moment + timedelta(days=8)
    assert timetable.first_open(first) == first


@given(timetables, moments, st.integers(0, 50), st.floats(0, 1), st.none() | st.timedeltas(max_value=timedelta(days=2)))
def test_the_next_run_is_always_later(
    timetable: Timetable, moment: datetime, failures: int, jitter: float, late: timedelta | None
):
    planned = None if late is None else moment - min(abs(late), timedelta(days=2))
    assert timetable.next_after(moment, planned=planned, failures=failures, jitter=jitter) > moment


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"minutes": 0}, "interval-unusable"),
        ({"minutes": 1441}, "interval-unusable"),
        ({"days": ""}, "days-unusable"),
        ({"days": "8"}, "days-unusable"),
        ({"days": "11"}, "days-unusable"),
        ({"days": "ma"}, "days-unusable"),
    ],
)
def test_a_timetable_that_nobody_could_keep_to_is_refused(settings: dict[str, Any], code: str):
    with pytest.raises(ConfigurationError) as refused:
        Timetable(**settings)
    assert refused.value.code == code
