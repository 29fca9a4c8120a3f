"""``serve`` and ``user``, as a process of their own."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

_START = (
    "import os, django\n"
    "os.environ['DJANGO_SETTINGS_MODULE'] = 'severa_maestro.web.settings'\n"
    "import signal; signal.signal(signal.SIGTERM, signal.default_int_handler)\n"
    "django.setup()\n"
    "import typer\n"
    "from severa_maestro.cli import serve, users\n"
    "app = typer.Typer(); app.command('serve')(serve.serve); app.add_typer(users.app, name='user'); app()\n"
)
_PASSWORD = "kuusi tuoretta sanaa"


class Machine:
    """A data folder of its own, and commands typed there."""

    def __init__(self, folder: Path) -> None:
        self._environment = {
            **os.environ,
            "SEVERA_MAESTRO_HOME": str(folder / "data"),
            "SEVERA_MAESTRO_KEY_FILE": str(folder / "secret.key"),
            "SEVERA_MAESTRO_LANGUAGE": "en",
            "DATABASE_URL": "",
        }

    def start(self, *words: str, password: str = _PASSWORD) -> "subprocess.Popen[str]":
        environment = {**self._environment, "SEVERA_MAESTRO_PASSWORD": password}
        command = [sys.executable, "-c", _START, *words]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=environment, text=True, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe)

    def type(self, *words: str, password: str = _PASSWORD) -> tuple[int, str]:
        process = self.start(*words, password=password)
        out, problems = process.communicate(timeout=60)
        return process.returncode, out + problems


def _address(serving: "subprocess.Popen[str]") -> str:
    """What ``serve`` prints first."""
    assert serving.stdout is not None
    return next(word for word in serving.stdout.readline().split() if word.startswith("http"))


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_serve_answers_at_the_address_that_it_prints_and_ends_when_told(machine: Machine) -> None:
    process = machine.start("serve", "--port", "0")
    address = _address(process)
    with urllib.request.urlopen(f"{address}sign-in/", timeout=30) as answer:
        assert b"<h1>Kirjaudu" in answer.read()
        assert "Server" not in answer.headers
    with urllib.request.urlopen(f"{address}static/severa_maestro.css", timeout=30) as answer:
        assert answer.status == 200
    process.send_signal(signal.SIGTERM)
    _, problems = process.communicate(timeout=30)
    assert (process.returncode, problems) == (0, "")


def test_a_port_that_is_taken_is_said_in_words(machine: Machine) -> None:
    first = machine.start("serve", "--port", "0")
    port = _address(first).rstrip("/").rpartition(":")[2]
    code, said = machine.type("serve", "--port", port)
    first.terminate()
    first.communicate(timeout=30)
    assert code == 1
    assert f"127.0.0.1:{port} cannot be used" in said


def test_users_are_added_listed_and_removed(machine: Machine) -> None:
    assert machine.type("user", "add", "Boss@Kuusi.fi", "--firm-admin", "--name", "Tiina")[0] == 0
    _, listed = machine.type("user", "list", "--json")
    assert json.loads(listed) == [{"email": "boss@kuusi.fi", "name": "Tiina", "firm_admin": True, "companies": {}}]
    assert machine.type("user", "remove", "boss@kuusi.fi")[0] == 0
    assert json.loads(machine.type("user", "list", "--json")[1]) == []


@pytest.mark.parametrize(
    ("words", "password", "code"),
    [
        (("boss@kuusi.fi",), _PASSWORD, "user-without-role"),
        (("boss@kuusi.fi", "--company", "Ei Ole Oy"), _PASSWORD, "company-unknown"),
        (("boss", "--firm-admin"), _PASSWORD, "email-unusable"),
        (("boss@kuusi.fi", "--firm-admin"), "lyhyt", "password-refused"),
        (("boss@kuusi.fi", "--firm-admin"), "", "password-missing"),
    ],
)
def test_a_user_who_cannot_be_added_is_refused_in_words(
    machine: Machine, words: tuple[str, ...], password: str, code: str
) -> None:
    returned, said = machine.type("user", "add", *words, password=password)
    assert returned == 1
    assert code in said


def test_the_first_user_gets_a_key_that_a_later_company_does_not_change(machine: Machine, tmp_path: Path) -> None:
    code, said = machine.type("user", "add", "anna@kuusi.fi", "--firm-admin")
    assert code == 0, said
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600
