"""What can go wrong over REST, in the words of what to do. Which refusal means which, ``refusals`` tells.

What goes wrong below REST (no connection, an HTTP status without a model) stands in ``severa/http_errors.py``.
"""

from severa_maestro.errors import ConfigurationError, ContractError, DataError, QuotaError, TransientError
from severa_maestro.severa.http_errors import ADDRESS_WRONG, REPLY_TOO_LARGE, REPLY_UNREADABLE
from severa_maestro.severa.meaning import Meaning, message
from severa_maestro.severa.setting_up_errors import CODE_MEANINGS, STATUS_REFUSED, STATUS_SWITCHED_OFF

_CONNECT = "severa-maestro company connect NAME --client-id ID --secret-file FILE"

CREDENTIALS_REFUSED = Meaning(
    ConfigurationError,
    "severa-credentials-refused",
    message(
        fi=(
            "Severa ei hyväksynyt REST-tunnusta (client_id) ja sen salaisuutta.",
            (
                "Tarkista Severasta, että tunnus on käytössä, ja tallenna tunnus ja salaisuus uudelleen kokonaisina: "
                + _CONNECT
                + "."
            ),
        ),
        sv=(
            "Severa godkände inte REST-klienten (client_id) och dess hemlighet.",
            (
                "Kontrollera i Severa att klienten är aktiv och spara klient-id och hemlighet på nytt i sin helhet: "
                + _CONNECT
                + "."
            ),
        ),
        en=(
            "Severa did not accept the REST client (client_id) and its secret.",
            "Check in Severa that the client is active, and save its id and its whole secret anew: " + _CONNECT + ".",
        ),
    ),
)

CREDENTIALS_UNUSABLE = Meaning(
    ConfigurationError,
    "severa-credentials-unusable",
    message(
        fi=(
            "REST-tunnus (client_id) tai sen salaisuus on tyhjä, tai siinä on merkkejä, jotka eivät kuulu siihen.",
            "Kopioi molemmat Severasta uudelleen ja tallenna ne: " + _CONNECT + ".",
        ),
        sv=(
            "REST-klientens id (client_id) eller hemlighet är tom eller innehåller tecken som inte hör dit.",
            "Kopiera båda på nytt från Severa och spara dem: " + _CONNECT + ".",
        ),
        en=(
            "The REST client's id (client_id) or secret is empty, or holds characters that do not belong to it.",
            "Copy both from Severa again and save them: " + _CONNECT + ".",
        ),
    ),
)

SCOPES_MISSING = Meaning(
    ConfigurationError,
    "severa-scopes-missing",
    message(
        fi=(
            "REST-tunnukselta puuttuu Severassa käyttöoikeuksia (scope): {scopes}.",
            "Lisää ne tunnukselle Severan REST API -asetuksissa. Tarvittavat: {needed}.",
        ),
        sv=(
            "REST-klienten saknar behörigheter (scope) i Severa: {scopes}.",
            "Lägg till dem för klienten i Severas REST API-inställningar. Behövs: {needed}.",
        ),
        en=(
            "The REST client lacks scopes in Severa: {scopes}.",
            "Add them to the client in Severa's REST API settings. Needed: {needed}.",
        ),
    ),
)

PERMISSION_DENIED = Meaning(
    ConfigurationError,
    "severa-permission-denied",
    message(
        fi=(
            "Severa ei salli REST-tunnukselle tätä: {route} ({said}).",
            "Tarkista Severasta REST-tunnuksen ja sen käyttäjän oikeudet.",
        ),
        sv=(
            "Severa tillåter inte REST-klienten detta: {route} ({said}).",
            "Kontrollera i Severa rättigheterna för REST-klienten och dess användare.",
        ),
        en=(
            "Severa does not allow the REST client this: {route} ({said}).",
            "Check in Severa the rights of the REST client and its user.",
        ),
    ),
)

FEATURE_MISSING = Meaning(
    ConfigurationError,
    "severa-feature-missing",
    message(
        fi=(
            "Yrityksen Severasta puuttuu lisäosa tai ominaisuus, jota {route} tarvitsee ({said}).",
            "Ota se käyttöön Severassa tai pyydä Severan tukea avaamaan se.",
        ),
        sv=(
            "Företagets Severa saknar ett tillägg eller en funktion som {route} behöver ({said}).",
            "Aktivera det i Severa eller be Severas support öppna det.",
        ),
        en=(
            "The company's Severa lacks an add-on or a feature that {route} needs ({said}).",
            "Activate it in Severa, or ask Severa's support to open it.",
        ),
    ),
)

