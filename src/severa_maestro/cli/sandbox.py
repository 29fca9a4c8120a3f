"""``severa-maestro sandbox``: a Severa on this machine, to try the transfer with."""

import json
import os
import shlex
import signal
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from severa_maestro.sandbox import HARD_CASES, PortInUseError, Sandbox, SandboxSettings, StateFileError, write_products


def sandbox(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes a free one.")] = 8765,
    seed: Annotated[int, typer.Option(help="Where the data comes from: the same seed gives the same data.")] = 1,
    invoices: Annotated[
        int,
        typer.Option(
            min=0,
            help=f"How many invoices wait. The {len(HARD_CASES)} hard cases come even where this is smaller.",
        ),
    ] = 60,
    clean: Annotated[bool, typer.Option("--clean", help="No hard cases: every invoice passes every check.")] = False,
    items: Annotated[
        int, typer.Option(min=0, help="How long the registers are in all, for setting a company up; 0 for short ones.")
    ] = 0,
    gaps: Annotated[
        int, typer.Option(min=0, help="How many of these items have a code that leads to no product of Maestro.")
    ] = 0,
    rows: Annotated[
        int, typer.Option(min=0, max=999, help="How many rows each ordinary invoice has; 0 for one to seven.")
    ] = 0,
    write_products_to: Annotated[
        Path | None,
        typer.Option("--write-products", metavar="FILE.csv", help="Write the Maestro products that fit the data."),
    ] = None,
    state: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Keep the state here; a file that exists wins over --seed and --invoices."),
    ] = None,
    key_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the API key here, readable by you alone.")
    ] = None,
    secret_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the REST client's secret here, readable by you alone.")
    ] = None,
    quota: Annotated[int, typer.Option(min=0, help="SOAP calls a day before the quota is used up.")] = 100_000,
    rate: Annotated[int, typer.Option(min=0, help="REST calls a second before 429; 0 for no limit.")] = 10,
    latency: Annotated[int, typer.Option(min=0, metavar="MS", help="Let every call wait so long.")] = 0,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print addresses, key and secret as one JSON object.")
    ] = False,
) -> None:
    """Run a Severa on loopback: the same SOAP and REST, believable data, and every hard case by name."""
    try:
        settings = SandboxSettings(
            port=port,
            seed=seed,
            invoices=invoices,
            clean=clean,
            state_file=state,
            quota=quota,
            latency_milliseconds=latency,
            rate=rate,
            items=items,
            gaps=gaps,
            rows=rows,
        )
    except ValueError as error:
        _refuse(str(error))
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    try:
        running = Sandbox(settings)
        running.start()
        if write_products_to is not None:
            write_products(running.state, write_products_to)
        if key_file is not None:
            _write_secret(key_file, running.soap_key)
        if secret_file is not None:
            _write_secret(secret_file, running.client_secret)
    except PortInUseError as error:
        _refuse(f"{error} Choose another one with --port.")
    except (StateFileError, OSError) as error:
        _refuse(str(error))
    if as_json:
        _tell_machine(running)
    else:
        _tell_person(running, key_file, secret_file, write_products_to)
    ended.wait()
    running.close()


def _refuse(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)


def _write_secret(path: Path, secret: str) -> None:
    """Writes a key or a secret into a file that nobody else can read, from its first moment."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(secret + "\n")


def _tell_machine(running: Sandbox) -> None:
    typer.echo(
        json.dumps(
            {
                "soap_url": running.soap_url,
                "soap_key": running.soap_key,
                "rest_url": running.rest_url,
                "client_id": running.client_id,
                "client_secret": running.client_secret,
                "waiting_status": running.waiting_status,
                "transferred_status": running.transferred_status,
                "control_url": running.control_url,
            },
            ensure_ascii=False,
        )
    )
    sys.stdout.flush()


def _tell_person(running: Sandbox, key_file: Path | None, secret_file: Path | None, products: Path | None) -> None:
    counts = Counter(entry.status for entry in running.state.invoices)
    waiting = counts[running.waiting_status]
    statuses = (
        f"    --waiting {shlex.quote(running.waiting_status)} --transferred {shlex.quote(running.transferred_status)}"
    )
    lines = [
        f"Severa sandbox: {running.soap_url}",
        f"     over REST: {running.rest_url}",
        f"  {waiting} invoices wait in “{running.waiting_status}”; {counts.total() - waiting} are in other statuses.",
        *_long_registers(running),
        _told("API key", running.soap_key, key_file, "--key-file"),
        f"  REST client: {running.client_id}",
        _told("Its secret", running.client_secret, secret_file, "--secret-file"),
        f"  Controls: {running.control_url}/summary",
        "",
        "Try:",
        f"  severa-maestro company add Sandbox --soap-url {running.soap_url} --key-file {_file(key_file, 'KEY')} \\",
        statuses,
    ]
    if products is not None:
        lines.append(f"  severa-maestro products import Sandbox {shlex.quote(str(products))}")
    lines += [
        "  severa-maestro run Sandbox",
        "",
        "Or over REST:",
        f"  severa-maestro company add Sandbox --rest-url {running.rest_url} \\",
        f"    --client-id {running.client_id} --secret-file {_file(secret_file, 'SECRET')} \\",
        statuses,
        "",
        "Ctrl-C ends it.",
    ]
    typer.echo("\n".join(lines))
    sys.stdout.flush()


def _long_registers(running: Sandbox) -> list[str]:
    """How long the registers are, where they are long."""
    items, gaps = len(running.state.right_codes), len(running.state.gap_keys)
    return [f"  {items} items in the registers; the codes of {gaps} lead to no product."] if items else []


def _told(what: str, secret: str, file: Path | None, option: str) -> str:
    """The line that says where a secret is, or what it is and how it gets into a file, which company add reads."""
    return f"  {what}: in {file}" if file else f"  {what}: {secret} ({option} FILE writes it to a file)"


def _file(file: Path | None, otherwise: str) -> str:
    return shlex.quote(str(file)) if file else otherwise
