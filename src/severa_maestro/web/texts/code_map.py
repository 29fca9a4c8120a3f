"""The code map."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Koodikartta", sv="Kodkarta", en="Code map"),
    "what": Text(
        fi="Koodikartta vie Severan koodin Maestron tuotteelle koskematta Severaan. Järjestys on: ensin kartta, sitten "
        "sama koodi, sitten A/0. Jos rivillä on päivät, laskurivin oma päivä ratkaisee, ei laskun päivä.",
        sv="Kodkartan för en kod i Severa till en produkt i Maestro utan att röra Severa. Ordningen är: först kartan, "
        "sedan samma kod, sedan A/0. Har raden dagar avgör fakturaradens egen dag, inte fakturans.",
        en="The code map takes a code of Severa to a product of Maestro without touching Severa. The order is: first "
        "the map, then the same code, then A/0. Where a line has days, the invoice row's own day decides, not the "
        "invoice's.",
    ),
    "empty": Text(
        fi="Koodikartta on tyhjä: koodit vievät tuotteille, joilla on sama koodi.",
        sv="Kodkartan är tom: koderna leder till produkter med samma kod.",
        en="The code map is empty: codes lead to the products that have the same code.",
    ),
    "search": Text(fi="Koodi tai tuote", sv="Kod eller produkt", en="Code or product"),
    "nothing_found": Text(
        fi="Mikään rivi ei vastaa hakua.", sv="Ingen rad motsvarar sökningen.", en="No line matches the search."
    ),
    "number": Text(fi="Rivi", sv="Rad", en="Line"),
    "code": Text(fi="Koodi Severassa", sv="Kod i Severa", en="Code in Severa"),
    "kind": Text(fi="Laji", sv="Slag", en="Kind"),
    "kind_help": Text(
        fi="Valitse laji, jos samalla koodilla on eri rekistereissä eri tuote. Lajin oma rivi menee minkä tahansa "
        "lajin rivin edelle.",
        sv="Välj ett slag om samma kod har olika produkter i olika register. Slagets egen rad går före raden för alla "
        "slag.",
        en="Choose a kind where the same code has different products in different registers. A kind's own line comes "
        "before the one of any kind.",
    ),
    "kind_product": Text(fi="Tuote", sv="Produkt", en="Product"),
    "kind_work": Text(fi="Työlaji", sv="Arbetstyp", en="Work type"),
    "kind_travel": Text(fi="Matkakulu", sv="Resekostnad", en="Travel expense"),
    "kind_other": Text(fi="Mikä tahansa", sv="Vilket som helst", en="Any"),
    "product": Text(fi="Maestron tuote, esim. B1", sv="Maestros produkt, t.ex. B1", en="Maestro product, such as B1"),
    "valid": Text(fi="Voimassa", sv="Gäller", en="Valid"),
    "valid_from": Text(fi="Ensimmäinen päivä", sv="Första dagen", en="First day"),
    "valid_from_help": Text(
        fi="Jätä päivät tyhjiksi, jos koodilla on aina sama tuote. Kun uusi rivi alkaa päivästä, edellinen päättyy "
        "itsestään sitä edeltävään päivään: esimerkiksi matkakulut tammikuun alusta.",
        sv="Lämna dagarna tomma om koden alltid har samma produkt. När en ny rad börjar en viss dag slutar den förra "
        "av sig själv dagen innan: till exempel resekostnader från början av januari.",
        en="Leave the days empty where the code always has the same product. When a new line begins on a day, the one "
        "before it ends by itself the day before: travel expenses from the beginning of January, for one.",
    ),
    "valid_to": Text(fi="Viimeinen päivä", sv="Sista dagen", en="Last day"),
    "in_force": Text(fi="Voimassa", sv="Gäller", en="In force"),
    "coming": Text(fi="Tulossa", sv="Kommande", en="Coming"),
    "past": Text(fi="Päättynyt", sv="Upphört", en="Ended"),
    "ends_soon": Text(fi="Päättyy ilman jatkoa", sv="Tar slut utan fortsättning", en="Ends, nothing follows"),
    "product_missing": Text(
        fi="Tuote ei ole käytössä Maestrossa",
        sv="Produkten är inte aktiv i Maestro",
        en="Product not active in Maestro",
    ),
    "add": Text(fi="Lisää rivi", sv="Lägg till en rad", en="Add a line"),
    "add_what": Text(
        fi="Rivi koskee kaikkia, joilla on tämä koodi. Se vaikuttaa tuleviin laskuihin; jo A/0:lla olevat rivit "
        "siirretään erikseen.",
        sv="Raden gäller alla som har koden. Den påverkar kommande fakturor; rader som redan finns på A/0 flyttas "
        "separat.",
        en="The line is for all that have the code. It holds for coming invoices; rows that are on A/0 already are "
        "moved separately.",
    ),
    "line": Text(fi="Koodikartan rivi: {code}", sv="Kodkartans rad: {code}", en="Line of the code map: {code}"),
    "change": Text(fi="Muuta", sv="Ändra", en="Change"),
    "change_line": Text(fi="Muuta riviä {code}", sv="Ändra raden {code}", en="Change the line {code}"),
    "change_what": Text(
        fi="Voit vaihtaa tuotteen tai päättää rivin antamalla sille viimeisen päivän. Jo siirretyt laskurivit eivät "
        "muutu.",
        sv="Du kan byta produkt eller avsluta raden genom att ge den en sista dag. Fakturarader som redan har "
        "överförts ändras inte.",
        en="You can change the product, or end the line by giving it a last day. Invoice rows that were transferred "
        "already do not change.",
    ),
    "remove": Text(fi="Poista", sv="Ta bort", en="Remove"),
    "remove_line": Text(fi="Poista rivi {code}", sv="Ta bort raden {code}", en="Remove the line {code}"),
    "remove_sure": Text(
        fi="Poistetaanko koodi {code} koodikartasta?",
        sv="Ta bort koden {code} ur kodkartan?",
        en="Remove the code {code} from the code map?",
    ),
    "mapped": Text(
        fi="Koodikartta vie koodin {code} tuotteelle {product}.",
        sv="Kodkartan för koden {code} till produkten {product}.",
        en="The code map takes the code {code} to product {product}.",
    ),
    "ended": Text(
        fi="Koodin {code} edellinen rivi (tuote {product}) päättyy {day}.",
        sv="Den förra raden för koden {code} (produkt {product}) slutar {day}.",
        en="The line before it for the code {code} (product {product}) ends on {day}.",
    ),
    "removed": Text(
        fi="Koodi {code} → {product} on poistettu koodikartasta.",
        sv="Koden {code} → {product} har tagits bort ur kodkartan.",
        en="The code {code} → {product} is removed from the code map.",
    ),
    "now_ends": Text(
        fi="Koodin {code} edellinen rivi päättyy {day}, eikä sille ole enää jatkoa. Muuta sen viimeistä päivää.",
        sv="Den föregående raden för koden {code} slutar {day}, och ingen rad följer längre på den. Ändra dess sista "
        "dag.",
        en="The line before it for the code {code} ends on {day}, and nothing follows it any more. Change its last "
        "day.",
    ),
}

ACTIONS = {
    "code-mapping-changed": Text(
        fi="Koodikartan riviä muutettu", sv="Kodkartans rad ändrad", en="Code map line changed"
    ),
    "code-unmapped": Text(fi="Koodi poistettu kartasta", sv="Kod borttagen ur kartan", en="Code removed from the map"),
}
