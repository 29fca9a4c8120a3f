"""The REST client over real HTTP: what is sent, where the secret may go, how tokens are renewed, and how it closes."""

import json
import threading

import pytest

from severa_maestro.errors import ConfigurationError, SeveraMaestroError
from severa_maestro.severa.http import HttpOptions
from severa_maestro.severa.rest import routes
from severa_maestro.severa.rest.client import ClosedError, RestClient
from severa_maestro.severa.rest.routes import Route
from severa_maestro.severa.secret import Secret
from tests.severa.rest_clock import all_at_once
from tests.severa.rest_wire import (
    SECRET,
    TOKEN,
    Request,
    TinyRest,
    exception,
    one_after_the_other,
    reply,
    said,
    token_reply,
)
from tests.severa.wire import Reply

RECORD = {"guid": "invoice-1"}


def code_of(client: RestClient, route: Route = routes.INVOICE) -> str:
    with pytest.raises(SeveraMaestroError) as raised:
        client.ask(route, guid="invoice-1")
    return raised.value.code


# What is sent


def test_a_call_carries_its_token_and_the_clients_id_and_asks_for_json(severa: TinyRest, client: RestClient) -> None:
    severa.answer(reply(RECORD))
    client.ask(routes.INVOICE, guid="invoice-1")
    (request,) = severa.requests
    assert (request.method, request.path, request.query, request.body) == ("GET", "/v1/invoices/invoice-1", [], b"")
    assert request.headers["authorization"] == f"Bearer {TOKEN.format(1)}"
    assert request.headers["client_id"] == severa.client_id
    assert request.headers["accept"] == "application/json"
    assert request.headers["accept-encoding"] == "gzip, deflate"
    assert request.headers["user-agent"].startswith("severa-maestro/")


def test_a_token_is_asked_for_with_the_credentials_and_the_fewest_scopes(severa: TinyRest, client: RestClient) -> None:
    severa.answer(reply(RECORD))
    client.ask(routes.INVOICE, guid="invoice-1")
    (request,) = severa.token_requests
    assert request.method == "POST"
    assert request.content == {
        "client_id": severa.client_id,
        "client_secret": SECRET,
        "scope": "customers:read invoices:read invoices:write settings:read",
    }
    assert request.headers["content-type"] == "application/json; charset=utf-8"
    assert request.headers["accept"] == "application/json"
    assert "authorization" not in request.headers


def test_a_change_is_sent_as_the_json_that_was_given(severa: TinyRest, client: RestClient) -> None:
    change = [{"op": "Replace", "path": "/status/guid", "value": 'siirretty "€" \\ ä😀'}]
    severa.answer(reply([RECORD]))
    client.ask(routes.SET_STATUS, guid="invoice-1", content=change)
    (request,) = severa.requests
    assert (request.method, request.path) == ("PATCH", "/v1/invoices/invoice-1")
    assert request.content == change
    assert request.body == json.dumps(change, ensure_ascii=False).encode()
    assert request.headers["content-type"] == "application/json; charset=utf-8"


def test_an_empty_list_is_sent_as_such(severa: TinyRest, client: RestClient) -> None:
    severa.answer(reply([]))
    client.ask(routes.CONVERT_IDS, content=[])
    assert severa.requests[0].body == b"[]"


@pytest.mark.parametrize(
    ("guid", "written"),
    [
        ("a/b", "a%2Fb"),
        ("a+b=", "a%2Bb%3D"),
        ("a?b#c", "a%3Fb%23c"),
        ("a b&c", "a%20b%26c"),
        ("100%", "100%25"),
        ("%2F", "%252F"),
        ("ä", "%C3%A4"),
        ("a\\b", "a%5Cb"),
        ("a..b", "a..b"),
    ],
)
def test_an_id_stays_one_part_of_the_address_whatever_is_in_it(
    severa: TinyRest, client: RestClient, guid: str, written: str
) -> None:
    severa.answer(reply([]))
    client.ask(routes.ROWS_OF_INVOICE, guid=guid)
    assert severa.requests[0].address == f"/rest-api/v1/invoices/{written}/invoicerows"


@pytest.mark.parametrize("guid", ["../.."])
def test_an_id_leads_to_no_other_address(severa: TinyRest, client: RestClient, guid: str) -> None:
    severa.answer(reply([]))
    client.ask(routes.SET_STATUS, guid=guid, content=[])
    path = severa.requests[0].address.removeprefix("/rest-api/v1/invoices/")
    assert path.replace("%2E", ".").replace("%2F", "/") == guid


