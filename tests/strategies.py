"""Hypothesis strategies of the domain's values: customers, and invoices of every shape that the types allow."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

from severa_maestro.invoicing.invoice import (
    Accounts,
    BusinessUnit,
    CostCentre,
    Invoice,
    InvoiceRow,
    Project,
    RowKind,
    Totals,
)
from severa_maestro.invoicing.money import EXACT, Money, round_half_up, total
from severa_maestro.invoicing.parties import (
    BankAccount,
    Buyer,
    Customer,
    CustomerAddress,
    ElectronicAddress,
    PostalAddress,
    Seller,
)

Named = TypeVar("Named", Project, CostCentre)

#: What XML can carry: no control characters but line breaks and tabs, no halves of surrogate pairs.
SIGNS = st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\t")

#: Texts of Severa's users that have been somebody's trouble: quick to draw, where any text is slow.
TROUBLESOME = ("", "", "Ääkkönen & Öljy Oy <1>", "rivi 1\nrivi 2", " ”lainaus” ’ € ", "0012", "😀 𝄞", "a;b,c\td")


@cache
def texts(max_size: int = 30) -> st.SearchStrategy[str]:
    """A text as Severa may give it, often empty."""
    return st.sampled_from(TROUBLESOME) | st.text(SIGNS, max_size=max_size)


@cache
def lines(max_size: int = 20) -> st.SearchStrategy[str]:
    """A text without line breaks or commas that is not empty: a code, a number, a name."""
    return st.text(st.characters(categories=("L", "N")), min_size=1, max_size=max_size)


@cache
def days() -> st.SearchStrategy[date]:
    """Days of invoices."""
    return st.dates(date(2010, 1, 1), date(2035, 12, 31))


@cache
def numbers(limit: int = 10**9, places: int = 8) -> st.SearchStrategy[Decimal]:
    """Exact numbers from −limit to limit with up to ``places`` decimals, trailing zeros among them."""
    most = limit * 10**places

    def number(digits: int, decimals: int) -> Decimal:
        return round_half_up(Decimal(digits).scaleb(-places, EXACT), Decimal(1).scaleb(-decimals))

    return st.builds(number, st.integers(-most, most), st.integers(0, places))


@cache
def money(currency: str, places: int = 6) -> st.SearchStrategy[Money]:
    """Amounts in a currency."""
    return numbers(places=places).map(lambda amount: Money(amount, currency))


@cache
def vat_rates() -> st.SearchStrategy[Decimal]:
    """Rates that Finland has or had, written in different ways, and 0."""
    return st.sampled_from(["25.5", "25.50", "24", "24.00", "14", "13.5", "10", "0", "0.00"]).map(Decimal)


@cache
def addresses() -> st.SearchStrategy[PostalAddress]:
    """Postal addresses, complete or not."""
    part = texts()
    return st.builds(
        PostalAddress, street=part, postal_code=part, town=part, region=part, country=part, country_code=part
    )


@cache
def electronic_addresses() -> st.SearchStrategy[ElectronicAddress]:
    """Addresses of e-invoices, right or wrong."""
    return st.builds(ElectronicAddress, address=texts(), operator=texts())


@cache
def customer_addresses() -> st.SearchStrategy[tuple[CustomerAddress, ...]]:
    """Up to three addresses of a customer's card."""
    flag = st.booleans()
    one = st.builds(CustomerAddress, guid=lines(), owner=lines(), address=addresses(), is_billing=flag, is_postal=flag)
    return st.lists(one, max_size=3, unique_by=lambda each: each.guid).map(tuple)


@cache
def ledger_accounts() -> st.SearchStrategy[Accounts]:
    """Accounts of Severa's accounting settings."""
    part = texts(8)
    return st.builds(Accounts, sales=part, recurring_sales=part, receivable=part, vat=part, dimensions=part)


@cache
def named(kind: type[Named]) -> st.SearchStrategy[Named]:
    """Projects or cost centres."""
    return st.builds(kind, guid=texts(), number=texts(), name=texts())


@st.composite
def customers(draw: st.DrawFn, number: st.SearchStrategy[str] | None = None) -> Customer:
    """Customers with a number and up to three addresses."""
    return Customer(
        guid=draw(lines()),
        number=draw(number or lines()),
        name=draw(texts()),
        vat_number=draw(
            st.one_of(texts(), st.sampled_from(["FI20774740", "2077474-0", "1478523-8", "SE556036079301"]))
        ),
        address_owner=draw(texts()),
        head_office_guid=draw(texts()),
        email=draw(texts()),
        website=draw(texts()),
        language=draw(texts()),
        currency=draw(texts()),
        payment_term_days=draw(st.none() | st.integers(0, 365)),
        overdue_interest=draw(st.sampled_from(["", "8", "7.5"])),
        electronic_address=draw(electronic_addresses()),
        notes=draw(texts()),
        is_active=draw(st.booleans()),
        is_internal=draw(st.booleans()),
        is_reverse_charged=draw(st.booleans()),
        addresses=draw(customer_addresses()),
    )


