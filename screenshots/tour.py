"""The way through the application: what is clicked before a page looks as in real use, and where it is photographed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse
from playwright.sync_api import Browser, Page

from screenshots.addresses import addresses_of, every_address, examples, is_page
from screenshots.camera import Camera, open_page
from screenshots.firm import BUSY, FAILING, FIRM_ADMIN, PASSWORD, PAUSED, TWO_FACTORS, UNFINISHED, WELL, Firm
from severa_maestro.companies.models import Company
from severa_maestro.setup.models import CodeChange
from severa_maestro.transfer.ledger.models import State, Transfer

LANGUAGES = ("fi", "en")
_PATIENCE = 60_000
#: Pages that are photographed before anybody signs in.
_SIGNED_OUT = ("account_login", "account_inactive", "account_reset_password", "account_reset_password_done")


@dataclass
class Tour:
    """One tour, in one language.

    Attributes:
        address: where the application answers.
        folder: the application's data is below it, and files that are handed in on the way.
    """

    browser: Browser
    language: str
    camera: Camera
    address: str
    firm: Firm
    folder: Path

    def take(self) -> None:
        """Photographs everything; on the first tour also does what later pages show."""
        page = self._signed_in(FIRM_ADMIN)
        if not CodeChange.objects.exists():
            self._prepare(page)
        for name, address in self._addresses(page):
            page.goto(address)
            self._photograph(page, name)
        for name, steps in _SCENES.items():
            steps(self, page)
            self._photograph(page, name)
        page.context.close()
        self._photograph_signing_in()
        self._photograph_two_factors()

    def _photograph(self, page: Page, name: str) -> None:
        self.camera.photograph(page, name, self.language)

    def _prepare(self, page: Page) -> None:
        """What a page then remembers: reads and sets codes."""
        page.goto(_of(BUSY, "codes"))
        page.wait_for_selector("form[action$='/codes/read/']", timeout=_PATIENCE)
        page.locator("button[name=deed][value=sure]").first.click()
        page.locator("form[action$='/codes/set/'] button.main").click()
        page.wait_for_selector(".notices", timeout=_PATIENCE)
        page.goto(_of(UNFINISHED, "codes"))
        page.wait_for_selector("form[action$='/codes/read/']", timeout=_PATIENCE)
        for company, name in ((BUSY, "company_check"), (UNFINISHED, "company_check"), (BUSY, "preview")):
            page.goto(_of(company, name))
            page.locator("#looked form button").click()
            page.wait_for_selector("#looked form", timeout=_PATIENCE)

    def _addresses(self, page: Page) -> Iterator[tuple[str, str]]:
        """Every page: of the company with most to see, and of the one that is just being set up."""
        busy, unfinished = Company.objects.get(name=BUSY), Company.objects.get(name=UNFINISHED)
        for name, address in every_address(examples(busy)):
            if name not in _SIGNED_OUT and is_page(page, address):
                yield name, address
        for name, address in addresses_of(unfinished):
            if is_page(page, address):
                yield f"new-{name}", address

    def _photograph_signing_in(self) -> None:
        page = open_page(self.browser, self.address, self.language)
        addresses = {name: reverse(name) for name in _SIGNED_OUT} | {
            "account_reset_password_from_key": self._link_of_new_password(page),
            "account_reset_password_from_key_done": reverse("account_reset_password_from_key_done"),
            "invitation": reverse("invitation", args=[self.firm.invitation]),
            "invitation-old": reverse("invitation", args=["gone"]),
        }
        for name, address in addresses.items():
            page.goto(address)
            self._photograph(page, name)
        _sign_in(page, FIRM_ADMIN, "väärä salasana")
        self._photograph(page, "account_login-refused")
        page.context.close()

    def _link_of_new_password(self, page: Page) -> str:
        """Asks for a new password and takes the link from the letter, which waits where no mail goes out."""
        page.goto(reverse("account_reset_password"))
        page.fill("input[name=email]", FIRM_ADMIN)
        page.locator("main button.main").click()
        letters = sorted((self.folder / "data" / "unsent-mail").iterdir(), key=lambda letter: letter.stat().st_mtime)
        return re.sub(r".*?(https?://\S+).*", r"\1", letters[-1].read_text(encoding="utf-8"), flags=re.DOTALL)

    def _photograph_two_factors(self) -> None:
        page = open_page(self.browser, self.address, self.language)
        _sign_in(page, TWO_FACTORS, PASSWORD)
        self._photograph(page, "mfa_authenticate")
        page.fill("input[name=code]", self.firm.recovery_codes[LANGUAGES.index(self.language)])
        page.locator("main button.main").click()
        self._speak(page)
        for name in ("mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"):
            page.goto(reverse(name))
            _confirm(page)
            self._photograph(page, f"{name}-on")
        page.context.close()

    def _signed_in(self, email: str) -> Page:
        page = open_page(self.browser, self.address, self.language)
        _sign_in(page, email, PASSWORD)
        self._speak(page)
        return page

    def _speak(self, page: Page) -> None:
        """Chooses the language at the foot of the page."""
        page.locator(f"footer button[value={self.language}]").click()

    def open(self, page: Page, company: str, name: str, query: str = "") -> None:
        """Opens a company's page."""
        page.goto(_of(company, name) + query)

    def open_transfer(self, page: Page, **fields: object) -> None:
        """Opens the first transfer of the company with most to see that is like this."""
        found = Transfer.objects.filter(company__name=BUSY, **fields).earliest("pk")
        page.goto(reverse("transfer", args=[found.company_id, found.pk]))

    def try_connection(self, page: Page, key: str) -> None:
        """Types a new company in and tries its connection."""
        page.goto(reverse("add_company"))
        page.fill("input[name=name]", "Saarni Suunnittelu Oy")
        page.fill("input[name=soap_url]", self.firm.severa.soap_url)
        page.fill("input[name=key]", key)
        page.wait_for_selector("#trial .check-lines", timeout=_PATIENCE)

    def test_products(self, page: Page, lines: str) -> None:
        """Hands in a file of products with these lines besides."""
        file = self.folder / "tuotteet.csv"
        file.write_text(f"TuoteId;Nimi;Yksikkö;ALV-%;Tili\n{lines}", encoding="utf-8")
        page.goto(_of(BUSY, "product_import"))
        page.set_input_files("input[type=file]", file)
        page.locator("button[name=deed][value=test]").click()
        page.wait_for_selector("#test-run", timeout=_PATIENCE)

    def choose_codes(self, page: Page) -> None:
        """Chooses the first suggestions and asks what would happen."""
        page.goto(_of(BUSY, "codes") + "?state=gap")
        for place in range(3):
            page.locator("input[name=take]").nth(place).check()
        page.locator("button[name=deed][value=chosen]").first.click()

    def dismiss_without_reason(self, page: Page) -> None:
        """Sends a decision whose reason is to be in one's own words, and has none."""
        page.goto(reverse("mend"))
        group = page.locator("form[action*='/mend/decide/']").first
        group.locator("input[name=transfer]").first.check()
        group.locator("details").last.locator("summary").click()
        group.locator("input[value=own_words]").check()
        group.locator("button[value=dismiss]").click()

    def turn_on_two_factors(self, page: Page) -> None:
        """Begins to turn two-factor sign-in on."""
        page.goto(reverse("mfa_activate_totp"))
        _confirm(page)


