"""What reports say of their files."""

from severa_maestro.language import Message, Text

WORKBOOK_NEEDS_FILE = Message(
    what=Text(
        fi="Excel-tiedostoa ei voi näyttää päätteessä.",
        sv="En Excel-fil kan inte visas i terminalen.",
        en="An Excel file cannot be shown on a terminal.",
    ),
    to_do=Text(
        fi="Anna tiedosto, johon se kirjoitetaan: --output raportti.xlsx.",
        sv="Ange filen som den ska skrivas till: --output rapport.xlsx.",
        en="Give the file to write it to: --output report.xlsx.",
    ),
)

FORMAT_UNKNOWN = Message(
    what=Text(
        fi="Tiedoston {path} pääte ei kerro, missä muodossa raportti kirjoitetaan.",
        sv="Filändelsen i {path} säger inte i vilket format rapporten ska skrivas.",
        en="The ending of {path} does not tell in which format to write the report.",
    ),
    to_do=Text(
        fi="Käytä päätettä {endings} tai kerro muoto: --format csv.",
        sv="Använd ändelsen {endings} eller ange formatet: --format csv.",
        en="Use the ending {endings}, or tell the format: --format csv.",
    ),
)

REPORT_UNWRITABLE = Message(
    what=Text(
        fi="Tiedostoon {path} ei voi kirjoittaa: {reason}.",
        sv="Det går inte att skriva till filen {path}: {reason}.",
        en="The file {path} cannot be written: {reason}.",
    ),
    to_do=Text(
        fi="Tarkista, että kansio on olemassa ja että sinulla on siihen kirjoitusoikeus. Sulje tiedosto, jos se on auki Excelissä.",
        sv="Kontrollera att mappen finns och att du får skriva i den. Stäng filen om den är öppen i Excel.",
        en="Check that the folder exists and that you may write to it. Close the file if it is open in Excel.",
    ),
)

TABLE_UNREADABLE = Message(
    what=Text(
        fi="Tiedostoa {path} ei voi lukea: {reason}.",
        sv="Filen {path} kan inte läsas: {reason}.",
        en="The file {path} cannot be read: {reason}.",
    ),
    to_do=Text(
        fi="Tarkista polku ja oikeudet.",
        sv="Kontrollera sökvägen och rättigheterna.",
        en="Check the path and its permissions.",
    ),
)

TABLE_TOO_LARGE = Message(
    what=Text(
        fi="Tiedosto {path} on liian suuri. Suurin sallittu koko on {limit} megatavua.",
        sv="Filen {path} är för stor. Den största tillåtna storleken är {limit} megabyte.",
        en="The file {path} is too large. The largest allowed size is {limit} megabytes.",
    ),
    to_do=Text(
        fi="Tarkista, että se on oikea tiedosto.",
        sv="Kontrollera att det är rätt fil.",
        en="Check that it is the right file.",
    ),
)

NOT_A_TABLE = Message(
    what=Text(
        fi="Tiedosto {path} ei ole CSV- eikä Excel-tiedosto (.xlsx), tai se on vioittunut.",
        sv="Filen {path} är varken en CSV-fil eller en Excel-fil (.xlsx), eller så är den skadad.",
        en="The file {path} is neither a CSV nor an Excel file (.xlsx), or it is damaged.",
    ),
    to_do=Text(
        fi="Avaa se taulukkolaskentaohjelmassa ja tallenna muotoon ”Excel-työkirja (.xlsx)” tai ”CSV UTF-8”.",
        sv="Öppna den i kalkylprogrammet och spara den som ”Excel-arbetsbok (.xlsx)” eller ”CSV UTF-8”.",
        en="Open it in your spreadsheet program, and save it as “Excel workbook (.xlsx)” or “CSV UTF-8”.",
    ),
)

TABLE_EMPTY = Message(
    what=Text(
        fi="Tiedosto {path} on tyhjä.",
        sv="Filen {path} är tom.",
        en="The file {path} is empty.",
    ),
    to_do=Text(
        fi="Tarkista, että se on oikea tiedosto ja että otsikkorivi on tallella.",
        sv="Kontrollera att det är rätt fil och att rubrikraden är kvar.",
        en="Check that it is the right file, and that its line of headings is still there.",
    ),
)

