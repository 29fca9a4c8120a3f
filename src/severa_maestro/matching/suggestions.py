"""Which Maestro products an item of Severa's registers may mean, by the likeness of names and codes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from heapq import nlargest
from math import pow as power
from typing import NamedTuple

from rapidfuzz import fuzz, process

from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.matching.names import (
    ONE_WORD,
    Common,
    Name,
    SpeltCode,
    Word,
    contradict,
    in_common,
    leaves_a_word,
    likeness_of_codes,
    likeness_of_marks,
    part_covered,
    read_code,
    read_name,
    read_unit,
)
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

# How like names may be where each has a word that the other one lacks.
_CONTRADICTING_WORDS = 0.7


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


class _Likeness(NamedTuple):
    """How like two names are.

    Attributes:
        part: from 0 to 1.
        is_doubtful: something in them may make two things of them, however like they are.
    """

    part: float
    is_doubtful: bool


class Suggester:
    """Suggests products of a catalogue: the active ones but the fallback product."""

    def __init__(self, products: Iterable[Product]) -> None:
        self._products = [each for each in products if each.is_active and each.code != FALLBACK]
        self._names = [read_name(each.name) for each in self._products]
        self._codes = [read_code(str(each.code)) for each in self._products]
        self._places_of_word: dict[Word, list[int]] = defaultdict(list)
        self._places_of_code: dict[str, list[int]] = defaultdict(list)
        for place, (name, code) in enumerate(zip(self._names, self._codes, strict=True)):
            self._places_of_code[code.plain].append(place)
            for word in name.words:
                self._places_of_word[word].append(place)
        self._by_letters: dict[str, list[Word]] = defaultdict(list)
        for word in self._places_of_word:
            self._by_letters[word.letters].append(word)
        self._alike: dict[Word, dict[Word, Common]] = {}

    def suggest(self, sought: Sought) -> tuple[Suggestion, ...]:
        """The products that fit best, best first: three at most, none that scores under 50.

        1. Take the products that have words, or the code in another spelling, in common with what is sought.
        2. Score each by its name; a like code speaks strongly for a like name, and weakly for another one.
        3. Another VAT rate or unit speaks against it, where both are known.
        4. Hold back what may be another thing: a word or number more, another order that may matter, or another VAT
           rate is never sure.
        """
        name, code = read_name(sought.name), read_code(sought.code)
        places = self._candidates(name, code)
        scored = (Suggestion(self._products[place], self._score(sought, name, code, place)) for place in places)
        fitting = (each for each in scored if each.score >= LEAST_SCORE)
        return tuple(sorted(fitting, key=lambda each: (-each.score, each.product.code))[:MOST])

    def _candidates(self, name: Name, code: SpeltCode) -> set[int]:
        """The places of the products with the code, and of those with the most letters of words in common."""
        common: dict[int, float] = defaultdict(float)
        for word in name.words:
            for other, (of_word, of_other) in self._words_like(word).items():
                for place in self._places_of_word[other]:
                    common[place] += of_word + of_other

        def closeness(place: int) -> tuple[float, int]:
            other = self._names[place]
            return common[place] / (name.length + other.length) * likeness_of_marks(name, other), -place

        by_code = self._places_of_code.get(code.plain, []) if code.plain else []
        return {*nlargest(_MOST_COMPARED, common, key=closeness), *by_code}

    def _score(self, sought: Sought, name: Name, code: SpeltCode, place: int) -> int:
        product = self._products[place]
        of_name, is_doubtful = self._likeness(name, self._names[place])
        of_code = likeness_of_codes(code, self._codes[place])
        score = _NAME_WEIGHT * of_name + _CODE_WEIGHT * of_code
        if of_name >= _LIKE_NAME:
            score += _CODE_BESIDE_LIKE_NAME * of_code * _NAME_WEIGHT * (1 - of_name)
        elif of_code == 1:
            score = max(score, _CODE_ALONE)
        if None not in (sought.vat_rate, product.vat_rate) and sought.vat_rate != product.vat_rate:
            score -= _OTHER_VAT_RATE
            is_doubtful = True
        if contradict(read_unit(sought.unit, sought.kind), read_unit(product.unit)):
            score -= _OTHER_UNIT
        return max(0, min(round(score), _MOST_IN_DOUBT if is_doubtful else 100))

    def _likeness(self, one: Name, other: Name) -> _Likeness:
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
        likeness = power(part_covered(of_one, one.length) * part_covered(of_other, other.length), 0.75)
        if not all(of_one.values()) and not all(of_other.values()):
            likeness = min(likeness, _CONTRADICTING_WORDS)
        is_doubtful = (
            one.marks != other.marks
            or leaves_a_word(of_one)
            or leaves_a_word(of_other)
            or self._turns_round(one, other)
        )
        return _Likeness(likeness * likeness_of_marks(one, other), is_doubtful)

    def _turns_round(self, one: Name, other: Name) -> bool:
        """Whether two words stand the other way round where that may matter: "suomi-ruotsi" and "ruotsi-suomi"."""
        return any(
            (pair.is_directed or turned.is_directed)
            and turned.second in self._words_like(pair.first)
            and turned.first in self._words_like(pair.second)
            and pair.first != turned.first
            for pair in one.pairs
            for turned in other.pairs
        )

    def _words_like(self, word: Word) -> dict[Word, Common]:
        """The words of products' names that have something in common with a word."""
        if word not in self._alike:
            known = self._by_letters.keys()
            near = process.extract(word.letters, known, scorer=fuzz.ratio, score_cutoff=ONE_WORD, limit=None)
            letters = {each for each, _, _ in near}
            letters |= {each for each in known if each in word.letters or word.letters in each}
            others = (other for each in sorted(letters) for other in self._by_letters[each])
            compared = ((other, in_common(word, other)) for other in others)
            self._alike[word] = {other: common for other, common in compared if common is not None}
        return self._alike[word]
