"""A Severa on loopback, a company tied to it, and the two sides to compare."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from severa_maestro.companies.models import Company, Connection
from severa_maestro.maestro.registers.adapter import make_registers
from severa_maestro.maestro.registers.models import SalesInvoice, SalesInvoiceRow
from severa_maestro.maestro.registers.product_import import carry_out, plan_import
from severa_maestro.sandbox import Sandbox, SandboxSettings, write_products
from severa_maestro.severa.rest import client as rest_client
from severa_maestro.transfer.connect import source_of, target_of
from severa_maestro.transfer.lease import company_lease
from severa_maestro.transfer.ledger.models import LogLine, Transfer
from severa_maestro.transfer.run import Outcome, run_company
from tests.contract.checker import ContractChecker


@dataclass
class World:
    """Both sides: a Severa, and the company here that is tied to it."""

    severa: Sandbox
    company: Company
    #: What either side said over REST that the contract does not allow.
    violations: list[str] = field(default_factory=list)

    @property
    def way(self) -> Connection.Way:
        """The way into Severa that the company takes now."""
        return Connection.Way(self.company.connection.way)

    def go(self, way: str) -> None:
        """The company takes a way into Severa from now on."""
        connection = self.company.connection
        connection.go(Connection.Way(way))
        is_rest = way == Connection.Way.REST
        connection.url = self.severa.rest_url if is_rest else self.severa.soap_url
        connection.client_id = self.severa.client_id if is_rest else ""
        connection.key = self.severa.client_secret if is_rest else self.severa.soap_key
        connection.save()

    def opaque(self, key: str) -> str:
        """The id that Severa gives a record, by the way that the company takes now."""
        state = self.severa.state
        return state.rest_opaque(key) if self.way == Connection.Way.REST else state.opaque(key)

    def run(self) -> Outcome:
        """One run of the company as it stands in the database."""
        self.company.refresh_from_db()
        return run_company(self.company, source_of, target_of(self.company))

    def few(self, *cases: str, others: int = 5) -> Self:
        """Leaves only these hard cases waiting, and a few of the other invoices: what all bring is tested elsewhere."""
        state = self.severa.state
        kept = [state.entry(case).key for case in cases]
        waiting = [entry.key for entry in state.invoices_in(self.severa.waiting_status) if entry.key not in kept]
        ordinary = [key for key in waiting if state.entry(key).expected == "transferred"]
        for key in set(waiting) - set(ordinary[-others:]):
            state.set_status(key, "Luonnos")
        return self

    def guid(self, which: str | int) -> str:
        """The id that Severa gives an invoice."""
        return self.opaque(self.severa.state.entry(which).key)

    def transfer(self, which: str | int) -> Transfer:
        """The transfer of an invoice, by its hard case's name or its number."""
        return Transfer.objects.get(company=self.company, guid=self.guid(which))

    def registered(self, which: str | int) -> list[SalesInvoice]:
        """What the register holds under the number of an invoice."""
        number = self.severa.state.invoice(which).number
        return list(SalesInvoice.objects.filter(company=self.company, number=number))

    def log(self, code: str = "") -> list[LogLine]:
        """The log's lines, or those with a code."""
        lines = LogLine.objects.filter(company=self.company)
        return list(lines.filter(code=code) if code else lines)

    def status(self, which: str | int) -> str:
        """The invoice's status in Severa."""
        return self.severa.state.invoice(which).status


#: Requests a second over REST: no test waits for its turn that does not mean to.
FAST = 10_000.0

MakeWorld = Callable[..., World]


#: Tests that must hold whichever way a company takes into Severa.
both_ways = pytest.mark.parametrize("way", ["soap", "rest"])


@pytest.fixture(scope="session")
def way() -> str:
    """The way into Severa, unless a test has ``both_ways``."""
    return "soap"


@pytest.fixture(scope="session")
def contract() -> ContractChecker:
    """Severa's REST contract: reading it takes a while."""
    return ContractChecker()


@contextmanager
def worlds(folder: Path, way: str, contract: ContractChecker) -> Iterator[MakeWorld]:
    """Makes a Severa and a company with the products that fit it. Every exchange over REST is held to the contract."""
    running: list[Sandbox] = []
    made: list[World] = []

    def make(**settings: object) -> World:
        severa = Sandbox(SandboxSettings(**{"rate": 0, **settings}))  # type: ignore[arg-type]
        severa.start()
        running.append(severa)
        company = Company.objects.create(
            name=f"Testi {len(running)} Oy",
            waiting_status=severa.waiting_status,
            transferred_status=severa.transferred_status,
        )
        company.connection = Connection(company=company, requests_per_second=FAST)
        make_registers(company)
        write_products(severa.state, folder / "products.csv")
        carry_out(plan_import(company, (folder / "products.csv").read_bytes()))
        world = World(severa, company)
        severa.watchers.append(lambda exchange: world.violations.extend(contract.check(exchange)))
        world.go(way)
        made.append(world)
        return world

    yield make
    for severa in running:
        severa.close()
    # Another sandbox may get the port of this one, and has given no token yet.
    rest_client._shared.clear()
    assert [each for world in made for each in world.violations] == []


@pytest.fixture
def make_world(db: None, tmp_path: Path, way: str, contract: ContractChecker) -> Iterator[MakeWorld]:
    """Worlds of one test."""
    with worlds(tmp_path, way, contract) as make:
        yield make


@pytest.fixture(scope="module")
def make_world_to_look_at(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    way: str,
    contract: ContractChecker,
) -> Iterator[MakeWorld]:
    """Worlds that all tests of a module look at and none changes: their runs are made once."""
    with django_db_blocker.unblock(), transaction.atomic():
        with worlds(tmp_path_factory.mktemp("world"), way, contract) as make:
            yield make
        transaction.set_rollback(True)


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    """The sandbox's whole set, hard cases and all."""
    return make_world()


@pytest.fixture
def clean_world(make_world: MakeWorld) -> World:
    """Ten invoices that nothing is wrong with."""
    return make_world(invoices=10, clean=True)


def fallback_rows(company: Company) -> int:
    """How many rows in the register are on the fallback product."""
    return SalesInvoiceRow.objects.filter(
        invoice__company=company, product__group__letter="A", product__number=0
    ).count()


@contextmanager
def run_elsewhere(company: Company) -> Iterator[None]:
    """Another process runs the company: here the same, whose lease keeps out any other all the same."""
    with company_lease(company):
        yield
