"""What the move from SQLite to PostgreSQL says."""

from severa_maestro.language import Message, Text

MOVED = Message(
    what=Text(
        fi="Kaikki on siirretty PostgreSQL:ään. SQLite-tiedoston nimi on nyt {file}.",
        sv="Allt har flyttats till PostgreSQL. SQLite-filen heter nu {file}.",
        en="Everything has moved to PostgreSQL. The SQLite file is now called {file}.",
    ),
    to_do=Text(
        fi="Käynnistä ohjelma niin, että DATABASE_URL on asetettu.",
        sv="Starta programmet med DATABASE_URL satt.",
        en="Start the program with DATABASE_URL set.",
    ),
)

MOVED_BEFORE = Message(
    what=Text(
        fi="Kaikki oli jo PostgreSQL:ssä: edellinen siirto keskeytyi vasta sen jälkeen. SQLite-tiedoston nimi on nyt {file}.",
        sv="Allt fanns redan i PostgreSQL: den förra flytten avbröts först därefter. SQLite-filen heter nu {file}.",
        en="Everything was in PostgreSQL already: the last move was cut only after that. The SQLite file is now called {file}.",
    ),
    to_do=MOVED.to_do,
)

NOT_POSTGRESQL = Message(
    what=Text(
        fi="Ympäristömuuttujassa DATABASE_URL ei ole PostgreSQL-tietokantaa, johon siirtää.",
        sv="Miljövariabeln DATABASE_URL anger ingen PostgreSQL-databas att flytta till.",
        en="The variable DATABASE_URL names no PostgreSQL database to move into.",
    ),
    to_do=Text(
        fi="Luo tyhjä tietokanta ja aseta DATABASE_URL=postgresql://käyttäjä:salasana@palvelin/tietokanta.",
        sv="Skapa en tom databas och sätt DATABASE_URL=postgresql://användare:lösenord@server/databas.",
        en="Create an empty database, and set DATABASE_URL=postgresql://user:password@server/database.",
    ),
)

FILE_MISSING = Message(
    what=Text(
        fi="SQLite-tiedostoa {path} ei ole.",
        sv="SQLite-filen {path} finns inte.",
        en="There is no SQLite file {path}.",
    ),
    to_do=Text(
        fi="Tarkista ympäristömuuttuja SEVERA_MAESTRO_HOME tai anna tiedosto: --from.",
        sv="Kontrollera miljövariabeln SEVERA_MAESTRO_HOME eller ange filen: --from.",
        en="Check the variable SEVERA_MAESTRO_HOME, or name the file: --from.",
    ),
)

MOVED_ALREADY = Message(
    what=Text(
        fi="SQLite-tiedosto on jo siirretty: sen nimi on nyt {path}.",
        sv="SQLite-filen har redan flyttats: den heter nu {path}.",
        en="The SQLite file has moved already: it is now called {path}.",
    ),
    to_do=Text(
        fi="Jatka siinä PostgreSQL:ssä, johon se siirrettiin. SQLiteen palataan varmuuskopiosta.",
        sv="Fortsätt i den PostgreSQL-databas som den flyttades till. Till SQLite går man tillbaka från en säkerhetskopia.",
        en="Go on in the PostgreSQL database that it moved to. The way back to SQLite is a backup.",
    ),
)

MOVED_FILE_EXISTS = Message(
    what=Text(
        fi="Aiemman siirron tiedosto {path} on vielä paikallaan.",
        sv="Filen {path} från en tidigare flytt finns kvar.",
        en="The file {path} of an earlier move is still there.",
    ),
    to_do=Text(
        fi="Vie se muualle tai poista se, ja siirrä sitten.",
        sv="Flytta undan den eller ta bort den, och flytta sedan databasen.",
        en="Put it elsewhere or delete it, and then move.",
    ),
)

FILE_IN_USE = Message(
    what=Text(
        fi="Toinen prosessi käyttää tiedostoa {path}: ajo, serve, worker tai muu komento.",
        sv="En annan process använder filen {path}: en körning, serve, worker eller ett annat kommando.",
        en="Another process has the file {path} open: a run, serve, worker or another command.",
    ),
    to_do=Text(
        fi="Pysäytä se ja yritä uudelleen. Mitään ei siirretty.",
        sv="Stoppa den och försök igen. Ingenting har flyttats.",
        en="Stop it and try again. Nothing has moved.",
    ),
)

