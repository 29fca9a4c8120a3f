"""Everything that is checked of an invoice before it is stored. Pure: the same inputs give the same findings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from severa_maestro.invoicing import identifiers
from severa_maestro.invoicing.invoice import Invoice, InvoiceRow, Totals
from severa_maestro.invoicing.money import CENT, plain
from severa_maestro.invoicing.parties import Customer, ElectronicAddress, PostalAddress
from severa_maestro.invoicing.vat import is_in_force
from severa_maestro.matching.findings import ACCEPTED, Finding, Level, blocking, info, warning
from severa_maestro.matching.operators import is_known_operator
from severa_maestro.matching.products import FallbackReason, RowMatch

#: Changes when the checks do: an invoice that was blocked is then judged again.
CHECKS_VERSION = "1"

#: No invoice of a company is this large: what is, is a slip of somebody's finger.
LARGEST_AMOUNT = Decimal(1_000_000_000)
LONGEST_NAME = 100
LONGEST_TEXT = 512

#: Blocking findings that a person may accept after a look; each then warns instead.
ACCEPTABLE = frozenset(
    {"credit-original-unknown", "possible-duplicate", "changed-since-stored", "changed-since-dismissed"}
)

NO_CURRENCY = "XXX"

#: How VAT numbers of the EU's countries begin (directive 2006/112/EC art. 215; Greece writes EL).
_EU_PREFIXES = "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EU_PREFIXES = frozenset(_EU_PREFIXES.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the judgement of an invoice depends on beside the invoice itself.

    Attributes:
        customer: the customer's card; None where Severa has none, or none that can be read.
        customer_problem: why the card cannot be read; empty where it can, or where there is none.
        namesake: another customer with the same number and another identity; empty where there is none.
        knows_original: whether the invoice that a credit note claims to credit is known here.
        original_totals: that invoice's totals, where it is stored.
        is_number_taken: whether another invoice has this number in this series.
        twin: the series of an invoice stored already that has this number and content; empty where there is none.
        changed: which finding tells that a person or the register has settled this invoice with other content;
            empty where nothing has.
        accepted: codes of blocking findings that a person has accepted for this invoice.
    """

    customer: Customer | None
    customer_problem: str = ""
    namesake: str = ""
    knows_original: bool = False
    original_totals: Totals | None = None
    is_number_taken: bool = False
    twin: str = ""
    changed: str = ""
    accepted: tuple[str, ...] = ()


def judge(invoice: Invoice, matches: Sequence[RowMatch], circumstances: Circumstances) -> tuple[Finding, ...]:
    """All findings of an invoice, the blocking ones first."""
    found = [
        *_identity(invoice, circumstances),
        *_amounts(invoice),
        *_customer(invoice, circumstances),
        *_credit(invoice, circumstances),
        *_parties(invoice),
        *_payment(invoice),
        *_texts(invoice),
        *(finding for match in matches for finding in match_findings(match)),
    ]
    judged = (_accepted(finding, circumstances.accepted) for finding in found)
    return tuple(sorted(judged, key=lambda finding: list(Level).index(finding.level), reverse=True))


def _accepted(finding: Finding, accepted: tuple[str, ...]) -> Finding:
    if finding.level is Level.BLOCKING and finding.code in ACCEPTABLE.intersection(accepted):
        return Finding(finding.code, Level.WARNING, finding.row, {**finding.values, ACCEPTED: "yes"})
    return finding


def _identity(invoice: Invoice, circumstances: Circumstances) -> Iterator[Finding]:
    if invoice.number is None:
        yield blocking("no-number", status=invoice.status)
    if invoice.invoice_date is None:
        yield blocking("no-date")
    if not invoice.rows:
        yield blocking("no-rows")
    if circumstances.changed:
        yield blocking(circumstances.changed)
    if circumstances.is_number_taken:
        yield blocking("number-taken", number=invoice.number)
    if circumstances.twin:
        yield blocking("possible-duplicate", unit=circumstances.twin)


def _amounts(invoice: Invoice) -> Iterator[Finding]:
    """Severa's totals are the authority; what contradicts them by more than a cent a row stops the invoice."""
    if invoice.currency == NO_CURRENCY:
        yield blocking("no-currency")
    elif invoice.currency != "EUR" and (invoice.currency_rate is None or invoice.currency_rate <= 0):
        yield blocking("currency-without-rate", currency=invoice.currency)
    totals = invoice.totals
    if abs(totals.excluding_vat + totals.vat - totals.including_vat).amount > CENT:
        yield blocking(
            "totals-contradict", excluding=totals.excluding_vat, vat=totals.vat, including=totals.including_vat
        )
    if _is_too_large(invoice):
        yield blocking("amount-too-large")
    for row in invoice.rows:
        yield from _row_amounts(invoice, row)
    if invoice.rows:
        yield from _rows_against_totals(invoice)


