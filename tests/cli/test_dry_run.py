"""``run --dry-run`` as a bookkeeper sees it before the first real run: on the screen and in a spreadsheet."""

import csv
import io
import json
import re
import sqlite3
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from severa_maestro.invoicing.parties import Customer, CustomerAddress, ElectronicAddress, PostalAddress
from severa_maestro.matching.products import FallbackReason, Rule
from severa_maestro.sandbox import Sandbox
from severa_maestro.transfer import foreseen_texts
from severa_maestro.transfer.foreseen import Standing, customer_changes
from tests.cli.machine import COMPANY, Machine
from tests.cli.test_terminal import at_a_terminal

DRY = ("run", COMPANY, "--dry-run")


def lines_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def database(machine: Machine) -> list[str]:
    """Every row of every table."""
    with sqlite3.connect(machine.folder / "data" / "severa-maestro.sqlite3") as connection:
        return list(connection.iterdump())


def test_the_summary_names_customer_outcome_total_and_what_to_do(machine: Machine, severa: Sandbox) -> None:
    machine.add_company(severa)
    done = machine.run(*DRY, COLUMNS="200", SEVERA_MAESTRO_LANGUAGE="fi")
    assert (done.returncode, done.stderr) == (0, "")
    blocked = severa.state.invoice("totals-do-not-add-up")
    customer = severa.state.customer(blocked.customer_key)
    (line,) = (line for line in done.stdout.splitlines() if line.startswith(f"{blocked.number} "))
    assert f"{customer.number} {customer.name} (uusi)" in line
    assert "✋ pysähtyy" in line
    assert re.search(r"2\u00a0015,49 +EUR", line)
    assert "Palauta lasku Severassa luonnokseksi" in done.stdout
    assert "Uusia asiakkaita: 17. Muuttuvia asiakkaita: 0." in done.stdout
    assert done.stdout.splitlines()[-1] == "Mitään ei kirjoitettu: ei Maestroon eikä Severaan."


def test_amounts_are_written_as_in_the_readers_language(machine: Machine, severa: Sandbox) -> None:
    machine.add_company(severa)
    for language, total in (("sv", "2\u00a0015,49"), ("en", "2,015.49")):
        assert total in machine.run(*DRY, COLUMNS="200", SEVERA_MAESTRO_LANGUAGE=language).stdout


def test_rows_show_code_product_rule_vat_and_totals(machine: Machine, severa: Sandbox) -> None:
    machine.add_company(severa)
    shown = machine.run(*DRY, "--rows", COLUMNS="200", SEVERA_MAESTRO_LANGUAGE="fi").stdout
    number = severa.state.invoice("unknown-product-code").number
    part = re.split(r"\n\n", shown[shown.index(f"✓ {number} ") :])[0]
    assert re.search(r"\bZ99 .* A/0 .* tuntematon koodi", part)
    assert re.search(r"\bsama koodi", part)
    assert "ALV 25,5 %: veroton 3\u00a0020,00\u00a0€, vero 770,10\u00a0€" in part
    assert "yhteensä 3\u00a0790,10\u00a0€" in part
    assert "Lisää tuote Maestroon" in part


def test_the_csv_has_one_line_a_row_with_invoice_and_customer_on_each(machine: Machine, severa: Sandbox) -> None:
    machine.add_company(severa)
    done = machine.run(*DRY, "--format", "csv", SEVERA_MAESTRO_LANGUAGE="sv")
    assert (done.returncode, done.stderr) == (0, "")
    lines = lines_of(done.stdout)
    waiting = [severa.state.invoice(entry.key) for entry in severa.state.invoices_in(severa.waiting_status)]
    assert len(lines) == sum(max(len(each.rows), 1) for each in waiting)
    many = severa.state.invoice("many-rows")
    of_many = [line for line in lines if line["Faktura"] == str(many.number)]
    assert [line["Rad"] for line in of_many] == [str(number) for number in range(1, len(many.rows) + 1)]
    assert {line["Kundens namn"] for line in of_many} == {severa.state.customer(many.customer_key).name}
    amounts = [Decimal(line["Rad utan moms"].replace(",", ".")) for line in of_many]
    assert sum(amounts) == many.excluding_vat
    assert {line["Utan moms"] for line in of_many} == {f"{many.excluding_vat:.2f}".replace(".", ",")}
    assert Counter(line["Maestros produkt"] for line in lines)["A/0"] == 10


