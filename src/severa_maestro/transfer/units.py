"""Business units under keys that stay: Severa's ids of them have changed before, and differ between SOAP and REST."""

from collections.abc import Iterable
from dataclasses import replace

from severa_maestro.companies.models import Company
from severa_maestro.invoicing.invoice import BusinessUnit
from severa_maestro.severa.source import SeveraSource
from severa_maestro.transfer.ledger.models import NumberingUnit, NumberingUnitId

#: The series of an invoice that names no unit.
NO_UNIT = "-"


class UnitBook:
    """The units of one company during one run."""

    def __init__(self, company: Company, source: SeveraSource, *, writes: bool) -> None:
        """With ``writes`` false, what is learnt is kept in memory only."""
        self._company = company
        self._source = source
        self._writes = writes
        self._keys: dict[str, str] = dict(
            NumberingUnitId.objects.filter(company=company).values_list("guid", "unit__key")
        )
        self._has_asked = False

    def key_of(self, unit: BusinessUnit) -> str:
        """The stable key of the unit that Severa names by an id.

        An id that is not known yet makes Severa tell of all its units, once a run. One that Severa does not tell of is
        known again by its code alone.
        """
        if not unit.guid:
            return NO_UNIT
        if unit.guid not in self._keys and not self._has_asked:
            self._has_asked = True
            self._learn(self._source.business_units())
        if unit.guid not in self._keys:
            self._learn([replace(unit, name="")])
        return self._keys[unit.guid]

    def _learn(self, units: Iterable[BusinessUnit]) -> None:
        """Gives each new id its key: that of the unit which has lost its id, else a new one.

        A unit whose code (or, where it has none, name) is known under an id that Severa names no more is that unit
        with a new id. One whose known id is still named is another unit of the same name.
        """
        units = [unit for unit in units if unit.guid]
        named = {unit.guid for unit in units}
        for unit in units:
            if unit.guid not in self._keys:
                self._keep(unit, self._key_that_lost_its_id(unit, named) or self._new_key(unit))

    def _key_that_lost_its_id(self, unit: BusinessUnit, named: set[str]) -> str | None:
        alike = NumberingUnit.objects.filter(company=self._company)
        alike = alike.filter(code=unit.code) if unit.code else alike.filter(code="", name=unit.name)
        for known in alike if unit.code or unit.name else ():
            if not named & {guid for guid, key in self._keys.items() if key == known.key}:
                return known.key
        return None

    def _new_key(self, unit: BusinessUnit) -> str:
        taken = set(self._keys.values())
        wanted = (unit.code or unit.name or unit.guid)[:80]
        tried = [wanted, *(f"{wanted} ({number})" for number in range(2, len(taken) + 3))]
        return next(key for key in tried if key not in taken)

    def _keep(self, unit: BusinessUnit, key: str) -> None:
        self._keys[unit.guid] = key
        if self._writes:
            kept, _ = NumberingUnit.objects.update_or_create(
                company=self._company, key=key, defaults={"code": unit.code, "name": unit.name}
            )
            NumberingUnitId.objects.create(company=self._company, guid=unit.guid, unit=kept)
