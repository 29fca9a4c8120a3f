"""What all tests share: retries without waits, and which tests need a database."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import stamina
import structlog

# How long an example takes to make is the machine's business. Each session draws others: few are enough for one.
hypothesis.settings.register_profile(
    "untimed", deadline=None, max_examples=60, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")

# No test meets a certificate that an authority has signed. Reading them all takes longer than most tests, and every
# client and process would do it anew: here there are none.
os.environ.pop("SSL_CERT_FILE", None)
os.environ["SSL_CERT_DIR"] = str(Path(__file__).parent)

# With the variables of every function, as structlog shows it by itself, one traceback takes seconds to write.
structlog.configure(processors=[structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)])


@pytest.fixture(autouse=True)
def _no_waits_between_retries() -> Iterator[None]:
    """Retries happen as often as they do in earnest, and at once."""
    with stamina.set_testing(True, attempts=4, cap=True):
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what uses the database, so that it can be run again on PostgreSQL."""
    for item in items:
        if item.get_closest_marker("django_db") or "django_db_setup" in getattr(item, "fixturenames", ()):
            item.add_marker("database")
