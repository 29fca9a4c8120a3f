import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from severa_maestro.sandbox import Exchange, Sandbox, SandboxSettings
from tests.contract.checker import ContractChecker
from tests.sandbox.rest_caller import RestCaller
from tests.sandbox.soap_caller import Caller


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(SandboxSettings()) as running:
        yield running


@pytest.fixture
def call(sandbox: Sandbox) -> Iterator[Caller]:
    caller = Caller(sandbox.soap_url, sandbox.soap_key)
    yield caller
    caller.close()


@pytest.fixture
def control(sandbox: Sandbox) -> Callable[..., Any]:
    """Asks for a control: by GET where there is no body; an error comes with its status as ``http``."""

    def ask(path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        try:
            with urllib.request.urlopen(f"{sandbox.control_url}/{path}", data) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return {"http": error.code, **json.load(error)}

    return ask


@pytest.fixture(scope="session")
def contract() -> ContractChecker:
    return ContractChecker()


def violations(contract: ContractChecker, exchanges: list[Exchange]) -> list[str]:
    """What went against the contract; a request may, if it was refused: some tests are about that."""
    return [
        violation
        for exchange in exchanges
        for violation in contract.check(exchange)
        if ": answer" in violation or exchange.status < 400
    ]


@pytest.fixture
def start_rest(contract: ContractChecker) -> Iterator[Callable[[SandboxSettings], RestCaller]]:
    """Starts sandboxes and calls them over REST; at the end no exchange may have gone against the contract."""
    exchanges: list[Exchange] = []
    callers: list[RestCaller] = []

    def start(settings: SandboxSettings) -> RestCaller:
        sandbox = Sandbox(settings)
        sandbox.watchers.append(exchanges.append)
        sandbox.start()
        callers.append(RestCaller(sandbox))
        return callers[-1]

    yield start
    for caller in callers:
        caller.close()
        caller.sandbox.close()
    assert violations(contract, exchanges) == []


@pytest.fixture
def rest(start_rest: Callable[[SandboxSettings], RestCaller]) -> RestCaller:
    """A caller of a sandbox with all hard cases and without a limit."""
    return start_rest(SandboxSettings(rate=0))


@pytest.fixture(scope="module")
def shared_rest() -> Iterator[RestCaller]:
    with Sandbox(SandboxSettings(rate=0)) as sandbox:
        caller = RestCaller(sandbox)
        yield caller
        caller.close()


@pytest.fixture
def reader(shared_rest: RestCaller, contract: ContractChecker) -> Iterator[RestCaller]:
    """The same for tests that change nothing: they share one sandbox."""
    exchanges: list[Exchange] = []
    shared_rest.sandbox.watchers.append(exchanges.append)
    yield shared_rest
    shared_rest.sandbox.watchers.clear()
    shared_rest.sandbox.faults.clear()
    assert violations(contract, exchanges) == []
