"""What setting up says: errors that refuse a wish."""

from severa_maestro.language import Message, Text

ALWAYS = Text(fi="aina", sv="alltid", en="always")

NOTHING_TO_UNDO = Message(
    what=Text(
        fi="Ei ole mitään peruttavaa (erä {batch}).",
        sv="Det finns ingenting att ångra (omgång {batch}).",
        en="There is nothing to undo (batch {batch}).",
    ),
    to_do=Text(
        fi="Katso, mitä Severaan on kirjoitettu: severa-maestro codes history.",
        sv="Se vad som har skrivits i Severa: severa-maestro codes history.",
        en="See what has been written into Severa: severa-maestro codes history.",
    ),
)

ITEM_NOT_FOUND = Message(
    what=Text(
        fi="Severan rekistereissä ei ole yhtä ainoaa riviä ”{item}”, jonka koodi on {severa_code}.",
        sv="Severas register har inte exakt en post ”{item}” med koden {severa_code}.",
        en="Severa's registers do not have exactly one item “{item}” with the code {severa_code}.",
    ),
    to_do=Text(
        fi="Korjaa koodi Severassa itse (Asetukset > Työaika-, matkakulu- ja tuoterekisterit).",
        sv="Rätta koden i Severa själv (Inställningar > Register över arbetstyper, resekostnader och produkter).",
        en="Correct the code in Severa yourself (Settings > Work time, travel expense & product registries).",
    ),
)

MAPPING_WITHOUT_CODE = Message(
    what=Text(fi="Severan koodi puuttuu.", sv="Severas kod saknas.", en="Severa's code is missing."),
    to_do=Text(
        fi="Koodikartta tarvitsee koodin. Kirjoita koodi Severaan: severa-maestro codes set --into severa.",
        sv="Kodkartan behöver en kod. Skriv en kod i Severa: severa-maestro codes set --into severa.",
        en="The code map needs a code. Write one into Severa: severa-maestro codes set --into severa.",
    ),
)

PRODUCT_UNKNOWN = Message(
    what=Text(
        fi="Maestrossa ei ole tuotetta {product}.",
        sv="Maestro har ingen produkt {product}.",
        en="Maestro has no product {product}.",
    ),
    to_do=Text(
        fi="Tarkista koodi: severa-maestro products list.",
        sv="Kontrollera koden: severa-maestro products list.",
        en="Check the code: severa-maestro products list.",
    ),
)

DAYS_REVERSED = Message(
    what=Text(
        fi="Viimeinen päivä {last} on ennen ensimmäistä {first}.",
        sv="Den sista dagen {last} är före den första {first}.",
        en="The last day {last} is before the first {first}.",
    ),
    to_do=Text(
        fi="Vaihda päivät: --from ja --to.",
        sv="Byt dagarna: --from och --to.",
        en="Change the days: --from and --to.",
    ),
)

MAPPING_OVERLAPS = Message(
    what=Text(
        fi="Koodikartan rivi {line} vie koodin {severa_code} samoina päivinä tuotteelle {product}.",
        sv="Kodkartans rad {line} för koden {severa_code} samma dagar till produkten {product}.",
        en="The code map's line {line} takes the code {severa_code} to product {product} on the same days.",
    ),
    to_do=Text(
        fi="Poista se ensin (severa-maestro codes unmap) tai valitse toiset päivät.",
        sv="Ta först bort den (severa-maestro codes unmap) eller välj andra dagar.",
        en="Take it out first (severa-maestro codes unmap), or choose other days.",
    ),
)

MAPPING_UNKNOWN = Message(
    what=Text(
        fi="Koodikartassa ei ole riviä {line}.",
        sv="Kodkartan har ingen rad {line}.",
        en="The code map has no line {line}.",
    ),
    to_do=Text(
        fi="Katso rivit: severa-maestro codes list.",
        sv="Se raderna: severa-maestro codes list.",
        en="See its lines: severa-maestro codes list.",
    ),
)

