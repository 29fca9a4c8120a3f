"""Every misconfiguration is found and named, with what to do; a company that is set up right has nothing to mend."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection

from severa_maestro.errors import TransientError
from severa_maestro.language import Language, Text
from severa_maestro.maestro.registers.models import ProductGroup, RegisterProduct
from severa_maestro.setup.check import CheckLine, Level, check_company, is_ready
from severa_maestro.setup.check_texts import CHECK_MESSAGES
from severa_maestro.severa.rights import UntoldRight
from severa_maestro.severa.soap import SoapSource
from severa_maestro.severa.soap.faults import GENERAL_FAILURE
from severa_maestro.transfer.connect import source_of, target_of
from tests.transfer.conftest import MakeWorld, World, both_ways
from tests.transfer.test_preview import our_side, severas_side


def check(world: World) -> list[CheckLine]:
    world.company.refresh_from_db()
    return check_company(world.company, source_of, target_of(world.company))


def codes(lines: list[CheckLine], *levels: Level) -> set[str]:
    return {line.code for line in lines if not levels or line.level in levels}


def waiting(world: World, **changes: Any) -> None:
    world.severa.state.edit_status(world.severa.waiting_status, **changes)


def transferred(world: World, **changes: Any) -> None:
    world.severa.state.edit_status(world.severa.transferred_status, **changes)


def set_company(world: World, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(world.company, name, value)
    world.company.save()


def set_connection(world: World, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(world.company.connection, name, value)
    world.company.connection.save()


def at_severas_pace(world: World) -> None:
    """As fast as Severa allows: other tests do not wait for their turns."""
    set_connection(world, requests_per_second=10.0)


def set_switch(name: str, value: Any) -> Callable[[World], None]:
    return lambda world: setattr(world.severa.state, name, value)


def delete_fallback(_world: World) -> None:
    """Past all that keeps it from harm, as a tool on the database might."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM registers_registerproduct WHERE number = 0")


def empty_group(**columns: Any) -> Callable[[World], None]:
    """A group without something, and a product in it that has none of its own."""

    def plant(world: World) -> None:
        complete = {"sales_account": "3999", "vat_rate": "25.5"}
        group = ProductGroup.objects.create(company=world.company, letter="Y", **{**complete, **columns})
        RegisterProduct.objects.create(company=world.company, group=group, number=1, name="Uusi")

    return plant


def deny_invoices(world: World) -> None:
    for operation in ("GetInvoicesByStatus", "GetInvoicesByDateAndStatus", "GetInvoicesByDate", "GetInvoiceByGUID"):
        world.severa.state.deny(operation)


def plant_fault(kind: str, operation: str = "*", **how: Any) -> Callable[[World], object]:
    return lambda world: world.severa.faults.plant(kind, operation, times=None, **how)


def spoil_an_invoice(world: World) -> None:
    plant_fault("ill-typed", "*" if world.way == "soap" else "GET /v1/invoices")(world)


def switch_products_off(_world: World) -> None:
    RegisterProduct.objects.exclude(number=0, group__letter="A").update(is_active=False)


def hide_waiting(world: World) -> None:
    world.severa.state.edit_status(world.severa.waiting_status, is_default_for_credit_notes=False)


@dataclass(frozen=True)
class Planted:
    """A misconfiguration and the line that must name it."""

    name: str
    plant: Callable[[World], object]
    code: str
    level: Level
    ways: tuple[str, ...] = ("soap", "rest")
    mentions: str = ""


W, E, N = Level.WARNING, Level.ERROR, Level.NOTE
SOAP, REST = ("soap",), ("rest",)
UNITS, MARK = "GetBusinessUnitsChangedSince", "PATCH /v1/invoices/{guid}"

