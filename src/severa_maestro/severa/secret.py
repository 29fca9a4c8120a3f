"""Keys and client secrets, which no error, log line or ``repr`` shows."""

from xml.sax.saxutils import escape

from severa_maestro.severa.http import HttpReply

_EVIDENCE_CHARACTERS = 2000
_SAID_CHARACTERS = 300


class Secret:
    """A text that never shows itself."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text, for the request alone."""
        return self._text

    def removed_from(self, text: str) -> str:
        """``text`` without the secret, plain or as XML writes it."""
        return text.replace(self._text, "***").replace(escape(self._text), "***")

    def __repr__(self) -> str:
        return "<secret>"

    def short(self, text: str) -> str:
        """What Severa said, safe and short enough for a message."""
        return self.removed_from(text)[:_SAID_CHARACTERS]

    def evidence(self, reply: HttpReply) -> str:
        """The beginning of a reply for support."""
        # Far more bytes than are kept, so that a secret on the edge is whole when it is looked for.
        text = reply.body[: 16 * _EVIDENCE_CHARACTERS].decode("utf-8", "replace").replace("\x00", "")
        return f"HTTP {reply.status} {reply.content_type}\n{self.removed_from(text)[:_EVIDENCE_CHARACTERS]}"
