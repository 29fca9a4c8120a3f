"""Maestro's sales invoices."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Myyntilaskut", sv="Försäljningsfakturor", en="Sales invoices"),
    "to_list": Text(fi="Myyntilaskuihin", sv="Till fakturorna", en="To the invoices"),
    "to_transfer": Text(fi="Laskun siirto", sv="Fakturans överföring", en="Its transfer"),
    "q": Text(
        fi="Asiakas, numero, viite tai summa",
        sv="Kund, nummer, referens eller belopp",
        en="Customer, number, reference or total",
    ),
    "since": Text(fi="Laskun päivä alkaen", sv="Fakturadatum från", en="Invoice date from"),
    "until": Text(fi="Laskun päivä saakka", sv="Fakturadatum till", en="Invoice date to"),
    "kind": Text(fi="Laji", sv="Slag", en="Kind"),
    "all": Text(fi="kaikki", sv="alla", en="all"),
    "only_invoices": Text(fi="laskut", sv="fakturor", en="invoices"),
    "only_credit_notes": Text(fi="hyvityslaskut", sv="kreditfakturor", en="credit notes"),
    "fallback": Text(fi="Rivejä tuotteella A/0", sv="Rader på produkten A/0", en="Rows on product A/0"),
    "of_customer": Text(
        fi="Vain asiakkaan {name} laskut.", sv="Bara fakturor till {name}.", en="Only invoices of {name}."
    ),
    "of_product": Text(
        fi="Vain laskut, joilla on tuotteen {name} rivejä.",
        sv="Bara fakturor med rader på produkten {name}.",
        en="Only invoices with rows on product {name}.",
    ),
    "empty": Text(
        fi="Maestrossa ei ole vielä myyntilaskuja. Ensimmäinen ajo tuo ne Severasta.",
        sv="Maestro har inga försäljningsfakturor ännu. Den första körningen hämtar dem från Severa.",
        en="Maestro has no sales invoices yet. The first run brings them from Severa.",
    ),
    "nothing_found": Text(
        fi="Mikään lasku ei vastaa hakua.", sv="Ingen faktura motsvarar sökningen.", en="No invoice matches the search."
    ),
    # the columns
    "number": Text(fi="Lasku", sv="Faktura", en="Invoice"),
    "date": Text(fi="Päivä", sv="Datum", en="Date"),
    "customer": Text(fi="Asiakas", sv="Kund", en="Customer"),
    "customer_number": Text(fi="Asiakasnumero", sv="Kundnummer", en="Customer number"),
    "business_id": Text(fi="Y-tunnus", sv="FO-nummer", en="Business ID"),
    "currency": Text(fi="Valuutta", sv="Valuta", en="Currency"),
    "invoice": Text(fi="lasku", sv="faktura", en="invoice"),
    "credit_note": Text(fi="hyvityslasku", sv="kreditfaktura", en="credit note"),
    "transfer": Text(fi="Siirto", sv="Överföring", en="Transfer"),
    "transfer_of": Text(
        fi="Laskun {number} siirto", sv="Överföringen av faktura {number}", en="Transfer of invoice {number}"
    ),
    "fallback_of": Text(
        fi="Laskun {number} rivejä tuotteella A/0: {count}",
        sv="Rader på produkten A/0 på faktura {number}: {count}",
        en="Rows of invoice {number} on product A/0: {count}",
    ),
    "sums": Text(fi="Yhteensä valuutoittain", sv="Totalt per valuta", en="Totals by currency"),
    "too_many_to_add": Text(
        fi="Laskuja on liikaa laskettavaksi yhteen tällä sivulla. Rajaa esimerkiksi kuukausi.",
        sv="Fakturorna är för många för att summeras på den här sidan. Filtrera till exempel på en månad.",
        en="There are too many invoices to add up on this page. Filter by a month, for example.",
    ),
    # one invoice
    "credits": Text(fi="Hyvittää laskun", sv="Krediterar faktura", en="Credits invoice"),
    "credited_by": Text(fi="Hyvitetty laskulla", sv="Krediterad med", en="Credited by"),
    "severas_account": Text(fi="Severassa {account}", sv="I Severa {account}", en="In Severa {account}"),
    "accounts_are_of_now": Text(
        fi="Tilit ovat tuotteiden nykyiset tilit.",
        sv="Kontona är produkternas nuvarande konton.",
        en="Accounts are those that the products have now.",
    ),
}
