"""What setting up asks of Severa, by both ways in, against a sandbox that shares nothing with this house."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from severa_maestro.errors import (
    ConfigurationError,
    ContractError,
    DataError,
    TransientError,
)
from severa_maestro.invoicing.invoice import Invoice, RowKind
from severa_maestro.sandbox import Sandbox, SandboxSettings
from severa_maestro.severa.rest import RestSource
from severa_maestro.severa.secret import Secret
from severa_maestro.severa.soap import SoapSource
from severa_maestro.severa.source import InvoiceStatus, RegisterItem, SeveraSource
from tests.contract.checker import ContractChecker

EVER = datetime(2000, 1, 1, tzinfo=UTC)
WAYS = ("soap", "rest")


@dataclass
class World:
    severa: Sandbox
    sources: dict[str, SeveraSource]
    violations: list[str] = field(default_factory=list)

    def key(self, guid: str) -> str:
        """The sandbox's own name of what either way calls by an id."""
        return self.severa.state.key_of(guid)


@pytest.fixture(scope="module")
def contract() -> ContractChecker:
    return ContractChecker()


@pytest.fixture
def world(contract: ContractChecker) -> Iterator[World]:
    with Sandbox(SandboxSettings(rate=0, invoices=120, clean=True)) as severa:
        soap = SoapSource(severa.soap_url, severa.soap_key)
        rest = RestSource(severa.rest_url, severa.client_id, Secret(severa.client_secret), per_second=10_000)
        world = World(severa, {"soap": soap, "rest": rest})
        severa.watchers.append(lambda exchange: world.violations.extend(contract.check(exchange)))
        yield world
        soap.close()
        rest.close()
    assert world.violations == []


@pytest.fixture(params=WAYS)
def source(world: World, request: pytest.FixtureRequest) -> SeveraSource:
    return world.sources[request.param]


def refused(source: SeveraSource) -> dict[str, str]:
    return {right.name.en: right.refusal.code for right in source.rights() if right.refusal is not None}


def records(world: World) -> list[object]:
    """All that there is in the three registers, to the last member."""
    state = world.severa.state
    shelves = (state.products, state.travel_expenses, state.work_types)
    return [(replace(each, updated=each.inserted), state.zone_of(each.key)) for shelf in shelves for each in shelf]


# Rights


def test_who_may_do_all_lacks_no_right_and_nothing_is_changed_by_trying(world: World, source: SeveraSource) -> None:
    def everything() -> object:
        return records(world), {each.key: (each.status, each.version) for each in world.severa.state.invoices}

    before = everything()
    assert refused(source) == {}
    assert everything() == before


@pytest.mark.parametrize(
    ("operation", "right"),
    [
        ("GetCustomersChangedSince", "Customers"),
        ("GetInvoicesByDateAndStatus", "Projects"),
        ("SetInvoiceStatus", "Projects"),
        ("GetBusinessUnitsChangedSince", "Users"),
    ],
)
def test_a_right_that_the_key_lacks_is_named(world: World, operation: str, right: str) -> None:
    world.severa.state.deny(operation)
    assert refused(world.sources["soap"]) == {right: "severa-right-missing"}


@pytest.mark.parametrize(
    "scope", ["customers:read", "invoices:read", "invoices:write", "settings:read", "settings:write"]
)
def test_a_scope_that_the_client_lacks_is_named_and_seen_again_when_it_is_given(world: World, scope: str) -> None:
    source = world.sources["rest"]
    assert refused(source) == {}
    world.severa.state.take_scope(scope)
    assert refused(source) == {scope: "severa-scopes-missing"}
    world.severa.state.give_scope(scope)
    assert refused(source) == {}


@pytest.mark.parametrize(
    ("operation", "scope"),
    [
        ("GET /v1/customers", "customers:read"),
        ("GET /v1/invoices", "invoices:read"),
        ("PATCH /v1/invoices/{guid}", "invoices:write"),
        ("PATCH /v1/products/{guid}", "settings:write"),
    ],
)
def test_a_right_that_the_clients_user_lacks_is_told_by_the_scope_it_belongs_to(
    world: World, operation: str, scope: str
) -> None:
    world.severa.state.deny(operation)
    assert refused(world.sources["rest"]) == {scope: "severa-permission-denied"}


def test_a_wrong_key_or_secret_is_no_missing_right(world: World) -> None:
    severa = world.severa
    soap = SoapSource(severa.soap_url, "wrong")
    rest = RestSource(severa.rest_url, severa.client_id, Secret("wrong"))
    for source, code in ((soap, "severa-key-refused"), (rest, "severa-credentials-refused")):
        with pytest.raises(ConfigurationError, match=code):
            source.rights()
    soap.close()
    rest.close()


