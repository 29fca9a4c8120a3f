"""``severa-maestro backup``, and the way back that the manual tells."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from severa_maestro.sandbox import Sandbox, SandboxSettings
from tests.cli import postgresql
from tests.cli.machine import COMPANY, Machine
from tests.cli.test_kill import SIGKILLED, assert_whole
from tests.cli.test_serve import until

MANUAL = Path(__file__).parents[2] / "docs" / "how-to" / "back-up-and-restore.md"


@pytest.fixture(params=["sqlite", "postgresql"])
def any_machine(request: pytest.FixtureRequest) -> Machine:
    name = "new_machine" if request.param == "sqlite" else "machine_on_postgresql"
    machine: Machine = request.getfixturevalue(name)
    return machine


def typed(heading: str) -> list[str]:
    """The commands that stand under a heading of the manual; above the first one, for none."""
    text = MANUAL.read_text(encoding="utf-8")
    above, _, below = text.partition(f"\n{heading}\n")
    part = re.split(r"^#+ ", below or above.split("\n## ")[0][2:], maxsplit=1, flags=re.MULTILINE)[0]
    blocks = re.findall(r"^```console\n(.*?)^```", part, re.MULTILINE | re.DOTALL)
    commands = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    assert commands, heading
    return commands


def follow(machine: Machine, *headings: str) -> str:
    """Types what the manual says under its headings, in one shell; returns what was shown."""
    script = "\n".join(command for heading in ("", *headings) for command in typed(heading))
    programs = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    address = urlsplit(machine.database_url)
    variables = {"HOME": str(machine.folder), "PATH": programs}
    if machine.database_url:
        parts = (address.hostname, address.port, address.username, address.path.removeprefix("/"))
        variables |= dict(zip(("PGHOST", "PGPORT", "PGUSER", "PGDATABASE"), map(str, parts), strict=True))
    done = subprocess.run(
        ["bash", "-euc", script], env=machine.environment(**variables), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def lose(machine: Machine) -> None:
    """The disks are gone, with all that was on them."""
    if machine.database_url:
        postgresql.drop(machine.database_url)
        postgresql.create(machine.database_url)
    shutil.rmtree(machine.folder / "data")
    (machine.folder / "secret.key").unlink()


def test_the_manual_followed_to_the_letter_brings_everything_back_and_nothing_twice(
    any_machine: Machine, severa: Sandbox
) -> None:
    any_machine.add_company(severa)
    assert any_machine.run("run", COMPANY, SEVERA_MAESTRO_FAIL_POINT="transferred:15").returncode == SIGKILLED
    before = [entry.key for entry in severa.state.invoices_in(severa.transferred_status)]
    follow(any_machine, "## Back up")
    any_machine.ask("run", COMPANY)
    transferred = [entry.key for entry in severa.state.invoices_in(severa.transferred_status)]
    assert len(transferred) > len(before) > 0
    lose(any_machine)
    on = "PostgreSQL" if any_machine.database_url else "SQLite"
    follow(any_machine, f"### The database on {on}", "### The key file")
    for key in transferred:  # as it says under "What went over since the backup"
        severa.state.put_back_to_waiting(key)
    assert COMPANY in follow(any_machine, "### Run, and look")
    assert_whole(any_machine, severa)


@pytest.mark.parametrize("spoils", [False, True], ids=["sound", "spoilt"])
def test_what_is_restored_takes_the_place_of_a_database_that_is_there_or_of_nothing(
    machine_on_postgresql: Machine, clean_severa: Sandbox, spoils: bool
) -> None:
    machine_on_postgresql.add_company(clean_severa)
    follow(machine_on_postgresql, "## Back up")
    (dump,) = (machine_on_postgresql.folder / "backups").iterdir()
    machine_on_postgresql.ask("run", COMPANY)
    if spoils:
        dump.write_bytes(dump.read_bytes()[:-5000])
        with pytest.raises(AssertionError, match="pg_restore: error"):
            follow(machine_on_postgresql, "### The database on PostgreSQL")
    else:
        follow(machine_on_postgresql, "### The database on PostgreSQL")
    assert machine_on_postgresql.read("SELECT count(*) FROM ledger_transfer") == [(10 if spoils else 0,)]
    assert machine_on_postgresql.ask("company", "list")[0]["name"] == COMPANY


def back_up(machine: Machine, **variables: str) -> dict[str, Any]:
    done = machine.run("backup", str(machine.folder / "backups"), "--json", **variables)
    assert done.returncode == 0, done.stdout + done.stderr
    taken: dict[str, Any] = json.loads(done.stdout)
    return taken


def files(machine: Machine) -> list[Path]:
    folder = machine.folder / "backups"
    return sorted(folder.iterdir()) if folder.exists() else []


def test_a_backup_is_one_file_for_its_owner_alone_and_says_what_is_in_it_and_what_is_not(
    any_machine: Machine, clean_severa: Sandbox
) -> None:
    any_machine.add_company(clean_severa)
    any_machine.ask("run", COMPANY)
    taken = back_up(any_machine)
    (file,) = files(any_machine)
    ending = "dump" if any_machine.database_url else "sqlite3"
    assert re.fullmatch(rf"severa-maestro-\d{{8}}T\d{{6}}Z\.{ending}", file.name)
    assert (str(file), file.stat().st_size, file.stat().st_mode & 0o777) == (taken["file"], taken["bytes"], 0o600)
    assert (taken["rows"]["companies_company"], taken["rows"]["registers_salesinvoice"]) == (1, 10)
    key_file = any_machine.folder / "secret.key"
    assert taken["not_in_it"] == [str(key_file)]
    assert key_file.read_bytes().strip() not in file.read_bytes()
    shown = any_machine.run("backup", str(any_machine.folder / "more"))
    assert re.search(r"registers_salesinvoice +10\b", shown.stdout)
    assert str(key_file) in shown.stdout


def test_a_backup_while_a_run_goes_on_is_of_one_moment(new_machine: Machine) -> None:
    with Sandbox(SandboxSettings(invoices=60, clean=True, latency_milliseconds=20)) as severa:
        new_machine.add_company(severa)
        running = threading.Thread(target=new_machine.ask, args=("run", COMPANY))
        running.start()
        until(lambda: new_machine.read("SELECT id FROM ledger_transfer WHERE state = 'transferred' LIMIT 1"))
        taken = back_up(new_machine)
        assert running.is_alive()
        running.join()
    with closing(sqlite3.connect(taken["file"])) as copy:
        stored = copy.execute("SELECT count(*), count(register_id) FROM ledger_transfer").fetchall()
        kept = copy.execute("SELECT count(*) FROM registers_salesinvoice").fetchall()
    assert stored == [(kept[0][0], kept[0][0])]
    assert 0 < kept[0][0] < 60
    assert taken["rows"]["ledger_transfer"] == kept[0][0]


def test_killed_before_it_is_whole_it_leaves_nothing_that_looks_like_a_backup(any_machine: Machine) -> None:
    any_machine.ask("company", "list")
    folder = str(any_machine.folder / "backups")
    killed = any_machine.run("backup", folder, SEVERA_MAESTRO_FAIL_POINT="backup-whole")
    assert killed.returncode == SIGKILLED
    assert not list(Path(folder).glob("severa-maestro-*"))
    back_up(any_machine)
    assert len(list(Path(folder).glob("severa-maestro-*"))) == 1


def test_a_damaged_database_is_told_and_no_backup_is_kept(machine: Machine, clean_severa: Sandbox) -> None:
    machine.add_company(clean_severa)
    with closing(sqlite3.connect(machine.folder / "data" / "severa-maestro.sqlite3")) as database:
        database.execute("PRAGMA writable_schema = ON")
        changed = database.execute(
            """UPDATE sqlite_master SET sql = replace(sql, '"booked_until" date NULL', '"booked_until" date NOT NULL')
            WHERE name = 'companies_company'"""
        )
        assert changed.rowcount == 1
        database.commit()
    done = machine.run("backup", str(machine.folder / "backups"))
    assert (done.returncode, "backup-unsound" in done.stderr) == (1, True), done.stderr
    assert files(machine) == []


def instead_of(machine: Machine, program: str, script: str) -> str:
    """A PATH on which another program has this one's name."""
    folder = machine.folder / "programs"
    folder.mkdir()
    (folder / program).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / program).chmod(0o700)
    return f"{folder}:{os.environ['PATH']}"


