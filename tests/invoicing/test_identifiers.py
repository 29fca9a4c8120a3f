"""Identifiers: known ones, those that python-stdnum makes, and whatever somebody types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iso11649
from stdnum.fi import alv, ytunnus

from severa_maestro.invoicing import identifiers

REAL = ("1967543-8", "2082259-7", "0201124-8")
#: Every function that takes what somebody typed.
READERS = (
    identifiers.business_id,
    identifiers.looks_like_business_id,
    identifiers.vat_number,
    identifiers.tax_identity,
    identifiers.is_iban,
    identifiers.is_electronic_address,
    identifiers.is_ovt,
    identifiers.ovt,
    identifiers.is_finnish_reference,
    identifiers.is_creditor_reference,
    identifiers.creditor_reference,
    identifiers.is_payment_reference,
)
TYPED = st.one_of(
    st.text(max_size=30),
    st.from_regex(r"\A(FI|SE|DE|EL|ES|NL|XI|EU)?[ -]?[0-9A-Z]{5,12}\Z"),
    st.from_regex(r"\A(RF[0-9]{2})?[0-9]{1,22}\Z"),
    st.from_regex(r"\A(0037)?[0-9]{8}[A-Z]{0,6}\Z"),
)


@given(TYPED)
def test_no_text_makes_any_of_them_fail(text: str) -> None:
    for read in READERS:
        read(text)


@pytest.mark.parametrize("real", REAL)
def test_a_real_business_id_is_known_in_every_usual_writing(real: str) -> None:
    digits = real.replace("-", "")
    for written in (real, digits, f"FI{digits}", f"fi {digits}", f" {real} ", f"FI-{real}"):
        assert identifiers.business_id(written) == real
        assert identifiers.vat_number(written) == f"FI{digits}"
        assert identifiers.tax_identity(written) == f"FI{digits}"
    assert identifiers.looks_like_business_id(real)
    assert identifiers.ovt(real) == f"0037{digits}"


@pytest.mark.parametrize("wrong", ["1478523-8", "2082259-8", "12345678", "1967543-9", "", "-", "ABC", "196754-3-8-1"])
def test_a_wrong_business_id_is_not_one(wrong: str) -> None:
    assert identifiers.business_id(wrong) is None
    assert identifiers.ovt(wrong) is None


def test_an_old_business_id_of_six_digits_gets_its_zero() -> None:
    assert identifiers.business_id("201124-8") == "0201124-8"


@pytest.mark.parametrize("wrong", ["1478523-8", "FI14785238", "fi 14785238"])
def test_a_wrong_business_id_still_looks_like_one(wrong: str) -> None:
    assert identifiers.looks_like_business_id(wrong)


@pytest.mark.parametrize("other", ["", "SE556036079301", "Kuusi Oy", "12345", "FI"])
def test_other_texts_do_not_look_like_one(other: str) -> None:
    assert not identifiers.looks_like_business_id(other)


@given(st.integers(0, 99_999_999).map(lambda number: f"{number:08d}"))
def test_business_ids_agree_with_stdnum(digits: str) -> None:
    written = f"{digits[:7]}-{digits[7]}"
    assert (identifiers.business_id(written) == written) == ytunnus.is_valid(written)
    assert (identifiers.vat_number(f"FI{digits}") == f"FI{digits}") == alv.is_valid(f"FI{digits}")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("SE 556036-0793 01", "SE556036079301"),
        ("DE 136,695 976", "DE136695976"),
        ("de136695976", "DE136695976"),
        ("EE 100 931 558", "EE100931558"),
        ("NL4495445B01", "NL004495445B01"),
    ],
)
def test_vat_numbers_of_other_eu_countries_are_canonical(written: str, number: str) -> None:
    assert identifiers.vat_number(written) == number


@pytest.mark.parametrize("wrong", ["SE556036079302", "DE136695977", "US123456789", "FI14785238", ""])
def test_wrong_vat_numbers_are_none_but_still_an_identity(wrong: str) -> None:
    assert identifiers.vat_number(wrong) is None
    assert identifiers.tax_identity(f" {wrong.lower()} ") == wrong


@given(TYPED)
def test_what_is_canonical_stays_as_it_is(text: str) -> None:
    for canonical in (identifiers.business_id, identifiers.vat_number, identifiers.tax_identity):
        once = canonical(text)
        assert once is None or canonical(once) == once


@pytest.mark.parametrize(
    ("number", "reference", "creditor"),
    [(123456, "1234561", "RF341234561"), (234823, "2348236", "RF332348236")],
)
def test_known_reference_numbers(number: int, reference: str, creditor: str) -> None:
    assert identifiers.finnish_reference(number) == reference
    assert identifiers.creditor_reference(reference) == creditor
    for right in (reference, f"000{reference}", f"{reference[:2]} {reference[2:]}", creditor):
        assert identifiers.is_payment_reference(right)


@given(st.integers(100, 10**19 - 1))
def test_every_reference_that_is_made_is_right_and_so_is_its_rf_form(number: int) -> None:
    reference = identifiers.finnish_reference(number)
    assert reference is not None
    assert identifiers.is_finnish_reference(reference)
    creditor = identifiers.creditor_reference(reference)
    assert creditor is not None
    assert iso11649.is_valid(creditor)
    assert identifiers.is_payment_reference(creditor)


@given(st.integers(100, 10**19 - 1), st.data())
def test_a_wrong_digit_is_noticed(number: int, data: st.DataObject) -> None:
    reference = identifiers.finnish_reference(number)
    assert reference is not None
    place = data.draw(st.integers(1, len(reference) - 1))
    digit = data.draw(st.sampled_from([each for each in "0123456789" if each != reference[place]]))
    wrong = reference[:place] + digit + reference[place + 1 :]
    assert not identifiers.is_finnish_reference(wrong)
    assert identifiers.creditor_reference(wrong) is None


@pytest.mark.parametrize("number", [-1, 0, 7, 99, 10**19])
def test_numbers_too_short_or_long_make_no_reference(number: int) -> None:
    assert identifiers.finnish_reference(number) is None


@pytest.mark.parametrize("wrong", ["", "000", "1234562", "RF351234561", "12345A1", "RF", "1" * 21])
def test_wrong_references(wrong: str) -> None:
    assert not identifiers.is_payment_reference(wrong)


@pytest.mark.parametrize("right", ["003720822597", "0037 2082259 7", "003720822597ABC12"])
def test_right_ovts(right: str) -> None:
    assert identifiers.is_ovt(right)
    assert identifiers.is_electronic_address(right)


@pytest.mark.parametrize("wrong", ["003714785238", "003720822597ABCDEF", "20822597", "0037", "003720822597-1"])
def test_wrong_ovts(wrong: str) -> None:
    assert not identifiers.is_ovt(wrong)


def test_an_electronic_address_may_be_another_operators_but_no_wrong_ovt() -> None:
    assert identifiers.is_electronic_address("FI2112345600000785")
    assert identifiers.is_electronic_address("TE003720822597")
    assert not identifiers.is_electronic_address("003714785238")
    assert not identifiers.is_electronic_address("")
    assert not identifiers.is_electronic_address("X" * 36)


@pytest.mark.parametrize(
    ("text", "right"), [("FI21 1234 5600 0007 85", True), ("FI2112345600000786", False), ("123456-785", False)]
)
def test_ibans(text: str, right: bool) -> None:
    assert identifiers.is_iban(text) is right
