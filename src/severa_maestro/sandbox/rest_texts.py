"""What REST says in words beside the data: names of languages, countries and accounts, and texts without their tags."""

import html
import re
from dataclasses import dataclass

from severa_maestro.sandbox import catalogue

_LINE_ENDS = re.compile(r"<br\s*/?>|</(?:p|li|div|h[1-6])>", re.IGNORECASE)
_TAGS = re.compile(r"</?[a-zA-Z][^>]*>")


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its name in Finnish, and in English."""

    name: str
    english_name: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country beside its name and its two letters, which the data has."""

    code3: str
    english_name: str
    culture: str
    currency: str
    is_in_eu: bool = True


LANGUAGES = {
    "fi-FI": Language("suomi", "Finnish"),
    "sv-SE": Language("ruotsi", "Swedish"),
    "en-US": Language("englanti", "English"),
}
COUNTRIES = {
    "FI": Country("FIN", "Finland", "fi-FI", "EUR"),
    "SE": Country("SWE", "Sweden", "sv-SE", "SEK"),
    "NO": Country("NOR", "Norway", "nb-NO", "NOK", is_in_eu=False),
    "DK": Country("DNK", "Denmark", "da-DK", "DKK"),
    "EE": Country("EST", "Estonia", "et-EE", "EUR"),
    "DE": Country("DEU", "Germany", "de-DE", "EUR"),
    "US": Country("USA", "United States", "en-US", "USD", is_in_eu=False),
    "GB": Country("GBR", "United Kingdom", "en-GB", "GBP", is_in_eu=False),
}
BANKS = {"OKOYFIHH": "OP Osuuskunta", "HELSFIHH": "Aktia Pankki Oyj", "DABAFIHH": "Danske Bank"}
_ACCOUNTS = {group.account: f"Myynti, {group.name.lower()}" for group in catalogue.GROUPS}
ACCOUNTS = {**_ACCOUNTS, "1700": "Myyntisaamiset", "2939": "Arvonlisäverovelka"}


def without_tags(text: str) -> str:
    """A text as it reads without its HTML; one that has no tags is left as it is."""
    if not _TAGS.search(text):
        return text
    return html.unescape(_TAGS.sub("", _LINE_ENDS.sub("\n", text))).strip()
