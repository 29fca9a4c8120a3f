"""A process of its own that asks for places: ``python -m tests.severa.pace_process DEED WHERE …``.

It says ``ready``, begins when it is told a line, and tells as JSON what came of it. WHERE is a folder for files, or the
address of a PostgreSQL database.
"""

import fcntl
import json
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import dj_database_url
from django.conf import settings

from severa_maestro.clock import since_boot
from severa_maestro.severa.places import Places
from severa_maestro.severa.places_in_file import PlacesInFile
from severa_maestro.severa.rest import RestSource
from severa_maestro.severa.rest.pace import Pace
from severa_maestro.severa.secret import Secret
from tests.cli import postgresql

ORGANISATION = "organisation"


class Noting:
    """The machine's clock, and what it said last: the very moment by which it was decided whether a place is taken."""

    told = 0.0

    def __call__(self) -> float:
        self.told = since_boot()
        return self.told


def is_database(where: str) -> bool:
    return where.startswith("postgresql://")


def places_of(where: str, organisation: str, clock: Noting | None = None) -> Places:
    if not is_database(where):
        return PlacesInFile(Path(where) / organisation, clock)
    if not settings.configured:
        settings.configure(DATABASES={"default": dict(dj_database_url.parse(where))}, USE_TZ=True)
    from severa_maestro.companies.pace_in_database import PlacesInDatabase  # noqa: PLC0415 which reads the settings

    return PlacesInDatabase(organisation)


def take(where: str, number: str, per_second: str) -> list[float]:
    """Takes so many places. Tells when, by the machine's clock; of a database, its table ``grants`` tells it."""
    clock = Noting()
    pace = Pace(float(per_second), places_of(where, ORGANISATION, clock))
    begin()
    moments = []
    for _ in range(int(number)):
        pace.wait(threading.Event())
        moments.append(clock.told)
    pace.close()
    return moments


def hold(where: str) -> None:
    """Keeps everybody else from what they must have to take a place."""
    if is_database(where):
        server = postgresql.connect(where)
        server.execute("BEGIN")
        server.execute("SELECT * FROM companies_pace FOR UPDATE")
        begin()
    else:
        with (Path(where) / ORGANISATION).open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            begin()


def call(where: str, per_second: str, calls: str, url: str, client_id: str, secret: str) -> dict[str, int]:
    """Makes so many calls, for invoices that are not there."""
    source = RestSource(
        url, client_id, Secret(secret), per_second=float(per_second), places_of=lambda name: places_of(where, name)
    )
    begin()
    with closing(source):
        for number in range(int(calls)):
            assert source.invoices_numbered(10**9 + number) == []
    return {"calls": source.calls, "refused": source.refused_calls}


def begin() -> None:
    say("ready")
    sys.stdin.readline()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


DEEDS: dict[str, Callable[..., object]] = {"take": take, "hold": hold, "call": call}

if __name__ == "__main__":
    say(json.dumps(DEEDS[sys.argv[1]](*sys.argv[2:])))
