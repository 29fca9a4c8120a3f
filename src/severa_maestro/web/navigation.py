"""The way around: each page that belongs in a menu says so in its own module, as ``MENU``."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Literal

from severa_maestro.web import pages
from severa_maestro.web.accounts.models import Role


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry.

    Attributes:
        place: the head of every page, or the head of a company's pages (its address takes the company's key).
        order: smaller comes first.
        text: the key of its text.
        url_name: the name of its address.
        role: who sees it, in the company; for the head, ``None`` is everybody.
        only_firm_admins: whether nobody else sees it.
    """

    place: Literal["head", "company"]
    order: int
    text: str
    url_name: str
    role: Role = Role.READER
    only_firm_admins: bool = False


@cache
def page_modules() -> tuple[ModuleType, ...]:
    """All modules of ``pages``: one a page."""
    names = sorted(module.name for module in iter_modules(pages.__path__))
    return tuple(import_module(f"{pages.__name__}.{name}") for name in names)


def menu(place: Literal["head", "company"]) -> Iterator[MenuItem]:
    """The entries of a place, in their order."""
    items = [item for module in page_modules() for item in getattr(module, "MENU", ()) if item.place == place]
    return iter(sorted(items, key=lambda item: item.order))
