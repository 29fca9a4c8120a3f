"""A product for a code of Severa."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Kohdista koodi {code}", sv="Koppla koden {code}", en="Map the code {code}"),
    "code": Text(fi="Severan koodi", sv="Severas kod", en="Severa's code"),
    "names": Text(fi="Nimi riveillä", sv="Namn på raderna", en="Name on rows"),
    "rows": Text(fi="Rivit tuotteella A/0", sv="Rader på produkten A/0", en="Rows on product A/0"),
    "rows_counted": Text(
        fi="Rivejä: {rows}, laskuja: {invoices}",
        sv="Rader: {rows}, fakturor: {invoices}",
        en="Rows: {rows}, invoices: {invoices}",
    ),
    "newest": Text(fi="Näistä uusimmat:", sv="De nyaste:", en="The newest of them:"),
    "no_rows": Text(
        fi="Tällä koodilla ei ole nyt siirrettäviä rivejä tuotteella A/0.",
        sv="Koden har nu inga rader på produkten A/0 som kan flyttas.",
        en="No row with this code is on product A/0 now that could be moved.",
    ),
    "search": Text(fi="Etsi Maestron tuote", sv="Sök Maestros produkt", en="Look for a Maestro product"),
    "search_button": Text(fi="Etsi", sv="Sök", en="Search"),
    "product": Text(fi="Maestron tuote", sv="Maestros produkt", en="Maestro product"),
    "product_missing": Text(fi="Valitse tuote.", sv="Välj en produkt.", en="Choose a product."),
    "suggested": Text(fi="Ehdotus", sv="Förslag", en="Suggested"),
    "no_suggestion": Text(
        fi="Mikään tuote ei muistuta tätä koodia. Etsi tuote nimellä tai koodilla.",
        sv="Ingen produkt liknar den här koden. Sök en produkt på namn eller kod.",
        en="No product is like this code. Look for one by its name or code.",
    ),
    "nothing_found": Text(
        fi="Mikään tuote ei vastaa hakua.", sv="Ingen produkt motsvarar sökningen.", en="No product matches the search."
    ),
    "leave": Text(fi="Jätä tuotteelle A/0", sv="Behåll på A/0", en="Keep on A/0"),
    "days": Text(fi="Milloin tuote on voimassa", sv="När produkten gäller", en="When it holds"),
    "valid_from": Text(fi="Ensimmäinen päivä", sv="Första dagen", en="First day"),
    "valid_from_help": Text(
        fi="Jätä päivät tyhjiksi, jos koodilla on aina sama tuote. Rivin oma päivä ratkaisee, ei laskun päivä.",
        sv="Lämna dagarna tomma om koden alltid har samma produkt. Radens egen dag avgör, inte fakturans.",
        en="Leave the days empty where the code always has the same product. The row's own day decides, not the "
        "invoice's.",
    ),
    "valid_to": Text(fi="Viimeinen päivä", sv="Sista dagen", en="Last day"),
    "what_happens": Text(
        fi="Koodikarttaan tulee rivi, ja tulevat laskut noudattavat sitä. Koodin rivit siirtyvät samalla A/0:lta "
        "valitulle tuotteelle; summat ja verot eivät muutu.",
        sv="Kodkartan får en rad som kommande fakturor följer. Kodens rader flyttas samtidigt från A/0 till den valda "
        "produkten; belopp och moms ändras inte.",
        en="The code map gets a line that coming invoices follow. The code's rows move from A/0 to the chosen product "
        "at once; amounts and VAT do not change.",
    ),
    "map_and_move": Text(fi="Kohdista ja siirrä rivit", sv="Koppla och flytta raderna", en="Map and move the rows"),
    "only_map": Text(fi="Vain kohdista", sv="Koppla bara", en="Only map"),
    "mapped": Text(
        fi="Koodi {code} on kohdistettu tuotteelle {product}.",
        sv="Koden {code} är kopplad till produkten {product}.",
        en="The code {code} is mapped to product {product}.",
    ),
}

ACTIONS = {"code-mapped": Text(fi="Koodi kohdistettu", sv="Kod kopplad", en="Code mapped")}
