"""Writes replies as WCF's DataContract serializer does: every member in wire order, nil where there is nothing.

Values come as dictionaries by member name; what is missing is nil, or the default of its value type. Only a member
that is newer than the contract is not there at all where it is missing.
"""

import base64
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from severa_maestro.sandbox.contract import (
    API,
    ARRAYS,
    ENTITIES,
    INSTANCE,
    SERVICE,
    SOAP_ENVELOPE,
    Member,
    Operation,
    members,
)

Values = Mapping[str, Any]
_Emit = Callable[[str], None]
_Writer = Callable[[Any, _Emit], None]

_DEFAULTS = {
    "int": "0",
    "long": "0",
    "bool": "false",
    "decimal": "0",
    "dateTime": "0001-01-01T00:00:00",
    "InvoicePdfGetOptions": "All",
}
_ESCAPES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        "\r": "&#xD;",
        # What XML 1.0 cannot carry at all is left out.
        **{chr(code): None for code in range(32) if chr(code) not in "\t\n\r"},
        "\ufffe": None,
        "\uffff": None,
    }
)


_NEEDS_ESCAPE = re.compile("[" + re.escape("".join(chr(code) for code in _ESCAPES)) + "]")


def escape(text: str) -> str:
    """The text as XML character data."""
    # Few texts need it, and looking is much cheaper than translating.
    return text.translate(_ESCAPES) if _NEEDS_ESCAPE.search(text) else text


def date_time(value: datetime | date | str) -> str:
    """An xs:dateTime: moments in UTC as ``…Z``, days as their midnight without an offset, text as it is."""
    if isinstance(value, str):
        return value
    if not isinstance(value, datetime):
        return f"{value.isoformat()}T00:00:00"
    if value.tzinfo is None:
        return value.isoformat()
    return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _plain_decimal(value: Decimal) -> str:
    return format(value, "f")


def _truth(value: bool) -> str:  # noqa: FBT001 - it is the value
    return "true" if value else "false"


_FORMATS: dict[str, Callable[[Any], str]] = {
    "string": escape,
    "int": str,
    "long": str,
    "bool": _truth,
    "decimal": _plain_decimal,
    "dateTime": date_time,
    "bytes": _base64,
    "InvoicePdfGetOptions": str,
}


@cache
def _writer_of_type(type_name: str) -> Callable[[Values, _Emit], None]:
    """Writes the members of one object."""
    plan = [
        (
            member.name,
            _FORMATS.get(member.type),
            f"<a:{member.name}>",
            f"</a:{member.name}>",
            f"<a:{member.name}/>",
            _nothing(member, "a:"),
            _writer_of_member(member, "a:"),
            member.is_newer,
        )
        for member in members(type_name)
    ]

    def write(values: Values, emit: _Emit) -> None:
        # Simple members are written here and not by their writers: an invoice has hundreds of them.
        find = values.get
        for name, form, start, end, empty, nothing, writer, is_newer in plan:
            value = find(name)
            if value is None:
                if not is_newer or name in values:
                    emit(nothing)
            elif form is None:
                writer(value, emit)
            else:
                text = form(value)
                emit(f"{start}{text}{end}" if text else empty)

    return write


def _nothing(member: Member, prefix: str, attributes: str = "") -> str:
    """What stands for a member without a value."""
    if member.is_nillable:
        return f'<{prefix}{member.name}{attributes} i:nil="true"/>'
    return f"<{prefix}{member.name}{attributes}>{_DEFAULTS[member.type]}</{prefix}{member.name}>"


def _writer_of_member(member: Member, prefix: str, attributes: str = "") -> _Writer:
    """Writes one member with its element."""
    start, end = f"<{prefix}{member.name}{attributes}>", f"</{prefix}{member.name}>"
    empty = f"<{prefix}{member.name}{attributes}/>"
    nothing = _nothing(member, prefix, attributes)
    if member.item_type is not None:
        return _list_writer(member.item_type, start, end, empty, nothing)
    if member.type in _FORMATS:
        return _simple_writer(_FORMATS[member.type], start, end, empty, nothing)
    content = _writer_of_type(member.type)

    def write_object(value: Any, emit: _Emit) -> None:
        if value is None:
            emit(nothing)
            return
        emit(start)
        content(value, emit)
        emit(end)

    return write_object


