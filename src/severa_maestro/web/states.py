"""How a state is shown: always an icon, a word and a colour. The words are in ``texts/state.py``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """An icon of ``icons.py`` and a tone of the stylesheet: ``good``, ``calm``, ``bad``, ``care`` or ``still``."""

    icon: str
    tone: str


LOOKS = {
    # a transfer
    "fetched": Look("arrow", "calm"),
    "waiting": Look("clock", "calm"),
    "blocked": Look("hand", "bad"),
    "stored": Look("box", "calm"),
    "handed_over": Look("box", "calm"),
    "transferred": Look("check", "good"),
    "dismissed": Look("dash", "still"),
    "fallback": Look("fallback", "care"),
    # a run
    "running": Look("play", "calm"),
    "succeeded": Look("check", "good"),
    "failed": Look("cross", "bad"),
    "interrupted": Look("warning", "care"),
    # a company
    "well": Look("check", "good"),
    "stale": Look("moon", "still"),
    "paused": Look("pause", "still"),
    "unfinished": Look("gear", "care"),
    # a line of the log, a finding
    "info": Look("info", "calm"),
    "warning": Look("warning", "care"),
    "error": Look("cross", "bad"),
    "blocking": Look("hand", "bad"),
    # a step of the set-up
    "done": Look("check", "good"),
    "now": Look("arrow", "calm"),
    "open": Look("dash", "still"),
    # a user, an invitation
    "active": Look("check", "good"),
    "invited": Look("clock", "calm"),
    "missing": Look("warning", "care"),
}
