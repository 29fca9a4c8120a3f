"""A server of a few lines that says what a test tells it to, and envelopes written by hand from Severa's contract."""

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from lxml import etree

KEY = "canary-KEY-5f2c&<x>-do-not-show"


@dataclass(frozen=True)
class Request:
    action: str
    headers: dict[str, str]
    body: bytes

    @property
    def operation(self) -> str:
        return self.action.strip('"').rpartition("/")[2]

    @property
    def envelope(self) -> etree._Element:
        return etree.fromstring(self.body)

    @property
    def parameters(self) -> dict[str, str | None]:
        request = self.envelope.find("{http://schemas.xmlsoap.org/soap/envelope/}Body")[0]
        return {etree.QName(each).localname: each.text for each in request}


@dataclass(frozen=True)
class Reply:
    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "text/xml; charset=utf-8"
    #: Announce more than is sent, then close.
    missing_bytes: int = 0
    delay: float = 0
    #: Close the connection without a word.
    hang_up: bool = False


Script = Callable[[Request], Reply]


class TinySevera:
    """Answers with each reply in turn, the last one again and again; or as a function says."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.script: Script = lambda _: Reply(status=500)
        self.url = ""

    def answer(self, *replies: Reply | str) -> None:
        whole = [reply if isinstance(reply, Reply) else Reply(reply) for reply in replies]
        self.script = lambda _: whole.pop(0) if len(whole) > 1 else whole[0]

    def by_operation(self, **replies: Reply | str) -> None:
        def script(request: Request) -> Reply:
            reply = replies[request.operation]
            return reply if isinstance(reply, Reply) else Reply(reply)

        self.script = script

    @property
    def operations(self) -> list[str]:
        return [request.operation for request in self.requests]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    tiny: TinySevera

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        request = Request(self.headers.get("SOAPAction", ""), dict(self.headers), body)
        self.tiny.requests.append(request)
        reply = self.tiny.script(request)
        time.sleep(reply.delay)
        self.close_connection = reply.hang_up or bool(reply.missing_bytes)
        if reply.hang_up:
            return
        try:
            self.give(reply)
        except OSError:
            self.close_connection = True  # the client had heard enough

    def give(self, reply: Reply) -> None:
        content = reply.body.encode() if isinstance(reply.body, str) else reply.body
        self.send_response_only(reply.status)
        length = str(len(content) + reply.missing_bytes)
        usual = {"Date": self.date_time_string(), "Content-Type": reply.content_type, "Content-Length": length}
        for name, value in (usual | reply.headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def tiny_severa(tls: ssl.SSLContext | None = None) -> Iterator[TinySevera]:
    tiny = TinySevera()
    server = Server(("127.0.0.1", 0), type("TinyHandler", (Handler,), {"tiny": tiny}))
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    tiny.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}/webservice/S3/API.svc"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield tiny
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


NAMESPACES = (
    'xmlns:a="http://schemas.datacontract.org/2004/07/Severa.Entities.API" '
    'xmlns:b="http://schemas.microsoft.com/2003/10/Serialization/Arrays" '
    'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'
)


def envelope(content: str, *, quota: tuple[int, int] | None = None) -> str:
    header = ""
    if quota is not None:
        allowed, used = quota
        header = (
            f'<s:Header><Quota xmlns="http://soap.severa.com/">{allowed}</Quota>'
            f'<UsedQuota xmlns="http://soap.severa.com/">{used}</UsedQuota></s:Header>'
        )
    return (
        '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">'
        f"{header}<s:Body>{content}</s:Body></s:Envelope>"
    )


def answer(operation: str, result: str, *, quota: tuple[int, int] | None = None) -> str:
    """A reply whose Result element holds ``result``."""
    return envelope(
        f'<{operation}Response xmlns="http://soap.severa.com/"><{operation}Result {NAMESPACES}>{result}'
        f"</{operation}Result></{operation}Response>",
        quota=quota,
    )


def done(operation: str) -> str:
    """The reply of an operation without a result."""
    return envelope(f'<{operation}Response xmlns="http://soap.severa.com/"/>')


def fault(kind: str, description: str = "It did not work", *, quota: tuple[int, int] | None = None) -> Reply:
    """A fault as Severa writes it: HTTP 500 and the exception in the detail."""
    return Reply(
        envelope(
            '<s:Fault><faultcode>s:Client</faultcode><faultstring xml:lang="en-US">The creator of this fault did not'
            f' specify a Reason.</faultstring><detail><{kind} xmlns="http://schemas.datacontract.org/2004/07/Severa.API"'
            f' xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><Description>{description}</Description>'
            f'<Source i:nil="true"/></{kind}></detail></s:Fault>',
            quota=quota,
        ),
        status=500,
    )


def row(**members: str) -> str:
    """A row of two hours at 100 euro, in wire order; members given replace or add to it ("" leaves one out)."""
    usual = {
        "EventDate": "2026-11-20T00:00:00",
        "GUID": "row-1",
        "HourGUIDs": "<b:string>hour-1</b:string>",
        "articleIdentifier": "A1",
        "articleName": "Konsultointi",
        "deliveredQuantity": "2.00",
        "quantityUnitCode": "h",
        "rowAmount": "251.00",
        "rowFreeText": "Suunnittelua",
        "rowNumber": "1",
        "rowUnitPrice": "100.00",
        "rowVatAmount": "51.00",
        "rowVatExcludedAmount": "200.00",
        "rowVatRatePercent": "25.5",
        "unitPriceAmount": "125.50",
    }
    return f"<a:InvoiceRow>{_members(usual | members)}</a:InvoiceRow>"


def invoice(rows: str | None = None, **members: str) -> str:
    """An invoice of one such row; members given replace or add to it ("" leaves one out)."""
    usual = {
        "AccountGUID": "customer-1",
        "AccountNumber": "1001",
        "CurrencyRate": "1",
        "CurrencyShortform": "EUR",
        "Date": "2026-11-21T00:00:00",
        "DueDate": "2026-12-05T00:00:00",
        "GUID": "invoice-1",
        "InvoiceDetails": (
            "<a:invoiceTotalVatAmount>51.00</a:invoiceTotalVatAmount>"
            "<a:invoiceTotalVatExcludedAmount>200.00</a:invoiceTotalVatExcludedAmount>"
            "<a:invoiceTotalVatIncludedAmount>251.00</a:invoiceTotalVatIncludedAmount>"
        ),
        "InvoiceRows": row() if rows is None else rows,
        "InvoiceStatus": "Odottaa",
        "Number": "12345",
    }
    return f"<a:Invoice>{_members(usual | members)}</a:Invoice>"


def _members(members: dict[str, str]) -> str:
    return "".join(f"<a:{name}>{value}</a:{name}>" for name, value in members.items() if value)