PLANTED = (
    Planted("wrong key", lambda w: set_key(w, "no-such-key"), "severa-key-refused", E, SOAP),
    Planted("revoked secret", lambda w: w.severa.state.revoke_secret(), "severa-credentials-refused", E, REST),
    Planted("Severa is down", lambda w: w.severa.stop(), "severa-unreachable", E),
    Planted(
        "no right to customers",
        lambda w: w.severa.state.deny("GetCustomersChangedSince"),
        "right-missing",
        E,
        SOAP,
        "Asiakkaat",
    ),
    Planted("no right to invoices", deny_invoices, "right-missing", E, SOAP, "Työt"),
    Planted(
        "no right to change a status",
        lambda w: w.severa.state.deny("SetInvoiceStatus"),
        "right-missing",
        E,
        SOAP,
        "Työt",
    ),
    Planted(
        "no right to users",
        lambda w: w.severa.state.deny("GetBusinessUnitsChangedSince"),
        "right-missing",
        E,
        SOAP,
        "Käyttäjät",
    ),
    *(
        Planted(f"no {scope}", lambda w, scope=scope: w.severa.state.take_scope(scope), "right-missing", E, REST, scope)
        for scope in ("customers:read", "invoices:read", "invoices:write", "settings:read")
    ),
    Planted(
        "no settings:write",
        lambda w: w.severa.state.take_scope("settings:write"),
        "right-missing-for-setting-up",
        N,
        REST,
        "settings:write",
    ),
    Planted("right to users untold", plant_fault("http-500", UNITS), "right-untold", W, SOAP, "Käyttäjät"),
    Planted("right to mark untold", plant_fault("http-500", "SetInvoiceStatus"), "right-untold", W, SOAP, "Työt"),
    Planted("right to mark untold", plant_fault("general-failure", MARK), "right-untold", W, REST, "invoices:write"),
    Planted(
        "settings:write untold",
        plant_fault("http-500", "PATCH /v1/products/{guid}"),
        "right-untold-for-setting-up",
        N,
        REST,
        "settings:write",
    ),
    Planted("an invoice that cannot be read", spoil_an_invoice, "waiting-unreadable", W, mentions="1/10"),
    Planted(
        "waiting status misspelt",
        lambda w: set_company(w, waiting_status="Odotaa siirtoa Maestroon"),
        "status-unknown",
        E,
        mentions="Odottaa siirtoa Maestroon",
    ),
    Planted(
        "transferred status missing",
        lambda w: w.severa.state.delete_status(w.severa.transferred_status),
        "status-unknown",
        E,
        mentions="Siirretty Maestroon",
    ),
    Planted("waiting status switched off", lambda w: waiting(w, is_active=False), "status-inactive", E),
    Planted(
        "no statuses chosen yet",
        lambda w: set_company(w, waiting_status="", transferred_status=""),
        "statuses-not-chosen",
        E,
    ),
    Planted(
        "one status for both", lambda w: set_company(w, transferred_status=w.severa.waiting_status), "statuses-equal", E
    ),
    Planted(
        "waiting status gives no number",
        lambda w: waiting(w, has_invoice_number=False),
        "waiting-without-number",
        E,
        mentions="Laskun numero",
    ),
    Planted("waiting status editable", lambda w: waiting(w, is_read_only=False), "status-editable", W),
    Planted("waiting status means paid", lambda w: waiting(w, is_paid=True), "waiting-paid", W),
    Planted("transferred status editable", lambda w: transferred(w, is_read_only=False), "status-editable", W),
    Planted(
        "transferred status without number",
        lambda w: transferred(w, has_invoice_number=False),
        "transferred-without-number",
        W,
    ),
    Planted("waiting status not sent", lambda w: waiting(w, is_sent=False), "status-not-sent", W),
    Planted("transferred status not sent", lambda w: transferred(w, is_sent=False), "status-not-sent", W),
    Planted(
        "credit notes elsewhere",
        lambda w: w.severa.state.edit_status("Luonnos", is_default_for_credit_notes=True),
        "credit-notes-elsewhere",
        W,
        REST,
        "Luonnos",
    ),
    Planted("credit notes nowhere", hide_waiting, "credit-notes-nowhere", W, REST),
    Planted("credit notes over SOAP", lambda _: None, "credit-notes-untold", N, SOAP),
    Planted(
        "API parameters off",
        set_switch("tells_electronic_addresses", False),
        "electronic-addresses-missing",
        W,
        mentions="API-parametrit",
    ),
    Planted("quota nearly used", set_switch("quota_used", 95_000), "quota-short", W, SOAP),
    Planted("quota used up", set_switch("quota_used", 100_000), "severa-quota-used-up", E, SOAP),
    Planted("too fast", lambda w: set_connection(w, requests_per_second=12.0), "pace-too-fast", W, REST, "12"),
    Planted("our clock behind", set_switch("clock_offset_seconds", 600), "clock-behind", W),
    Planted("our clock ahead", set_switch("clock_offset_seconds", -600), "clock-ahead", W),
    Planted("items without code", lambda w: w.severa.state.edit_product("B1", code=""), "items-without-product", W),
    Planted("A/0 gone", delete_fallback, "fallback-product-missing", E),
    Planted(
        "only A/0", lambda _: RegisterProduct.objects.exclude(number=0, group__letter="A").delete(), "only-fallback", W
    ),
    Planted("every product but A/0 switched off", switch_products_off, "only-fallback", W),
    Planted("group without account", empty_group(sales_account=""), "groups-without-account", W, mentions="Y"),
    Planted("group without VAT", empty_group(vat_rate=None), "groups-without-vat", W, mentions="Y"),
    Planted(
        "A/0 without VAT",
        lambda w: RegisterProduct.objects.filter(company=w.company).fallback().update(vat_rate=None),
        "fallback-incomplete",
        W,
    ),
)


