"""The import of products: what a file may look like, what is told of a bad one, and all or nothing."""

import csv
import inspect
import io
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError
from severa_maestro.language import Language
from severa_maestro.maestro.registers import product_file, product_import
from severa_maestro.maestro.registers.adapter import RegistersTarget
from severa_maestro.maestro.registers.import_messages import IMPORT_MESSAGES
from severa_maestro.maestro.registers.models import ProductGroup, RegisterProduct
from severa_maestro.maestro.registers.product_file import read_product_file, read_rate
from severa_maestro.maestro.registers.product_import import ImportPlan, carry_out, plan_import

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "product-file.md"
HEADER = "TuoteId;PääryhmäId;ToimittajaId;Tuotenumero;Nimi;Yksikkö;ALV-%;Tili;Aktiivinen"
in_database = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def file_of(*lines: str, header: str = HEADER) -> bytes:
    return "\r\n".join((header, *lines, "")).encode()


def imported(company: Company, content: bytes) -> ImportPlan:
    plan = plan_import(company, content)
    assert not plan.problems, [each.say(Language.ENGLISH) for each in plan.problems]
    carry_out(plan)
    return plan


def products(company: Company) -> dict[str, RegisterProduct]:
    return {str(each.code): each for each in company.products.select_related("group")}


def problems_of(company: Company, content: bytes) -> list[tuple[int | None, str]]:
    before = list(RegisterProduct.objects.values())
    plan = plan_import(company, content)
    with pytest.raises(DataError) as refused:
        carry_out(plan)
    assert refused.value.code == "import-has-problems"
    assert list(RegisterProduct.objects.values()) == before
    return [(each.line, each.code) for each in plan.problems]


# What a good file does ------------------------------------------------------------------------------------------------


def test_products_are_added_with_their_groups(company: Company) -> None:
    content = file_of("A1;A;;1;Konsultointi;h;25,5;3000;K", "b/2;B;;;Matkakulu;km;0;;E")
    plan = imported(company, content)
    assert (len(plan.added), len(plan.changed), plan.unchanged, plan.groups_added) == (2, 0, 0, ("B",))
    one, two = products(company)["A/1"], products(company)["B/2"]
    assert (one.name, one.unit, one.vat_rate, one.sales_account) == ("Konsultointi", "h", Decimal("25.5"), "3000")
    assert (one.product_number, one.is_active) == ("1", True)
    assert (two.name, two.vat_rate, two.sales_account, two.is_active) == ("Matkakulu", Decimal(0), "", False)


def test_the_test_run_writes_nothing(company: Company) -> None:
    plan = plan_import(company, file_of("C1;;;;Uusi;;;;"))
    assert [str(each.code) for each in plan.added] == ["C/1"]
    assert list(products(company)) == ["A/0"]
    assert not ProductGroup.objects.filter(letter="C").exists()


def test_the_same_file_again_changes_nothing(company: Company) -> None:
    content = file_of("A1;;;;Konsultointi;h;25,5;3000;K", "A0;;;;Varatuote;;;;")
    imported(company, content)
    again = plan_import(company, content)
    assert (again.added, again.changed, again.unchanged, again.groups_added) == ((), (), 2, ())


def test_a_changed_product_shows_each_field_before_and_after(company: Company) -> None:
    imported(company, file_of("A1;;;;Konsultointi;h;25,5;3000;K"))
    plan = imported(company, file_of("A/1;;;;Neuvonta;h;13,5;;E"))
    (change,) = plan.changed
    assert {each.field: (each.before, each.after) for each in change.changes} == {
        "name": ("Konsultointi", "Neuvonta"),
        "vat_rate": (Decimal("25.5"), Decimal("13.5")),
        "sales_account": ("3000", ""),
        "is_active": (True, False),
    }
    assert products(company)["A/1"].name == "Neuvonta"


