"""After a move from one way into Severa to the other: what is known under the old ids becomes known under the new ones.

SOAP and REST name the same record by different ids. Severa converts the ids of SOAP into those of REST; where it does
not, numbering unit and number tell an invoice, code or name a unit, and number and name or Y-tunnus a customer.
"""

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from severa_maestro.companies.models import Company
from severa_maestro.errors import ConfigurationError, DataError
from severa_maestro.invoicing.snapshot import customer_from_json, customer_to_json
from severa_maestro.severa.source import SeveraSource
from severa_maestro.transfer import log, messages
from severa_maestro.transfer.identity import is_made_up
from severa_maestro.transfer.ledger.models import (
    LogLine,
    NumberingUnit,
    NumberingUnitId,
    Run,
    SeveraAddress,
    SeveraCustomer,
    SeveraId,
    Transfer,
)


def take_over_ids(company: Company, source: SeveraSource, run: Run) -> None:
    """Does nothing unless the company has moved. Cut, it begins anew in the next run: to do it twice does no harm.

    1. It must be the same Severa: else two companies' customers would become one another.
    2. The new ids of invoices, units and customers are asked for and kept, batch by batch.
    3. All customers are to be read again, with their addresses, which are known by the new ids alone.

    Raises:
        ConfigurationError: it is another organisation's Severa.
        TransientError, QuotaError: Severa cannot be asked now.
    """
    if not company.connection.moved_from:
        return
    _check_organisation(company, source)
    try:
        count = sum(_take_over(company, converted) for converted in source.converted_ids(_known_ids(company)))
        line = _line(company, run, "ids-converted", count=count)
    except DataError as error:
        line = _line(company, run, "ids-not-converted", reason=error.as_text())
    with transaction.atomic():
        SeveraAddress.objects.filter(company=company).delete()
        company.customers_read_until = None
        company.save(update_fields=["customers_read_until"])
        company.connection.moved_from = ""
        company.connection.save(update_fields=["moved_from"])
        line.save()


def _check_organisation(company: Company, source: SeveraSource) -> None:
    """A unit whose series has given a number must be there, by its code or name."""
    known = NumberingUnit.objects.filter(company=company)
    names = {name.casefold() for unit in known for name in (unit.code, unit.name) if name}
    if not names:
        return
    units = source.business_units()
    if names.isdisjoint(name.casefold() for unit in units for name in (unit.code, unit.name)):
        there = ", ".join(unit.name or unit.code for unit in units) or "–"
        raise ConfigurationError(
            "severa-is-another",
            messages.SEVERA_IS_ANOTHER,
            known=", ".join(sorted(unit.key for unit in known)),
            there=there,
        )


def _known_ids(company: Company) -> list[str]:
    """Every id that something is known under, units and customers first: as a list, since new ones come meanwhile."""
    return [
        guid
        for model in (NumberingUnitId, SeveraCustomer, SeveraId)
        for guid in model.objects.filter(company=company).order_by("pk").values_list("guid", flat=True)
        if not is_made_up(guid)
    ]


def _take_over(company: Company, converted: Mapping[str, str]) -> int:
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
        _rename_customers(company, converted)
    return len(converted)


def _rename_customers(company: Company, converted: Mapping[str, str]) -> None:
    cards = SeveraCustomer.objects.filter(company=company)
    taken = set(cards.filter(guid__in=converted.values()).values_list("guid", flat=True))
    for card in cards.filter(guid__in=[old for old, new in converted.items() if new not in taken]):
        new = converted[card.guid]
        customer = replace(customer_from_json(card.card), guid=new, address_owner=new, head_office_guid="")
        card.guid, card.address_owner, card.card = new, new, customer_to_json(customer)
        card.save(update_fields=["guid", "address_owner", "card"])


def _line(company: Company, run: Run, code: str, **values: object) -> LogLine:
    return log.line(LogLine.Level.INFO, code, values, company=company, run=run)
