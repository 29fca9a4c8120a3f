"""severa-maestro as a person has it on a machine: commands in processes of their own, over one data folder."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from severa_maestro.sandbox import Sandbox, write_products

COMPANY = "Testi Oy"


@dataclass
class Machine:
    """A data folder, a database, and the commands over them."""

    folder: Path
    database_url: str = ""
    variables: dict[str, str] = field(default_factory=dict)

    def run(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Runs a command; ``variables`` go into its environment."""
        command = [sys.executable, "-m", "severa_maestro", *words]
        return subprocess.run(
            command,
            env=self.environment(**variables),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            stdin=subprocess.DEVNULL,
        )

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

    def add_company(self, severa: Sandbox, name: str = COMPANY, *, way: str = "soap", **variables: str) -> None:
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
            done = self.run(*words, **variables)
            assert done.returncode == 0, done.stdout + done.stderr
