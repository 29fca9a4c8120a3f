"""The sentences of rows on the fallback product: why each is there, and how to move it."""

from severa_maestro.language import Message, Text

FALLBACK_MESSAGES: dict[str, Message] = {
    "fallback-empty-code": Message(
        what=Text(
            fi="{kind} ”{name}”: koodi puuttuu, joten rivi menee tuotteelle A/0.",
            sv="{kind} ”{name}”: koden saknas, så raden går till produkten A/0.",
            en="{kind} “{name}”: the code is missing, so the row goes to product A/0.",
        ),
        to_do=Text(
            fi="Tarkista rivin tiliöinti Maestrossa. Anna Severassa koodiksi Maestron tuotekoodi "
            "(Asetukset > Työaika-, matkakulu- ja tuoterekisterit).",
            sv="Kontrollera radens kontering i Maestro. Ange Maestros produktkod som kod i Severa "
            "(Inställningar > Register över arbetstyper, resekostnader och produkter).",
            en="Check the row's posting in Maestro. Set Maestro's product code in Severa "
            "(Settings > Work time, travel expense & product registries).",
        ),
    ),
    "fallback-unknown-code": Message(
        what=Text(
            fi="{kind} ”{name}”: Maestrossa ei ole tuotetta koodilla {code}, joten rivi menee tuotteelle A/0.",
            sv="{kind} ”{name}”: Maestro har ingen produkt med koden {code}, så raden går till produkten A/0.",
            en="{kind} “{name}”: Maestro has no product with the code {code}, so the row goes to product A/0.",
        ),
        to_do=Text(
            fi="Lisää tuote Maestroon, korjaa koodi Severassa (Asetukset > Työaika-, matkakulu- ja tuoterekisterit) tai "
            "lisää se koodikarttaan (severa-maestro codes map). Siirrä sitten rivi: severa-maestro rematch.",
            sv="Lägg till produkten i Maestro, rätta koden i Severa (Inställningar > Register över arbetstyper, "
            "resekostnader och produkter) eller för in den i kodkartan (severa-maestro codes map). "
            "Flytta sedan raden: severa-maestro rematch.",
            en="Add the product to Maestro, correct the code in Severa (Settings > Work time, travel expense & product "
            "registries), or put it into the code map (severa-maestro codes map). "
            "Then move the row: severa-maestro rematch.",
        ),
    ),
    "fallback-inactive-product": Message(
        what=Text(
            fi="{kind} ”{name}”: koodin {code} tuote on poistettu käytöstä Maestrossa, joten rivi menee tuotteelle A/0.",
            sv="{kind} ”{name}”: produkten med koden {code} är inaktiv i Maestro, så raden går till produkten A/0.",
            en="{kind} “{name}”: the product with the code {code} is inactive in Maestro, so the row goes to product A/0.",
        ),
        to_do=Text(
            fi="Tarkista rivin tiliöinti Maestrossa. Ota tuote käyttöön Maestrossa tai anna Severassa toisen tuotteen koodi.",
            sv="Kontrollera radens kontering i Maestro. Aktivera produkten i Maestro eller ange en annan produkts kod i Severa.",
            en="Check the row's posting in Maestro. Activate the product in Maestro, or set another product's code in Severa.",
        ),
    ),
    "fallback-several-products": Message(
        what=Text(
            fi="{kind} ”{name}”: koodit {code} johtavat eri tuotteisiin, joten rivi menee tuotteelle A/0.",
            sv="{kind} ”{name}”: koderna {code} leder till olika produkter, så raden går till produkten A/0.",
            en="{kind} “{name}”: the codes {code} lead to different products, so the row goes to product A/0.",
        ),
        to_do=Text(
            fi="Tarkista rivin tiliöinti Maestrossa. Ryhmittele laskun rivit Severassa niin, että samalla rivillä on vain yhden tuotteen kirjauksia.",
            sv="Kontrollera radens kontering i Maestro. Gruppera fakturaraderna i Severa så att en rad bara har poster för en produkt.",
            en="Check the row's posting in Maestro. Group the invoice's rows in Severa so that a row holds entries of one product only.",
        ),
    ),
    "fallback-fallback-code": Message(
        what=Text(
            fi="{kind} ”{name}”: Severan koodi {code} on itse varatuote A/0.",
            sv="{kind} ”{name}”: koden {code} i Severa är själva reservprodukten A/0.",
            en="{kind} “{name}”: the code {code} in Severa is the fallback product A/0 itself.",
        ),
        to_do=Text(
            fi="Tarkista rivin tiliöinti Maestrossa. Jos rivi kuuluu toiselle tuotteelle, anna Severassa sen koodi.",
            sv="Kontrollera radens kontering i Maestro. Om raden hör till en annan produkt, ange dess kod i Severa.",
            en="Check the row's posting in Maestro. If the row belongs to another product, set its code in Severa.",
        ),
    ),
    "fallback-mapped-to-fallback": Message(
        what=Text(
            fi="{kind} ”{name}”: koodikartta vie koodin {code} tuotteelle A/0.",
            sv="{kind} ”{name}”: kodkartan för koden {code} till produkten A/0.",
            en="{kind} “{name}”: the code map takes the code {code} to product A/0.",
        ),
        to_do=Text(
            fi="Tarkista rivin tiliöinti Maestrossa. Jos rivi kuuluu toiselle tuotteelle, muuta koodikarttaa (severa-maestro codes map).",
            sv="Kontrollera radens kontering i Maestro. Om raden hör till en annan produkt, ändra kodkartan (severa-maestro codes map).",
            en="Check the row's posting in Maestro. If the row belongs to another product, change the code map (severa-maestro codes map).",
        ),
    ),
    "fallback-mapped-product-missing": Message(
        what=Text(
            fi="{kind} ”{name}”: koodikartta vie koodin {code} tuotteelle, jota Maestrossa ei ole, joten rivi menee tuotteelle A/0.",
            sv="{kind} ”{name}”: kodkartan för koden {code} till en produkt som inte finns i Maestro, så raden går till produkten A/0.",
            en="{kind} “{name}”: the code map takes the code {code} to a product that Maestro does not have, so the row goes to product A/0.",
        ),
        to_do=Text(
            fi="Lisää tuote Maestroon tai muuta koodikarttaa (severa-maestro codes map). Siirrä sitten rivi: severa-maestro rematch.",
            sv="Lägg till produkten i Maestro eller ändra kodkartan (severa-maestro codes map). Flytta sedan raden: severa-maestro rematch.",
            en="Add the product to Maestro, or change the code map (severa-maestro codes map). Then move the row: severa-maestro rematch.",
        ),
    ),
    "fallback-mapping-not-in-force": Message(
        what=Text(
            fi="{kind} ”{name}”: koodikartan rivi koodille {code} ei ole voimassa rivin päivänä, joten rivi menee tuotteelle A/0.",
            sv="{kind} ”{name}”: kodkartans rad för koden {code} gäller inte på radens dag, så raden går till produkten A/0.",
            en="{kind} “{name}”: the code map's line for the code {code} is not in force on the row's day, so the row goes to product A/0.",
        ),
        to_do=Text(
            fi="Lisää koodikarttaan jatko tälle ajalle (severa-maestro codes map). Siirrä sitten rivi: severa-maestro rematch.",
            sv="Lägg till en fortsättning för denna tid i kodkartan (severa-maestro codes map). Flytta sedan raden: severa-maestro rematch.",
            en="Add a line for this time to the code map (severa-maestro codes map). Then move the row: severa-maestro rematch.",
        ),
    ),
}
