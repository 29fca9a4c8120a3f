"""Sends one request to Severa's REST API and gives back its reply, or an error of the tree.

All requests of an organisation take their places in one line, whichever thread, source or process sends them, and those
of one process carry one token.
"""

import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, NoReturn
from urllib.parse import quote, urlencode

from severa_maestro.errors import SeveraMaestroError
from severa_maestro.severa import http_errors
from severa_maestro.severa.http import (
    HttpClient,
    HttpOptions,
    HttpReply,
    RequestBody,
    RequestHeaders,
    checked_url,
)
from severa_maestro.severa.places import Places, PlacesOfProcess, SharedPlaces
from severa_maestro.severa.rest import errors
from severa_maestro.severa.rest.access import Accesses, Token
from severa_maestro.severa.rest.pace import PER_SECOND, Pace
from severa_maestro.severa.rest.paging import Page, RepeatedPageError, pages_of
from severa_maestro.severa.rest.refusals import SCOPE_TYPE, error_of_reply, said_error, scopes_missing
from severa_maestro.severa.rest.routes import Route, Scopes
from severa_maestro.severa.rest.tokens import JSON, Tokens
from severa_maestro.severa.retries import RetryOptions
from severa_maestro.severa.secret import Secret, evidence, short

Query = Mapping[str, str | Sequence[str]]

#: Where all processes find the places of an organisation's requests, by a name of it that tells nothing about it.
PlacesOf = Callable[[str], Places]

#: For so long a request waits for its turn at most, 429 after 429.
_LONGEST_WAIT_MINUTES = 10


@dataclass(frozen=True, slots=True)
class RestReply:
    """A good answer.

    Attributes:
        content: the JSON; numbers with a point are ``Decimal``, exact as they stand there. None for an empty body.
        next_token: what asks for the next page; empty where there is none.
        read_until: changes up to this time (UTC) are in it, by the slower of Severa's clock and ours.
    """

    content: Any
    next_token: str
    read_until: datetime


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all sources of one client in this process share."""

    places: PlacesOfProcess
    accesses: Accesses


_shared: dict[tuple[str, str], tuple[Secret, _Shared]] = {}
_shared_lock = threading.Lock()


def _shared_by(url: str, client_id: str, secret: Secret) -> _Shared:
    """The places of the client's sources, and their tokens as long as the secret is the same."""
    with _shared_lock:
        known_secret, shared = _shared.get((url, client_id), (secret, _Shared(PlacesOfProcess(), Accesses())))
        if known_secret != secret:
            shared = _Shared(shared.places, Accesses())
        _shared[url, client_id] = secret, shared
        return shared


class ClosedError(Exception):
    """The client is closed."""


