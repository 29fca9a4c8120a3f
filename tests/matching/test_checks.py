"""What the checks say: every finding on both sides of its line, and what holds of all findings together."""

from dataclasses import replace
from decimal import Decimal

import pytest

from severa_maestro.matching.checks import ACCEPTABLE, Circumstances, judge
from severa_maestro.matching.finding_texts import FINDING_MESSAGES
from severa_maestro.matching.findings import Level, blocks
from severa_maestro.matching.products import RowMatch, Rule
from tests.matching.build import (
    CUSTOMER,
    FALLBACK_PRODUCT,
    buyer,
    codes,
    credit_note,
    euro,
    findings,
    invoice,
    row,
    said,
    totals,
)
from tests.matching.cases import CASES, SAID_BY_THE_TRANSFER, Case

RAISING = [pytest.param(code, each, id=f"{code}: {each.name}") for code in CASES for each in CASES[code].raising]
QUIET = [pytest.param(code, each, id=f"{code}: {each.name}") for code in CASES for each in CASES[code].quiet]


def test_every_finding_has_a_case() -> None:
    assert CASES.keys() | SAID_BY_THE_TRANSFER == FINDING_MESSAGES.keys()
    assert not CASES.keys() & SAID_BY_THE_TRANSFER


def test_a_clean_invoice_raises_nothing() -> None:
    assert findings(invoice()) == ()


def test_a_clean_credit_note_raises_nothing() -> None:
    assert findings(credit_note()) == ()


@pytest.mark.parametrize(("code", "case"), RAISING)
def test_it_is_found(code: str, case: Case) -> None:
    found = said(case.invoice, **case.circumstances)
    assert found.count((code, CASES[code].level, CASES[code].row)) == 1


@pytest.mark.parametrize(("code", "case"), QUIET)
def test_the_nearest_that_is_right_is_not_found(code: str, case: Case) -> None:
    assert code not in codes(case.invoice, **case.circumstances)


@pytest.mark.parametrize("code", [code for code in CASES if CASES[code].level is Level.BLOCKING])
def test_what_is_found_alone_blocks(code: str) -> None:
    case = CASES[code].raising[0]
    assert blocks(findings(case.invoice, **case.circumstances))


@pytest.mark.parametrize("code", [code for code in CASES if CASES[code].level is not Level.BLOCKING])
def test_what_only_warns_or_tells_does_not_block(code: str) -> None:
    case = CASES[code].raising[0]
    assert not blocks(findings(case.invoice, **case.circumstances))


def test_blocking_findings_come_first_and_those_that_only_tell_last() -> None:
    spoiled = invoice(
        row(codes=()), reference_number="1", number=None, seller=replace(invoice().seller, bank_accounts=())
    )
    levels = [each.level for each in findings(spoiled)]
    assert levels == [Level.BLOCKING, Level.WARNING, Level.WARNING, Level.INFO]


def test_findings_of_one_level_stay_in_the_order_of_the_rows() -> None:
    found = said(invoice(row(codes=("Z1",)), row(codes=("Z2",)), row(codes=("Z3",))))
    assert [number for _, _, number in found] == [1, 2, 3]


def test_the_same_invoice_gives_the_same_findings() -> None:
    spoiled = credit_note(row(codes=()), number=None, reference_number="1")
    assert findings(spoiled, knows_original=False) == findings(spoiled, knows_original=False)


# --- what a person has accepted ---------------------------------------------------------------------------------


def _blocked_by(code: str) -> Case:
    return CASES[code].raising[0]


@pytest.mark.parametrize("code", sorted(ACCEPTABLE))
def test_an_acceptable_finding_warns_once_it_is_accepted(code: str) -> None:
    case = _blocked_by(code)
    found = findings(case.invoice, **case.circumstances, accepted=(code,))
    assert [(each.code, each.level) for each in found] == [(code, Level.WARNING)]


@pytest.mark.parametrize("code", sorted(code for code in CASES if CASES[code].level is Level.BLOCKING))
def test_every_other_blocking_finding_blocks_though_it_is_accepted(code: str) -> None:
    if code in ACCEPTABLE:
        return
    case = _blocked_by(code)
    assert findings(case.invoice, **case.circumstances, accepted=(code,)) == findings(
        case.invoice, **case.circumstances
    )


def test_accepting_one_finding_leaves_another_blocking() -> None:
    found = findings(credit_note(number=None), knows_original=False, accepted=("credit-original-unknown",))
    assert [(each.code, each.level) for each in found] == [
        ("no-number", Level.BLOCKING),
        ("credit-original-unknown", Level.WARNING),
    ]


def test_what_may_be_accepted_is_a_question_of_sameness_and_never_of_money() -> None:
    of_sameness = {"credit-original-unknown", "possible-duplicate", "changed-since-stored", "changed-since-dismissed"}
    assert of_sameness == ACCEPTABLE


# --- values that the sentences need -----------------------------------------------------------------------------


def test_the_worst_of_the_three_differences_is_told() -> None:
    (found,) = findings(invoice(row(), totals=totals("99.90", "25.62", "125.52")))
    assert found.code == "totals-do-not-add-up"
    assert dict(found.values) == {"difference": "0.12 EUR", "total": "25.62 EUR", "rows": "25.50 EUR"}


def test_rates_are_told_in_one_way_of_writing() -> None:
    (found,) = findings(invoice(row(codes=("Z9",), rate="13.50")))[1:]
    assert dict(found.values) == {"product": "A/0", "rate": "13.5", "product_rate": "25.5"}


def test_a_row_on_a0_tells_its_kind_its_codes_and_its_name() -> None:
    (found,) = findings(invoice(row(codes=("A1", "A2"), name="Työt yhteensä")))
    assert dict(found.values) == {"kind": "product", "code": "A1, A2", "name": "Työt yhteensä"}


def test_all_that_an_address_lacks_is_one_finding() -> None:
    nothing = buyer(name="", address=replace(buyer().address, street="", town="", country="", country_code=""))
    (found,) = findings(invoice(buyer=nothing))
    assert found.values["missing"] == "name street town country"


def test_a_row_of_zero_on_a_product_with_vat_says_nothing() -> None:
    assert findings(invoice(row("0.00", codes=("A2",)))) == ()


def test_each_row_has_its_own_findings() -> None:
    found = said(invoice(row(vat="24.00"), row(), row(vat="24.00")))
    assert [(code, number) for code, _, number in found] == [
        ("row-vat-contradicts-rate", 1),
        ("row-vat-contradicts-rate", 3),
    ]


def test_a_row_that_a_product_without_a_rate_takes_is_not_compared() -> None:
    match = RowMatch(row(), replace(FALLBACK_PRODUCT, vat_rate=None), Rule.EQUAL_CODE)
    assert judge(invoice(), [match], Circumstances(customer=CUSTOMER)) == ()


def test_amounts_with_more_than_two_decimals_are_rounded_by_half_a_cent_at_most() -> None:
    rows = [row("33.3333", "8.50", including_vat=euro("41.8333")) for _ in range(3)]
    assert codes(invoice(*rows, totals=totals("100.00", "25.50", "125.50"))) == ["rounding-difference"]


def test_a_discount_row_does_not_make_an_invoice_negative() -> None:
    assert findings(invoice(row(), row("-10.00", quantity=Decimal(-1)))) == ()
