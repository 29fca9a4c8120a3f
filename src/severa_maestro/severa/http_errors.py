"""What can go wrong on the way to Severa, below SOAP and REST: the table of transport errors and HTTP statuses."""

from severa_maestro.errors import ConfigurationError, ContractError, TransientError
from severa_maestro.severa.meaning import Meaning, message

#: How an address is corrected, the same in every language.
_CONNECT = "severa-maestro company connect NAME --soap-url URL / --rest-url URL"


class ReplyTooLargeError(ContractError):
    """The reply is larger than what was allowed for it: its caller can ask for less."""


UNREACHABLE = Meaning(
    TransientError,
    "severa-unreachable",
    message(
        fi=(
            "Severaan ({host}) ei saatu yhteyttä.",
            "Siirto yrittää uudelleen seuraavassa ajossa. Jos vika jatkuu, tarkista verkkoyhteys ja Severan osoite.",
        ),
        sv=(
            "Det gick inte att få kontakt med Severa ({host}).",
            "Överföringen försöker igen vid nästa körning. Om felet kvarstår, kontrollera nätet och Severas adress.",
        ),
        en=(
            "Severa ({host}) could not be reached.",
            "The next run tries again. If it goes on, check the network and Severa's address.",
        ),
    ),
)

TIMED_OUT = Meaning(
    TransientError,
    "severa-timed-out",
    message(
        fi=(
            "Severa ({host}) ei vastannut määräajassa.",
            "Siirto yrittää uudelleen seuraavassa ajossa.",
        ),
        sv=(
            "Severa ({host}) svarade inte inom utsatt tid.",
            "Överföringen försöker igen vid nästa körning.",
        ),
        en=(
            "Severa ({host}) did not answer in time.",
            "The next run tries again.",
        ),
    ),
)

REPLY_CUT = Meaning(
    TransientError,
    "severa-reply-cut",
    message(
        fi=(
            "Yhteys Severaan ({host}) katkesi kesken vastauksen.",
            "Siirto yrittää uudelleen seuraavassa ajossa.",
        ),
        sv=(
            "Förbindelsen till Severa ({host}) bröts mitt i svaret.",
            "Överföringen försöker igen vid nästa körning.",
        ),
        en=(
            "The connection to Severa ({host}) broke in the middle of its reply.",
            "The next run tries again.",
        ),
    ),
)

REPLY_TOO_LARGE = Meaning(
    ReplyTooLargeError,
    "severa-reply-too-large",
    message(
        fi=(
            "Severan ({host}) vastaus on suurempi kuin sallittu {limit} tavua.",
            "Ota yhteyttä tukeen.",
        ),
        sv=(
            "Svaret från Severa ({host}) är större än de tillåtna {limit} byte.",
            "Kontakta supporten.",
        ),
        en=(
            "The reply of Severa ({host}) is larger than the {limit} bytes that are allowed.",
            "Contact support.",
        ),
    ),
)

REPLY_UNREADABLE = Meaning(
    ContractError,
    "severa-reply-unreadable",
    message(
        fi=(
            "Osoitteesta {host} tuli vastaus, joka ei ole Severan rajapinnan vastaus ({reason}).",
            "Tarkista Severan osoite. Jos se on oikein, yritä myöhemmin uudelleen ja ota tarvittaessa yhteyttä tukeen.",
        ),
        sv=(
            "Svaret från {host} är inte ett svar från Severas gränssnitt ({reason}).",
            "Kontrollera Severas adress. Om den är rätt, försök igen senare och kontakta supporten vid behov.",
        ),
        en=(
            "What {host} answered is not an answer of Severa's API ({reason}).",
            "Check Severa's address. If it is right, try again later, and contact support if that does not help.",
        ),
    ),
)

CERTIFICATE_REFUSED = Meaning(
    ConfigurationError,
    "severa-certificate-refused",
    message(
        fi=(
            "Palvelimen {host} varmennetta ei voitu todentaa, joten avainta tai salaisuutta ei lähetetty.",
            "Tarkista Severan osoite ja koneen kello sekä se, avaako palomuuri tai välityspalvelin salatun liikenteen.",
        ),
        sv=(
            "Certifikatet för {host} kunde inte verifieras, så ingen nyckel eller hemlighet skickades.",
            "Kontrollera Severas adress och datorns klocka, och om en brandvägg eller proxy öppnar krypterad trafik.",
        ),
        en=(
            "The certificate of {host} could not be verified, so no key or secret was sent.",
            "Check Severa's address, this machine's clock, and whether a firewall or proxy opens encrypted traffic.",
        ),
    ),
)

TLS_FAILED = Meaning(
    ConfigurationError,
    "severa-tls-failed",
    message(
        fi=(
            "Yhteyttä palvelimeen {host} ei saatu salattua, joten avainta tai salaisuutta ei lähetetty.",
            "Tarkista osoite: https:// vai http://, ja portti. Korjaa se komennolla " + _CONNECT + ".",
        ),
        sv=(
            "Förbindelsen till {host} kunde inte krypteras, så ingen nyckel eller hemlighet skickades.",
            "Kontrollera adressen: https:// eller http://, och porten. Rätta den med " + _CONNECT + ".",
        ),
        en=(
            "The connection to {host} could not be encrypted, so no key or secret was sent.",
            "Check the address: https:// or http://, and the port. Correct it with " + _CONNECT + ".",
        ),
    ),
)

