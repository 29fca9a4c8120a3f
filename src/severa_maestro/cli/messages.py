"""What the command line itself says."""

from severa_maestro.language import Message, Text

COMPANY_UNKNOWN = Message(
    what=Text(
        fi="Yritystä {name} ei löydy. Yritykset: {known}.",
        sv="Företaget {name} hittades inte. Företag: {known}.",
        en="There is no company {name}. Companies: {known}.",
    ),
    to_do=Text(
        fi="Tarkista nimi tai lisää yritys: severa-maestro company add.",
        sv="Kontrollera namnet eller lägg till företaget: severa-maestro company add.",
        en="Check the name, or add the company: severa-maestro company add.",
    ),
)

KEY_FILE_UNREADABLE = Message(
    what=Text(
        fi="Tiedostoa {path} ei voida lukea: {reason}.",
        sv="Filen {path} kan inte läsas: {reason}.",
        en="The file {path} cannot be read: {reason}.",
    ),
    to_do=Text(
        fi="Tallenna Severan API-avain tai REST-tunnuksen salaisuus tekstitiedostoon, jonka vain sinä voit lukea, ja anna sen polku.",
        sv="Spara Severas API-nyckel eller REST-klientens hemlighet i en textfil som bara du kan läsa, och ange dess sökväg.",
        en="Save Severa's API key or the REST client's secret in a text file that only you can read, and give its path.",
    ),
)

KEY_MISSING = Message(
    what=Text(
        fi="Severan API-avain puuttuu tai on tyhjä.",
        sv="API-nyckeln till Severa saknas eller är tom.",
        en="Severa's API key is missing or empty.",
    ),
    to_do=Text(
        fi="Anna se tiedostossa (--key-file), ympäristömuuttujassa SEVERA_MAESTRO_KEY tai kysyttäessä; ei komentorivillä.",
        sv="Ange den i en fil (--key-file), i miljövariabeln SEVERA_MAESTRO_KEY eller när den efterfrågas; inte på kommandoraden.",
        en="Give it in a file (--key-file), in the variable SEVERA_MAESTRO_KEY or when asked; not on the command line.",
    ),
)

SECRET_MISSING = Message(
    what=Text(
        fi="REST-tunnuksen salaisuus puuttuu tai on tyhjä.",
        sv="REST-klientens hemlighet saknas eller är tom.",
        en="The REST client's secret is missing or empty.",
    ),
    to_do=Text(
        fi="Anna se tiedostossa (--secret-file), ympäristömuuttujassa SEVERA_MAESTRO_SECRET tai kysyttäessä; ei komentorivillä.",
        sv="Ange den i en fil (--secret-file), i miljövariabeln SEVERA_MAESTRO_SECRET eller när den efterfrågas; inte på kommandoraden.",
        en="Give it in a file (--secret-file), in the variable SEVERA_MAESTRO_SECRET or when asked; not on the command line.",
    ),
)

SECRET_READABLE = Message(
    what=Text(
        fi="Myös muut kuin omistaja voivat lukea tiedoston {path}, jossa on avain tai salaisuus.",
        sv="Även andra än ägaren kan läsa filen {path}, som innehåller en nyckel eller hemlighet.",
        en="Others than its owner can read the file {path}, which holds a key or secret.",
    ),
    to_do=Text(
        fi="Poista tiedosto nyt, kun se on tallennettu salattuna, tai rajaa oikeudet: chmod 600 {path}",
        sv="Ta bort filen nu när innehållet är sparat krypterat, eller begränsa rättigheterna: chmod 600 {path}",
        en="Delete the file now that its content is stored encrypted, or restrict its permissions: chmod 600 {path}",
    ),
)

WAYS_MIXED = Message(
    what=Text(
        fi="Yhteyden valitsimet koskevat sekä SOAP- että REST-rajapintaa.",
        sv="Alternativen gäller både SOAP- och REST-gränssnittet.",
        en="The options belong to both the SOAP and the REST API.",
    ),
    to_do=Text(
        fi="SOAP: --soap-url ja --key-file. REST: --rest-url, --client-id, --secret-file ja --requests-per-second.",
        sv="SOAP: --soap-url och --key-file. REST: --rest-url, --client-id, --secret-file och --requests-per-second.",
        en="SOAP: --soap-url and --key-file. REST: --rest-url, --client-id, --secret-file and --requests-per-second.",
    ),
)

NO_LOG_OVER_REST = Message(
    what=Text(
        fi="REST-rajapinnan kautta laskun lokiin Severassa ei voi kirjoittaa, joten asetus --severa-log ei vaikuta.",
        sv="Via REST-gränssnittet går det inte att skriva i fakturans logg i Severa, så inställningen --severa-log har ingen verkan.",
        en="Over REST nothing can be written into an invoice's log in Severa, so the setting --severa-log has no effect.",
    ),
    to_do=Text(
        fi="Tilan vaihto näkyy laskulla silti.",
        sv="Statusbytet syns ändå på fakturan.",
        en="The change of status shows on the invoice all the same.",
    ),
)