def test_fields_without_a_column_stay_and_so_do_products_that_are_not_in_the_file(company: Company) -> None:
    imported(company, file_of("A1;;;;Konsultointi;h;25,5;3000;E", "A2;;;;Toinen;;;;"))
    imported(company, file_of("A1;Neuvonta", header="TuoteId;Nimi"))
    one = products(company)["A/1"]
    assert (one.name, one.unit, one.vat_rate, one.is_active) == ("Neuvonta", "h", Decimal("25.5"), False)
    assert products(company)["A/2"].name == "Toinen"


def test_an_empty_active_cell_leaves_a_product_as_it_is(company: Company) -> None:
    imported(company, file_of("A1;;;;Vanha;;;;E"))
    imported(company, file_of("A1;;;;Vanha;;;;"))
    assert not products(company)["A/1"].is_active


def test_an_imported_product_is_at_once_in_the_catalogue(company: Company) -> None:
    target = RegistersTarget(company)
    assert len(target.catalogue()) == 1
    imported(company, file_of("A1;;;;Konsultointi;;;;"))
    assert len(target.catalogue()) == 2


def test_the_fallback_product_may_get_a_name_and_account(company: Company) -> None:
    imported(company, file_of("A/0;;;;Kohdistamattomat;;25,5;3999;K"))
    fallback = products(company)["A/0"]
    assert (fallback.name, fallback.sales_account, fallback.is_fallback) == ("Kohdistamattomat", "3999", True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_encodings_delimiters_and_line_ends_are_found(
    company: Company, encoding: str, delimiter: str, line_end: str
) -> None:
    lines = (HEADER.split(";"), ["A1", "A", "", "1", "Työ – säädöt", "h", '"25,5"', "3000", "kyllä"])
    content = line_end.join(delimiter.join(line) for line in lines).encode(encoding)
    plan = imported(company, content)
    assert products(company)["A/1"].name == "Työ – säädöt"
    assert [each.code for each in plan.notes] == (["read-as-windows-1252"] if encoding == "cp1252" else [])


@pytest.mark.parametrize(
    "header",
    [
        "tuoteid;nimi;yks;alv;tili;aktiivinen",
        "TUOTEID;Tuotenimi;Yksikkö;ALV %;Myyntitili;Käytössä",
        "Tuote Id;Nimike;YKSIKKÖ;Alv-%;TILI;Aktiivinen",
        "ProductId;Name;Unit;VAT %;Account;Active",
        "Produktkod;Benämning;Enhet;Moms;Försäljningskonto;Aktiv",
    ],
)
def test_headings_are_known_in_three_languages_and_many_spellings(company: Company, header: str) -> None:
    plan = imported(company, file_of("A1;Työ;h;25.5 %;3000;E", header=header))
    one = products(company)["A/1"]
    assert (one.name, one.unit, one.vat_rate, one.sales_account, one.is_active) == (
        "Työ",
        "h",
        Decimal("25.5"),
        "3000",
        False,
    )
    assert plan.notes == ()


def test_columns_come_in_any_order_and_unknown_ones_are_noted(company: Company) -> None:
    plan = imported(company, file_of("12,00;Työ;A1;x", header="Hinta;Nimi;TuoteId;Sijainti"))
    assert products(company)["A/1"].name == "Työ"
    assert [(each.code, each.values["column"]) for each in plan.notes] == [
        ("column-unknown", "Hinta"),
        ("column-unknown", "Sijainti"),
    ]


def test_delimiters_quotes_and_line_breaks_inside_quotes_belong_to_the_value(company: Company) -> None:
    imported(company, b'"TuoteId","Nimi"\n"A1","Ty\xc3\xb6, ""hyv\xc3\xa4""; ja\ntoinen rivi"\n')
    assert products(company)["A/1"].name == 'Työ, "hyvä"; ja\ntoinen rivi'


@pytest.mark.parametrize("word", ["K", "k", "Kyllä", "KYLLÄ", "1", "yes", "true", "Ja", "x"])
def test_words_that_mean_active(company: Company, word: str) -> None:
    imported(company, file_of(f"A1;{word}", header="TuoteId;Aktiivinen"))
    assert products(company)["A/1"].is_active


@pytest.mark.parametrize("word", ["E", "ei", "0", "no", "Nej", "false"])
def test_words_that_mean_inactive(company: Company, word: str) -> None:
    imported(company, file_of(f"A1;{word}", header="TuoteId;Aktiivinen"))
    assert not products(company)["A/1"].is_active


def test_short_lines_lack_empty_ends_and_blank_lines_are_skipped(company: Company) -> None:
    imported(company, file_of("A1;;;;Työ", ";;;;;;;;", "", "A2"))
    assert set(products(company)) == {"A/0", "A/1", "A/2"}


def test_a_file_with_headings_only_changes_nothing(company: Company) -> None:
    plan = imported(company, file_of())
    assert [each.code for each in plan.notes] == ["file-without-products"]


# Which product a line means -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("A1;;;;", "A/1"),
        ("a/1;;;;", "A/1"),
        (" A 001 ;;;;", "A/1"),
        ("7;B;;;", "B/7"),
        (";b;;12;", "B/12"),
        (";B;T1;12;", "B/12"),
        ("A1;A;T1;205/55R16;", "A/1"),
    ],
)
def test_the_code_of_a_line(company: Company, line: str, code: str) -> None:
    imported(company, file_of(line))
    assert set(products(company)) == {"A/0", code}


