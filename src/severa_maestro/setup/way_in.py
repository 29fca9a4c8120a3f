"""A company's way into Severa, looked at before it is kept: the command line and the pages share these rules."""

from dataclasses import dataclass, field
from typing import Final

from severa_maestro.companies.models import Connection
from severa_maestro.errors import ConfigurationError
from severa_maestro.setup import settings_messages as messages
from severa_maestro.severa.http import checked_url, host_of

#: Severa's own addresses, as its documentation names them.
SEVERAS_ADDRESSES: Final = {
    Connection.Way.SOAP: "https://sync.severa.com/webservice/S3/API.svc",
    Connection.Way.REST: "https://api.severa.visma.com/rest-api",
}

#: The slowest and the fastest pace that can be set; what Severa allows lies far below.
SLOWEST_PACE, FASTEST_PACE = 0.1, 1000


@dataclass(frozen=True, slots=True)
class WayIn:
    """What is given of a way in; what is empty stays as it is, as long as it belongs to the same Severa.

    Attributes:
        url: the address; empty on a new way: Severa's own.
        client_id: REST: the client's id.
        secret: the SOAP API key, or the REST client's secret.
        requests_per_second: REST: how many at most.
    """

    way: Connection.Way
    url: str = ""
    client_id: str = ""
    secret: str = field(default="", repr=False)
    requests_per_second: float | None = None

    def apply(self, connection: Connection) -> None:
        """Changes the connection; the caller saves it.

        A key never goes along to another address, client or way by itself: whoever may set an address would else be
        sent the key.

        Raises:
            ConfigurationError: something is missing or unusable.
        """
        stays = connection.way == self.way
        url = checked_url(self.url or (connection.url if stays else SEVERAS_ADDRESSES[self.way]))
        client_id = self._client_id(connection, stays=stays)
        pace = connection.requests_per_second if self.requests_per_second is None else self.requests_per_second
        if not SLOWEST_PACE <= pace <= FASTEST_PACE:
            limits = {"least": SLOWEST_PACE, "most": FASTEST_PACE}
            raise ConfigurationError("pace-unusable", messages.PACE_UNUSABLE, pace=f"{pace:g}", **limits)
        is_same_severa = stays and client_id == connection.client_id and host_of(url) == host_of(connection.url)
        if not self.secret.strip() and not is_same_severa:
            raise self._secret_missing()
        if self.secret.strip() or url != connection.url or not is_same_severa:
            connection.needs_proof = True
        connection.go(self.way)
        connection.url, connection.client_id, connection.requests_per_second = url, client_id, pace
        if self.secret.strip():
            connection.key = self.secret.strip()

    def _client_id(self, connection: Connection, *, stays: bool) -> str:
        if self.way == Connection.Way.SOAP:
            return ""
        client_id = self.client_id.strip() or (connection.client_id if stays else "")
        if not client_id:
            raise ConfigurationError("client-id-missing", messages.CLIENT_ID_MISSING)
        return client_id

    def _secret_missing(self) -> ConfigurationError:
        if self.way == Connection.Way.SOAP:
            return ConfigurationError("key-missing", messages.KEY_MISSING)
        return ConfigurationError("secret-missing", messages.SECRET_MISSING)
