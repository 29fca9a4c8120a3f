"""What holds for every invoice that can be made up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from string import Formatter

from hypothesis import given
from hypothesis import strategies as st

from severa_maestro.invoicing.invoice import Invoice, InvoiceRow, Totals
from severa_maestro.invoicing.money import CENT, Money
from severa_maestro.invoicing.parties import Customer, PostalAddress
from severa_maestro.language import Language, Text
from severa_maestro.matching.checks import ACCEPTABLE, EU_PREFIXES, Circumstances, judge
from severa_maestro.matching.finding_texts import FINDING_MESSAGES
from severa_maestro.matching.findings import Finding, Level
from severa_maestro.matching.products import Catalogue
from severa_maestro.matching.rows import Matcher
from tests import strategies
from tests.matching.build import DAY, PRODUCTS, buyer, findings, invoice, row, sums

AMOUNT_FINDINGS = {
    "totals-contradict",
    "totals-do-not-add-up",
    "row-contradicts",
    "vat-rate-unknown",
    "row-vat-contradicts-rate",
    "amount-too-large",
    "credit-note-positive",
    "credit-exceeds-original",
    "negative-invoice",
}

CHANGES = st.sampled_from(["", "changed-since-stored", "changed-since-dismissed"])
#: Up to what the wire lets through: 28 digits before the point and 18 after it.
HUGE = st.decimals(-(Decimal(10) ** 28), Decimal(10) ** 28, places=18, allow_nan=False)


@st.composite
def circumstances(draw: st.DrawFn, customer: st.SearchStrategy[Customer | None] | None = None) -> Circumstances:
    amounts = st.builds(Money, HUGE, st.sampled_from(["EUR", "SEK"]))
    one = draw(amounts)
    return Circumstances(
        customer=draw(customer if customer is not None else st.none() | strategies.customers()),
        namesake=draw(strategies.texts()),
        knows_original=draw(st.booleans()),
        original_totals=draw(st.none() | st.just(Totals(excluding_vat=one, vat=one, including_vat=one))),
        twin=draw(strategies.texts()),
        changed=draw(CHANGES),
        accepted=tuple(sorted(draw(st.frozensets(st.sampled_from(sorted(FINDING_MESSAGES)))))),
    )


def placeholders(text: Text, language: Language) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(getattr(text, language.value)) if name}


def judged(of: Invoice, around: Circumstances) -> tuple[Finding, ...]:
    catalogue = Catalogue(PRODUCTS, default_group="A")
    return judge(of, [Matcher(catalogue).match(each) for each in of.rows], around)


@st.composite
def huge_rows(draw: st.DrawFn) -> InvoiceRow:
    amount = st.builds(Money, HUGE, st.just("EUR"))
    return replace(
        row(),
        quantity=draw(HUGE),
        unit_price=draw(amount),
        excluding_vat=draw(amount),
        vat=draw(amount),
        including_vat=draw(amount),
        vat_rate=draw(st.none() | HUGE),
        event_date=draw(st.none() | st.dates()),
    )


@st.composite
def consistent(draw: st.DrawFn) -> Invoice:
    """An invoice or the like whose VAT follows its rates and whose totals are its rows' sums."""
    rates = st.sampled_from(["25.5", "13.5", "10", "0"])
    cents = st.integers(-(10**9), 10**9).map(lambda number: str(number * CENT))
    rows = tuple(
        row(draw(cents), rate=draw(rates), number=number, quantity=Decimal(draw(st.integers(-99, 99))))
        for number in range(1, draw(st.integers(1, 5)) + 1)
    )
    return invoice(rows=rows)


def negated(of: Invoice) -> Invoice:
    rows = tuple(
        replace(
            each,
            quantity=-each.quantity,
            excluding_vat=-each.excluding_vat,
            vat=-each.vat,
            including_vat=-each.including_vat,
        )
        for each in of.rows
    )
    return replace(of, number=1002, rows=rows, totals=-of.totals, is_credit_note=True, credits_guid=of.guid)


@given(strategies.invoices(min_rows=0), circumstances())
def test_any_invoice_can_be_judged_and_its_findings_said(of: Invoice, around: Circumstances) -> None:
    for found in judged(of, around):
        message = FINDING_MESSAGES[found.code]
        for language in Language:
            assert found.what(language).strip()
            places = placeholders(message.what, language) | placeholders(message.to_do, language)
            assert places <= found.values.keys()


