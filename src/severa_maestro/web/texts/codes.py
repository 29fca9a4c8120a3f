"""Severa's codes beside Maestro's products."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Koodit", sv="Koder", en="Codes"),
    "pages": Text(fi="Koodien sivut", sv="Kodernas sidor", en="Pages of the codes"),
    "comparison": Text(fi="Vertailu", sv="Jämförelse", en="Comparison"),
    "file": Text(fi="koodit", sv="koder", en="codes"),
    "export_csv": Text(fi="CSV", sv="CSV", en="CSV"),
    "export_xlsx": Text(fi="Excel", sv="Excel", en="Excel"),
    "export_json": Text(fi="JSON", sv="JSON", en="JSON"),
    # reading Severa
    "unconnected": Text(
        fi="Yritykseltä puuttuu yhteys Severaan.",
        sv="Företaget saknar anslutning till Severa.",
        en="The company has no connection to Severa.",
    ),
    "unconnected_to_do": Text(
        fi="Vertailu tulee tähän, kun yrityksen pääkäyttäjä on tehnyt yhteyden.",
        sv="Jämförelsen kommer hit när företagets administratör har gjort anslutningen.",
        en="The comparison comes here once an admin of the company has made the connection.",
    ),
    "reload": Text(fi="Lataa uudelleen", sv="Ladda om", en="Reload"),
    "reading": Text(
        fi="Severan rekistereitä luetaan. Lukeminen alkoi {when}.",
        sv="Severas register läses. Läsningen började {when}.",
        en="Severa's registers are being read. The reading began at {when}.",
    ),
    "reading_short": Text(fi="Luetaan Severaa", sv="Läser Severa", en="Reading Severa"),
    "reading_what": Text(
        fi="Tuotteet, työlajit, matkakulut ja viimeisten 180 päivän laskurivit luetaan; mitään ei muuteta. Tämä vie "
        "yleensä joitakin sekunteja.",
        sv="Produkter, arbetstyper, resekostnader och fakturarader från de senaste 180 dagarna läses; ingenting "
        "ändras. Det tar vanligen några sekunder.",
        en="Products, work types, travel expenses and the invoice rows of the last 180 days are read; nothing is "
        "changed. It usually takes some seconds.",
    ),
    "unreadable": Text(
        fi="Severan rekistereitä ei saatu luettua {when}.",
        sv="Severas register kunde inte läsas {when}.",
        en="Severa's registers could not be read at {when}.",
    ),
    "retry": Text(fi="Yritä uudelleen", sv="Försök igen", en="Try again"),
    "read_at": Text(fi="Luettu Severasta {when}.", sv="Läst från Severa {when}.", en="Read from Severa at {when}."),
    "read_again": Text(fi="Lue uudelleen", sv="Läs på nytt", en="Read again"),
    "read_just_now": Text(
        fi="Severan rekisterit on luettu juuri äsken. Ne voi lukea uudelleen minuutin kuluttua.",
        sv="Severas register har lästs alldeles nyss. De kan läsas på nytt om en minut.",
        en="Severa's registers were read just now. They can be read again in a minute.",
    ),
    "read_first": Text(
        fi="Severan rekisterit luetaan ensin. Tee valinnat sen jälkeen.",
        sv="Severas register läses först. Gör valen efter det.",
        en="Severa's registers are read first. Choose after that.",
    ),
    # in sum
    "sum_gaps": Text(
        fi="Käytössä olevia koodeja: {count}, joista ilman Maestron tuotetta: {gaps}.",
        sv="Aktiva koder: {count}, varav utan produkt i Maestro: {gaps}.",
        en="Active codes: {count}, of which without a Maestro product: {gaps}.",
    ),
    "sum_well": Text(
        fi="Kaikilla käytössä olevilla koodeilla ({count}) on tuote Maestrossa.",
        sv="Alla aktiva koder ({count}) har en produkt i Maestro.",
        en="All active codes ({count}) have a product in Maestro.",
    ),
    "sum_rows": Text(
        fi="Laskurivejä {since} alkaen: {rows}, joista A/0:lle menisi nyt {lost}.",
        sv="Fakturarader från och med {since}: {rows}, varav {lost} nu skulle gå till A/0.",
        en="Invoice rows since {since}: {rows}, of which {lost} would go to A/0 now.",
    ),
    "sum_on_fallback": Text(
        fi="A/0:lla on jo rivejä: {rows}, veroton summa",
        sv="På A/0 finns redan rader: {rows}, utan moms",
        en="Rows on A/0 already: {rows}, without VAT",
    ),
    "movable": Text(
        fi="Näillä A/0:n riveillä on nyt tuote, ja ne voi siirtää sille: {count}.",
        sv="Dessa rader på A/0 har nu en produkt och kan flyttas dit: {count}.",
        en="Rows on A/0 that have a product now and can be moved to it: {count}.",
    ),
    "rematch": Text(fi="Täsmää A/0-rivit uudelleen", sv="Matcha A/0-raderna på nytt", en="Match rows on A/0 again"),
    # filter
    "q": Text(fi="Nimi tai koodi", sv="Namn eller kod", en="Name or code"),
    "state": Text(fi="Tilanne", sv="Läge", en="State"),
    "kind": Text(fi="Laji", sv="Slag", en="Kind"),
    "every_state": Text(fi="Kaikki", sv="Alla", en="All"),
    "every_kind": Text(fi="Kaikki", sv="Alla", en="All"),
    "kind_product": Text(fi="Tuote", sv="Produkt", en="Product"),
    "kind_work": Text(fi="Työlaji", sv="Arbetstyp", en="Work type"),
    "kind_travel": Text(fi="Matkakulu", sv="Resekostnad", en="Travel expense"),
    "kind_other": Text(fi="Muu rivi", sv="Annan rad", en="Other row"),
    "state_gap": Text(fi="Menee A/0:lle", sv="Går till A/0", en="Goes to A/0"),
    "state_in_order": Text(fi="Kunnossa", sv="I ordning", en="In order"),
    "state_matched": Text(fi="Kunnossa: sama koodi", sv="I ordning: samma kod", en="In order: same code"),
    "state_mapped": Text(fi="Kunnossa: koodikartasta", sv="I ordning: ur kodkartan", en="In order: by the code map"),
    "state_fallback": Text(fi="A/0 tarkoituksella", sv="A/0 med avsikt", en="A/0 on purpose"),
    "state_empty-code": Text(fi="A/0: koodi puuttuu", sv="A/0: koden saknas", en="A/0: code missing"),
    "state_unknown-code": Text(fi="A/0: tuntematon koodi", sv="A/0: okänd kod", en="A/0: unknown code"),
    "state_inactive-product": Text(fi="A/0: tuote ei käytössä", sv="A/0: inaktiv produkt", en="A/0: inactive product"),
    "state_mapping-ended": Text(
        fi="A/0: kartan rivi ei voimassa", sv="A/0: kartraden gäller inte", en="A/0: map line not in force"
    ),
    "state_mapped-product-missing": Text(
        fi="A/0: kartan tuote puuttuu", sv="A/0: kartans produkt saknas", en="A/0: mapped product missing"
    ),
    "state_remarked": Text(fi="Huomattavaa", sv="Att beakta", en="With a remark"),
    "state_strange": Text(fi="Vain laskuilla", sv="Bara på fakturor", en="On invoices only"),
    "state_unused": Text(
        fi="Maestron tuote, jota mikään ei käytä",
        sv="Maestroprodukt som ingenting använder",
        en="Maestro product that nothing uses",
    ),
    "word_gap": Text(fi="Menee A/0:lle", sv="Går till A/0", en="Goes to A/0"),
    "word_remarked": Text(fi="Huomattavaa", sv="Att beakta", en="With a remark"),
    "word_strange": Text(fi="Vain laskuilla", sv="Bara på fakturor", en="On invoices only"),
    "word_in_order": Text(fi="Kunnossa", sv="I ordning", en="In order"),
    "word_unused": Text(fi="Ei käytössä Severassa", sv="Används inte i Severa", en="Not used in Severa"),
    "nothing_found": Text(
        fi="Mikään ei vastaa hakua.", sv="Ingenting motsvarar sökningen.", en="Nothing matches the search."
    ),
    "empty": Text(
        fi="Severassa ei ole käytössä olevia tuotteita, työlajeja eikä matkakuluja.",
        sv="Severa har inga aktiva produkter, arbetstyper eller resekostnader.",
        en="Severa has no active products, work types or travel expenses.",
    ),
    # the table
    "item": Text(fi="Severassa", sv="I Severa", en="In Severa"),
    "code": Text(fi="Koodi", sv="Kod", en="Code"),
    "vat": Text(fi="ALV", sv="Moms", en="VAT"),
    "rows": Text(fi="Laskurivejä", sv="Fakturarader", en="Invoice rows"),
    "product": Text(fi="Maestron tuote", sv="Maestros produkt", en="Maestro product"),
    "choose": Text(fi="Valitse tuote", sv="Välj produkt", en="Choose a product"),
    "score": Text(fi="varmuus {score}", sv="säkerhet {score}", en="score {score}"),
    "other_product": Text(fi="Muu tuote, esim. B1", sv="Annan produkt, t.ex. B1", en="Another, such as B1"),
    "pick_product": Text(fi="Tuote, esim. B1", sv="Produkt, t.ex. B1", en="Product, such as B1"),
    "product_for": Text(fi="Maestron tuote: {name}", sv="Maestros produkt: {name}", en="Maestro product: {name}"),
    "on_fallback": Text(
        fi="A/0:lla nyt rivejä: {rows}, veroton summa",
        sv="På A/0 nu rader: {rows}, utan moms",
        en="Rows on A/0 now: {rows}, without VAT",
    ),
    "see_rows": Text(fi="Katso rivit", sv="Se raderna", en="See the rows"),
    # choosing
    "into": Text(fi="Valitut koodit tallennetaan", sv="De valda koderna sparas", en="The chosen codes go"),
    "into_any": Text(
        fi="Severaan, jos mahdollista; muuten koodikarttaan",
        sv="i Severa om det går, annars i kodkartan",
        en="into Severa where possible, else the code map",
    ),
    "into_severa": Text(fi="Severaan", sv="i Severa", en="into Severa"),
    "into_map": Text(fi="Koodikarttaan", sv="i kodkartan", en="into the code map"),
    "writes_products_only": Text(
        fi="REST-yhteys kirjoittaa Severaan vain tuotteiden koodit. Työlajien ja matkakulujen koodit menevät "
        "koodikarttaan.",
        sv="REST-anslutningen skriver bara produkternas koder i Severa. Arbetstypernas och resekostnadernas koder går "
        "till kodkartan.",
        en="The REST connection writes codes of products only into Severa. Those of work types and travel expenses "
        "go into the code map.",
    ),
    "preview": Text(fi="Esikatsele valitut", sv="Förhandsgranska valda", en="Preview the chosen"),
    "preview_sure": Text(
        fi="Esikatsele varmat ehdotukset ({count})",
        sv="Förhandsgranska säkra förslag ({count})",
        en="Preview all sure suggestions ({count})",
    ),
    "item_gone": Text(
        fi="Kohdetta ei enää ole Severan rekistereissä. Lue rekisterit uudelleen.",
        sv="Posten finns inte längre i Severas register. Läs registren på nytt.",
        en="The item is no longer in Severa's registers. Read the registers again.",
    ),
}
