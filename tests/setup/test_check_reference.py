"""The reference of the check lists every line once, under its level and in its words."""

import re
from pathlib import Path

from severa_maestro.setup.check_texts import CHECK_MESSAGES

REFERENCE = (Path(__file__).parents[2] / "docs" / "reference" / "company-check.md").read_text(encoding="utf-8")


def test_every_line_is_listed_once_in_its_words() -> None:
    listed = re.findall(r"^\| `([a-z-]+)` \| (?:ok|note|warning|error) \| (.+) \|$", REFERENCE, re.MULTILINE)
    assert listed == [(code, message.what.en) for code, message in CHECK_MESSAGES.items()]
