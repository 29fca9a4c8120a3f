"""``severa-maestro run``: fetch, match, store and mark, now."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from severa_maestro.cli import messages
from severa_maestro.cli.common import AsJson, command, console, errors, find_company, print_json, say
from severa_maestro.cli.preview import describe_preview, print_preview, write_previews
from severa_maestro.cli.preview_texts import NOTHING_WRITTEN
from severa_maestro.cli.reports import Format, OutputFile, ReportFormat, choose_format
from severa_maestro.companies.models import Company
from severa_maestro.engine.runs import run_companies
from severa_maestro.errors import SeveraMaestroError
from severa_maestro.language import reader_language
from severa_maestro.transfer.connect import source_of, target_of
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.failures import in_words
from severa_maestro.transfer.foreseen import Preview
from severa_maestro.transfer.preview import preview_company
from severa_maestro.transfer.run import Outcome


@command
def run(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="The company; or --all.")] = None,
    run_all: Annotated[bool, typer.Option("--all", help="Every company, one after another.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and change nothing.")] = False,
    rows: Annotated[bool, typer.Option("--rows", help="With --dry-run: each invoice with its rows.")] = False,
    report_format: ReportFormat = None,
    output: OutputFile = None,
    as_json: AsJson = False,
) -> None:
    """Move what waits in Severa to Maestro."""
    if (name is None) != run_all:
        raise typer.BadParameter("give a company's name, or --all")
    if (rows or report_format or output) and (as_json or not dry_run):
        raise typer.BadParameter("--rows, --format and --output go with --dry-run, and not with --json")
    chosen = choose_format(report_format, output)
    is_for_screen = chosen is Format.TABLE and output is None
    companies = [find_company(name)] if name is not None else list(Company.objects.all())
    for company in companies:
        _warn_of_empty_register(company)
    with _progress(quiet=as_json or (output is None and not is_for_screen)) as progress:
        done = _preview_all(companies, progress) if dry_run else _run_all(companies, progress)
    if as_json:
        print_json(_joined(done, one=name is not None))
    elif is_for_screen:
        for outcome, preview in done:
            _print(outcome, preview, with_rows=rows)
    elif foreseen := [(outcome.company, preview) for outcome, preview in done if preview and not outcome.error]:
        write_previews(foreseen, report_format, output)
    failed = [outcome for outcome, _ in done if outcome.error is not None]
    for outcome in failed:
        _print_error(outcome.company, outcome.error)
    if failed:
        raise typer.Exit(1)


def _warn_of_empty_register(company: Company) -> None:
    """With no product but A/0, every row would go there: somebody has forgotten the import."""
    if len(target_of(company).catalogue()) == 1:
        say(messages.ONLY_FALLBACK.say(reader_language(), company=company.name), errors, label="[yellow]![/]")


_Done = tuple[Outcome, Preview | None]
_Progress = Callable[[Company, Counts], None]


@contextmanager
def _progress(*, quiet: bool) -> Iterator[_Progress]:
    """Shows at a terminal how far each company has come; the function that it gives takes its numbers."""
    if quiet or not console.is_terminal:
        yield lambda _company, _counts: None
        return
    with _bar() as bar:
        tasks: dict[int, TaskID] = {}

        def show(company: Company, counts: Counts) -> None:
            if company.pk not in tasks:
                tasks[company.pk] = bar.add_task(escape(company.name), total=None, counts="")
            done = counts.transferred + counts.blocked + counts.skipped
            bar.update(tasks[company.pk], completed=done, counts=_briefly(counts))

        yield show


def _run_all(companies: Iterable[Company], progress: _Progress) -> list[_Done]:
    return [(outcome, None) for outcome in run_companies(companies, progress)]


def _bar() -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(20), TextColumn("{task.fields[counts]}"))
    return Progress(*columns, TimeElapsedColumn(), console=console, transient=True)


def _preview_all(companies: Iterable[Company], progress: _Progress) -> list[_Done]:
    return [_preview(company, progress) for company in companies]


def _preview(company: Company, progress: _Progress) -> _Done:
    started = time.monotonic()
    try:
        source = source_of(company)
        preview = preview_company(company, source, target_of(company), lambda counts: progress(company, counts))
    except Exception as error:  # one company never stops another
        return Outcome(company, Counts(), time.monotonic() - started, in_words(error)), Preview()
    return Outcome(company, preview.counts, time.monotonic() - started), preview


def _joined(done: list[_Done], *, one: bool) -> dict[str, object]:
    """One company's report as it is; for several, their sums with the reports in ``companies``."""
    described = [_describe(outcome, preview) for outcome, preview in done]
    if one:
        return described[0]
    counts = sum((outcome.counts for outcome, _ in done), Counts())
    seconds = round(sum(outcome.seconds for outcome, _ in done), 3)
    return {**counts.as_dict(), "seconds": seconds, "companies": described}


def _describe(outcome: Outcome, preview: Preview | None) -> dict[str, object]:
    described: dict[str, object] = {
        "company": outcome.company.name,
        **outcome.counts.as_dict(),
        "seconds": round(outcome.seconds, 3),
    }
    if preview is not None:
        described |= describe_preview(preview)
    if outcome.error is not None:
        error = outcome.error
        described["error"] = {"kind": error.kind, "code": error.code, "text": error.say(reader_language())}
    return described


def _print(outcome: Outcome, preview: Preview | None, *, with_rows: bool) -> None:
    if preview is not None and outcome.error is None:
        print_preview(outcome.company, preview, with_rows=with_rows)
    if outcome.error is None or outcome.counts.fetched:
        mark = "[red]✗[/]" if outcome.error else "[green]✓[/]"
        name = escape(outcome.company.name)
        would_be = "" if preview is None else "would be: "
        console.print(f"{mark} [bold]{name}[/]: {would_be}{_in_words(outcome.counts)} ({outcome.seconds:.1f} s)")
    if preview is not None and outcome.error is None:
        say(NOTHING_WRITTEN.say(reader_language()))


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
