"""The import of products from a file."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Tuo tuotteita tiedostosta", sv="Importera produkter från fil", en="Import products from a file"),
    "intro": Text(
        fi="Valitse tuotetiedosto (CSV). Ensin tehdään koeajo: näet, mitkä tuotteet ovat uusia, mikä muuttuu ja mitkä "
        "rivit on korjattava. Mitään ei tallenneta ennen kuin tuot tiedoston.",
        sv="Välj en produktfil (CSV). Först görs en provkörning: du ser vilka produkter som är nya, vad som ändras "
        "och vilka rader som måste rättas. Ingenting sparas förrän du importerar filen.",
        en="Choose a product file (CSV). A test run comes first: you see which products are new, what changes and which "
        "lines must be corrected. Nothing is saved until you import the file.",
    ),
    "columns": Text(
        fi="Sarakkeet: TuoteId, PääryhmäId, ToimittajaId, Tuotenumero, Nimi, Yksikkö, ALV-%, Tili ja Aktiivinen. "
        "Vain TuoteId on pakollinen. Tuotteet, joita tiedostossa ei ole, jäävät ennalleen.",
        sv="Kolumner: TuoteId, PääryhmäId, ToimittajaId, Tuotenumero, Nimi, Yksikkö, ALV-%, Tili och Aktiivinen; "
        "svenska rubriker går också bra. Bara TuoteId är obligatorisk. Produkter som inte finns i filen förblir "
        "oförändrade.",
        en="Columns: TuoteId, PääryhmäId, ToimittajaId, Tuotenumero, Nimi, Yksikkö, ALV-%, Tili and Aktiivinen; English "
        "headings will do as well. Only TuoteId is required. Products that are not in the file stay as they are.",
    ),
    "file": Text(fi="Tuotetiedosto", sv="Produktfil", en="Product file"),
    "another": Text(fi="Valitse toinen tiedosto", sv="Välj en annan fil", en="Choose another file"),
    "file_help": Text(
        fi="CSV, enintään {limit} Mt. Excelissä: Tallenna nimellä > CSV UTF-8.",
        sv="CSV, högst {limit} MB. I Excel: Spara som > CSV UTF-8.",
        en="CSV, up to {limit} MB. In Excel: Save as > CSV UTF-8.",
    ),
    "test": Text(fi="Tee koeajo", sv="Gör en provkörning", en="Make a test run"),
    "example": Text(fi="Lataa esimerkki", sv="Ladda ner ett exempel", en="Download an example"),
    "reading": Text(fi="Tiedostoa luetaan.", sv="Filen läses.", en="The file is being read."),
    "importing": Text(fi="Tuotteita tuodaan.", sv="Produkterna importeras.", en="Products are being imported."),
    "no_file": Text(fi="Valitse ensin tiedosto.", sv="Välj först en fil.", en="Choose a file first."),
    "gone": Text(
        fi="Koeajon tiedosto ei ole enää tallessa. Valitse se uudelleen.",
        sv="Provkörningens fil finns inte kvar. Välj den på nytt.",
        en="The file of the test run is no longer kept. Choose it again.",
    ),
    "overtaken": Text(
        fi="Tiedosto tai tuoterekisteri on muuttunut koeajon jälkeen, joten mitään ei tuotu. Tarkista koeajo sellaisena "
        "kuin se nyt on, ja tuo sitten.",
        sv="Filen eller produktregistret har ändrats efter provkörningen, så ingenting importerades. Kontrollera "
        "provkörningen som den nu är och importera sedan.",
        en="The file or the product register has changed since the test run, so nothing was imported. Check the test "
        "run as it is now, and then import.",
    ),
    "done": Text(
        fi="Tuotteet on tuotu. Uusia: {added}, muutettuja: {changed}, ennallaan: {unchanged}.",
        sv="Produkterna har importerats. Nya: {added}, ändrade: {changed}, oförändrade: {unchanged}.",
        en="The products have been imported. New: {added}, changed: {changed}, unchanged: {unchanged}.",
    ),
    "test_run": Text(fi="Koeajo", sv="Provkörning", en="Test run"),
    "refused_lines": Text(fi="Hylättyjä rivejä", sv="Avvisade rader", en="Refused lines"),
    "new_products": Text(fi="Uusia tuotteita", sv="Nya produkter", en="New products"),
    "changed_products": Text(fi="Muuttuvia tuotteita", sv="Produkter som ändras", en="Products that change"),
    "unchanged_products": Text(fi="Ennallaan", sv="Oförändrade", en="Unchanged"),
    "new_groups": Text(fi="Uusia pääryhmiä", sv="Nya huvudgrupper", en="New groups"),
    "set_groups": Text(
        fi="Anna uusille pääryhmille tili ja verokanta tuonnin jälkeen.",
        sv="Ge de nya huvudgrupperna konto och momssats efter importen.",
        en="Give the new groups their account and VAT rate after the import.",
    ),
    "nothing_imported": Text(
        fi="Tiedostoa ei voi vielä tuoda.", sv="Filen kan inte importeras ännu.", en="The file cannot be imported yet."
    ),
    "mend_lines": Text(
        fi="Korjaa alla olevat rivit tiedostoon ja tee koeajo uudelleen. Tiedosto tuodaan kokonaan tai ei lainkaan.",
        sv="Rätta raderna nedan i filen och gör provkörningen på nytt. Filen importeras i sin helhet eller inte alls.",
        en="Correct the lines below in the file, and make the test run again. A file is imported as a whole or not at "
        "all.",
    ),
    "nothing_written_yet": Text(
        fi="Mitään ei ole vielä tallennettu. Tarkista alta uudet ja muuttuvat tuotteet, erityisesti verokannat.",
        sv="Ingenting har sparats ännu. Kontrollera de nya och ändrade produkterna nedan, särskilt momssatserna.",
        en="Nothing has been saved yet. Check the new and changed products below, VAT rates above all.",
    ),
    "nothing_to_do": Text(
        fi="Kaikki tiedoston tuotteet ovat jo rekisterissä samoin tiedoin.",
        sv="Alla filens produkter finns redan i registret med samma uppgifter.",
        en="All products of the file are in the register already, as the file has them.",
    ),
    "import": Text(fi="Tuo tuotteet", sv="Importera produkterna", en="Import the products"),
    "leave": Text(fi="Hylkää koeajo", sv="Kassera provkörningen", en="Discard the test run"),
    "more": Text(
        fi="Lisäksi {count}: lataa koeajo tiedostona, siinä ovat kaikki.",
        sv="Dessutom {count}: ladda ner provkörningen som fil, där finns alla.",
        en="And {count} more: download the test run as a file, which has them all.",
    ),
    "notes": Text(fi="Hyvä tietää", sv="Bra att veta", en="Good to know"),
    "on_line": Text(fi="Rivi {line}:", sv="Rad {line}:", en="Line {line}:"),
    # the columns
    "line": Text(fi="Rivi", sv="Rad", en="Line"),
    "what": Text(fi="Mitä", sv="Vad", en="What"),
    "product": Text(fi="Tuote", sv="Produkt", en="Product"),
    "field": Text(fi="Tieto", sv="Uppgift", en="Field"),
    "before": Text(fi="Ennen", sv="Före", en="Before"),
    "after": Text(fi="Jälkeen", sv="Efter", en="After"),
    "problem": Text(fi="Mikä on vialla", sv="Vad som är fel", en="What is the matter"),
    "to_do": Text(fi="Mitä tehdä", sv="Vad du ska göra", en="What to do"),
    "refused": Text(fi="Hylätty", sv="Avvisad", en="Refused"),
    "note": Text(fi="Huomautus", sv="Anmärkning", en="Note"),
    "changes": Text(fi="Muuttuu", sv="Ändras", en="Changes"),
    "new": Text(fi="Uusi", sv="Ny", en="New"),
}

ACTIONS = {
    "products-imported": Text(fi="Tuotteita tuotu tiedostosta", sv="Produkter importerade", en="Products imported")
}
