from collections.abc import Iterator

import pytest
import stamina
from pytest_django.plugin import DjangoDbBlocker

from severa_maestro.severa.http import HttpOptions
from severa_maestro.severa.soap import SoapSource
from tests.severa.pace_database import pace_database
from tests.severa.rest_clock import FakeClock
from tests.severa.wire import KEY, TinySevera, tiny_severa


@pytest.fixture
def severa() -> Iterator[TinySevera]:
    with tiny_severa() as tiny:
        yield tiny


@pytest.fixture(autouse=True)
def _retries_without_waits() -> Iterator[None]:
    with stamina.set_testing(True, attempts=4, cap=True):
        yield


@pytest.fixture(scope="module")
def database(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Where paces are kept."""
    with django_db_blocker.unblock(), pace_database() as url:
        yield url


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def source(severa: TinySevera) -> Iterator[SoapSource]:
    source = SoapSource(severa.url, KEY, http=HttpOptions(connect_seconds=5, read_seconds=5))
    yield source
    source.close()
