"""Reads a CSV or Excel file back that was written as a report, whatever a spreadsheet program has made of it since."""

import csv
import io
import re
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from severa_maestro.cli import report_texts
from severa_maestro.errors import ConfigurationError, DataError
from severa_maestro.invoicing.money import plain
from severa_maestro.language import Language, Message, reader_language
from severa_maestro.reports.files import unguarded
from severa_maestro.reports.report import Column, ColumnKind

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_MEGABYTES = 20
_MOST_BYTES = MOST_MEGABYTES * 1024 * 1024

_DELIMITERS = (";", ",", "\t")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_PACKED = b"PK\x03\x04"

#: What may stand in a number without being of it: spaces between thousands, and what it counts.
_NOT_OF_NUMBERS = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}€%]|EUR")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_DATES = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?:[ T]0?0:00(?::00)?)?"),
    re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})(?: 0?0[:.]00(?:[:.]00)?)?"),
)

#: A line's number, from 1, and its cells.
_Line = tuple[int, Sequence[object]]
_Reading = Callable[[], Iterator[_Line]]


class TableRow(dict[str, str]):
    """A row by the columns' keys. Numbers have a decimal point, days are written as 2026-01-31.

    Attributes:
        line: its number in the file, from 1, for what is to be said of it.
    """

    def __init__(self, line: int, values: Mapping[str, str]) -> None:
        super().__init__(values)
        self.line = line


def read_table(path: Path, columns: Sequence[Column], optional: Collection[str] = ()) -> list[TableRow]:
    """The rows of a CSV or Excel file with these columns, in any order and among any others.

    1. Tell by its content what the file is, and read it in each way that is possible: with each separator, each sheet.
    2. Take the way that shows the most headings, in whichever of the three languages.
    3. Read the values of the columns; lines without any are left out.

    Args:
        path: the file.
        columns: what to read.
        optional: keys of columns that the file may lack: their values are then empty.

    Raises:
        ConfigurationError: the file cannot be opened.
        DataError: it is no such table, a heading is missing or there twice, or a value is not of its column's kind; it
            names the line.
    """
    file = _File(path, columns)
    lines = file.lines()
    header = next(lines, None)
    if header is None:
        raise file.error("table-empty", report_texts.TABLE_EMPTY)
    places = file.places(*header, optional)
    return [file.row(number, cells, places) for number, cells in lines]


