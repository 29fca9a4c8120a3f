"""severa-maestro as a person has it on a machine: commands in processes of their own, over one data folder."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from severa_maestro.sandbox import Sandbox, write_products
from severa_maestro.sandbox.products_file import product_lines
from tests.cli import postgresql
from tests.cli.forking import Forking

COMPANY = "Testi Oy"

#: After these a command hangs.
_SECONDS = 120


@dataclass
class Machine:
    """A data folder, a database, and the commands over them."""

    folder: Path
    originals: "Originals"
    database_url: str = ""
    variables: dict[str, str] = field(default_factory=dict)

    def run(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Runs a command; ``variables`` go into its environment. Python's own are heard by a new Python only."""
        environment = self.environment(**variables)
        if any(name.startswith("PYTHON") for name in variables):
            command = [sys.executable, "-m", "severa_maestro", *words]
            return subprocess.run(
                command,
                env=environment,
                capture_output=True,
                text=True,
                timeout=_SECONDS,
                check=False,
                stdin=subprocess.DEVNULL,
            )
        with (
            Path(os.devnull).open() as nothing,
            tempfile.TemporaryFile("w+") as out,
            tempfile.TemporaryFile("w+") as errors,
        ):
            streams = (nothing.fileno(), out.fileno(), errors.fileno())
            code = self.originals.forking.start(words, environment, streams).wait(_SECONDS)
            for each in (out, errors):
                each.seek(0)
            return subprocess.CompletedProcess(words, code, out.read(), errors.read())

    def environment(self, **variables: str) -> dict[str, str]:
        """The environment of the machine's commands."""
        return {
            **os.environ,
            "SEVERA_MAESTRO_HOME": str(self.folder / "data"),
            "SEVERA_MAESTRO_KEY_FILE": str(self.folder / "secret.key"),
            "DATABASE_URL": self.database_url,
            "SEVERA_MAESTRO_LANGUAGE": "en",
            **self.variables,
            **variables,
        }

    def ask(self, *words: str) -> Any:
        """What a command that succeeds prints as JSON."""
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    def read(self, statement: str) -> list[tuple[Any, ...]]:
        """What SQL finds in the database: quicker than a command, where that is not what is tested."""
        with closing(self._connect()) as connection:
            return connection.execute(statement).fetchall()

    def write(self, statement: str) -> None:
        """Changes the database behind the commands' back."""
        with closing(self._connect()) as connection:
            connection.execute(statement)

    def _connect(self) -> Any:
        if self.database_url:
            return postgresql.connect(self.database_url)
        return sqlite3.connect(self.folder / "data" / "severa-maestro.sqlite3", isolation_level=None)

    def type_company(self, severa: Sandbox, name: str = COMPANY, *, way: str = "soap") -> None:
        """Sets a company up as the README says."""
        key_file = self.folder / "severa-key"
        key_file.write_text(severa.soap_key if way == "soap" else severa.client_secret, encoding="utf-8")
        products = self.folder / "products.csv"
        write_products(severa.state, products)
        over_soap = ("--soap-url", severa.soap_url, "--key-file", str(key_file))
        over_rest = ("--rest-url", severa.rest_url, "--client-id", severa.client_id, "--secret-file", str(key_file))
        connection = over_soap if way == "soap" else (*over_rest, "--requests-per-second", "100")
        statuses = ("--waiting", severa.waiting_status, "--transferred", severa.transferred_status)
        for words in (("company", "add", name, *connection, *statuses), ("products", "import", name, str(products))):
            done = self.run(*words)
            assert done.returncode == 0, done.stdout + done.stderr

    def add_company(self, severa: Sandbox, name: str = COMPANY, *, way: str = "soap") -> None:
        """Gives the machine the company that ``type_company`` sets up; its first one comes from a copy."""
        if (self.folder / "secret.key").exists():
            self.type_company(severa, name, way=way)
            return
        self.become(self.originals.with_company(severa, name, way, on_postgresql=bool(self.database_url)))
        self.write(f"UPDATE companies_connection SET url = '{severa.soap_url if way == 'soap' else severa.rest_url}'")

    def become(self, original: "Machine") -> None:
        """Becomes a copy of another machine, which nobody uses at the moment: its files, its database."""
        shutil.copytree(original.folder, self.folder, dirs_exist_ok=True)
        if self.database_url:
            postgresql.drop(self.database_url)
            postgresql.create(self.database_url, like=original.database_url)


class Originals:
    """Machines that commands have prepared, each once a session. A test works on a copy, which is its own."""

    def __init__(self, folder: Path, forking: Forking) -> None:
        self._folder = folder
        self.forking = forking
        self._made: dict[tuple[object, ...], Machine] = {}
        self._databases: list[str] = []

    def without_company(self, *, on_postgresql: bool = False) -> Machine:
        """One whose tables are made."""
        kind = (on_postgresql,)
        if kind not in self._made:
            machine = self._new_machine(on_postgresql=on_postgresql)
            machine.ask("company", "list")
            self._made[kind] = machine
        return self._made[kind]

    def with_company(self, severa: Sandbox, name: str, way: str, *, on_postgresql: bool) -> Machine:
        """One with a company, its key and its products; the address is of the Severa that it was made with."""
        secret = severa.soap_key if way == "soap" else severa.client_secret
        kind = (on_postgresql, name, way, secret, *product_lines(severa.state))
        if kind not in self._made:
            machine = self._new_machine(on_postgresql=on_postgresql)
            machine.become(self.without_company(on_postgresql=on_postgresql))
            machine.type_company(severa, name, way=way)
            self._made[kind] = machine
        return self._made[kind]

    def _new_machine(self, *, on_postgresql: bool = False) -> Machine:
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        if not on_postgresql:
            return Machine(folder, self)
        self._databases.append(postgresql.new_database())
        return Machine(folder, self, self._databases[-1])

    def close(self) -> None:
        """Takes their databases away."""
        for url in self._databases:
            postgresql.drop(url)