COLUMN_MISSING = Message(
    what=Text(
        fi="Tiedoston {path} riviltä {line} puuttuu sarakkeen otsikko ”{column}”.",
        sv="På rad {line} i filen {path} saknas kolumnrubriken ”{column}”.",
        en="Line {line} of the file {path} lacks the column heading “{column}”.",
    ),
    to_do=Text(
        fi="Palauta otsikko tiedoston ensimmäiselle riville. Sarakkeiden järjestyksellä ei ole väliä.",
        sv="Sätt tillbaka rubriken på filens första rad. Kolumnernas ordning spelar ingen roll.",
        en="Put the heading back on the file's first line. The order of the columns does not matter.",
    ),
)

COLUMN_TWICE = Message(
    what=Text(
        fi="Tiedoston {path} rivillä {line} on sarakkeen otsikko ”{column}” kahdesti.",
        sv="På rad {line} i filen {path} finns kolumnrubriken ”{column}” två gånger.",
        en="Line {line} of the file {path} has the column heading “{column}” twice.",
    ),
    to_do=Text(
        fi="Poista toinen sarakkeista tai anna sille toinen otsikko.",
        sv="Ta bort den ena kolumnen eller ge den en annan rubrik.",
        en="Remove one of the columns, or give it another heading.",
    ),
)

QUOTES_UNCLEAR = Message(
    what=Text(
        fi="Tiedoston {path} rivin {line} lainausmerkit eivät täsmää.",
        sv="Citattecknen på rad {line} i filen {path} stämmer inte.",
        en="The quotation marks on line {line} of the file {path} do not match.",
    ),
    to_do=Text(
        fi="Avaa tiedosto taulukkolaskentaohjelmassa, tarkista rivi ja tallenna uudelleen.",
        sv="Öppna filen i kalkylprogrammet, kontrollera raden och spara på nytt.",
        en="Open the file in your spreadsheet program, check the line, and save it again.",
    ),
)

TOO_MANY_VALUES = Message(
    what=Text(
        fi="Tiedoston {path} rivillä {line} on enemmän arvoja kuin otsikoita.",
        sv="På rad {line} i filen {path} finns fler värden än rubriker.",
        en="Line {line} of the file {path} has more values than there are headings.",
    ),
    to_do=Text(
        fi="Tarkista rivi: arvossa on ehkä erotin, jonka ympäriltä puuttuvat lainausmerkit.",
        sv="Kontrollera raden: kanske innehåller ett värde skiljetecknet utan citattecken omkring.",
        en="Check the line: perhaps a value has the separator in it without quotation marks around.",
    ),
)

NUMBER_UNREADABLE = Message(
    what=Text(
        fi="Tiedoston {path} rivillä {line} sarakkeessa ”{column}” ei ole luku: ”{text}”.",
        sv="På rad {line} i filen {path} är värdet i kolumnen ”{column}” inget tal: ”{text}”.",
        en="On line {line} of the file {path}, the value in the column “{column}” is not a number: “{text}”.",
    ),
    to_do=Text(
        fi="Kirjoita luku numeroin, esimerkiksi 25,5.",
        sv="Skriv talet med siffror, till exempel 25,5.",
        en="Write the number in digits, such as 25.5.",
    ),
)

DATE_UNREADABLE = Message(
    what=Text(
        fi="Tiedoston {path} rivillä {line} sarakkeessa ”{column}” ei ole päivämäärä: ”{text}”.",
        sv="På rad {line} i filen {path} är värdet i kolumnen ”{column}” inget datum: ”{text}”.",
        en="On line {line} of the file {path}, the value in the column “{column}” is not a date: “{text}”.",
    ),
    to_do=Text(
        fi="Kirjoita päivä muodossa 31.1.2026 tai 2026-01-31.",
        sv="Skriv dagen i formen 31.1.2026 eller 2026-01-31.",
        en="Write the day as 31.1.2026 or 2026-01-31.",
    ),
)

TEXT_MADE_A_DATE = Message(
    what=Text(
        fi="Tiedoston {path} rivillä {line} sarakkeessa ”{column}” on päivämäärä {text}, vaikka siinä pitäisi olla teksti.",
        sv="På rad {line} i filen {path} står det ett datum, {text}, i kolumnen ”{column}”, fast där ska stå text.",
        en="On line {line} of the file {path}, the column “{column}” has the date {text} where it should have text.",
    ),
    to_do=Text(
        fi="Taulukkolaskentaohjelma on ehkä tehnyt koodista päivämäärän: muotoile solu tekstiksi ja kirjoita koodi uudelleen.",
        sv="Kalkylprogrammet har kanske gjort ett datum av en kod: formatera cellen som text och skriv koden på nytt.",
        en="The spreadsheet program may have made a date of a code: format the cell as text, and type the code again.",
    ),
)
