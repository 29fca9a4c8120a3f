"""Long lists of REST: every record once, in as few calls as the server lets, and an end whatever the server does."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from math import ceil
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from severa_maestro.severa.rest import routes
from severa_maestro.severa.rest.paging import DEFAULT_PAGE, Page, RepeatedPageError, pages_of
from severa_maestro.severa.rest.routes import ROUTES, Paging, Route
from tests.contract.checker import DOCUMENT
from tests.severa.rest_clock import CALM

BY_TOKEN = routes.INVOICES
BY_ROWS = routes.UNITS

Serve = Callable[[dict[str, str]], Page]
#: More calls than any of these lists has pages.
MANY = 200


def walk(route: Route, serve: Serve) -> tuple[list[str], list[dict[str, str]]]:
    """What came of a list, and what was asked for."""
    pages = pages_of(route)
    asked: list[dict[str, str]] = []
    came: list[str] = []
    goes_on = True
    while goes_on:
        asked.append(pages.parameters())
        assert len(asked) <= MANY, "the walk has no end"
        page = serve(asked[-1])
        came += page.guids
        goes_on = pages.goes_on(page)
    return came, asked


def guids(number: int, first: int = 0) -> list[str]:
    return [f"guid-{place}" for place in range(first, first + number)]


def by_token(*pages: tuple[int, str]) -> Serve:
    """A server with so many records on each page, and its next token."""
    served = iter(pages)
    first = 0

    def serve(_: dict[str, str]) -> Page:
        nonlocal first
        number, token = next(served)
        first += number
        return Page(guids(number, first - number), token)

    return serve


def by_rows(number: int, most: int = 10_000, *, ignores_first_row: bool = False) -> Serve:
    """A server with so many records, which gives no more than ``most`` at once."""

    def serve(asked: dict[str, str]) -> Page:
        first = 0 if ignores_first_row else int(asked["firstRow"])
        return Page(guids(number)[first : first + min(most, int(asked["rowCount"]))], "")

    return serve


# By token


def test_the_first_page_is_asked_for_without_a_token_and_each_next_one_with_the_token_of_the_page_before() -> None:
    came, asked = walk(BY_TOKEN, by_token((200, "a+/="), (200, "b c"), (17, "")))
    assert asked == [
        {"rowCount": "200"},
        {"rowCount": "200", "pageToken": "a+/="},
        {"rowCount": "200", "pageToken": "b c"},
    ]
    assert came == guids(417)


@pytest.mark.parametrize("number", [0, 1, 199, 200])
def test_a_page_without_a_next_token_is_the_last_however_full_it_is(number: int) -> None:
    came, asked = walk(BY_TOKEN, by_token((number, "")))
    assert (len(came), len(asked)) == (number, 1)


@pytest.mark.parametrize("number", [0, 1, 20, 199])
def test_a_page_with_a_next_token_is_not_the_last_however_short_it_is(number: int) -> None:
    came, asked = walk(BY_TOKEN, by_token((number, "next"), (5, "")))
    assert (len(came), len(asked)) == (number + 5, 2)


def test_a_token_that_comes_again_ends_the_walk_with_an_error_at_once() -> None:
    pages = pages_of(BY_TOKEN)
    assert pages.goes_on(Page(guids(200), "same"))
    with pytest.raises(RepeatedPageError):
        pages.goes_on(Page(guids(200, 200), "same"))


def test_tokens_that_take_turns_end_the_walk_with_an_error() -> None:
    pages = pages_of(BY_TOKEN)
    assert pages.goes_on(Page(guids(200), "one"))
    assert pages.goes_on(Page(guids(200, 200), "other"))
    with pytest.raises(RepeatedPageError):
        pages.goes_on(Page(guids(200, 400), "one"))


@settings(CALM, max_examples=50)
@given(st.lists(st.integers(0, 200), min_size=1, max_size=30))
@example([0, 0, 0])
def test_every_record_comes_once_however_the_server_parts_the_list(sizes: list[int]) -> None:
    tokens = [f"token-{place}" for place in range(1, len(sizes))] + [""]
    came, asked = walk(BY_TOKEN, by_token(*zip(sizes, tokens, strict=True)))
    assert came == guids(sum(sizes))
    assert len(asked) == len(sizes)


def test_a_list_without_pages_is_asked_for_once_and_without_parameters() -> None:
    came, asked = walk(routes.COUNTRIES, by_token((250, "")))
    assert (len(came), asked) == (250, [{}])


# By row numbers


def test_pages_by_row_numbers_begin_at_nought_and_go_on_after_what_came() -> None:
    came, asked = walk(BY_ROWS, by_rows(215))
    assert asked == [
        {"firstRow": "0", "rowCount": "100"},
        {"firstRow": "100", "rowCount": "100"},
        {"firstRow": "200", "rowCount": "100"},
    ]
    assert came == guids(215)


def test_a_full_last_page_is_followed_by_an_empty_one() -> None:
    came, asked = walk(BY_ROWS, by_rows(200))
    assert came == guids(200)
    assert [each["firstRow"] for each in asked] == ["0", "100", "200"]


@pytest.mark.parametrize("number", [0, 1, DEFAULT_PAGE - 1])
def test_a_page_shorter_than_any_that_severa_gives_is_the_last(number: int) -> None:
    came, asked = walk(BY_ROWS, by_rows(number))
    assert (len(came), len(asked)) == (number, 1)


def test_a_server_that_gives_less_than_was_asked_for_hides_nothing() -> None:
    came, asked = walk(BY_ROWS, by_rows(95, most=DEFAULT_PAGE))
    assert came == guids(95)
    assert [each["firstRow"] for each in asked] == ["0", "20", "40", "60", "80"]


def test_a_server_that_ignores_the_first_row_ends_the_walk_with_an_error() -> None:
    with pytest.raises(RepeatedPageError):
        walk(BY_ROWS, by_rows(100, ignores_first_row=True))


def test_a_short_list_of_a_server_that_ignores_the_first_row_is_read() -> None:
    came, _ = walk(BY_ROWS, by_rows(DEFAULT_PAGE - 1, ignores_first_row=True))
    assert came == guids(DEFAULT_PAGE - 1)


def test_a_record_that_moves_onto_the_next_page_meanwhile_is_no_repeated_page() -> None:
    pages = pages_of(BY_ROWS)
    assert pages.goes_on(Page(guids(100), ""))
    assert pages.goes_on(Page(guids(100, first=99), ""))
    assert not pages.goes_on(Page(guids(2, first=198), ""))


@settings(CALM, max_examples=60)
@given(number=st.integers(0, 700), most=st.integers(DEFAULT_PAGE, 120))
def test_every_record_comes_once_whatever_the_server_gives_at_most(number: int, most: int) -> None:
    came, asked = walk(BY_ROWS, by_rows(number, most))
    assert came == guids(number)
    assert len(asked) <= ceil(number / min(most, 100)) + 1


def test_two_walks_over_the_same_route_know_nothing_of_each_other() -> None:
    assert walk(BY_ROWS, by_rows(150)) == walk(BY_ROWS, by_rows(150))


# The routes against the contract


@cache
def contract() -> dict[str, Any]:
    return yaml.load(DOCUMENT.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        found: Any = contract()
        for name in node["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        node = found
    return node


def operation_of(route: Route) -> dict[str, Any]:
    """The contract's operation: there each record has a name of its own in the path."""
    for path, item in contract()["paths"].items():
        parts = ["{guid}" if part.startswith("{") else part for part in path.split("/")]
        if "/".join(parts) == route.path and route.method.lower() in item:
            operation = item[route.method.lower()]
            return {**operation, "parameters": [*item.get("parameters", []), *operation.get("parameters", [])]}
    raise AssertionError(f"{route.name} is not in the contract")


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_each_route_pages_as_the_contract_says_and_asks_for_no_more_than_it_allows(route: Route) -> None:
    operation = operation_of(route)
    parameters = {each["name"]: each for each in map(resolved, operation["parameters"]) if each["in"] == "query"}
    style = Paging.TOKEN if "pageToken" in parameters else Paging.ROWS if "firstRow" in parameters else Paging.NONE
    assert route.paging is style
    assert pages_of(route).parameters().keys() <= parameters.keys()
    if style is Paging.NONE:
        assert route.page_size == 0
    else:
        assert DEFAULT_PAGE <= route.page_size <= resolved(parameters["rowCount"]["schema"])["maximum"]
    good = "201" if route is routes.MAKE_STATUS else "200"
    has_next_token = "NextPageToken" in resolved(operation["responses"][good]).get("headers", ())
    assert has_next_token == (style is Paging.TOKEN)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_not_found_is_about_a_record_just_where_the_path_names_one(route: Route) -> None:
    assert route.is_record == ("{guid}" in route.path)


