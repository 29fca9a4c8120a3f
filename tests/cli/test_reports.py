"""Reports as people and machines get them, and files that come back from a spreadsheet program."""

import csv
import io
import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from severa_maestro.cli.reports import (
    Column,
    ColumnKind,
    Format,
    OutputFile,
    Report,
    ReportFormat,
    Value,
    choose_format,
    guarded,
    print_report,
    unguarded,
)
from severa_maestro.cli.table_reading import read_table
from severa_maestro.errors import ConfigurationError, DataError, SeveraMaestroError
from severa_maestro.language import Language, Text

NAME = Column("name", Text(fi="Nimi", sv="Namn", en="Name"))
CODE = Column("code", Text(fi="Koodi", sv="Kod", en="Code"))
ROWS = Column("rows", Text(fi="Rivejä", sv="Rader", en="Rows"), ColumnKind.NUMBER)
AMOUNT = Column("amount", Text(fi="Summa", sv="Summa", en="Amount"), ColumnKind.AMOUNT)
DAY = Column("day", Text(fi="Päivä", sv="Dag", en="Day"), ColumnKind.DATE)
RATE = Column("rate", Text(fi="ALV-%", sv="Moms-%", en="VAT %"), ColumnKind.PERCENT)
COLUMNS = (NAME, CODE, ROWS, AMOUNT, DAY, RATE)
TITLE = Text(fi="Vertailu: 1/2", sv="Jämförelse: 1/2", en="Comparison: 1/2")
FULL: dict[str, Value] = {
    "name": 'Työ [red]\nöljy; "ä"',
    "code": "012",
    "rows": 3,
    "amount": Decimal("-1234567.5"),
    "day": date(2026, 2, 1),
    "rate": Decimal("25.50"),
}
REPORT = Report(TITLE, COLUMNS, [FULL, {"name": "–", "amount": Decimal("1234.5678")}])
READ = [
    {
        "name": 'Työ [red]\nöljy; "ä"',
        "code": "012",
        "rows": "3",
        "amount": "-1234567.5",
        "day": "2026-02-01",
        "rate": "25.5",
    },
    {"name": "–", "code": "", "rows": "", "amount": "1234.5678", "day": "", "rate": ""},
]
DANGEROUS = ["=1+1", "+358", "-5", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "'=1", "''-"]

Speak = Callable[[Language], None]


@pytest.fixture(autouse=True)
def speak(monkeypatch: pytest.MonkeyPatch) -> Speak:
    """Sets the reader's language; Finnish at first."""

    def set_language(language: Language) -> None:
        monkeypatch.setenv("SEVERA_MAESTRO_LANGUAGE", language.value)

    set_language(Language.FINNISH)
    return set_language


def written(report: Report, path: Path) -> bytes:
    print_report(report, None, path)
    return path.read_bytes()


def texts(*values: Value) -> Report:
    return Report(TITLE, (NAME,), [{"name": value} for value in values])


def refusal(call: Callable[[], object], kind: type[SeveraMaestroError] = DataError) -> tuple[str, str]:
    """The code and the Finnish sentences of the error that a call raises."""
    with pytest.raises(kind) as caught:
        call()
    return caught.value.code, caught.value.say(Language.FINNISH)


# --- on the screen and as JSON ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "heading", "amount", "day", "rate"),
    [
        (Language.FINNISH, "Rivejä", "-1\u00a0234\u00a0567,50", "1.2.2026", "25,5\u00a0%"),
        (Language.SWEDISH, "Rader", "-1\u00a0234\u00a0567,50", "1.2.2026", "25,5\u00a0%"),
        (Language.ENGLISH, "Rows", "-1,234,567.50", "2026-02-01", "25.5\u00a0%"),
    ],
)
def test_a_table_is_written_as_the_reader_writes(
    tmp_path: Path, speak: Speak, language: Language, heading: str, amount: str, day: str, rate: str
) -> None:
    speak(language)
    table = written(REPORT, tmp_path / "report.txt").decode()
    assert TITLE.say(language) in table
    for shown in (heading, amount, day, rate, "Työ [red]", "012", "–"):
        assert shown in table


def test_decimals_beyond_cents_are_shown_and_not_grouped(tmp_path: Path) -> None:
    assert "1\u00a0234,5678" in written(REPORT, tmp_path / "report.txt").decode()


