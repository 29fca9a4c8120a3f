"""The client's secret and its tokens are shown by nothing: no error, evidence, log line, ``repr`` or traceback."""

import json
import logging
import re
import threading
import traceback
from collections.abc import Callable
from urllib.parse import quote
from xml.sax.saxutils import escape

import pytest
import structlog

from severa_maestro.errors import SeveraMaestroError
from severa_maestro.language import Language
from severa_maestro.severa.http import HttpOptions
from severa_maestro.severa.rest import routes
from severa_maestro.severa.rest.client import ClosedError, RestClient
from severa_maestro.severa.secret import Secret
from tests.severa.rest_wire import (
    SECRET,
    TOKEN,
    Request,
    TinyRest,
    exception,
    in_no_time,
    reply,
    said,
    token_reply,
)
from tests.severa.wire import Reply

#: Pieces of secret and token that are the same however their other signs are written.
PIECES = ("canary-SECRET", "7d1e", "canary-TOKEN", "93b0", "do-not-show")

Prepare = Callable[[TinyRest], None]


def dot_net(text: str) -> str:
    """As .NET's JSON writes it."""
    return "".join(f"\\u{ord(sign):04X}" if sign in "\"&'+<>`" else {"\\": "\\\\"}.get(sign, sign) for sign in text)


#: How a server may write back what was sent.
FORMS: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "JSON": lambda text: json.dumps(text)[1:-1],
    ".NET's JSON": dot_net,
    "XML": escape,
    "an address": lambda text: quote(text, safe=""),
}


def page(text: str, status: int = 415) -> Reply:
    return said(f"<html>{text}</html>", status=status, content_type="text/html")


def echo(request: Request) -> Reply:
    """All that came, as the pages of some proxies show it."""
    head = "\n".join(f"{name}: {value}" for name, value in request.headers.items())
    return page(f"{request.method} {request.address}\n{head}\n\n{request.body.decode()}")


def then(script: Callable[[Request], Reply]) -> Prepare:
    def prepare(severa: TinyRest) -> None:
        severa.script = script

    return prepare


def for_token(script: Callable[[Request], Reply]) -> Prepare:
    def prepare(severa: TinyRest) -> None:
        severa.token_script = script

    return prepare


def always(answer: Reply) -> Callable[[Request], Reply]:
    return lambda _: answer


#: What goes wrong when a token is asked for.
TOKEN_FAILS: dict[str, Prepare] = {
    "nobody answers": for_token(always(Reply(hang_up=True))),
    "out of service": for_token(always(said("no", status=503))),
    "sent elsewhere": for_token(always(said("", status=302, Location="/elsewhere"))),
    "refused": for_token(always(exception("AuthenticationRequired", SECRET, status=401))),
    "organisation closed": for_token(always(exception("OrganizationNotActive", f"No {SECRET}!", status=403))),
    "a scope is refused": for_token(always(exception("InsufficientApiScope", SECRET, status=403))),
    "scopes are missing": for_token(always(token_reply(TOKEN.format(1), scope="settings:read"))),
    "a token without a life": for_token(always(reply({"access_token": TOKEN.format(1)}))),
    "half a token reply": for_token(always(said(f'{{"access_token": "{TOKEN.format(1)}", "acc'))),
    "all written back": for_token(echo),
    "all written back as another failure": for_token(lambda request: page(request.body.decode(), 409)),
    "a scope is missing later": then(always(exception("InsufficientApiScope", SECRET, status=403))),
}
#: What goes wrong with a token in hand.
CALL_FAILS: dict[str, Prepare] = {
    "nobody answers": then(always(Reply(hang_up=True))),
    "half an answer": then(always(Reply("{}", missing_bytes=10))),
    "out of service": then(always(said("no", status=503))),
    "sent elsewhere": then(always(said("", status=302, Location="/elsewhere"))),
    "refused": then(always(exception("AuthenticationRequired", status=401))),
    "compressed in an odd way": then(always(said("{}", **{"Content-Encoding": "br"}))),
    "garbage": then(always(said("{garbage"))),
    "not allowed": then(lambda request: exception("PermissionDenied", request.headers["authorization"], status=403)),
    "not taken": then(lambda request: exception("InvalidParameter", request.headers["authorization"], status=400)),
    "all written back": then(echo),
    "all written back as an answer": then(lambda request: page(request.headers["authorization"], 200)),
}
TRACED_TOKEN_FAILS, TRACED_CALL_FAILS = list(TOKEN_FAILS), list(CALL_FAILS)
for form, write in FORMS.items():
    TOKEN_FAILS[f"written back in {form}"] = for_token(lambda _, write=write: page(write(SECRET)))
    CALL_FAILS[f"written back in {form}"] = then(lambda request, write=write: page(write(request.token)))


def raised_by(severa: TinyRest, client: RestClient) -> SeveraMaestroError:
    with pytest.raises(SeveraMaestroError) as raised:
        list(client.pages(routes.PRODUCTS))
    return raised.value


def whole_chain(error: BaseException) -> list[BaseException]:
    """The error and all that led to it."""
    chain: list[BaseException] = []
    left: list[BaseException | None] = [error]
    while left:
        each = left.pop()
        if each is not None and each not in chain:
            chain.append(each)
            left += [each.__cause__, each.__context__]
    return chain


def shown_by(error: BaseException) -> list[str]:
    """All that people and support may see of an error."""
    shown = [repr(error), str(error), repr(error.args), repr(vars(error))]
    if isinstance(error, SeveraMaestroError):
        shown += [error.say(language) for language in Language]
        shown += [repr(error.as_text()), str(getattr(error, "evidence", ""))]
    return shown


