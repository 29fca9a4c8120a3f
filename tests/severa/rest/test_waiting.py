"""What the REST client does when Severa says that it came too often: it waits, which is no failure and no attempt."""

import time
from collections.abc import Iterator

import pytest
import stamina

from severa_maestro.errors import QuotaError, SeveraMaestroError, TransientError
from severa_maestro.language import Language
from severa_maestro.severa.rest import routes
from severa_maestro.severa.rest.client import RestClient
from tests.severa.rest_clock import FakeClock
from tests.severa.rest_wire import TinyRest, in_no_time, reply, said, token_reply
from tests.severa.wire import Reply

TEXT = "API calls quota exceeded! maximum admitted 10 per 1s."
RECORD = {"guid": "invoice-1"}
DONE = reply(RECORD)
BUSY = said("", status=503)


def refusal(**headers: str) -> Reply:
    return said(TEXT, status=429, content_type="text/plain", **headers)


@pytest.fixture
def clock(client: RestClient) -> FakeClock:
    return in_no_time(client)


@pytest.fixture
def in_earnest(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Retries as they are outside of tests, by the same clock."""
    monkeypatch.setattr(time, "monotonic", clock)
    monkeypatch.setattr(time, "sleep", clock.wait)
    with stamina.set_testing(testing=False):
        yield


def ask(client: RestClient) -> object:
    answer = client.ask(routes.INVOICE, guid="invoice-1")
    assert answer is not None
    return answer.content


def test_a_refused_request_is_sent_again_after_as_long_as_severa_says(
    severa: TinyRest, client: RestClient, clock: FakeClock
) -> None:
    severa.answer(refusal(**{"Retry-After": "3"}), refusal(**{"Retry-After": "4"}), DONE)
    assert ask(client) == RECORD
    assert clock.passed == pytest.approx(7)
    assert len({(each.address, each.token) for each in severa.requests}) == 1
    assert client.calls == 4


def test_severas_date_is_counted_from_severas_clock(severa: TinyRest, client: RestClient, clock: FakeClock) -> None:
    dates = {"Date": "Tue, 04 Mar 2031 10:00:00 GMT", "Retry-After": "Tue, 04 Mar 2031 10:00:10 GMT"}
    severa.answer(refusal(**dates), DONE)
    assert ask(client) == RECORD
    assert clock.passed == pytest.approx(11)


def test_where_severa_says_nothing_the_waits_grow_and_an_answer_makes_them_short_again(
    severa: TinyRest, client: RestClient, clock: FakeClock
) -> None:
    severa.answer(refusal(), refusal(), refusal(), DONE, refusal(), DONE)
    ask(client)
    assert clock.passed == pytest.approx(1 + 2 + 4)
    ask(client)
    assert clock.passed == pytest.approx(1 + 2 + 4 + 1)


def test_any_answer_makes_the_waits_short_again(severa: TinyRest, client: RestClient, clock: FakeClock) -> None:
    severa.answer(refusal(), refusal(), BUSY, refusal(), DONE)
    ask(client)
    assert clock.passed == pytest.approx(1 + 2 + 1)


def test_refusals_are_no_attempts(severa: TinyRest) -> None:
    client = severa.connect(attempts=1)
    in_no_time(client)
    severa.answer(*[refusal(**{"Retry-After": "1"})] * 30, DONE)
    assert ask(client) == RECORD
    assert len(severa.requests) == 31


def test_failures_among_refusals_are_counted_alone(severa: TinyRest, client: RestClient, clock: FakeClock) -> None:
    severa.answer(*[*[refusal()] * 5, BUSY] * 3, *[refusal()] * 5, DONE)
    assert ask(client) == RECORD
    severa.answer(*[*[refusal()] * 5, BUSY] * 4, DONE)
    with pytest.raises(TransientError, match="severa-busy"):
        ask(client)


def test_a_refused_token_request_waits_too(severa: TinyRest, client: RestClient, clock: FakeClock) -> None:
    severa.answer(DONE)
    severa.answer_for_token(refusal(**{"Retry-After": "5"}), refusal(), token_reply("good"))
    assert ask(client) == RECORD
    assert clock.passed == pytest.approx(6)
    assert [each.token for each in severa.requests] == ["good"]


def test_a_refused_change_is_sent_again_whole(severa: TinyRest, client: RestClient, clock: FakeClock) -> None:
    change = [{"op": "Replace", "path": "/status/guid", "value": "status-2"}]
    severa.answer(refusal(), reply([RECORD]))
    client.ask(routes.SET_STATUS, guid="invoice-1", content=change)
    assert [each.content for each in severa.requests] == [change, change]


@pytest.mark.usefixtures("in_earnest")
def test_it_is_given_up_after_ten_minutes_with_one_message(
    severa: TinyRest, client: RestClient, clock: FakeClock
) -> None:
    severa.answer(refusal())
    with pytest.raises(SeveraMaestroError) as raised:
        ask(client)
    error = raised.value
    assert (type(error), error.code) == (QuotaError, "severa-pace-exceeded")
    assert 600 < clock.passed < 640
    assert len(severa.requests) < 30
    for language in Language:
        assert "10 minu" in error.say(language)


@pytest.mark.usefixtures("in_earnest")
def test_shortly_before_that_it_is_not_given_up(severa: TinyRest, client: RestClient, clock: FakeClock) -> None:
    severa.answer(*[refusal(**{"Retry-After": "59"})] * 10, DONE)
    assert ask(client) == RECORD
    assert clock.passed == pytest.approx(590)


@pytest.mark.usefixtures("in_earnest")
def test_the_wait_for_the_turn_takes_no_time_from_the_retries(
    severa: TinyRest, client: RestClient, clock: FakeClock
) -> None:
    severa.answer(refusal(**{"Retry-After": "20"}), BUSY, DONE)
    assert ask(client) == RECORD


def test_all_clients_with_the_same_credentials_keep_one_pace(severa: TinyRest, client: RestClient) -> None:
    other = severa.connect(severa.url + "/")
    client._pace.refused("500", None)
    assert other._pace.take() > 400


def test_other_credentials_have_a_pace_of_their_own(severa: TinyRest, client: RestClient) -> None:
    client._pace.refused("500", None)
    severa.client_id += "-other"
    assert severa.connect()._pace.take() < 1
