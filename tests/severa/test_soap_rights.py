"""The rights of the key's user, told by calls that change nothing; and Severa's clock, told by any call."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from severa_maestro.errors import (
    ConfigurationError,
    ContractError,
    QuotaError,
    SeveraMaestroError,
    TransientError,
)
from severa_maestro.language import Language
from severa_maestro.severa.rights import UntoldRight
from severa_maestro.severa.soap import SoapSource
from severa_maestro.severa.source import InvoiceStatus
from tests.severa.wire import Reply, TinySevera, answer, done, fault

STATUSES = (
    "<a:InvoiceStatus><a:IsActive>false</a:IsActive><a:Name>Vanha</a:Name></a:InvoiceStatus>"
    "<a:InvoiceStatus><a:IsActive>true</a:IsActive><a:Name>Odottaa</a:Name></a:InvoiceStatus>"
)
#: A Severa that lets the user do everything.
ALL_RIGHTS: dict[str, Reply | str] = {
    "GetCustomersChangedSince": answer("GetCustomersChangedSince", ""),
    "GetInvoicesByDateAndStatus": answer("GetInvoicesByDateAndStatus", ""),
    "GetAllInvoiceStatuses": answer("GetAllInvoiceStatuses", STATUSES),
    "SetInvoiceStatus": fault("NotFoundException"),
    "GetBusinessUnitsChangedSince": answer("GetBusinessUnitsChangedSince", ""),
}


def refused(source: SoapSource) -> dict[str, str]:
    """The error codes of the rights that are missing, by their Finnish names."""
    rights = source.rights()
    assert [right.name.fi for right in rights] == ["Asiakkaat", "Työt", "Käyttäjät"]
    assert [right.name.sv for right in rights] == ["Kunder", "Projekt", "Användare"]
    assert all(right.is_needed for right in rights)
    return {right.name.fi: right.refusal.code for right in rights if right.refusal is not None}


def untold(source: SoapSource) -> set[str]:
    return {right.name.fi for right in source.rights() if isinstance(right, UntoldRight)}


def test_a_user_with_all_rights_lacks_none_and_nothing_is_changed(severa: TinySevera, source: SoapSource) -> None:
    severa.by_operation(**ALL_RIGHTS)
    assert refused(source) == {}
    assert severa.operations == list(ALL_RIGHTS)
    (mark,) = [each for each in severa.requests if each.operation == "SetInvoiceStatus"]
    assert mark.parameters == {"invoiceGUID": "no-invoice", "status": "Odottaa"}


def test_what_is_read_is_as_good_as_nothing(severa: TinySevera, source: SoapSource) -> None:
    severa.by_operation(**ALL_RIGHTS)
    before = datetime.now(UTC) - timedelta(minutes=1)
    source.rights()
    for request in severa.requests:
        start = request.parameters.get("startDate") or request.parameters.get("startDateTime")
        assert start is None or datetime.fromisoformat(start) > before


@pytest.mark.parametrize(
    ("operation", "right"),
    [
        ("GetCustomersChangedSince", "Asiakkaat"),
        ("GetInvoicesByDateAndStatus", "Työt"),
        ("GetAllInvoiceStatuses", "Työt"),
        ("SetInvoiceStatus", "Työt"),
        ("GetBusinessUnitsChangedSince", "Käyttäjät"),
    ],
)
@pytest.mark.parametrize("kind", ["NoPermissionException", "AuthenticationFailureException"])
def test_a_call_that_is_refused_tells_which_right_is_missing(
    severa: TinySevera, source: SoapSource, operation: str, right: str, kind: str
) -> None:
    severa.by_operation(**ALL_RIGHTS | {operation: fault(kind)})
    assert refused(source) == {right: "severa-right-missing"}
    (missing,) = (each.refusal for each in source.rights() if each.refusal is not None)
    assert f"{right} → Kaikki" in missing.say(Language.FINNISH)


def test_every_right_that_is_missing_is_told(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(fault("NoPermissionException"))
    assert refused(source) == dict.fromkeys(("Asiakkaat", "Työt", "Käyttäjät"), "severa-right-missing")


@pytest.mark.parametrize(
    "said",
    [
        done("SetInvoiceStatus"),
        fault("NotFoundException"),
        fault("GeneralFailureException"),
        fault("ValidationException"),
    ],
)
def test_whatever_severa_says_of_an_invoice_that_is_not_there_is_no_refusal(
    severa: TinySevera, source: SoapSource, said: Reply | str
) -> None:
    severa.by_operation(**ALL_RIGHTS | {"SetInvoiceStatus": said})
    assert refused(source) == {}


def test_a_status_that_cannot_be_read_does_not_stand_in_the_way(severa: TinySevera, source: SoapSource) -> None:
    unreadable = answer("GetAllInvoiceStatuses", STATUSES.replace("<a:IsActive>false<", "<a:IsActive>maybe<"))
    severa.by_operation(**ALL_RIGHTS | {"GetAllInvoiceStatuses": unreadable})
    assert refused(source) == {}


def test_a_severa_without_statuses_is_tried_all_the_same(severa: TinySevera, source: SoapSource) -> None:
    none = answer("GetAllInvoiceStatuses", "")
    severa.by_operation(**ALL_RIGHTS | {"GetAllInvoiceStatuses": none, "SetInvoiceStatus": fault("NoPermission")})
    assert refused(source) == {"Työt": "severa-right-missing"}


@pytest.mark.parametrize(
    ("said", "branch", "code"),
    [
        (fault("AuthenticationFailureException"), ConfigurationError, "severa-key-refused"),
        (fault("TosNotApprovedException"), ConfigurationError, "severa-terms-not-approved"),
        (fault("QuotaLimitExceededException"), QuotaError, "severa-quota-used-up"),
        (fault("GeneralFailureException"), TransientError, "severa-general-failure"),
        (Reply(hang_up=True), TransientError, "severa-reply-cut"),
        (Reply(status=503), TransientError, "severa-busy"),
        (Reply("<html/>"), ContractError, "severa-reply-unreadable"),
    ],
)
def test_a_severa_that_cannot_be_asked_is_no_missing_right(
    severa: TinySevera, source: SoapSource, said: Reply, branch: type[SeveraMaestroError], code: str
) -> None:
    severa.answer(said)
    with pytest.raises(branch, match=code):
        source.rights()


@pytest.mark.parametrize(
    ("operation", "said", "right", "code"),
    [
        ("GetCustomersChangedSince", fault("GeneralFailureException"), "Asiakkaat", "severa-general-failure"),
        ("GetCustomersChangedSince", Reply(hang_up=True), "Asiakkaat", "severa-reply-cut"),
        ("GetInvoicesByDateAndStatus", Reply(status=503), "Työt", "severa-busy"),
        ("GetAllInvoiceStatuses", Reply("<html/>"), "Työt", "severa-reply-unreadable"),
        ("SetInvoiceStatus", Reply(status=503), "Työt", "severa-busy"),
        ("SetInvoiceStatus", fault("InternalServiceFault"), "Työt", "severa-general-failure"),
        ("SetInvoiceStatus", fault("FormatException"), "Työt", "severa-fault-unknown"),
        ("GetBusinessUnitsChangedSince", Reply(status=404), "Käyttäjät", "severa-address-wrong"),
    ],
)
def test_a_trial_that_fails_over_something_else_leaves_its_right_untold_and_no_other(
    severa: TinySevera, source: SoapSource, operation: str, said: Reply, right: str, code: str
) -> None:
    severa.by_operation(**ALL_RIGHTS | {operation: said})
    assert refused(source) == {right: code}
    assert untold(source) == {right}


def test_a_quota_that_is_used_up_in_the_midst_ends_the_trying(severa: TinySevera, source: SoapSource) -> None:
    severa.by_operation(**ALL_RIGHTS | {"GetInvoicesByDateAndStatus": fault("QuotaLimitExceededException")})
    with pytest.raises(QuotaError, match="severa-quota-used-up"):
        source.rights()
    assert severa.operations == ["GetCustomersChangedSince", "GetInvoicesByDateAndStatus"]


def test_a_key_that_is_refused_is_told_though_another_trial_failed(severa: TinySevera, source: SoapSource) -> None:
    severa.answer(fault("AuthenticationFailureException"))
    severa.by_operation(
        **dict.fromkeys(ALL_RIGHTS, fault("AuthenticationFailureException"))
        | {"GetCustomersChangedSince": fault("GeneralFailureException")}
    )
    with pytest.raises(ConfigurationError, match="severa-key-refused"):
        source.rights()


# Statuses


def test_a_status_is_made_by_hand_and_all_that_is_to_click_is_said(severa: TinySevera, source: SoapSource) -> None:
    assert source.makes_statuses is False
    status = InvoiceStatus(
        name="Odottaa siirtoa Maestroon",
        is_active=True,
        gives_number=True,
        is_read_only=True,
        is_sent=True,
        is_credit_note_default=True,
    )
    with pytest.raises(ConfigurationError, match="severa-status-by-hand") as raised:
        source.make_status(status)
    said = raised.value.say(Language.FINNISH)
    assert "Asetukset > Laskutus > Laskun tilat" in said
    assert "Nimi: Odottaa siirtoa Maestroon." in said
    assert "Ei muokattavissa, Laskun numero, Lähetetty, Hyvityslaskun oletus." in said
    assert severa.requests == []


def test_a_status_without_any_box_says_so(source: SoapSource) -> None:
    with pytest.raises(ConfigurationError) as raised:
        source.make_status(InvoiceStatus(name="Luonnos", is_active=True, gives_number=False))
    assert "Tick: nothing." in raised.value.say(Language.ENGLISH)


# The clock


@pytest.mark.parametrize("hours", [-3, 0, 5])
@pytest.mark.parametrize("is_fault", [False, True])
def test_the_last_reply_tells_how_severas_clock_stands_to_ours(
    severa: TinySevera, source: SoapSource, hours: int, is_fault: bool
) -> None:
    theirs = datetime.now(UTC) + timedelta(hours=hours)
    date = {"Date": format_datetime(theirs, usegmt=True)}
    said = fault("NotFoundException") if is_fault else Reply(answer("GetInvoiceByGUID", ""))
    severa.answer(replace(said, headers=date))
    assert source.clock_skew is None
    assert source.invoice("invoice-1") is None
    assert source.clock_skew is not None
    assert abs(source.clock_skew - timedelta(hours=hours)) < timedelta(minutes=1)


@pytest.mark.parametrize("date", ["", "soon"])
def test_a_reply_without_a_time_tells_nothing_of_the_clock(severa: TinySevera, source: SoapSource, date: str) -> None:
    told = Reply(answer("GetAllInvoiceStatuses", ""))
    severa.answer(told, Reply(told.body, headers={"Date": date}))
    source.statuses()
    assert source.clock_skew is not None
    source.statuses()
    assert source.clock_skew is None