class _File:
    """A file that is read for some columns."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._path = path
        self._columns = columns
        self._column_of = {_simple(column.heading.say(language)): column for column in columns for language in Language}

    def error(self, code: str, message: Message, **values: object) -> DataError:
        return DataError(code, message, path=self._path, **values)

    def lines(self) -> Iterator[_Line]:
        """The lines that are not blank, the headings first."""
        reading = max(self._readings(), key=self._headings_known, default=partial(iter, ()))
        return _without_blanks(reading())

    def places(self, line: int, header: Sequence[object], optional: Collection[str]) -> dict[Column, int]:
        """Where each column stands. Raises DataError where one is missing or stands twice."""
        places: dict[Column, int] = {}
        for place, heading in enumerate(header):
            column = self._column_of.get(_simple(heading))
            if column in places:
                raise self.error("column-twice", report_texts.COLUMN_TWICE, line=line, column=str(heading).strip())
            if column is not None:
                places[column] = place
        for column in self._columns:
            if column not in places and column.key not in optional:
                heading = column.heading.say(reader_language())
                raise self.error("column-missing", report_texts.COLUMN_MISSING, line=line, column=heading)
        return places

    def row(self, line: int, cells: Sequence[object], places: Mapping[Column, int]) -> TableRow:
        """The values of a line; what a short line lacks is empty."""
        values = dict.fromkeys((column.key for column in self._columns), "")
        for column, place in places.items():
            if place < len(cells):
                values[column.key] = self._value(line, column, cells[place])
        return TableRow(line, values)

    def _value(self, line: int, column: Column, cell: object) -> str:
        text = _written(cell)
        where = {"line": line, "column": column.heading.say(reader_language()), "text": text}
        if column.kind is ColumnKind.TEXT and isinstance(cell, date):
            raise self.error("text-made-a-date", report_texts.TEXT_MADE_A_DATE, **where)
        if not text or column.kind is ColumnKind.TEXT:
            return text
        try:
            return _day(text) if column.kind is ColumnKind.DATE else _number(text)
        except ValueError as error:
            if column.kind is ColumnKind.DATE:
                raise self.error("date-unreadable", report_texts.DATE_UNREADABLE, **where) from error
            raise self.error("number-unreadable", report_texts.NUMBER_UNREADABLE, **where) from error

    def _headings_known(self, reading: _Reading) -> int:
        """How many headings are known; a wrong separator may make nonsense of quotation marks."""
        try:
            _, header = next(_without_blanks(reading()), (0, ()))
        except DataError:
            return 0
        return sum(_simple(heading) in self._column_of for heading in header)

    def _readings(self) -> list[_Reading]:
        content = self._content()
        if content.startswith(_PACKED):
            return self._sheets(content)
        text = self._text(content)
        return [partial(self._csv_lines, text, delimiter) for delimiter in _DELIMITERS]

    def _content(self) -> bytes:
        try:
            with self._path.open("rb") as opened:
                content = opened.read(_MOST_BYTES + 1)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            message = report_texts.TABLE_UNREADABLE
            raise ConfigurationError("table-unreadable", message, path=self._path, reason=reason) from error
        if len(content) > _MOST_BYTES:
            raise self.error("table-too-large", report_texts.TABLE_TOO_LARGE, limit=MOST_MEGABYTES)
        return content

    def _text(self, content: bytes) -> str:
        """UTF-8 with or without a mark, UTF-16 with one, else Windows-1252."""
        encodings = ("utf-16",) if content.startswith(_UTF_16_MARKS) else ("utf-8-sig", "cp1252")
        for encoding in encodings:
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return text
        raise self.error("not-a-table", report_texts.NOT_A_TABLE)

    def _csv_lines(self, text: str, delimiter: str) -> Iterator[_Line]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        width = None
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise self.error("quotes-unclear", report_texts.QUOTES_UNCLEAR, line=line) from error
            if not any(cell.strip() for cell in cells):
                continue
            width = width or len(cells)
            if any(cell.strip() for cell in cells[width:]):
                raise self.error("too-many-values", report_texts.TOO_MANY_VALUES, line=line)
            yield line, cells

    def _sheets(self, content: bytes) -> list[_Reading]:
        from openpyxl import load_workbook  # noqa: PLC0415 slow to load, and few commands read a workbook

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of colours and the like, which nobody asks for here
                workbook = load_workbook(io.BytesIO(content), data_only=True)
        except Exception as error:  # a damaged file fails anywhere, in any way
            raise self.error("not-a-table", report_texts.NOT_A_TABLE) from error
        return [partial(_sheet_lines, sheet) for sheet in workbook.worksheets]


def _sheet_lines(sheet: "Worksheet") -> Iterator[_Line]:
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        yield line, [_percentage(cell.value) if "%" in cell.number_format else cell.value for cell in cells]


def _percentage(value: object) -> object:
    """The number that a cell shows which is formatted as a percentage: 0.255 is shown as 25.5 %."""
    return value * 100 if isinstance(value, int | float) else value


def _without_blanks(lines: Iterator[_Line]) -> Iterator[_Line]:
    return ((number, cells) for number, cells in lines if any(_written(cell) for cell in cells))


def _simple(heading: object) -> str:
    return " ".join(str(heading or "").split()).casefold()


def _written(cell: object) -> str:
    """A cell's text without what was put around it; a float without what its last digits got by chance."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return format(plain(Decimal(f"{cell:.15g}")), "f")
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return unguarded(str(cell).strip())


def _number(text: str) -> str:
    """Digits with a decimal point: the last of commas and points is the decimal one. Raises ValueError."""
    compact = _NOT_OF_NUMBERS.sub("", text).replace("\N{MINUS SIGN}", "-")
    if "," in compact and "." in compact:
        compact = compact.replace(min(",", ".", key=compact.index), "")
    digits = compact.replace(",", ".")
    if not _NUMBER.fullmatch(digits):
        raise ValueError(text)
    return format(plain(Decimal(digits)), "f")


def _day(text: str) -> str:
    """The day as 2026-01-31. Raises ValueError where it is none, or where day and month could be either."""
    match = next((match for match in (pattern.fullmatch(text) for pattern in _DATES) if match), None)
    if match is None:
        raise ValueError(text)
    return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
