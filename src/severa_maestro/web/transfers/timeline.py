"""A transfer's timeline in the reader's words."""

import re

from severa_maestro.matching.finding_texts import FINDING_MESSAGES
from severa_maestro.transfer.ledger.models import TimelineEntry
from severa_maestro.web.say import say
from severa_maestro.web.transfers.shown_findings import name_of

#: Reasons that a run gives, each with its text ``transfer.why_…``.
RUNS_REASONS = frozenset(
    {"fetched", "stored", "replaced", "marked", "marked-again", "as-stored", "dismissed-before", "retried"}
)


def actor_of(entry: TimelineEntry) -> str:
    """Who did it: a run by its number, or a person by name."""
    run = re.fullmatch(r"run ([0-9]+)", entry.actor)
    return say("transfer.run", number=run[1]) if run else entry.actor


def reason_of(entry: TimelineEntry) -> str:
    """Why: codes in words, a person's own words as they are."""
    reason = entry.reason
    if reason in RUNS_REASONS:
        return say(f"transfer.why_{reason}")
    if moves := re.fullmatch(r"rematched (.+)", reason, re.DOTALL):
        return ", ".join(say("transfer.why_moved", move=move) for move in moves[1].split(", "))
    first, *rest = reason.split(", ")
    if first == "retried" and FINDING_MESSAGES.keys() >= {*rest}:
        return say("transfer.why_accepted", names=_names(rest))
    return _names([first, *rest]) if FINDING_MESSAGES.keys() >= {first, *rest} else reason


def _names(codes: list[str]) -> str:
    return ", ".join(map(name_of, codes))
