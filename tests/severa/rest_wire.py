"""A REST API of a few lines that says what a test tells it to; it gives tokens by itself."""

import atexit
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import count
from unittest.mock import patch
from urllib.parse import parse_qsl, urlsplit

import httpx2

from severa_maestro.severa.http import HttpOptions
from severa_maestro.severa.rest.client import RestClient
from severa_maestro.severa.rest.pace import Pace
from severa_maestro.severa.rest.routes import SCOPES
from severa_maestro.severa.retries import RetryOptions
from severa_maestro.severa.secret import Secret
from tests.severa.rest_clock import FakeClock
from tests.severa.wire import Handler, Reply, Server

#: Printable, and with all that JSON, XML and addresses write otherwise.
SECRET = 'canary-SECRET-7d1e"&<x>+/=\\-do-not-show'
TOKEN = "canary-TOKEN-93b0-{}+/==-do-not-show"
BASE = "/rest-api"
TOKEN_PATH = f"{BASE}/v1/token"
JSON = "application/json; charset=utf-8"
FAST = 1e9

#: Reading the machine's certificates takes longer than all the rest of a test, which speaks plain HTTP.
_NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
#: Everything with the same credentials shares its token: each server has a client of its own.
_clients = count(1)


@dataclass(frozen=True)
class Request:
    """What came: its address as it stands in the request's first line; names of headers in small letters."""

    method: str
    address: str
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def path(self) -> str:
        return urlsplit(self.address).path.removeprefix(BASE)

    @property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(urlsplit(self.address).query, keep_blank_values=True, strict_parsing=True)

    @property
    def content(self) -> object:
        return json.loads(self.body)

    @property
    def token(self) -> str:
        return self.headers["authorization"].removeprefix("Bearer ")


Script = Callable[[Request], Reply]


def reply(content: object, status: int = 200, **headers: str) -> Reply:
    """A reply of JSON."""
    return Reply(json.dumps(content), status=status, headers=headers, content_type=JSON)


def said(text: str | bytes, status: int = 200, content_type: str = JSON, **headers: str) -> Reply:
    """A reply of any text."""
    return Reply(text, status=status, headers=headers, content_type=content_type)


def exception(kind: str, *messages: str, status: int = 400, stack: str = "at Severa.Api.Some()") -> Reply:
    """An ``ExceptionModel``."""
    details = [{"message": each, "url": None, "location": None} for each in messages]
    error = {"httpStatusCode": status, "type": kind, "details": details, "stack": stack}
    return reply({"error": error}, status)


def token_reply(text: str, scope: str = " ".join(SCOPES), seconds: int = 3600) -> Reply:
    """A ``PublicAuthenticationOutputModel``."""
    return reply(
        {
            "access_token": text,
            "access_token_type": "Bearer",
            "access_token_expires_in": seconds,
            "access_token_expires_utc": "2026-11-22T10:00:00Z",
            "refresh_token": f"refresh-{text}",
            "refresh_token_expires_in": 2 * seconds,
            "refresh_token_expires_utc": "2026-11-22T11:00:00Z",
            "scope": scope,
        }
    )


class TinyRest:
    """Answers with each reply in turn, the last one again and again; or as a function says.

    Attributes:
        requests: all that came, but for those for tokens.
        token_requests: those for tokens.
    """

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.token_requests: list[Request] = []
        self.script: Script = lambda _: said("", status=500)
        self.token_script: Script = lambda request: token_reply(self.next_token(), request.content["scope"])
        self.url = ""
        self.client_id = f"client-{next(_clients)}"
        self._tokens = count(1)
        self._clients: list[RestClient] = []

    def next_token(self) -> str:
        return TOKEN.format(next(self._tokens))

    def answer(self, *replies: Reply) -> None:
        self.script = one_after_the_other(*replies)

    def answer_for_token(self, *replies: Reply) -> None:
        self.token_script = one_after_the_other(*replies)

    def respond(self, request: Request) -> Reply:
        if request.address == TOKEN_PATH:
            self.token_requests.append(request)
            return self.token_script(request)
        self.requests.append(request)
        return self.script(request)

    def connect(self, url: str = "", *, http: HttpOptions | None = None, attempts: int = 4) -> RestClient:
        """A client, closed when the server ends."""
        with patch.object(httpx2, "Client", partial(httpx2.Client, verify=_NO_CERTIFICATES)):
            client = RestClient(
                url or self.url,
                self.client_id,
                Secret(SECRET),
                per_second=FAST,
                http=http or HttpOptions(connect_seconds=5, read_seconds=5),
                retries=RetryOptions(attempts=attempts, first_wait=0.001),
            )
        self._clients.append(client)
        return client

    def close_clients(self) -> None:
        for client in self._clients:
            client.close()


def one_after_the_other(*replies: Reply) -> Script:
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def in_no_time(client: RestClient) -> FakeClock:
    """Lets the client wait for its turn without any time going by; tells how long it would have taken."""
    clock = FakeClock()
    client._pace = Pace(FAST, clock=clock)
    client._closed = clock  # type: ignore[assignment]
    return clock


class _RestServer(Server):
    """One for all tests: starting one takes longer than most of them."""

    tiny: TinyRest


class _RestHandler(Handler):
    disable_nagle_algorithm = True

    def setup(self) -> None:
        super().setup()
        assert isinstance(self.server, _RestServer)
        self.tiny = self.server.tiny  # that of the test which connects, whatever test comes after it

    def do_GET(self) -> None:  # noqa: N802 http.server calls it by this name
        self.hear()

    def do_POST(self) -> None:  # noqa: N802
        self.hear()

    def do_PATCH(self) -> None:  # noqa: N802
        self.hear()

    def hear(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.tiny.respond(Request(self.command, self.path, headers, body))
        self.close_connection = answer.hang_up or bool(answer.missing_bytes)
        if answer.hang_up:
            return
        try:
            self.give(answer)
        except OSError:
            self.close_connection = True  # the client had heard enough


@cache
def _running_server() -> _RestServer:
    server = _RestServer(("127.0.0.1", 0), _RestHandler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def stop() -> None:
        server.shutdown()
        thread.join()
        server.server_close()

    atexit.register(stop)
    thread.start()
    return server


@contextmanager
def tiny_rest() -> Iterator[TinyRest]:
    server = _running_server()
    tiny = server.tiny = TinyRest()
    tiny.url = f"http://127.0.0.1:{server.server_port}{BASE}"
    try:
        yield tiny
    finally:
        tiny.close_clients()
