"""``severa-maestro run --dry-run``: what a run would do."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from rich.markup import escape

from severa_maestro.cli import preview_texts as texts
from severa_maestro.cli.common import console, describe_finding, say
from severa_maestro.cli.preview_report import (
    change,
    customers_report,
    file_report,
    heading,
    invoices_report,
    rows_report,
    totals,
)
from severa_maestro.cli.reports import Format, print_report
from severa_maestro.companies.models import Company
from severa_maestro.invoicing.invoice import Invoice, InvoiceRow
from severa_maestro.invoicing.vat import VatLine
from severa_maestro.language import Language, reader_language
from severa_maestro.matching.findings import Level
from severa_maestro.matching.products import RowMatch
from severa_maestro.transfer.foreseen import Change, Foreseen, ForeseenCustomer, Preview, Standing
from severa_maestro.transfer.ledger.models import State

_LEVELS = {Level.BLOCKING: "[red]✋[/]", Level.WARNING: "[yellow]![/]", Level.INFO: "[dim]·[/]"}


def print_preview(company: Company, preview: Preview, *, with_rows: bool) -> None:
    """Shows a preview: one line an invoice; what stops, with what to do; and what would become of the customers."""
    language = reader_language()
    if not preview.invoices:
        say(texts.NOTHING_WAITS.say(language))
    elif with_rows:
        say(texts.TITLE.say(language, company=company.name))
        for each in preview.worst_first():
            _print_invoice(each, language)
    else:
        print_report(invoices_report(company, preview, language), Format.TABLE)
        _print_blocked(preview, language)
    _print_customers(preview, language, with_rows=with_rows)


def write_previews(
    previews: Iterable[tuple[Company, Preview]], report_format: Format | None, output: Path | None
) -> None:
    """Writes the previews row by row. Raises ConfigurationError where the file cannot be written."""
    print_report(file_report(previews, reader_language()), report_format, output)
    if output is not None:
        console.print(f"[green]✓[/] {escape(str(output))}")


def _print_invoice(each: Foreseen, language: Language) -> None:
    """An invoice with its rows, totals, findings and changes."""
    say(heading(each, language), label=f"[bold]{texts.MARKS[each.state]}[/]")
    if each.rows:
        print_report(rows_report(each, language), Format.TABLE)
    for line in totals(each, language):
        say(line)
    for finding in each.findings:
        say(f"{finding.what(language)} {finding.to_do(language)}".strip(), label=_LEVELS[finding.level])
    _print_differences(each, language)
    console.print()


def _print_differences(each: Foreseen, language: Language) -> None:
    for difference in each.differences:
        say(change(difference, language), label="[yellow]·[/]")


def _print_blocked(preview: Preview, language: Language) -> None:
    """What to do about each invoice that would stop, and what has changed of it."""
    for each in preview.worst_first():
        if each.state != State.BLOCKED:
            continue
        for finding in (finding for finding in each.findings if finding.level is Level.BLOCKING):
            sentence = f"{finding.what(language)} {finding.to_do(language)}"
            say(f"{each.arrived.number or each.arrived.guid}: {sentence}", label=_LEVELS[finding.level])
        _print_differences(each, language)


def _print_customers(preview: Preview, language: Language, *, with_rows: bool) -> None:
    """The changed customers; the new ones too where everything is wanted, else their number alone."""
    if not preview.customers:
        return
    changed = preview.customers_who_are(Standing.CHANGED)
    if listed := preview.customers if with_rows else changed:
        print_report(customers_report(listed, language), Format.TABLE)
    idle = sum(not each.has_invoice for each in preview.customers)
    new = len(preview.customers_who_are(Standing.NEW))
    say(texts.CUSTOMER_COUNTS.say(language, new=new, changed=len(changed), idle=idle))


def describe_preview(preview: Preview) -> dict[str, object]:
    """Everything, for ``--json``: amounts and rates with all their digits."""
    return {
        "dry_run": True,
        "customers_new": len(preview.customers_who_are(Standing.NEW)),
        "customers_changed": len(preview.customers_who_are(Standing.CHANGED)),
        "customers": [{**_customer(each), "has_invoice": each.has_invoice} for each in preview.customers],
        "invoices": [_invoice(each) for each in preview.invoices],
    }


def _invoice(each: Foreseen) -> dict[str, object]:
    arrived = each.arrived
    return {
        "number": arrived.number,
        "unit": each.unit,
        "severa_guid": arrived.guid,
        "state": each.state.value,
        "new": each.is_new,
        "customer": _customer(each.customer) if each.customer else None,
        **(_contents(arrived) if isinstance(arrived, Invoice) else {}),
        "vat": [_vat_line(line) for line in each.vat_lines],
        "fallback_rows": each.fallback_rows,
        "rows": [_row(row, match) for row, match in each.rows],
        "findings": [describe_finding(finding) for finding in each.findings],
        "differences": [_change(difference) for difference in each.differences],
    }


def _contents(invoice: Invoice) -> dict[str, object]:
    return {
        "credit_note": invoice.is_credit_note,
        "invoice_date": invoice.invoice_date.isoformat() if invoice.invoice_date else None,
        "currency": invoice.currency,
        "total_excluding_vat": _digits(invoice.totals.excluding_vat.amount),
        "total_vat": _digits(invoice.totals.vat.amount),
        "total_including_vat": _digits(invoice.totals.including_vat.amount),
    }


def _customer(customer: ForeseenCustomer) -> dict[str, object]:
    return {
        "number": customer.number,
        "name": customer.name,
        "standing": customer.standing.value,
        "changes": [_change(each) for each in customer.changes],
    }


def _row(row: InvoiceRow, match: RowMatch | None) -> dict[str, object]:
    return {
        "row": row.number,
        "kind": row.kind.value,
        "codes": list(row.codes),
        "name": row.label,
        "text": row.text,
        "event_date": row.event_date.isoformat() if row.event_date else None,
        "quantity": _digits(row.quantity),
        "unit": row.unit,
        "unit_price": _digits(row.unit_price.amount),
        "excluding_vat": _digits(row.excluding_vat.amount),
        "vat": _digits(row.vat.amount),
        "including_vat": _digits(row.including_vat.amount),
        "vat_rate": None if row.vat_rate is None else _digits(row.vat_rate),
        "product": str(match.product.code) if match else None,
        "product_name": match.product.name if match else None,
        "rule": match.rule.value if match else None,
        "reason": match.reason.value if match and match.reason else None,
    }


def _vat_line(line: VatLine) -> dict[str, object]:
    return {"rate": _digits(line.rate), "base": _digits(line.base.amount), "vat": _digits(line.vat.amount)}


def _change(each: Change) -> dict[str, object]:
    return {"member": each.member, "before": each.before, "now": each.now}


def _digits(number: Decimal) -> str:
    return format(number, "f")
