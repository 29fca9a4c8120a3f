"""The data: every hard case is there and is what it says; clean data has none of them."""

import csv
import re
from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from severa_maestro.sandbox import HARD_CASES, SandboxSettings, State, write_products
from severa_maestro.sandbox.hard_cases import as_markdown
from severa_maestro.sandbox.state_core import NotHere

PROJECT = Path(__file__).parents[2]
RATES = PROJECT.parent / "shared" / "reference" / "vat-rates-fi.csv"
WAITING = "Odottaa siirtoa Maestroon"
CENT = Decimal("0.01")


@pytest.fixture(scope="module")
def state():
    return State(seed=1, invoices=60, clean=False)


@pytest.fixture(scope="module")
def clean():
    return State(seed=1, invoices=300, clean=True)


@pytest.fixture
def products(state, tmp_path):
    """The active products of the CSV: their ids and VAT rates."""
    return {line["TuoteId"]: line for line in lines_of(state, tmp_path) if line["Aktiivinen"] == "K"}


def lines_of(state, folder):
    path = folder / "tuotteet.csv"
    write_products(state, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def waiting(state):
    return [state.invoices.invoice(entry) for entry in state.invoices_in(WAITING)]


def rows_off(invoice):
    """How far the totals are from the sums of the rows."""
    return max(
        abs(invoice.excluding_vat - sum((row.excluding_vat for row in invoice.rows), Decimal(0))),
        abs(invoice.vat - sum((row.vat for row in invoice.rows), Decimal(0))),
        abs(invoice.including_vat - sum((row.including_vat for row in invoice.rows), Decimal(0))),
    )


# The checks below are written anew, so that a mistake of the generator does not hide behind its own code.


def has_valid_business_id(text):
    digits = text.removeprefix("FI").replace("-", "")
    if not re.fullmatch(r"\d{8}", digits):
        return False
    weights = (7, 9, 10, 5, 8, 4, 2, 1)
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0


def has_valid_reference(text):
    weights = [7, 3, 1] * 10
    total = sum(int(digit) * weight for digit, weight in zip(reversed(text[:-1]), weights, strict=False))
    return (total + int(text[-1])) % 10 == 0


def has_valid_iban(text):
    moved = text[4:] + text[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


def plain_code(code):
    found = re.fullmatch(r"\s*([A-Za-z])\s*/?\s*(\d+)\s*", code)
    return found.group(1).upper() + found.group(2) if found else None


def fallbacks(invoice, products):
    """Rows whose codes do not lead to exactly one active product, or lead to A/0 itself."""
    count = 0
    for row in invoice.rows:
        ids = {plain_code(code) for code in row.code.split(",")}
        count += len(ids) != 1 or not ids <= set(products) - {"A0"}
    return count


def test_every_hard_case_is_there_and_only_they_are_named(state):
    named = Counter(entry.hard_case for entry in state.invoices if entry.hard_case)
    assert set(named) == {case.name for case in HARD_CASES}
    assert all(state.entry(case.name).status == WAITING for case in HARD_CASES)
    assert all(state.entry(case.name).expected == case.expected for case in HARD_CASES)


def test_hard_cases_come_even_where_fewer_invoices_are_asked_for():
    assert len(waiting(State(seed=1, invoices=3, clean=False))) == len(HARD_CASES)
    assert len(waiting(State(seed=1, invoices=100, clean=False))) == 100


def test_the_table_in_the_docs_is_the_table_in_the_code():
    text = (PROJECT / "docs" / "reference" / "sandbox.md").read_text(encoding="utf-8")
    assert as_markdown() in text


def test_names_are_kebab_case_and_outcomes_are_told(state):
    for case in HARD_CASES:
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", case.name)
        assert case.outcome.startswith(("transferred", "blocked: "))


def test_every_row_that_does_not_lead_to_one_active_product_is_counted_as_fallback(state, products):
    for invoice in waiting(state):
        assert fallbacks(invoice, products) == invoice.fallback_rows, invoice.hard_case or invoice.number


def test_rows_and_totals_agree_within_a_cent_a_row_except_where_they_must_not(state, clean):
    for invoice in waiting(state) + waiting(clean):
        off = rows_off(invoice)
        if invoice.hard_case == "totals-do-not-add-up":
            assert off == 10
        elif invoice.hard_case in ("rounding-difference", "many-decimals"):
            assert 0 < off <= CENT * len(invoice.rows)
        else:
            assert off == 0
        assert invoice.excluding_vat + invoice.vat == invoice.including_vat


def test_vat_of_every_row_follows_from_its_rate_half_up(state, clean):
    for invoice in waiting(state) + waiting(clean):
        for row in invoice.rows:
            assert row.excluding_vat + row.vat == row.including_vat
            if row.vat_rate is not None and invoice.hard_case != "many-decimals":
                exact = row.excluding_vat * row.vat_rate / 100
                assert row.vat == exact.quantize(CENT, rounding=ROUND_HALF_UP)


def test_what_blocks_is_there(state):
    invoice = state.invoice
    assert invoice("no-number").number is None
    assert invoice("no-rows").rows == ()
    assert state.customers.get(invoice("customer-without-number").customer_key).number is None
    clashing = state.customers.get(invoice("customer-number-clash").customer_key)
    same = [each for each in state.customers if each.number == clashing.number]
    assert len({each.vat_number for each in same}) == 2
    assert (invoice("currency-without-rate").currency, invoice("currency-without-rate").currency_rate) == ("NOK", 0)
    unknown = invoice("unknown-vat-rate").rows[0]
    assert unknown.vat_rate is None
    assert unknown.vat != 0
    lost = invoice("credit-note-of-unknown-original")
    assert lost.is_credit_note
    assert lost.credit_pair_key
    assert state.invoices.entry(lost.credit_pair_key) is None


def test_what_warns_is_there(state):
    invoice = state.invoice
    assert not has_valid_business_id(invoice("bad-business-id").receiver.vat_number)
    assert not has_valid_reference(invoice("bad-reference-number").reference_number)
    late = invoice("vat-rate-not-in-force").rows[0]
    assert (late.vat_rate, late.event_date.year, late.kind) == (24, 2026, "hours")
    assert invoice("fallback-with-other-vat").rows[0].vat_rate == Decimal("13.5")
    place = invoice("incomplete-address").receiver.place
    assert (place.street, place.post_code) == ("", "")
    receiver = invoice("e-invoice-address-without-operator").receiver
    assert receiver.e_address
    assert not receiver.e_operator
    long = invoice("over-long-texts")
    assert min(map(len, (long.rows[0].text, long.text_before_rows, long.text_after_rows, long.notes))) > 512
    assert not state.customers.get(invoice("inactive-customer").customer_key).is_active


def test_credit_notes_are_negative_and_name_their_originals(state):
    credit, original = state.invoice("full-credit-note"), state.invoice("credited-invoice")
    assert credit.is_credit_note
    assert not original.is_credit_note
    assert original.is_credited
    assert (credit.credit_pair_key, original.credit_pair_key) == (original.key, credit.key)
    assert credit.number > original.number
    assert credit.including_vat == -original.including_vat
    for one, other in zip(credit.rows, original.rows, strict=True):
        assert (one.quantity, one.excluding_vat, one.vat) == (-other.quantity, -other.excluding_vat, -other.vat)
        assert one.unit_price == other.unit_price
        assert one.key != other.key
    partial = state.invoice("partial-credit-note")
    assert partial.is_credit_note
    assert partial.including_vat < 0
    assert not partial.credit_pair_key
    old = state.invoice("credit-note-with-old-rate")
    assert (old.rows[0].vat_rate, old.rows[0].event_date) == (24, date(2024, 6, 14))
    assert old.is_credit_note


def test_reverse_charge_has_no_vat_and_says_why(state):
    for name in ("reverse-charge-construction", "reverse-charge-without-rates", "eu-customer"):
        invoice = state.invoice(name)
        assert invoice.is_tax_free
        assert invoice.tax_free_text
        assert invoice.vat == 0
        assert invoice.including_vat > 0
    assert "AVL 8 c §" in state.invoice("reverse-charge-construction").tax_free_text
    assert {row.vat_rate for row in state.invoice("reverse-charge-without-rates").rows} == {None}
    assert state.invoice("eu-customer").receiver.place.country_code == "DE"


def test_what_must_be_carried_is_there(state):
    invoice = state.invoice
    assert {row.vat_rate for row in invoice("mixed-general-rates").rows} == {Decimal("25.5"), Decimal(24)}
    assert {row.vat_rate for row in invoice("mixed-reduced-rates").rows} >= {Decimal("13.5"), Decimal(14)}
    assert (invoice("currency-sek").currency, invoice("currency-usd").currency) == ("SEK", "USD")
    assert invoice("currency-sek").currency_rate > 1
    billing = invoice("billing-customer")
    assert {row.project.customer_key for row in billing.rows} == {billing.project_customer_key}
    assert billing.project_customer_key != billing.customer_key
    own = invoice("own-number-series")
    twins = [each for each in waiting(state) if each.number == own.number]
    assert {each.numbering_unit_key for each in twins} == {"unit-1", "unit-2"}
    assert "<strong>" in invoice("formatted-free-texts").text_before_rows
    references = invoice("references")
    assert all((references.our_reference, references.your_reference, references.order_number))
    assert references.purchase_order_number
    assert len(invoice("several-bank-accounts").extra_bank_accounts) == 2
    assert len({row.cost_centre for row in invoice("cost-centres").rows}) == 4
    assert len({row.project.key for row in invoice("projects").rows}) == 3
    assert "" in {row.sales_account for row in invoice("sales-accounts").rows}
    assert invoice("private-customer").receiver.vat_number == ""
    assert any(row.excluding_vat < 0 for row in invoice("negative-row").rows)
    assert invoice("zero-total").including_vat == 0
    assert len(invoice("many-rows").rows) == 120
    assert all(row.excluding_vat.as_tuple().exponent == -4 for row in invoice("many-decimals").rows)
    texts = " ".join(row.text for row in invoice("odd-characters").rows)
    assert all(character in texts for character in "€“”🚀&<>\n\r\t")
    assert {row.kind for row in invoice("all-row-kinds").rows} == {"hours", "product", "travel"}
    assert invoice("default-dates").entry_date is None


def test_dates_with_z_and_offset_are_the_midnight_of_helsinki_on_the_wire(sandbox, call):
    for name, form in (("date-in-utc", r"T2[12]:00:00Z"), ("date-with-offset", r"T00:00:00\+0[23]:00")):
        guid = sandbox.state.opaque(sandbox.state.entry(name).key)
        written = call("IInvoice.GetInvoiceByGUID", f"<invoiceGUID>{guid}</invoiceGUID>").texts("Date")[0]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d" + form, written)
    guid = sandbox.state.opaque(sandbox.state.entry("default-dates").key)
    reply = call("IInvoice.GetInvoiceByGUID", f"<invoiceGUID>{guid}</invoiceGUID>")
    assert reply.texts("EntryDate") == ["0001-01-01T00:00:00"]


def test_clean_data_has_no_hard_case_and_passes_every_check(clean, tmp_path):
    products = {line["TuoteId"]: line for line in lines_of(clean, tmp_path)}
    assert {line["Aktiivinen"] for line in products.values()} == {"K"}
    numbers = Counter(each.number for each in clean.customers)
    assert set(numbers.values()) == {1}
    for invoice in waiting(clean):
        assert not invoice.hard_case
        assert (invoice.expected, invoice.fallback_rows) == ("transferred", 0)
        assert invoice.number
        assert invoice.rows
        assert not invoice.is_credit_note
        assert has_valid_business_id(invoice.receiver.vat_number)
        assert has_valid_reference(invoice.reference_number)
        place = invoice.receiver.place
        assert all((place.street, place.post_code, place.town, place.country))
        assert bool(invoice.receiver.e_address) == bool(invoice.receiver.e_operator)
        customer = clean.customers.get(invoice.customer_key)
        assert customer.is_active
        assert customer.number
        for row in invoice.rows:
            assert products[row.code]["ALV-%"].replace(",", ".") == format(row.vat_rate, "f")
            assert row.event_date.year == 2026
            assert len(row.text) < 100


def test_clean_data_asked_for_gives_as_many_invoices_and_a_tenth_of_customers(clean):
    assert len(waiting(clean)) == 300
    assert len(clean.customers) == 30
    assert len(State(seed=1, invoices=5, clean=True).customers) == 8


def test_vat_rates_are_those_in_force_on_the_day(clean, state):
    if not RATES.exists():
        pytest.skip(f"the rates do not lie at {RATES}")
    with RATES.open(encoding="utf-8") as file:
        rates = [(date.fromisoformat(line["valid_from"]), line) for line in csv.DictReader(file)]

    def in_force(day):
        line = max((each for each in rates if each[0] <= day), key=lambda each: each[0])[1]
        return {Decimal(line[name]) for name in ("general", "reduced", "second_reduced")} | {Decimal(0)}

    for invoice in waiting(clean) + waiting(state):
        surprising = [
            row for row in invoice.rows if row.vat_rate is not None and row.vat_rate not in in_force(row.event_date)
        ]
        assert bool(surprising) == (invoice.hard_case == "vat-rate-not-in-force")


def test_identifiers_of_units_and_customers_are_valid(state):
    for unit in state.units:
        if unit.vat_number:
            assert has_valid_business_id(unit.business_id)
            assert all(has_valid_iban(account.iban) for account in unit.bank_accounts)
    assert all(has_valid_iban(each.iban) for each in state.invoice("several-bank-accounts").extra_bank_accounts)
    wrong = [each.name for each in state.customers if each.vat_number.startswith("FI") or "-" in each.vat_number]
    assert [name for name in wrong if not has_valid_business_id(state.customer(name).vat_number)] == [
        "Tarkistusnumero Oy"
    ]


def test_invoices_in_other_statuses_are_there_and_are_not_to_be_touched(state):
    others = Counter(entry.status for entry in state.invoices if entry.status != WAITING)
    assert others == {"Luonnos": 2, "Hyväksytty": 2, "Siirretty Maestroon": 3, "Maksettu": 3}
    assert {entry.expected for entry in state.invoices if entry.status != WAITING} == {"untouched"}
    assert all(entry.number is None for entry in state.invoices if entry.status in ("Luonnos", "Hyväksytty"))


def test_numbers_are_unique_within_a_series_and_occur_in_two(state):
    keys = [(entry.numbering_unit_key, entry.number) for entry in state.invoices if entry.number]
    assert len(keys) == len(set(keys))
    assert len({number for _, number in keys}) < len(keys)


def test_the_products_file_fits_the_data(state, tmp_path):
    lines = lines_of(state, tmp_path)
    raw = (tmp_path / "tuotteet.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfTuoteId;P")
    header = "TuoteId;PääryhmäId;ToimittajaId;Tuotenumero;Nimi;Yksikkö;ALV-%;Tili;Aktiivinen"
    assert raw.decode("utf-8-sig").splitlines()[0] == header
    ids = [line["TuoteId"] for line in lines]
    assert len(ids) == len(set(ids))
    assert "A0" in ids
    assert {line["PääryhmäId"] for line in lines} >= set("ABCM")
    assert [line["TuoteId"] for line in lines if line["Aktiivinen"] == "E"] == ["B90"]
    assert not {"Z99", "Z98", "M77", "C88", "1"} & set(ids)
    assert all(line["TuoteId"] == line["PääryhmäId"] + line["Tuotenumero"] for line in lines)
    assert "25,5" in {line["ALV-%"] for line in lines}


def dump(state):
    shelves = (state.customers, state.addresses, state.contacts, state.units, state.products, state.work_types)
    return [state.invoices.invoice(entry) for entry in state.invoices.in_order()], [list(shelf) for shelf in shelves]


@pytest.mark.parametrize("is_clean", [True, False])
def test_the_same_seed_gives_the_same_data_and_another_seed_other_data(is_clean):
    one, same, other = (dump(State(seed=seed, invoices=70, clean=is_clean)) for seed in (7, 7, 8))
    assert one == same
    assert one != other


def test_only_loopback_is_taken():
    for host in ("0.0.0.0", "192.168.1.1", "example.com", ""):
        with pytest.raises(ValueError, match="loopback"):
            SandboxSettings(host=host)
    SandboxSettings(host="::1")


def test_what_does_not_exist_is_told(state):
    for ask in (lambda: state.invoice(1), lambda: state.customer("nobody"), lambda: state.status("x")):
        with pytest.raises(NotHere):
            ask()