def set_key(world: World, key: str) -> None:
    world.company.connection.key = key
    world.company.connection.save()


CASES = [pytest.param(way, each, id=f"{each.name}: {way}") for each in PLANTED for way in each.ways]


@pytest.mark.parametrize(("way", "planted"), CASES)
def test_what_is_set_up_wrong_is_named_with_what_to_do(clean_world: World, planted: Planted) -> None:
    if planted.code == "pace-too-fast":
        at_severas_pace(clean_world)
    if planted.code != "credit-notes-untold":
        assert planted.code not in codes(check(clean_world))
    planted.plant(clean_world)
    lines = check(clean_world)
    named = [line for line in lines if (line.code, line.level) == (planted.code, planted.level)]
    assert named, [(line.code, line.level.value) for line in lines]
    for language in Language:
        said = [line.what(language) + line.to_do(language) for line in named]
        assert all(line.to_do(language) for line in named)
        # A route that an error names has the place of an id in it.
        assert not any("{" in each.replace("{guid}", "") or "?." in each for each in said)
    finnish = " ".join(line.what(Language.FINNISH) + line.to_do(Language.FINNISH) for line in named)
    assert planted.mentions in finnish
    assert is_ready(lines) == (planted.level is not Level.ERROR)


def test_every_line_that_asks_for_something_is_planted_here() -> None:
    of_checks = {code for code, message in CHECK_MESSAGES.items() if message.to_do.fi}
    elsewhere = {"not-tried", "electronic-addresses-untold"}
    assert of_checks - elsewhere <= {each.code for each in PLANTED}


@both_ways
def test_a_company_that_is_set_up_right_has_nothing_to_mend(clean_world: World) -> None:
    at_severas_pace(clean_world)
    lines = check(clean_world)
    untold = {"credit-notes-untold"} if clean_world.way == "soap" else set()
    assert codes(lines, Level.NOTE, Level.WARNING, Level.ERROR) == untold
    fine = {"severa-answers", "right-granted", "status-there", "waiting-readable", "clock-right"}
    assert fine | {"fallback-there", "products-there", "groups-complete"} <= codes(lines)
    assert is_ready(lines)


@both_ways
def test_each_right_is_named(clean_world: World) -> None:
    named = {line.what(Language.FINNISH) for line in check(clean_world) if line.code == "right-granted"}
    wanted = {
        "soap": ("Asiakkaat", "Työt", "Käyttäjät"),
        "rest": ("customers:read", "invoices:read", "invoices:write", "settings:read", "settings:write"),
    }[clean_world.way]
    assert all(any(right in each for each in named) for right in wanted)


@both_ways
def test_a_missing_right_is_told_with_what_it_is_for_and_where_to_click(clean_world: World) -> None:
    state = clean_world.severa.state
    state.deny("GetBusinessUnitsChangedSince") if clean_world.way == "soap" else state.take_scope("settings:read")
    (line,) = (line for line in check(clean_world) if line.code == "right-missing")
    assert line.what(Language.FINNISH).startswith("Oikeus puuttuu: ")
    assert "yksiköiden" in line.what(Language.FINNISH)
    where = {
        "soap": "Anna käyttäjälle Severassa oikeudet",
        "rest": "Lisää ne tunnukselle Severan REST API -asetuksissa",
    }
    assert line.to_do(Language.FINNISH).startswith(where[clean_world.way])


