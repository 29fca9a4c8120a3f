"""What is said of companies and their secrets."""

from severa_maestro.language import Message, Text

KEY_FILE_MISSING = Message(
    what=Text(
        fi="Salausavaintiedosto {path} puuttuu, joten tallennettuja Severan API-avaimia ei voida avata.",
        sv="Krypteringsnyckelfilen {path} saknas, så de sparade API-nycklarna till Severa kan inte öppnas.",
        en="The encryption key file {path} is missing, so the stored Severa API keys cannot be opened.",
    ),
    to_do=Text(
        fi="Palauta tiedosto varmuuskopiosta tai anna Severan API-avaimet uudelleen: severa-maestro company connect.",
        sv="Återställ filen från säkerhetskopian eller ange API-nycklarna till Severa på nytt: severa-maestro company connect.",
        en="Restore the file from the backup, or give the Severa API keys anew: severa-maestro company connect.",
    ),
)

KEY_FILE_READABLE = Message(
    what=Text(
        fi="Myös muut kuin omistaja pääsevät salausavaintiedostoon {path}.",
        sv="Även andra än ägaren kommer åt krypteringsnyckelfilen {path}.",
        en="Others than its owner have access to the encryption key file {path}.",
    ),
    to_do=Text(
        fi="Rajaa käyttöoikeudet: chmod 600 {path}",
        sv="Begränsa åtkomsträttigheterna: chmod 600 {path}",
        en="Restrict its permissions: chmod 600 {path}",
    ),
)

KEY_FILE_UNUSABLE = Message(
    what=Text(
        fi="Salausavaintiedostoa {path} ei voida lukea tai kirjoittaa, tai siinä ei ole avainta.",
        sv="Krypteringsnyckelfilen {path} kan inte läsas eller skrivas, eller så innehåller den ingen nyckel.",
        en="The encryption key file {path} cannot be read or written, or it holds no key.",
    ),
    to_do=Text(
        fi="Tarkista kansion käyttöoikeudet ja ympäristömuuttuja SEVERA_MAESTRO_KEY_FILE, tai palauta tiedosto varmuuskopiosta.",
        sv="Kontrollera mappens åtkomsträttigheter och miljövariabeln SEVERA_MAESTRO_KEY_FILE, eller återställ filen från säkerhetskopian.",
        en="Check the folder's permissions and the variable SEVERA_MAESTRO_KEY_FILE, or restore the file from the backup.",
    ),
)

SECRET_DOES_NOT_OPEN = Message(
    what=Text(
        fi="Tallennettu Severan API-avain ei aukea salausavaimella {path}.",
        sv="Den sparade API-nyckeln till Severa kan inte öppnas med krypteringsnyckeln {path}.",
        en="The stored Severa API key does not open with the encryption key {path}.",
    ),
    to_do=Text(
        fi="Palauta se avaintiedosto, jolla API-avain salattiin, tai anna API-avain uudelleen: severa-maestro company connect.",
        sv="Återställ nyckelfilen som API-nyckeln krypterades med, eller ange API-nyckeln på nytt: severa-maestro company connect.",
        en="Restore the key file that the API key was encrypted with, or give the API key anew: severa-maestro company connect.",
    ),
)
