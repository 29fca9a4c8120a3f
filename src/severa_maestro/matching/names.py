"""Names, codes and units of registers taken apart, and what two of them have in common."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.invoicing.money import plain

# How like names may be that contradict each other.
_CONTRADICTING_MARKS = 0.55
_MARK_ON_ONE_SIDE = 0.85

#: From where on two words are one with a typo or another ending, in per cent.
ONE_WORD = 85
_SHORTEST_WITH_TYPO = 5
_SHORTEST_PART = 3
_SHORTEST_CUT = 2
_LETTERS_OF_ENDING = 2  # fewer letters that the other name lacks are an ending or a link: "projektihallinta"
_BY_ITS_BEGINNING = 0.9  # of a word that is written as an abbreviation

_TOKEN = re.compile(
    r"(?P<number>[0-9]+(?:[.,][0-9]+)?)(?P<percent>\s*%)?|(?P<letters>½|[^\W\d_]+)(?P<dot>\.?)|(?P<sign>[<>≤≥#]|\+\+)"
)
_NEGATIONS = frozenset({"ei", "non", "ilman", "utan", "not", "without", "ulk", "ulkopuol"})
_OUTSIDE = "ulkopuol"  # in any of its forms
#: Words that join others in any order, and change nothing: left out.
_JOINING = ("ja", "seka", "och", "and", "per")
#: What stands between words of a list, whose order is free, and between words that are joined closely.
_OF_LIST = re.compile(rf"[,;()&+]|\s[-–/]\s|\b(?:{'|'.join(_JOINING)})\b")
_OF_JOINED = re.compile(r"[^\w\s]*|\s*[^\w\s]+\s*")
#: Letters that make another thing of the same name, as numbers do: those of "Paketti B" and "Taso II".
_MARK = re.compile(r"[^\W\d_]|[ivx]{2,}")
_CODE = re.compile(r"([A-Z]*)0*([0-9]*)([A-Z]*)")

#: Words and units that registers shorten without a full stop, as ``_folded`` leaves them.
_FULL_WORDS: Mapping[str, str] = {
    short: full
    for full, shorts in {
        "paiva": "pv pva pvm day dag",
        "vuorokausi": "vrk",
        "tunti": "h t hr hrs hour hours tim timme tuntia",
        "kuukausi": "kk month manad man",
        "viikko": "vk vko week vecka",
        "viikonloppu": "vkl",
        "vuosi": "v year ar",
        "vuosikerta": "vsk",
        "ylityo": "yt",
        "puoli": "½",
        "kappale": "kpl pc pcs st",
        "kilometri": "km",
        "henkilo": "hlo hld person",
    }.items()
    for short in shorts.split()
}


class Word(NamedTuple):
    """A word of a name in small letters without dots and rings; one that a full stop ends may be an abbreviation."""

    letters: str
    is_cut: bool = False


class Pair(NamedTuple):
    """Two words of a name that stand side by side, not in a list.

    Attributes:
        is_directed: their order may matter, for they are joined closely, or both belong to a word before them.
    """

    first: Word
    second: Word
    is_directed: bool


class Common(NamedTuple):
    """How many letters of each of two words the other one has as well."""

    of_one: float
    of_other: float


@dataclass(frozen=True, slots=True)
class Name:
    """A name, taken apart.

    Attributes:
        marks: what must be alike in names of one thing, in its order: numbers, years, single letters, negations.
        pairs: words side by side.
        length: the letters of all words.
    """

    words: tuple[Word, ...]
    marks: tuple[str, ...]
    pairs: tuple[Pair, ...]
    length: int


def read_name(text: str) -> Name:
    """Takes a name apart; one without words has its marks as words."""
    folded = _folded(text)
    words: list[Word] = []
    marks: list[str] = []
    pairs: list[Pair] = []
    end_of_last = 0
    for token in _TOKEN.finditer(folded):
        letters = _FULL_WORDS.get(token["letters"], token["letters"])
        if mark := _mark(token, letters):
            marks.append(mark)
            continue
        if letters in _JOINING:
            continue
        word = Word(letters, is_cut=bool(token["dot"]))
        between = folded[end_of_last : token.start()]
        if words and not _OF_LIST.search(between):
            pairs.append(Pair(words[-1], word, is_directed=len(words) > 1 or bool(_OF_JOINED.fullmatch(between))))
        words.append(word)
        end_of_last = token.end()
    of_name = tuple(dict.fromkeys(words or map(Word, sorted(marks))))
    return Name(of_name, tuple(marks), tuple(pairs), sum(len(word.letters) for word in of_name))


def _mark(token: re.Match[str], letters: str | None) -> str:
    """The mark that a part of a name is; empty for a word."""
    if token["number"]:
        return _number(token["number"], is_percentage=bool(token["percent"]))
    if not letters:
        return token["sign"]
    if letters.startswith(_OUTSIDE):
        return _OUTSIDE
    is_abbreviation = letters == "ulk" and token["dot"]  # of "ulkomaat" as likely as of "ulkopuolella"
    is_negation = letters in _NEGATIONS and not is_abbreviation
    return letters if is_negation or _MARK.fullmatch(letters) else ""


def _number(written: str, *, is_percentage: bool) -> str:
    """A number in one way of writing; with a full stop it may be a chapter or a version, of which 1.10 is not 1.1."""
    if "." in written and not is_percentage:
        return written
    return str(plain(Decimal(written.replace(",", "."))))


def _folded(text: str) -> str:
    """Small letters without dots and rings."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def in_common(one: Word, other: Word) -> Common | None:
    """What two words have in common: all where they are one; else the part of a compound, or an abbreviation's word."""
    letters, others = one.letters, other.letters
    if letters == others:
        return Common(len(letters), len(others))
    if one.is_cut and _begins(others, letters):
        return Common(len(letters), _BY_ITS_BEGINNING * len(others))
    if other.is_cut and _begins(letters, others):
        return Common(_BY_ITS_BEGINNING * len(letters), len(others))
    short, long = sorted((one, other), key=lambda each: len(each.letters))
    is_at_an_end = long.letters.startswith(short.letters) or long.letters.endswith(short.letters)
    is_part = is_at_an_end or (short.is_cut and short.letters in long.letters)
    if is_part and len(short.letters) >= _SHORTEST_PART:
        return Common(len(short.letters), len(short.letters))
    ratio = fuzz.ratio(letters, others)
    begin_alike = letters[0] == others[0]  # a typo is seldom there, and "seniori-" and "juniorikonsultointi" are two
    if ratio >= ONE_WORD and begin_alike and len(short.letters) >= _SHORTEST_WITH_TYPO:
        return Common(ratio / 100 * len(letters), ratio / 100 * len(others))
    return None


