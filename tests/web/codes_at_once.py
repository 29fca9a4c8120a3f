"""Severa's registers read, and codes kept, at once: the test's transaction is open in its own thread."""

from collections.abc import Callable, Iterator
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest

from severa_maestro.web import background
from severa_maestro.web.codes.keeping import KEEPINGS
from severa_maestro.web.codes.reading import READINGS


class AtOnce:
    """A thread whose work is done when it starts."""

    def __init__(self, target: Callable[..., None], args: tuple[Any, ...], **_: object) -> None:
        self.start = partial(target, *args)


class Never:
    """A thread that does not come to its work."""

    def __init__(self, **_: object) -> None:
        self.start = lambda: None


@pytest.fixture
def no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Severa is read, and codes are kept, at once."""
    monkeypatch.setattr(background, "Thread", AtOnce)
    monkeypatch.setattr(background, "connection", SimpleNamespace(close=lambda: None))


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> Iterator[None]:
    """What was read and done stays in the process."""
    yield
    READINGS.forget_all()
    KEEPINGS.forget_all()


def words(response: Any) -> str:
    """What a page says, without the spaces that do not break."""
    return " ".join(response.content.decode().replace("\u00a0", " ").split())
