"""``severa-maestro backup``: a copy of the database, while runs go on."""

from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from rich import filesize
from rich.table import Table

from severa_maestro.cli.common import AsJson, command, console, print_json, say
from severa_maestro.language import reader_language
from severa_maestro.setup import backup_messages as messages
from severa_maestro.setup.backup import Backup, back_up


@command
def backup(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to put it.", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """Back the database up into a file, also while runs go on. The key file is not in it."""
    taken = back_up(folder)
    if as_json:
        print_json({"file": taken.file, "bytes": taken.size, "rows": taken.rows, "not_in_it": [settings.KEY_FILE]})
    else:
        _print(taken)


def _print(taken: Backup) -> None:
    shown = Table("Table", box=None)
    shown.add_column("Rows", justify="right")
    for name, rows in sorted(taken.rows.items()):
        shown.add_row(name, str(rows))
    console.print(shown)
    language = reader_language()
    said = messages.SAVED.say(language, file=taken.file, size=filesize.decimal(taken.size))
    say(said, label="[green]✓[/]")
    say(messages.KEY_IS_NOT_IN_IT.say(language, path=settings.KEY_FILE), label="[yellow]![/]")
