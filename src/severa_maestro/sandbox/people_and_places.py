"""Names of companies, people, streets and towns: believable, and nobody's in particular."""

import random
from dataclasses import dataclass

from severa_maestro.sandbox.records import Place

FIRST_NAMES = (
    *("Aino", "Anna", "Antti", "Elina", "Emma", "Eero", "Hanna", "Heikki", "Henrik", "Ilkka", "Jaana", "Juha"),
    *("Kaisa", "Katri", "Lauri", "Leena", "Liisa", "Maria", "Matti", "Mikko", "Niina", "Olli", "Outi", "Pekka"),
    *("Riikka", "Sami", "Sanna", "Sofia", "Tapio", "Tiina", "Tuomas", "Väinö", "Åsa", "Björn", "Ulla", "Ville"),
)
LAST_NAMES = (
    *("Aalto", "Anttila", "Bergström", "Hakala", "Heikkinen", "Heinonen", "Hiltunen", "Hämäläinen", "Järvinen"),
    *("Karjalainen", "Kettunen", "Koskinen", "Laaksonen", "Laine", "Lehtonen", "Lindholm", "Lindqvist", "Mattila"),
    *("Mäkelä", "Mäkinen", "Nieminen", "Niemi", "Ojala", "Peltonen", "Rantanen", "Räsänen", "Salonen", "Savolainen"),
    *("Sjöberg", "Toivonen", "Tuominen", "Turunen", "Virtanen", "Väisänen", "Öhman", "Ylönen"),
)
STREETS = (
    *("Aleksanterinkatu", "Asemakatu", "Hallituskatu", "Hämeenkatu", "Kauppakatu", "Keskuskatu", "Kirkkokatu"),
    *("Koulukatu", "Linnankatu", "Mannerheimintie", "Puistokatu", "Rantatie", "Satamakatu", "Teollisuustie"),
    *("Tehtaankatu", "Torikatu", "Työpajankatu", "Vaasantie", "Yliopistonkatu", "Yrittäjäntie"),
)
#: Post code and town of places that really are together.
TOWNS = (
    *(("00100", "Helsinki"), ("00510", "Helsinki"), ("00180", "Helsinki"), ("02100", "Espoo"), ("02600", "Espoo")),
    *(("01300", "Vantaa"), ("33100", "Tampere"), ("33200", "Tampere"), ("20100", "Turku"), ("20500", "Turku")),
    *(("90100", "Oulu"), ("40100", "Jyväskylä"), ("70100", "Kuopio"), ("15110", "Lahti"), ("65100", "Vaasa")),
    *(("28100", "Pori"), ("53100", "Lappeenranta"), ("96200", "Rovaniemi"), ("13100", "Hämeenlinna")),
    *(("80100", "Joensuu"), ("60100", "Seinäjoki"), ("87100", "Kajaani"), ("04400", "Järvenpää"), ("06100", "Porvoo")),
    *(("10600", "Tammisaari"), ("68600", "Pietarsaari"), ("22100", "Mariehamn"), ("55100", "Imatra")),
)
_COMPANY_STEMS = (
    *("Aurora", "Järvi", "Pohjan", "Kallio", "Koivu", "Meri", "Metsä", "Mänty", "Niitty", "Pilvi", "Puro", "Rannikon"),
    *("Revontuli", "Saaren", "Sammal", "Satakunnan", "Savon", "Suomen", "Sydän", "Tuuli", "Vesi", "Ylä", "Uuden"),
    *("Kuusi", "Lumi", "Halla", "Karhu", "Kotka", "Hirvi", "Joutsen", "Kivi", "Harju", "Selkä", "Taival"),
)
_COMPANY_TRADES = (
    *("rakennus", "konepaja", "logistiikka", "palvelut", "sähkö", "media", "energia", "kiinteistöt", "elintarvike"),
    *("ohjelmistot", "terveys", "kuljetus", "tekniikka", "kauppa", "konsultointi", "metalli", "vakuutus", "sahat"),
)
_COMPANY_FORMS = ("Oy", "Oy", "Oy", "Oy", "Oyj", "Oy Ab", "Ky", "Osuuskunta")


@dataclass(frozen=True)
class Operator:
    """An e-invoice operator or bank: its identifier on the wire, and its name."""

    identifier: str
    name: str


#: Operators that are active in the operators' list of ``reference/einvoice-operators.csv``.
OPERATORS = (
    Operator("003721291126", "Maventa"),
    Operator("003723327487", "Apix Messaging Oy"),
    Operator("003701011385", "Tietoevry Oyj"),
    Operator("003703575029", "CGI Suomi Oy"),
    Operator("BAWCFI22", "Basware Oy"),
    Operator("E204503", "OpusCapita Solutions Oy"),
    Operator("NDEAFIHH", "Nordea"),
    Operator("OKOYFIHH", "OP Osuuskunta"),
    Operator("DABAFIHH", "Danske Bank A/S, Suomen sivuliike"),
)


def person(generator: random.Random) -> tuple[str, str]:
    """First and last name."""
    return generator.choice(FIRST_NAMES), generator.choice(LAST_NAMES)


def company_name(generator: random.Random) -> str:
    """A company's name, such as ``Revontulirakennus Oy``."""
    return f"{generator.choice(_COMPANY_STEMS)}{generator.choice(_COMPANY_TRADES)} {generator.choice(_COMPANY_FORMS)}"


def finnish_place(generator: random.Random) -> Place:
    """A Finnish address; its post code belongs to its town."""
    post_code, town = generator.choice(TOWNS)
    street = f"{generator.choice(STREETS)} {generator.randrange(1, 90)}"
    if generator.random() < 0.3:
        street += f" {generator.choice('ABC')} {generator.randrange(1, 40)}"
    return Place(street=street, post_code=post_code, town=town, country="Suomi", country_code="FI")


def plain_email(name: str, first: str, last: str) -> str:
    """An address under the reserved domain ``.example``, which can never be anybody's."""
    letters = str.maketrans("äöåÄÖÅ", "aoaAOA")
    domain = "".join(letter for letter in name.split(maxsplit=1)[0].translate(letters).lower() if letter.isascii())
    return f"{first}.{last}@{domain}.example".translate(letters).lower()


def phone(generator: random.Random) -> str:
    """A mobile number in a form that people write."""
    return f"+358 40 {generator.randrange(100, 1000)} {generator.randrange(1000, 10000)}"
