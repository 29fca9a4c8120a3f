"""Free texts that Severa's users wrote in its editor come as HTML: this makes plain text of them.

Only known formatting is taken for such. A text that merely holds ``<``, ``>`` or ``&`` stays as it is.
"""

import re
from html.entities import html5

_INLINE = "a|abbr|b|big|code|del|em|font|i|ins|mark|s|small|span|strike|strong|sub|sup|tt|u"
_BLOCK = "article|blockquote|body|center|div|dl|dt|dd|h[1-6]|head|header|footer|hr|html|main|ol|p|pre|section|table"
_ROWS = "br|caption|li|tbody|td|tfoot|th|thead|tr|ul"

_TAG = re.compile(
    rf"<(?P<end>/?)(?P<name>{_INLINE}|{_BLOCK}|{_ROWS}|col|colgroup|img|meta|o:p|link)"
    r"""(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?/?>""",
    re.IGNORECASE,
)
#: What begins and ends a stretch that nobody sees.
_UNSEEN = tuple(
    (re.compile(opening, re.IGNORECASE), re.compile(closing, re.IGNORECASE))
    for opening, closing in (
        (r"<!--", r"-->"),
        (r"<style\b", r"</style\s*>"),
        (r"<script\b", r"</script\s*>"),
        (r"<title\b", r"</title\s*>"),
    )
)
_ENTITY = re.compile(
    r"&(?:#(?P<decimal>[0-9]{1,7})|#[xX](?P<hexadecimal>[0-9a-fA-F]{1,6})|(?P<name>[A-Za-z][A-Za-z0-9]*));"
)

_INLINE_NAMES = frozenset([*_INLINE.split("|"), "img", "meta", "o:p", "link", "col", "colgroup"])


def plain_text(text: str) -> str:
    """The text without its formatting: line breaks, paragraphs and list items each on a line of their own.

    Entities such as ``&auml;`` become their characters, once: ``&amp;lt;`` becomes ``&lt;``.
    """
    seen = _without_unseen(text)
    tags = list(_TAG.finditer(seen))
    if any(tag["name"].lower() not in _INLINE_NAMES for tag in tags):
        # In HTML with paragraphs or breaks the line ends of the source mean nothing.
        seen = re.sub(r"\s+", " ", seen)
        tags = list(_TAG.finditer(seen))
    return _with_characters(_without_tags(seen, tags) if tags else seen)


def _without_unseen(text: str) -> str:
    for opening, closing in _UNSEEN:
        while (begin := opening.search(text)) and (end := closing.search(text, begin.end())):
            text = text[: begin.start()] + text[end.end() :]
    return text


def _without_tags(text: str, tags: list[re.Match[str]]) -> str:
    """The text between the tags, on the lines that the tags make."""
    lines = _Lines()
    position = 0
    for tag in tags:
        lines.write(text[position : tag.start()])
        lines.mark(tag["name"].lower(), is_end=bool(tag["end"]))
        position = tag.end()
    lines.write(text[position:])
    return "\n".join(line.strip() for line in lines.text.split("\n")).strip()


class _Lines:
    """Text under way: knows whether it stands at the beginning of a line."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, piece: str) -> None:
        is_at_line_start = not self.text or self.text.endswith("\n")
        self.text += piece.lstrip(" ") if is_at_line_start else piece

    def mark(self, name: str, *, is_end: bool) -> None:
        if name in _INLINE_NAMES:
            return
        if name == "br":
            self.text = self.text.rstrip(" ") + "\n"
        elif name in ("td", "th"):
            self.text += " " if is_end else ""
        else:
            self._begin_line()
            self.text += "- " if name == "li" and not is_end else ""

    def _begin_line(self) -> None:
        if self.text == "- " or self.text.endswith("\n- "):
            return  # a paragraph within a list item begins on the item's line
        self.text = self.text.rstrip(" ")
        if self.text and not self.text.endswith("\n"):
            self.text += "\n"


def _with_characters(text: str) -> str:
    return _ENTITY.sub(_character, text)


def _character(entity: re.Match[str]) -> str:
    if entity["name"]:
        character = html5.get(f"{entity['name']};", entity[0])
    else:
        number = int(entity["decimal"] or entity["hexadecimal"], 10 if entity["decimal"] else 16)
        is_character = 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0xFFFF < number <= 0x10FFFF
        character = chr(number) if is_character else entity[0] if number not in (9, 10, 13) else "\n"
    return " " if character == "\u00a0" else character