FILE_UNUSABLE = Message(
    what=Text(
        fi="Tiedosto {path} ei ole tämän ohjelman SQLite-tietokanta, tai sitä ei voida lukea ja kirjoittaa.",
        sv="Filen {path} är inte en SQLite-databas för detta program, eller den kan inte läsas och skrivas.",
        en="The file {path} is not an SQLite database of this program, or it cannot be read and written.",
    ),
    to_do=Text(
        fi="Tarkista polku sekä tiedoston ja kansion käyttöoikeudet.",
        sv="Kontrollera sökvägen samt filens och mappens åtkomsträttigheter.",
        en="Check the path, and the permissions of the file and its folder.",
    ),
)

FILE_OLDER = Message(
    what=Text(
        fi="Tiedoston {path} taulut ovat ohjelman vanhemmasta versiosta.",
        sv="Tabellerna i filen {path} är från en äldre version av programmet.",
        en="The tables in the file {path} are an older version's.",
    ),
    to_do=Text(
        fi="Käynnistä tämä versio kerran SQLitellä, ilman muuttujaa DATABASE_URL: severa-maestro user list. Siirrä sitten.",
        sv="Starta den här versionen en gång med SQLite, utan variabeln DATABASE_URL: severa-maestro user list. Flytta sedan.",
        en="Start this version once on SQLite, without the variable DATABASE_URL: severa-maestro user list. Then move.",
    ),
)

FILE_NEWER = Message(
    what=Text(
        fi="Tiedoston {path} taulut ovat uudemmasta ohjelman versiosta kuin tämä.",
        sv="Tabellerna i filen {path} är från en nyare version av programmet än denna.",
        en="The tables in the file {path} are a newer version's than this one.",
    ),
    to_do=Text(
        fi="Asenna se versio, ja siirrä sillä.",
        sv="Installera den versionen, och flytta med den.",
        en="Install that version, and move with it.",
    ),
)

POSTGRESQL_IN_USE = Message(
    what=Text(
        fi="PostgreSQL-tietokannassa on jo rivejä, tauluissa: {tables}.",
        sv="PostgreSQL-databasen har redan rader, i tabellerna: {tables}.",
        en="The PostgreSQL database has rows already, in the tables: {tables}.",
    ),
    to_do=Text(
        fi="Luo tyhjä tietokanta ja aseta DATABASE_URL siihen. Mitään ei siirretty.",
        sv="Skapa en tom databas och sätt DATABASE_URL till den. Ingenting har flyttats.",
        en="Create an empty database, and set DATABASE_URL to it. Nothing has moved.",
    ),
)

ROW_REFUSED = Message(
    what=Text(
        fi="PostgreSQL ei ota vastaan taulun {table} riviä: {reason}.",
        sv="PostgreSQL tar inte emot en rad i tabellen {table}: {reason}.",
        en="PostgreSQL does not take a row of the table {table}: {reason}.",
    ),
    to_do=Text(
        fi="Mitään ei siirretty, ja ohjelma toimii SQLitellä kuten ennen. Lähetä tämä ilmoitus tukeen.",
        sv="Ingenting har flyttats, och programmet fungerar på SQLite som förut. Skicka detta meddelande till supporten.",
        en="Nothing has moved, and the program works on SQLite as before. Send this message to support.",
    ),
)

DATABASES_DIFFER = Message(
    what=Text(
        fi="Nämä taulut eivät tulleet PostgreSQL:ään sellaisina kuin ne ovat SQLitessä (rivejä ennen → jälkeen): {tables}.",
        sv="Dessa tabeller kom inte till PostgreSQL sådana de är i SQLite (rader före → efter): {tables}.",
        en="These tables did not come to PostgreSQL as they are in SQLite (rows before → after): {tables}.",
    ),
    to_do=ROW_REFUSED.to_do,
)
