"""``severa-maestro company check`` and ``company make-statuses``."""

import getpass
from contextlib import closing
from typing import Annotated

import typer
from rich.markup import escape
from rich.text import Text

from severa_maestro.cli import messages
from severa_maestro.cli.common import AsJson, CompanyName, Yes, command, confirm, console, find_company, print_json, say
from severa_maestro.language import reader_language
from severa_maestro.setup import statuses
from severa_maestro.setup.check import CheckLine, Level, check_company, is_ready
from severa_maestro.severa.source import InvoiceStatus
from severa_maestro.transfer.connect import source_of, target_of

_MARKS = {
    Level.OK: "[green]✓[/]",
    Level.NOTE: "[dim]·[/]",
    Level.WARNING: "[yellow]![/]",
    Level.ERROR: "[red]✗[/]",
}


@command
def check(name: CompanyName, as_json: AsJson = False) -> None:
    """Try everything that a transfer needs: connection, rights, statuses, fields, quota, clock, and Maestro's products.

    Changes nothing. The exit code is 1 where something stands in the way.
    """
    company = find_company(name)
    lines = check_company(company, source_of, target_of(company), _silent if as_json else _print)
    if as_json:
        findings = [_describe(line) for line in lines]
        print_json(
            {"company": company.name, "way": company.connection.way, "ok": is_ready(lines), "findings": findings}
        )
    elif is_ready(lines):
        say(f'Next: severa-maestro codes compare "{company.name}", then run "{company.name}" --dry-run')
    if not is_ready(lines):
        raise typer.Exit(1)


def _silent(_line: CheckLine) -> None:
    """A machine reads all at once."""


def _print(line: CheckLine) -> None:
    language = reader_language()
    console.print(Text.from_markup(f"{_MARKS[line.level]} ").append(line.what(language)), soft_wrap=True)
    if to_do := line.to_do(language):
        console.print(Text(f"  → {to_do}", style="dim" if line.level is Level.NOTE else ""), soft_wrap=True)


def _describe(line: CheckLine) -> dict[str, str]:
    language = reader_language()
    return {
        "code": line.code,
        "level": line.level.value,
        "text": line.what(language),
        "to_do": line.to_do(language),
    }


@command
def make_statuses(
    name: CompanyName,
    credit_notes: Annotated[
        bool, typer.Option("--credit-notes", help="Also make credit notes begin in the waiting status.")
    ] = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Make the company's two statuses in Severa, where they are missing and REST is the way in."""
    company = find_company(name)
    with closing(source_of(company)) as source:
        missing = statuses.missing_statuses(company, source, takes_credit_notes=credit_notes)
        if not as_json:
            _say_missing(missing)
        # Where this way in cannot make them, there is nothing to ask: the error says what to click.
        made = bool(missing) and (not source.makes_statuses or confirm(yes=yes, as_json=as_json))
        if made:
            statuses.make_statuses(company, source, missing, actor=getpass.getuser())
    if as_json:
        print_json({"company": company.name, "missing": [each.name for each in missing], "made": made})
    elif made:
        console.print("[green]✓[/] Made.")
        say(f'Next: severa-maestro company check "{company.name}"')


def _say_missing(missing: list[InvoiceStatus]) -> None:
    for each in missing:
        says = messages.STATUS_TO_MAKE_WITH_CREDIT_NOTES if each.is_credit_note_default else messages.STATUS_TO_MAKE
        console.print(f"[yellow]+[/] {escape(says.say(reader_language(), status=each.name))}", soft_wrap=True)
    if not missing:
        say(messages.STATUSES_THERE.say(reader_language()), label="[green]✓[/]")
