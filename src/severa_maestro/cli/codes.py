"""``severa-maestro codes …``: Severa's codes beside Maestro's products, the code map, and codes written into Severa."""

import getpass
from collections.abc import Iterable
from contextlib import closing
from datetime import date, datetime, timedelta
from typing import Annotated

import typer
from django.utils import timezone
from rich.markup import escape
from rich.table import Table

from severa_maestro.cli import messages
from severa_maestro.cli.codes_choosing import set_codes
from severa_maestro.cli.common import AsJson, CompanyName, Yes, command, confirm, console, find_company, print_json, say
from severa_maestro.cli.progress import counted
from severa_maestro.cli.reports import Format, OutputFile, ReportFormat, print_report
from severa_maestro.companies.models import CodeMapping, Company
from severa_maestro.errors import ConfigurationError
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.language import Text, reader_language
from severa_maestro.matching.code_map import Mapping
from severa_maestro.matching.finding_texts import WORDS
from severa_maestro.matching.suggestions import SURE_SCORE, is_sure
from severa_maestro.setup import code_mapping, code_writing
from severa_maestro.setup.choices import find_product
from severa_maestro.setup.compare import LOOKS_BACK, compare_company
from severa_maestro.setup.comparison import Comparison
from severa_maestro.setup.comparison_report import comparison_report
from severa_maestro.setup.models import CodeChange
from severa_maestro.transfer.connect import source_of, target_of

app = typer.Typer(help="Severa's codes beside Maestro's products: gaps, code map, write-back.", no_args_is_help=True)
app.command("set")(set_codes)

_Kind = Annotated[RowKind, typer.Option(help="The register that the code is of; other: any.")]
_DAYS = ["%Y-%m-%d", "%d.%m.%Y"]
_From = Annotated[datetime | None, typer.Option("--from", formats=_DAYS, help="The first day.")]
_To = Annotated[datetime | None, typer.Option("--to", formats=_DAYS, help="The last day.")]


@app.command()
@command
def compare(
    name: CompanyName,
    days: Annotated[int, typer.Option(min=1, max=730, help="How far back invoice rows are counted.")] = LOOKS_BACK.days,
    everything: Annotated[bool, typer.Option("--all", help="Also what is in order, on the screen too.")] = False,
    report_format: ReportFormat = None,
    output: OutputFile = None,
    as_json: AsJson = False,
) -> None:
    """Compare Severa's products, work types and travel expenses with Maestro's products; the costly gaps come first."""
    company = find_company(name)
    if output is not None and output.exists():
        raise ConfigurationError("file-exists", messages.FILE_EXISTS, path=output)
    with closing(source_of(company)) as source:
        comparison = compare_company(company, source, target_of(company), timedelta(days=days))
    report_format = Format.JSON if as_json else report_format
    is_for_people = output is None and report_format in {None, Format.TABLE}
    report = comparison_report(comparison, only_gaps=is_for_people and not everything, for_file=not is_for_people)
    if report.rows or not is_for_people:
        print_report(report, report_format, output)
    if is_for_people:
        _sum_up(company, comparison)
    elif output is not None:
        console.print(f"[green]✓[/] {escape(str(output))}")


def _sum_up(company: Company, comparison: Comparison) -> None:
    has_gaps = bool(comparison.gaps or comparison.rows_on_gaps)
    says = messages.GAPS_FOUND if has_gaps else messages.NO_GAPS
    values = {
        "count": len(comparison.compared),
        "gaps": len(comparison.gaps),
        "rows": comparison.rows,
        "lost": comparison.rows_on_gaps,
        "since": _written(comparison.since) if comparison.since else "–",
    }
    say(says.say(reader_language(), **values), label="[yellow]![/]" if has_gaps else "[green]✓[/]")
    if has_gaps:
        _say_next(company, comparison)


def _say_next(company: Company, comparison: Comparison) -> None:
    """What closes the gaps; for codes that no item has, the code map does; a row without a code is for Severa."""
    strangers = [each for each in comparison.strangers if each.verdict.is_gap]
    if comparison.gaps or any(is_sure(each.suggestions, SURE_SCORE) for each in strangers):
        say(f'Next: severa-maestro codes set "{company.name}" --suggested')
    elif any(each.code for each in strangers):
        say(f'Next: severa-maestro codes map "{company.name}" CODE PRODUCT')
    else:
        for each in strangers[:1]:
            say(each.message.to_do.say(reader_language()))


def _written(day: date) -> Text:
    numeric = f"{day.day}.{day.month}.{day.year}"
    return Text(fi=numeric, sv=numeric, en=f"{day.day} {day:%b %Y}")


@app.command("map")
@command
def map_code(
    name: CompanyName,
    severa_code: Annotated[str, typer.Argument(metavar="CODE", help="Severa's code.", show_default=False)],
    product: Annotated[str, typer.Argument(metavar="PRODUCT", help="Maestro's product, as A1.", show_default=False)],
    kind: _Kind = RowKind.OTHER,
    first: _From = None,
    last: _To = None,
    as_json: AsJson = False,
) -> None:
    """Map a code of Severa to a product of Maestro, without touching Severa; for a time where days are given."""
    company = find_company(name)
    catalogue = target_of(company).catalogue()
    mapping = Mapping(
        kind=kind,
        code=severa_code,
        product=find_product(catalogue, product).code,
        valid_from=_day(first),
        valid_to=_day(last),
    )
    mapped = code_mapping.map_code(company, mapping, catalogue, actor=getpass.getuser())
    if as_json:
        ended = _describe(mapped.ended) if mapped.ended else None
        print_json({**_describe(mapped.line), "is_new": mapped.is_new, "ended": ended})
        return
    for line in (each for each in (mapped.ended, mapped.line) if each is not None):
        console.print(f"[green]✓[/] {escape(_in_words(line))}")
    say(f'Next: severa-maestro rematch "{company.name}"')


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


