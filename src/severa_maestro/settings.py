"""Django's settings, all from the environment.

Environment variables:
    SEVERA_MAESTRO_HOME: the folder of the data; ``~/.severa-maestro`` unless set.
    SEVERA_MAESTRO_KEY_FILE: the file of the key that seals secrets; ``~/.config/severa-maestro/secret.key`` unless set.
    DATABASE_URL: ``postgresql://…``; the SQLite file in the data folder unless set.
"""

import os
from pathlib import Path

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


def _database() -> dict[str, object]:
    """PostgreSQL where DATABASE_URL says so, else SQLite made as safe as it can be.

    WAL lets people read while a run writes; FULL syncs each commit to the disk, so that a power cut loses nothing
    that was committed; IMMEDIATE takes the write lock at the start, so that no transaction fails half-way for it.
    """
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{HOME / 'severa-maestro.sqlite3'}"
    if url.partition(":")[0] not in _SCHEMES:
        raise ConfigurationError("database-url-unusable", _DATABASE_URL_UNUSABLE)
    try:
        database = dict(dj_database_url.parse(url, conn_max_age=None, conn_health_checks=True))
    except ValueError as error:
        raise ConfigurationError("database-url-unusable", _DATABASE_URL_UNUSABLE) from error
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        }
    return database


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "severa_maestro.companies",
    "severa_maestro.maestro.registers",
    "severa_maestro.transfer.ledger",
    "severa_maestro.setup",
    "severa_maestro.engine",
]

USE_TZ = True
TIME_ZONE = "Europe/Helsinki"
LANGUAGE_CODE = "fi"
LOGGING_CONFIG = None
