"""Findings as pages show them: in the reader's language, without the commands that the same sentences name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from severa_maestro.matching.findings import Finding, Level
from severa_maestro.web import reader
from severa_maestro.web.say import say

#: `` (severa-maestro codes map)``, `` (dismiss)``; and ``: severa-maestro rematch.`` but for its full stop.
_COMMAND = re.compile(
    r" \((?:severa-maestro [^()]*|show|dismiss|retry --accept|--[^()]*)\)"
    r"|: (?:severa-maestro [^.:]*|dismiss|--[a-z]+(?: \w+ --[a-z]+)*)(?=\.)"
)

#: Why a row is on A/0 whose code a line of the code map could lead elsewhere.
_MAPPABLE = frozenset(
    f"fallback-{reason}"
    for reason in ("unknown-code", "inactive-product", "mapped-product-missing", "mapping-not-in-force")
)
_LEVELS = [level.value for level in Level]


def without_commands(sentence: str) -> str:
    """A sentence without the commands that it names: on a page, the button stands beside it."""
    return _COMMAND.sub("", sentence)


def name_of(code: str) -> str:
    """A finding's short name."""
    return say(f"finding.{code}")


def names_in_short(findings: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
    """The short names of a transfer's findings as they are kept, each once, the worst first."""
    worst_first = sorted(findings, key=lambda kept: _LEVELS.index(str(kept["level"])), reverse=True)
    return tuple(dict.fromkeys(name_of(str(kept["code"])) for kept in worst_first))


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding in the reader's words.

    Attributes:
        level: ``blocking``, ``warning`` or ``info``: a state of ``states.py``.
        kind: the register of ``codes``.
        codes: codes of the row that a line of the code map could lead from A/0 to a product.
    """

    code: str
    level: str
    what: str
    to_do: str
    kind: str = ""
    codes: tuple[str, ...] = ()


def shown(finding: Finding) -> ShownFinding:
    """The finding in the reader's words."""
    language, values = reader.language(), finding.values
    return ShownFinding(
        code=finding.code,
        level=finding.level.value,
        what=without_commands(finding.what(language)),
        to_do=without_commands(finding.to_do(language)),
        kind=values.get("kind", ""),
        codes=tuple(values["code"].split(", ")) if finding.code in _MAPPABLE else (),
    )