def test_every_route_of_the_module_is_in_its_list() -> None:
    assert {each for each in vars(routes).values() if isinstance(each, Route)} == {routes.TOKEN, *ROUTES}
    assert len(set(ROUTES)) == len(ROUTES)


def test_every_routes_scope_is_asked_for_and_no_other() -> None:
    assert {route.scope for route in ROUTES} == {*routes.SCOPES, routes.SETTINGS_WRITE}
    changing = {each for each in ROUTES if each.method == "PATCH"} | {routes.MAKE_STATUS}
    assert {route for route in ROUTES if route.scope.endswith(":write")} == changing


def test_only_what_serves_setting_up_needs_more_than_the_works_scopes() -> None:
    wider = {route for route in ROUTES if route.scopes != routes.SCOPES}
    assert wider == {routes.CHANGE_PRODUCT, routes.MAKE_STATUS}
    assert {route.scopes for route in wider} == {(*routes.SCOPES, routes.SETTINGS_WRITE)}


def test_all_may_be_sent_twice_but_what_would_make_two() -> None:
    assert [route for route in ROUTES if not route.is_repeatable] == [routes.MAKE_STATUS]


def test_a_page_size_is_the_routes_own() -> None:
    assert pages_of(replace(BY_TOKEN, page_size=7)).parameters() == {"rowCount": "7"}
    assert pages_of(replace(BY_ROWS, page_size=7)).parameters() == {"firstRow": "0", "rowCount": "7"}
