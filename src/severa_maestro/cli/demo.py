"""``severa-maestro demo``: a Severa on loopback, and its invoices going over to Maestro, before your eyes.

It types the commands that a user would, in processes of their own, into a data folder of its own.
"""

import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from severa_maestro.cli.common import console, errors, say

COMPANY = "Demo Oy"
_SECONDS_BETWEEN_RUNS = 5


def demo(
    once: Annotated[bool, typer.Option("--once", help="End after the second run.")] = False,
    seed: Annotated[int, typer.Option(help="Other invoices for another seed.")] = 1,
    invoices: Annotated[int, typer.Option(help="How many invoices wait at first.")] = 60,
    rest: Annotated[bool, typer.Option("--rest", help="Over REST, at Severa's pace, instead of SOAP.")] = False,
) -> None:
    """Watch invoices go from a Severa on this machine to Maestro's registers."""
    with tempfile.TemporaryDirectory(prefix="severa-maestro-demo-") as folder:
        stage = _Stage(Path(folder))
        with stage.sandbox(seed, invoices) as severa:
            agrees = _play(stage, severa, rest=rest)
            if not once:
                _go_on(stage, severa)
        console.print(f"\nThe demo's data was in {folder}; it is gone now.")
    if not agrees:
        raise typer.Exit(1)


