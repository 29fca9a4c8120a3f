"""A product file as people and programs write it: bytes in, products with their line numbers out.

The columns ``TuoteId``, ``PääryhmäId``, ``ToimittajaId`` and ``Tuotenumero`` and the rules of the code are those of
Maestro's own product import (tietopankki.maestro.fi, "Vie/Tuo tuotetietoja"); see docs/reference/product-file.md.
"""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from severa_maestro.invoicing.money import plain
from severa_maestro.language import Language
from severa_maestro.maestro.registers.import_messages import IMPORT_MESSAGES, LINE
from severa_maestro.matching.products import ProductCode, read_code
from severa_maestro.reports.files import unguarded

MOST_MEGABYTES = 20
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
MOST_LINES = 200_000

_DELIMITERS = (";", "\t", ",")
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: How files of other programs begin: a packed workbook (.xlsx, .ods), an old one (.xls), a PDF.
_OTHER_KINDS: Mapping[bytes, str] = {
    b"PK\x03\x04": "file-workbook",
    b"\xd0\xcf\x11\xe0": "file-workbook",
    b"%PDF": "file-pdf",
}
#: Control characters but tab and line breaks, and the sign that stands for a broken one.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
_RATE = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,4})?) ?%?")
_LETTER = re.compile("[A-Za-z]")


class Column(StrEnum):
    """A column of the file, by the name that messages use."""

    PRODUCT_ID = "TuoteId"
    GROUP = "PääryhmäId"
    SUPPLIER = "ToimittajaId"
    PRODUCT_NUMBER = "Tuotenumero"
    NAME = "Nimi"
    UNIT = "Yksikkö"
    VAT_RATE = "ALV-%"
    SALES_ACCOUNT = "Tili"
    ACTIVE = "Aktiivinen"


#: Ways of writing each heading, in Finnish, Swedish and English; compared as ``_simple`` makes them.
_HEADINGS: Mapping[Column, str] = {
    Column.PRODUCT_ID: "TuoteId Tuotekoodi Koodi ProduktId Produktkod Kod ProductId ProductCode Code",
    Column.GROUP: "PääryhmäId Pääryhmä Pääryhmäkirjain HuvudgruppId Huvudgrupp GroupId ProductGroup Group",
    Column.SUPPLIER: "ToimittajaId Toimittaja LeverantörsId Leverantör SupplierId Supplier",
    Column.PRODUCT_NUMBER: "Tuotenumero Tuotenro Numero Produktnummer Nummer ProductNumber Number",
    Column.NAME: "Nimi Tuotenimi TuotteenNimi Nimike Namn Produktnamn Benämning Name ProductName",
    Column.UNIT: "Yksikkö Yks Enhet Unit",
    Column.VAT_RATE: "ALV ALV-kanta ALV-prosentti Verokanta Moms Momssats VAT VAT-rate",
    Column.SALES_ACCOUNT: "Tili Myyntitili Konto Försäljningskonto Account SalesAccount",
    Column.ACTIVE: "Aktiivinen Käytössä Aktiv Active IsActive",
}

_YES = frozenset({"1", "k", "kylla", "j", "ja", "y", "yes", "x", "true", "aktiivinen", "aktiv", "active"})
_NO = frozenset({"0", "e", "ei", "n", "nej", "no", "false", "passiivinen", "passiv", "inactive"})

#: The columns whose text goes to the product's field as it is.
_TEXT_FIELDS: Mapping[Column, str] = {
    Column.SUPPLIER: "supplier",
    Column.PRODUCT_NUMBER: "product_number",
    Column.NAME: "name",
    Column.UNIT: "unit",
    Column.SALES_ACCOUNT: "sales_account",
}


@dataclass(frozen=True, slots=True)
class LineFinding:
    """Something about a line of the file, or about all of it.

    Attributes:
        line: the line of the file, from 1, where the record begins; None for the whole file.
        code: stable; its sentences are in ``import_messages``.
        values: what goes into the sentences.
    """

    line: int | None
    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self, language: Language) -> str:
        """The line, what is the matter and what to do."""
        said = IMPORT_MESSAGES[self.code].say(language, **self.values)
        return said if self.line is None else LINE.say(language, line=self.line) + said


@dataclass(frozen=True, slots=True)
class ProductLine:
    """A product of the file.

    Attributes:
        line: where it begins in the file, from 1.
        code: the product's code; None where the product is to be found by its supplier and product number.
        group: the letter of its group.
        values: the fields of the product that the file has columns for.
    """

    line: int
    code: ProductCode | None
    group: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ProductFile:
    """What a file holds: the good lines, the problems of the others, and notes that stop nothing.

    Attributes:
        spoilt: lines whose product is known while a value of them is a problem: without that value.
    """

    lines: tuple[ProductLine, ...] = ()
    spoilt: tuple[ProductLine, ...] = ()
    problems: tuple[LineFinding, ...] = ()
    notes: tuple[LineFinding, ...] = ()


