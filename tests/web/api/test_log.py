"""The log, as programs follow it."""

from urllib.parse import quote

import pytest

from severa_maestro.transfer.ledger.models import LogLine
from tests.web.api.conftest import Kept, Program
from tests.web.ledger_rows import a_line


@pytest.fixture
def failure(kept: Kept) -> LogLine:
    reason = {"fi": "Avain puuttuu.", "sv": "Nyckeln saknas.", "en": "No key."}
    return a_line(kept.run.company, "run-failed", LogLine.Level.ERROR, run=kept.failed_run, reason=reason)


def _ids(program: Program, kept: Kept, query: str) -> list[int]:
    return [each["id"] for each in program.get(f"{kept.home}/log?{query}").json()["items"]]


@pytest.mark.parametrize("query", ["level=error", "code=run-failed", "run={failed}"])
def test_a_filter_leaves_what_is_asked_for(kept: Kept, reading: Program, failure: LogLine, query: str) -> None:
    assert _ids(reading, kept, query.format(failed=kept.failed_run.pk)) == [failure.pk]


def test_lines_of_an_invoice_and_of_a_time_are_found(kept: Kept, reading: Program, failure: LogLine) -> None:
    of_invoice = set(LogLine.objects.filter(transfer=kept.transferred).values_list("pk", flat=True))
    assert set(_ids(reading, kept, f"transfer={kept.transferred.pk}")) == of_invoice
    assert set(_ids(reading, kept, "invoice_number=1001")) == of_invoice
    at = quote(failure.at.isoformat())
    assert _ids(reading, kept, f"since={at}") == [failure.pk]
    assert failure.pk not in _ids(reading, kept, f"until={at}")


def test_whoever_follows_the_log_gets_what_is_new(kept: Kept, reading: Program) -> None:
    read = _ids(reading, kept, "")
    new = a_line(kept.run.company, "run-failed", LogLine.Level.ERROR, reason={"fi": "A", "sv": "B", "en": "C"})
    assert _ids(reading, kept, f"after={read[-1]}") == [new.pk]


def test_a_line_speaks_the_language_that_is_asked_for(kept: Kept, reading: Program, failure: LogLine) -> None:
    said = {
        language: reading.get(f"{kept.home}/log?level=error", accept_language=language).json()["items"][0]["text"]
        for language in ("fi", "sv", "en")
    }
    assert "Avain puuttuu." in said["fi"]
    assert "Nyckeln saknas." in said["sv"]
    assert "No key." in said["en"]
