"""The sandbox as a whole: a Severa on loopback, for trying, demonstrations and tests."""

import errno
import ipaddress
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from severa_maestro.sandbox import catalogue
from severa_maestro.sandbox.faults import Faults
from severa_maestro.sandbox.long_registers import check_size
from severa_maestro.sandbox.rest_access import RestAccess
from severa_maestro.sandbox.rest_pace import RETRY_AFTER, Pace
from severa_maestro.sandbox.rest_service import RestService, Watcher
from severa_maestro.sandbox.server import SandboxServer
from severa_maestro.sandbox.soap_service import SoapService
from severa_maestro.sandbox.state import State

#: As many rows as an ordinary invoice may be asked to have.
_MOST_ROWS = 999


class PortInUseError(OSError):
    """Another program listens on the port."""


@dataclass(frozen=True)
class SandboxSettings:
    """How a sandbox is to be.

    Attributes:
        port: where to listen; 0 takes a free one.
        seed: where the data comes from: the same seed gives the same data.
        invoices: how many invoices wait; with hard cases at least as many as there are of them.
        clean: without hard cases.
        state_file: where to keep the state over restarts; one that is there already wins over seed and number.
        quota: calls a day before the quota fault.
        latency_milliseconds: how long every call waits before it is worked on.
        host: a loopback address; nothing else is taken.
        rate: REST calls in one second before 429; 0 for no limit.
        retry_after: whether 429 says when to come again: ``none``, ``seconds``, ``date``, or ``mixed``, which takes
            them in turn.
        token_seconds: how long an access token is good.
        narrows_scopes: True gives a token without the scopes that the client does not have, False refuses it.
        converts_ids: whether REST converts SOAP's ids.
        items: how many items the registers have in all, from 100 to 500, for setting a company up; 0 for the short
            registers. Ordinary invoices then use them all.
        gaps: how many of these items have a code that leads to no active product of Maestro.
        rows: how many rows each ordinary invoice has; 0 for one to seven, as they come.
    """

    port: int = 0
    seed: int = 1
    invoices: int = 60
    clean: bool = False
    state_file: Path | None = None
    quota: int = 100_000
    latency_milliseconds: int = 0
    host: str = "127.0.0.1"
    rate: int = 10
    retry_after: str = "mixed"
    token_seconds: int = 3600
    narrows_scopes: bool = True
    converts_ids: bool = True
    items: int = 0
    gaps: int = 0
    rows: int = 0

    def __post_init__(self) -> None:
        if self.retry_after not in RETRY_AFTER:
            raise ValueError(f"retry_after is one of {', '.join(RETRY_AFTER)}, not {self.retry_after}.")
        if self.rate < 0:
            raise ValueError("rate must not be negative.")
        if not 0 <= self.rows <= _MOST_ROWS:
            raise ValueError(f"rows must be from 0 to {_MOST_ROWS}.")
        check_size(self.items, self.gaps)
        try:
            is_loopback = ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            is_loopback = False
        if not is_loopback:
            raise ValueError(f"The sandbox listens on loopback only, not on {self.host}.")


class Sandbox:
    """A running Severa; use it as a context manager, or call ``start`` and ``stop``.

    Raises:
        StateFileError: the state file cannot be used.
    """

    def __init__(self, settings: SandboxSettings | None = None) -> None:
        self.settings = settings or SandboxSettings()
        self.faults = Faults()
        #: What it holds; change it as you like.
        self.state = State(
            seed=self.settings.seed,
            invoices=self.settings.invoices,
            clean=self.settings.clean,
            items=self.settings.items,
            gaps=self.settings.gaps,
            rows=self.settings.rows,
            state_file=self.settings.state_file,
        )
        #: The limit on REST calls; its clock can be replaced.
        self.pace = Pace(self.settings.rate, self.settings.retry_after)
        self._service = SoapService(self.state, self.settings.quota)
        self._rest = RestService(
            self.state,
            self.faults,
            RestAccess(self.state, self.settings.token_seconds, narrows_scopes=self.settings.narrows_scopes),
            self.pace,
            converts_ids=self.settings.converts_ids,
            latency_seconds=self.settings.latency_milliseconds / 1000,
        )
        self._server: SandboxServer | None = None
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()
        self._port = self.settings.port

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def soap_url(self) -> str:
        """Where SOAP is spoken."""
        return self._running.soap_url

    @property
    def rest_url(self) -> str:
        """Where REST is spoken: what its paths (``/v1/…``) are put behind."""
        return self._running.rest_url

    @property
    def control_url(self) -> str:
        """Where other processes control the sandbox."""
        return self._running.control_url

    @property
    def soap_key(self) -> str:
        """The API key."""
        return self.state.soap_key

    @property
    def client_id(self) -> str:
        """The name of the REST client."""
        return self.state.client_id

    @property
    def client_secret(self) -> str:
        """The secret of the REST client."""
        return self.state.client_secret

    @property
    def watchers(self) -> list[Watcher]:
        """Called with the ``Exchange`` of every REST call when it has been answered, before the answer goes out.

        Calls may come in several threads at once. A watcher may change the state.
        """
        return self._rest.watchers

    @property
    def waiting_status(self) -> str:
        """The status in which invoices wait for the transfer."""
        return catalogue.WAITING

    @property
    def transferred_status(self) -> str:
        """The status of invoices that were transferred."""
        return catalogue.TRANSFERRED

    @property
    def calls(self) -> Counter[str]:
        """Calls since the start, by operation, such as ``SetInvoiceStatus`` or ``PATCH /v1/invoices/{guid}``.

        Unknown ones are counted as ``unknown``.
        """
        return self.state.calls

    @property
    def refused_calls(self) -> Counter[str]:
        """Those of the REST calls that were answered 429, by operation."""
        return self.state.refused_calls

    @property
    def _running(self) -> SandboxServer:
        if self._server is None:
            raise RuntimeError("The sandbox is not running.")
        return self._server

    def start(self) -> None:
        """Listens, and serves in a background thread; after ``stop`` on the same port again.

        Raises:
            PortInUseError: another program listens there.
        """
        latency = self.settings.latency_milliseconds / 1000
        try:
            self._server = SandboxServer(
                (self.settings.host, self._port), self.state, self._service, self._rest, self.faults, latency
            )
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortInUseError(f"Port {self._port} is used by another program.") from error
            raise
        self._port = self._server.server_port
        self._stopped.clear()
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, name="sandbox", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Stops serving and ends open connections; the state stays, and ``start`` goes on with it."""
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._server.end_connections()
            self._server.server_close()
            self._server, self._thread = None, None
        self._stopped.set()

    def close(self) -> None:
        """Stops for good, and lets go of the state file."""
        self.stop()
        self.state.close()

    def serve_forever(self) -> None:
        """Serves until ``stop`` is called from elsewhere, or a KeyboardInterrupt comes."""
        if self._server is None:
            self.start()
        self._stopped.wait()
