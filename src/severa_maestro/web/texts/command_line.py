"""What the commands of the web application say when all is well."""

from severa_maestro.language import Text

TEXTS = {
    "serving": Text(
        fi="Severa–Maestro: {address}  (Ctrl-C lopettaa)",
        sv="Severa–Maestro: {address}  (Ctrl-C avslutar)",
        en="Severa–Maestro: {address}  (Ctrl-C ends it)",
    ),
    "no_users": Text(
        fi="Käyttäjiä ei ole vielä. Lisää ensimmäinen: severa-maestro user add SÄHKÖPOSTI --firm-admin",
        sv="Det finns inga användare ännu. Lägg till den första: severa-maestro user add E-POST --firm-admin",
        en="There are no users yet. Add the first: severa-maestro user add EMAIL --firm-admin",
    ),
    "password": Text(fi="Salasana", sv="Lösenord", en="Password"),
    "user_added": Text(
        fi="Käyttäjä {email} on lisätty.",
        sv="Användaren {email} har lagts till.",
        en="The user {email} has been added.",
    ),
    "user_removed": Text(
        fi="Käyttäjä {email} on poistettu.",
        sv="Användaren {email} har tagits bort.",
        en="The user {email} has been removed.",
    ),
}
