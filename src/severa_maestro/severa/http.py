"""The HTTP client that both ways to Severa share.

It gives back whatever the server answers, of any status, or raises an error of the tree: see ``http_errors``. It never
repeats a request by itself: whether that is safe, only its caller knows.

The key travels inside the request's body and headers. No error, log line or ``repr`` of this module shows either.
"""

import os
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx2

from severa_maestro import __version__
from severa_maestro.errors import SeveraMaestroError
from severa_maestro.severa import http_errors
from severa_maestro.severa.meaning import Meaning

MEBIBYTE = 1024 * 1024

#: Content encodings that are undone while reading. Only one at a time: two on top of one another can make gigabytes
#: out of a kilobyte before the limit is looked at.
_ENCODINGS = frozenset({"", "identity", "gzip", "deflate"})


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpOptions:
    """How long to wait, and how much to accept.

    Attributes:
        connect_seconds: for the connection to be made.
        read_seconds: for the next bytes of a reply.
        total_seconds: for a whole reply, so that one that drips byte by byte ends too.
        reply_bytes: the largest reply, after decompression. Severa recommends 64 MiB (support article 77000465267).
        plain_http_allowed: http:// to other machines too; the key then travels readable.
    """

    connect_seconds: float = 10
    read_seconds: float = 60
    total_seconds: float = 600
    reply_bytes: int = 64 * MEBIBYTE
    plain_http_allowed: bool = False


