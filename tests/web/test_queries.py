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
