"""What needs a person."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Korjattavat", sv="Att åtgärda", en="To fix"),
    "empty": Text(
        fi="Ei mitään korjattavaa. Kaikki laskut ovat kulkeneet perille.",
        sv="Inget att åtgärda. Alla fakturor har kommit fram.",
        en="Nothing to fix. Every invoice has found its way.",
    ),
    "company": Text(fi="Yritys", sv="Företag", en="Company"),
    "all_companies": Text(fi="Kaikki yritykset", sv="Alla företag", en="All companies"),
    "show": Text(fi="Näytä", sv="Visa", en="Show"),
    "failures": Text(fi="Ajot epäonnistuvat", sv="Körningarna misslyckas", en="Runs fail"),
    "failure_what": Text(
        fi="Mikään lasku ei siirry näissä yrityksissä, ennen kuin syy on korjattu.",
        sv="Ingen faktura överförs i dessa företag förrän orsaken är åtgärdad.",
        en="No invoice of these companies goes over until the cause is fixed.",
    ),
    "last_run": Text(fi="viimeksi {time}", sv="senast {time}", en="last {time}"),
    "invoices": Text(fi="Laskuja: {count}", sv="Fakturor: {count}", en="Invoices: {count}"),
    "shown_of": Text(
        fi="Tässä ovat suurimmat {shown}. Loput löydät yrityksen siirroista.",
        sv="Här är de {shown} största. Resten finns bland företagets överföringar.",
        en="These are the {shown} largest. The rest are among the company's transfers.",
    ),
    "tick_all": Text(fi="Valitse kaikki", sv="Välj alla", en="Tick all"),
    "tick": Text(fi="Valitse lasku {number}", sv="Välj faktura {number}", en="Tick invoice {number}"),
    "ticked_deeds": Text(fi="Valituille laskuille", sv="För de valda fakturorna", en="For the ticked invoices"),
    "nothing_ticked": Text(
        fi="Valitse ensin laskut, joita päätös koskee.",
        sv="Välj först de fakturor som beslutet gäller.",
        en="Tick the invoices first that the decision is about.",
    ),
    "more_refused": Text(
        fi="Samoin laskuja, joille ei tehty mitään: {count}.",
        sv="Likaså fakturor som inget gjordes med: {count}.",
        en="Likewise, invoices with which nothing was done: {count}.",
    ),
    "what": Text(fi="Mikä on vialla", sv="Vad som är fel", en="What is the matter"),
    "not_waiting": Text(
        fi="Palautettu, mutta ei odottavassa tilassa Severassa",
        sv="Återförd, men inte i väntande status i Severa",
        en="Put back, but not in the waiting status in Severa",
    ),
    "not_waiting_to_do": Text(
        fi="Vaihda laskuille Severassa siirtoa odottava tila, niin seuraava ajo hakee ne. Jos niitä ei siirretä, "
        "ohita ne.",
        sv="Ge fakturorna den väntande statusen i Severa, så hämtar nästa körning dem. Om de inte ska överföras, "
        "avfärda dem.",
        en="Give them the waiting status in Severa, and the next run fetches them. If they are not to be "
        "transferred, dismiss them.",
    ),
    "unmarked_refused": Text(
        fi="Severa ei vaihtanut tilaa", sv="Severa bytte inte status", en="Severa refused the status"
    ),
    "unmarked_unanswered": Text(
        fi="Severa ei vastannut tilan vaihtoon", sv="Severa svarade inte på statusbytet", en="Severa did not answer"
    ),
    "unmarked_elsewhere": Text(
        fi="Tila vaihdettu Severassa muuksi", sv="Annan status i Severa", en="Given another status in Severa"
    ),
    "unmarked_gone": Text(fi="Ei enää Severassa", sv="Inte längre i Severa", en="Gone from Severa"),
    "unmarked_to_do": Text(
        fi="Laskut ovat jo Maestrossa. Vaihda niille Severassa siirretyn tila, tai ohita ne, jos tila on "
        "tarkoituksella toinen.",
        sv="Fakturorna finns redan i Maestro. Ge dem statusen för överförda i Severa, eller avfärda dem om "
        "statusen är avsiktlig.",
        en="The invoices are in Maestro already. Give them the transferred status in Severa, or dismiss them "
        "where the other status is meant.",
    ),
    "codes": Text(
        fi="Rivejä varatuotteella A/0", sv="Rader på reservprodukten A/0", en="Rows on the fallback product A/0"
    ),
    "codes_what": Text(
        fi="Laskut ovat siirtyneet, mutta näille koodeille ei löytynyt Maestron tuotetta. Kohdista koodi, niin "
        "rivit siirtyvät ja tulevat laskut menevät oikein.",
        sv="Fakturorna har överförts, men för dessa koder fanns ingen produkt i Maestro. Koppla koden, så "
        "flyttas raderna och kommande fakturor går rätt.",
        en="The invoices went over, but no Maestro product was found for these codes. Map the code: its rows "
        "move, and coming invoices go right.",
    ),
    "code": Text(fi="Koodi", sv="Kod", en="Code"),
    "name": Text(fi="Nimi riveillä", sv="Namn på raderna", en="Name on rows"),
    "kind": Text(fi="Laji", sv="Slag", en="Kind"),
    "rows": Text(fi="Rivejä", sv="Rader", en="Rows"),
    "amount": Text(fi="Veroton", sv="Exkl. moms", en="Without VAT"),
    "no_code": Text(fi="ei koodia", sv="ingen kod", en="no code"),
    "no_code_to_do": Text(
        fi="Anna koodi Severassa; siirrä vanhat rivit Maestrossa käsin.",
        sv="Ange en kod i Severa; flytta gamla rader för hand i Maestro.",
        en="Give it a code in Severa; move old rows in Maestro by hand.",
    ),
    "several_to_do": Text(
        fi="Koodit vievät eri tuotteille; jaa rivi Maestrossa käsin.",
        sv="Koderna leder till olika produkter; dela raden för hand i Maestro.",
        en="The codes lead to different products; split the row in Maestro by hand.",
    ),
    "map_this": Text(fi="Kohdista koodi {code}", sv="Koppla koden {code}", en="Map the code {code}"),
    "rematch": Text(fi="Täsmää uudelleen", sv="Matcha på nytt", en="Match again"),
    "rematch_this": Text(
        fi="Täsmää yrityksen {company} A/0-rivit uudelleen",
        sv="Matcha företaget {company}s A/0-rader på nytt",
        en="Match the rows on A/0 of {company} again",
    ),
    "more_codes": Text(fi="Muita koodeja: {count}.", sv="Övriga koder: {count}.", en="Other codes: {count}."),
}
