"""How a finding is said to its reader."""

import pytest

from severa_maestro.language import Language
from severa_maestro.matching.findings import Finding, Level, blocking, blocks, info, warning

FI, SV, EN = Language.FINNISH, Language.SWEDISH, Language.ENGLISH
SPACE = "\N{NO-BREAK SPACE}"


def test_a_code_without_sentences_is_refused() -> None:
    with pytest.raises(ValueError, match="no-such-finding"):
        blocking("no-such-finding")


def test_only_a_blocking_finding_blocks() -> None:
    assert blocks([info("bank-account-missing"), blocking("no-date")])
    assert not blocks([info("bank-account-missing"), warning("negative-invoice", total="-1.00 EUR")])
    assert not blocks([])


def test_a_finding_of_a_row_begins_with_the_row() -> None:
    found = warning("row-text-long", 3, length=513, limit=512)
    assert found.what(FI).startswith("Rivi 3: tekstin")
    assert found.what(SV).startswith("Rad 3: texten")
    assert found.what(EN).startswith("Row 3: the text")


def test_a_finding_of_the_invoice_begins_with_a_capital() -> None:
    assert blocking("no-rows").what(FI) == "Laskulla ei ole rivejä."


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("1234567.50 EUR", f"1{SPACE}234{SPACE}567,50{SPACE}€"),
        ("-1000.00 EUR", f"-1{SPACE}000,00{SPACE}€"),
        ("999.995 EUR", f"999,995{SPACE}€"),
        ("-100.00 SEK", f"-100,00{SPACE}SEK"),
        ("12 EUR", f"12{SPACE}€"),
        ("0E-18 EUR", "0E-18 EUR"),
    ],
)
def test_amounts_are_written_as_the_reader_writes_them(amount: str, written: str) -> None:
    found = warning("negative-invoice", total=amount)
    assert f" {written} " in found.what(FI)
    assert f" {written} " in found.what(SV)
    assert f" {amount} " in found.what(EN)


def test_rates_are_written_as_the_reader_writes_them() -> None:
    found = warning("vat-rate-not-in-force", 1, rate="25.5", day="31.8.2024")
    assert "25,5 %" in found.what(FI)
    assert "31.8.2024" in found.what(FI)
    assert "25.5 %" in found.what(EN)


def test_numbers_that_are_no_amounts_stay_as_they_are() -> None:
    assert "1234567" in warning("reference-number-wrong", reference="1234567").what(FI)


def test_kinds_of_rows_and_lines_of_addresses_are_in_the_readers_language() -> None:
    travel = warning("fallback-unknown-code", 2, kind="travel", code="C88", name="Päiväraha")
    assert travel.what(SV).startswith("Rad 2: resekostnad ”Päiväraha”:")
    address = warning("address-incomplete", name="Kuusi Oy", missing="street postal_code country")
    assert address.what(FI).endswith("Puuttuu: katuosoite, postinumero, maa.")


def test_an_empty_value_leaves_no_hole_in_the_sentence() -> None:
    assert blocking("customer-without-number", name="").what(FI) == "Asiakkaalla – ei ole asiakasnumeroa."


def test_a_reason_that_is_a_sentence_gives_one_full_stop() -> None:
    assert (
        blocking("cannot-be-stored", reason="Rekisteri on täynnä.").what(FI).endswith("Maestroon: Rekisteri on täynnä.")
    )


def test_braces_in_a_value_are_only_text() -> None:
    assert "{0} {name}" in blocking("customer-without-number", name="{0} {name}").what(FI)


def test_an_accepted_finding_says_so_and_asks_for_nothing() -> None:
    accepted = Finding("possible-duplicate", Level.WARNING, values={"unit": "HKI", "accepted": "yes"})
    assert accepted.to_do(FI) == "Hyväksytty: ei estä siirtoa."
    assert "retry" not in accepted.to_do(EN)