# Codes


def item_of(source: SeveraSource, kind: RowKind) -> RegisterItem:
    return next(each for each in source.register_items() if each.kind is kind and each.code and each.vat_rate != 0)


def reread(source: SeveraSource, item: RegisterItem) -> RegisterItem:
    return next(each for each in source.register_items() if each.guid == item.guid)


def test_a_code_is_written_and_taken_back_and_nothing_else_changes_in_any_register(
    world: World, source: SeveraSource
) -> None:
    world.severa.state.newer_members = True
    for kind in source.writes_codes_of:
        before = records(world)
        item = item_of(source, kind)
        for code in ("Z99", "", item.code):
            source.write_code(reread(source, item), code)
            assert reread(source, item) == replace(item, code=code)
        assert records(world) == before


def test_soap_writes_the_codes_of_all_registers_and_rest_those_of_products(world: World) -> None:
    assert world.sources["soap"].writes_codes_of == {RowKind.PRODUCT, RowKind.TRAVEL, RowKind.WORK}
    assert world.sources["rest"].writes_codes_of == {RowKind.PRODUCT}
    for kind in (RowKind.TRAVEL, RowKind.WORK):
        with pytest.raises(DataError, match="severa-code-by-hand"):
            world.sources["rest"].write_code(item_of(world.sources["rest"], kind), "Z99")


def test_a_code_that_a_person_changed_meanwhile_is_left_alone(world: World, source: SeveraSource) -> None:
    item = item_of(source, RowKind.PRODUCT)
    world.severa.state.edit_product(item.code, code="KM25")
    with pytest.raises(DataError, match="severa-item-changed"):
        source.write_code(item, "Z99")
    assert reread(source, item).code == "KM25"


def test_a_code_that_severa_does_not_take_is_an_error_of_this_item(world: World, source: SeveraSource) -> None:
    world.severa.state.unique_codes = True
    item = item_of(source, RowKind.PRODUCT)
    taken = next(
        each.code for each in source.register_items() if each.kind is item.kind and each.is_active and each != item
    )
    with pytest.raises(DataError) as raised:
        source.write_code(item, taken)
    assert raised.value.code in {"severa-record-refused", "severa-rest-record-refused"}
    assert reread(source, item) == item


@pytest.mark.parametrize("operation", ["UpdateProduct", "PATCH /v1/products/{guid}"])
@pytest.mark.parametrize("kind", ["cut-after", "half-body", "http-503"])
def test_a_code_is_written_or_not_and_never_half_whatever_happens_on_the_way(
    world: World, operation: str, kind: str
) -> None:
    source = world.sources["soap" if operation == "UpdateProduct" else "rest"]
    item = item_of(source, RowKind.PRODUCT)
    before = records(world)
    world.severa.faults.plant(kind, operation, times=1)
    try:
        source.write_code(item, "Z99")
    except (TransientError, ContractError):
        assert reread(source, item) == item
        source.write_code(item, "Z99")
    assert reread(source, item) == replace(item, code="Z99")
    source.write_code(replace(item, code="Z99"), item.code)
    assert records(world) == before


def test_a_user_who_may_not_change_registers_is_told_so(world: World) -> None:
    for way, operation, code in (
        ("soap", "UpdateProduct", "severa-right-missing"),
        ("rest", "PATCH /v1/products/{guid}", "severa-permission-denied"),
    ):
        world.severa.state.deny(operation)
        source = world.sources[way]
        with pytest.raises(ConfigurationError, match=code):
            source.write_code(item_of(source, RowKind.PRODUCT), "Z99")


def test_a_client_without_the_scope_for_setting_up_works_but_writes_nothing(world: World) -> None:
    world.severa.state.take_scope("settings:write")
    source = world.sources["rest"]
    item = item_of(source, RowKind.PRODUCT)
    invoice = next(iter(source.invoices_in(world.severa.waiting_status, frozenset())))[0]
    source.set_status(invoice.guid, world.severa.transferred_status)
    acts: list[Callable[[], None]] = [
        lambda: source.write_code(item, "Z99"),
        lambda: source.make_status(InvoiceStatus(name="Uusi", is_active=True, gives_number=True)),
    ]
    for act in acts:
        with pytest.raises(ConfigurationError, match="severa-scopes-missing") as raised:
            act()
        assert raised.value.values["scopes"] == "settings:write"


# Statuses

NEW = InvoiceStatus(
    name="Odottaa tarkastusta",
    is_active=True,
    gives_number=True,
    is_read_only=True,
    is_sent=True,
    is_credit_note_default=True,
)


