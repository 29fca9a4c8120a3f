"""Keys, client secrets and tokens, which no error, log line or ``repr`` shows."""

import json
import re
from urllib.parse import quote, quote_plus
from xml.sax.saxutils import escape

from severa_maestro.severa.http import HttpReply

_EVIDENCE_CHARACTERS = 2000
_SAID_CHARACTERS = 300


class Secret:
    """A text that never shows itself."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __repr__(self) -> str:
        return "<secret>"

    def reveal(self) -> str:
        """The text, for the request alone."""
        return self._text

    def stripped(self) -> "Secret":
        """The secret without white space around it."""
        return Secret(self._text.strip())

    def removed_from(self, text: str) -> str:
        """``text`` without the secret, in whichever way a server may write back what it was sent."""
        forms = {write(self._text) for write in _FORMS} - {""}
        pattern = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
        return re.sub(pattern, "***", text, flags=re.IGNORECASE) if pattern else text


def _in_json(text: str) -> str:
    return json.dumps(text)[1:-1]


def _in_dot_nets_json(text: str) -> str:
    """As System.Text.Json writes it by default: with escapes for what HTML could misread."""
    return re.sub(r"[\"&'+<>`]", lambda sign: f"\\u{ord(sign[0]):04X}", text.replace("\\", "\\\\"))


def _in_an_address(text: str) -> str:
    return quote(text, safe="")


_FORMS = (str, escape, _in_json, _in_dot_nets_json, _in_an_address, quote_plus)


def short(text: str, *secrets: Secret) -> str:
    """What Severa said, without secrets and short enough for a message."""
    return _without(text, secrets)[:_SAID_CHARACTERS]


def evidence(reply: HttpReply, *secrets: Secret) -> str:
    """The beginning of a reply for support."""
    # Far more bytes than are kept, so that a secret on the edge is whole when it is looked for.
    text = reply.body[: 16 * _EVIDENCE_CHARACTERS].decode("utf-8", "replace").replace("\x00", "")
    return f"HTTP {reply.status} {reply.content_type}\n{_without(text, secrets)[:_EVIDENCE_CHARACTERS]}"


def _without(text: str, secrets: tuple[Secret, ...]) -> str:
    for secret in secrets:
        text = secret.removed_from(text)
    return text