def _is_too_large(invoice: Invoice) -> bool:
    amounts = [invoice.totals.including_vat, invoice.totals.vat, invoice.totals.excluding_vat]
    for row in invoice.rows:
        amounts += [row.including_vat, row.vat, row.excluding_vat, row.unit_price]
    too_large = any(abs(amount).amount >= LARGEST_AMOUNT for amount in amounts)
    return too_large or any(abs(row.quantity) >= LARGEST_AMOUNT for row in invoice.rows)


def _rows_against_totals(invoice: Invoice) -> Iterator[Finding]:
    difference = invoice.rounding_difference
    allowed = CENT * len(invoice.rows)
    sums = invoice.sums_of_rows
    compared = (
        (difference.excluding_vat, invoice.totals.excluding_vat, sums.excluding_vat),
        (difference.vat, invoice.totals.vat, sums.vat),
        (difference.including_vat, invoice.totals.including_vat, sums.including_vat),
    )
    worst = max(compared, key=lambda each: abs(each[0]).amount)
    values = {"difference": worst[0], "total": worst[1], "rows": worst[2]}
    if abs(worst[0]).amount > allowed:
        yield blocking("totals-do-not-add-up", **values)
    elif worst[0]:
        yield info("rounding-difference", **values)


def _row_amounts(invoice: Invoice, row: InvoiceRow) -> Iterator[Finding]:
    if abs(row.excluding_vat + row.vat - row.including_vat).amount > CENT:
        yield blocking(
            "row-contradicts", row.number, excluding=row.excluding_vat, vat=row.vat, including=row.including_vat
        )
    if row.vat_rate is None:
        if row.lacks_vat_rate:
            yield blocking("vat-rate-unknown", row.number, rate="–", vat=row.vat)
        return
    rate = plain(row.vat_rate)
    if not 0 <= rate <= 100:
        yield blocking("vat-rate-unknown", row.number, rate=rate, vat=row.vat)
        return
    is_untaxed = invoice.is_reverse_charged and not row.vat
    if abs(row.vat_by_rate - row.vat).amount > CENT and not is_untaxed:
        yield blocking("row-vat-contradicts-rate", row.number, rate=rate, vat=row.vat, computed=row.vat_by_rate)
    day = row.event_date or invoice.invoice_date
    if day is not None and not is_in_force(row.effective_vat_rate, day):
        yield warning("vat-rate-not-in-force", row.number, rate=rate, day=_written(day))


def _customer(invoice: Invoice, circumstances: Circumstances) -> Iterator[Finding]:
    customer = circumstances.customer
    if circumstances.customer_problem:
        yield blocking("customer-unreadable", name=invoice.buyer.name, reason=circumstances.customer_problem)
        return
    if customer is None:
        yield blocking("customer-unknown", name=invoice.buyer.name)
        return
    if not customer.number:
        yield blocking("customer-without-number", name=customer.name)
    if circumstances.namesake:
        yield blocking(
            "customer-number-clash", number=customer.number, name=customer.name, other=circumstances.namesake
        )
    if not customer.is_active:
        yield warning("customer-inactive", number=customer.number, name=customer.name)


def _credit(invoice: Invoice, circumstances: Circumstances) -> Iterator[Finding]:
    """A credit note takes back: it is negative, unless it credits an invoice that was negative itself."""
    total = invoice.totals.including_vat
    if not invoice.is_credit_note:
        if total.amount < 0:
            yield warning("negative-invoice", total=total)
        return
    if not invoice.credits_guid:
        yield info("credit-names-no-original")
    elif not circumstances.knows_original:
        yield blocking("credit-original-unknown")
    known = circumstances.original_totals
    original = known.including_vat if known is not None and known.including_vat.currency == total.currency else None
    if total.amount > 0 and (original is None or original.amount >= 0):
        yield blocking("credit-note-positive", total=total)
    elif original is not None and not _is_between_zero_and(original.amount, -total.amount):
        yield warning("credit-exceeds-original", total=total, original=original)


def _is_between_zero_and(limit: Decimal, number: Decimal) -> bool:
    return min(limit, Decimal(0)) <= number <= max(limit, Decimal(0))


def _parties(invoice: Invoice) -> Iterator[Finding]:
    buyer, seller = invoice.buyer, invoice.seller
    yield from _ids((buyer.business_id, buyer.vat_number), buyer.address, buyer.name)
    yield from _ids((seller.business_id, seller.vat_number), seller.address, seller.name)
    if missing := _missing_lines(invoice):
        yield warning("address-incomplete", name=buyer.name, missing=" ".join(missing))
    if invoice.is_reverse_charged and not (buyer.vat_number or buyer.business_id):
        yield warning("reverse-charge-without-vat-number", name=buyer.name)
    if invoice.is_reverse_charged and invoice.totals.vat:
        yield warning("reverse-charge-with-vat", vat=invoice.totals.vat)
    yield from _electronic_address(buyer.electronic_address, buyer.name)


