"""The reader's language, and a sentence with its values."""

import pytest

from severa_maestro.language import NOTHING_TO_DO, Language, Message, Text

GREETING = Text(fi="Hei {name}.", sv="Hej {name}.", en="Hello {name}.")


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("fi_FI.UTF-8", Language.FINNISH),
        ("fi", Language.FINNISH),
        ("FI", Language.FINNISH),
        ("sv_FI.UTF-8", Language.SWEDISH),
        ("sv-SE", Language.SWEDISH),
        ("en_GB", Language.ENGLISH),
        ("en_US.UTF-8", Language.ENGLISH),
    ],
)
def test_a_locale_tells_the_language(locale: str, language: Language) -> None:
    assert Language.from_locale(locale) is language


@pytest.mark.parametrize("locale", ["", "C", "C.UTF-8", "POSIX", "de_DE.UTF-8", "et_EE"])
def test_another_locale_tells_none(locale: str) -> None:
    assert Language.from_locale(locale) is None


@pytest.mark.parametrize(
    ("language", "said"),
    [(Language.FINNISH, "Hei Åsa."), (Language.SWEDISH, "Hej Åsa."), (Language.ENGLISH, "Hello Åsa.")],
)
def test_a_sentence_is_said_with_its_values(language: Language, said: str) -> None:
    assert GREETING.say(language, name="Åsa") == said


def test_a_missing_value_does_not_hide_the_sentence() -> None:
    assert GREETING.say(Language.FINNISH) == "Hei ?."


def test_a_value_that_is_not_asked_for_does_no_harm() -> None:
    assert GREETING.say(Language.FINNISH, name="Åsa", age=7) == "Hei Åsa."


def test_both_sentences_are_said_after_one_another() -> None:
    message = Message(what=GREETING, to_do=GREETING)
    assert message.say(Language.FINNISH, name="Åsa") == "Hei Åsa. Hei Åsa."


def test_with_nothing_to_do_no_space_is_left() -> None:
    assert Message(what=GREETING, to_do=NOTHING_TO_DO).say(Language.FINNISH, name="Åsa") == "Hei Åsa."
