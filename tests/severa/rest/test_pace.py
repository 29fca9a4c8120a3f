"""The pace of REST: never more than ten requests in a second, hardly fewer, and what a 429 does to it."""

import heapq
import os
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from severa_maestro.severa.rest.pace import PER_SECOND, Pace
from tests.severa.rest_clock import CALM, FakeClock, all_at_once

#: What Severa allows in any one second.
ALLOWED = 10
#: Severa's own clock, years away from ours.
SEVERA_TIME = datetime(2031, 3, 4, 10, 0, 0, tzinfo=UTC)

NOTHING_SAID = ""
UNUSABLE = {
    "a word": "soon",
    "a negative number": "-5",
    "a fraction": "1.5",
    "an exponent": "1e3",
    "not a number": "NaN",
    "two numbers": "3, 4",
    "a date that is none": "Fri, 31 Foo 2031 10:00:30 GMT",
    "half a date": "Fri, 20 Nov",
    "a date of no known zone": "Tue, 04 Mar 2031 10:00:30 -0000",
}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def pace(clock: FakeClock) -> Pace:
    return Pace(clock=clock)


def wait_for_turn(pace: Pace, clock: FakeClock, late: float = 0.0) -> float:
    """Asks, and comes again when it is told to, or a little later; gives the moment at which the request goes out."""
    while seconds := pace.take():
        clock.now += seconds + late
    return clock.now


def most_in_a_second(moments: list[float]) -> int:
    """How many fall into the fullest second; one that begins and ends with a request counts both."""
    return max(sum(start <= each <= start + 1 for each in moments) for start in moments)


# How many go out


def test_the_first_request_goes_out_at_once(pace: Pace) -> None:
    assert pace.take() == 0


def test_who_comes_too_early_is_told_when_to_come_and_takes_no_place(pace: Pace, clock: FakeClock) -> None:
    pace.take()
    assert [pace.take() for _ in range(50)] == [pytest.approx(1 / PER_SECOND)] * 50
    clock.now += 1.001 / PER_SECOND
    assert pace.take() == 0


def test_what_was_not_used_is_not_saved_up(pace: Pace, clock: FakeClock) -> None:
    for pause in (0.2, 1, 3600):
        clock.now += pause
        moments = [wait_for_turn(pace, clock) for _ in range(3 * ALLOWED)]
        assert most_in_a_second(moments) == ALLOWED


@settings(CALM, max_examples=100)
@given(st.lists(st.just(0.0) | st.floats(0, 0.12) | st.floats(0, 3), min_size=25, max_size=80))
def test_never_more_than_ten_go_out_in_any_second_whatever_moments_they_are_asked_at(pauses: list[float]) -> None:
    clock = FakeClock()
    pace = Pace(clock=clock)
    moments = []
    for pause in pauses:
        clock.now += pause
        told = pace.take()
        if not told:
            moments.append(clock.now)
        elif not pause:
            moments.append(wait_for_turn(pace, clock))
    assert most_in_a_second(moments) <= ALLOWED


@settings(CALM, max_examples=60)
@given(
    replies=st.lists(st.floats(0.001, 2), min_size=1, max_size=12),
    lateness=st.lists(st.floats(0, 0.04) | st.floats(0, 0.5), min_size=1, max_size=5),
)
def test_never_more_than_ten_go_out_in_any_second_however_many_threads_ask(
    replies: list[float], lateness: list[float]
) -> None:
    clock = FakeClock()
    pace = Pace(clock=clock)
    moments: list[float] = []
    asking = [(clock.now, thread, 0) for thread in range(len(replies))]
    while len(moments) < 60:
        clock.now, thread, times = heapq.heappop(asking)
        told = pace.take()
        if not told:
            moments.append(clock.now)
        after = told + lateness[(thread + times) % len(lateness)] if told else replies[thread]
        heapq.heappush(asking, (clock.now + after, thread, times + 1))
    assert most_in_a_second(moments) <= ALLOWED


@settings(CALM, max_examples=20)
@given(st.lists(st.floats(0, 0.04), min_size=1, max_size=20))
@example([0.04])
@example([0.0])
def test_a_steady_asker_gets_9_4_a_second_even_when_it_always_comes_a_little_late(lateness: list[float]) -> None:
    clock = FakeClock()
    pace = Pace(clock=clock)
    for number in range(1000):
        wait_for_turn(pace, clock, lateness[number % len(lateness)])
    assert 1000 / clock.passed >= 9.4


def test_a_slower_pace_can_be_set_while_it_runs(pace: Pace, clock: FakeClock) -> None:
    pace.take()
    pace.per_second = 2
    moments = [wait_for_turn(pace, clock) for _ in range(101)]
    assert moments[-1] - moments[0] == pytest.approx(50)


def test_of_many_threads_that_ask_at_the_same_moment_one_goes() -> None:
    inside: list[int] = []

    class SlowClock(FakeClock):
        """Lets other threads run in the midst of it."""

        def __call__(self) -> float:
            inside.append(1)
            assert len(inside) == 1, "two threads are in it at once"
            for _ in range(20):
                os.sched_yield()
            inside.pop()
            return self.now

    pace = Pace(clock=SlowClock())
    told = all_at_once(16, lambda: [pace.take() for _ in range(5)])
    assert sum(each.count(0.0) for each in told if isinstance(each, list)) == 1
    assert all(isinstance(each, list) for each in told)


