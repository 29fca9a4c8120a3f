"""Users, roles and invitations, and what is recorded of them."""

from severa_maestro.language import Text

TEXTS = {
    "title": Text(fi="Käyttäjät", sv="Användare", en="Users"),
    "firm_title": Text(fi="Toimiston käyttäjät", sv="Byråns användare", en="The firm's users"),
    "user": Text(fi="Käyttäjä", sv="Användare", en="User"),
    "email": Text(fi="Sähköposti", sv="E-post", en="E-mail"),
    "name": Text(fi="Nimi", sv="Namn", en="Name"),
    "company": Text(fi="Yritys", sv="Företag", en="Company"),
    "role": Text(fi="Rooli", sv="Roll", en="Role"),
    "role_of": Text(fi="Rooli: {user}", sv="Roll: {user}", en="Role: {user}"),
    "role_help": Text(
        fi="Lukija näkee kaiken. Kirjanpitäjä myös korjaa: siirtää uudelleen, ohittaa, kohdistaa koodeja ja ajaa heti. "
        "Pääkäyttäjä hoitaa lisäksi asetukset, yhteyden ja käyttäjät.",
        sv="En läsare ser allt. En bokförare åtgärdar också: överför på nytt, avfärdar, kopplar koder och kör genast. "
        "En administratör sköter dessutom inställningar, anslutning och användare.",
        en="A reader sees everything. A bookkeeper mends as well: retries, dismisses, maps codes and runs at once. "
        "An admin also looks after settings, the connection and users.",
    ),
    "reader": Text(fi="Lukija", sv="Läsare", en="Reader"),
    "bookkeeper": Text(fi="Kirjanpitäjä", sv="Bokförare", en="Bookkeeper"),
    "admin": Text(fi="Pääkäyttäjä", sv="Administratör", en="Admin"),
    "firm_admin": Text(fi="Toimiston pääkäyttäjä", sv="Byråns administratör", en="Firm admin"),
    "two_factor": Text(fi="Kaksivaiheinen kirjautuminen", sv="Tvåstegsinloggning", en="Two-factor sign-in"),
    "last_seen": Text(fi="Kirjautui viimeksi", sv="Loggade in senast", en="Last signed in"),
    "never": Text(fi="Ei koskaan", sv="Aldrig", en="Never"),
    "change": Text(fi="Vaihda", sv="Ändra", en="Change"),
    "remove": Text(fi="Poista", sv="Ta bort", en="Remove"),
    "remove_user": Text(fi="Poista: {user}", sv="Ta bort: {user}", en="Remove: {user}"),
    "remove_sure": Text(
        fi="Poistetaanko {user}? Muutosloki säilyy.",
        sv="Vill du ta bort {user}? Ändringsloggen bevaras.",
        en="Remove {user}? The audit log stays.",
    ),
    "members": Text(fi="Yrityksen käyttäjät", sv="Företagets användare", en="The company's users"),
    "members_empty": Text(
        fi="Yrityksellä ei ole vielä käyttäjiä. Kutsu ensimmäinen.",
        sv="Företaget har inga användare ännu. Bjud in den första.",
        en="The company has no users yet. Invite the first.",
    ),
    "firm_admins": Text(fi="Toimiston pääkäyttäjät", sv="Byråns administratörer", en="Firm admins"),
    "invite": Text(fi="Kutsu käyttäjä", sv="Bjud in en användare", en="Invite a user"),
    "send_invitation": Text(fi="Lähetä kutsu", sv="Skicka inbjudan", en="Send the invitation"),
    "invitations": Text(fi="Avoimet kutsut", sv="Öppna inbjudningar", en="Open invitations"),
    "invited_until": Text(fi="Voimassa asti", sv="Gäller till", en="Valid until"),
    "withdraw": Text(fi="Peru kutsu", sv="Återta inbjudan", en="Withdraw"),
    "withdraw_of": Text(fi="Peru kutsu: {user}", sv="Återta inbjudan: {user}", en="Withdraw the invitation: {user}"),
    "invited": Text(
        fi="Kutsu on lähetetty osoitteeseen {email}. Se on voimassa seitsemän päivää.",
        sv="Inbjudan har skickats till {email}. Den gäller i sju dagar.",
        en="The invitation has gone to {email}. It is good for seven days.",
    ),
    "invited_link": Text(
        fi="Sähköposti ei lähtenyt. Anna tämä linkki itse henkilölle {email}; sitä ei näytetä uudelleen: {link}",
        sv="E-posten kunde inte skickas. Ge själv denna länk till {email}; den visas inte igen: {link}",
        en="The mail did not go. Hand this link to {email} yourself; it is not shown again: {link}",
    ),
    "invited_without_mail": Text(
        fi="Sähköpostia ei ole otettu käyttöön, joten kutsua ei lähetetty. Anna tämä linkki itse henkilölle {email}; "
        "sitä ei näytetä uudelleen: {link}",
        sv="E-posten är inte i bruk, så inbjudan skickades inte. Ge själv denna länk till {email}; den visas inte "
        "igen: {link}",
        en="Mail is not switched on, so the invitation was not sent. Hand this link to {email} yourself; it is not "
        "shown again: {link}",
    ),
    "role_changed": Text(fi="Rooli on vaihdettu.", sv="Rollen har ändrats.", en="The role has been changed."),
    "removed": Text(fi="Käyttäjä on poistettu.", sv="Användaren har tagits bort.", en="The user has been removed."),
    "withdrawn": Text(fi="Kutsu on peruttu.", sv="Inbjudan har återtagits.", en="The invitation has been withdrawn."),
    "already_member": Text(
        fi="{email} on jo yrityksen käyttäjä. Vaihda rooli luettelosta.",
        sv="{email} är redan användare i företaget. Ändra rollen i listan.",
        en="{email} is a user of the company already. Change the role in the list.",
    ),
    "sees_all_companies": Text(
        fi="{email} on toimiston pääkäyttäjä ja näkee jo kaikki yritykset.",
        sv="{email} är byråns administratör och ser redan alla företag.",
        en="{email} is a firm admin, and sees all companies already.",
    ),
    "not_yourself": Text(
        fi="Omaa rooliasi et voi muuttaa. Pyydä toista pääkäyttäjää.",
        sv="Din egen roll kan du inte ändra. Be en annan administratör.",
        en="You cannot change your own role. Ask another admin.",
    ),
    "letter_subject": Text(
        fi="Kutsu Severa–Maestroon", sv="Inbjudan till Severa–Maestro", en="An invitation to Severa–Maestro"
    ),
    "letter": Text(
        fi="{who} kutsui sinut Severa–Maestron käyttäjäksi: {where}. Hyväksy kutsu tästä seitsemän päivän kuluessa:",
        sv="{who} har bjudit in dig till Severa–Maestro: {where}. Godkänn inbjudan här inom sju dagar:",
        en="{who} invites you to Severa–Maestro: {where}. Accept within seven days here:",
    ),
    "the_firm": Text(fi="koko toimisto", sv="hela byrån", en="the whole firm"),
    "accept_title": Text(fi="Hyväksy kutsu", sv="Godkänn inbjudan", en="Accept the invitation"),
    "accept_text": Text(
        fi="Kutsu on osoitteelle {email}: {where}.",
        sv="Inbjudan gäller {email}: {where}.",
        en="The invitation is for {email}: {where}.",
    ),
    "accept": Text(fi="Hyväksy", sv="Godkänn", en="Accept"),
    "accept_with_account": Text(
        fi="Sinulla on jo tunnus. Kirjaudu sillä sisään ja avaa linkki uudelleen.",
        sv="Du har redan ett konto. Logga in med det och öppna länken på nytt.",
        en="You have an account already. Sign in with it and open the link again.",
    ),
    "accepted": Text(
        fi="Tervetuloa! Olet nyt kirjautunut sisään.",
        sv="Välkommen! Du är nu inloggad.",
        en="Welcome! You are signed in now.",
    ),
    "joined": Text(fi="Kutsu on hyväksytty.", sv="Inbjudan har godkänts.", en="The invitation has been accepted."),
    "invitation_old": Text(
        fi="Kutsu on jo käytetty, peruttu tai vanhentunut. Pyydä pääkäyttäjältä uusi.",
        sv="Inbjudan är redan använd, återtagen eller för gammal. Be administratören om en ny.",
        en="The invitation has been used or withdrawn, or is too old. Ask an admin for a new one.",
    ),
    "password": Text(fi="Salasana", sv="Lösenord", en="Password"),
    "password_help": Text(
        fi="Vähintään 12 merkkiä. Pitkä lause on parempi kuin vaikea sana.",
        sv="Minst 12 tecken. En lång mening är bättre än ett svårt ord.",
        en="At least 12 characters. A long sentence beats a difficult word.",
    ),
    "password_again": Text(fi="Salasana uudelleen", sv="Lösenordet igen", en="Password again"),
    "passwords_differ": Text(
        fi="Salasanat eivät ole samat.", sv="Lösenorden är inte lika.", en="The passwords are not the same."
    ),
    "firm": Text(fi="Toimiston asetukset", sv="Byråns inställningar", en="The firm's settings"),
    "requires_two_factors": Text(
        fi="Kaikilta vaaditaan kaksivaiheinen kirjautuminen",
        sv="Tvåstegsinloggning krävs av alla",
        en="Everybody must use two-factor sign-in",
    ),
    "requires_two_factors_help": Text(
        fi="Jolla sitä ei vielä ole, ottaa sen käyttöön seuraavalla sivulla, jonka avaa.",
        sv="Den som inte har det tar det i bruk på nästa sida som öppnas.",
        en="Whoever has none yet sets it up on the next page that they open.",
    ),
    "firm_saved": Text(
        fi="Toimiston asetukset on tallennettu.",
        sv="Byråns inställningar har sparats.",
        en="The firm's settings have been saved.",
    ),
}

