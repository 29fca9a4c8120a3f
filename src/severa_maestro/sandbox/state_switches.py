"""Switches: what an organisation may have set otherwise in its Severa, and what the service itself may do."""

from datetime import datetime, timedelta
from typing import Generic, Self, TypeVar, overload

from severa_maestro.sandbox.state_core import StateCore

ValueType = TypeVar("ValueType", bool, int)

#: What a record of a register has in the member that is newer than the contract, until somebody changes it.
_FIRST_ZONE = "north"


class Switch(Generic[ValueType]):
    """A setting of the state, by the name of the attribute; it outlasts a restart."""

    def __init__(self, first: ValueType) -> None:
        self.first: ValueType = first
        self._name = ""

    def __set_name__(self, owner: type["SwitchState"], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, state: None, owner: type["SwitchState"]) -> Self: ...

    @overload
    def __get__(self, state: "SwitchState", owner: type["SwitchState"]) -> ValueType: ...

    def __get__(self, state: "SwitchState | None", owner: type["SwitchState"]) -> Self | ValueType:
        return self if state is None else state.setting(self._name, self.first)

    def __set__(self, state: "SwitchState", value: ValueType) -> None:
        state.set_setting(self._name, value)


class SwitchState(StateCore):
    """The state, as far as its switches go."""

    #: Severa's API parameter "Electronic invoice address information for the customer": without it nothing is told of
    #: the addresses to which customers want their e-invoices.
    tells_electronic_addresses = Switch(True)  # noqa: FBT003 - the value at first
    #: How far the Date header of every reply is ahead of the time; negative: behind.
    clock_offset_seconds = Switch(0)
    #: Whether records of the registers have a member in SOAP that the contract does not know.
    newer_members = Switch(False)  # noqa: FBT003 - the value at first
    #: Whether an item of a register is refused a code that another active one has.
    unique_codes = Switch(False)  # noqa: FBT003 - the value at first
    #: Whether the rows of invoices tell the codes that their items have now, not those of when they were made: which of
    #: the two Severa does is documented nowhere.
    rows_follow_registers = Switch(False)  # noqa: FBT003 - the value at first

    @property
    def clock_as_told(self) -> datetime:
        """What time the Date header of a reply says it is."""
        return self.clock() + timedelta(seconds=self.clock_offset_seconds)

    def zone_of(self, key: str) -> str | None:
        """The member of a record that is newer than the contract; None where somebody emptied it."""
        zones: dict[str, str | None] = self.setting("zones", {})
        return zones.get(key, _FIRST_ZONE)

    def set_zone(self, key: str, zone: str | None) -> None:
        """Changes it."""
        zones: dict[str, str | None] = self.setting("zones", {})
        self.set_setting("zones", {**zones, key: zone})


#: The switches by their names, and of what type their values are.
SWITCHES = {name: type(each.first) for name, each in vars(SwitchState).items() if isinstance(each, Switch)}
