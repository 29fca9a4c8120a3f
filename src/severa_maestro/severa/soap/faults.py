"""What Severa's SOAP faults mean: the table from fault and operation to an error of the tree.

What goes wrong below SOAP (no connection, an HTTP status without a fault) stands in ``severa/http_errors.py``.
The kinds of faults are those of the contract, and two that Severa sends without declaring them: the quota's
(support article 77000464247) and that the terms of service are not approved.
"""

from severa_maestro.errors import ConfigurationError, ContractError, DataError, QuotaError, TransientError
from severa_maestro.language import Message, Text
from severa_maestro.severa.meaning import Meaning, message
from severa_maestro.severa.record_errors import INVOICE_NOT_FOUND, RECORD_UNREADABLE
from severa_maestro.severa.setting_up_errors import CODE_MEANINGS, ITEM_GONE, STATUS_BY_HAND
from severa_maestro.severa.soap.envelope import Fault
from severa_maestro.severa.soap.operations import Operation, Right, Subject

KEY_REFUSED = Meaning(
    ConfigurationError,
    "severa-key-refused",
    message(
        fi=(
            "Severa ei hyväksynyt API-avainta.",
            (
                "Tarkista Severasta, että API-lisäosa on käytössä ja että avaimen käyttäjälle on sallittu SOAP API. "
                "Tallenna sitten avain uudelleen kokonaisena tai luo Severassa uusi."
            ),
        ),
        sv=(
            "Severa godkände inte API-nyckeln.",
            (
                "Kontrollera i Severa att API-tillägget är aktivt och att nyckelns användare får använda SOAP API. "
                "Spara sedan hela nyckeln på nytt eller skapa en ny i Severa."
            ),
        ),
        en=(
            "Severa did not accept the API key.",
            (
                "Check in Severa that the API add-on is active and that the key's user is allowed the SOAP API. "
                "Then save the whole key anew, or make a new one in Severa."
            ),
        ),
    ),
)

KEY_UNUSABLE = Meaning(
    ConfigurationError,
    "severa-key-unusable",
    message(
        fi=(
            "API-avain on tyhjä tai siinä on merkkejä, jotka eivät kuulu avaimeen.",
            "Kopioi avain Severasta uudelleen ja tallenna se yrityksen Severa-yhteyteen.",
        ),
        sv=(
            "API-nyckeln är tom eller innehåller tecken som inte hör till en nyckel.",
            "Kopiera nyckeln på nytt från Severa och spara den i företagets anslutning till Severa.",
        ),
        en=(
            "The API key is empty, or holds characters that do not belong to a key.",
            "Copy the key from Severa again and save it in the company's connection to Severa.",
        ),
    ),
)

TERMS_NOT_APPROVED = Meaning(
    ConfigurationError,
    "severa-terms-not-approved",
    message(
        fi=(
            "Severan käyttöehtoja ei ole hyväksytty, joten Severa ei anna tietoja.",
            "Kirjaudu Severaan API-avaimen käyttäjänä tai pääkäyttäjänä ja hyväksy käyttöehdot.",
        ),
        sv=(
            "Severas användarvillkor är inte godkända, så Severa lämnar inte ut uppgifter.",
            "Logga in i Severa som API-nyckelns användare eller som administratör och godkänn villkoren.",
        ),
        en=(
            "Severa's terms of service are not approved, so Severa gives no data.",
            "Log in to Severa as the API key's user or as an administrator and approve the terms.",
        ),
    ),
)

QUOTA_USED_UP = Meaning(
    QuotaError,
    "severa-quota-used-up",
    message(
        fi=(
            "Severan rajapintakutsujen vuorokausikiintiö on käytetty loppuun.",
            "Siirto jatkuu itsestään, kun kiintiö nollautuu yöllä (klo 2, kesäaikana klo 3).",
        ),
        sv=(
            "Dygnskvoten för anrop till Severas gränssnitt är förbrukad.",
            "Överföringen fortsätter av sig själv när kvoten nollställs på natten (kl. 2, under sommartid kl. 3).",
        ),
        en=(
            "The day's quota of calls to Severa's API is used up.",
            "The transfer goes on by itself when the quota starts anew at night (Finland: at 2, in summer at 3).",
        ),
    ),
)

