"""A connection tried before it is kept."""

from severa_maestro.companies.models import Company
from severa_maestro.errors import TransientError
from severa_maestro.setup.check import CheckLine, Level, check_connection
from severa_maestro.severa.http import host_of
from severa_maestro.transfer.connect import source_of
from severa_maestro.web.setting_up.waiting import waited_for


def tried(company: Company) -> list[CheckLine]:
    """What Severa says to the company's connection, right by right; neither needs to be kept anywhere yet."""
    try:
        return waited_for(lambda: check_connection(company, source_of), host_of(company.connection.url))
    except TransientError as error:
        return [CheckLine(error.code, Level.ERROR, error.message, error.values)]