def test_a_table_goes_to_the_standard_output_by_default(capsys: pytest.CaptureFixture[str]) -> None:
    print_report(REPORT)
    assert "Vertailu: 1/2" in capsys.readouterr().out


def test_json_has_every_row_by_key_with_exact_digits(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    print_report(REPORT, Format.JSON)
    full, sparse = json.loads(capsysbinary.readouterr().out)
    assert full == {**FULL, "amount": "-1234567.5", "day": "2026-02-01", "rate": "25.50"}
    assert sparse == {**dict.fromkeys(FULL), "name": "–", "amount": "1234.5678"}


@pytest.mark.parametrize(("language", "yes"), [(Language.FINNISH, "kyllä"), (Language.SWEDISH, "ja")])
def test_truths_and_sentences_are_said_in_the_readers_language(
    tmp_path: Path, speak: Speak, language: Language, yes: str
) -> None:
    speak(language)
    report = texts(True, NAME.heading, None)
    said = [yes, NAME.heading.say(language)]
    assert [each["name"] for each in read(report, tmp_path / "report.csv", NAME)] == said
    assert [each["name"] for each in read(report, tmp_path / "report.xlsx", NAME)] == said
    assert json.loads(written(report, tmp_path / "report.json"))[0] == {"name": True}


# --- CSV --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (Language.FINNISH, "-1234567,50;1.2.2026;25,5"),
        (Language.SWEDISH, "-1234567,50;1.2.2026;25,5"),
        (Language.ENGLISH, "-1234567.50;2026-02-01;25.5"),
    ],
)
def test_csv_is_what_excel_opens_in_the_readers_country(
    tmp_path: Path, speak: Speak, language: Language, line: str
) -> None:
    speak(language)
    content = written(REPORT, tmp_path / "report.csv")
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert text.startswith(";".join(column.heading.say(language) for column in COLUMNS) + "\r\n")
    assert f";012;3;{line}\r\n" in text


def test_csv_goes_to_the_standard_output_as_it_goes_to_a_file(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    print_report(REPORT, Format.CSV)
    assert capsysbinary.readouterr().out == written(REPORT, tmp_path / "report.csv")


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_csv_file_begins_as_a_formula(tmp_path: Path, text: str) -> None:
    content = written(texts(text, Text(fi=text, sv="", en="")), tmp_path / "report.csv").decode("utf-8-sig")
    cells = [row[0] for row in csv.reader(io.StringIO(content), delimiter=";")]
    assert cells == ["Nimi", f"'{text}", f"'{text}"]


def test_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    report = Report(TITLE, (AMOUNT,), [{"amount": Decimal(-5)}])
    assert written(report, tmp_path / "report.csv").decode("utf-8-sig").splitlines()[1] == "-5,00"


@given(st.text() | st.sampled_from(DANGEROUS))
def test_a_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(text)) == text


# --- XLSX -------------------------------------------------------------------------------------------------------------


def sheet_of(path: Path) -> Any:
    return openpyxl.load_workbook(path).worksheets[0]


def test_a_workbook_has_real_numbers_and_dates(tmp_path: Path) -> None:
    written(REPORT, tmp_path / "report.xlsx")
    _, full, sparse = sheet_of(tmp_path / "report.xlsx").iter_rows(values_only=True)
    assert full == (FULL["name"], "012", 3, -1234567.5, datetime(2026, 2, 1), 25.5)  # noqa: DTZ001 as it is read
    assert sparse == ("–", None, None, 1234.5678, None, None)


@pytest.mark.parametrize(("language", "day"), [(Language.FINNISH, "d.m.yyyy"), (Language.ENGLISH, "yyyy-mm-dd")])
def test_a_workbook_is_ready_to_be_used(tmp_path: Path, speak: Speak, language: Language, day: str) -> None:
    speak(language)
    written(REPORT, tmp_path / "report.xlsx")
    sheet = sheet_of(tmp_path / "report.xlsx")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:F3")
    assert all(cell.font.bold for cell in sheet[1])
    assert [cell.value for cell in sheet[1]] == [column.heading.say(language) for column in COLUMNS]
    assert [cell.number_format for cell in sheet[2]][1:5] == ["@", "General", "#,##0.00######", day]
    assert sheet["A2"].alignment.wrap_text
    assert sheet.column_dimensions["D"].width >= len("-1 234 567,50")


