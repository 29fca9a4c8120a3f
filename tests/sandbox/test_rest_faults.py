"""Every fault over REST does what its name says, and watchers see every call."""

import threading
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from severa_maestro.sandbox import CONTRACT_BREAKING, Exchange, SandboxSettings
from severa_maestro.sandbox.faults import KINDS, REST_ONLY, SOAP_ONLY
from tests.contract.checker import ContractChecker
from tests.sandbox.rest_caller import RestCaller, error_type, escaped, invoice_path

Start = Callable[[SandboxSettings], RestCaller]
PATCH = "PATCH /v1/invoices/{guid}"
LIST = "GET /v1/invoices"


@pytest.fixture
def exchanges(rest: RestCaller) -> list[Exchange]:
    seen: list[Exchange] = []
    rest.sandbox.watchers.append(seen.append)
    return seen


class Mark:
    """Puts one invoice into the transferred status, and knows whether that was done."""

    def __init__(self, rest: RestCaller) -> None:
        self.rest = rest
        assert rest.headers

    def __call__(self) -> httpx2.Response:
        return self.rest.put_into(self.rest.guid("references"), self.rest.sandbox.transferred_status)

    @property
    def is_done(self) -> bool:
        sandbox = self.rest.sandbox
        return sandbox.state.entry("references").status == sandbox.transferred_status


@pytest.fixture
def mark(rest: RestCaller) -> Mark:
    return Mark(rest)


@pytest.mark.parametrize(
    ("kind", "status", "content_type"),
    [
        ("http-500", 500, "text/html"),
        ("http-503", 503, "text/html"),
        ("garbage", 200, "application/json"),
        ("html", 200, "text/html"),
    ],
)
def test_faults_before_the_api_keep_the_work_from_being_done(
    rest: RestCaller, mark: Mark, kind: str, status: int, content_type: str
) -> None:
    rest.sandbox.faults.plant(kind, PATCH)
    answer = mark()
    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (status, content_type)
    assert answer.headers.get("Retry-After") == ("1" if kind == "http-503" else None)
    assert not mark.is_done
    assert mark().status_code == 200


@pytest.mark.parametrize(("kind", "is_done"), [("cut-before", False), ("cut-after", True), ("half-body", True)])
def test_connections_are_cut_before_or_after_the_work(
    rest: RestCaller, mark: Mark, exchanges: list[Exchange], kind: str, is_done: bool
) -> None:
    rest.sandbox.faults.plant(kind, PATCH)
    with pytest.raises(httpx2.RemoteProtocolError):
        mark()
    assert mark.is_done is is_done
    assert (exchanges[-1].fault, exchanges[-1].status) == (kind, 200 if kind == "half-body" else 0)
    assert mark().status_code == 200


@pytest.mark.parametrize(
    ("kind", "status", "error"),
    [
        ("no-permission", 403, "PermissionDenied"),
        ("general-failure", 500, "InternalSystemError"),
        ("expired-token", 401, "AuthenticationRequired"),
        ("missing-scope", 403, "InsufficientApiScope"),
        ("addon-missing", 403, "AddonMissing"),
    ],
)
def test_errors_of_the_api_come_without_the_work(
    rest: RestCaller, mark: Mark, kind: str, status: int, error: str
) -> None:
    rest.sandbox.faults.plant(kind, PATCH)
    answer = mark()
    assert (answer.status_code, error_type(answer)) == (status, error)
    assert ("invoices:write" in answer.text) == (kind == "missing-scope")
    assert not mark.is_done
    assert mark().status_code == 200


def test_a_planted_refusal_is_like_a_real_one(rest: RestCaller, mark: Mark) -> None:
    rest.sandbox.faults.plant("rate-limit", PATCH)
    answer = mark()
    assert (answer.status_code, answer.text) == (429, "API calls quota exceeded! maximum admitted 10 per 1s.")
    assert rest.sandbox.refused_calls == {PATCH: 1}
    assert not mark.is_done


def test_a_delay_goes_on_as_usual(rest: RestCaller, mark: Mark, exchanges: list[Exchange]) -> None:
    rest.sandbox.faults.plant("delay", PATCH, seconds=0.01)
    assert mark().status_code == 200
    assert mark.is_done
    assert exchanges[-1].fault == ""


