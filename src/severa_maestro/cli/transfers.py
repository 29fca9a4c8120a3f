"""``severa-maestro transfers``, ``show``, ``log``, ``retry`` and ``dismiss``."""

import getpass
from collections import Counter
from datetime import datetime
from typing import Annotated

import typer
from django.utils import timezone
from rich.markup import escape
from rich.table import Table

from severa_maestro.cli.common import (
    AsJson,
    CompanyName,
    amount_in_digits,
    command,
    console,
    describe_finding,
    find_company,
    print_json,
    say,
)
from severa_maestro.invoicing.invoice import Invoice
from severa_maestro.invoicing.snapshot import changes
from severa_maestro.language import reader_language
from severa_maestro.matching.findings import Level
from severa_maestro.transfer import decisions
from severa_maestro.transfer.ledger.models import LogLine, State, Transfer

_Invoice = Annotated[
    str,
    typer.Argument(
        metavar="INVOICE", help="The invoice's number; Severa's id for one without a number.", show_default=False
    ),
]
_Unit = Annotated[str, typer.Option(help="The number series, where several units have the number.")]

_MARKS = {
    State.TRANSFERRED: "[green]✓ transferred[/]",
    State.STORED: "[blue]◔ stored[/]",
    State.HANDED_OVER: "[blue]◔ handed over[/]",
    State.FETCHED: "[blue]◔ fetched[/]",
    State.BLOCKED: "[red]✋ blocked[/]",
    State.DISMISSED: "[dim]– dismissed[/]",
}
_FINDING_LEVELS = {
    Level.BLOCKING: "[red]blocking[/]",
    Level.WARNING: "[yellow]warning[/]",
    Level.INFO: "[dim]info[/]",
}
_LEVELS = {"info": "[dim]info[/]", "warning": "[yellow]warning[/]", "error": "[red]error[/]"}


