"""``severa-maestro codes set``: products chosen for items of Severa, one by one or many, kept where they can be."""

import getpass
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from severa_maestro.cli import messages as cli_messages
from severa_maestro.cli.common import AsJson, CompanyName, Yes, command, confirm, console, find_company, print_json, say
from severa_maestro.cli.progress import counted
from severa_maestro.cli.table_reading import TableRow, read_table
from severa_maestro.companies.models import Company
from severa_maestro.errors import ConfigurationError, DataError
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.language import Language, Message, Text, joined, reader_language
from severa_maestro.matching.code_map import code_key
from severa_maestro.matching.finding_texts import WORDS
from severa_maestro.matching.products import Catalogue
from severa_maestro.matching.suggestions import SURE_SCORE
from severa_maestro.setup import messages
from severa_maestro.setup.choices import (
    NO_ITEM,
    Chosen,
    Kept,
    Place,
    Planned,
    against_map,
    find_item,
    find_product,
    keep,
    plan,
    suggested,
)
from severa_maestro.setup.code_writing import written_code
from severa_maestro.setup.compare import OurSide, compare_company
from severa_maestro.setup.comparison_report import CHOSEN, CODE, ID, KIND, NAME
from severa_maestro.severa.source import RegisterItem, SeveraSource
from severa_maestro.transfer.connect import source_of, target_of

#: What a file must have to be read: the chosen product of an item, by Severa's id of it or else by kind, name and code.
_TO_READ = (
    KIND,
    CODE,
    NAME,
    CHOSEN,
    ID,
)

_PLACES = {Place.SEVERA: "Severa", Place.MAP: "code map", None: "nowhere"}


