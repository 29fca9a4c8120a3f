"""Opaque ids: what the outside world sees in place of a record's key.

Severa's "GUIDs" are encrypted ids, not UUIDs, and in February 2020 every organisation was for two days given ids of
another scheme (SUP:77000464179). Here an id is the key, enciphered under a scheme and a secret: it can be turned back
without a table, and changing the scheme changes every id at once.
"""

import base64
import binascii
import hashlib
from functools import lru_cache

#: How many characters of key an id of each scheme can carry: the cipher block is padded to this length.
_ROOM = {"rijndael": 40, "rc2": 24, "rest": 40}
_MARK_LENGTH = 8


class MalformedId(ValueError):  # noqa: N818 - it is a kind of value, named for what it says
    """The text cannot be an id at all: SOAP answers it with a general failure, not with "not found"."""


class OpaqueIds:
    """Turns keys into opaque ids and back.

    Args:
        secret: ids of two secrets have nothing in common.
        scheme: ``rijndael`` (today's), ``rc2`` (the old one, shorter) or any other name.
    """

    def __init__(self, secret: str, scheme: str = "rijndael") -> None:
        self.secret = secret
        self.scheme = scheme
        self._key = hashlib.blake2b(f"{scheme}:{secret}".encode(), digest_size=32).digest()
        self._room = _ROOM[scheme]
        self.of = lru_cache(maxsize=50_000)(self._encipher)

    def key_of(self, opaque_id: str) -> str | None:
        """The key behind an id; None for one that is well formed but not of this scheme and secret.

        Raises:
            MalformedId: it is not base64 of one of the lengths in use.
        """
        try:
            sealed = base64.b64decode(opaque_id, validate=True)
        except (binascii.Error, ValueError) as error:
            raise MalformedId(opaque_id) from error
        if len(sealed) - _MARK_LENGTH not in _ROOM.values():
            raise MalformedId(opaque_id)
        if len(sealed) - _MARK_LENGTH != self._room:
            return None
        mark, body = sealed[:_MARK_LENGTH], sealed[_MARK_LENGTH:]
        plain = self._mix(mark, body)
        return plain.rstrip(b"\0").decode("ascii") if self._mark(plain) == mark else None

    def _encipher(self, key: str) -> str:
        plain = key.encode("ascii").ljust(self._room, b"\0")
        if len(plain) > self._room:
            raise ValueError(f"the key {key!r} is too long for an id of scheme {self.scheme}")
        mark = self._mark(plain)
        return base64.b64encode(mark + self._mix(mark, plain)).decode("ascii")

    def _mark(self, plain: bytes) -> bytes:
        return hashlib.blake2b(plain, key=self._key, digest_size=_MARK_LENGTH).digest()

    def _mix(self, mark: bytes, text: bytes) -> bytes:
        stream = hashlib.blake2b(mark, key=self._key, digest_size=self._room).digest()
        return (int.from_bytes(text) ^ int.from_bytes(stream)).to_bytes(self._room)
