"""Statuses: what is told of them, and how one is made once however the answer gets lost."""

from typing import Any

import pytest

from severa_maestro.errors import ConfigurationError, DataError, TransientError
from severa_maestro.language import Language
from severa_maestro.severa.rest import RestSource
from severa_maestro.severa.source import InvoiceStatus
from tests.severa.rest_wire import Request, TinyRest, exception, reply, said
from tests.severa.wire import Reply

WAITING = InvoiceStatus(
    name="Odottaa siirtoa Maestroon",
    is_active=True,
    gives_number=True,
    is_read_only=True,
    is_sent=True,
    is_credit_note_default=True,
)


def record(name: str, **members: Any) -> dict[str, Any]:
    return {"guid": f"status-{name}", "name": name, "isActive": True, "hasInvoiceNumber": False} | members


class Settings:
    """Severa's statuses.

    Attributes:
        sent: what came to be made.
        replies: to each request to make one, in turn; where there is none left, it is made.
        is_made: whether one is made even where another reply is given.
    """

    def __init__(self, severa: TinyRest, *statuses: dict[str, Any]) -> None:
        self.statuses = list(statuses)
        self.sent: list[Any] = []
        self.replies: list[Reply] = []
        self.is_made = True
        severa.script = self.respond

    def respond(self, request: Request) -> Reply:
        assert request.path == "/v1/invoicestatuses"
        if request.method == "GET":
            return reply(self.statuses)
        assert request.method == "POST"
        self.sent.append(request.content)
        made = {"guid": f"made-{len(self.sent)}"} | request.content
        if self.is_made:
            self.statuses.append(made)
        return self.replies.pop(0) if self.replies else reply(made, 201)


def test_a_status_is_told_with_all_its_boxes(severa: TinyRest, source: RestSource) -> None:
    told = {"isReadOnly": True, "hasInvoiceNumber": True, "isSent": True, "isDefaultForCreditNote": True}
    Settings(severa, record(WAITING.name, **told), record("Maksettu", isPaid=True, isActive=False))
    assert source.statuses() == [
        WAITING,
        InvoiceStatus(
            name="Maksettu", is_active=False, gives_number=False, is_paid=True, is_credit_note_default=False
        ),
    ]  # fmt: skip


def test_a_status_is_made_with_all_its_boxes_and_seen_at_once(severa: TinyRest, source: RestSource) -> None:
    settings = Settings(severa, record("Luonnos"))
    assert source.makes_statuses is True
    assert [each.name for each in source.statuses()] == ["Luonnos"]
    source.make_status(WAITING)
    assert settings.sent == [
        {
            "name": "Odottaa siirtoa Maestroon",
            "isActive": True,
            "isReadOnly": True,
            "hasInvoiceNumber": True,
            "isSent": True,
            "isWaitingPayment": True,
            "isPaid": False,
            "isDefaultForCreditNote": True,
        }
    ]
    assert source.statuses()[-1] == WAITING


@pytest.mark.parametrize(
    ("is_sent", "is_paid", "waits"), [(False, False, False), (True, False, True), (True, True, False)]
)
def test_what_is_sent_and_not_paid_waits_for_payment(
    severa: TinyRest, source: RestSource, is_sent: bool, is_paid: bool, waits: bool
) -> None:
    settings = Settings(severa)
    source.make_status(
        InvoiceStatus(name="x", is_active=True, gives_number=True, is_sent=is_sent, is_paid=is_paid)
    )  # fmt: skip
    (sent,) = settings.sent
    assert (sent["isSent"], sent["isPaid"], sent["isWaitingPayment"]) == (is_sent, is_paid, waits)
    assert sent["isDefaultForCreditNote"] is False


@pytest.mark.parametrize(
    "name", ["Odottaa siirtoa Maestroon", "ODOTTAA siirtoa maestroon", " Odottaa siirtoa Maestroon "]
)
def test_a_name_that_is_there_is_not_made_again(severa: TinyRest, source: RestSource, name: str) -> None:
    settings = Settings(severa, record(name), record(name, isActive=False))
    source.make_status(WAITING)
    assert settings.sent == []


