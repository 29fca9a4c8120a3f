"""The command: its first line, its files, its end."""

import signal
import socket
import stat
import subprocess
import sys

import httpx2
import pytest

from severa_maestro.sandbox import Sandbox, SandboxSettings
from tests.sandbox.soap_caller import Caller
from tests.sandbox.test_state_file import COMMAND, ended, started, summary_of


def test_the_first_line_is_one_object_by_which_the_sandbox_can_be_called():
    process, info = started("--seed", 4)
    assert set(info) >= {"soap_url", "soap_key", "waiting_status", "transferred_status", "control_url"}
    assert set(info) >= {"rest_url", "client_id", "client_secret"}
    call = Caller(info["soap_url"], info["soap_key"])
    assert call("IAPI.GetVersion").status == 200
    call.close()
    assert len(summary_of(info)["invoices"]) == 70
    assert ended(process) == 0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_sigterm_end_it_with_zero(how):
    process, _ = started("--clean", "--invoices", 1)
    assert ended(process, how) == 0


def test_it_writes_the_products_and_key_and_secret_for_its_owner_only(tmp_path):
    products, key, secret = tmp_path / "tuotteet.csv", tmp_path / "key.txt", tmp_path / "secret.txt"
    files = ("--write-products", products, "--key-file", key, "--secret-file", secret)
    process, info = started(*files, "--clean", "--invoices", 5)
    assert products.read_text(encoding="utf-8-sig").startswith("TuoteId;")
    assert key.read_text() == info["soap_key"] + "\n"
    assert secret.read_text() == info["client_secret"] + "\n"
    assert stat.S_IMODE(key.stat().st_mode) == stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert ended(process) == 0


def test_a_person_is_told_what_to_try(tmp_path):
    key, secret = tmp_path / "key.txt", tmp_path / "secret.txt"
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "--port", "0", "--key-file", key, "--secret-file", secret],
        stdout=subprocess.PIPE,
        text=True,
    )
    lines = []
    while not lines or "Ctrl-C" not in lines[-1]:
        lines.append(process.stdout.readline())
    text = "".join(lines)
    assert "severa-maestro company add" in text
    assert f"--key-file {key}" in text
    assert f"--secret-file {secret}" in text
    assert "--rest-url http://127.0.0.1:" in text
    assert key.read_text().strip() not in text
    assert secret.read_text().strip() not in text
    assert ended(process) == 0


def test_registers_can_be_long_and_have_gaps(tmp_path):
    products = tmp_path / "tuotteet.csv"
    process, info = started("--items", 200, "--gaps", 60, "--invoices", 60, "--write-products", products)
    with httpx2.Client(verify=False, trust_env=False) as client:
        told = client.get(f"{info['control_url']}/items").json()["items"]
    assert (len(told), sum(each["is_gap"] for each in told)) == (200, 60)
    codes = {line.partition(";")[0] for line in products.read_text(encoding="utf-8-sig").splitlines()}
    assert {each["right_code"] for each in told} <= codes
    assert ended(process) == 0


def test_a_size_that_cannot_be_is_told_in_one_line():
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "--items", "7"], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 1
    assert done.stderr.strip() == "There can be from 100 to 500 items, or 0 for the short registers."


def test_a_used_port_is_told_in_one_line():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-c", COMMAND, "--port", str(port)],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.strip() == f"Port {port} is used by another program. Choose another one with --port."


def test_the_rate_of_rest_calls_can_be_set():
    process, info = started("--rate", 2, "--clean", "--invoices", 1)
    credentials = {"client_id": info["client_id"], "client_secret": info["client_secret"], "scope": ""}
    with httpx2.Client(verify=False, trust_env=False) as client:
        answers = (client.post(f"{info['rest_url']}/v1/token", json=credentials) for _ in range(200))
        refused = next(answer for answer in answers if answer.status_code == 429)
    assert refused.text == "API calls quota exceeded! maximum admitted 2 per 1s."
    assert ended(process) == 0


def test_latency_lets_every_call_wait():
    with Sandbox(SandboxSettings(clean=True, invoices=1, latency_milliseconds=30)) as sandbox:
        call = Caller(sandbox.soap_url, sandbox.soap_key)
        assert call("IAPI.GetVersion").status == 200
        call.close()


def test_ipv6_loopback_works_where_there_is_any():
    if not socket.has_ipv6:
        return
    try:
        with Sandbox(SandboxSettings(clean=True, invoices=1, host="::1")) as sandbox:
            call = Caller(sandbox.soap_url, sandbox.soap_key)
            assert call("IAPI.GetVersion").status == 200
            call.close()
    except OSError:
        return