@pytest.mark.parametrize("guid", ["", ".", ".."])
def test_what_would_be_another_address_is_no_id(severa: TinyRest, client: RestClient, guid: str) -> None:
    assert client.ask(routes.INVOICE, guid=guid) is None
    assert severa.requests == severa.token_requests == []


def test_parameters_are_written_so_that_they_come_as_they_were(severa: TinyRest, client: RestClient) -> None:
    severa.answer(reply([], NextPageToken="a+/=&b c%2B"), reply([]))
    list(client.pages(routes.INVOICES, query={"invoiceStatusGuids": ["one", "t+w/o"], "numbers": "7"}))
    first = [("invoiceStatusGuids", "one"), ("invoiceStatusGuids", "t+w/o"), ("numbers", "7"), ("rowCount", "200")]
    assert [each.query for each in severa.requests] == [first, [*first, ("pageToken", "a+/=&b c%2B")]]


@pytest.mark.parametrize("form", ["{}", "{}/", "{}//", " {} "])
def test_the_address_may_end_with_a_slash_or_not(severa: TinyRest, form: str) -> None:
    severa.answer(reply(RECORD))
    severa.connect(form.format(severa.url)).ask(routes.INVOICE, guid="invoice-1")
    assert severa.requests[0].address == "/rest-api/v1/invoices/invoice-1"
    assert len(severa.token_requests) == 1


# Where the secret may go, and which one


@pytest.mark.parametrize(
    "url",
    [
        "",
        "severa",
        "http://api.severa.visma.com/rest-api",
        "http://localhost.evil.example/rest-api",
        "https://user:password@api.severa.visma.com/rest-api",
        "ftp://127.0.0.1/rest-api",
    ],
)
def test_a_secret_goes_to_no_unusable_address(url: str) -> None:
    with pytest.raises(ConfigurationError, match="severa-address-unusable"):
        RestClient(url, "client", Secret(SECRET))


@pytest.mark.parametrize("url", ["https://api.severa.visma.com/rest-api", "http://localhost:1/", "http://[::1]:1"])
def test_a_usable_address_is_taken(url: str) -> None:
    RestClient(url, "client", Secret(SECRET)).close()


def test_plain_http_to_another_machine_must_be_allowed(severa: TinyRest) -> None:
    severa.connect("http://sandbox:8765/rest-api", http=HttpOptions(plain_http_allowed=True))


@pytest.mark.parametrize("unusable", ["", " \n", "two words", "two\nlines", "bell\x07", "ä", "\u200b", "a\u00a0b"])
def test_credentials_that_cannot_be_such_are_refused_before_anything_is_sent(unusable: str) -> None:
    for client_id, secret in ((unusable, "secret"), ("client", unusable)):
        with pytest.raises(ConfigurationError, match="severa-credentials-unusable"):
            RestClient("http://127.0.0.1:1", client_id, Secret(secret))


def test_space_around_the_credentials_does_not_count(severa: TinyRest) -> None:
    severa.answer(reply(RECORD))
    with RestClientOf(severa, f" {severa.client_id}\n", f"\t{SECRET}\r\n") as client:
        client.ask(routes.INVOICE, guid="invoice-1")
    assert severa.token_requests[0].content["client_id"] == severa.client_id
    assert severa.token_requests[0].content["client_secret"] == SECRET
    assert severa.requests[0].headers["client_id"] == severa.client_id


class RestClientOf:
    """A client with credentials of its own."""

    def __init__(self, severa: TinyRest, client_id: str, secret: str) -> None:
        self.client = RestClient(severa.url, client_id, Secret(secret), per_second=1e9)

    def __enter__(self) -> RestClient:
        return self.client

    def __exit__(self, *_: object) -> None:
        self.client.close()


# Tokens


def test_one_token_serves_all_calls_and_all_clients_with_the_same_credentials(severa: TinyRest) -> None:
    severa.answer(reply(RECORD))
    for client in (severa.connect(), severa.connect(severa.url + "/")):
        for _ in range(3):
            client.ask(routes.INVOICE, guid="invoice-1")
    assert len(severa.token_requests) == 1
    assert {each.token for each in severa.requests} == {TOKEN.format(1)}


