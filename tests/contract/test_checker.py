"""What the checker finds: every way in which a client or a server can leave the contract."""

import json
from dataclasses import replace
from typing import Any

import pytest

from severa_maestro.sandbox import Exchange
from tests.contract.checker import ContractChecker

STATUS = {
    "guid": "s1",
    "name": "Luonnos",
    "createdDateTime": "2026-11-20T08:00:00Z",
    "sortOrder": 1,
    **dict.fromkeys(("isActive", "isDefault", "isReadOnly", "hasInvoiceNumber", "isSent"), False),
    **dict.fromkeys(("isWaitingPayment", "isPaid", "isDefaultForCreditNote"), False),
}
ERROR = {"error": {"httpStatusCode": 403, "type": "AddonMissing", "details": None, "stack": None}}
JSON = {"Content-Type": "application/json; charset=utf-8"}


@pytest.fixture(scope="module")
def checker() -> ContractChecker:
    return ContractChecker()


def exchange(answer: Any, *, path: str = "/v1/invoicestatuses", status: int = 200, **changes: Any) -> Exchange:
    given = Exchange(
        operation="",
        method="GET",
        url="/rest-api" + path,
        request_headers={"authorization": "Bearer x", "client_id": "c"},
        request_body=b"",
        status=status,
        answer_headers=JSON,
        answer_body=json.dumps(answer).encode(),
    )
    return replace(given, **changes)


def marking(operations: Any, **changes: Any) -> Exchange:
    headers = {"authorization": "Bearer x", "client_id": "c", "content-type": "application/json"}
    body = json.dumps(operations).encode()
    given = exchange([], path="/v1/invoices/a%2Fb")
    return replace(given, method="PATCH", request_headers=headers, request_body=body, **changes)


GOOD = {
    "a list": exchange([STATUS, {**STATUS, "guid": None}]),
    "the other name of the version": exchange([STATUS], path="/v1.0/invoicestatuses?active=true&rowCount=100"),
    "a moment with an offset": exchange([], path="/v1/invoices?changedSince=2026-11-20T10%3A00%3A00%2B02%3A00"),
    "a repeated parameter": exchange([], path="/v1/invoices?invoiceStatusGuids=a&invoiceStatusGuids=b&numbers=1"),
    "a mark": marking([{"op": "Replace", "path": "/status/guid", "value": "s1"}]),
    "an error": exchange(ERROR, status=403),
    "nothing here": exchange("", status=404, answer_headers={}, answer_body=b""),
    "too many calls": exchange(
        "",
        status=429,
        answer_headers={"Content-Type": "text/plain", "Retry-After": "Sun, 22 Nov 2026 10:00:00 GMT"},
        answer_body=b"API calls quota exceeded! maximum admitted 10 per 1s.",
    ),
    "a heartbeat": exchange("", path="/heartbeat/authorized", status=204, answer_headers={}, answer_body=b""),
    "a spoiled answer": exchange("abc", fault="ill-typed"),
}
BAD = {
    "no such call": (exchange([], path="/v1/invoicestatus"), "no such call"),
    "another method": (replace(exchange([]), method="DELETE"), "no such call"),
    "no token": (exchange([STATUS], request_headers={"client_id": "c"}), "Security"),
    "no client": (exchange([STATUS], request_headers={"authorization": "Bearer x"}), "client_id"),
    "too many rows": (exchange([STATUS], path="/v1/invoicestatuses?rowCount=101"), "rowCount: 101"),
    "no rows": (exchange([STATUS], path="/v1/invoicestatuses?rowCount=0"), "rowCount: 0"),
    "another paging": (exchange([STATUS], path="/v1/invoicestatuses?pageToken=x"), "no parameter pageToken"),
    "a misspelt parameter": (exchange([], path="/v1/invoices?invoiceStatusGuid=x"), "no parameter invoiceStatusGuid"),
    "a moment without an offset": (
        exchange([], path="/v1/invoices?changedSince=2026-11-20T10:00:00"),
        "changedSince: '2026",
    ),
    "a truth of another kind": (exchange([STATUS], path="/v1/invoicestatuses?active=1x"), "active"),
    "a wrong operation": (marking([{"op": "replace", "path": "/status/guid", "value": "s1"}]), "$[0].op"),
    "a wrong value": (marking([{"op": "Replace", "path": "/status/guid", "value": 7}]), "$[0].value"),
    "a patch that is no list": (marking({"op": "Replace"}), "not of type 'array'"),
    "an unknown member": (exchange([{**STATUS, "isactive": True}]), "'isactive' was unexpected"),
    "a missing member": (exchange([{"guid": "s1", "name": "x"}]), "'isActive' is a required property"),
    "a null": (exchange([{**STATUS, "name": None}]), "$[0].name"),
    "a text for a number": (exchange([{**STATUS, "sortOrder": "1"}]), "$[0].sortOrder"),
    "a number that is too big": (exchange([{**STATUS, "sortOrder": 2**31}]), "$[0].sortOrder"),
    "a broken moment": (exchange([{**STATUS, "createdDateTime": "20.11.2026"}]), "$[0].createdDateTime"),
    "an object for a list": (exchange(STATUS), "not of type 'array'"),
    "no JSON": (exchange("", answer_body=b"\xff<html>"), "cannot be read"),
    "no body": (exchange("", answer_body=b""), "answer 200"),
    "another content type": (exchange([STATUS], answer_headers={"Content-Type": "text/html"}), "text/html"),
    "a body where there is none": (exchange(ERROR, status=404), "there must be no body"),
    "an unknown kind of error": (
        exchange({"error": {"httpStatusCode": 403, "type": "NoPermission"}}, status=403),
        "$.error.type",
    ),
    "a refusal in other words": (
        exchange("", status=429, answer_headers={"Content-Type": "text/plain"}, answer_body=b"Too many requests"),
        "Too many requests",
    ),
    "a request beside a spoiled answer": (
        exchange("abc", path="/v1/invoicestatuses?rowCount=0", fault="ill-typed"),
        "rowCount",
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_the_contract_allows_is_no_violation(checker: ContractChecker, name: str) -> None:
    assert checker.check(GOOD[name]) == []


@pytest.mark.parametrize("name", BAD)
def test_what_the_contract_does_not_allow_is_told(checker: ContractChecker, name: str) -> None:
    given, words = BAD[name]
    violations = checker.check(given)
    assert any(words in violation for violation in violations), violations
    assert all(": request: " in violation or ": answer " in violation for violation in violations)
