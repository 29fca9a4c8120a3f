"""``severa-maestro move-database``: all comes over as it was, or nothing."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from severa_maestro.sandbox import Sandbox
from tests.cli import postgresql
from tests.cli.machine import COMPANY, Machine, Originals
from tests.cli.test_kill import SIGKILLED, assert_whole
from tests.cli.test_serve import going_on, until
from tests.cli.test_terminal import at_a_terminal

#: What people and programs see of the data.
_SEEN = (
    ("company", "list"),
    ("transfers", COMPANY),
    ("log", COMPANY),
    ("totals", COMPANY),
    ("products", "list", COMPANY),
    ("codes", "list", COMPANY),
    ("codes", "history", COMPANY),
    ("user", "list"),
)

#: Times that set themselves where a model is saved.
_TIMES = (
    "SELECT id, first_seen_at, changed_at FROM ledger_transfer",
    "SELECT id, at, at FROM ledger_timelineentry",
    "SELECT id, at, at FROM ledger_logline",
    "SELECT id, started_at, ended_at FROM ledger_run",
    "SELECT id, updated_at, updated_at FROM registers_registercustomer",
    "SELECT id, stored_at, stored_at FROM registers_salesinvoice",
    "SELECT id, at, at FROM accounts_auditentry",
)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory, originals: Originals) -> Machine:
    """A machine on SQLite with rows of all kinds in every table that moves."""
    machine = Machine(tmp_path_factory.mktemp("original"), originals)
    with Sandbox() as severa:
        machine.add_company(severa)
        machine.ask("run", COMPANY)
    machine.ask("company", "start", COMPANY)
    machine.ask("codes", "map", COMPANY, "K77", "A1")
    done = machine.run("user", "add", "anna@kuusi.fi", "--firm-admin", SEVERA_MAESTRO_PASSWORD="kuusi tuoretta sanaa")
    assert done.returncode == 0, done.stderr
    command = [sys.executable, "-m", "tests.cli.rows_of_every_table"]
    subprocess.run(command, env=machine.environment(), check=True, cwd=Path(__file__).parents[2])
    return machine


@pytest.fixture(scope="module")
def tables_made(tmp_path_factory: pytest.TempPathFactory, originals: Originals) -> Iterator[str]:
    """A PostgreSQL database with all tables and no rows, which takes some seconds to make."""
    url = postgresql.new_database()
    Machine(tmp_path_factory.mktemp("tables"), originals, url).ask("user", "list")
    yield url
    postgresql.drop(url)


@pytest.fixture
def over_there(machine_on_postgresql: Machine, tables_made: str) -> Machine:
    """A machine on PostgreSQL with empty tables."""
    postgresql.drop(machine_on_postgresql.database_url)
    postgresql.create(machine_on_postgresql.database_url, like=tables_made)
    return machine_on_postgresql


@pytest.fixture
def on_sqlite(machine_on_postgresql: Machine) -> Machine:
    """The same machine, before its move."""
    return replace(machine_on_postgresql, database_url="")


@pytest.fixture
def filled(on_sqlite: Machine, original: Machine) -> Machine:
    on_sqlite.become(original)
    return on_sqlite


def seen(machine: Machine) -> list[list[str]]:
    """The lines of each; what comes first where a number is missing is each database's own."""
    told = (machine.ask(*words) for words in _SEEN)
    return [sorted(map(json.dumps, each)) if isinstance(each, list) else [json.dumps(each)] for each in told]


def sums(machine: Machine) -> Any:
    return machine.ask("totals", COMPANY)


def times(machine: Machine) -> list[list[tuple[object, ...]]]:
    return [sorted((key, *map(in_utc, row)) for key, *row in machine.read(each)) for each in _TIMES]


def in_utc(time: str | datetime) -> datetime:
    return datetime.fromisoformat(time).replace(tzinfo=UTC) if isinstance(time, str) else time


def file_of(machine: Machine) -> Path:
    return machine.folder / "data" / "severa-maestro.sqlite3"


def moved_file_of(machine: Machine) -> Path:
    return machine.folder / "data" / "severa-maestro.sqlite3.moved"


