"""What is written down of an invoice comes back equal, and digests tell what has changed."""

import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from severa_maestro.invoicing.invoice import Accounts, CostCentre, Invoice, InvoiceRow, Project
from severa_maestro.invoicing.money import Money
from severa_maestro.invoicing.parties import BankAccount, Buyer, Customer, PostalAddress, Seller
from severa_maestro.invoicing.snapshot import (
    NOT_BOOKED,
    as_named_now,
    booked_digest,
    changes,
    customer_from_json,
    customer_to_json,
    digest,
    invoice_from_json,
    invoice_to_json,
    is_same_booking,
    is_same_document,
)
from tests import strategies


@given(strategies.invoices(min_rows=0))
def test_an_invoice_comes_back_equal(invoice: Invoice) -> None:
    text = invoice_to_json(invoice)
    back = invoice_from_json(text)
    assert back == invoice
    assert [str(row.quantity) for row in back.rows] == [str(row.quantity) for row in invoice.rows]
    assert booked_digest(back) == booked_digest(invoice)


@given(strategies.customers())
def test_a_customer_comes_back_equal(customer: Customer) -> None:
    assert customer_from_json(customer_to_json(customer)) == customer


@given(strategies.invoices())
def test_amounts_are_written_as_text(invoice: Invoice) -> None:
    written = json.loads(invoice_to_json(invoice), parse_float=lambda text: pytest.fail(f"a float: {text}"))
    assert written["totals"]["vat"]["amount"] == str(invoice.totals.vat.amount)


def _other_guids(invoice: Invoice) -> Invoice:
    rows = tuple(replace(row, guid=f"{row.guid}-rest") for row in invoice.rows)
    buyer = replace(invoice.buyer, customer_guid="rest")
    unit = replace(invoice.unit, guid="rest")
    return replace(invoice, guid="rest", credits_guid="rest", rows=rows, buyer=buyer, unit=unit, numbering_unit=unit)


@given(strategies.invoices(), st.text(max_size=5), st.booleans(), st.none() | strategies.days())
def test_the_booked_digest_ignores_ids_and_what_happens_after_sending(
    invoice: Invoice, status: str, is_credited: bool, payment_date: date | None
) -> None:
    later = replace(_other_guids(invoice), status=status, is_credited=is_credited, payment_date=payment_date)
    assert booked_digest(later) == booked_digest(invoice)


@given(strategies.invoices())
def test_the_booked_digest_ignores_how_a_number_is_written(invoice: Invoice) -> None:
    def longer(amount: Money) -> Money:
        return Money(amount.amount + Decimal("0.000000000000"), amount.currency)

    totals = replace(invoice.totals, vat=longer(invoice.totals.vat))
    rows = tuple(replace(row, excluding_vat=longer(row.excluding_vat)) for row in invoice.rows)
    assert booked_digest(replace(invoice, totals=totals, rows=rows)) == booked_digest(invoice)


def _of_first_row(change: Callable[[InvoiceRow], InvoiceRow]) -> Callable[[Invoice], Invoice]:
    return lambda invoice: replace(invoice, rows=(change(invoice.rows[0]), *invoice.rows[1:]))


def _more(amount: Money) -> Money:
    return Money(amount.amount + Decimal("0.01"), amount.currency)


def _of_totals(name: str) -> Callable[[Invoice], Invoice]:
    def change(invoice: Invoice) -> Invoice:
        return replace(invoice, totals=replace(invoice.totals, **{name: _more(getattr(invoice.totals, name))}))

    return change


def _of_buyer(**changes: object) -> Callable[[Invoice], Invoice]:
    return lambda invoice: replace(invoice, buyer=replace(invoice.buyer, **changes))  # type: ignore[arg-type]


def _of_accounts(**changes: str) -> Callable[[Invoice], Invoice]:
    return _of_first_row(lambda row: replace(row, accounts=replace(row.accounts, **changes)))


