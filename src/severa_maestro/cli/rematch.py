"""``severa-maestro rematch``: rows on A/0 whose codes lead to a product by now."""

import getpass
from contextlib import closing
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from severa_maestro.cli import messages
from severa_maestro.cli.common import (
    AsJson,
    CompanyName,
    Yes,
    amount_in_digits,
    command,
    confirm,
    console,
    find_company,
    print_json,
    say,
)
from severa_maestro.companies.models import Company
from severa_maestro.invoicing.invoice import InvoiceRow
from severa_maestro.language import Text, reader_language
from severa_maestro.matching.products import RowMatch
from severa_maestro.reports.written import in_words
from severa_maestro.transfer import decisions
from severa_maestro.transfer import rematch as use_case
from severa_maestro.transfer.connect import source_of, target_of
from severa_maestro.transfer.rematch import Hindrance, Rematch

_HINDRANCES = {
    Hindrance.BOOKED: messages.REMATCH_BOOKED,
    Hindrance.HANDED_OVER: messages.REMATCH_HANDED_OVER,
    Hindrance.DAY_UNKNOWN: Text(
        fi="Laskun {number} rivi {row} pysyy tuotteella A/0: koodikartassa koodin {code} tuote riippuu päivästä, "
        "eikä Severa kerro rivin päivää.",
        sv="Rad {row} på fakturan {number} stannar på produkten A/0: i kodkartan beror produkten för koden {code} "
        "på dagen, och Severa anger ingen dag för raden.",
        en="Row {row} of the invoice {number} stays on product A/0: in the code map the product of the code {code} "
        "goes by the day, and Severa does not tell the row's day.",
    ),
}


@command
def rematch(
    name: CompanyName,
    invoice: Annotated[str | None, typer.Argument(metavar="[INVOICE]", help="Only this invoice.")] = None,
    unit: Annotated[str, typer.Option(help="The number series, where several units have the number.")] = "",
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Match rows on A/0 again, after codes were mended: shown first, moved on yes."""
    company = find_company(name)
    only = decisions.find(company, invoice, unit) if invoice is not None else None
    target = target_of(company)
    with closing(source_of(company)) as source:
        planned = use_case.plan_rematch(company, source, target, only)
    if not as_json:
        _print_plan(company, planned)
    is_wanted = any(each.is_possible for each in planned) and confirm(yes=yes, as_json=as_json)
    done = use_case.carry_out(company, target, planned, actor=getpass.getuser()) if is_wanted else []
    if as_json:
        print_json({"planned": [_describe(each) for each in planned], "done": [_describe(each) for each in done]})
    elif is_wanted:
        _print_done(company, done)
    if any(each.error for each in planned) or any(each.error or each.hindrance for each in done):
        raise typer.Exit(1)


def _print_plan(company: Company, planned: list[Rematch]) -> None:
    table = Table("Invoice", "Row", "Name", "Code", "Amount", "From", "To", box=None)
    for each in planned:
        for match in each.moves if each.is_possible else ():
            row = match.row
            cells = (str(each.transfer.number), str(row.number), row.label, ", ".join(row.codes))
            amount = f"{amount_in_digits(row.excluding_vat.amount)} {row.excluding_vat.currency}"
            table.add_row(*map(escape, cells), amount, "A/0", escape(_product(match)))
    if table.row_count:
        console.print(table)
    _print_what_stays(company, planned)
    left = sum(each.left for each in planned)
    moving = sum(len(each.moves) for each in planned if each.is_possible)
    say(messages.REMATCH_SUM.say(reader_language(), moving=moving, left=left))


def _print_what_stays(company: Company, rematches: list[Rematch]) -> None:
    """Why rows stay that lead to a product, or may; and what went wrong."""
    language = reader_language()
    until = in_words(company.booked_until, language)
    for each in rematches:
        number = each.transfer.number
        if each.error is not None:
            say(f"{number}: {each.error.say(language)}", label="[red]✗[/]")
        elif each.hindrance is not None and (each.moves or each.without_day):
            say(_HINDRANCES[each.hindrance].say(language, number=number, until=until), label="[yellow]![/]")
        elif each.hindrance is None:
            for row in each.without_day:
                values = {"number": number, "row": row.number, "code": ", ".join(row.codes)}
                say(_HINDRANCES[Hindrance.DAY_UNKNOWN].say(language, **values), label="[yellow]![/]")


def _product(match: RowMatch) -> str:
    return f"{match.product.code} {match.product.name}".strip()


def _print_done(company: Company, done: list[Rematch]) -> None:
    """How many rows were moved; what stayed after all, by the company as it is now."""
    stayed = [each for each in done if each.error or each.hindrance]
    moved = sum(len(each.moves) for each in done) - sum(len(each.moves) for each in stayed)
    console.print(f"[green]✓[/] Rows moved: {moved}.")
    company.refresh_from_db()
    _print_what_stays(company, stayed)


def _describe(planned: Rematch) -> dict[str, object]:
    return {
        "invoice": planned.transfer.number,
        "severa_guid": planned.transfer.guid,
        "moves": [_describe_move(match) for match in planned.moves],
        "left": planned.left,
        "without_day": [_describe_staying(row, planned) for row in planned.without_day],
        "hindrance": planned.hindrance.value if planned.hindrance else None,
        "error": planned.error.say(reader_language()) if planned.error else None,
    }


def _describe_staying(row: InvoiceRow, planned: Rematch) -> dict[str, object]:
    hindrance = planned.hindrance or Hindrance.DAY_UNKNOWN
    return {"row": row.number, "name": row.label, "codes": list(row.codes), "hindrance": hindrance.value}


def _describe_move(match: RowMatch) -> dict[str, object]:
    return {
        "row": match.row.number,
        "name": match.row.label,
        "codes": list(match.row.codes),
        "from": "A/0",
        "to": str(match.product.code),
        "rule": match.rule.value,
    }
