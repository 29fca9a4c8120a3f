"""A company's settings changed from pages: each change with its line in the audit log, secrets only as changed."""

from collections.abc import Callable

from django.db import IntegrityError, transaction

from severa_maestro.companies.models import Company, Connection
from severa_maestro.errors import ConfigurationError
from severa_maestro.maestro.registers.adapter import make_registers
from severa_maestro.setup.company_removal import remove_company
from severa_maestro.setup.settings_messages import COMPANY_EXISTS
from severa_maestro.transfer.lease import company_lease
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import User
from severa_maestro.web.setting_up import looking

_OF_CONNECTION = ("way", "url", "client_id", "requests_per_second")
_OF_COMPANY = (
    "name",
    "language",
    "waiting_status",
    "transferred_status",
    "default_group",
    "writes_severa_log",
    "booked_until",
)
Told = dict[str, object]


def add_company(user: User, company: Company, connection: Connection) -> None:
    """Keeps a new company with its connection and the fallback product A/0.

    Raises:
        ConfigurationError: another company has got the name at the same time.
    """
    with transaction.atomic():
        _save(company)
        make_registers(company)
        connection.company = company
        connection.save()
        after: Told = {"name": company.name, **_told(connection, _OF_CONNECTION), "key": "set"}
        record(user, company, "company-added", None, after)


def keep_connection(user: User, connection: Connection) -> None:
    """Keeps a connection that was changed.

    Raises:
        TransientError: a run goes on, which has begun with the connection as it was.
    """
    known = Connection.objects.filter(pk=connection.pk).first()
    before = _told(known, _OF_CONNECTION) if known else {}
    after = _told(connection, _OF_CONNECTION)
    if known is None or known.sealed_key != connection.sealed_key:
        before, after = {**before, "key": ""}, {**after, "key": "changed"}
    if before == after:
        return
    with company_lease(connection.company), transaction.atomic():
        connection.save()
        _record(user, connection.company, "connection-changed", before, after)
    looking.forget(connection.company)


def keep_company(user: User, company: Company, change: Callable[[Company], None]) -> None:
    """Changes settings of a company, and keeps those that became others: nobody else's change is lost.

    Args:
        user: who changes them.
        company: as it was read; it becomes what is kept.
        change: changes the company as it is now, while nobody else can.

    Raises:
        ConfigurationError: a value cannot be kept; then nothing is.
    """
    with transaction.atomic():
        company.refresh_from_db(from_queryset=Company.objects.select_for_update())
        before = _told(company, _OF_COMPANY)
        change(company)
        after = _told(company, _OF_COMPANY)
        changed = _changed(before, after)
        if not changed:
            return
        _save(company, changed)
        _record(user, company, "company-settings-changed", before, after)
    looking.forget(company)


def remove(user: User, company: Company) -> None:
    """Removes a company of which nothing has gone over.

    Raises:
        ConfigurationError: something has.
        TransientError: a run goes on.
    """
    with company_lease(company), transaction.atomic():
        record(user, company, "company-removed", {"name": company.name})
        remove_company(company)


def _told(kept: Company | Connection, names: tuple[str, ...]) -> Told:
    values = {name: getattr(kept, name) for name in names}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}


def _save(company: Company, names: list[str] | None = None) -> None:
    """Saves the company, or these of its fields. Raises ConfigurationError where another one took the name just now."""
    try:
        with transaction.atomic():
            company.save(update_fields=names)
    except IntegrityError as error:
        raise ConfigurationError("company-exists", COMPANY_EXISTS, name=company.name) from error


def _changed(before: Told, after: Told) -> list[str]:
    return [name for name in after if before.get(name) != after[name]]


def _record(user: User, company: Company, action: str, before: Told, after: Told) -> None:
    """One line of what has changed, where anything has."""
    changed = _changed(before, after)
    if changed:
        was, became = ({name: told.get(name) for name in changed} for told in (before, after))
        record(user, company, action, was, became)
