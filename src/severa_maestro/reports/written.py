"""The values of a report as a language writes them."""

import re
from datetime import date
from decimal import Decimal

from severa_maestro.invoicing.money import plain
from severa_maestro.language import Language, Text
from severa_maestro.reports.report import ColumnKind, Value

_YES = Text(fi="kyllä", sv="ja", en="yes")
_NO = Text(fi="ei", sv="nej", en="no")

_THOUSANDS = re.compile(r"(?<=[0-9])(?=(?:[0-9]{3})+$)")
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def in_words(value: Value, language: Language, kind: ColumnKind = ColumnKind.TEXT) -> str:
    """A value as the language writes it; nothing for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return (_YES if value else _NO).say(language)
    if isinstance(value, int | Decimal):
        digits = amount_in_digits(Decimal(value)) if kind is ColumnKind.AMOUNT else str(plain(Decimal(value)))
        return digits if language is Language.ENGLISH else digits.replace(".", ",")
    if isinstance(value, date):
        return value.isoformat() if language is Language.ENGLISH else f"{value.day}.{value.month}.{value.year}"
    return value.say(language) if isinstance(value, Text) else value


def on_screen(value: Value, kind: ColumnKind, language: Language) -> str:
    """A value with thousands apart and a dash where there is none."""
    text = in_words(value, language, kind)
    if kind is ColumnKind.AMOUNT:
        point, between = (".", ",") if language is Language.ENGLISH else (",", _NO_BREAK_SPACE)
        whole, *decimals = text.split(point)
        text = point.join([_THOUSANDS.sub(between, whole), *decimals])
    return f"{text}{_NO_BREAK_SPACE}%" if text and kind is ColumnKind.PERCENT else text or "–"


def for_machines(value: Value, language: Language) -> object:
    """A value for JSON: exact numbers and days as text."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return value.say(language) if isinstance(value, Text) else value


def amount_in_digits(amount: Decimal) -> str:
    """An amount with two decimals, or with all that it has."""
    return f"{amount:.2f}" if amount == round(amount, 2) else f"{amount.normalize():f}"