@command
def set_codes(
    name: CompanyName,
    item: Annotated[str | None, typer.Argument(metavar="[ITEM]", help="Severa's item: its code, name or id.")] = None,
    product: Annotated[str | None, typer.Argument(metavar="[PRODUCT]", help="Maestro's product, as A1.")] = None,
    kind: Annotated[RowKind | None, typer.Option(help="The item's register, where the name is in several.")] = None,
    take_suggestions: Annotated[bool, typer.Option("--suggested", help="Each suggestion that is sure enough.")] = False,
    min_score: Annotated[int, typer.Option(min=50, max=100, help="How sure a suggestion must be.")] = SURE_SCORE,
    file: Annotated[
        Path | None, typer.Option(help="A file of codes compare --output, with its column for the chosen product.")
    ] = None,
    into: Annotated[
        Place | None,
        typer.Option(help="Where to keep the codes; unless given, in Severa where it can be written, else in the map."),
    ] = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Give items of Severa their products: shown first, then written into Severa or put into the code map."""
    company = find_company(name)
    target = target_of(company)
    catalogue = target.catalogue()
    if [take_suggestions, file is not None, item is not None and product is not None].count(True) != 1:
        raise ConfigurationError("nothing-chosen", messages.NOTHING_CHOSEN)
    with closing(source_of(company)) as source:
        items = source.register_items()
        if take_suggestions:
            chosen = suggested(compare_company(company, source, target), min_score)
        elif file is not None:
            chosen = _read_chosen(file, items, catalogue)
        else:
            chosen = [Chosen(find_item(items, str(item), kind), find_product(catalogue, str(product)))]
        planned = against_map(plan(chosen, into, source.writes_codes_of, items), OurSide.of(company, target))
        if not as_json:
            _print_plan(planned)
        is_wanted = any(each.place for each in planned) and confirm(
            _question(company, planned), yes=yes, as_json=as_json
        )
        kept = _keep(company, source, catalogue, planned, quiet=as_json) if is_wanted else []
    if as_json:
        print_json({"planned": [_describe(each) for each in planned], "kept": [_describe_kept(each) for each in kept]})
    elif is_wanted:
        _print_kept(planned, kept)
        say(f'Next: severa-maestro codes compare "{company.name}", then rematch "{company.name}"')
    if any(each.error for each in kept):
        raise typer.Exit(1)


def _question(company: Company, planned: list[Planned]) -> Text:
    places = [each.place for each in planned]
    values = {"company": company.name, "severa": places.count(Place.SEVERA), "map": places.count(Place.MAP)}
    return cli_messages.CONFIRM_CODES.filled(**values)


def _keep(
    company: Company, source: SeveraSource, catalogue: Catalogue, planned: list[Planned], *, quiet: bool
) -> list[Kept]:
    with counted(quiet=quiet) as progress:
        return keep(company, source, catalogue, planned, actor=getpass.getuser(), progress=progress)


def _print_kept(planned: list[Planned], kept: list[Kept]) -> None:
    done = [each.planned.place for each in kept if each.error is None]
    values = {"severa": done.count(Place.SEVERA), "map": done.count(Place.MAP), "left": len(planned) - len(done)}
    mark = "[green]✓[/]" if done else "[yellow]![/]"
    say(cli_messages.CODES_KEPT.say(reader_language(), **values), label=mark)
    for each in kept:
        if each.error is not None:
            say(f"{each.planned.chosen.item.name}: {each.error.say(reader_language())}", label="[red]✗[/]")


def _read_chosen(path: Path, items: list[RegisterItem], catalogue: Catalogue) -> list[Chosen]:
    """The products that somebody has filled into a file of the comparison; all of them, or none where one is wrong.

    Raises:
        DataError: the file cannot be read, or lines name no item or product, or one item twice: which, it says.
    """
    chosen: dict[tuple[RowKind, str, str], Chosen] = {}
    problems = []
    for line in read_table(path, _TO_READ, optional=(ID.key, KIND.key)):
        if product := line[CHOSEN.key].strip():
            try:
                _take(chosen, Chosen(_item_of(line, items), find_product(catalogue, product)))
            except (DataError, ConfigurationError) as error:
                problems.append(messages.LINE.filled(line=line.line, reason=error.as_text()))
    if problems:
        raise DataError("lines-unusable", messages.LINES_UNUSABLE, problems=joined(problems, " "))
    return list(chosen.values())


def _take(chosen: dict[tuple[RowKind, str, str], Chosen], one: Chosen) -> None:
    """Adds a choice. Raises DataError where another product was chosen for the item."""
    item = one.item
    known = chosen.setdefault((item.kind, item.guid, item.guid or item.code), one)
    if known.product.code != one.product.code:
        raise DataError("chosen-twice", messages.CHOSEN_TWICE, item=item.name or item.code)


def _item_of(line: TableRow, items: list[RegisterItem]) -> RegisterItem:
    """The active item of a line; for a code that stands on invoices only, an item that Severa does not have.

    Raises:
        DataError: Severa has no such item any more, or more than one.
    """
    guid, name, code = (line[column.key].strip() for column in (ID, NAME, CODE))
    kind = _kind_of(line[KIND.key])
    active = [item for item in items if item.is_active and kind in {None, item.kind}]
    if guid:
        found = [item for item in active if item.guid == guid]
    else:
        found = [item for item in active if item.name.strip().casefold() == name.casefold()]
        found = [item for item in found if code_key(item.code) == code_key(code)]
        if not found and code:
            return RegisterItem(kind=kind or RowKind.OTHER, guid=NO_ITEM, code=code, name=name, is_active=False)
    if len(found) != 1:
        values = {"item": name, "severa_code": code or "–"}
        raise DataError("item-of-file-unknown", messages.ITEM_OF_FILE_UNKNOWN, **values)
    return found[0]


def _kind_of(written: str) -> RowKind | None:
    """The register that a word of the file means, in any of the three languages; None where there is none."""
    if not written.strip():
        return None
    for kind in RowKind:
        if written.strip().casefold() in {WORDS[kind.value].say(language).casefold() for language in Language}:
            return kind
    raise DataError("kind-unknown", messages.KIND_UNKNOWN, kind=written)


def _print_plan(planned: list[Planned]) -> None:
    if not planned:
        console.print("Nothing to set.")
        return
    table = Table("Kind", "Name in Severa", "Code", "New", "Maestro product", "Score", "Kept in", box=None)
    for each in planned:
        item, product = each.chosen.item, each.chosen.product
        score = "" if each.chosen.score is None else str(each.chosen.score)
        texts = (WORDS[item.kind.value].say(reader_language()), item.name, item.code or "–")
        new = (written_code(product.code), product.name, score, _PLACES[each.place])
        table.add_row(*map(escape, (*texts, *new)))
    console.print(table)
    hindered: dict[Message, list[str]] = {}
    for each in planned:
        if each.hindrance is not None:
            hindered.setdefault(each.hindrance, []).append(each.chosen.item.name)
    for hindrance, names in hindered.items():
        say(f"{', '.join(names)}: {hindrance.say(reader_language())}", label="[yellow]![/]")


def _describe(planned: Planned) -> dict[str, object]:
    item = planned.chosen.item
    return {
        "kind": item.kind.value,
        "severa_guid": item.guid,
        "name": item.name,
        "before": item.code,
        "product": str(planned.chosen.product.code),
        "score": planned.chosen.score,
        "into": planned.place.value if planned.place else None,
        "hindrance": planned.hindrance.say(reader_language()) if planned.hindrance else None,
    }


def _describe_kept(kept: Kept) -> dict[str, object]:
    error = kept.error.say(reader_language()) if kept.error else None
    return {"severa_guid": kept.planned.chosen.item.guid, "error": error}
