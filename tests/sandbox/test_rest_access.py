"""Who may call what: tokens, scopes, and what happens to those without."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest

from severa_maestro.sandbox import Sandbox, SandboxSettings, State
from severa_maestro.sandbox.state_clients import SCOPES
from tests.sandbox.rest_caller import RestCaller, error_type, escaped, invoice_path

Start = Callable[[SandboxSettings], RestCaller]
STATUSES = "/v1/invoicestatuses"


def outcome(answer: httpx2.Response) -> tuple[int, str]:
    return answer.status_code, error_type(answer)


@pytest.mark.parametrize("scope", ["invoices:read,settings:read", "invoices:read settings:read", "settings:read, x:y"])
def test_a_token_is_given_for_scopes_with_commas_or_spaces_between_them(rest: RestCaller, scope: str) -> None:
    rest.scopes = scope
    given = rest.ask_token().json()
    assert "settings:read" in given["scope"].split()
    assert given["access_token_type"] == "Bearer"
    assert given["access_token_expires_in"] == 3600
    assert rest.get(STATUSES).status_code == 200


def test_a_token_is_given_only_for_the_right_credentials(rest: RestCaller) -> None:
    assert outcome(rest.ask_token(client_secret="wrong")) == (401, "AuthenticationRequired")
    assert outcome(rest.ask_token(client_id="wrong")) == (401, "AuthenticationRequired")
    assert outcome(rest.ask_token(client_secret=rest.sandbox.soap_key)) == (401, "AuthenticationRequired")
    for body in (b"not json", b"[]", b""):
        assert outcome(rest.http.post("/v1/token", content=body)) == (400, "InvalidRequest")


def test_a_call_needs_a_token_and_the_name_of_the_client(rest: RestCaller) -> None:
    good = rest.headers
    for wrong in (
        {},
        {"client_id": good["client_id"]},
        {"Authorization": good["Authorization"]},
        {**good, "client_id": "somebody else"},
        {**good, "Authorization": good["Authorization"] + "x"},
        {**good, "Authorization": good["Authorization"].replace("Bearer", "Basic")},
    ):
        for path in (STATUSES, "/heartbeat/authorized"):
            assert outcome(rest.http.get(path, headers=wrong)) == (401, "AuthenticationRequired")
    assert rest.http.get(STATUSES, headers=good).status_code == 200


def test_the_heartbeat_needs_a_token_of_whatever_scope(rest: RestCaller) -> None:
    rest.scopes = ""
    answer = rest.get("/heartbeat/authorized")
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_token_ends_after_its_time_and_a_new_one_works(start_rest: Start) -> None:
    rest = start_rest(SandboxSettings(rate=0, clean=True, invoices=1, token_seconds=60))
    assert rest.ask_token().json()["access_token_expires_in"] == 60
    assert rest.get(STATUSES).status_code == 200
    rest.sandbox.state.clock = lambda: datetime.now(UTC) + timedelta(seconds=61)
    assert outcome(rest.get(STATUSES)) == (401, "AuthenticationRequired")
    rest.forget_token()
    assert rest.get(STATUSES).status_code == 200


def test_all_tokens_can_be_ended_at_once(rest: RestCaller) -> None:
    assert rest.get(STATUSES).status_code == 200
    rest.sandbox.state.expire_tokens()
    assert outcome(rest.get(STATUSES)) == (401, "AuthenticationRequired")
    rest.forget_token()
    assert rest.get(STATUSES).status_code == 200


def test_a_revoked_secret_gives_no_token_and_ends_those_there_are_until_it_is_restored(rest: RestCaller) -> None:
    assert rest.get(STATUSES).status_code == 200
    rest.sandbox.state.revoke_secret()
    assert outcome(rest.get(STATUSES)) == (401, "AuthenticationRequired")
    assert outcome(rest.ask_token()) == (401, "AuthenticationRequired")
    rest.sandbox.state.restore_secret()
    assert outcome(rest.get(STATUSES)) == (401, "AuthenticationRequired")
    rest.forget_token()
    assert rest.get(STATUSES).status_code == 200


#: Every call that reads, and what a token must have for it.
NEEDED = {
    "/v1/invoicestatuses": "settings:read",
    "/v1/invoicestatuses/{}": "settings:read",
    "/v1/businessunits": "settings:read",
    "/v1/bankaccounts": "settings:read",
    "/v1/products": "settings:read",
    "/v1/products/{}": "settings:read",
    "/v1/worktypes": "settings:read",
    "/v1/worktypes/{}": "settings:read",
    "/v1/travelexpensetypes": "settings:read",
    "/v1/travelexpensetypes/{}": "settings:read",
    "/v1/localization/countries": "settings:read",
    "/v1/invoices": "invoices:read",
    "/v1/invoices/{}": "invoices:read",
    "/v1/invoices/{}/invoicerows": "invoices:read",
    "/v1/invoices/{}/invoicesettings": "invoices:read",
    "/v1/invoicerows": "invoices:read",
    "/v1/invoicerows/{}/projectfees": "invoices:read",
    "/v1/invoicerows/{}/projecttravelexpenses": "invoices:read",
    "/v1/invoicerows/{}/workhours": "invoices:read",
    "/v1/customers": "customers:read",
    "/v1/customers/{}": "customers:read",
    "/v1/customers/{}/addresses": "customers:read",
    "/v1/addresses": "customers:read",
}


def key_of(state: State, path: str) -> str:
    """Of a record that the path is about."""
    shelves = {
        "customers": state.customers,
        "invoicestatuses": state.statuses,
        "products": state.products,
        "worktypes": state.work_types,
        "travelexpensetypes": state.travel_expenses,
    }
    part = path.split("/")[2]
    if part == "invoicerows":
        return state.invoice("references").rows[0].key
    return next(iter(shelves[part])).key if part in shelves else state.entry("references").key


def test_reading_needs_the_scope_of_what_is_read_and_the_answer_names_it(rest: RestCaller) -> None:
    state = rest.sandbox.state
    for path, scope in NEEDED.items():
        address = path.format(escaped(state.rest_opaque(key_of(state, path))))
        rest.forget_token()
        rest.scopes = " ".join(each for each in SCOPES if each != scope)
        answer = rest.get(address)
        assert outcome(answer) == (403, "InsufficientApiScope"), path
        assert scope in answer.json()["error"]["details"][0]["message"]
        rest.forget_token()
        rest.scopes = scope
        assert rest.get(address).status_code == 200, path


def test_marking_and_converting_need_their_scopes(rest: RestCaller) -> None:
    rest.scopes = "invoices:read,customers:read"
    assert outcome(rest.put_into(rest.guid("references"), rest.sandbox.transferred_status)) == (
        403,
        "InsufficientApiScope",
    )
    assert rest.sandbox.state.entry("references").status == rest.sandbox.waiting_status
    assert outcome(rest.post("/v1/guids/convert", [])) == (403, "InsufficientApiScope")


def test_changing_settings_needs_its_scope_in_the_token_although_the_client_has_it(rest: RestCaller) -> None:
    state = rest.sandbox.state
    path = f"/v1/products/{escaped(state.rest_opaque('product-1'))}"
    assert "settings:write" in state.scopes
    for attempt in (
        lambda: rest.change(path, [{"op": "Replace", "path": "/code", "value": "B77"}]),
        lambda: rest.post(STATUSES, {"name": "Uusi"}),
    ):
        rest.forget_token()
        rest.scopes = "settings:read"
        answer = attempt()
        assert outcome(answer) == (403, "InsufficientApiScope")
        assert "settings:write" in answer.json()["error"]["details"][0]["message"]
        rest.forget_token()
        rest.scopes = "settings:write"
        assert attempt().status_code in (200, 201)
    state.take_scope("settings:write")
    assert outcome(rest.post(STATUSES, {"name": "Toinen uusi"})) == (403, "InsufficientApiScope")


def test_a_right_is_looked_at_before_the_record(rest: RestCaller) -> None:
    rest.sandbox.state.deny("PATCH /v1/invoices/{guid}")
    assert outcome(rest.patch("nobodys", [])) == (403, "PermissionDenied")
    rest.sandbox.state.allow("PATCH /v1/invoices/{guid}")
    assert rest.patch("nobodys", []).status_code == 404


def test_a_scope_that_is_taken_away_is_lost_at_once_and_comes_back(rest: RestCaller) -> None:
    state = rest.sandbox.state
    assert rest.get(STATUSES).status_code == 200
    state.take_scope("settings:read")
    assert outcome(rest.get(STATUSES)) == (403, "InsufficientApiScope")
    narrowed = rest.ask_token().json()["scope"].split()
    assert narrowed == ["invoices:read", "invoices:write", "customers:read"]
    state.give_scope("settings:read")
    assert rest.get(STATUSES).status_code == 200
    with pytest.raises(ValueError, match="no scope"):
        state.take_scope("invoices")


def test_a_token_can_be_refused_instead_of_narrowed(start_rest: Start) -> None:
    rest = start_rest(SandboxSettings(rate=0, clean=True, invoices=1, narrows_scopes=False))
    assert rest.ask_token().status_code == 200
    rest.sandbox.state.take_scope("invoices:write")
    assert outcome(rest.ask_token()) == (403, "InsufficientApiScope")
    assert rest.ask_token("invoices:read").status_code == 200


def test_a_right_that_is_taken_away_is_denied_by_the_name_of_the_call(rest: RestCaller) -> None:
    rest.sandbox.state.deny("GET /v1/invoices/{guid}")
    assert outcome(rest.get(invoice_path(rest.guid("references")))) == (403, "PermissionDenied")
    assert rest.get("/v1/invoices").status_code == 200


def test_unknown_routes_and_methods_are_not_found_without_a_body(rest: RestCaller) -> None:
    for path in ("/v1/nothing", "/v2/invoices", "/v1", "", "/v1/invoices/x/nothing"):
        answer = rest.get(path)
        assert (answer.status_code, answer.content) == (404, b"")
    assert rest.post("/v1/invoices", {}).status_code == 404
    assert rest.sandbox.calls["unknown"] == 6


def test_both_names_of_the_version_are_the_same(rest: RestCaller) -> None:
    assert rest.get("/v1.0/invoicestatuses").content == rest.get("/v1/invoicestatuses").content
    assert rest.sandbox.calls["GET /v1/invoicestatuses"] == 2


def test_an_error_says_what_and_where_and_has_a_stack_that_nobody_should_show(rest: RestCaller) -> None:
    error = rest.get("/v1/invoices", rowCount=0).json()["error"]
    assert (error["httpStatusCode"], error["type"]) == (400, "InvalidParameter")
    assert error["details"][0]["location"] == {"type": "UriParameter", "name": "rowCount", "identifier": None}
    assert error["details"][0]["url"] == "/rest-api/v1/invoices?rowCount=0"
    assert error["stack"].startswith("   at ")


def test_name_and_secret_come_from_the_seed_and_outlast_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    with Sandbox(SandboxSettings(clean=True, invoices=1, state_file=file)) as first:
        held = (first.client_id, first.client_secret)
        first.state.take_scope("files:read")
        first.state.revoke_secret()
    assert held == (
        State(seed=1, invoices=9, clean=True).client_id,
        State(seed=1, invoices=9, clean=True).client_secret,
    )
    assert State(seed=2, invoices=1, clean=True).client_secret != held[1]
    again = State(seed=5, invoices=1, clean=True, state_file=file)
    assert (again.client_id, again.client_secret) == held
    assert again.secret_is_revoked
    assert "files:read" not in again.scopes
    again.close()


def test_a_state_file_from_before_there_was_a_client_still_opens(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    first = State(seed=1, invoices=1, clean=True, state_file=file)
    held = (first.client_id, first.client_secret, first.rest_opaque("invoice-11"))
    first.close()
    database = sqlite3.connect(file)
    with database:
        database.execute(
            "DELETE FROM setting WHERE name IN ('client_id', 'client_secret', 'secret_is_revoked', 'taken_scopes')"
        )
    database.close()
    again = State(seed=1, invoices=1, clean=True, state_file=file)
    assert (again.client_id, again.client_secret, again.rest_opaque("invoice-11")) == held
    assert again.scopes == list(SCOPES)
    again.take_scope("files:read")
    again.close()
