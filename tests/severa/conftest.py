from collections.abc import Iterator

import pytest
import stamina

from severa_maestro.severa.http import HttpOptions
from severa_maestro.severa.soap import SoapSource
from tests.severa.wire import KEY, TinySevera, tiny_severa


@pytest.fixture
def severa() -> Iterator[TinySevera]:
    with tiny_severa() as tiny:
        yield tiny


@pytest.fixture(autouse=True)
def _retries_without_waits() -> Iterator[None]:
    with stamina.set_testing(True, attempts=4, cap=True):
        yield


@pytest.fixture
def source(severa: TinySevera) -> Iterator[SoapSource]:
    source = SoapSource(severa.url, KEY, http=HttpOptions(connect_seconds=5, read_seconds=5))
    yield source
    source.close()