def test_an_exact_tuoteid_wins_over_the_group_and_says_so(company: Company) -> None:
    plan = imported(company, file_of("A1;B;;5;Työ;;;;"))
    assert set(products(company)) == {"A/0", "A/1"}
    assert [(each.line, each.code) for each in plan.notes] == [(2, "exact-code-won")]


def test_by_product_number_the_product_of_that_supplier_is_found(company: Company) -> None:
    imported(company, file_of("A1;A;T1;205/55R16;Kesärengas;;;;", "A2;A;T2;205/55R16;Toinen;;;;"))
    plan = imported(company, file_of("A;A;T2;205/55R16;Toisen uusi nimi;;;;"))
    assert [str(each.code) for each in plan.changed] == ["A/2"]
    assert products(company)["A/2"].name == "Toisen uusi nimi"


def test_by_product_number_a_new_product_gets_the_code_that_the_number_makes(company: Company) -> None:
    imported(company, file_of("A;A;T1;55;Uusi;;;;"))
    assert products(company)["A/55"].supplier == "T1"


def test_by_product_number_a_product_without_one_gets_it(company: Company) -> None:
    imported(company, file_of("A55;;;;Vanha;;;;"))
    plan = imported(company, file_of("A;A;T1;55;Vanha;;;;"))
    assert [str(each.code) for each in plan.changed] == ["A/55"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("A;A;T1;205/55R16;;;;;", "product-number-unknown"),
        ("A;A;T9;7;;;;;", "code-taken"),
        ("A;A;;7;;;;;", "by-number-incomplete"),
        ("A;A;T1;;;;;;", "by-number-incomplete"),
        ("A;B;T1;7;;;;;", "by-number-incomplete"),
        ("A;;T1;7;;;;;", "by-number-incomplete"),
        ("Konsultointi;;;;;;;;", "code-unreadable"),
        ("A/1/2;A;;1;;;;;", "code-unreadable"),
        ("7;;;;;;;;", "code-unreadable"),
        ("A1234567890;;;;;;;;", "code-unreadable"),
        (";Yleinen;;1;;;;;", "group-not-a-letter"),
        (";Ä;;1;;;;;", "group-not-a-letter"),
        (";A;;205/55R16;;;;;", "number-not-a-number"),
        (";A;;A1;;;;;", "number-not-a-number"),
        (";A;;;Nimi;;;;", "code-missing"),
        (";;;1;Nimi;;;;", "code-missing"),
        ("A1;;;;;;25,5,5;;", "rate-unreadable"),
        ("A1;;;;;;101;;", "rate-unreadable"),
        ("A1;;;;;;-1;;", "rate-unreadable"),
        ("A1;;;;;;1e1;;", "rate-unreadable"),
        ("A1;;;;;;25,50001;;", "rate-unreadable"),
        ("A1;;;;;;٢٥;;", "rate-unreadable"),
        ("A1;;;;;;;;ehkä", "active-unreadable"),
        ("A0;;;;;;;;E", "fallback-inactive"),
        (";A;;0;;;;;ei", "fallback-inactive"),
        ("A1;;;;;;;;;ylimääräinen", "too-many-values"),
        ("A1;;;;Rikki\x00;;;;", "sign-unreadable"),
        ("A1;;;;Rikki�;;;;", "sign-unreadable"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_stops_all(company: Company, line: str, problem: str) -> None:
    imported(company, file_of("A7;A;T7;7;Ennestään;;;;"))
    assert problems_of(company, file_of("A8;;;;Hyvä;;;;", line, "A9;;;;Hyvä;;;;")) == [(3, problem)]


def test_every_bad_line_is_told_at_once(company: Company) -> None:
    content = file_of("A1;;;;;;x;;", "A2;;;;;;;;", "??;;;;;;;;", "A2;;;;;;;;")
    assert problems_of(company, content) == [(2, "rate-unreadable"), (4, "code-unreadable"), (5, "code-twice")]


def test_a_second_line_of_a_product_is_told_even_where_either_is_bad_otherwise(company: Company) -> None:
    content = file_of("A1;;;;;;x;;", "A1;;;;;;;;", "A2;;;;;;;;", "A2;;;;;;;;ehkä", "A0;;;;;;;;E", "A0;;;;;;;;")
    plan = plan_import(company, content)
    assert [(each.line, each.code, each.values.get("other")) for each in plan.problems] == [
        (2, "rate-unreadable", None),
        (3, "code-twice", 2),
        (5, "active-unreadable", None),
        (5, "code-twice", 4),
        (6, "fallback-inactive", None),
        (7, "code-twice", 6),
    ]
    assert [str(each.code) for each in plan.added] == ["A/2"]


def test_all_that_is_wrong_with_a_line_is_told_at_once(company: Company) -> None:
    content = file_of("A1;;;;;;255;;ehkä")
    assert problems_of(company, content) == [(2, "rate-unreadable"), (2, "active-unreadable")]


def test_a_number_is_taken_by_a_line_that_is_bad_otherwise_too(company: Company) -> None:
    imported(company, file_of("A1;A;T1;77;;;;;", "A2;A;T1;78;;;;;"))
    assert problems_of(company, file_of("A1;A;T1;78;;;x;;", "A2;A;T1;77;;;;;")) == [(2, "rate-unreadable")]
    assert problems_of(company, file_of("A3;A;T1;79;;;x;;", "A4;A;T1;79;;;;;")) == [
        (2, "rate-unreadable"),
        (2, "product-number-twice"),
        (3, "product-number-twice"),
    ]


def test_a_plan_with_problems_says_what_its_good_lines_add_and_change(company: Company) -> None:
    imported(company, file_of("A1;;;;Vanha;;;;"))
    plan = plan_import(company, file_of("A1;;;;Uusi;;;;", "A2;;;;Hyvä;;25,5;;", "A3;;;;Huono;;255;;"))
    assert [(each.line, each.code) for each in plan.problems] == [(4, "rate-unreadable")]
    assert ([str(each.code) for each in plan.added], [str(each.code) for each in plan.changed]) == (["A/2"], ["A/1"])


def test_lines_are_counted_as_an_editor_counts_them(company: Company) -> None:
    content = file_of("", 'A1;;;;"kolme\nriviä\ntekstiä";;;;', "", "A2;;;;;;x;;")
    assert problems_of(company, content) == [(7, "rate-unreadable")]


def test_two_lines_of_one_product_are_told_with_both_numbers(company: Company) -> None:
    plan = plan_import(company, file_of("A1;;;;;;;;", "a/01;;;;;;;;"))
    (problem,) = plan.problems
    assert (problem.line, problem.values) == (3, {"code": "A/1", "other": 2})
    assert "2" in problem.say(Language.FINNISH)
    assert problem.say(Language.FINNISH).startswith("Rivi 3: ")


def test_one_number_of_one_supplier_on_two_products_is_told_with_all_of_them(company: Company) -> None:
    plan = plan_import(company, file_of("A1;A;T1;77;;;;;", "A2;A;T1;77;;;;;", "A3;A;T2;77;;;;;", "B1;B;T1;77;;;;;"))
    assert [(each.line, each.code) for each in plan.problems] == [
        (2, "product-number-twice"),
        (3, "product-number-twice"),
    ]
    said = plan.problems[0].say(Language.ENGLISH)
    assert "A/1, A/2 (2, 3)" in said


def test_a_number_that_a_product_of_the_register_has_is_told_with_it(company: Company) -> None:
    imported(company, file_of("A1;A;T1;77;;;;;"))
    plan = plan_import(company, file_of("A2;A;T1;77;;;;;"))
    assert [(each.line, each.values["codes"]) for each in plan.problems] == [(2, "A/1, A/2")]


def test_numbers_may_change_places_in_one_file(company: Company) -> None:
    imported(company, file_of("A1;A;T1;77;;;;;", "A2;A;T1;78;;;;;"))
    imported(company, file_of("A1;A;T1;78;;;;;", "A2;A;T1;77;;;;;"))
    assert products(company)["A/1"].product_number == "78"


def test_a_number_that_several_products_have_already_finds_none_of_them(company: Company) -> None:
    group = company.product_groups.get()
    for number in (1, 2):
        RegisterProduct.objects.create(company=company, group=group, number=number, supplier="T1", product_number="77")
    assert problems_of(company, file_of("A;A;T1;77;;;;;")) == [(2, "product-number-twice")]


# Files that cannot be read --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", (None, "file-empty")),
        (b"\r\n\r\n", (None, "file-empty")),
        (b"\xef\xbb\xbf", (None, "file-empty")),
        (HEADER.encode("utf-16"), (None, "file-utf-16")),
        (b"\xfe\xff" + HEADER.encode("utf-16-be"), (None, "file-utf-16")),
        (b"PK\x03\x04\x14\x00\x06\x00;TuoteId\n", (None, "file-workbook")),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", (None, "file-workbook")),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", (None, "file-pdf")),
        (b"SQLite format 3\x00\x10\x00", (None, "file-not-text")),
        (b"\x00\x81\x8d", (None, "file-not-text")),
        (HEADER.encode("utf-16-le"), (None, "file-not-text")),
        (b"TuoteId\nA1\x81\n", (None, "encoding-unknown")),
        (b"\xef\xbb\xbfTuoteId\nA1\xe4\n", (None, "encoding-unknown")),
        (b"Nimi;Hinta\nA1;5\n", (1, "columns-missing")),
        (b"\nTuoteId|Nimi\nA1|T\n", (2, "columns-missing")),
        ("PääryhmäId;Nimi\nA;1\n".encode(), (1, "columns-missing")),
        (b"TuoteId;Nimi;Name\nA1;a;b\n", (1, "column-twice")),
        (b'TuoteId;Nimi\nA1;a\nA2;"auki\nA3;c\n', (3, "quotes-unclear")),
        (b'TuoteId;Nimi\nA1;"auki" kesken\nA3;c\n', (2, "quotes-unclear")),
    ],
)
def test_a_file_that_cannot_be_read_says_why(company: Company, content: bytes, problem: tuple[int | None, str]) -> None:
    assert problems_of(company, content) == [problem]


