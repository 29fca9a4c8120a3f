"""``severa-maestro move-database``: from SQLite to PostgreSQL."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from rich.markup import escape
from rich.table import Table

from severa_maestro.cli.common import AsJson, amount_in_digits, command, console, print_json, say
from severa_maestro.cli.progress import counted
from severa_maestro.companies.models import Company
from severa_maestro.language import reader_language
from severa_maestro.setup import database_move_messages as messages
from severa_maestro.setup.database_move import Moved, MovedTable
from severa_maestro.setup.database_move import move_database as move
from severa_maestro.setup.database_tables import TOTALS, Tally

_FILE_NAME = "severa-maestro.sqlite3"


@command
def move_database(
    file: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="The SQLite file; that of the data folder unless given."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Move everything from SQLite into the empty PostgreSQL database that DATABASE_URL names: all of it, or nothing."""
    with counted(quiet=as_json) as progress:
        moved = move(file or settings.HOME / _FILE_NAME, progress)
    if as_json:
        print_json(_describe(moved))
        return
    if moved.tables:
        console.print(_counts(moved.tables))
        console.print(_sums(moved.tables))
    said = messages.MOVED if moved.tables else messages.MOVED_BEFORE
    say(said.say(reader_language(), file=moved.file), label="[green]✓[/]")


def _counts(tables: list[MovedTable]) -> Table:
    shown = Table("Table", box=None)
    for heading in ("Rows in SQLite", "Rows in PostgreSQL", "Newest id"):
        shown.add_column(heading, justify="right")
    for table in tables:
        newest = "–" if table.in_postgresql.newest_id is None else str(table.in_postgresql.newest_id)
        shown.add_row(table.name, str(table.in_file.rows), str(table.in_postgresql.rows), newest)
    return shown


def _sums(tables: list[MovedTable]) -> Table:
    """With VAT alone; all three totals have been compared, and ``--json`` has them."""
    shown = Table("Company", box=None)
    shown.add_column("Table", no_wrap=True)
    shown.add_column("Currency")
    for heading in ("With VAT in SQLite", "With VAT in PostgreSQL"):
        shown.add_column(heading, justify="right")
    for company, table, currency, *sides in _all_sums(tables):
        amounts = (amount_in_digits(with_vat) for _without_vat, _vat, with_vat in sides)
        shown.add_row(escape(company), table, currency or "–", *amounts)
    return shown


_SumsOnBothSides = tuple[str, str, str, Sequence[Decimal], Sequence[Decimal]]


def _all_sums(tables: list[MovedTable]) -> list[_SumsOnBothSides]:
    """By company, table and currency."""
    names = dict(Company.objects.values_list("pk", "name"))
    return sorted(
        (names[company], table.name, currency, sums, table.in_postgresql.sums[company, currency])
        for table in tables
        for (company, currency), sums in table.in_file.sums.items()
    )


def _describe(moved: Moved) -> dict[str, object]:
    return {
        "file": moved.file,
        "tables": [
            {"table": each.name, "sqlite": _tally(each.in_file), "postgresql": _tally(each.in_postgresql)}
            for each in moved.tables
        ],
        "sums": [
            {
                "company": company,
                "table": table,
                "currency": currency,
                "sqlite": _amounts(in_file),
                "postgresql": _amounts(in_postgresql),
            }
            for company, table, currency, in_file, in_postgresql in _all_sums(moved.tables)
        ],
    }


def _tally(tally: Tally) -> dict[str, object]:
    return {"rows": tally.rows, "newest_id": tally.newest_id, "sha256": tally.digest}


def _amounts(sums: Sequence[Decimal]) -> dict[str, str]:
    return dict(zip(TOTALS, map(amount_in_digits, sums), strict=True))