def test_the_workbook_has_real_numbers_and_dates(machine: Machine, severa: Sandbox, tmp_path: Path) -> None:
    machine.add_company(severa)
    path = tmp_path / "mitä ajo tekisi.xlsx"
    done = machine.run(*DRY, "--output", str(path), SEVERA_MAESTRO_LANGUAGE="fi")
    assert (done.returncode, done.stderr) == (0, "")
    assert str(path) in done.stdout.replace("\n", "")
    head, *rows = load_workbook(path).active.iter_rows(values_only=True)  # type: ignore[union-attr]
    lines = [dict(zip(head, row, strict=True)) for row in rows]
    invoice = severa.state.invoice("totals-do-not-add-up")
    line = next(each for each in lines if each["Lasku"] == invoice.number)
    assert Decimal(str(line["Yhteensä"])) == invoice.including_vat
    assert line["Laskun päivä"].date() == invoice.invoice_date
    assert line["ALV-%"] == 25.5
    assert line["Mitä tapahtuisi"] == "pysähtyy"
    assert "luonnokseksi" in line["Havainnot"]


def test_json_has_everything_with_all_its_digits_and_agrees_with_the_run(machine: Machine, severa: Sandbox) -> None:
    machine.add_company(severa)
    foreseen = machine.ask(*DRY)
    done = machine.ask("run", COMPANY)
    counts = ("fetched", "stored", "transferred", "blocked", "skipped", "fallback_rows", "customers_upserted")
    assert {name: foreseen[name] for name in counts} == {name: done[name] for name in counts}
    assert foreseen["customers_new"] == len(foreseen["customers"]) == done["customers_upserted"]
    by_guid = {each["severa_guid"]: each for each in foreseen["invoices"]}
    for transfer in machine.ask("transfers", COMPANY):
        each = by_guid[transfer["severa_guid"]]
        assert each["state"] == transfer["state"]
        assert each["customer"]["number"] == transfer["customer_number"]
        assert Decimal(each["total_including_vat"]) == Decimal(transfer["total_including_vat"])
        assert each["findings"] == transfer["findings"]
    exact = severa.state.invoice("many-decimals")
    (each,) = (each for each in foreseen["invoices"] if each["number"] == exact.number)
    assert [row["unit_price"] for row in each["rows"]] == [format(row.unit_price, "f") for row in exact.rows]
    assert {"product", "product_name", "rule", "reason", "codes", "kind", "quantity", "vat_rate"} <= each["rows"][
        0
    ].keys()
    assert each["vat"][0].keys() == {"rate", "base", "vat"}


