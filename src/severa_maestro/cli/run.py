"""``severa-maestro run``: fetch, match, store and mark, now."""

import time
from collections.abc import Iterable
from contextlib import nullcontext
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from severa_maestro.cli import messages
from severa_maestro.cli.common import AsJson, command, console, describe_finding, errors, find_company, print_json, say
from severa_maestro.companies.models import Company
from severa_maestro.engine.embedded import run_companies
from severa_maestro.errors import SeveraMaestroError
from severa_maestro.language import reader_language
from severa_maestro.transfer.connect import source_of, target_of
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.preview import Foreseen, Preview, preview_company
from severa_maestro.transfer.run import Outcome


@command
def run(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="The company; or --all.")] = None,
    run_all: Annotated[bool, typer.Option("--all", help="Every company, one after another.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and change nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Move what waits in Severa to Maestro."""
    if (name is None) != run_all:
        raise typer.BadParameter("give a company's name, or --all")
    companies = [find_company(name)] if name is not None else list(Company.objects.all())
    for company in companies:
        _warn_of_empty_register(company)
    reports = _preview_all(companies) if dry_run else _run_all(companies, quiet=as_json)
    if as_json:
        print_json(_joined(reports, one=name is not None))
    failed = [outcome for outcome, _ in reports if outcome.error is not None]
    for outcome, preview in reports if not as_json else ():
        _print(outcome, preview)
    for outcome in failed:
        _print_error(outcome.company, outcome.error)
    if failed:
        raise typer.Exit(1)


def _warn_of_empty_register(company: Company) -> None:
    """With no product but A/0, every row would go there: somebody has forgotten the import."""
    if len(target_of(company).catalogue()) == 1:
        say(messages.ONLY_FALLBACK.say(reader_language(), company=company.name), errors, label="[yellow]![/]")


Report = tuple[Outcome, Preview | None]


def _run_all(companies: Iterable[Company], *, quiet: bool) -> list[Report]:
    with nullcontext() if quiet or not console.is_terminal else _bar() as bar:
        tasks: dict[int, TaskID] = {}

        def show(company: Company, counts: Counts) -> None:
            if bar is not None:
                if company.pk not in tasks:
                    tasks[company.pk] = bar.add_task(escape(company.name), total=None, counts="")
                done = counts.transferred + counts.blocked + counts.skipped
                bar.update(tasks[company.pk], completed=done, counts=_briefly(counts))

        return [(outcome, None) for outcome in run_companies(companies, show)]


def _bar() -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(20), TextColumn("{task.fields[counts]}"))
    return Progress(*columns, TimeElapsedColumn(), console=console, transient=True)


def _preview_all(companies: Iterable[Company]) -> list[Report]:
    return [_preview(company) for company in companies]


def _preview(company: Company) -> Report:
    started = time.monotonic()
    try:
        preview = preview_company(company, source_of(company), target_of(company))
    except SeveraMaestroError as error:
        return Outcome(company, Counts(), time.monotonic() - started, error), Preview()
    return Outcome(company, preview.counts, time.monotonic() - started), preview


def _joined(reports: list[Report], *, one: bool) -> dict[str, object]:
    """One company's report as it is; for several, their sums with the reports in ``companies``."""
    described = [_describe(outcome, preview) for outcome, preview in reports]
    if one:
        return described[0]
    counts = sum((outcome.counts for outcome, _ in reports), Counts())
    seconds = round(sum(outcome.seconds for outcome, _ in reports), 3)
    return {**counts.as_dict(), "seconds": seconds, "companies": described}


def _describe(outcome: Outcome, preview: Preview | None) -> dict[str, object]:
    described: dict[str, object] = {
        "company": outcome.company.name,
        **outcome.counts.as_dict(),
        "seconds": round(outcome.seconds, 3),
    }
    if preview is not None:
        described |= {"dry_run": True, "invoices": [_describe_foreseen(each) for each in preview.invoices]}
    if outcome.error is not None:
        error = outcome.error
        described["error"] = {"kind": error.kind, "code": error.code, "text": error.say(reader_language())}
    return described


def _describe_foreseen(each: Foreseen) -> dict[str, object]:
    return {
        "number": each.arrived.number,
        "severa_guid": each.arrived.guid,
        "state": each.state.value,
        "fallback_rows": each.fallback_rows,
        "findings": [describe_finding(finding) for finding in each.findings],
    }


def _print(outcome: Outcome, preview: Preview | None) -> None:
    if preview is not None and outcome.error is None:
        table = Table(
            "Invoice", "Would be", "A/0 rows", "Findings", box=None, title=f"{escape(outcome.company.name)}: dry run"
        )
        for each in preview.invoices:
            findings = escape("\n".join(finding.what(reader_language()) for finding in each.findings))
            table.add_row(str(each.arrived.number or "–"), each.state.value, str(each.fallback_rows or ""), findings)
        console.print(table)
    if outcome.error is None or outcome.counts.fetched:
        mark = "[red]✗[/]" if outcome.error else "[green]✓[/]"
        name = escape(outcome.company.name)
        console.print(f"{mark} [bold]{name}[/]: {_in_words(outcome.counts)} ({outcome.seconds:.1f} s)")


def _print_error(company: Company, error: SeveraMaestroError | None) -> None:
    if error is not None:
        errors.print(f"[red]✗[/] {escape(company.name)}: {error.code}")
        say(error.say(reader_language()), errors)


def _briefly(counts: Counts) -> str:
    return f"transferred {counts.transferred}, blocked {counts.blocked}, skipped {counts.skipped}"


def _in_words(counts: Counts) -> str:
    numbers = {
        "fetched": counts.fetched,
        "stored": counts.stored,
        "transferred": counts.transferred,
        "blocked": counts.blocked,
        "skipped": counts.skipped,
        "rows on A/0": counts.fallback_rows,
        "customers": counts.customers_upserted,
        "calls": counts.severa_calls,
    }
    return ", ".join(f"{name} {number}" for name, number in numbers.items())
