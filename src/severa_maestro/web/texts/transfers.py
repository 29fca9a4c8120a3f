"""The list of transfers."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Siirrot", sv="Överföringar", en="Transfers"),
    "count": Text(fi="Laskuja: {count}", sv="Fakturor: {count}", en="Invoices: {count}"),
    "empty": Text(
        fi="Yhtään laskua ei ole vielä haettu Severasta. Laskut tulevat tähän ensimmäisessä ajossa.",
        sv="Ingen faktura har ännu hämtats från Severa. Fakturorna kommer hit vid den första körningen.",
        en="No invoice has been fetched from Severa yet. The first run brings them here.",
    ),
    "nothing_found": Text(
        fi="Mikään lasku ei vastaa hakua.", sv="Ingen faktura motsvarar sökningen.", en="No invoice matches the search."
    ),
    "any": Text(fi="kaikki", sv="alla", en="any"),
    "waiting": Text(fi="Siirrossa", sv="Under överföring", en="On its way"),
    "unmarked": Text(fi="Tila vaihtamatta Severassa", sv="Status inte bytt i Severa", en="Status not set in Severa"),
    "not_waiting": Text(
        fi="Ei odottavassa tilassa Severassa", sv="Inte i väntande status i Severa", en="Not waiting in Severa"
    ),
    "more": Text(fi="Lisää rajauksia", sv="Fler filter", en="More filters"),
    # the fields
    "q": Text(fi="Haku", sv="Sök", en="Search"),
    "q_help": Text(
        fi="Asiakkaan nimi tai numero, laskunumero, viitenumero, summa (1 234,50), laskun päivä (22.11.2026) tai "
        "Severan tunniste.",
        sv="Kundens namn eller nummer, fakturanummer, referensnummer, belopp (1 234,50), fakturadatum "
        "(22.11.2026) eller Severas id.",
        en="A customer's name or number, an invoice number, a reference number, an amount (1,234.50), the "
        "invoice's day (22.11.2026) or Severa's id.",
    ),
    "state": Text(fi="Tila", sv="Status", en="State"),
    "finding": Text(fi="Havainto", sv="Anmärkning", en="Finding"),
    "customer": Text(fi="Asiakas", sv="Kund", en="Customer"),
    "number": Text(fi="Laskunumero", sv="Fakturanummer", en="Invoice number"),
    "since": Text(fi="Laskun päivä alkaen", sv="Fakturadatum från", en="Invoice date from"),
    "until": Text(fi="Laskun päivä saakka", sv="Fakturadatum till", en="Invoice date to"),
    "least": Text(fi="Summa vähintään", sv="Belopp minst", en="Total at least"),
    "most": Text(fi="Summa enintään", sv="Belopp högst", en="Total at most"),
    "moved": Text(fi="Siirretty päivänä", sv="Överförd den", en="Transferred on"),
    "fallback": Text(fi="Rivejä tuotteella A/0", sv="Rader på produkten A/0", en="Rows on product A/0"),
    "code": Text(fi="Koodi A/0-rivillä", sv="Kod på en A/0-rad", en="Code of a row on A/0"),
    "not_an_amount": Text(
        fi="Kirjoita summa näin: 1 234,50.", sv="Skriv beloppet så här: 1 234,50.", en="Write the amount as 1,234.50."
    ),
    # the columns
    "invoice": Text(fi="Lasku", sv="Faktura", en="Invoice"),
    "unit": Text(fi="Yksikkö", sv="Enhet", en="Unit"),
    "date": Text(fi="Päivä", sv="Datum", en="Date"),
    "total": Text(fi="Summa", sv="Summa", en="Total"),
    "rows_on_fallback": Text(fi="A/0", sv="A/0", en="A/0"),
    "rows_on_fallback_long": Text(
        fi="Rivejä varatuotteella A/0", sv="Rader på reservprodukten A/0", en="Rows on the fallback product A/0"
    ),
    "findings": Text(fi="Havainnot", sv="Anmärkningar", en="Findings"),
    "and_more": Text(fi="+{count}", sv="+{count}", en="+{count}"),
    "without_number": Text(fi="ei numeroa", sv="inget nummer", en="no number"),
    "credit_note": Text(fi="hyvitys", sv="kredit", en="credit"),
    "page": Text(fi="Sivu {page} / {pages}", sv="Sida {page} / {pages}", en="Page {page} of {pages}"),
}
