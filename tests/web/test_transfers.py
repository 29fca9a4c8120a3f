"""The list of transfers: what each filter finds, how it is sorted and paged, and who may see it."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from severa_maestro.companies.models import Company
from severa_maestro.invoicing.identifiers import creditor_reference
from severa_maestro.matching.finding_texts import FINDING_MESSAGES
from severa_maestro.transfer.ledger.models import NumberingUnit, SeveraId, State, TimelineEntry, Transfer
from severa_maestro.web.accounts.models import User
from severa_maestro.web.say import text_of
from severa_maestro.web.transfers.filters import read_amount, read_day
from severa_maestro.web.transfers.listing import ON_A_PAGE, Listing
from tests.web.conftest import ClientOf, PageOf

MakeTransfer = Callable[..., Transfer]


@pytest.fixture
def make_transfer(company: Company) -> MakeTransfer:
    """Makes a transferred invoice of the company, or whatever the fields say."""

    def make(number: int | None, **fields: Any) -> Transfer:
        plain: dict[str, Any] = {
            "company": company,
            "numbering_unit": "HKI",
            "number": number,
            "guid": f"guid-{number}",
            "state": State.TRANSFERRED,
            "is_waiting": False,
            "customer_number": "1001",
            "customer_name": "Rannikon Saha Oy",
            "invoice_date": date(2026, 11, 1),
            "currency": "EUR",
            "total_including_vat": Decimal("125.50"),
        }
        return Transfer.objects.create(**{**plain, **fields})

    return make


def numbers(company: Company, **asked: str) -> list[int | None]:
    return [each.transfer.number for each in Listing(company, asked).page(asked.get("page"))]


def finding(code: str, level: str = "warning") -> dict[str, object]:
    return {"code": code, "level": level, "row": None, "values": {"name": 'a "code": "no-rows" b'}}


def test_the_newest_invoice_comes_first_and_one_without_a_date_last(
    company: Company, make_transfer: MakeTransfer
) -> None:
    make_transfer(1, invoice_date=date(2026, 1, 1))
    make_transfer(2, invoice_date=None)
    make_transfer(3, invoice_date=date(2026, 2, 1))
    assert numbers(company) == [3, 1, 2]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("number", [8, 9, 10]),
        ("-number", [10, 9, 8]),
        ("total", [9, 8, 10]),
        ("-total", [10, 8, 9]),
        ("customer", [10, 9, 8]),
        ("date", [9, 10, 8]),
        ("password", [8, 10, 9]),
    ],
)
def test_it_is_sorted_by_what_is_asked(
    company: Company, make_transfer: MakeTransfer, sort: str, expected: list[int]
) -> None:
    make_transfer(8, total_including_vat=Decimal("99"), customer_name="C", invoice_date=date(2026, 3, 1))
    make_transfer(9, total_including_vat=Decimal("-100"), customer_name="B", invoice_date=date(2026, 1, 1))
    make_transfer(10, total_including_vat=Decimal("1000"), customer_name="A", invoice_date=date(2026, 2, 1))
    assert numbers(company, sort=sort) == expected


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "äänekosken"},
        {"q": "ÄÄNEKOSKEN konepaja"},
        {"q": "2002"},
        {"q": "77"},
        {"q": "1 234,50"},
        {"q": "1,234.50"},
        {"q": "15.3.2026"},
        {"q": "2026-03-15"},
        {"q": "a-very-long-id-of-severa"},
        {"state": "blocked"},
        {"finding": "no-rows"},
        {"customer": "konepaja"},
        {"customer": "2002"},
        {"number": "77"},
        {"since": "2026-03-15", "until": "2026-03-15"},
        {"least": "1234,50", "most": "1 234,50 €"},
        {"least": "1000"},
        {"fallback": "on"},
        {"state": "blocked", "q": "konepaja", "fallback": "on"},
    ],
)
def test_each_filter_finds_its_invoice_and_no_other(
    company: Company, make_transfer: MakeTransfer, asked: dict[str, str]
) -> None:
    make_transfer(78, findings=[finding("free-text-long")])
    wanted = make_transfer(
        77,
        state=State.BLOCKED,
        customer_name="Äänekosken Konepaja Oy",
        customer_number="2002",
        total_including_vat=Decimal("1234.5"),
        invoice_date=date(2026, 3, 15),
        fallback_rows=2,
        findings=[finding("free-text-long"), finding("no-rows", "blocking")],
    )
    SeveraId.objects.create(company=company, guid="a-very-long-id-of-severa", transfer=wanted)
    assert numbers(company, **asked) == [77]


def test_a_reference_number_finds_the_invoice_that_it_was_made_of(
    company: Company, make_transfer: MakeTransfer
) -> None:
    make_transfer(12345)
    make_transfer(99999)
    assert numbers(company, q="123453") == [12345]
    assert numbers(company, q=creditor_reference("123453") or "") == [12345]


def test_what_is_on_its_way_and_what_severa_was_not_told_of_can_be_asked_for(
    company: Company, make_transfer: MakeTransfer
) -> None:
    for number, state in enumerate(State, start=1):
        make_transfer(number, state=state)
    make_transfer(50, state=State.STORED, unmarked="refused")
    states = [State.FETCHED, State.STORED, State.HANDED_OVER]
    assert {*numbers(company, state="waiting")} == {50, *(list(State).index(each) + 1 for each in states)}
    assert numbers(company, state="unmarked") == [50]


def test_the_day_of_the_transfer_is_helsinkis_and_what_comes_later_is_none(
    company: Company, make_transfer: MakeTransfer
) -> None:
    for number, moment, before in (
        (1, "2026-11-21T21:59:59Z", State.STORED),
        (2, "2026-11-21T22:00:00Z", State.STORED),
        (3, "2026-11-22T22:00:00Z", State.STORED),
        (4, "2026-11-22T12:00:00Z", State.TRANSFERRED),
    ):
        transfer = make_transfer(number)
        TimelineEntry.objects.create(transfer=transfer, from_state=before, to_state=State.TRANSFERRED, actor="run 1")
        TimelineEntry.objects.filter(transfer=transfer).update(at=datetime.fromisoformat(moment))
    assert numbers(company, moved="2026-11-22") == [2]


@pytest.mark.parametrize("asked", [{"least": "paljon"}, {"since": "eilen"}, {"state": "odd"}, {"number": "9" * 30}])
def test_what_cannot_be_understood_filters_nothing_and_says_so(
    company: Company, make_transfer: MakeTransfer, reader: User, client_of: ClientOf, asked: dict[str, str]
) -> None:
    make_transfer(1)
    response = client_of(reader).get(f"/companies/{company.pk}/transfers/", asked)
    assert response.status_code == 200
    assert numbers(company, **asked) == [1]
    assert "errorlist" in response.content.decode()


@pytest.mark.parametrize("asked", [{}, {"q": "saha"}, {"state": "transferred"}])
def test_every_page_is_whole_and_no_invoice_is_on_two(
    company: Company, make_transfer: MakeTransfer, asked: dict[str, str]
) -> None:
    for number in range(1, 2 * ON_A_PAGE + 4):
        make_transfer(number, invoice_date=date(2026, 1, 1))
    pages = [numbers(company, page=str(page), **asked) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [ON_A_PAGE, ON_A_PAGE, 3]
    assert numbers(company, page="99", **asked) == pages[2]
    assert numbers(company, page="x", **asked) == pages[0]
    assert [number for page in pages for number in page] == list(range(2 * ON_A_PAGE + 3, 0, -1))
    places = [each.place for each in Listing(company, asked).page("3")]
    assert places == [2 * ON_A_PAGE, 2 * ON_A_PAGE + 1, 2 * ON_A_PAGE + 2]


def test_neighbours_are_those_of_the_list_that_led_here(company: Company, make_transfer: MakeTransfer) -> None:
    made = [make_transfer(number, state=State.BLOCKED if number % 2 else State.STORED) for number in range(1, 8)]
    listing = Listing(company, {"state": "blocked", "sort": "number"})
    before, after = listing.neighbours(made[2], 1)
    assert (before and before.transfer.number, after and after.transfer.number) == (1, 5)
    assert (before and before.place, after and after.place) == (0, 2)
    made[2].state = State.FETCHED
    made[2].save()
    before, after = listing.neighbours(made[2], 1)
    assert (before and before.transfer.number, after and after.transfer.number) == (1, 5)
    assert (before and before.place, after and after.place) == (0, 1)
    first, _ = listing.neighbours(made[0], 0)
    _, last = listing.neighbours(made[6], 2)
    assert (first, last) == (None, None)


def test_a_page_takes_few_queries_and_reads_no_invoice(
    company: Company, make_transfer: MakeTransfer, reader: User, client_of: ClientOf
) -> None:
    for number in range(ON_A_PAGE):
        make_transfer(number, findings=[finding("no-rows")])
    client = client_of(reader)
    client.get(f"/companies/{company.pk}/transfers/")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/companies/{company.pk}/transfers/", {"q": "saha", "finding": "no-rows"})
    assert len(queries) <= 12
    assert not [each["sql"] for each in queries if '"arrived"' in each["sql"]]


def test_a_line_tells_what_a_bookkeeper_looks_for(
    company: Company, make_transfer: MakeTransfer, reader: User, client_of: ClientOf
) -> None:
    NumberingUnit.objects.create(company=company, key="HKI")
    NumberingUnit.objects.create(company=company, key="TRE")
    make_transfer(
        20012,
        state=State.BLOCKED,
        is_credit_note=True,
        fallback_rows=3,
        findings=[finding("free-text-long"), finding("customer-without-number", "blocking")],
    )
    shown = client_of(reader).get(f"/companies/{company.pk}/transfers/?state=blocked").content.decode()
    for told in (
        "20012",
        "HKI",
        "1.11.2026",
        "Rannikon Saha Oy",
        "125,50",
        "Estetty",
        "hyvitys",
        "Asiakasnumero puuttuu",
    ):
        assert told in shown
    assert "?state=blocked&amp;place=0" in shown
    assert "Ei odottavassa tilassa Severassa" in shown


def test_an_empty_list_says_so_in_a_friendly_line(
    company: Company, make_transfer: MakeTransfer, reader: User, client_of: ClientOf
) -> None:
    address = f"/companies/{company.pk}/transfers/"
    assert "ensimmäisessä ajossa" in client_of(reader).get(address).content.decode()
    make_transfer(1)
    assert "Mikään lasku ei vastaa hakua." in client_of(reader).get(address, {"q": "olematon"}).content.decode()


def test_a_stranger_finds_no_list_and_no_transfer(
    company: Company, make_transfer: MakeTransfer, stranger: User, other_company: Company, client_of: ClientOf
) -> None:
    transfer = make_transfer(1)
    client = client_of(stranger)
    assert client.get(f"/companies/{company.pk}/transfers/").status_code == 404
    assert client.get(f"/companies/{company.pk}/transfers/{transfer.pk}/").status_code == 404
    assert client.get(f"/companies/{other_company.pk}/transfers/{transfer.pk}/").status_code == 404


def test_every_finding_has_a_short_name_and_every_state_can_be_asked_for() -> None:
    for code in FINDING_MESSAGES:
        assert text_of(f"finding.{code}").fi
    for state in State:
        assert text_of(f"state.{state.value}").fi


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1 234,50", "1234.50"),
        ("1\u00a0234,50 €", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("100", "100"),
        ("−5,1", "-5.1"),
        ("-5", "-5"),
        ("5,", "5.0"),
        ("abc", None),
        ("1-2", None),
        ("", None),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, amount: str | None) -> None:
    assert read_amount(text) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("text", "day"),
    [("1.2.2026", date(2026, 2, 1)), ("2026-02-01", date(2026, 2, 1)), ("31.2.2026", None), ("x", None)],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date | None) -> None:
    assert read_day(text) == day


def test_the_list_looks_right_and_is_worked_by_keys(
    company: Company, make_transfer: MakeTransfer, bookkeeper: User, page_of: PageOf, looks_right: Callable[..., None]
) -> None:
    make_transfer(20011, fallback_rows=1, findings=[finding("fallback-unknown-code")])
    make_transfer(20012, state=State.BLOCKED, findings=[finding("no-rows", "blocking"), finding("free-text-long")])
    page = page_of(bookkeeper)
    page.goto(f"/companies/{company.pk}/transfers/")
    looks_right(page, "transfers")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.goto(f"/companies/{company.pk}/transfers/?fallback=on&least=x")
    looks_right(page, "transfers-filtered")
