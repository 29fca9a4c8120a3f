"""Runs, and a run now."""

from datetime import timedelta

from severa_maestro.engine.models import Schedule
from severa_maestro.transfer.lease import company_lease
from severa_maestro.web.accounts.models import AuditEntry
from tests.web.api.conftest import Kept, Program
from tests.web.ledger_rows import a_run


def test_runs_come_by_id_with_their_numbers_and_errors(kept: Kept, reading: Program) -> None:
    first, second = reading.get(f"{kept.home}/runs").json()["items"]
    assert (first["id"], first["state"], first["fetched"], first["error"]) == (kept.run.pk, "succeeded", 2, None)
    assert (second["state"], second["error"]["code"]) == ("failed", "severa-key-refused")
    assert second["error"]["text"].startswith("Severa ei hyväksynyt")
    assert first["started_at"].endswith("Z")


def test_one_run_is_found_by_its_id(kept: Kept, reading: Program) -> None:
    assert reading.get(f"{kept.home}/runs/{kept.run.pk}").json()["quota_used"] == 12
    assert reading.get(f"{kept.home}/runs/999999").status_code == 404


def test_a_run_that_was_cut_says_so(kept: Kept, reading: Program) -> None:
    cut = a_run(kept.run.company, ended=False, ago=timedelta(hours=2))
    assert reading.get(f"{kept.home}/runs/{cut.pk}").json()["state"] == "interrupted"


def test_a_run_now_is_asked_for_once_and_recorded(kept: Kept, acting: Program) -> None:
    asked = acting.post(f"{kept.home}/runs")
    assert asked.status_code == 202
    assert asked.headers["Location"] == asked.json()["follow"] == f"/api/v1/{kept.home}"
    assert Schedule.objects.get().asked_at is not None
    assert acting.get(asked.json()["follow"]).json()["is_run_asked_for"] is True
    entry = AuditEntry.objects.get(action="run-started")
    assert (entry.user, entry.user_email, entry.company) == (None, "API: Raportointi", kept.run.company)
    again = acting.post(f"{kept.home}/runs")
    assert (again.status_code, again.json()["code"]) == (409, "run-under-way")
    assert AuditEntry.objects.filter(action="run-started").count() == 1


def test_while_a_run_goes_on_no_other_is_asked_for(kept: Kept, acting: Program) -> None:
    a_run(kept.run.company, ended=False, ago=timedelta(minutes=1))
    with company_lease(kept.run.company):
        assert acting.post(f"{kept.home}/runs").status_code == 409
    assert not Schedule.objects.exists()


def test_a_run_is_not_asked_for_by_looking(kept: Kept, acting: Program) -> None:
    acting.get(f"{kept.home}/runs")
    assert not Schedule.objects.exists()