ITEM_UNKNOWN = Message(
    what=Text(
        fi="Severan käytössä olevissa tuotteissa, työlajeissa ja matkakuluissa ei ole: {item}.",
        sv="Bland Severas aktiva produkter, arbetstyper och resekostnader finns inte: {item}.",
        en="Severa's active products, work types and travel expenses have no: {item}.",
    ),
    to_do=Text(
        fi="Katso nimet ja koodit: severa-maestro codes compare. Koodi, joka on vain laskuilla, lisätään karttaan: severa-maestro codes map.",
        sv="Se namnen och koderna: severa-maestro codes compare. En kod som bara finns på fakturor förs in i kartan: severa-maestro codes map.",
        en="See the names and codes: severa-maestro codes compare. A code that stands on invoices only goes into the map: severa-maestro codes map.",
    ),
)

ITEM_AMBIGUOUS = Message(
    what=Text(
        fi="{item} vastaa Severassa useampaa riviä: {found}.",
        sv="{item} motsvarar flera poster i Severa: {found}.",
        en="{item} means several in Severa: {found}.",
    ),
    to_do=Text(
        fi="Ilmoita laji (--kind) tai koko nimi.",
        sv="Ange slaget (--kind) eller hela namnet.",
        en="Give the kind (--kind) or the whole name.",
    ),
)

CODE_MAPPED_ALREADY = Message(
    what=Text(
        fi="Koodikartta vie koodin {severa_code} jo tuotteelle {product}.",
        sv="Kodkartan för redan koden {severa_code} till produkten {product}.",
        en="The code map takes the code {severa_code} to product {product} already.",
    ),
    to_do=Text(
        fi="Muuta koodikartan riviä (severa-maestro codes unmap).",
        sv="Ändra kodkartans rad (severa-maestro codes unmap).",
        en="Change the code map's line (severa-maestro codes unmap).",
    ),
)

NOT_WRITABLE = Message(
    what=Text(
        fi="REST ei muuta työlajien eikä matkakulujen koodeja.",
        sv="REST ändrar inte koder för arbetstyper och resekostnader.",
        en="REST does not change codes of work types and travel expenses.",
    ),
    to_do=Text(
        fi="Lisää koodi koodikarttaan (--into map) tai kirjoita se Severassa (Asetukset > Työaika-, matkakulu- ja tuoterekisterit).",
        sv="För in koden i kodkartan (--into map) eller skriv den i Severa (Inställningar > Register över arbetstyper, resekostnader och produkter).",
        en="Put the code into the code map (--into map), or type it in Severa (Settings > Work time, travel expense & product registries).",
    ),
)

ONLY_BY_HAND = Message(
    what=Text(
        fi="Koodi puuttuu, ja REST ei muuta työlajien eikä matkakulujen koodeja.",
        sv="Koden saknas, och REST ändrar inte koder för arbetstyper och resekostnader.",
        en="The code is missing, and REST does not change codes of work types and travel expenses.",
    ),
    to_do=Text(
        fi="Kirjoita koodi Severassa (Asetukset > Työaika-, matkakulu- ja tuoterekisterit).",
        sv="Skriv koden i Severa (Inställningar > Register över arbetstyper, resekostnader och produkter).",
        en="Type the code in Severa (Settings > Work time, travel expense & product registries).",
    ),
)

NOTHING_CHOSEN = Message(
    what=Text(
        fi="Mitään ei ole valittu.",
        sv="Ingenting har valts.",
        en="Nothing is chosen.",
    ),
    to_do=Text(
        fi="Ilmoita rivi ja tuote, --suggested tai --file TIEDOSTO.",
        sv="Ange en post och en produkt, --suggested eller --file FIL.",
        en="Give an item and a product, --suggested, or --file FILE.",
    ),
)

LINE = Text(fi="Rivi {line}: {reason}", sv="Rad {line}: {reason}", en="Line {line}: {reason}")

LINES_UNUSABLE = Message(
    what=Text(
        fi="Tiedostossa on virheitä: {problems} Mitään ei muutettu.",
        sv="Filen innehåller fel: {problems} Ingenting ändrades.",
        en="The file has mistakes: {problems} Nothing was changed.",
    ),
    to_do=Text(
        fi="Korjaa rivit tiedostoon ja yritä uudelleen.",
        sv="Rätta raderna i filen och försök igen.",
        en="Correct the lines in the file and try again.",
    ),
)