@st.composite
def rows(draw: st.DrawFn, number: int = 1, currency: str = "EUR") -> InvoiceRow:
    """Rows whose VAT follows their rate or does not: nothing but the types is promised."""
    rate = draw(st.none() | vat_rates())
    excluding_vat = draw(money(currency))
    follows = excluding_vat.times((rate or Decimal(0)) / 100).rounded()
    vat = draw(st.just(follows) | st.just(Money(Decimal(0), currency)) | money(currency))
    return InvoiceRow(
        number=number,
        guid=draw(texts()),
        kind=draw(st.sampled_from(RowKind)),
        codes=tuple(draw(st.lists(lines(6), max_size=3))),
        name=draw(texts()),
        text=draw(texts(200)),
        quantity=draw(numbers(10**6)),
        unit=draw(texts(8)),
        unit_price=draw(money(currency, places=10)),
        excluding_vat=excluding_vat,
        vat=vat,
        including_vat=excluding_vat + vat,
        vat_rate=rate,
        vat_code=draw(texts(8)),
        event_date=draw(st.none() | days()),
        person=draw(texts()),
        project=draw(named(Project)),
        cost_centre=draw(named(CostCentre)),
        accounts=draw(ledger_accounts()),
        cost=draw(st.none() | money("EUR")),
    )


@st.composite
def invoices(draw: st.DrawFn, number: st.SearchStrategy[int] | None = None, min_rows: int = 1) -> Invoice:
    """Invoices with a number and a date, whose totals are the sums of their rows give or take a cent."""
    currency = draw(st.sampled_from(["EUR", "EUR", "EUR", "SEK", "USD"]))
    count = draw(st.integers(min_rows, 4))
    of_rows = tuple(draw(rows(number=place, currency=currency)) for place in range(1, count + 1))
    part = texts()
    return Invoice(
        guid=draw(lines()),
        number=draw(number or st.integers(1, 2**53)),
        numbering_unit=draw(business_units()),
        unit=draw(business_units()),
        status=draw(part),
        is_credit_note=draw(st.booleans()),
        is_credited=draw(st.booleans()),
        credits_guid=draw(part),
        invoice_date=draw(days()),
        due_date=draw(st.none() | days()),
        entry_date=draw(st.none() | days()),
        payment_date=draw(st.none() | days()),
        currency=currency,
        currency_rate=draw(st.none() | numbers(1000)),
        totals=draw(totals_of(of_rows, currency)),
        rows=of_rows,
        buyer=draw(buyers()),
        seller=draw(sellers()),
        project=draw(named(Project)),
        reference_number=draw(part),
        our_reference=draw(part),
        your_reference=draw(part),
        order_number=draw(part),
        purchase_order_number=draw(part),
        payment_term_days=draw(st.none() | st.integers(0, 365)),
        payment_term_text=draw(part),
        overdue_interest=draw(st.none() | numbers(100)),
        virtual_bar_code=draw(part),
        is_reverse_charged=draw(st.booleans()),
        reverse_charge_text=draw(part),
        title=draw(part),
        notes=draw(part),
        text_before_rows=draw(texts(300)),
        text_after_rows=draw(texts(300)),
        language=draw(part),
    )


@st.composite
def totals_of(draw: st.DrawFn, of_rows: tuple[InvoiceRow, ...], currency: str) -> Totals:
    """The sums of rows, now and then a cent off, as Severa's totals are."""
    cent = st.sampled_from(["0", "0", "0.01", "-0.01"]).map(lambda text: Money(Decimal(text), currency))
    return Totals(
        excluding_vat=total((row.excluding_vat for row in of_rows), currency) + draw(cent),
        vat=total((row.vat for row in of_rows), currency) + draw(cent),
        including_vat=total((row.including_vat for row in of_rows), currency) + draw(cent),
    )


@cache
def business_units() -> st.SearchStrategy[BusinessUnit]:
    """Business units."""
    return st.builds(BusinessUnit, guid=texts(), code=texts(), name=texts(), vat_number=texts())


@cache
def buyers() -> st.SearchStrategy[Buyer]:
    """Buyers with a customer number."""
    part = texts()
    return st.builds(
        Buyer,
        customer_guid=lines(),
        customer_number=lines(),
        name=part,
        business_id=part,
        vat_number=part,
        address=addresses(),
        contact_name=part,
        email=part,
        phone=part,
        electronic_address=electronic_addresses(),
    )


@cache
def sellers() -> st.SearchStrategy[Seller]:
    """Sellers with up to two bank accounts."""
    part = texts()
    account = st.builds(BankAccount, number=lines(), bic=st.just("") | lines())
    return st.builds(
        Seller,
        name=part,
        business_id=part,
        vat_number=part,
        address=addresses(),
        contact_name=part,
        email=part,
        phone=part,
        electronic_address=electronic_addresses(),
        bank_accounts=st.lists(account, max_size=2).map(tuple),
    )


def full_credit_of(invoice: Invoice, number: int) -> Invoice:
    """A credit note that takes back the whole invoice: every amount and quantity is the exact negative."""
    return replace(
        invoice,
        guid=f"{invoice.guid}-credit",
        number=number,
        is_credit_note=True,
        credits_guid=invoice.guid,
        totals=-invoice.totals,
        rows=tuple(
            replace(
                row,
                quantity=-row.quantity,
                excluding_vat=-row.excluding_vat,
                vat=-row.vat,
                including_vat=-row.including_vat,
            )
            for row in invoice.rows
        ),
    )
