"""Access tokens: renewed in time, once for everyone, and never a good one thrown away."""

import os
import threading
from collections.abc import Callable

import pytest

from severa_maestro.errors import TransientError
from severa_maestro.severa.http_errors import UNREACHABLE
from severa_maestro.severa.rest.access import Access, Accesses, Token
from severa_maestro.severa.secret import Secret
from tests.severa.rest_clock import FakeClock, all_at_once

THREADS = 16


class Tokens:
    """Gives one token after the other, each good for as long as was said last."""

    def __init__(self, seconds: float = 3600) -> None:
        self.seconds = seconds
        self.given: list[Token] = []
        self.under_way = 0

    def __call__(self) -> Token:
        self.under_way += 1
        assert self.under_way == 1, "two threads ask at once"
        for _ in range(50):
            os.sched_yield()  # others may run in the midst of it
        token = Token(Secret(f"token-{len(self.given) + 1}"), self.seconds)
        self.given.append(token)
        self.under_way -= 1
        return token


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def access(clock: FakeClock) -> Access:
    return Access(clock)


def revealed(token: Token) -> str:
    return token.secret.reveal()


def unreachable() -> Token:
    raise UNREACHABLE.error(host="severa")


def test_a_token_is_got_when_the_first_one_asks_and_then_kept(access: Access) -> None:
    tokens = Tokens()
    assert {access.token(tokens).secret.reveal() for _ in range(5)} == {"token-1"}
    assert len(tokens.given) == 1


def test_however_many_threads_wait_a_token_is_asked_for_once(access: Access) -> None:
    tokens = Tokens()
    assert all_at_once(THREADS, lambda: revealed(access.token(tokens))) == ["token-1"] * THREADS


def test_however_many_threads_wait_a_token_is_renewed_once(access: Access, clock: FakeClock) -> None:
    tokens = Tokens()
    access.token(tokens)
    clock.now += 3600
    assert all_at_once(THREADS, lambda: revealed(access.token(tokens))) == ["token-2"] * THREADS


def test_however_many_threads_had_it_refused_a_token_is_replaced_once(access: Access) -> None:
    tokens = Tokens()
    first = access.token(tokens)

    def refused_and_replaced() -> str:
        access.refused(first)
        return access.token(tokens).secret.reveal()

    assert all_at_once(THREADS, refused_and_replaced) == ["token-2"] * THREADS


def test_those_who_need_no_new_token_wait_for_nobody_once_it_is_there(access: Access) -> None:
    access.token(Tokens())
    assert access.token(unreachable).secret.reveal() == "token-1"


@pytest.mark.parametrize(
    ("life", "good_for"),
    [(3600, 3540), (180, 120), (120, 60), (100, 50), (60, 30), (10, 5)],
)
def test_a_token_is_renewed_a_minute_before_its_end_and_a_short_lived_one_at_half_its_life(
    access: Access, clock: FakeClock, life: float, good_for: float
) -> None:
    tokens = Tokens(life)
    access.token(tokens)
    clock.now += good_for - 0.1
    assert access.token(tokens).secret.reveal() == "token-1"
    clock.now += 0.1
    assert access.token(tokens).secret.reveal() == "token-2"
    clock.now += good_for - 0.1
    assert access.token(tokens).secret.reveal() == "token-2"


@pytest.mark.parametrize("life", [0, -5])
def test_a_token_without_a_life_serves_the_one_who_asked_and_no_other(access: Access, life: float) -> None:
    tokens = Tokens(life)
    assert [access.token(tokens).secret.reveal() for _ in range(3)] == ["token-1", "token-2", "token-3"]


def test_a_token_that_severa_refused_is_replaced_though_its_time_is_not_over(access: Access) -> None:
    tokens = Tokens()
    access.refused(access.token(tokens))
    assert access.token(tokens).secret.reveal() == "token-2"


def test_a_token_that_has_come_since_the_refused_one_is_kept(access: Access) -> None:
    tokens = Tokens()
    first = access.token(tokens)
    access.refused(first)
    second = access.token(tokens)
    access.refused(first)
    assert access.token(tokens) is second


def test_a_token_of_the_same_text_that_has_come_since_is_kept_too(access: Access) -> None:
    def get() -> Token:
        return Token(Secret("always the same"), 3600)

    first = access.token(get)
    access.refused(first)
    second = access.token(get)
    access.refused(first)
    assert access.token(unreachable) is second


def test_a_renewal_that_fails_is_told_to_everyone_and_keeps_nobody_waiting(access: Access) -> None:
    told = all_at_once(THREADS, lambda: access.token(unreachable))
    assert [type(each) for each in told] == [TransientError] * THREADS
    assert access.token(Tokens()).secret.reveal() == "token-1"


def test_a_token_refused_while_another_one_is_got_does_not_hang(access: Access, clock: FakeClock) -> None:
    old = access.token(Tokens())
    clock.now += 3600
    is_getting, may_go_on = threading.Event(), threading.Event()

    def slow() -> Token:
        is_getting.set()
        assert may_go_on.wait(10)
        return Token(Secret("new"), 3600)

    results = []
    getting = threading.Thread(target=lambda: results.append(access.token(slow)), daemon=True)
    getting.start()
    assert is_getting.wait(10)
    refusing = threading.Thread(target=access.refused, args=(old,), daemon=True)
    refusing.start()
    may_go_on.set()
    for thread in (getting, refusing):
        thread.join(10)
        assert not thread.is_alive()
    assert access.token(unreachable).secret.reveal() == "new"


def test_a_token_that_is_forgotten_is_replaced_though_nobody_refused_it(access: Access) -> None:
    tokens = Tokens()
    access.token(tokens)
    access.forget()
    assert access.token(tokens).secret.reveal() == "token-2"


def test_each_set_of_scopes_has_a_token_of_its_own_however_many_ask_at_once() -> None:
    accesses = Accesses()
    narrow = all_at_once(THREADS, lambda: accesses.of(("a",)))
    assert len({id(each) for each in narrow}) == 1
    assert accesses.of(("a", "b")) is not narrow[0]
    assert accesses.of(("a",)) is narrow[0]


@pytest.mark.parametrize("show", [repr, str, lambda token: f"{[token]} {vars(Holder(token))}"])
def test_a_token_does_not_show_itself(show: Callable[[Token], str]) -> None:
    assert "canary" not in show(Token(Secret("canary"), 3600))


class Holder:
    def __init__(self, token: Token) -> None:
        self.token = token
