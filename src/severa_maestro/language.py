"""The three languages that people read here: Finnish, Swedish and English.

What is stored is a code and its values; the sentence is made when somebody reads it, in the reader's language.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Language(StrEnum):
    """A language of the reader (ISO 639-1)."""

    FINNISH = "fi"
    SWEDISH = "sv"
    ENGLISH = "en"

    @classmethod
    def from_locale(cls, locale: str) -> Self | None:
        """The language of a POSIX locale name such as ``fi_FI.UTF-8``; None where it is none of the three."""
        return next((language for language in cls if locale.lower().startswith(language.value)), None)


def reader_language() -> Language:
    """The reader's language: SEVERA_MAESTRO_LANGUAGE, else the locale's, else English."""
    names = ("SEVERA_MAESTRO_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    told = (Language.from_locale(os.environ.get(name, "")) for name in names)
    return next((each for each in told if each is not None), Language.ENGLISH)


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in the three languages, with ``{named}`` places for its values."""

    fi: str
    sv: str
    en: str

    def say(self, language: Language, **values: object) -> str:
        """The sentence in ``language`` with its values put in; a value that is a sentence is said in it too.

        A value that is missing shows as ``?``.
        """
        said = {name: value.say(language) if isinstance(value, Text) else value for name, value in values.items()}
        return str(getattr(self, language.value)).format_map(_Values(said))

    def filled(self, **values: object) -> "Text":
        """The sentence with its values put in, still in the three languages."""
        return Text(**{language.value: self.say(language, **values) for language in Language})


def joined(texts: Sequence[Text], between: str) -> Text:
    """Several sentences after one another, in the three languages."""
    said = ((language.value, between.join(each.say(language) for each in texts)) for language in Language)
    return Text(**dict(said))


class _Values(dict[str, object]):
    """Values of a sentence: one that is missing must not hide the sentence."""

    def __missing__(self, key: str) -> str:
        return "?"


@dataclass(frozen=True, slots=True)
class Message:
    """What is the matter, and what the reader can do about it."""

    what: Text
    to_do: Text

    def say(self, language: Language, **values: object) -> str:
        """Both sentences after one another."""
        return f"{self.what.say(language, **values)} {self.to_do.say(language, **values)}".strip()

    def filled(self, **values: object) -> Text:
        """Both sentences with their values put in, still in the three languages."""
        return Text(**{language.value: self.say(language, **values) for language in Language})


NOTHING_TO_DO = Text(fi="", sv="", en="")
