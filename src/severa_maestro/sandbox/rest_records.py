"""What the models of invoices and registers have in common: ids, money, currencies, languages."""

from decimal import Decimal
from typing import Any

from severa_maestro.sandbox import catalogue
from severa_maestro.sandbox.rest_texts import LANGUAGES
from severa_maestro.sandbox.state import State

#: Members of a model by their names.
Values = dict[str, Any]

_CURRENCIES = {each.code: each for each in catalogue.CURRENCIES}


class RestRecords:
    """Turns records of the state into member values: every member of the contract, null where there is nothing."""

    def __init__(self, state: State) -> None:
        self._state = state

    def _id(self, key: str | None) -> str | None:
        return self._state.rest_opaque(key) if key else None

    def _language(self, code: str) -> Values:
        found = LANGUAGES.get(code)
        return {
            "guid": self._id(f"language-{code}"),
            "name": found.name if found else None,
            "englishName": found.english_name if found else None,
            "code": code,
        }

    def _currency(self, code: str) -> Values:
        """A currency by its code, whether the catalogue has it or not."""
        found = _CURRENCIES.get(code)
        return {
            "guid": self._id(found.key if found else f"currency-{code}"),
            "name": found.name if found else None,
            "code": code,
            "symbol": found.symbol if found else None,
        }


def money(amount: Decimal | None, currency: str) -> Values:
    """``MoneyOutputModel``."""
    return {"amount": amount, "currencyCode": currency, "multiCurrencyInfo": None}
