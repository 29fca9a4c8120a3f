"""All commands, by name. A command's module is read when it is wanted: what the others need costs it no time."""

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from severa_maestro import __version__

#: Each command, in the order of the help: its module in this package, and the function or the group of commands there.
PLACES = {
    "run": ("run", "run"),
    "transfers": ("transfers", "transfers"),
    "show": ("transfers", "show"),
    "log": ("transfers", "log"),
    "retry": ("transfers", "retry"),
    "dismiss": ("transfers", "dismiss"),
    "rematch": ("rematch", "rematch"),
    "totals": ("totals", "totals"),
    "serve": ("serve", "serve"),
    "worker": ("worker", "worker"),
    "user": ("users", "app"),
    "sandbox": ("sandbox", "sandbox"),
    "demo": ("demo", "demo"),
    "company": ("company", "app"),
    "products": ("products", "app"),
    "codes": ("codes", "app"),
    "backup": ("backup", "backup"),
    "move-database": ("move_database", "move_database"),
}


class _Commands(TyperGroup):
    """The commands, each read when it is looked up; the types that stand as Any here are private to Typer."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 Typer calls it so
        """Their names."""
        return list(PLACES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name. For a word that is none, all are read: Typer suggests the ones most like it."""
        for name in {cmd_name} & PLACES.keys() or PLACES:
            self.commands[name] = _read(name)
        return super().get_command(ctx, cmd_name)


def _read(name: str) -> Any:
    module, attribute = PLACES[name]
    found = getattr(import_module(f"severa_maestro.cli.{module}"), attribute)
    holder = typer.Typer()
    if isinstance(found, typer.Typer):
        holder.add_typer(found, name=name)
    else:
        holder.command(name)(found)
    return get_group(holder).commands[name]


app = typer.Typer(
    cls=_Commands,
    help="Moves sales invoices and the customer register from Severa to Maestro: by itself, exactly once, to the cent.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


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