@given(st.lists(huge_rows(), max_size=3), st.builds(Money, HUGE, st.just("EUR")), circumstances())
def test_amounts_of_any_size_can_be_judged(rows: list[InvoiceRow], amount: Money, around: Circumstances) -> None:
    numbered = tuple(replace(each, number=place) for place, each in enumerate(rows, 1))
    whole = Totals(excluding_vat=amount, vat=-amount, including_vat=amount)
    judged(invoice(rows=numbered, totals=whole), around)


@given(strategies.invoices(min_rows=0), circumstances())
def test_findings_come_with_the_blocking_ones_first(of: Invoice, around: Circumstances) -> None:
    order = [list(Level).index(each.level) for each in judged(of, around)]
    assert order == sorted(order, reverse=True)


@given(strategies.invoices(min_rows=0), circumstances())
def test_accepting_only_turns_acceptable_blocking_findings_into_warnings(of: Invoice, around: Circumstances) -> None:
    before = judged(of, replace(around, accepted=()))
    turned = tuple(
        replace(each, level=Level.WARNING)
        if each.level is Level.BLOCKING and each.code in ACCEPTABLE.intersection(around.accepted)
        else each
        for each in before
    )
    after = judged(of, around)
    assert [(each.code, each.level) for each in sorted(after, key=_key)] == [
        (each.code, each.level) for each in sorted(turned, key=_key)
    ]


def _key(found: Finding) -> tuple[str, int, str]:
    return found.code, found.row or 0, found.level


@given(strategies.invoices(min_rows=0), circumstances())
def test_every_row_without_a_product_is_told_exactly_once(of: Invoice, around: Circumstances) -> None:
    catalogue = Catalogue(PRODUCTS)
    matches = [Matcher(catalogue).match(each) for each in of.rows]
    found = [each.row for each in judge(of, matches, around) if each.code.startswith("fallback-")]
    assert sorted(found) == [match.row.number for match in matches if match.is_fallback]


@given(consistent())
def test_a_consistent_invoice_raises_no_finding_of_its_amounts(of: Invoice) -> None:
    assert {each.code for each in findings(of)} & AMOUNT_FINDINGS <= {"negative-invoice"}


@given(consistent())
def test_its_exact_negative_as_a_credit_note_raises_none_either(of: Invoice) -> None:
    found = findings(negated(of), original_totals=of.totals)
    assert not {each.code for each in found} & AMOUNT_FINDINGS


@given(strategies.invoices())
def test_an_invoice_and_its_negative_contradict_themselves_alike(of: Invoice) -> None:
    alike = AMOUNT_FINDINGS - {"credit-note-positive", "credit-exceeds-original", "negative-invoice"}

    def of_amounts(each: Invoice) -> list[tuple[str, int | None]]:
        return [(found.code, found.row) for found in findings(each) if found.code in alike]

    assert of_amounts(of) == of_amounts(negated(of))


@given(st.integers(1, 40), st.integers(-60, 60))
def test_exactly_a_cent_a_row_is_rounding_and_a_cent_more_blocks(count: int, cents: int) -> None:
    rows = tuple(row("10.00", rate="0", number=number) for number in range(1, count + 1))
    right = sums(rows)
    off = Money(cents * CENT, "EUR")
    of = invoice(
        rows=rows,
        totals=replace(right, excluding_vat=right.excluding_vat + off, including_vat=right.including_vat + off),
    )
    found = [each.code for each in findings(of) if each.code != "negative-invoice"]
    expected = "totals-do-not-add-up" if abs(cents) > count else "rounding-difference"
    assert found == ([expected] if cents else [])


@given(strategies.days(), st.sampled_from(["25.5", "24", "23", "22", "14", "13.5", "13", "12", "10", "9", "8"]))
def test_the_rate_is_judged_by_the_rows_own_date(day: date, rate: str) -> None:
    own = findings(invoice(row(rate=rate, event_date=day), invoice_date=DAY, due_date=None))
    without = findings(invoice(row(rate=rate, event_date=None), invoice_date=day, due_date=None))
    assert [each.code for each in own] == [each.code for each in without]


@given(st.sampled_from(sorted(EU_PREFIXES)), st.text(max_size=14), strategies.addresses())
def test_whatever_stands_after_a_countrys_letters_can_be_judged(prefix: str, rest: str, of: PostalAddress) -> None:
    of_buyer = buyer(business_id=rest, vat_number=prefix + rest, address=of)
    assert all(each.level is not Level.BLOCKING for each in findings(invoice(buyer=of_buyer)))
