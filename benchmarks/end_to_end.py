"""How fast invoices go over, and how many calls they cost: the sandbox and the run each in a process of its own.

    script/bench [NUMBER_OF_INVOICES]

Prints a line of the table in docs/performance.md.
"""

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

COMPANY = "Mittaus Oy"


def main() -> None:
    """Sets a company up over a sandbox of clean invoices, runs it twice, and prints what it took."""
    invoices = sys.argv[1] if len(sys.argv) > 1 else "500"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sandbox = [*_command("sandbox"), "--port", "0", "--clean", "--invoices", invoices, "--json"]
        sandbox += ["--write-products", str(folder / "products.csv")]
        with subprocess.Popen(sandbox, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout is not None
                severa = json.loads(process.stdout.readline())
                _print(_measure(folder, severa), invoices)
            finally:
                process.terminate()


def _measure(folder: Path, severa: dict[str, str]) -> dict[str, Any]:
    (folder / "key").write_text(severa["soap_key"], encoding="utf-8")
    connection = ["--soap-url", severa["soap_url"], "--key-file", str(folder / "key")]
    statuses = ["--waiting", severa["waiting_status"], "--transferred", severa["transferred_status"]]
    _ask(folder, "company", "add", COMPANY, *connection, *statuses)
    _ask(folder, "products", "import", COMPANY, str(folder / "products.csv"))
    first: dict[str, Any] = _ask(folder, "run", COMPANY)
    first["peak_megabytes"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    first["idle_seconds"] = _ask(folder, "run", COMPANY)["seconds"]
    return first


def _ask(folder: Path, *words: str) -> dict[str, Any]:
    environment = {
        **os.environ,
        "SEVERA_MAESTRO_HOME": str(folder / "data"),
        "SEVERA_MAESTRO_KEY_FILE": str(folder / "secret.key"),
    }
    done = subprocess.run([*_command(*words), "--json"], env=environment, check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "severa_maestro", *words]


def _print(run: dict[str, Any], invoices: str) -> None:
    assert run["transferred"] == int(invoices), run
    database = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
    columns = (
        database,
        invoices,
        f"{run['transferred'] / run['seconds']:.0f}",
        f"{run['severa_calls'] / run['transferred']:.3f}",
        f"{run['peak_megabytes']:.0f}",
        f"{run['idle_seconds']:.2f}",
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}",
    )
    print("| database | invoices | invoices/s | calls an invoice | peak MB | idle run, s | machine |")
    print(f"| {' | '.join(columns)} |")


if __name__ == "__main__":
    main()
