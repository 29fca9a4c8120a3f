"""The reference of the findings lists what the code has."""

import re
from pathlib import Path

import pytest

from severa_maestro.matching.checks import ACCEPTABLE
from severa_maestro.matching.finding_texts import FINDING_MESSAGES
from severa_maestro.matching.findings import Level
from severa_maestro.transfer.log_texts import LOG_MESSAGES
from tests.matching.cases import CASES, SAID_BY_THE_TRANSFER

REFERENCE = (Path(__file__).parents[2] / "docs" / "reference" / "findings.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return REFERENCE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def listed(level: Level) -> list[str]:
    return re.findall(r"^\| `([a-z0-9-]+)` \|", section(level.value.capitalize()), re.MULTILINE)


def test_each_finding_is_listed_once() -> None:
    assert sorted(code for level in Level for code in listed(level)) == sorted(FINDING_MESSAGES)


@pytest.mark.parametrize("level", list(Level))
def test_it_is_listed_under_its_level(level: Level) -> None:
    of_level = {code for code, cases in CASES.items() if cases.level is level}
    assert set(listed(level)) == (of_level | SAID_BY_THE_TRANSFER if level is Level.BLOCKING else of_level)


def test_what_may_be_accepted_is_marked() -> None:
    marked = re.findall(r"^\| `([a-z0-9-]+)` \|.*\| yes \|$", section("Blocking"), re.MULTILINE)
    assert set(marked) == ACCEPTABLE


def test_every_code_in_the_text_is_one() -> None:
    told = re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`", REFERENCE)
    assert set(told) <= FINDING_MESSAGES.keys() | LOG_MESSAGES.keys()


def test_no_cell_of_a_table_is_missing() -> None:
    for table in re.findall(r"(?:^\|.*\|$\n?)+", REFERENCE, re.MULTILINE):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(widths) == 1, table