def test_a_status_is_made_once_over_rest_and_both_ways_tell_of_it(world: World) -> None:
    rest = world.sources["rest"]
    count = len(rest.statuses())
    rest.make_status(NEW)
    rest.make_status(NEW)
    assert [each for each in rest.statuses() if each.name == NEW.name] == [NEW]
    assert [each for each in world.sources["soap"].statuses() if each.name == NEW.name] == [
        replace(NEW, is_credit_note_default=None)
    ]
    assert len(rest.statuses()) == count + 1
    assert sum(bool(each.is_credit_note_default) for each in rest.statuses()) == 1


@pytest.mark.parametrize("kind", ["cut-after", "half-body", "http-503", "delay"])
def test_a_status_is_made_once_whatever_happens_on_the_way(world: World, kind: str) -> None:
    world.severa.faults.plant(kind, "POST /v1/invoicestatuses", times=1)
    rest = world.sources["rest"]
    try:
        rest.make_status(NEW)
    except TransientError:
        rest.make_status(NEW)
    assert [each.name for each in rest.statuses()].count(NEW.name) == 1


def test_a_status_that_is_switched_off_is_not_made_beside_it(world: World) -> None:
    world.severa.state.deactivate_status(world.severa.transferred_status)
    with pytest.raises(DataError, match="severa-status-switched-off"):
        world.sources["rest"].make_status(replace(NEW, name=world.severa.transferred_status.upper()))


# What is told


def test_both_ways_count_the_same_rows_of_the_same_codes(world: World) -> None:
    counts = []
    for source in world.sources.values():
        use = source.recent_use(EVER)
        assert use.since == EVER
        rows: Counter[tuple[RowKind, tuple[str, ...]]] = Counter()
        for each in use.uses:
            rows[each.kind, each.codes] += each.rows
        counts.append(rows)
    assert counts[0] == counts[1]
    assert sum(counts[0].values()) == sum(each.row_count for each in world.severa.state.invoices)


def test_the_item_that_soap_tells_behind_a_row_is_the_one_with_its_code(world: World) -> None:
    soap = world.sources["soap"]
    items = {item.guid: item for item in soap.register_items()}
    named = [use for use in soap.recent_use(EVER).uses if use.guid]
    assert {use.kind for use in named} == {RowKind.PRODUCT, RowKind.TRAVEL}
    for use in named:
        assert (items[use.guid].kind, items[use.guid].code) == (use.kind, "".join(use.codes))


def test_only_what_was_made_or_changed_since_counts(world: World, source: SeveraSource) -> None:
    since = datetime.now(UTC) - timedelta(days=20)
    some, every = (sum(each.rows for each in source.recent_use(moment).uses) for moment in (since, EVER))
    assert 0 < some < every


def test_the_days_that_rest_tells_behind_a_row_are_the_one_that_soap_tells_with_it(world: World) -> None:
    soap, rest = world.sources["soap"], world.sources["rest"]
    days = {}
    for invoice in next(iter(soap.invoices_in(world.severa.waiting_status, frozenset())))[:10]:
        assert isinstance(invoice, Invoice)
        days |= {world.key(row.guid): row.event_date for row in invoice.rows}
        assert all(soap.event_days(row) == () for row in invoice.rows)
    compared = 0
    for page in rest.invoices_in(world.severa.waiting_status, frozenset()):
        for invoice in page:
            assert isinstance(invoice, Invoice)
            for row in invoice.rows:
                if world.key(row.guid) in days:
                    assert rest.event_days(row) == (days[world.key(row.guid)],)
                    compared += 1
    assert compared == len(days) > 10


def test_both_ways_tell_the_same_sample_of_active_customers(world: World) -> None:
    samples = [
        {world.key(each.guid): (each.name, each.electronic_address) for each in source.sample_customers()}
        for source in world.sources.values()
    ]
    assert samples[0] == samples[1]
    active = [each for each in world.severa.state.customers if each.is_active]
    assert len(samples[0]) == min(100, len(active)) > 0


def test_a_company_that_does_not_tell_electronic_addresses_tells_none_in_the_sample(
    world: World, source: SeveraSource
) -> None:
    assert any(each.electronic_address.address for each in source.sample_customers())
    world.severa.state.tells_electronic_addresses = False
    assert not any(each.electronic_address.address for each in source.sample_customers())


@pytest.mark.parametrize("seconds", [0, 900, -7200])
def test_the_clock_of_severa_is_told_by_any_call(world: World, source: SeveraSource, seconds: int) -> None:
    world.severa.state.clock_offset_seconds = seconds
    assert source.clock_skew is None
    source.statuses()
    assert source.clock_skew is not None
    assert abs(source.clock_skew - timedelta(seconds=seconds)) < timedelta(minutes=1)
