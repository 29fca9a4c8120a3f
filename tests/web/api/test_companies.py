"""The token's company, and how it stands."""

from severa_maestro.companies.models import Company
from tests.web.api.conftest import Kept, Program


def test_the_list_has_the_tokens_company_alone(company: Company, other_company: Company, reading: Program) -> None:
    assert reading.get("companies").json() == {"items": [{"id": company.pk, "name": "Kuusi Oy"}], "next": None}


def test_how_it_stands_is_what_the_overview_says(kept: Kept, reading: Program) -> None:
    shown = reading.get(kept.home).json()
    assert shown["state"] == "failed"
    assert (shown["blocked"], shown["waiting"], shown["fallback_rows"], shown["transferred_today"]) == (1, 0, 1, 1)
    assert shown["is_connected"] is True
    assert shown["is_running"] is shown["is_run_asked_for"] is False
    assert shown["newest_run"]["id"] == shown["last_run"]["id"] == kept.failed_run.pk


def test_a_company_that_is_new_stands_too(company: Company, reading: Program) -> None:
    shown = reading.get(f"companies/{company.pk}").json()
    assert (shown["state"], shown["newest_run"], shown["last_run"], shown["quota_left"]) == (
        "unfinished",
        None,
        None,
        None,
    )


def test_no_secret_is_told(kept: Kept, reading: Program) -> None:
    assert "sealed" not in reading.get(kept.home).content.decode()
