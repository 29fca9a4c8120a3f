"""Secrets at rest: what they open for, what they do not, and the key file."""

import base64
import os
import stat
import subprocess
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings

from severa_maestro.companies.secrets import seal, unseal
from severa_maestro.errors import ConfigurationError

SECRET = "avain-Åäö-1234567890"
COMPANY = uuid.UUID("8a0cbb43-6b0c-4a0f-9d3e-0d8c4f8c2d11")
OTHER = uuid.UUID("11111111-6b0c-4a0f-9d3e-0d8c4f8c2d11")


@pytest.fixture
def key_file(settings: Settings, tmp_path: Path) -> Path:
    """Where the key file will be; neither it nor its folder is there yet."""
    settings.KEY_FILE = tmp_path / "config" / "secret.key"
    return tmp_path / "config" / "secret.key"


def _refusal(sealed: str, company: uuid.UUID = COMPANY, field: str = "key") -> str:
    with pytest.raises(ConfigurationError) as refused:
        unseal(sealed, company=company, field=field)
    assert SECRET not in str(refused.value)
    return refused.value.code


def _write(path: Path, content: bytes, mode: int = 0o600) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(mode)


# --- what is sealed ---------------------------------------------------------------------------------------------


def test_what_was_sealed_opens_again(key_file: Path) -> None:
    assert unseal(seal(SECRET, company=COMPANY, field="key"), company=COMPANY, field="key") == SECRET


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(secret=st.text(st.characters(exclude_categories=("Cs",))))
def test_any_text_can_be_sealed(key_file: Path, secret: str) -> None:
    assert unseal(seal(secret, company=COMPANY, field="key"), company=COMPANY, field="key") == secret


def test_what_is_sealed_does_not_hold_the_secret(key_file: Path) -> None:
    sealed = seal(SECRET, company=COMPANY, field="key")
    raw = base64.b64decode(sealed.removeprefix("v1:"))
    for part in (SECRET, SECRET[:6], base64.b64encode(SECRET.encode()).decode()):
        assert part not in sealed
        assert part.encode() not in raw


def test_the_same_secret_is_sealed_differently_each_time(key_file: Path) -> None:
    assert seal(SECRET, company=COMPANY, field="key") != seal(SECRET, company=COMPANY, field="key")


def test_it_does_not_open_for_another_company(key_file: Path) -> None:
    assert _refusal(seal(SECRET, company=COMPANY, field="key"), company=OTHER) == "secret-does-not-open"


def test_it_does_not_open_for_another_field(key_file: Path) -> None:
    assert _refusal(seal(SECRET, company=COMPANY, field="key"), field="client_secret") == "secret-does-not-open"


def test_it_does_not_open_once_a_bit_of_it_has_changed(key_file: Path) -> None:
    raw = bytearray(base64.b64decode(seal(SECRET, company=COMPANY, field="key").removeprefix("v1:")))
    for place in (0, 12, len(raw) - 1):
        changed = bytearray(raw)
        changed[place] ^= 1
        assert _refusal("v1:" + base64.b64encode(changed).decode()) == "secret-does-not-open"


@pytest.mark.parametrize("sealed", ["", "v1:", "v1:AAAA", "not base64 at all", "v1:" + "A" * 40, SECRET])
def test_what_was_never_sealed_does_not_open(key_file: Path, sealed: str) -> None:
    seal(SECRET, company=COMPANY, field="key")
    assert _refusal(sealed) == "secret-does-not-open"


# --- the key file -----------------------------------------------------------------------------------------------


def test_the_first_secret_makes_the_key_file_for_its_owner_alone(key_file: Path) -> None:
    seal(SECRET, company=COMPANY, field="key")
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(key_file.parent.stat().st_mode) == 0o700
    assert len(base64.b64decode(key_file.read_text(encoding="ascii"))) == 32
    assert [each.name for each in key_file.parent.iterdir()] == ["secret.key"]


def test_the_second_secret_leaves_the_key_file_as_it_is(key_file: Path) -> None:
    seal(SECRET, company=COMPANY, field="key")
    before = key_file.read_bytes()
    seal(SECRET, company=OTHER, field="key")
    assert key_file.read_bytes() == before


