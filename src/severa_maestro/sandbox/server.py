"""The HTTP side: one port on loopback for SOAP, its WSDL, REST, and the controls of the sandbox."""

import json
import socket
import socketserver
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from severa_maestro.sandbox.control import Control, ControlError
from severa_maestro.sandbox.faults import REST_ONLY, Fault, Faults
from severa_maestro.sandbox.rest_exchange import RestRequest
from severa_maestro.sandbox.rest_service import REST_PATH, RestService
from severa_maestro.sandbox.soap_service import SoapService
from severa_maestro.sandbox.spoiling import GARBAGE, LOGIN_PAGE, entity_bomb, spoil
from severa_maestro.sandbox.state import State
from severa_maestro.sandbox.wsdl import write_wsdl

SOAP_PATH = "/webservice/S3/API.svc"
CONTROL_PATH = "/sandbox"
_XML = "text/xml; charset=utf-8"
_HTML = "text/html; charset=utf-8"
_CHUNK = 256 * 1024
_LONGEST_REQUEST = 64 * 1024 * 1024


class SandboxServer(ThreadingHTTPServer):
    """A threaded HTTP server that can end its open connections too."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self,
        address: tuple[str, int],
        state: State,
        service: SoapService,
        rest: RestService,
        faults: Faults,
        latency_seconds: float,
    ) -> None:
        self.state = state
        self.service = service
        self.rest = rest
        self.faults = faults
        self.latency_seconds = latency_seconds
        self.control = Control(state, faults)
        self._connections: set[socket.socket] = set()
        self._connections_lock = threading.Lock()
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        """Binds without asking any name server who we are."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[0], self.server_address[1]  # type: ignore[assignment]

    @property
    def _root_url(self) -> str:
        host = f"[{self.server_name}]" if ":" in self.server_name else self.server_name
        return f"http://{host}:{self.server_port}"

    @property
    def soap_url(self) -> str:
        """Where SOAP is spoken."""
        return self._root_url + SOAP_PATH

    @property
    def rest_url(self) -> str:
        """Where REST is spoken: the base of its paths."""
        return self._root_url + REST_PATH

    @property
    def control_url(self) -> str:
        """Where the controls are."""
        return self._root_url + CONTROL_PATH

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remembers the connection."""
        with self._connections_lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forgets the connection."""
        with self._connections_lock:
            self._connections.discard(request)
        super().shutdown_request(request)

    def end_connections(self) -> None:
        """Ends connections that clients keep open: a stopped sandbox must not answer any more."""
        with self._connections_lock:
            open_connections = list(self._connections)
        for connection in open_connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Lets clients go as they please; anything else is a bug of the sandbox, and is shown."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: SandboxServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class' name
        """Says nothing: the sandbox counts calls instead."""

    def do_GET(self) -> None:
        """WSDL, summary, or nothing."""
        path, _, query = self.path.partition("?")
        path = path.rstrip("/")
        if _is_rest(path):
            self._rest(b"")
        elif path.startswith(CONTROL_PATH):
            self._control("GET", path, b"")
        elif path.lower() in (SOAP_PATH.lower() + "/wsdl", SOAP_PATH.lower()) and (
            query.lower() in ("wsdl", "singlewsdl") or path.lower().endswith("/wsdl")
        ):
            self._send(200, _XML, write_wsdl(self.server.soap_url))
        elif path.lower() == SOAP_PATH.lower():
            self._send(200, _HTML, f"<html><body>Sandbox. WSDL: {self.server.soap_url}?wsdl</body></html>".encode())
        else:
            self._send(404, "text/plain", b"Not found")

    def do_POST(self) -> None:
        """A SOAP message, a REST call, or a control."""
        body = self._body()
        if body is None:
            return
        path = self.path.partition("?")[0].rstrip("/")
        if path.lower() == SOAP_PATH.lower():
            self._soap(body)
        elif _is_rest(path):
            self._rest(body)
        elif path.startswith(CONTROL_PATH):
            self._control("POST", path, body)
        else:
            self._send(404, "text/plain", b"Not found")

    def do_PATCH(self) -> None:
        """A REST call, or nothing."""
        body = self._body()
        if body is None:
            return
        if _is_rest(self.path.partition("?")[0]):
            self._rest(body)
        else:
            self._send(404, "text/plain", b"Not found")

    def _body(self) -> bytes | None:
        """The body of the request; None, and answered, where it has none in bounds."""
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > _LONGEST_REQUEST:
            self.close_connection = True
            self._send(413 if length.isdigit() else 411, "text/plain", b"The request needs a Content-Length in bounds")
            return None
        return self.rfile.read(int(length))

    def _rest(self, body: bytes) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.server.rest.reply(RestRequest(self.command, self.path, headers, body))
        if reply.delivery == "cut":
            self._cut()
        elif reply.delivery == "endless":
            self._send_endless(reply.size, reply.headers["Content-Type"], b"[", b'{"a":"' + b"x" * 65_000 + b'"},')
        else:
            more = dict(reply.headers)
            kind = more.pop("Content-Type", "")
            lines = "".join(f"{name}: {value}\r\n" for name, value in more.items())
            if reply.delivery == "half":
                self._send_half(reply.status, kind, reply.body, lines)
            else:
                self._send(reply.status, kind, reply.body, lines)

    def _control(self, method: str, path: str, body: bytes) -> None:
        try:
            answer = self.server.control.answer(method, path.removeprefix(CONTROL_PATH).strip("/"), body)
        except ControlError as error:
            answer, status = {"error": str(error)}, error.status
        else:
            status = 200
        text = json.dumps(answer, ensure_ascii=False, indent=1) + "\n"
        self._send(status, "application/json; charset=utf-8", text.encode())

    def _soap(self, message: bytes) -> None:
        """One call: faults that come before the work, the work, faults that come after it."""
        operation = self.server.service.operation(self.headers.get("SOAPAction"))
        name = operation.name if operation else ""
        self.server.state.calls[name or "unknown"] += 1
        if self.server.latency_seconds:
            time.sleep(self.server.latency_seconds)
        struck = None
        for fault in self.server.faults.strike(name, without=REST_ONLY):
            if fault.kind == "delay":
                time.sleep(fault.seconds)
            else:
                struck = fault
        if struck is None:
            answer = self.server.service.answer(operation, message)
            if answer.parts is None:
                self._send(answer.status, _XML, answer.body)
            else:
                self._send_parts(answer.status, answer.parts)
        elif not self._answered_before_work(struck):
            answer = self.server.service.answer(operation, message, struck.kind)
            self._send_spoiled(struck, answer.status, answer.whole())

    def _answered_before_work(self, fault: Fault) -> bool:
        """Answers for faults that keep the work from being done."""
        if fault.kind == "cut-before":
            self._cut()
        elif fault.kind == "huge":
            self._send_endless(fault.bytes, _XML, _ENVELOPE_START, b"<a>" + b"x" * 65_000 + b"</a>")
        elif fault.kind in _REPLACEMENTS:
            status, kind, body = _REPLACEMENTS[fault.kind]
            self._send(status, kind, body, "Retry-After: 1\r\n" if status == 503 else "")
        else:
            return False
        return True

    def _send_spoiled(self, fault: Fault, status: int, body: bytes) -> None:
        """Answers for faults that strike when the work is done."""
        if fault.kind == "cut-after":
            self._cut()
        elif fault.kind == "half-body":
            self._send_half(status, _XML, body)
        else:
            self._send(status, _XML, spoil(fault, body))

    def _send(self, status: int, kind: str, body: bytes, more_headers: str = "") -> None:
        # One write: a head that goes out on its own waits for the other side's delayed acknowledgement.
        self.wfile.write(self._head(status, _content(status, kind, len(body)) + more_headers) + body)

    def _send_half(self, status: int, kind: str, body: bytes, more_headers: str = "") -> None:
        """Sends half of a body, and closes."""
        head = self._head(status, _content(status, kind, len(body)) + more_headers)
        self.wfile.write(head + body[: len(body) // 2])
        self._cut()

    def _send_parts(self, status: int, parts: Iterator[bytes]) -> None:
        """Sends a body of unknown length in chunks."""
        self.wfile.write(self._head(status, f"Content-Type: {_XML}\r\nTransfer-Encoding: chunked\r\n"))
        chunk: list[bytes] = []
        size = 0
        for part in parts:
            chunk.append(part)
            size += len(part)
            if size > _CHUNK:
                self.wfile.write(b"%x\r\n%b\r\n" % (size, b"".join(chunk)))
                chunk, size = [], 0
        if chunk:
            self.wfile.write(b"%x\r\n%b\r\n" % (size, b"".join(chunk)))
        self.wfile.write(b"0\r\n\r\n")

    def _send_endless(self, size: int, kind: str, start: bytes, block: bytes) -> None:
        """Sends a body that seems to have no end; the client is expected to hang up."""
        self.close_connection = True
        self.wfile.write(self._head(200, f"Content-Type: {kind}\r\nConnection: close\r\n") + start)
        sent = 0
        try:
            while sent < size:
                self.wfile.write(block)
                sent += len(block)
        except ConnectionError:
            return

    def _head(self, status: int, headers: str) -> bytes:
        """The head of an answer, with the time as the state tells it."""
        time_told = format_datetime(self.server.state.clock_as_told.astimezone(UTC), usegmt=True)
        return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nDate: {time_told}\r\n{headers}\r\n".encode("ascii")

    def _cut(self) -> None:
        self.close_connection = True
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


_ENVELOPE_START = b"<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>"
_REPLACEMENTS = {
    "http-500": (500, _HTML, b"<html><body><h1>Server Error in '/webservice' Application.</h1></body></html>"),
    "http-503": (503, _HTML, b"<html><body><h1>Service Unavailable</h1></body></html>"),
    "garbage": (200, _XML, GARBAGE),
    "html": (200, _HTML, LOGIN_PAGE),
    "entity-bomb": (200, _XML, entity_bomb()),
}


def _is_rest(path: str) -> bool:
    return path == REST_PATH or path.startswith(REST_PATH + "/")


def _content(status: int, kind: str, length: int) -> str:
    """The headers that tell of an answer's content; without a kind it has none."""
    # An answer 204 must not have a length at all.
    size = f"Content-Length: {length}\r\n" if status != HTTPStatus.NO_CONTENT else ""
    return (f"Content-Type: {kind}\r\n" if kind else "") + size
