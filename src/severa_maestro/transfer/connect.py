"""The ways into Severa and the Maestros, by name: the one place where a new one is registered.

A way's adapter is read when the way is taken: the libraries of the others cost a company nothing.
"""

from collections.abc import Callable

from django.conf import settings
from django.db import connection as database

from severa_maestro.companies.models import Company, Connection
from severa_maestro.companies.pace_in_database import PlacesInDatabase
from severa_maestro.maestro.registers.adapter import RegistersTarget
from severa_maestro.maestro.target import MaestroTarget
from severa_maestro.severa.places import Places
from severa_maestro.severa.places_in_file import PlacesInFile
from severa_maestro.severa.source import SeveraSource


def _over_soap(connection: Connection) -> SeveraSource:
    from severa_maestro.severa.soap.adapter import SoapSource  # noqa: PLC0415 only when the way is taken

    return SoapSource(connection.url, connection.key)


def _over_rest(connection: Connection) -> SeveraSource:
    from severa_maestro.severa.rest.adapter import RestSource  # noqa: PLC0415 only when the way is taken
    from severa_maestro.severa.secret import Secret  # noqa: PLC0415 with the HTTP client

    return RestSource(
        connection.url,
        connection.client_id,
        Secret(connection.key),
        per_second=connection.requests_per_second,
        places_of=_shared_places,
    )


def _shared_places(organisation: str) -> Places:
    """Where all processes that use this database find the places of an organisation's requests."""
    if database.vendor == "postgresql":
        return PlacesInDatabase(organisation)
    return PlacesInFile(settings.HOME / "pace" / f"{organisation}.pace")


_SOURCES: dict[str, Callable[[Connection], SeveraSource]] = {
    Connection.Way.SOAP: _over_soap,
    Connection.Way.REST: _over_rest,
}


def source_of(company: Company) -> SeveraSource:
    """The company's Severa. Raises ConfigurationError where its key cannot be opened."""
    return _SOURCES[company.connection.way](company.connection)


def target_of(company: Company) -> MaestroTarget:
    """The company's Maestro."""
    return RegistersTarget(company)