def _ids(ids: tuple[str, str], address: PostalAddress, name: str) -> Iterator[Finding]:
    """One finding for a party, since its two ids are one number in two forms as a rule."""
    wrong = [text for text in dict.fromkeys(ids) if text and _is_wrong_id(text, address)]
    if wrong:
        yield warning("business-id-wrong", id=", ".join(wrong), name=name)


def _is_wrong_id(text: str, address: PostalAddress) -> bool:
    """Whether an EU VAT number or a Finnish Y-tunnus is wrong.

    A bare number is a Y-tunnus only in Finland: Danish and Estonian ones have eight digits too.
    """
    if text.strip()[:2].upper() in EU_PREFIXES:
        return identifiers.vat_number(text) is None
    country = address.country_code or address.country.casefold()
    is_finnish = country in ("", "FI", "fi", "suomi", "finland")
    return is_finnish and identifiers.looks_like_business_id(text) and identifiers.business_id(text) is None


def _missing_lines(invoice: Invoice) -> list[str]:
    """What the buyer lacks of name and address (AVL 209 e §); without a country other systems refuse an invoice."""
    address = invoice.buyer.address
    lines = {
        "name": invoice.buyer.name,
        "street": address.street,
        "postal_code": address.postal_code,
        "town": address.town,
        "country": address.country or address.country_code,
    }
    return [name for name, line in lines.items() if not line.strip()]


def _electronic_address(electronic: ElectronicAddress, name: str) -> Iterator[Finding]:
    if electronic.address and not electronic.operator:
        yield warning("electronic-address-without-operator", address=electronic.address, name=name)
    if electronic.operator and not electronic.address:
        yield warning("operator-without-electronic-address", operator=electronic.operator, name=name)
    if electronic.address and not identifiers.is_electronic_address(electronic.address):
        yield warning("electronic-address-wrong", address=electronic.address, name=name)
    if electronic.operator and not is_known_operator(electronic.operator):
        yield warning("operator-unknown", operator=electronic.operator, name=name)


def _is_finnish(invoice: Invoice) -> bool:
    """Whether the seller is in Finland: Severa makes reference numbers of Sweden and Norway by other rules."""
    return invoice.seller.address.country_code in {"", "FI"}


def _payment(invoice: Invoice) -> Iterator[Finding]:
    reference = invoice.reference_number
    if reference and _is_finnish(invoice) and not identifiers.is_payment_reference(reference):
        yield warning("reference-number-wrong", reference=reference)
    if invoice.due_date and invoice.invoice_date and invoice.due_date < invoice.invoice_date:
        yield warning("due-before-invoice-date", due=_written(invoice.due_date), day=_written(invoice.invoice_date))
    if not invoice.seller.bank_accounts and invoice.totals.including_vat.amount > 0 and not invoice.is_credit_note:
        yield info("bank-account-missing")
    for account in invoice.seller.bank_accounts:
        if account.number[:2].isalpha() and not identifiers.is_iban(account.number):
            yield warning("bank-account-wrong", account=account.number)


def _texts(invoice: Invoice) -> Iterator[Finding]:
    for text in (invoice.text_before_rows, invoice.text_after_rows, invoice.notes):
        if len(text) > LONGEST_TEXT:
            yield warning("free-text-long", length=len(text), limit=LONGEST_TEXT)
    for row in invoice.rows:
        if len(row.name) > LONGEST_NAME:
            yield warning("row-text-long", row.number, length=len(row.name), limit=LONGEST_NAME)
        if len(row.text) > LONGEST_TEXT:
            yield warning("row-text-long", row.number, length=len(row.text), limit=LONGEST_TEXT)


def match_findings(match: RowMatch) -> Iterator[Finding]:
    """What there is to say of a row's product: why it is A/0, and that its VAT is another than the row's."""
    row, product = match.row, match.product
    if match.reason is not None:
        yield _fallback(match.reason, row)
    if row.lacks_vat_rate or product.vat_rate in (None, row.effective_vat_rate):
        return
    code = "group-vat-differs" if match.is_fallback else "product-vat-differs"
    rate, product_rate = plain(row.effective_vat_rate), plain(product.vat_rate)
    yield warning(code, row.number, product=product.code, rate=rate, product_rate=product_rate)


def _fallback(reason: FallbackReason, row: InvoiceRow) -> Finding:
    """One log line a row: kind, code and name of the row, and why it is on A/0."""
    return warning(
        f"fallback-{reason.value}", row.number, kind=row.kind.value, code=", ".join(row.codes) or "–", name=row.label
    )


def _written(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
