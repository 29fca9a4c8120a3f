"""The machine log: what it tells those who support the program, and what it never tells."""

import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextvars import copy_context
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import stamina
import structlog
from django.utils import timezone

from severa_maestro.cli.machine_log import FILE_NAME, write_machine_log
from severa_maestro.companies.models import Company
from severa_maestro.errors import ConfigurationError, DataError
from severa_maestro.language import Language, Message, Text
from severa_maestro.transfer.ledger.models import Run, State, Transfer
from severa_maestro.transfer.log_context import about_run, about_transfer
from tests.cli.machine import Machine

NAME = "Äyräs ja Pojat Oy"
KEY = "q7Zt2Lm9xVb4"

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """The process's own logging is put back."""
    root, ours = logging.getLogger(), logging.getLogger("severa_maestro")
    before = (root.handlers[:], root.level, ours.level, logging.raiseExceptions, threading.excepthook)
    configured = structlog.get_config()
    root.handlers.clear()  # pytest's own stay as they are
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers[:], level, own_level, logging.raiseExceptions, threading.excepthook = before
    root.setLevel(level)
    ours.setLevel(own_level)
    structlog.configure(**configured)


@pytest.fixture
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lines:
    """What has been logged, with a log of all levels."""
    monkeypatch.setenv("SEVERA_MAESTRO_LOG_LEVEL", "debug")
    write_machine_log(tmp_path)

    def read() -> list[dict[str, Any]]:
        written = tmp_path / FILE_NAME
        return (
            [json.loads(line) for line in written.read_text(encoding="utf-8").splitlines()] if written.exists() else []
        )

    return read


def _log() -> Any:
    return structlog.get_logger("severa_maestro.tests")


def _fail() -> None:
    names = {"customer": NAME}
    try:
        names[KEY]
    except KeyError as error:
        raise ValueError(f"{names} could not be stored") from error


def _failed() -> Exception:
    try:
        _fail()
    except ValueError as error:
        return error
    raise AssertionError


def test_an_error_is_told_by_type_and_place_and_never_by_its_message(lines: Lines, tmp_path: Path) -> None:
    _log().error("unforeseen", exc_info=_failed())
    try:
        _fail()
    except ValueError:
        _log().exception("invoice-failed", invoice=1001)
    written = (tmp_path / FILE_NAME).read_text(encoding="utf-8")
    assert [each for each in (NAME, "Pojat", "c4yr", "00c4", KEY, "could not") if each in written] == []
    for line in lines():
        error, cause = line["exception"]
        assert (error["type"], cause["type"]) == ("builtins.ValueError", "builtins.KeyError")
        assert error["places"][-1].startswith("tests/cli/test_machine_log.py:")
        assert error["places"][-1].endswith(" _fail")


def test_an_error_of_ours_is_told_by_its_code(lines: Lines) -> None:
    said = Text(fi=NAME, sv=NAME, en=NAME)
    _log().warning("record-left-out", exc_info=DataError("customer-unreadable", Message(said, said)))
    [line] = lines()
    assert line["exception"] == [
        {"type": "severa_maestro.errors.DataError", "places": [], "code": "customer-unreadable"}
    ]


def test_errors_in_a_group_are_told_without_their_messages_too(lines: Lines) -> None:
    _log().error("unforeseen", exc_info=ExceptionGroup(NAME, [_failed(), OSError(KEY)]))
    [line] = lines()
    assert [each["type"] for each in line["exception"][0]["errors"]] == ["builtins.ValueError", "builtins.OSError"]
    assert KEY not in json.dumps(line)
    assert NAME not in json.dumps(line, ensure_ascii=False)


def test_only_keys_that_are_allowed_pass(lines: Lines) -> None:
    _log().warning("invoice-failed", customer=NAME, key=KEY, number=7, args=(NAME,), invoice=1001, code="not-stored")
    [line] = lines()
    assert line.keys() == {"event", "level", "logger", "place", "timestamp", "invoice", "code"}
    assert (line["invoice"], line["code"], line["event"]) == (1001, "not-stored", "invoice-failed")


@pytest.mark.parametrize("value", [NAME, "Matti Meikäläinen", "Meikäläinen", {"a": NAME}, [NAME], object(), None, ""])
def test_no_sentence_and_no_name_passes_under_an_allowed_key(lines: Lines, value: object) -> None:
    _log().warning("invoice-failed", code=value)
    [line] = lines()
    assert "code" not in line


def test_a_company_is_told_by_its_reference_and_never_by_its_name(lines: Lines) -> None:
    _log().warning("invoice-failed", company="Kuusi")
    _log().warning("invoice-failed", company=7)
    assert [each for each in lines() if "company" in each] == []


def test_ids_moments_and_numbers_pass(lines: Lines) -> None:
    company, moment = uuid4(), datetime(2026, 11, 22, 15, 4, tzinfo=UTC)
    _log().warning("run-late", company=company, since=moment, seconds=1.5, route="v1/invoices/{guid}")
    [line] = lines()
    assert (line["company"], line["since"]) == (str(company), "2026-11-22T15:04:00+00:00")
    assert (line["seconds"], line["route"]) == (1.5, "v1/invoices/{guid}")


