"""Numbers of an invoice's buyer and seller as pages show them: each with its name before it."""

import re
from collections.abc import Iterator

from severa_maestro.invoicing import identifiers
from severa_maestro.web.say import say

#: A BIC (ISO 9362) at the end of an account as Maestro's register keeps it.
_BIC_AT_END = re.compile(r" ([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)$")


def named(key: str, value: str) -> str:
    """A line with its name before it; empty where there is nothing to name."""
    return f"{say(key)}: {value}" if value else ""


def is_business_id(number: str) -> bool:
    """Whether what Severa keeps as a VAT number is a Y-tunnus: the same digits without the country."""
    return not number.strip()[:2].isalpha() and identifiers.business_id(number) is not None


def identity_line(vat_number: str, business_id: str) -> str:
    """By which number a party is known."""
    if vat_number and not is_business_id(vat_number):
        return named("invoice.vat_number", vat_number)
    return named("invoice.business_id", vat_number or business_id)


def account_lines(number: str, bic: str) -> Iterator[str]:
    """A bank account, by what its number is."""
    yield named("invoice.iban" if identifiers.is_iban(number) else "invoice.bank_accounts", number)
    yield named("invoice.bic", bic)


def kept_account_lines(account: str) -> Iterator[str]:
    """The same of an account as Maestro's register keeps it: number and BIC, one after the other."""
    bic = _BIC_AT_END.search(account)
    yield from account_lines(account[: bic.start()] if bic else account, bic[1] if bic else "")