# What Severa says with a 429


def test_severas_seconds_are_waited_for_exactly(pace: Pace, clock: FakeClock) -> None:
    pace.refused(" 7 ", SEVERA_TIME)
    assert pace.take() == pytest.approx(7)
    clock.now += 6.99
    assert pace.take() == pytest.approx(0.01)
    clock.now += 0.02
    assert pace.take() == 0


def test_a_date_is_counted_from_severas_own_clock_and_to_the_end_of_its_second(pace: Pace) -> None:
    pace.refused(format_datetime(SEVERA_TIME + timedelta(seconds=30), usegmt=True), SEVERA_TIME)
    assert pace.take() == pytest.approx(31)


def test_a_date_in_another_zone_is_the_same_moment(pace: Pace) -> None:
    pace.refused("Tue, 04 Mar 2031 12:00:30 +0200", SEVERA_TIME)
    assert pace.take() == pytest.approx(31)


def test_a_date_is_counted_from_our_clock_where_severa_does_not_tell_its_own(pace: Pace) -> None:
    pace.refused(format_datetime(datetime.now(UTC) + timedelta(seconds=300), usegmt=True), None)
    assert 240 < pace.take() < 302


@pytest.mark.parametrize("retry_after", ["0", "Tue, 04 Mar 2031 09:00:00 GMT"])
def test_what_has_passed_already_is_waited_for_a_moment(pace: Pace, retry_after: str) -> None:
    pace.refused(retry_after, SEVERA_TIME)
    assert 0 < pace.take() < 0.11


@pytest.mark.parametrize("retry_after", ["601", "9" * 30, "9" * 5000, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_nothing_makes_us_wait_longer_than_ten_minutes(pace: Pace, retry_after: str) -> None:
    pace.refused(retry_after, SEVERA_TIME)
    assert pace.take() == pytest.approx(600)


@pytest.mark.parametrize("retry_after", [NOTHING_SAID, *UNUSABLE.values()], ids=["nothing", *UNUSABLE])
def test_where_severa_says_nothing_usable_the_waits_grow_up_to_half_a_minute(
    pace: Pace, clock: FakeClock, retry_after: str
) -> None:
    waits = []
    for _ in range(7):
        pace.refused(retry_after, SEVERA_TIME)
        waits.append(pace.take())
        wait_for_turn(pace, clock)
    assert waits == [pytest.approx(seconds) for seconds in (1, 2, 4, 8, 16, 30, 30)]


@pytest.mark.parametrize(
    "retry_after",
    [
        "Tue, 04 Mar 99999999999999999999 10:00:30 GMT",
        "Tue, 04 Mar 2031 10:00:30 +99999999999999999999",
        "Tue, 04 Mar 2031 999999999999999:00:00 GMT",
    ],
)
def test_a_date_beyond_all_numbers_is_nothing_usable_either(pace: Pace, retry_after: str) -> None:
    pace.refused(retry_after, SEVERA_TIME)
    assert pace.take() == pytest.approx(1)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30))
@CALM
def test_whatever_the_header_says_everything_waits_and_not_for_long(retry_after: str) -> None:
    pace = Pace(clock=FakeClock())
    pace.refused(retry_after, SEVERA_TIME)
    assert 0 < pace.take() <= 600


def test_an_answer_makes_the_next_wait_short_again(pace: Pace, clock: FakeClock) -> None:
    for _ in range(4):
        pace.refused(NOTHING_SAID, None)
        wait_for_turn(pace, clock)
    pace.admitted()
    pace.refused(NOTHING_SAID, None)
    assert pace.take() == pytest.approx(1)


def test_an_answer_does_not_end_a_wait(pace: Pace) -> None:
    pace.refused("20", None)
    pace.admitted()
    assert pace.take() == pytest.approx(20)


def test_what_severa_says_itself_does_not_make_later_waits_grow(pace: Pace, clock: FakeClock) -> None:
    for _ in range(5):
        pace.refused("3", None)
        wait_for_turn(pace, clock)
    pace.refused(NOTHING_SAID, None)
    assert pace.take() == pytest.approx(1)


@pytest.mark.parametrize("second", ["1", NOTHING_SAID])
def test_a_shorter_wait_does_not_cut_a_longer_one(pace: Pace, second: str) -> None:
    pace.refused("60", None)
    pace.refused(second, None)
    assert pace.take() == pytest.approx(60)


def test_many_requests_refused_together_are_one_step(pace: Pace, clock: FakeClock) -> None:
    for _ in range(10):
        pace.refused(NOTHING_SAID, None)
    wait_for_turn(pace, clock)
    pace.refused(NOTHING_SAID, None)
    assert pace.take() == pytest.approx(2)


def test_many_requests_refused_together_wait_no_longer_than_one(pace: Pace) -> None:
    for _ in range(10):
        pace.refused(NOTHING_SAID, None)
    assert pace.take() == pytest.approx(1)


def test_after_a_wait_there_is_no_burst(pace: Pace, clock: FakeClock) -> None:
    pace.refused("5", None)
    moments = [wait_for_turn(pace, clock) for _ in range(3 * ALLOWED)]
    assert moments[0] - clock.began == pytest.approx(5)
    assert most_in_a_second(moments) <= ALLOWED
