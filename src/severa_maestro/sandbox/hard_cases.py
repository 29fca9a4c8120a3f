"""The table of hard cases: every one is in the sandbox's data at least once, unless it is asked for clean data."""

from severa_maestro.sandbox import hard_cases_checks, hard_cases_codes, hard_cases_contents, hard_cases_vat
from severa_maestro.sandbox.hard_case import HardCase

HARD_CASES: tuple[HardCase, ...] = (
    *hard_cases_codes.CASES,
    *hard_cases_checks.CASES,
    *hard_cases_vat.CASES,
    *hard_cases_contents.CASES,
)


def as_markdown() -> str:
    """The table as it stands in ``docs/reference/sandbox.md``."""
    lines = ["| name | what it is | expected |", "|---|---|---|"]
    lines += [f"| `{case.name}` | {case.what} | {case.outcome} |" for case in HARD_CASES]
    return "\n".join(lines)