@app.command()
@command
def unmap(
    name: CompanyName,
    line: Annotated[int, typer.Argument(metavar="LINE", help="The line's number in codes list.", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """Take a line out of the code map."""
    taken = code_mapping.unmap(find_company(name), line, actor=getpass.getuser())
    if as_json:
        print_json({**_describe(taken.line), "ends": _describe(taken.before) if taken.before else None})
        return
    console.print(f"[green]✓[/] {escape(_in_words(taken.line))}: removed.")
    if taken.before is not None and taken.before.valid_to is not None:
        day = taken.before.valid_to
        values = {"line": taken.before.pk, "code": taken.before.code, "product": taken.before.product}
        said = messages.LINE_ENDS.say(reader_language(), **values, day=f"{day.day}.{day.month}.{day.year}")
        say(said, label="[yellow]![/]")


@app.command("list")
@command
def list_mappings(name: CompanyName, as_json: AsJson = False) -> None:
    """List the code map."""
    lines = list(find_company(name).code_mappings.all())
    if as_json:
        print_json([_describe(line) for line in lines])
        return
    table = Table("Line", "Kind", "Code", "Product", "Valid", box=None)
    for line in lines:
        valid = code_mapping.validity(line.as_mapping()).say(reader_language())
        table.add_row(str(line.pk), _kind(line.kind), escape(line.code), str(line.product), valid)
    console.print(table if lines else "The code map is empty.")


@app.command()
@command
def history(name: CompanyName, as_json: AsJson = False) -> None:
    """List the codes that were written into Severa, with what was there before."""
    changes = list(find_company(name).code_changes.order_by("-pk"))
    if as_json:
        print_json([_describe_change(change) for change in changes])
        return
    table = Table("Batch", "When", "Who", "Kind", "Name", "Before", "After", "State", box=None)
    for change in changes:
        when = f"{timezone.localtime(change.planned_at):%Y-%m-%d %H:%M}"
        texts = (change.name, change.before or "–", change.after or "–")
        table.add_row(
            str(change.batch), when, escape(change.actor), _kind(change.kind), *map(escape, texts), change.state
        )
    console.print(table if changes else "Nothing has been written into Severa.")


@app.command()
@command
def undo(
    name: CompanyName,
    batch: Annotated[int | None, typer.Option(help="Which of codes history; the newest unless given.")] = None,
    with_unknown: Annotated[
        bool, typer.Option("--unknown", help="Also changes whose answer was lost: somebody may have typed the same.")
    ] = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Put back into Severa the codes that were there before."""
    company = find_company(name)
    changes = code_writing.changes_to_undo(company, batch, with_unknown=with_unknown)
    if not as_json:
        _print_undo(changes)
    if not confirm(_undo_question(changes), yes=yes, as_json=as_json):
        return
    with closing(source_of(company)) as source, counted(quiet=as_json) as progress:
        undone = code_writing.undo(source, changes, actor=getpass.getuser(), progress=progress)
    failed = [each for each in undone if each.error is not None]
    if as_json:
        errors = [each.error.say(reader_language()) for each in failed if each.error]
        print_json({"undone": len(undone) - len(failed), "failed": len(failed), "errors": errors})
    else:
        mark = "[green]✓[/]" if len(undone) > len(failed) else "[yellow]![/]"
        say(messages.CODES_UNDONE.say(reader_language(), count=len(undone) - len(failed)), label=mark)
        for each in failed:
            if each.error:
                say(f"{each.choice.item.name}: {each.error.say(reader_language())}", label="[red]✗[/]")
    if failed:
        raise typer.Exit(1)


def _undo_question(changes: list[CodeChange]) -> Text:
    first = changes[0]
    when = f"{timezone.localtime(first.planned_at):%d.%m.%Y %H.%M}"
    return messages.CONFIRM_UNDO.filled(batch=first.batch, count=len(changes), actor=first.actor, when=when)


def _print_undo(changes: Iterable[CodeChange]) -> None:
    table = Table("Kind", "Name", "Code now", "Code before", box=None)
    for change in changes:
        texts = (change.name, change.after or "–", change.before or "–")
        table.add_row(_kind(change.kind), *map(escape, texts))
    console.print(table)


def _kind(kind: str) -> str:
    return WORDS[kind].say(reader_language())


def _in_words(line: CodeMapping) -> str:
    valid = code_mapping.validity(line.as_mapping()).say(reader_language())
    return f"{_kind(line.kind)} {line.code} → {line.product}, {valid}"


def _describe(line: CodeMapping) -> dict[str, object]:
    return {
        "line": line.pk,
        "kind": line.kind,
        "code": line.code,
        "product": str(line.product),
        "valid_from": line.valid_from,
        "valid_to": line.valid_to,
    }


def _describe_change(change: CodeChange) -> dict[str, object]:
    return {
        "batch": change.batch,
        "time": change.planned_at.isoformat(),
        "by": change.actor,
        "kind": change.kind,
        "severa_guid": change.guid,
        "name": change.name,
        "before": change.before,
        "after": change.after,
        "state": change.state,
        "refused": change.refused,
    }
