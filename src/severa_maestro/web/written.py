"""Numbers, money, days and times as the reader's language writes them; times are Helsinki's."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from severa_maestro.language import Language
from severa_maestro.web import reader

_HELSINKI = ZoneInfo("Europe/Helsinki")
_NO_BREAK = "\u00a0"
_MINUS = "\u2212"
#: Signs of one currency alone; the others are written with their letters.
_SIGNS = {"EUR": "€", "GBP": "£"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def number(value: Decimal | float, decimals: int | None = None) -> str:
    """``1 234,5``, in English ``1,234.5``; with so many decimals, or with all that it has."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    written = f"{abs(exact):,.{decimals}f}" if decimals is not None else f"{abs(exact):,f}"
    sign = _MINUS if exact < 0 and any(each in "123456789" for each in written) else ""
    if reader.language() is not Language.ENGLISH:
        written = written.translate({ord(","): _NO_BREAK, ord("."): ","})
    return sign + written


def money(amount: Decimal, currency: str = "EUR") -> str:
    """``1 234,50 €``, in English ``€1,234.50``; with more than two decimals only where the amount has them."""
    decimals = 2 if amount == round(amount, 2) else None
    written = number(amount, decimals)
    if reader.language() is not Language.ENGLISH:
        return f"{written}{_NO_BREAK}{_SIGNS.get(currency, currency)}"
    sign = _SIGNS.get(currency, f"{currency}{_NO_BREAK}")
    return f"{_MINUS}{sign}{written[1:]}" if written.startswith(_MINUS) else f"{sign}{written}"


def percent(value: Decimal | int) -> str:
    """``25,5 %``, in English ``25.5%``."""
    plain = Decimal(value).normalize()
    written = number(plain if plain != plain.to_integral_value() else Decimal(int(plain)))
    return f"{written}%" if reader.language() is Language.ENGLISH else f"{written}{_NO_BREAK}%"


def day(value: date) -> str:
    """``22.11.2026``, in English ``22 Nov 2026``; of a moment, its day in Helsinki."""
    there = _in_helsinki(value).date() if isinstance(value, datetime) else value
    if reader.language() is Language.ENGLISH:
        return f"{there.day}{_NO_BREAK}{_MONTHS[there.month - 1]}{_NO_BREAK}{there.year}"
    return f"{there.day}.{there.month}.{there.year}"


def clock(value: datetime) -> str:
    """``9.05``, in Swedish ``9:05`` and in English ``09:05``."""
    there = _in_helsinki(value)
    form = {
        Language.FINNISH: f"{there.hour}.{there.minute:02}",
        Language.SWEDISH: f"{there.hour}:{there.minute:02}",
        Language.ENGLISH: f"{there.hour:02}:{there.minute:02}",
    }
    return form[reader.language()]


def moment(value: datetime) -> str:
    """Day and time."""
    return f"{day(value)}{_NO_BREAK}{clock(value)}"


def _in_helsinki(value: datetime) -> datetime:
    return value.astimezone(_HELSINKI)
