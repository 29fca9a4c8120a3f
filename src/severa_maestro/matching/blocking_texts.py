"""The sentences of findings that block an invoice: what is the matter, and what to do."""

from severa_maestro.language import Message, Text

_CORRECT_AND_RETURN = Text(
    fi="Palauta lasku Severassa luonnokseksi, korjaa se ja siirrä se takaisin odottavaan tilaan.",
    sv="Återställ fakturan till utkast i Severa, rätta den och ge den åter den väntande statusen.",
    en="Return the invoice to draft in Severa, correct it and put it back into the waiting status.",
)
_ASK_SEVERA = Text(
    fi="Tarkista lasku Severassa. Jos se näyttää siellä oikealta, ota yhteyttä Severan tukeen.",
    sv="Kontrollera fakturan i Severa. Om den ser rätt ut där, kontakta Severas support.",
    en="Check the invoice in Severa. If it looks right there, contact Severa's support.",
)

BLOCKING_MESSAGES: dict[str, Message] = {
    # --- identity -------------------------------------------------------------------------------------
    "no-number": Message(
        what=Text(
            fi="Laskulla ei ole numeroa: tila ”{status}” ei anna laskulle numeroa.",
            sv="Fakturan har inget nummer: statusen ”{status}” ger den inget.",
            en="The invoice has no number: the status “{status}” does not assign one.",
        ),
        to_do=Text(
            fi="Valitse odottavalle tilalle Severassa ”Laskun numero” (Asetukset > Laskutus > Laskun tilat) ja vaihda tila laskulle uudelleen.",
            sv="Välj ”Fakturanummer” för den väntande statusen i Severa (Inställningar > Fakturering > Fakturastatusar) och ge fakturan statusen på nytt.",
            en="Tick “Invoice number” for the waiting status in Severa (Settings > Invoicing > Invoice statuses) and set the invoice's status again.",
        ),
    ),
    "no-date": Message(
        what=Text(fi="Laskulta puuttuu päiväys.", sv="Fakturan saknar datum.", en="The invoice has no date."),
        to_do=_CORRECT_AND_RETURN,
    ),
    "no-rows": Message(
        what=Text(fi="Laskulla ei ole rivejä.", sv="Fakturan har inga rader.", en="The invoice has no rows."),
        to_do=_CORRECT_AND_RETURN,
    ),
    "unreadable": Message(
        what=Text(
            fi="Severasta tullutta laskua ei voida lukea: {reason}.",
            sv="Fakturan från Severa kan inte läsas: {reason}.",
            en="The invoice from Severa cannot be read: {reason}.",
        ),
        to_do=_ASK_SEVERA,
    ),
    "gone-while-read": Message(
        what=Text(
            fi="Lasku poistettiin Severasta, kun sitä oltiin hakemassa.",
            sv="Fakturan togs bort i Severa medan den hämtades.",
            en="The invoice was deleted in Severa while it was being fetched.",
        ),
        to_do=Text(
            fi="Jos poisto oli tarkoitettu, mitään ei tarvitse tehdä. Muuten tee lasku Severassa uudelleen.",
            sv="Om borttagningen var avsiktlig behöver inget göras. Gör annars om fakturan i Severa.",
            en="If that was meant, there is nothing to do. Otherwise make the invoice again in Severa.",
        ),
    ),
    "changed-since-stored": Message(
        what=Text(
            fi="Lasku on jo Maestrossa, mutta sitä on muutettu Severassa sen jälkeen.",
            sv="Fakturan finns redan i Maestro men har ändrats i Severa därefter.",
            en="The invoice is already in Maestro, but it has been changed in Severa since.",
        ),
        to_do=Text(
            fi="Vertaa vanhaa ja uutta (show). Jos vanha pysyy voimassa, jätä uusi siirtämättä (dismiss). "
            "Jos uusi korvaa vanhan, hyväksy se (retry --accept).",
            sv="Jämför den gamla och den nya (show). Om den gamla gäller, låt bli att överföra den nya (dismiss). "
            "Om den nya ersätter den gamla, godkänn den (retry --accept).",
            en="Compare the old and the new (show). If the old one stands, leave the new one out (dismiss). "
            "If the new one replaces it, accept it (retry --accept).",
        ),
    ),
    "changed-since-dismissed": Message(
        what=Text(
            fi="Lasku on päätetty jättää siirtämättä, mutta sitä on muutettu Severassa sen jälkeen.",
            sv="Fakturan skulle enligt beslut inte överföras, men den har ändrats i Severa därefter.",
            en="It was decided not to transfer the invoice, but it has been changed in Severa since.",
        ),
        to_do=Text(
            fi="Jos sitä ei vieläkään siirretä, vahvista se (dismiss). Jos se siirretään, hyväksy se (retry --accept).",
            sv="Om den fortfarande inte ska överföras, bekräfta det (dismiss). Om den ska överföras, godkänn den (retry --accept).",
            en="If it is still not to be transferred, confirm that (dismiss). If it is, accept it (retry --accept).",
        ),
    ),
    "possible-duplicate": Message(
        what=Text(
            fi="Samalla laskunumerolla on jo toinen lasku (numerosarja {unit}).",
            sv="Det finns redan en annan faktura med samma nummer (nummerserie {unit}).",
            en="There is already another invoice with the same number (number series {unit}).",
        ),
        to_do=Text(
            fi="Jos lasku on sama, jätä tämä siirtämättä (dismiss). Jos se on eri lasku, hyväksy se (retry --accept).",
            sv="Om det är samma faktura, låt bli att överföra denna (dismiss). Om det är en annan, godkänn den (retry --accept).",
            en="If it is the same invoice, leave this one out (dismiss). If it is another, accept it (retry --accept).",
        ),
    ),
    "number-taken": Message(
        what=Text(
            fi="Laskunumero {number} on jo toisella laskulla samassa numerosarjassa.",
            sv="En annan faktura i samma nummerserie har redan numret {number}.",
            en="Another invoice of the same number series has the number {number} already.",
        ),
        to_do=Text(
            fi="Korjaa numero Severassa. Jos kyse on samasta laskusta, jätä tämä siirtämättä: dismiss.",
            sv="Rätta numret i Severa. Om det är samma faktura, lämna denna utan överföring: dismiss.",
            en="Correct the number in Severa. If it is the same invoice, leave this one out: dismiss.",
        ),
    ),
    "customer-unreadable": Message(
        what=Text(
            fi="Asiakkaan {name} tietoja ei voi lukea: {reason}.",
            sv="Kunden {name}s uppgifter kan inte läsas: {reason}.",
            en="The card of the customer {name} cannot be read: {reason}.",
        ),
        to_do=Text(
            fi="Tarkista asiakkaan kortti Severassa. Jos se on kunnossa, ota yhteyttä Severan tukeen.",
            sv="Kontrollera kundens kort i Severa. Om det är i sin ordning, kontakta Severas support.",
            en="Check the customer's card in Severa. If it is in order, contact Severa's support.",
        ),
    ),
    "cannot-be-stored": Message(
        what=Text(
            fi="Laskua ei voitu tallentaa Maestroon: {reason}.",
            sv="Fakturan kunde inte sparas i Maestro: {reason}.",
            en="The invoice could not be stored in Maestro: {reason}.",
        ),
        to_do=Text(
            fi="Seuraava ajo yrittää uudelleen. Jos virhe toistuu, ota yhteyttä tukeen.",
            sv="Nästa körning försöker igen. Om felet upprepas, kontakta supporten.",
            en="The next run tries again. If it happens again, contact support.",
        ),
    ),
    # --- amounts --------------------------------------------------------------------------------------
    "no-currency": Message(
        what=Text(fi="Laskulta puuttuu valuutta.", sv="Fakturan saknar valuta.", en="The invoice has no currency."),
        to_do=_CORRECT_AND_RETURN,
    ),
    "currency-without-rate": Message(
        what=Text(
            fi="Laskun valuutta on {currency}, mutta valuuttakurssi puuttuu.",
            sv="Fakturans valuta är {currency}, men valutakursen saknas.",
            en="The invoice is in {currency}, but the exchange rate is missing.",
        ),
        to_do=Text(
            fi="Anna valuutalle kurssi Severan asetuksissa. Palauta lasku luonnokseksi, tallenna se ja siirrä se takaisin odottavaan tilaan.",
            sv="Ange en kurs för valutan i Severas inställningar. Återställ fakturan till utkast, spara den och ge den åter den väntande statusen.",
            en="Give the currency a rate in Severa's settings. Return the invoice to draft, save it and put it back into the waiting status.",
        ),
    ),
    "totals-contradict": Message(
        what=Text(
            fi="Laskun veroton summa {excluding} ja arvonlisävero {vat} eivät täsmää verolliseen summaan {including}.",
            sv="Fakturans summa utan moms {excluding} och momsen {vat} stämmer inte med summan inklusive moms {including}.",
            en="The invoice's total without VAT {excluding} and its VAT {vat} do not add up to its total with VAT {including}.",
        ),
        to_do=_ASK_SEVERA,
    ),
    "totals-do-not-add-up": Message(
        what=Text(
            fi="Rivien summa {rows} eroaa laskun summasta {total}: erotus {difference} on suurempi kuin pyöristys.",
            sv="Radernas summa {rows} avviker från fakturans summa {total}: skillnaden {difference} är större än en avrundning.",
            en="The rows add up to {rows}, but the invoice's total is {total}: the difference {difference} is more than rounding.",
        ),
        to_do=_CORRECT_AND_RETURN,
    ),
    "row-contradicts": Message(
        what=Text(
            fi="veroton summa {excluding} ja vero {vat} eivät täsmää verolliseen summaan {including}.",
            sv="summan utan moms {excluding} och momsen {vat} stämmer inte med summan inklusive moms {including}.",
            en="{excluding} without VAT and {vat} of VAT do not add up to {including}.",
        ),
        to_do=_CORRECT_AND_RETURN,
    ),
    "vat-rate-unknown": Message(
        what=Text(
            fi="verokanta puuttuu tai on mahdoton: verokanta {rate}, vero {vat}.",
            sv="momssatsen saknas eller är omöjlig: momssats {rate}, moms {vat}.",
            en="the VAT rate is missing or impossible: rate {rate}, VAT {vat}.",
        ),
        to_do=_CORRECT_AND_RETURN,
    ),
    "row-vat-contradicts-rate": Message(
        what=Text(
            fi="vero {vat} ei vastaa verokantaa {rate} %; sen mukaan vero olisi {computed}.",
            sv="momsen {vat} motsvarar inte momssatsen {rate} %; enligt den vore momsen {computed}.",
            en="VAT {vat} does not match the rate {rate} %, which gives {computed}.",
        ),
        to_do=_CORRECT_AND_RETURN,
    ),
    "amount-too-large": Message(
        what=Text(
            fi="Laskulla on summa tai määrä, joka on vähintään miljardi.",
            sv="Fakturan har ett belopp eller antal på minst en miljard.",
            en="An amount or quantity on the invoice is one thousand million or more.",
        ),
        to_do=_CORRECT_AND_RETURN,
    ),
    # --- customer, credit notes -----------------------------------------------------------------------
    "customer-unknown": Message(
        what=Text(
            fi="Laskun asiakasta {name} ei löytynyt Severasta.",
            sv="Fakturans kund {name} hittades inte i Severa.",
            en="The invoice's customer {name} was not found in Severa.",
        ),
        to_do=Text(
            fi="Tarkista, että asiakas on Severassa ja että API-avaimen käyttäjällä on oikeus Asiakkaat → Kaikki.",
            sv="Kontrollera att kunden finns i Severa och att API-nyckelns användare har rättigheten Kunder → Alla.",
            en="Check that the customer is in Severa and that the API key's user has the right Customers → All.",
        ),
    ),
    "customer-without-number": Message(
        what=Text(
            fi="Asiakkaalla {name} ei ole asiakasnumeroa.",
            sv="Kunden {name} har inget kundnummer.",
            en="The customer {name} has no customer number.",
        ),
        to_do=Text(
            fi="Anna numero asiakaskortilla Severassa. Lasku siirtyy sen jälkeen seuraavassa ajossa.",
            sv="Ange numret på kundkortet i Severa. Fakturan överförs därefter vid nästa körning.",
            en="Give the number on the customer card in Severa. The next run then transfers the invoice.",
        ),
    ),
    "customer-number-clash": Message(
        what=Text(
            fi="Asiakasnumero {number} on kahdella eri asiakkaalla: {name} ja {other}.",
            sv="Kundnumret {number} finns hos två olika kunder: {name} och {other}.",
            en="Two different customers have the number {number}: {name} and {other}.",
        ),
        to_do=Text(
            fi="Anna toiselle asiakkaalle eri numero tai korjaa Y-tunnus asiakaskortilla Severassa.",
            sv="Ge den ena kunden ett annat nummer eller rätta FO-numret på kundkortet i Severa.",
            en="Give one of them another number, or correct the business ID, on the customer card in Severa.",
        ),
    ),
    "credit-original-unknown": Message(
        what=Text(
            fi="Hyvityslasku hyvittää laskua, jota ei ole siirretty.",
            sv="Kreditfakturan krediterar en faktura som inte har överförts.",
            en="The credit note credits an invoice that has not been transferred.",
        ),
        to_do=Text(
            fi="Siirrä ensin hyvitettävä lasku. Jos se on viety Maestroon jo ennen tätä liittymää, hyväksy se (retry --accept).",
            sv="Överför först fakturan som krediteras. Om den fördes till Maestro redan före denna integration, godkänn den (retry --accept).",
            en="Transfer the credited invoice first. If it was in Maestro before this interface, accept it (retry --accept).",
        ),
    ),
    "credit-note-positive": Message(
        what=Text(
            fi="Hyvityslaskun summa {total} on positiivinen.",
            sv="Kreditfakturans summa {total} är positiv.",
            en="The credit note's total {total} is positive.",
        ),
        to_do=_CORRECT_AND_RETURN,
    ),
}
