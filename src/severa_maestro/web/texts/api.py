"""What the API says when it refuses: what kind of problem it is, and what to do."""

from severa_maestro.language import Text

TEXTS = {
    "not-authenticated": Text(
        fi="Tunnus puuttuu tai ei kelpaa", sv="Token saknas eller är ogiltig", en="No good token"
    ),
    "not-authenticated_to_do": Text(
        fi="Lähetä otsake Authorization: Bearer ja voimassa oleva tunnus. Yrityksen pääkäyttäjä luo sen sivulla API.",
        sv="Sänd huvudet Authorization: Bearer och en giltig token. Företagets administratör skapar den på sidan API.",
        en="Send the header Authorization: Bearer and a token that is good. An admin of the company makes one on the "
        "page API.",
    ),
    "too-many-refusals": Text(fi="Liian monta hylkäystä", sv="För många avslag", en="Too many refusals"),
    "too-many-refusals_to_do": Text(
        fi="Tästä osoitteesta on kysytty monta kertaa ilman kelpaavaa tunnusta. Korjaa tunnus ja odota minuutti.",
        sv="Från den här adressen har det frågats många gånger utan giltig token. Rätta din token och vänta en minut.",
        en="This address has asked many times without a good token. Fix the token, and wait a minute.",
    ),
    "token-only-reads": Text(fi="Tunnus vain lukee", sv="Token kan bara läsa", en="The token may only read"),
    "token-only-reads_to_do": Text(
        fi="Tähän tarvitaan tunnus, jolla on oikeus toimia.",
        sv="Det här kräver en token som får agera.",
        en="This needs a token with the right to act.",
    ),
    "not-found": Text(fi="Ei löydy", sv="Hittas inte", en="Not found"),
    "not-found_to_do": Text(
        fi="Osoite on väärä, tai tunnus on toisen yrityksen.",
        sv="Adressen är fel, eller så hör token till ett annat företag.",
        en="The address is wrong, or the token is another company's.",
    ),
    "method-not-allowed": Text(fi="Väärä metodi", sv="Fel metod", en="Wrong method"),
    "method-not-allowed_to_do": Text(
        fi="Otsake Allow kertoo, mitä tässä osoitteessa voi tehdä.",
        sv="Huvudet Allow anger vad som kan göras på den här adressen.",
        en="The header Allow says what can be done at this address.",
    ),
    "not-valid": Text(
        fi="Pyyntö ei ole rajapintakuvauksen mukainen",
        sv="Begäran följer inte API-beskrivningen",
        en="Not as the contract says",
    ),
    "not-valid_to_do": Text(
        fi="Korjaa kohdat, jotka errors luettelee. Rajapintakuvaus on osoitteessa /api/v1/openapi.json.",
        sv="Rätta det som errors räknar upp. API-beskrivningen finns på /api/v1/openapi.json.",
        en="Fix what errors lists. The contract is at /api/v1/openapi.json.",
    ),
    "flaw_unknown": Text(
        fi="Tällaista parametria tai kenttää ei ole.",
        sv="Det finns ingen sådan parameter eller uppgift.",
        en="There is no such parameter or member.",
    ),
    "flaw_missing": Text(fi="Pakollinen tieto puuttuu.", sv="En obligatorisk uppgift saknas.", en="It is missing."),
    "flaw_text": Text(fi="Arvon pitää olla tekstiä.", sv="Värdet ska vara text.", en="It must be a text."),
    "flaw_truth": Text(
        fi="Arvon pitää olla true tai false.", sv="Värdet ska vara true eller false.", en="It must be true or false."
    ),
    "flaw_whole_number": Text(
        fi="Arvon pitää olla kokonaisluku, esimerkiksi 25.",
        sv="Värdet ska vara ett heltal, till exempel 25.",
        en="It must be a whole number, such as 25.",
    ),
    "flaw_amount": Text(
        fi="Arvon pitää olla luku, jonka desimaalierotin on piste, esimerkiksi 1234.50.",
        sv="Värdet ska vara ett tal med punkt som decimaltecken, till exempel 1234.50.",
        en="It must be a number with a point before its decimals, such as 1234.50.",
    ),
    "flaw_day": Text(
        fi="Arvon pitää olla päivä, esimerkiksi 2026-11-22.",
        sv="Värdet ska vara ett datum, till exempel 2026-11-22.",
        en="It must be a day, such as 2026-11-22.",
    ),
    "flaw_moment": Text(
        fi="Arvon pitää olla ajanhetki aikavyöhykkeineen, esimerkiksi 2026-11-22T10:00:00Z.",
        sv="Värdet ska vara en tidpunkt med tidszon, till exempel 2026-11-22T10:00:00Z.",
        en="It must be a moment with its time zone, such as 2026-11-22T10:00:00Z.",
    ),
    "flaw_year": Text(
        fi="Vuoden pitää olla välillä {first}–{last}.",
        sv="Året ska vara {first}–{last}.",
        en="The year must be from {first} to {last}.",
    ),
    "flaw_too_short": Text(
        fi="Teksti on liian lyhyt: vähimmäispituus on {min_length}.",
        sv="Texten är för kort: minsta längd är {min_length}.",
        en="The text is too short: it needs at least {min_length}.",
    ),
    "flaw_too_long": Text(
        fi="Teksti on liian pitkä: enimmäispituus on {max_length}.",
        sv="Texten är för lång: största längd är {max_length}.",
        en="The text is too long: it may have at most {max_length}.",
    ),
    "flaw_too_small": Text(
        fi="Arvon pitää olla vähintään {ge}.", sv="Värdet ska vara minst {ge}.", en="It must be at least {ge}."
    ),
    "flaw_too_large": Text(
        fi="Arvo saa olla enintään {le}.", sv="Värdet får vara högst {le}.", en="It must be at most {le}."
    ),
    "flaw_choice": Text(
        fi="Arvon pitää olla jokin näistä: {expected}.",
        sv="Värdet ska vara något av dessa: {expected}.",
        en="It must be one of these: {expected}.",
    ),
    "flaw_form": Text(
        fi="Arvossa on merkkejä, joita siinä ei saa olla, tai se on tyhjä.",
        sv="Värdet har tecken som inte är tillåtna, eller är tomt.",
        en="It has characters that it may not have, or it is empty.",
    ),
    "flaw_object": Text(
        fi="Sisällön pitää olla JSON-olio.", sv="Innehållet ska vara ett JSON-objekt.", en="It must be a JSON object."
    ),
    "body-unreadable": Text(fi="Sisältö ei ole JSONia", sv="Innehållet är inte JSON", en="The body is no JSON"),
    "body-unreadable_to_do": Text(
        fi="Lähetä sisältönä yksi JSON-olio merkistössä UTF-8.",
        sv="Sänd ett JSON-objekt i UTF-8 som innehåll.",
        en="Send one JSON object in UTF-8 as the body.",
    ),
    "body-too-large": Text(fi="Sisältö on liian suuri", sv="Innehållet är för stort", en="The body is too large"),
    "body-too-large_to_do": Text(
        fi="Lähetä vain ne kentät, jotka rajapintakuvaus nimeää.",
        sv="Sänd bara de fält som API-beskrivningen nämner.",
        en="Send only the members that the contract names.",
    ),
    "broken": Text(fi="Ohjelmassa on virhe", sv="Det är fel i programmet", en="The program has an error"),
    "broken_to_do": Text(
        fi="Mitään ei jäänyt puolitiehen. Yritä uudelleen. Jos virhe toistuu, kerro siitä ylläpidolle.",
        sv="Ingenting blev halvfärdigt. Försök igen. Om felet upprepas, kontakta den som sköter programmet.",
        en="Nothing was left half done. Try again. If it happens again, tell whoever looks after the program.",
    ),
    "refused_409": Text(fi="Ei onnistu nyt", sv="Går inte nu", en="Not possible as things are"),
    "refused_503": Text(fi="Ei onnistu juuri nyt", sv="Går inte just nu", en="Not possible for the moment"),
}
