"""The sentences of the comparison of the registers: what each verdict and remark means, and what to do.

Menu paths are Severa's own, as its screens name them in each language.
"""

from severa_maestro.language import NOTHING_TO_DO, Message, Text

#: Each verdict in a word or two, for lists and counts.
VERDICT_WORDS: dict[str, Text] = {
    "matched": Text(fi="sama koodi", sv="samma kod", en="same code"),
    "mapped": Text(fi="koodikartasta", sv="ur kodkartan", en="by the code map"),
    "fallback": Text(fi="varatuote tarkoituksella", sv="reservprodukt med avsikt", en="fallback product on purpose"),
    "empty-code": Text(fi="koodi puuttuu", sv="koden saknas", en="code missing"),
    "unknown-code": Text(fi="tuntematon koodi", sv="okänd kod", en="unknown code"),
    "inactive-product": Text(fi="tuote ei käytössä", sv="inaktiv produkt", en="inactive product"),
    "mapping-ended": Text(fi="kartan rivi ei voimassa", sv="kartraden gäller inte", en="map line not in force"),
    "mapped-product-missing": Text(fi="kartan tuote puuttuu", sv="kartans produkt saknas", en="mapped product missing"),
}

#: Each remark in a word or two, for lists.
REMARK_WORDS: dict[str, Text] = {
    "vat-differs": Text(fi="verokanta eroaa", sv="momssatsen avviker", en="VAT differs"),
    "shared-product": Text(fi="yhteinen tuote", sv="delad produkt", en="shared product"),
    "suggestion-shared": Text(fi="ehdotus yhteinen", sv="delat förslag", en="shared suggestion"),
    "mapping-ends-soon": Text(fi="kartan rivi päättyy", sv="kartraden tar slut", en="map line ends"),
}

