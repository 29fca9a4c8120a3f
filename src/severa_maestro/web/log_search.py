"""Searching the log in what its lines say.

A line is kept as a code and its values and becomes a sentence when it is read, so a search has two steps: the database
leaves out what cannot have the words, and each line that is left is said and looked at. What the database is asked
may find too much, but not too little.
"""

import json
import re
from itertools import islice

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from severa_maestro.language import Language, Message, Text
from severa_maestro.matching import finding_texts
from severa_maestro.matching.findings import ACCEPTED
from severa_maestro.transfer.ledger.models import LogLine
from severa_maestro.transfer.log_texts import LOG_MESSAGES

#: No more words than these are looked for.
_MOST_WORDS = 8
_READ_AT_ONCE = 200
_LARGEST_ROW = 2**31 - 1

_MESSAGES: dict[str, Message] = {**finding_texts.FINDING_MESSAGES, **LOG_MESSAGES}
_PLACE = re.compile(r"\{[a-z_]+\}")
_BETWEEN_THOUSANDS = re.compile(r"(?<=[0-9])\N{NO-BREAK SPACE}(?=[0-9]{3})")


def matching(lines: QuerySet[LogLine], wanted: str, language: Language, most: int) -> list[LogLine]:
    """The first lines, in their order, whose number or sentence in the language has every word that is wanted.

    Args:
        lines: where to look.
        wanted: words, in small or large letters; nothing lets every line through.
        language: in which the lines are read.
        most: so many lines at most.
    """
    words = [each for each in wanted.casefold().split() if re.search(r"[\w€]", each)][:_MOST_WORDS]
    if not words:
        return list(lines[:most])
    narrowed = lines.annotate(kept=Cast("values", TextField()), written=Cast("invoice_number", TextField()))
    for word in words:
        narrowed = narrowed.filter(_may_say(word, language))
    found = (line for line in narrowed.iterator(_READ_AT_ONCE) if _says(line, words, language))
    return list(islice(found, most))


def _says(line: LogLine, words: list[str], language: Language) -> bool:
    said = f"{line.invoice_number or ''} {line.text(language)}".casefold()
    run_together = _BETWEEN_THOUSANDS.sub("", said)
    return all(word in said or word in run_together for word in words)


def _may_say(word: str, language: Language) -> Q:
    """What a line has that says the word: in its code's sentences, among its values, or as one of its numbers."""
    saying = [code for code, message in _MESSAGES.items() if word in _fixed(message, language)]
    may = Q(code__in=saying) | Q(written__contains=word)
    for kept in _as_kept(word, language):
        may |= Q(kept__icontains=kept)
    if word in _without_places(finding_texts.ROW, language):
        may |= Q(row__isnull=False)
    row = word.rstrip(":")
    if row.isascii() and row.isdecimal() and int(row) <= _LARGEST_ROW:
        may |= Q(row=int(row))
    return may


def _as_kept(word: str, language: Language) -> set[str]:
    """How the word may stand among a line's values, which are kept as JSON.

    Numbers are kept with a decimal point and without spaces, euros as letters, words of ours by their keys. SQLite
    takes small and large letters for the same in ASCII only.
    """
    plain = word.strip(".,:;()”“\"'")
    spoken = {plain, plain.replace(",", "."), plain.replace("€", "EUR")}
    spoken |= {each for one in spoken for each in (one.capitalize(), one.title(), one.upper())}
    kept = {json.dumps(each, ensure_ascii=is_ascii)[1:-1] for each in spoken for is_ascii in (True, False)}
    kept |= {key for key, said in finding_texts.WORDS.items() if plain in said.say(language)}
    if word in finding_texts.ACCEPTED.say(language).casefold():
        kept.add(ACCEPTED)
    return kept


def _fixed(message: Message, language: Language) -> str:
    return f"{_without_places(message.what, language)}\n{_without_places(message.to_do, language)}"


def _without_places(text: Text, language: Language) -> str:
    """What a sentence says whatever its values are."""
    return _PLACE.sub("\n", str(getattr(text, language.value))).casefold()
