"""Maestro's products."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Tuotteet", sv="Produkter", en="Products"),
    "to_list": Text(fi="Tuotteisiin", sv="Till produkterna", en="To the products"),
    "new": Text(fi="Uusi tuote", sv="Ny produkt", en="New product"),
    "import": Text(fi="Tuo tiedostosta", sv="Importera från fil", en="Import from a file"),
    "add": Text(fi="Lisää tuote", sv="Lägg till produkten", en="Add the product"),
    "q": Text(fi="Haku", sv="Sök", en="Search"),
    "active": Text(fi="Tila", sv="Status", en="State"),
    "empty": Text(
        fi="Tuotteita ei ole vielä. Lisää ensimmäinen tai tuo tuotteet tiedostosta.",
        sv="Det finns inga produkter ännu. Lägg till den första eller importera produkterna från en fil.",
        en="There are no products yet. Add the first, or import them from a file.",
    ),
    "nothing_found": Text(
        fi="Mikään tuote ei vastaa hakua.", sv="Ingen produkt motsvarar sökningen.", en="No product matches the search."
    ),
    "code": Text(fi="Koodi", sv="Kod", en="Code"),
    "state": Text(fi="Tila", sv="Status", en="State"),
    "rows": Text(fi="Laskurivejä", sv="Fakturarader", en="Invoice rows"),
    "rows_of": Text(
        fi="Tuotteen {code} laskurivejä: {rows}",
        sv="Fakturarader på produkten {code}: {rows}",
        en="Invoice rows on product {code}: {rows}",
    ),
    "of_group": Text(fi="pääryhmän", sv="huvudgruppens", en="group's"),
    # the fields
    "group": Text(fi="Pääryhmä", sv="Huvudgrupp", en="Product group"),
    "group_choice": Text(
        fi="{group} (seuraava vapaa numero {free})",
        sv="{group} (nästa lediga nummer {free})",
        en="{group} (next free number {free})",
    ),
    "number": Text(fi="Numero pääryhmässä", sv="Nummer i huvudgruppen", en="Number in the group"),
    "name": Text(fi="Nimi", sv="Namn", en="Name"),
    "unit": Text(fi="Yksikkö", sv="Enhet", en="Unit"),
    "sales_account": Text(fi="Myyntitili", sv="Försäljningskonto", en="Sales account"),
    "sales_account_help": Text(
        fi="Jätä tyhjäksi, jos tuote käyttää pääryhmänsä tiliä.",
        sv="Lämna tomt om produkten använder huvudgruppens konto.",
        en="Leave empty where the product takes its group's account.",
    ),
    "vat_rate": Text(fi="ALV %", sv="Moms %", en="VAT %"),
    "vat_rate_help": Text(
        fi="Jätä tyhjäksi, jos tuote käyttää pääryhmänsä verokantaa. Laskurivin vero tulee aina Severasta: jos se "
        "poikkeaa tästä, siitä varoitetaan.",
        sv="Lämna tomt om produkten använder huvudgruppens momssats. Fakturaradens moms kommer alltid från Severa: "
        "om den avviker ges en varning.",
        en="Leave empty where the product takes its group's rate. The VAT of an invoice row always comes from Severa: "
        "where it differs from this, there is a warning.",
    ),
    "supplier": Text(fi="Toimittaja", sv="Leverantör", en="Supplier"),
    "supplier_help": Text(
        fi="Toimittaja ja tuotenumero yhdessä erottavat pääryhmän tuotteet tuontitiedostossa. Voit jättää molemmat "
        "tyhjiksi.",
        sv="Leverantör och produktnummer skiljer tillsammans huvudgruppens produkter åt i en importfil. Båda får "
        "lämnas tomma.",
        en="Supplier and product number together tell a group's products apart in an import file. Both may be left "
        "empty.",
    ),
    "product_number": Text(fi="Toimittajan tuotenumero", sv="Leverantörens produktnummer", en="Supplier's number"),
    "is_active": Text(fi="Käytössä", sv="I bruk", en="Active"),
    "is_active_help": Text(
        fi="Kun tuote ei ole käytössä, uusien laskujen rivit sen koodilla menevät varatuotteelle A/0. Jo viedyt "
        "laskut eivät muutu. A/0 on aina käytössä.",
        sv="När produkten inte är i bruk går raderna på nya fakturor med dess kod till reservprodukten A/0. "
        "Överförda fakturor ändras inte. A/0 är alltid i bruk.",
        en="Where a product is not in use, rows of new invoices with its code go to the fallback product A/0. Invoices "
        "that are transferred do not change. A/0 is always in use.",
    ),
    # one product
    "what_fallback_is": Text(
        fi="Varatuotteelle A/0 menevät laskurivit, joiden koodia ei löydy. Sen nimeä, tiliä ja verokantaa voi muuttaa, "
        "mutta sitä ei voi poistaa käytöstä.",
        sv="Till reservprodukten A/0 går fakturarader vars kod ingen produkt motsvarar. Namn, konto och momssats kan "
        "ändras, men produkten kan inte tas ur bruk.",
        en="Invoice rows whose code no product matches go to the fallback product A/0. Its name, account and VAT rate "
        "may be changed, but it is always in use.",
    ),
    "uses": Text(fi="Käyttö", sv="Användning", en="Use"),
    "group_gives": Text(
        fi="Pääryhmän tili ja ALV", sv="Huvudgruppens konto och moms", en="The group's account and VAT"
    ),
    "mappings": Text(fi="Koodikartasta", sv="Från kodkartan", en="From the code map"),
    "saved": Text(
        fi="Tuote {code} on tallennettu.", sv="Produkten {code} har sparats.", en="Product {code} has been saved."
    ),
    "added": Text(
        fi="Tuote {code} on lisätty.", sv="Produkten {code} har lagts till.", en="Product {code} has been added."
    ),
}

ACTIONS = {
    "product-added": Text(fi="Tuote lisätty", sv="Produkt tillagd", en="Product added"),
    "product-changed": Text(fi="Tuotetta muutettu", sv="Produkt ändrad", en="Product changed"),
}
