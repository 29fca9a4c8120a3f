"""Sentences that the command line shares, on a page: where one names a command, the page that does it is named."""

import re
from typing import Final

from severa_maestro.errors import SeveraMaestroError
from severa_maestro.web import reader
from severa_maestro.web.say import say

#: The page of each command, as the menus lead to it.
_PAGES: Final[dict[str, tuple[str, ...]]] = {
    "company add": ("overview.title",),
    "company change": ("company_settings.title",),
    "company connect": ("company_settings.title", "connection.title"),
    "codes compare": ("codes.title",),
    "codes set": ("codes.title",),
    "codes map": ("codes.title", "code_map.title"),
    "codes unmap": ("codes.title", "code_map.title"),
    "codes list": ("codes.title", "code_map.title"),
    "codes history": ("codes.title", "code_history.title"),
    "codes undo": ("codes.title", "code_history.title"),
    "products import": ("registers.title", "products.title"),
    "products list": ("registers.title", "products.title"),
    "products group": ("registers.title", "product_groups.title"),
    "rematch": ("rematch.title",),
    "run": ("preview.title",),
    "show": ("transfers.title",),
    "transfers": ("transfers.title",),
    "user add": ("users.title",),
    "user list": ("users.title",),
}

#: ``severa-maestro company connect NAME --client-id ID``: its words, and options with their values.
_COMMAND = re.compile(
    rf"severa-maestro ({'|'.join(sorted(_PAGES, key=len, reverse=True))})\b"
    r'(?: [A-ZÅÄÖ]{2,}\b| --[a-z-]+| /| "[^"]*")*'
)
#: `` (dismiss)``, `` (--client-id)``, and ``: dismiss`` but for its full stop: what a button beside the sentence says.
_ASIDE = re.compile(
    r" \((?:show|dismiss|retry --accept|[^()]* --[^()]*|--[^()]*)\)"
    r"|: (?:dismiss|--[a-z]+(?: \w+ --[a-z]+)*)(?=\.)"
)


def on_a_page(sentence: str) -> str:
    """The sentence with the names of pages in place of commands."""
    return _ASIDE.sub("", _COMMAND.sub(_page, sentence))


def error_on_a_page(error: SeveraMaestroError) -> str:
    """What is the matter and what to do, in the reader's language."""
    return on_a_page(reader.in_words(error.as_text()))


def _page(command: re.Match[str]) -> str:
    return " › ".join(say(key) for key in _PAGES[command[1]])