def test_what_needs_a_wider_scope_has_one_token_for_all_clients_beside_the_usual_one(severa: TinyRest) -> None:
    severa.answer(reply(RECORD))
    for client in (severa.connect(), severa.connect()):
        for route in (routes.INVOICE, routes.CHANGE_PRODUCT, routes.INVOICE):
            client.ask(route, guid="record-1")
    asked = [each.content["scope"].split() for each in severa.token_requests]
    assert asked == [list(routes.SCOPES), [*routes.SCOPES, "settings:write"]]
    usual, wider = TOKEN.format(1), TOKEN.format(2)
    assert [each.token for each in severa.requests] == [usual, wider, usual] * 2


def test_a_wider_token_that_is_refused_leaves_the_usual_one_as_it_is(severa: TinyRest, client: RestClient) -> None:
    severa.answer(reply(RECORD))
    client.ask(routes.INVOICE, guid="invoice-1")
    severa.answer(exception("InsufficientApiScope", status=403))
    with pytest.raises(ConfigurationError, match="severa-scopes-missing"):
        client.ask(routes.CHANGE_PRODUCT, guid="product-1", content=[])
    severa.answer(reply(RECORD))
    client.ask(routes.INVOICE, guid="invoice-1")
    assert len(severa.token_requests) == 2


def test_what_may_not_be_repeated_is_sent_once_whatever_comes_back(severa: TinyRest, client: RestClient) -> None:
    for failure in (Reply(hang_up=True), said("", status=503), said("<html/>")):
        severa.requests.clear()
        severa.answer(failure)
        with pytest.raises(SeveraMaestroError):
            client.ask(routes.MAKE_STATUS, content={})
        assert len(severa.requests) == 1


def test_another_secret_gets_no_token_of_the_right_one(severa: TinyRest, client: RestClient) -> None:
    severa.answer(reply(RECORD))
    client.ask(routes.INVOICE, guid="invoice-1")
    severa.answer_for_token(exception("AuthenticationRequired", status=401))
    with RestClientOf(severa, severa.client_id, "wrong") as other:
        assert code_of(other) == "severa-credentials-refused"
    assert len(severa.requests) == 1


def test_many_threads_at_once_ask_for_one_token(severa: TinyRest, client: RestClient) -> None:
    severa.answer(reply(RECORD))
    answers = all_at_once(8, lambda: client.ask(routes.INVOICE, guid="invoice-1").content)
    assert answers == [RECORD] * 8
    assert len(severa.token_requests) == 1
    assert client.calls == 9


def only(*good: str) -> object:
    """A server that takes no other tokens."""

    def script(request: Request) -> Reply:
        return reply(RECORD) if request.token in good else exception("AuthenticationRequired", status=401)

    return script


def test_a_token_refused_in_the_midst_is_renewed_once_and_the_work_goes_on(
    severa: TinyRest, client: RestClient
) -> None:
    severa.answer(reply(RECORD))
    client.ask(routes.INVOICE, guid="invoice-1")
    severa.script = only(TOKEN.format(2))
    for _ in range(3):
        assert client.ask(routes.INVOICE, guid="invoice-1").content == RECORD
    assert [each.token for each in severa.requests] == [TOKEN.format(number) for number in (1, 1, 2, 2, 2)]
    assert len(severa.token_requests) == 2
    assert client.calls == 7


def test_a_token_refused_to_many_threads_is_renewed_once(severa: TinyRest, client: RestClient) -> None:
    severa.answer(reply(RECORD))
    client.ask(routes.INVOICE, guid="invoice-1")
    refusals = threading.Barrier(8)

    def script(request: Request) -> Reply:
        if request.token == TOKEN.format(2):
            return reply(RECORD)
        refusals.wait(10)  # all of them are under way with the old token
        return said("", status=401)

    severa.script = script
    assert all_at_once(8, lambda: client.ask(routes.INVOICE, guid="invoice-1").content) == [RECORD] * 8
    assert len(severa.token_requests) == 2


@pytest.mark.parametrize("refusal", [said("", status=401), exception("AuthenticationRequired", "No.", status=401)])
def test_a_new_token_refused_too_says_that_the_credentials_are_refused(
    severa: TinyRest, client: RestClient, refusal: Reply
) -> None:
    severa.answer(refusal)
    assert code_of(client) == "severa-credentials-refused"
    assert (len(severa.requests), len(severa.token_requests)) == (2, 2)


def test_a_change_refused_for_its_token_is_sent_again_whole(severa: TinyRest, client: RestClient) -> None:
    severa.script = only(TOKEN.format(2))
    change = [{"op": "Replace", "path": "/status/guid", "value": "status-2"}]
    client.ask(routes.SET_STATUS, guid="invoice-1", content=change)
    assert [each.content for each in severa.requests] == [change, change]