VERDICT_MESSAGES: dict[str, Message] = {
    "matched": Message(
        what=Text(
            fi="Rivit menevät tuotteelle {product}, jolla on sama koodi.",
            sv="Raderna går till produkten {product}, som har samma kod.",
            en="Its rows go to product {product}, which has the same code.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "mapped": Message(
        what=Text(
            fi="Koodikartta vie rivit tuotteelle {product}.",
            sv="Kodkartan för raderna till produkten {product}.",
            en="The code map takes its rows to product {product}.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "fallback": Message(
        what=Text(
            fi="Rivit menevät varatuotteelle {product}, koska koodi tai koodikartta sanoo niin.",
            sv="Raderna går till reservprodukten {product}, eftersom koden eller kodkartan säger så.",
            en="Its rows go to the fallback product {product}, because its code or the code map says so.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "empty-code": Message(
        what=Text(
            fi="Koodi puuttuu, joten rivit menevät varatuotteelle {product}.",
            sv="Koden saknas, så raderna går till reservprodukten {product}.",
            en="The code is missing, so its rows go to the fallback product {product}.",
        ),
        to_do=Text(
            fi="Anna Severassa koodiksi Maestron tuotekoodi (Asetukset > Työaika-, matkakulu- ja tuoterekisterit).",
            sv="Ange Maestros produktkod som kod i Severa (Inställningar > Register över arbetstyper, resekostnader och produkter).",
            en="Set Maestro's product code as the code in Severa (Settings > Work time, travel expense & product registries).",
        ),
    ),
    "unknown-code": Message(
        what=Text(
            fi="Maestrossa ei ole tuotetta koodilla {code}, joten rivit menevät varatuotteelle {product}.",
            sv="Maestro har ingen produkt med koden {code}, så raderna går till reservprodukten {product}.",
            en="Maestro has no product with the code {code}, so its rows go to the fallback product {product}.",
        ),
        to_do=Text(
            fi="Korjaa koodi Severassa (Asetukset > Työaika-, matkakulu- ja tuoterekisterit), lisää koodi koodikarttaan "
            "(severa-maestro codes map) tai lisää tuote Maestroon.",
            sv="Rätta koden i Severa (Inställningar > Register över arbetstyper, resekostnader och produkter), för in "
            "koden i kodkartan (severa-maestro codes map) eller lägg till produkten i Maestro.",
            en="Correct the code in Severa (Settings > Work time, travel expense & product registries), put the code into "
            "the code map (severa-maestro codes map), or add the product to Maestro.",
        ),
    ),
    "inactive-product": Message(
        what=Text(
            fi="Koodin {code} tuote on poistettu käytöstä Maestrossa, joten rivit menevät varatuotteelle {product}.",
            sv="Produkten för koden {code} är inaktiv i Maestro, så raderna går till reservprodukten {product}.",
            en="The product for the code {code} is inactive in Maestro, so its rows go to the fallback product {product}.",
        ),
        to_do=Text(
            fi="Anna Severassa käytössä olevan tuotteen koodi (Asetukset > Työaika-, matkakulu- ja tuoterekisterit), "
            "muuta koodikarttaa (severa-maestro codes map) tai ota tuote käyttöön Maestrossa.",
            sv="Ange en aktiv produkts kod i Severa (Inställningar > Register över arbetstyper, resekostnader och "
            "produkter), ändra kodkartan (severa-maestro codes map) eller aktivera produkten i Maestro.",
            en="Set the code of an active product in Severa (Settings > Work time, travel expense & product registries), "
            "change the code map (severa-maestro codes map), or activate the product in Maestro.",
        ),
    ),
    "mapping-ended": Message(
        what=Text(
            fi="Koodikartan rivi koodille {code} ei ole voimassa tänä päivänä, joten rivit menevät varatuotteelle {product}.",
            sv="Kodkartans rad för koden {code} gäller inte denna dag, så raderna går till reservprodukten {product}.",
            en="The code map's line for the code {code} is not in force on this day, so its rows go to the fallback product {product}.",
        ),
        to_do=Text(
            fi="Lisää koodikarttaan rivi tälle ajalle (severa-maestro codes map) tai anna Severassa Maestron tuotekoodi "
            "(Asetukset > Työaika-, matkakulu- ja tuoterekisterit).",
            sv="Lägg till en rad för denna tid i kodkartan (severa-maestro codes map) eller ange Maestros produktkod i "
            "Severa (Inställningar > Register över arbetstyper, resekostnader och produkter).",
            en="Add a line for this time to the code map (severa-maestro codes map), or set Maestro's product code in "
            "Severa (Settings > Work time, travel expense & product registries).",
        ),
    ),
    "mapped-product-missing": Message(
        what=Text(
            fi="Koodikartta vie koodin {code} tuotteelle, jota Maestrossa ei ole, joten rivit menevät varatuotteelle {product}.",
            sv="Kodkartan för koden {code} till en produkt som inte finns i Maestro, så raderna går till reservprodukten {product}.",
            en="The code map takes the code {code} to a product that Maestro does not have, so its rows go to the fallback product {product}.",
        ),
        to_do=Text(
            fi="Muuta koodikarttaa (severa-maestro codes map) tai lisää tuote Maestroon.",
            sv="Ändra kodkartan (severa-maestro codes map) eller lägg till produkten i Maestro.",
            en="Change the code map (severa-maestro codes map), or add the product to Maestro.",
        ),
    ),
}

#: What to do about a gap of a code that no active item has: there is nothing in Severa's registers to correct.
STRANGER_TO_DO = Text(
    fi="Mikään käytössä oleva tuote, työlaji tai matkakulu ei käytä koodia. Jos sillä on vielä siirtämättömiä laskuja, "
    "lisää se koodikarttaan (severa-maestro codes map).",
    sv="Ingen aktiv produkt, arbetstyp eller resekostnad har koden. Om den ännu står på fakturor som inte har "
    "överförts, för in den i kodkartan (severa-maestro codes map).",
    en="No active product, work type or travel expense has the code. If it still stands on invoices that are to be "
    "transferred, put it into the code map (severa-maestro codes map).",
)
#: The same for rows that have no code, and no item of that name either.
UNCODED_TO_DO = Text(
    fi="Valitse Severassa laskuriville tuote, työlaji tai matkakulu, jolla on koodi.",
    sv="Välj i Severa en produkt, arbetstyp eller resekostnad med kod för fakturaraden.",
    en="In Severa, choose a product, work type or travel expense with a code for the invoice's row.",
)

REMARK_MESSAGES: dict[str, Message] = {
    "vat-differs": Message(
        what=Text(
            fi="Verokanta on Severassa {rate} %, Maestron tuotteella {product} {product_rate} %.",
            sv="Momssatsen är {rate} % i Severa, Maestros produkt {product} har {product_rate} %.",
            en="The VAT rate is {rate} % in Severa, that of Maestro's product {product} is {product_rate} %.",
        ),
        to_do=Text(
            fi="Tarkista verokanta Severassa (Asetukset > Työaika-, matkakulu- ja tuoterekisterit) ja Maestrossa, tai "
            "käytä toista tuotetta.",
            sv="Kontrollera momssatsen i Severa (Inställningar > Register över arbetstyper, resekostnader och produkter) "
            "och i Maestro, eller använd en annan produkt.",
            en="Check the VAT rate in Severa (Settings > Work time, travel expense & product registries) and in Maestro, "
            "or use another product.",
        ),
    ),
    "shared-product": Message(
        what=Text(
            fi="Samalle tuotteelle {product} menevät myös: {others}.",
            sv="Till samma produkt {product} går också: {others}.",
            en="The same product {product} also gets: {others}.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "suggestion-shared": Message(
        what=Text(
            fi="Ehdotettu tuote {product} on jo käytössä tai ehdolla myös näille: {others}.",
            sv="Den föreslagna produkten {product} används redan eller föreslås även för: {others}.",
            en="The suggested product {product} is already used or suggested for these too: {others}.",
        ),
        to_do=Text(
            fi="Tarkista ennen hyväksymistä, että niille on tarkoitettu sama tuote.",
            sv="Kontrollera att samma produkt är avsedd för dem innan du godkänner förslaget.",
            en="Check that the same product is meant for them before you accept the suggestion.",
        ),
    ),
    "mapping-ends-soon": Message(
        what=Text(
            fi="Koodikartan rivi koodille {code} on voimassa {day} asti, eikä sille ole jatkoa.",
            sv="Kodkartans rad för koden {code} gäller till och med {day}, och ingen rad följer på den.",
            en="The code map's line for the code {code} is in force until {day}, and no line follows it.",
        ),
        to_do=Text(
            fi="Lisää koodikarttaan rivi, joka jatkuu siitä (severa-maestro codes map).",
            sv="Lägg till en rad som fortsätter därifrån i kodkartan (severa-maestro codes map).",
            en="Add a line that continues from there to the code map (severa-maestro codes map).",
        ),
    ),
}
