"""What can go wrong on the way to Severa, below SOAP and REST: the table of transport errors and HTTP statuses."""

from severa_maestro.errors import ConfigurationError, ContractError, TransientError
from severa_maestro.severa.meaning import Meaning, message


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
            "Palvelimen {host} varmennetta ei voitu todentaa, joten avainta ei lähetetty.",
            "Tarkista Severan osoite ja koneen kello sekä se, avaako palomuuri tai välityspalvelin salatun liikenteen.",
        ),
        sv=(
            "Certifikatet för {host} kunde inte verifieras, så nyckeln skickades inte.",
            "Kontrollera Severas adress och datorns klocka, och om en brandvägg eller proxy öppnar krypterad trafik.",
        ),
        en=(
            "The certificate of {host} could not be verified, so the key was not sent.",
            "Check Severa's address, this machine's clock, and whether a firewall or proxy opens encrypted traffic.",
        ),
    ),
)

ADDRESS_UNUSABLE = Meaning(
    ConfigurationError,
    "severa-address-unusable",
    message(
        fi=(
            "Severan osoite ei kelpaa: sen pitää alkaa https:// (http:// käy vain tämän koneen osoitteelle).",
            "Korjaa yrityksen Severa-yhteyden osoite.",
        ),
        sv=(
            "Severas adress kan inte användas: den ska börja med https:// (http:// går bara till den egna datorn).",
            "Rätta adressen i företagets anslutning till Severa.",
        ),
        en=(
            "Severa's address cannot be used: it must begin with https:// (http:// only for this machine itself).",
            "Correct the address in the company's connection to Severa.",
        ),
    ),
)

ADDRESS_WRONG = Meaning(
    ConfigurationError,
    "severa-address-wrong",
    message(
        fi=(
            "Osoitteessa {host} ei ole Severan rajapintaa (HTTP {status}).",
            "Tarkista yrityksen Severa-yhteyden osoite.",
        ),
        sv=(
            "På adressen {host} finns inte Severas gränssnitt (HTTP {status}).",
            "Kontrollera adressen i företagets anslutning till Severa.",
        ),
        en=(
            "Severa's API is not at {host} (HTTP {status}).",
            "Check the address in the company's connection to Severa.",
        ),
    ),
)

ADDRESS_REFUSED = Meaning(
    ConfigurationError,
    "severa-address-refused",
    message(
        fi=(
            "Palvelin {host} ei päästänyt Severan rajapintaan asti (HTTP {status}).",
            "Tarkista yrityksen Severa-yhteyden osoite sekä palomuurin ja välityspalvelimen asetukset.",
        ),
        sv=(
            "Servern {host} släppte inte fram till Severas gränssnitt (HTTP {status}).",
            "Kontrollera adressen i företagets anslutning till Severa samt brandväggens och proxyns inställningar.",
        ),
        en=(
            "The server {host} did not let us through to Severa's API (HTTP {status}).",
            "Check the address in the company's connection to Severa, and the settings of firewall and proxy.",
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
    if 300 <= status < 400 or status in (404, 405, 410):
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
    ADDRESS_UNUSABLE,
    ADDRESS_WRONG,
    ADDRESS_REFUSED,
    BUSY,
    STATUS_UNEXPECTED,
)
