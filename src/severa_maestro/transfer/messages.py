"""What the transfer says: errors that stop a run or refuse a person's wish."""

from severa_maestro.language import Message, Text

RUN_UNDER_WAY = Message(
    what=Text(
        fi="Yrityksen {company} ajo on jo käynnissä.",
        sv="En körning för företaget {company} pågår redan.",
        en="A run of {company} is already under way.",
    ),
    to_do=Text(
        fi="Odota, että se päättyy.",
        sv="Vänta tills den är klar.",
        en="Wait until it has ended.",
    ),
)

LEASE_LOST = Message(
    what=Text(
        fi="Yrityksen {company} ajo keskeytyi: se oli niin kauan pysähdyksissä, että toinen ajo jatkaa.",
        sv="Körningen för {company} avbröts: den stod stilla så länge att en annan körning fortsätter.",
        en="The run of {company} was broken off: it stood still for so long that another run goes on.",
    ),
    to_do=Text(
        fi="Sinun ei tarvitse tehdä mitään. Jos tämä toistuu, tarkista koneen ja tietokannan yhteys.",
        sv="Du behöver inte göra något. Om det upprepas, kontrollera maskinen och dess databasförbindelse.",
        en="Nothing needs to be done. If it happens again and again, check the machine and its connection to the database.",
    ),
)

STATUS_UNKNOWN = Message(
    what=Text(
        fi="Severassa ei ole laskun tilaa ”{status}”. Severan tilat: {known}.",
        sv="Severa har ingen fakturastatus ”{status}”. Severas statusar: {known}.",
        en="Severa has no invoice status “{status}”. Severa's statuses: {known}.",
    ),
    to_do=Text(
        fi="{hint}Korjaa nimi (severa-maestro company change) tai luo tila Severassa (Asetukset > Laskutus > Laskun tilat).",
        sv="{hint}Rätta namnet (severa-maestro company change) eller skapa statusen i Severa (Inställningar > Fakturering > Fakturastatusar).",
        en="{hint}Correct the name (severa-maestro company change), or create the status in Severa (Settings > Invoicing > Invoice statuses).",
    ),
)

DID_YOU_MEAN = Text(fi="Tarkoititko ”{name}”? ", sv="Menade du ”{name}”? ", en="Did you mean “{name}”? ")

STATUS_INACTIVE = Message(
    what=Text(
        fi="Laskun tila ”{status}” on poistettu käytöstä Severassa.",
        sv="Fakturastatusen ”{status}” är inaktiv i Severa.",
        en="The invoice status “{status}” is disabled in Severa.",
    ),
    to_do=Text(
        fi="Ota tila käyttöön Severassa (Asetukset > Laskutus > Laskun tilat) tai valitse toinen: severa-maestro company change.",
        sv="Aktivera statusen i Severa (Inställningar > Fakturering > Fakturastatusar) eller välj en annan: severa-maestro company change.",
        en="Enable it in Severa (Settings > Invoicing > Invoice statuses), or choose another: severa-maestro company change.",
    ),
)

TRANSFER_UNKNOWN = Message(
    what=Text(
        fi="Yritykselle {company} ei ole tullut laskua {number}.",
        sv="Ingen faktura {number} har kommit för företaget {company}.",
        en="No invoice {number} has come for {company}.",
    ),
    to_do=Text(
        fi="Tarkista numero: severa-maestro transfers.",
        sv="Kontrollera numret: severa-maestro transfers.",
        en="Check the number: severa-maestro transfers.",
    ),
)

TRANSFER_AMBIGUOUS = Message(
    what=Text(
        fi="Laskunumero {number} on näiden yksiköiden numerosarjassa: {units}.",
        sv="Fakturanumret {number} finns i dessa enheters nummerserier: {units}.",
        en="The invoice number {number} is in the number series of these units: {units}.",
    ),
    to_do=Text(
        fi="Ilmoita niistä yksi: --unit.",
        sv="Ange en av dem: --unit.",
        en="Say which of them: --unit.",
    ),
)

NOT_BLOCKED = Message(
    what=Text(
        fi="Lasku {number} on jo Maestrossa eikä odota päätöstä.",
        sv="Fakturan {number} finns redan i Maestro och väntar inte på något beslut.",
        en="The invoice {number} is already in Maestro and waits for no decision.",
    ),
    to_do=Text(
        fi="Jos se on väärin, hyvitä se Severassa.",
        sv="Om den är fel, kreditera den i Severa.",
        en="If it is wrong, credit it in Severa.",
    ),
)

NOTHING_TO_ACCEPT = Message(
    what=Text(
        fi="Laskulla {number} ei ole havaintoa, jonka voi hyväksyä.",
        sv="Fakturan {number} har ingen anmärkning som kan godkännas.",
        en="The invoice {number} has no finding that can be accepted.",
    ),
    to_do=Text(
        fi="Korjaa lasku Severassa havainnon ohjeen mukaan (severa-maestro show).",
        sv="Rätta fakturan i Severa enligt anmärkningens anvisning (severa-maestro show).",
        en="Correct the invoice in Severa as its finding says (severa-maestro show).",
    ),
)

