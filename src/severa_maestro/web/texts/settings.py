"""The user's own settings."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Omat asetukset", sv="Egna inställningar", en="My settings"),
    "appearance": Text(fi="Kieli ja ulkoasu", sv="Språk och utseende", en="Language and appearance"),
    "name": Text(fi="Nimi", sv="Namn", en="Name"),
    "language": Text(fi="Kieli", sv="Språk", en="Language"),
    "language_help": Text(
        fi="Myös luvut, päivät ja sähköpostit kirjoitetaan tällä kielellä.",
        sv="Även tal, datum och e-post skrivs på det här språket.",
        en="Numbers, dates and e-mail are written in this language as well.",
    ),
    "theme": Text(fi="Ulkoasu", sv="Utseende", en="Appearance"),
    "saved": Text(
        fi="Asetukset on tallennettu.", sv="Inställningarna har sparats.", en="The settings have been saved."
    ),
    "manage": Text(fi="Hallitse", sv="Hantera", en="Manage"),
    "manage_two_factor": Text(
        fi="Hallitse kaksivaiheista kirjautumista", sv="Hantera tvåstegsinloggningen", en="Manage two-factor sign-in"
    ),
    "manage_sessions": Text(fi="Hallitse kirjautumisia", sv="Hantera inloggningar", en="Manage sessions"),
    "signing_in": Text(fi="Kirjautuminen", sv="Inloggning", en="Signing in"),
    "fi": Text(fi="suomi", sv="suomi (finska)", en="suomi (Finnish)"),
    "sv": Text(fi="svenska (ruotsi)", sv="svenska", en="svenska (Swedish)"),
    "en": Text(fi="English (englanti)", sv="English (engelska)", en="English"),
}
