"""What all commands share: the reader's language, output, the database, and how errors are said."""

import json
import sys
from collections.abc import Callable
from decimal import Decimal
from functools import wraps
from typing import Annotated, ParamSpec, TypeVar

import typer
from django.conf import settings
from rich.console import Console
from rich.text import Text
from typer.exceptions import TyperException

from severa_maestro.cli import INTERRUPTED, machine_log, messages
from severa_maestro.companies.models import Company
from severa_maestro.errors import ConfigurationError, SeveraMaestroError
from severa_maestro.language import Text as LanguageText
from severa_maestro.language import reader_language
from severa_maestro.matching.findings import Finding
from severa_maestro.transfer.failures import in_words
from severa_maestro.transfer.ledger.database import bring_up_to_date

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object, for machines.")]
CompanyName = Annotated[str, typer.Argument(metavar="NAME", help="The company's name.", show_default=False)]

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


def print_json(value: object) -> None:
    """Prints one JSON value on the standard output, on one line."""
    typer.echo(json.dumps(value, ensure_ascii=False, default=str))


def amount_in_digits(amount: Decimal | None) -> str:
    """An amount with two decimals, or with all that it has; empty for None."""
    if amount is None:
        return ""
    return f"{amount:.2f}" if amount == round(amount, 2) else f"{amount.normalize():f}"


def describe_finding(finding: Finding) -> dict[str, object]:
    """A finding for ``--json``."""
    return {
        "code": finding.code,
        "level": finding.level.value,
        "row": finding.row,
        "text": finding.what(reader_language()),
        "to_do": finding.to_do(reader_language()),
    }


def say(sentence: str, on: Console = console, label: str = "") -> None:
    """Prints a sentence as it is, after a label in markup: broken between words on a terminal, else in one line."""
    text = Text.from_markup(f"{label} ") if label else Text()
    on.print(text.append(sentence), soft_wrap=not on.is_terminal)


def confirm(question: LanguageText = messages.CONFIRM, *, yes: bool, as_json: bool) -> bool:
    """Whether to do what was just shown: ``--yes``, or a person's answer at a terminal; else nothing is done.

    Yes is ``k`` (kyllä), ``j`` (ja) or ``y``, whatever the language.
    """
    if yes:
        return True
    if sys.stdin.isatty() and not as_json:
        say(question.say(reader_language()))
        return input("> ").strip()[:1].casefold() in {"k", "j", "y"}
    if not as_json:
        say(messages.NOT_CONFIRMED.say(reader_language()), label="[yellow]![/]")
    return False


def find_company(name: str) -> Company:
    """The company of that name, in small or large letters. Raises ConfigurationError where there is none."""
    company = Company.objects.filter(name=name).first() or Company.objects.filter(name__iexact=name).first()
    if company is None:
        known = ", ".join(Company.objects.values_list("name", flat=True)) or "–"
        raise ConfigurationError("company-unknown", messages.COMPANY_UNKNOWN, name=name, known=known)
    return company


def command(function: Callable[_Parameters, _Result]) -> Callable[_Parameters, _Result]:
    """Makes a function a command: the database is there and up to date, and errors are said in words.

    With ``as_json`` an error is also one JSON object on the standard output. The exit code is 1. What was not
    foreseen goes to the machine log, and the reader is told where that is.
    """

    @wraps(function)
    def run(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> _Result:
        as_json = bool(kwargs.get("as_json", False))
        try:
            _open_database()
            return function(*args, **kwargs)
        except (typer.Exit, typer.Abort, TyperException, BrokenPipeError):
            raise
        except (Exception, KeyboardInterrupt) as error:
            raise _failed(in_words(error), as_json=as_json) from error

    return run


def _open_database() -> None:
    """Makes the data folder and the tables where they are not there yet."""
    try:
        settings.HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
        machine_log.write_machine_log(settings.HOME)
    except OSError as error:
        raise ConfigurationError("home-unusable", messages.HOME_UNUSABLE, path=settings.HOME) from error
    bring_up_to_date()


def _failed(error: SeveraMaestroError, *, as_json: bool) -> typer.Exit:
    said = error.say(reader_language())
    if as_json:
        print_json({"error": {"kind": error.kind, "code": error.code, "text": said}})
    errors.print(f"[red]✗[/] {error.code}")
    say(said, errors)
    return typer.Exit(INTERRUPTED if error.code == "interrupted" else 1)