REASON_MISSING = Message(
    what=Text(fi="Syy puuttuu.", sv="Orsaken saknas.", en="The reason is missing."),
    to_do=Text(
        fi="Kirjoita, miksi laskua ei siirretä: --reason.",
        sv="Ange varför fakturan inte överförs: --reason.",
        en="Say why the invoice is not transferred: --reason.",
    ),
)

DATABASE_FAILED = Message(
    what=Text(
        fi="Tietokantavirhe: {reason}.",
        sv="Databasfel: {reason}.",
        en="Database error: {reason}.",
    ),
    to_do=Text(
        fi="Mikään ei jäänyt kesken. Tarkista datakansion oikeudet ja levytila tai DATABASE_URL ja että tietokanta on käynnissä, ja aja uudelleen.",
        sv="Inget blev halvfärdigt. Kontrollera datamappens rättigheter och diskutrymmet, eller DATABASE_URL och att databasen är i gång, och kör på nytt.",
        en="Nothing was left half done. Check the data folder's permissions and disk space, or DATABASE_URL and that the database is running, and run again.",
    ),
)

UNFORESEEN = Message(
    what=Text(
        fi="Odottamaton virhe ({reason}).",
        sv="Oväntat fel ({reason}).",
        en="Unexpected error ({reason}).",
    ),
    to_do=Text(
        fi="Mikään ei jäänyt kesken. Lähetä datakansion tiedosto machine.log tai palvelun loki tukeen ja aja uudelleen.",
        sv="Inget blev halvfärdigt. Skicka datamappens fil machine.log eller tjänstens logg till supporten och kör på nytt.",
        en="Nothing was left half done. Send the data folder's file machine.log, or the service's log, to support, and run again.",
    ),
)

INTERRUPTED = Message(
    what=Text(fi="Keskeytettiin.", sv="Avbruten.", en="Interrupted."),
    to_do=Text(
        fi="Mikään ei jäänyt kesken: valmiit siirrot ovat valmiita, ja seuraava ajo jatkaa niistä.",
        sv="Inget blev halvfärdigt: det som är överfört är överfört, och nästa körning fortsätter därifrån.",
        en="Nothing was left half done: what went over has gone over, and the next run goes on from there.",
    ),
)

LOCK_UNUSABLE = Message(
    what=Text(
        fi="Lukkotiedostoa kansioon {path} ei voi tehdä.",
        sv="En låsfil kan inte skapas i mappen {path}.",
        en="A lock file cannot be made in the folder {path}.",
    ),
    to_do=Text(
        fi="Tarkista kansion omistaja ja oikeudet.",
        sv="Kontrollera mappens ägare och rättigheter.",
        en="Check the folder's owner and permissions.",
    ),
)

MARKS_REFUSED = Message(
    what=Text(
        fi="Severa ei vaihtanut usean peräkkäisen laskun tilaa: {reason}",
        sv="Severa bytte inte status på flera fakturor i rad: {reason}",
        en="Severa did not change the status of several invoices in a row: {reason}",
    ),
    to_do=Text(
        fi="Laskut ovat Maestrossa, ja seuraava ajo yrittää tilan vaihtoa uudelleen.",
        sv="Fakturorna finns i Maestro, och nästa körning försöker byta status igen.",
        en="The invoices are in Maestro, and the next run tries again to change their status.",
    ),
)

CUSTOMER_NOT_REGISTERED = Message(
    what=Text(
        fi="Asiakkaan {customer} numero {number} kuuluu Maestron rekisterissä toiselle asiakkaalle.",
        sv="Kunden {customer}s nummer {number} hör i Maestros register till en annan kund.",
        en="The number {number} of the customer {customer} belongs to another customer in Maestro's register.",
    ),
    to_do=Text(
        fi="Anna asiakkaalle toinen numero Severassa.",
        sv="Ge kunden ett annat nummer i Severa.",
        en="Give the customer another number in Severa.",
    ),
)

SEVERA_IS_ANOTHER = Message(
    what=Text(
        fi="Yhteys vie toisen organisaation Severaan: siellä ei ole yhtäkään viimeksi siirretyistä laskuista ({numbers}). Siellä on: {there}.",
        sv="Anslutningen leder till en annan organisations Severa: där finns ingen av de senast överförda fakturorna ({numbers}). Där finns: {there}.",
        en="The connection leads to another organisation's Severa: it has none of the invoices that were transferred last ({numbers}). It has: {there}.",
    ),
    to_do=Text(
        fi="Vaihda yhteys oikeaan: severa-maestro company connect. Toiselle organisaatiolle lisätään oma yritys: severa-maestro company add.",
        sv="Byt till rätt anslutning: severa-maestro company connect. En annan organisation läggs till som ett eget företag: severa-maestro company add.",
        en="Change the connection to the right one: severa-maestro company connect. Another organisation is a company of its own: severa-maestro company add.",
    ),
)

REMATCH_OVERTAKEN = Message(
    what=Text(
        fi="Laskuun {number} on tehty muutos sen jälkeen, kun se näytettiin, joten sen rivejä ei siirretty.",
        sv="Fakturan {number} har ändrats sedan den visades, så dess rader flyttades inte.",
        en="The invoice {number} has changed since it was shown, so its rows were not moved.",
    ),
    to_do=Text(
        fi="Katso rivit uudelleen: severa-maestro rematch.",
        sv="Granska raderna på nytt: severa-maestro rematch.",
        en="Look at the rows again: severa-maestro rematch.",
    ),
)
