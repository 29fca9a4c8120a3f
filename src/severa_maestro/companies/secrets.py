"""Secrets at rest: AES-256-GCM, with the key in a file outside the database.

A sealed secret is bound to its company and field as additional data: copied to another row, it does not open.
"""

import base64
import contextlib
import os
import stat
import tempfile
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from severa_maestro.companies import messages
from severa_maestro.errors import ConfigurationError

_FORMAT = "v1:"
_NONCE_BYTES = 12
_KEY_BYTES = 32


def seal(secret: str, *, company: UUID, field: str, makes_key: bool = True) -> str:
    """Encrypts a secret for one field of one company.

    Args:
        secret: in clear.
        company: whose.
        field: what it is.
        makes_key: whether the key file may be made where there is none.

    Raises:
        ConfigurationError: the key file cannot be used, or is missing and may not be made.
    """
    nonce = os.urandom(_NONCE_BYTES)
    sealed = AESGCM(_key(make=makes_key)).encrypt(nonce, secret.encode(), _bound_to(company, field))
    return _FORMAT + base64.b64encode(nonce + sealed).decode()


def unseal(sealed: str, *, company: UUID, field: str) -> str:
    """The secret in clear.

    Raises:
        ConfigurationError: the key file is missing, can be read by others, or is not the one that sealed this.
    """
    key = _key(make=False)
    try:
        raw = base64.b64decode(sealed.removeprefix(_FORMAT), validate=True)
        return AESGCM(key).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], _bound_to(company, field)).decode()
    except (InvalidTag, ValueError) as error:
        raise ConfigurationError("secret-does-not-open", messages.SECRET_DOES_NOT_OPEN, path=_path()) from error


def make_key() -> None:
    """Makes the key file where there is none. For whoever knows that nothing was sealed with one that is lost.

    Raises:
        ConfigurationError: the key file cannot be used.
    """
    _key(make=True)


def _bound_to(company: UUID, field: str) -> bytes:
    return f"severa-maestro:{company}:{field}".encode()


def _path() -> Path:
    return Path(settings.KEY_FILE)


def _key(*, make: bool) -> bytes:
    path = _path()
    try:
        if make and not path.exists():
            _make_key_file(path)
        mode = path.stat().st_mode
        text = path.read_text(encoding="ascii")
    except FileNotFoundError as error:
        raise ConfigurationError("key-file-missing", messages.KEY_FILE_MISSING, path=path) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError("key-file-unusable", messages.KEY_FILE_UNUSABLE, path=path) from error
    if stat.S_IMODE(mode) & 0o077:
        raise ConfigurationError("key-file-readable", messages.KEY_FILE_READABLE, path=path)
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        raise ConfigurationError("key-file-unusable", messages.KEY_FILE_UNUSABLE, path=path)
    return key


def _make_key_file(path: Path) -> None:
    """Writes a new key under a name of its own and links it: two that start at once get one key, and a whole one.

    The folder is synced too: a key that a power cut takes away would leave what it sealed shut for ever.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, temporary = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64encode(os.urandom(_KEY_BYTES)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        Path(temporary).unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