def names(machine: Machine) -> set[str]:
    return {path.name for path in (machine.folder / "data").iterdir() if path.name.startswith("severa-maestro.")}


def is_empty(machine: Machine) -> bool:
    tables = [name for (name,) in machine.read("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    kept = re.compile(r"companies_|registers_|ledger_|engine_|setup_|accounts_|setting_up_|account_|mfa_")
    return all(machine.read(f"SELECT count(*) FROM {name}") == [(0,)] for name in tables if kept.match(name))


def test_every_row_comes_over_as_it_was(filled: Machine, machine_on_postgresql: Machine) -> None:
    before, times_before = seen(filled), times(filled)
    report = machine_on_postgresql.ask("move-database")
    assert seen(machine_on_postgresql) == before
    assert times(machine_on_postgresql) == times_before
    for table in report["tables"]:
        assert table["sqlite"] == table["postgresql"]
        assert table["sqlite"]["rows"] > 0, f"the original has no row in {table['table']}"
    ((price,),) = machine_on_postgresql.read("SELECT unit_price FROM registers_salesinvoicerow ORDER BY id LIMIT 1")
    assert str(price) == "12345678901234567890.123456789012345678900"


def test_the_sums_of_money_are_told_of_both_sides_as_they_are(filled: Machine, over_there: Machine) -> None:
    invoices = filled.read("SELECT currency, total_including_vat FROM registers_salesinvoice")
    report = over_there.ask("move-database")
    for currency in {currency for currency, _ in invoices}:
        (told,) = [
            each for each in report["sums"] if (each["table"], each["currency"]) == ("registers_salesinvoice", currency)
        ]
        assert (told["company"], told["sqlite"]) == (COMPANY, told["postgresql"])
        total = sum(Decimal(amount) for other, amount in invoices if other == currency)
        assert Decimal(told["sqlite"]["total_including_vat"]) == total


def test_at_a_terminal_it_shows_counts_and_sums_within_80_columns(filled: Machine, over_there: Machine) -> None:
    code, shown = at_a_terminal(over_there, "move-database")
    assert code == 0, shown
    assert re.search(r"ledger_transfer +60 +60 ", shown)
    assert re.search(rf"{COMPANY} +registers_salesinvoice +EUR +\d", shown)
    assert str(moved_file_of(filled)) in shown.replace("\r\n", "")


def test_a_ledger_moves_in_the_middle_of_a_run_that_was_killed_and_the_next_makes_it_whole(
    on_sqlite: Machine, over_there: Machine, severa: Sandbox
) -> None:
    on_sqlite.add_company(severa)
    assert on_sqlite.run("run", COMPANY, SEVERA_MAESTRO_FAIL_POINT="marked:20").returncode == SIGKILLED
    over_there.ask("move-database")
    over_there.ask("run", COMPANY)
    assert_whole(over_there, severa)


def test_new_rows_get_new_ids_after_the_move(filled: Machine, over_there: Machine, severa: Sandbox) -> None:
    over_there.ask("move-database")
    over_there.type_company(severa, "Toinen Oy")
    report = over_there.ask("run", "Toinen Oy")
    assert report["stored"] > 0
    assert "error" not in report


def test_what_no_page_was_ever_opened_on_moves_without_users(
    on_sqlite: Machine, over_there: Machine, clean_severa: Sandbox
) -> None:
    on_sqlite.add_company(clean_severa)
    assert on_sqlite.read("SELECT name FROM sqlite_master WHERE name = 'accounts_user'") == []
    report = over_there.ask("move-database")
    assert "companies_company" in {table["table"] for table in report["tables"]}
    assert over_there.ask("run", COMPANY)["transferred"] == 10


def test_after_the_move_nothing_starts_on_sqlite(filled: Machine, over_there: Machine) -> None:
    over_there.ask("move-database")
    assert names(filled) == {moved_file_of(filled).name}
    refused = filled.run("run", "--all")
    assert (refused.returncode, "database-moved" in refused.stderr) == (1, True)
    assert names(filled) == {moved_file_of(filled).name}
    again = over_there.run("move-database")
    assert (again.returncode, "database-moved-already" in again.stderr) == (1, True)


def test_a_moved_file_that_is_given_its_name_back_takes_no_run(filled: Machine, over_there: Machine) -> None:
    over_there.ask("move-database")
    moved_file_of(filled).rename(file_of(filled))
    refused = filled.run("run", COMPANY)
    assert (refused.returncode, "has moved to PostgreSQL" in refused.stderr) == (1, True)


@pytest.mark.parametrize("point", ["table-copied:1", "table-copied:12"])
def test_killed_while_it_copies_nothing_has_moved_and_all_goes_on_on_sqlite(
    filled: Machine, over_there: Machine, point: str
) -> None:
    before = sums(filled)
    killed = over_there.run("move-database", SEVERA_MAESTRO_FAIL_POINT=point)
    assert killed.returncode == SIGKILLED
    until(lambda: is_empty(over_there))
    assert sums(filled) == before
    over_there.ask("move-database")
    assert sums(over_there) == before


def test_killed_in_the_middle_of_a_table_nothing_has_moved(filled: Machine, over_there: Machine) -> None:
    plant(over_there, "ledger_logline", "PERFORM pg_advisory_xact_lock(77); RETURN NEW;")
    with closing(postgresql.connect(over_there.database_url)) as holder:
        holder.execute("SELECT pg_advisory_lock(77)")
        command = [sys.executable, "-m", "severa_maestro", "move-database"]
        with subprocess.Popen(command, env=over_there.environment()) as moving:
            until(lambda: holder.execute("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'advisory'").fetchall())
            moving.send_signal(signal.SIGKILL)
        assert names(filled) >= {file_of(filled).name}
    until(lambda: is_empty(over_there))
    before = sums(filled)
    over_there.ask("move-database")
    assert sums(over_there) == before


def test_killed_just_before_the_commit_nothing_has_moved_and_nothing_runs_until_it_is_typed_again(
    filled: Machine, over_there: Machine
) -> None:
    killed = over_there.run("move-database", SEVERA_MAESTRO_FAIL_POINT="file-closed")
    assert killed.returncode == SIGKILLED
    until(lambda: is_empty(over_there))
    refused = filled.run("run", COMPANY)
    assert "severa-maestro move-database again" in refused.stderr
    before = sums(filled)
    assert over_there.ask("move-database")["tables"]
    assert sums(over_there) == before


def test_where_nothing_had_moved_the_file_takes_runs_again_though_the_next_move_fails(
    filled: Machine, over_there: Machine
) -> None:
    over_there.run("move-database", SEVERA_MAESTRO_FAIL_POINT="file-closed")
    plant(over_there, "ledger_timelineentry", "RETURN NULL;")
    assert "databases-differ" in over_there.run("move-database").stderr
    assert "severa-unreachable" in filled.run("run", COMPANY).stderr


def test_killed_after_the_commit_all_has_moved_and_the_next_call_only_names_the_file(
    filled: Machine, over_there: Machine, severa: Sandbox
) -> None:
    before = sums(filled)
    killed = over_there.run("move-database", SEVERA_MAESTRO_FAIL_POINT="tables-moved")
    assert killed.returncode == SIGKILLED
    assert "has moved to PostgreSQL" in filled.run("run", COMPANY).stderr
    assert sums(over_there) == before
    over_there.type_company(severa, "Toinen Oy")  # somebody goes on there
    done = over_there.run("move-database")
    assert (done.returncode, "in PostgreSQL already" in done.stdout) == (0, True), done.stderr
    assert names(filled) == {moved_file_of(filled).name}
    assert [company["name"] for company in over_there.ask("company", "list")] == [COMPANY, "Toinen Oy"]


def plant(machine: Machine, table: str, body: str) -> None:
    """What PostgreSQL does to each row that comes into a table from now on."""
    machine.write(f"CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$")
    machine.write(f"CREATE TRIGGER planted BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION planted()")


@pytest.mark.parametrize(
    ("table", "body"),
    [
        ("registers_salesinvoice", "NEW.total_vat := NEW.total_vat + 0.01; RETURN NEW;"),
        ("ledger_transfer", "NEW.changed_at := NEW.changed_at + interval '1 microsecond'; RETURN NEW;"),
        ("ledger_logline", "NEW.values := NEW.values || '{\"count\": 4}'; RETURN NEW;"),
        ("ledger_timelineentry", "IF NEW.id % 2 = 0 THEN RETURN NULL; END IF; RETURN NEW;"),
        ("companies_connection", "NEW.sealed_key := NEW.sealed_key || ' '; RETURN NEW;"),
    ],
    ids=["a cent", "a microsecond", "a value of a log line", "lost rows", "a space"],
)
def test_any_difference_is_found_and_named_and_nothing_moves(
    filled: Machine, over_there: Machine, table: str, body: str
) -> None:
    plant(over_there, table, body)
    before = sums(filled)
    done = over_there.run("move-database", "--json")
    assert done.returncode == 1
    error = json.loads(done.stdout)["error"]
    assert error["code"] == "databases-differ"
    assert re.search(rf": {table} \(\d+ → \d+\)\. ", error["text"])
    assert is_empty(over_there)
    assert sums(filled) == before
    assert "severa-unreachable" in filled.run("run", COMPANY).stderr


@pytest.mark.parametrize(
    ("statement", "table", "reason"),
    [
        ("UPDATE accounts_user SET name = 'Salainen' || hex(zeroblob(200))", "accounts_user", "too long"),
        ("UPDATE ledger_severacustomer SET name = 'Salainen' || char(0)", "ledger_severacustomer", "NUL"),
        ("UPDATE ledger_transfer SET company_id = 999 WHERE id = 2", "ledger_transfer", "foreign key"),
    ],
    ids=["too long", "not a text", "without its company"],
)
def test_a_row_that_postgresql_does_not_take_is_told_without_what_is_in_it(
    filled: Machine, over_there: Machine, statement: str, table: str, reason: str
) -> None:
    filled.write(statement)
    done = over_there.run("move-database", SEVERA_MAESTRO_LOG_LEVEL="debug")
    assert (done.returncode, "row-refused" in done.stderr) == (1, True), done.stderr
    assert re.search(rf"{table}: .*{reason}", done.stderr)
    log = filled.folder / "data" / "machine.log"
    assert "Salainen" not in done.stderr + (log.read_text(encoding="utf-8") if log.exists() else "")
    assert is_empty(over_there)
    assert file_of(filled).exists()


def without_postgresql(machine: Machine) -> None:
    machine.database_url = ""


def without_file(machine: Machine) -> None:
    file_of(machine).unlink()


def with_another_file(machine: Machine) -> None:
    file_of(machine).write_text("no database", encoding="utf-8")


def with_a_database_of_others(machine: Machine) -> None:
    file_of(machine).unlink()
    replace(machine, database_url="").write("CREATE TABLE songs (name TEXT)")


def with_older_tables(machine: Machine) -> None:
    newest = "SELECT max(id) FROM django_migrations WHERE app = 'ledger'"
    replace(machine, database_url="").write(f"DELETE FROM django_migrations WHERE id = ({newest})")


def with_newer_tables(machine: Machine) -> None:
    values = "VALUES ('ledger', '9999_of_tomorrow', '2030-01-01 00:00:00')"
    replace(machine, database_url="").write(f"INSERT INTO django_migrations (app, name, applied) {values}")


def with_a_user_over_there(machine: Machine) -> None:
    added = machine.run("user", "add", "liisa@kuusi.fi", "--firm-admin", SEVERA_MAESTRO_PASSWORD="kuusi tuoretta sanaa")
    assert added.returncode == 0, added.stderr


def with_a_company_over_there(machine: Machine) -> None:
    words = ("company", "add", "Toinen Oy", "--waiting", "A", "--transferred", "B")
    assert machine.run(*words, SEVERA_MAESTRO_KEY="avain").returncode == 0


def without_key_file(machine: Machine) -> None:
    (machine.folder / "secret.key").unlink()


def with_another_key(machine: Machine) -> None:
    (machine.folder / "secret.key").write_text("A" * 43 + "=", encoding="ascii")


def after_an_earlier_move(machine: Machine) -> None:
    moved_file_of(machine).touch()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (without_postgresql, "not-postgresql"),
        (without_file, "database-file-missing"),
        (with_another_file, "database-file-unusable"),
        (with_a_database_of_others, "database-file-unusable"),
        (with_older_tables, "database-file-older"),
        (with_newer_tables, "database-file-newer"),
        (with_a_user_over_there, "postgresql-in-use"),
        (with_a_company_over_there, "postgresql-in-use"),
        (without_key_file, "key-file-missing"),
        (with_another_key, "secret-does-not-open"),
        (after_an_earlier_move, "moved-file-exists"),
    ],
)
def test_it_refuses_in_words_and_changes_nothing(filled: Machine, over_there: Machine, make: Any, code: str) -> None:
    make(over_there)
    before = names(filled)
    said = set()
    for language in ("fi", "sv", "en"):
        done = over_there.run("move-database", SEVERA_MAESTRO_LANGUAGE=language)
        assert done.returncode == 1
        assert done.stderr.splitlines()[0] == f"✗ {code}"
        assert "Traceback" not in done.stderr
        said.add(done.stderr)
    assert len(said) == 3
    assert names(filled) == before
    if over_there.database_url and code != "postgresql-in-use":
        assert is_empty(over_there)


