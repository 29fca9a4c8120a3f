"""Which Maestro products an item of Severa's registers may mean, by the likeness of names and codes."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from heapq import nlargest
from math import pow as power
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.invoicing.money import plain
from severa_maestro.matching.products import FALLBACK, Product

#: How many products are suggested for an item at most, and from which score on.
MOST = 3
LEAST_SCORE = 50

#: From which score on a suggestion may be taken as it is. What speaks for another thing keeps a score below, however
#: like the names are: in a long name a word more hardly counts, though it may change the posting.
SURE_SCORE = 85
_MOST_IN_DOUBT = SURE_SCORE - 1

#: How far the best suggestion stands above the next one where there is no doubt between the two.
CLEAR_LEAD = 5

#: How many products with the most words in common are compared in full.
_MOST_COMPARED = 40

# What the parts of a score weigh; tried on names as they are written in Finnish registers.
_NAME_WEIGHT = 95
_CODE_WEIGHT = 5
_LIKE_NAME = 0.6  # from here on a like code speaks strongly for the product
_CODE_BESIDE_LIKE_NAME = 0.7  # the part of what the name lacks that a like code makes up for
_CODE_ALONE = LEAST_SCORE  # just worth a look
_OTHER_VAT_RATE = 15
_OTHER_UNIT = 5

# How like names may be that contradict each other.
_CONTRADICTING_MARKS = 0.55
_MARK_ON_ONE_SIDE = 0.85
_CONTRADICTING_WORDS = 0.7

# From where on two words of that length are one with a typo or another ending, in per cent.
_ONE_WORD = 85
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What a product is sought for: an item of a register of Severa, or a code that stood on rows.

    Attributes:
        vat_rate: per cent; None where it is not known.
    """

    name: str
    code: str = ""
    unit: str = ""
    vat_rate: Decimal | None = None
    kind: RowKind = RowKind.OTHER


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A product that may be meant, and how well it fits.

    Attributes:
        score: from 50 to 100.
    """

    product: Product
    score: int


def is_sure(suggestions: Sequence[Suggestion], at_least: int) -> bool:
    """Whether the best suggestion scores that much and stands clearly above the next one."""
    if not suggestions or suggestions[0].score < at_least:
        return False
    return len(suggestions) == 1 or suggestions[0].score - suggestions[1].score >= CLEAR_LEAD


def in_doubt(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """The same suggestions, none of them sure: for where something beside the names speaks against taking them."""
    return tuple(replace(each, score=min(each.score, _MOST_IN_DOUBT)) for each in suggestions)


class Suggester:
    """Suggests products of a catalogue: the active ones but the fallback product."""

    def __init__(self, products: Iterable[Product]) -> None:
        self._products = [each for each in products if each.is_active and each.code != FALLBACK]
        self._names = [_read_name(each.name) for each in self._products]
        self._codes = [_read_code(str(each.code)) for each in self._products]
        self._places_of_word: dict[_Word, list[int]] = defaultdict(list)
        self._places_of_code: dict[str, list[int]] = defaultdict(list)
        for place, (name, code) in enumerate(zip(self._names, self._codes, strict=True)):
            self._places_of_code[code.plain].append(place)
            for word in name.words:
                self._places_of_word[word].append(place)
        self._by_letters: dict[str, list[_Word]] = defaultdict(list)
        for word in self._places_of_word:
            self._by_letters[word.letters].append(word)
        self._alike: dict[_Word, dict[_Word, _Common]] = {}

    def suggest(self, sought: Sought) -> tuple[Suggestion, ...]:
        """The products that fit best, best first: three at most, none that scores under 50.

        1. Take the products that have words, or the code in another spelling, in common with what is sought.
        2. Score each by its name; a like code speaks strongly for a like name, and weakly for another one.
        3. Another VAT rate or unit speaks against it, where both are known.
        4. Hold back what may be another thing: a word or number more, another order that may matter, or another VAT
           rate is never sure.
        """
        name, code = _read_name(sought.name), _read_code(sought.code)
        places = self._candidates(name, code)
        scored = (Suggestion(self._products[place], self._score(sought, name, code, place)) for place in places)
        fitting = (each for each in scored if each.score >= LEAST_SCORE)
        return tuple(sorted(fitting, key=lambda each: (-each.score, each.product.code))[:MOST])

    def _candidates(self, name: "_Name", code: "_SpeltCode") -> set[int]:
        """The places of the products with the code, and of those with the most letters of words in common."""
        common: dict[int, float] = defaultdict(float)
        for word in name.words:
            for other, (of_word, of_other) in self._words_like(word).items():
                for place in self._places_of_word[other]:
                    common[place] += of_word + of_other

        def closeness(place: int) -> tuple[float, int]:
            other = self._names[place]
            return common[place] / (name.length + other.length) * _likeness_of_marks(name, other), -place

        by_code = self._places_of_code.get(code.plain, []) if code.plain else []
        return {*nlargest(_MOST_COMPARED, common, key=closeness), *by_code}

    def _score(self, sought: Sought, name: "_Name", code: "_SpeltCode", place: int) -> int:
        product = self._products[place]
        of_name, is_doubtful = self._likeness(name, self._names[place])
        of_code = _likeness_of_codes(code, self._codes[place])
        score = _NAME_WEIGHT * of_name + _CODE_WEIGHT * of_code
        if of_name >= _LIKE_NAME:
            score += _CODE_BESIDE_LIKE_NAME * of_code * _NAME_WEIGHT * (1 - of_name)
        elif of_code == 1:
            score = max(score, _CODE_ALONE)
        if None not in (sought.vat_rate, product.vat_rate) and sought.vat_rate != product.vat_rate:
            score -= _OTHER_VAT_RATE
            is_doubtful = True
        if _contradict(_read_unit(sought.unit, sought.kind), _read_unit(product.unit)):
            score -= _OTHER_UNIT
        return max(0, min(round(score), _MOST_IN_DOUBT if is_doubtful else 100))

    def _likeness(self, one: "_Name", other: "_Name") -> "_Likeness":
        """How like two names are: which part of the letters of each the other one has as well."""
        if not one.length or not other.length:
            return _Likeness(0, is_doubtful=True)
        of_one = dict.fromkeys(one.words, 0.0)
        of_other = dict.fromkeys(other.words, 0.0)
        for word in one.words:
            alike = self._words_like(word)
            for another in other.words:
                if common := alike.get(another):
                    of_one[word] += common.of_one
                    of_other[another] += common.of_other
        likeness = power(_part(of_one, one.length) * _part(of_other, other.length), 0.75)
        if not all(of_one.values()) and not all(of_other.values()):
            likeness = min(likeness, _CONTRADICTING_WORDS)
        is_doubtful = (
            one.marks != other.marks
            or _leaves_a_word(of_one)
            or _leaves_a_word(of_other)
            or self._turns_round(one, other)
        )
        return _Likeness(likeness * _likeness_of_marks(one, other), is_doubtful)

    def _turns_round(self, one: "_Name", other: "_Name") -> bool:
        """Whether two words stand the other way round where that may matter: "suomi-ruotsi" and "ruotsi-suomi"."""
        return any(
            (pair.is_directed or turned.is_directed)
            and turned.second in self._words_like(pair.first)
            and turned.first in self._words_like(pair.second)
            and pair.first != turned.first
            for pair in one.pairs
            for turned in other.pairs
        )

    def _words_like(self, word: "_Word") -> dict["_Word", "_Common"]:
        """The words of products' names that have something in common with a word."""
        if word not in self._alike:
            known = self._by_letters.keys()
            near = process.extract(word.letters, known, scorer=fuzz.ratio, score_cutoff=_ONE_WORD, limit=None)
            letters = {each for each, _, _ in near}
            letters |= {each for each in known if each in word.letters or word.letters in each}
            others = (other for each in sorted(letters) for other in self._by_letters[each])
            compared = ((other, _in_common(word, other)) for other in others)
            self._alike[word] = {other: common for other, common in compared if common is not None}
        return self._alike[word]


