"""Real processes that keep one pace: over one file, and over PostgreSQL."""

import fcntl
import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from severa_maestro.companies.pace_in_database import PlacesInDatabase, Session
from severa_maestro.sandbox import Sandbox, SandboxSettings
from severa_maestro.severa.places import Places
from severa_maestro.severa.places_in_file import _KEPT, PlacesInFile
from severa_maestro.severa.rest.pace import PER_SECOND, Pace
from tests.severa.pace_database import execute, handler_of
from tests.severa.pace_process import ORGANISATION, is_database
from tests.severa.rest.test_pace import ALLOWED, most_in_a_second

#: After these a process hangs.
SECONDS = 60
PROCESSES = 4


class Process:
    """One that asks for places. It stands ready, and begins when it is told to."""

    def __init__(self, deed: str, *words: object) -> None:
        command = [sys.executable, "-m", "tests.severa.pace_process", deed, *map(str, words)]
        self._running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def stand_ready(self) -> None:
        assert self._running.stdout is not None
        assert self._running.stdout.readline() == "ready\n"

    def begin(self) -> None:
        assert self._running.stdin is not None
        self._running.stdin.write("begin\n")
        self._running.stdin.flush()

    def result(self) -> Any:
        out, _ = self._running.communicate(timeout=SECONDS)
        assert self._running.returncode == 0
        return json.loads(out)

    def kill(self) -> None:
        self._running.kill()
        self._running.communicate(timeout=SECONDS)


@pytest.fixture(params=["file", "database"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """What the processes share: new."""
    if request.param == "file":
        return str(tmp_path)
    url = request.getfixturevalue("database")
    execute(url, "TRUNCATE companies_pace, grants")
    return str(url)


@pytest.fixture
def processes() -> Iterator[ExitStack]:
    """None is left behind."""
    with ExitStack() as running:
        yield running


def start(running: ExitStack, deed: str, *words: object, number: int = PROCESSES) -> list[Process]:
    """So many processes, all of which stand ready."""
    started = [Process(deed, *words) for _ in range(number)]
    for each in started:
        running.callback(each.kill)
    for each in started:
        each.stand_ready()
    return started


def begin(started: list[Process]) -> None:
    for each in started:
        each.begin()


def places_at(where: str) -> Places:
    """The places as the test's own process has them."""
    if is_database(where):
        return PlacesInDatabase(ORGANISATION, Session(handler_of(where)))
    return PlacesInFile(Path(where) / ORGANISATION)


def grants(where: str, told: list[list[float]]) -> list[float]:
    """When places were taken, by the clock that all share."""
    if is_database(where):
        return [float(at) for (at,) in execute(where, "SELECT extract(epoch FROM at) FROM grants ORDER BY at")]
    return sorted(moment for moments in told for moment in moments)


def closed_until(where: str) -> float:
    """Until when there is no place, by that clock."""
    if is_database(where):
        return float(execute(where, "SELECT extract(epoch FROM closed_until) FROM companies_pace")[0][0])
    return float(_KEPT.unpack((Path(where) / ORGANISATION).read_bytes())[2])


def test_never_more_than_ten_go_out_in_any_second_and_all_get_their_turn(where: str, processes: ExitStack) -> None:
    each_takes = 10
    started = start(processes, "take", where, each_takes, PER_SECOND)
    begin(started)
    moments = grants(where, [each.result() for each in started])
    assert len(moments) == PROCESSES * each_takes
    assert most_in_a_second(moments) <= ALLOWED


def test_no_place_is_given_twice_however_hard_they_press(where: str, processes: ExitStack) -> None:
    """At such a pace two are in it at the same moment again and again."""
    each_takes, per_second = (100, 200) if is_database(where) else (1000, 5000)
    started = start(processes, "take", where, each_takes, per_second)
    begin(started)
    moments = grants(where, [each.result() for each in started])
    assert len(moments) == PROCESSES * each_takes
    # Places are an interval apart, and each is taken 0.4 of it late at the most.
    assert min(after - before for before, after in pairwise(moments)) >= 0.6 / per_second - 2e-6


def test_nobody_is_left_behind_by_those_who_ask_for_more(where: str, processes: ExitStack) -> None:
    """Those that never stop asking leave places to those who come now and then."""
    per_second = 100
    greedy = start(processes, "take", where, 10**6, per_second, number=PROCESSES - 1)
    (modest,) = start(processes, "take", where, 20, per_second, number=1)
    begin(greedy)
    modest.begin()
    assert len(modest.result()) == 20


def test_a_429_to_one_holds_all_of_them_back(where: str, processes: ExitStack) -> None:
    started = start(processes, "take", where, 10, 20)
    begin(started)
    with closing(places_at(where)) as own:
        pace = Pace(20, own)
        for _ in range(4):
            pace.wait(threading.Event())
        pace.refused("2", None)
        reopened = closed_until(where)
    moments = grants(where, [each.result() for each in started])
    assert [each for each in moments if reopened - 2 <= each < reopened] == []
    assert min(moments) < reopened - 2
    assert max(moments) >= reopened


@pytest.mark.crash
def test_who_is_killed_while_it_holds_the_lock_stops_nobody(where: str, processes: ExitStack) -> None:
    with closing(places_at(where)) as own:
        assert own.take(0, 0) == 0
        (holding,) = start(processes, "hold", where, number=1)
        assert is_held(where)
        holding.kill()
        assert own.take(0, 0) == 0


@pytest.mark.crash
def test_whenever_it_is_killed_the_others_go_on(where: str, processes: ExitStack) -> None:
    """Each is killed somewhere among thousands of places, which it takes as fast as it can."""
    started = start(processes, "take", where, 10**9, 1e9)
    begin(started)
    with closing(places_at(where)) as own:
        for each in started:
            for _ in range(50):
                assert own.take(0, 0) == 0
            each.kill()
        assert own.take(60, 0) == 0
        assert 59 < own.take(60, 0) <= 60


def is_held(where: str) -> bool:
    if is_database(where):
        skipping = "SELECT 1 FROM companies_pace FOR UPDATE SKIP LOCKED"
        return execute(where, skipping) == []
    with (Path(where) / ORGANISATION).open("r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_two_processes_that_share_an_organisation_stay_under_its_limit(where: str, processes: ExitStack) -> None:
    """At six a second each alone, they would be refused; together six leave room for a busy machine's delays."""
    calls = 15
    with Sandbox(SandboxSettings(invoices=1, clean=True, rate=10)) as severa:
        access = severa.rest_url, severa.client_id, severa.client_secret
        started = start(processes, "call", where, 6, calls, *access, number=2)
        begin(started)
        told = [each.result() for each in started]
        assert told == [{"calls": calls + 1, "refused": 0}] * 2
        assert Counter(severa.calls).total() == 2 * (calls + 1)


def test_what_severa_refuses_is_counted_by_the_process_that_asked_and_answered_at_last(
    tmp_path: Path, processes: ExitStack
) -> None:
    with Sandbox(SandboxSettings(invoices=1, clean=True, rate=2, retry_after="seconds")) as severa:
        access = severa.rest_url, severa.client_id, severa.client_secret
        started = start(processes, "call", tmp_path, 50, 4, *access, number=2)
        begin(started)
        told = [each.result() for each in started]
        refused = sum(each["refused"] for each in told)
        assert refused == severa.refused_calls.total() > 0
        assert sum(each["calls"] for each in told) == 2 * (4 + 1) + refused