@pytest.mark.parametrize("words", [("serve", "--port", "0", "--pages-only"), ("worker",)], ids=["serve", "worker"])
def test_a_process_that_has_the_file_open_is_told_and_left_alone(
    filled: Machine, over_there: Machine, words: tuple[str, ...]
) -> None:
    with going_on(filled, *words) as process:
        until((filled.folder / "data" / "severa-maestro.sqlite3-wal").exists)
        done = over_there.run("move-database")
        assert (done.returncode, "database-file-in-use" in done.stderr) == (1, True), done.stderr
        assert process.poll() is None
    assert sums(filled)
    over_there.ask("move-database")


def test_during_a_run_it_refuses_and_the_run_comes_to_its_end(
    on_sqlite: Machine, over_there: Machine, clean_severa: Sandbox
) -> None:
    on_sqlite.add_company(clean_severa)
    clean_severa.faults.plant("delay", "SetInvoiceStatus", times=1, seconds=8)
    command = [sys.executable, "-m", "severa_maestro", "run", COMPANY, "--json"]
    with subprocess.Popen(command, env=on_sqlite.environment(), stdout=subprocess.PIPE, text=True) as running:
        until(lambda: on_sqlite.read("SELECT id FROM ledger_transfer WHERE state = 'stored'"))
        done = over_there.run("move-database")
        assert (done.returncode, "database-file-in-use" in done.stderr) == (1, True), done.stderr
        report, _ = running.communicate(timeout=60)
    assert json.loads(report)["transferred"] == 10