GENERAL_FAILURE = Meaning(
    TransientError,
    "severa-general-failure",
    message(
        fi=(
            "Severa ei pystynyt vastaamaan kutsuun {operation}: ”{said}”.",
            "Siirto yrittää uudelleen seuraavassa ajossa. Jos vika jatkuu, ota yhteyttä Severan tukeen.",
        ),
        sv=(
            "Severa kunde inte besvara anropet {operation}: ”{said}”.",
            "Överföringen försöker igen vid nästa körning. Om felet kvarstår, kontakta Severas support.",
        ),
        en=(
            "Severa could not answer the call {operation}: “{said}”.",
            "The next run tries again. If it goes on, contact Severa's support.",
        ),
    ),
)

RECORD_REFUSED = Meaning(
    DataError,
    "severa-record-refused",
    message(
        fi=(
            "Severa ei pystynyt käsittelemään tätä tietoa ({operation}): ”{said}”.",
            "Avaa se Severassa ja tarkista, että sen voi avata ja tallentaa. Jos se onnistuu, yritä uudelleen.",
        ),
        sv=(
            "Severa kunde inte behandla denna post ({operation}): ”{said}”.",
            "Öppna den i Severa och kontrollera att den går att öppna och spara. Om det går, försök igen.",
        ),
        en=(
            "Severa could not handle this record ({operation}): “{said}”.",
            "Open it in Severa and check that it can be opened and saved. If so, try again.",
        ),
    ),
)

VALUES_REFUSED = Meaning(
    DataError,
    "severa-values-refused",
    message(
        fi=(
            "Severa ei hyväksynyt lähetettyjä tietoja ({operation}): ”{said}”.",
            "Korjaa tieto Severassa ja yritä uudelleen.",
        ),
        sv=(
            "Severa godkände inte de uppgifter som skickades ({operation}): ”{said}”.",
            "Rätta uppgiften i Severa och försök igen.",
        ),
        en=(
            "Severa did not accept what was sent ({operation}): “{said}”.",
            "Correct it in Severa and try again.",
        ),
    ),
)

FAULT_UNKNOWN = Meaning(
    ContractError,
    "severa-fault-unknown",
    message(
        fi=(
            "Severa vastasi kutsuun {operation} tuntemattomalla virheellä: ”{said}”.",
            "Yritä myöhemmin uudelleen. Jos vika jatkuu, ota yhteyttä tukeen.",
        ),
        sv=(
            "Severa besvarade anropet {operation} med ett okänt fel: ”{said}”.",
            "Försök igen senare. Om felet kvarstår, kontakta supporten.",
        ),
        en=(
            "Severa answered the call {operation} with an unknown error: “{said}”.",
            "Try again later. If it goes on, contact support.",
        ),
    ),
)

TOO_MANY_AT_ONCE = Meaning(
    ContractError,
    "severa-too-many-at-once",
    message(
        fi=(
            "Tilassa ”{status}” on yhden minuutin ajalta ({minute}) enemmän laskuja kuin yhteen vastaukseen mahtuu.",
            "Siirrä osa laskuista Severassa toiseen tilaan ja palauta ne myöhemmin takaisin.",
        ),
        sv=(
            "I statusen ”{status}” finns fler fakturor från en och samma minut ({minute}) än vad som ryms i ett svar.",
            "Flytta en del av fakturorna i Severa till en annan status och tillbaka senare.",
        ),
        en=(
            "The status “{status}” holds more invoices of one minute ({minute}) than one reply may carry.",
            "Move some of them to another status in Severa, and back later.",
        ),
    ),
)

ITEM_UNWRITABLE = Meaning(
    DataError,
    "severa-item-unwritable",
    message(
        fi=(
            "”{name}”: tiedoissa on näkymättömiä merkkejä, joita Severan rajapinta ei ota takaisin vastaan.",
            "Avaa se Severassa, kirjoita sen kuvaus uudelleen ja tallenna. Yritä sitten uudelleen.",
        ),
        sv=(
            "”{name}”: uppgifterna innehåller osynliga tecken som Severas gränssnitt inte tar tillbaka.",
            "Öppna den i Severa, skriv dess beskrivning på nytt och spara. Försök sedan igen.",
        ),
        en=(
            "“{name}”: its texts hold invisible characters that Severa's API does not take back.",
            "Open it in Severa, type its description anew and save it. Then try again.",
        ),
    ),
)

#: The rights as the interface's article names them (Severa's support article 77000465200).
RIGHT_NAMES = {
    Right.CUSTOMERS: Text(fi="Asiakkaat", sv="Kunder", en="Customers"),
    Right.PROJECTS: Text(fi="Työt", sv="Projekt", en="Projects"),
    Right.USERS: Text(fi="Käyttäjät", sv="Användare", en="Users"),
}