class RequestBody(bytes):
    """What is sent, secrets and all: it shows nothing of itself in a traceback that lists local variables."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<request of {len(self)} bytes>"

    __str__ = __repr__


class RequestHeaders(dict[str, str]):
    """What is sent in the head, tokens and all: it shows nothing of itself either."""

    def __repr__(self) -> str:
        return f"<headers: {', '.join(self)}>"

    __str__ = __repr__


@dataclass(frozen=True, slots=True)
class HttpReply:
    """What the server answered. Its ``repr`` shows nothing that the server wrote: it may write back what was sent.

    Attributes:
        body: decompressed.
        content_type: as the server named it; empty where it did not.
        server_time: the server's clock (UTC) when it answered; None where it does not tell.
        clock_skew: that clock less ours, half-way between our question and the answer's head; to the second.
        read_until: changes up to this time (UTC) are in it, by the slower of the two clocks: what the server looked up,
            it looked up after our question.
        headers: by their names in small letters.
    """

    status: int
    body: bytes = field(repr=False)
    content_type: str = field(repr=False)
    server_time: datetime | None
    clock_skew: timedelta | None
    read_until: datetime
    headers: Mapping[str, str] = field(repr=False)


@cache
def _authorities(_file: str | None, _folder: str | None) -> ssl.SSLContext:
    """Whose certificates are trusted: the system's own, or those that the two variables name.

    Reading them takes longer than a request, so it is done once a process.
    """
    return httpx2.create_ssl_context()


class HttpClient:
    """Connections to one server, kept open between requests. For any number of threads."""

    def __init__(self, options: HttpOptions | None = None) -> None:
        self.options = options or HttpOptions()
        self._client = httpx2.Client(
            timeout=httpx2.Timeout(self.options.read_seconds, connect=self.options.connect_seconds),
            headers={
                "User-Agent": f"severa-maestro/{__version__}",
                "Accept-Encoding": "gzip, deflate",
            },
            follow_redirects=False,
            verify=_authorities(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")),
        )

    def send(
        self, method: str, url: str, body: RequestBody, headers: Mapping[str, str], *, reply_bytes: int | None = None
    ) -> HttpReply:
        """Sends one request and reads its reply to the end.

        Args:
            method: such as ``POST``.
            url: checked by ``checked_url`` before.
            body: what to send; empty for none.
            headers: beside those of every request.
            reply_bytes: a smaller limit than the one of the options.

        Raises:
            TransientError: nothing, or not all of it, came.
            ConfigurationError: the server's certificate does not hold, or it does not speak TLS.
            ReplyTooLargeError: it is larger than the limit.
            ContractError: it is compressed in a way not asked for.
        """
        limit = min(reply_bytes or self.options.reply_bytes, self.options.reply_bytes)
        failure: SeveraMaestroError
        try:
            return self._exchange(method, url, body, headers, limit)
        except httpx2.HTTPError as error:
            failure = _meaning_of_exception(error).error(host=host_of(url), reason=type(error).__name__)
        # Raised outside of the handler, so that the client's own exception, which holds the request, is let go.
        raise failure

    def _exchange(self, method: str, url: str, body: RequestBody, headers: Mapping[str, str], limit: int) -> HttpReply:
        deadline = time.monotonic() + self.options.total_seconds
        begun = datetime.now(UTC)
        with self._client.stream(method, url, content=body or None, headers=headers) as response:
            half_way = begun + (datetime.now(UTC) - begun) / 2
            encoding = response.headers.get("Content-Encoding", "").strip().lower()
            if encoding not in _ENCODINGS:
                raise http_errors.REPLY_UNREADABLE.error(host=host_of(url), reason="Content-Encoding")
            received = bytearray()
            for piece in response.iter_bytes():
                received += piece
                if len(received) > limit:
                    raise http_errors.REPLY_TOO_LARGE.error(host=host_of(url), limit=limit)
                if time.monotonic() > deadline:
                    raise http_errors.TIMED_OUT.error(host=host_of(url))
            took = datetime.now(UTC) - begun
            server_time = http_date(response.headers.get("Date", ""))
            return HttpReply(
                status=response.status_code,
                body=bytes(received),
                content_type=response.headers.get("Content-Type", ""),
                server_time=server_time,
                clock_skew=None if server_time is None else server_time - half_way,
                read_until=begun if server_time is None else min(begun, server_time - took),
                headers={name.lower(): value for name, value in response.headers.items()},
            )

    def close(self) -> None:
        """Ends the connections."""
        self._client.close()


def checked_url(url: str, *, plain_http_allowed: bool = False) -> str:
    """The address, if a key may be sent there.

    Raises:
        ConfigurationError: it is not an http address, its port is out of range, it holds a password, or it would send
            the key readable over the network.
    """
    url = url.strip()
    if _is_port_out_of_range(url):
        raise http_errors.PORT_UNUSABLE.error()
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        usable = bool(host) and parts.username is None and parts.password is None
        httpx2.URL(url)
    except (ValueError, httpx2.InvalidURL):
        usable = False
    if usable and (parts.scheme == "https" or (parts.scheme == "http" and (plain_http_allowed or _is_loopback(host)))):
        return url
    raise http_errors.ADDRESS_UNUSABLE.error()


def _is_port_out_of_range(url: str) -> bool:
    """Whether an address names a port by a number that no port has."""
    try:
        _, colon, port = urlsplit(url).netloc.rpartition(":")
        return bool(colon) and port.isdecimal() and not 0 < int(port) < 65536
    except ValueError:
        return False


def host_of(url: str) -> str:
    """The host and port of an address, for messages."""
    parts = urlsplit(url)
    return parts.netloc.rpartition("@")[2]


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _meaning_of_exception(error: httpx2.HTTPError) -> Meaning:
    """The table's line for one of the HTTP client's exceptions."""
    if _is_caused_by(error, ssl.SSLCertVerificationError):
        return http_errors.CERTIFICATE_REFUSED
    if isinstance(error, httpx2.ConnectError) and _is_caused_by(error, ssl.SSLError):
        # A server that hangs up in the middle of the handshake may be about to restart; one that answers with
        # something else than TLS will do so again.
        is_cut = _is_caused_by(error, ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)
        return http_errors.UNREACHABLE if is_cut else http_errors.TLS_FAILED
    match error:
        case httpx2.TimeoutException():
            return http_errors.TIMED_OUT
        case httpx2.RemoteProtocolError() | httpx2.ReadError() | httpx2.CloseError() | httpx2.DecodingError():
            return http_errors.REPLY_CUT
        case httpx2.UnsupportedProtocol():
            return http_errors.ADDRESS_UNUSABLE
        case _:
            return http_errors.UNREACHABLE


def _is_caused_by(error: BaseException, *kinds: type[BaseException]) -> bool:
    """Whether the error, or any that led to it, is of one of the kinds."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, kinds):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def http_date(header: str) -> datetime | None:
    """The moment of a header that holds a date (RFC 9110, 5.6.7); None where it holds none that can be meant."""
    try:
        moment = parsedate_to_datetime(header)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