class _Word(NamedTuple):
    """A word of a name in small letters without dots and rings; one that a full stop ends may be an abbreviation."""

    letters: str
    is_cut: bool = False


class _Pair(NamedTuple):
    """Two words of a name that stand side by side, not in a list.

    Attributes:
        is_directed: their order may matter, for they are joined closely, or both belong to a word before them.
    """

    first: _Word
    second: _Word
    is_directed: bool


class _Likeness(NamedTuple):
    """How like two names are.

    Attributes:
        part: from 0 to 1.
        is_doubtful: something in them may make two things of them, however like they are.
    """

    part: float
    is_doubtful: bool


class _Common(NamedTuple):
    """How many letters of each of two words the other one has as well."""

    of_one: float
    of_other: float


@dataclass(frozen=True, slots=True)
class _Name:
    """A name, taken apart.

    Attributes:
        marks: what must be alike in names of one thing, in its order: numbers, years, single letters, negations.
        pairs: words side by side.
        length: the letters of all words.
    """

    words: tuple[_Word, ...]
    marks: tuple[str, ...]
    pairs: tuple[_Pair, ...]
    length: int


def _read_name(text: str) -> _Name:
    """Takes a name apart; one without words has its marks as words."""
    folded = _folded(text)
    words: list[_Word] = []
    marks: list[str] = []
    pairs: list[_Pair] = []
    end_of_last = 0
    for token in _TOKEN.finditer(folded):
        letters = _FULL_WORDS.get(token["letters"], token["letters"])
        if mark := _mark(token, letters):
            marks.append(mark)
            continue
        if letters in _JOINING:
            continue
        word = _Word(letters, is_cut=bool(token["dot"]))
        between = folded[end_of_last : token.start()]
        if words and not _OF_LIST.search(between):
            pairs.append(_Pair(words[-1], word, is_directed=len(words) > 1 or bool(_OF_JOINED.fullmatch(between))))
        words.append(word)
        end_of_last = token.end()
    of_name = tuple(dict.fromkeys(words or map(_Word, sorted(marks))))
    return _Name(of_name, tuple(marks), tuple(pairs), sum(len(word.letters) for word in of_name))


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


