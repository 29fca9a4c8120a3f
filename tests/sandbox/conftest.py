import pytest

from severa_maestro.sandbox import Sandbox, SandboxSettings
from tests.sandbox.soap_caller import Caller


@pytest.fixture
def sandbox():
    with Sandbox(SandboxSettings()) as running:
        yield running


@pytest.fixture
def call(sandbox):
    caller = Caller(sandbox.soap_url, sandbox.soap_key)
    yield caller
    caller.close()
