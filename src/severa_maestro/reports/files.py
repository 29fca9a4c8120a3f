"""A report as a file: JSON for machines, CSV and Excel for spreadsheet programs."""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from severa_maestro.language import Language, Text
from severa_maestro.reports.report import Column, ColumnKind, Report, Value
from severa_maestro.reports.written import for_machines, in_words, on_screen

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

#: What a spreadsheet program takes for a formula where it opens a CSV file, or would without apostrophes before it.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
#: What a workbook cannot hold: control characters but tab and line breaks, and what is no character.
_NOT_IN_WORKBOOKS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: What the name of a workbook's sheet cannot hold, and how long it may be.
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]|^'|'$")
_LONGEST_SHEET_NAME = 31
_WIDEST_COLUMN = 60


def as_json(report: Report, language: Language) -> bytes:
    """A list of objects by the columns' keys."""
    keys = [column.key for column in report.columns]
    rows = [{key: for_machines(row.get(key), language) for key in keys} for row in report.rows]
    return (json.dumps(rows, ensure_ascii=False) + "\n").encode()


def as_csv(report: Report, language: Language) -> bytes:
    """Semicolons and a byte order mark, as Excel in Finland and Sweden expects; texts are no formulas there."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.heading.say(language) for column in report.columns)
    for row in report.rows:
        writer.writerow(_for_csv(row.get(each.key), each.kind, language) for each in report.columns)
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(report: Report, language: Language) -> bytes:
    """Numbers and dates are real ones, texts are texts whatever they begin with."""
    from openpyxl import Workbook  # noqa: PLC0415 slow to load, and few commands write a workbook
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 as above

    workbook = Workbook(write_only=True)
    title = _NOT_IN_SHEET_NAMES.sub(" ", report.title.say(language))[:_LONGEST_SHEET_NAME]
    sheet = workbook.create_sheet(title)
    letters = [get_column_letter(number) for number in range(1, len(report.columns) + 1)]
    for letter, column in zip(letters, report.columns, strict=True):
        sheet.column_dimensions[letter].width = _width(column, report.rows, language)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{letters[-1]}{len(report.rows) + 1}"
    sheet.append([_heading(sheet, column, language) for column in report.columns])
    for row in report.rows:
        sheet.append([_cell(sheet, row.get(column.key), column.kind, language) for column in report.columns])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def guarded(text: str) -> str:
    """A text for a CSV file, with an apostrophe before it where a spreadsheet program would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that ``guarded`` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _for_csv(value: Value, kind: ColumnKind, language: Language) -> str:
    text = in_words(value, language, kind)
    return guarded(text) if isinstance(value, str | Text) else text


def _width(column: Column, rows: Sequence[Mapping[str, Value]], language: Language) -> int:
    """Wide enough for its longest line and the filter's arrow, but not endless."""
    texts = (on_screen(row.get(column.key), column.kind, language) for row in rows)
    lines = (line for text in (column.heading.say(language), *texts) for line in text.split("\n"))
    return min(max(map(len, lines)), _WIDEST_COLUMN) + 3


def _heading(sheet: "WriteOnlyWorksheet", column: Column, language: Language) -> "Cell":
    from openpyxl.styles import Font  # noqa: PLC0415 as above

    cell = _cell(sheet, column.heading, ColumnKind.TEXT, language)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: "WriteOnlyWorksheet", value: Value, kind: ColumnKind, language: Language) -> "Cell":
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 as above
    from openpyxl.styles import Alignment  # noqa: PLC0415 as above

    cell = WriteOnlyCell(sheet)
    if isinstance(value, int | Decimal | date) and not isinstance(value, bool):
        cell.value = value
    elif text := _NOT_IN_WORKBOOKS.sub("\N{REPLACEMENT CHARACTER}", in_words(value, language)):
        cell.value = text
        cell.data_type = "s"  # a formula, were it to begin with = and left to itself
    cell.number_format = _number_format(kind, language)
    cell.alignment = Alignment(wrap_text=kind is ColumnKind.TEXT, vertical="top")
    return cell


def _number_format(kind: ColumnKind, language: Language) -> str:
    """How a spreadsheet program shows a cell; a code that is typed into one for text stays as it was typed."""
    if kind is ColumnKind.AMOUNT:
        return "#,##0.00######"
    if kind is ColumnKind.DATE:
        return "yyyy-mm-dd" if language is Language.ENGLISH else "d.m.yyyy"
    return "@" if kind is ColumnKind.TEXT else "General"
