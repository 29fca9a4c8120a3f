"""What the organisation in the sandbox sells, how it is organised, and which statuses its invoices have."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from severa_maestro.sandbox.records import CostCentre, Currency, Product, Status, TravelExpense, WorkType

#: The day on which the data ends: fixed, so that the same seed gives the same data for ever.
ANCHOR = date(2026, 11, 20)
#: When the registers were made, long before any invoice.
REGISTERS_MADE = datetime(2026, 1, 7, 7, 30, tzinfo=UTC)

WAITING = "Odottaa siirtoa Maestroon"
TRANSFERRED = "Siirretty Maestroon"

GENERAL_RATE = Decimal("25.5")
REDUCED_RATE = Decimal("13.5")
SECOND_REDUCED_RATE = Decimal(10)
ZERO_RATE = Decimal(0)

STATUSES = (
    Status(key="status-1", name="Luonnos", description="Laskua muokataan", is_default=True, sort_order=1),
    Status(key="status-2", name="Hyväksytty", description="Valmis numeroitavaksi", sort_order=2),
    Status(
        key="status-3",
        name=WAITING,
        description="Haetaan Maestroon",
        has_invoice_number=True,
        is_read_only=True,
        is_sent=True,
        is_waiting_payment=True,
        is_default_for_credit_notes=True,
        sort_order=3,
    ),
    Status(
        key="status-4",
        name=TRANSFERRED,
        description="On Maestrossa",
        has_invoice_number=True,
        is_read_only=True,
        is_sent=True,
        is_waiting_payment=True,
        sort_order=4,
    ),
    Status(
        key="status-5",
        name="Maksettu",
        has_invoice_number=True,
        is_read_only=True,
        is_sent=True,
        is_paid=True,
        sort_order=5,
    ),
    Status(
        key="status-6",
        name="Lähetetty vanhaan järjestelmään",
        description="Ei enää käytössä",
        has_invoice_number=True,
        is_active=False,
        is_read_only=True,
        is_sent=True,
        sort_order=6,
    ),
)

CURRENCIES = (
    Currency(key="currency-1", code="EUR", symbol="€", name="Euro", rate=Decimal(1)),
    Currency(key="currency-2", code="SEK", symbol="kr", name="Ruotsin kruunu", rate=Decimal("11.0475")),
    Currency(key="currency-3", code="USD", symbol="$", name="Yhdysvaltain dollari", rate=Decimal("1.1582")),
    Currency(key="currency-4", code="NOK", symbol="kr", name="Norjan kruunu", rate=Decimal("11.7210")),
)

COST_CENTRES = (
    CostCentre(key="cost-centre-1", number="100", name="Konsultointi"),
    CostCentre(key="cost-centre-2", number="200", name="Ohjelmistot"),
    CostCentre(key="cost-centre-3", number="300", name="Rakennuttaminen"),
)


@dataclass(frozen=True)
class Group:
    """A main group of Maestro's products: its letter, what it is for, and its sales account."""

    letter: str
    name: str
    account: str


GROUPS = (
    Group("A", "Yleinen", "3000"),
    Group("B", "Palvelut ja lisenssit", "3010"),
    Group("C", "Matkakulut", "3040"),
    Group("K", "Käännetty verovelvollisuus", "3080"),
    Group("L", "Lehdet", "3060"),
    Group("M", "Työt", "3020"),
    Group("R", "Alennettu verokanta", "3050"),
    Group("U", "Ulkomaan palvelut", "3090"),
)

