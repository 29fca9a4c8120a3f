"""Severa's small registers, read when they are first needed: countries and bank accounts."""

import threading
from typing import TypeVar

import structlog

from severa_maestro.errors import SeveraMaestroError
from severa_maestro.invoicing.parties import BankAccount
from severa_maestro.severa.record_errors import MemberError
from severa_maestro.severa.rest import errors, routes
from severa_maestro.severa.rest.client import RestClient
from severa_maestro.severa.rest.routes import Route
from severa_maestro.severa.rest.values import BankAccountValues, CountryValues, Values, text_of

ValuesType = TypeVar("ValuesType", bound=Values)

_log = structlog.get_logger(__name__)


class Registers:
    """What invoices and addresses name by id or name only. For any number of threads."""

    def __init__(self, client: RestClient) -> None:
        self._client = client
        self._lock = threading.Lock()
        self._country_codes: dict[str, str] | None = None
        self._accounts: dict[str, tuple[BankAccount, ...]] | None = None

    def country_code(self, country: str) -> str:
        """The two letters (ISO 3166-1) of a country, by Severa's id or name of it; empty where it is unknown."""
        with self._lock:
            if self._country_codes is None:
                self._country_codes = self._read_country_codes()
        return self._country_codes.get(country.casefold(), "")

    def bank_accounts(self, unit_guid: str) -> tuple[BankAccount, ...]:
        """The bank accounts of a unit; where it has none, those that belong to no unit."""
        with self._lock:
            if self._accounts is None:
                self._accounts = self._read_accounts()
        return self._accounts.get(unit_guid) or self._accounts.get("", ())

    def read(self, route: Route, values: type[ValuesType]) -> list[ValuesType]:
        """All records of a small register; one that cannot be read is left out, with a warning."""
        found = []
        for record in (record for page in self._client.pages(route) for record in page):
            try:
                found.append(values.read(record))
            except MemberError:
                _log.warning("severa-record-unreadable", route=route.path)
        return found

    def _read_if_allowed(self, route: Route, values: type[ValuesType]) -> list[ValuesType]:
        """The same of a register that the work can do without: nothing where Severa does not let us read it."""
        try:
            return self.read(route, values)
        except SeveraMaestroError as error:
            if error.code not in errors.OF_ONE_ROUTE:
                raise
            _log.warning("severa-register-not-allowed", route=route.path, code=error.code)
            return []

    def _read_country_codes(self) -> dict[str, str]:
        codes = {}
        for country in self._read_if_allowed(routes.COUNTRIES, CountryValues):
            for name in (country.code2, country.english_name, country.name, country.guid):
                codes[name.casefold()] = country.code2.upper()
        codes.pop("", None)
        return codes

    def _read_accounts(self) -> dict[str, tuple[BankAccount, ...]]:
        accounts: dict[str, tuple[BankAccount, ...]] = {}
        for each in self._read_if_allowed(routes.BANK_ACCOUNTS, BankAccountValues):
            if each.is_active and each.account_number:
                unit = text_of(each.business_unit, "guid")
                accounts[unit] = (*accounts.get(unit, ()), BankAccount(number=each.account_number, bic=each.bic))
        return accounts
