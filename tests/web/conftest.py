"""Two companies, users of every role, signed-in clients, and a browser."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from severa_maestro.companies.models import Company
from severa_maestro.web.accounts.models import Membership, Role, User
from tests.transfer.conftest import clean_world, contract, make_world, way, world

#: The Severa on loopback and the company tied to it, as the transfer's tests have them.
__all__ = ["clean_world", "contract", "make_world", "way", "world"]

CHROMIUM = Path("/usr/bin/chromium")
PASSWORD = "kolme iloista kirjanpitäjää"

MakeUser = Callable[..., User]
ClientOf = Callable[..., Client]
PageOf = Callable[..., Page]


@pytest.fixture(autouse=True)
def _no_attempts_counted_yet() -> None:
    """Sign-in limits are counted in the cache, which would go on from one test to the next."""
    cache.clear()


def _company(name: str) -> Company:
    return Company.objects.create(name=name, waiting_status="Odottaa siirtoa", transferred_status="Siirretty")


@pytest.fixture
def company(db: None) -> Company:
    """The company that the users below belong to."""
    return _company("Kuusi Oy")


@pytest.fixture
def other_company(db: None) -> Company:
    """A company that they do not belong to."""
    return _company("Mänty Oy")


@pytest.fixture
def make_user(db: None) -> MakeUser:
    """Makes a user: make_user("a@b.fi", company, Role.ADMIN, language="sv")."""

    def make(email: str, company: Company | None = None, role: Role = Role.READER, **fields: Any) -> User:
        user = User.objects.create_user(email, PASSWORD, **fields)
        if company is not None:
            Membership.objects.create(user=user, company=company, role=role)
        return user

    return make


@pytest.fixture
def reader(make_user: MakeUser, company: Company) -> User:
    return make_user("lukija@kuusi.fi", company, Role.READER, name="Liisa Lukija")


@pytest.fixture
def bookkeeper(make_user: MakeUser, company: Company) -> User:
    return make_user("kirjanpitaja@kuusi.fi", company, Role.BOOKKEEPER, name="Kaisa Kirjanpitäjä")


@pytest.fixture
def admin(make_user: MakeUser, company: Company) -> User:
    return make_user("paakayttaja@kuusi.fi", company, Role.ADMIN, name="Pekka Pääkäyttäjä")


@pytest.fixture
def firm_admin(make_user: MakeUser) -> User:
    return make_user("toimisto@kuusi.fi", name="Tiina Toimisto", is_firm_admin=True)


@pytest.fixture
def stranger(make_user: MakeUser, other_company: Company) -> User:
    """An admin of the other company: must find nothing of ``company``."""
    return make_user("vieras@manty.fi", other_company, Role.ADMIN, name="Ville Vieras")


@pytest.fixture
def client_of() -> ClientOf:
    """A client that is signed in: client_of(user). With csrf=True it must send tokens, as browsers do."""

    def signed_in(user: User, *, csrf: bool = False) -> Client:
        client = Client(enforce_csrf_checks=csrf)
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; skips with a word where there is none."""
    if not CHROMIUM.exists():
        if os.environ.get("SEVERA_MAESTRO_NEEDS_CHROMIUM") == "1":
            pytest.fail(f"no Chromium at {CHROMIUM}, so the tests in a browser cannot run")
        pytest.skip(f"no Chromium at {CHROMIUM}")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "true"  # Playwright's loop runs in this thread; Django's work is not in it
    )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page_of(browser: Browser, live_server: Any) -> Iterator[PageOf]:
    """A browser page, signed in: page_of(user, width=360, dark=True); page_of() is nobody's yet.

    Addresses are relative: page.goto("/settings/"). What the browser complains of, such as the CSP, fails the test.
    """
    contexts, complaints = [], []

    def open_page(user: User | None = None, *, width: int = 1280, dark: bool = False) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            locale="fi-FI",
        )
        contexts.append(context)
        if user is not None:
            client = Client()
            client.force_login(user)
            context.add_cookies(
                [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
            )
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if _is_complaint(message) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for each in contexts:
        each.close()
    assert not complaints


def _is_complaint(message: ConsoleMessage) -> bool:
    """An error, but for a page that is answered with one: tests ask for those."""
    is_page = "static" not in message.location["url"]
    return message.type == "error" and not (message.text.startswith("Failed to load resource") and is_page)


@pytest.fixture
def photograph() -> Callable[[Page, str], None]:
    """Keeps a screenshot of the whole page where SEVERA_MAESTRO_SCREENSHOTS names a folder."""

    def keep(page: Page, name: str) -> None:
        folder = os.environ.get("SEVERA_MAESTRO_SCREENSHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)

    return keep


@pytest.fixture
def no_violation() -> Callable[[Page], None]:
    """Checks a page by axe: WCAG 2.2 A and AA, and axe's best practices."""

    def check(page: Page) -> None:
        found = Axe().run(page).response["violations"]
        assert not [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]

    return check


@pytest.fixture
def looks_right(no_violation: Callable[[Page], None], photograph: Callable[[Page, str], None]) -> Callable[..., None]:
    """Checks the page that is open, on a telephone and a screen, light and dark, and photographs it each time."""

    def check(page: Page, name: str) -> None:
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                no_violation(page)
                photograph(page, f"{name}-{width}-{scheme}")
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    return check