def test_the_huge_body_has_no_end_until_the_client_hangs_up_or_so_many_bytes(rest: RestCaller) -> None:
    rest.sandbox.faults.plant("huge", LIST, bytes=300_000)
    assert 300_000 <= len(rest.get("/v1/invoices").content) < 500_000
    rest.sandbox.faults.plant("huge", LIST)
    with rest.http.stream("GET", "/v1/invoices", headers=rest.headers) as answer:
        assert len(next(answer.iter_bytes(100_000))) == 100_000
    assert rest.get("/v1/invoices").status_code == 200


def test_a_result_may_be_empty_or_null_after_the_work(rest: RestCaller, mark: Mark) -> None:
    rest.sandbox.faults.plant("empty-result", PATCH)
    answer = mark()
    assert (answer.status_code, answer.content) == (200, b"")
    assert mark.is_done
    rest.sandbox.faults.plant("nil-result", LIST)
    assert rest.get("/v1/invoices").json() is None


def test_members_may_be_shuffled_or_unknown(reader: RestCaller) -> None:
    path = invoice_path(reader.guid("references"))
    good = reader.get(path).json()
    reader.sandbox.faults.plant("shuffled")
    shuffled = reader.get(path).json()
    assert (shuffled, list(shuffled)) == (good, list(reversed(good)))
    reader.sandbox.faults.plant("unknown-members")
    strange = reader.get(path).json()
    assert strange["addedLater"] == strange["customer"]["addedLater"] == "something new"
    assert set(good) < set(strange)


def number_of(rest: RestCaller, case: str) -> str:
    return str(rest.sandbox.state.entry(case).number)


def test_an_ill_typed_amount_is_on_the_named_invoice_or_the_first(reader: RestCaller) -> None:
    number = number_of(reader, "references")
    reader.sandbox.faults.plant("ill-typed", LIST, invoice=number)
    found = reader.waiting(rowCount=1000).json()
    assert [str(each["number"]) for each in found if each["totalExcludingTax"]["amount"] == "abc"] == [number]
    reader.sandbox.faults.plant("ill-typed", LIST)
    assert reader.get("/v1/invoices").json()[0]["totalExcludingTax"]["amount"] == "abc"


def test_an_ill_typed_quantity_is_on_a_row_of_the_named_invoice(reader: RestCaller) -> None:
    inserted = reader.sandbox.state.invoice("projects").inserted.isoformat()
    reader.sandbox.faults.plant("ill-typed", "GET /v1/invoicerows", times=None, invoice=number_of(reader, "projects"))
    rows = reader.get("/v1/invoicerows", rowCount=100, changedSince=inserted).json()
    assert [row["invoiceGuid"] for row in rows if row["quantity"] == "abc"] == [reader.guid("projects")]
    reader.sandbox.faults.plant("ill-typed", "GET /v1/invoices/{invoiceGuid}/invoicerows", invoice="1")
    assert "abc" not in reader.get(invoice_path(reader.guid("projects"), "/invoicerows")).text


@pytest.mark.parametrize(
    ("path", "member"),
    [
        ("/v1/invoices", "totalIncludingTax"),
        ("/v1/invoicerows", "quantity"),
        ("/v1/customers", "name"),
        ("/v1/addresses", "isBillingAddress"),
        ("/v1/bankaccounts", "accountNumber"),
        ("/v1/invoicestatuses", "name"),
        ("/v1/products", "name"),
    ],
)
def test_a_member_may_be_missing_from_the_first(reader: RestCaller, path: str, member: str) -> None:
    reader.sandbox.faults.plant("missing-member", f"GET {path}")
    first, second, *_ = reader.get(path).json()
    assert (member in first, member in second) == (False, True)


def test_a_member_may_be_missing_from_a_token_and_from_settings(reader: RestCaller) -> None:
    reader.sandbox.faults.plant("missing-member", "POST /v1/token")
    assert "access_token" not in reader.ask_token().json()
    reader.sandbox.faults.plant("missing-member", "GET /v1/invoices/{invoiceGuid}/invoicesettings")
    assert "isReverseCharged" not in reader.get(invoice_path(reader.guid("references"), "/invoicesettings")).json()


