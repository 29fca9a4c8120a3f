"""What firms sell and bill, as long registers have it: names in two parts, so that there are many near namesakes."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from severa_maestro.sandbox.catalogue import GENERAL_RATE, REDUCED_RATE, SECOND_REDUCED_RATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Something that a register may have.

    Attributes:
        letter: the main group of Maestro to which it belongs.
        old_code: what it has in Severa where its code is an old one; empty for any.
    """

    first: str
    second: str = ""
    unit: str
    price: Decimal
    vat_rate: Decimal = GENERAL_RATE
    letter: str
    old_code: str = ""

    @property
    def name(self) -> str:
        """Both parts as Severa's registers have them."""
        return f"{self.first}, {self.second}" if self.second else self.first


#: The second part of a name, the unit, and the price of which each first part has its share.
_Form = tuple[str, str, str]


def _family(letter: str, rate: Decimal, firsts: Iterable[str], forms: Iterable[_Form]) -> tuple[Article, ...]:
    return tuple(
        Article(
            first=first,
            second=second,
            unit=unit,
            price=(Decimal(price) * (80 + 7 * (place % 9)) / 100).quantize(Decimal("0.1")),
            vat_rate=rate,
            letter=letter,
        )
        for place, first in enumerate(firsts)
        for second, unit, price in forms
    )


_EXPERT_WORK = _family(
    "B",
    GENERAL_RATE,
    (
        *("Konsultointi", "Määrittely", "Projektinjohto", "Arkkitehtisuunnittelu", "Käyttöönotto", "Integraatiotyö"),
        *("Tietoturva-auditointi", "Testauspalvelu", "Tietojen siirto", "Raportointi", "Prosessikehitys"),
        *("Laadunvarmistus", "Käyttöliittymäsuunnittelu", "Palvelumuotoilu", "Kilpailutus", "Energiakatselmus"),
        *("Rakennuttajakonsultointi", "Kustannuslaskenta", "Työnjohto"),
    ),
    (
        *(("päivä", "pv", "1120"), ("puolipäivä", "kpl", "590"), ("tunti", "h", "128")),
        *(("kiinteä hinta", "kpl", "4800"), ("etätyönä", "pv", "980")),
    ),
)
_CONTINUOUS_SERVICES = _family(
    "B",
    GENERAL_RATE,
    (
        *("Ylläpito", "Käyttötuki", "Valvonta", "Varmuuskopiointi", "Palvelinvuokra", "Tietoliikenneyhteys"),
        *("Kirjanpito", "Palkanlaskenta", "Verkkosivut", "Sähköpostipalvelu", "Huoltosopimus", "Kiinteistövalvonta"),
        *("Päivystys", "Arkistointi", "Etätuki", "Laitevuokra"),
    ),
    (("kuukausi", "kk", "240"), ("vuosi", "v", "2600"), ("laaja", "kk", "520"), ("suppea", "kk", "120")),
)
_LICENCES = _family(
    "B",
    GENERAL_RATE,
    (
        *("Toimisto-ohjelma", "Projektinhallintaohjelma", "Piirustusohjelma", "Taloushallinto-ohjelma"),
        *("Asiakkuudenhallinta", "Työajanseuranta", "Sähköinen allekirjoitus", "Tietokanta", "Virustorjunta"),
        *("Etäkokousohjelma", "Raportointiohjelma", "Varastonhallinta", "Henkilöstöhallinta"),
    ),
    (
        *(("käyttäjä", "kpl", "19.9"), ("yrityslisenssi", "kpl", "890"), ("lisämoduuli", "kpl", "340")),
        ("vuosimaksu", "v", "1450"),
    ),
)
_EQUIPMENT = _family(
    "A",
    GENERAL_RATE,
    (
        *("Kannettava tietokone", "Näyttö", "Telakka", "Puhelin", "Reititin", "Kuulokkeet", "Palvelin"),
        *("Verkkokytkin", "Valvontakamera", "Mittalaite", "Tulostin", "Kaapelointi", "Lukitusjärjestelmä"),
        "Kokoushuonelaitteet",
    ),
    (("perus", "kpl", "690"), ("pro", "kpl", "1340"), ("käytetty", "kpl", "310")),
)
_TRAINING = _family(
    "A",
    GENERAL_RATE,
    (
        *("Peruskoulutus", "Jatkokoulutus", "Pääkäyttäjäkoulutus", "Työturvallisuuskoulutus", "Verkkokoulutus"),
        *("Esimieskoulutus", "Ensiapukoulutus", "Kielikoulutus", "Työpaja", "Valmennus"),
    ),
    (("osallistuja", "hlö", "260"), ("ryhmä", "kpl", "1690"), ("räätälöity", "kpl", "2900")),
)
_CATERING = _family(
    "R",
    REDUCED_RATE,
    (
        *("Kokouslounas", "Kahvitarjoilu", "Seminaaritarjoilu", "Iltatilaisuus", "Aamiaistarjoilu", "Leivonnaiset"),
        *("Välipala", "Juhlatarjoilu"),
    ),
    (("perus", "hlö", "14.5"), ("laaja", "hlö", "27"), ("erityisruokavalio", "hlö", "18.5")),
)
_BOOKS = _family(
    "R",
    REDUCED_RATE,
    ("Oppikirja", "Käsikirja", "Opas", "Säädöskokoelma"),
    (("painettu", "kpl", "39"), ("sähköinen", "kpl", "29"), ("täydennysosa", "kpl", "21")),
)
_PERIODICALS = _family(
    "L",
    SECOND_REDUCED_RATE,
    ("Alan uutiset", "Tekniikan lehti", "Talouslehti", "Jäsenlehti"),
    (("vuosikerta", "kpl", "148"), ("puolivuosikerta", "kpl", "82")),
)
PRODUCTS = (
    *(*_EXPERT_WORK, *_CONTINUOUS_SERVICES, *_LICENCES, *_EQUIPMENT),
    *(*_TRAINING, *_CATERING, *_BOOKS, *_PERIODICALS),
)

