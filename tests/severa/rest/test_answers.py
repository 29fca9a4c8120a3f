"""What the REST client makes of each answer: good ones, none, and what is no answer at all."""

import gzip
import json
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime

import pytest

from severa_maestro.errors import ConfigurationError, ContractError, SeveraMaestroError, TransientError
from severa_maestro.severa.http import MEBIBYTE, HttpOptions
from severa_maestro.severa.http_errors import ReplyTooLargeError
from severa_maestro.severa.rest import routes
from severa_maestro.severa.rest.client import RestClient
from severa_maestro.severa.rest.routes import ROUTES, Route
from tests.severa.rest_wire import (
    Request,
    TinyRest,
    exception,
    reply,
    said,
)
from tests.severa.wire import Reply

RECORD = {"guid": "invoice-1"}


def code_of(client: RestClient, route: Route = routes.INVOICE) -> str:
    with pytest.raises(SeveraMaestroError) as raised:
        client.ask(route, guid="invoice-1")
    return raised.value.code


# Answers


def test_an_answer_is_its_json_and_numbers_are_exact(severa: TinyRest, client: RestClient) -> None:
    severa.answer(said('{"price": 0.1, "fine": 33.333333333333333333333333333333, "number": 7, "text": "ä"}'))
    content = client.ask(routes.INVOICE, guid="invoice-1").content
    assert content == {
        "price": Decimal("0.1"),
        "fine": Decimal("33.333333333333333333333333333333"),
        "number": 7,
        "text": "ä",
    }
    assert type(content["number"]) is int


@pytest.mark.parametrize("status", [200, 201, 204])
def test_an_answer_without_a_body_is_one(severa: TinyRest, client: RestClient, status: int) -> None:
    severa.answer(said("", status=status))
    answer = client.ask(routes.SET_STATUS, guid="invoice-1", content=[])
    assert answer is not None
    assert answer.content is None


@pytest.mark.parametrize("route", [each for each in ROUTES if each.is_record], ids=lambda route: route.name)
@pytest.mark.parametrize("body", ["", '{"error": null}', "<html/>"])
def test_a_record_that_is_not_there_is_none(severa: TinyRest, client: RestClient, route: Route, body: str) -> None:
    severa.answer(said(body, status=404))
    assert client.ask(route, guid="gone") is None
    assert list(client.pages(route, guid="gone")) == []
    assert client.calls == 3


@pytest.mark.parametrize("route", [each for each in ROUTES if not each.is_record], ids=lambda route: route.name)
def test_a_list_that_is_not_there_is_a_wrong_address(severa: TinyRest, client: RestClient, route: Route) -> None:
    severa.answer(said("", status=404))
    with pytest.raises(ConfigurationError, match="severa-address-wrong"):
        list(client.pages(route))
    assert len(severa.requests) == 1


def test_a_record_that_is_gone_in_the_midst_of_its_list_ends_the_list(severa: TinyRest, client: RestClient) -> None:
    severa.answer(reply([RECORD], NextPageToken="2"), said("", status=404))
    assert list(client.pages(routes.ROWS_OF_INVOICE, guid="invoice-1")) == [[RECORD]]


@pytest.mark.parametrize("content", [None, {}, {"items": []}, "text", 7])
def test_a_list_that_is_none_is_a_breach_of_contract(severa: TinyRest, client: RestClient, content: object) -> None:
    severa.answer(reply(content))
    with pytest.raises(ContractError, match="severa-reply-unreadable"):
        list(client.pages(routes.INVOICES))


def test_pages_go_on_as_long_as_there_is_a_token(severa: TinyRest, client: RestClient) -> None:
    severa.answer(reply([1, 2], NextPageToken="b"), reply([], NextPageToken="c"), reply([3]))
    assert list(client.pages(routes.INVOICES)) == [[1, 2], [], [3]]
    assert [dict(each.query).get("pageToken") for each in severa.requests] == [None, "b", "c"]