@command
def transfers(
    name: CompanyName,
    state: Annotated[State | None, typer.Option(help="Only those in this state.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the transfers of a company."""
    found = Transfer.objects.filter(company=find_company(name))
    found = found.filter(state=state) if state else found
    if as_json:
        print_json([_describe(transfer) for transfer in found.iterator()])
        return
    states = Counter(found.values_list("state", flat=True))
    if not states:
        console.print("No invoice.")
        return
    console.print(_table(list(found.order_by("number", "numbering_unit", "pk"))))
    console.print(", ".join(f"{State(state).label} {count}" for state, count in sorted(states.items())))
    if states[State.BLOCKED]:
        say(f'Why, and what to do: severa-maestro show "{name}" INVOICE')


def _table(found: list[Transfer]) -> Table:
    """One line an invoice, in 80 columns; the unit only where there are several."""
    several_units = len({transfer.numbering_unit for transfer in found}) > 1
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    table.add_column("Invoice", no_wrap=True)
    if several_units:
        table.add_column("Unit", no_wrap=True, max_width=6)
    table.add_column("Customer", no_wrap=True, max_width=14)
    table.add_column("Total", justify="right", no_wrap=True)
    table.add_column("State", no_wrap=True)
    table.add_column("A/0", justify="right")
    table.add_column("Findings")
    for transfer in found:
        cells = [str(transfer.number or "–")] + ([escape(transfer.numbering_unit)] if several_units else [])
        table.add_row(
            *cells,
            escape(transfer.customer),
            f"{amount_in_digits(transfer.total_including_vat)} {transfer.currency}",
            _mark(transfer),
            str(transfer.fallback_rows or ""),
            _codes(transfer),
        )
    return table


@command
def show(name: CompanyName, invoice: _Invoice, unit: _Unit = "", as_json: AsJson = False) -> None:
    """Show one transfer: the invoice, its rows and products, the findings with what to do, the timeline."""
    transfer = decisions.find(find_company(name), invoice, unit)
    if as_json:
        print_json(_describe_whole(transfer))
        return
    _print_head(transfer)
    found = transfer.get_findings()
    on_fallback = {finding.row for finding in found if finding.code.startswith("fallback-") and finding.row is not None}
    stored, arrived = transfer.stored_invoice(), transfer.arrived_invoice()
    if stored is not None and arrived is not None and transfer.stored_digest != transfer.arrived_digest:
        _print_rows("As it was stored", stored, set())
        _print_rows("As it came last", arrived, on_fallback)
        _print_changes(stored, arrived)
    elif arrived is not None:
        _print_rows("Rows", arrived, on_fallback)
    for finding in found:
        sentence = f"{finding.code}: {finding.what(reader_language())} {finding.to_do(reader_language())}"
        say(sentence, label=_FINDING_LEVELS[finding.level])
    timeline = Table("When", "From", "To", "By", "Why", box=None, title="Timeline", title_justify="left")
    for entry in transfer.timeline.all():
        timeline.add_row(_time(entry.at), entry.from_state, entry.to_state, escape(entry.actor), escape(entry.reason))
    console.print(timeline)


@command
def log(
    name: CompanyName,
    number: Annotated[int | None, typer.Option(help="Only lines of this invoice.")] = None,
    as_json: AsJson = False,
) -> None:
    """Print the log: one line, one fact, what to do."""
    lines = LogLine.objects.filter(company=find_company(name))
    lines = lines.filter(invoice_number=number) if number is not None else lines
    if as_json:
        print_json([_describe_line(line) for line in lines.iterator()])
        return
    if not lines:
        console.print("No line.")
    for line in lines.iterator():
        label = f"[dim]{_time(line.at)}[/] {_LEVELS[line.level]} {line.invoice_number or ''}".rstrip()
        say(line.text(reader_language()), label=label)


@command
def retry(
    name: CompanyName,
    invoice: _Invoice,
    accept: Annotated[
        bool,
        typer.Option("--accept", help="Accept its blocking findings, where a person may (a changed invoice replaces)."),
    ] = False,
    unit: _Unit = "",
    as_json: AsJson = False,
) -> None:
    """Put a blocked or dismissed invoice back into the transfer: the next run judges it anew."""
    transfer = decisions.find(find_company(name), invoice, unit)
    accepted = decisions.retry(transfer, actor=getpass.getuser(), accepts=accept)
    if as_json:
        print_json({**_describe(transfer), "accepted": list(accepted)})
        return
    said = f" Accepted: {', '.join(accepted)}." if accepted else ""
    console.print(f"[green]✓[/] {escape(invoice)} is judged anew in the next run.{said}")
    if not transfer.is_waiting:
        say(
            "It is not in the waiting status in Severa: give it that status, or no run will see it.",
            label="[yellow]![/]",
        )


@command
def dismiss(
    name: CompanyName,
    invoice: _Invoice,
    reason: Annotated[str, typer.Option(help="Why it is not transferred.")],
    unit: _Unit = "",
    as_json: AsJson = False,
) -> None:
    """Leave an invoice out: it is in Maestro already, or must not go there. Nothing changes in Severa."""
    transfer = decisions.find(find_company(name), invoice, unit)
    decisions.dismiss(transfer, actor=getpass.getuser(), reason=reason)
    if as_json:
        print_json(_describe(transfer))
        return
    console.print(f"[green]✓[/] {escape(invoice)} is left out. If it changes in Severa, it is shown again.")


def _describe(transfer: Transfer) -> dict[str, object]:
    return {
        "number": transfer.number,
        "unit": transfer.numbering_unit,
        "severa_guid": transfer.guid,
        "state": transfer.state,
        "waiting": transfer.is_waiting,
        "credit_note": transfer.is_credit_note,
        "customer_number": transfer.customer_number,
        "customer_name": transfer.customer_name,
        "currency": transfer.currency,
        "total_excluding_vat": amount_in_digits(transfer.total_excluding_vat),
        "total_vat": amount_in_digits(transfer.total_vat),
        "total_including_vat": amount_in_digits(transfer.total_including_vat),
        "fallback_rows": transfer.fallback_rows,
        "findings": [describe_finding(finding) for finding in transfer.get_findings()],
    }


def _describe_whole(transfer: Transfer) -> dict[str, object]:
    arrived = transfer.arrived_invoice()
    return {
        **_describe(transfer),
        "rows": [
            {
                "row": row.number,
                "kind": row.kind.value,
                "codes": list(row.codes),
                "name": row.name,
                "text": row.text,
                "quantity": str(row.quantity),
                "unit_price": str(row.unit_price.amount),
                "excluding_vat": str(row.excluding_vat.amount),
                "vat": str(row.vat.amount),
                "including_vat": str(row.including_vat.amount),
                "vat_rate": None if row.vat_rate is None else str(row.vat_rate),
            }
            for row in (arrived.rows if arrived else ())
        ],
        "timeline": [
            {
                "time": entry.at.isoformat(),
                "from": entry.from_state,
                "to": entry.to_state,
                "by": entry.actor,
                "why": entry.reason,
            }
            for entry in transfer.timeline.all()
        ],
    }


def _describe_line(line: LogLine) -> dict[str, object]:
    return {
        "time": line.at.isoformat(),
        "level": line.level,
        "code": line.code,
        "invoice": line.invoice_number,
        "row": line.row,
        "text": line.text(reader_language()),
    }


def _print_head(transfer: Transfer) -> None:
    kind = "Credit note" if transfer.is_credit_note else "Invoice"
    day = f"{transfer.invoice_date:%-d.%-m.%Y}" if transfer.invoice_date else "no date"
    unit = f", unit {escape(transfer.numbering_unit)}" if transfer.numbering_unit else ""
    console.print(
        f"[bold]{kind} {transfer.number or 'without a number'}[/], {day}{unit}   {_MARKS[State(transfer.state)]}"
    )
    say(transfer.customer)
    if transfer.total_including_vat is not None:
        console.print(
            f"{amount_in_digits(transfer.total_excluding_vat)} + VAT {amount_in_digits(transfer.total_vat)} = "
            f"[bold]{amount_in_digits(transfer.total_including_vat)} {transfer.currency}[/]"
        )
    say(f"Severa's id: {transfer.guid}")


def _print_changes(stored: Invoice, arrived: Invoice) -> None:
    """Member by member, what is another now; what only one way into Severa tells is none of it."""
    table = Table("What", "As it was stored", "As it came last", box=None, title="Changes", title_justify="left")
    for member, before, now in changes(stored, arrived):
        table.add_row(escape(member), escape(before) or "–", escape(now) or "–")
    console.print(table)


def _print_rows(title: str, invoice: Invoice, on_fallback: set[int]) -> None:
    table = Table("Row", "Code", box=None, title=title, title_justify="left", pad_edge=False, padding=(0, 1))
    table.add_column("Name")
    for heading in ("Quantity", "Without VAT", "VAT %", "VAT", "A/0"):
        table.add_column(heading, justify="right", no_wrap=True)
    for row in invoice.rows:
        table.add_row(
            str(row.number),
            escape(", ".join(row.codes)),
            escape(row.label),
            escape(f"{row.quantity.normalize():f} {row.unit}"),
            amount_in_digits(row.excluding_vat.amount),
            f"{row.effective_vat_rate.normalize():f}",
            amount_in_digits(row.vat.amount),
            "→ A/0" if row.number in on_fallback else "",
        )
    console.print(table if invoice.rows else f"{title}: none")


def _mark(transfer: Transfer) -> str:
    """The state; of a blocked invoice also that somebody has taken it out of the waiting status in Severa."""
    is_gone = transfer.state == State.BLOCKED and not transfer.is_waiting
    return "[dim]✋ withdrawn[/]" if is_gone else _MARKS[State(transfer.state)]


def _codes(transfer: Transfer) -> str:
    """What is wrong with it, in one word each; ``show`` says it in sentences."""
    found = (finding.code for finding in transfer.get_findings() if finding.level is not Level.INFO)
    return "\n".join(code.replace("-", " ") for code in dict.fromkeys(found))


def _time(at: datetime) -> str:
    return f"{timezone.localtime(at):%-d.%-m.%Y %H:%M:%S}"
