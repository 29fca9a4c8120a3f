"""The sentences of findings that warn or only tell.

They are said of invoices that are blocked for something else too, so none says that the invoice has been transferred.
"""

from severa_maestro.language import NOTHING_TO_DO, Message, Text

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

WARNING_MESSAGES: dict[str, Message] = {
    # --- amounts and VAT ------------------------------------------------------------------------------
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
    # --- parties --------------------------------------------------------------------------------------
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
    # --- payment and texts ----------------------------------------------------------------------------
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
}
