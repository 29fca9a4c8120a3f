"""All commands, by name."""

from typing import Annotated

import typer

from severa_maestro import __version__
from severa_maestro.cli.company import app as company
from severa_maestro.cli.demo import demo
from severa_maestro.cli.products import app as products
from severa_maestro.cli.run import run
from severa_maestro.cli.sandbox import sandbox
from severa_maestro.cli.totals import totals
from severa_maestro.cli.transfers import dismiss, log, retry, show, transfers

app = typer.Typer(
    help="Moves sales invoices and the customer register from Severa to Maestro: by itself, exactly once, to the cent.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(company, name="company")
app.add_typer(products, name="products")
for each in (run, transfers, show, log, retry, dismiss, totals, sandbox, demo):
    app.command()(each)


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"severa-maestro {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of every command."""