class _Stage:
    """The demo's folder, and commands run in it."""

    def __init__(self, folder: Path) -> None:
        self.products = folder / "products.csv"
        self.key_file = folder / "severa-key"
        self.secret_file = folder / "client-secret"
        self._environment = {
            **os.environ,
            "SEVERA_MAESTRO_HOME": str(folder / "data"),
            "SEVERA_MAESTRO_KEY_FILE": str(folder / "secret.key"),
        }
        self._environment.pop("DATABASE_URL", None)

    @contextmanager
    def sandbox(self, seed: int, invoices: int) -> Iterator[dict[str, Any]]:
        """A Severa on loopback, in a process of its own; yields the first line that it prints."""
        options = ["--port", "0", "--seed", str(seed), "--invoices", str(invoices)]
        options += ["--write-products", str(self.products), "--json"]
        console.print(
            f"[bold]A Severa starts on this machine[/]\n[dim]$ severa-maestro sandbox {shlex.join(options)}[/]"
        )
        with subprocess.Popen(self._command("sandbox", *options), stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
            try:
                assert process.stdout is not None  # noqa: S101 it was asked for
                severa = json.loads(process.stdout.readline())
                for file, secret in ((self.key_file, "soap_key"), (self.secret_file, "client_secret")):
                    file.touch(mode=0o600)
                    file.write_text(severa[secret], encoding="utf-8")
                console.print(f"It answers at {severa['soap_url']} and {severa['rest_url']}")
                yield severa
            finally:
                process.terminate()

    def type(self, title: str, *words: str) -> None:
        """Shows a command and runs it. Ends the demo where it fails."""
        console.print(f"\n[bold]{title}[/]\n[dim]$ severa-maestro {shlex.join(words)}[/]", soft_wrap=True)
        if subprocess.run(self._command(*words), env=self._environment, check=False).returncode:  # noqa: S603
            raise typer.Exit(1)

    def ask(self, *words: str) -> Any:
        """What a command says as JSON."""
        command = self._command(*words, "--json")
        done = subprocess.run(command, env=self._environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
        return json.loads(done.stdout)

    @staticmethod
    def _command(*words: str) -> list[str]:
        return [sys.executable, "-m", "severa_maestro", *words]


def _play(stage: _Stage, severa: dict[str, Any], *, rest: bool) -> bool:
    """From nothing to a second run that moves nothing. Returns whether both sides agree."""
    waiting, transferred = severa["waiting_status"], severa["transferred_status"]
    there_before = {each["guid"] for each in _invoices_in(severa, transferred)}
    over_soap = ["--soap-url", severa["soap_url"], "--key-file", str(stage.key_file)]
    over_rest = ["--rest-url", severa["rest_url"], "--client-id", severa["client_id"]]
    connection = [*over_rest, "--secret-file", str(stage.secret_file)] if rest else over_soap
    statuses = ["--waiting", waiting, "--transferred", transferred]
    stage.type("A company is added", "company", "add", COMPANY, *connection, *statuses)
    stage.type("Maestro's products are imported", "products", "import", COMPANY, str(stage.products))
    stage.type("The connection is tried", "company", "check", COMPANY)
    stage.type("The first run", "run", COMPANY)
    stage.type("What has become of each invoice", "transfers", COMPANY)
    _print_fallback_lines(stage)
    agrees = _compare(stage, severa, there_before)
    before = stage.ask("totals", COMPANY)
    stage.type("A second run moves nothing", "run", COMPANY)
    return agrees and stage.ask("totals", COMPANY) == before


def _print_fallback_lines(stage: _Stage) -> None:
    console.print(
        "\n[bold]The log's lines of rows that no product matched[/]\n"
        f"[dim]$ severa-maestro log {shlex.quote(COMPANY)}[/]"
    )
    for line in stage.ask("log", COMPANY):
        if line["code"].startswith("fallback-"):
            say(line["text"], label=f"[yellow]→ A/0[/] {line['invoice']}")


def _compare(stage: _Stage, severa: dict[str, Any], there_before: set[str]) -> bool:
    """Prints both sides' sums by currency. Returns whether they are equal, to the last decimal."""
    ours = stage.ask("totals", COMPANY)
    theirs = _sums_in_severa(severa, there_before)
    table = Table("Currency", box=None, title="\nBoth sides' sums", title_justify="left")
    for heading in ("Invoices", "Severa: transferred", "Maestro: registers", "Difference"):
        table.add_column(heading, justify="right")
    agrees = set(theirs) == set(ours["currencies"])
    for currency in sorted({*theirs, *ours["currencies"]}):
        count, there = theirs.get(currency, (0, Decimal(0)))
        found = ours["currencies"].get(currency, {"invoices": 0, "total_including_vat": "0"})
        here = Decimal(found["total_including_vat"])
        agrees = agrees and (count, there) == (found["invoices"], here)
        table.add_row(currency, f"{count} / {found['invoices']}", f"{there:.2f}", f"{here:.2f}", f"{there - here:.2f}")
    console.print(table)
    agrees = agrees and ours["fallback_rows"] == ours["fallback_log_lines"]
    console.print(f"Rows on A/0: {ours['fallback_rows']}, log lines for them: {ours['fallback_log_lines']}")
    console.print("[green]✓ equal[/]" if agrees else "[red]✗ not equal[/]")
    return bool(agrees)


def _sums_in_severa(severa: dict[str, Any], there_before: set[str]) -> dict[str, tuple[int, Decimal]]:
    """Number and sum by currency of the invoices that came into the transferred status, as the sandbox knows them."""
    sums: dict[str, tuple[int, Decimal]] = {}
    for invoice in _invoices_in(severa, severa["transferred_status"]):
        if invoice["guid"] not in there_before:
            count, amount = sums.get(invoice["currency"], (0, Decimal(0)))
            sums[invoice["currency"]] = count + 1, amount + Decimal(invoice["total_including_vat"])
    return sums


def _invoices_in(severa: dict[str, Any], status: str) -> list[dict[str, Any]]:
    with urllib.request.urlopen(f"{severa['control_url']}/summary", timeout=30) as answer:  # noqa: S310 loopback
        return [invoice for invoice in json.load(answer)["invoices"] if invoice["status"] == status]


def _go_on(stage: _Stage, severa: dict[str, Any]) -> None:
    """New invoices come to wait, and go over, until Ctrl-C."""
    console.print(f"\n[bold]A new invoice waits every {_SECONDS_BETWEEN_RUNS} seconds[/] — Ctrl-C ends the demo")
    try:
        while True:
            time.sleep(_SECONDS_BETWEEN_RUNS)
            _add_invoice(severa)
            stage.type("A run", "run", COMPANY)
    except KeyboardInterrupt:
        errors.print()


def _add_invoice(severa: dict[str, Any]) -> None:
    body = json.dumps({"count": 1}).encode()
    request = urllib.request.Request(f"{severa['control_url']}/invoices/add", data=body, method="POST")  # noqa: S310
    with urllib.request.urlopen(request, timeout=30):  # noqa: S310 loopback
        pass
