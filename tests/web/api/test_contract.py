"""What holds for every route: its contract, whom it opens to, and how it refuses."""

import inspect
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openapi_spec_validator import OpenAPIV31SpecValidator

from severa_maestro.companies.models import Company
from severa_maestro.web.accounts.models import Right
from severa_maestro.web.api import companies, problems
from severa_maestro.web.api.urls import api
from severa_maestro.web.say import text_of
from tests.web.api.conftest import Kept, MakeProgram, Program

CONTRACT: Any = api.get_openapi_schema(path_prefix="/api/v1/")
ROUTES = [
    (method, path, operation) for path, methods in CONTRACT["paths"].items() for method, operation in methods.items()
]
NAMES = [operation["operationId"] for _, _, operation in ROUTES]

every_route = pytest.mark.parametrize(("method", "path", "operation"), ROUTES, ids=NAMES)


def ask(program: Program, method: str, path: str, kept: Kept) -> Any:
    """Asks for what ``company`` has there."""
    places = {
        "company": kept.run.company_id,
        "run": kept.run.pk,
        "transfer": kept.blocked.pk,
        "invoice": kept.invoice.pk,
    }
    address = path.format(**places)
    return program.get(address) if method == "get" else program.post(address, {"reason": "Kirjattu käsin."})


@every_route
def test_without_a_token_no_route_opens(kept: Kept, method: str, path: str, operation: dict[str, Any]) -> None:
    refused = ask(Program(), method, path, kept)
    assert (refused.status_code, refused.json()["code"]) == (401, "not-authenticated")
    assert operation["security"] == [{"Token": []}]


@every_route
def test_with_another_companys_token_no_route_tells_or_does_anything(
    kept: Kept, other_company: Company, make_program: MakeProgram, method: str, path: str, operation: dict[str, Any]
) -> None:
    answer = ask(make_program(other_company, Right.ACT), method, path, kept)
    assert kept.run.company.name not in answer.content.decode()
    if "{company}" in path:
        # Its body is looked at first, where it has one: that tells nothing of the company.
        assert answer.status_code in ((404, 422) if method == "post" else (404,))
    kept.blocked.refresh_from_db()
    assert kept.blocked.state == "blocked"


@pytest.mark.parametrize(
    "kind", ["runs/{run}", "transfers/{transfer}", "transfers/{transfer}/retry", "invoices/{invoice}"]
)
def test_what_is_another_companys_is_not_found_under_ones_own(
    kept: Kept, other_company: Company, make_program: MakeProgram, kind: str
) -> None:
    program = make_program(other_company, Right.ACT)
    address = kind.format(run=kept.run.pk, transfer=kept.blocked.pk, invoice=kept.invoice.pk)
    home = f"companies/{other_company.pk}"
    answer = program.post(f"{home}/{address}", {}) if "retry" in kind else program.get(f"{home}/{address}")
    assert answer.status_code == 404


@every_route
def test_a_parameter_that_is_not_in_the_contract_is_refused(
    kept: Kept, acting: Program, method: str, path: str, operation: dict[str, Any]
) -> None:
    answer = ask(acting, method, f"{path}?statee=blocked", kept)
    assert answer.status_code == 422
    assert answer.json()["errors"] in (
        [{"place": "query.statee", "what": "There is no such parameter or member."}],
        [{"place": "body.reason", "what": "There is no such parameter or member."}],
    )


@every_route
def test_a_route_takes_few_queries(
    kept: Kept, acting: Program, method: str, path: str, operation: dict[str, Any]
) -> None:
    with CaptureQueriesContext(connection) as asked:
        ask(acting, method, path, kept)
    assert len(asked) <= 20


def test_the_contract_is_valid_and_open_to_everybody() -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    contract = answer.json()
    assert contract["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(contract).validate()


def test_operations_have_names_of_their_own() -> None:
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("address", ["/api/", "/api/v1/", "/api/v2/companies", "/api/v1/nothing", "/api/v1/companies/"])
@pytest.mark.django_db
def test_what_is_not_there_is_a_problem_in_json(address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "head", "options"])
def test_a_method_that_is_not_there_says_which_are(reading: Program, method: str) -> None:
    ask_by: Callable[..., Any] = getattr(reading.client, method)
    answer = ask_by("/api/v1/companies", headers={"Authorization": f"Bearer {reading.token}"})
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET"


