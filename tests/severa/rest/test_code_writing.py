"""A product's code written over REST: one member is replaced, and no other may be different afterwards."""

from collections.abc import Callable
from typing import Any

import pytest

from severa_maestro.errors import ConfigurationError, ContractError, DataError, SeveraMaestroError, TransientError
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.language import Language
from severa_maestro.severa.rest import RestSource
from severa_maestro.severa.rest.routes import SCOPES
from severa_maestro.severa.source import RegisterItem
from tests.severa.rest_wire import Request, TinyRest, exception, reply, said
from tests.severa.wire import Reply

PRODUCT: dict[str, Any] = {
    "guid": "item/1",
    "code": "V-1017",
    "name": "Lisenssi",
    "unitPrice": {"amount": 85.0, "currencyCode": "EUR"},
    "vatRate": 25.5,
    "isActive": True,
    "productCategory": {"guid": "c", "name": "Ohjelmat"},
    "measurementUnit": None,
    "newerThanTheContract": ["x"],
    "lastUpdatedDateTime": "2026-11-20T08:00:00Z",
    "lastUpdatedBy": {"guid": "u-1"},
}
ITEM = RegisterItem(kind=RowKind.PRODUCT, guid="item/1", code="V-1017", name="Lisenssi", is_active=True)


class Register:
    """One product of Severa's.

    Attributes:
        changes: what came in each change.
        on_change: what Severa makes of a product that was changed.
        replies: to each change in turn; where there is none left, Severa gives the changed product.
    """

    def __init__(self, severa: TinyRest, product: dict[str, Any] = PRODUCT) -> None:
        self.product = product
        self.changes: list[Any] = []
        self.on_change: Callable[[dict[str, Any]], dict[str, Any]] = lambda product: product
        self.replies: list[Reply] = []
        severa.script = self.respond

    def respond(self, request: Request) -> Reply:
        assert request.path == "/v1/products/item%2F1"
        if request.method == "GET":
            return reply(self.product)
        assert request.method == "PATCH"
        self.changes.append(request.content)
        ((change),) = request.content
        self.product = self.on_change(self.product | {"code": change["value"]})
        return self.replies.pop(0) if self.replies else reply([self.product])


def error_of(source: RestSource, item: RegisterItem = ITEM) -> SeveraMaestroError:
    with pytest.raises(SeveraMaestroError) as raised:
        source.write_code(item, "B12")
    return raised.value


def test_only_the_code_is_sent_and_looked_at_afterwards(severa: TinyRest, source: RestSource) -> None:
    register = Register(severa)
    source.write_code(ITEM, "B12")
    assert register.changes == [[{"op": "Replace", "path": "/code", "value": "B12"}]]
    assert [each.method for each in severa.requests] == ["GET", "PATCH", "GET"]
    assert source.writes_codes_of == {RowKind.PRODUCT}


def test_an_empty_code_goes_out_as_null(severa: TinyRest, source: RestSource) -> None:
    register = Register(severa)
    source.write_code(ITEM, "")
    assert register.changes == [[{"op": "Replace", "path": "/code", "value": None}]]


def test_a_code_takes_the_place_of_none(severa: TinyRest, source: RestSource) -> None:
    register = Register(severa, PRODUCT | {"code": None})
    source.write_code(RegisterItem(kind=RowKind.PRODUCT, guid="item/1", code="", name="x", is_active=True), "B12")
    assert register.product["code"] == "B12"


def test_a_code_that_is_there_already_is_not_sent(severa: TinyRest, source: RestSource) -> None:
    Register(severa, PRODUCT | {"code": "B12"})
    source.write_code(ITEM, "B12")
    assert [each.method for each in severa.requests] == ["GET"]


def test_a_code_that_somebody_changed_meanwhile_is_left_alone(severa: TinyRest, source: RestSource) -> None:
    register = Register(severa, PRODUCT | {"code": None})
    error = error_of(source)
    assert (type(error), error.code) == (DataError, "severa-item-changed")
    assert "Koodi nyt: –." in error.say(Language.FINNISH)
    assert register.changes == []


@pytest.mark.parametrize("method", ["GET", "PATCH"])
def test_a_product_that_is_gone_is_said_to_be_gone(severa: TinyRest, source: RestSource, method: str) -> None:
    severa.script = lambda request: said("", status=404) if request.method == method else reply(PRODUCT)
    error = error_of(source)
    assert (type(error), error.code) == (DataError, "severa-item-gone")


@pytest.mark.parametrize("answer", [[], None, PRODUCT | {"name": 7}, PRODUCT | {"guid": None}])
def test_a_product_that_cannot_be_read_is_not_changed(severa: TinyRest, source: RestSource, answer: object) -> None:
    severa.answer(reply(answer))
    error = error_of(source)
    assert (type(error), error.code) == (DataError, "severa-record-unreadable")
    assert [each.method for each in severa.requests] == ["GET"]


