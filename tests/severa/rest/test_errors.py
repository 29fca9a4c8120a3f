"""What each error of Severa's REST API becomes, on a record and on a list; and what is said of missing scopes."""

from collections.abc import Sequence
from string import Formatter

import pytest
import yaml

from severa_maestro.errors import ConfigurationError, ContractError, DataError, SeveraMaestroError, TransientError
from severa_maestro.language import Language
from severa_maestro.severa.rest import routes
from severa_maestro.severa.rest.client import RestClient
from severa_maestro.severa.rest.errors import REST_MEANINGS
from severa_maestro.severa.rest.refusals import SaidError, meaning_of_error, said_error
from severa_maestro.severa.rest.routes import ROUTES, SCOPES, Route
from tests.contract.checker import DOCUMENT
from tests.severa.rest_wire import TOKEN, Request, Script, TinyRest, exception, reply, said, token_reply
from tests.severa.wire import Reply

STACK = "at Severa.Secret.Place()"
RECORD = {"guid": "invoice-1"}


def error_of(client: RestClient, route: Route = routes.INVOICE) -> SeveraMaestroError:
    with pytest.raises(SeveraMaestroError) as raised:
        client.ask(route, guid="invoice-1")
    return raised.value


#: What each type becomes where it is said of a record, and where it is said of a list.
TYPES: dict[str, tuple[tuple[type[SeveraMaestroError], str], tuple[type[SeveraMaestroError], str]]] = {
    **dict.fromkeys(
        ("AddonMissing", "AddonMissingTermsOfServiceApproval", "FeatureIsNotEnabled"),
        ((ConfigurationError, "severa-feature-missing"),) * 2,
    ),
    **dict.fromkeys(
        ("NotAvailableInTrial", "ExcludedFromTrial"), ((ConfigurationError, "severa-feature-missing"),) * 2
    ),
    **dict.fromkeys(
        ("PermissionDenied", "UserLicenseType", "ConfigurationError"),
        ((ConfigurationError, "severa-permission-denied"),) * 2,
    ),
    **dict.fromkeys(
        ("OrganizationNotActive", "TrialExpired"), ((ConfigurationError, "severa-organisation-closed"),) * 2
    ),
    **dict.fromkeys(
        ("InvalidParameter", "InvalidOperation", "InvalidRequest"),
        ((DataError, "severa-rest-record-refused"), (ContractError, "severa-request-refused")),
    ),
    **dict.fromkeys(
        ("HttpsRequired", "InvalidApiVersion", "InvalidRecaptcha"), ((ContractError, "severa-request-refused"),) * 2
    ),
    "AuthenticationRequired": ((ConfigurationError, "severa-credentials-refused"),) * 2,
    "InsufficientApiScope": ((ConfigurationError, "severa-scopes-missing"),) * 2,
    "TermsOfServiceNotApproved": ((ConfigurationError, "severa-rest-terms-not-approved"),) * 2,
    "InternalSystemError": ((TransientError, "severa-failed"),) * 2,
}


def test_every_type_of_the_contract_has_its_line() -> None:
    contract = yaml.load(DOCUMENT.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    types = contract["components"]["schemas"]["ErrorModel"]["properties"]["type"]["enum"]
    assert set(types) == set(TYPES)
    assert all(meaning_of_error(SaidError(kind), route) in REST_MEANINGS for kind in types for route in ROUTES)


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("is_record", [True, False], ids=["of a record", "of a list"])
def test_each_type_becomes_its_error_and_never_shows_severas_stack(
    severa: TinyRest, client: RestClient, kind: str, is_record: bool
) -> None:
    status = 500 if kind == "InternalSystemError" else 403
    severa.answer(exception(kind, "Something is wrong.", "More of it.", status=status, stack=STACK))
    route = routes.SETTINGS_OF_INVOICE if is_record else routes.PRODUCTS
    error = error_of(client, route)
    assert (type(error), error.code) == TYPES[kind][0 if is_record else 1]
    assert len(severa.requests) == (4 if isinstance(error, TransientError) else 1)
    shown = [str(error), repr(error), repr(error.values), *(error.say(language) for language in Language)]
    assert not any("Secret.Place" in text for text in shown)
    if "said" in placeholders(error):
        assert "Something is wrong. More of it." in str(error)
    if "route" in placeholders(error):
        assert route.name in str(error)


def placeholders(error: SeveraMaestroError) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(error.message.what.en) if name}


@pytest.mark.parametrize(
    ("status", "branch", "code"),
    [
        (301, ConfigurationError, "severa-address-wrong"),
        (405, ConfigurationError, "severa-address-wrong"),
        (403, ConfigurationError, "severa-address-refused"),
        (407, ConfigurationError, "severa-address-refused"),
        (400, ContractError, "severa-http-status-unexpected"),
        (409, ContractError, "severa-http-status-unexpected"),
        (500, TransientError, "severa-busy"),
        (503, TransientError, "severa-busy"),
    ],
)
def test_an_error_without_a_model_is_told_by_its_status(
    severa: TinyRest, client: RestClient, status: int, branch: type[SeveraMaestroError], code: str
) -> None:
    severa.answer(said("<html>no</html>", status=status, content_type="text/html"))
    error = error_of(client)
    assert (type(error), error.code) == (branch, code)
    assert len(severa.requests) == (4 if branch is TransientError else 1)


