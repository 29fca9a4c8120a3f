"""``severa-maestro company …``: the companies and their connections."""

from datetime import date, datetime
from typing import Annotated, Any

import typer
from django.db import transaction
from rich.markup import escape
from rich.table import Table

from severa_maestro.cli import messages
from severa_maestro.cli.common import AsJson, CompanyName, command, console, find_company, print_json, say
from severa_maestro.cli.company_check import check, make_statuses
from severa_maestro.cli.schedule import pause, start
from severa_maestro.cli.way_in import ClientId, KeyFile, RequestsPerSecond, RestUrl, SecretFile, SoapUrl, WayIn
from severa_maestro.companies.models import Company, Connection
from severa_maestro.language import Language, reader_language
from severa_maestro.maestro.registers.adapter import make_registers
from severa_maestro.setup.company_removal import remove_company
from severa_maestro.setup.company_settings import CompanySettings
from severa_maestro.transfer.lease import company_lease
from severa_maestro.transfer.ledger.models import State, Transfer

app = typer.Typer(help="The companies and how each one's Severa is reached.", no_args_is_help=True)
app.command("check")(check)
app.command("make-statuses")(make_statuses)
app.command("start")(start)
app.command("pause")(pause)

_Waiting = Annotated[str | None, typer.Option(help="Severa's status whose invoices are fetched.")]
_Transferred = Annotated[str | None, typer.Option(help="Severa's status that a transferred invoice gets.")]
_Group = Annotated[str | None, typer.Option(help="Product group of bare codes such as 1; empty: they match nothing.")]
_SeveraLog = Annotated[
    bool | None,
    typer.Option(help="Also write a line into the invoice's log in Severa: one call more an invoice."),
]
_NONE = "none"


def _read_day(text: str) -> date | str:
    """A day such as 2026-10-31, or the word that takes it away."""
    if text.strip().lower() == _NONE:
        return _NONE
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").date()  # noqa: DTZ007 a day has no time zone
    except ValueError:
        raise typer.BadParameter(f"{text!r}: give a day such as 2026-10-31, or {_NONE}.") from None


_BookedUntil = Annotated[
    Any,  # a day, or the word for none
    typer.Option(
        parser=_read_day,
        metavar="DAY|none",
        help="Last day whose invoices are booked onward: their rows stay as they are. none: nothing is booked.",
    ),
]
_Language = Annotated[Language | None, typer.Option("--language", help="Language of what is written for the company.")]


@app.command()
@command
def add(
    name: CompanyName,
    waiting: Annotated[str, typer.Option(help="Severa's status whose invoices are fetched.")],
    transferred: Annotated[str, typer.Option(help="Severa's status that a transferred invoice gets.")],
    soap_url: SoapUrl = None,
    key_file: KeyFile = None,
    rest_url: RestUrl = None,
    client_id: ClientId = None,
    secret_file: SecretFile = None,
    requests_per_second: RequestsPerSecond = None,
    default_group: _Group = None,
    severa_log: _SeveraLog = None,
    spoken: _Language = None,
    as_json: AsJson = False,
) -> None:
    """Add a company, with its connection, its two statuses, and the fallback product A/0."""
    company = Company()
    CompanySettings(name, waiting, transferred, default_group, severa_log, spoken).apply(company)
    connection = Connection(company=company)
    WayIn(soap_url, key_file, rest_url, client_id, secret_file, requests_per_second).apply(connection)
    with transaction.atomic():
        company.save()
        make_registers(company)
        connection.save()
    _say_saved(company, 'products import "{name}" FILE.csv, then company check "{name}"', as_json=as_json)


@app.command()
@command
def change(
    name: CompanyName,
    new_name: Annotated[str | None, typer.Option("--name", help="Another name.")] = None,
    waiting: _Waiting = None,
    transferred: _Transferred = None,
    default_group: _Group = None,
    severa_log: _SeveraLog = None,
    spoken: _Language = None,
    booked_until: _BookedUntil = None,
    as_json: AsJson = False,
) -> None:
    """Change a company's settings; what is not given stays as it is."""
    company = find_company(name)
    CompanySettings(new_name, waiting, transferred, default_group, severa_log, spoken).apply(company)
    if booked_until is not None:
        company.booked_until = None if booked_until == _NONE else booked_until
    company.save()
    _say_saved(company, 'company check "{name}"', as_json=as_json)


@app.command()
@command
def connect(
    name: CompanyName,
    soap_url: SoapUrl = None,
    key_file: KeyFile = None,
    rest_url: RestUrl = None,
    client_id: ClientId = None,
    secret_file: SecretFile = None,
    requests_per_second: RequestsPerSecond = None,
    as_json: AsJson = False,
) -> None:
    """Change how a company's Severa is reached: another address, key or client, or the other way in.

    With --soap-url, --rest-url or --requests-per-second alone the key or secret stays.
    """
    company = find_company(name)
    connection = company.connection
    before = connection.way
    WayIn(soap_url, key_file, rest_url, client_id, secret_file, requests_per_second).apply(connection)
    with company_lease(company):
        connection.save()
    _say_saved(company, 'company check "{name}"', as_json=as_json)
    if connection.way != before and not as_json:
        say(messages.WAY_CHANGED.say(reader_language()), label="[yellow]![/]")


@app.command()
@command
def remove(name: CompanyName, as_json: AsJson = False) -> None:
    """Remove a company of which nothing has gone over yet."""
    company = find_company(name)
    with company_lease(company), transaction.atomic():
        remove_company(company)
    if as_json:
        print_json({"removed": company.name})
    else:
        console.print(f"[green]✓[/] {escape(company.name)}: removed.")


@app.command("list")
@command
def list_companies(as_json: AsJson = False) -> None:
    """List the companies, with what waits for a person in each."""
    companies = [_describe(company) for company in Company.objects.select_related("connection")]
    if as_json:
        print_json(companies)
        return
    table = Table("Company", "Way", "Waiting status", "Transferred status", "Transferred", "Blocked", box=None)
    for each in companies:
        table.add_row(
            *(escape(str(each[key])) for key in ("name", "way", "waiting_status", "transferred_status")),
            str(each["transferred"]),
            str(each["blocked"]),
        )
    console.print(table if companies else "No company yet. Add one: severa-maestro company add --help")


def _say_saved(company: Company, following: str, *, as_json: bool) -> None:
    if as_json:
        print_json(_describe(company))
    else:
        name = escape(company.name)
        way = f"{company.connection.way.upper()} at {company.connection.url}"
        console.print(f"[green]✓[/] {name}: saved. {escape(way)}", soft_wrap=True)
        if company.writes_severa_log and company.connection.way == Connection.Way.REST:
            say(messages.NO_LOG_OVER_REST.say(reader_language()), label="[yellow]![/]")
        say(f"Next: severa-maestro {following.format(name=company.name)}")


def _describe(company: Company) -> dict[str, object]:
    transfers = Transfer.objects.filter(company=company)
    return {
        "name": company.name,
        "reference": str(company.reference),
        "way": company.connection.way,
        "url": company.connection.url,
        "client_id": company.connection.client_id,
        "waiting_status": company.waiting_status,
        "transferred_status": company.transferred_status,
        "default_group": company.default_group,
        "severa_log": company.writes_severa_log,
        "language": company.language,
        "booked_until": company.booked_until.isoformat() if company.booked_until else None,
        "transferred": transfers.filter(state=State.TRANSFERRED).count(),
        "blocked": transfers.filter(state=State.BLOCKED, is_waiting=True).count(),
    }
