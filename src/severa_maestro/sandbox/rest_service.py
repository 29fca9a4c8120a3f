"""The REST service: takes one call, answers one call. Knows nothing of sockets."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from severa_maestro.sandbox.faults import SOAP_ONLY, Fault, Faults
from severa_maestro.sandbox.rest_access import RestAccess
from severa_maestro.sandbox.rest_errors import RestError, not_found, permission_denied
from severa_maestro.sandbox.rest_exchange import Exchange, RestReply, RestRequest
from severa_maestro.sandbox.rest_operations import RestOperations
from severa_maestro.sandbox.rest_pace import Pace
from severa_maestro.sandbox.rest_paging import Page, Paging
from severa_maestro.sandbox.rest_query import Query
from severa_maestro.sandbox.rest_routes import Call, Route, Routes
from severa_maestro.sandbox.rest_spoiling import JSON, planted_error, reply_in_place, spoiled
from severa_maestro.sandbox.rest_writing import written
from severa_maestro.sandbox.state import State

REST_PATH = "/rest-api"
_NO_FAULT = Fault(kind="")
#: Good answers whose content a fault replaces.
_REPLACED_BODIES = {"empty-result": b"", "nil-result": b"null"}

Watcher = Callable[[Exchange], None]


class RestService:
    """All calls of the REST API.

    Args:
        state: what the service speaks about.
        faults: what is planted.
        access: who may call what.
        pace: how many calls a second.
        converts_ids: whether SOAP's ids are converted.
        latency_seconds: how long every call waits before it is worked on.
    """

    def __init__(
        self,
        state: State,
        faults: Faults,
        access: RestAccess,
        pace: Pace,
        *,
        converts_ids: bool,
        latency_seconds: float,
    ) -> None:
        self._state = state
        self._faults = faults
        self._access = access
        self._pace = pace
        self._latency_seconds = latency_seconds
        self._paging = Paging(state.rest_ids)
        operations = RestOperations(state, self._paging, converts_ids=converts_ids)
        token = Route("POST", "/v1/token", "", lambda call: access.give_token(call.body), is_public=True)
        self._routes = Routes([token, *operations.routes()])
        #: Who is told of every call when it has been answered, before the answer goes out.
        self.watchers: list[Watcher] = []

    def reply(self, request: RestRequest) -> RestReply:
        """Answers a call, and tells the watchers."""
        path = request.url.partition("?")[0]
        route, guid = self._routes.find(request.method, path.removeprefix(REST_PATH))
        operation = route.operation if route else "unknown"
        with self._state.lock:
            self._state.calls[operation] += 1
        if self._latency_seconds:
            time.sleep(self._latency_seconds)
        fault, reply = self._answered(request, route, guid, operation)
        exchange = Exchange(
            operation=operation,
            method=request.method,
            url=request.url,
            request_headers=request.headers,
            request_body=request.body,
            status=reply.status,
            answer_headers=reply.headers,
            answer_body=reply.body,
            fault=fault.kind,
        )
        for watcher in list(self.watchers):
            watcher(exchange)
        return reply

    def _answered(
        self, request: RestRequest, route: Route | None, guid: str, operation: str
    ) -> tuple[Fault, RestReply]:
        """Too many calls first, then faults that come before the work, the work, and faults that come after it."""
        if not self._pace.admits():
            return _NO_FAULT, self._refused(operation)
        fault = self._struck(operation)
        if fault.kind == "rate-limit":
            return fault, self._refused(operation)
        in_place = reply_in_place(fault)
        if in_place is not None:
            return fault, in_place
        reply = self._worked(request, route, guid, fault)
        if fault.kind == "cut-after":
            return fault, RestReply(0, delivery="cut")
        return fault, replace(reply, delivery="half") if fault.kind == "half-body" else reply

    def _refused(self, operation: str) -> RestReply:
        with self._state.lock:
            self._state.refused_calls[operation] += 1
        headers = {"Content-Type": "text/plain", **self._pace.retry_after()}
        return RestReply(429, headers, self._pace.refusal.encode())

    def _struck(self, operation: str) -> Fault:
        """The fault that strikes this call; a delay is over when this returns."""
        struck = _NO_FAULT
        for fault in self._faults.strike(operation, without=SOAP_ONLY):
            if fault.kind == "delay":
                time.sleep(fault.seconds)
            else:
                struck = fault
        return struck

    def _worked(self, request: RestRequest, route: Route | None, guid: str, fault: Fault) -> RestReply:
        query = Query(request.url.partition("?")[2])
        try:
            error = planted_error(fault, route)
            if error is not None:
                raise error
            if route is None:
                raise not_found()
            call = Call(guid, query, request.body, is_idle=fault.kind == "mark-ignored")
            value = self._work(request, route, call)
        except RestError as error:
            return _reply(error.status, error.body(request.url))
        headers = {}
        if isinstance(value, Page):
            token = self._next_token(value, query, fault)
            headers = {"NextPageToken": token} if token else {}
            value = list(value.items)
        if fault.kind in _REPLACED_BODIES:
            return RestReply(route.success, {"Content-Type": JSON, **headers}, _REPLACED_BODIES[fault.kind])
        good = spoiled(fault, value, lambda members: self._is_chosen(fault, members))
        return _reply(204 if value is None else route.success, good, headers)

    def _work(self, request: RestRequest, route: Route, call: Call) -> Any:
        with self._state.lock:
            if not route.is_public:
                self._access.check(request.headers, route.scope)
            if self._state.is_denied(route.operation):
                raise permission_denied(route.operation)
            return route.handler(call)

    def _next_token(self, page: Page[Any], query: Query, fault: Fault) -> str | None:
        """The token of the next page; a fault gives the one that came in, or that of the first page."""
        if fault.kind == "repeated-token" and page.next_token is not None:
            return query.text("pageToken") or self._paging.token(0)
        return page.next_token

    def _is_chosen(self, fault: Fault, members: dict[str, Any]) -> bool:
        """Whether an invoice or a row is of the invoice that the fault names, if it names one."""
        if not fault.invoice:
            return True
        guid = members.get("invoiceGuid") or members.get("guid")
        entry = self._state.invoices.entry(self._state.key_of(guid)) if guid else None
        return entry is not None and str(entry.number) == fault.invoice


def _reply(status: int, value: Any, headers: dict[str, str] | None = None) -> RestReply:
    """An answer with its member values as JSON; without content where there are none."""
    if value is None:
        return RestReply(status, headers or {})
    return RestReply(status, {"Content-Type": JSON, **(headers or {})}, written(value).encode())
