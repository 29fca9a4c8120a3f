"""One way to show any report: as a table, as JSON, or as a CSV or Excel file for a spreadsheet program."""

import io
import sys
import tempfile
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich import text as rich_text
from rich.console import Console
from rich.table import Table

from severa_maestro.cli import report_texts
from severa_maestro.cli.common import console
from severa_maestro.errors import ConfigurationError
from severa_maestro.language import Language, reader_language
from severa_maestro.reports.files import as_csv, as_json, as_xlsx, guarded, unguarded
from severa_maestro.reports.report import Column, ColumnKind, Report, Value
from severa_maestro.reports.written import on_screen

#: A command finds here all that its report needs.
__all__ = [
    "Column",
    "ColumnKind",
    "Format",
    "OutputFile",
    "Report",
    "ReportFormat",
    "Value",
    "choose_format",
    "guarded",
    "print_report",
    "unguarded",
]

_WIDTH_OF_FILES = 200


class Format(StrEnum):
    """How a report is shown."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


_FORMAT_OF_ENDING = {".txt": Format.TABLE, ".json": Format.JSON, ".csv": Format.CSV, ".xlsx": Format.XLSX}

ReportFormat = Annotated[
    Format | None,
    typer.Option("--format", help="How to show it; else by FILE's ending, and on the screen as a table."),
]
OutputFile = Annotated[
    Path | None, typer.Option("--output", metavar="FILE", help="Write it to FILE: .csv, .xlsx, .json or .txt.")
]


def choose_format(report_format: Format | None, output: Path | None) -> Format:
    """The format that was asked for, else that of the file's ending; a table on the standard output.

    ``print_report`` does it as well; a command that works long before it has its report does it first.

    Raises:
        ConfigurationError: the file's ending tells no format, or an Excel file would go to a terminal.
    """
    if report_format is Format.XLSX and output is None and sys.stdout.isatty():
        raise ConfigurationError("workbook-needs-file", report_texts.WORKBOOK_NEEDS_FILE)
    if report_format is not None or output is None:
        return report_format or Format.TABLE
    if output.suffix.lower() not in _FORMAT_OF_ENDING:
        endings = ", ".join(_FORMAT_OF_ENDING)
        raise ConfigurationError("format-unknown", report_texts.FORMAT_UNKNOWN, path=output, endings=endings)
    return _FORMAT_OF_ENDING[output.suffix.lower()]


def print_report(report: Report, report_format: Format | None = None, output: Path | None = None) -> None:
    """Shows a report in the reader's language: on the standard output, or in a file, which is whole or not there.

    Args:
        report: what to show.
        report_format: None: as ``choose_format`` says.
        output: the file; None: the standard output.

    Raises:
        ConfigurationError: as ``choose_format`` raises it, and where the file cannot be written.
    """
    chosen = choose_format(report_format, output)
    language = reader_language()
    if output is not None:
        _write_file(output, _RENDERERS[chosen](report, language))
    elif chosen is Format.TABLE:
        console.print(_table(report, language))
    else:
        typer.echo(_RENDERERS[chosen](report, language), nl=False)


def _write_file(path: Path, content: bytes) -> None:
    """Writes a file under another name and then gives it its own, so that nobody finds half of it."""
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = Path(file.name)
            file.write(content)
        temporary.replace(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ConfigurationError(
            "report-unwritable", report_texts.REPORT_UNWRITABLE, path=path, reason=reason
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _table(report: Report, language: Language) -> Table:
    table = Table(title=rich_text.Text(report.title.say(language)), title_justify="left", box=None, pad_edge=False)
    for column in report.columns:
        heading = rich_text.Text(column.heading.say(language))
        is_numeric = column.kind.is_numeric
        # Half an amount is a wrong one.
        table.add_column(heading, justify="right" if is_numeric else "left", no_wrap=is_numeric, overflow="fold")
    for row in report.rows:
        table.add_row(*(rich_text.Text(on_screen(row.get(each.key), each.kind, language)) for each in report.columns))
    return table


def _as_table(report: Report, language: Language) -> bytes:
    file = io.StringIO()
    Console(file=file, width=_WIDTH_OF_FILES).print(_table(report, language))
    return file.getvalue().encode()


_RENDERERS: Mapping[Format, Callable[[Report, Language], bytes]] = {
    Format.TABLE: _as_table,
    Format.JSON: as_json,
    Format.CSV: as_csv,
    Format.XLSX: as_xlsx,
}
