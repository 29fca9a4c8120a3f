"""What the commands of the web application say when they cannot go on."""

from severa_maestro.language import NOTHING_TO_DO, Message, Text

ADDRESS_UNUSABLE = Message(
    what=Text(
        fi="Osoitetta {host}:{port} ei voida käyttää: {reason}.",
        sv="Adressen {host}:{port} kan inte användas: {reason}.",
        en="The address {host}:{port} cannot be used: {reason}.",
    ),
    to_do=Text(
        fi="Sulje ohjelma, joka käyttää sitä, tai valitse toinen portti: --port.",
        sv="Stäng programmet som använder den, eller välj en annan port: --port.",
        en="Close the program that uses it, or choose another port: --port.",
    ),
)

USER_UNKNOWN = Message(
    what=Text(fi="Käyttäjää {email} ei ole.", sv="Användaren {email} finns inte.", en="There is no user {email}."),
    to_do=Text(
        fi="Katso käyttäjät: severa-maestro user list.",
        sv="Se användarna: severa-maestro user list.",
        en="See the users: severa-maestro user list.",
    ),
)

USER_EXISTS = Message(
    what=Text(
        fi="Käyttäjä {email} on jo lisätty.",
        sv="Användaren {email} finns redan.",
        en="The user {email} is there already.",
    ),
    to_do=Text(
        fi="Vaihda rooleja verkkosivulla Käyttäjät.",
        sv="Ändra roller på webbsidan Användare.",
        en="Change roles on the page Users.",
    ),
)

EMAIL_UNUSABLE = Message(
    what=Text(
        fi="{email} ei ole sähköpostiosoite.", sv="{email} är ingen e-postadress.", en="{email} is no e-mail address."
    ),
    to_do=Text(
        fi="Anna osoite muodossa nimi@yritys.fi.",
        sv="Ange adressen i formen namn@foretag.fi.",
        en="Give it as name@company.fi.",
    ),
)

USER_WITHOUT_ROLE = Message(
    what=Text(
        fi="Käyttäjä ei näkisi yhtään yritystä.",
        sv="Användaren skulle inte se något företag.",
        en="The user would see no company.",
    ),
    to_do=Text(
        fi="Anna --firm-admin, tai --company ja --role.",
        sv="Ange --firm-admin, eller --company och --role.",
        en="Give --firm-admin, or --company and --role.",
    ),
)

PASSWORD_REFUSED = Message(
    what=Text(
        fi="Salasana ei kelpaa: {reason}", sv="Lösenordet duger inte: {reason}", en="The password will not do: {reason}"
    ),
    to_do=NOTHING_TO_DO,
)

PASSWORD_MISSING = Message(
    what=Text(fi="Salasanaa ei annettu.", sv="Inget lösenord gavs.", en="No password was given."),
    to_do=Text(
        fi="Kirjoita se, kun sitä kysytään, tai anna se muuttujassa SEVERA_MAESTRO_PASSWORD.",
        sv="Skriv det när det frågas, eller ge det i variabeln SEVERA_MAESTRO_PASSWORD.",
        en="Type it when it is asked for, or give it in the variable SEVERA_MAESTRO_PASSWORD.",
    ),
)

CONNECTION_MISSING = Message(
    what=Text(
        fi="Yritykseltä {company} puuttuu yhteys Severaan.",
        sv="Företaget {company} saknar anslutning till Severa.",
        en="The company {company} has no connection to Severa.",
    ),
    to_do=Text(
        fi="Yrityksen pääkäyttäjä tekee sen käyttöönotossa.",
        sv="Företagets administratör gör den vid ibruktagningen.",
        en="An admin of the company makes it in the set-up.",
    ),
)

NOT_STARTED = Message(
    what=Text(
        fi="Yrityksen {company} käyttöönotto on kesken, joten sitä ei vielä ajeta.",
        sv="Ibruktagningen av {company} är ofärdig, så företaget körs inte ännu.",
        en="The set-up of {company} is not finished, so it is not run yet.",
    ),
    to_do=Text(
        fi="Vie käyttöönotto loppuun: sen viimeinen vaihe aloittaa ajot.",
        sv="Slutför ibruktagningen: dess sista steg startar körningarna.",
        en="Finish the set-up: its last step starts the runs.",
    ),
)
