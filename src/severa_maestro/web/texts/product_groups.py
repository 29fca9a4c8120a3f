"""Maestro's product groups."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Pääryhmät", sv="Huvudgrupper", en="Product groups"),
    "one": Text(fi="Pääryhmä {letter}", sv="Huvudgrupp {letter}", en="Product group {letter}"),
    "to_list": Text(fi="Pääryhmiin", sv="Till huvudgrupperna", en="To the groups"),
    "new": Text(fi="Uusi pääryhmä", sv="Ny huvudgrupp", en="New product group"),
    "add": Text(fi="Lisää pääryhmä", sv="Lägg till huvudgruppen", en="Add the group"),
    "what": Text(
        fi="Tuote, jolla ei ole omaa tiliä tai verokantaa, käyttää pääryhmänsä tiliä ja verokantaa.",
        sv="En produkt utan eget konto eller egen momssats använder huvudgruppens konto och momssats.",
        en="A product without an account or VAT rate of its own takes those of its group.",
    ),
    "what_a_is": Text(
        fi="Myös varatuote A/0 kuuluu tähän ryhmään.",
        sv="Också reservprodukten A/0 hör till den här gruppen.",
        en="The fallback product A/0 belongs to this group, too.",
    ),
    "empty": Text(fi="Pääryhmiä ei ole vielä.", sv="Det finns inga huvudgrupper ännu.", en="There are no groups yet."),
    "letter": Text(fi="Kirjain", sv="Bokstav", en="Letter"),
    "name": Text(fi="Nimi", sv="Namn", en="Name"),
    "sales_account": Text(fi="Myyntitili", sv="Försäljningskonto", en="Sales account"),
    "sales_account_help": Text(
        fi="Muutos koskee tulevia laskuja. Jo viedyt laskut eivät muutu.",
        sv="Ändringen gäller kommande fakturor. Överförda fakturor ändras inte.",
        en="A change holds for coming invoices. Invoices that are transferred do not change.",
    ),
    "vat_rate": Text(fi="ALV %", sv="Moms %", en="VAT %"),
    "products": Text(fi="Tuotteita", sv="Produkter", en="Products"),
    "products_of": Text(
        fi="Pääryhmän {letter} tuotteita: {count}",
        sv="Produkter i huvudgrupp {letter}: {count}",
        en="Products of group {letter}: {count}",
    ),
    "missing_from": Text(
        fi="puuttuu tuotteilta: {count}", sv="saknas för produkter: {count}", en="missing for products: {count}"
    ),
    "saved": Text(
        fi="Pääryhmä {letter} on tallennettu.",
        sv="Huvudgruppen {letter} har sparats.",
        en="Group {letter} has been saved.",
    ),
    "added": Text(
        fi="Pääryhmä {letter} on lisätty.",
        sv="Huvudgruppen {letter} har lagts till.",
        en="Group {letter} has been added.",
    ),
}

ACTIONS = {
    "product-group-added": Text(fi="Pääryhmä lisätty", sv="Huvudgrupp tillagd", en="Product group added"),
    "product-group-changed": Text(fi="Pääryhmää muutettu", sv="Huvudgrupp ändrad", en="Product group changed"),
}
