"""Are the two statuses in Severa what the company's settings say?"""

from collections.abc import Sequence
from difflib import get_close_matches

from severa_maestro.companies.models import Company
from severa_maestro.errors import ConfigurationError
from severa_maestro.severa.source import InvoiceStatus
from severa_maestro.transfer import messages


def check_statuses(company: Company, statuses: Sequence[InvoiceStatus]) -> None:
    """Raises ConfigurationError unless both of the company's statuses are there and active."""
    for wanted in (company.waiting_status, company.transferred_status):
        find_status(wanted, statuses)


def find_status(wanted: str, statuses: Sequence[InvoiceStatus]) -> InvoiceStatus:
    """The status of a name. Raises ConfigurationError where there is none, or an inactive one alone."""
    found = [status for status in statuses if status.name == wanted]
    if not found:
        raise _unknown(wanted, [status.name for status in statuses if status.is_active])
    active = next((status for status in found if status.is_active), None)
    if active is None:
        raise ConfigurationError("status-inactive", messages.STATUS_INACTIVE, status=wanted)
    return active


def _unknown(wanted: str, names: list[str]) -> ConfigurationError:
    near = get_close_matches(wanted, names, n=1, cutoff=0.75)
    hint = messages.DID_YOU_MEAN.filled(name=near[0]) if near else ""
    return ConfigurationError(
        "status-unknown", messages.STATUS_UNKNOWN, status=wanted, known=", ".join(names) or "–", hint=hint
    )
