"""What the registers say when they refuse something."""

from severa_maestro.language import Message, Text

FALLBACK_PROTECTED = Message(
    what=Text(
        fi="Varatuotetta A/0 ei voi poistaa, siirtää toiselle numerolle tai pääryhmälle eikä poistaa käytöstä.",
        sv="Reservprodukten A/0 kan inte raderas, flyttas till ett annat nummer eller en annan huvudgrupp, "
        "eller inaktiveras.",
        en="The fallback product A/0 cannot be deleted, moved to another number or group, or made inactive.",
    ),
    to_do=Text(
        fi="Sille menevät rivit, joille ei löydy tuotetta. Nimeä, tiliä ja verokantaa voi muuttaa.",
        sv="Dit går rader som ingen produkt motsvarar. Namn, konto och momssats kan ändras.",
        en="Rows that no product matches go there. Its name, account and VAT rate may be changed.",
    ),
)

FALLBACK_MISSING = Message(
    what=Text(
        fi="Yritykseltä {company} puuttuu varatuote A/0.",
        sv="Företaget {company} saknar reservprodukten A/0.",
        en="The company {company} has no fallback product A/0.",
    ),
    to_do=Text(
        fi="Se syntyy yrityksen mukana, joten tietokantaa on muutettu käsin: palauta varmuuskopio, tai tuo tuote A/0 "
        "(severa-maestro products import).",
        sv="Den skapas med företaget, så databasen har ändrats för hand: återställ säkerhetskopian, eller importera "
        "produkten A/0 (severa-maestro products import).",
        en="It is made with the company, so the database was changed by hand: restore the backup, or import a product "
        "A/0 (severa-maestro products import).",
    ),
)

PRODUCT_CODE_TAKEN = Message(
    what=Text(
        fi="Tuote {product} on jo olemassa: {name}.",
        sv="Produkten {product} finns redan: {name}.",
        en="There is a product {product} already: {name}.",
    ),
    to_do=Text(
        fi="Anna vapaa numero, tai muuta olemassa olevaa tuotetta.",
        sv="Ange ett ledigt nummer, eller ändra den produkt som finns.",
        en="Give a free number, or change the product that is there.",
    ),
)

PRODUCT_NUMBER_TAKEN = Message(
    what=Text(
        fi="Saman toimittajan tuotenumero {number} on jo tuotteella {product} {name}.",
        sv="Samma leverantörs produktnummer {number} finns redan på produkten {product} {name}.",
        en="The same supplier's product number {number} is on product {product} {name} already.",
    ),
    to_do=Text(
        fi="Tarkista toimittaja ja tuotenumero: pääryhmässä ne kuuluvat yhdelle tuotteelle.",
        sv="Kontrollera leverantören och produktnumret: i en huvudgrupp hör de till en enda produkt.",
        en="Check the supplier and the product number: in a group they belong to one product.",
    ),
)

GROUP_LETTER_FIXED = Message(
    what=Text(
        fi="Pääryhmän {letter} kirjainta ei voi vaihtaa.",
        sv="Huvudgruppens {letter} bokstav kan inte ändras.",
        en="The letter of product group {letter} cannot be changed.",
    ),
    to_do=Text(
        fi="Se on osa ryhmän jokaisen tuotteen koodia. Perusta uusi pääryhmä ja tuo tuotteet siihen.",
        sv="Den är en del av koden för gruppens alla produkter. Skapa en ny huvudgrupp och importera produkterna dit.",
        en="It is part of the code of each product of the group. Make a new group and import products into it.",
    ),
)

ALREADY_STORED = Message(
    what=Text(
        fi="Lasku {number} on jo Maestron rekisterissä.",
        sv="Faktura {number} finns redan i Maestros register.",
        en="Invoice {number} is in Maestro's register already.",
    ),
    to_do=Text(
        fi="Sitä ei viedä toista kertaa. Tarkista, onko kyse samasta laskusta; jos on, vaihda sen tilaksi Severassa siirretty.",
        sv="Den förs inte över på nytt. Kontrollera om det är samma faktura; ge den i så fall statusen för överförda i Severa.",
        en="It is not transferred again. See whether it is the same invoice; if so, give it the transferred status in Severa.",
    ),
)

CUSTOMER_NOT_IN_REGISTER = Message(
    what=Text(
        fi="Laskun {number} asiakasta {customer} ei ole asiakasrekisterissä.",
        sv="Kunden {customer} på faktura {number} finns inte i kundregistret.",
        en="Customer {customer} of invoice {number} is not in the customer register.",
    ),
    to_do=Text(
        fi="Tarkista asiakkaan numero Severassa asiakaskortilta ja laskulta.",
        sv="Kontrollera kundnumret i Severa, på kundkortet och på fakturan.",
        en="Check the customer's number in Severa, on the customer card and on the invoice.",
    ),
)

PRODUCT_NOT_IN_REGISTER = Message(
    what=Text(
        fi="Laskun {number} tuotetta {product} ei enää ole tuoterekisterissä.",
        sv="Produkten {product} på faktura {number} finns inte längre i produktregistret.",
        en="Product {product} of invoice {number} is no longer in the product register.",
    ),
    to_do=Text(
        fi="Tuote on poistettu kesken ajon. Aja uudelleen.",
        sv="Produkten raderades under körningen. Kör på nytt.",
        en="The product was removed during the run. Run again.",
    ),
)

INVOICE_NOT_IN_REGISTER = Message(
    what=Text(
        fi="Korvattavaa laskua {number} ei ole Maestron rekisterissä.",
        sv="Faktura {number} som skulle ersättas finns inte i Maestros register.",
        en="Invoice {number}, which was to be replaced, is not in Maestro's register.",
    ),
    to_do=Text(
        fi="Tarkista laskun siirron vaiheet: show.",
        sv="Kontrollera överföringens skeden: show.",
        en="Look at the steps of its transfer: show.",
    ),
)

INVOICE_INCOMPLETE = Message(
    what=Text(
        fi="Laskulta {number} puuttuu {missing_fi}.",
        sv="Faktura {number} saknar {missing_sv}.",
        en="Invoice {number} has no {missing_en}.",
    ),
    to_do=Text(
        fi="Täydennä lasku Severassa.",
        sv="Komplettera fakturan i Severa.",
        en="Complete the invoice in Severa.",
    ),
)

RATE_DOES_NOT_FIT = Message(
    what=Text(
        fi="Laskun {number} verokanta {rate} % ei ole mahdollinen.",
        sv="Momssatsen {rate} % på faktura {number} är inte möjlig.",
        en="The VAT rate {rate} % of invoice {number} is not possible.",
    ),
    to_do=Text(
        fi="Korjaa rivin verokanta Severassa.",
        sv="Rätta radens momssats i Severa.",
        en="Correct the row's VAT rate in Severa.",
    ),
)

ROW_NOT_MOVED = Message(
    what=Text(
        fi="Riviä {row} ei voitu viedä tuotteelle {product}: rivi ei ole enää tuotteella A/0, tai tuotetta ei ole Maestrossa.",
        sv="Raden {row} kunde inte flyttas till produkten {product}: raden är inte längre på produkten A/0, eller så finns produkten inte i Maestro.",
        en="The row {row} could not be moved to product {product}: it is no longer on A/0, or Maestro lacks the product.",
    ),
    to_do=Text(
        fi="Tarkista tuoterekisteri (severa-maestro products list) ja yritä uudelleen.",
        sv="Kontrollera produktregistret (severa-maestro products list) och försök igen.",
        en="Check the product register (severa-maestro products list) and try again.",
    ),
)