def test_it_does_not_open_with_another_key_file(key_file: Path) -> None:
    sealed = seal(SECRET, company=COMPANY, field="key")
    _write(key_file, base64.b64encode(os.urandom(32)))
    assert _refusal(sealed) == "secret-does-not-open"


def test_a_missing_key_file_is_said_and_not_made_anew(key_file: Path) -> None:
    sealed = seal(SECRET, company=COMPANY, field="key")
    key_file.unlink()
    assert _refusal(sealed) == "key-file-missing"
    assert not key_file.exists()


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620, 0o666])
def test_a_key_file_that_others_get_at_is_refused(key_file: Path, mode: int) -> None:
    sealed = seal(SECRET, company=COMPANY, field="key")
    key_file.chmod(mode)
    assert _refusal(sealed) == "key-file-readable"
    with pytest.raises(ConfigurationError, match="key-file-readable"):
        seal(SECRET, company=COMPANY, field="key")


def test_a_key_file_that_its_owner_may_only_read_is_good(key_file: Path) -> None:
    sealed = seal(SECRET, company=COMPANY, field="key")
    key_file.chmod(0o400)
    assert unseal(sealed, company=COMPANY, field="key") == SECRET


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        base64.b64encode(b"k" * 32)[:20],
        base64.b64encode(b"k" * 31),
        base64.b64encode(b"k" * 33),
        b"k" * 32,
        b"\xff\xfe\x00",
        "avain".encode("utf-16"),
    ],
)
def test_a_half_written_or_foreign_key_file_is_refused_and_left(key_file: Path, content: bytes) -> None:
    _write(key_file, content)
    with pytest.raises(ConfigurationError, match="key-file-unusable"):
        seal(SECRET, company=COMPANY, field="key")
    assert key_file.read_bytes() == content


def test_a_folder_in_the_place_of_the_key_file_is_refused(key_file: Path) -> None:
    key_file.mkdir(parents=True)
    with pytest.raises(ConfigurationError, match="key-file-unusable"):
        seal(SECRET, company=COMPANY, field="key")


def test_a_file_in_the_place_of_the_folder_is_refused(key_file: Path) -> None:
    key_file.parent.write_text("a file")
    with pytest.raises(ConfigurationError, match="key-file-"):
        seal(SECRET, company=COMPANY, field="key")


def test_a_key_that_a_killed_process_left_half_made_does_no_harm(key_file: Path) -> None:
    _write(key_file.with_name(f"secret.key.{os.getpid()}.new"), b"ha")
    assert unseal(seal(SECRET, company=COMPANY, field="key"), company=COMPANY, field="key") == SECRET


def test_threads_that_make_the_key_file_at_once_get_one_key(key_file: Path) -> None:
    together = Barrier(8)

    def work(number: int) -> str:
        together.wait()
        return seal(f"{SECRET}{number}", company=COMPANY, field="key")

    with ThreadPoolExecutor(8) as pool:
        sealed = list(pool.map(work, range(8)))
    assert [unseal(each, company=COMPANY, field="key") for each in sealed] == [f"{SECRET}{n}" for n in range(8)]
    assert [each.name for each in key_file.parent.iterdir()] == ["secret.key"]


_SEAL_WHEN_TOLD = """
import sys, uuid
from django.conf import settings
settings.configure(KEY_FILE=sys.argv[1])
from severa_maestro.companies.secrets import seal
print("ready", flush=True)
sys.stdin.readline()
print(seal(sys.argv[3], company=uuid.UUID(sys.argv[2]), field="key"), flush=True)
"""


def test_processes_that_make_the_key_file_at_once_get_one_key(key_file: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _SEAL_WHEN_TOLD, str(key_file), str(COMPANY), f"{SECRET}{number}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    sealed = [process.communicate()[0].strip() for process in processes]
    assert [unseal(each, company=COMPANY, field="key") for each in sealed] == [f"{SECRET}{n}" for n in range(4)]
    assert [each.name for each in key_file.parent.iterdir()] == ["secret.key"]
