"""Faults to plant: what the network and the other side do on a bad day, on demand."""

import threading
from collections.abc import Collection
from dataclasses import dataclass

#: Every kind of fault and what it does.
KINDS = {
    "http-500": "answers HTTP 500 with a plain page, without doing the work",
    "http-503": "answers HTTP 503 with Retry-After: 1, without doing the work",
    "garbage": "answers HTTP 200 with bytes that are neither XML nor JSON, without doing the work",
    "html": "answers HTTP 200 with an HTML log-in page, without doing the work",
    "half-body": "does the work, then sends half of the reply and closes",
    "cut-before": "closes the connection before the work is done",
    "cut-after": "does the work, then closes the connection without a reply",
    "delay": "waits `seconds`, then goes on as usual",
    "quota": "answers the quota fault; SOAP only",
    "wrong-key": "answers AuthenticationFailureException; SOAP only",
    "no-permission": "answers NoPermissionException, or 403 PermissionDenied",
    "general-failure": "answers GeneralFailureException, or 500 InternalSystemError",
    "entity-bomb": "answers with a document type declaration and entities that expand for ever; SOAP only",
    "huge": "answers with a body that has no end, until the client closes or `bytes` are sent",
    "empty-result": "does the work, then answers without any Result element, or 200 without a body",
    "nil-result": "does the work, then answers a nil Result, or null",
    "shuffled": "does the work, then answers with the members of every object out of order",
    "unknown-members": "does the work, then answers with members that the contract does not know",
    "ill-typed": "does the work, then answers with the text abc as an amount of the invoice `invoice`, or of the first",
    "missing-member": "does the work, then leaves out a member that must be there, chosen likewise; REST only",
    "rate-limit": "answers 429 as if there had been too many calls, without doing the work; REST only",
    "expired-token": "answers 401 AuthenticationRequired although the token is good; REST only",
    "missing-scope": "answers 403 InsufficientApiScope although the token has the scope; REST only",
    "addon-missing": "answers 403 AddonMissing; REST only",
    "repeated-token": "answers with the NextPageToken that came in, or with that of the first page; REST only",
    "mark-ignored": "answers a PATCH with 200 and the record as it was, without changing it; REST only",
}
#: Kinds that only one way of speaking knows: they wait for a call of its kind.
SOAP_ONLY = frozenset({"quota", "wrong-key", "entity-bomb"})
REST_ONLY = frozenset(
    {
        "missing-member",
        "rate-limit",
        "expired-token",
        "missing-scope",
        "addon-missing",
        "repeated-token",
        "mark-ignored",
    }
)
#: Kinds after which a REST answer is none that the contract allows.
CONTRACT_BREAKING = frozenset(
    {"http-500", "http-503", "garbage", "html", "half-body", "cut-before", "cut-after", "huge"}
    | {"empty-result", "nil-result", "unknown-members", "ill-typed", "missing-member"}
)
ANY_OPERATION = "*"
HUGE_BYTES = 200_000_000


@dataclass(kw_only=True)
class Fault:
    """A planted fault.

    Attributes:
        kind: one of ``KINDS``.
        operation: the name of a SOAP operation or of a REST call (``GET /v1/invoices/{guid}``), or ``*`` for any.
        times: how often it strikes; None for ever.
        every: strikes only at every nth call of the operation.
        skip: lets so many calls pass first.
        seconds: how long ``delay`` waits.
        invoice: which one ``ill-typed`` and ``missing-member`` spoil: its number as text; empty for the first.
        bytes: the end of ``huge``.
    """

    kind: str
    operation: str = ANY_OPERATION
    times: int | None = 1
    every: int = 1
    skip: int = 0
    seconds: float = 1.0
    invoice: str = ""
    bytes: int = HUGE_BYTES
    seen: int = 0
    struck: int = 0


class Faults:
    """The faults that are planted now."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._planted: list[Fault] = []

    def plant(
        self,
        kind: str,
        operation: str = ANY_OPERATION,
        *,
        times: int | None = 1,
        every: int = 1,
        skip: int = 0,
        seconds: float = 1.0,
        invoice: str = "",
        bytes: int = HUGE_BYTES,  # noqa: A002 - the word of the fault's own field
    ) -> Fault:
        """Plants a fault; see ``Fault``.

        Raises:
            ValueError: there is no such kind, or a number makes no sense.
        """
        if kind not in KINDS:
            raise ValueError(f"There is no fault {kind!r}; there are: {', '.join(KINDS)}.")
        if every < 1 or skip < 0 or (times is not None and times < 1):
            raise ValueError("every and times must be at least 1, skip at least 0.")
        fault = Fault(
            kind=kind,
            operation=operation,
            times=times,
            every=every,
            skip=skip,
            seconds=seconds,
            invoice=str(invoice),
            bytes=bytes,
        )
        with self._lock:
            self._planted.append(fault)
        return fault

    def clear(self) -> None:
        """Takes all faults away."""
        with self._lock:
            self._planted.clear()

    @property
    def planted(self) -> list[Fault]:
        """The faults that may still strike."""
        with self._lock:
            return list(self._planted)

    def strike(self, operation: str, *, without: Collection[str] = ()) -> list[Fault]:
        """The faults that strike this call of an operation, in the order in which they were planted.

        A delay may come together with one other fault; of the others only the first strikes. Kinds in ``without`` let
        the call pass unseen.
        """
        if not self._planted:
            return []
        with self._lock:
            striking: list[Fault] = []
            for fault in list(self._planted):
                if fault.operation not in (ANY_OPERATION, operation) or fault.kind in without:
                    continue
                if fault.kind != "delay" and any(other.kind != "delay" for other in striking):
                    continue
                fault.seen += 1
                if fault.seen <= fault.skip or (fault.seen - fault.skip) % fault.every:
                    continue
                fault.struck += 1
                striking.append(fault)
                if fault.times is not None and fault.struck >= fault.times:
                    self._planted.remove(fault)
            return striking