@pytest.mark.parametrize("attempt", [1, 2])
def test_a_token_that_severa_fails_to_give_is_asked_for_again(
    severa: TinyRest, client: RestClient, attempt: int
) -> None:
    severa.answer(reply(RECORD))
    severa.answer_for_token(*[said("", status=503)] * attempt, token_reply("good"))
    assert client.ask(routes.INVOICE, guid="invoice-1").content == RECORD
    assert len(severa.token_requests) == attempt + 1


NO_TOKEN = {
    "nothing": said(""),
    "HTML": said("<html/>", content_type="text/html"),
    "no token": reply({"access_token_expires_in": 3600}),
    "no life": reply({"access_token": "x"}),
    "null": reply({"access_token": None, "access_token_expires_in": 3600}),
    "an empty token": reply({"access_token": "", "access_token_expires_in": 3600}),
    "a token that is no header": reply({"access_token": "a\r\nX: y", "access_token_expires_in": 3600}),
    "a token with a line end": reply({"access_token": "a\n", "access_token_expires_in": 3600}),
    "a life that is no number": reply({"access_token": "x", "access_token_expires_in": "long"}),
    "a list": reply([]),
}


@pytest.mark.parametrize("what", NO_TOKEN)
def test_an_answer_without_a_token_is_a_breach_of_contract(severa: TinyRest, client: RestClient, what: str) -> None:
    severa.answer_for_token(NO_TOKEN[what])
    assert code_of(client) == "severa-reply-unreadable"
    assert severa.requests == []


def test_a_token_with_a_life_beyond_all_numbers_is_a_breach_of_contract(severa: TinyRest, client: RestClient) -> None:
    severa.answer_for_token(token_reply("good", seconds=10**400))
    assert code_of(client) == "severa-reply-unreadable"


def test_a_token_reply_that_names_no_scopes_is_taken(severa: TinyRest, client: RestClient) -> None:
    severa.answer(reply(RECORD))
    severa.answer_for_token(reply({"access_token": "good", "access_token_expires_in": 3600}))
    assert client.ask(routes.INVOICE, guid="invoice-1").content == RECORD


# Closing


def test_a_closed_client_lets_those_go_who_wait_for_their_turn(severa: TinyRest, client: RestClient) -> None:
    severa.answer(reply(RECORD))
    client.ask(routes.INVOICE, guid="invoice-1")
    client._pace.refused("500", None)
    waiting = threading.Semaphore(0)
    wait = client._closed.wait

    def wait_and_tell(seconds: float) -> bool:
        waiting.release()
        return wait(seconds)

    client._closed.wait = wait_and_tell

    def close_when_all_wait() -> None:
        for _ in range(4):
            assert waiting.acquire(timeout=10)
        client.close()

    closing = threading.Thread(target=close_when_all_wait)
    closing.start()
    results = all_at_once(4, lambda: client.ask(routes.INVOICE, guid="invoice-1"))
    closing.join()
    assert [type(each) for each in results] == [ClosedError] * 4
    assert len(severa.requests) == 1


def test_a_closed_client_lets_those_go_who_wait_for_a_token(severa: TinyRest, client: RestClient) -> None:
    client._pace.refused("500", None)
    client._closed.set()
    results = all_at_once(4, lambda: client.ask(routes.INVOICE, guid="invoice-1"))
    assert [type(each) for each in results] == [ClosedError] * 4
    assert severa.token_requests == []


def test_a_closed_client_sends_nothing_even_when_it_is_its_turn(severa: TinyRest, client: RestClient) -> None:
    client.close()
    with pytest.raises(ClosedError):
        client.ask(routes.INVOICE, guid="invoice-1")
    assert client.calls == 0


def test_a_client_can_be_closed_twice_and_the_others_go_on(severa: TinyRest, client: RestClient) -> None:
    severa.answer(reply(RECORD))
    other = severa.connect()
    client.close()
    client.close()
    assert other.ask(routes.INVOICE, guid="invoice-1").content == RECORD


def test_what_a_client_shares_is_told_by_its_own_number_of_calls(severa: TinyRest, client: RestClient) -> None:
    severa.answer(reply(RECORD))
    severa.token_script = one_after_the_other(said("", status=503), token_reply("good"))
    other = severa.connect()
    client.ask(routes.INVOICE, guid="invoice-1")
    other.ask(routes.INVOICE, guid="invoice-1")
    assert (client.calls, other.calls) == (3, 1)
