"""Packs records small, for memory and for the state file, and unpacks them again.

A record becomes a JSON list of its fields in order, compressed. Fields are told apart by their declared types.
"""

import json
import types
import zlib
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

_Converter = Callable[[Any], Any]

#: Types whose values JSON lacks: how they are written, and how they are read.
_FORMS: dict[Hashable, tuple[_Converter, _Converter]] = {
    Decimal: (str, Decimal),
    date: (date.isoformat, date.fromisoformat),
    datetime: (datetime.isoformat, datetime.fromisoformat),
}


def pack(record: Any) -> bytes:
    """The record as bytes."""
    return zlib.compress(json.dumps(_writer(cast("Hashable", type(record)))(record), ensure_ascii=False).encode(), 1)


def unpack(kind: type[Any], packed: bytes) -> Any:
    """The record of a type that was packed."""
    return _reader(cast("Hashable", kind))(json.loads(zlib.decompress(packed)))


@cache
def _writer(kind: Hashable) -> _Converter:
    if kind in _FORMS:
        return _FORMS[kind][0]
    return _record_writer(kind) if is_dataclass(kind) else _around(kind, _writer, list)


@cache
def _reader(kind: Hashable) -> _Converter:
    if kind in _FORMS:
        return _FORMS[kind][1]
    return _record_reader(kind) if is_dataclass(kind) else _around(kind, _reader, tuple)


def _record_writer(kind: Any) -> _Converter:
    hints = get_type_hints(kind)
    steps = [(each.name, _writer(hints[each.name])) for each in fields(kind)]
    return lambda record: [step(getattr(record, name)) for name, step in steps]


def _record_reader(kind: Any) -> _Converter:
    hints = get_type_hints(kind)
    steps = [(each.name, _reader(hints[each.name])) for each in fields(kind)]
    return lambda plain: kind(**{name: step(value) for (name, step), value in zip(steps, plain, strict=True)})


def _around(kind: Hashable, converter_of: Callable[[Hashable], _Converter], collect: _Converter) -> _Converter:
    """For ``tuple[X, ...]`` and ``X | None`` what X needs; anything else is itself in JSON."""
    if get_origin(kind) is tuple:
        step = converter_of(get_args(kind)[0])
        return lambda values: collect([step(value) for value in values])
    if get_origin(kind) in (Union, types.UnionType):
        step = converter_of(next(each for each in get_args(kind) if each is not types.NoneType))
        return lambda value: None if value is None else step(value)
    return lambda value: value
