"""Small pictures of numbers, as SVG in the page itself: sizes by attributes, colours by the stylesheet."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Number = int | Decimal

#: A bar and the space beside it, and the height, in units of a sparkline.
_STEP, _WIDE, _HIGH = 3, 2, 20
#: The same of a chart, whose width follows the page's.
_CHART_STEP, _CHART_WIDE, _CHART_HIGH = 10, 8, 100


def sparkline(values: Sequence[int], label: str) -> SafeString:
    """A bar for each value, as high as a line of text, on a ground line.

    Args:
        values: none below zero.
        label: says the same in words.
    """
    most = max(values, default=0)
    bars = "".join(
        f"M{place * _STEP} {_HIGH}v-{_scaled(value, most, _HIGH - 2)}h{_WIDE}V{_HIGH}z"
        for place, value in enumerate(values)
        if value
    )
    width = len(values) * _STEP
    return format_html(
        '<svg class="sparkline" viewBox="0 0 {0} {2}" width="{0}" height="{2}" role="img" aria-label="{1}">'
        '<path class="ground" d="M0 {3}h{0}"/><path d="{4}"/></svg>',
        width,
        label,
        _HIGH,
        _HIGH - 0.5,
        bars,
    )


def bars(values: Sequence[Number], titles: Sequence[str], label: str) -> SafeString:
    """A bar for each value, up or down from the line of zero, as wide as the page lets it.

    Args:
        values: what is shown; those below zero hang.
        titles: what is said of each when it is pointed at.
        label: says the whole in words.
    """
    top, bottom = max(0, *values), min(0, *values)
    span = top - bottom or 1
    zero = _high(top, span)
    drawn = format_html_join(
        "",
        '<g><rect class="day" x="{}" width="{}" height="{}"/><rect class="{}" x="{}" y="{}" width="{}" height="{}"/>'
        "<title>{}</title></g>",
        (
            (
                place * _CHART_STEP,
                _CHART_STEP,
                _CHART_HIGH,
                "below" if value < 0 else "above",
                place * _CHART_STEP + (_CHART_STEP - _CHART_WIDE) / 2,
                _rounded(zero if value < 0 else zero - _high(value, span)),
                _CHART_WIDE,
                _rounded(_high(value, span)),
                title,
            )
            for place, (value, title) in enumerate(zip(values, titles, strict=True))
        ),
    )
    width = len(values) * _CHART_STEP
    return format_html(
        '<svg class="bars" viewBox="0 0 {0} {1}" preserveAspectRatio="none" role="img" aria-label="{2}">{3}'
        '<path class="ground" d="M0 {4}h{0}"/></svg>',
        width,
        _CHART_HIGH,
        label,
        drawn,
        _rounded(zero),
    )


def _high(value: Number, span: Number) -> float:
    return _CHART_HIGH * abs(float(value)) / float(span)


def _scaled(value: int, most: int, high: int) -> float:
    """The height of a value that is there: never so low that it cannot be seen."""
    return max(round(high * value / most, 1), 2)


def _rounded(length: float) -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".")
