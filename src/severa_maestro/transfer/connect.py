"""The ways into Severa and the Maestros, by name: the one place where a new one is registered.

A way's adapter is read when the way is taken: the libraries of the others cost a company nothing.
"""

from collections.abc import Callable

from severa_maestro.companies.models import Company, Connection
from severa_maestro.maestro.registers.adapter import RegistersTarget
from severa_maestro.maestro.target import MaestroTarget
from severa_maestro.severa.source import SeveraSource


def _over_soap(connection: Connection) -> SeveraSource:
    from severa_maestro.severa.soap.adapter import SoapSource  # noqa: PLC0415 only when the way is taken

    return SoapSource(connection.url, connection.key)


def _over_rest(connection: Connection) -> SeveraSource:
    from severa_maestro.severa.rest.adapter import RestSource  # noqa: PLC0415 only when the way is taken
    from severa_maestro.severa.secret import Secret  # noqa: PLC0415 with the HTTP client

    return RestSource(
        connection.url, connection.client_id, Secret(connection.key), per_second=connection.requests_per_second
    )


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
