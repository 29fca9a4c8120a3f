"""A company that was added by mistake, taken away again."""

from severa_maestro.companies.models import Company
from severa_maestro.errors import ConfigurationError
from severa_maestro.setup import settings_messages as messages
from severa_maestro.transfer.ledger.models import Transfer


def stored_invoices(company: Company) -> int:
    """How many of the company's invoices Maestro's register holds: with any, it cannot be removed."""
    return Transfer.objects.filter(company=company).exclude(register_id=None).count()


def remove_company(company: Company) -> None:
    """Removes a company of which nothing has gone over yet, with all that is kept of it. The caller has it on lease.

    Raises:
        ConfigurationError: Maestro's register holds invoices of it.
    """
    count = stored_invoices(company)
    if count:
        raise ConfigurationError("company-in-use", messages.COMPANY_IN_USE, name=company.name, count=count)
    company.delete()