def test_a_page_token_may_be_repeated_for_ever(reader: RestCaller) -> None:
    reader.sandbox.faults.plant("repeated-token", LIST, times=None)
    first = reader.get("/v1/invoices", rowCount=5)
    token = first.headers["NextPageToken"]
    again = reader.get("/v1/invoices", rowCount=5, pageToken=token)
    assert again.headers["NextPageToken"] == token
    assert again.json() == first.json()
    reader.sandbox.faults.plant("repeated-token", "GET /v1/worktypes")
    assert "NextPageToken" not in reader.get("/v1/worktypes").headers


def test_a_mark_may_be_ignored_although_the_answer_is_good(rest: RestCaller, mark: Mark) -> None:
    rest.sandbox.faults.plant("mark-ignored", PATCH)
    answer = mark()
    assert answer.status_code == 200
    assert [each["status"]["name"] for each in answer.json()] == [rest.sandbox.waiting_status]
    assert not mark.is_done
    mark()
    assert mark.is_done


def test_a_fault_on_any_call_strikes_soap_too_unless_only_rest_knows_it(rest: RestCaller) -> None:
    faults = rest.sandbox.faults
    faults.plant("http-503")
    assert rest.http.post(rest.sandbox.soap_url, content=b"").status_code == 503
    assert rest.get("/heartbeat/authorized").status_code == 204
    faults.plant("rate-limit")
    faults.plant("quota")
    assert rest.http.post(rest.sandbox.soap_url, content=b"").status_code == 500
    assert rest.get("/heartbeat/authorized").status_code == 429
    assert not faults.planted


def test_every_kind_that_rest_knows_is_tried_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert all(f'"{kind}"' in text for kind in KINDS.keys() - SOAP_ONLY)
    assert KINDS.keys() >= REST_ONLY | SOAP_ONLY | CONTRACT_BREAKING


def test_the_contract_finds_every_fault_that_breaks_it(rest: RestCaller, contract: ContractChecker) -> None:
    seen: list[Exchange] = []
    rest.sandbox.watchers.append(seen.append)
    for kind in sorted(CONTRACT_BREAKING - {"huge", "cut-before", "cut-after", "half-body"}):
        rest.sandbox.faults.plant(kind, "GET /v1/invoicerows")
        rest.get("/v1/invoicerows", rowCount=2)
        assert contract.check(seen[-1]) == []
        unmarked = {name: getattr(seen[-1], name) for name in Exchange.__slots__}
        assert contract.check(Exchange(**{**unmarked, "fault": ""})), kind


def test_watchers_see_what_was_asked_and_what_was_answered(rest: RestCaller, exchanges: list[Exchange]) -> None:
    answer = rest.put_into(rest.guid("references"), rest.sandbox.transferred_status)
    exchange = exchanges[-1]
    assert (exchange.operation, exchange.method, exchange.status) == (PATCH, "PATCH", 200)
    assert exchange.url == f"/rest-api/v1/invoices/{escaped(rest.guid('references'))}"
    assert exchange.request_headers["client_id"] == rest.sandbox.client_id
    assert b"/status/guid" in exchange.request_body
    assert exchange.answer_body == answer.content
    assert exchange.answer_headers["Content-Type"] == answer.headers["Content-Type"]
    rest.get("/v1/nothing")
    assert (exchanges[-1].operation, exchanges[-1].status) == ("unknown", 404)


def test_a_watcher_may_change_the_state_before_the_answer_goes_out(rest: RestCaller) -> None:
    guid, number = rest.guid("references"), number_of(rest, "references")

    def delete(exchange: Exchange) -> None:
        if exchange.operation == LIST:
            rest.sandbox.state.delete_invoice(guid)

    rest.sandbox.watchers.append(delete)
    assert [each["guid"] for each in rest.get("/v1/invoices", numbers=number).json()] == [guid]
    assert rest.get(invoice_path(guid)).status_code == 404


def test_latency_and_many_callers_at_once(start_rest: Start) -> None:
    rest = start_rest(SandboxSettings(rate=0, clean=True, invoices=8, latency_milliseconds=2))
    assert rest.headers
    guids = [rest.sandbox.state.rest_opaque(entry.key) for entry in rest.sandbox.state.invoices]
    threads = [threading.Thread(target=rest.put_into, args=(guid, rest.sandbox.transferred_status)) for guid in guids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {entry.status for entry in rest.sandbox.state.invoices} == {rest.sandbox.transferred_status}
    assert rest.sandbox.calls[PATCH] == len(guids)
