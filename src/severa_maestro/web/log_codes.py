"""What the lines of a log are about: its codes in words, to choose from."""

from severa_maestro.companies.models import Company
from severa_maestro.matching.finding_texts import FINDING_MESSAGES
from severa_maestro.transfer.ledger.models import LogLine
from severa_maestro.transfer.log_texts import LOG_MESSAGES
from severa_maestro.web.say import say
from severa_maestro.web.transfers.shown_findings import name_of

#: Stands for all codes that tell why a row went to A/0.
FALLBACK = "fallback"

_FALLBACK_CODES = tuple(code for code in FINDING_MESSAGES if code.startswith("fallback-"))


def choices_of(company: Company) -> list[tuple[str, str]]:
    """The codes that the company's log has, each by its short name."""
    codes = LogLine.objects.filter(company=company).order_by().values_list("code", flat=True).distinct()
    named = sorted(((code, _in_short(code)) for code in codes), key=lambda choice: choice[1].casefold())
    groups = [(FALLBACK, say("log.fallback"))] if any(code in _FALLBACK_CODES for code, _ in named) else []
    return [("", say("log.every_code")), *groups, *named]


def codes_of(choice: str) -> tuple[str, ...]:
    """The codes that a choice stands for."""
    return _FALLBACK_CODES if choice == FALLBACK else (choice,)


def _in_short(code: str) -> str:
    """Its short name; a code that nothing writes any more stands as it is."""
    if code in LOG_MESSAGES:
        return say(f"log_code.{code}")
    return name_of(code) if code in FINDING_MESSAGES else code
