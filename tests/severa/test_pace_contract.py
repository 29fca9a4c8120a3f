"""Where places are kept, it is one line: what holds for one process holds for all that share it.

The same tests go over each way of keeping them; two paces over the same places stand for two processes.
"""

import heapq
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from severa_maestro.companies.pace_in_database import PlacesInDatabase
from severa_maestro.severa.places import Places, PlacesOfProcess, SharedPlaces
from severa_maestro.severa.places_in_file import PlacesInFile
from severa_maestro.severa.rest.pace import PER_SECOND, Pace
from tests.severa.pace_database import SessionAtTime, execute
from tests.severa.rest.test_pace import ALLOWED, NOTHING_SAID, most_in_a_second, wait_for_turn
from tests.severa.rest_clock import FakeClock, all_at_once

#: The places of an organisation, as one more process has them.
Join = Callable[[str], Places]

KEPT = ("process", "file", "database", "shared or own")
#: PostgreSQL's times have no more than microseconds.
EXACTLY = 1e-4


@pytest.fixture(params=KEPT)
def join(request: pytest.FixtureRequest, clock: FakeClock, tmp_path: Path) -> Iterator[Join]:
    with ExitStack() as opened:
        yield _joins(request, clock, tmp_path, opened)


def _joins(request: pytest.FixtureRequest, clock: FakeClock, folder: Path, opened: ExitStack) -> Join:
    if request.param == "process":
        kept: dict[str, Places] = {}
        return lambda organisation: kept.setdefault(organisation, PlacesOfProcess(clock))
    if request.param == "file":
        return lambda organisation: PlacesInFile(folder / organisation, clock)
    if request.param == "shared or own":
        return lambda organisation: SharedPlaces(PlacesInFile(folder / organisation, clock), PlacesOfProcess(clock))
    url = request.getfixturevalue("database")
    execute(url, "TRUNCATE companies_pace, grants")

    def join_database(organisation: str) -> Places:
        places = PlacesInDatabase(organisation, SessionAtTime(url, clock), clock)
        opened.callback(places.close)
        return places

    return join_database


@pytest.fixture
def make(join: Join) -> Callable[[], Pace]:
    return lambda: Pace(places=join("organisation"))


@pytest.fixture
def one(make: Callable[[], Pace]) -> Pace:
    return make()


@pytest.fixture
def other(make: Callable[[], Pace]) -> Pace:
    return make()


def about(seconds: float) -> object:
    return pytest.approx(seconds, abs=EXACTLY)


# How many go out


def test_the_first_request_goes_out_at_once_and_nobody_elses_with_it(one: Pace, other: Pace) -> None:
    assert one.take() == 0
    assert other.take() == about(1 / PER_SECOND)


def test_who_comes_too_early_is_told_when_to_come_and_takes_no_place(one: Pace, other: Pace, clock: FakeClock) -> None:
    one.take()
    assert [pace.take() for pace in (one, other) * 20] == [about(1 / PER_SECOND)] * 40
    clock.now += 1.001 / PER_SECOND
    assert other.take() == 0


def test_what_was_not_used_is_not_saved_up(make: Callable[[], Pace], clock: FakeClock) -> None:
    paces = [make(), make()]
    for pause in (0.2, 1, 3600):
        clock.now += pause
        moments = [wait_for_turn(paces[number % 2], clock) for number in range(3 * ALLOWED)]
        assert most_in_a_second(moments) == ALLOWED


@pytest.mark.parametrize("seed", range(3))
def test_never_more_than_ten_go_out_in_any_second_however_many_processes_ask(
    make: Callable[[], Pace], clock: FakeClock, seed: int
) -> None:
    chance = random.Random(seed)
    paces = [make() for _ in range(5)]
    asking = [(clock.now, number) for number in range(5)]
    moments: list[float] = []
    while len(moments) < 60:
        clock.now, number = heapq.heappop(asking)
        told = paces[number].take()
        if not told:
            moments.append(clock.now)
        after = told + chance.choice((0, 0.01, 0.04, 0.2)) if told else chance.uniform(0, 0.3)
        heapq.heappush(asking, (clock.now + after, number))
    assert most_in_a_second(moments) <= ALLOWED


def test_processes_that_come_a_little_late_get_the_whole_pace_together(
    make: Callable[[], Pace], clock: FakeClock
) -> None:
    paces = [make() for _ in range(4)]
    for number in range(200):
        wait_for_turn(paces[number % 4], clock, 0.03)
    assert 200 / clock.passed >= 9.4


def test_each_keeps_the_pace_that_it_was_given(join: Join, clock: FakeClock) -> None:
    slow, quick = Pace(2, join("organisation")), Pace(8, join("organisation"))
    assert slow.take() == 0
    assert wait_for_turn(quick, clock) == about(clock.began + 0.5)
    assert wait_for_turn(slow, clock) == about(clock.began + 0.625)
    assert quick.take() == about(0.5)