WAY_CHANGED = Message(
    what=Text(
        fi="Severa käyttää laskuille, asiakkaille ja yksiköille eri tunnisteita SOAP- ja REST-rajapinnassa.",
        sv="Severa har olika id:n för fakturor, kunder och enheter i SOAP- och REST-gränssnittet.",
        en="Severa names invoices, customers and units by different ids over SOAP and REST.",
    ),
    to_do=Text(
        fi="Seuraava ajo yhdistää ne. Jo siirrettyjä laskuja ei siirretä uudelleen.",
        sv="Nästa körning kopplar ihop dem. Fakturor som redan överförts överförs inte på nytt.",
        en="The next run brings them together. No invoice that is transferred already is transferred again.",
    ),
)

HOME_UNUSABLE = Message(
    what=Text(
        fi="Kansiota {path} ei voida luoda tai käyttää.",
        sv="Mappen {path} kan inte skapas eller användas.",
        en="The folder {path} cannot be created or used.",
    ),
    to_do=Text(
        fi="Valitse toinen kansio ympäristömuuttujalla SEVERA_MAESTRO_HOME tai korjaa käyttöoikeudet.",
        sv="Välj en annan mapp med miljövariabeln SEVERA_MAESTRO_HOME eller rätta åtkomsträttigheterna.",
        en="Choose another folder with the variable SEVERA_MAESTRO_HOME, or correct its permissions.",
    ),
)

ONLY_FALLBACK = Message(
    what=Text(
        fi="Maestron tuoterekisterissä on vain A/0, joten kaikki rivit menevät sille.",
        sv="Maestros produktregister har bara A/0, så alla rader går dit.",
        en="Maestro's product register has only A/0, so every row goes there.",
    ),
    to_do=Text(
        fi='Tuo tuotteet ensin: severa-maestro products import "{company}" TIEDOSTO.csv.',
        sv='Importera produkterna först: severa-maestro products import "{company}" FIL.csv.',
        en='Import the products first: severa-maestro products import "{company}" FILE.csv.',
    ),
)

STATUS_TO_MAKE = Text(
    fi="Severaan luodaan tila ”{status}”: ei muokattavissa, laskun numero, lähetetty.",
    sv="I Severa skapas statusen ”{status}”: kan inte redigeras, fakturanummer, skickad.",
    en="To be made in Severa: the status “{status}”, not editable, with an invoice number, sent.",
)

STATUS_TO_MAKE_WITH_CREDIT_NOTES = Text(
    fi="Severaan luodaan tila ”{status}”: ei muokattavissa, laskun numero, lähetetty, hyvityslaskun oletus.",
    sv="I Severa skapas statusen ”{status}”: kan inte redigeras, fakturanummer, skickad, standard för kreditfakturor.",
    en="To be made in Severa: the status “{status}”, not editable, with an invoice number, sent, default for credit notes.",
)

STATUSES_THERE = Text(
    fi="Severassa on jo molemmat tilat.",
    sv="Severa har redan båda statusarna.",
    en="Severa has both statuses already.",
)

NOT_CONFIRMED = Text(
    fi="Mitään ei muutettu. Tee tämä: lisää --yes.",
    sv="Ingenting ändrades. Gör så här: lägg till --yes.",
    en="Nothing was changed. To do it, add --yes.",
)

CONFIRM = Text(fi="Tehdäänkö tämä? [k/e]", sv="Ska detta göras? [j/n]", en="Do this? [y/n]")

CONFIRM_CODES = Text(
    fi="Tallennetaanko yrityksen {company} koodit? Severaan: {severa}, koodikarttaan: {map}. [k/e]",
    sv="Ska koderna för {company} sparas? I Severa: {severa}, i kodkartan: {map}. [j/n]",
    en="Keep the codes of {company}? Into Severa: {severa}, into the code map: {map}. [y/n]",
)

CODES_KEPT = Text(
    fi="Kirjoitettu Severaan: {severa}. Lisätty koodikarttaan: {map}. Jäi tekemättä: {left}.",
    sv="Skrivet i Severa: {severa}. Infört i kodkartan: {map}. Lämnades ogjort: {left}.",
    en="Written into Severa: {severa}. Put into the code map: {map}. Left undone: {left}.",
)

CONFIRM_UNDO = Text(
    fi="Palautetaanko Severaan erän {batch} entiset koodit (määrä: {count}, {actor}, {when})? [k/e]",
    sv="Ska de tidigare koderna i omgång {batch} återställas i Severa (antal: {count}, {actor}, {when})? [j/n]",
    en="Put back into Severa the codes from before batch {batch} ({count} in all, {actor}, {when})? [y/n]",
)

