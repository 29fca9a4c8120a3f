"""A company's settings."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Asetukset", sv="Inställningar", en="Settings"),
    "general": Text(fi="Yritys", sv="Företag", en="Company"),
    "name": Text(fi="Nimi", sv="Namn", en="Name"),
    "language": Text(fi="Kieli", sv="Språk", en="Language"),
    "language_help": Text(
        fi="Kieli, jolla yritykselle kirjoitetaan, kuten laskun lokiin Severassa. Käyttäjät valitsevat omansa.",
        sv="Språket i det som skrivs för företaget, såsom i fakturans logg i Severa. Användarna väljer sitt eget.",
        en="The language of what is written for the company, such as in an invoice's log in Severa. Users choose their "
        "own.",
    ),
    "default_group": Text(fi="Pelkän numeron pääryhmä", sv="Huvudgrupp för enbart nummer", en="Group of bare numbers"),
    "default_group_help": Text(
        fi="Jos Severan koodi on pelkkä numero, kuten 1, se tarkoittaa tämän pääryhmän tuotetta: A/1. Tyhjä: pelkkä "
        "numero ei löydä tuotetta.",
        sv="Är Severas kod bara ett nummer, såsom 1, avser det produkten i den här huvudgruppen: A/1. Tomt: enbart "
        "ett nummer hittar ingen produkt.",
        en="Where Severa's code is a bare number such as 1, it means the product of this group: A/1. Empty: a bare "
        "number finds no product.",
    ),
    "writes_severa_log": Text(
        fi="Kirjaa siirrot laskun lokiin Severassa",
        sv="Anteckna överföringarna i fakturans logg i Severa",
        en="Write transfers into the invoice's log in Severa",
    ),
    "writes_severa_log_help": Text(
        fi="Yksi Severan kutsu lisää laskua kohti. REST-rajapinnan kautta lokiin ei voi kirjoittaa.",
        sv="Ett anrop till Severa mer per faktura. Via REST-gränssnittet går det inte att skriva i loggen.",
        en="One call to Severa more for each invoice. Over REST nothing can be written into the log.",
    ),
    "booked_until": Text(fi="Kirjanpito lukittu asti", sv="Bokföringen låst till och med", en="Books locked through"),
    "booked_until_help": Text(
        fi="Tähän päivään asti päivättyjen laskujen rivejä ei enää siirretä tuotteelta toiselle. Tyhjä: mitään ei ole "
        "lukittu.",
        sv="Rader på fakturor daterade till och med denna dag flyttas inte längre mellan produkter. Tomt: inget är låst.",
        en="Rows of invoices dated up to this day are moved from product to product no longer. Empty: nothing is locked.",
    ),
    "saved": Text(
        fi="Yrityksen asetukset on tallennettu.",
        sv="Företagets inställningar har sparats.",
        en="The company's settings have been saved.",
    ),
    "connection": Text(fi="Yhteys Severaan", sv="Anslutning till Severa", en="Connection to Severa"),
    "way": Text(fi="Rajapinta", sv="Gränssnitt", en="API"),
    "address": Text(fi="Osoite", sv="Adress", en="Address"),
    "client_id": Text(fi="REST-tunnus", sv="Klient-id", en="Client id"),
    "pace": Text(fi="Kutsuja sekunnissa", sv="Anrop i sekunden", en="Requests a second"),
    "key": Text(fi="Avain", sv="Nyckel", en="Key"),
    "key_kept": Text(
        fi="Tallennettu salattuna, ei näytetä", sv="Sparad krypterad, visas inte", en="Kept encrypted, never shown"
    ),
    "change_connection": Text(
        fi="Muuta yhteyttä tai vaihda avain",
        sv="Ändra anslutningen eller byt nyckel",
        en="Change the connection or the key",
    ),
    "make_connection": Text(fi="Tee yhteys", sv="Gör anslutningen", en="Make the connection"),
    "statuses": Text(fi="Tilat Severassa", sv="Statusar i Severa", en="Statuses in Severa"),
    "waiting_status": Text(fi="Odottaa siirtoa", sv="Väntar på överföring", en="Waiting"),
    "transferred_status": Text(fi="Siirretty", sv="Överförd", en="Transferred"),
    "none": Text(fi="ei valittu", sv="inte vald", en="not chosen"),
    "change_statuses": Text(fi="Vaihda tilat", sv="Byt statusar", en="Change the statuses"),
    "schedule": Text(fi="Ajastus", sv="Schema", en="Schedule"),
    "runs": Text(fi="Ajot", sv="Körningar", en="Runs"),
    "every": Text(fi="{minutes} minuutin välein", sv="var {minutes}:e minut", en="every {minutes} minutes"),
    "not_started": Text(fi="Ei aloitettu", sv="Inte startat", en="Not started"),
    "change_schedule": Text(fi="Muuta ajastusta", sv="Ändra schemat", en="Change the schedule"),
    "remove": Text(fi="Poista yritys", sv="Ta bort företaget", en="Remove the company"),
    "remove_what": Text(
        fi="Yrityksen voi poistaa, kun siitä ei ole siirretty yhtään laskua. Samalla poistuvat yhteys, tuotteet, "
        "koodikartta ja loki. Muutosloki säilyy.",
        sv="Ett företag kan tas bort så länge ingen faktura har förts över. Då försvinner också anslutningen, "
        "produkterna, kodkartan och loggen. Ändringsloggen bevaras.",
        en="A company can be removed as long as no invoice of it has gone over. Its connection, products, code map and "
        "log go with it. The audit log stays.",
    ),
    "not_removable": Text(
        fi="Tätä yritystä ei voi poistaa: sen laskuja on Maestrossa {count}.",
        sv="Det här företaget kan inte tas bort: {count} av dess fakturor finns i Maestro.",
        en="This company cannot be removed: invoices of it in Maestro: {count}.",
    ),
    "typed_name": Text(
        fi="Vahvista kirjoittamalla yrityksen nimi",
        sv="Bekräfta genom att skriva företagets namn",
        en="Type the company's name to confirm",
    ),
    "removed": Text(fi="{name} on poistettu.", sv="{name} har tagits bort.", en="{name} has been removed."),
}
