"""The camera: a page in a language, photographed light and dark, on a screen and on a telephone."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
WIDTHS = (1280, 360)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_LOCALES = {"fi": "fi-FI", "en": "en-GB"}
_HEIGHT = 800


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window. It draws fields of days and files itself, in the languages that it has."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def open_page(browser: Browser, address: str, language: str) -> Page:
    """A page of a browser that nobody has signed in with; addresses are relative to the application's."""
    context = browser.new_context(
        base_url=address,
        locale=_LOCALES[language],
        timezone_id="Europe/Helsinki",
        reduced_motion="reduce",
        viewport={"width": WIDTHS[0], "height": _HEIGHT},
    )
    return context.new_page()


@dataclass
class Camera:
    """Keeps pictures of pages.

    Attributes:
        folder: where to: ``LANGUAGE/SCHEME-WIDTH/NAME.png`` below it.
        guide: where the guide's own pictures go: in Finnish, light, 1280 pixels wide.
        guide_heights: which pages the guide shows, and how many pixels of each from the top.
    """

    folder: Path
    guide: Path
    guide_heights: Mapping[str, int]
    taken: int = 0

    def photograph(self, page: Page, name: str, language: str) -> None:
        """Keeps the page that is open, in each width and scheme, whole."""
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": _HEIGHT})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                page.screenshot(path=self.folder / language / f"{scheme}-{width}" / f"{name}.png", full_page=True)
                self.taken += 1
        page.set_viewport_size({"width": WIDTHS[0], "height": _HEIGHT})
        page.emulate_media(color_scheme=SCHEMES[0])
        if language == "fi" and name in self.guide_heights:
            top: FloatRect = {"x": 0, "y": 0, "width": WIDTHS[0], "height": self.guide_heights[name]}
            page.screenshot(path=self.guide / f"{name}.png", clip=top)
