"""The file of a test run, kept until it is imported: on our side, of one session and one company."""

import hashlib
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from severa_maestro.companies.models import Company

_IN_SESSION = "product_files"
_LONGEST_NAME = 100
#: After a day nobody's session knows a file any more.
_SECONDS_KEPT = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that somebody has sent.

    Attributes:
        name: as it was called at the sender's.
        digest: SHA-256 of the content, in hexadecimal digits.
    """

    name: str
    content: bytes
    digest: str

    @classmethod
    def keep(cls, session: SessionBase, company: Company, name: str, content: bytes) -> Self:
        """Keeps a file in the place of the one that the session has of the company."""
        forget(session, company)
        remove_old()
        path = _folder() / secrets.token_hex(16)
        path.touch(mode=0o600)
        path.write_bytes(content)
        kept = cls(name[-_LONGEST_NAME:], content, _digest(content))
        told = {"file": path.name, "name": kept.name, "digest": kept.digest}
        session[_IN_SESSION] = {**session.get(_IN_SESSION, {}), str(company.pk): told}
        return kept

    @classmethod
    def of(cls, session: SessionBase, company: Company) -> Self | None:
        """The file that the session has of the company; None where there is none, or not as it was sent."""
        told = _told(session, company)
        try:
            content = (_folder() / told["file"]).read_bytes() if told else b""
        except FileNotFoundError:
            return None
        is_same = bool(told) and _digest(content) == told["digest"]
        return cls(told["name"], content, told["digest"]) if is_same else None


def forget(session: SessionBase, company: Company) -> None:
    """Removes the file that the session has of the company."""
    told = _told(session, company)
    if told:
        (_folder() / told["file"]).unlink(missing_ok=True)
        session[_IN_SESSION] = {key: each for key, each in session[_IN_SESSION].items() if key != str(company.pk)}


def remove_old() -> None:
    """Removes the files that nobody's session knows any more; others may do so at the same time."""
    before = time.time() - _SECONDS_KEPT
    for path in _place().glob("*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()


def _told(session: SessionBase, company: Company) -> dict[str, Any]:
    told: dict[str, Any] = session.get(_IN_SESSION, {}).get(str(company.pk), {})
    return told


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _place() -> Path:
    return Path(settings.HOME) / "product-files"


def _folder() -> Path:
    folder = _place()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
