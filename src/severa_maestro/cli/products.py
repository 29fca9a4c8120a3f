"""``severa-maestro products …``: Maestro's product register and its groups."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
from django.db.models import Count
from rich.markup import escape
from rich.table import Table

from severa_maestro.cli.common import (
    AsJson,
    CompanyName,
    command,
    console,
    errors,
    find_company,
    print_json,
    say,
)
from severa_maestro.errors import ConfigurationError
from severa_maestro.invoicing.money import plain
from severa_maestro.language import Message, Text, reader_language
from severa_maestro.maestro.registers.import_messages import IMPORT_MESSAGES
from severa_maestro.maestro.registers.models import ProductGroup, RegisterProduct
from severa_maestro.maestro.registers.product_file import MOST_BYTES, LineFinding, read_rate
from severa_maestro.maestro.registers.product_import import ImportPlan, PlannedProduct, carry_out, plan_import
from severa_maestro.setup.company_settings import group_letter

app = typer.Typer(help="Maestro's products and product groups.", no_args_is_help=True)

#: How many problems, new products or changes a person is shown; ``--json`` has them all.
_MOST_SHOWN = 50

_FILE_UNREADABLE = Message(
    what=Text(
        fi="Tiedostoa {path} ei voi lukea: {reason}.",
        sv="Filen {path} kan inte läsas: {reason}.",
        en="The file {path} cannot be read: {reason}.",
    ),
    to_do=Text(
        fi="Tarkista polku ja oikeudet.",
        sv="Kontrollera sökvägen och rättigheterna.",
        en="Check the path and its permissions.",
    ),
)

_GROUP_UNKNOWN = Message(
    what=Text(
        fi="Pääryhmää {letter} ei ole. Pääryhmät: {known}.",
        sv="Huvudgruppen {letter} finns inte. Huvudgrupper: {known}.",
        en="There is no product group {letter}. Groups: {known}.",
    ),
    to_do=Text(
        fi="Tarkista kirjain. Uuden pääryhmän saat antamalla sille nimen: --name NIMI.",
        sv="Kontrollera bokstaven. En ny huvudgrupp får du genom att ge den ett namn: --name NAMN.",
        en="Check the letter. To make a new group, give it a name: --name NAME.",
    ),
)


@app.command("import")
@command
def import_products(
    name: CompanyName,
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="The product file.", show_default=False)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would be imported.")] = False,
    as_json: AsJson = False,
) -> None:
    """Import products from a CSV file: all of it, or nothing where a line is bad."""
    company = find_company(name)
    plan = plan_import(company, _read(file))
    is_written = not dry_run and not plan.problems
    if is_written:
        carry_out(plan)
    if as_json:
        print_json({"company": company.name, "dry_run": dry_run, "written": is_written, **_describe_plan(plan)})
    else:
        _show_plan(plan, dry_run=dry_run)
    if plan.problems:
        raise typer.Exit(1)


def _read(file: Path) -> bytes:
    """The file's bytes; one more than the limit at most, which is enough to refuse it."""
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ConfigurationError("product-file-unreadable", _FILE_UNREADABLE, path=file, reason=reason) from error


def _describe_plan(plan: ImportPlan) -> dict[str, Any]:
    return {
        "added": len(plan.added),
        "changed": len(plan.changed),
        "unchanged": plan.unchanged,
        "groups_added": list(plan.groups_added),
        "new_products": [_describe_new(each) for each in plan.added],
        "changes": [_describe_change(each) for each in plan.changed],
        "problems": [_describe_finding(each) for each in plan.problems],
        "notes": [_describe_finding(each) for each in plan.notes],
    }


def _describe_new(planned: PlannedProduct) -> dict[str, Any]:
    values = {field: _plain(value) for field, value in planned.values.items()}
    return {"line": planned.line, "code": str(planned.code), **values}


def _describe_change(planned: PlannedProduct) -> dict[str, Any]:
    fields = {each.field: {"before": _plain(each.before), "after": _plain(each.after)} for each in planned.changes}
    return {"line": planned.line, "code": str(planned.code), "fields": fields}


def _describe_finding(finding: LineFinding) -> dict[str, Any]:
    return {"line": finding.line, "code": finding.code, "text": finding.say(reader_language())}


def _plain(value: object) -> object:
    """A field's value for JSON: rates as text, so that none is rounded."""
    return str(plain(value)) if isinstance(value, Decimal) else value


def _show_plan(plan: ImportPlan, *, dry_run: bool) -> None:
    """What is new and what changes, then notes and problems, and what was done at the end, where it is seen.

    A real import that is refused shows its problems alone: what it would have done is the test run's to tell.
    """
    if dry_run or not plan.problems:
        _show_new_products(plan)
        _show_changes(plan)
    _show_findings(plan.notes, "[yellow]![/]")
    _show_findings(plan.problems, "[red]✗[/]")
    counts = f"Added: {len(plan.added)}, changed: {len(plan.changed)}, unchanged: {plan.unchanged}."
    groups = f" New groups: {', '.join(plan.groups_added)}." if plan.groups_added else ""
    if dry_run:
        say(f"Test run, nothing was written. {counts}{groups}")
    if plan.problems:
        done = "can be" if dry_run else "was"
        say(f"Nothing {done} imported. Problems: {len(plan.problems)}.", errors, "[red]✗[/]")
    elif not dry_run:
        say(f"{counts}{groups}", label="[green]✓[/]")


