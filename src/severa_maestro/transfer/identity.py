"""Which transfer an invoice that arrives belongs to.

An invoice is (company, numbering unit, number); Severa's ids are further keys to it. Ids change, and come in two
kinds; a number stays.
"""

from collections.abc import Sequence

from severa_maestro.companies.models import Company
from severa_maestro.invoicing.invoice import Invoice, UnreadableInvoice
from severa_maestro.invoicing.snapshot import as_named_now, booked_digest, is_same_booking
from severa_maestro.transfer.ledger.insertions import SEVERA_IDS
from severa_maestro.transfer.ledger.models import SeveraId, State, Transfer

Arrived = Invoice | UnreadableInvoice

_MADE_UP = "unreadable:"


class TransferIndex:
    """Finds the transfers of one company, and keeps under which ids they came.

    Of a page that was looked at ahead it is known which ids no transfer has, and in which series its numbers are taken:
    what is not there is not asked for again.
    Only the one run that goes on for the company adds transfers.
    """

    def __init__(self, company: Company) -> None:
        self._company = company
        self._free_guids: set[str] = set()
        self._units: dict[int | None, set[str]] = {}

    def look_ahead(self, page: Sequence[Arrived]) -> None:
        """Learns which of the page's ids are new, and where its numbers are taken, in two statements."""
        guids = {_id_of(arrived) for arrived in page}
        numbers = {arrived.number for arrived in page if arrived.number is not None}
        ids = SeveraId.objects.filter(company=self._company, guid__in=guids)
        transfers = Transfer.objects.filter(company=self._company, number__in=numbers)
        self._free_guids = guids.difference(ids.values_list("guid", flat=True))
        self._units = {number: set() for number in numbers}
        for number, unit in transfers.values_list("number", "numbering_unit"):
            self._units[number].add(unit)

    def find(self, unit: str, arrived: Arrived) -> Transfer | None:
        """The transfer of an invoice: by Severa's id, else by its number in the series of ``unit``."""
        guid = _id_of(arrived)
        if guid not in self._free_guids and (by_id := self.with_id(guid)) is not None:
            return by_id
        return self.numbered(unit, arrived.number)

    def with_id(self, guid: str) -> Transfer | None:
        """The transfer that has come under an id of Severa's."""
        known = SeveraId.objects.filter(company=self._company, guid=guid).select_related("transfer").first()
        return known.transfer if known is not None else None

    def numbered(self, unit: str, number: int | None) -> Transfer | None:
        """The transfer with a number of a series; None for an invoice without one."""
        if number is None or unit not in self._units.get(number, {unit}):
            return None
        return Transfer.objects.filter(company=self._company, numbering_unit=unit, number=number).first()

    def is_number_taken(self, unit: str, number: int | None, transfer: Transfer | None) -> bool:
        """Whether another transfer has this number of this series, though Severa's id says that it is another one."""
        other = self.numbered(unit, number)
        return other is not None and (transfer is None or other.pk != transfer.pk)

    def twin(self, unit: str, invoice: Invoice) -> str:
        """The series of another invoice that is settled here, with this number and content; empty where there is none.

        A unit's id may have changed so that nothing tells the series apart.
        """
        taken_in = self._units.get(invoice.number)
        if invoice.number is None or (taken_in is not None and taken_in <= {unit}):
            return ""
        others = Transfer.objects.filter(company=self._company, number=invoice.number)
        for other in others.exclude(numbering_unit=unit):
            settled = other.arrived_invoice() if other.state == State.DISMISSED else other.stored_invoice()
            if settled is not None and is_same_booking(settled, invoice):
                return other.numbering_unit
        return ""

    def remember(self, arrived: Sequence[tuple[Arrived, Transfer]]) -> None:
        """Keeps the ids under which invoices came, and their numbers. Part of the caller's transaction."""
        ids = [(_id_of(each), transfer) for each, transfer in arrived]
        SEVERA_IDS.add_all(SeveraId(company=self._company, guid=guid, transfer=transfer) for guid, transfer in ids)
        for guid, transfer in ids:
            self._free_guids.discard(guid)
            if transfer.number in self._units:
                self._units[transfer.number].add(transfer.numbering_unit)


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


def _id_of(arrived: Arrived) -> str:
    """Severa's id; for an invoice whose id could not be read, what it looked like."""
    if arrived.guid or isinstance(arrived, Invoice):
        return arrived.guid
    return f"{_MADE_UP}{arrived.fingerprint}"


def is_made_up(guid: str) -> bool:
    """Whether an id is not Severa's, but stands for one that could not be read."""
    return guid.startswith(_MADE_UP)
