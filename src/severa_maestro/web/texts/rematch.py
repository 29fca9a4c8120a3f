"""Rows on A/0 matched again."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="A/0-rivien täsmäys uudelleen", sv="Matcha A/0-rader på nytt", en="Match rows on A/0 again"),
    "what_happens": Text(
        fi="Rivit siirtyvät Maestrossa tuotteelta A/0 alla oleville tuotteille. Summat, verot ja tekstit eivät muutu. "
        "Entinen tuote jää näkyviin laskun vaiheisiin ja lokiin.",
        sv="Raderna flyttas i Maestro från produkten A/0 till produkterna nedan. Belopp, moms och texter ändras inte. "
        "Den tidigare produkten står kvar i fakturans förlopp och i loggen.",
        en="In Maestro the rows move from product A/0 to the products below. Amounts, VAT and texts do not change. "
        "The invoice's timeline and the log keep where they were.",
    ),
    "move": Text(fi="Siirrä rivit", sv="Flytta raderna", en="Move the rows"),
    "moving": Text(fi="Siirrettäviä rivejä: {count}.", sv="Rader att flytta: {count}.", en="Rows to move: {count}."),
    "left": Text(
        fi="Tuotteelle A/0 jää rivejä: {count}.", sv="Rader kvar på A/0: {count}.", en="Rows left on A/0: {count}."
    ),
    "nothing": Text(
        fi="Millään A/0-rivillä ei ole vielä uutta tuotetta. Kohdista ensin rivin koodi.",
        sv="Ingen rad på A/0 har ännu en ny produkt. Koppla först radens kod.",
        en="No row on A/0 has a new product yet. Map the row's code first.",
    ),
    "hindered": Text(fi="Nämä jäävät paikalleen", sv="Dessa stannar", en="These stay"),
    "from": Text(fi="Mistä", sv="Från", en="From"),
    "to": Text(fi="Mihin", sv="Till", en="To"),
    "code": Text(fi="Koodi", sv="Kod", en="Code"),
    "moved": Text(fi="Siirretyt rivit: {count}.", sv="Flyttade rader: {count}.", en="Rows moved: {count}."),
    "overtaken": Text(
        fi="Rivit, koodikartta tai tuotteet ovat muuttuneet sen jälkeen, kun rivit näytettiin. Katso ne uudelleen.",
        sv="Raderna, kodkartan eller produkterna har ändrats sedan de visades. Granska dem på nytt.",
        en="The rows, the code map or the products have changed since they were shown. Look at them again.",
    ),
    "booked": Text(
        fi="Lasku {number} on kirjattu (kirjattu {until} asti), joten sen rivit pysyvät tuotteella A/0.",
        sv="Fakturan {number} är bokförd (bokfört till och med {until}), så dess rader stannar på produkten A/0.",
        en="The invoice {number} is booked (until {until}), so its rows stay on product A/0.",
    ),
    "handed_over": Text(
        fi="Lasku {number} on jo luovutettu Maestroon tiedostona, joten sen rivit pysyvät tuotteella A/0.",
        sv="Fakturan {number} har redan överlämnats till Maestro som fil, så dess rader stannar på produkten A/0.",
        en="The invoice {number} has been handed over to Maestro in a file, so its rows stay on product A/0.",
    ),
    "day_unknown": Text(
        fi="Lasku {number}: rivin päivää ei tiedetä, ja koodikartan tuote riippuu siitä (rivi {rows}). Siirrä "
        "rivi Maestrossa käsin.",
        sv="Fakturan {number}: radens dag är okänd, och kodkartans produkt beror på den (rad {rows}). Flytta "
        "raden för hand i Maestro.",
        en="Invoice {number}: the row's day is not known, and its product in the code map goes by it (row "
        "{rows}). Move the row in Maestro by hand.",
    ),
}

ACTIONS = {
    "rows-rematched": Text(fi="Rivejä siirretty A/0:lta", sv="Rader flyttade från A/0", en="Rows moved off A/0"),
}
