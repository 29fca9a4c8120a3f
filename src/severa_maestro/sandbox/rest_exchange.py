"""One call and its answer, as a test may watch them."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RestRequest:
    """A call as it came over HTTP.

    Attributes:
        method: in capitals.
        url: path and query, as they were sent.
        headers: by their names in small letters.
        body: as it was sent.
    """

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class RestReply:
    """What goes back, and how.

    Attributes:
        status: of HTTP; 0 where nothing goes back.
        headers: without Content-Length.
        body: all of it, also where only half is sent.
        delivery: ``whole``, ``half`` (and then the connection is closed), ``cut`` (it is closed at once), or
            ``endless`` (a body without an end).
        size: where ``endless`` ends all the same, in bytes.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    delivery: str = "whole"
    size: int = 0


@dataclass(frozen=True, slots=True)
class Exchange:
    """A call of the REST API and what it was answered.

    Attributes:
        operation: its name, such as ``GET /v1/invoices/{guid}``; ``unknown`` for a route that there is not.
        method: in capitals.
        url: path and query, as they were sent: ``/rest-api/v1/invoices?rowCount=5``.
        request_headers: by their names in small letters.
        request_body: as it was sent.
        status: of HTTP; 0 where the connection is closed without an answer.
        answer_headers: by their names as they are sent.
        answer_body: all of it, also where only half is sent.
        fault: the kind of the planted fault that struck, or empty.
    """

    operation: str
    method: str
    url: str
    request_headers: Mapping[str, str]
    request_body: bytes
    status: int
    answer_headers: Mapping[str, str]
    answer_body: bytes
    fault: str = ""
