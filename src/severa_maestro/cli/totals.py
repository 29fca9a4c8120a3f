"""``severa-maestro totals``: what is in Maestro's registers, in sums."""

from rich.table import Table

from severa_maestro.cli.common import AsJson, CompanyName, amount_in_digits, command, console, find_company, print_json
from severa_maestro.maestro.target import RegisterTotals
from severa_maestro.transfer.connect import target_of
from severa_maestro.transfer.ledger.models import LogLine


@command
def totals(name: CompanyName, as_json: AsJson = False) -> None:
    """Add up the sales invoices in Maestro's registers by currency, to hold against Severa's."""
    company = find_company(name)
    found = target_of(company).totals()
    lines = LogLine.objects.filter(company=company, code__startswith="fallback-").count()
    if as_json:
        print_json({**_describe(found), "fallback_log_lines": lines})
        return
    table = Table("Currency", box=None)
    for heading in ("Invoices", "Without VAT", "VAT", "With VAT"):
        table.add_column(heading, justify="right")
    for currency, sums in found.currencies.items():
        amounts = (
            amount_in_digits(sums.excluding_vat),
            amount_in_digits(sums.vat),
            amount_in_digits(sums.including_vat),
        )
        table.add_row(currency, str(sums.invoices), *amounts)
    console.print(table)
    console.print(f"Rows on A/0: {found.fallback_rows}, log lines for them: {lines}")


def _describe(found: RegisterTotals) -> dict[str, object]:
    return {
        "currencies": {
            currency: {
                "invoices": sums.invoices,
                "total_excluding_vat": amount_in_digits(sums.excluding_vat),
                "total_vat": amount_in_digits(sums.vat),
                "total_including_vat": amount_in_digits(sums.including_vat),
            }
            for currency, sums in found.currencies.items()
        },
        "fallback_rows": found.fallback_rows,
    }
