"""After a move from one way into Severa to the other: what is known under the old ids becomes known under the new ones.

SOAP and REST name the same record by different ids. Severa converts the ids of SOAP into those of REST; where it does
not, numbering unit and number tell an invoice, code or name a unit, and number and name or Y-tunnus a customer.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from django.db import transaction

from severa_maestro.companies.models import Company, Connection
from severa_maestro.errors import ConfigurationError, DataError
from severa_maestro.invoicing.invoice import Invoice
from severa_maestro.invoicing.snapshot import customer_from_json, customer_to_json, is_same_document
from severa_maestro.severa.source import SeveraSource
from severa_maestro.transfer import log, messages
from severa_maestro.transfer.customer_ledger import CustomerLedger, KeptCustomers
from severa_maestro.transfer.identity import is_made_up
from severa_maestro.transfer.ledger.models import LogLine, NumberingUnitId, Run, SeveraId, Transfer

#: So many of the last invoices are looked for: one of them proves that it is the same Severa.
PROOFS = 10


def take_over_ids(company: Company, source: SeveraSource, run: Run) -> None:
    """Does nothing over an old connection. Cut, it begins anew in the next run: to do it twice does no harm.

    1. It must be the same Severa: else two companies' customers would become one another.
    2. Ids of this way that are known from before a move are taken again.
    3. The new ids of invoices, units and customers are asked for and kept, batch by batch.
    4. All customers are to be read again, with their addresses, which are known by the new ids alone.

    Raises:
        ConfigurationError: it is another organisation's Severa.
        TransientError, QuotaError: Severa cannot be asked now.
    """
    connection = company.connection
    if connection.needs_proof:
        _prove_organisation(company, source)
    if not connection.moved_from:
        _settle(connection)
        return
    customers = KeptCustomers(company)
    _take_ids_again(company, customers)
    try:
        batches = source.converted_ids(_known_ids(company, customers))
        count = sum(_take_over(company, customers, converted) for converted in batches)
        line = _line(company, run, "ids-converted", count=count)
    except DataError as error:
        line = _line(company, run, "ids-not-converted", reason=error.as_text())
    with transaction.atomic():
        _forget_readings(customers)
        _settle(connection)
        line.save()


def foresee_ids(company: Company, source: SeveraSource, customers: CustomerLedger) -> dict[str, str]:
    """What ``take_over_ids`` would make known: it raises the same, and writes into the ledger of customers alone.

    Returns:
        The new id of each invoice and unit, by the id that is known.
    """
    if company.connection.needs_proof:
        _prove_organisation(company, source)
    new: dict[str, str] = {}
    if not company.connection.moved_from:
        return new
    _take_ids_again(company, customers)
    with suppress(DataError):  # the run says so, and goes on
        for converted in source.converted_ids(_known_ids(company, customers)):
            new |= converted
            _rename_customers(company, customers, converted)
    _forget_readings(customers)
    return new


def _settle(connection: Connection) -> None:
    """From now on it is an old connection."""
    if connection.moved_from or connection.needs_proof:
        connection.moved_from, connection.needs_proof = "", False
        connection.save(update_fields=["moved_from", "needs_proof"])


def _prove_organisation(company: Company, source: SeveraSource) -> None:
    """One of the last invoices that were stored must be there: the same document, under whatever id and unit."""
    stored = Transfer.objects.filter(company=company, number__isnull=False).exclude(register_id=None)
    last = list(stored.order_by("-pk")[:PROOFS])
    if last and not any(_is_there(transfer, source) for transfer in last):
        there = ", ".join(unit.name or unit.code for unit in source.business_units()) or "–"
        numbers = ", ".join(str(transfer.number) for transfer in last)
        raise ConfigurationError("severa-is-another", messages.SEVERA_IS_ANOTHER, numbers=numbers, there=there)


def _is_there(transfer: Transfer, source: SeveraSource) -> bool:
    stored = transfer.stored_invoice()
    found = source.invoices_numbered(transfer.number) if stored and transfer.number is not None else []
    return any(isinstance(each, Invoice) and stored and is_same_document(stored, each) for each in found)


def _take_ids_again(company: Company, customers: CustomerLedger) -> None:
    """Customers that were known by this way's ids before a move to the other way are known by them again."""
    way = company.connection.way
    before = {
        each.guid: each.rest_guid if way == Connection.Way.REST else each.soap_guid for each in customers.everybody()
    }
    _rename_customers(company, customers, {old: new for old, new in before.items() if new and new != old})


def _known_ids(company: Company, customers: CustomerLedger) -> list[str]:
    """Every id that something is known under, units and customers first: as a list, since new ones come meanwhile."""
    units = NumberingUnitId.objects.filter(company=company).order_by("pk").values_list("guid", flat=True)
    invoices = SeveraId.objects.filter(company=company).order_by("pk").values_list("guid", flat=True)
    known = [*units, *(each.guid for each in customers.everybody()), *invoices]
    return [guid for guid in known if not is_made_up(guid)]


def _forget_readings(customers: CustomerLedger) -> None:
    """All customers are to be read again, with their addresses, which are known by the new ids alone."""
    customers.forget_addresses()
    customers.keep_read_until(None)


def _take_over(company: Company, customers: CustomerLedger, converted: Mapping[str, str]) -> int:
    """Keeps the new ids of one batch. Returns how many there were."""
    with transaction.atomic():
        units = NumberingUnitId.objects.filter(company=company, guid__in=converted)
        NumberingUnitId.objects.bulk_create(
            [NumberingUnitId(company=company, guid=converted[each.guid], unit_id=each.unit_id) for each in units],
            ignore_conflicts=True,
        )
        invoices = SeveraId.objects.filter(company=company, guid__in=converted)
        SeveraId.objects.bulk_create(
            [SeveraId(company=company, guid=converted[each.guid], transfer_id=each.transfer_id) for each in invoices],
            ignore_conflicts=True,
        )
        for transfer in Transfer.objects.filter(company=company, guid__in=converted):
            transfer.guid = converted[transfer.guid]
            transfer.save(update_fields=["guid", "changed_at"])
        _rename_customers(company, customers, converted)
    return len(converted)


def _rename_customers(company: Company, customers: CustomerLedger, converted: Mapping[str, str]) -> None:
    """Customers under this way's ids; of two cards that turn out to be one customer, the older stays."""
    is_rest = company.connection.way == Connection.Way.REST
    taken = {card.guid for card in customers.cards("guid", converted.values())}
    for card in list(customers.cards("guid", converted)):
        old, new = card.guid, converted[card.guid]
        if new in taken:
            customers.forget([old])
            continue
        taken.add(new)
        customer = replace(customer_from_json(card.card), guid=new, address_owner=new, head_office_guid="")
        card.address_owner, card.card = new, customer_to_json(customer)
        card.soap_guid, card.rest_guid = (old, new) if is_rest else (new, old)
        customers.keep_renamed(card, new)


def _line(company: Company, run: Run, code: str, **values: object) -> LogLine:
    return log.line(LogLine.Level.INFO, code, values, company=company, run=run)
