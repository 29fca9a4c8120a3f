"""The sentences of every finding, in Finnish, Swedish and English: what is the matter, and what to do.

Menu paths are Severa's own, as its screens name them in each language. A finding is said of invoices that are
blocked and of invoices that are not, so no sentence of a warning says that the invoice has been transferred.
"""

from severa_maestro.language import NOTHING_TO_DO, Message, Text

ROW = Text(fi="Rivi {row}: ", sv="Rad {row}: ", en="Row {row}: ")

#: What there is to do about a blocking finding that a person has accepted.
ACCEPTED = Text(
    fi="Hyväksytty: ei estä siirtoa.",
    sv="Godkänd: hindrar inte överföringen.",
    en="Accepted: it does not stop the transfer.",
)

#: Values that are words of their own: kinds of rows and what an address lacks.
WORDS = {
    "product": Text(fi="tuote", sv="produkt", en="product"),
    "work": Text(fi="työlaji", sv="arbetstyp", en="work type"),
    "travel": Text(fi="matkakulu", sv="resekostnad", en="travel expense"),
    "other": Text(fi="muu rivi", sv="annan rad", en="other row"),
    "name": Text(fi="nimi", sv="namn", en="name"),
    "street": Text(fi="katuosoite", sv="gatuadress", en="street"),
    "postal_code": Text(fi="postinumero", sv="postnummer", en="post code"),
    "town": Text(fi="postitoimipaikka", sv="postort", en="town"),
    "country": Text(fi="maa", sv="land", en="country"),
}

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
_CORRECT_IF_WRONG = Text(
    fi="Ei estä siirtoa. Korjaa tieto Severassa, jos se on väärin.",
    sv="Hindrar inte överföringen. Rätta uppgiften i Severa om den är fel.",
    en="This does not stop the transfer. Correct it in Severa if it is wrong.",
)
_CORRECT_ON_CARD = Text(
    fi="Ei estä siirtoa. Korjaa tieto Severassa asiakaskortille, niin se on oikein seuraavilla laskuilla.",
    sv="Hindrar inte överföringen. Rätta uppgiften på kundkortet i Severa, så är den rätt på följande fakturor.",
    en="This does not stop the transfer. Correct it on the customer card in Severa, so that the next invoices have it right.",
)
_CREDIT_IF_WRONG = Text(
    fi="Ei estä siirtoa. Jos lasku on väärin, hyvitä se Severassa ja tee uusi.",
    sv="Hindrar inte överföringen. Om fakturan är fel, kreditera den i Severa och gör en ny.",
    en="This does not stop the transfer. If the invoice is wrong, credit it in Severa and make a new one.",
)

