"""When a company is run by itself."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Ajastus", sv="Schema", en="Schedule"),
    "start_title": Text(fi="Aloita siirto", sv="Starta överföringen", en="Start the transfer"),
    "start_what": Text(
        fi="Kun aloitat, ensimmäinen ajo alkaa heti, ja sen jälkeen laskut siirtyvät itsestään tämän ajastuksen mukaan.",
        sv="När du startar börjar den första körningen genast, och därefter förs fakturorna över av sig själva enligt "
        "detta schema.",
        en="When you start, the first run begins at once, and from then on invoices go over by themselves as this "
        "schedule says.",
    ),
    "not_ready": Text(
        fi="Tee ensin yhteys ja valitse tilat: niitä ilman ajo ei löydä laskuja.",
        sv="Gör först anslutningen och välj statusarna: utan dem hittar en körning inga fakturor.",
        en="Make the connection and choose the statuses first: without them a run finds no invoices.",
    ),
    "minutes": Text(fi="Minuutteja ajosta ajoon", sv="Minuter mellan körningar", en="Minutes from run to run"),
    "minutes_help": Text(
        fi="Viisi minuuttia sopii useimmille. Ajo, joka ei löydä uutta, kuluttaa alle kymmenen Severan kutsua.",
        sv="Fem minuter passar de flesta. En körning som inte hittar något nytt kostar under tio anrop till Severa.",
        en="Five minutes suit most. A run that finds nothing new takes fewer than ten calls to Severa.",
    ),
    "days": Text(fi="Viikonpäivät", sv="Veckodagar", en="Weekdays"),
    "day_1": Text(fi="maanantai", sv="måndag", en="Monday"),
    "day_2": Text(fi="tiistai", sv="tisdag", en="Tuesday"),
    "day_3": Text(fi="keskiviikko", sv="onsdag", en="Wednesday"),
    "day_4": Text(fi="torstai", sv="torsdag", en="Thursday"),
    "day_5": Text(fi="perjantai", sv="fredag", en="Friday"),
    "day_6": Text(fi="lauantai", sv="lördag", en="Saturday"),
    "day_7": Text(fi="sunnuntai", sv="söndag", en="Sunday"),
    "opens": Text(fi="Alkaen kello", sv="Från klockan", en="From"),
    "opens_help": Text(
        fi="Helsingin aikaa. Tyhjä: keskiyöstä alkaen.",
        sv="Helsingforstid. Tomt: från midnatt.",
        en="Helsinki time. Empty: from midnight.",
    ),
    "closes": Text(fi="Päättyen kello", sv="Till klockan", en="Until"),
    "closes_help": Text(
        fi="Helsingin aikaa. Tyhjä: keskiyöhön asti. Aikaisempi kuin alku: yli keskiyön.",
        sv="Helsingforstid. Tomt: till midnatt. Tidigare än början: över midnatt.",
        en="Helsinki time. Empty: until midnight. Earlier than the beginning: over midnight.",
    ),
    "save": Text(fi="Tallenna ajastus", sv="Spara schemat", en="Save the schedule"),
    "saved": Text(fi="Ajastus on tallennettu.", sv="Schemat är sparat.", en="The schedule is kept."),
    "start": Text(fi="Aloita siirto", sv="Starta överföringen", en="Start the transfer"),
    "started": Text(
        fi="Siirto on aloitettu. Laskut siirtyvät tästä lähtien itsestään.",
        sv="Överföringen är startad. Fakturorna förs hädanefter över av sig själva.",
        en="The transfer has been started. Invoices go over by themselves from now on.",
    ),
}
