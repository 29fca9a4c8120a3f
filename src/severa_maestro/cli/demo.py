"""``severa-maestro demo``: a Severa on loopback, and its invoices going over to Maestro, before your eyes.

It types the commands that a user would, in processes of their own, into a data folder of its own.
"""

import json
import os
import secrets
import shlex
import socket
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
from urllib.parse import urlsplit

import typer
from rich.table import Table

from severa_maestro.cli.common import console, errors, say

COMPANY = "Demo Oy"
USER = "demo@localhost"
_SECONDS_BETWEEN_INVOICES = 10


def demo(
    once: Annotated[bool, typer.Option("--once", help="End after the second run.")] = False,
    seed: Annotated[int, typer.Option(help="Other invoices for another seed.")] = 1,
    invoices: Annotated[int, typer.Option(help="How many invoices wait at first.")] = 60,
    rest: Annotated[bool, typer.Option("--rest", help="Over REST, at Severa's pace, instead of SOAP.")] = False,
    port: Annotated[int, typer.Option(help="Where the web application answers; another one where it is taken.")] = 8000,
) -> None:
    """Watch invoices go from a Severa on this machine to Maestro's registers; then look at them in the browser."""
    with tempfile.TemporaryDirectory(prefix="severa-maestro-demo-") as folder:
        stage = _Stage(Path(folder))
        with stage.sandbox(seed, invoices) as severa:
            agrees = _play(stage, severa, rest=rest)
            if not once:
                _go_on(stage, severa, port)
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

    @contextmanager
    def web_application(self, severa: dict[str, Any], port: int) -> Iterator[str]:
        """The web application in a process of its own; yields its address."""
        options = ["--port", str(port if _is_free(port) else 0)]
        hosts = ",".join({urlsplit(severa[url]).netloc for url in ("soap_url", "rest_url")})
        environment = {**self._environment, "SEVERA_MAESTRO_SEVERA_HOSTS": hosts}
        self._show("The web application starts", "serve", *options)
        command = self._command("serve", *options)
        # In a session of its own: Ctrl-C reaches the demo alone, which then ends it in order.
        pipe = subprocess.PIPE
        with subprocess.Popen(command, env=environment, stdout=pipe, text=True, start_new_session=True) as process:  # noqa: S603
            try:
                assert process.stdout is not None  # noqa: S101 it was asked for
                yield next((word for word in process.stdout.readline().split() if word.startswith("http")), "")
            finally:
                process.terminate()

    def type(self, title: str, *words: str, **variables: str) -> None:
        """Shows a command and runs it, with more variables where given. Ends the demo where it fails."""
        self._show(title, *words)
        environment = {**self._environment, **variables}
        if subprocess.run(self._command(*words), env=environment, check=False).returncode:  # noqa: S603
            raise typer.Exit(1)

    @staticmethod
    def _show(title: str, *words: str) -> None:
        console.print(f"\n[bold]{title}[/]\n[dim]$ severa-maestro {shlex.join(words)}[/]", soft_wrap=True)

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


def _go_on(stage: _Stage, severa: dict[str, Any], port: int) -> None:
    """The web application runs the company by its schedule, while new invoices come to wait, until Ctrl-C."""
    password = secrets.token_urlsafe(9)
    stage.type("A user is added", "user", "add", USER, "--firm-admin", SEVERA_MAESTRO_PASSWORD=password)
    stage.type("The company runs by itself from now on", "company", "start", COMPANY, "--every", "1")
    with stage.web_application(severa, port) as address:
        console.print(f"\nOpen [bold]{address}[/] and sign in as [bold]{USER}[/] with [bold]{password}[/]")
        console.print(
            f"A new invoice waits every {_SECONDS_BETWEEN_INVOICES} seconds, and goes over within a minute or at "
            "“Run now” — Ctrl-C ends the demo"
        )
        say(f"To try the set-up of another company there: {severa['soap_url']} with the key {severa['soap_key']}")
        try:
            while True:
                time.sleep(_SECONDS_BETWEEN_INVOICES)
                _add_invoice(severa)
        except KeyboardInterrupt:
            errors.print()


def _add_invoice(severa: dict[str, Any]) -> None:
    body = json.dumps({"count": 1}).encode()
    request = urllib.request.Request(f"{severa['control_url']}/invoices/add", data=body, method="POST")  # noqa: S310
    with urllib.request.urlopen(request, timeout=30):  # noqa: S310 loopback
        pass


def _is_free(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) != 0
