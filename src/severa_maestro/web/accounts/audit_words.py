"""What the audit log keeps of a change, in the reader's words: names of things, and values that are words of ours.

What is not known here, such as what a page has stopped recording, is shown as it is kept.
"""

import re
from datetime import date
from typing import Final

from severa_maestro.matching.finding_texts import WORDS
from severa_maestro.web import reader, written
from severa_maestro.web.say import say
from severa_maestro.web.transfers.shown_findings import name_of as finding_name

#: The text of each name.
NAMES: Final = {
    **{
        name: f"audit.{name}"
        for name in (
            *("accepted", "added", "beginning", "browser", "changed", "digest", "email", "error", "file", "from"),
            *("invoice", "map", "minutes", "refused", "role", "severa", "statuses", "to", "unchanged"),
        )
    },
    **{name: f"products.{name}" for name in ("group", "product_number", "sales_account", "supplier", "unit")},
    **{name: f"company_settings.{name}" for name in ("booked_until", "client_id", "default_group", "pace", "way")},
    "address": "company_settings.address",
    "closes": "schedule.closes",
    "code": "code_map.code",
    "days": "schedule.days",
    "expires_on": "api_tokens.expires_on",
    "is_active": "products.is_active",
    "key": "company_settings.key",
    "kind": "code_map.kind",
    "language": "settings.language",
    "letter": "product_groups.letter",
    "name": "company_settings.name",
    "number": "products.number",
    "opens": "schedule.opens",
    "product": "invoice.product",
    "reason": "deed.reason",
    "requires_two_factors": "users.requires_two_factors",
    "right": "api_tokens.right",
    "state": "transfers.state",
    "theme": "settings.theme",
    "transferred_status": "company.transferred_status",
    "url": "company_settings.address",
    "vat_rate": "products.vat_rate",
    "waiting_status": "company.waiting_status",
    "writes_severa_log": "company_settings.writes_severa_log",
}
#: The texts of values that are words of ours, by the name that they stand under.
VALUES: Final = {
    "key": {"set": "audit.key_set", "changed": "audit.key_changed"},
    "language": {each: f"settings.{each}" for each in ("fi", "sv", "en")},
    "right": {"read": "api_tokens.read", "act": "api_tokens.act"},
    "role": {
        **{each: f"users.{each}" for each in ("reader", "bookkeeper", "admin")},
        "firm-admin": "users.firm_admin",
    },
    "state": {
        each: f"state.{each}"
        for each in ("fetched", "blocked", "stored", "handed_over", "transferred", "dismissed", "waiting")
    },
    "theme": {each: f"layout.theme_{each}" for each in ("auto", "light", "dark")},
}

_DAY: Final = re.compile(r"[0-9]{4}-[01][0-9]-[0-3][0-9]")


def name_in_words(name: str) -> str:
    """What something is called; a number is that of an invoice's row."""
    if name.isdecimal():
        return say("audit.row", row=name)
    return say(NAMES[name]) if name in NAMES else name


def value_in_words(name: str, value: object) -> str:
    """What something is or was; empty where it was not there."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("invoice.yes") if value else say("invoice.no")
    if isinstance(value, list):
        return ", ".join(value_in_words(name, each) for each in value)
    return _text_in_words(name, str(value))


def _text_in_words(name: str, text: str) -> str:
    if text in VALUES.get(name, {}):
        return say(VALUES[name][text])
    if name == "kind" and text in WORDS:
        return reader.in_words(WORDS[text])
    if name == "accepted":
        return ", ".join(_finding(code) for code in text.split(", ") if code)
    if name == "days" and text.isdecimal():
        return ", ".join(say(f"schedule.day_{day}") for day in text)
    return written.day(date.fromisoformat(text)) if _DAY.fullmatch(text) else text


def _finding(code: str) -> str:
    try:
        return finding_name(code)
    except KeyError:
        return code