ADDRESS_UNUSABLE = Meaning(
    ConfigurationError,
    "severa-address-unusable",
    message(
        fi=(
            "Severan osoite ei kelpaa: sen pitää alkaa https:// (http:// käy vain tämän koneen osoitteelle).",
            "Anna oikea osoite valitsimella --soap-url tai --rest-url; lisätylle yritykselle: " + _CONNECT + ".",
        ),
        sv=(
            "Severas adress kan inte användas: den ska börja med https:// (http:// går bara till den egna datorn).",
            "Ange rätt adress med --soap-url eller --rest-url; för ett tillagt företag: " + _CONNECT + ".",
        ),
        en=(
            "Severa's address cannot be used: it must begin with https:// (http:// only for this machine itself).",
            "Give the right one with --soap-url or --rest-url; for a company that is there already: " + _CONNECT + ".",
        ),
    ),
)

PORT_UNUSABLE = Meaning(
    ConfigurationError,
    "severa-port-unusable",
    message(
        fi=(
            "Severan osoite ei kelpaa: portin pitää olla luku 1–65535.",
            "Anna oikea osoite valitsimella --soap-url tai --rest-url; lisätylle yritykselle: " + _CONNECT + ".",
        ),
        sv=(
            "Severas adress kan inte användas: porten ska vara ett tal 1–65535.",
            "Ange rätt adress med --soap-url eller --rest-url; för ett tillagt företag: " + _CONNECT + ".",
        ),
        en=(
            "Severa's address cannot be used: its port must be a number from 1 to 65535.",
            "Give the right one with --soap-url or --rest-url; for a company that is there already: " + _CONNECT + ".",
        ),
    ),
)

ADDRESS_WRONG = Meaning(
    ConfigurationError,
    "severa-address-wrong",
    message(
        fi=(
            "Osoitteessa {host} ei ole Severan rajapintaa (HTTP {status}).",
            "Tarkista yrityksen Severa-yhteyden osoite ja korjaa se: " + _CONNECT + ".",
        ),
        sv=(
            "På adressen {host} finns inte Severas gränssnitt (HTTP {status}).",
            "Kontrollera adressen i företagets anslutning till Severa och rätta den: " + _CONNECT + ".",
        ),
        en=(
            "Severa's API is not at {host} (HTTP {status}).",
            "Check the address in the company's connection to Severa, and correct it: " + _CONNECT + ".",
        ),
    ),
)

ADDRESS_REFUSED = Meaning(
    ConfigurationError,
    "severa-address-refused",
    message(
        fi=(
            "Palvelin {host} ei päästänyt Severan rajapintaan asti (HTTP {status}).",
            "Tarkista palomuurin ja välityspalvelimen asetukset sekä Severan osoite; sen korjaa " + _CONNECT + ".",
        ),
        sv=(
            "Servern {host} släppte inte fram till Severas gränssnitt (HTTP {status}).",
            "Kontrollera brandväggens och proxyns inställningar samt Severas adress; den rättas med " + _CONNECT + ".",
        ),
        en=(
            "The server {host} did not let us through to Severa's API (HTTP {status}).",
            "Check the settings of firewall and proxy, and Severa's address; to correct it: " + _CONNECT + ".",
        ),
    ),
)

BUSY = Meaning(
    TransientError,
    "severa-busy",
    message(
        fi=(
            "Severa ({host}) on ruuhkautunut tai tilapäisesti poissa käytöstä (HTTP {status}).",
            "Siirto yrittää uudelleen seuraavassa ajossa.",
        ),
        sv=(
            "Severa ({host}) är överbelastad eller tillfälligt otillgänglig (HTTP {status}).",
            "Överföringen försöker igen vid nästa körning.",
        ),
        en=(
            "Severa ({host}) is overloaded or out of service for now (HTTP {status}).",
            "The next run tries again.",
        ),
    ),
)

STATUS_UNEXPECTED = Meaning(
    ContractError,
    "severa-http-status-unexpected",
    message(
        fi=(
            "Severa ({host}) vastasi odottamattomalla tilakoodilla HTTP {status}.",
            "Yritä myöhemmin uudelleen ja ota tarvittaessa yhteyttä tukeen.",
        ),
        sv=(
            "Severa ({host}) svarade med den oväntade statuskoden HTTP {status}.",
            "Försök igen senare och kontakta supporten vid behov.",
        ),
        en=(
            "Severa ({host}) answered with an unexpected status: HTTP {status}.",
            "Try again later, and contact support if that does not help.",
        ),
    ),
)


def meaning_of_status(status: int) -> Meaning:
    """What an HTTP status says by itself, where the reply's body says nothing that we know."""
    if 300 <= status < 400 or status in (404, 405, 410, 501, 505):
        return ADDRESS_WRONG
    if status in (401, 403, 407):
        return ADDRESS_REFUSED
    if status in (408, 429) or status >= 500:
        return BUSY
    return STATUS_UNEXPECTED


HTTP_MEANINGS = (
    UNREACHABLE,
    TIMED_OUT,
    REPLY_CUT,
    REPLY_TOO_LARGE,
    REPLY_UNREADABLE,
    CERTIFICATE_REFUSED,
    TLS_FAILED,
    ADDRESS_UNUSABLE,
    PORT_UNUSABLE,
    ADDRESS_WRONG,
    ADDRESS_REFUSED,
    BUSY,
    STATUS_UNEXPECTED,
)