class _Refused(Exception):  # noqa: N818 not an error of the program
    """A line, or the rest of the file, cannot be read."""

    def __init__(self, code: str, line: int | None = None, **values: object) -> None:
        super().__init__(code)
        self.finding = LineFinding(line, code, values)


def read_product_file(content: bytes) -> ProductFile:
    """The products of a file. Whatever the bytes, it raises nothing: what is wrong is in ``problems``.

    1. Refuse what another program's file is, by how it begins.
    2. Find the encoding: UTF-8, with or without a mark, else Windows-1252.
    3. Find the delimiter: the one that shows the most known headings.
    4. Read each record; a bad one is a problem of its line, and the others are read on.
    """
    try:
        _refuse_other_kinds(content)
        text, notes = _decode(content)
        delimiter = max(_DELIMITERS, key=lambda each: _headings_known(text, each))
        header_line, header = _first_record(text, delimiter)
        columns = _columns(header_line, header)
    except _Refused as refused:
        return ProductFile(problems=(_not_text(content) or refused.finding,))
    unknown = [name.strip() for place, name in enumerate(header) if place not in columns and name.strip()]
    notes += [LineFinding(header_line, "column-unknown", {"column": _shown(name)}) for name in unknown]
    return _read_records(text, delimiter, columns, notes)


def _refuse_other_kinds(content: bytes) -> None:
    for beginning, refusal in _OTHER_KINDS.items():
        if content.startswith(beginning):
            raise _Refused(refusal)


def _not_text(content: bytes) -> LineFinding | None:
    """What to say of a file without readable headings that holds NUL anywhere: no text does, but for UTF-16.

    Below good headings a NUL is a problem of its line, which is named.
    """
    is_text = b"\0" not in content or content.startswith((*_UTF_16_MARKS, *_OTHER_KINDS))
    return None if is_text or len(content) > MOST_BYTES else LineFinding(None, "file-not-text")


def _decode(content: bytes) -> tuple[str, list[LineFinding]]:
    if len(content) > MOST_BYTES:
        raise _Refused("file-too-large", limit=MOST_MEGABYTES)
    if content.startswith(_UTF_16_MARKS):
        raise _Refused("file-utf-16")
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        if content.startswith(codecs.BOM_UTF8):
            raise _Refused("encoding-unknown") from error
    try:
        return content.decode("cp1252"), [LineFinding(None, "read-as-windows-1252")]
    except UnicodeDecodeError as error:
        raise _Refused("encoding-unknown") from error


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The records that are not blank, each with the line where it begins; a quoted value may go on over lines."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _Refused("quotes-unclear", line) from error
        if reader.line_num > MOST_LINES:
            raise _Refused("file-too-long", limit=MOST_LINES)
        if any(cell.strip() for cell in record):
            yield line, record


def _first_record(text: str, delimiter: str) -> tuple[int, list[str]]:
    for line, record in _records(text, delimiter):
        if any("\0" in cell for cell in record):
            raise _Refused("file-not-text")
        return line, record
    raise _Refused("file-empty")


def _headings_known(text: str, delimiter: str) -> int:
    """How many headings are known with this delimiter; a wrong one may make nonsense of quotation marks."""
    try:
        return len(_known(_first_record(text, delimiter)[1]))
    except _Refused:
        return 0


def _simple(heading: str) -> str:
    """Letters only, small, without dots and rings: ``ALV-%`` and ``alv`` are one."""
    letters = unicodedata.normalize("NFKD", heading.casefold())
    return "".join(sign for sign in letters if sign.isalpha())


_COLUMN_OF: Mapping[str, Column] = {
    _simple(heading): column for column, headings in _HEADINGS.items() for heading in headings.split()
}


def _known(header: Sequence[str]) -> dict[int, Column]:
    """The place of each known column."""
    found = ((place, _COLUMN_OF.get(_simple(heading))) for place, heading in enumerate(header))
    return {place: column for place, column in found if column is not None}


def _columns(line: int, header: Sequence[str]) -> dict[int, Column]:
    columns = _known(header)
    names = list(columns.values())
    if twice := [name for name in Column if names.count(name) > 1]:
        raise _Refused("column-twice", line, column=twice[0].value)
    if Column.PRODUCT_ID not in names and not {Column.GROUP, Column.PRODUCT_NUMBER} <= set(names):
        found = ", ".join(name.strip() for name in header)
        raise _Refused("columns-missing", line, found=_shown(found, 100))
    return columns