def test_pages_by_rows_go_on_after_what_came(severa: TinyRest, client: RestClient) -> None:
    whole = [{"guid": f"unit-{number}"} for number in range(115)]

    def script(request: Request) -> Reply:
        asked = dict(request.query)
        first = int(asked["firstRow"])
        return reply(whole[first : first + int(asked["rowCount"])])

    severa.script = script
    assert [each for page in client.pages(routes.UNITS) for each in page] == whole
    assert len(severa.requests) == 2


@pytest.mark.parametrize("route", [routes.INVOICES, routes.UNITS], ids=["by token", "by rows"])
def test_a_list_without_an_end_is_told_as_such(severa: TinyRest, client: RestClient, route: Route) -> None:
    page = [{"guid": f"{number}"} for number in range(100)]
    severa.answer(reply(page, NextPageToken="always"))
    with pytest.raises(ContractError, match="severa-page-repeated") as raised:
        list(client.pages(route))
    assert route.name in str(raised.value)
    assert len(severa.requests) == 2


# Whose clock


@pytest.mark.parametrize(("ahead", "ours_decides"), [(3600, True), (-3600, False)])
def test_changes_are_read_until_the_slower_clock(
    severa: TinyRest, client: RestClient, ahead: int, ours_decides: bool
) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=ahead), usegmt=True)
    severa.answer(reply(RECORD, Date=date))
    before = datetime.now(UTC)
    read_until = client.ask(routes.INVOICE, guid="invoice-1").read_until
    if ours_decides:
        assert before - timedelta(seconds=2) <= read_until <= datetime.now(UTC)
    else:
        assert before - timedelta(seconds=3610) < read_until <= datetime.now(UTC) - timedelta(seconds=3590)


@pytest.mark.parametrize("date", ["", "yesterday", "Fri, 20 Nov 2026 10:00:00"])
def test_changes_are_read_until_our_clock_where_severas_is_unknown(
    severa: TinyRest, client: RestClient, date: str
) -> None:
    severa.answer(reply(RECORD, Date=date))
    before = datetime.now(UTC)
    assert before <= client.ask(routes.INVOICE, guid="invoice-1").read_until <= datetime.now(UTC)


@pytest.mark.parametrize("date", ["Fri, 20 Nov 99999999999999999999 10:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 -0200"])
def test_a_date_beyond_all_calendars_does_no_harm(severa: TinyRest, client: RestClient, date: str) -> None:
    severa.answer(reply(RECORD, Date=date))
    assert client.ask(routes.INVOICE, guid="invoice-1").content == RECORD


# What is no answer


WHOLE = json.dumps(RECORD)
NOT_AN_ANSWER = {
    "HTML": said("<!doctype html><html><body>Sign in</body></html>", content_type="text/html"),
    "garbage": said(b"\x00\xff\x13garbage"),
    "half of it": said(WHOLE[:-3]),
    "two of it": said(WHOLE + WHOLE),
    "not a number": said('{"amount": NaN}'),
    "without end": said('{"amount": -Infinity}'),
    "deep nesting": said("[" * 100_000 + "]" * 100_000),
    "a number of many digits": said('{"number": ' + "9" * 5000 + "}"),
    "a number beyond all numbers": said('{"amount": 1e99999999999999999999}'),
    "another encoding": said(WHOLE.encode("utf-16")[:-1]),
    "compressed twice": said(gzip.compress(gzip.compress(b"{}")), **{"Content-Encoding": "gzip, gzip"}),
}


@pytest.mark.parametrize("what", NOT_AN_ANSWER)
def test_what_is_no_answer_of_severa_is_tried_again_and_then_a_breach_of_contract(
    severa: TinyRest, client: RestClient, what: str
) -> None:
    severa.answer(NOT_AN_ANSWER[what])
    with pytest.raises(ContractError) as raised:
        client.ask(routes.INVOICE, guid="invoice-1")
    assert raised.value.code == "severa-reply-unreadable"
    assert len(raised.value.evidence) < 2200
    assert len(severa.requests) == 4