@pytest.mark.parametrize("content", ["{", "\x00", '{"reason": ' + "[" * 100_000])
def test_a_body_that_is_no_json_is_refused(kept: Kept, acting: Program, content: str) -> None:
    answer = acting.post(f"{kept.home}/transfers/{kept.blocked.pk}/dismiss", content)
    assert (answer.status_code, answer.json()["code"]) == (400, "body-unreadable")


def test_a_body_that_is_too_large_is_refused(kept: Kept, acting: Program) -> None:
    answer = acting.post(f"{kept.home}/transfers/{kept.blocked.pk}/dismiss", {"reason": "x" * 6_000_000})
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")


@pytest.mark.parametrize("key", ["0", "-1", "x", "1.5", "9223372036854775808", "1" * 5000, "%00", "1_0"])
def test_a_key_that_is_none_is_refused(reading: Program, key: str) -> None:
    assert reading.get(f"companies/{key}").status_code == 422


@pytest.mark.parametrize(
    "query",
    [
        *("limit=0", "limit=501", "limit=x", "after=-1", "state=lost", "number=1_0", "customer=", "customer=%00"),
        *("invoice_date_from=1", "invoice_date_from=2026-02-30", "invoice_date_from=0001-01-01", "amount_from=1,5"),
        *("changed_since=2026-01-01", "changed_since=2026-01-01T00:00:00", "changed_since=0001-01-01T00:00:00Z"),
        *("is_on_fallback=1", "amount_to=NaN", "finding=a%22", "changed_since=1700000000"),
    ],
)
def test_a_value_that_is_not_as_the_contract_says_is_refused(kept: Kept, reading: Program, query: str) -> None:
    answer = reading.get(f"{kept.home}/transfers?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["place"] == f"query.{query.partition('=')[0]}"


@pytest.mark.parametrize(
    ("query", "fi", "sv"),
    [
        ("limit=x", "kokonaisluku", "heltal"),
        ("limit=501", "enintään 500", "högst 500"),
        ("limit=0", "vähintään 1", "minst 1"),
        ("state=lost", "jokin näistä", "något av dessa"),
        ("customer=", "liian lyhyt", "för kort"),
        (f"customer={'a' * 201}", "liian pitkä", "för lång"),
        ("customer=%00", "merkkejä", "tecken"),
        ("invoice_date_from=2026-02-30", "2026-11-22", "2026-11-22"),
        ("invoice_date_from=0001-01-01", "1900–2999", "1900–2999"),
        ("changed_since=2026-01-01", "aikavyöhyk", "tidszon"),
        ("amount_from=1,5", "1234.50", "1234.50"),
        ("is_on_fallback=1", "true tai false", "true eller false"),
        ("lost=1", "ei ole", "finns ingen"),
    ],
)
def test_what_is_wrong_is_said_in_the_language_that_is_asked_for(
    kept: Kept, reading: Program, query: str, fi: str, sv: str
) -> None:
    for language, words in (("fi", fi), ("sv", sv)):
        answer = reading.get(f"{kept.home}/transfers?{query}", accept_language=language)
        assert words in answer.json()["errors"][0]["what"]


def test_problems_speak_the_language_that_is_asked_for(reading: Program) -> None:
    said = {each: reading.get("companies/999", accept_language=each).json() for each in ("fi", "sv-FI", "en", "de", "")}
    assert said["fi"]["title"] == "Ei löydy"
    assert said["sv-FI"]["title"] == "Hittas inte"
    assert {said[each]["title"] for each in ("en", "de", "")} == {"Not found"}
    assert {each["code"] for each in said.values()} == {"not-found"}


def test_an_error_of_the_program_is_told_without_its_insides(
    kept: Kept, reading: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_companies: object) -> None:
        raise RuntimeError("salainen polku")

    monkeypatch.setattr(companies, "standings", fail)
    answer = reading.get(kept.home)
    assert (answer.status_code, answer.json()["code"]) == (500, "broken")
    assert "salainen" not in answer.content.decode()


@pytest.mark.parametrize("code", re.findall(r'problem\(HTTPStatus\.\w+, "([\w-]+)"', inspect.getsource(problems)))
def test_every_problem_has_its_words(code: str) -> None:
    assert text_of(f"api.{code}").fi
    assert text_of(f"api.{code}_to_do").fi