@pytest.mark.parametrize(
    "body",
    [
        said(""),
        exception("SomethingNew", "A type of tomorrow."),
        reply({"error": None}),
        reply({"error": {"type": 7}}),
        reply({"error": {"details": []}}),
        reply({"error": "PermissionDenied"}),
        reply(["error"]),
        reply(None),
        said(b"\xff\xfe{"),
    ],
    ids=["nothing", "a new type", "null", "a number", "no type", "a text", "a list", "null alone", "garbage"],
)
@pytest.mark.parametrize(
    ("status", "code"), [(400, "severa-http-status-unexpected"), (403, "severa-address-refused"), (502, "severa-busy")]
)
def test_an_error_that_says_nothing_known_is_told_by_its_status(
    severa: TinyRest, client: RestClient, body: Reply, status: int, code: str
) -> None:
    severa.answer(said(body.body, status=status))
    assert error_of(client).code == code


@pytest.mark.parametrize("status", [400, 403, 500])
def test_an_error_nested_too_deep_is_told_by_its_status(severa: TinyRest, client: RestClient, status: int) -> None:
    severa.answer(said("[" * 100_000, status=status))
    assert error_of(client).code in {"severa-http-status-unexpected", "severa-address-refused", "severa-busy"}


def test_a_token_reply_nested_too_deep_is_a_breach_of_contract(severa: TinyRest, client: RestClient) -> None:
    severa.answer_for_token(said("[" * 100_000))
    assert error_of(client).code == "severa-reply-unreadable"


@pytest.mark.parametrize("details", [None, [], [{"message": None}], [{}]])
def test_an_error_without_words_is_told_by_its_type(
    severa: TinyRest, client: RestClient, details: list[object] | None
) -> None:
    error = {"httpStatusCode": 403, "type": "PermissionDenied", "details": details, "stack": None}
    severa.answer(reply({"error": error}, status=403))
    assert "PermissionDenied" in str(error_of(client))


def test_a_long_error_is_told_shortly(severa: TinyRest, client: RestClient) -> None:
    severa.answer(exception("InvalidParameter", "long " * 10_000))
    assert len(str(error_of(client))) < 600


def test_the_words_of_an_error_are_kept_and_its_stack_is_not() -> None:
    body = exception("InvalidParameter", "One.", "Two.", stack=STACK).body
    assert isinstance(body, str)
    assert said_error(body.encode()) == SaidError("InvalidParameter", "One. Two.")


def test_braces_in_severas_words_are_words(severa: TinyRest, client: RestClient) -> None:
    severa.answer(exception("InvalidParameter", "Field {name} is {0!r}."))
    assert "Field {name} is {0!r}." in error_of(client).say(Language.FINNISH)


# Scopes


def scopes_of(error: SeveraMaestroError, needed: Sequence[str] = SCOPES) -> list[str]:
    assert (type(error), error.code) == (ConfigurationError, "severa-scopes-missing")
    assert error.values["needed"] == ", ".join(needed)
    return str(error.values["scopes"]).split(", ")


@pytest.mark.parametrize("separator", [" ", ",", ", ", "  "])
def test_a_token_for_fewer_scopes_says_which_are_missing(severa: TinyRest, client: RestClient, separator: str) -> None:
    severa.answer_for_token(token_reply("narrow", scope=separator.join(["settings:read", "invoices:read"])))
    assert scopes_of(error_of(client)) == ["customers:read", "invoices:write"]
    assert severa.requests == []
    assert len(severa.token_requests) == 1


@pytest.mark.parametrize("separator", [" ", ",", ", "])
def test_a_token_for_more_scopes_in_another_order_is_taken(
    severa: TinyRest, client: RestClient, separator: str
) -> None:
    severa.answer(reply(RECORD))
    severa.answer_for_token(token_reply("wide", scope=separator.join([*reversed(SCOPES), "files:read"])))
    assert client.ask(routes.INVOICE, guid="invoice-1").content == RECORD


def test_a_scope_that_another_one_only_begins_with_is_missing(severa: TinyRest, client: RestClient) -> None:
    others = [*SCOPES[:-1], "settings:readwrite"]
    severa.answer_for_token(token_reply("odd", scope=" ".join(others)))
    assert scopes_of(error_of(client)) == ["settings:read"]


def test_scopes_added_to_the_client_are_seen_at_the_next_call(severa: TinyRest, client: RestClient) -> None:
    severa.answer(reply(RECORD))
    severa.answer_for_token(token_reply("narrow", scope="settings:read"), token_reply("wide"))
    assert error_of(client).code == "severa-scopes-missing"
    assert client.ask(routes.INVOICE, guid="invoice-1").content == RECORD