def test_a_name_that_has_come_since_the_statuses_were_read_is_not_made_again(
    severa: TinyRest, source: RestSource
) -> None:
    settings = Settings(severa)
    assert source.statuses() == []
    settings.statuses.append(record(WAITING.name))
    source.make_status(WAITING)
    assert settings.sent == []
    assert [each.name for each in source.statuses()] == [WAITING.name]


def test_a_name_that_is_switched_off_is_to_be_switched_on_in_severa(severa: TinyRest, source: RestSource) -> None:
    settings = Settings(severa, record(WAITING.name, isActive=False))
    with pytest.raises(DataError, match="severa-status-switched-off") as raised:
        source.make_status(WAITING)
    assert "Ota se käyttöön Severassa: Asetukset > Laskutus > Laskun tilat." in raised.value.say(Language.FINNISH)
    assert settings.sent == []


LOST = [Reply(hang_up=True), said("", status=503), said("<html/>", status=502), said("{", status=201)]


@pytest.mark.parametrize("lost", LOST)
def test_an_answer_that_is_lost_makes_no_second_one(severa: TinyRest, source: RestSource, lost: Reply) -> None:
    settings = Settings(severa)
    settings.replies = [lost]
    source.make_status(WAITING)
    assert len(settings.sent) == 1
    assert [each.name for each in source.statuses()] == [WAITING.name]


@pytest.mark.parametrize("lost", LOST[:2])
def test_a_request_that_is_lost_is_not_sent_again_by_itself(severa: TinyRest, source: RestSource, lost: Reply) -> None:
    settings = Settings(severa)
    settings.is_made = False
    settings.replies = [lost]
    with pytest.raises(TransientError):
        source.make_status(WAITING)
    assert len(settings.sent) == 1
    settings.is_made = True
    source.make_status(WAITING)
    source.make_status(WAITING)
    assert len(settings.sent) == 2


@pytest.mark.parametrize("kind", ["InvalidParameter", "InvalidOperation", "InvalidRequest"])
def test_a_status_that_severa_refuses_says_why_and_what_to_click(
    severa: TinyRest, source: RestSource, kind: str
) -> None:
    settings = Settings(severa)
    settings.is_made = False
    settings.replies = [exception(kind, "The name is too long.")]
    with pytest.raises(DataError, match="severa-status-refused") as raised:
        source.make_status(WAITING)
    told = raised.value.say(Language.FINNISH)
    assert "”The name is too long.”" in told
    assert "Valitse: Ei muokattavissa, Laskun numero, Lähetetty, Hyvityslaskun oletus." in told
    assert len(settings.sent) == 1


@pytest.mark.parametrize(
    ("kind", "code"),
    [("InsufficientApiScope", "severa-scopes-missing"), ("PermissionDenied", "severa-permission-denied")],
)
def test_a_right_that_is_missing_is_a_setting_to_mend(
    severa: TinyRest, source: RestSource, kind: str, code: str
) -> None:
    settings = Settings(severa)
    settings.is_made = False
    settings.replies = [exception(kind, status=403)]
    with pytest.raises(ConfigurationError, match=code):
        source.make_status(WAITING)
    assert len(settings.sent) == 1


def test_a_429_is_no_answer_and_the_request_goes_out_again(severa: TinyRest, source: RestSource) -> None:
    settings = Settings(severa)
    settings.is_made = False
    busy = said("API calls quota exceeded!", status=429, **{"Retry-After": "0"})

    def respond(request: Request) -> Reply:
        settings.is_made = bool(settings.sent)
        return settings.respond(request)

    settings.replies = [busy]
    severa.script = respond
    source.make_status(WAITING)
    assert len(settings.sent) == 2
    assert [each.name for each in source.statuses()] == [WAITING.name]
