"""The lines of a check as pages show them: icon, what is so, what to do, and the page on which to do it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.http import urlencode

from severa_maestro.companies.models import Company
from severa_maestro.setup.check import CheckLine, Level
from severa_maestro.web import reader
from severa_maestro.web.say import say
from severa_maestro.web.sentences import on_a_page

#: Each level as a key of ``states.py``, the worst first.
_STATES: Final = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "info", Level.OK: "well"}

#: Where what a line is about is mended: the name of a page's address, by the code of the line.
_MENDED_ON: Final = {
    **dict.fromkeys(("status-unknown", "status-inactive", "statuses-equal", "statuses-not-chosen"), "statuses"),
    **dict.fromkeys(("only-fallback",), "product_import"),
    **dict.fromkeys(("groups-without-account", "groups-without-vat", "fallback-incomplete"), "product_groups"),
    **dict.fromkeys(("items-without-product",), "codes"),
    **dict.fromkeys(("waiting-unreadable",), "preview"),
    **dict.fromkeys(
        (
            "pace-too-fast",
            "secret-does-not-open",
            "severa-address-unusable",
            "severa-address-wrong",
            "severa-credentials-refused",
            "severa-key-refused",
        ),
        "connection",
    ),
}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of a check in the reader's words.

    Attributes:
        state: a key of ``states.py``.
        address: of the page where it is mended; empty where that is not here.
        where: what that page is called.
    """

    code: str
    state: str
    what: str
    to_do: str
    address: str = ""
    where: str = ""


def shown(line: CheckLine, company: Company | None = None, back: str = "") -> ShownLine:
    """One line; the page on which it is mended only for a company that is there.

    Args:
        line: of a check.
        company: which was checked.
        back: the address of the page that shows the line, to which the import of products comes back.
    """
    language = reader.language()
    page = _MENDED_ON.get(line.code, "") if company is not None and company.pk is not None else ""
    return ShownLine(
        code=line.code,
        state=_STATES[line.level],
        what=line.what(language),
        to_do=on_a_page(line.to_do(language)),
        address=_address(page, company, back) if page and company is not None else "",
        where=say(f"company_check.to_{page}") if page else "",
    )


def _address(page: str, company: Company, back: str) -> str:
    address = reverse(page, args=(company.pk,))
    return f"{address}?{urlencode({'next': back})}" if back and page == "product_import" else address


def worst_first(lines: Iterable[CheckLine]) -> list[CheckLine]:
    """The lines, errors first, each level in the order of the check."""
    return sorted(lines, key=lambda line: list(_STATES).index(line.level))
