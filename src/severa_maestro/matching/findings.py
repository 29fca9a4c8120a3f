"""What a check says of an invoice: a stable code, its values, and the sentences for it in three languages."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from severa_maestro.language import Language
from severa_maestro.matching import finding_texts
from severa_maestro.matching.finding_texts import FINDING_MESSAGES

#: The value of a finding that tells that a person has accepted it.
ACCEPTED = "accepted"

#: Values that are words of ours, amounts with their currency, and rates in per cent.
_WORDS = ("kind", "missing")
_AMOUNTS = ("excluding", "vat", "including", "difference", "total", "rows", "computed", "original")
_RATES = ("rate", "product_rate")

_AMOUNT = re.compile(r"(?P<whole>-?[0-9]+)(?:\.(?P<decimals>[0-9]+))? (?P<currency>[A-Z]{3})")
_THOUSANDS = re.compile(r"(?<=[0-9])(?=(?:[0-9]{3})+$)")
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


class Level(StrEnum):
    """How much something matters."""

    INFO = "info"
    WARNING = "warning"
    BLOCKING = "blocking"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a check found.

    Attributes:
        code: stable, such as ``customer-without-number``; its sentences are in ``finding_texts``.
        level: blocking keeps the invoice out of Maestro until a person has mended it.
        row: the number of the row, where it is of one row.
        values: what goes into the sentences.
    """

    code: str
    level: Level
    row: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.code not in FINDING_MESSAGES:
            raise ValueError(f"no sentences for the finding {self.code}")

    def what(self, language: Language) -> str:
        """What is the matter."""
        sentence = FINDING_MESSAGES[self.code].what.say(language, **self._spoken(language))
        return sentence[:1].upper() + sentence[1:] if self.row is None else self._row(language) + sentence

    def to_do(self, language: Language) -> str:
        """What the reader can do about it."""
        if ACCEPTED in self.values:
            return finding_texts.ACCEPTED.say(language)
        return FINDING_MESSAGES[self.code].to_do.say(language, **self._spoken(language))

    def _row(self, language: Language) -> str:
        return finding_texts.ROW.say(language, row=self.row)

    def _spoken(self, language: Language) -> dict[str, str]:
        """The values as the reader writes them."""
        return {name: as_written(name, value, language) for name, value in self.values.items()}


def as_written(name: str, value: str, language: Language) -> str:
    """One value in the reader's language. A reason may be a whole sentence, and the finding has its own full stop."""
    if not value.strip():
        return "–"
    if name in _WORDS:
        return _in_words(value, language)
    if name == "reason":
        return value.strip().removesuffix(".")
    if language is Language.ENGLISH:
        return value
    if name in _AMOUNTS:
        return _amount(value)
    return value.replace(".", ",") if name in _RATES else value


def _in_words(value: str, language: Language) -> str:
    words = (finding_texts.WORDS.get(word) for word in value.split())
    return ", ".join(word.say(language) for word in words if word is not None)


def _amount(value: str) -> str:
    """An amount as it is written in Finnish and Swedish: ``1 234,50 €``."""
    found = _AMOUNT.fullmatch(value)
    if found is None:
        return value
    whole = _THOUSANDS.sub(_NO_BREAK_SPACE, found["whole"])
    decimals = f",{found['decimals']}" if found["decimals"] else ""
    currency = "€" if found["currency"] == "EUR" else found["currency"]
    return f"{whole}{decimals}{_NO_BREAK_SPACE}{currency}"


def blocking(code: str, row: int | None = None, /, **values: object) -> Finding:
    """A finding that blocks."""
    return Finding(code, Level.BLOCKING, row, {name: str(value) for name, value in values.items()})


def warning(code: str, row: int | None = None, /, **values: object) -> Finding:
    """A finding that warns."""
    return Finding(code, Level.WARNING, row, {name: str(value) for name, value in values.items()})


def info(code: str, row: int | None = None, /, **values: object) -> Finding:
    """A finding that only tells."""
    return Finding(code, Level.INFO, row, {name: str(value) for name, value in values.items()})


def blocks(findings: Iterable[Finding]) -> bool:
    """Whether any of them blocks."""
    return any(finding.level is Level.BLOCKING for finding in findings)
