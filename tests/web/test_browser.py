"""The base's pages in a browser: no violation of accessibility, keys, language and theme."""

from collections.abc import Callable

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import Invitation, User
from tests.web.conftest import PASSWORD, PageOf
from tests.web.ledger_rows import connect

LooksRight = Callable[[Page, str], None]

pytestmark = pytest.mark.django_db(transaction=True)


def test_signing_in_looks_right(page_of: PageOf, looks_right: LooksRight) -> None:
    page = page_of()
    page.goto("/sign-in/")
    looks_right(page, "sign-in")
    page.get_by_label("Sähköposti").fill("kuka@tahansa.fi")
    page.get_by_label("Salasana").fill("väärä salasana")
    page.locator("main button").click()
    expect(page.get_by_text("Sähköposti tai salasana on väärä.")).to_be_visible()
    looks_right(page, "sign-in-refused")


@pytest.mark.parametrize(
    ("name", "address", "status"),
    [
        ("overview", "/", 200),
        ("settings", "/settings/", 200),
        ("users", "/companies/{company}/users/", 200),
        ("audit", "/companies/{company}/audit/", 200),
        ("sessions", "/sessions/", 200),
        ("two-factor", "/two-factor/", 200),
        ("firm-users", "/users/", 200),
        ("firm-audit", "/audit/", 200),
        ("not-found", "/nowhere/", 404),
    ],
)
def test_a_page_looks_right(
    page_of: PageOf,
    looks_right: LooksRight,
    company: Company,
    bookkeeper: User,
    firm_admin: User,
    name: str,
    address: str,
    status: int,
) -> None:
    Invitation.invite("uusi@kuusi.fi", company=company, role="bookkeeper")
    with transaction.atomic():
        record(firm_admin, company, "role-changed", {"role": "reader"}, {"role": "bookkeeper"})
    page = page_of(firm_admin)
    response = page.goto(address.format(company=company.pk))
    assert response is not None
    assert response.status == status
    looks_right(page, name)


def test_a_user_signs_in_and_out_with_the_keyboard_alone(page_of: PageOf, reader: User) -> None:
    page = page_of()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Siirry sisältöön")).to_be_focused()
    page.get_by_label("Sähköposti").focus()
    page.keyboard.type(reader.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Yleiskuva")).to_be_visible()
    page.locator(".user summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Kirjaudu ulos").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Kirjaudu sisään")).to_be_visible()


def test_j_and_k_move_and_enter_opens(
    page_of: PageOf, company: Company, other_company: Company, firm_admin: User
) -> None:
    page = page_of(firm_admin)
    page.goto("/")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name=company.name, exact=True)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=company.name)).to_be_visible()


def test_a_slash_searches_from_every_page(page_of: PageOf, company: Company, firm_admin: User) -> None:
    page = page_of(firm_admin)
    page.goto("/settings/")
    page.keyboard.press("/")
    expect(page.get_by_label("Hae yritystä")).to_be_focused()


def test_a_progress_that_gets_no_answer_says_so_until_it_gets_one(
    page_of: PageOf, company: Company, firm_admin: User
) -> None:
    connect(company)
    Schedule.of(company).ask()
    page = page_of(firm_admin)
    page.goto(f"/companies/{company.pk}/")
    word = page.get_by_text("Yhteys katkesi. Yritetään uudelleen.")
    expect(word).to_be_hidden()
    page.evaluate("console.error = () => undefined")  # where htmx tells of it: that is meant here
    page.context.set_offline(True)
    expect(word).to_be_visible()
    page.context.set_offline(False)
    expect(word).to_be_hidden()


def test_the_language_is_switched_at_the_foot_of_the_page(page_of: PageOf, firm_admin: User) -> None:
    page = page_of(firm_admin)
    page.goto("/settings/")
    page.get_by_role("button", name="Svenska").click()
    expect(page.get_by_role("heading", name="Egna inställningar")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "sv"
    assert page.url.endswith("/settings/")


def test_the_chosen_theme_wins_over_the_machines(page_of: PageOf, firm_admin: User) -> None:
    page = page_of(firm_admin, dark=False)
    page.goto("/settings/")
    before = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.get_by_role("button", name="Tumma").click()
    page.wait_for_load_state()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != before


def test_on_a_phone_the_menus_are_folded_and_the_page_begins_at_once(
    company: Company, firm_admin: User, page_of: PageOf
) -> None:
    page = page_of(firm_admin, width=360)
    page.goto(f"/companies/{company.pk}/log/")
    heading = page.get_by_role("heading", level=1).bounding_box()
    assert heading is not None
    assert heading["y"] < 200
    page.locator(".of-company > summary").click()
    page.get_by_role("navigation", name="Yrityksen sivut").get_by_role("link", name="Siirrot").click()
    page.wait_for_url("**/transfers/")
    page.locator(".head .fold > summary").click()
    menu = page.get_by_role("navigation", name="Päävalikko").bounding_box()
    assert menu is not None
    assert 0 <= menu["x"] <= menu["x"] + menu["width"] <= 360
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/")
    expect(page.get_by_role("navigation", name="Päävalikko").get_by_role("link", name="Korjattavat")).to_be_visible()
    expect(page.get_by_text("Valikko", exact=True)).to_be_hidden()


def test_a_printed_page_says_whose_it_is_and_when(company: Company, firm_admin: User, page_of: PageOf) -> None:
    page = page_of(firm_admin)
    page.goto(f"/companies/{company.pk}/log/")
    stamp = page.locator(".only-printed")
    expect(stamp).to_be_hidden()
    page.emulate_media(media="print")
    expect(stamp).to_be_visible()
    expect(stamp).to_contain_text("Kuusi Oy · Tulostettu")