#: Pages that need clicks, or a company or invoice of another kind; each by the name of its picture.
_SCENES: dict[str, Callable[[Tour, Page], None]] = {
    "overview-searched": lambda _, page: _goto(page, "/?q=zzz"),
    "company-failing": lambda tour, page: tour.open(page, FAILING, "company"),
    "company-paused": lambda tour, page: tour.open(page, PAUSED, "company"),
    "company-well": lambda tour, page: tour.open(page, WELL, "company"),
    "mend-failing": lambda _, page: _goto(page, f"/mend/?only={_key(FAILING)}"),
    "mend-empty": lambda _, page: _goto(page, f"/mend/?only={_key(WELL)}"),
    "mend-refused": lambda tour, page: tour.dismiss_without_reason(page),
    "transfer-blocked": lambda tour, page: tour.open_transfer(page, state=State.BLOCKED),
    "transfer-fallback": lambda tour, page: tour.open_transfer(page, fallback_rows__gt=0),
    "transfer-credit-note": lambda tour, page: tour.open_transfer(page, is_credit_note=True, state=State.TRANSFERRED),
    "transfers-blocked": lambda tour, page: tour.open(page, BUSY, "transfers", "?state=blocked"),
    "transfers-fallback": lambda tour, page: tour.open(page, BUSY, "transfers", "?fallback=on"),
    "log-fallback": lambda tour, page: tour.open(page, BUSY, "log", "?code=fallback"),
    "log-nothing": lambda tour, page: tour.open(page, BUSY, "log", "?q=zzz"),
    "codes-gaps": lambda tour, page: tour.open(page, BUSY, "codes", "?state=gap"),
    "codes_preview": lambda tour, page: tour.choose_codes(page),
    "add_company-wrong-key": lambda tour, page: tour.try_connection(page, "väärä"),
    "add_company-tried": lambda tour, page: tour.try_connection(page, tour.firm.severa.soap_key),
    "product_import-tested": lambda tour, page: tour.test_products(page, "B77;Käyttötuki;h;25,5;3000\n"),
    "product_import-refused": lambda tour, page: tour.test_products(page, "B77;Käyttötuki;h;255;3000\nXX;Muu;h;;\n"),
    "mfa_activate_totp": lambda tour, page: tour.turn_on_two_factors(page),
    "not-found": lambda _, page: _goto(page, "/companies/999999/"),
}


def _goto(page: Page, address: str) -> None:
    page.goto(address)


def _key(company: str) -> int:
    return Company.objects.get(name=company).pk


def _of(company: str, name: str) -> str:
    return reverse(name, args=[_key(company)])


def _sign_in(page: Page, email: str, password: str) -> None:
    page.goto(reverse("account_login"))
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.locator("main button.main").click()


def _confirm(page: Page) -> None:
    """Gives the password once more, where it is asked for."""
    if reverse("account_reauthenticate") in page.url:
        page.fill("input[name=password]", PASSWORD)
        page.locator("main button.main").click()