def _show_findings(findings: tuple[LineFinding, ...], sign: str) -> None:
    for finding in findings[:_MOST_SHOWN]:
        say(finding.say(reader_language()), errors, sign)
    _show_rest(len(findings))


def _show_rest(count: int) -> None:
    if count > _MOST_SHOWN:
        errors.print(f"  … and {count - _MOST_SHOWN} more: --json shows all.")


def _show_new_products(plan: ImportPlan) -> None:
    """Every field that is easily read wrongly, such as a rate of 25,5 whose comma was lost."""
    table = Table("Line", "New product", "Name", "Unit", "VAT %", "Account", "Active", box=None)
    described = [_describe_new(planned) for planned in plan.added[:_MOST_SHOWN]]
    _add_rows(table, described, ("line", "code", "name", "unit", "vat_rate", "sales_account", "is_active"))
    _show_table(table, len(plan.added))


def _show_changes(plan: ImportPlan) -> None:
    table = Table("Line", "Product", "Field", "Before", "After", box=None)
    for planned in plan.changed[:_MOST_SHOWN]:
        for each in planned.changes:
            values = (each.field, _in_words(each.before), _in_words(each.after))
            table.add_row(str(planned.line), str(planned.code), *map(escape, values))
    _show_table(table, len(plan.changed))


def _show_table(table: Table, count: int) -> None:
    """The table, if it has any row, and how many more there are."""
    if table.row_count:
        console.print(table)
    _show_rest(count)


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "–" if value in (None, "") else str(_plain(value))


@app.command("list")
@command
def list_products(name: CompanyName, as_json: AsJson = False) -> None:
    """List the products, with what their groups give them."""
    found = RegisterProduct.objects.filter(company=find_company(name)).select_related("group")
    products = [_describe_product(each) for each in found]
    if as_json:
        print_json(products)
        return
    table = Table("Code", "Name", "Unit", "VAT %", "Account", "Supplier", "Number", "Active", box=None)
    keys = ("code", "name", "unit", "vat_rate", "sales_account", "supplier", "product_number", "is_active")
    _add_rows(table, products, keys)
    console.print(table)


def _describe_product(product: RegisterProduct) -> dict[str, Any]:
    in_use = product.as_product()
    return {
        "code": str(product.code),
        "name": product.name,
        "unit": product.unit,
        "vat_rate": _plain(in_use.vat_rate),
        "sales_account": in_use.sales_account,
        "supplier": product.supplier,
        "product_number": product.product_number,
        "is_active": product.is_active,
        "is_fallback": product.is_fallback,
    }


def _add_rows(table: Table, described: Iterable[dict[str, Any]], keys: tuple[str, ...]) -> None:
    for each in described:
        table.add_row(*(escape(_in_words(each[key])) for key in keys))


@app.command()
@command
def groups(name: CompanyName, as_json: AsJson = False) -> None:
    """List the product groups."""
    described = _groups_of(name)
    if as_json:
        print_json(described)
        return
    _show_groups(described)


@app.command()
@command
def group(
    name: CompanyName,
    letter: Annotated[str, typer.Argument(metavar="LETTER", help="The group: A–Z.", show_default=False)],
    group_name: Annotated[str | None, typer.Option("--name", help="Its name.")] = None,
    account: Annotated[str | None, typer.Option("--account", help="Sales account of products without one.")] = None,
    vat: Annotated[str | None, typer.Option("--vat", help="VAT % of products without one; empty: none.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show a product group; with options, set its name, account or VAT, and make it where it is new."""
    company = find_company(name)
    letter = group_letter(letter)
    changes: dict[str, Any] = {"name": group_name, "sales_account": account}
    changes = {field: value.strip() for field, value in changes.items() if value is not None}
    if vat is not None:
        changes["vat_rate"] = _rate(vat)
    if changes:
        ProductGroup.objects.update_or_create(company=company, letter=letter, defaults=changes)
    described = _group_of(name, letter)
    if as_json:
        print_json(described)
        return
    _show_groups([described])


def _group_of(name: str, letter: str) -> dict[str, Any]:
    """The group of a letter. Raises ConfigurationError where there is none."""
    groups = {each["letter"]: each for each in _groups_of(name)}
    if letter not in groups:
        raise ConfigurationError("group-unknown", _GROUP_UNKNOWN, letter=letter, known=", ".join(groups))
    return groups[letter]


def _groups_of(name: str) -> list[dict[str, Any]]:
    found = ProductGroup.objects.filter(company=find_company(name)).annotate(product_count=Count("products"))
    return [
        {
            "letter": each.letter,
            "name": each.name,
            "sales_account": each.sales_account,
            "vat_rate": _plain(each.vat_rate),
            "products": each.product_count,
        }
        for each in found
    ]


def _show_groups(described: list[dict[str, Any]]) -> None:
    table = Table("Group", "Name", "VAT %", "Account", "Products", box=None)
    _add_rows(table, described, ("letter", "name", "vat_rate", "sales_account", "products"))
    console.print(table)


def _rate(text: str) -> Decimal | None:
    try:
        return read_rate(text)
    except ValueError as error:
        raise ConfigurationError("rate-unreadable", IMPORT_MESSAGES["rate-unreadable"], text=text) from error