def test_an_event_that_is_a_sentence_is_not_written(lines: Lines) -> None:
    _log().warning(f"could not store the invoice of {NAME}")
    _log().warning("could not store %s", NAME)
    assert [(each["event"], "positional_args" in each) for each in lines()] == [("unnamed", False)] * 2


def test_of_what_a_library_logs_its_place_is_told_and_not_its_words(lines: Lines) -> None:
    library = logging.getLogger("library.part")
    library.warning("no answer for %s", NAME)
    library.error(f"refused: {KEY}", exc_info=_failed(), extra={"status_code": 500, "customer": NAME}, stack_info=True)
    warning, error = lines()
    assert (warning["event"], warning["logger"], warning["level"]) == ("library", "library.part", "warning")
    assert warning["place"].startswith("tests/cli/test_machine_log.py:")
    assert warning["place"].endswith(" test_of_what_a_library_logs_its_place_is_told_and_not_its_words")
    assert (error["status_code"], error["exception"][0]["type"]) == (500, "builtins.ValueError")
    assert not {NAME, KEY, "customer", "stack", "stack_info"} & (warning.keys() | error.keys())
    assert KEY not in json.dumps(error)


def test_what_libraries_say_below_a_warning_is_left_out_at_every_level(lines: Lines) -> None:
    logging.getLogger("library.part").info("HTTP Request: GET https://severa.example/")
    _log().debug("looked")
    assert [each["event"] for each in lines()] == ["looked"]


def test_a_call_that_is_repeated_is_told_without_what_it_was_given(lines: Lines) -> None:
    @stamina.retry(on=ValueError, attempts=2)
    def ask(_key: str) -> None:
        _fail()

    with pytest.raises(ValueError, match="could not"):
        ask(KEY)
    assert KEY not in json.dumps(lines())
    assert [(each["logger"], each["retry_num"]) for each in lines()] == [("stamina", 1)]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_dies_is_told_in_the_log_alone(lines: Lines, capfd: pytest.CaptureFixture[str]) -> None:
    dying = threading.Thread(target=_fail)
    dying.start()
    dying.join()
    [line] = lines()
    assert (line["event"], line["exception"][0]["type"]) == ("thread-died", "builtins.ValueError")
    assert capfd.readouterr() == ("", "")


def test_lines_name_the_run_its_company_and_the_transfer(lines: Lines, db: None) -> None:
    company = Company.objects.create(name=NAME, waiting_status="a", transferred_status="b")
    transfer = Transfer.objects.create(company=company, number=1001, guid="g", state=State.STORED)
    run = Run.objects.create(company=company)
    with about_run(run):
        with about_transfer(transfer, 1001):
            _log().warning("invoice-failed")
        with about_transfer(None, None):
            _log().warning("invoice-failed")
        thread = threading.Thread(target=copy_context().run, args=(_log().warning, "mark-failed"))
        thread.start()
        thread.join()
        run.ended_at, run.stored = timezone.now(), 3
    _log().warning("afterwards")
    began, about_one, about_none, of_thread, ended, afterwards = lines()
    of_run = {"run": run.pk, "company": str(company.reference)}
    for each in (began, about_one, about_none, of_thread, ended):
        assert of_run.items() <= each.items()
    assert (about_one["transfer"], about_one["invoice"]) == (transfer.pk, 1001)
    assert not {"transfer", "invoice"} & (about_none.keys() | of_thread.keys())
    assert (began["event"], ended["event"], ended["stored"]) == ("run-began", "run-ended", 3)
    assert ended["seconds"] >= 0
    assert "run" not in afterwards


def test_a_run_that_lost_its_company_is_told_as_cut(lines: Lines, db: None) -> None:
    company = Company.objects.create(name=NAME, waiting_status="a", transferred_status="b")
    with pytest.raises(ValueError, match="could not"), about_run(Run.objects.create(company=company)):
        _fail()
    assert [each["event"] for each in lines()] == ["run-began", "run-cut"]


@pytest.mark.parametrize(("name", "value"), [("SEVERA_MAESTRO_LOG", "syslog"), ("SEVERA_MAESTRO_LOG_LEVEL", "loud")])
def test_a_setting_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match="log-setting-unknown") as raised:
        write_machine_log(tmp_path)
    for language in Language:
        assert name in raised.value.say(language)


def test_a_command_logs_into_the_data_folder(machine: Machine) -> None:
    machine.write("DROP TABLE companies_company")
    assert "database-failed" in machine.run("company", "list").stderr
    logged = [json.loads(line) for line in (machine.folder / "data" / FILE_NAME).read_text().splitlines()]
    assert [(each["event"], each["exception"][0]["type"]) for each in logged] == [
        ("unforeseen", "django.db.utils.OperationalError")
    ]


def test_a_command_logs_on_the_standard_error_where_it_is_told_to(machine: Machine) -> None:
    machine.write("DROP TABLE companies_company")
    done = machine.run("company", "list", SEVERA_MAESTRO_LOG="stderr")
    logged = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert [each["event"] for each in logged] == ["unforeseen"]
    assert not (machine.folder / "data" / FILE_NAME).exists()


def test_a_command_says_which_setting_of_the_log_is_none(machine: Machine) -> None:
    done = machine.run("company", "list", SEVERA_MAESTRO_LOG="syslog")
    assert (done.returncode, "SEVERA_MAESTRO_LOG" in done.stderr) == (1, True)
