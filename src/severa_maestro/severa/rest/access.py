"""Access tokens: got with the client's secret, kept while they are good, renewed once however many threads wait."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from severa_maestro.severa.rest.routes import Scopes
from severa_maestro.severa.secret import Secret

#: A token is renewed this long before its end: a request that is on its way must not meet the end.
_MARGIN_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Token:
    """What ``POST /v1/token`` answered.

    Attributes:
        secret: goes into the ``Authorization`` header, and nowhere else.
        seconds: for how long it is good.
    """

    secret: Secret
    seconds: float


class Access:
    """The token of one client for some scopes, for any number of threads.

    Args:
        clock: seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._token: Token | None = None
        self._good_until = 0.0

    def token(self, get: Callable[[], Token]) -> Token:
        """The token; ``get`` asks for one where there is none that is good for a while. The others wait for it."""
        with self._lock:
            if self._token is None or self._clock() >= self._good_until:
                token = get()
                # Half of a life that is shorter than the margin is better than a token that is never good.
                margin = min(_MARGIN_SECONDS, token.seconds / 2)
                self._token, self._good_until = token, self._clock() + token.seconds - margin
            return self._token

    def forget(self) -> None:
        """Whoever comes next asks for a new token."""
        with self._lock:
            self._token = None

    def refused(self, token: Token) -> None:
        """Severa did not take this token. One that has come since stays."""
        with self._lock:
            if self._token is token:
                self._token = None


class Accesses:
    """The tokens of one client, for any number of threads: one for each set of scopes that is asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_scopes: dict[Scopes, Access] = {}

    def of(self, scopes: Scopes) -> Access:
        """The token for these scopes."""
        with self._lock:
            return self._by_scopes.setdefault(scopes, Access())