def refuses(*refused: str) -> Script:
    """Gives a token only for scopes that are none of these."""

    def script(request: Request) -> Reply:
        scopes = request.content["scope"].split()
        if not set(scopes) & set(refused):
            return token_reply(TOKEN.format("x"), scope=" ".join(scopes))
        return exception("InsufficientApiScope", "Not allowed.", status=403)

    return script


@pytest.mark.parametrize("refused", [["invoices:write"], ["customers:read", "settings:read"], list(SCOPES)])
def test_a_refused_token_is_asked_for_by_each_scope_alone_to_name_those_that_are_missing(
    severa: TinyRest, client: RestClient, refused: list[str]
) -> None:
    severa.token_script = refuses(*refused)
    assert scopes_of(error_of(client)) == refused
    assert [each.content["scope"] for each in severa.token_requests] == [" ".join(SCOPES), *SCOPES]
    assert severa.requests == []


def test_a_token_refused_only_as_a_whole_names_all_scopes(severa: TinyRest, client: RestClient) -> None:
    def script(request: Request) -> Reply:
        scope = request.content["scope"]
        return exception("InsufficientApiScope", status=403) if " " in scope else token_reply("one", scope=scope)

    severa.token_script = script
    assert scopes_of(error_of(client)) == list(SCOPES)


@pytest.mark.parametrize("failure", [said("", status=503), exception("InternalSystemError", status=500)])
def test_a_server_that_fails_while_scopes_are_tried_does_not_make_them_missing(
    severa: TinyRest, client: RestClient, failure: Reply
) -> None:
    refusing = refuses("invoices:write")
    severa.token_script = lambda request: failure if request.content["scope"] == "customers:read" else refusing(request)
    assert "customers:read" not in str(error_of(client).values.get("scopes", ""))


@pytest.mark.parametrize("route", [each for each in ROUTES if "{" not in each.path], ids=lambda route: route.name)
def test_a_scope_that_turns_out_to_be_missing_later_is_the_routes(
    severa: TinyRest, client: RestClient, route: Route
) -> None:
    severa.answer(exception("InsufficientApiScope", "Not allowed.", status=403))
    assert scopes_of(error_of(client, route), route.scopes) == [route.scope]
    assert len(severa.requests) == 1


# Credentials


@pytest.mark.parametrize(
    "refusal",
    [
        exception("AuthenticationRequired", status=401),
        exception("AuthenticationRequired", status=403),
        exception("InvalidParameter", "client_secret", status=400),
        exception("InvalidRequest", "client_id", status=403),
        exception("SomethingNew", status=403),
        said('{"error": "invalid_client"}', status=401),
        said("", status=400),
        said("", status=401),
    ],
)
def test_a_refused_token_request_says_that_the_credentials_are_refused(
    severa: TinyRest, client: RestClient, refusal: Reply
) -> None:
    severa.answer_for_token(refusal)
    error = error_of(client)
    assert (type(error), error.code) == (ConfigurationError, "severa-credentials-refused")
    assert len(severa.token_requests) == 1


@pytest.mark.parametrize(
    ("refusal", "code", "times"),
    [
        (said("<html/>", status=403, content_type="text/html"), "severa-address-refused", 1),
        (said("", status=404), "severa-address-wrong", 1),
        (said("", status=302), "severa-address-wrong", 1),
        (said("", status=503), "severa-busy", 4),
        (exception("InternalSystemError", status=500), "severa-failed", 4),
        (exception("OrganizationNotActive", status=403), "severa-organisation-closed", 1),
        (exception("TermsOfServiceNotApproved", status=403), "severa-rest-terms-not-approved", 1),
        (exception("AddonMissing", status=403), "severa-feature-missing", 1),
        (exception("TrialExpired", status=401), "severa-organisation-closed", 1),
        (said("", status=415), "severa-http-status-unexpected", 1),
    ],
)
def test_a_token_request_that_fails_otherwise_says_why(
    severa: TinyRest, client: RestClient, refusal: Reply, code: str, times: int
) -> None:
    severa.answer_for_token(refusal)
    assert error_of(client).code == code
    assert len(severa.token_requests) == times


# The table itself


@pytest.mark.parametrize("meaning", REST_MEANINGS, ids=lambda meaning: meaning.code)
def test_each_line_of_the_table_says_what_and_what_to_do_in_three_languages(meaning) -> None:
    for text in (meaning.message.what, meaning.message.to_do):
        spoken = [text.say(language) for language in Language]
        assert len(set(spoken)) == 3
        assert all(each.endswith((".", "{said}")) and "  " not in each for each in spoken)
        places = [{name for _, name, _, _ in Formatter().parse(getattr(text, each.value)) if name} for each in Language]
        assert places[0] == places[1] == places[2]


def test_each_code_stands_in_the_table_once() -> None:
    codes = [meaning.code for meaning in REST_MEANINGS]
    assert len(set(codes)) == len(codes)
