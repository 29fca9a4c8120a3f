"""The ways into Severa and the Maestros, by name: the one place where a new one is registered."""

from collections.abc import Callable

from severa_maestro.companies.models import Company, Connection
from severa_maestro.maestro.registers.adapter import RegistersTarget
from severa_maestro.maestro.target import MaestroTarget
from severa_maestro.severa.rest.adapter import RestSource
from severa_maestro.severa.secret import Secret
from severa_maestro.severa.soap.adapter import SoapSource
from severa_maestro.severa.source import SeveraSource

_SOURCES: dict[str, Callable[[Connection], SeveraSource]] = {
    Connection.Way.SOAP: lambda connection: SoapSource(connection.url, connection.key),
    Connection.Way.REST: lambda connection: RestSource(
        connection.url, connection.client_id, Secret(connection.key), per_second=connection.requests_per_second
    ),
}


def source_of(company: Company) -> SeveraSource:
    """The company's Severa. Raises ConfigurationError where its key cannot be opened."""
    return _SOURCES[company.connection.way](company.connection)


def target_of(company: Company) -> MaestroTarget:
    """The company's Maestro."""
    return RegistersTarget(company)
