from collections.abc import Iterator
from pathlib import Path

import pytest

from severa_maestro.sandbox import Sandbox, SandboxSettings
from tests.cli import postgresql
from tests.cli.forking import Forking
from tests.cli.machine import Machine, Originals


@pytest.fixture(scope="session")
def forking() -> Iterator[Forking]:
    """What the machines' commands begin as copies of."""
    with Forking() as running:
        yield running


@pytest.fixture(scope="session")
def originals(tmp_path_factory: pytest.TempPathFactory, forking: Forking) -> Iterator[Originals]:
    """What the machines begin as copies of."""
    made = Originals(tmp_path_factory.mktemp("originals"), forking)
    yield made
    made.close()


@pytest.fixture
def new_machine(tmp_path: Path, originals: Originals) -> Machine:
    """A machine on which no command has been typed yet."""
    return Machine(tmp_path, originals)


@pytest.fixture
def machine(new_machine: Machine, originals: Originals) -> Machine:
    """A machine on SQLite whose tables are made."""
    new_machine.become(originals.without_company())
    return new_machine


@pytest.fixture
def machine_on_postgresql(tmp_path: Path, originals: Originals) -> Iterator[Machine]:
    """A new machine with a PostgreSQL database of its own; skips with a word where there is no server."""
    with postgresql.database_of_a_test() as url:
        yield Machine(tmp_path, originals, url)


@pytest.fixture
def severa() -> Iterator[Sandbox]:
    """A Severa with the whole set."""
    with Sandbox(SandboxSettings()) as running:
        yield running


@pytest.fixture
def clean_severa() -> Iterator[Sandbox]:
    """A Severa with ten clean invoices."""
    with Sandbox(SandboxSettings(invoices=10, clean=True)) as running:
        yield running
