"""What is said of a company's settings that cannot be kept."""

from severa_maestro.language import Message, Text

COMPANY_EXISTS = Message(
    what=Text(
        fi="Yritys {name} on jo lisätty.",
        sv="Företaget {name} finns redan.",
        en="The company {name} has already been added.",
    ),
    to_do=Text(
        fi="Anna toinen nimi, tai muuta sen yrityksen asetuksia ja yhteyttä, joka on jo lisätty.",
        sv="Ange ett annat namn, eller ändra inställningarna och anslutningen för det företag som redan finns.",
        en="Give another name, or change the settings and the connection of the company that is there already.",
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

CLIENT_ID_MISSING = Message(
    what=Text(
        fi="REST-yhteys tarvitsee tunnuksen (client_id).",
        sv="En REST-anslutning behöver klientens id (client_id).",
        en="A REST connection needs the client's id (client_id).",
    ),
    to_do=Text(
        fi="Anna se (--client-id). Severa näyttää sen REST API -asetuksissaan.",
        sv="Ange det (--client-id). Severa visar det i sina REST API-inställningar.",
        en="Give it (--client-id). Severa shows it in its REST API settings.",
    ),
)

VALUE_EMPTY = Message(
    what=Text(fi="{setting} puuttuu.", sv="{setting} saknas.", en="{setting} is missing."),
    to_do=Text(fi="Anna se.", sv="Ange det.", en="Give it."),
)

NAME = Text(fi="Yrityksen nimi", sv="Företagets namn", en="The company's name")
WAITING_STATUS = Text(fi="Odottavien laskujen tila", sv="De väntande fakturornas status", en="The waiting status")
TRANSFERRED_STATUS = Text(
    fi="Siirrettyjen laskujen tila", sv="De överförda fakturornas status", en="The transferred status"
)

KEY_MISSING = Message(
    what=Text(fi="Severan API-avain puuttuu.", sv="API-nyckeln till Severa saknas.", en="Severa's API key is missing."),
    to_do=Text(
        fi="Anna avain: toiseen osoitteeseen tai tapaan vanha ei lähde mukaan.",
        sv="Ange nyckeln: till en annan adress eller ett annat sätt följer den gamla inte med.",
        en="Give the key: the old one does not go along to another address or way.",
    ),
)

SECRET_MISSING = Message(
    what=Text(
        fi="REST-tunnuksen salaisuus puuttuu.",
        sv="REST-klientens hemlighet saknas.",
        en="The REST client's secret is missing.",
    ),
    to_do=Text(
        fi="Anna salaisuus: toiseen osoitteeseen, tunnukseen tai tapaan vanha ei lähde mukaan.",
        sv="Ange hemligheten: till en annan adress eller klient eller ett annat sätt följer den gamla inte med.",
        en="Give the secret: the old one does not go along to another address, client or way.",
    ),
)

PACE_UNUSABLE = Message(
    what=Text(
        fi="Kutsujen tahti {pace} sekunnissa ei käy.",
        sv="Takten {pace} anrop i sekunden går inte.",
        en="{pace} requests a second is no usable pace.",
    ),
    to_do=Text(
        fi="Anna luku väliltä {least}–{most}.",
        sv="Ange ett tal mellan {least} och {most}.",
        en="Give a number from {least} to {most}.",
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