FINDING_MESSAGES: dict[str, Message] = {
    # --- Blocking: identity -------------------------------------------------------------------------------------
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
    # --- Blocking: amounts --------------------------------------------------------------------------------------
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
    # --- Blocking: customer, credit notes -----------------------------------------------------------------------
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
            fi="Siirrä ensin hyvitettävä lasku. Jos se on viety Maestroon jo ennen tätä liittymää, hyväksy (retry --accept).",
            sv="Överför först fakturan som krediteras. Om den fördes till Maestro redan före denna integration, godkänn (retry --accept).",
            en="Transfer the credited invoice first. If it was in Maestro before this interface, accept (retry --accept).",
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
    # --- Warnings: amounts and VAT ------------------------------------------------------------------------------
    "rounding-difference": Message(
        what=Text(
            fi="Laskun summa {total} eroaa rivien summasta {rows} pyöristyksen verran: {difference}.",
            sv="Fakturans summa {total} avviker från radernas summa {rows} med en avrundning: {difference}.",
            en="The invoice's total {total} differs from the sum of its rows {rows} by a rounding: {difference}.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "vat-rate-not-in-force": Message(
        what=Text(
            fi="verokanta {rate} % ei ole Suomessa voimassa {day}.",
            sv="momssatsen {rate} % gäller inte i Finland {day}.",
            en="the VAT rate {rate} % is not in force in Finland on {day}.",
        ),
        to_do=Text(
            fi="Ei estä siirtoa. Tarkista verokanta: sen ratkaisee työn suorittamisen tai tavaran toimittamisen päivä.",
            sv="Hindrar inte överföringen. Kontrollera momssatsen: den avgörs av dagen då arbetet utfördes eller varan levererades.",
            en="This does not stop the transfer. Check the rate: the day of the work or of the delivery decides it.",
        ),
    ),
    "product-vat-differs": Message(
        what=Text(
            fi="rivin verokanta on {rate} %, Maestron tuotteen {product} {product_rate} %.",
            sv="radens momssats är {rate} %, Maestros produkt {product} har {product_rate} %.",
            en="the row's VAT rate is {rate} %, that of Maestro's product {product} is {product_rate} %.",
        ),
        to_do=Text(
            fi="Tarkista rivin tiliöinti Maestrossa tai käytä tuotetta, jolla on rivin verokanta.",
            sv="Kontrollera radens kontering i Maestro eller använd en produkt med radens momssats.",
            en="Check the row's posting in Maestro, or use a product with the row's rate.",
        ),
    ),
    "group-vat-differs": Message(
        what=Text(
            fi="rivin verokanta on {rate} %, varatuotteen {product} {product_rate} %.",
            sv="radens momssats är {rate} %, reservprodukten {product} har {product_rate} %.",
            en="the row's VAT rate is {rate} %, that of the fallback product {product} is {product_rate} %.",
        ),
        to_do=Text(
            fi="Varatuote tiliöidään oman pääryhmänsä tilille ja verokannalle: korjaa rivin tiliöinti Maestrossa.",
            sv="Reservprodukten konteras på sin huvudgrupps konto och momssats: rätta radens kontering i Maestro.",
            en="The fallback product is posted to its group's account and VAT rate: correct the row's posting in Maestro.",
        ),
    ),
    "negative-invoice": Message(
        what=Text(
            fi="Laskun summa {total} on negatiivinen, mutta se ei ole hyvityslasku.",
            sv="Fakturans summa {total} är negativ, men den är ingen kreditfaktura.",
            en="The invoice's total {total} is negative, but it is not a credit note.",
        ),
        to_do=_CREDIT_IF_WRONG,
    ),
    "credit-exceeds-original": Message(
        what=Text(
            fi="Hyvityslasku {total} ylittää hyvitettävän laskun {original}.",
            sv="Kreditfakturan {total} överstiger fakturan som krediteras, {original}.",
            en="The credit note {total} exceeds the invoice that it credits, {original}.",
        ),
        to_do=_CORRECT_IF_WRONG,
    ),
    "credit-names-no-original": Message(
        what=Text(
            fi="Hyvityslasku ei kerro, mitä laskua se hyvittää.",
            sv="Kreditfakturan anger inte vilken faktura den krediterar.",
            en="The credit note does not say which invoice it credits.",
        ),
        to_do=Text(
            fi="Kohdista hyvitys oikeaan laskuun Maestrossa.",
            sv="Hänför krediteringen till rätt faktura i Maestro.",
            en="Allocate the credit to the right invoice in Maestro.",
        ),
    ),
    "reverse-charge-with-vat": Message(
        what=Text(
            fi="Laskulla on käännetty verovelvollisuus, mutta siinä on arvonlisäveroa {vat}.",
            sv="Fakturan har omvänd skattskyldighet men innehåller moms {vat}.",
            en="The invoice is reverse charge, but it has VAT {vat}.",
        ),
        to_do=_CREDIT_IF_WRONG,
    ),
    # --- Warnings: parties --------------------------------------------------------------------------------------
    "customer-inactive": Message(
        what=Text(
            fi="Asiakas {number} {name} on poistettu käytöstä Severassa.",
            sv="Kunden {number} {name} är inaktiv i Severa.",
            en="The customer {number} {name} is inactive in Severa.",
        ),
        to_do=_CORRECT_IF_WRONG,
    ),
    "business-id-wrong": Message(
        what=Text(
            fi="Y-tunnus tai ALV-numero {id} on virheellinen ({name}).",
            sv="FO-numret eller momsnumret {id} är felaktigt ({name}).",
            en="The business ID or VAT number {id} is not valid ({name}).",
        ),
        to_do=_CORRECT_IF_WRONG,
    ),
    "address-incomplete": Message(
        what=Text(
            fi="Ostajan {name} nimi- ja osoitetiedot laskulla ovat puutteelliset. Puuttuu: {missing}.",
            sv="Namn- och adressuppgifterna för köparen {name} på fakturan är ofullständiga. Saknas: {missing}.",
            en="The buyer's name and address on the invoice are incomplete ({name}). Missing: {missing}.",
        ),
        to_do=_CORRECT_ON_CARD,
    ),
    "reverse-charge-without-vat-number": Message(
        what=Text(
            fi="Laskulla on käännetty verovelvollisuus, mutta ostajan {name} ALV-numero puuttuu.",
            sv="Fakturan har omvänd skattskyldighet, men momsnumret för köparen {name} saknas.",
            en="The invoice is reverse charge, but the VAT number of the buyer {name} is missing.",
        ),
        to_do=_CORRECT_ON_CARD,
    ),
    "electronic-address-without-operator": Message(
        what=Text(
            fi="Asiakkaalla {name} on verkkolaskuosoite {address}, mutta operaattori puuttuu.",
            sv="Kunden {name} har e-fakturaadressen {address}, men operatören saknas.",
            en="The customer {name} has the e-invoice address {address}, but the operator is missing.",
        ),
        to_do=_CORRECT_ON_CARD,
    ),
    "operator-without-electronic-address": Message(
        what=Text(
            fi="Asiakkaalla {name} on verkkolaskuoperaattori {operator}, mutta verkkolaskuosoite puuttuu.",
            sv="Kunden {name} har e-fakturaoperatören {operator}, men e-fakturaadressen saknas.",
            en="The customer {name} has the e-invoice operator {operator}, but the e-invoice address is missing.",
        ),
        to_do=_CORRECT_ON_CARD,
    ),
    "electronic-address-wrong": Message(
        what=Text(
            fi="Asiakkaan {name} verkkolaskuosoite {address} on virheellinen.",
            sv="E-fakturaadressen {address} för kunden {name} är felaktig.",
            en="The e-invoice address {address} of the customer {name} is not valid.",
        ),
        to_do=_CORRECT_ON_CARD,
    ),
    "operator-unknown": Message(
        what=Text(
            fi="Asiakkaan {name} verkkolaskuoperaattoria {operator} ei ole Suomen operaattorien luettelossa.",
            sv="E-fakturaoperatören {operator} för kunden {name} finns inte i förteckningen över operatörer i Finland.",
            en="The e-invoice operator {operator} of the customer {name} is not on the list of Finland's operators.",
        ),
        to_do=_CORRECT_ON_CARD,
    ),
    # --- Warnings: payment and texts ----------------------------------------------------------------------------
    "reference-number-wrong": Message(
        what=Text(
            fi="Viitenumero {reference} on virheellinen: sen muoto tai tarkistusnumero on väärin.",
            sv="Referensnumret {reference} är felaktigt: dess form eller kontrollsiffra är fel.",
            en="The reference number {reference} is not valid: its form or its check digit is wrong.",
        ),
        to_do=_CORRECT_IF_WRONG,
    ),
    "due-before-invoice-date": Message(
        what=Text(
            fi="Eräpäivä {due} on ennen laskun päiväystä {day}.",
            sv="Förfallodagen {due} är före fakturans datum {day}.",
            en="The due date {due} is before the invoice date {day}.",
        ),
        to_do=_CORRECT_IF_WRONG,
    ),
    "bank-account-wrong": Message(
        what=Text(
            fi="Myyjän tilinumero {account} ei ole kelvollinen IBAN.",
            sv="Säljarens kontonummer {account} är inte ett giltigt IBAN.",
            en="The seller's account number {account} is not a valid IBAN.",
        ),
        to_do=Text(
            fi="Ei estä siirtoa. Korjaa se Severassa (Asetukset > Organisaatio > Yrityksen asetukset).",
            sv="Hindrar inte överföringen. Rätta det i Severa (Inställningar > Organisation > Företagsinställningar).",
            en="This does not stop the transfer. Correct it in Severa (Settings > Organization > Company settings).",
        ),
    ),
    "bank-account-missing": Message(
        what=Text(
            fi="Laskulla ei ole myyjän tilinumeroa.",
            sv="Fakturan saknar säljarens kontonummer.",
            en="The invoice has no account number of the seller.",
        ),
        to_do=Text(
            fi="Lisää se tarvittaessa Severassa (Asetukset > Organisaatio > Yrityksen asetukset).",
            sv="Lägg vid behov till det i Severa (Inställningar > Organisation > Företagsinställningar).",
            en="If it is needed, add it in Severa (Settings > Organization > Company settings).",
        ),
    ),
    "free-text-long": Message(
        what=Text(
            fi="Laskun vapaan tekstin pituus on {length} merkkiä; tiedostossa se jatkuu {limit} merkin jälkeen uudella rivillä.",
            sv="Fakturans fritext är {length} tecken lång; i en fil fortsätter den på ny rad efter {limit} tecken.",
            en="The invoice's free text has {length} characters; in a file it continues on a new line after {limit}.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "row-text-long": Message(
        what=Text(
            fi="tekstin pituus on {length} merkkiä; tiedostossa se jatkuu {limit} merkin jälkeen uudella rivillä.",
            sv="texten är {length} tecken lång; i en fil fortsätter den på ny rad efter {limit} tecken.",
            en="the text has {length} characters; in a file it continues on a new line after {limit}.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    # --- Rows on A/0 --------------------------------------------------------------------------------------------
    "fallback-empty-code": Message(
        what=Text(
            fi="{kind} ”{name}”: koodi puuttuu, joten rivi menee tuotteelle A/0.",
            sv="{kind} ”{name}”: koden saknas, så raden går till produkten A/0.",
            en="{kind} “{name}”: the code is missing, so the row goes to product A/0.",
        ),
        to_do=Text(
            fi="Tarkista rivin tiliöinti Maestrossa. Anna Severassa koodiksi Maestron tuotekoodi "
            "(Asetukset > Työaika-, matkakulu- ja tuoterekisterit).",
            sv="Kontrollera radens kontering i Maestro. Ange Maestros produktkod som kod i Severa "
            "(Inställningar > Register över arbetstyper, resekostnader och produkter).",
            en="Check the row's posting in Maestro. Set Maestro's product code in Severa "
            "(Settings > Work time, travel expense & product registries).",
        ),
    ),
    "fallback-unknown-code": Message(
        what=Text(
            fi="{kind} ”{name}”: Maestrossa ei ole tuotetta koodilla {code}, joten rivi menee tuotteelle A/0.",
            sv="{kind} ”{name}”: Maestro har ingen produkt med koden {code}, så raden går till produkten A/0.",
            en="{kind} “{name}”: Maestro has no product with the code {code}, so the row goes to product A/0.",
        ),
        to_do=Text(
            fi="Tarkista rivin tiliöinti Maestrossa. Lisää tuote Maestroon tai korjaa koodi Severassa "
            "(Asetukset > Työaika-, matkakulu- ja tuoterekisterit).",
            sv="Kontrollera radens kontering i Maestro. Lägg till produkten i Maestro eller rätta koden i Severa "
            "(Inställningar > Register över arbetstyper, resekostnader och produkter).",
            en="Check the row's posting in Maestro. Add the product to Maestro, or correct the code in Severa "
            "(Settings > Work time, travel expense & product registries).",
        ),
    ),
    "fallback-inactive-product": Message(
        what=Text(
            fi="{kind} ”{name}”: koodin {code} tuote on poistettu käytöstä Maestrossa, joten rivi menee tuotteelle A/0.",
            sv="{kind} ”{name}”: produkten med koden {code} är inaktiv i Maestro, så raden går till produkten A/0.",
            en="{kind} “{name}”: the product with the code {code} is inactive in Maestro, so the row goes to product A/0.",
        ),
        to_do=Text(
            fi="Tarkista rivin tiliöinti Maestrossa. Ota tuote käyttöön Maestrossa tai anna Severassa toisen tuotteen koodi.",
            sv="Kontrollera radens kontering i Maestro. Aktivera produkten i Maestro eller ange en annan produkts kod i Severa.",
            en="Check the row's posting in Maestro. Activate the product in Maestro, or set another product's code in Severa.",
        ),
    ),
    "fallback-several-products": Message(
        what=Text(
            fi="{kind} ”{name}”: koodit {code} johtavat eri tuotteisiin, joten rivi menee tuotteelle A/0.",
            sv="{kind} ”{name}”: koderna {code} leder till olika produkter, så raden går till produkten A/0.",
            en="{kind} “{name}”: the codes {code} lead to different products, so the row goes to product A/0.",
        ),
        to_do=Text(
            fi="Tarkista rivin tiliöinti Maestrossa. Ryhmittele laskun rivit Severassa niin, että samalla rivillä on vain yhden tuotteen kirjauksia.",
            sv="Kontrollera radens kontering i Maestro. Gruppera fakturaraderna i Severa så att en rad bara har poster för en produkt.",
            en="Check the row's posting in Maestro. Group the invoice's rows in Severa so that a row holds entries of one product only.",
        ),
    ),
    "fallback-fallback-code": Message(
        what=Text(
            fi="{kind} ”{name}”: Severan koodi {code} on itse varatuote A/0.",
            sv="{kind} ”{name}”: koden {code} i Severa är själva reservprodukten A/0.",
            en="{kind} “{name}”: the code {code} in Severa is the fallback product A/0 itself.",
        ),
        to_do=Text(
            fi="Tarkista rivin tiliöinti Maestrossa. Jos rivi kuuluu toiselle tuotteelle, anna Severassa sen koodi.",
            sv="Kontrollera radens kontering i Maestro. Om raden hör till en annan produkt, ange dess kod i Severa.",
            en="Check the row's posting in Maestro. If the row belongs to another product, set its code in Severa.",
        ),
    ),
}
