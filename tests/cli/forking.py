"""Commands in processes of their own, forked from one that has read the libraries, which takes most of a command.

``python -m tests.cli.forking 5`` is that one. It waits at the socket that it was given, and forks for each command that
is asked for there. It has read libraries and the program's rooms that know neither settings nor the environment: each
command reads the rest itself, is ended by ``kill -9`` as any process is, and leaves as Python leaves.
"""

import gc
import importlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from typing import Any, Self

import stamina

#: What takes long to read, of what the commands read. None of it asks for settings or variables when it is read.
READ_BEFORE = (
    "cryptography.hazmat.primitives.ciphers.aead",
    "dj_database_url",
    "django.core.management.commands.migrate",
    "django.db.backends.postgresql.base",
    "django.db.backends.sqlite3.base",
    "django.db.models",
    "django.urls",
    "django.utils.log",
    "httpcore2",
    "httpx2",
    "lxml.etree",
    "openpyxl",
    "pydantic",
    "rapidfuzz.process",
    "rich.progress",
    "rich.table",
    "severa_maestro.invoicing.snapshot",
    "severa_maestro.matching.checks",
    "severa_maestro.matching.suggestions",
    "severa_maestro.severa.rest.adapter",
    "severa_maestro.severa.soap.adapter",
    "stdnum.eu.vat",
    "structlog",
    "typer.main",
    "zeep.wsdl.bindings",
)

_MOST_BYTES = 200_000


class Started:
    """A command that was started."""

    def __init__(self, reply: socket.socket) -> None:
        self._reply = reply
        self.pid = int(reply.recv(100))

    def wait(self, timeout: float) -> int:
        """Its exit code, negative for a signal. After as many seconds it is killed, and TimeoutError raised."""
        self._reply.settimeout(timeout)
        with self._reply:
            try:
                return int(self._reply.recv(100))
            except TimeoutError:
                os.kill(self.pid, signal.SIGKILL)
                raise


class Forking:
    """The process that forks, as its user sees it."""

    def __init__(self) -> None:
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.cli.forking", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )

    def start(self, words: tuple[str, ...], environment: Mapping[str, str], streams: tuple[int, int, int]) -> Started:
        """Starts severa-maestro with these words; the streams are its input, its output and its errors."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        message = json.dumps({"words": words, "environment": dict(environment)}).encode()
        assert len(message) < _MOST_BYTES
        with theirs:
            socket.send_fds(self._channel, [message], [*streams, theirs.fileno()])
        return Started(ours)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._channel.close()
        self._process.wait()


def _wait_for_command(channel: socket.socket) -> list[str]:
    """Returns in the process of a command, with the command's words; the one that forks ends with its user."""
    running = 0
    while True:
        message, streams, _flags, _address = socket.recv_fds(channel, _MOST_BYTES, 4)
        if not message:
            sys.exit()
        while running and os.waitpid(-1, os.WNOHANG) != (0, 0):
            running -= 1
        if os.fork() == 0:
            channel.close()
            return _become(json.loads(message), streams)
        running += 1
        for each in streams:
            os.close(each)


def _become(asked: dict[str, Any], streams: list[int]) -> list[str]:
    """Forks once more: the one says how the other ended, and the other becomes the command."""
    *standard, reply = streams
    pid = os.fork()
    if pid:
        with socket.socket(fileno=reply) as to_user:
            to_user.send(str(pid).encode())
            _pid, status = os.waitpid(pid, 0)
            to_user.send(str(os.waitstatus_to_exitcode(status)).encode())
        os._exit(0)
    os.close(reply)
    for number, stream in enumerate(standard):
        os.dup2(stream, number)
        os.close(stream)
    # As Python makes them when it starts, which depends on what they lead to.
    sys.stdin = os.fdopen(0, closefd=False)
    sys.stdout = os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, errors="backslashreplace", closefd=False)
    os.environ.clear()
    os.environ.update(asked["environment"])
    words: list[str] = asked["words"]
    return words


if __name__ == "__main__":
    for each in READ_BEFORE:
        importlib.import_module(each)
    gc.freeze()  # memory that no collection touches is shared by all commands
    stamina.set_testing(True, attempts=4, cap=True)  # retries as in tests/conftest.py: as many, and at once
    sys.argv = ["severa-maestro", *_wait_for_command(socket.socket(fileno=int(sys.argv[1])))]
    runpy.run_module("severa_maestro", run_name="__main__", alter_sys=True)