def test_other_organisations_have_places_of_their_own(join: Join) -> None:
    one, another = Pace(places=join("organisation")), Pace(places=join("another"))
    one.refused("60", None)
    assert (one.take(), another.take()) == (about(60), 0)


def test_of_many_that_ask_at_the_same_moment_one_goes(make: Callable[[], Pace]) -> None:
    paces = [make() for _ in range(4)]

    def ask() -> float:
        return min(pace.take() for pace in paces)

    told = all_at_once(8, ask)
    assert told.count(0.0) == 1
    assert [each for each in told if each] == [about(1 / PER_SECOND)] * 7


# What Severa says with a 429


def test_what_severa_tells_one_is_waited_for_by_all(one: Pace, other: Pace, clock: FakeClock) -> None:
    one.refused("7", None)
    assert (one.take(), other.take()) == (about(7), about(7))
    clock.now += 6.99
    assert (one.take(), other.take()) == (about(0.01), about(0.01))
    clock.now += 0.02
    assert other.take() == 0
    assert one.take() > 0


def test_who_waits_for_its_place_already_gets_none_amid_a_pause(one: Pace, other: Pace, clock: FakeClock) -> None:
    one.take()
    clock.now += other.take() / 2
    one.refused("7", None)
    assert wait_for_turn(other, clock) >= clock.began + 7


def test_where_severa_says_nothing_the_waits_grow_whoever_is_refused(one: Pace, other: Pace, clock: FakeClock) -> None:
    waits = []
    for pace in (one, other, one, one, other, one, other):
        pace.refused(NOTHING_SAID, None)
        waits.append(pace.take())
        wait_for_turn(pace, clock)
    assert waits == [about(seconds) for seconds in (1, 2, 4, 8, 16, 30, 30)]


def test_an_answer_to_one_makes_the_next_wait_of_all_short_again(one: Pace, other: Pace, clock: FakeClock) -> None:
    for _ in range(3):
        one.refused(NOTHING_SAID, None)
        wait_for_turn(one, clock)
    wait_for_turn(other, clock)
    other.admitted()
    one.refused(NOTHING_SAID, None)
    assert (one.take(), other.take()) == (about(1), about(1))


def test_an_answer_amid_a_pause_neither_ends_it_nor_makes_the_next_one_short(
    one: Pace, other: Pace, clock: FakeClock
) -> None:
    one.refused(NOTHING_SAID, None)
    wait_for_turn(one, clock)
    one.refused(NOTHING_SAID, None)
    other.admitted()
    assert other.take() == about(2)
    wait_for_turn(other, clock)
    other.refused(NOTHING_SAID, None)
    assert other.take() == about(4)


@pytest.mark.parametrize("second", ["1", NOTHING_SAID])
def test_a_shorter_pause_does_not_cut_a_longer_one(one: Pace, other: Pace, second: str) -> None:
    one.refused("60", None)
    other.refused(second, None)
    assert (one.take(), other.take()) == (about(60), about(60))


def test_many_refused_together_are_one_step(make: Callable[[], Pace], clock: FakeClock) -> None:
    paces = [make() for _ in range(4)]
    for pace in paces:
        pace.refused(NOTHING_SAID, None)
    assert paces[0].take() == about(1)
    wait_for_turn(paces[0], clock)
    paces[1].refused(NOTHING_SAID, None)
    assert paces[2].take() == about(2)


def test_after_a_pause_there_is_no_burst(one: Pace, other: Pace, clock: FakeClock) -> None:
    one.refused("5", None)
    moments = [wait_for_turn((one, other)[number % 2], clock) for number in range(3 * ALLOWED)]
    assert moments[0] - clock.began == about(5)
    assert most_in_a_second(moments) <= ALLOWED


# Coming and going


def test_who_comes_later_finds_the_line_as_it_is(one: Pace, make: Callable[[], Pace]) -> None:
    one.refused("60", None)
    one.close()
    assert make().take() == about(60)


def test_who_has_ended_its_connections_may_ask_again(one: Pace, other: Pace, clock: FakeClock) -> None:
    one.take()
    one.close()
    one.close()
    assert one.take() == about(1 / PER_SECOND)
    wait_for_turn(one, clock)
    assert other.take() == about(1 / PER_SECOND)


def test_who_gives_up_waits_no_longer_and_takes_no_place(one: Pace, other: Pace, clock: FakeClock) -> None:
    one.take()

    class GivenUp(FakeClock):
        def wait(self, seconds: float) -> bool:  # noqa: ARG002 the event's
            return True

    one.wait(GivenUp())  # type: ignore[arg-type]
    clock.now += 1.001 / PER_SECOND
    assert other.take() == 0


def test_who_waits_comes_late_by_chance_and_by_less_than_it_may_catch_up_with(one: Pace, clock: FakeClock) -> None:
    one.take()
    late = []
    for _ in range(20):
        due = clock.now + one.take()
        one.wait(clock)  # type: ignore[arg-type]
        late.append(clock.now - due)
    assert min(late) >= 0
    assert 0 < max(late) < 0.3 / PER_SECOND + EXACTLY
    assert len({round(each, 5) for each in late}) > 10
