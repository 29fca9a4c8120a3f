"""What every measurement needs: a data folder or a database of its own, a sandbox in its own process, and commands."""

import json
import os
import platform
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import django

from severa_maestro import __version__

COMPANY = "Mittaus Oy"
#: So many rows has each invoice.
ROWS = 5
#: Where a PostgreSQL may be asked for databases.
SERVER = os.environ.get("BENCH_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


class Trial:
    """A data folder with its database, and commands over it, each a process of its own."""

    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.folder = folder
        self.database_url = database_url
        self.environment = {
            **os.environ,
            "SEVERA_MAESTRO_HOME": str(folder / "data"),
            "SEVERA_MAESTRO_KEY_FILE": str(folder / "secret.key"),
            "DATABASE_URL": database_url,
        }

    def ask(self, *words: str) -> Any:
        """What a command says as JSON."""
        done = subprocess.run(
            program(*words, "--json"), env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        )
        return json.loads(done.stdout)

    def run(self) -> tuple[dict[str, Any], float]:
        """Runs the company. Returns what it says, and the largest memory of its process in MB."""
        words = program("run", COMPANY, "--json")
        with subprocess.Popen(words, env=self.environment, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            said = json.loads(process.stdout.read())
            _, _, used = os.wait4(process.pid, 0)
            process.returncode = 0
        return said, used.ru_maxrss / 1024

    def read(self, statement: str) -> list[tuple[Any, ...]]:
        """What SQL finds in the database."""
        if not self.database_url:
            with closing(sqlite3.connect(self.folder / "data" / "severa-maestro.sqlite3")) as connection:
                return connection.execute(statement).fetchall()
        import psycopg  # noqa: PLC0415 only where PostgreSQL is measured

        with psycopg.connect(self.database_url) as there:
            return there.execute(statement).fetchall()

    def moment(self, statement: str) -> datetime:
        """The one moment that SQL finds; SQLite keeps it as a text in UTC."""
        [(found,)] = self.read(statement)
        moment = found if isinstance(found, datetime) else datetime.fromisoformat(found)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    def open_here(self) -> None:
        """Makes this process one of the program's over this data. A process can be one but once."""
        (self.folder / "data").mkdir(exist_ok=True)
        os.environ.update(self.environment, DJANGO_SETTINGS_MODULE="severa_maestro.settings")
        django.setup()
        from severa_maestro.cli.machine_log import write_machine_log  # noqa: PLC0415 after the setup

        write_machine_log(self.folder / "data")

    def add_company(self, severa: Mapping[str, str], way: str, *options: str) -> None:
        """Sets a company up as the README says."""
        key = self.folder / "secret"
        key.touch(mode=0o600)
        key.write_text(severa["client_secret" if way == "rest" else "soap_key"], encoding="utf-8")
        if way == "rest":
            connection = ["--rest-url", severa["rest_url"], "--client-id", severa["client_id"]]
            connection += ["--secret-file", str(key), *options]
        else:
            connection = ["--soap-url", severa["soap_url"], "--key-file", str(key)]
        statuses = ["--waiting", severa["waiting_status"], "--transferred", severa["transferred_status"]]
        self.ask("company", "add", COMPANY, *connection, *statuses)
        self.ask("products", "import", COMPANY, str(self.folder / "products.csv"))

    @contextmanager
    def sandbox(self, *options: str) -> Iterator[dict[str, Any]]:
        """A Severa on loopback, in a process of its own; yields what it says of itself."""
        words = program("sandbox", "--port", "0", "--clean", "--rows", str(ROWS), "--json", *options)
        words += ["--write-products", str(self.folder / "products.csv")]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout is not None
                yield {**json.loads(process.stdout.readline()), "process": process.pid}
            finally:
                process.terminate()


@contextmanager
def trial(database: str = "sqlite", *, like: str = "") -> Iterator[Trial]:
    """A trial on ``sqlite``, or on ``postgresql`` in a database of its own, which begins as a copy of ``like``."""
    with tempfile.TemporaryDirectory() as name:
        if database == "sqlite":
            yield Trial(Path(name))
            return
        url = f"{SERVER.rpartition('/')[0]}/severa_maestro_bench_{uuid4().hex}"
        _on_server(f"CREATE DATABASE {url.rpartition('/')[2]} TEMPLATE {like.rpartition('/')[2] or 'template1'}")
        try:
            yield Trial(Path(name), url)
        finally:
            _on_server(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")


def _on_server(statement: str) -> None:
    import psycopg  # noqa: PLC0415 only where PostgreSQL is measured

    try:
        with closing(psycopg.connect(SERVER, autocommit=True, connect_timeout=3)) as server:
            server.execute(statement)
    except psycopg.OperationalError as error:
        raise SystemExit("No PostgreSQL answers: name one that may make databases in BENCH_DATABASE_URL.") from error


def program(*words: str) -> list[str]:
    """A command of the program, as a process is started with it."""
    return [sys.executable, "-m", "severa_maestro", *words]


def cpu_seconds(process: int) -> float:
    """The processor time that a process has used so far."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def own_cpu_seconds() -> float:
    """The processor time of this process alone."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def where() -> str:
    """Machine, versions and date, for the line above a table."""
    versions = [
        f"severa-maestro {__version__}",
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
    ]
    try:
        import psycopg  # noqa: PLC0415 only where it is there

        with closing(psycopg.connect(SERVER, connect_timeout=3)) as server:
            versions.append(f"PostgreSQL {server.info.server_version // 10000}")
    except Exception:
        versions.append("no PostgreSQL")
    load = f"load before {os.getloadavg()[0]:.1f}"
    return f"{datetime.now(UTC):%Y-%m-%d}: {', '.join(versions)}; {os.cpu_count()} cores, {_processor()}, {load}"


def _processor() -> str:
    """What Linux calls the processor; elsewhere its kind."""
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()


def wait_until(is_done: Callable[[], bool], *, minutes: float = 60) -> None:
    """Looks every half a second. Raises SystemExit where it takes too long: something is broken."""
    until = time.monotonic() + 60 * minutes
    while not is_done():
        if time.monotonic() > until:
            raise SystemExit(f"It is not done after {minutes:.0f} minutes.")
        time.sleep(0.5)


def print_table(rows: list[dict[str, object]]) -> None:
    """Prints rows as a Markdown table."""
    for line in (rows[0].keys(), ["---"] * len(rows[0]), *(row.values() for row in rows)):
        print(f"| {' | '.join(map(str, line))} |", flush=True)