def test_a_compressed_answer_is_read(severa: TinyRest, client: RestClient) -> None:
    severa.answer(said(gzip.compress(WHOLE.encode()), **{"Content-Encoding": "gzip"}))
    assert client.ask(routes.INVOICE, guid="invoice-1").content == RECORD


def test_an_answer_of_another_content_type_is_read(severa: TinyRest, client: RestClient) -> None:
    severa.answer(said(WHOLE, content_type="text/plain"))
    assert client.ask(routes.INVOICE, guid="invoice-1").content == RECORD


@pytest.mark.parametrize("is_compressed", [False, True])
def test_an_answer_over_the_limit_is_refused_while_it_comes(severa: TinyRest, is_compressed: bool) -> None:
    client = severa.connect(http=HttpOptions(reply_bytes=MEBIBYTE, read_seconds=5))
    huge = b" " * (20 * MEBIBYTE)
    severa.answer(said(gzip.compress(huge, 1), **{"Content-Encoding": "gzip"}) if is_compressed else said(huge))
    with pytest.raises(ReplyTooLargeError, match="severa-reply-too-large"):
        client.ask(routes.INVOICE, guid="invoice-1")
    assert len(severa.requests) == 1


# What passes by itself


WAYS_TO_FAIL = {
    "severa-reply-cut": said(WHOLE, status=200),
    "severa-busy": said("<html>Bad gateway</html>", status=502, content_type="text/html"),
    "severa-failed": exception("InternalSystemError", "Deadlock.", status=500),
}
WAYS_TO_FAIL["severa-reply-cut"] = replace(WAYS_TO_FAIL["severa-reply-cut"], missing_bytes=10)


@pytest.mark.parametrize("code", WAYS_TO_FAIL)
@pytest.mark.parametrize("route", [routes.INVOICE, routes.SET_STATUS], ids=["read", "change"])
def test_what_passes_by_itself_is_tried_again_and_then_transient(
    severa: TinyRest, client: RestClient, code: str, route: Route
) -> None:
    severa.answer(WAYS_TO_FAIL[code])
    with pytest.raises(TransientError) as raised:
        client.ask(route, guid="invoice-1")
    assert raised.value.code == code
    assert len(severa.requests) == 4
    assert client.calls == 5


@pytest.mark.parametrize("code", WAYS_TO_FAIL)
def test_what_succeeds_at_last_succeeds(severa: TinyRest, client: RestClient, code: str) -> None:
    severa.answer(*[WAYS_TO_FAIL[code]] * 3, reply(RECORD))
    assert client.ask(routes.INVOICE, guid="invoice-1").content == RECORD


def test_a_connection_closed_without_a_word_is_tried_again(severa: TinyRest, client: RestClient) -> None:
    severa.answer(Reply(hang_up=True), reply(RECORD))
    assert client.ask(routes.INVOICE, guid="invoice-1").content == RECORD


def test_severa_that_is_not_there_is_transient(severa: TinyRest) -> None:
    client = severa.connect("http://127.0.0.1:1/rest-api")
    assert code_of(client) == "severa-unreachable"
    assert client.calls == 4


def test_a_reply_that_does_not_come_is_transient(severa: TinyRest) -> None:
    client = severa.connect(http=HttpOptions(read_seconds=0.2), attempts=1)
    is_over = threading.Event()
    severa.token_script = lambda _: said("late") if is_over.wait(10) else said("")
    assert code_of(client) == "severa-timed-out"
    is_over.set()


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408])
def test_a_failing_page_in_the_midst_is_asked_for_again_alone(
    severa: TinyRest, client: RestClient, status: int
) -> None:
    severa.answer(reply([1], NextPageToken="b"), said("", status=status), reply([2]))
    assert list(client.pages(routes.INVOICES)) == [[1], [2]]
    assert [dict(each.query).get("pageToken") for each in severa.requests] == [None, "b", "b"]
