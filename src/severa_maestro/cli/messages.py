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

COMPANY_EXISTS = Message(
    what=Text(
        fi="Yritys {name} on jo lisätty.",
        sv="Företaget {name} finns redan.",
        en="The company {name} has already been added.",
    ),
    to_do=Text(
        fi="Muuta asetuksia: severa-maestro company change. Muuta yhteyttä: severa-maestro company connect.",
        sv="Ändra inställningarna: severa-maestro company change. Ändra anslutningen: severa-maestro company connect.",
        en="Change its settings: severa-maestro company change. Change its connection: severa-maestro company connect.",
    ),
)

STATUSES_EQUAL = Message(
    what=Text(
        fi="Odottavien ja siirrettyjen laskujen tila on sama: {status}.",
        sv="Väntande och överförda fakturor har samma status: {status}.",
        en="The waiting and the transferred status are the same: {status}.",
    ),
    to_do=Text(
        fi="Anna kaksi eri tilaa: laskut haetaan odottavasta tilasta ja saavat siirron jälkeen siirretty-tilan.",
        sv="Ange två olika statusar: fakturor hämtas från den väntande och får efter överföringen den överförda.",
        en="Give two different ones: invoices are fetched from the waiting one and get the transferred one afterwards.",
    ),
)

GROUP_NOT_A_LETTER = Message(
    what=Text(
        fi="Pääryhmän tunnus on yksi kirjain A–Z, ei ”{letter}”.",
        sv="Huvudgruppens beteckning är en bokstav A–Z, inte ”{letter}”.",
        en="A product group is one letter A–Z, not “{letter}”.",
    ),
    to_do=Text(fi="Anna esimerkiksi A.", sv="Ange till exempel A.", en="Give A, for example."),
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

CLIENT_ID_MISSING = Message(
    what=Text(
        fi="REST-yhteys tarvitsee tunnuksen (client_id).",
        sv="En REST-anslutning behöver klientens id (client_id).",
        en="A REST connection needs the client's id (client_id).",
    ),
    to_do=Text(
        fi="Anna se valitsimella --client-id. Severa näyttää sen REST API -asetuksissaan.",
        sv="Ange det med --client-id. Severa visar det i sina REST API-inställningar.",
        en="Give it with --client-id. Severa shows it in its REST API settings.",
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

COMPANY_IN_USE = Message(
    what=Text(
        fi="Yritystä {name} ei voi poistaa, koska Maestron rekisterissä on sen laskuja. Määrä: {count}.",
        sv="Företaget {name} kan inte tas bort, för Maestros register innehåller dess fakturor. Antal: {count}.",
        en="The company {name} cannot be removed, for Maestro's register holds invoices of it: {count}.",
    ),
    to_do=Text(
        fi="Kirjanpitoaineisto on säilytettävä.",
        sv="Bokföringsmaterialet ska bevaras.",
        en="Accounting material must be kept.",
    ),
)

VALUE_EMPTY = Message(
    what=Text(fi="Arvo {option} on tyhjä.", sv="Värdet {option} är tomt.", en="The value of {option} is empty."),
    to_do=Text(fi="Anna se.", sv="Ange det.", en="Give it."),
)

WAITING_WITHOUT_NUMBER = Message(
    what=Text(
        fi="Tila ”{status}” ei anna laskunumeroa, joten sen laskuja ei voi siirtää.",
        sv="Statusen ”{status}” ger inget fakturanummer, så dess fakturor kan inte överföras.",
        en="The status “{status}” assigns no invoice number, so its invoices cannot be transferred.",
    ),
    to_do=Text(
        fi="Valitse tilalle Severassa Laskun numero (Asetukset > Laskutus > Laskun tilat).",
        sv="Välj Fakturanummer för statusen i Severa (Inställningar > Fakturering > Fakturastatusar).",
        en="Tick Invoice number for it in Severa (Settings > Invoicing > Invoice statuses).",
    ),
)

FALLBACK_WITHOUT_VAT = Message(
    what=Text(
        fi="Tuotteella A/0 ja ryhmällä A ei ole verokantaa, joten rivien veroa ei voi verrata siihen.",
        sv="Produkten A/0 och grupp A har ingen momssats, så radernas moms kan inte jämföras med den.",
        en="Neither product A/0 nor group A has a VAT rate, so the VAT of rows there cannot be compared.",
    ),
    to_do=Text(
        fi='Anna se: severa-maestro products group "{company}" A --vat 25,5.',
        sv='Ange den: severa-maestro products group "{company}" A --vat 25,5.',
        en='Give it: severa-maestro products group "{company}" A --vat 25.5.',
    ),
)