_PRODUCTS = (
    ("A1", "Palvelumaksu", "kpl", "45.00", GENERAL_RATE),
    ("A2", "Toimistopalvelu", "kpl", "62.50", GENERAL_RATE),
    ("A3", "Pikatoimituslisä", "kpl", "120.00", GENERAL_RATE),
    ("B1", "Konsultointi, päivä", "pv", "1150.00", GENERAL_RATE),
    ("B2", "Projektipäällikkö, päivä", "pv", "1240.00", GENERAL_RATE),
    ("B3", "Järjestelmän käyttöönotto", "kpl", "4900.00", GENERAL_RATE),
    ("B4", "Ylläpitosopimus, kuukausi", "kk", "389.00", GENERAL_RATE),
    ("B5", "Koulutuspäivä", "pv", "1690.00", GENERAL_RATE),
    ("B6", "Lisenssi, käyttäjä", "kpl", "18.90", GENERAL_RATE),
    ("B12", "Tietoturvakartoitus", "kpl", "2350.00", GENERAL_RATE),
    ("K1", "Rakennustyö, käännetty verovelvollisuus", "h", "58.00", ZERO_RATE),
    ("K2", "Asennustyö, käännetty verovelvollisuus", "h", "64.00", ZERO_RATE),
    ("L1", "Ammattilehti, vuosikerta", "kpl", "189.00", SECOND_REDUCED_RATE),
    ("R1", "Painettu käsikirja", "kpl", "39.50", REDUCED_RATE),
    ("R2", "Tarjoilut koulutuksessa", "hlö", "14.20", REDUCED_RATE),
    ("U1", "Consulting, EU", "h", "118.00", ZERO_RATE),
    ("U2", "Consulting, outside EU", "h", "125.00", ZERO_RATE),
)
_WORK_TYPES = (
    ("M1", "Konsultointi"),
    ("M2", "Projektipäällikkö"),
    ("M3", "Suunnittelu"),
    ("M4", "Ohjelmointi"),
    ("M5", "Testaus"),
    ("M6", "Käyttötuki"),
)
_TRAVEL_EXPENSES = (
    ("C1", "Kilometrikorvaus", "km", "0.59", GENERAL_RATE),
    ("C2", "Päiväraha", "pv", "54.00", GENERAL_RATE),
    ("C3", "Hotelli", "yö", "129.00", REDUCED_RATE),
    ("C4", "Junamatka", "kpl", "48.30", REDUCED_RATE),
    ("C5", "Pysäköinti", "kpl", "16.00", GENERAL_RATE),
)
#: Entries that only the hard cases need: their codes are unknown in Maestro, spelt otherwise, empty or inactive there.
_HARD_PRODUCTS = (
    ("Z99", "Vanha palvelupaketti", "kpl", "240.00", GENERAL_RATE),
    ("Z98", "Vanha painotuote", "kpl", "80.00", REDUCED_RATE),
    ("", "Erillistyö sopimuksen mukaan", "kpl", "310.00", GENERAL_RATE),
    ("B90", "Poistuva tukipalvelu", "kk", "199.00", GENERAL_RATE),
    ("1", "Palvelumaksu, vanha koodi", "kpl", "45.00", GENERAL_RATE),
    ("A/1", "Palvelumaksu, kauttaviiva", "kpl", "45.00", GENERAL_RATE),
    ("a/1", "Palvelumaksu, pieni kirjain", "kpl", "45.00", GENERAL_RATE),
    (" A 1 ", "Palvelumaksu, välilyönnit", "kpl", "45.00", GENERAL_RATE),
    ("A/0", "Muu myynti", "kpl", "75.00", GENERAL_RATE),
)
_HARD_WORK_TYPES = (("M77", "Työ vanhalla koodilla"),)
_HARD_TRAVEL_EXPENSES = (("C88", "Ulkomaan päiväraha, viime vuosi", "pv", "71.00", GENERAL_RATE),)

#: Codes that Maestro has, but switched off.
INACTIVE_IN_MAESTRO = frozenset({"B90"})
#: Codes that Maestro has: the ordinary ones, and one that it has switched off.
CODES_IN_MAESTRO = frozenset(entry[0] for entry in (*_PRODUCTS, *_WORK_TYPES, *_TRAVEL_EXPENSES)) | INACTIVE_IN_MAESTRO
#: Maestro's product for every row whose code it does not know.
FALLBACK_NAME = "Muut tuotteet"


def products(*, with_hard_cases: bool) -> tuple[Product, ...]:
    """Severa's product register."""
    entries = _PRODUCTS + (_HARD_PRODUCTS if with_hard_cases else ())
    return tuple(
        product(place, code, name, unit, Decimal(price), rate)
        for place, (code, name, unit, price, rate) in enumerate(entries, start=1)
    )


def product(place: int, code: str, name: str, unit: str, price: Decimal, rate: Decimal) -> Product:
    """One entry of the product register, by its place in it."""
    return Product(
        key=f"product-{place}",
        code=code,
        name=name,
        unit=unit,
        price=price,
        cost=(price * Decimal("0.6")).quantize(Decimal("0.01")),
        vat_rate=rate,
        inserted=REGISTERS_MADE,
        updated=REGISTERS_MADE,
    )


def work_types(*, with_hard_cases: bool) -> tuple[WorkType, ...]:
    """Severa's work type register."""
    entries = _WORK_TYPES + (_HARD_WORK_TYPES if with_hard_cases else ())
    return tuple(work_type(place, code, name) for place, (code, name) in enumerate(entries, start=1))


def work_type(place: int, code: str, name: str) -> WorkType:
    """One entry of the work type register, by its place in it."""
    return WorkType(
        key=f"work-type-{place}",
        code=code,
        name=name,
        is_default=place == 1,
        inserted=REGISTERS_MADE,
        updated=REGISTERS_MADE,
    )


def travel_expenses(*, with_hard_cases: bool) -> tuple[TravelExpense, ...]:
    """Severa's travel expense register."""
    entries = _TRAVEL_EXPENSES + (_HARD_TRAVEL_EXPENSES if with_hard_cases else ())
    return tuple(
        travel_expense(place, code, name, unit, Decimal(price), rate)
        for place, (code, name, unit, price, rate) in enumerate(entries, start=1)
    )


def travel_expense(place: int, code: str, name: str, unit: str, price: Decimal, rate: Decimal) -> TravelExpense:
    """One entry of the travel expense register, by its place in it."""
    return TravelExpense(
        key=f"travel-expense-{place}",
        code=code,
        name=name,
        unit=unit,
        price=price,
        vat_rate=rate,
        inserted=REGISTERS_MADE,
        updated=REGISTERS_MADE,
    )
