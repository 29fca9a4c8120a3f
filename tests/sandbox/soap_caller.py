"""A SOAP caller of the tests' own, over plain HTTP: it shares nothing with the client or the sandbox."""

import http.client
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from severa_maestro.sandbox import Sandbox

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
SERVICE = "http://soap.severa.com/"
ENTITIES = "http://schemas.datacontract.org/2004/07/Severa.Entities.API"
API = "http://schemas.datacontract.org/2004/07/Severa.API"
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"


@dataclass
class Reply:
    status: int
    body: bytes

    @property
    def root(self) -> etree._Element:
        return etree.fromstring(self.body)

    @property
    def result(self) -> etree._Element | None:
        """The …Result element."""
        response = self.root.find(f"{{{SOAP}}}Body/*")
        return None if response is None or not len(response) else response[0]

    @property
    def items(self) -> list[etree._Element]:
        result = self.result
        assert result is not None
        return list(result)

    @property
    def fault(self) -> str | None:
        """The local name of the exception in the detail, or of the fault code where there is none."""
        detail = self.root.find(f"{{{SOAP}}}Body/{{{SOAP}}}Fault/detail")
        return None if detail is None else etree.QName(detail[0]).localname

    def header(self, name: str) -> str | None:
        return self.root.findtext(f"{{{SOAP}}}Header/{{{SERVICE}}}{name}")

    def texts(self, member: str) -> list[str | None]:
        return [each.text for each in self.root.iter(f"{{{ENTITIES}}}{member}")]


class Caller:
    """Calls operations; keeps its connection open as clients do."""

    def __init__(self, url: str, key: str) -> None:
        self.url = urlsplit(url)
        self.key = key
        self.connection = http.client.HTTPConnection(self.url.hostname or "", self.url.port, timeout=20)

    def close(self) -> None:
        self.connection.close()

    def __call__(self, operation: str, inner: str = "", *, key: str | None = None, quoted: bool = True) -> Reply:
        interface, name = operation.split(".")
        header = f'<WebServicePassword xmlns="{SERVICE}">{self.key if key is None else key}</WebServicePassword>'
        body = f'<{name} xmlns="{SERVICE}" xmlns:a="{ENTITIES}">{inner}</{name}>'
        message = (
            f'<s:Envelope xmlns:s="{SOAP}"><s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>'
        ).encode()
        action = f"{SERVICE}{interface}/{name}"
        return self.send(message, f'"{action}"' if quoted else action)

    def send(self, message: bytes, action: str) -> Reply:
        headers = {"SOAPAction": action, "Content-Type": "text/xml; charset=utf-8"}
        self.connection.request("POST", self.url.path, message, headers)
        answer = self.connection.getresponse()
        return Reply(answer.status, answer.read())

    def waiting(self, sandbox: Sandbox, most: int | None = None) -> Reply:
        limit = f"<maxInvoices>{most}</maxInvoices>" if most is not None else ""
        status = f"<businessUnitGUID/><status>{sandbox.waiting_status}</status><options>0</options>"
        return self("IInvoice.GetInvoicesByStatus", status + limit)

    def set_status(self, guid: str, status: str) -> Reply:
        return self("IInvoice.SetInvoiceStatus", f"<invoiceGUID>{guid}</invoiceGUID><status>{status}</status>")
