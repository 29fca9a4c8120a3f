"""Sends one request to Severa's REST API and gives back its reply, or an error of the tree.

Every request of an organisation goes through one ``Pace`` and carries one token, whichever thread or source sends it.
"""

import json
import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, NoReturn
from urllib.parse import quote, urlencode

from pydantic import BaseModel, Field, SecretStr, ValidationError

from severa_maestro.errors import ConfigurationError, SeveraMaestroError
from severa_maestro.severa import http_errors
from severa_maestro.severa.http import (
    HttpClient,
    HttpOptions,
    HttpReply,
    RequestBody,
    RequestHeaders,
    checked_url,
    host_of,
)
from severa_maestro.severa.rest import errors
from severa_maestro.severa.rest.access import Access, Token
from severa_maestro.severa.rest.pace import PER_SECOND, Pace
from severa_maestro.severa.rest.paging import Page, RepeatedPageError, pages_of
from severa_maestro.severa.rest.routes import SCOPES, Route
from severa_maestro.severa.retries import RetryOptions
from severa_maestro.severa.secret import Secret, evidence, short

Query = Mapping[str, str | Sequence[str]]

#: What cannot be in a header, or in any id or secret that was copied whole.
_UNUSABLE = re.compile(r"[^\x21-\x7e]")

_TOKEN = Route(method="POST", path="/v1/token", scope="")

_JSON = {"Accept": "application/json", "Content-Type": "application/json; charset=utf-8"}

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
    """What all sources of one client share."""

    pace: Pace
    access: Access


_shared: dict[tuple[str, str], tuple[Secret, _Shared]] = {}
_shared_lock = threading.Lock()


def _shared_by(url: str, client_id: str, secret: Secret) -> _Shared:
    """The pace of the client's sources, and their token as long as the secret is the same."""
    with _shared_lock:
        known_secret, shared = _shared.get((url, client_id), (secret, _Shared(Pace(), Access())))
        if known_secret != secret:
            shared = _Shared(shared.pace, Access())
        _shared[url, client_id] = secret, shared
        return shared


class ClosedError(Exception):
    """The client is closed."""