def _read_records(text: str, delimiter: str, columns: Mapping[int, Column], notes: list[LineFinding]) -> ProductFile:
    lines: list[ProductLine] = []
    spoilt: list[ProductLine] = []
    problems: list[LineFinding] = []
    records = _records(text, delimiter)
    _, header = next(records)
    try:
        for line, record in records:
            try:
                read, wrong = _product_line(line, _cells(line, record, header, columns), notes)
            except _Refused as refused:
                problems.append(refused.finding)
                continue
            (spoilt if wrong else lines).append(read)
            problems += wrong
    except _Refused as refused:  # the rest of the file is lost as well
        problems.append(refused.finding)
    if not lines and not problems:
        notes.append(LineFinding(None, "file-without-products"))
    return ProductFile(tuple(lines), tuple(spoilt), tuple(problems), tuple(notes))


def _cells(line: int, record: Sequence[str], header: Sequence[str], columns: Mapping[int, Column]) -> dict[Column, str]:
    """The record's values by column; what a short record lacks is empty, since spreadsheets leave out empty ends."""
    if any(cell.strip() for cell in record[len(header) :]):
        raise _Refused("too-many-values", line, values=len(record), columns=len(header))
    if any(_UNREADABLE.search(cell) for cell in record):
        raise _Refused("sign-unreadable", line)
    # An apostrophe that our own export put before what looks like a formula is no part of the text.
    return {
        column: unguarded(record[place].strip()) if place < len(record) else "" for place, column in columns.items()
    }


def _product_line(
    line: int, cells: Mapping[Column, str], notes: list[LineFinding]
) -> tuple[ProductLine, list[LineFinding]]:
    """The line's product, and a problem for each value of it that cannot be read and so is left out."""
    code, group = _code(line, cells, notes)
    values: dict[str, Any] = {name: cells[column] for column, name in _TEXT_FIELDS.items() if column in cells}
    wrong: list[LineFinding] = []
    try:
        if Column.VAT_RATE in cells:
            values["vat_rate"] = _rate(line, cells[Column.VAT_RATE])
    except _Refused as refused:
        wrong.append(refused.finding)
    try:
        if cells.get(Column.ACTIVE):
            values["is_active"] = _active(line, cells[Column.ACTIVE])
    except _Refused as refused:
        wrong.append(refused.finding)
    return ProductLine(line, code, group, values), wrong


def _code(line: int, cells: Mapping[Column, str], notes: list[LineFinding]) -> tuple[ProductCode | None, str]:
    """The product's code, or None and the group of a product that is to be found by its number.

    1. A TuoteId with letter and number decides alone.
    2. A TuoteId that is the group's letter alone: by number, and then all four columns are needed.
    3. A TuoteId that is a number belongs to the row's group; without TuoteId, Tuotenumero is that number.
    """
    product_id, letter, number = (
        cells.get(each, "") for each in (Column.PRODUCT_ID, Column.GROUP, Column.PRODUCT_NUMBER)
    )
    if exact := read_code(product_id):
        if letter and letter.upper() != exact.group:
            notes.append(LineFinding(line, "exact-code-won", {"code": str(exact), "group": _shown(letter)}))
        return exact, exact.group
    if letter and not _LETTER.fullmatch(letter):
        raise _Refused("group-not-a-letter", line, text=_shown(letter))
    group = letter.upper()
    if _LETTER.fullmatch(product_id):
        if product_id.upper() != group or not number or not cells.get(Column.SUPPLIER):
            raise _Refused("by-number-incomplete", line, text=product_id)
        return None, group
    if product_id:
        return _in_group(line, "code-unreadable", product_id, group)
    if not group or not number:
        raise _Refused("code-missing", line)
    return _in_group(line, "number-not-a-number", number, group)


def _in_group(line: int, refusal: str, number: str, group: str) -> tuple[ProductCode, str]:
    """The code of a bare number in the row's group."""
    code = code_in_group(number, group)
    if code is None:
        raise _Refused(refusal, line, text=_shown(number))
    return code, group


def code_in_group(number: str, group: str) -> ProductCode | None:
    """The code that a bare number makes in a group; None where it is no number or there is no group."""
    return read_code(group + number) if group and number[:1].isdigit() else None


def read_rate(text: str) -> Decimal | None:
    """A rate in per cent, with decimal comma or point; None for an empty text.

    Raises:
        ValueError: it is not a percentage from 0 to 100 with up to four decimals.
    """
    if not text.strip():
        return None
    match = _RATE.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    rate = plain(Decimal(match[1].replace(",", ".")))
    if rate > 100:
        raise ValueError(text)
    return rate


def _rate(line: int, text: str) -> Decimal | None:
    try:
        return read_rate(text)
    except ValueError as error:
        raise _Refused("rate-unreadable", line, text=_shown(text)) from error


def _active(line: int, text: str) -> bool:
    simple = unicodedata.normalize("NFKD", text.casefold()).replace("\u0308", "")
    if simple in _YES:
        return True
    if simple in _NO:
        return False
    raise _Refused("active-unreadable", line, text=_shown(text))


def _shown(text: str, most: int = 40) -> str:
    """A text of the file for a message: its beginning on one line."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= most else one_line[: most - 1] + "…"
