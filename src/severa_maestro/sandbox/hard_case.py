"""What a hard case is: its name, what a right transfer makes of it, and how its invoice is written."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from severa_maestro.sandbox.desk import Desk
from severa_maestro.sandbox.records import Customer, Invoice


@dataclass(frozen=True, kw_only=True)
class HardCase:
    """One kind of invoice at which interfaces stumble.

    Attributes:
        name: stable, in kebab-case.
        what: what is special about it.
        write: writes an invoice of the kind.
        fallback_rows: how many of its rows belong on A/0, where no default product group is set.
        blocked: why it must not be transferred, or empty.
        warning: what a person should be told although it is transferred, or empty.
        after: the hard case that must be written before this one.
    """

    name: str
    what: str
    write: Callable[[Desk], Invoice]
    fallback_rows: int = 0
    blocked: str = ""
    warning: str = ""
    after: str = ""

    @property
    def expected(self) -> str:
        """``transferred`` or ``blocked``."""
        return "blocked" if self.blocked else "transferred"

    @property
    def outcome(self) -> str:
        """The expected end in words, as the table in the docs has it."""
        if self.blocked:
            return f"blocked: {self.blocked}"
        parts = ["transferred"]
        if self.fallback_rows:
            parts.append(f"with {self.fallback_rows} row{'s' if self.fallback_rows > 1 else ''} on A/0")
        if self.warning:
            parts.append(f"with a warning: {self.warning}")
        return ", ".join(parts)

    def written(self, desk: Desk) -> Invoice:
        """Writes its invoice at the desk, marked with what is expected of it."""
        invoice = self.write(desk)
        return replace(invoice, expected=self.expected, fallback_rows=self.fallback_rows)


def own_customer(desk: Desk, **changes: Any) -> Customer:
    """A customer that only this hard case has: like an ordinary one, with what is told changed."""
    model = desk.registers.customers[0]
    tail = f"x{desk.slot.sequence}"
    values = {
        "key": f"customer-{tail}",
        "company_key": f"company-{tail}",
        "head_office_key": f"address-{tail}",
        "number": 90_000 + desk.slot.sequence,
        "email": f"laskut@asiakas{desk.slot.sequence}.example",
        "inserted": desk.slot.inserted,
        "updated": desk.slot.inserted,
        **changes,
    }
    return replace(model, **values)
