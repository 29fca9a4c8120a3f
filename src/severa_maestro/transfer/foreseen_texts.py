"""What would become of invoices, rows and customers, in words."""

from severa_maestro.language import Text
from severa_maestro.matching.products import FallbackReason, Rule
from severa_maestro.transfer.foreseen import Standing
from severa_maestro.transfer.ledger.models import State

#: What would become of an invoice: by its state, and whether the run would do or say something new.
OUTCOMES: dict[tuple[State, bool], Text] = {
    (State.BLOCKED, True): Text(fi="pysähtyy", sv="stoppas", en="blocked"),
    (State.BLOCKED, False): Text(fi="odottaa yhä korjausta", sv="väntar ännu på rättelse", en="still blocked"),
    (State.TRANSFERRED, True): Text(fi="siirretään", sv="överförs", en="transferred"),
    (State.TRANSFERRED, False): Text(fi="vain tila vaihtuu", sv="bara statusen byts", en="status only"),
    (State.DISMISSED, False): Text(fi="jätetty pois", sv="utelämnad", en="left out"),
}

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
