"""An invoice as a document: what a page shows of it, and what has changed of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from severa_maestro.invoicing.invoice import Invoice, InvoiceRow
from severa_maestro.invoicing.money import Money
from severa_maestro.invoicing.parties import Buyer, PostalAddress, Seller
from severa_maestro.invoicing.snapshot import changes
from severa_maestro.maestro.registers.models import SalesInvoiceRow
from severa_maestro.matching.finding_texts import WORDS
from severa_maestro.matching.products import FALLBACK, RowMatch
from severa_maestro.transfer.ledger.models import Transfer
from severa_maestro.web import reader, written
from severa_maestro.web.invoice_facts import facts_of
from severa_maestro.web.invoice_parties import account_lines, identity_line, named
from severa_maestro.web.say import say

#: Members of a change that are amounts, by the last part of their path.
_AMOUNTS = frozenset({"amount", "quantity", "currency_rate", "vat_rate", "overdue_interest"})
#: Parts of a path that say nothing to a reader.
_UNNAMED = frozenset({"amount", "totals", "address", "accounts"})
_PLACE = re.compile(r"\[([0-9]+)\]")


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row, and where Maestro's register has it.

    Attributes:
        kind: of which register its code is, in words.
        stored: the register's row, or the match by which a run would store it; None for one that is not stored so.
        has_changed: whether it differs between the two sides.
    """

    row: InvoiceRow
    kind: str
    stored: SalesInvoiceRow | RowMatch | None
    has_changed: bool

    @property
    def is_on_fallback(self) -> bool:
        """Whether it is on A/0."""
        return self.stored is not None and self.stored.product.code == FALLBACK

    @property
    def rule(self) -> str:
        """Which rule led to its product, in words."""
        return say(f"invoice.rule_{self.stored.rule}") if self.stored is not None else ""


@dataclass(frozen=True, slots=True)
class Document:
    """An invoice as a page shows it.

    Attributes:
        title: of the side, where there are two; empty where there is one.
        facts: name and value of what stands at its head, in the reader's words.
        vat_lines: rate in words, without VAT, VAT and with VAT.
        is_stored: whether its rows have products.
    """

    title: str
    invoice: Invoice
    rows: tuple[ShownRow, ...]
    facts: tuple[tuple[str, str], ...]
    buyer: tuple[str, ...]
    seller: tuple[str, ...]
    vat_lines: tuple[tuple[str, Money, Money, Money], ...]
    is_stored: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A member that differs: its name, how Maestro has it, how it came last."""

    name: str
    stored: str
    arrived: str


def documents_of(transfer: Transfer) -> tuple[list[Document], list[Change]]:
    """The invoice: once; or as it is stored and as it came last, with the changes, where the two differ."""
    stored, arrived = transfer.stored_invoice(), transfer.arrived_invoice()
    rows = _registered_rows(transfer) if stored else {}
    if stored is None or arrived is None or transfer.stored_digest == transfer.arrived_digest:
        invoice = stored or arrived
        return ([] if invoice is None else [_document(invoice, rows)]), []
    differing = changes(stored, arrived)
    places = {int(found[1]) for member, _, _ in differing if (found := re.match(r"rows\[([0-9]+)\]", member))}
    sides = [
        _document(stored, rows, say("invoice.as_stored"), places),
        _document(arrived, {}, say("invoice.as_arrived"), places),
    ]
    return sides, [change_in_words(*each) for each in differing]


def foreseen_document(invoice: Invoice, matches: Iterable[RowMatch]) -> Document:
    """The invoice as a run would store it."""
    return _document(invoice, {match.row.number: match for match in matches})


def _registered_rows(transfer: Transfer) -> dict[int, SalesInvoiceRow]:
    rows = SalesInvoiceRow.objects.filter(invoice_id=transfer.register_id, invoice__company=transfer.company_id)
    return {row.number: row for row in rows.select_related("product__group")}


def _document(
    invoice: Invoice, registered: Mapping[int, SalesInvoiceRow | RowMatch], title: str = "", changed: Iterable[int] = ()
) -> Document:
    language = reader.language()
    rows = (
        ShownRow(row, WORDS[row.kind.value].say(language), registered.get(row.number), place in set(changed))
        for place, row in enumerate(invoice.rows, start=1)
    )
    return Document(
        title=title,
        invoice=invoice,
        rows=tuple(rows),
        facts=tuple(
            facts_of(
                invoice,
                project=f"{invoice.project.number} {invoice.project.name}".strip(),
                unit=f"{invoice.unit.code} {invoice.unit.name}".strip(),
            )
        ),
        buyer=tuple(line for line in _buyer(invoice.buyer) if line),
        seller=tuple(line for line in _seller(invoice.seller) if line),
        vat_lines=tuple(_vat_lines(invoice)),
        is_stored=bool(registered),
    )


def _vat_lines(invoice: Invoice) -> Iterator[tuple[str, Money, Money, Money]]:
    """By rate, the highest first; last the rows with VAT whose rate is missing."""
    known = replace(invoice, rows=tuple(row for row in invoice.rows if not row.lacks_vat_rate))
    yield from ((written.percent(line.rate), line.base, line.vat, line.base + line.vat) for line in known.vat_lines)
    without = replace(invoice, rows=tuple(row for row in invoice.rows if row.lacks_vat_rate))
    if without.rows:
        sums = without.sums_of_rows
        yield say("invoice.rate_missing"), sums.excluding_vat, sums.vat, sums.excluding_vat + sums.vat


def _buyer(buyer: Buyer) -> Iterator[str]:
    yield f"{buyer.customer_number} {buyer.name}".strip()
    yield from _party(buyer)


def _seller(seller: Seller) -> Iterator[str]:
    yield seller.name
    yield from _party(seller)
    for account in seller.bank_accounts:
        yield from account_lines(account.number, account.bic)


def _party(party: Buyer | Seller) -> Iterator[str]:
    yield from _address(party.address)
    yield identity_line(party.vat_number, party.business_id)
    yield party.contact_name
    yield party.email
    yield named("customers.electronic_address", party.electronic_address.address)
    yield named("customers.electronic_operator", party.electronic_address.operator)


def _address(address: PostalAddress) -> Iterator[str]:
    yield address.street
    yield f"{address.postal_code} {address.town}".strip()
    yield address.region
    yield address.country or address.country_code


def change_in_words(member: str, stored: str, arrived: str) -> Change:
    """A member of an invoice that differs, as the reader names and writes it."""
    return Change(_name(member), _value(member, stored), _value(member, arrived))


def _name(member: str) -> str:
    """``rows[2].unit_price.amount`` as ``Row 2: price of one``."""
    whole, *parts = (part for part in re.sub(_PLACE, "", member).split(".") if part not in _UNNAMED)
    names = parts if whole == "rows" else [whole, *parts]
    name = ": ".join(say(f"invoice.{part}") for part in names)
    row = _PLACE.search(member) if whole == "rows" else None
    return say("invoice.of_row", row=row[1], name=name) if row else name


def _value(member: str, value: str) -> str:
    """A member's value as the reader writes it."""
    last = member.rpartition(".")[2]
    if not value:
        return "–"
    if last in _AMOUNTS:
        return written.number(
            Decimal(value), 2 if last == "amount" and Decimal(value) == round(Decimal(value), 2) else None
        )
    if last.endswith("_date"):
        return written.day(date.fromisoformat(value))
    return say("invoice.yes") if value == "True" else say("invoice.no") if value == "False" else value