class RestClient:
    """Severa's REST API at one address for one client. For any number of threads.

    Args:
        per_second: how many requests a second, of all that share the places.
        places_of: where other processes find the places of the organisation's requests; None: there are none.

    Attributes:
        calls: how many requests were sent, repeated ones and those for tokens included.
        refused_calls: how many of them Severa answered with 429.
        clock_skew: Severa's clock less ours by the last reply; None where it told no time.

    Raises:
        ConfigurationError: the address, the client's id or its secret cannot be used.
    """

    def __init__(
        self,
        url: str,
        client_id: str,
        secret: Secret,
        *,
        per_second: float = PER_SECOND,
        places_of: PlacesOf | None = None,
        http: HttpOptions | None = None,
        retries: RetryOptions | None = None,
    ) -> None:
        options = http or HttpOptions()
        self.calls = 0
        self.refused_calls = 0
        self.clock_skew: timedelta | None = None
        self._url = checked_url(url, plain_http_allowed=options.plain_http_allowed).rstrip("/")
        self._client_id = client_id.strip()
        self._secret = secret.stripped()
        self._address = self._url.partition("://")[2]
        shared = _shared_by(self._url, self._client_id, self._secret)
        self._tokens = Tokens(self._client_id, self._secret, self._address, shared.accesses, self._send)
        places = SharedPlaces(places_of(self._organisation), shared.places) if places_of else shared.places
        self._pace = Pace(per_second, places)
        self._http = HttpClient(options)
        # However long it waits for its turn: what is limited is how often it is sent.
        self._caller = replace(retries or RetryOptions(), seconds=None).caller()
        self._calls_lock = threading.Lock()
        self._closed = threading.Event()

    def stop(self) -> None:
        """Sends nothing more: requests that wait for their turn are given up."""
        self._closed.set()

    def close(self) -> None:
        """Ends the connections."""
        self.stop()
        self._http.close()
        self._pace.close()

    def ask(
        self,
        route: Route,
        *,
        guid: str = "",
        query: Query | None = None,
        content: object = None,
        scopes: Scopes | None = None,
    ) -> RestReply | None:
        """Sends a request until it is answered; one that may not be repeated, once.

        Args:
            route: what to ask.
            guid: of the record that the path names.
            query: parameters of the address; a list is repeated.
            content: goes as JSON into the body; None for none.
            scopes: those of the token; None: the route's.

        Returns:
            The answer; None where the record that the path names is not there.

        Raises:
            SeveraMaestroError: as the tables in ``errors`` and ``http_errors`` say.
        """
        if route.is_record and not guid.strip("."):
            return None  # "." and ".." are other addresses, and no ids
        address = route.path.replace("{guid}", quote(guid, safe=""))
        if query:
            address += "?" + urlencode(query, doseq=True)
        body = RequestBody(b"" if content is None else json.dumps(content, ensure_ascii=False).encode())
        if not route.is_repeatable:
            return self._ask(route, address, body, scopes or route.scopes)
        return self._caller(self._ask, route, address, body, scopes or route.scopes)

    def forget_token(self, scopes: Scopes) -> None:
        """The next token for these scopes is asked for anew: they may have changed."""
        self._tokens.forget(scopes)

    def pages(self, route: Route, *, guid: str = "", query: Query | None = None) -> Iterator[list[Any]]:
        """The records of a list, page by page; none where the record that the path names is not there.

        Raises:
            ContractError: the list has no end.
        """
        for reply in self.replies(route, guid=guid, query=query):
            yield reply.content

    def replies(self, route: Route, *, guid: str = "", query: Query | None = None) -> Iterator[RestReply]:
        """The same, with what else came with each page."""
        walk = pages_of(route)
        goes_on = True
        while goes_on:
            reply = self.ask(route, guid=guid, query={**(query or {}), **walk.parameters()})
            if reply is None:
                return
            if not isinstance(reply.content, list):
                raise http_errors.REPLY_UNREADABLE.error(host=self._address, reason=f"{route.name}: no list")
            yield reply
            try:
                goes_on = walk.goes_on(_page(reply))
            except RepeatedPageError:
                raise errors.PAGE_REPEATED.error(route=route.name) from None

    def _ask(self, route: Route, address: str, body: RequestBody, scopes: Scopes) -> RestReply | None:
        """One attempt: with a new token where Severa does not take the one that we have."""
        token = self._tokens.token(scopes)
        reply = self._send(route.method, address, body, self._headers(token))
        if reply.status == 401:
            self._tokens.refused(scopes, token)
            token = self._tokens.token(scopes)
            reply = self._send(route.method, address, body, self._headers(token))
        if reply.status == 404 and route.is_record:
            return None
        if not 200 <= reply.status < 300:
            raise self._refusal(route, reply, scopes, token)
        next_token = reply.headers.get("nextpagetoken", "").strip()
        return RestReply(self._json(route, reply, token.secret), next_token, reply.read_until)

    def _refusal(self, route: Route, reply: HttpReply, scopes: Scopes, token: Token) -> SeveraMaestroError:
        if said_error(reply.body).type == SCOPE_TYPE:
            self._tokens.refused(scopes, token)
            return scopes_missing([route.scope], scopes)
        return error_of_reply(route, reply, self._address, self._secret, token.secret)

    def _headers(self, token: Token) -> RequestHeaders:
        return RequestHeaders(JSON | {"Authorization": f"Bearer {token.secret.reveal()}", "client_id": self._client_id})

    def _send(self, method: str, address: str, body: RequestBody, headers: RequestHeaders) -> HttpReply:
        """Sends a request when it is its turn, and again after each 429, which is neither a failure nor a success."""
        give_up_at = time.monotonic() + 60 * _LONGEST_WAIT_MINUTES
        while True:
            self._wait_for_turn()
            with self._calls_lock:
                self.calls += 1
            reply = self._http.send(method, self._url + address, body, headers)
            self.clock_skew = reply.clock_skew
            if reply.status != 429:
                self._pace.admitted()
                return reply
            with self._calls_lock:
                self.refused_calls += 1
            self._pace.refused(reply.headers.get("retry-after", ""), reply.server_time)
            if time.monotonic() > give_up_at:
                raise errors.PACE_EXCEEDED.error(minutes=_LONGEST_WAIT_MINUTES, wait_until=datetime.now(UTC))

    def _wait_for_turn(self) -> None:
        """Raises ClosedError where the source is closed meanwhile: nobody waits for the answer any more."""
        self._pace.wait(self._closed)
        if self._closed.is_set():
            raise ClosedError

    @property
    def _organisation(self) -> str:
        """Names the organisation's client to other processes."""
        return hashlib.sha256(f"{self._url}\n{self._client_id}".encode()).hexdigest()

    def _json(self, route: Route, reply: HttpReply, token: Secret) -> Any:
        """The JSON of a body. Raises ContractError where it is none."""
        if not reply.body.strip():
            return None
        unreadable: SeveraMaestroError
        try:
            return json.loads(reply.body, parse_float=Decimal, parse_constant=_refuse_constant)
        except (ValueError, ArithmeticError, RecursionError) as error:
            unreadable = http_errors.REPLY_UNREADABLE.error(
                host=self._address,
                reason=short(f"{route.name}: {type(error).__name__} {reply.content_type}", self._secret, token).strip(),
                evidence=evidence(reply, self._secret, token),
            )
        raise unreadable


def written_moment(moment: datetime) -> str:
    """A time as the contract writes it, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _refuse_constant(text: str) -> NoReturn:
    """``NaN`` and the infinities, which Python would read and JSON does not know."""
    raise ValueError(text)


def _page(reply: RestReply) -> Page:
    guids = [str(each.get("guid")) if isinstance(each, dict) else "" for each in reply.content]
    return Page(guids, reply.next_token)