def test_no_column_of_a_workbook_is_endless(tmp_path: Path) -> None:
    written(texts("x" * 5000), tmp_path / "report.xlsx")
    assert sheet_of(tmp_path / "report.xlsx").column_dimensions["A"].width < 100


@pytest.mark.parametrize("text", [*DANGEROUS, "#N/A", "1.2.2026", "TRUE"])
def test_a_text_in_a_workbook_is_a_text_whatever_it_looks_like(tmp_path: Path, text: str) -> None:
    written(texts(text), tmp_path / "report.xlsx")
    cell = sheet_of(tmp_path / "report.xlsx")["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_sign_that_no_workbook_can_hold_leaves_a_mark(tmp_path: Path) -> None:
    assert [each["name"] for each in read(texts("a\x0bb\udc00"), tmp_path / "report.xlsx", NAME)] == ["a\ufffdb\ufffd"]


@pytest.mark.parametrize("title", ["'[a]:*?/\\'", "x" * 40, "Vertailu: Yritys Oy / 2026"])
def test_any_title_makes_a_workbook(tmp_path: Path, title: str) -> None:
    written(Report(Text(fi=title, sv="", en=""), (NAME,), []), tmp_path / "report.xlsx")
    assert sheet_of(tmp_path / "report.xlsx").title


# --- where a report goes ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "output", "becomes"),
    [
        (None, None, Format.TABLE),
        (Format.CSV, None, Format.CSV),
        (None, Path("a.XLSX"), Format.XLSX),
        (None, Path("a.json"), Format.JSON),
        (None, Path("a.txt"), Format.TABLE),
        (Format.CSV, Path("a.xlsx"), Format.CSV),
        (Format.JSON, Path("a.tiedosto"), Format.JSON),
    ],
)
def test_the_format_is_the_one_that_was_told_or_else_that_of_the_files_ending(
    chosen: Format | None, output: Path | None, becomes: Format
) -> None:
    assert choose_format(chosen, output) is becomes


def test_an_ending_that_tells_no_format_is_refused(tmp_path: Path) -> None:
    code, said = refusal(lambda: print_report(REPORT, None, tmp_path / "report.pdf"), ConfigurationError)
    assert code == "format-unknown"
    assert ".xlsx" in said


def test_a_workbook_is_not_thrown_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    code, said = refusal(lambda: print_report(REPORT, Format.XLSX), ConfigurationError)
    assert code == "workbook-needs-file"
    assert "--output" in said


def test_a_workbook_may_be_piped(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    print_report(REPORT, Format.XLSX)
    assert openpyxl.load_workbook(io.BytesIO(capsysbinary.readouterr().out)).worksheets[0]["B2"].value == "012"


def test_a_folder_that_is_not_there_is_a_message(tmp_path: Path) -> None:
    code, said = refusal(lambda: print_report(REPORT, None, tmp_path / "gone" / "report.csv"), ConfigurationError)
    assert code == "report-unwritable"
    assert "gone" in said


def test_a_report_that_cannot_be_put_in_its_place_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "report.csv").mkdir()
    assert refusal(lambda: print_report(REPORT, None, tmp_path / "report.csv"), ConfigurationError)[0]
    assert [each.name for each in tmp_path.iterdir()] == ["report.csv"]


def test_a_report_replaces_the_old_file_and_leaves_no_other(tmp_path: Path) -> None:
    (tmp_path / "report.csv").write_text("old")
    assert b"old" not in written(REPORT, tmp_path / "report.csv")
    assert [each.name for each in tmp_path.iterdir()] == ["report.csv"]


def test_the_options_serve_a_command(tmp_path: Path) -> None:
    app = typer.Typer()

    @app.command()
    def show(report_format: ReportFormat = None, output: OutputFile = None) -> None:
        print_report(REPORT, report_format, output)

    assert json.loads(CliRunner().invoke(app, ["--format", "json"]).stdout)[0]["code"] == "012"
    assert CliRunner().invoke(app, ["--output", str(tmp_path / "report.csv")]).exit_code == 0
    assert (tmp_path / "report.csv").exists()
    assert CliRunner().invoke(app, ["--format", "pdf"]).exit_code != 0


# --- read back --------------------------------------------------------------------------------------------------------


def read(report: Report, path: Path, *columns: Column) -> list[dict[str, str]]:
    written(report, path)
    return list(read_table(path, columns))


