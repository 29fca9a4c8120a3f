"""Signing in and out, passwords, second factors and sessions."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Kirjaudu sisään", sv="Logga in", en="Sign in"),
    "email": Text(fi="Sähköposti", sv="E-post", en="E-mail"),
    "password": Text(fi="Salasana", sv="Lösenord", en="Password"),
    "forgotten": Text(fi="Unohditko salasanan?", sv="Har du glömt lösenordet?", en="Forgotten the password?"),
    "by_invitation": Text(
        fi="Käyttäjäksi pääset kutsulla. Kutsun lähettää yrityksesi pääkäyttäjä.",
        sv="Du blir användare genom en inbjudan. Företagets administratör skickar den.",
        en="Users come by invitation. An admin of your company sends it.",
    ),
    "wrong": Text(
        fi="Sähköposti tai salasana on väärä.",
        sv="E-postadressen eller lösenordet är fel.",
        en="The e-mail address or the password is wrong.",
    ),
    "wrong_password": Text(fi="Salasana on väärä.", sv="Lösenordet är fel.", en="The password is wrong."),
    "wrong_code": Text(
        fi="Koodi on väärä tai vanhentunut. Katso uusi koodi sovelluksesta.",
        sv="Koden är fel eller för gammal. Se en ny kod i appen.",
        en="The code is wrong or too old. Take a new one from the app.",
    ),
    "inactive": Text(
        fi="Tunnus on suljettu. Ota yhteys pääkäyttäjään.",
        sv="Kontot är stängt. Kontakta administratören.",
        en="The account is closed. Ask an admin.",
    ),
    "too_many": Text(
        fi="Liian monta yritystä. Odota viisi minuuttia ja yritä uudelleen.",
        sv="För många försök. Vänta fem minuter och försök igen.",
        en="Too many attempts. Wait five minutes and try again.",
    ),
    "link_is_old": Text(
        fi="Linkki on jo käytetty tai vanhentunut. Pyydä uusi.",
        sv="Länken är redan använd eller för gammal. Be om en ny.",
        en="The link has been used or is too old. Ask for a new one.",
    ),
    "sign_out_title": Text(fi="Kirjaudutaanko ulos?", sv="Vill du logga ut?", en="Sign out?"),
    "sign_out": Text(fi="Kirjaudu ulos", sv="Logga ut", en="Sign out"),
    "signed_out": Text(fi="Olet kirjautunut ulos.", sv="Du har loggat ut.", en="You have signed out."),
    "confirm_title": Text(fi="Vahvista, että se olet sinä", sv="Bekräfta att det är du", en="Confirm that it is you"),
    "confirm": Text(fi="Vahvista", sv="Bekräfta", en="Confirm"),
    "confirm_otherwise": Text(
        fi="Vahvista toisella tavalla", sv="Bekräfta på ett annat sätt", en="Confirm in another way"
    ),
    "with_password": Text(fi="Salasanalla", sv="Med lösenord", en="With the password"),
    "with_code": Text(fi="Koodilla", sv="Med kod", en="With a code"),
    "current_password": Text(fi="Nykyinen salasana", sv="Nuvarande lösenord", en="Current password"),
    "new_password": Text(fi="Uusi salasana", sv="Nytt lösenord", en="New password"),
    "new_password_again": Text(fi="Uusi salasana uudelleen", sv="Nytt lösenord igen", en="New password again"),
    "password_rule": Text(
        fi="Vähintään 12 merkkiä. Pitkä lause on parempi kuin vaikea sana.",
        sv="Minst 12 tecken. En lång mening är bättre än ett svårt ord.",
        en="At least 12 characters. A long sentence beats a difficult word.",
    ),
    "password_too_short": Text(
        fi="Salasana on liian lyhyt: siinä pitää olla vähintään {least} merkkiä.",
        sv="Lösenordet är för kort: det ska ha minst {least} tecken.",
        en="The password is too short: it needs at least {least} characters.",
    ),
    "password_too_similar": Text(
        fi="Salasana muistuttaa liikaa nimeäsi tai sähköpostiosoitettasi.",
        sv="Lösenordet liknar för mycket ditt namn eller din e-postadress.",
        en="The password is too much like your name or e-mail address.",
    ),
    "password_too_common": Text(
        fi="Salasana on yleinen ja siksi helppo arvata. Valitse toinen.",
        sv="Lösenordet är vanligt och därför lätt att gissa. Välj ett annat.",
        en="The password is a common one, and so easy to guess. Choose another.",
    ),
    "change_title": Text(fi="Vaihda salasana", sv="Byt lösenord", en="Change the password"),
    "changed": Text(fi="Salasana on vaihdettu.", sv="Lösenordet har bytts.", en="The password has been changed."),
    "reset_title": Text(fi="Uusi salasana", sv="Nytt lösenord", en="A new password"),
    "reset_text": Text(
        fi="Anna sähköpostisi, niin saat linkin, jolla asetat uuden salasanan.",
        sv="Ange din e-postadress, så får du en länk för att välja ett nytt lösenord.",
        en="Give your e-mail address, and a link to set a new password comes to it.",
    ),
    "reset_send": Text(fi="Lähetä linkki", sv="Skicka länken", en="Send the link"),
    "reset_sent_title": Text(fi="Katso sähköpostisi", sv="Se din e-post", en="See your mail"),
    "reset_sent": Text(
        fi="Jos osoite on käyttäjän, sinne on lähetetty linkki. Jos mitään ei tule, kysy pääkäyttäjältä.",
        sv="Om adressen hör till en användare har en länk skickats dit. Fråga administratören om inget kommer.",
        en="If the address is a user's, a link has gone to it. If nothing comes, ask an admin.",
    ),
    "reset_without_mail": Text(
        fi="Sähköpostia ei ole otettu käyttöön, joten linkkiä ei voi lähettää. Palvelimen ylläpitäjä löytää sen "
        "datakansion alikansiosta unsent-mail ja voi antaa sen sinulle.",
        sv="E-posten är inte i bruk, så länken kan inte skickas. Den som sköter servern hittar den i datamappens "
        "undermapp unsent-mail och kan ge den till dig.",
        en="Mail is not switched on, so the link cannot be sent. Whoever keeps the server finds it in the folder "
        "unsent-mail of the data folder, and can hand it to you.",
    ),
    "reset_done": Text(
        fi="Uusi salasana on asetettu. Kirjaudu sillä sisään.",
        sv="Det nya lösenordet har sparats. Logga in med det.",
        en="The new password is set. Sign in with it.",
    ),
    "reset_subject": Text(
        fi="Uusi salasana Severa–Maestroon",
        sv="Nytt lösenord till Severa–Maestro",
        en="A new password for Severa–Maestro",
    ),
    "reset_letter": Text(
        fi="Joku, luultavasti sinä, pyysi uutta salasanaa. Aseta se tästä:",
        sv="Någon, troligen du, bad om ett nytt lösenord. Välj det här:",
        en="Somebody, probably you, asked for a new password. Set it here:",
    ),
    "reset_letter_end": Text(
        fi="Jos et pyytänyt sitä, sinun ei tarvitse tehdä mitään.",
        sv="Om du inte bad om det behöver du inte göra något.",
        en="If you did not ask for it, there is nothing to do.",
    ),
    "ask_again": Text(fi="Pyydä uusi linkki", sv="Be om en ny länk", en="Ask for a new link"),
    "two_factor": Text(fi="Kaksivaiheinen kirjautuminen", sv="Tvåstegsinloggning", en="Two-factor sign-in"),
    "two_factor_text": Text(
        fi="Salasanan lisäksi kysytään koodi puhelimesi tunnistussovelluksesta.",
        sv="Utöver lösenordet behövs en kod från autentiseringsappen i telefonen.",
        en="Beside the password, a code from the authenticator app on your phone is asked for.",
    ),
    "turn_on": Text(fi="Ota käyttöön", sv="Ta i bruk", en="Turn on"),
    "turn_off": Text(fi="Poista käytöstä", sv="Ta ur bruk", en="Turn off"),
    "turn_off_title": Text(
        fi="Poistetaanko kaksivaiheinen kirjautuminen?",
        sv="Vill du ta tvåstegsinloggningen ur bruk?",
        en="Turn two-factor sign-in off?",
    ),
    "turn_off_text": Text(
        fi="Sen jälkeen pelkkä salasana riittää kirjautumiseen. Varakoodit poistuvat samalla.",
        sv="Därefter räcker lösenordet för att logga in. Reservkoderna försvinner samtidigt.",
        en="After that the password alone is enough. The recovery codes go as well.",
    ),
    "scan": Text(
        fi="Lue kuvio tunnistussovelluksella, esimerkiksi Microsoft Authenticatorilla, ja kirjoita sen näyttämä koodi.",
        sv="Läs av koden med en autentiseringsapp, till exempel Microsoft Authenticator, "
        "och skriv koden som den visar.",
        en="Scan the pattern with an authenticator app, such as Microsoft Authenticator, "
        "and type the code that it shows.",
    ),
    "secret": Text(
        fi="Jos et voi lukea kuviota, kirjoita sovellukseen tämä avain",
        sv="Om du inte kan läsa av koden, skriv in den här nyckeln i appen",
        en="If you cannot scan the pattern, type this key into the app",
    ),
    "qr": Text(
        fi="Kuvio tunnistussovellukselle", sv="Kod för autentiseringsappen", en="Pattern for the authenticator app"
    ),
    "required_by_firm": Text(
        fi="Tilitoimistosi edellyttää kaksivaiheista kirjautumista.",
        sv="Din byrå kräver tvåstegsinloggning.",
        en="Your firm asks for two-factor sign-in.",
    ),
    "code": Text(fi="Koodi", sv="Kod", en="Code"),
    "code_or_recovery_code": Text(
        fi="Sovelluksen koodi tai varakoodi",
        sv="Appens kod eller en reservkod",
        en="The app's code, or a recovery code",
    ),
    "turned_on": Text(
        fi="Kaksivaiheinen kirjautuminen on käytössä.",
        sv="Tvåstegsinloggningen är i bruk.",
        en="Two-factor sign-in is on.",
    ),
    "turned_off": Text(
        fi="Kaksivaiheinen kirjautuminen on poistettu käytöstä.",
        sv="Tvåstegsinloggningen är ur bruk.",
        en="Two-factor sign-in is off.",
    ),
    "recovery_codes": Text(fi="Varakoodit", sv="Reservkoder", en="Recovery codes"),
    "recovery_codes_text": Text(
        fi="Jos puhelin katoaa, pääset sisään varakoodilla. Kukin toimii kerran. "
        "Säilytä ne turvassa, muualla kuin puhelimessa.",
        sv="Om telefonen försvinner kommer du in med en reservkod. Varje kod fungerar en gång. Förvara dem säkert, "
        "inte i telefonen.",
        en="If the phone is lost, a recovery code lets you in. Each works once. Keep them safe, and not on the phone.",
    ),
    "recovery_codes_left": Text(
        fi="Käyttämättä: {left} / {total}.", sv="Oanvända: {left} / {total}.", en="Unused: {left} of {total}."
    ),
    "recovery_codes_show": Text(fi="Näytä varakoodit", sv="Visa reservkoderna", en="Show the recovery codes"),
    "recovery_codes_download": Text(fi="Lataa tiedostona", sv="Ladda ner som fil", en="Download as a file"),
    "recovery_codes_renew": Text(fi="Tee uudet varakoodit", sv="Gör nya reservkoder", en="Make new recovery codes"),
    "recovery_codes_renew_text": Text(
        fi="Vanhat varakoodit lakkaavat toimimasta heti.",
        sv="De gamla reservkoderna slutar gälla genast.",
        en="The old codes stop working at once.",
    ),
    "recovery_codes_renewed": Text(
        fi="Uudet varakoodit on tehty.", sv="Nya reservkoder har gjorts.", en="New recovery codes have been made."
    ),
    "sessions": Text(fi="Kirjautumiset", sv="Inloggningar", en="Sessions"),
    "sessions_text": Text(
        fi="Selaimet, joissa olet kirjautuneena. Kirjaa ulos ne, joita et tunne, ja vaihda salasana.",
        sv="Webbläsare där du är inloggad. Logga ut dem som du inte känner igen, och byt lösenord.",
        en="Browsers in which you are signed in. Sign out those you do not know, and change the password.",
    ),
    "session_browser": Text(fi="Selain", sv="Webbläsare", en="Browser"),
    "session_address": Text(fi="IP-osoite", sv="IP-adress", en="IP address"),
    "session_began": Text(fi="Alkoi", sv="Började", en="Began"),
    "session_here": Text(fi="Tämä selain", sv="Denna webbläsare", en="This browser"),
    "session_end": Text(fi="Kirjaa ulos", sv="Logga ut", en="Sign out"),
    "session_end_others": Text(fi="Kirjaa muut ulos", sv="Logga ut de andra", en="Sign out the others"),
    "session_ended": Text(
        fi="Kirjautuminen on päätetty.", sv="Inloggningen har avslutats.", en="The session has been ended."
    ),
}
