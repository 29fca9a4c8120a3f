"""The scopes of the client and the rights of its user, told by calls that change nothing."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from severa_maestro.errors import (
    ConfigurationError,
    ContractError,
    SeveraMaestroError,
    TransientError,
)
from severa_maestro.severa.rest import RestSource
from severa_maestro.severa.rest.routes import SCOPES
from severa_maestro.severa.retries import RetryOptions
from severa_maestro.severa.rights import UntoldRight
from severa_maestro.severa.secret import Secret
from tests.severa.rest_wire import FAST, SECRET, TOKEN, Request, TinyRest, exception, reply, said, token_reply
from tests.severa.wire import Reply

EVERY_SCOPE = ["customers:read", "invoices:read", "invoices:write", "settings:read", "settings:write"]

#: The call by which each scope is tried.
CALLS = {
    "customers:read": "GET /v1/customers",
    "invoices:read": "GET /v1/invoices",
    "invoices:write": "PATCH /v1/invoices/nobody",
    "settings:read": "GET /v1/invoicestatuses",
    "settings:write": "PATCH /v1/products/nobody",
}
NOT_FOUND = said("", status=404)


def lets_do_all(request: Request) -> Reply:
    """A Severa that lets the client do everything, and has none of the records that are to be changed."""
    return NOT_FOUND if request.method == "PATCH" else reply([{"guid": "x"}])


def refusing(call: str, answer: Reply) -> Callable[[Request], Reply]:
    return lambda request: answer if f"{request.method} {request.path}" == call else lets_do_all(request)


def refused(source: RestSource) -> dict[str, str]:
    """The error codes of the rights that are missing, by scope."""
    rights = source.rights()
    assert [right.name.en for right in rights] == EVERY_SCOPE
    assert all(right.name.fi == right.name.sv == right.name.en for right in rights)
    assert [right.name.en for right in rights if not right.is_needed] == ["settings:write"]
    return {right.name.en: right.refusal.code for right in rights if right.refusal is not None}


def test_a_client_with_all_scopes_lacks_none_and_each_is_tried_alone(severa: TinyRest, source: RestSource) -> None:
    severa.script = lets_do_all
    assert refused(source) == {}
    assert [each.content["scope"] for each in severa.token_requests] == EVERY_SCOPE
    assert [f"{each.method} {each.path}" for each in severa.requests] == list(CALLS.values())
    assert len({each.token for each in severa.requests}) == 5


def test_at_most_one_record_is_read_and_none_that_is_there_is_changed(severa: TinyRest, source: RestSource) -> None:
    severa.script = lets_do_all
    source.rights()
    for request in severa.requests:
        if request.method == "GET":
            assert request.query == [("rowCount", "1")]
        else:
            assert request.path.endswith("/nobody")
            assert [change["op"] for change in request.content] == ["Replace"]


def token_for(*granted: str) -> Callable[[Request], Reply]:
    """Gives a token for what was asked for of these scopes, and tells which those are."""

    def script(request: Request) -> Reply:
        asked = request.content["scope"].split()
        return token_reply(TOKEN.format("x"), scope=" ".join(scope for scope in asked if scope in granted) or "other")

    return script


def token_or(refusal: Reply, *granted: str) -> Callable[[Request], Reply]:
    """Gives a token where all scopes that were asked for are among these."""

    def script(request: Request) -> Reply:
        asked = request.content["scope"]
        return token_reply(TOKEN.format("x"), scope=asked) if set(asked.split()) <= set(granted) else refusal

    return script


@pytest.mark.parametrize("missing", [[scope] for scope in EVERY_SCOPE] + [EVERY_SCOPE[1:], EVERY_SCOPE[:2]])
@pytest.mark.parametrize(
    "give",
    [
        token_for,
        lambda *granted: token_or(exception("InsufficientApiScope", status=403), *granted),
        lambda *granted: token_or(exception("InvalidParameter", "scope", status=400), *granted),
        lambda *granted: token_or(said('{"error": "invalid_scope"}', status=400), *granted),
    ],
    ids=["a token for less", "its own error", "another error", "no error of Severa's"],
)
def test_a_scope_for_which_there_is_no_token_is_missing(
    severa: TinyRest, source: RestSource, missing: list[str], give: Callable[..., Callable[[Request], Reply]]
) -> None:
    severa.script = lets_do_all
    severa.token_script = give(*(scope for scope in EVERY_SCOPE if scope not in missing))
    assert refused(source) == dict.fromkeys(missing, "severa-scopes-missing")


@pytest.mark.parametrize("scope", EVERY_SCOPE)
@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("InsufficientApiScope", "severa-scopes-missing"),
        ("PermissionDenied", "severa-permission-denied"),
        ("UserLicenseType", "severa-permission-denied"),
        ("AddonMissing", "severa-feature-missing"),
    ],
)
def test_a_call_that_is_refused_tells_what_is_missing(
    severa: TinyRest, source: RestSource, scope: str, kind: str, code: str
) -> None:
    severa.script = refusing(CALLS[scope], exception(kind, "No.", status=403))
    assert refused(source) == {scope: code}


def test_a_missing_scope_is_named_beside_all_that_are_needed(severa: TinyRest, source: RestSource) -> None:
    severa.script = lets_do_all
    severa.token_script = token_for("customers:read", "invoices:read", "settings:read")
    values: dict[str, Any] = {
        right.name.en: right.refusal.values for right in source.rights() if right.refusal is not None
    }
    assert values == {
        "invoices:write": {"scopes": "invoices:write", "needed": ", ".join(SCOPES)},
        "settings:write": {"scopes": "settings:write", "needed": ", ".join([*SCOPES, "settings:write"])},
    }


@pytest.mark.parametrize("scope", ["invoices:write", "settings:write"])
@pytest.mark.parametrize(
    "answer",
    [
        NOT_FOUND,
        exception("InvalidParameter", "No such guid."),
        exception("InvalidRequest"),
        reply([]),
    ],
    ids=["not found", "no such id", "no such request", "done"],
)
def test_whatever_severa_says_of_a_record_that_nobody_has_is_no_refusal(
    severa: TinyRest, source: RestSource, scope: str, answer: Reply
) -> None:
    severa.script = refusing(CALLS[scope], answer)
    assert refused(source) == {}


def test_a_scope_given_or_taken_since_is_seen_the_next_time(severa: TinyRest, source: RestSource) -> None:
    severa.script = lets_do_all
    assert refused(source) == {}
    severa.token_script = token_for(*SCOPES)
    assert refused(source) == {"settings:write": "severa-scopes-missing"}
    severa.token_script = token_for(*EVERY_SCOPE)
    assert refused(source) == {}


@pytest.mark.parametrize(
    ("answer", "branch", "code"),
    [
        (exception("AuthenticationRequired", status=401), ConfigurationError, "severa-credentials-refused"),
        (said('{"error": "invalid_client"}', status=400), ConfigurationError, "severa-credentials-refused"),
        (exception("OrganizationNotActive", status=403), ConfigurationError, "severa-organisation-closed"),
        (exception("TermsOfServiceNotApproved", status=403), ConfigurationError, "severa-rest-terms-not-approved"),
        (said("", status=503), TransientError, "severa-busy"),
        (said("", status=404), ConfigurationError, "severa-address-wrong"),
        (said("<html/>"), ContractError, "severa-reply-unreadable"),
        (Reply(hang_up=True), TransientError, "severa-reply-cut"),
    ],
)
def test_a_client_that_gets_no_token_at_all_is_no_missing_scope(
    severa: TinyRest, source: RestSource, answer: Reply, branch: type[SeveraMaestroError], code: str
) -> None:
    severa.script = lets_do_all
    severa.answer_for_token(answer)
    with pytest.raises(branch, match=code):
        source.rights()


@pytest.mark.parametrize("scope", EVERY_SCOPE)
@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (said("", status=503), "severa-busy"),
        (exception("InternalSystemError", status=500), "severa-failed"),
        (said("<html/>"), "severa-reply-unreadable"),
        (said("", status=405), "severa-address-wrong"),
        (Reply(hang_up=True), "severa-reply-cut"),
    ],
)
def test_a_trial_that_fails_over_something_else_leaves_its_scope_untold_and_no_other(
    severa: TinyRest, source: RestSource, scope: str, answer: Reply, code: str
) -> None:
    severa.script = refusing(CALLS[scope], answer)
    assert refused(source) == {scope: code}
    assert {right.name.en for right in source.rights() if isinstance(right, UntoldRight)} == {scope}


def test_a_severa_that_cannot_be_reached_is_tried_once(severa: TinyRest) -> None:
    with closing(RestSource("http://127.0.0.1:9", severa.client_id, Secret(SECRET), per_second=FAST)) as source:
        with pytest.raises(TransientError, match="severa-unreachable"):
            source.rights()
        assert source.calls == RetryOptions().attempts