def saved(tmp_path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path = tmp_path / "table.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("language", Language)
def test_what_was_written_is_read_back_whatever_the_language(
    tmp_path: Path, speak: Speak, language: Language, ending: str
) -> None:
    speak(language)
    path = tmp_path / f"report.{ending}"
    written(REPORT, path)
    speak(Language.FINNISH)
    assert read_table(path, COLUMNS) == READ


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@given(
    names=st.lists(
        st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="'"), min_size=1)
        | st.sampled_from(["=1", "-", "a;b", '"', "a\nb", "1e5", "0012"]),
        max_size=4,
    ),
    amount=st.decimals(-(10**9), 10**9, places=2),
    day=st.dates(date(1900, 3, 1)),
)
def test_any_text_amount_and_day_comes_back(
    tmp_path: Path, ending: str, names: list[str], amount: Decimal, day: date
) -> None:
    rows: list[dict[str, Value]] = [{"name": name, "amount": amount, "day": day} for name in names]
    found = read(Report(TITLE, COLUMNS, rows), tmp_path / f"report.{ending}", *COLUMNS)
    assert [each["name"] for each in found] == [name.strip() for name in names]
    assert all(Decimal(each["amount"]) == amount and each["day"] == day.isoformat() for each in found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_any_encoding_and_separator_of_spreadsheet_programs_is_read(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    text = "\r\n".join(delimiter.join(cells) for cells in (("Nimi", "Päivä"), ('"Öljy; a, b\tc"', "1.2.2026")))
    rows = read_table(saved(tmp_path, text, encoding), (NAME, DAY))
    assert rows == [{"name": "Öljy; a, b\tc", "day": "2026-02-01"}]


def test_columns_may_be_moved_and_added_and_lines_left_empty(tmp_path: Path) -> None:
    text = "\n;;\n Summa ;Oma;KOODI\n;;\n1,5;x;A1\n\n;;A2\n2;;\n"
    rows = read_table(saved(tmp_path, text), (CODE, AMOUNT))
    assert rows == [{"code": "A1", "amount": "1.5"}, {"code": "A2", "amount": ""}, {"code": "", "amount": "2"}]
    assert [each.line for each in rows] == [5, 7, 8]


def test_a_short_line_lacks_only_its_last_values(tmp_path: Path) -> None:
    assert read_table(saved(tmp_path, "Koodi;Summa\nA1\n"), (CODE, AMOUNT)) == [{"code": "A1", "amount": ""}]


def test_headings_of_several_languages_may_stand_side_by_side(tmp_path: Path) -> None:
    assert read_table(saved(tmp_path, "Namn;Code;Päivä\na;b;\n"), (NAME, CODE)) == [{"name": "a", "code": "b"}]


def test_a_column_that_may_be_missing_is_empty(tmp_path: Path) -> None:
    path = saved(tmp_path, "Koodi\nA1\n")
    assert read_table(path, (CODE, DAY), optional={"day"}) == [{"code": "A1", "day": ""}]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("12.0", "12"),
        ("25,50", "25.5"),
        ("25,5 %", "25.5"),
        ("1 234,50 €", "1234.5"),
        ("1\u00a0234,50", "1234.5"),
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("−5", "-5"),
        ("-0", "0"),
        ("100", "100"),
    ],
)
def test_a_number_is_read_however_it_is_written(tmp_path: Path, text: str, number: str) -> None:
    assert read_table(saved(tmp_path, f"Summa;Koodi\n{text};\n"), (AMOUNT,)) == [{"amount": number}]


@pytest.mark.parametrize("text", ["2026-02-01", "1.2.2026", "01.02.2026", "2026-02-01 00:00:00", "1.2.2026 0:00"])
def test_a_day_is_read_however_it_is_written(tmp_path: Path, text: str) -> None:
    assert read_table(saved(tmp_path, f"Päivä\n{text}\n"), (DAY,)) == [{"day": "2026-02-01"}]


def workbook(tmp_path: Path, *lines: tuple[object, ...], formats: dict[str, str] | None = None) -> Path:
    """A workbook as a person leaves it: our lines on the second sheet."""
    book = openpyxl.Workbook()
    book.worksheets[0].append(["muistiinpanoja"])
    sheet = book.create_sheet("Taulukko2")
    for line in lines:
        sheet.append(line)
    for place, number_format in (formats or {}).items():
        sheet[place].number_format = number_format
    book.save(tmp_path / "table.xlsx")
    return tmp_path / "table.xlsx"