def _in_common(one: _Word, other: _Word) -> _Common | None:
    """What two words have in common: all where they are one; else the part of a compound, or an abbreviation's word."""
    letters, others = one.letters, other.letters
    if letters == others:
        return _Common(len(letters), len(others))
    if one.is_cut and _begins(others, letters):
        return _Common(len(letters), _BY_ITS_BEGINNING * len(others))
    if other.is_cut and _begins(letters, others):
        return _Common(_BY_ITS_BEGINNING * len(letters), len(others))
    short, long = sorted((one, other), key=lambda each: len(each.letters))
    is_at_an_end = long.letters.startswith(short.letters) or long.letters.endswith(short.letters)
    is_part = is_at_an_end or (short.is_cut and short.letters in long.letters)
    if is_part and len(short.letters) >= _SHORTEST_PART:
        return _Common(len(short.letters), len(short.letters))
    ratio = fuzz.ratio(letters, others)
    begin_alike = letters[0] == others[0]  # a typo is seldom there, and "seniori-" and "juniorikonsultointi" are two
    if ratio >= _ONE_WORD and begin_alike and len(short.letters) >= _SHORTEST_WITH_TYPO:
        return _Common(ratio / 100 * len(letters), ratio / 100 * len(others))
    return None


def _begins(word: str, beginning: str) -> bool:
    return len(beginning) >= _SHORTEST_CUT and word.startswith(beginning)


def _part(covered: Mapping[_Word, float], length: int) -> float:
    """The part of a name's letters that is covered; no word more than wholly."""
    return sum(min(letters, len(word.letters)) for word, letters in covered.items()) / length


def _leaves_a_word(covered: Mapping[_Word, float]) -> bool:
    """Whether a word of a name, or a part of a compound, is nowhere in the other name."""
    return any(len(word.letters) - letters >= _LETTERS_OF_ENDING for word, letters in covered.items())


def _likeness_of_marks(one: _Name, other: _Name) -> float:
    marks, others = set(one.marks), set(other.marks)
    if marks == others:
        return 1
    of_one, of_other = marks - others, others - marks
    is_contradiction = (of_one and of_other) or (of_one | of_other) & _NEGATIONS
    return _CONTRADICTING_MARKS if is_contradiction else _MARK_ON_ONE_SIDE


class _SpeltCode(NamedTuple):
    """A code without what only spells it otherwise: ``plain`` of ``B-12``, ``b 012`` and ``BI2`` is ``B12``.

    Attributes:
        suffix: letters after the number.
    """

    plain: str
    suffix: str = ""


def _read_code(text: str) -> _SpeltCode:
    compact = re.sub(r"[^0-9A-Z]", "", text.upper())
    digits = compact[:1] + compact[1:].translate(str.maketrans("OIL", "011"))
    match = _CODE.fullmatch(digits)
    return _SpeltCode(match[1] + (match[2] or "0"), match[3]) if match and match[2] else _SpeltCode(compact)


def _likeness_of_codes(one: _SpeltCode, other: _SpeltCode) -> float:
    """1 for two spellings of one code, less where a letter is added or one sign is mistyped, else 0."""
    if not one.plain:
        return 0
    if one.plain == other.plain:
        return 0.8 if one.suffix else 1
    is_typo = len(other.plain) >= 3 and OSA.distance(one.plain, other.plain, score_cutoff=1) == 1
    return 0.7 if is_typo else 0


def _read_unit(text: str, kind: RowKind = RowKind.OTHER) -> str:
    """A unit in one way of writing; work that tells none is in hours. Empty where it is not known."""
    folded = _folded(text).strip(" .")
    return _FULL_WORDS.get(folded, folded) or ("tunti" if kind is RowKind.WORK else "")


def _contradict(one: str, other: str) -> bool:
    return bool(one and other) and one != other
