"""Sends one operation to Severa and gives back the records of its reply, or an error of the tree.

Requests are built by zeep from the project's own WSDL, which keeps their members in the order that Severa's server
reads them in. Replies are read by ``envelope`` and ``record``, record by record.
"""

import re
import threading
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import zeep
from lxml import etree

from severa_maestro.errors import SeveraMaestroError
from severa_maestro.severa import http_errors
from severa_maestro.severa.http import HttpClient, HttpOptions, HttpReply, RequestBody, checked_url, host_of
from severa_maestro.severa.retries import RetryOptions
from severa_maestro.severa.secret import Secret, evidence, short
from severa_maestro.severa.soap import faults
from severa_maestro.severa.soap.envelope import Envelope, UnreadableReplyError, read_envelope
from severa_maestro.severa.soap.operations import CALLS, RECORDS, Operation
from severa_maestro.severa.source import Quota

T = TypeVar("T")

WSDL = Path(__file__).with_name("severa.wsdl")

NO_PARAMETERS: Mapping[str, object] = MappingProxyType({})

#: Characters that XML 1.0 does not allow (section 2.2).
_FORBIDDEN_CHARACTER = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """The records that came.

    Attributes:
        records: in Severa's order.
        read_until: changes up to this time (UTC) are in it, by the slower of Severa's clock and ours.
        is_mended: characters that XML does not allow were replaced in them.
    """

    records: list[T]
    read_until: datetime
    is_mended: bool


