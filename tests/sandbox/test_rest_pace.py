"""The limit: ten calls in any one second."""

from collections.abc import Callable
from email.utils import parsedate_to_datetime

import pytest

from severa_maestro.sandbox import SandboxSettings
from severa_maestro.sandbox.rest_pace import Pace
from tests.sandbox.rest_caller import RestCaller

Start = Callable[[SandboxSettings], RestCaller]


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_so_many_calls_pass_in_any_second_and_refused_ones_do_not_count(clock: Clock) -> None:
    pace = Pace(3, "none")
    pace.clock = clock
    assert [pace.admits() for _ in range(5)] == [True, True, True, False, False]
    clock.now += 0.5
    assert not pace.admits()
    clock.now += 0.5
    assert [pace.admits() for _ in range(4)] == [True, True, True, False]


def test_the_second_slides(clock: Clock) -> None:
    pace = Pace(2, "none")
    pace.clock = clock
    assert pace.admits()
    clock.now += 0.6
    assert pace.admits()
    clock.now += 0.5
    assert [pace.admits(), pace.admits()] == [True, False]


def test_a_rate_of_nought_is_no_limit() -> None:
    assert all(Pace(0, "none").admits() for _ in range(1000))


def test_the_answer_says_when_to_come_again_as_it_is_asked_to() -> None:
    assert Pace(1, "none").retry_after() == {}
    assert Pace(1, "seconds").retry_after() == {"Retry-After": "1"}
    assert parsedate_to_datetime(Pace(1, "date").retry_after()["Retry-After"]).tzinfo is not None
    mixed = Pace(1, "mixed")
    assert [mixed.retry_after().get("Retry-After", "")[:1] in ("", "1") for _ in range(6)] == [True, True, False] * 2
    with pytest.raises(ValueError, match="retry_after"):
        SandboxSettings(retry_after="often")
    with pytest.raises(ValueError, match="rate"):
        SandboxSettings(rate=-1)


def test_one_call_too_many_is_refused_in_severas_words_whatever_it_asks(start_rest: Start, clock: Clock) -> None:
    rest = start_rest(SandboxSettings(clean=True, invoices=1, retry_after="seconds"))
    rest.sandbox.pace.clock = clock
    assert rest.get("/v1/invoicestatuses").status_code == 200
    assert [rest.get("/v1/worktypes").status_code for _ in range(8)] == [200] * 8
    for answer in (rest.ask_token(), rest.get("/v1/worktypes"), rest.get("/v1/nothing")):
        assert answer.status_code == 429
        assert answer.text == "API calls quota exceeded! maximum admitted 10 per 1s."
        assert answer.headers["Content-Type"] == "text/plain"
        assert answer.headers["Retry-After"] == "1"
    assert rest.sandbox.refused_calls == {"POST /v1/token": 1, "GET /v1/worktypes": 1, "unknown": 1}
    assert rest.sandbox.calls["GET /v1/worktypes"] == 9
    clock.now += 1
    assert rest.get("/v1/worktypes").status_code == 200


def test_soap_calls_are_not_counted(start_rest: Start, clock: Clock) -> None:
    rest = start_rest(SandboxSettings(clean=True, invoices=1, rate=1))
    rest.sandbox.pace.clock = clock
    rest.http.post(rest.sandbox.soap_url, content=b"")
    assert rest.ask_token().status_code == 200
    answer = rest.ask_token()
    assert (answer.status_code, answer.text[-20:]) == (429, "m admitted 1 per 1s.")
