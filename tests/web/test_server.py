"""The server: who is believed about who asks."""

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from waitress import wasyncore
from waitress.server import BaseWSGIServer

from severa_maestro.web import server

AskedBy = Callable[[str], str]


@pytest.fixture
def asked_by(settings: Any, monkeypatch: pytest.MonkeyPatch) -> AskedBy:
    """Who asks in the application's eyes, by the proxy's address; the request is from here and names another."""

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/plain")])
        return [environ["REMOTE_ADDR"].encode()]

    monkeypatch.setattr(server, "get_wsgi_application", lambda: application)
    settings.BEHIND_TLS = True

    def ask(proxy: str) -> str:
        settings.PROXY = proxy
        with _serving() as port, closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
            connection.request("GET", "/", headers={"X-Forwarded-For": "203.0.113.9"})
            return connection.getresponse().read().decode()

    return ask


@contextmanager
def _serving() -> Iterator[int]:
    """The port of a server that answers meanwhile."""
    listening = server.listen("127.0.0.1", 0)
    assert isinstance(listening, BaseWSGIServer)
    is_over = threading.Event()

    def answer() -> None:
        while not is_over.is_set():
            wasyncore.loop(map=listening._map, count=1)

    answering = threading.Thread(target=answer)
    answering.start()
    try:
        yield listening.effective_port
    finally:
        is_over.set()
        listening.trigger.pull_trigger()
        answering.join()
        listening.task_dispatcher.shutdown()
        wasyncore.close_all(listening._map)


def test_the_proxys_word_is_taken(asked_by: AskedBy) -> None:
    assert asked_by("127.0.0.1") == "203.0.113.9"


def test_nobody_elses_word_is(asked_by: AskedBy) -> None:
    assert asked_by("192.0.2.1") == "127.0.0.1"