def test_a_workbook_changed_by_a_person_is_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        (None, None, None),
        ("Muistiinpano", "Code", "Summa", "ALV-%", "Päivä"),
        (None, None, None),
        ("x", 12.0, 0.1 + 0.2, 0.255, datetime(2026, 2, 1)),  # noqa: DTZ001 as openpyxl writes it
        (None, " a/1 ", "1,50", 24, "1.3.2026", "oma sana"),
        formats={"D4": "0.0%"},
    )
    rows = read_table(path, (CODE, AMOUNT, RATE, DAY))
    assert rows == [
        {"code": "12", "amount": "0.3", "rate": "25.5", "day": "2026-02-01"},
        {"code": "a/1", "amount": "1.5", "rate": "24", "day": "2026-03-01"},
    ]
    assert [each.line for each in rows] == [4, 5]


def test_an_apostrophe_that_a_csv_file_brought_into_a_workbook_is_taken_off(tmp_path: Path) -> None:
    assert read_table(workbook(tmp_path, ("Nimi",), ("'-5",)), (NAME,)) == [{"name": "-5"}]


# --- what cannot be read ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "columns", "code", "said"),
    [
        ("Koodi;Päivä\nA1;\nA2;31.2.2026\n", (CODE, DAY), "date-unreadable", ["rivillä 3", "”Päivä”", "31.2.2026"]),
        ("Koodi;Päivä\nA1;2/1/2026\n", (CODE, DAY), "date-unreadable", ["rivillä 2", "2/1/2026"]),
        ("Koodi;Summa\n\nA1;kolme\n", (CODE, AMOUNT), "number-unreadable", ["rivillä 3", "”Summa”", "kolme"]),
        ("Koodi;Summa\nA1;1e5\n", (CODE, AMOUNT), "number-unreadable", ["rivillä 2"]),
        ("Koodi\nA1\n", (CODE, AMOUNT), "column-missing", ["riviltä 1", "”Summa”"]),
        ("jotain muuta\n", (CODE,), "column-missing", ["”Koodi”"]),
        ("\nKoodi;code\nA1;A2\n", (CODE,), "column-twice", ["rivillä 2", "”code”"]),
        ('Koodi;Nimi\nA1;a\nA2;"a"b"\n', (CODE, NAME), "quotes-unclear", ["rivin 3"]),
        ("Koodi;Nimi\nA1;a;b\n", (CODE, NAME), "too-many-values", ["rivillä 2"]),
        ("", (CODE,), "table-empty", []),
        ("\n;;\n", (CODE,), "table-empty", []),
        (b"Koodi\n\x81\n", (CODE,), "not-a-table", []),
        (b"\xd0\xcf\x11\xe0\0\0", (CODE,), "not-a-table", []),
        (b"PK\x03\x04rest", (CODE,), "not-a-table", []),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(
    tmp_path: Path, content: str | bytes, columns: tuple[Column, ...], code: str, said: list[str]
) -> None:
    path = saved(tmp_path, content)
    found, sentences = refusal(lambda: read_table(path, columns))
    assert found == code
    assert all(part in sentences for part in (str(path), *said))
    assert "?" not in sentences


def test_a_code_that_became_a_date_is_said_with_its_line(tmp_path: Path) -> None:
    path = workbook(tmp_path, ("Koodi",), (datetime(2026, 2, 1),))  # noqa: DTZ001 as openpyxl writes it
    code, said = refusal(lambda: read_table(path, (CODE,)))
    assert code == "text-made-a-date"
    assert "rivillä 2" in said


def test_a_file_that_is_not_there_is_a_message(tmp_path: Path) -> None:
    assert refusal(lambda: read_table(tmp_path / "gone.csv", (CODE,)), ConfigurationError)[0] == "table-unreadable"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("severa_maestro.cli.table_reading._MOST_BYTES", 10)
    path = saved(tmp_path, "Koodi\n" + "A" * 10)
    assert refusal(lambda: read_table(path, (CODE,)))[0] == "table-too-large"


@given(st.binary(max_size=60) | st.binary(max_size=60).map(lambda rest: b"PK\x03\x04" + rest))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_a_table_or_a_message(tmp_path: Path, content: bytes) -> None:
    path = saved(tmp_path, content)
    try:
        rows = read_table(path, (CODE,), optional={"code"})
    except DataError:
        return
    assert all(each.keys() == {"code"} for each in rows)
