"""Transfers: found by every filter, told whole, decided upon."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from severa_maestro.transfer.ledger.models import LogLine, State, Transfer
from severa_maestro.web.accounts.models import AuditEntry
from tests.transfer.conftest import MakeWorld
from tests.web.api.conftest import Kept, MakeProgram, Program
from tests.web.ledger_rows import a_transfer


def _found(program: Program, kept: Kept, query: str) -> list[int]:
    answer = program.get(f"{kept.home}/transfers?{query}")
    assert answer.status_code == 200, answer.content
    return [each["number"] for each in answer.json()["items"]]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [1001, 1002]),
        ("state=blocked", [1002]),
        ("state=waiting", []),
        ("state=unmarked", []),
        ("finding=customer-without-number", [1002]),
        ("finding=customer-without", []),
        ("customer=%C3%A4yr%C3%A4s", [1001, 1002]),
        ("customer=Pohjan", []),
        ("number=1001", [1001]),
        ("invoice_date_from=2026-11-01", [1001]),
        ("invoice_date_to=2026-11-01", [1002]),
        ("amount_from=125.5", [1001]),
        ("amount_from=125.51", []),
        ("amount_to=-40", [1002]),
        ("is_on_fallback=true", [1001]),
        ("is_on_fallback=false", [1002]),
        ("state=blocked&number=1001", []),
    ],
)
def test_a_filter_leaves_what_is_asked_for(kept: Kept, reading: Program, query: str, numbers: list[int]) -> None:
    assert _found(reading, kept, query) == numbers


def test_what_has_changed_since_is_found(kept: Kept, reading: Program) -> None:
    Transfer.objects.filter(pk=kept.transferred.pk).update(changed_at=timezone.now() - timedelta(days=2))
    yesterday = timezone.now() - timedelta(days=1)
    assert _found(reading, kept, f"changed_since={quote(yesterday.isoformat())}") == [1002]
    kept.blocked.refresh_from_db()
    told = reading.get(f"{kept.home}/transfers/{kept.blocked.pk}").json()["changed_at"]
    assert _found(reading, kept, f"changed_since={told}") == [1002]


def test_pages_follow_one_another_and_miss_nothing(kept: Kept, reading: Program) -> None:
    for number in range(2001, 2008):
        a_transfer(kept.run.company, number, State.FETCHED)
    found, address = [], f"/api/v1/{kept.home}/transfers?limit=3&state=fetched"
    while address:
        page = reading.get(address).json()
        assert len(page["items"]) <= 3
        found += [each["number"] for each in page["items"]]
        address = page["next"]
    assert found == list(range(2001, 2008))


def test_amounts_are_strings_with_their_currency(kept: Kept, reading: Program) -> None:
    first, second = reading.get(f"{kept.home}/transfers").json()["items"]
    assert first["total_including_vat"] == {"amount": "125.50", "currency": "EUR"}
    assert second["total_including_vat"] == {"amount": "-40.00", "currency": "SEK"}


def test_findings_are_in_the_words_that_are_asked_for(kept: Kept, reading: Program) -> None:
    said = {
        language: reading.get(f"{kept.home}/transfers/{kept.blocked.pk}", accept_language=language).json()["findings"][
            0
        ]
        for language in ("fi", "sv", "en", "de, sv;q=0.5, fi;q=0.4")
    }
    assert {each["code"] for each in said.values()} == {"customer-without-number"}
    assert len({said[language]["what"] for language in ("fi", "sv", "en")}) == 3
    assert said["de, sv;q=0.5, fi;q=0.4"] == said["sv"]
    assert "severa-maestro" not in str(said)


def test_a_transfer_is_told_with_its_invoice_rows_and_timeline(kept: Kept, reading: Program) -> None:
    shown = reading.get(f"{kept.home}/transfers/{kept.transferred.pk}").json()
    assert shown["stored"]["number"] == shown["arrived"]["number"] == 1001
    assert shown["stored"]["rows"][0]["excluding_vat"] == {"amount": "100.00", "currency": "EUR"}
    assert shown["differences"] == [{"member": "your_reference", "stored": "", "arrived": "Tilaus 5"}]
    [row] = shown["rows"]
    assert (row["product"], row["is_on_fallback"], row["rule"]) == ("A/0", True, "fallback")
    assert row["unit_price"] == {"amount": "33.5000000001", "currency": "EUR"}
    assert shown["vat_totals"] == [
        {
            "rate": "25.5",
            "excluding_vat": {"amount": "100.00", "currency": "EUR"},
            "vat": {"amount": "25.50", "currency": "EUR"},
            "including_vat": {"amount": "125.50", "currency": "EUR"},
        }
    ]
    assert shown["timeline"][0]["to_state"] == "transferred"


def test_an_invoice_that_could_not_be_read_is_told_without_its_content(kept: Kept, reading: Program) -> None:
    shown = reading.get(f"{kept.home}/transfers/{kept.blocked.pk}").json()
    assert (shown["arrived"], shown["stored"], shown["rows"], shown["vat_totals"]) == (None, None, [], [])
    assert shown["timeline"][0]["text"] == "No customer number"


def test_every_invoice_of_the_sandbox_is_told(make_world: MakeWorld, make_program: MakeProgram) -> None:
    world = make_world(invoices=20)
    world.run()
    program, home = make_program(world.company), f"companies/{world.company.pk}"
    for each in program.get(f"{home}/transfers?limit=500").json()["items"]:
        shown = program.get(f"{home}/transfers/{each['id']}").json()
        assert len(shown["rows"]) == len((shown["stored"] or {"rows": []})["rows"])
        assert shown["total_vat"] == (shown["arrived"] or {}).get("totals", {}).get("vat", shown["total_vat"])


def test_a_blocked_invoice_is_put_back_as_the_page_does(kept: Kept, acting: Program) -> None:
    done = acting.post(f"{kept.home}/transfers/{kept.blocked.pk}/retry", {})
    assert (done.status_code, done.json()["state"]) == (200, "fetched")
    entry = AuditEntry.objects.get(action="transfer-retried")
    assert (entry.user_email, entry.before["state"], entry.after["state"]) == ("API: Raportointi", "blocked", "fetched")
    assert kept.blocked.timeline.last().actor == "API: Raportointi"


def test_an_invoice_is_dismissed_with_its_reason(kept: Kept, acting: Program) -> None:
    done = acting.post(f"{kept.home}/transfers/{kept.blocked.pk}/dismiss", {"reason": " Kirjattu käsin. "})
    assert (done.status_code, done.json()["state"], done.json()["deeds"]) == (200, "dismissed", ["retry"])
    assert kept.blocked.timeline.last().reason == "Kirjattu käsin."
    assert LogLine.objects.get(code="dismissed").values["actor"] == "API: Raportointi"


@pytest.mark.parametrize(
    "content",
    [{}, {"reason": ""}, {"reason": "  "}, {"reason": 5}, {"reason": "x" * 501}, {"reason": "x", "why": "x"}, []],
)
def test_a_dismissal_without_a_proper_reason_is_refused(kept: Kept, acting: Program, content: object) -> None:
    refused = acting.post(f"{kept.home}/transfers/{kept.blocked.pk}/dismiss", content)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["place"].startswith("body")
    kept.blocked.refresh_from_db()
    assert kept.blocked.state == State.BLOCKED


def test_a_decision_about_what_has_changed_since_is_refused(kept: Kept, acting: Program) -> None:
    seen = acting.get(f"{kept.home}/transfers/{kept.blocked.pk}").json()["changed_at"]
    kept.blocked.save()
    refused = acting.post(f"{kept.home}/transfers/{kept.blocked.pk}/retry", {"changed_at": seen})
    assert (refused.status_code, refused.json()["code"]) == (409, "decision-overtaken")
    now = acting.get(f"{kept.home}/transfers/{kept.blocked.pk}").json()["changed_at"]
    assert acting.post(f"{kept.home}/transfers/{kept.blocked.pk}/retry", {"changed_at": now}).status_code == 200


def test_what_waits_for_no_decision_refuses_one(kept: Kept, acting: Program) -> None:
    refused = acting.post(f"{kept.home}/transfers/{kept.transferred.pk}/retry", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "not-blocked")
    assert not AuditEntry.objects.filter(action="transfer-retried").exists()


def test_a_long_page_takes_few_queries(kept: Kept, reading: Program) -> None:
    for number in range(3000, 3050):
        a_transfer(kept.run.company, number, State.FETCHED)
    with CaptureQueriesContext(connection) as asked:
        assert len(_found(reading, kept, "limit=500")) == 52
    assert len(asked) <= 5
