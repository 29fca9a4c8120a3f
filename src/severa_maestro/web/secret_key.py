"""The key that signs sessions and links, derived from the key that seals secrets: one file to keep, not two."""

import base64
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_PURPOSE = b"severa-maestro:web:signing"


def signing_key(key_file: Path) -> str:
    """The key, in letters and digits.

    Where there is no usable key file yet, a key for this process alone: whoever is signed in signs in again after
    the next start, and nothing else is lost. The file itself is made, and complained of, where secrets are sealed.
    """
    try:
        sealing_key = base64.b64decode(key_file.read_text(encoding="ascii").strip(), validate=True)
    except (OSError, ValueError):
        sealing_key = b""
    if not sealing_key:
        return secrets.token_urlsafe(64)
    derived = HKDF(algorithm=SHA256(), length=64, salt=None, info=_PURPOSE).derive(sealing_key)
    return base64.urlsafe_b64encode(derived).decode()