@pytest.mark.parametrize(
    ("script", "code", "said"),
    [
        (f'{shutil.which("pg_dump")} --exclude-table-data=companies_company "$@"', "backup-unsound", "did not pass"),
        ("echo 'pg_dump: error: server version mismatch' >&2; exit 1", "program-failed", "server version mismatch"),
        (f'{shutil.which("pg_dump")} "$@"; truncate -s -4000 "${{3#--file=}}"', "program-failed", "pg_restore"),
    ],
    ids=["a table without its rows", "a failure", "half a file"],
)
def test_a_dump_that_is_not_whole_is_told_and_not_kept(
    machine_on_postgresql: Machine, clean_severa: Sandbox, script: str, code: str, said: str
) -> None:
    machine_on_postgresql.add_company(clean_severa)
    path = instead_of(machine_on_postgresql, "pg_dump", script)
    done = machine_on_postgresql.run("backup", str(machine_on_postgresql.folder / "backups"), PATH=path)
    assert (done.returncode, code in done.stderr, said in done.stderr) == (1, True, True), done.stderr
    assert files(machine_on_postgresql) == []


def test_without_postgresqls_programs_it_says_what_to_install(machine_on_postgresql: Machine) -> None:
    for language, word in (("fi", "Asenna"), ("sv", "Installera"), ("en", "Install")):
        variables = {"PATH": str(machine_on_postgresql.folder), "SEVERA_MAESTRO_LANGUAGE": language}
        done = machine_on_postgresql.run("backup", str(machine_on_postgresql.folder / "backups"), **variables)
        assert (done.returncode, "program-missing" in done.stderr) == (1, True)
        assert word in done.stderr
        assert "postgresql-client" in done.stderr


def test_the_password_is_no_argument_of_the_programs(machine_on_postgresql: Machine) -> None:
    address = urlsplit(machine_on_postgresql.database_url)
    url = address._replace(netloc=f"postgres:very-secret@{address.hostname}:{address.port}").geturl()
    arguments = machine_on_postgresql.folder / "arguments"
    script = f'echo "$@" > {arguments}; echo "$PGPASSWORD" >> {arguments}; exec {shutil.which("pg_dump")} "$@"'
    path = instead_of(machine_on_postgresql, "pg_dump", script)
    back_up(machine_on_postgresql, PATH=path, DATABASE_URL=url)
    told, password = arguments.read_text(encoding="utf-8").splitlines()
    assert "very-secret" not in told
    assert password == "very-secret"


def test_a_folder_that_cannot_be_written_is_told(machine: Machine) -> None:
    (machine.folder / "backups").touch()
    done = machine.run("backup", str(machine.folder / "backups"))
    assert (done.returncode, "backup-not-written" in done.stderr) == (1, True)
    assert "Traceback" not in done.stderr
