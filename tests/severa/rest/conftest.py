"""A REST API that a test tells what to say, and what asks it."""

from collections.abc import Iterator

import pytest

from severa_maestro.severa.rest import RestSource
from severa_maestro.severa.rest.client import RestClient
from severa_maestro.severa.secret import Secret
from tests.severa.rest_wire import FAST, SECRET, TinyRest, tiny_rest


@pytest.fixture
def severa() -> Iterator[TinyRest]:
    with tiny_rest() as tiny:
        yield tiny


@pytest.fixture
def client(severa: TinyRest) -> RestClient:
    return severa.connect()


@pytest.fixture
def source(severa: TinyRest) -> Iterator[RestSource]:
    source = RestSource(severa.url, severa.client_id, Secret(SECRET), per_second=FAST)
    yield source
    source.close()
