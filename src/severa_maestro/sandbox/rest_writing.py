"""Writes JSON with exact numbers: a Decimal goes out as its plain digits, never through a float."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from json.encoder import encode_basestring as quoted
from typing import Any


def written(value: Any) -> str:
    """The value as JSON; moments in UTC as ``…Z``, days as ``2026-11-20``."""
    return _WRITERS[type(value)](value)


def plain(value: Decimal) -> str:
    """A number as JSON of .NET has it: no exponent, no zeros after the last decimal that counts."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def moment(value: datetime) -> str:
    """A moment in UTC."""
    return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _object(value: dict[str, Any]) -> str:
    # Most members are simple: they are written here, without a call of ``written`` for each.
    find = _WRITERS
    return "{" + ",".join([f"{quoted(name)}:{find[type(each)](each)}" for name, each in value.items()]) + "}"


def _list(value: list[Any]) -> str:
    return "[" + ",".join([written(each) for each in value]) + "]"


_WRITERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "null",
    bool: lambda value: "true" if value else "false",
    int: str,
    str: quoted,
    Decimal: plain,
    datetime: lambda value: f'"{moment(value)}"',
    date: lambda value: f'"{value.isoformat()}"',
    dict: _object,
    list: _list,
}
