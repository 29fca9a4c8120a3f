"""What the import of products says of a file and its lines: a stable code, and the sentences in three languages."""

from collections.abc import Mapping

from severa_maestro.language import NOTHING_TO_DO, Message, Text

IMPORT_HAS_PROBLEMS = Message(
    what=Text(
        fi="Tiedostosta ei tuotu mitään. Virheitä: {count}.",
        sv="Ingenting importerades ur filen. Antal fel: {count}.",
        en="Nothing was imported. Problems in the file: {count}.",
    ),
    to_do=Text(
        fi="Korjaa rivit ja tuo tiedosto uudelleen.",
        sv="Rätta raderna och importera filen på nytt.",
        en="Correct the lines and import the file again.",
    ),
)

IMPORT_PLAN_STALE = Message(
    what=Text(
        fi="Tuoterekisteri on muuttunut koeajon jälkeen, joten mitään ei tuotu.",
        sv="Produktregistret har ändrats efter provkörningen, så ingenting importerades.",
        en="The product register has changed since the test run, so nothing was imported.",
    ),
    to_do=Text(fi="Tee koeajo uudelleen.", sv="Gör provkörningen på nytt.", en="Make the test run again."),
)

LINE = Text(fi="Rivi {line}: ", sv="Rad {line}: ", en="Line {line}: ")

_SAVE_AS_CSV = Text(
    fi="Tallenna tiedosto taulukkolaskennassa muodossa ”CSV UTF-8” ja tuo se uudelleen.",
    sv="Spara filen i kalkylprogrammet som ”CSV UTF-8” och importera den på nytt.",
    en="Save the file in the spreadsheet program as “CSV UTF-8” and import it again.",
)
_SAVE_AS_CSV_IN_EXCEL = Text(
    fi="Avaa se Excelissä, valitse Tallenna nimellä > CSV UTF-8 ja tuo tallennettu tiedosto.",
    sv="Öppna den i Excel, välj Spara som > CSV UTF-8 och importera den sparade filen.",
    en="Open it in Excel, choose Save as > CSV UTF-8, and import the file that is saved.",
)
_SPLIT_THE_FILE = Text(
    fi="Jaa tiedosto osiin: tuotteet, joita tiedostossa ei ole, jäävät ennalleen.",
    sv="Dela upp filen: produkter som inte finns i filen förblir oförändrade.",
    en="Split the file: products that are not in a file stay as they are.",
)
_CODE_FORMS = Text(
    fi="Anna TuoteId muodossa A1 tai A/1, tai PääryhmäId (kirjain A–Z) ja Tuotenumero (enintään 9 numeroa).",
    sv="Ange TuoteId som A1 eller A/1, eller PääryhmäId (en bokstav A–Z) och Tuotenumero (högst 9 siffror).",
    en="Give TuoteId as A1 or A/1, or PääryhmäId (a letter A–Z) and Tuotenumero (up to 9 digits).",
)
_LEAVE_ONE = Text(
    fi="Jätä tuotteelle yksi rivi.",
    sv="Lämna en rad för produkten.",
    en="Leave one line for the product.",
)

