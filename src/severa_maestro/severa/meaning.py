"""What an outside error means to us: one line of an error table."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from severa_maestro.errors import ContractError, QuotaError, SeveraMaestroError
from severa_maestro.language import Message, Text


@dataclass(frozen=True, slots=True)
class Meaning:
    """Which error of the tree it is, its code, and what a person reads.

    Attributes:
        branch: the class of ``severa_maestro.errors``.
        code: stable and short; every code is listed in ``docs/reference/severa-soap.md`` or ``severa-rest.md``.
        message: what is the matter and what to do.
    """

    branch: type[SeveraMaestroError]
    code: str
    message: Message

    def error(self, *, evidence: str = "", wait_until: datetime | None = None, **values: object) -> SeveraMaestroError:
        """The error, ready to raise. ``evidence`` and ``wait_until`` are kept where the branch has a place for them."""
        if issubclass(self.branch, ContractError):
            return self.branch(self.code, self.message, evidence=evidence, **values)
        if issubclass(self.branch, QuotaError):
            return self.branch(self.code, self.message, wait_until=wait_until or _next_utc_day(), **values)
        return self.branch(self.code, self.message, **values)


def _next_utc_day() -> datetime:
    """When Severa counts calls anew: its quota is per UTC day (support article 77000464247)."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=1)


def message(*, fi: tuple[str, str], sv: tuple[str, str], en: tuple[str, str]) -> Message:
    """A message from three pairs of sentences: what is the matter, what to do."""
    return Message(what=Text(fi=fi[0], sv=sv[0], en=en[0]), to_do=Text(fi=fi[1], sv=sv[1], en=en[1]))