class RestClient:
    """Severa's REST API at one address for one client. For any number of threads.

    Attributes:
        calls: how many requests were sent, repeated ones and those for tokens included.

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
        http: HttpOptions | None = None,
        retries: RetryOptions | None = None,
    ) -> None:
        options = http or HttpOptions()
        self.calls = 0
        self._url = checked_url(url, plain_http_allowed=options.plain_http_allowed).rstrip("/")
        self._client_id = client_id.strip()
        self._secret = secret.stripped()
        if _is_unusable(self._client_id) or _is_unusable(self._secret.reveal()):
            raise errors.CREDENTIALS_UNUSABLE.error()
        shared = _shared_by(self._url, self._client_id, self._secret)
        shared.pace.per_second = per_second
        self._pace, self._access = shared.pace, shared.access
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

    def ask(
        self, route: Route, *, guid: str = "", query: Query | None = None, content: object = None
    ) -> RestReply | None:
        """Sends a request until it is answered.

        Args:
            route: what to ask.
            guid: of the record that the path names.
            query: parameters of the address; a list is repeated.
            content: goes as JSON into the body; None for none.

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
        return self._caller(self._ask, route, address, body)

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
                raise http_errors.REPLY_UNREADABLE.error(host=host_of(self._url), reason=f"{route.name}: no list")
            yield reply
            try:
                goes_on = walk.goes_on(_page(reply))
            except RepeatedPageError:
                raise errors.PAGE_REPEATED.error(route=route.name) from None

    def _ask(self, route: Route, address: str, body: RequestBody) -> RestReply | None:
        """One attempt: with a new token where Severa does not take the one that we have."""
        token = self._access.token(self._new_token)
        reply, begun = self._send(route.method, address, body, self._headers(token))
        if reply.status == 401:
            self._access.refused(token)
            token = self._access.token(self._new_token)
            reply, begun = self._send(route.method, address, body, self._headers(token))
        if reply.status == 404 and route.is_record:
            return None
        if not 200 <= reply.status < 300:
            self._raise_error(route, reply, token)
        next_token = reply.headers.get("nextpagetoken", "").strip()
        return RestReply(self._json(route, reply, token.secret), next_token, _read_until(reply, begun))

    def _headers(self, token: Token) -> RequestHeaders:
        return RequestHeaders(
            _JSON | {"Authorization": f"Bearer {token.secret.reveal()}", "client_id": self._client_id}
        )

    def _send(
        self, method: str, address: str, body: RequestBody, headers: RequestHeaders
    ) -> tuple[HttpReply, datetime]:
        """Sends a request when it is its turn, and again after each 429, which is neither a failure nor a success."""
        give_up_at = time.monotonic() + 60 * _LONGEST_WAIT_MINUTES
        while True:
            self._wait_for_turn()
            begun = datetime.now(UTC)
            with self._calls_lock:
                self.calls += 1
            reply = self._http.send(method, self._url + address, body, headers)
            if reply.status != 429:
                self._pace.admitted()
                return reply, begun
            self._pace.refused(reply.headers.get("retry-after", ""), reply.server_time)
            if time.monotonic() > give_up_at:
                raise errors.PACE_EXCEEDED.error(minutes=_LONGEST_WAIT_MINUTES, wait_until=datetime.now(UTC))

    def _wait_for_turn(self) -> None:
        """Raises ClosedError where the source is closed meanwhile: nobody waits for the answer any more."""
        while (seconds := self._pace.take()) > 0 and not self._closed.wait(seconds):
            pass
        if self._closed.is_set():
            raise ClosedError

    def _new_token(self) -> Token:
        """Asks for a token with the scopes that the work needs.

        Raises:
            ConfigurationError: the credentials are refused, or scopes are missing: which, it names.
        """
        reply = self._ask_for_token(SCOPES)
        said = errors.said_error(reply.body)
        if said.type == errors.SCOPE_TYPE:
            # Severa may refuse the whole for one scope: which one, only asking for each alone tells.
            raise _scopes_missing([scope for scope in SCOPES if self._is_refused(scope)] or SCOPES)
        if reply.status != 200:
            self._raise_token_error(reply)
        answer = _token_answer(reply.body)
        if answer is None:
            # Without evidence: the body may hold a token.
            raise http_errors.REPLY_UNREADABLE.error(host=host_of(self._url), reason="access_token")
        granted = answer.scope.replace(",", " ").split()
        missing = [scope for scope in SCOPES if granted and scope not in granted]
        if missing:
            raise _scopes_missing(missing)
        return Token(answer.secret(), answer.access_token_expires_in)

    def _is_refused(self, scope: str) -> bool:
        """Whether the client lacks this scope. Raises TransientError where Severa cannot tell now."""
        reply = self._ask_for_token((scope,))
        if reply.status >= 500:
            self._raise_error(_TOKEN, reply)
        return errors.said_error(reply.body).type == errors.SCOPE_TYPE

    def _ask_for_token(self, scopes: Sequence[str]) -> HttpReply:
        reply, _ = self._send("POST", _TOKEN.path, self._credentials(scopes), RequestHeaders(_JSON))
        return reply

    def _credentials(self, scopes: Sequence[str]) -> RequestBody:
        credentials = {"client_id": self._client_id, "client_secret": self._secret.reveal(), "scope": " ".join(scopes)}
        return RequestBody(json.dumps(credentials).encode())

    def _raise_token_error(self, reply: HttpReply) -> NoReturn:
        """A client that Severa does not know is told by 400, 401 or 403, whatever else it says (undocumented)."""
        said = errors.said_error(reply.body)
        meaning = errors.meaning_of_error(said, _TOKEN)
        is_refusal = meaning is None or meaning is errors.REQUEST_REFUSED
        if is_refusal and (reply.status in (400, 401) or (reply.status == 403 and said.type)):
            raise errors.CREDENTIALS_REFUSED.error()
        self._raise_error(_TOKEN, reply)

    def _raise_error(self, route: Route, reply: HttpReply, token: Token | None = None) -> NoReturn:
        said = errors.said_error(reply.body)
        meaning = errors.meaning_of_error(said, route)
        if meaning is errors.SCOPES_MISSING:
            if token is not None:
                self._access.refused(token)
            raise _scopes_missing([route.scope])
        if meaning is None and reply.status == 401:
            meaning = errors.CREDENTIALS_REFUSED
        secrets = (self._secret,) if token is None else (self._secret, token.secret)
        # An answer to the question for a token may hold one.
        kept = "" if route is _TOKEN else evidence(reply, *secrets)
        if meaning is not None:
            raise meaning.error(route=route.name, said=short(said.text, *secrets), evidence=kept)
        meaning = http_errors.meaning_of_status(reply.status)
        raise meaning.error(host=self._url.partition("://")[2], status=reply.status, evidence=kept)

    def _json(self, route: Route, reply: HttpReply, token: Secret) -> Any:
        """The JSON of a body. Raises ContractError where it is none."""
        if not reply.body.strip():
            return None
        unreadable: SeveraMaestroError
        try:
            return json.loads(reply.body, parse_float=Decimal, parse_constant=_refuse_constant)
        except (ValueError, ArithmeticError, RecursionError) as error:
            unreadable = http_errors.REPLY_UNREADABLE.error(
                host=host_of(self._url),
                reason=short(f"{route.name}: {type(error).__name__} {reply.content_type}", self._secret, token).strip(),
                evidence=evidence(reply, self._secret, token),
            )
        raise unreadable


class _TokenAnswer(BaseModel):
    """What of ``PublicAuthenticationOutputModel`` is used."""

    access_token: SecretStr
    access_token_expires_in: float = Field(ge=0, lt=1e9)
    scope: str = ""

    def secret(self) -> Secret:
        """The token."""
        return Secret(self.access_token.get_secret_value())


def _token_answer(body: bytes) -> _TokenAnswer | None:
    try:
        answer = _TokenAnswer.model_validate_json(body)
    except ValidationError:
        return None
    return None if _is_unusable(answer.access_token.get_secret_value()) else answer


def _is_unusable(text: str) -> bool:
    """Whether it cannot be in a header."""
    return not text or bool(_UNUSABLE.search(text))


def written_moment(moment: datetime) -> str:
    """A time as the contract writes it, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _scopes_missing(scopes: Sequence[str]) -> SeveraMaestroError:
    error = errors.SCOPES_MISSING.error(scopes=", ".join(scopes), needed=", ".join(SCOPES))
    assert isinstance(error, ConfigurationError)  # noqa: S101 the table says so
    return error


def _refuse_constant(text: str) -> NoReturn:
    """``NaN`` and the infinities, which Python would read and JSON does not know."""
    raise ValueError(text)


def _page(reply: RestReply) -> Page:
    guids = [str(each.get("guid")) if isinstance(each, dict) else "" for each in reply.content]
    return Page(guids, reply.next_token)


def _read_until(reply: HttpReply, begun: datetime) -> datetime:
    """When Severa looked it up at the earliest: after our request began, by its own clock too."""
    if reply.server_time is None:
        return begun
    return min(begun, reply.server_time - (datetime.now(UTC) - begun))