def test_the_report_in_json_is_a_list_of_rows(machine: Machine, clean_severa: Sandbox) -> None:
    machine.add_company(clean_severa)
    rows: list[dict[str, Any]] = json.loads(machine.run(*DRY, "--format", "json").stdout)
    assert len({row["invoice"] for row in rows}) == 10
    assert all(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", row["amount"]) for row in rows)


def test_a_dry_run_changes_no_table_and_a_second_one_says_the_same(machine: Machine, severa: Sandbox) -> None:
    machine.add_company(severa)
    machine.ask("transfers", COMPANY)
    before = database(machine)
    first, second = machine.ask(*DRY), machine.ask(*DRY)
    assert database(machine) == before
    assert first["invoices"] == second["invoices"]
    assert not {"SetInvoiceStatus", "AddNewInvoiceLogEntry"} & severa.calls.keys()


def test_after_a_run_changed_customers_are_listed_with_their_changes(machine: Machine, clean_severa: Sandbox) -> None:
    machine.add_company(clean_severa)
    machine.ask("run", COMPANY)
    customer = next(each for each in clean_severa.state.customers if each.number)
    clean_severa.state.edit_customer(customer.key, name="Uusi Nimi Oy")
    shown = machine.run(*DRY, COLUMNS="200", SEVERA_MAESTRO_LANGUAGE="fi").stdout
    assert "Severassa ei odota yhtään laskua." in shown
    assert f"nimi: {customer.name} → Uusi Nimi Oy" in shown
    assert "Uusia asiakkaita: 0. Muuttuvia asiakkaita: 1. Näistä ilman laskua: 1." in shown


def test_what_differs_of_a_changed_invoice_is_shown(machine: Machine, clean_severa: Sandbox) -> None:
    machine.add_company(clean_severa)
    number = clean_severa.state.invoices_in(clean_severa.waiting_status)[0].number
    assert number is not None
    machine.ask("run", COMPANY)
    clean_severa.state.put_back_to_waiting(number)
    clean_severa.state.edit_invoice(number, order_number="4500012345")
    shown = machine.run(*DRY, COLUMNS="200", SEVERA_MAESTRO_LANGUAGE="fi").stdout
    assert "order_number: – → 4500012345" in shown
    (each,) = machine.ask(*DRY)["invoices"]
    assert each["differences"] == [{"member": "order_number", "before": "", "now": "4500012345"}]


@pytest.mark.parametrize(
    "words",
    [
        ("run", COMPANY, "--rows"),
        ("run", COMPANY, "--output", "x.csv"),
        ("run", COMPANY, "--format", "csv"),
        (*DRY, "--json", "--format", "csv"),
        (*DRY, "--json", "--rows"),
    ],
)
def test_what_belongs_to_a_dry_run_for_people_is_refused_elsewhere(machine: Machine, words: tuple[str, ...]) -> None:
    assert machine.run(*words).returncode == 2


def test_a_file_that_tells_no_format_is_refused_before_severa_is_asked(
    machine: Machine, clean_severa: Sandbox, tmp_path: Path
) -> None:
    machine.add_company(clean_severa)
    calls = sum(clean_severa.calls.values())
    done = machine.run(*DRY, "--output", str(tmp_path / "report.doc"))
    assert (done.returncode, "format-unknown" in done.stderr) == (1, True)
    assert sum(clean_severa.calls.values()) == calls


def test_a_company_that_fails_is_told_and_the_others_are_in_the_file(
    machine: Machine, severa: Sandbox, clean_severa: Sandbox, tmp_path: Path
) -> None:
    machine.add_company(clean_severa, "Ensimmäinen Oy")
    machine.add_company(severa, "Toinen Oy")
    clean_severa.faults.plant("wrong-key", times=None)
    path = tmp_path / "all.csv"
    done = machine.run("run", "--all", "--dry-run", "--output", str(path))
    assert (done.returncode, "severa-key-refused" in done.stderr) == (1, True)
    assert {line["Company"] for line in lines_of(path.read_text(encoding="utf-8"))} == {"Toinen Oy"}
    alone = tmp_path / "alone.csv"
    assert machine.run("run", "Ensimmäinen Oy", "--dry-run", "--output", str(alone)).returncode == 1
    assert not alone.exists()


def test_a_dry_run_at_a_terminal_shows_its_progress_and_fits_80_columns(machine: Machine, severa: Sandbox) -> None:
    machine.add_company(severa)
    for words in (DRY, (*DRY, "--rows")):
        code, shown = at_a_terminal(machine, *words)
        assert code == 0, shown
        assert re.search(r"transferred \d+, blocked \d+", shown)
        assert max(len(line.rstrip()) for line in re.split(r"[\r\n]+", shown)) <= 80


def test_every_rule_reason_standing_and_member_has_its_words() -> None:
    assert foreseen_texts.RULES.keys() == set(Rule)
    assert foreseen_texts.REASONS.keys() == set(FallbackReason)
    assert foreseen_texts.STANDINGS.keys() == set(Standing)
    here = PostalAddress(street="a", postal_code="b", town="c", region="d", country="e", country_code="f")
    full = Customer(
        guid="x",
        number="1",
        name="n",
        vat_number="v",
        email="m",
        language="l",
        currency="EUR",
        payment_term_days=14,
        overdue_interest="8",
        electronic_address=ElectronicAddress(address="a", operator="o"),
        is_active=False,
        is_reverse_charged=True,
        addresses=(CustomerAddress(guid="g", owner="x", address=here),),
    )
    changed = {change.member for change in customer_changes(Customer(guid="x"), full)}
    assert changed == foreseen_texts.MEMBERS.keys()