@pytest.mark.parametrize("kind", [RowKind.WORK, RowKind.TRAVEL, RowKind.OTHER])
def test_the_codes_of_other_registers_are_to_be_mapped_or_written_by_hand(
    severa: TinyRest, source: RestSource, kind: RowKind
) -> None:
    error = error_of(source, RegisterItem(kind=kind, guid="w-1", code="", name="Konsultointi", is_active=True))
    assert (type(error), error.code) == (DataError, "severa-code-by-hand")
    told = error.say(Language.FINNISH)
    assert "severa-maestro codes map" in told
    assert "Asetukset > Työaika-, matkakulu- ja tuoterekisterit > ”Konsultointi” > Koodi: B12." in told
    assert severa.requests == severa.token_requests == []


@pytest.mark.parametrize(
    ("member", "value", "told"),
    [
        ("vatRate", None, "vatRate: 25.5 → –"),
        ("isActive", False, "isActive: True → False"),
        ("isActive", None, "isActive: True → –"),
        ("vatRate", 0, "vatRate: 25.5 → 0"),
        ("productCategory", {"guid": "d", "name": "Ohjelmat"}, "productCategory: "),
        ("proposalDescription", "new", "proposalDescription: – → new"),
        ("newerThanTheContract", [], "newerThanTheContract: ['x'] → []"),
    ],
)
def test_any_other_member_that_changed_is_named_with_what_it_was(
    severa: TinyRest, source: RestSource, member: str, value: object, told: str
) -> None:
    register = Register(severa)
    register.on_change = lambda product: product | {member: value}
    error = error_of(source)
    assert (type(error), error.code) == (ContractError, "severa-item-damaged")
    assert told in str(error)


@pytest.mark.parametrize(
    "harmless",
    [
        {"lastUpdatedDateTime": "2026-11-22T10:00:00Z", "lastUpdatedBy": {"guid": "u-2"}},
        {"unitPrice": {"currencyCode": "EUR", "amount": 85}},
        {"proposalDescription": None},
        {"measurementUnit": ""},
    ],
)
def test_what_says_the_same_otherwise_is_no_change(
    severa: TinyRest, source: RestSource, harmless: dict[str, Any]
) -> None:
    register = Register(severa)
    register.on_change = lambda product: product | harmless
    source.write_code(ITEM, "B12")
    assert len(register.changes) == 1


def test_a_code_that_severa_says_it_took_and_did_not_take_is_an_error(severa: TinyRest, source: RestSource) -> None:
    register = Register(severa)
    register.on_change = lambda product: product | {"code": "V-1017"}
    error = error_of(source)
    assert (type(error), error.code) == (DataError, "severa-code-not-taken")


def test_a_change_whose_answer_is_lost_is_found_written(severa: TinyRest, source: RestSource) -> None:
    register = Register(severa)
    register.replies = [Reply(hang_up=True)] * 4
    source.write_code(ITEM, "B12")
    assert register.product["code"] == "B12"


def test_a_change_that_failed_and_wrote_nothing_is_that_failure(severa: TinyRest, source: RestSource) -> None:
    register = Register(severa)
    register.on_change = lambda _: PRODUCT
    register.replies = [said("", status=503)] * 4
    error = error_of(source)
    assert (type(error), error.code) == (TransientError, "severa-busy")


@pytest.mark.parametrize(
    ("refusal", "branch", "code"),
    [
        (exception("InvalidParameter", "The code is in use."), DataError, "severa-rest-record-refused"),
        (exception("InvalidOperation", "Not now."), DataError, "severa-rest-record-refused"),
        (exception("PermissionDenied", status=403), ConfigurationError, "severa-permission-denied"),
        (exception("InsufficientApiScope", status=403), ConfigurationError, "severa-scopes-missing"),
    ],
)
def test_a_refused_change_says_why(
    severa: TinyRest, source: RestSource, refusal: Reply, branch: type[SeveraMaestroError], code: str
) -> None:
    register = Register(severa)
    register.replies = [refusal]
    error = error_of(source)
    assert (type(error), error.code) == (branch, code)
    assert len(register.changes) == 1


# The scope that only this needs


def test_only_the_change_itself_goes_with_the_wider_token(severa: TinyRest, source: RestSource) -> None:
    Register(severa)
    source.write_code(ITEM, "B12")
    assert [each.content["scope"] for each in severa.token_requests] == [
        " ".join(SCOPES),
        " ".join([*SCOPES, "settings:write"]),
    ]
    first, change, last = (each.token for each in severa.requests)
    assert first == last != change


def test_a_client_without_the_scope_reads_all_the_same_and_is_told_which_scope_is_missing(
    severa: TinyRest, source: RestSource
) -> None:
    Register(severa)
    give = severa.token_script

    def without_writing(request: Request) -> Reply:
        if "settings:write" in request.content["scope"]:
            return exception("InsufficientApiScope", "Not allowed.", status=403)
        return give(request)

    severa.token_script = without_writing
    error = error_of(source)
    assert (type(error), error.code) == (ConfigurationError, "severa-scopes-missing")
    assert error.values["scopes"] == "settings:write"
    assert error.values["needed"] == ", ".join([*SCOPES, "settings:write"])
    assert [each.method for each in severa.requests] == ["GET"]
    source.write_code(RegisterItem(kind=RowKind.PRODUCT, guid="item/1", code="x", name="x", is_active=True), "V-1017")
