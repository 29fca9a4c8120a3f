"""Gets access tokens with the client's id and secret, and says which scopes the client lacks."""

import json
import re
from collections.abc import Callable
from typing import NoReturn

from pydantic import BaseModel, Field, SecretStr, ValidationError

from severa_maestro.severa import http_errors
from severa_maestro.severa.http import HttpReply, RequestBody, RequestHeaders
from severa_maestro.severa.rest import errors
from severa_maestro.severa.rest.access import Accesses, Token
from severa_maestro.severa.rest.refusals import (
    SCOPE_TYPE,
    error_of_reply,
    meaning_of_error,
    said_error,
    scopes_missing,
)
from severa_maestro.severa.rest.routes import TOKEN, Scopes
from severa_maestro.severa.secret import Secret

#: The head of every request: JSON goes out and comes back.
JSON = {"Accept": "application/json", "Content-Type": "application/json; charset=utf-8"}

#: What cannot be in a header, or in any id or secret that was copied whole.
_UNUSABLE = re.compile(r"[^\x21-\x7e]")

Send = Callable[[str, str, RequestBody, RequestHeaders], HttpReply]


class Tokens:
    """The access tokens of one client, for any number of threads.

    Args:
        client_id: the REST client's id.
        secret: its secret.
        address: the API's, for messages.
        accesses: the tokens that there are, shared with all others that use the same client.
        send: sends a request when it is its turn: method, path, body and headers.

    Raises:
        ConfigurationError: the client's id or its secret cannot be such.
    """

    def __init__(self, client_id: str, secret: Secret, address: str, accesses: Accesses, send: Send) -> None:
        if _is_unusable(client_id) or _is_unusable(secret.reveal()):
            raise errors.CREDENTIALS_UNUSABLE.error()
        self._client_id = client_id
        self._secret = secret
        self._address = address
        self._accesses = accesses
        self._send = send

    def token(self, scopes: Scopes) -> Token:
        """A token that is good for these scopes.

        Raises:
            ConfigurationError: the credentials are refused, or scopes are missing: which, it names.
        """
        return self._accesses.of(scopes).token(lambda: self._new_token(scopes))

    def refused(self, scopes: Scopes, token: Token) -> None:
        """Severa did not take this token."""
        self._accesses.of(scopes).refused(token)

    def forget(self, scopes: Scopes) -> None:
        """The next token for these scopes is asked for anew."""
        self._accesses.of(scopes).forget()

    def _new_token(self, scopes: Scopes) -> Token:
        reply = self._ask(scopes)
        if said_error(reply.body).type == SCOPE_TYPE:
            # Severa may refuse the whole for one scope: which one, only asking for each alone tells.
            raise scopes_missing([scope for scope in scopes if self._is_refused(scope)] or scopes, scopes)
        if reply.status != 200:
            self._raise_error(reply)
        answer = _token_answer(reply.body)
        if answer is None:
            # Without evidence: the body may hold a token.
            raise http_errors.REPLY_UNREADABLE.error(host=self._address, reason="access_token")
        granted = answer.scope.replace(",", " ").split()
        missing = [scope for scope in scopes if granted and scope not in granted]
        if missing:
            raise scopes_missing(missing, scopes)
        return Token(answer.secret(), answer.access_token_expires_in)

    def _is_refused(self, scope: str) -> bool:
        """Whether the client lacks this scope. Raises TransientError where Severa cannot tell now."""
        reply = self._ask((scope,))
        if reply.status >= 500:
            raise error_of_reply(TOKEN, reply, self._address, self._secret)
        return said_error(reply.body).type == SCOPE_TYPE

    def _ask(self, scopes: Scopes) -> HttpReply:
        return self._send(TOKEN.method, TOKEN.path, self._credentials(scopes), RequestHeaders(JSON))

    def _credentials(self, scopes: Scopes) -> RequestBody:
        credentials = {"client_id": self._client_id, "client_secret": self._secret.reveal(), "scope": " ".join(scopes)}
        return RequestBody(json.dumps(credentials).encode())

    def _raise_error(self, reply: HttpReply) -> NoReturn:
        """A client that Severa does not know is told by 400, 401 or 403, whatever else it says (undocumented)."""
        said = said_error(reply.body)
        meaning = meaning_of_error(said, TOKEN)
        is_refusal = meaning is None or meaning is errors.REQUEST_REFUSED
        if is_refusal and (reply.status in (400, 401) or (reply.status == 403 and said.type)):
            raise errors.CREDENTIALS_REFUSED.error()
        raise error_of_reply(TOKEN, reply, self._address, self._secret)


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
