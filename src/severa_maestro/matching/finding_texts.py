"""The sentences of every finding, in Finnish, Swedish and English: what is the matter, and what to do.

Menu paths are Severa's own, as its screens name them in each language.
"""

from severa_maestro.language import Message, Text
from severa_maestro.matching.blocking_texts import BLOCKING_MESSAGES
from severa_maestro.matching.fallback_texts import FALLBACK_MESSAGES
from severa_maestro.matching.warning_texts import WARNING_MESSAGES

ROW = Text(fi="Rivi {row}: ", sv="Rad {row}: ", en="Row {row}: ")

#: What there is to do about a blocking finding that a person has accepted.
ACCEPTED = Text(
    fi="Hyväksytty: ei estä siirtoa.",
    sv="Godkänd: hindrar inte överföringen.",
    en="Accepted: it does not stop the transfer.",
)

#: Values that are words of their own: kinds of rows and what an address lacks.
WORDS = {
    "product": Text(fi="tuote", sv="produkt", en="product"),
    "work": Text(fi="työlaji", sv="arbetstyp", en="work type"),
    "travel": Text(fi="matkakulu", sv="resekostnad", en="travel expense"),
    "other": Text(fi="muu rivi", sv="annan rad", en="other row"),
    "name": Text(fi="nimi", sv="namn", en="name"),
    "street": Text(fi="katuosoite", sv="gatuadress", en="street"),
    "postal_code": Text(fi="postinumero", sv="postnummer", en="post code"),
    "town": Text(fi="postitoimipaikka", sv="postort", en="town"),
    "country": Text(fi="maa", sv="land", en="country"),
}

FINDING_MESSAGES: dict[str, Message] = {**BLOCKING_MESSAGES, **WARNING_MESSAGES, **FALLBACK_MESSAGES}
