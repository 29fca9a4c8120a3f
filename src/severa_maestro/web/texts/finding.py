"""The short name of each finding, for lists and filters; the key is its code."""

from severa_maestro.language import Text

TEXTS = {
    # what blocks
    "no-number": Text(fi="Laskun numero puuttuu", sv="Fakturanummer saknas", en="No invoice number"),
    "no-date": Text(fi="Laskun päiväys puuttuu", sv="Fakturadatum saknas", en="No invoice date"),
    "no-rows": Text(fi="Laskulla ei ole rivejä", sv="Fakturan saknar rader", en="No rows"),
    "unreadable": Text(fi="Laskua ei voi lukea", sv="Fakturan kan inte läsas", en="Cannot be read"),
    "gone-while-read": Text(
        fi="Poistettu haun aikana", sv="Borttagen under hämtningen", en="Deleted while it was fetched"
    ),
    "changed-since-stored": Text(
        fi="Muuttunut Maestroon viennin jälkeen", sv="Ändrad efter överföringen", en="Changed since it was stored"
    ),
    "changed-since-dismissed": Text(
        fi="Muuttunut ohituksen jälkeen", sv="Ändrad efter avfärdandet", en="Changed since it was dismissed"
    ),
    "possible-duplicate": Text(fi="Ehkä sama lasku kahdesti", sv="Kanske en dubblett", en="Perhaps a duplicate"),
    "number-taken": Text(fi="Laskunumero on jo käytössä", sv="Fakturanumret används redan", en="Number already taken"),
    "customer-unreadable": Text(
        fi="Asiakaskorttia ei voi lukea", sv="Kundkortet kan inte läsas", en="Customer card cannot be read"
    ),
    "cannot-be-stored": Text(
        fi="Tallennus Maestroon epäonnistui", sv="Kunde inte sparas i Maestro", en="Could not be stored"
    ),
    "no-currency": Text(fi="Valuutta puuttuu", sv="Valuta saknas", en="No currency"),
    "currency-without-rate": Text(fi="Valuuttakurssi puuttuu", sv="Valutakurs saknas", en="No exchange rate"),
    "totals-contradict": Text(
        fi="Laskun summat ovat ristiriidassa", sv="Fakturans summor är motstridiga", en="Totals contradict each other"
    ),
    "totals-do-not-add-up": Text(
        fi="Rivit eivät täsmää loppusummaan",
        sv="Raderna stämmer inte med totalen",
        en="Rows do not add up to the total",
    ),
    "row-contradicts": Text(
        fi="Rivin summat ovat ristiriidassa", sv="Radens belopp är motstridiga", en="A row contradicts itself"
    ),
    "vat-rate-unknown": Text(
        fi="Verokanta puuttuu tai on mahdoton", sv="Momssatsen saknas eller är omöjlig", en="VAT rate unknown"
    ),
    "row-vat-contradicts-rate": Text(
        fi="Rivin vero ei vastaa verokantaa", sv="Radens moms motsvarar inte satsen", en="VAT does not match its rate"
    ),
    "amount-too-large": Text(fi="Summa on mahdottoman suuri", sv="Beloppet är orimligt stort", en="Amount too large"),
    "customer-unknown": Text(fi="Asiakasta ei löydy Severasta", sv="Kunden finns inte i Severa", en="Customer unknown"),
    "customer-without-number": Text(fi="Asiakasnumero puuttuu", sv="Kundnummer saknas", en="No customer number"),
    "customer-number-clash": Text(
        fi="Sama asiakasnumero kahdella", sv="Två kunder med samma nummer", en="Two customers with one number"
    ),
    "credit-original-unknown": Text(
        fi="Hyvitettävää laskua ei ole siirretty",
        sv="Fakturan som krediteras är inte överförd",
        en="Credited invoice not transferred",
    ),
    "credit-note-positive": Text(
        fi="Hyvityslasku on positiivinen", sv="Kreditfakturan är positiv", en="Credit note is positive"
    ),
    # rows on A/0
    "fallback-empty-code": Text(fi="A/0: koodi puuttuu", sv="A/0: koden saknas", en="A/0: no code"),
    "fallback-unknown-code": Text(fi="A/0: tuntematon koodi", sv="A/0: okänd kod", en="A/0: unknown code"),
    "fallback-inactive-product": Text(
        fi="A/0: tuote ei ole käytössä", sv="A/0: inaktiv produkt", en="A/0: inactive product"
    ),
    "fallback-several-products": Text(
        fi="A/0: koodit vievät eri tuotteille", sv="A/0: koder för olika produkter", en="A/0: codes of several products"
    ),
    "fallback-fallback-code": Text(fi="A/0: koodi on A/0", sv="A/0: koden är A/0", en="A/0: the code is A/0"),
    "fallback-mapped-to-fallback": Text(
        fi="A/0: koodikartan mukaan", sv="A/0: enligt kodkartan", en="A/0: by the code map"
    ),
    "fallback-mapped-product-missing": Text(
        fi="A/0: koodikartan tuote puuttuu", sv="A/0: kodkartans produkt saknas", en="A/0: mapped product missing"
    ),
    "fallback-mapping-not-in-force": Text(
        fi="A/0: koodikartta ei voimassa", sv="A/0: kodkartan gäller inte", en="A/0: mapping not in force"
    ),
    # what warns or tells
    "rounding-difference": Text(fi="Pyöristysero", sv="Avrundningsskillnad", en="Rounding difference"),
    "vat-rate-not-in-force": Text(
        fi="Verokanta ei ole voimassa", sv="Momssatsen gäller inte", en="VAT rate not in force"
    ),
    "product-vat-differs": Text(
        fi="Tuotteella on toinen verokanta", sv="Produkten har en annan momssats", en="Product's VAT differs"
    ),
    "group-vat-differs": Text(
        fi="A/0:lla on toinen verokanta", sv="A/0 har en annan momssats", en="VAT of A/0 differs"
    ),
    "negative-invoice": Text(fi="Negatiivinen lasku", sv="Negativ faktura", en="Negative invoice"),
    "credit-exceeds-original": Text(
        fi="Hyvitys on laskua suurempi", sv="Krediteringen överstiger fakturan", en="Credit exceeds the invoice"
    ),
    "credit-names-no-original": Text(
        fi="Hyvitys ei kerro laskuaan", sv="Krediteringen anger ingen faktura", en="Credit names no invoice"
    ),
    "reverse-charge-with-vat": Text(
        fi="Käännetty vero, mutta laskulla on veroa", sv="Omvänd moms, men moms finns", en="Reverse charge with VAT"
    ),
    "customer-inactive": Text(fi="Asiakas ei ole käytössä", sv="Inaktiv kund", en="Customer inactive"),
    "business-id-wrong": Text(fi="Virheellinen Y-tunnus", sv="Felaktigt FO-nummer", en="Wrong business ID"),
    "address-incomplete": Text(fi="Osoite on puutteellinen", sv="Adressen är ofullständig", en="Address incomplete"),
    "reverse-charge-without-vat-number": Text(
        fi="Käännetty vero ilman ALV-numeroa", sv="Omvänd moms utan momsnummer", en="Reverse charge, no VAT number"
    ),
    "electronic-address-without-operator": Text(
        fi="Verkkolaskuoperaattori puuttuu", sv="E-fakturaoperatör saknas", en="No e-invoice operator"
    ),
    "operator-without-electronic-address": Text(
        fi="Verkkolaskuosoite puuttuu", sv="E-fakturaadress saknas", en="No e-invoice address"
    ),
    "electronic-address-wrong": Text(
        fi="Virheellinen verkkolaskuosoite", sv="Felaktig e-fakturaadress", en="Wrong e-invoice address"
    ),
    "operator-unknown": Text(
        fi="Tuntematon verkkolaskuoperaattori", sv="Okänd e-fakturaoperatör", en="Unknown e-invoice operator"
    ),
    "reference-number-wrong": Text(fi="Virheellinen viitenumero", sv="Felaktigt referensnummer", en="Wrong reference"),
    "due-before-invoice-date": Text(
        fi="Eräpäivä ennen laskun päivää", sv="Förfaller före fakturadatum", en="Due before the invoice date"
    ),
    "bank-account-wrong": Text(fi="Virheellinen tilinumero", sv="Felaktigt kontonummer", en="Wrong bank account"),
    "bank-account-missing": Text(fi="Tilinumero puuttuu", sv="Kontonummer saknas", en="No bank account"),
    "free-text-long": Text(fi="Pitkä vapaa teksti", sv="Lång fritext", en="Long free text"),
    "row-text-long": Text(fi="Pitkä rivin teksti", sv="Lång radtext", en="Long row text"),
}