OLD_CODE = Message(
    what=Text(
        fi="Koodi on vain laskuilla, joten sitä ei voi vaihtaa Severassa.",
        sv="Koden finns bara på fakturor, så den kan inte bytas i Severa.",
        en="The code stands on invoices only, so it cannot be changed in Severa.",
    ),
    to_do=Text(
        fi="Lisää se koodikarttaan (--into map).",
        sv="För in den i kodkartan (--into map).",
        en="Put it into the code map (--into map).",
    ),
)

CODE_SHARED = Message(
    what=Text(
        fi="Sama koodi on Severassa myös muilla, joilla on toinen tuote, ja koodikartta veisi niidenkin rivit.",
        sv="Samma kod har i Severa också andra, som har en annan produkt, och kodkartan skulle föra även deras rader.",
        en="Others in Severa have the same code and another product, and the code map would take their rows as well.",
    ),
    to_do=Text(
        fi="Anna kullekin oma koodi Severassa (Asetukset > Työaika-, matkakulu- ja tuoterekisterit).",
        sv="Ge var och en en egen kod i Severa (Inställningar > Register över arbetstyper, resekostnader och produkter).",
        en="Give each its own code in Severa (Settings > Work time, travel expense & product registries).",
    ),
)

PRODUCT_INACTIVE = Message(
    what=Text(
        fi="Tuote {product} on poistettu käytöstä Maestrossa.",
        sv="Produkten {product} är inaktiv i Maestro.",
        en="The product {product} is inactive in Maestro.",
    ),
    to_do=Text(
        fi="Valitse toinen tai ota se käyttöön Maestrossa.",
        sv="Välj en annan eller aktivera den i Maestro.",
        en="Choose another, or activate it in Maestro.",
    ),
)

LATER_CHANGE_STANDS = Message(
    what=Text(
        fi="Koodi ”{item}” on vaihdettu sen jälkeen uudelleen (erä {batch}).",
        sv="Koden för ”{item}” har bytts på nytt efter det (omgång {batch}).",
        en="The code of “{item}” was changed again after that (batch {batch}).",
    ),
    to_do=Text(
        fi="Peru ensin uudempi erä: severa-maestro codes undo --batch.",
        sv="Ångra först den nyare omgången: severa-maestro codes undo --batch.",
        en="Undo the newer batch first: severa-maestro codes undo --batch.",
    ),
)

CHOSEN_TWICE = Message(
    what=Text(
        fi="Samalle kohteelle ({item}) on valittu kaksi tuotetta.",
        sv="Två produkter har valts för samma post ({item}).",
        en="Two products are chosen for one item ({item}).",
    ),
    to_do=Text(fi="Valitse yksi.", sv="Välj en.", en="Choose one."),
)

KIND_UNKNOWN = Message(
    what=Text(
        fi="Lajia ”{kind}” ei ole.",
        sv="Slaget ”{kind}” finns inte.",
        en="There is no kind “{kind}”.",
    ),
    to_do=Text(
        fi="Lajit ovat tuote, työlaji ja matkakulu.",
        sv="Slagen är produkt, arbetstyp och resekostnad.",
        en="The kinds are product, work type and travel expense.",
    ),
)

ITEM_OF_FILE_UNKNOWN = Message(
    what=Text(
        fi="Severassa ei ole kohdetta ”{item}” (koodi {severa_code}) sellaisena kuin tiedostossa.",
        sv="Severa har ingen post ”{item}” (kod {severa_code}) sådan som i filen.",
        en="Severa has no item “{item}” (code {severa_code}) as it stands in the file.",
    ),
    to_do=Text(
        fi="Tee tiedosto uudelleen: severa-maestro codes compare --output.",
        sv="Gör filen på nytt: severa-maestro codes compare --output.",
        en="Make the file anew: severa-maestro codes compare --output.",
    ),
)
