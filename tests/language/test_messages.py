"""What holds for every sentence that a person reads, in each of the three languages."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from severa_maestro.language import Language, Text
from tests.language.messages import all_messages, all_texts, in_language, placeholders

MESSAGES = all_messages()
SENTENCES = [
    (f"{each.place}.{part}", text)
    for each in MESSAGES
    for part, text in (("what", each.message.what), ("to_do", each.message.to_do))
]
#: Sentences, and words and phrases that stand alone.
TEXTS = [*SENTENCES, *all_texts()]

#: A sentence may end with a value that is a sentence itself, or that is there to be copied.
_ENDS = re.compile(r"([.!?]|\{(reason|accepted|path)\})$")
_SAMPLES = {"count": "1", "number": "1001", "reason": "Syy.", "hint": "Tarkoititko? "}


class _Samples(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return f"‹{name}›"


def _wrong(texts: list[tuple[str, Text]], is_wrong: Callable[[str], object]) -> list[str]:
    """Where a text is wrong, in which language, and what stands there."""
    return [f"{place} {language}: {said}" for place, language, said in _each(texts) if is_wrong(said)]


def _each(texts: list[tuple[str, Text]]) -> Iterator[tuple[str, Language, str]]:
    return ((place, language, in_language(text, language)) for place, text in texts for language in Language)


def test_the_packages_messages_are_found() -> None:
    rooms = Counter(each.place.split(".")[0] for each in MESSAGES)
    assert rooms.keys() >= {"matching", "transfer", "companies", "cli", "severa", "maestro"}
    assert rooms["matching"] > 40


def test_each_message_says_what_is_the_matter_in_each_language() -> None:
    assert not _wrong([(each.place, each.message.what) for each in MESSAGES], lambda said: not said.strip())


def test_each_message_says_what_to_do_in_each_language_or_in_none() -> None:
    spoken = {
        each.place: {bool(in_language(each.message.to_do, language)) for language in Language} for each in MESSAGES
    }
    assert [place for place, has_words in spoken.items() if len(has_words) > 1] == []


def test_each_text_has_the_same_values_in_each_language() -> None:
    different = [
        place for place, text in TEXTS if len({frozenset(placeholders(text, language)) for language in Language}) > 1
    ]
    assert different == []


def test_each_text_renders_with_its_values() -> None:
    assert not _wrong(TEXTS, lambda said: re.search(r"[{}]", said.format_map(_Samples(_SAMPLES))))


def test_no_space_is_doubled_or_stands_before_a_full_stop() -> None:
    assert not _wrong(SENTENCES, lambda said: re.search(r"\s{2,}|\s[.:!?]( |$)|^\s|\s$|\n", said))


def test_no_space_is_doubled_once_the_values_are_in() -> None:
    assert not _wrong(SENTENCES, lambda said: "  " in said.format_map(_Samples(_SAMPLES)))


def test_each_sentence_ends_with_punctuation() -> None:
    assert not _wrong(SENTENCES, lambda said: said and not _ENDS.search(said))


def test_quotation_marks_are_the_languages_own() -> None:
    assert [place for place, text in TEXTS if re.search("[“„«»]", text.fi + text.sv)] == []
    assert [place for place, text in TEXTS if re.search(r"[”„«»](?=[\w{])", text.en)] == []


def test_no_sentence_is_left_in_another_language() -> None:
    alike = [
        place
        for place, text in SENTENCES
        if len(text.en.split()) > 3 and len({text.fi, text.sv, text.en}) < len(Language)
    ]
    assert alike == []


def test_no_count_stands_before_a_word_that_would_have_to_agree_with_it() -> None:
    assert not _wrong(SENTENCES, lambda said: re.search(r"\{count\} \w", said))


def test_the_swedish_is_that_of_finland() -> None:
    words = re.compile(r"organisationsnummer|omvänd betalningsskyldighet|Y-tunnus", re.IGNORECASE)
    assert [place for place, text in TEXTS if words.search(text.sv)] == []
