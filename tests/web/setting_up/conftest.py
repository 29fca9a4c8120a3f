"""A Severa that pages may send keys to, and work that is done at once instead of in a thread."""

from collections.abc import Callable, Iterator
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest

from severa_maestro.companies.models import Company, Connection
from severa_maestro.sandbox import Sandbox, SandboxSettings
from severa_maestro.severa.rest import client as rest_client
from severa_maestro.web import background
from severa_maestro.web.codes.reading import READINGS
from severa_maestro.web.setting_up.looking import CHECKS, PREVIEWS
from severa_maestro.web.setting_up.making import MAKINGS

#: What each way into the sandbox needs, as the form's fields.
Typed = Callable[..., dict[str, str]]


@pytest.fixture(autouse=True)
def _loopback_is_allowed(settings: Any) -> None:
    """The sandbox's address is not Severa's own."""
    settings.SEVERA_HOSTS = ["127.0.0.1"]


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> Iterator[None]:
    yield
    for remembered in (CHECKS, PREVIEWS, MAKINGS, READINGS):
        remembered.forget_all()


@pytest.fixture(scope="session")
def severa() -> Iterator[Sandbox]:
    """A Severa that no test changes."""
    with Sandbox(SandboxSettings(rate=0, invoices=4, clean=True)) as running:
        yield running
    rest_client._shared.clear()  # another sandbox may get the port of this one


@pytest.fixture
def own_severa() -> Iterator[Sandbox]:
    """A Severa that the test may change."""
    with Sandbox(SandboxSettings(rate=0, invoices=4, clean=True)) as running:
        yield running
    rest_client._shared.clear()


def typed(severa: Sandbox, way: str = "soap", **others: str) -> dict[str, str]:
    """The form of a connection to the sandbox, filled in."""
    fields = {
        "soap": {"key": severa.soap_key, "soap_url": severa.soap_url},
        "rest": {"client_id": severa.client_id, "client_secret": severa.client_secret, "rest_url": severa.rest_url},
    }
    return {"way": way, **fields[way], **others}


def tie(company: Company, severa: Sandbox, way: str = "soap") -> Company:
    """The company with a connection to the sandbox, and its statuses."""
    made = Connection(company=company, way=way)
    is_rest = way == "rest"
    made.url = severa.rest_url if is_rest else severa.soap_url
    made.client_id = severa.client_id if is_rest else ""
    made.key = severa.client_secret if is_rest else severa.soap_key
    made.save()
    company.waiting_status, company.transferred_status = severa.waiting_status, severa.transferred_status
    company.save()
    return company


@pytest.fixture
def no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes on in the background is done at once: the test's transaction is open in its own thread."""

    class AtOnce:
        def __init__(self, target: Callable[..., None], args: tuple[Any, ...], **_: object) -> None:
            self.start = partial(target, *args)

    monkeypatch.setattr(background, "Thread", AtOnce)
    monkeypatch.setattr(background, "connection", SimpleNamespace(close=lambda: None))


def words(response: Any) -> str:
    """What a page says, without the spaces that do not break."""
    return " ".join(response.content.decode().replace("\u00a0", " ").split())