CHANGES: dict[str, Callable[[Invoice], Invoice]] = {
    "number": lambda invoice: replace(invoice, number=(invoice.number or 0) + 1),
    "date": lambda invoice: replace(invoice, invoice_date=date(2009, 1, 1)),
    "due date": lambda invoice: replace(invoice, due_date=date(2009, 1, 1)),
    "kind": lambda invoice: replace(invoice, is_credit_note=not invoice.is_credit_note),
    "reverse charge": lambda invoice: replace(invoice, is_reverse_charged=not invoice.is_reverse_charged),
    "reference": lambda invoice: replace(invoice, reference_number=invoice.reference_number + "1"),
    "receiver's name": _of_buyer(name="Toinen nimi Oy ¤"),
    "receiver's VAT number": _of_buyer(vat_number="FI00000000 ¤"),
    "receiver's address": _of_buyer(address=PostalAddress(street="Toinen katu ¤")),
    "our reference": lambda invoice: replace(invoice, our_reference=invoice.our_reference + "x"),
    "order number": lambda invoice: replace(invoice, order_number=invoice.order_number + "x"),
    "payment term": lambda invoice: replace(invoice, payment_term_days=(invoice.payment_term_days or 0) + 1),
    "text after the rows": lambda invoice: replace(invoice, text_after_rows=invoice.text_after_rows + "x"),
    "bank accounts": lambda invoice: replace(
        invoice, seller=replace(invoice.seller, bank_accounts=(*invoice.seller.bank_accounts, BankAccount(number="¤")))
    ),
    "sales account": _of_accounts(sales="3999¤"),
    "VAT account": _of_accounts(vat="2939¤"),
    "VAT code": _of_first_row(lambda row: replace(row, vat_code=row.vat_code + "x")),
    "cost centre": _of_first_row(
        lambda row: replace(row, cost_centre=replace(row.cost_centre, number=row.cost_centre.number + "x"))
    ),
    "project": _of_first_row(lambda row: replace(row, project=replace(row.project, number=row.project.number + "x"))),
    "day": _of_first_row(lambda row: replace(row, event_date=date(2009, 1, 1))),
    "price": _of_first_row(lambda row: replace(row, unit_price=_more(row.unit_price))),
    "total without VAT": _of_totals("excluding_vat"),
    "total VAT": _of_totals("vat"),
    "total with VAT": _of_totals("including_vat"),
    "row without VAT": _of_first_row(lambda row: replace(row, excluding_vat=_more(row.excluding_vat))),
    "row's VAT": _of_first_row(lambda row: replace(row, vat=_more(row.vat))),
    "quantity": _of_first_row(lambda row: replace(row, quantity=row.quantity + 1)),
    "code": _of_first_row(lambda row: replace(row, codes=(*row.codes, "Z9"))),
    "name": _of_first_row(lambda row: replace(row, name=row.name + "x")),
    "text": _of_first_row(lambda row: replace(row, text=row.text + "x")),
    "unit": _of_first_row(lambda row: replace(row, unit=row.unit + "x")),
    "a row less": lambda invoice: replace(invoice, rows=invoice.rows[1:]),
    "a row more": lambda invoice: replace(invoice, rows=(*invoice.rows, invoice.rows[0])),
}


@given(strategies.invoices())
def test_the_booked_digest_changes_with_all_that_is_booked(invoice: Invoice) -> None:
    before = booked_digest(invoice)
    unnoticed = [name for name, change in CHANGES.items() if booked_digest(change(invoice)) == before]
    assert unnoticed == []


def test_a_digest_keeps_its_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert len(digest()) == 64


def test_what_is_not_booked_are_members_that_are_there() -> None:
    """All others count, those too that are added one day; a misspelt exception would count as well."""
    for path in NOT_BOOKED:
        assert is_a_member(path), path


def is_a_member(path: str) -> bool:
    """Whether a dotted path leads from an invoice to a member."""
    kind: type = Invoice
    for name in path.split("."):
        known = {field.name for field in fields(kind)}
        if name not in known:
            return False
        kind = MEMBER_TYPES.get(name, str)
    return True


MEMBER_TYPES: dict[str, type] = {
    "rows": InvoiceRow,
    "buyer": Buyer,
    "seller": Seller,
    "project": Project,
    "cost_centre": CostCentre,
    "accounts": Accounts,
    "address": PostalAddress,
}


@given(strategies.invoices())
def test_what_has_changed_is_told_member_by_member(invoice: Invoice) -> None:
    assert changes(invoice, invoice) == []
    other = replace(invoice, our_reference=invoice.our_reference + "x", guid="another")
    assert changes(invoice, other) == [("our_reference", invoice.our_reference, invoice.our_reference + "x")]


@given(strategies.invoices())
def test_what_one_way_does_not_tell_is_no_change(invoice: Invoice) -> None:
    rest = replace(invoice, title="", rows=tuple(replace(row, name="") for row in invoice.rows))
    rest = replace(rest, not_told=("title", "rows.name"))
    assert is_same_booking(invoice, rest)
    assert is_same_booking(rest, invoice)
    assert changes(invoice, rest) == []
    longer = replace(rest, notes=rest.notes + "x")
    assert not is_same_booking(invoice, longer)
    assert [member for member, _, _ in changes(invoice, longer)] == ["notes"]


@given(strategies.invoices())
def test_an_invoice_as_it_is_named_now_keeps_what_is_known_of_it(invoice: Invoice) -> None:
    arrived = replace(invoice, guid="new", title="", not_told=("title",), status="elsewhere")
    now = as_named_now(invoice, arrived)
    assert (now.guid, now.status, now.title) == ("new", "elsewhere", invoice.title)
    assert booked_digest(now) == booked_digest(invoice)


@given(strategies.invoices())
def test_a_document_is_told_by_number_day_and_totals(invoice: Invoice) -> None:
    assert is_same_document(invoice, replace(invoice, guid="x", notes="corrected", rows=()))
    more = replace(invoice.totals, vat=invoice.totals.vat + Money(Decimal("0.01"), invoice.currency))
    assert not is_same_document(invoice, replace(invoice, totals=more))
    assert not is_same_document(invoice, replace(invoice, is_credit_note=not invoice.is_credit_note))