def _simple_writer(form: Callable[[Any], str], start: str, end: str, empty: str, nothing: str) -> _Writer:
    def write(value: Any, emit: _Emit) -> None:
        if value is None:
            emit(nothing)
        elif value == "":
            emit(empty)
        else:
            emit(start + form(value) + end)

    return write


def _write_string_item(value: Any, emit: _Emit) -> None:
    emit(f"<b:string>{escape(value)}</b:string>")


def _list_writer(item_type: str, start: str, end: str, empty: str, nothing: str) -> _Writer:
    write_item: _Writer = _write_string_item
    if item_type == "string":
        start = start[:-1] + f' xmlns:b="{ARRAYS}">'
        empty = empty[:-2] + f' xmlns:b="{ARRAYS}"/>'
    else:
        write_item = _writer_of_member(Member(item_type, item_type, is_nillable=True), "a:")

    def write(value: Sequence[Any] | None, emit: _Emit) -> None:
        if value is None:
            emit(nothing)
        elif not value:
            emit(empty)
        else:
            emit(start)
            for item in value:
                if isinstance(item, Rendered):
                    emit(item.text)
                else:
                    write_item(item, emit)
            emit(end)

    return write


class Rendered:
    """An object of a list that has been written already."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def render_item(type_name: str, values: Values) -> Rendered:
    """Writes one object of a list ahead of time, so that it can be used again."""
    parts: list[str] = []
    _writer_of_member(Member(type_name, type_name, is_nillable=True), "a:")(values, parts.append)
    return Rendered("".join(parts))


@cache
def _result_writer(operation: Operation) -> _Writer:
    result = operation.result
    if result is None:
        raise ValueError(f"{operation.name} gives nothing back")
    is_plain = result.type in _FORMATS
    namespaces = f' xmlns:i="{INSTANCE}"' if is_plain else f' xmlns:a="{ENTITIES}" xmlns:i="{INSTANCE}"'
    return _writer_of_member(result, "", namespaces)


def quota_headers(quota: int, used: int) -> str:
    """The two headers of every reply."""
    return f'<Quota xmlns="{SERVICE}">{quota}</Quota><UsedQuota xmlns="{SERVICE}">{used}</UsedQuota>'


def envelope(headers: str, body: str) -> bytes:
    """A SOAP 1.1 message."""
    head = f"<s:Header>{headers}</s:Header>" if headers else ""
    return f'<s:Envelope xmlns:s="{SOAP_ENVELOPE}">{head}<s:Body>{body}</s:Body></s:Envelope>'.encode()


def reply(operation: Operation, value: Any, headers: str) -> bytes:
    """The reply of an operation; ``value`` is ignored where it gives nothing back."""
    parts = [f'<{operation.name}Response xmlns="{SERVICE}">']
    if operation.result is not None:
        _result_writer(operation)(value, parts.append)
    parts.append(f"</{operation.name}Response>")
    return envelope(headers, "".join(parts))


def reply_in_parts(operation: Operation, items: Iterable[Rendered], headers: str) -> Iterator[bytes]:
    """The same of a long list, part by part: it need not be in memory as a whole."""
    mark = "<!-- items -->"
    head, tail = reply(operation, [Rendered(mark)], headers).split(mark.encode())
    yield head
    for item in items:
        yield item.text.encode()
    yield tail


def fault(exception: str, text: str, description: str, headers: str) -> bytes:
    """A fault with one of Severa's exceptions as its detail; ``exception`` may be one that the contract lacks."""
    detail = (
        f'<{exception} xmlns="{API}" xmlns:i="{INSTANCE}">'
        f"<Description>{escape(description)}</Description>"
        f'<Source i:nil="true"/></{exception}>'
    )
    return plain_fault("s:Client", text, headers, f"<detail>{detail}</detail>")


def plain_fault(code: str, text: str, headers: str, detail: str = "") -> bytes:
    """A fault as WCF gives it for messages it cannot take."""
    body = f'<s:Fault><faultcode>{code}</faultcode><faultstring xml:lang="en-US">{escape(text)}</faultstring>{detail}'
    return envelope(headers, body + "</s:Fault>")
