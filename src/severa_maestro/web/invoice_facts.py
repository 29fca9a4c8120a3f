"""What stands at the head of an invoice, wherever one is shown."""

from collections.abc import Iterator
from decimal import Decimal

from severa_maestro.invoicing.invoice import Invoice
from severa_maestro.maestro.registers.models import SalesInvoice
from severa_maestro.web import written
from severa_maestro.web.say import say

_DAYS = ("invoice_date", "due_date", "entry_date", "payment_date")
_REFERENCES = ("reference_number", "our_reference", "your_reference", "order_number", "purchase_order_number")


def facts_of(invoice: Invoice | SalesInvoice, **others: str) -> list[tuple[str, str]]:
    """Days, references and terms that it has, each with its name in the reader's words.

    Args:
        invoice: as it came, or as Maestro's register has it.
        others: more facts, by the name of their text.
    """
    return [(say(f"invoice.{name}"), value) for name, value in [*_facts(invoice), *others.items()] if value]


def _facts(invoice: Invoice | SalesInvoice) -> Iterator[tuple[str, str]]:
    yield from ((name, written.day(day)) for name in _DAYS if (day := getattr(invoice, name)) is not None)
    yield from ((name, getattr(invoice, name)) for name in _REFERENCES)
    if invoice.payment_term_text or invoice.payment_term_days is not None:
        yield "payment_term", invoice.payment_term_text or say("invoice.days_net", days=invoice.payment_term_days)
    if invoice.overdue_interest is not None:
        yield "overdue_interest", written.percent(invoice.overdue_interest)
    if invoice.currency != "EUR" and invoice.currency_rate is not None:
        yield "currency_rate", f"{invoice.currency} {written.number(Decimal(invoice.currency_rate))}"
    yield "reverse_charge", invoice.reverse_charge_text or (say("invoice.yes") if invoice.is_reverse_charged else "")
