"""Icons, drawn with one stroke on a grid of 16 by 16; they take the colour of the text around them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_DRAWN = {
    "check": "M3 8.5 6.5 12 13 4.5",
    "clock": "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 4.5V8l2.4 1.6",
    "hand": "M4.5 8V4a1 1 0 0 1 2 0v3-4.2a1 1 0 0 1 2 0V7 3.5a1 1 0 0 1 2 0V8 5.5a1 1 0 0 1 2 0V10c0 2.5-1.7 4.2-4 "
    "4.2-1.9 0-2.9-.8-3.8-2.3L2.6 9.4c-.5-.9.7-1.7 1.3-.9Z",
    "fallback": "M2 8h9M8 4.5 11.5 8 8 11.5M14 3v10",
    "moon": "M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5Z",
    "cross": "M4 4l8 8M12 4l-8 8",
    "warning": "M8 2 14.5 13.5h-13ZM8 6.5v3M8 11.4v.2",
    "info": "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 7.3v3.7M8 4.9v.2",
    "play": "M5 3.2 12.5 8 5 12.8Z",
    "pause": "M5.5 3.5v9M10.5 3.5v9",
    "search": "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.3 10.3 14 14",
    "box": "M2.5 5 8 2.2 13.5 5v6L8 13.8 2.5 11ZM2.5 5 8 7.8 13.5 5M8 7.8v6",
    "arrow": "M2.5 8h11M9.5 4l4 4-4 4",
    "dash": "M3.5 8h9",
    "person": "M8 2.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM2.5 14c.6-2.9 2.7-4.2 5.5-4.2s4.9 1.3 5.5 4.2",
    "gear": "M8 5.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6ZM8 1.5v2M8 12.5v2M1.5 8h2M12.5 "
    "8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M3.4 12.6l1.4-1.4M11.2 4.8l1.4-1.4",
    "plus": "M8 3v10M3 8h10",
    "download": "M8 2.5v8M4.5 7.5 8 11l3.5-3.5M3 13.5h10",
    "key": "M5.5 7a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6ZM8 8l5.5-5.5M11 5l2 2",
}


def drawn(name: str) -> SafeString:
    """The icon of that name, for the eye alone: a word stands beside it. Raises KeyError where there is none."""
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        mark_safe(_DRAWN[name]),  # noqa: S308 our own, from above
    )
