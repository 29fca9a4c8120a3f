"""How fast invoices go over, and how many calls they cost: the sandbox and the run each in a process of its own.

    script/bench [NUMBER_OF_INVOICES] [--way soap|rest] [--rate 10] [--latency MILLISECONDS]

Prints a line of the table in docs/performance.md.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

COMPANY = "Mittaus Oy"


def main() -> None:
    """Sets a company up over a sandbox of clean invoices, runs it twice, and prints what it took."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sandbox = [*_command("sandbox"), "--port", "0", "--clean", "--invoices", str(asked.invoices), "--json"]
        sandbox += ["--rate", str(asked.rate), "--latency", str(asked.latency)]
        sandbox += ["--write-products", str(folder / "products.csv")]
        with subprocess.Popen(sandbox, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout is not None
                severa = json.loads(process.stdout.readline())
                _print(_measure(folder, severa, asked), asked)
            finally:
                process.terminate()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("invoices", type=int, nargs="?", default=500)
    parser.add_argument("--way", choices=("soap", "rest"), default="soap")
    parser.add_argument("--rate", type=int, default=10, help="REST requests a second that the sandbox admits; 0: any")
    parser.add_argument("--latency", type=int, default=0, help="milliseconds before each answer of the sandbox")
    return parser.parse_args()


def _measure(folder: Path, severa: dict[str, str], asked: argparse.Namespace) -> dict[str, Any]:
    (folder / "secret").write_text(severa["client_secret" if asked.way == "rest" else "soap_key"], encoding="utf-8")
    if asked.way == "rest":
        connection = ["--rest-url", severa["rest_url"], "--client-id", severa["client_id"]]
        connection += ["--secret-file", str(folder / "secret")]
        connection += [] if asked.rate else ["--requests-per-second", "100"]
    else:
        connection = ["--soap-url", severa["soap_url"], "--key-file", str(folder / "secret")]
    statuses = ["--waiting", severa["waiting_status"], "--transferred", severa["transferred_status"]]
    _ask(folder, "company", "add", COMPANY, *connection, *statuses)
    _ask(folder, "products", "import", COMPANY, str(folder / "products.csv"))
    first: dict[str, Any] = _ask(folder, "run", COMPANY)
    first["peak_megabytes"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    first["idle_seconds"] = _ask(folder, "run", COMPANY)["seconds"]
    with urllib.request.urlopen(severa["control_url"] + "/summary", timeout=10) as answer:
        first["summary"] = json.load(answer)
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


def _print(run: dict[str, Any], asked: argparse.Namespace) -> None:
    assert run["transferred"] == asked.invoices, run
    columns = {
        "way": asked.way + (f", {asked.rate}/s" if asked.way == "rest" and asked.rate else ""),
        "database": "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite",
        "invoices": str(asked.invoices),
        "invoices/s": f"{run['transferred'] / run['seconds']:.1f}",
        "calls an invoice": f"{run['severa_calls'] / run['transferred']:.3f}",
        "calls/s": f"{run['severa_calls'] / run['seconds']:.2f}",
        "429": str(sum(run["summary"]["rest"]["refused_calls"].values())),
        "latency, ms": str(asked.latency),
        "peak MB": f"{run['peak_megabytes']:.0f}",
        "idle run, s": f"{run['idle_seconds']:.2f}",
        "machine": f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}",
    }
    for line in (columns.keys(), ["---"] * len(columns), columns.values()):
        print(f"| {' | '.join(line)} |")


if __name__ == "__main__":
    main()
