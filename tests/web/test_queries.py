"""No page asks the database more than 20 times, however much there is; and the rows that pages are measured with."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from benchmarks import seed
from severa_maestro.companies.models import Company
from severa_maestro.transfer.ledger.models import State, TimelineEntry
from severa_maestro.web.accounts.models import ApiToken, Right, User
from severa_maestro.web.registers.lists import page_of
from severa_maestro.web.registers.sales_invoices import transfers_of
from severa_maestro.web.standing import standings
from tests.web.conftest import ClientOf

MOST_QUERIES = 20


@pytest.fixture
def seeded(db: None) -> Company:
    """Three companies, of which this one has sixty transfers: more than any page may ask for one by one."""
    seed.fill(companies=3, transfers=70, largest=60, years=1, seed=1)
    return Company.objects.earliest("pk")


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address, with what stands in its way."""
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _patterns(each, route)
        else:
            yield route, each


def _addresses(company: Company) -> Iterator[str]:
    """The addresses of all pages of a company and of one thing each of its things."""
    transfer = company.transfers.exclude(register_id=None).latest("pk")
    known = {
        "company": company.pk,
        "transfer": transfer.pk,
        "invoice": transfer.register_id,
        "customer": transfer.customer_register_id,
        "product": company.products.latest("pk").pk,
        "letter": "A",
        "line": company.code_mappings.get().pk,
        "run": company.runs.latest("pk").pk,
    }
    for route, pattern in _patterns(get_resolver()):
        path = str(route).replace("<int:", "<").replace("<str:", "<")
        for name in pattern.pattern.converters:
            path = path.replace(f"<{name}>", str(known.get(name, 1)))
        if "(?" not in path:
            yield f"/{path}".replace("^", "").replace("\\Z", "")


def test_no_page_asks_more_than_20_queries(seeded: Company, firm_admin: User, client_of: ClientOf) -> None:
    client = client_of(firm_admin)
    _, token = ApiToken.make(seeded, "ohjelma", Right.READ, firm_admin, None)
    asked, shown = {}, 0
    for address in _addresses(seeded):
        headers = {"Authorization": f"Bearer {token}"} if address.startswith("/api/") else {}
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address, headers=headers)
            asked[address] = len(queries)
        shown += response.status_code == 200
    assert {address: count for address, count in asked.items() if count > MOST_QUERIES} == {}
    assert shown > 30


def _plan(query: str) -> str:
    """How the database answers, where it may not read a table from end to end: as it would a large one."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"{'EXPLAIN' if connection.vendor == 'postgresql' else 'EXPLAIN QUERY PLAN'} {query}")
        return str(cursor.fetchall())


def test_a_page_of_invoices_is_read_by_its_keys_and_not_through_the_whole_list(seeded: Company) -> None:
    with CaptureQueriesContext(connection) as queries:
        page_of(seeded.sales_invoices.order_by("-invoice_date", "-pk"), "1", is_filtered=False)
    plan = _plan(queries[-1]["sql"])
    assert "rowid=?" in plan or "Index Scan" in plan


def test_the_transfers_beside_a_page_of_invoices_are_found_by_their_numbers(seeded: Company) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert len(transfers_of(seeded, seeded.sales_invoices.all()[:5])) == 5
    plan = _plan(queries[-1]["sql"])
    assert "(company_id=? AND number=?)" in plan or "Index Scan" in plan


@pytest.mark.parametrize("of_all", [True, False])
def test_what_went_over_lately_is_counted_from_one_index(seeded: Company, *, of_all: bool) -> None:
    with CaptureQueriesContext(connection) as queries:
        standings(Company.objects.all() if of_all else Company.objects.filter(pk=seeded.pk))
    [counting] = [each["sql"] for each in queries if "ledger_logline" in each["sql"]]
    assert "log_as_counted" in _plan(counting)


def test_the_seed_makes_ledger_and_register_agree(seeded: Company) -> None:
    assert [each.transfers.count() for each in Company.objects.order_by("pk")] == [60, 5, 5]
    transferred = seeded.transfers.filter(state=State.TRANSFERRED)
    moved = TimelineEntry.objects.filter(to_state=State.TRANSFERRED, transfer__company=seeded)
    assert set(moved.values_list("transfer", flat=True)) == set(transferred.values_list("pk", flat=True))
    stored = seeded.transfers.exclude(register_id=None).values_list("register_id", "total_including_vat")
    assert dict(stored) == dict(seeded.sales_invoices.values_list("pk", "total_including_vat"))


def test_a_database_with_companies_is_not_seeded(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["seed"])
    with pytest.raises(SystemExit, match="has companies"):
        seed.main()
    assert Company.objects.count() == 1
