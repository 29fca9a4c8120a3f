"""``/metrics``: what it gives, to whom, and at what cost."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from prometheus_client.core import Metric
from prometheus_client.openmetrics import parser as openmetrics
from prometheus_client.parser import text_string_to_metric_families

from severa_maestro import __version__
from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule
from severa_maestro.transfer.ledger.models import CompanyTotals, State, TimelineEntry, Transfer
from severa_maestro.web import metrics
from severa_maestro.web.accounts.models import User
from tests.web.conftest import ClientOf
from tests.web.ledger_rows import a_transfer

TOKEN = "0123456789abcdef0123456789abcdef"
REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "metrics.md"

Values = Callable[..., dict[tuple[str, ...], float]]


@pytest.fixture
def token_file(tmp_path: Path, settings: Any) -> Path:
    """The file of the token, as the settings name it."""
    file = tmp_path / "metrics-token"
    file.write_text(f"{TOKEN}\n", encoding="ascii")
    file.chmod(0o600)
    settings.METRICS_TOKEN_FILE = str(file)
    return file


def _asked(client: Client, token: str = TOKEN, **headers: str) -> Any:
    return client.get("/metrics", headers={"Authorization": f"Bearer {token}", **headers})


def _families(client: Client) -> list[Metric]:
    answer = _asked(client)
    assert answer.status_code == 200
    return list(text_string_to_metric_families(answer.content.decode()))


@pytest.fixture
def values(client: Client, token_file: Path) -> Values:
    """What a metric is now, by the values of its labels: values("transfers")."""

    def read(name: str) -> dict[tuple[str, ...], float]:
        samples = [sample for family in _families(client) for sample in family.samples]
        named = [each for each in samples if each.name == f"severa_maestro_{name}"]
        return {tuple(each.labels[label] for label in sorted(each.labels)): each.value for each in named}

    return read


def _of(company: Company) -> str:
    return str(company.reference)


def _enters(company: Company, number: int, state: State, *, ago: timedelta) -> Transfer:
    """A transfer that came to its state so long ago."""
    transfer = a_transfer(company, number, state)
    for each, at in ((State.FETCHED, ago + timedelta(days=9)), (state, ago)):
        entry = TimelineEntry.objects.create(transfer=transfer, to_state=each, actor="run 1")
        TimelineEntry.objects.filter(pk=entry.pk).update(at=timezone.now() - at)
    return transfer


@pytest.mark.django_db
def test_without_a_token_file_there_is_no_such_page(settings: Any) -> None:
    settings.METRICS_TOKEN_FILE = ""
    assert _asked(Client()).status_code == 404


@pytest.mark.parametrize("shown", ["", TOKEN, f"Basic {TOKEN}", "Bearer", "Bearer ä", f"Bearer {TOKEN}0", "Bearer  "])
def test_nobody_is_let_in_without_the_token(db: None, token_file: Path, shown: str) -> None:
    answer = Client().get("/metrics", headers={"Authorization": shown} if shown else {})
    assert (answer.status_code, answer.headers["WWW-Authenticate"], answer.content) == (401, "Bearer", b"token\n")


def test_who_is_signed_in_is_not_let_in_without_the_token(
    token_file: Path, firm_admin: User, client_of: ClientOf
) -> None:
    assert client_of(firm_admin).get("/metrics").status_code == 401


def test_the_token_opens_it_without_signing_in(db: None, token_file: Path) -> None:
    answer = _asked(Client())
    assert (answer.status_code, answer.cookies) == (200, {})
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"


def test_another_token_in_the_file_holds_at_once(db: None, token_file: Path) -> None:
    token_file.write_text("another token of the same length")
    assert _asked(Client()).status_code == 401
    assert _asked(Client(), "another token of the same length").status_code == 200


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o601])
def test_a_token_file_that_others_can_read_opens_nothing(db: None, token_file: Path, mode: int) -> None:
    token_file.chmod(mode)
    answer = _asked(Client(), **{"Accept-Language": "sv"})
    assert (answer.status_code, "chmod 600" in answer.content.decode()) == (503, True)
    assert "Även andra" in answer.content.decode()
    assert str(token_file) not in answer.content.decode()


def test_a_token_file_that_its_owner_alone_may_read_is_good(db: None, token_file: Path) -> None:
    token_file.chmod(0o400)
    assert _asked(Client()).status_code == 200


@pytest.mark.parametrize("content", ["", "\n", "short"])
def test_a_token_that_is_missing_or_short_opens_nothing(db: None, token_file: Path, content: str) -> None:
    token_file.write_text(content)
    assert _asked(Client(), content.strip()).status_code == 503
    token_file.unlink()
    assert _asked(Client(), content.strip()).status_code == 503


def test_a_database_that_does_not_answer_is_told(db: None, token_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OperationalError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        answer = _asked(Client())
    assert (answer.status_code, answer.content) == (503, b"database\n")


def test_prometheus_may_ask_for_openmetrics(company: Company, token_file: Path) -> None:
    accepts = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5"
    answer = _asked(Client(), Accept=accepts)
    assert answer.headers["Content-Type"].startswith("application/openmetrics-text; version=1.0.0")
    families = openmetrics.text_string_to_metric_families(answer.content.decode())  # type: ignore[no-untyped-call]
    told = [sample.name for family in families for sample in family.samples]
    assert told == [sample.name for family in _families(Client()) for sample in family.samples]


def test_companies_go_by_their_references_and_never_by_their_names(
    company: Company, other_company: Company, token_file: Path
) -> None:
    a_transfer(company, 1001)
    told = _asked(Client()).content.decode()
    assert {UUID(each) for each in re.findall(r'company="([^"]*)"', told)} == {
        company.reference,
        other_company.reference,
    }
    assert not [each for each in ("Kuusi", "Mänty", "Äyräs", "1001") if each in told]


def test_a_company_without_runs_begins_with_noughts(company: Company, values: Values) -> None:
    one = _of(company)
    assert values("runs_total") == {(one, "ended"): 0, (one, "failed"): 0}
    assert values("severa_calls_total") == {(one,): 0}
    assert values("company_started") == {(one,): 0}
    assert values("runs_late") == {(one,): 0}
    assert values("failed_runs_in_a_row") == {(one,): 0}
    assert set(values("transfers").values()) == {0}
    assert values("oldest_waiting_seconds") == {(one, "stored"): 0, (one, "blocked"): 0}
    assert values("quota_allowed") == values("quota_left") == values("last_run_timestamp_seconds") == {}


def test_counters_are_the_sums_over_a_companys_runs(company: Company, other_company: Company, values: Values) -> None:
    ended = timezone.now()
    CompanyTotals.objects.create(
        company=company,
        runs_ended=12,
        runs_failed=3,
        stored=100,
        transferred=99,
        blocked=7,
        fallback_rows=5,
        calls=150,
        refused_calls=2,
        seconds_reading=1.5,
        seconds_judging=2.25,
        seconds_storing=3.5,
        seconds_marking=4.75,
        quota_allowed=1000,
        quota_used=400,
        last_ended_at=ended,
    )
    one, other = _of(company), _of(other_company)
    runs = values("runs_total")
    assert runs == {(one, "ended"): 12, (one, "failed"): 3, (other, "ended"): 0, (other, "failed"): 0}
    invoices = values("invoices_total")
    assert [invoices[one, each] for each in ("stored", "transferred", "blocked")] == [100, 99, 7]
    assert values("fallback_rows_total")[one,] == 5
    assert (values("severa_calls_total")[one,], values("severa_refused_calls_total")[one,]) == (150, 2)
    assert (values("quota_allowed"), values("quota_left")) == ({(one,): 1000}, {(one,): 600})
    seconds = values("seconds_total")
    assert [seconds[one, each] for each in ("reading", "judging", "storing", "marking")] == [1.5, 2.25, 3.5, 4.75]
    assert values("last_run_timestamp_seconds") == {(one,): pytest.approx(ended.timestamp())}


def test_a_quota_that_is_overdrawn_has_nothing_left(company: Company, values: Values) -> None:
    CompanyTotals.objects.create(company=company, quota_allowed=1000, quota_used=1001)
    assert values("quota_left") == {(_of(company),): 0}


def test_transfers_are_counted_by_company_and_state(company: Company, other_company: Company, values: Values) -> None:
    for number, state in enumerate((State.TRANSFERRED, State.TRANSFERRED, State.BLOCKED, State.STORED), 1001):
        a_transfer(company, number, state)
    a_transfer(other_company, 1001, State.DISMISSED)
    counts = {labels: count for labels, count in values("transfers").items() if count}
    assert counts == {
        (_of(company), "transferred"): 2,
        (_of(company), "blocked"): 1,
        (_of(company), "stored"): 1,
        (_of(other_company), "dismissed"): 1,
    }
    assert {state for _, state in values("transfers")} == set(State.values)


def test_the_oldest_that_waits_is_told_since_it_came_to_its_state(
    company: Company, other_company: Company, values: Values
) -> None:
    _enters(company, 1001, State.BLOCKED, ago=timedelta(hours=1))
    _enters(company, 1002, State.BLOCKED, ago=timedelta(hours=3))
    _enters(company, 1003, State.STORED, ago=timedelta(minutes=5))
    _enters(company, 1004, State.HANDED_OVER, ago=timedelta(minutes=9))
    _enters(company, 1005, State.TRANSFERRED, ago=timedelta(days=9))
    _enters(other_company, 1001, State.DISMISSED, ago=timedelta(days=9))
    ages, one, other = values("oldest_waiting_seconds"), _of(company), _of(other_company)
    assert ages[one, "blocked"] == pytest.approx(3 * 3600, abs=60)
    assert ages[one, "stored"] == pytest.approx(9 * 60, abs=60)
    assert ages[other, "blocked"] == ages[other, "stored"] == 0


@pytest.mark.parametrize(
    ("state", "planned", "late"),
    [
        (Schedule.State.STARTED, timedelta(minutes=-20), 1200),
        (Schedule.State.STARTED, timedelta(minutes=5), 0),
        (Schedule.State.STARTED, None, 0),
        (Schedule.State.PAUSED, timedelta(minutes=-20), 0),
        (Schedule.State.NOT_STARTED, timedelta(minutes=-20), 0),
    ],
)
def test_only_a_started_company_whose_run_is_due_is_late(
    company: Company, values: Values, state: Schedule.State, planned: timedelta | None, late: float
) -> None:
    next_run_at = None if planned is None else timezone.now() + planned
    Schedule.objects.create(company=company, state=state, next_run_at=next_run_at, failures=2)
    assert values("runs_late") == {(_of(company),): pytest.approx(late, abs=60)}
    assert values("company_started") == {(_of(company),): int(state == Schedule.State.STARTED)}
    assert values("failed_runs_in_a_row") == {(_of(company),): 2}


def test_the_program_tells_its_version_and_its_database(db: None, values: Values) -> None:
    assert values("info") == {(connection.vendor, __version__): 1}


def test_a_scrape_asks_the_database_as_often_for_many_companies_as_for_one(db: None, token_file: Path) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            _families(Client())
        return len(asked)

    none = queries()
    for number in range(30):
        company = Company.objects.create(name=f"Yritys {number}", waiting_status="a", transferred_status="b")
        _enters(company, 1, State.BLOCKED, ago=timedelta(hours=1))
        if number % 2:
            CompanyTotals.objects.create(company=company)
            Schedule.objects.create(company=company)
    assert queries() == none <= 8


def test_transfers_are_counted_from_an_index_alone(db: None) -> None:
    """Their rows hold whole invoices."""
    with CaptureQueriesContext(connection) as asked:
        metrics._transfers_by_state()
    [counting] = asked
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # which it takes of a table as small as this one
            cursor.execute("SET LOCAL enable_bitmapscan = off")
            cursor.execute(f"EXPLAIN {counting['sql']}")
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {counting['sql']}")
        plan = str(cursor.fetchall())
    assert "USING COVERING INDEX" in plan or "Index Only Scan" in plan


def test_the_reference_lists_what_the_endpoint_gives(company: Company, token_file: Path) -> None:
    CompanyTotals.objects.create(company=company, quota_allowed=1, quota_used=1, last_ended_at=timezone.now())
    given = {}
    for family in _families(Client()):
        [name] = {sample.name for sample in family.samples}
        labels = {label for sample in family.samples for label in sample.labels}
        given[name] = (family.type, labels, family.documentation)
    row = re.compile(r"^\| `(severa_maestro_\w+)` \| (\w+) \| ([^|]*) \| [^|]+ \| ([^|]*) \|$", re.MULTILINE)
    listed = {
        name: (kind, set(re.findall(r"`(\w+)`", labels)), meaning)
        for name, kind, labels, meaning in row.findall(REFERENCE.read_text(encoding="utf-8"))
    }
    assert listed == given
