"""What a backup says."""

from severa_maestro.language import Message, Text

SAVED = Text(
    fi="Varmuuskopio on tallennettu ja tarkistettu: {file} ({size}).",
    sv="Säkerhetskopian är sparad och kontrollerad: {file} ({size}).",
    en="The backup is saved and checked: {file} ({size}).",
)

KEY_IS_NOT_IN_IT = Message(
    what=Text(
        fi="Salausavaintiedosto {path} EI ole varmuuskopiossa, eikä ilman sitä aukea yksikään tallennettu Severan avain.",
        sv="Krypteringsnyckelfilen {path} är INTE med i säkerhetskopian, och utan den kan ingen sparad Severa-nyckel öppnas.",
        en="The encryption key file {path} is NOT in the backup, and without it no stored Severa key opens.",
    ),
    to_do=Text(
        fi="Säilytä siitä kopio muualla kuin varmuuskopioiden luona.",
        sv="Förvara en kopia av den på ett annat ställe än säkerhetskopiorna.",
        en="Keep a copy of it elsewhere than the backups.",
    ),
)

NOT_WRITTEN = Message(
    what=Text(
        fi="Varmuuskopiota ei voitu kirjoittaa kansioon {path}: {reason}.",
        sv="Säkerhetskopian kunde inte skrivas i mappen {path}: {reason}.",
        en="The backup could not be written into the folder {path}: {reason}.",
    ),
    to_do=Text(
        fi="Tarkista kansion käyttöoikeudet ja levytila.",
        sv="Kontrollera mappens åtkomsträttigheter och diskutrymmet.",
        en="Check the folder's permissions and the disk space.",
    ),
)

PROGRAM_MISSING = Message(
    what=Text(
        fi="PostgreSQL:n ohjelmaa {program} ei ole asennettu.",
        sv="PostgreSQL:s program {program} är inte installerat.",
        en="PostgreSQL's program {program} is not installed.",
    ),
    to_do=Text(
        fi="Asenna PostgreSQL:n asiakasohjelmat, vähintään palvelimen versiota: apt install postgresql-client.",
        sv="Installera PostgreSQL:s klientprogram, minst i serverns version: apt install postgresql-client.",
        en="Install PostgreSQL's client programs, of the server's version or later: apt install postgresql-client.",
    ),
)

PROGRAM_FAILED = Message(
    what=Text(
        fi="PostgreSQL:n ohjelma epäonnistui: {reason}.",
        sv="PostgreSQL:s program misslyckades: {reason}.",
        en="PostgreSQL's program failed: {reason}.",
    ),
    to_do=Text(
        fi="Varmuuskopiota ei tallennettu. Korjaa syy ja yritä uudelleen.",
        sv="Ingen säkerhetskopia sparades. Åtgärda orsaken och försök igen.",
        en="No backup was saved. Mend the cause and try again.",
    ),
)

UNSOUND = Message(
    what=Text(
        fi="Varmuuskopio ei läpäissyt tarkistusta: se on vioittunut, tai siitä puuttuu rivejä.",
        sv="Säkerhetskopian klarade inte kontrollen: den är skadad, eller så saknas rader i den.",
        en="The backup did not pass the check: it is damaged, or rows are missing in it.",
    ),
    to_do=Text(
        fi="Sitä ei tallennettu. Tarkista levyt ja itse tietokanta, ja yritä uudelleen.",
        sv="Den sparades inte. Kontrollera diskarna och själva databasen, och försök igen.",
        en="It was not saved. Check the disks and the database itself, and try again.",
    ),
)