def test_another_file_than_the_data_folders_moves_too(filled: Machine, over_there: Machine) -> None:
    other = filled.folder / "other.sqlite3"
    file_of(filled).rename(other)
    over_there.ask("move-database", "--from", str(other))
    assert (other.exists(), Path(f"{other}.moved").exists()) == (False, True)
    assert over_there.ask("company", "list")[0]["name"] == COMPANY


def test_two_at_once_move_it_once(filled: Machine, over_there: Machine) -> None:
    command = [sys.executable, "-m", "severa_maestro", "move-database", "--json"]
    pipe = subprocess.PIPE
    environment = over_there.environment()
    both = [subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True) for _ in range(2)]
    told = [json.loads(each.communicate(timeout=120)[0]) for each in both]
    assert sum("tables" in each for each in told) == 1
    codes = {each["error"]["code"] for each in told if "error" in each}
    assert codes <= {"database-file-in-use", "database-moved-already"}
    assert over_there.read("SELECT count(*) FROM companies_company") == [(1,)]


def test_going_back_is_restoring_the_backup(filled: Machine, over_there: Machine) -> None:
    before = sums(filled)
    backup = filled.ask("backup", str(filled.folder / "backups"))["file"]
    over_there.ask("move-database")
    moved_file_of(filled).unlink()
    Path(backup).rename(file_of(filled))
    assert sums(filled) == before
    assert "severa-unreachable" in filled.run("run", COMPANY).stderr
