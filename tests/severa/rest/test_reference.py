"""docs/reference/severa-rest.md says what the code does."""

import re
from pathlib import Path

from severa_maestro.severa.record_errors import INVOICE_NOT_FOUND, RECORD_UNREADABLE
from severa_maestro.severa.rest.errors import REST_MEANINGS
from severa_maestro.severa.rest.routes import ROUTES, SCOPES, SETTINGS_WRITE

REFERENCE = (Path(__file__).parents[3] / "docs" / "reference" / "severa-rest.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return REFERENCE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_every_error_is_listed_with_its_branch() -> None:
    listed = re.findall(r"^\| `([a-z-]+)` \| ([a-z]+) \|", section("Errors"), re.MULTILINE)
    meanings = (*REST_MEANINGS, INVOICE_NOT_FOUND, RECORD_UNREADABLE)
    assert dict(listed) == {each.code: each.branch.kind for each in meanings}


def test_every_scope_is_listed() -> None:
    assert re.findall(r"^\| `([a-z:]+)` \|", section("Scopes"), re.MULTILINE) == sorted(
        (*SCOPES, SETTINGS_WRITE), key=lambda scope: (not scope.startswith("invoices"), scope)
    )


def test_every_route_is_listed() -> None:
    listed = {route.split("?")[0] for route in re.findall(r"`((?:GET|PATCH|POST) /v1/[^`]+)`", section("Routes"))}
    assert listed == {route.name for route in ROUTES}


def test_no_cell_of_a_table_is_missing() -> None:
    for table in re.findall(r"(?:^\|.*\|$\n?)+", REFERENCE, re.MULTILINE):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(widths) == 1, table
