"""The transfers and units as a run would have left them by now: in memory, over what is kept, and gone afterwards."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from severa_maestro.companies.models import Company
from severa_maestro.invoicing.snapshot import is_same_booking
from severa_maestro.matching.findings import Finding, blocking
from severa_maestro.severa.source import SeveraSource
from severa_maestro.transfer.identity import Arrived, TransferIndex
from severa_maestro.transfer.judgement import Judgement
from severa_maestro.transfer.ledger.models import SeveraId, State, Transfer
from severa_maestro.transfer.units import UnitBook

#: Stands for the id that the register would give an invoice.
_FORESEEN_ID = 0


class RehearsedUnits(UnitBook):
    """The units, under their new ids too."""

    def __init__(self, company: Company, source: SeveraSource, new_ids: Mapping[str, str]) -> None:
        super().__init__(company, source, writes=False)
        for old, new in new_ids.items():
            if old in self._keys:
                self._keys.setdefault(new, self._keys[old])


class RehearsedTransfers:
    """The transfers of one company: as the database has them, under what the preview has foreseen since."""

    def __init__(self, company: Company, index: TransferIndex, new_ids: Mapping[str, str]) -> None:
        self._company = company
        self._index = index
        known = dict(SeveraId.objects.filter(company=company).values_list("guid", "transfer_id")) if new_ids else {}
        self._moved = {
            new_ids[guid]: pk for guid, pk in known.items() if guid in new_ids and new_ids[guid] not in known
        }
        self._by_id: dict[str, Transfer] = {}
        self._by_number: dict[int, dict[str, Transfer]] = defaultdict(dict)
        self._by_key: dict[int, Transfer] = {}

    def find(self, unit: str, arrived: Arrived) -> Transfer | None:
        """The transfer of an invoice: by Severa's id, else by its number in the series of ``unit``."""
        known = self.with_id(arrived.guid)
        if known is None and (kept := self._index.find(unit, arrived)):
            known = self._by_key.get(kept.pk, kept)
        if known is None and arrived.number is not None:
            known = self._by_number[arrived.number].get(unit)
        return known

    def with_id(self, guid: str) -> Transfer | None:
        """The transfer that the preview has foreseen, or the move has brought, under an id of Severa's."""
        if guid in self._by_id:
            return self._by_id[guid]
        return Transfer.objects.get(pk=self._moved[guid]) if guid in self._moved else None

    def keep(self, judgement: Judgement, transfer: Transfer | None, stored_under: int | None = None) -> None:
        """Remembers what would become of an invoice: it is stored under a customer's record, or blocked for None."""
        invoice = judgement.invoice
        if transfer is None:
            transfer = Transfer(company=self._company)
        elif transfer.pk is not None:
            self._by_key[transfer.pk] = transfer
        transfer.state = State.BLOCKED
        transfer.judged_digest = judgement.digest
        if stored_under is not None:
            transfer.state = State.TRANSFERRED
            transfer.register_id = transfer.register_id or _FORESEEN_ID
            transfer.customer_register_id = stored_under
            transfer.numbering_unit, transfer.number = judgement.unit, invoice.number
            transfer.currency = invoice.currency
            transfer.set_totals(invoice.totals)
            transfer.stored, transfer.stored_digest = judgement.as_json, judgement.booked
            transfer.dismissed_digest, transfer.accepted = "", []
        self._by_id[invoice.guid] = transfer
        if invoice.number is not None:
            self._by_number[invoice.number].setdefault(judgement.unit, transfer)

    def clashes(self, judgement: Judgement, transfer: Transfer | None) -> Iterator[Finding]:
        """What the judge of the run would find too: there, the other invoice is in the ledger by then."""
        number = judgement.invoice.number
        if number is None:
            return
        others = self._by_number[number]
        if others.get(judgement.unit, transfer) is not transfer:
            yield blocking("number-taken", number=number)
        if transfer is None or not transfer.is_stored:
            twins = (unit for unit, other in others.items() if unit != judgement.unit and _is_twin(other, judgement))
            if twin := next(twins, None):
                yield blocking("possible-duplicate", unit=twin)


def _is_twin(other: Transfer, judgement: Judgement) -> bool:
    stored = other.stored_invoice()
    return stored is not None and is_same_booking(stored, judgement.invoice)
