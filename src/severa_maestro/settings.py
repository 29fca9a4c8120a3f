"""Django's settings, all from the environment.

Environment variables:
    SEVERA_MAESTRO_HOME: the folder of the data; ``~/.severa-maestro`` unless set.
    SEVERA_MAESTRO_KEY_FILE: the file of the key that seals secrets; ``~/.config/severa-maestro/secret.key`` unless set.
    DATABASE_URL: ``postgresql://…``; the SQLite file in the data folder unless set.
"""

import os
from pathlib import Path
from typing import Any

import dj_database_url

from severa_maestro.errors import ConfigurationError
from severa_maestro.language import Message, Text

HOME = Path(os.environ.get("SEVERA_MAESTRO_HOME") or Path.home() / ".severa-maestro").expanduser().absolute()
KEY_FILE = Path(
    os.environ.get("SEVERA_MAESTRO_KEY_FILE")
    or Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "severa-maestro" / "secret.key"
).expanduser()


_SCHEMES = ("postgresql", "postgres", "sqlite")

_DATABASE_URL_UNUSABLE = Message(
    what=Text(
        fi="Ympäristömuuttuja DATABASE_URL ei ole tietokannan osoite.",
        sv="Miljövariabeln DATABASE_URL är ingen databasadress.",
        en="The variable DATABASE_URL is not the address of a database.",
    ),
    to_do=Text(
        fi="Anna postgresql://käyttäjä:salasana@palvelin/tietokanta, tai poista muuttuja: silloin käytössä on SQLite.",
        sv="Ange postgresql://användare:lösenord@server/databas, eller ta bort variabeln: då används SQLite.",
        en="Give postgresql://user:password@server/database, or unset it: then SQLite is used.",
    ),
)

_DATABASE_MOVED = Message(
    what=Text(
        fi="SQLite-tietokanta on siirretty PostgreSQL:ään (severa-maestro move-database): tiedosto on nyt {path}.",
        sv="SQLite-databasen har flyttats till PostgreSQL (severa-maestro move-database): filen heter nu {path}.",
        en="The SQLite database has moved to PostgreSQL (severa-maestro move-database): the file is now {path}.",
    ),
    to_do=Text(
        fi="Aseta ympäristömuuttuja DATABASE_URL siihen tietokantaan.",
        sv="Sätt miljövariabeln DATABASE_URL till den databasen.",
        en="Set the variable DATABASE_URL to that database.",
    ),
)


def _sqlite_url() -> str:
    """The file in the data folder. Raises ConfigurationError where it has moved: a new one would be empty."""
    file = HOME / "severa-maestro.sqlite3"
    moved = file.with_name(f"{file.name}.moved")
    if moved.exists() and not file.exists():
        raise ConfigurationError("database-moved", _DATABASE_MOVED, path=moved)
    return f"sqlite:///{file}"


def _database() -> dict[str, Any]:
    """PostgreSQL where DATABASE_URL says so, else SQLite made as safe as it can be.

    WAL lets people read while a run writes; FULL syncs each commit to the disk, so that a power cut loses nothing
    that was committed; IMMEDIATE takes the write lock at the start, so that no transaction fails half-way for it.
    """
    url = os.environ.get("DATABASE_URL") or _sqlite_url()
    if url.partition(":")[0] not in _SCHEMES:
        raise ConfigurationError("database-url-unusable", _DATABASE_URL_UNUSABLE)
    try:
        database: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=None, conn_health_checks=True))
    except ValueError as error:
        raise ConfigurationError("database-url-unusable", _DATABASE_URL_UNUSABLE) from error
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        }
    else:
        database["OPTIONS"] = _postgresql_options(database.get("OPTIONS", {}))
    return database


def _postgresql_options(asked: dict[str, Any]) -> dict[str, Any]:
    """What DATABASE_URL asks for, and what must hold.

    A process that stands still in the middle of a transaction loses it, and holds nobody up: see ``transfer.lease``. A
    database whose machine is gone is noticed within half a minute.
    """
    soon = {"connect_timeout": 10, "tcp_user_timeout": 20_000}
    soon |= {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
    session = f"{asked.get('options', '')} -c idle_in_transaction_session_timeout=20s"
    return {**soon, **asked, "options": session.strip()}


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "severa_maestro.companies",
    "severa_maestro.maestro.registers",
    "severa_maestro.transfer.ledger",
    "severa_maestro.setup",
    "severa_maestro.engine",
]

if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # Jobs for workers on any number of machines. Its tables can be made on PostgreSQL alone.
    INSTALLED_APPS.append("procrastinate.contrib.django")

USE_TZ = True
TIME_ZONE = "Europe/Helsinki"
LANGUAGE_CODE = "fi"
LOGGING_CONFIG = None