#: What the audit log says of these.
ACTIONS = {
    "signed-in": Text(fi="Kirjautui sisään", sv="Loggade in", en="Signed in"),
    "signed-out": Text(fi="Kirjautui ulos", sv="Loggade ut", en="Signed out"),
    "sign-in-failed": Text(fi="Kirjautuminen epäonnistui", sv="Inloggningen misslyckades", en="Sign-in failed"),
    "session-ended": Text(fi="Päätti kirjautumisen", sv="Avslutade en inloggning", en="Ended a session"),
    "password-changed": Text(fi="Vaihtoi salasanan", sv="Bytte lösenord", en="Changed the password"),
    "password-reset": Text(
        fi="Asetti uuden salasanan linkillä", sv="Valde nytt lösenord via länken", en="Set a new password by link"
    ),
    "second-factor-added": Text(
        fi="Otti kaksivaiheisen kirjautumisen käyttöön", sv="Tog tvåstegsinloggning i bruk", en="Turned two-factor on"
    ),
    "second-factor-removed": Text(
        fi="Poisti kaksivaiheisen kirjautumisen", sv="Tog tvåstegsinloggning ur bruk", en="Turned two-factor off"
    ),
    "recovery-codes-renewed": Text(
        fi="Teki uudet varakoodit", sv="Gjorde nya reservkoder", en="Made new recovery codes"
    ),
    "own-settings-changed": Text(
        fi="Muutti omia asetuksiaan", sv="Ändrade egna inställningar", en="Changed own settings"
    ),
    "user-invited": Text(fi="Kutsui käyttäjän", sv="Bjöd in en användare", en="Invited a user"),
    "invitation-withdrawn": Text(fi="Perui kutsun", sv="Återtog en inbjudan", en="Withdrew an invitation"),
    "invitation-accepted": Text(fi="Hyväksyi kutsun", sv="Godkände en inbjudan", en="Accepted an invitation"),
    "role-changed": Text(fi="Vaihtoi roolin", sv="Ändrade en roll", en="Changed a role"),
    "member-removed": Text(
        fi="Poisti käyttäjän yrityksestä",
        sv="Tog bort en användare från företaget",
        en="Removed a user from the company",
    ),
    "user-added": Text(fi="Lisäsi käyttäjän", sv="Lade till en användare", en="Added a user"),
    "user-removed": Text(fi="Poisti käyttäjän", sv="Tog bort en användare", en="Removed a user"),
    "firm-settings-changed": Text(
        fi="Muutti toimiston asetuksia", sv="Ändrade byråns inställningar", en="Changed the firm's settings"
    ),
}
