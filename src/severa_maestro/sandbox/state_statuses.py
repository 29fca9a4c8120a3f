"""The state's invoice statuses: finding them, making them, and changing them behind the client's back."""

from dataclasses import replace
from typing import Any

from severa_maestro.sandbox import catalogue
from severa_maestro.sandbox.records import Status
from severa_maestro.sandbox.state_core import NotHere, StateCore

#: What only one status can be.
_DEFAULTS = ("is_default", "is_default_for_credit_notes")


class StatusState(StateCore):
    """What a Severa holds, as far as the statuses of invoices go."""

    def status(self, name: str) -> Status:
        """The active status of a name.

        Raises:
            NotHere: there is none.
        """
        found = next((each for each in self.statuses if each.name == name and each.is_active), None)
        if found is None:
            raise NotHere(f"There is no active invoice status {name!r}.")
        return found

    def add_status(self, name: str, **members: Any) -> Status:
        """Makes a status: the last one, unless its ``sort_order`` is given. It takes a default from who had it.

        Raises:
            ValueError: the name is empty, or taken by a status in whatever letters, active or not.
        """
        with self.change():
            if not name.strip():
                raise ValueError("An invoice status must have a name.")
            if any(_is_same(each.name, name) for each in self.statuses):
                raise ValueError(f"There is an invoice status {name!r} already.")
            # Counted, so that no status ever has the key, and by it the id, of one that was deleted.
            number = int(self.setting("statuses_made", len(catalogue.STATUSES))) + 1
            self._set(statuses_made=number)
            last = max((each.sort_order for each in self.statuses), default=0)
            return self._keep(Status(**{"key": f"status-{number}", "name": name, "sort_order": last + 1, **members}))

    def edit_status(self, name: str, /, **changes: Any) -> Status:
        """Changes a status, whether active or not; renaming it renames it on its invoices too."""
        with self.change():
            edited = self._keep(replace(self._any_status(name), **changes))
            if edited.name != name:
                for entry in list(self.invoices.in_status(name)):
                    self.invoices.touch(
                        entry,
                        status=edited.name,
                        number=entry.number,
                        payment_date=entry.payment_date,
                        updated=entry.updated,
                    )
            return edited

    def rename_status(self, name: str, new_name: str) -> Status:
        """Renames a status."""
        return self.edit_status(name, name=new_name)

    def deactivate_status(self, name: str) -> Status:
        """Switches a status off: nothing can be put into it, and nothing is found by it."""
        return self.edit_status(name, is_active=False)

    def delete_status(self, name: str) -> None:
        """Deletes a status, whether active or not; its invoices keep its name."""
        with self.change():
            self.statuses.delete(self._any_status(name).key)

    def _any_status(self, name: str) -> Status:
        found = next((each for each in self.statuses if each.name == name), None)
        if found is None:
            raise NotHere(f"There is no invoice status {name!r}.")
        return found

    def _keep(self, status: Status) -> Status:
        """Keeps a status, and takes from the others what only one of them can be."""
        taken: dict[str, Any] = {name: False for name in _DEFAULTS if getattr(status, name)}
        for other in list(self.statuses):
            if other.key != status.key and any(getattr(other, name) for name in taken):
                self.statuses.put(replace(other, **taken))
        return self.statuses.put(status)


def _is_same(name: str, other: str) -> bool:
    return name.strip().casefold() == other.strip().casefold()
