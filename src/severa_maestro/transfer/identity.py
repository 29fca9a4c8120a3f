"""Which transfer an invoice that arrives belongs to.

An invoice is (company, numbering unit, number); Severa's ids are further keys to it. Ids change, and come in two
kinds; a number stays.
"""

from severa_maestro.companies.models import Company
from severa_maestro.invoicing.invoice import Invoice, UnreadableInvoice
from severa_maestro.invoicing.snapshot import as_named_now, booked_digest, is_same_booking
from severa_maestro.transfer.ledger.models import SeveraId, State, Transfer

_MADE_UP = "unreadable:"


def find_transfer(company: Company, unit: str, arrived: Invoice | UnreadableInvoice) -> Transfer | None:
    """The transfer of an invoice: by Severa's id, else by its number in the series of ``unit``."""
    by_id = SeveraId.objects.filter(company=company, guid=_id_of(arrived)).select_related("transfer").first()
    if by_id is not None:
        return by_id.transfer
    return find_by_number(company, unit, arrived.number)


def find_by_number(company: Company, unit: str, number: int | None) -> Transfer | None:
    """The transfer with a number of a series; None for an invoice without one."""
    if number is None:
        return None
    return Transfer.objects.filter(company=company, numbering_unit=unit, number=number).first()


def is_number_taken(company: Company, unit: str, number: int | None, transfer: Transfer | None) -> bool:
    """Whether another transfer has this number of this series, though Severa's id says that it is another invoice."""
    other = find_by_number(company, unit, number)
    return other is not None and (transfer is None or other.pk != transfer.pk)


def find_twin(company: Company, unit: str, invoice: Invoice) -> str:
    """The series of another invoice that is settled here, with this number and content; empty where there is none.

    A unit's id may have changed so that nothing tells the series apart.
    """
    others = Transfer.objects.filter(company=company, number=invoice.number).exclude(number=None)
    for other in others.exclude(numbering_unit=unit):
        settled = other.arrived_invoice() if other.state == State.DISMISSED else other.stored_invoice()
        if settled is not None and is_same_booking(settled, invoice):
            return other.numbering_unit
    return ""


def as_known(transfer: Transfer | None, arrived: Invoice) -> Invoice:
    """The invoice as it is known here, where it is that one; else as it arrived.

    One that was stored or dismissed when it came by the other way into Severa is the same as long as all that both
    ways tell is the same. Then what the other way told of it holds on, under the ids that it has now.
    """
    if transfer is None or booked_digest(arrived) in {transfer.stored_digest, transfer.dismissed_digest}:
        return arrived
    is_dismissed = bool(transfer.dismissed_digest) and transfer.dismissed_digest == transfer.arrived_digest
    settled = (transfer.stored_invoice(), transfer.arrived_invoice() if is_dismissed else None)
    for known in settled:
        if known is not None and known.not_told != arrived.not_told and is_same_booking(known, arrived):
            return as_named_now(known, arrived)
    return arrived


def remember_id(transfer: Transfer, arrived: Invoice | UnreadableInvoice) -> None:
    """Keeps the id under which an invoice arrived. Part of the caller's transaction."""
    SeveraId.objects.get_or_create(
        company_id=transfer.company_id, guid=_id_of(arrived), defaults={"transfer": transfer}
    )


def _id_of(arrived: Invoice | UnreadableInvoice) -> str:
    """Severa's id; for an invoice whose id could not be read, what it looked like."""
    if arrived.guid or isinstance(arrived, Invoice):
        return arrived.guid
    return f"{_MADE_UP}{arrived.fingerprint}"


def is_made_up(guid: str) -> bool:
    """Whether an id is not Severa's, but stands for one that could not be read."""
    return guid.startswith(_MADE_UP)