WORK_TYPES = _family(
    "M",
    GENERAL_RATE,
    (
        *("Arkkitehtuuri", "Asennus", "Dokumentointi", "Hallinto", "Hankinta", "Huolto", "Integrointi"),
        *("Katselmointi", "Koulutus", "Käyttöönotto", "Laskenta", "Mittaus", "Määrittely", "Neuvonta", "Ohjaus"),
        *("Piirtäminen", "Raportointi", "Tarkastus", "Tietojen siirto", "Tilaajapalvelu", "Valvonta", "Ylläpito"),
    ),
    tuple(
        (second, "h", "96")
        for second in ("", "seniori", "juniori", "ylityö 50 %", "ylityö 100 %", "etätyö", "viikonloppu")
    ),
)

_MILEAGE_OF_YEARS = tuple(
    Article(first=f"Kilometrikorvaus 20{year}", unit="km", price=Decimal(price), letter="C", old_code=f"KM{year}")
    for year, price in (("25", "0.59"), ("26", "0.55"), ("27", "0.56"))
)
_TOWNS = (
    *("Helsinki", "Tampere", "Turku", "Oulu", "Jyväskylä", "Kuopio", "Vaasa", "Lappeenranta", "Rovaniemi", "Joensuu"),
)
_COUNTRIES = (
    *("Ruotsi", "Norja", "Tanska", "Viro", "Saksa", "Ranska", "Puola", "Espanja", "Italia", "Alankomaat", "Belgia"),
    *("Itävalta", "Latvia", "Liettua", "Iso-Britannia", "Yhdysvallat"),
)
_TRAVEL_BY_PLACE = tuple(
    article
    for first, unit, price, rate, places in (
        ("Hotelli", "yö", "150", REDUCED_RATE, _TOWNS),
        ("Taksi", "kpl", "31", REDUCED_RATE, _TOWNS),
        ("Junaliput", "kpl", "44", REDUCED_RATE, _TOWNS),
        ("Pysäköinti", "kpl", "18", GENERAL_RATE, _TOWNS),
        ("Päiväraha", "pv", "72", GENERAL_RATE, _COUNTRIES),
        ("Hotelli", "yö", "180", GENERAL_RATE, _COUNTRIES),
        ("Lento", "kpl", "390", GENERAL_RATE, _COUNTRIES),
        ("Taksi", "kpl", "38", GENERAL_RATE, _COUNTRIES),
        ("Vuokra-auto", "pv", "85", GENERAL_RATE, _COUNTRIES),
    )
    for article in _family("C", rate, (first,), [(place, unit, price) for place in places])
)
_OTHER_TRAVEL = (
    *_family("C", GENERAL_RATE, ("Kilometrikorvaus",), (("perävaunu", "km", "0.5"), ("lisähenkilö", "km", "0.5"))),
    *_family("C", GENERAL_RATE, ("Päiväraha",), (("kokopäivä", "pv", "67"), ("osapäivä", "pv", "31"))),
    *_family(
        "C",
        GENERAL_RATE,
        ("Lento", "Osallistumismaksu", "Matkavakuutus"),
        (("kotimaa", "kpl", "190"), ("ulkomaat", "kpl", "480")),
    ),
    *_family("C", REDUCED_RATE, ("Bussimatka",), (("lähiliikenne", "kpl", "4"), ("kaukoliikenne", "kpl", "28"))),
    *_family("C", GENERAL_RATE, ("Laivamatka",), (("Tukholma", "kpl", "120"), ("Tallinna", "kpl", "60"))),
    *_family("C", GENERAL_RATE, ("Kokoustila",), (("päivä", "pv", "420"), ("puolipäivä", "kpl", "240"))),
    *_family(
        "C",
        GENERAL_RATE,
        ("Ateriakorvaus", "Yömatkaraha", "Tietulli", "Polttoaine", "Matkatavaramaksu", "Viisumi", "Lauttamaksu"),
        (("", "kpl", "24"),),
    ),
)
#: The first are in every long register: those of one year, which invoices of the turn of the year have side by side,
#: and two that are easily mixed up.
TRAVEL_EXPENSES = (
    *_MILEAGE_OF_YEARS,
    *_family("C", REDUCED_RATE, ("Hotelli",), (("kotimaa", "yö", "165"),)),
    *_family("C", GENERAL_RATE, ("Hotelli",), (("ulkomaat", "yö", "210"),)),
    *(*_TRAVEL_BY_PLACE, *_OTHER_TRAVEL),
)
ALWAYS_THERE = TRAVEL_EXPENSES[:5]

#: What Maestro has no product for: it is meant to go to A/0.
PRODUCTS_WITHOUT_MATCH = _family(
    "B",
    GENERAL_RATE,
    (
        *("Sekalainen veloitus", "Sopimussakko", "Vahingonkorvaus", "Sisäinen siirto", "Hinnanoikaisu"),
        *("Pyöristysero", "Lahjakortti", "Pantti", "Postikulut", "Perintäkulut", "Viivästysmaksu", "Muu tuotto"),
    ),
    (("", "kpl", "60"),),
)
WORK_TYPES_WITHOUT_MATCH = _family(
    "M",
    GENERAL_RATE,
    ("Luokittelematon työ", "Takuutyö", "Myynnin tuki", "Sisäinen työ", "Odotusaika", "Harjoittelijan työ"),
    (("", "h", "96"),),
)
TRAVEL_EXPENSES_WITHOUT_MATCH = _family(
    "C",
    GENERAL_RATE,
    ("Muut matkakulut", "Edustuskulut", "Kadonnut kuitti", "Lahjat ja tuliaiset", "Käteisnosto", "Kurssiero"),
    (("", "kpl", "40"),),
)
