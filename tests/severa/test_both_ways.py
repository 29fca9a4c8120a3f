"""One suite over both ways into Severa: every member of every record of the sandbox's set, side by side."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

import pytest

from severa_maestro.invoicing.invoice import Invoice
from severa_maestro.invoicing.parties import Customer
from severa_maestro.invoicing.snapshot import is_same_booking
from severa_maestro.sandbox import Sandbox, SandboxSettings
from severa_maestro.severa.rest import RestSource
from severa_maestro.severa.rest.mapping import NOT_TOLD
from severa_maestro.severa.secret import Secret
from severa_maestro.severa.soap import SoapSource
from severa_maestro.severa.source import FoundInvoice, SeveraSource

#: Severa's own names of records, which differ between the two; and what says so.
IDS = {
    *("guid", "credits_guid", "unit.guid", "numbering_unit.guid", "project.guid", "buyer.customer_guid"),
    *("rows.guid", "rows.project.guid", "not_told"),
}
#: Known over SOAP only where it is the invoice's own unit, and asked of the register of units in any case.
OF_THE_REGISTER = {"numbering_unit.code", "numbering_unit.name"}


@dataclass
class Both:
    severa: Sandbox
    soap: SeveraSource
    rest: SeveraSource

    def key(self, guid: str) -> str:
        """The sandbox's own name of what either way calls by an id."""
        return self.severa.state.key_of(guid)

    def invoices(self, source: SeveraSource, status: str) -> dict[str, FoundInvoice]:
        pages = source.invoices_in(status, known=frozenset())
        return {self.key(each.guid): each for page in pages for each in page}


@pytest.fixture(scope="module")
def both() -> Iterator[Both]:
    with Sandbox(SandboxSettings(rate=0)) as severa:
        soap = SoapSource(severa.soap_url, severa.soap_key)
        rest = RestSource(severa.rest_url, severa.client_id, Secret(severa.client_secret), per_second=10_000)
        yield Both(severa, soap, rest)
        soap.close()
        rest.close()


def differences(one: object, other: object, place: str = "") -> Iterator[str]:
    """The members in which two values differ, as dotted paths; those of rows without the row's number."""
    if is_dataclass(one) and type(one) is type(other):
        for field in fields(one):
            yield from differences(getattr(one, field.name), getattr(other, field.name), f"{place}.{field.name}")
    elif place == ".rows" and isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for mine, theirs in zip(one, other, strict=True):
            yield from differences(mine, theirs, place)
    elif one != other:
        yield place.lstrip(".")


def is_told_to_differ(path: str) -> bool:
    return path in IDS | OF_THE_REGISTER or any(path == told or path.startswith(f"{told}.") for told in NOT_TOLD)


@pytest.mark.parametrize("status", ["Odottaa siirtoa Maestroon", "Siirretty Maestroon", "Maksettu", "Hyväksytty"])
def test_every_member_of_every_invoice_is_the_same_but_for_what_rest_does_not_tell(both: Both, status: str) -> None:
    by_soap, by_rest = both.invoices(both.soap, status), both.invoices(both.rest, status)
    assert by_soap.keys() == by_rest.keys()
    assert by_soap
    for key, invoice in by_soap.items():
        surprises = [path for path in differences(invoice, by_rest[key]) if not is_told_to_differ(path)]
        assert surprises == [], both.severa.state.entry(key).hard_case or key


def test_the_money_of_every_row_is_the_same_though_rest_has_none(both: Both) -> None:
    by_soap = both.invoices(both.soap, both.severa.waiting_status)
    by_rest = both.invoices(both.rest, both.severa.waiting_status)
    for key, invoice in by_soap.items():
        other = by_rest[key]
        assert isinstance(invoice, Invoice)
        assert isinstance(other, Invoice)
        assert [(row.excluding_vat, row.vat, row.including_vat) for row in invoice.rows] == [
            (row.excluding_vat, row.vat, row.including_vat) for row in other.rows
        ]