def _begins(word: str, beginning: str) -> bool:
    return len(beginning) >= _SHORTEST_CUT and word.startswith(beginning)


def part_covered(covered: Mapping[Word, float], length: int) -> float:
    """The part of a name's letters that is covered; no word more than wholly."""
    return sum(min(letters, len(word.letters)) for word, letters in covered.items()) / length


def leaves_a_word(covered: Mapping[Word, float]) -> bool:
    """Whether a word of a name, or a part of a compound, is nowhere in the other name."""
    return any(len(word.letters) - letters >= _LETTERS_OF_ENDING for word, letters in covered.items())


def likeness_of_marks(one: Name, other: Name) -> float:
    """1 where two names have the same marks, less where one has more, least where they contradict each other."""
    marks, others = set(one.marks), set(other.marks)
    if marks == others:
        return 1
    of_one, of_other = marks - others, others - marks
    is_contradiction = (of_one and of_other) or (of_one | of_other) & _NEGATIONS
    return _CONTRADICTING_MARKS if is_contradiction else _MARK_ON_ONE_SIDE


class SpeltCode(NamedTuple):
    """A code without what only spells it otherwise: ``plain`` of ``B-12``, ``b 012`` and ``BI2`` is ``B12``.

    Attributes:
        suffix: letters after the number.
    """

    plain: str
    suffix: str = ""


def read_code(text: str) -> SpeltCode:
    """A code in one way of writing."""
    compact = re.sub(r"[^0-9A-Z]", "", text.upper())
    digits = compact[:1] + compact[1:].translate(str.maketrans("OIL", "011"))
    match = _CODE.fullmatch(digits)
    return SpeltCode(match[1] + (match[2] or "0"), match[3]) if match and match[2] else SpeltCode(compact)


def likeness_of_codes(one: SpeltCode, other: SpeltCode) -> float:
    """1 for two spellings of one code, less where a letter is added or one sign is mistyped, else 0."""
    if not one.plain:
        return 0
    if one.plain == other.plain:
        return 0.8 if one.suffix else 1
    is_typo = len(other.plain) >= 3 and OSA.distance(one.plain, other.plain, score_cutoff=1) == 1
    return 0.7 if is_typo else 0


def read_unit(text: str, kind: RowKind = RowKind.OTHER) -> str:
    """A unit in one way of writing; work that tells none is in hours. Empty where it is not known."""
    folded = _folded(text).strip(" .")
    return _FULL_WORDS.get(folded, folded) or ("tunti" if kind is RowKind.WORK else "")


def contradict(one: str, other: str) -> bool:
    """Whether two units are known and are not the same."""
    return bool(one and other) and one != other
