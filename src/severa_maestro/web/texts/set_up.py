"""The steps of setting a company up."""

from severa_maestro.language import Text

TEXTS = {
    "add": Text(fi="Lisää yritys", sv="Lägg till företag", en="Add a company"),
    "steps": Text(fi="Käyttöönoton vaiheet", sv="Ibruktagningens steg", en="Steps of the set-up"),
    "continue": Text(fi="Jatka käyttöönottoa", sv="Fortsätt ibruktagningen", en="Go on with the set-up"),
    "back": Text(fi="Takaisin käyttöönottoon", sv="Tillbaka till ibruktagningen", en="Back to the set-up"),
    "onward": Text(fi="Jatka", sv="Fortsätt", en="Continue"),
    "connection": Text(fi="Yhteys", sv="Anslutning", en="Connection"),
    "statuses": Text(fi="Tilat", sv="Statusar", en="Statuses"),
    "products": Text(fi="Tuotteet", sv="Produkter", en="Products"),
    "codes": Text(fi="Koodit", sv="Koder", en="Codes"),
    "check": Text(fi="Tarkistus", sv="Kontroll", en="Check"),
    "preview": Text(fi="Esikatselu", sv="Förhandsvisning", en="Preview"),
    "start": Text(fi="Aloitus", sv="Start", en="Start"),
    "no_connection": Text(
        fi="Yhteys Severaan puuttuu vielä.",
        sv="Anslutningen till Severa saknas ännu.",
        en="The connection to Severa is still missing.",
    ),
    "make_connection": Text(fi="Tee yhteys", sv="Gör anslutningen", en="Make the connection"),
    # products
    "products_title": Text(fi="Maestron tuotteet", sv="Maestros produkter", en="Maestro's products"),
    "products_what": Text(
        fi="Laskun rivi menee sille Maestron tuotteelle, jolla on sama koodi kuin Severan tuotteella, työlajilla tai "
        "matkakululla. Muut rivit menevät varatuotteelle A/0 ja lokiin.",
        sv="En fakturarad går till den produkt i Maestro som har samma kod som Severas produkt, arbetstyp eller "
        "reseersättning. Övriga rader går till reservprodukten A/0 och till loggen.",
        en="A row of an invoice goes to the product of Maestro that has the same code as Severa's product, work type or "
        "travel expense. Other rows go to the fallback product A/0, and into the log.",
    ),
    "products_there": Text(fi="Tuotteita käytössä", sv="Produkter i bruk", en="Products in use"),
    "groups": Text(fi="Pääryhmät", sv="Huvudgrupper", en="Product groups"),
    "group": Text(fi="Pääryhmä", sv="Huvudgrupp", en="Group"),
    "group_name": Text(fi="Nimi", sv="Namn", en="Name"),
    "account": Text(fi="Myyntitili", sv="Försäljningskonto", en="Sales account"),
    "vat": Text(fi="ALV", sv="Moms", en="VAT"),
    "missing": Text(fi="puuttuu", sv="saknas", en="missing"),
    "of_products": Text(fi="tuotteilla omansa", sv="produkterna har egna", en="products have their own"),
    "import": Text(
        fi="Tuo tuotteet tiedostosta", sv="Importera produkter från en fil", en="Import products from a file"
    ),
    "import_again": Text(fi="Tuo lisää tuotteita", sv="Importera fler produkter", en="Import more products"),
    "only_fallback": Text(fi="Jatka pelkällä A/0:lla", sv="Fortsätt med enbart A/0", en="Go on with A/0 alone"),
    "only_fallback_what": Text(
        fi="Tuotteet voi tuoda myöhemminkin: siihen asti jokainen rivi menee A/0:lle, ja siirretyt rivit voi kohdistaa "
        "sen jälkeen uudelleen.",
        sv="Produkterna kan importeras senare: tills dess går varje rad till A/0, och överförda rader kan sedan "
        "kopplas på nytt.",
        en="Products can be imported later: until then every row goes to A/0, and rows that went over can be matched "
        "again afterwards.",
    ),
    # codes
    "codes_title": Text(fi="Severan koodit", sv="Koderna i Severa", en="Severa's codes"),
    "codes_what": Text(
        fi="Tässä näet, mitkä Severan tuotteista, työlajeista ja matkakuluista löytävät Maestron tuotteen.",
        sv="Här ser du vilka av Severas produkter, arbetstyper och reseersättningar som hittar en produkt i Maestro.",
        en="Here you see which of Severa's products, work types and travel expenses find a product of Maestro.",
    ),
    "codes_reading": Text(
        fi="Severan rekistereitä luetaan. Siihen voi mennä hetki.",
        sv="Severas register läses. Det kan ta en stund.",
        en="Severa's registers are being read. That may take a moment.",
    ),
    "codes_in_order": Text(fi="Löytää tuotteen", sv="Hittar en produkt", en="Find a product"),
    "codes_gaps": Text(fi="Menisi A/0:lle", sv="Skulle gå till A/0", en="Would go to A/0"),
    "codes_sure": Text(fi="Varma ehdotus", sv="Säkert förslag", en="Sure suggestion"),
    "codes_all_well": Text(
        fi="Jokaisella Severan koodilla on tuote Maestrossa.",
        sv="Varje kod i Severa har en produkt i Maestro.",
        en="Every code of Severa has a product in Maestro.",
    ),
    "codes_first": Text(
        fi="Eniten laskutetut, jotka menisivät A/0:lle",
        sv="De mest fakturerade som skulle gå till A/0",
        en="The most invoiced that would go to A/0",
    ),
    "codes_item": Text(fi="Severassa", sv="I Severa", en="In Severa"),
    "codes_rows": Text(fi="Rivejä viime aikoina", sv="Rader på sistone", en="Rows lately"),
    "codes_suggestion": Text(fi="Ehdotus", sv="Förslag", en="Suggestion"),
    "codes_none": Text(fi="ei ehdotusta", sv="inget förslag", en="none"),
    "codes_open": Text(
        fi="Katso ja hyväksy ehdotukset",
        sv="Granska och godkänn förslagen",
        en="Look at the suggestions and accept them",
    ),
    "codes_all": Text(fi="Näytä kaikki koodit", sv="Visa alla koder", en="Show all codes"),
    "read_again": Text(fi="Lue uudelleen", sv="Läs på nytt", en="Read again"),
}

#: What the audit log says of these.
ACTIONS = {
    "company-added": Text(fi="Lisäsi yrityksen", sv="Lade till företaget", en="Added the company"),
    "company-removed": Text(fi="Poisti yrityksen", sv="Tog bort företaget", en="Removed the company"),
    "company-settings-changed": Text(
        fi="Muutti yrityksen asetuksia", sv="Ändrade företagets inställningar", en="Changed the company's settings"
    ),
    "connection-changed": Text(
        fi="Muutti yhteyttä Severaan", sv="Ändrade anslutningen till Severa", en="Changed the connection to Severa"
    ),
    "statuses-made": Text(fi="Loi tilat Severaan", sv="Skapade statusarna i Severa", en="Made the statuses in Severa"),
    "schedule-changed": Text(fi="Muutti ajastusta", sv="Ändrade schemat", en="Changed the schedule"),
}