def _right_missing(right: Text) -> Message:
    return message(
        fi=(
            f"API-avaimen käyttäjältä puuttuu Severassa oikeus: {right.fi} → Kaikki.",
            "Anna käyttäjälle Severassa oikeudet Asiakkaat, Työt ja Käyttäjät → Kaikki.",
        ),
        sv=(
            f"API-nyckelns användare saknar en rättighet i Severa: {right.sv} → Alla.",
            "Ge användaren rättigheterna Kunder, Projekt och Användare → Alla i Severa.",
        ),
        en=(
            f"The API key's user lacks a right in Severa: {right.en} → All.",
            "Give the user the rights Customers, Projects and Users → All in Severa.",
        ),
    )


_RIGHT_TO_REGISTERS_MISSING = message(
    fi=(
        "API-avaimen käyttäjä ei saa muuttaa Severan rekistereitä.",
        "Anna käyttäjälle Severassa pääkäyttäjän oikeudet tai kirjoita koodi itse Severaan.",
    ),
    sv=(
        "API-nyckelns användare får inte ändra Severas register.",
        "Ge användaren administratörens rättigheter i Severa eller skriv koden själv i Severa.",
    ),
    en=(
        "The API key's user may not change Severa's registers.",
        "Give the user an administrator's rights in Severa, or type the code in Severa yourself.",
    ),
)

_RIGHT_MESSAGES = {right: _right_missing(name) for right, name in RIGHT_NAMES.items()} | {
    Right.REGISTERS: _RIGHT_TO_REGISTERS_MISSING
}

RIGHT_MISSING = {
    right: Meaning(ConfigurationError, "severa-right-missing", text) for right, text in _RIGHT_MESSAGES.items()
}

#: Faults that mean the same for every operation, by their kind in small letters.
_ALWAYS = {
    "authenticationfailure": KEY_REFUSED,
    "failedauthentication": KEY_REFUSED,
    "tosnotapproved": TERMS_NOT_APPROVED,
    "quotalimitexceeded": QUOTA_USED_UP,
    "validation": VALUES_REFUSED,
    # .NET's own, when the service itself fails or has too much to do.
    "internalservicefault": GENERAL_FAILURE,
    "servertoobusy": GENERAL_FAILURE,
}

#: What a fault without a known kind says in words. Calls that declare no faults tell a wrong key only so.
_IN_WORDS = {
    "access denied": KEY_REFUSED,
    "quota limit": QUOTA_USED_UP,
}

#: What "not found" means. None: there is nothing, which is an answer and no error. Of lists too:
#: whether an empty one comes as such, as nil or as "not found" differs by method (support article 77000464622).
_NOT_FOUND = {
    Subject.REGISTER: None,
    Subject.RECORD: None,
    Subject.INVOICE: INVOICE_NOT_FOUND,
    Subject.ITEM: ITEM_GONE,
}

#: "Any other fault" (the contract's words). On one record it is this record: a malformed guid gives it, and trying
#: again would not help. On a list no record is to blame, and the same call may well go through the next time.
_GENERAL_FAILURE = {
    Subject.REGISTER: GENERAL_FAILURE,
    Subject.RECORD: RECORD_REFUSED,
    Subject.INVOICE: RECORD_REFUSED,
    Subject.ITEM: RECORD_REFUSED,
}


def meaning_of_fault(fault: Fault, operation: Operation) -> Meaning | None:
    """What a fault of an operation means; None where it says that there is nothing."""
    for name in fault.names:
        match name:
            case "notfound":
                return _NOT_FOUND[operation.subject]
            case "generalfailure":
                return _GENERAL_FAILURE[operation.subject]
            case "nopermission":
                return RIGHT_MISSING[operation.right]
            case _ if name in _ALWAYS:
                return _ALWAYS[name]
    said = fault.text.casefold()
    return next((meaning for words, meaning in _IN_WORDS.items() if words in said), FAULT_UNKNOWN)


SOAP_MEANINGS = (
    KEY_REFUSED,
    KEY_UNUSABLE,
    TERMS_NOT_APPROVED,
    *RIGHT_MISSING.values(),
    QUOTA_USED_UP,
    GENERAL_FAILURE,
    RECORD_REFUSED,
    VALUES_REFUSED,
    INVOICE_NOT_FOUND,
    FAULT_UNKNOWN,
    RECORD_UNREADABLE,
    TOO_MANY_AT_ONCE,
    ITEM_UNWRITABLE,
    STATUS_BY_HAND,
    *CODE_MEANINGS,
)
