"""What ``run --dry-run`` says."""

from severa_maestro.language import Text
from severa_maestro.matching.products import FallbackReason, Rule
from severa_maestro.transfer.foreseen import Standing
from severa_maestro.transfer.ledger.models import State

TITLE = Text(
    fi="{company}: mitä ajo tekisi",
    sv="{company}: vad en körning skulle göra",
    en="{company}: what a run would do",
)
FILE_TITLE = Text(fi="Mitä ajo tekisi", sv="Vad en körning skulle göra", en="What a run would do")
CUSTOMERS = Text(
    fi="Asiakasrekisterissä muuttuisi",
    sv="I kundregistret skulle ändras",
    en="What would change in the customer register",
)
ROWS = Text(fi="Rivit", sv="Rader", en="Rows")
DIFFERENCES = Text(fi="Muutokset", sv="Ändringar", en="Changes")

NOTHING_WAITS = Text(
    fi="Severassa ei odota yhtään laskua.",
    sv="Ingen faktura väntar i Severa.",
    en="No invoice waits in Severa.",
)
NOTHING_WRITTEN = Text(
    fi="Mitään ei kirjoitettu: ei Maestroon eikä Severaan.",
    sv="Ingenting skrevs: varken i Maestro eller i Severa.",
    en="Nothing was written, neither in Maestro nor in Severa.",
)
CUSTOMER_COUNTS = Text(
    fi="Uusia asiakkaita: {new}. Muuttuvia asiakkaita: {changed}. Näistä ilman laskua: {idle}.",
    sv="Nya kunder: {new}. Ändrade kunder: {changed}. Av dem utan faktura: {idle}.",
    en="New customers: {new}. Changed customers: {changed}. Of these without an invoice: {idle}.",
)
VAT_LINE = Text(
    fi="ALV {rate} %: veroton {base}, vero {vat}",
    sv="Moms {rate} %: utan moms {base}, moms {vat}",
    en="VAT {rate} %: without VAT {base}, VAT {vat}",
)
TOTALS = Text(
    fi="Veroton {excluding}, ALV {vat}, yhteensä {including}",
    sv="Utan moms {excluding}, moms {vat}, totalt {including}",
    en="Without VAT {excluding}, VAT {vat}, total {including}",
)

#: What would become of an invoice: by its state, and whether the run would do or say something new.
OUTCOMES: dict[tuple[State, bool], Text] = {
    (State.BLOCKED, True): Text(fi="pysähtyy", sv="stoppas", en="blocked"),
    (State.BLOCKED, False): Text(fi="odottaa yhä korjausta", sv="väntar ännu på rättelse", en="still blocked"),
    (State.TRANSFERRED, True): Text(fi="siirretään", sv="överförs", en="transferred"),
    (State.TRANSFERRED, False): Text(fi="vain tila vaihtuu", sv="bara statusen byts", en="status only"),
    (State.DISMISSED, False): Text(fi="jätetty pois", sv="utelämnad", en="left out"),
}
MARKS = {State.BLOCKED: "✋", State.TRANSFERRED: "✓", State.DISMISSED: "–"}

STANDINGS: dict[Standing, Text] = {
    Standing.NEW: Text(fi="uusi", sv="ny", en="new"),
    Standing.CHANGED: Text(fi="muuttuu", sv="ändras", en="changed"),
    Standing.UNCHANGED: Text(fi="ennallaan", sv="oförändrad", en="unchanged"),
    Standing.MISSING: Text(fi="ei rekisterissä", sv="inte i registret", en="not in the register"),
}

RULES: dict[Rule, Text] = {
    Rule.CODE_MAP: Text(fi="koodikartta", sv="kodkarta", en="code map"),
    Rule.EQUAL_CODE: Text(fi="sama koodi", sv="samma kod", en="same code"),
    Rule.FALLBACK: Text(fi="varatuote", sv="reservprodukt", en="fallback product"),
}

REASONS: dict[FallbackReason, Text] = {
    FallbackReason.EMPTY_CODE: Text(fi="koodi puuttuu", sv="koden saknas", en="code missing"),
    FallbackReason.UNKNOWN_CODE: Text(fi="tuntematon koodi", sv="okänd kod", en="unknown code"),
    FallbackReason.INACTIVE_PRODUCT: Text(fi="tuote ei käytössä", sv="inaktiv produkt", en="inactive product"),
    FallbackReason.SEVERAL_PRODUCTS: Text(fi="useita tuotteita", sv="flera produkter", en="several products"),
    FallbackReason.FALLBACK_CODE: Text(fi="koodi on A/0", sv="koden är A/0", en="the code is A/0"),
    FallbackReason.MAPPED_TO_FALLBACK: Text(fi="kartassa A/0", sv="A/0 i kartan", en="mapped to A/0"),
    FallbackReason.MAPPED_PRODUCT_MISSING: Text(
        fi="kartan tuote puuttuu", sv="kartans produkt saknas", en="mapped product missing"
    ),
    FallbackReason.MAPPING_NOT_IN_FORCE: Text(
        fi="kartan rivi ei voimassa", sv="kartraden gäller inte", en="map line not in force"
    ),
}

#: The members of a customer's record.
MEMBERS: dict[str, Text] = {
    "number": Text(fi="asiakasnumero", sv="kundnummer", en="customer number"),
    "name": Text(fi="nimi", sv="namn", en="name"),
    "vat_number": Text(fi="ALV-numero", sv="momsnummer", en="VAT number"),
    "street": Text(fi="katuosoite", sv="gatuadress", en="street"),
    "postal_code": Text(fi="postinumero", sv="postnummer", en="post code"),
    "town": Text(fi="postitoimipaikka", sv="postort", en="town"),
    "region": Text(fi="alue", sv="region", en="region"),
    "country": Text(fi="maa", sv="land", en="country"),
    "country_code": Text(fi="maakoodi", sv="landskod", en="country code"),
    "email": Text(fi="sähköposti", sv="e-post", en="e-mail"),
    "electronic_address": Text(fi="verkkolaskuosoite", sv="e-fakturaadress", en="e-invoice address"),
    "electronic_operator": Text(fi="verkkolaskuvälittäjä", sv="e-fakturaoperatör", en="e-invoice operator"),
    "language": Text(fi="kieli", sv="språk", en="language"),
    "currency": Text(fi="valuutta", sv="valuta", en="currency"),
    "payment_term_days": Text(fi="maksuehto, päivää", sv="betalningsvillkor, dagar", en="payment term, days"),
    "overdue_interest": Text(fi="viivästyskorko", sv="dröjsmålsränta", en="overdue interest"),
    "is_reverse_charged": Text(fi="käännetty verovelvollisuus", sv="omvänd skattskyldighet", en="reverse charge"),
    "is_active": Text(fi="käytössä", sv="aktiv", en="active"),
}