class SoapClient:
    """Severa's SOAP API at one address with one key. For any number of threads.

    Attributes:
        calls: how many requests were sent, repeated ones included.
        refused_calls: how many of them were refused for the day's quota, or with HTTP 429.
        quota: what the last reply said of the quota; None before one did.
        clock_skew: Severa's clock less ours by the last reply; None where it told no time.
    """

    def __init__(
        self, url: str, key: str, *, http: HttpOptions | None = None, retries: RetryOptions | None = None
    ) -> None:
        options = http or HttpOptions()
        self.calls = 0
        self.refused_calls = 0
        self.quota: Quota | None = None
        self.clock_skew: timedelta | None = None
        self._url = checked_url(url, plain_http_allowed=options.plain_http_allowed)
        self._key = Secret(key.strip())
        if not key.strip() or not key.strip().isprintable():
            raise faults.KEY_UNUSABLE.error()
        self._http = HttpClient(options)
        self._lock = threading.Lock()
        self._caller = (retries or RetryOptions()).caller()

    def ask(
        self,
        operation: Operation,
        read: Callable[[etree._Element], T],
        parameters: Mapping[str, object] = NO_PARAMETERS,
        *,
        reply_bytes: int | None = None,
    ) -> Answer[T]:
        """Sends an operation and reads each record of its reply.

        Args:
            operation: what to ask.
            read: makes something of one record's element; what it raises ends the call.
            parameters: the operation's parameters by the contract's names.
            reply_bytes: a smaller limit for the reply than usual.

        Raises:
            SeveraMaestroError: as the tables in ``faults`` and ``http_errors`` say.
        """
        return self._exchange(operation, self._request(operation, parameters), read, reply_bytes)

    def perform(self, operation: Operation, parameters: Mapping[str, object]) -> None:
        """Sends an operation whose reply holds no records."""
        self.ask(operation, lambda _: None, parameters)

    def send_record(self, operation: Operation, parameter: str, record: etree._Element) -> None:
        """Sends an operation whose one parameter is a record: it goes out as it is, element by element.

        zeep would leave out what the WSDL does not know.
        """
        sent = deepcopy(record)
        sent.tag = f"{{{CALLS}}}{parameter}"
        self._exchange(operation, self._request(operation, NO_PARAMETERS, sent), lambda _: None)

    def close(self) -> None:
        """Ends the connections."""
        self._http.close()

    def _request(self, operation: Operation, parameters: Mapping[str, object], *more: etree._Element) -> RequestBody:
        """The envelope, with the key in its header."""
        headers = {"WebServicePassword": self._key.reveal()}
        with _zeep_lock:
            service = _zeep().bind("Severa", operation.interface)
            envelope = _zeep().create_message(service, operation.name, **_sendable(parameters), _soapheaders=headers)
        request = envelope.find(f".//{{{CALLS}}}{operation.name}")
        request.extend(more)
        if operation.name == "GetAllCustomers":
            request.append(_customer_criteria())
        return RequestBody(etree.tostring(envelope, xml_declaration=True, encoding="utf-8"))

    def _exchange(
        self,
        operation: Operation,
        body: RequestBody,
        read: Callable[[etree._Element], T],
        reply_bytes: int | None = None,
    ) -> Answer[T]:
        """Sends the request, more than once where it may be repeated, and reads its reply."""

        def send() -> Answer[T]:
            return self._send(operation, body, read, reply_bytes)

        return self._caller(send) if operation.is_repeatable else send()

    def _send(
        self,
        operation: Operation,
        body: RequestBody,
        read: Callable[[etree._Element], T],
        reply_bytes: int | None,
    ) -> Answer[T]:
        """Sends the request once and reads its reply."""
        headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{operation.action}"'}
        with self._lock:
            self.calls += 1
        reply = self._http.send("POST", self._url, body, headers, reply_bytes=reply_bytes)
        self.clock_skew = reply.clock_skew
        if reply.status == 429:
            self._count_refused()
        envelope = self._read(reply, operation, read)
        self.quota = envelope.quota or self.quota
        if envelope.fault is not None:
            self._raise_fault(envelope, operation, reply)
        elif reply.status != 200:
            raise self._status_error(reply)
        return Answer(envelope.records, read_until=reply.read_until, is_mended=envelope.is_mended)

    def _read(self, reply: HttpReply, operation: Operation, read: Callable[[etree._Element], T]) -> Envelope[T]:
        unreadable: SeveraMaestroError
        try:
            return read_envelope(reply.body, operation, read)
        except UnreadableReplyError as error:
            if reply.status != 200:
                unreadable = self._status_error(reply)
            else:
                unreadable = http_errors.REPLY_UNREADABLE.error(
                    host=host_of(self._url),
                    reason=short(f"{error} {reply.content_type}".strip(), self._key),
                    evidence=evidence(reply, self._key),
                )
        raise unreadable

    def _raise_fault(self, envelope: Envelope[T], operation: Operation, reply: HttpReply) -> None:
        fault = envelope.fault
        if fault is None or (meaning := faults.meaning_of_fault(fault, operation)) is None:
            return
        if meaning is faults.QUOTA_USED_UP and reply.status != 429:
            self._count_refused()
        raise meaning.error(
            operation=operation.name,
            said=short(fault.text, self._key),
            evidence=evidence(reply, self._key),
        )

    def _count_refused(self) -> None:
        with self._lock:
            self.refused_calls += 1

    def _status_error(self, reply: HttpReply) -> SeveraMaestroError:
        meaning = http_errors.meaning_of_status(reply.status)
        return meaning.error(host=host_of(self._url), status=reply.status, evidence=evidence(reply, self._key))


def _sendable(parameters: Mapping[str, object]) -> dict[str, object]:
    """The parameters with texts that XML can carry."""
    return {name: sendable(value) if isinstance(value, str) else value for name, value in parameters.items()}


def sendable(text: str) -> str:
    """The text, with a space in place of each character that XML cannot carry."""
    return _FORBIDDEN_CHARACTER.sub(" ", text)


#: zeep builds one message at a time: it keeps settings of its own while it does.
_zeep_lock = threading.Lock()


@cache
def _zeep() -> Any:
    """The project's own WSDL in zeep: read once, for building requests only. It never opens a connection."""
    settings = zeep.Settings(strict=False, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    client: Any = zeep.Client
    return client(str(WSDL), settings=settings)


def _customer_criteria() -> etree._Element:
    """The newer fourth parameter of GetAllCustomers: criteria with an empty list of account groups.

    A public client found that newer servers fail without that list; older ones pass over what they do not know. Its
    namespace is published nowhere, so the list stands there in either that it can be of.
    """
    criteria = etree.Element(f"{{{CALLS}}}criteria")
    for namespace in (RECORDS, "http://schemas.datacontract.org/2004/07/Severa.API"):
        etree.SubElement(criteria, f"{{{namespace}}}AccountGroupGuids")
    return criteria
