"""The organisation's API client: its secret, and the scopes that a person granted it or took away."""

from severa_maestro.sandbox.state_core import StateCore

#: Every scope that the client can be granted; at first it has them all.
SCOPES = (
    *("invoices:read", "invoices:write", "customers:read", "customers:write", "settings:read", "settings:write"),
    *("files:read", "organization:read", "projects:read", "users:read"),
)


class ClientState(StateCore):
    """What the organisation allows its API client."""

    #: Goes up when every token that was given out so far ends.
    token_generation = 0

    @property
    def client_id(self) -> str:
        """The name of the client."""
        return str(self._settings["client_id"])

    @property
    def client_secret(self) -> str:
        """The secret of the client, whether it is still good or not."""
        return str(self._settings["client_secret"])

    def is_client(self, client_id: str, client_secret: str) -> bool:
        """Whether somebody with this name and this secret is let in."""
        held = (self.client_id, self.client_secret)
        return (client_id, client_secret) == held and not self.secret_is_revoked

    @property
    def secret_is_revoked(self) -> bool:
        """Whether the secret is void."""
        return bool(self._settings["secret_is_revoked"])

    def expire_tokens(self) -> None:
        """Ends all access tokens now; new ones can be had."""
        with self.lock:
            self.token_generation += 1

    def revoke_secret(self) -> None:
        """Makes the secret and all access tokens void, until ``restore_secret``."""
        with self.change():
            self._set(secret_is_revoked=True)
            self.expire_tokens()

    def restore_secret(self) -> None:
        """Makes the secret good again; the tokens that were void stay void."""
        with self.change():
            self._set(secret_is_revoked=False)

    @property
    def scopes(self) -> list[str]:
        """The scopes that the client has now."""
        return [scope for scope in SCOPES if scope not in self._settings["taken_scopes"]]

    def take_scope(self, scope: str) -> None:
        """Takes a scope away: new tokens lack it, and those in use lose it at once."""
        with self.change():
            self._set(taken_scopes=sorted({*self._settings["taken_scopes"], _known(scope)}))

    def give_scope(self, scope: str) -> None:
        """Gives a scope back: tokens that were given out with it have it again."""
        with self.change():
            self._set(taken_scopes=sorted({*self._settings["taken_scopes"]} - {_known(scope)}))


def _known(scope: str) -> str:
    """The scope, if there is one of the name.

    Raises:
        ValueError: there is none.
    """
    if scope not in SCOPES:
        raise ValueError(f"There is no scope {scope!r}; there are: {', '.join(SCOPES)}.")
    return scope
