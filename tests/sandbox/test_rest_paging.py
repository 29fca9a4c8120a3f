"""Both styles of paging: what comes on which page, and when there is no more."""

from typing import Any

import pytest

from tests.sandbox.rest_caller import RestCaller, error_type, escaped, every_page, invoice_path

#: Every list, the most rows on one of its pages, and whether its pages have tokens.
LISTS = (
    ("/v1/invoices", 1000, True),
    ("/v1/invoicerows", 100, True),
    ("/v1/customers", 1000, True),
    ("/v1/products", 1000, True),
    ("/v1/invoicestatuses", 100, False),
    ("/v1/addresses", 100, False),
    ("/v1/businessunits", 100, False),
    ("/v1/bankaccounts", 100, False),
    ("/v1/worktypes", 100, False),
    ("/v1/travelexpensetypes", 1000, False),
)


def guids(items: list[Any]) -> list[str]:
    return [each["guid"] for each in items]


@pytest.mark.parametrize(("path", "most", "_tokens"), LISTS)
def test_a_page_holds_at_most_what_the_contract_says_and_at_least_one(
    reader: RestCaller, path: str, most: int, _tokens: bool
) -> None:
    assert reader.get(path, rowCount=most).status_code == 200
    for wrong in (most + 1, 0, -1, "abc"):
        answer = reader.get(path, rowCount=wrong)
        assert (answer.status_code, error_type(answer)) == (400, "InvalidParameter")
        assert answer.json()["error"]["details"][0]["location"]["name"] == "rowCount"


@pytest.mark.parametrize(("path", "most", "tokens"), LISTS)
def test_pages_follow_each_other_without_gap_or_repetition(
    reader: RestCaller, path: str, most: int, tokens: bool
) -> None:
    whole = reader.get(path, rowCount=most).json()
    first = reader.get(path, rowCount=2)
    assert ("NextPageToken" in first.headers) == tokens
    following = {"pageToken": first.headers["NextPageToken"]} if tokens else {"firstRow": 2}
    second = reader.get(path, rowCount=2, **following)
    assert guids(first.json() + second.json()) == guids(whole[:4])


def test_twenty_come_unless_another_number_is_asked_for(reader: RestCaller) -> None:
    assert len(reader.get("/v1/invoices").json()) == 20
    assert len(reader.get("/v1/addresses").json()) == 20


def test_a_full_page_may_be_the_last_and_then_has_no_token(reader: RestCaller) -> None:
    count = len(reader.sandbox.state.products)
    answer = reader.get("/v1/products", rowCount=count)
    assert len(answer.json()) == count
    assert "NextPageToken" not in answer.headers
    assert reader.get("/v1/products", rowCount=count - 1).headers["NextPageToken"]


def test_all_pages_together_are_all_there_is(reader: RestCaller) -> None:
    state = reader.sandbox.state
    found = every_page(reader, "/v1/invoices", rowCount=7)
    assert guids(found) == [state.rest_opaque(entry.key) for entry in state.invoices.in_order()]
    rows = every_page(reader, "/v1/invoicerows", rowCount=33)
    assert len(set(guids(rows))) == sum(entry.row_count for entry in state.invoices) == len(rows)


def test_a_token_stands_for_an_offset_so_what_leaves_the_list_meanwhile_lets_others_be_missed(
    rest: RestCaller,
) -> None:
    before = guids(rest.waiting(rowCount=1000).json())
    first = rest.waiting(rowCount=10)
    for guid in guids(first.json()):
        rest.sandbox.state.set_status(guid, rest.sandbox.transferred_status)
    second = rest.waiting(rowCount=10, pageToken=first.headers["NextPageToken"])
    assert guids(second.json()) == before[20:30]


def test_a_token_past_the_end_gives_an_empty_last_page(rest: RestCaller) -> None:
    token = rest.waiting(rowCount=50).headers["NextPageToken"]
    for entry in rest.sandbox.state.invoices_in(rest.sandbox.waiting_status):
        rest.sandbox.state.set_status(entry.key, rest.sandbox.transferred_status)
    answer = rest.waiting(rowCount=50, pageToken=token)
    assert answer.json() == []
    assert "NextPageToken" not in answer.headers


def test_tokens_and_first_rows_that_make_no_sense_are_refused(reader: RestCaller) -> None:
    for wrong in ("x", "20", reader.guid("references"), reader.sandbox.state.opaque("invoice-1")):
        answer = reader.get("/v1/invoices", pageToken=wrong)
        assert (answer.status_code, error_type(answer)) == (400, "InvalidParameter")
    assert reader.get("/v1/worktypes", firstRow=-1).status_code == 400
    assert reader.get("/v1/worktypes", firstRow=99).json() == []


def test_a_hundred_and_twenty_rows_come_on_two_pages(reader: RestCaller) -> None:
    path = invoice_path(reader.guid("many-rows"), "/invoicerows")
    first = reader.get(path, rowCount=100)
    second = reader.get(path, rowCount=100, pageToken=first.headers["NextPageToken"])
    assert (len(first.json()), len(second.json())) == (100, 20)
    assert [row["sortOrder"] for row in first.json() + second.json()] == list(range(1, 121))
    assert "NextPageToken" not in second.headers


def test_the_addresses_of_a_customer_are_paged_too(reader: RestCaller) -> None:
    customer = reader.sandbox.state.customer(1001)
    path = f"/v1/customers/{escaped(reader.sandbox.state.rest_opaque(customer.key))}/addresses"
    assert len(reader.get(path).json()) == 1
    assert reader.get(path, firstRow=1).json() == []
    assert reader.get(path, rowCount=101).status_code == 400