def test_each_invoice_is_known_again_by_the_other_way(both: Both) -> None:
    by_soap = both.invoices(both.soap, both.severa.waiting_status)
    by_rest = both.invoices(both.rest, both.severa.waiting_status)
    for key, invoice in by_soap.items():
        for other_key, other in by_rest.items():
            assert isinstance(invoice, Invoice)
            assert isinstance(other, Invoice)
            if key == other_key or invoice.number == other.number:
                assert is_same_booking(invoice, other) is (key == other_key)


def test_one_invoice_asked_for_alone_is_the_one_of_the_list(both: Both) -> None:
    for source in (both.soap, both.rest):
        for invoice in list(both.invoices(source, both.severa.waiting_status).values())[:12]:
            assert source.invoice(invoice.guid) == invoice


def test_invoices_are_found_by_their_number_in_every_series(both: Both) -> None:
    series = Counter(entry.number for entry in both.severa.state.invoices)
    number = next(number for number, count in series.items() if number is not None and count == 2)
    found = [
        sorted(both.key(each.guid) for each in source.invoices_numbered(number)) for source in (both.soap, both.rest)
    ]
    assert found[0] == found[1]
    assert len(found[0]) == 2
    assert both.soap.invoices_numbered(1) == both.rest.invoices_numbered(1) == []


def customers(both: Both, source: SeveraSource) -> dict[str, tuple[Customer, list[object]]]:
    changes = source.customers_changed_since(None)
    assert changes.unreadable == ()
    owners = {each.address_owner: both.key(each.guid) for each in changes.customers}
    addresses: dict[str, list[object]] = {}
    for each in changes.addresses:
        addresses.setdefault(owners[each.owner], []).append((each.address, each.is_billing, each.is_postal))
    return {both.key(each.guid): (each, addresses[both.key(each.guid)]) for each in changes.customers}


def test_customers_and_their_addresses_are_the_same_but_for_ids_and_reverse_charge(both: Both) -> None:
    by_soap, by_rest = customers(both, both.soap), customers(both, both.rest)
    assert by_soap.keys() == by_rest.keys()
    for key, (customer, addresses) in by_soap.items():
        assert addresses == by_rest[key][1]
        different = set(differences(customer, by_rest[key][0]))
        assert different <= {"guid", "address_owner", "head_office_guid", "is_reverse_charged"}


def test_a_customer_asked_for_alone_has_the_address_for_its_invoices(both: Both) -> None:
    for customer in both.severa.state.customers:
        asked = [
            source.customer(guid)
            for source, guid in (
                (both.soap, both.severa.state.opaque(customer.key)),
                (both.rest, both.severa.state.rest_opaque(customer.key)),
            )
        ]
        assert asked[0] is not None
        assert asked[1] is not None
        assert asked[0].invoicing_address == asked[1].invoicing_address


def test_the_registers_are_the_same(both: Both) -> None:
    for name in ("statuses", "business_units", "register_items"):
        by_soap, by_rest = (getattr(source, name)() for source in (both.soap, both.rest))
        assert len(by_soap) == len(by_rest) > 2
        surprises = {
            path
            for one, other in zip(by_soap, by_rest, strict=True)
            for path in differences(one, other)
            if path not in {"guid", "is_credit_note_default"}
        }
        assert surprises == set(), name


def test_what_is_not_there_is_none_by_either_way(both: Both) -> None:
    for source, nobody in (
        (both.soap, both.severa.state.opaque("invoice-999999")),
        (both.rest, both.severa.state.rest_opaque("invoice-999999")),
    ):
        assert source.invoice(nobody) is None
        assert source.customer(nobody) is None
        assert list(source.invoices_in("Ei sellaista tilaa", known=frozenset())) == []


def test_ids_of_soap_are_converted_and_those_of_nothing_are_not(both: Both) -> None:
    keys = [entry.key for entry in both.severa.state.invoices]
    old = {both.severa.state.opaque(key): both.severa.state.rest_opaque(key) for key in keys}
    found: dict[str, str] = {}
    for batch in both.rest.converted_ids([*old, "bm90IGFuIGlk"]):
        found |= batch
    assert found == old
    assert list(both.soap.converted_ids(old)) == []
