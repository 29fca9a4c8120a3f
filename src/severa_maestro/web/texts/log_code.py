"""The short name of each kind of line that the log has beside findings, to choose from; the key is its code."""

from severa_maestro.language import Text

TEXTS = {
    "transferred": Text(fi="Lasku siirretty", sv="Faktura överförd", en="Invoice transferred"),
    "marked-again": Text(
        fi="Muuttumaton lasku uudelleen odottamassa",
        sv="Oförändrad faktura väntade på nytt",
        en="Unchanged invoice waiting again",
    ),
    "replaced": Text(
        fi="Muutettu lasku korvasi entisen",
        sv="Ändrad faktura ersatte den gamla",
        en="Changed invoice replaced the old",
    ),
    "mark-refused": Text(
        fi="Severa ei vaihtanut laskun tilaa", sv="Severa bytte inte status", en="Severa refused the status"
    ),
    "mark-elsewhere": Text(
        fi="Tila vaihdettu Severassa muuksi", sv="Annan status i Severa", en="Given another status in Severa"
    ),
    "mark-gone": Text(fi="Siirretty lasku kadonnut Severasta", sv="Borta ur Severa", en="Gone from Severa"),
    "severa-log-failed": Text(
        fi="Severan lokiin ei voitu kirjoittaa", sv="Severas logg kunde inte skrivas", en="Severa's log not written"
    ),
    "customers-updated": Text(fi="Asiakkaita päivitetty", sv="Kunder uppdaterade", en="Customers updated"),
    "customers-without-number": Text(
        fi="Asiakkaita ilman asiakasnumeroa", sv="Kunder utan kundnummer", en="Customers without a number"
    ),
    "customer-not-registered": Text(
        fi="Asiakasta ei siirretty: numero toisella",
        sv="Kund inte överförd: numret upptaget",
        en="Customer not transferred: number taken",
    ),
    "customer-renumbered": Text(fi="Asiakasnumero vaihtui", sv="Kundnumret ändrades", en="Customer number changed"),
    "customer-number-reassigned": Text(
        fi="Asiakasnumero siirtyi toiselle asiakkaalle",
        sv="Kundnumret gick till en annan kund",
        en="Customer number went to another",
    ),
    "record-unreadable": Text(
        fi="Asiakasta ei voitu lukea", sv="Kund kunde inte läsas", en="Customer could not be read"
    ),
    "ids-converted": Text(fi="Severan tunnisteet muunnettu", sv="Severas id:n omvandlade", en="Severa's ids converted"),
    "ids-not-converted": Text(
        fi="Severan tunnisteita ei muunnettu", sv="Severas id:n inte omvandlade", en="Severa's ids not converted"
    ),
    "run-failed": Text(fi="Ajo keskeytyi", sv="Körning avbruten", en="Run interrupted"),
    "dismissed": Text(fi="Lasku ohitettu", sv="Faktura avfärdad", en="Invoice dismissed"),
    "retried": Text(fi="Lasku palautettu siirtoon", sv="Faktura återförd", en="Invoice put back"),
    "accepted": Text(fi="Havainto hyväksytty", sv="Anmärkning godkänd", en="Finding accepted"),
    "rematched": Text(fi="Rivi siirretty A/0:lta tuotteelle", sv="Rad flyttad från A/0", en="Row moved from A/0"),
    "code-mapped": Text(fi="Koodikarttaan lisätty", sv="Tillagt i kodkartan", en="Added to the code map"),
    "code-map-ended": Text(
        fi="Koodikartan rivi päätetty", sv="Kodkartans rad avslutad", en="Line of the code map ended"
    ),
    "code-unmapped": Text(fi="Koodikartasta poistettu", sv="Borttaget ur kodkartan", en="Removed from the code map"),
    "code-written": Text(fi="Koodi vaihdettu Severassa", sv="Kod bytt i Severa", en="Code changed in Severa"),
    "code-restored": Text(fi="Koodi palautettu Severassa", sv="Kod återställd i Severa", en="Code restored in Severa"),
    "status-made": Text(fi="Laskun tila luotu Severaan", sv="Fakturastatus skapad", en="Invoice status made"),
}
