"""Sentences that the command line shares, as pages say them."""

import pytest
from django.utils import translation

from severa_maestro.web.sentences import on_a_page


@pytest.mark.parametrize(
    ("sentence", "on_page"),
    [
        (
            "Change the code map (severa-maestro codes map), or add the product to Maestro.",
            "Change the code map (Codes › Code map), or add the product to Maestro.",
        ),
        ("Then move the row: severa-maestro rematch.", "Then move the row: Match rows on A/0 again."),
        ('See which: severa-maestro codes compare "Kuusi Oy".', "See which: Codes."),
        (
            "Give it anew: severa-maestro company connect NAME --client-id ID --secret-file FILE.",
            "Give it anew: Settings › Connection to Severa.",
        ),
        ("Dismiss it: dismiss.", "Dismiss it."),
        ("Give it (on the command line --client-id). Severa shows it.", "Give it. Severa shows it."),
        ("Leave it (dismiss) or accept it (retry --accept).", "Leave it or accept it."),
        ("Severa says (yesterday): no. -- Nothing else.", "Severa says (yesterday): no. -- Nothing else."),
    ],
)
def test_a_page_stands_in_the_place_of_a_command(sentence: str, on_page: str) -> None:
    with translation.override("en"):
        assert on_a_page(sentence) == on_page


def test_pages_are_named_in_the_readers_language() -> None:
    with translation.override("fi"):
        assert on_a_page("Katso rivit: severa-maestro codes list.") == "Katso rivit: Koodit › Koodikartta."