def traceback_of(error: BaseException) -> list[str]:
    """As programs for crash reports write it: with the variables of each function."""
    return list(traceback.TracebackException.from_exception(error, capture_locals=True).format())


def leaks(texts: list[str]) -> list[str]:
    found = []
    for text in texts:
        # The address of an object may hold any digits.
        for line in re.sub(r"0x[0-9a-f]+", "", text).splitlines():
            places = [line.find(piece) for piece in PIECES if piece in line]
            if places:
                found.append(line[max(0, min(places) - 60) : min(places) + 60])
    return found


@pytest.mark.parametrize("what", TOKEN_FAILS)
def test_an_error_on_the_way_to_a_token_shows_neither_secret_nor_token(severa: TinyRest, what: str) -> None:
    TOKEN_FAILS[what](severa)
    chain = whole_chain(raised_by(severa, severa.connect()))
    assert leaks([text for error in chain for text in shown_by(error)]) == []


@pytest.mark.parametrize("what", CALL_FAILS)
def test_an_error_of_a_call_shows_neither_secret_nor_token(severa: TinyRest, what: str) -> None:
    CALL_FAILS[what](severa)
    chain = whole_chain(raised_by(severa, severa.connect()))
    assert leaks([text for error in chain for text in shown_by(error)]) == []


@pytest.mark.parametrize("what", TRACED_TOKEN_FAILS)
def test_the_traceback_of_an_error_on_the_way_to_a_token_shows_neither(severa: TinyRest, what: str) -> None:
    TOKEN_FAILS[what](severa)
    assert leaks(traceback_of(raised_by(severa, severa.connect()))) == []


@pytest.mark.parametrize("what", TRACED_CALL_FAILS)
def test_the_traceback_of_an_error_of_a_call_shows_neither(severa: TinyRest, what: str) -> None:
    CALL_FAILS[what](severa)
    assert leaks(traceback_of(raised_by(severa, severa.connect()))) == []


def test_the_traceback_of_a_time_out_shows_neither(severa: TinyRest) -> None:
    is_over = threading.Event()
    severa.script = lambda _: said("late") if is_over.wait(10) else said("")
    client = severa.connect(http=HttpOptions(read_seconds=0.3), attempts=1)
    error = raised_by(severa, client)
    is_over.set()
    assert error.code == "severa-timed-out"
    assert leaks(traceback_of(error) + shown_by(error)) == []


def test_the_traceback_of_a_client_that_cannot_be_made_shows_neither() -> None:
    with pytest.raises(SeveraMaestroError) as raised:
        RestClient("http://api.severa.visma.com/rest-api", "client", Secret(SECRET))
    assert leaks(traceback_of(raised.value)) == []


def test_the_traceback_of_a_client_that_is_closed_shows_neither(severa: TinyRest) -> None:
    client = severa.connect()
    client._pace.refused("500", None)
    client._closed.set()
    with pytest.raises(ClosedError) as raised:
        client.ask(routes.PRODUCTS)
    assert leaks(traceback_of(raised.value)) == []


def test_the_traceback_of_giving_up_shows_neither(severa: TinyRest) -> None:
    severa.answer(said("API calls quota exceeded!", status=429))
    client = severa.connect(attempts=1)
    clock = in_no_time(client)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.monotonic", clock)
        error = raised_by(severa, client)
    assert error.code == "severa-pace-exceeded"
    assert leaks(traceback_of(error) + shown_by(error)) == []


@pytest.mark.parametrize("prepare", [TOKEN_FAILS["out of service"], CALL_FAILS["out of service"], then(echo)])
def test_no_log_line_or_output_shows_either(
    severa: TinyRest, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], prepare: Prepare
) -> None:
    caplog.set_level(logging.DEBUG)
    prepare(severa)
    with structlog.testing.capture_logs() as logs:
        raised_by(severa, severa.connect())
    assert "httpcore2" in {each.name.split(".")[0] for each in caplog.records}
    assert leaks([caplog.text, repr(logs), *capfd.readouterr()]) == []


def test_a_good_call_logs_neither(severa: TinyRest, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    severa.answer(reply([]))
    with structlog.testing.capture_logs() as logs:
        list(severa.connect().pages(routes.PRODUCTS))
    assert caplog.records
    assert leaks([caplog.text, repr(logs)]) == []


def test_the_client_and_its_parts_show_neither(severa: TinyRest) -> None:
    severa.answer(reply([]))
    client = severa.connect()
    answer = client.ask(routes.PRODUCTS)
    access = client._tokens._accesses.of(routes.SCOPES)
    parts = [client, client._secret, client._tokens, access, access._token, client._pace, client._http, answer]
    shown = [repr(part) for part in parts] + [str(part) for part in parts]
    shown += [repr(vars(part)) for part in (client, client._tokens, access, client._pace, client._http)]
    assert leaks(shown) == []


def test_what_is_taken_out_of_an_error_leaves_the_rest_of_it(severa: TinyRest) -> None:
    severa.answer_for_token(exception("OrganizationNotActive", f"The client {SECRET} is closed.", status=403))
    assert "The client *** is closed." in str(raised_by(severa, severa.connect()))


def test_the_evidence_of_a_breach_of_contract_is_the_beginning_of_what_came(severa: TinyRest) -> None:
    severa.answer(page(f"What is this? {'x' * 1970}{SECRET}{'y' * 5000}"))
    evidence = raised_by(severa, severa.connect()).evidence
    assert evidence.startswith("HTTP 415 text/html\n<html>What is this? ")
    assert len(evidence) < 2100
    assert leaks([evidence]) == []
