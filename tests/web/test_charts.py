"""Small pictures of numbers."""

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

from severa_maestro.web import charts


def _heights(svg: str, kind: str) -> list[tuple[float, float]]:
    """Top and height of each bar of a kind."""
    found = re.findall(rf'class="{kind}" x="[^"]+" y="([^"]+)" width="8" height="([^"]+)"', svg)
    return [(float(top), float(height)) for top, height in found]


def test_the_highest_bar_is_as_high_as_the_chart() -> None:
    assert _heights(charts.bars([1, 4, 2], ["a", "b", "c"], "x"), "above") == [(75, 25), (0, 100), (50, 50)]


def test_what_is_below_zero_hangs_from_the_line() -> None:
    svg = charts.bars([Decimal("30.00"), Decimal("-10.00")], ["a", "b"], "x")
    assert _heights(svg, "above") == [(0, 75)]
    assert _heights(svg, "below") == [(75, 25)]


def test_nothing_at_all_is_a_flat_line() -> None:
    assert _heights(charts.bars([0, 0], ["a", "b"], "x"), "above") == [(0, 0), (0, 0)]
    assert "v-" not in charts.sparkline([0, 0, 0], "x")


def test_a_single_invoice_beside_many_can_still_be_seen() -> None:
    assert re.findall(r"v-([0-9.]+)h", charts.sparkline([1, 0, 10_000], "x")) == ["2", "18.0"]


def test_words_in_a_chart_are_no_markup_and_there_is_no_style() -> None:
    for svg in (charts.bars([1], ["<b>"], '"<i>'), charts.sparkline([1], '"<i>')):
        assert ET.fromstring(svg).get("aria-label") == '"<i>'
        assert "style" not in svg
