"""Waiting for Severa while a reader waits for the page: not for ever."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import Final, TypeVar

from severa_maestro.errors import TransientError
from severa_maestro.severa import http_errors

#: For so long (seconds) a page waits for Severa at most. What has been asked goes on to its own end.
PATIENCE: Final = 20.0

Answer = TypeVar("Answer")


def waited_for(ask: Callable[[], Answer], host: str) -> Answer:
    """What a question to Severa gives, where it answers in time.

    Args:
        ask: the question; in a thread of its own, without the database.
        host: whom it goes to, for the error.

    Raises:
        TransientError: it does not answer in time.
        Exception: whatever the question raises.
    """
    asked: Future[Answer] = Future()

    def work() -> None:
        try:
            asked.set_result(ask())
        except Exception as error:  # raised again where it is waited for
            asked.set_exception(error)

    Thread(target=work, name="ask-severa", daemon=True).start()
    try:
        return asked.result(PATIENCE)
    except TimeoutError:
        raise _timed_out(host) from None


def _timed_out(host: str) -> TransientError:
    error = http_errors.TIMED_OUT.error(host=host)
    assert isinstance(error, TransientError)  # noqa: S101 it says so itself
    return error
