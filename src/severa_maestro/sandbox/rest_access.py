"""Tokens and scopes: who may call what."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from severa_maestro.sandbox.rest_bodies import read_object
from severa_maestro.sandbox.rest_errors import authentication_required, insufficient_scope
from severa_maestro.sandbox.state import State

_REFRESH_DAYS = 30


@dataclass(frozen=True, slots=True)
class _Token:
    """An access token that was given out: what it was granted, until when, and among which tokens."""

    scopes: frozenset[str]
    ends: datetime
    generation: int


class RestAccess:
    """Gives access tokens to the client, and looks at those that come with calls.

    Args:
        state: who the client is, and which scopes it has.
        token_seconds: how long a token is good.
        narrows_scopes: what happens where a scope is asked for that the client does not have, which is not documented:
            True gives a token without it, False no token.
    """

    def __init__(self, state: State, token_seconds: int, *, narrows_scopes: bool) -> None:
        self._state = state
        self._token_seconds = token_seconds
        self._narrows_scopes = narrows_scopes
        self._tokens: dict[str, _Token] = {}

    def give_token(self, body: bytes) -> dict[str, Any]:
        """``PublicAuthenticationOutputModel`` for ``ClientCredentials``.

        Raises:
            RestError: the credentials are wrong, cannot be read, or ask for too much.
        """
        given = read_object(body)
        if not self._state.is_client(str(given.get("client_id")), str(given.get("client_secret"))):
            raise authentication_required("The client credentials are not valid.")
        scopes = self._granted(str(given.get("scope") or ""))
        now = self._state.clock()
        ends = now + timedelta(seconds=self._token_seconds)
        token = secrets.token_urlsafe(48)
        self._forget_ended(now)
        self._tokens[token] = _Token(frozenset(scopes), ends, self._state.token_generation)
        return {
            "access_token": token,
            "scope": " ".join(scopes),
            "refresh_token": secrets.token_urlsafe(48),
            "refresh_token_expires_in": _REFRESH_DAYS * 24 * 3600,
            "refresh_token_expires_utc": now + timedelta(days=_REFRESH_DAYS),
            "access_token_type": "Bearer",
            "access_token_expires_in": self._token_seconds,
            "access_token_expires_utc": ends,
        }

    def _granted(self, asked: str) -> list[str]:
        wanted = list(dict.fromkeys(asked.replace(",", " ").split()))
        missing = [scope for scope in wanted if scope not in self._state.scopes]
        if missing and not self._narrows_scopes:
            raise insufficient_scope(missing[0])
        return [scope for scope in wanted if scope not in missing]

    def _forget_ended(self, now: datetime) -> None:
        for token in [token for token, held in self._tokens.items() if held.ends <= now]:
            del self._tokens[token]

    def check(self, headers: Mapping[str, str], scope: str) -> None:
        """Lets a call pass whose token is good, whose client is named, and which has the scope (empty: none is needed).

        Raises:
            RestError: it has not.
        """
        kind, _, token = headers.get("authorization", "").partition(" ")
        held = self._tokens.get(token.strip()) if kind.lower() == "bearer" else None
        if held is None or held.generation != self._state.token_generation or held.ends <= self._state.clock():
            raise authentication_required("The access token is missing, expired or not valid.")
        if headers.get("client_id") != self._state.client_id:
            raise authentication_required("The header client_id is missing or not that of the access token.")
        if scope and not (scope in held.scopes and scope in self._state.scopes):
            raise insufficient_scope(scope)