def test_a_workbook_is_told_how_to_become_csv_and_shows_nothing_of_itself(company: Company) -> None:
    (problem,) = plan_import(company, b"PK\x03\x04\x14\x00binary rubbish").problems
    said = [problem.say(language) for language in Language]
    assert all("Excel" in each and "CSV UTF-8" in each and each.isprintable() for each in said)
    assert not any("PK" in each or "rubbish" in each for each in said)


def test_limits_of_size_and_length(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    assert problems_of(company, b"TuoteId\n" + b"x" * product_file.MOST_BYTES) == [(None, "file-too-large")]
    monkeypatch.setattr(product_file, "MOST_LINES", 3)
    imported(company, b"TuoteId\nA1\nA2\n")
    assert problems_of(company, b"TuoteId\nA1\nA2\nA3\n") == [(None, "file-too-long")]


# The plan and the register --------------------------------------------------------------------------------------------


def test_a_plan_is_not_carried_out_once_the_register_has_changed(company: Company) -> None:
    plan = plan_import(company, file_of("A1;;;;Työ;;;;"))
    imported(company, file_of("A1;;;;Toisen tekemä;;;;"))
    with pytest.raises(DataError) as refused:
        carry_out(plan)
    assert refused.value.code == "import-plan-stale"
    assert products(company)["A/1"].name == "Toisen tekemä"


def test_companies_do_not_meet(company: Company) -> None:
    other = Company.objects.create(name="Toinen", waiting_status="a", transferred_status="b")
    imported(company, file_of("A1;A;T1;77;Yhden;;;;"))
    imported(other, file_of("A1;A;T1;77;Toisen;;;;"))
    assert (products(company)["A/1"].name, products(other)["A/1"].name) == ("Yhden", "Toisen")


def test_a_failure_in_the_middle_leaves_nothing(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_import(company, file_of("C1;;;;Työ;;;;"))
    manager = type(RegisterProduct.objects)
    monkeypatch.setattr(manager, "bulk_create", lambda *_args, **_more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        carry_out(plan)
    assert not ProductGroup.objects.filter(letter="C").exists()


def test_thousands_of_products_are_imported_and_changed(company: Company) -> None:
    lines = [f"B{number};B;T1;x{number};Tuote {number};kpl;25,5;3000;K" for number in range(5000)]
    imported(company, file_of(*lines))
    plan = imported(company, file_of(*(line.replace("Tuote", "Uusi") for line in lines)))
    assert len(plan.changed) == 5000
    assert company.products.filter(name__startswith="Uusi").count() == 5000


def test_thousands_of_products_of_one_number_make_short_messages(company: Company) -> None:
    plan = plan_import(company, file_of(*(f"B{number};B;T1;x;;;;;" for number in range(3000))))
    assert len(plan.problems) == 3000
    assert all(len(each.say(Language.FINNISH)) < 500 for each in plan.problems)


# Whatever the file ----------------------------------------------------------------------------------------------------


def assert_sound(plan: ImportPlan) -> None:
    """Each problem and note can be said, and a plan without problems can be carried out and then changes nothing."""
    for finding in (*plan.problems, *plan.notes):
        for language in Language:
            said = finding.say(language)
            assert said
            assert "?" not in _own_words(said, finding.values)
    if plan.problems:
        with pytest.raises(DataError):
            carry_out(plan)
        return
    carry_out(plan)
    again = plan_import(plan.company, _content_of(plan))
    assert (again.added, again.changed, again.problems) == ((), (), ())


def _own_words(said: str, values: Mapping[str, object]) -> str:
    for value in sorted(map(str, values.values()), key=len, reverse=True):
        said = said.replace(value, "") if value else said
    return said


def _content_of(plan: ImportPlan) -> bytes:
    """The plan's products as a file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["TuoteId", "ToimittajaId", "Tuotenumero", "Nimi", "Yksikkö", "ALV", "Tili", "Aktiivinen"])
    for each in (*plan.added, *plan.changed):
        values: Mapping[str, Any] = each.values
        rate = "" if values["vat_rate"] is None else str(values["vat_rate"]).replace(".", ",")
        named = [values[name] for name in ("supplier", "product_number", "name", "unit")]
        writer.writerow([each.code, *named, rate, values["sales_account"], "K" if values["is_active"] else "E"])
    return text.getvalue().encode()


@in_database
@given(content=st.binary(max_size=300))
@example(content=b"\xff\xfe\x00\x00")
@example(content=b'TuoteId\n"')
def test_random_bytes_never_raise(company: Company, content: bytes) -> None:
    assert_sound(plan_import(company, content))


HEADINGS = st.sampled_from([*HEADER.split(";"), "Name", "vat %", "Hinta", "", "TuoteId"])
CELLS = st.one_of(
    st.sampled_from(["A1", "a/2", "B 3", "A", "B", "1", "25,5", "0", "K", "E", "A0", "", "", "T1"]),
    st.text(max_size=8),
)


@in_database
@given(
    header=st.lists(HEADINGS, min_size=1, max_size=9),
    records=st.lists(st.lists(CELLS, max_size=10), max_size=8),
    delimiter=st.sampled_from(";,\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
)
def test_random_tables_never_raise_and_good_ones_are_imported(
    company: Company, header: list[str], records: list[list[str]], delimiter: str, encoding: str
) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([header, *records])
    assert_sound(plan_import(company, text.getvalue().encode(encoding, errors="replace")))


@in_database
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from("ABZ"),
            st.integers(1, 999_999_999),
            st.text(st.characters(exclude_categories=("C", "Z")), max_size=20),
            st.decimals(0, 100, places=2),
            st.booleans(),
        ),
        max_size=6,
        unique_by=lambda row: row[:2],
    )
)
def test_what_a_good_file_says_is_what_the_register_holds(
    company: Company, rows: list[tuple[str, int, str, Decimal, bool]]
) -> None:
    RegisterProduct.objects.filter(number__gt=0).delete()
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["TuoteId", "Nimi", "ALV", "Aktiivinen"])
    for letter, number, name, rate, active in rows:
        writer.writerow([f"{letter}{number}", name, str(rate).replace(".", ","), "K" if active else "E"])
    imported(company, text.getvalue().encode())
    stored = {
        (each.group.letter, each.number, each.name, each.vat_rate, each.is_active)
        for each in company.products.filter(number__gt=0).select_related("group")
    }
    assert stored == set(rows)


@given(st.text())
def test_a_rate_is_read_or_refused(text: str) -> None:
    try:
        rate = read_rate(text)
    except ValueError:
        return
    assert rate is None or 0 <= rate <= 100


def test_each_code_has_its_sentences_and_each_sentence_its_code() -> None:
    sources = "".join(inspect.getsource(module) for module in (product_file, product_import))
    used = {
        code
        for code in re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', sources)
        if not code.startswith(("import-", "utf-"))
    }
    assert used == set(IMPORT_MESSAGES)
    for message in IMPORT_MESSAGES.values():
        assert all(message.what.say(language) for language in Language)


def test_the_reference_page_names_every_problem_and_its_example_can_be_imported(company: Company) -> None:
    page = PAGE.read_text(encoding="utf-8")
    notes = {"column-unknown", "exact-code-won", "read-as-windows-1252", "file-without-products"}
    assert [code for code in IMPORT_MESSAGES if f"`{code}`" not in page and code not in notes] == []
    example = page.split("```csv\n")[1].split("```")[0]
    imported(company, example.encode())
    assert set(products(company)) == {"A/0", "A/1", "A/2", "B/1", "B/2"}


def test_reading_needs_no_database() -> None:
    file = read_product_file(file_of("A1;;;;Työ;h;25,5;;"))
    assert [(line.line, str(line.code), line.values["name"]) for line in file.lines] == [(2, "A/1", "Työ")]