ORGANISATION_CLOSED = Meaning(
    ConfigurationError,
    "severa-organisation-closed",
    message(
        fi=(
            "Yrityksen Severa ei ole käytössä ({said}).",
            "Tarkista Severan tilauksen tila Severan pääkäyttäjältä.",
        ),
        sv=(
            "Företagets Severa är inte i bruk ({said}).",
            "Kontrollera abonnemangets status med Severas administratör.",
        ),
        en=(
            "The company's Severa is not in use ({said}).",
            "Check the state of the subscription with Severa's administrator.",
        ),
    ),
)

REST_TERMS_NOT_APPROVED = Meaning(
    ConfigurationError,
    "severa-rest-terms-not-approved",
    message(
        fi=(
            "Severan käyttöehtoja ei ole hyväksytty, joten REST-rajapinta ei anna tietoja.",
            "Kirjaudu Severaan pääkäyttäjänä ja hyväksy käyttöehdot.",
        ),
        sv=(
            "Severas användarvillkor är inte godkända, så REST-gränssnittet lämnar inte ut uppgifter.",
            "Logga in i Severa som administratör och godkänn villkoren.",
        ),
        en=(
            "Severa's terms of service are not approved, so the REST API gives no data.",
            "Log in to Severa as an administrator and approve the terms.",
        ),
    ),
)

SEVERA_FAILED = Meaning(
    TransientError,
    "severa-failed",
    message(
        fi=(
            "Severassa tapahtui virhe ({route}: {said}).",
            "Siirto yrittää uudelleen seuraavassa ajossa. Jos vika jatkuu, ota yhteyttä Severan tukeen.",
        ),
        sv=(
            "Ett fel inträffade i Severa ({route}: {said}).",
            "Överföringen försöker igen vid nästa körning. Om felet kvarstår, kontakta Severas support.",
        ),
        en=(
            "Something failed in Severa ({route}: {said}).",
            "The next run tries again. If it goes on, contact Severa's support.",
        ),
    ),
)

PACE_EXCEEDED = Meaning(
    QuotaError,
    "severa-pace-exceeded",
    message(
        fi=(
            "Severa ottaa vastaan 10 pyyntöä sekunnissa koko yritykseltä, eikä vuoro tullut {minutes} minuutissa.",
            (
                "Jokin toinen ohjelma käyttää samaa kiintiötä. Siirto jatkaa seuraavassa ajossa. Hidasta toista "
                "ohjelmaa tai siirrä ajot eri aikaan."
            ),
        ),
        sv=(
            "Severa tar emot 10 anrop per sekund från hela företaget, och vår tur kom inte på {minutes} minuter.",
            (
                "Något annat program använder samma kvot. Överföringen fortsätter vid nästa körning. Bromsa det andra "
                "programmet eller kör vid olika tider."
            ),
        ),
        en=(
            "Severa takes 10 requests a second from the whole company, and ours had no turn for {minutes} minutes.",
            (
                "Some other program uses the same quota. The transfer goes on in the next run. Slow the other program "
                "down, or run them at different times."
            ),
        ),
    ),
)

REQUEST_REFUSED = Meaning(
    ContractError,
    "severa-request-refused",
    message(
        fi=(
            "Severa ei hyväksynyt pyyntöä {route}: ”{said}”.",
            "Ota yhteyttä tukeen: rajapinta toimii toisin kuin sen kuvaus.",
        ),
        sv=(
            "Severa godtog inte anropet {route}: ”{said}”.",
            "Kontakta supporten: gränssnittet fungerar annorlunda än dess beskrivning.",
        ),
        en=(
            "Severa did not take the request {route}: “{said}”.",
            "Contact support: the API works otherwise than its description says.",
        ),
    ),
)

