"""The client against the sandbox, which shares no code with it: what it holds is what is read."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from severa_maestro.errors import (
    ConfigurationError,
    ContractError,
    DataError,
    QuotaError,
    SeveraMaestroError,
    TransientError,
)
from severa_maestro.invoicing.invoice import Invoice, RowKind, UnreadableInvoice
from severa_maestro.sandbox import Sandbox, SandboxSettings
from severa_maestro.sandbox import records as held
from severa_maestro.severa.http import HttpOptions
from severa_maestro.severa.soap import SoapSource

KINDS = {"hours": RowKind.WORK, "product": RowKind.PRODUCT, "travel": RowKind.TRAVEL}


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(SandboxSettings(seed=7, invoices=80)) as running:
        yield running


@pytest.fixture
def source(sandbox: Sandbox) -> Iterator[SoapSource]:
    source = SoapSource(sandbox.soap_url, sandbox.soap_key, http=HttpOptions(read_seconds=2, reply_bytes=8 * 2**20))
    yield source
    source.close()


def waiting(source: SoapSource, sandbox: Sandbox) -> dict[str, Invoice | UnreadableInvoice]:
    pages = list(source.invoices_in(sandbox.waiting_status, set()))
    found = [invoice for page in pages for invoice in page]
    by_guid = {invoice.guid: invoice for invoice in found}
    assert len(by_guid) == len(found)
    return by_guid


def words(text: str) -> list[str]:
    return re.findall(r"\w+", html.unescape(re.sub(r"<[^>]*>", " ", text)))


def assert_same(sandbox: Sandbox, theirs: held.Invoice, ours: Invoice | UnreadableInvoice | None) -> None:
    assert isinstance(ours, Invoice)
    opaque = sandbox.state.opaque
    unit = sandbox.state.units.get(theirs.unit_key)
    customer = sandbox.state.customers.get(theirs.customer_key)
    assert unit is not None
    assert ours.guid == opaque(theirs.key)
    assert ours.number == theirs.number
    assert (ours.unit.guid, ours.unit.code, ours.unit.name) == (opaque(unit.key), unit.code, unit.name)
    assert ours.numbering_unit.guid == opaque(theirs.numbering_unit_key)
    assert ours.status == theirs.status
    assert (ours.invoice_date, ours.due_date) == (theirs.invoice_date, theirs.due_date)
    assert (ours.entry_date, ours.payment_date) == (theirs.entry_date, theirs.payment_date)
    assert (ours.is_credit_note, ours.is_credited) == (theirs.is_credit_note, theirs.is_credited)
    assert ours.credits_guid == (opaque(theirs.credit_pair_key) if theirs.credit_pair_key else "")
    assert (ours.currency, ours.currency_rate or 0) == (theirs.currency, theirs.currency_rate)
    assert ours.totals.excluding_vat.amount == theirs.excluding_vat
    assert ours.totals.vat.amount == theirs.vat
    assert ours.totals.including_vat.amount == theirs.including_vat
    assert ours.reference_number == theirs.reference_number
    assert (ours.our_reference, ours.your_reference) == (theirs.our_reference, theirs.your_reference)
    assert (ours.order_number, ours.purchase_order_number) == (theirs.order_number, theirs.purchase_order_number)
    assert (ours.payment_term_days, ours.payment_term_text) == (theirs.payment_term, theirs.payment_terms_text)
    assert ours.overdue_interest == theirs.overdue_interest
    assert ours.is_reverse_charged == theirs.is_tax_free
    assert ours.reverse_charge_text == (theirs.tax_free_text if theirs.is_tax_free else "")
    assert (ours.title, ours.language) == (theirs.title, theirs.language)
    for our_text, their_text in (
        (ours.notes, theirs.notes),
        (ours.text_before_rows, theirs.text_before_rows),
        (ours.text_after_rows, theirs.text_after_rows),
    ):
        assert words(our_text) == words(their_text)
    assert ours.buyer.customer_guid == opaque(theirs.customer_key)
    assert ours.buyer.customer_number == str((customer and customer.number) or "")
    receiver, place = theirs.receiver, theirs.receiver.place
    assert (ours.buyer.name, ours.buyer.vat_number) == (receiver.name, receiver.vat_number)
    assert (ours.buyer.contact_name, ours.buyer.email, ours.buyer.phone) == (
        receiver.contact_name,
        receiver.email,
        receiver.phone,
    )
    assert (ours.buyer.electronic_address.address, ours.buyer.electronic_address.operator) == (
        receiver.e_address,
        receiver.e_operator,
    )
    assert (ours.buyer.address.street, ours.buyer.address.postal_code, ours.buyer.address.town) == (
        place.street,
        place.post_code,
        place.town,
    )
    assert (ours.buyer.address.country, ours.buyer.address.country_code) == (place.country, place.country_code)
    assert [account.number for account in ours.seller.bank_accounts][-len(theirs.extra_bank_accounts) :] == [
        account.iban for account in theirs.extra_bank_accounts or sandbox_accounts(sandbox, unit)
    ]
    assert len(ours.rows) == len(theirs.rows)
    for our_row, their_row in zip(ours.rows, theirs.rows, strict=True):
        assert_same_row(sandbox, their_row, our_row)


def sandbox_accounts(sandbox: Sandbox, unit: held.Unit) -> tuple[held.BankAccount, ...]:
    while not unit.vat_number:
        above = sandbox.state.units.get(unit.parent_key)
        assert above is not None
        unit = above
    return unit.bank_accounts


def assert_same_row(sandbox: Sandbox, theirs: held.Row, ours: object) -> None:
    opaque = sandbox.state.opaque
    centre = theirs.cost_centre
    assert {
        "kind": ours.kind,
        "codes": "".join(ours.codes),
        "name": ours.name,
        "text": words(ours.text),
        "quantity": ours.quantity,
        "unit": ours.unit,
        "excluding": ours.excluding_vat.amount,
        "vat": ours.vat.amount,
        "including": ours.including_vat.amount,
        "price": ours.unit_price.amount,
        "rate": ours.vat_rate,
        "day": ours.event_date,
        "person": ours.person,
        "project": (ours.project.guid, ours.project.number, ours.project.name),
        "centre": (ours.cost_centre.guid, ours.cost_centre.number, ours.cost_centre.name),
        "accounts": (ours.accounts.sales, ours.accounts.receivable, ours.accounts.vat, ours.accounts.dimensions),
        "vat code": ours.vat_code,
        "cost": ours.cost.amount,
    } == {
        "kind": KINDS[theirs.kind],
        "codes": "".join(part.strip() for part in re.split("[,;|]", theirs.code)),
        "name": theirs.name,
        "text": words(theirs.text),
        "quantity": theirs.quantity,
        "unit": theirs.unit,
        "excluding": theirs.excluding_vat,
        "vat": theirs.vat,
        "including": theirs.including_vat,
        "price": theirs.unit_price,
        "rate": theirs.vat_rate,
        "day": theirs.event_date,
        "person": theirs.user_name,
        "project": (opaque(theirs.project.key), str(theirs.project.number), theirs.project.name),
        "centre": (opaque(centre.key), centre.number, centre.name) if centre else ("", "", ""),
        "accounts": (theirs.sales_account, theirs.receivable_account, theirs.vat_account, theirs.dimensions),
        "vat code": theirs.vat_code,
        "cost": theirs.cost,
    }


def test_every_waiting_invoice_is_read_as_the_sandbox_holds_it(sandbox: Sandbox, source: SoapSource) -> None:
    found = waiting(source, sandbox)
    entries = sandbox.state.invoices_in(sandbox.waiting_status)
    assert len(found) == len(entries) >= 80
    for entry in entries:
        assert_same(sandbox, sandbox.state.invoice(entry.key), found[sandbox.state.opaque(entry.key)])


def test_one_invoice_is_read_as_among_all(sandbox: Sandbox, source: SoapSource) -> None:
    for guid, invoice in list(waiting(source, sandbox).items())[:10]:
        assert source.invoice(guid) == invoice


@pytest.mark.parametrize("kind", ["shuffled", "unknown-members"])
def test_order_and_unknown_members_change_nothing(sandbox: Sandbox, source: SoapSource, kind: str) -> None:
    usual = waiting(source, sandbox)
    sandbox.faults.plant(kind, times=None)
    assert waiting(source, sandbox) == usual


def test_one_ill_typed_invoice_spoils_no_other(sandbox: Sandbox, source: SoapSource) -> None:
    usual = waiting(source, sandbox)
    sandbox.faults.plant("ill-typed", times=None)
    spoilt = waiting(source, sandbox)
    different = [guid for guid in usual if spoilt[guid] != usual[guid]]
    assert len(different) == 1
    assert isinstance(spoilt[different[0]], UnreadableInvoice)
    assert "'abc'" in spoilt[different[0]].reason


@pytest.mark.parametrize("kind", ["empty-result", "nil-result"])
def test_no_result_is_an_empty_one(sandbox: Sandbox, source: SoapSource, kind: str) -> None:
    sandbox.faults.plant(kind, times=None)
    assert waiting(source, sandbox) == {}
    assert source.statuses() == []
    assert source.invoice(sandbox.state.opaque("invoice-1")) is None
    assert source.customers_changed_since(None).customers == ()


@pytest.mark.parametrize(
    ("kind", "branch"),
    [
        ("http-500", TransientError),
        ("http-503", TransientError),
        ("half-body", TransientError),
        ("cut-before", TransientError),
        ("cut-after", TransientError),
        ("garbage", ContractError),
        ("html", ContractError),
        ("entity-bomb", ContractError),
        ("huge", ContractError),
        ("quota", QuotaError),
        ("wrong-key", ConfigurationError),
        ("no-permission", ConfigurationError),
        ("general-failure", TransientError),
    ],
)
def test_each_bad_day_is_an_error_of_its_branch(
    sandbox: Sandbox, source: SoapSource, kind: str, branch: type[SeveraMaestroError]
) -> None:
    sandbox.faults.plant(kind, times=None)
    with pytest.raises(branch) as raised:
        waiting(source, sandbox)
    assert sandbox.soap_key not in f"{raised.value}{raised.value!r}{getattr(raised.value, 'evidence', '')}"


@pytest.mark.parametrize("kind", ["http-503", "half-body", "cut-before", "cut-after", "garbage"])
def test_setting_a_status_gets_over_a_bad_moment(sandbox: Sandbox, source: SoapSource, kind: str) -> None:
    (guid, *_) = waiting(source, sandbox)
    sandbox.faults.plant(kind, "SetInvoiceStatus", times=2)
    source.set_status(guid, sandbox.transferred_status)
    assert sandbox.state.invoice(guid).status == sandbox.transferred_status


def test_a_repeated_log_entry_stands_there_once(sandbox: Sandbox, source: SoapSource) -> None:
    (guid, *_) = waiting(source, sandbox)
    sandbox.faults.plant("cut-after", "AddNewInvoiceLogEntry", times=2)
    source.add_log_entry(guid, "Siirretty Maestroon", datetime(2026, 11, 22, 9, 30, tzinfo=UTC))
    (line,) = sandbox.state.log_of(guid)
    assert (line.text, line.context) == ("Siirretty Maestroon", "Information")


def test_a_status_that_severa_does_not_have_holds_no_invoices(source: SoapSource) -> None:
    assert list(source.invoices_in("Ei ole", set())) == []


def test_marking_an_unknown_invoice_or_status_is_about_that_invoice(sandbox: Sandbox, source: SoapSource) -> None:
    (guid, *_) = waiting(source, sandbox)
    for which, status in ((guid, "Ei ole"), ("not-a-guid", sandbox.transferred_status)):
        with pytest.raises(DataError):
            source.set_status(which, status)


def test_every_call_and_its_quota_is_counted_alike_on_both_sides(sandbox: Sandbox, source: SoapSource) -> None:
    waiting(source, sandbox)
    source.business_units()
    source.register_items()
    assert source.calls == sum(sandbox.calls.values())
    assert source.quota is not None
    assert (source.quota.allowed, source.quota.used) == (sandbox.settings.quota, source.calls)


def test_500_clean_invoices_are_read_and_marked_in_505_calls() -> None:
    with Sandbox(SandboxSettings(seed=3, invoices=500, clean=True)) as sandbox:
        source = SoapSource(sandbox.soap_url, sandbox.soap_key)
        marked = 0
        for page in source.invoices_in(sandbox.waiting_status, set()):
            for invoice in page:
                source.set_status(invoice.guid, sandbox.transferred_status)
                marked += 1
        source.close()
        assert marked == 500
        assert source.calls <= 505


def test_customers_addresses_units_and_registers_are_all_there(sandbox: Sandbox, source: SoapSource) -> None:
    state = sandbox.state
    changes = source.customers_changed_since(None)
    assert changes.unreadable == ()
    assert {each.guid: (each.number, each.name, each.vat_number, each.is_active) for each in changes.customers} == {
        state.opaque(each.key): (str(each.number or ""), each.name, each.vat_number, each.is_active)
        for each in state.customers
    }
    assert {each.guid: (each.owner, each.address.street.split("\n")[0]) for each in changes.addresses} == {
        state.opaque(each.key): (state.opaque(each.company_key), each.place.street) for each in state.addresses
    }
    owners = {each.address_owner for each in changes.customers}
    assert all(each.owner in owners for each in changes.addresses)
    assert {(each.code, each.name) for each in source.business_units()} == {
        (each.code, each.name) for each in state.units
    }
    items = source.register_items()
    for kind, shelf in (
        (RowKind.PRODUCT, state.products),
        (RowKind.TRAVEL, state.travel_expenses),
        (RowKind.WORK, state.work_types),
    ):
        assert {(each.guid, each.code, each.name, each.is_active) for each in items if each.kind is kind} == {
            (state.opaque(each.key), each.code.strip(), each.name, each.is_active) for each in shelf
        }


def test_only_the_customers_that_changed_come_again(sandbox: Sandbox, source: SoapSource) -> None:
    since = source.customers_changed_since(None).read_until
    customers = list(sandbox.state.customers)
    later = since.replace(second=0, microsecond=0)
    sandbox.state.edit_customer(customers[0].number, name="Uusi Nimi Oy")
    sandbox.state.edit_address(customers[1].number, street="Uusi katu 1")
    changes = source.customers_changed_since(later)
    changed = {each.guid: each for each in changes.customers}
    assert changed[sandbox.state.opaque(customers[0].key)].name == "Uusi Nimi Oy"
    assert sandbox.state.opaque(customers[1].key) in changed
    assert "Uusi katu 1" in {each.address.street for each in changes.addresses}


def test_a_single_customer_comes_with_its_address(sandbox: Sandbox, source: SoapSource) -> None:
    some = next(each for each in sandbox.state.customers if each.number)
    found = source.customer(sandbox.state.opaque(some.key))
    assert found is not None
    assert (found.number, found.name) == (str(some.number), some.name)
    place = sandbox.state.address_of(some.number).place
    assert found.invoicing_address.street.split("\n")[0] == place.street


def test_a_wrong_key_is_refused(sandbox: Sandbox) -> None:
    source = SoapSource(sandbox.soap_url, "not the key")
    with pytest.raises(ConfigurationError, match="severa-key-refused"):
        source.statuses()
    source.close()
