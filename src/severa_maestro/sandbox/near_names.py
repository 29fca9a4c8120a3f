"""Names and codes as somebody else writes them: nearly the same."""

import random

from severa_maestro.sandbox.articles import Article

_SHORT_FORMS = {
    "päivä": "pv",
    "puolipäivä": "½ pv",
    "tunti": "h",
    "kuukausi": "kk",
    "vuosi": "v",
    "kiinteä hinta": "kiint.",
    "käyttäjä": "käytt.",
    "osallistuja": "os.",
    "vuosikerta": "vsk",
    "kotimaa": "kotim.",
    "ulkomaat": "ulkom.",
    "seniori": "sen.",
    "juniori": "jun.",
    "ylityö 50 %": "YT50",
    "ylityö 100 %": "YT100",
    "viikonloppu": "vkl",
}
#: Second parts that make one word with the first.
_JOINED = frozenset({"päivä", "puolipäivä", "tunti", "kuukausi", "vuosi"})
#: Letters that are typed in place of digits.
_LETTERS_FOR_DIGITS = {"0": "O", "1": "I", "5": "S", "8": "B"}


def other_name(article: Article, generator: random.Random) -> str:
    """What Maestro may call an article: the same, shorter, in another order, in one word, or in capital letters.

    ``Konsultointi, päivä`` may be ``Konsultointi pv`` or ``Konsultointipäivä`` there.
    """
    first, second = article.first, article.second
    if not second:
        return generator.choice((first, first.upper(), first.replace("Kilometri", "Km-")))
    return generator.choice(
        (
            article.name,
            article.name.upper(),
            f"{first} {second}",
            f"{first} {_SHORT_FORMS.get(second, second)}",
            f"{second[:1].upper()}{second[1:]} {first.lower()}",
            f"{first}{second}" if second in _JOINED else f"{first} - {second}",
        )
    )


def mistyped(code: str, place: int) -> str:
    """A code with a mistake in it, at each place another one: ``BI2`` where a digit allows it, ``B-12``, ``B 12 a``."""
    letter, number = code[0], code[1:]
    digit = next((digit for digit in number if digit in _LETTERS_FOR_DIGITS), None)
    mistakes = [f"{letter}-{number}", f"{letter} {number} a"]
    if digit is not None:
        mistakes.insert(0, letter + number.replace(digit, _LETTERS_FOR_DIGITS[digit], 1))
    return mistakes[place % len(mistakes)]
