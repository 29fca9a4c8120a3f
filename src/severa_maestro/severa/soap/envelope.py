"""Reads a SOAP reply: its records one after another, its fault, its quota.

Each record is handed over as soon as it is complete and is then let go, so that memory does not grow with the reply.
No part of a reply is believed before all of it has been read: one that breaks off gives nothing.

Names of the envelope's parts are looked for without regard to prefix, and in either SOAP namespace.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Generic, TypeVar

from lxml import etree

from severa_maestro.severa.soap.operations import Operation
from severa_maestro.severa.soap.record import is_nil
from severa_maestro.severa.source import Quota

T = TypeVar("T")

#: Characters that XML does not allow: references to them, which .NET writes for control characters that people paste
#: into texts (a line break of Word is U+000B), and the characters themselves in UTF-8. No XML parser takes either.
_FORBIDDEN_CHARACTER = re.compile(
    rb"&#(?:x0*(?P<hexadecimal>[0-8bcef]|1[0-9a-f]|fff[ef]|d[89a-f][0-9a-f]{2})"
    rb"|0*(?P<decimal>[0-8]|1[124-9]|2[0-9]|3[01]|6553[45]));"
    rb"|(?P<raw>[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|\xed[\xa0-\xbf][\x80-\xbf])",
    re.IGNORECASE,
)


class UnreadableReplyError(ValueError):
    """The reply is not a SOAP reply to what was asked. Its text says in English what it is instead."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a fault says.

    Attributes:
        names: what its kind may be called, in small letters and without "exception", the most telling first.
        text: what it says for a person; may be empty.
    """

    names: tuple[str, ...] = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Envelope(Generic[T]):
    """What a reply says.

    Attributes:
        records: as they were read, nil ones left out.
        fault: None where the reply holds none.
        quota: None where the reply says nothing of it.
        is_mended: characters that XML does not allow were replaced before it could be read.
    """

    records: list[T]
    fault: Fault | None
    quota: Quota | None
    is_mended: bool = False


def read_envelope(body: bytes, operation: Operation, read: Callable[[etree._Element], T]) -> Envelope[T]:
    """The reply to an operation.

    Args:
        body: the reply as it came.
        operation: what was asked.
        read: makes something of one record's element, and keeps nothing of the element.

    Raises:
        UnreadableReplyError: the reply is not XML, is cut, defines entities, or does not answer what was asked.
    """
    try:
        return _read(body, operation, read)
    except etree.XMLSyntaxError as error:
        mended = _FORBIDDEN_CHARACTER.sub(_allowed_character, body)
        if mended == body:
            raise UnreadableReplyError(_first_line(error)) from None
    try:
        return replace(_read(mended, operation, read), is_mended=True)
    except etree.XMLSyntaxError as error:
        raise UnreadableReplyError(_first_line(error)) from None


def _read(body: bytes, operation: Operation, read: Callable[[etree._Element], T]) -> Envelope[T]:
    events = etree.iterparse(
        BytesIO(body),
        events=("start", "end"),
        tag=("{*}Envelope", operation.record_tag),
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    records: list[T] = []
    for event, element in events:
        if event == "start":
            _refuse_document_type(element)
            continue
        parent = element.getparent()
        if parent is not None and parent.tag == operation.parent_tag:
            if not is_nil(element) and len(element):
                records.append(read(element))
            _let_go(element, parent)
    _refuse_document_type(events.root)
    header, content = _parts(events.root)
    fault = None if content is None else _fault(content)
    if fault is None and (content is None or content.tag != operation.response_tag):
        raise UnreadableReplyError(f"no {operation.name}Response in it")
    return Envelope(records=records, fault=fault, quota=None if header is None else _quota(header))


def _let_go(element: etree._Element, parent: etree._Element) -> None:
    """Empties a record that has been read, and drops those before it: the parser still stands on this one."""
    element.clear()
    while element.getprevious() is not None:
        del parent[0]


def _refuse_document_type(element: etree._Element) -> None:
    """No document type: SOAP 1.1, section 3, forbids it, and only an attack would define entities."""
    if element.getroottree().docinfo.internalDTD is not None:
        raise UnreadableReplyError("it has a document type")


def _parts(root: etree._Element) -> tuple[etree._Element | None, etree._Element | None]:
    """The header, and the first element in the body."""
    if _local_name(root) != "Envelope":
        raise UnreadableReplyError(f"its root is {_local_name(root)}")
    body = _child(root, "Body")
    if body is None:
        raise UnreadableReplyError("it has no Body")
    return _child(root, "Header"), next(iter(body), None)


def _fault(content: etree._Element) -> Fault | None:
    if _local_name(content).lower() != "fault":
        return None
    parts = {_local_name(part).lower(): part for part in content}
    detail = parts.get("detail")
    string = " ".join(_texts(parts.get("faultstring", parts.get("reason"))))
    code = " ".join(_texts(parts.get("faultcode", parts.get("code"))))
    names = [*_detail_names(detail), code.rpartition(":")[2]]
    said = " ".join(_texts(detail, "Description", "Message")) or string
    return Fault(names=tuple(_kind(name) for name in names if name), text=said)


def _detail_names(detail: etree._Element | None) -> Iterator[str]:
    """The names of what stands in the detail; for .NET's own ``ExceptionDetail`` the types that it tells."""
    if detail is None:
        return
    for each in detail:
        yield _local_name(each)
    for each in detail.iter("{*}Type"):
        yield (each.text or "").strip().rpartition(".")[2]


def _kind(name: str) -> str:
    return name.strip().casefold().removesuffix("exception")


def _quota(header: etree._Element) -> Quota | None:
    allowed, used = (_number(_child(header, name)) for name in ("Quota", "UsedQuota"))
    return Quota(allowed=allowed, used=used) if allowed is not None and used is not None else None


def _number(element: etree._Element | None) -> int | None:
    text = "" if element is None else (element.text or "").strip()
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else None


def _child(parent: etree._Element, name: str) -> etree._Element | None:
    return next(parent.iterchildren(f"{{*}}{name}"), None)


def _texts(element: etree._Element | None, *names: str) -> Iterator[str]:
    """The texts in an element, or only those of the named elements in it."""
    if element is None:
        return
    tags = [f"{{*}}{name}" for name in names]
    for each in element.iter(*tags):
        if each.text and each.text.strip():
            yield each.text.strip()


def _local_name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _allowed_character(match: re.Match[bytes]) -> bytes:
    is_line_break = (
        match["raw"] in (b"\x0b", b"\x0c")
        or match["decimal"] in (b"11", b"12")
        or (match["hexadecimal"] or b"").lower() in (b"b", b"c")
    )
    return b"&#10;" if is_line_break else b"&#xFFFD;"


def _first_line(error: etree.XMLSyntaxError) -> str:
    return str(error.msg or "not XML").splitlines()[0][:200]
