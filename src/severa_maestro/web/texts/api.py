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
        en="This address has asked many times without a good token. Mend the token, and wait a minute.",
    ),
    "token-only-reads": Text(fi="Tunnus vain lukee", sv="Token kan bara läsa", en="The token may only read"),
    "token-only-reads_to_do": Text(
        fi="Tähän tarvitaan tunnus, jolla on oikeus toimia.",
        sv="Det här kräver en token med rätt att handla.",
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
        en="Mend what errors lists. The contract is at /api/v1/openapi.json.",
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
