"""A page sends keys to Severa alone, or where the operator allows it."""

from typing import Any

import pytest

from severa_maestro.errors import ConfigurationError
from severa_maestro.setup.way_in import SEVERAS_ADDRESSES
from severa_maestro.web.setting_up.severa_hosts import checked_address


@pytest.fixture(autouse=True)
def _nothing_is_allowed_beside_severa(settings: Any) -> None:
    settings.SEVERA_HOSTS = []


@pytest.mark.parametrize(
    "address", [*SEVERAS_ADDRESSES.values(), "https://stag.severa.com/x", "https://SYNC.severa.com:443/x", ""]
)
def test_severas_own_addresses_are_taken(address: str) -> None:
    assert checked_address(f" {address} ") == address


@pytest.mark.parametrize(
    "address",
    [
        "http://sync.severa.com/",
        "https://severa.com/",
        "https://sync.severa.com:8443/",
        "https://sync.severa.com.evil.example/",
        "https://evil.example/sync.severa.com",
        "https://evil.example?.severa.com/",
        "https://evil.example#.severa.com",
        "https://evil.example\\@sync.severa.com/",
        "https://sync.severa.com@evil.example/",
        "https://sync.severa.com./",
        "https://evil_severa.com/",
        "https://xseverа.com/",
        "https://notsevera.com/",
        "https://127.0.0.1/",
        "http://127.0.0.1:8400/",
        "http://localhost/",
        "https://[::1]/",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.1/",
        "ftp://sync.severa.com/",
        "file:///etc/passwd",
        "sync.severa.com",
        "https://sync.severa.com:99999/",
    ],
)
def test_no_other_address_is_taken(address: str) -> None:
    with pytest.raises(ConfigurationError):
        checked_address(address)


def test_what_the_operator_allows_is_taken_and_its_neighbour_is_not(settings: Any) -> None:
    settings.SEVERA_HOSTS = ["127.0.0.1:8400", "severa.example"]
    assert checked_address("http://127.0.0.1:8400/soap")
    assert checked_address("https://severa.example:444/soap")
    for other in ("http://127.0.0.1:8401/soap", "https://www.severa.example/", "http://severa.example/"):
        with pytest.raises(ConfigurationError):
            checked_address(other)


def test_an_address_that_is_kept_already_may_stay() -> None:
    kept = "https://proxy.example/soap"
    assert checked_address(kept, kept) == kept
    with pytest.raises(ConfigurationError):
        checked_address(kept, "https://proxy.example/other")
