"""Maestro's customer register."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Asiakkaat", sv="Kunder", en="Customers"),
    "to_list": Text(fi="Asiakkaisiin", sv="Till kunderna", en="To the customers"),
    "transfers": Text(fi="Asiakkaan siirrot", sv="Kundens överföringar", en="The customer's transfers"),
    "q": Text(fi="Haku", sv="Sök", en="Search"),
    "active": Text(fi="Tila", sv="Status", en="State"),
    "empty": Text(
        fi="Asiakkaita ei ole vielä. Ensimmäinen ajo tuo ne Severasta.",
        sv="Det finns inga kunder ännu. Den första körningen hämtar dem från Severa.",
        en="There are no customers yet. The first run brings them from Severa.",
    ),
    "nothing_found": Text(
        fi="Mikään asiakas ei vastaa hakua.", sv="Ingen kund motsvarar sökningen.", en="No customer matches the search."
    ),
    "invoices": Text(fi="Laskuja", sv="Fakturor", en="Invoices"),
    "invoices_of": Text(
        fi="Asiakkaan {name} laskuja: {count}", sv="Fakturor till {name}: {count}", en="Invoices of {name}: {count}"
    ),
    # the fields
    "number": Text(fi="Asiakasnumero", sv="Kundnummer", en="Customer number"),
    "name": Text(fi="Nimi", sv="Namn", en="Name"),
    "business_id": Text(fi="Y-tunnus", sv="FO-nummer", en="Business ID"),
    "vat_number": Text(fi="ALV-numero", sv="Momsnummer", en="VAT number"),
    "address": Text(fi="Laskutusosoite", sv="Faktureringsadress", en="Invoicing address"),
    "street": Text(fi="Katuosoite", sv="Gatuadress", en="Street"),
    "postal_code": Text(fi="Postinumero", sv="Postnummer", en="Post code"),
    "town": Text(fi="Postitoimipaikka", sv="Postort", en="Town"),
    "region": Text(fi="Alue", sv="Region", en="Region"),
    "country": Text(fi="Maa", sv="Land", en="Country"),
    "country_code": Text(fi="Maakoodi", sv="Landskod", en="Country code"),
    "email": Text(fi="Sähköposti", sv="E-post", en="E-mail"),
    "website": Text(fi="Verkkosivu", sv="Webbplats", en="Website"),
    "electronic_address": Text(fi="Verkkolaskuosoite", sv="E-fakturaadress", en="E-invoice address"),
    "electronic_operator": Text(fi="Välittäjä", sv="Operatör", en="Operator"),
    "language": Text(fi="Kieli", sv="Språk", en="Language"),
    "currency": Text(fi="Valuutta", sv="Valuta", en="Currency"),
    "payment_term_days": Text(fi="Maksuehto, päivää", sv="Betalningsvillkor, dagar", en="Payment term, days"),
    "overdue_interest": Text(fi="Viivästyskorko", sv="Dröjsmålsränta", en="Overdue interest"),
    "is_reverse_charged": Text(fi="Käännetty verovelvollisuus", sv="Omvänd skattskyldighet", en="Reverse charge"),
    "is_active": Text(fi="Käytössä", sv="I bruk", en="Active"),
    "is_internal": Text(fi="Sisäinen", sv="Intern", en="Internal"),
    "notes": Text(fi="Muistiinpanot", sv="Anteckningar", en="Notes"),
    "updated_at": Text(fi="Päivitetty", sv="Uppdaterad", en="Updated"),
    "severa_id": Text(fi="Severan tunniste", sv="Severas id", en="Severa's id"),
    # one customer
    "in_maestro": Text(fi="Maestron rekisterissä", sv="I Maestros register", en="In Maestro's register"),
    "in_severa": Text(fi="Asiakaskortti Severassa", sv="Kundkortet i Severa", en="The card in Severa"),
    "no_card": Text(
        fi="Severassa ei ole enää asiakaskorttia, joka vastaisi tätä asiakasta.",
        sv="Severa har inte längre något kundkort som motsvarar den här kunden.",
        en="Severa has no card any more that is this customer's.",
    ),
    "newest_invoices": Text(fi="Uusimmat laskut", sv="De nyaste fakturorna", en="The newest invoices"),
    "all_invoices": Text(
        fi="Kaikki asiakkaan laskut: {count}", sv="Kundens alla fakturor: {count}", en="All of its invoices: {count}"
    ),
    "no_invoices": Text(
        fi="Asiakkaalla ei ole laskuja Maestrossa.",
        sv="Kunden har inga fakturor i Maestro.",
        en="The customer has no invoice in Maestro.",
    ),
}
