"""Findings as pages show them: in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from severa_maestro.matching.findings import Finding, Level
from severa_maestro.web import reader
from severa_maestro.web.say import say
from severa_maestro.web.sentences import on_a_page

#: Why a row is on A/0 whose code a line of the code map could lead elsewhere.
_MAPPABLE = frozenset(
    f"fallback-{reason}"
    for reason in ("unknown-code", "inactive-product", "mapped-product-missing", "mapping-not-in-force")
)
_LEVELS = [level.value for level in Level]


def name_of(code: str) -> str:
    """A finding's short name."""
    return say(f"finding.{code}")


def names_in_short(findings: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
    """The short names of a transfer's findings as they are kept, each once, the worst first."""
    worst_first = sorted(findings, key=lambda kept: _LEVELS.index(str(kept["level"])), reverse=True)
    return tuple(dict.fromkeys(name_of(str(kept["code"])) for kept in worst_first))


def codes_to_map(code: str, values: Mapping[str, object]) -> tuple[str, ...]:
    """The codes of a finding's row that a line of the code map could lead from A/0 to a product."""
    return tuple(str(values["code"]).split(", ")) if code in _MAPPABLE and "code" in values else ()


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
        what=on_a_page(finding.what(language)),
        to_do=on_a_page(finding.to_do(language)),
        kind=values.get("kind", ""),
        codes=codes_to_map(finding.code, values),
    )