@pytest.mark.parametrize(
    ("way", "operation", "kind", "right"),
    [
        ("soap", "GetCustomersChangedSince", "http-500", "Asiakkaat"),
        ("soap", UNITS, "garbage", "Käyttäjät"),
        ("rest", "GET /v1/customers", "http-500", "customers:read"),
        ("rest", "GET /v1/invoicestatuses", "general-failure", "settings:read"),
    ],
)
def test_a_trial_that_fails_hides_nothing_else(
    clean_world: World, way: str, operation: str, kind: str, right: str
) -> None:
    before = check(clean_world)
    plant_fault(kind, operation)(clean_world)
    lines = check(clean_world)
    (untold,) = (line for line in lines if line.code == "right-untold")
    assert right in untold.what(Language.FINNISH)
    assert "?" not in untold.what(Language.FINNISH)
    granted = [[line.code for line in each].count("right-granted") for each in (before, lines)]
    assert granted[1] == granted[0] - 1
    assert "not-tried" not in codes(lines)
    built_on_it = {
        "GET /v1/customers": {"electronic-addresses-come"},
        "GET /v1/invoicestatuses": {"status-there", "credit-notes-wait", "waiting-readable"},
    }
    assert codes(before) - codes(lines) <= built_on_it.get(operation, set())


def test_braces_in_what_severa_says_stand_for_themselves(clean_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    error = TransientError("severa-general-failure", GENERAL_FAILURE.message, operation="X", said="{0} {right}")
    untold = UntoldRight(name=Text(fi="Työt", sv="Projekt", en="Projects"), refusal=error)
    monkeypatch.setattr(SoapSource, "rights", lambda _source: [untold])
    (line,) = (line for line in check(clean_world) if line.code == "right-untold")
    assert "”{0} {right}”" in line.what(Language.FINNISH)


@both_ways
def test_readable_and_unreadable_waiting_invoices_are_counted_apart(clean_world: World) -> None:
    spoil_an_invoice(clean_world)
    lines = {line.code: line.values for line in check(clean_world)}
    assert lines["waiting-readable"]["count"] == 9
    assert (lines["waiting-unreadable"]["count"], lines["waiting-unreadable"]["of"]) == (1, 10)


@both_ways
def test_where_no_waiting_invoice_can_be_read_none_is_said_to_be(make_world: MakeWorld) -> None:
    world = make_world(invoices=1, clean=True)
    spoil_an_invoice(world)
    lines = check(world)
    assert "waiting-unreadable" in codes(lines, Level.WARNING)
    assert "waiting-readable" not in codes(lines)


@both_ways
def test_a_waiting_status_without_invoices_is_readable(clean_world: World) -> None:
    clean_world.run()
    (line,) = (line for line in check(clean_world) if line.code == "waiting-readable")
    assert line.values["count"] == 0


def test_only_active_products_are_counted(clean_world: World) -> None:
    (before,) = (line.values["count"] for line in check(clean_world) if line.code == "products-there")
    one = RegisterProduct.objects.exclude(number=0).first()
    assert one is not None
    RegisterProduct.objects.filter(pk=one.pk).update(is_active=False)
    (after,) = (line.values["count"] for line in check(clean_world) if line.code == "products-there")
    assert (before, after) == (RegisterProduct.objects.count(), RegisterProduct.objects.count() - 1)


@both_ways
def test_one_thing_that_is_wrong_hides_no_other(clean_world: World) -> None:
    at_severas_pace(clean_world)
    waiting(clean_world, has_invoice_number=False)
    clean_world.severa.state.tells_electronic_addresses = False
    clean_world.severa.state.clock_offset_seconds = 600
    empty_group(vat_rate=None)(clean_world)
    wrong = codes(check(clean_world), Level.WARNING, Level.ERROR)
    assert wrong == {"waiting-without-number", "electronic-addresses-missing", "clock-behind", "groups-without-vat"}


@both_ways
def test_a_check_changes_nothing_on_either_side(world: World) -> None:
    world.run()
    before = our_side(), severas_side(world)
    check(world)
    assert (our_side(), severas_side(world)) == before


@both_ways
def test_a_wrong_key_is_said_once_and_maestro_is_looked_at_all_the_same(clean_world: World) -> None:
    set_key(clean_world, "no-such-key")
    lines = check(clean_world)
    assert [line.level for line in lines].count(Level.ERROR) == 1
    assert {"not-tried", "products-there", "groups-complete"} <= codes(lines)
