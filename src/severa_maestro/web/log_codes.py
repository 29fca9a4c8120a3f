"""What the lines of a log are about: its codes in words, to choose from."""

import re

from severa_maestro.companies.models import Company
from severa_maestro.language import Message, Text
from severa_maestro.matching.finding_texts import FINDING_MESSAGES
from severa_maestro.transfer.ledger.models import LogLine
from severa_maestro.transfer.log_texts import LOG_MESSAGES
from severa_maestro.web import reader
from severa_maestro.web.say import say

#: Stands for all codes that tell why a row went to A/0.
FALLBACK = "fallback"

_LONGEST = 70
_PLACE = re.compile(r"[”“]?\{[a-z_]+\}[”“]?")
_MESSAGES: dict[str, Message] = {**FINDING_MESSAGES, **LOG_MESSAGES}
_FALLBACK_CODES = tuple(code for code in _MESSAGES if code.startswith("fallback-"))


def choices_of(company: Company) -> list[tuple[str, str]]:
    """The codes that the company's log has, each with its sentence in short."""
    codes = LogLine.objects.filter(company=company).order_by().values_list("code", flat=True).distinct()
    named = sorted(((code, _in_short(code)) for code in codes), key=lambda choice: choice[1].casefold())
    groups = [(FALLBACK, say("log.fallback"))] if any(code in _FALLBACK_CODES for code, _ in named) else []
    return [("", say("log.every_code")), *groups, *named]


def codes_of(choice: str) -> tuple[str, ...]:
    """The codes that a choice stands for."""
    return _FALLBACK_CODES if choice == FALLBACK else (choice,)


def _in_short(code: str) -> str:
    message = _MESSAGES.get(code)
    if message is None:
        return code
    said = _PLACE.sub("…", _raw(message.what)).rstrip(".")
    said = said[:1].upper() + said[1:]
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST].rstrip()}…"


def _raw(text: Text) -> str:
    return str(getattr(text, reader.language().value))
