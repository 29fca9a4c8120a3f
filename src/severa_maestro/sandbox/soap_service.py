"""The SOAP service: takes one message, answers one message. Knows nothing of HTTP but the SOAPAction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from severa_maestro.sandbox.contract import OPERATIONS, Operation
from severa_maestro.sandbox.operations_invoices import Handler, InvoiceOperations, RenderedInvoices
from severa_maestro.sandbox.operations_registers import RegisterOperations
from severa_maestro.sandbox.soap_faults import (
    SoapFault,
    authentication_failure,
    general_failure,
    no_permission,
    quota_exceeded,
)
from severa_maestro.sandbox.soap_reading import UnreadableRequest, read_parameters, read_request
from severa_maestro.sandbox.soap_writing import fault, plain_fault, quota_headers, reply, reply_in_parts
from severa_maestro.sandbox.state import State

#: Longer lists of invoices are sent in parts: nobody should need memory for fifty thousand of them at once.
_WHOLE_UP_TO = 500
#: Faults that are planted as an answer of the API itself.
_PLANTED: dict[str, Callable[[], SoapFault]] = {
    "quota": quota_exceeded,
    "wrong-key": authentication_failure,
    "general-failure": lambda: general_failure("A planted failure."),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: HTTP status, and the message whole or, where it is long, in parts."""

    status: int
    body: bytes = b""
    parts: Iterator[bytes] | None = None

    def whole(self) -> bytes:
        """The message as a whole."""
        return self.body if self.parts is None else b"".join(self.parts)


class SoapService:
    """All interfaces behind one URL, told apart by SOAPAction.

    Args:
        state: what the service speaks about.
        quota: calls a day before the quota fault.
    """

    def __init__(self, state: State, quota: int) -> None:
        self._state = state
        self._quota = quota
        self._handlers: dict[str, Handler] = {
            **InvoiceOperations(state).handlers(),
            **RegisterOperations(state).handlers(),
        }

    def operation(self, action: str | None) -> Operation | None:
        """The operation of a SOAPAction, quoted or not."""
        return OPERATIONS.get((action or "").strip().strip('"'))

    def answer(self, operation: Operation | None, message: bytes, planted: str = "") -> Answer:
        """Answers a message; ``planted`` names a fault that the API itself is to give, if any."""
        if operation is None:
            text = "The message cannot be processed at the receiver: no operation has this SOAPAction."
            return Answer(500, plain_fault("s:Client", text, self._headers()))
        try:
            request = read_request(message)
            self._authenticate(request.key)
            self._count()
            self._check_planted(operation, planted)
            arguments = read_parameters(operation, request.body)
            value = self._work(operation, arguments)
        except UnreadableRequest as error:
            text = f"The formatter threw an exception while trying to deserialize the message: {error}"
            return Answer(500, plain_fault("s:Client", text, self._headers()))
        except SoapFault as error:
            return Answer(500, fault(error.exception, error.text, error.description, self._headers()))
        if isinstance(value, RenderedInvoices) and len(value) > _WHOLE_UP_TO:
            return Answer(200, parts=reply_in_parts(operation, value, self._headers()))
        return Answer(200, reply(operation, value, self._headers()))

    def _headers(self) -> str:
        return quota_headers(self._quota, self._state.quota_used)

    def _authenticate(self, key: str | None) -> None:
        if (key or "").strip() != self._state.soap_key:
            raise authentication_failure()

    def _count(self) -> None:
        if self._state.count_call() > self._quota:
            raise quota_exceeded()

    def _check_planted(self, operation: Operation, planted: str) -> None:
        if planted == "no-permission" or self._state.is_denied(operation.name):
            raise no_permission(operation.name)
        if planted in _PLANTED:
            failure = _PLANTED[planted]()
            raise failure

    def _work(self, operation: Operation, arguments: dict[str, Any]) -> Any:
        with self._state.lock:
            return self._handlers[operation.name](*arguments.values())