#: The sentences of problems, which stop the import, and of notes, which do not.
IMPORT_MESSAGES: Mapping[str, Message] = {
    "file-too-large": Message(
        what=Text(
            fi="Tiedosto on suurempi kuin {limit} Mt.",
            sv="Filen är större än {limit} MB.",
            en="The file is larger than {limit} MB.",
        ),
        to_do=_SPLIT_THE_FILE,
    ),
    "file-too-long": Message(
        what=Text(
            fi="Tiedostossa on yli {limit} riviä.",
            sv="Filen har över {limit} rader.",
            en="The file has more than {limit} lines.",
        ),
        to_do=_SPLIT_THE_FILE,
    ),
    "file-workbook": Message(
        what=Text(
            fi="Tiedosto on Excel-työkirja tai muu pakattu tiedosto, ei CSV.",
            sv="Filen är en Excel-arbetsbok eller en annan packad fil, inte CSV.",
            en="The file is an Excel workbook or another packed file, not CSV.",
        ),
        to_do=_SAVE_AS_CSV_IN_EXCEL,
    ),
    "file-pdf": Message(
        what=Text(
            fi="Tiedosto on PDF, ei CSV.",
            sv="Filen är en PDF, inte CSV.",
            en="The file is a PDF, not CSV.",
        ),
        to_do=Text(
            fi="Pyydä tuotteet taulukkona, tallenna se Excelissä: Tallenna nimellä > CSV UTF-8, ja tuo se.",
            sv="Be om produkterna som tabell, spara den i Excel: Spara som > CSV UTF-8, och importera den.",
            en="Get the products as a table, in Excel choose Save as > CSV UTF-8, and import that.",
        ),
    ),
    "file-not-text": Message(
        what=Text(
            fi="Tiedosto ei ole tekstiä, joten se ei ole CSV.",
            sv="Filen är inte text och därmed inte CSV.",
            en="The file is not text, and so not CSV.",
        ),
        to_do=_SAVE_AS_CSV_IN_EXCEL,
    ),
    "file-utf-16": Message(
        what=Text(
            fi="Tiedoston merkistö on UTF-16 (Excelin ”Unicode-teksti”), jota ei lueta.",
            sv="Filens teckenkodning är UTF-16 (Excels ”Unicode-text”), som inte läses.",
            en="The file's encoding is UTF-16 (Excel's “Unicode Text”), which is not read.",
        ),
        to_do=_SAVE_AS_CSV,
    ),
    "encoding-unknown": Message(
        what=Text(
            fi="Tiedoston merkistö ei ole UTF-8 eikä Windows-1252.",
            sv="Filens teckenkodning är varken UTF-8 eller Windows-1252.",
            en="The file's encoding is neither UTF-8 nor Windows-1252.",
        ),
        to_do=_SAVE_AS_CSV,
    ),
    "file-empty": Message(
        what=Text(fi="Tiedosto on tyhjä.", sv="Filen är tom.", en="The file is empty."),
        to_do=Text(
            fi="Ensimmäisellä rivillä pitää olla sarakkeiden otsikot.",
            sv="Första raden ska ha kolumnernas rubriker.",
            en="Its first line should hold the headings of the columns.",
        ),
    ),
    "columns-missing": Message(
        what=Text(
            fi="otsikoista ({found}) puuttuu tuotteen koodi.",
            sv="rubrikerna ({found}) saknar produktens kod.",
            en="the headings ({found}) lack the product's code.",
        ),
        to_do=Text(
            fi="Tarvitaan sarake TuoteId, tai sarakkeet PääryhmäId ja Tuotenumero; erottimena ; , tai sarkain.",
            sv="Kolumnen TuoteId behövs, eller kolumnerna PääryhmäId och Tuotenumero; åtskilda med ; , eller tabb.",
            en="The column TuoteId is needed, or PääryhmäId and Tuotenumero; separated by ; , or a tab.",
        ),
    ),
    "column-twice": Message(
        what=Text(
            fi="sarake {column} on kahdesti.",
            sv="kolumnen {column} finns två gånger.",
            en="the column {column} is there twice.",
        ),
        to_do=Text(fi="Poista toinen niistä.", sv="Ta bort den ena.", en="Remove one of them."),
    ),
    "quotes-unclear": Message(
        what=Text(
            fi="lainausmerkit eivät ole pareittain, tai yksi arvo on liian pitkä. Rivistä eteenpäin mitään ei luettu.",
            sv="citattecknen är inte parvis, eller ett värde är för långt. Från och med raden lästes ingenting.",
            en="the quotation marks do not pair, or a value is too long. Nothing was read from the line on.",
        ),
        to_do=Text(
            fi='Kirjoita arvon sisäinen lainausmerkki kahdesti (""), tai poista se.',
            sv='Skriv ett citattecken i ett värde två gånger (""), eller ta bort det.',
            en='Write a quotation mark inside a value twice (""), or remove it.',
        ),
    ),
    "too-many-values": Message(
        what=Text(
            fi="rivillä on {values} arvoa mutta sarakkeita on {columns}.",
            sv="raden har {values} värden men kolumnerna är {columns}.",
            en="the line has {values} values but there are {columns} columns.",
        ),
        to_do=Text(
            fi="Jos arvossa on erotinmerkki, kirjoita arvo lainausmerkkeihin.",
            sv="Om ett värde innehåller skiljetecknet, skriv värdet inom citattecken.",
            en="If a value holds the separator, put the value in quotation marks.",
        ),
    ),
    "sign-unreadable": Message(
        what=Text(
            fi="rivillä on rikkoutunut merkki tai ohjausmerkki.",
            sv="raden har ett trasigt tecken eller ett styrtecken.",
            en="the line holds a broken or a control character.",
        ),
        to_do=_SAVE_AS_CSV,
    ),
    "code-missing": Message(
        what=Text(fi="tuotteen koodi puuttuu.", sv="produktens kod saknas.", en="the product's code is missing."),
        to_do=_CODE_FORMS,
    ),
    "code-unreadable": Message(
        what=Text(
            fi="”{text}” ei ole tuotteen koodi.",
            sv="”{text}” är ingen produktkod.",
            en="“{text}” is not a product's code.",
        ),
        to_do=_CODE_FORMS,
    ),
    "group-not-a-letter": Message(
        what=Text(
            fi="PääryhmäId ”{text}” ei ole kirjain A–Z.",
            sv="PääryhmäId ”{text}” är ingen bokstav A–Z.",
            en="PääryhmäId “{text}” is not a letter A–Z.",
        ),
        to_do=_CODE_FORMS,
    ),
    "number-not-a-number": Message(
        what=Text(
            fi="Tuotenumerosta ”{text}” ei tule tuotteen koodia.",
            sv="Tuotenumero ”{text}” ger ingen produktkod.",
            en="Tuotenumero “{text}” makes no product's code.",
        ),
        to_do=_CODE_FORMS,
    ),
    "by-number-incomplete": Message(
        what=Text(
            fi="TuoteId on pelkkä kirjain {text}, mutta sama PääryhmäId, ToimittajaId tai Tuotenumero puuttuu.",
            sv="TuoteId är bara bokstaven {text}, men samma PääryhmäId, ToimittajaId eller Tuotenumero saknas.",
            en="TuoteId is only the letter {text}, but the same PääryhmäId, ToimittajaId or Tuotenumero is missing.",
        ),
        to_do=Text(
            fi="Tuotenumerolla päivitettäessä tarvitaan kaikki neljä; muuten anna koko TuoteId, kuten A1.",
            sv="Uppdatering enligt produktnummer kräver alla fyra; ange annars hela TuoteId, såsom A1.",
            en="To update by product number all four are needed; otherwise give the whole TuoteId, such as A1.",
        ),
    ),
    "product-number-unknown": Message(
        what=Text(
            fi="pääryhmässä {group} ei ole toimittajan {supplier} tuotetta {product_number}, eikä numerosta tule koodia.",
            sv="huvudgrupp {group} har ingen produkt {product_number} av leverantör {supplier}, och numret ger ingen kod.",
            en="group {group} has no product {product_number} of supplier {supplier}, and the number makes no code.",
        ),
        to_do=Text(
            fi="Anna uudelle tuotteelle koko TuoteId, kuten {group}1.",
            sv="Ange hela TuoteId för en ny produkt, såsom {group}1.",
            en="Give a new product its whole TuoteId, such as {group}1.",
        ),
    ),
    "code-taken": Message(
        what=Text(
            fi="uusi tuote saisi koodin {code}, mutta se on jo toisella tuotteella ({name}).",
            sv="den nya produkten skulle få koden {code}, men en annan produkt har den redan ({name}).",
            en="the new product would get the code {code}, but another product has it already ({name}).",
        ),
        to_do=Text(
            fi="Anna uudelle tuotteelle vapaa TuoteId.",
            sv="Ange ett ledigt TuoteId för den nya produkten.",
            en="Give the new product a TuoteId that is free.",
        ),
    ),
    "code-twice": Message(
        what=Text(
            fi="tuote {code} on jo rivillä {other}.",
            sv="produkten {code} finns redan på rad {other}.",
            en="product {code} is on line {other} already.",
        ),
        to_do=_LEAVE_ONE,
    ),
    "product-number-twice": Message(
        what=Text(
            fi="pääryhmässä {group} toimittajan ”{supplier}” tuotenumero {product_number} on monella: {codes}{lines}.",
            sv="i huvudgrupp {group} har flera produkter leverantör ”{supplier}” och nummer {product_number}: "
            "{codes}{lines}.",
            en="in group {group} several products have supplier “{supplier}” and number {product_number}: "
            "{codes}{lines}.",
        ),
        to_do=Text(
            fi="Anna kullekin oma tuotenumero, tai jätä yksi.",
            sv="Ge varje produkt ett eget nummer, eller lämna en.",
            en="Give each a number of its own, or leave one.",
        ),
    ),
    "rate-unreadable": Message(
        what=Text(
            fi="”{text}” ei ole verokanta.",
            sv="”{text}” är ingen momssats.",
            en="“{text}” is not a VAT rate.",
        ),
        to_do=Text(
            fi="Anna prosentti 0–100 enintään neljällä desimaalilla, kuten 25,5, tai jätä tyhjäksi.",
            sv="Ange en procent 0–100 med högst fyra decimaler, såsom 25,5, eller lämna tomt.",
            en="Give a percentage 0–100 with up to four decimals, such as 25,5, or leave it empty.",
        ),
    ),
    "active-unreadable": Message(
        what=Text(
            fi="”{text}” ei kerro, onko tuote aktiivinen.",
            sv="”{text}” säger inte om produkten är aktiv.",
            en="“{text}” does not tell whether the product is active.",
        ),
        to_do=Text(
            fi="Kirjoita K tai E (1 tai 0), tai jätä tyhjäksi.",
            sv="Skriv J eller N (1 eller 0), eller lämna tomt.",
            en="Write Y or N (1 or 0), or leave it empty.",
        ),
    ),
    "fallback-inactive": Message(
        what=Text(
            fi="varatuotetta A/0 ei voi passivoida.",
            sv="reservprodukten A/0 kan inte inaktiveras.",
            en="the fallback product A/0 cannot be made inactive.",
        ),
        to_do=Text(
            fi="Sille menevät rivit, joille ei löydy tuotetta.",
            sv="Dit går rader som ingen produkt motsvarar.",
            en="Rows that no product matches go there.",
        ),
    ),
    "column-unknown": Message(
        what=Text(
            fi="saraketta ”{column}” ei tunneta, joten sitä ei luettu.",
            sv="kolumnen ”{column}” är okänd och lästes inte.",
            en="the column “{column}” is not known and was not read.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "exact-code-won": Message(
        what=Text(
            fi="TuoteId {code} ratkaisi; PääryhmäId {group} jätettiin huomiotta.",
            sv="TuoteId {code} avgjorde; PääryhmäId {group} beaktades inte.",
            en="TuoteId {code} decided; PääryhmäId {group} was left aside.",
        ),
        to_do=NOTHING_TO_DO,
    ),
    "read-as-windows-1252": Message(
        what=Text(
            fi="Tiedosto ei ole UTF-8, joten se luettiin merkistönä Windows-1252.",
            sv="Filen är inte UTF-8, så den lästes som Windows-1252.",
            en="The file is not UTF-8, so it was read as Windows-1252.",
        ),
        to_do=Text(
            fi="Tarkista, että ä, ö ja å ovat oikein.",
            sv="Kontrollera att å, ä och ö är rätt.",
            en="Check that ä, ö and å are right.",
        ),
    ),
    "file-without-products": Message(
        what=Text(
            fi="Tiedostossa on otsikot mutta ei yhtään tuotetta.",
            sv="Filen har rubriker men inga produkter.",
            en="The file has headings but no product.",
        ),
        to_do=NOTHING_TO_DO,
    ),
}
