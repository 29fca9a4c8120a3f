"""A REST caller of the tests' own: it shares nothing with the client or the sandbox."""

import json
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import httpx2

from severa_maestro.sandbox import Sandbox

SCOPES = "invoices:read,invoices:write,customers:read,settings:read"


class RestCaller:
    """Calls with a token of all the scopes that are needed; gets it at the first call."""

    def __init__(self, sandbox: Sandbox, scopes: str = SCOPES) -> None:
        self.sandbox = sandbox
        self.scopes = scopes
        # Without TLS there is nothing to verify, and no certificates to load.
        self.http = httpx2.Client(base_url=sandbox.rest_url, timeout=20, trust_env=False, verify=False)
        self._token = ""

    def close(self) -> None:
        self.http.close()

    def ask_token(self, scope: str | None = None, **changes: str) -> httpx2.Response:
        credentials = {"client_id": self.sandbox.client_id, "client_secret": self.sandbox.client_secret}
        body = {**credentials, "scope": self.scopes if scope is None else scope, **changes}
        return self.http.post("/v1/token", json=body)

    @property
    def headers(self) -> dict[str, str]:
        if not self._token:
            self._token = self.ask_token().json()["access_token"]
        return {"Authorization": f"Bearer {self._token}", "client_id": self.sandbox.client_id}

    def forget_token(self) -> None:
        self._token = ""

    def get(self, path: str, **query: Any) -> httpx2.Response:
        return self.http.get(path, params=query, headers=self.headers)

    def post(self, path: str, body: Any) -> httpx2.Response:
        return self.http.post(path, json=body, headers=self.headers)

    def change(self, path: str, operations: Any) -> httpx2.Response:
        return self.http.patch(path, json=operations, headers=self.headers)

    def patch(self, guid: str, operations: Any) -> httpx2.Response:
        return self.change(invoice_path(guid), operations)

    def put_into(self, guid: str, status: str) -> httpx2.Response:
        return self.patch(guid, [{"op": "Replace", "path": "/status/guid", "value": self.status_guid(status)}])

    def status_guid(self, name: str) -> str:
        status = next(each for each in self.sandbox.state.statuses if each.name == name)
        return self.sandbox.state.rest_opaque(status.key)

    def guid(self, which: str | int) -> str:
        """The id of an invoice, by its number or hard case."""
        return self.sandbox.state.rest_opaque(self.sandbox.state.entry(which).key)

    def invoice(self, which: str | int) -> Any:
        """One invoice; numbers as Decimal."""
        return exact(self.get(invoice_path(self.guid(which))))

    def rows(self, which: str | int) -> Any:
        """The rows of one invoice; numbers as Decimal."""
        return exact(self.get(invoice_path(self.guid(which), "/invoicerows"), rowCount=100))

    def waiting(self, **query: Any) -> httpx2.Response:
        """Invoices in the waiting status."""
        return self.get("/v1/invoices", invoiceStatusGuids=self.status_guid(self.sandbox.waiting_status), **query)


def invoice_path(guid: str, rest: str = "") -> str:
    return f"/v1/invoices/{escaped(guid)}{rest}"


def escaped(guid: str) -> str:
    """An id as it stands in a path: it may have slashes in it."""
    return quote(guid, safe="")


def exact(answer: httpx2.Response) -> Any:
    """The JSON of a good answer, with every number as the Decimal that was written."""
    assert answer.status_code == 200, answer.text
    return json.loads(answer.content, parse_float=Decimal)


def error_type(answer: httpx2.Response) -> str:
    """The type of an ExceptionModel."""
    return str(answer.json()["error"]["type"])


def every_page(caller: RestCaller, path: str, **query: Any) -> list[Any]:
    """All items of a list that pages by token."""
    found: list[Any] = []
    token: str | None = None
    while True:
        answer = caller.get(path, **query, **({"pageToken": token} if token else {}))
        found += answer.json()
        token = answer.headers.get("NextPageToken")
        if not token:
            return found