REST_RECORD_REFUSED = Meaning(
    DataError,
    "severa-rest-record-refused",
    message(
        fi=(
            "Severa ei hyväksynyt tätä tietuetta ({route}): ”{said}”.",
            "Tarkista tietue Severassa.",
        ),
        sv=(
            "Severa godtog inte den här posten ({route}): ”{said}”.",
            "Kontrollera posten i Severa.",
        ),
        en=(
            "Severa did not take this record ({route}): “{said}”.",
            "Check the record in Severa.",
        ),
    ),
)

MARK_NOT_TAKEN = Meaning(
    DataError,
    "severa-mark-not-taken",
    message(
        fi=(
            "Severa vastasi muuttaneensa laskun tilan, mutta lasku on yhä tilassa ”{status}”.",
            "Tarkista lasku ja sen tilat Severassa. Siirto yrittää uudelleen seuraavassa ajossa.",
        ),
        sv=(
            "Severa svarade att fakturans status ändrats, men fakturan har ännu statusen ”{status}”.",
            "Kontrollera fakturan och dess statusar i Severa. Överföringen försöker igen vid nästa körning.",
        ),
        en=(
            "Severa answered that it changed the invoice's status, but the invoice still has “{status}”.",
            "Check the invoice and its statuses in Severa. The next run tries again.",
        ),
    ),
)

STATUS_NOT_THERE = Meaning(
    ConfigurationError,
    "severa-status-not-there",
    message(
        fi=(
            "Severassa ei ole käytössä laskun tilaa ”{status}”.",
            "Ota tila käyttöön Severassa tai vaihda se yrityksen asetuksiin: severa-maestro company change.",
        ),
        sv=(
            "Fakturastatusen ”{status}” är inte i bruk i Severa.",
            "Ta statusen i bruk i Severa eller byt den i företagets inställningar: severa-maestro company change.",
        ),
        en=(
            "The invoice status “{status}” is not in use in Severa.",
            "Switch it on in Severa, or change it in the company's settings: severa-maestro company change.",
        ),
    ),
)

IDS_NOT_CONVERTED = Meaning(
    DataError,
    "severa-ids-not-converted",
    message(
        fi=(
            "Severa ei muunna tunnisteita ({said}).",
            "Laskut tunnistetaan numerosarjan ja numeron perusteella.",
        ),
        sv=(
            "Severa omvandlar inte id:n ({said}).",
            "Fakturorna känns igen på nummerserie och nummer.",
        ),
        en=(
            "Severa converts no ids ({said}).",
            "Invoices are known by their number series and number.",
        ),
    ),
)

#: What Severa says of one route, and of no other.
OF_ONE_ROUTE = frozenset({PERMISSION_DENIED.code, FEATURE_MISSING.code, ADDRESS_WRONG.code})


PAGE_REPEATED = Meaning(
    ContractError,
    "severa-page-repeated",
    message(
        fi=(
            "Severa antoi saman sivun kahdesti ({route}), joten luettelon loppua ei löydy.",
            "Siirto yrittää uudelleen seuraavassa ajossa. Jos vika jatkuu, ota yhteyttä tukeen.",
        ),
        sv=(
            "Severa gav samma sida två gånger ({route}), så listans slut går inte att hitta.",
            "Överföringen försöker igen vid nästa körning. Om felet kvarstår, kontakta supporten.",
        ),
        en=(
            "Severa gave the same page twice ({route}), so the end of the list cannot be found.",
            "The next run tries again. If it goes on, contact support.",
        ),
    ),
)

#: What Severa says of one record, and perhaps of no other.
OF_ONE_RECORD = frozenset(
    {SEVERA_FAILED.code, PERMISSION_DENIED.code, PAGE_REPEATED.code, REPLY_UNREADABLE.code, REPLY_TOO_LARGE.code}
)

REST_MEANINGS = (
    CREDENTIALS_REFUSED,
    CREDENTIALS_UNUSABLE,
    SCOPES_MISSING,
    PERMISSION_DENIED,
    FEATURE_MISSING,
    ORGANISATION_CLOSED,
    REST_TERMS_NOT_APPROVED,
    SEVERA_FAILED,
    PACE_EXCEEDED,
    REQUEST_REFUSED,
    REST_RECORD_REFUSED,
    MARK_NOT_TAKEN,
    STATUS_NOT_THERE,
    IDS_NOT_CONVERTED,
    PAGE_REPEATED,
    STATUS_REFUSED,
    STATUS_SWITCHED_OFF,
    *CODE_MEANINGS,
)