CODES_UNDONE = Text(
    fi="Palautettu Severaan: {count}. Koodikartan rivit pysyvät: severa-maestro codes list.",
    sv="Återställt i Severa: {count}. Kodkartans rader står kvar: severa-maestro codes list.",
    en="Put back into Severa: {count}. Lines of the code map stay: severa-maestro codes list.",
)

LINE_ENDS = Text(
    fi="Rivi {line} ({code} → {product}) päättyy yhä {day}, eikä sille ole jatkoa.",
    sv="Raden {line} ({code} → {product}) slutar ännu {day}, och ingen rad följer på den.",
    en="Line {line} ({code} → {product}) still ends on {day}, and nothing follows it.",
)

FILE_EXISTS = Message(
    what=Text(
        fi="Tiedosto {path} on jo olemassa, ja siinä voi olla valintoja.",
        sv="Filen {path} finns redan och kan innehålla val.",
        en="The file {path} is there already, and may hold choices.",
    ),
    to_do=Text(
        fi="Anna toinen nimi tai poista vanha tiedosto ensin.",
        sv="Ange ett annat namn eller ta först bort den gamla filen.",
        en="Give another name, or remove the old file first.",
    ),
)

GAPS_FOUND = Text(
    fi="Severan tuotteita, työlajeja ja matkakuluja: {count}. Ilman Maestron tuotetta: {gaps}. Viime aikojen laskuriveistä {lost}/{rows} menisi tuotteelle A/0. Laskurivit luettu {since} alkaen.",
    sv="Produkter, arbetstyper och resekostnader i Severa: {count}. Utan produkt i Maestro: {gaps}. Av den senaste tidens fakturarader skulle {lost}/{rows} gå till produkten A/0. Fakturarader lästa från och med {since}.",
    en="Products, work types and travel expenses in Severa: {count}. Without a product in Maestro: {gaps}. Of the recent invoice rows {lost}/{rows} would go to product A/0. Invoice rows read from {since} on.",
)

NO_GAPS = Text(
    fi="Jokaisella Severan tuotteella, työlajilla ja matkakululla on Maestron tuote. Määrä: {count}. Laskurivejä katsottu: {rows}. Laskurivit luettu {since} alkaen.",
    sv="Varje produkt, arbetstyp och resekostnad i Severa har en produkt i Maestro. Antal: {count}. Granskade fakturarader: {rows}. Fakturarader lästa från och med {since}.",
    en="Every product, work type and travel expense in Severa has a product in Maestro: {count}. Invoice rows looked at: {rows}. Invoice rows read from {since} on.",
)

REMATCH_BOOKED = Text(
    fi="Lasku {number} on kirjattu eteenpäin (kirjattu {until} asti), joten sen rivit pysyvät tuotteella A/0.",
    sv="Fakturan {number} är bokförd (bokfört till och med {until}), så dess rader stannar på produkten A/0.",
    en="The invoice {number} is booked onward (booked until {until}), so its rows stay on product A/0.",
)

REMATCH_HANDED_OVER = Text(
    fi="Lasku {number} on jo luovutettu Maestroon tiedostona, joten sen rivit pysyvät tuotteella A/0.",
    sv="Fakturan {number} har redan överlämnats till Maestro som fil, så dess rader stannar på produkten A/0.",
    en="The invoice {number} has been handed over to Maestro in a file, so its rows stay on product A/0.",
)

REMATCH_SUM = Text(
    fi="Siirrettäviä rivejä: {moving}. Tuotteelle A/0 jäävät: {left}.",
    sv="Rader att flytta: {moving}. Kvar på produkten A/0: {left}.",
    en="Rows to move: {moving}. Left on product A/0: {left}.",
)

STARTED = Text(
    fi="{company}: ajot alkavat. severa-maestro serve ajaa yrityksen {minutes} min välein.",
    sv="{company}: körningarna börjar. severa-maestro serve kör företaget med {minutes} min mellanrum.",
    en="{company}: runs begin. severa-maestro serve runs the company every {minutes} min.",
)

PAUSED = Text(
    fi="{company}: ajot ovat tauolla. Jatka: severa-maestro company start.",
    sv="{company}: körningarna är pausade. Fortsätt: severa-maestro company start.",
    en="{company}: runs are paused. Resume: severa-maestro company start.",
)

WORKING = Text(
    fi="Ajetaan aloitetut yritykset ajastuksensa mukaan.  (Ctrl-C lopettaa)",
    sv="Startade företag körs enligt sina scheman.  (Ctrl-C avslutar)",
    en="Running the started companies by their schedules.  (Ctrl-C ends it)",
)
