"""An invoice as a page shows it."""

from dataclasses import replace
from decimal import Decimal

from severa_maestro.invoicing.parties import BankAccount
from severa_maestro.web.invoice_parties import identity_line, kept_account_lines
from severa_maestro.web.say import text_of
from severa_maestro.web.transfers.document import foreseen_document
from tests.matching.build import invoice, row


def test_vat_without_a_rate_is_shown_as_of_a_missing_rate_and_not_of_zero() -> None:
    shown = foreseen_document(invoice(row(), row(number=2, rate=None, vat="25.50")), [])
    assert [(rate, vat.amount) for rate, _, vat, _ in shown.vat_lines] == [
        ("25,5\u00a0%", Decimal("25.50")),
        ("puuttuu", Decimal("25.50")),
    ]


def test_a_row_with_neither_rate_nor_vat_is_of_zero() -> None:
    assert [rate for rate, *_ in foreseen_document(invoice(row(rate=None)), []).vat_lines] == ["0\u00a0%"]


def test_what_totals_and_rows_differ_by_is_not_called_rounding() -> None:
    assert "yörist" not in text_of("invoice.rounding").fi


def test_numbers_of_the_parties_have_their_names() -> None:
    plain = invoice()
    account = BankAccount(number="FI2112345600000785", bic="NDEAFIHH")
    shown = foreseen_document(replace(plain, seller=replace(plain.seller, bank_accounts=(account,))), [])
    assert {"IBAN: FI2112345600000785", "BIC: NDEAFIHH"} <= {*shown.seller}
    assert {"ALV-numero: FI20774740", "Verkkolaskuosoite: 003720774740"} <= {*shown.buyer}
    assert "Välittäjä: 003721291126" in shown.buyer


def test_a_business_id_in_the_place_of_a_vat_number_is_called_what_it_is() -> None:
    assert identity_line("2077474-0", "") == "Y-tunnus: 2077474-0"
    assert identity_line("FI20774740", "2077474-0") == "ALV-numero: FI20774740"
    assert identity_line("", "2077474-0") == "Y-tunnus: 2077474-0"
    assert identity_line("", "") == ""


def test_an_account_of_the_register_is_told_from_its_bic() -> None:
    assert [*kept_account_lines("FI21 1234 5600 0007 85 NDEAFIHH")] == [
        "IBAN: FI21 1234 5600 0007 85",
        "BIC: NDEAFIHH",
    ]
    assert [*kept_account_lines("123-456")] == ["Pankkitili: 123-456", ""]
