"""A code written into a record of Severa's registers, with all else of the record held to be as it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from severa_maestro.errors import SeveraMaestroError
from severa_maestro.severa.retries import may_help_again
from severa_maestro.severa.setting_up_errors import CODE_BY_HAND, CODE_NOT_TAKEN, ITEM_CHANGED, ITEM_DAMAGED, ITEM_GONE
from severa_maestro.severa.source import RegisterItem

T = TypeVar("T")

_NOTHING = "–"
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class ItemRecord(Generic[T]):
    """A record of a register as it is at one moment.

    Attributes:
        content: as it came.
        code: its code; empty where it has none.
        others: its other members by name, but for those that Severa keeps by itself, such as the time of the last
            change. Equal where they say the same; an empty text, None and a member that is not there are one.
    """

    content: T
    code: str
    others: Mapping[str, object]


class CodeRegister(Protocol[T]):
    """One of Severa's registers by one of the ways in."""

    def read(self, guid: str) -> ItemRecord[T] | None:
        """The record as it is now; None where it is not there."""

    def send(self, record: ItemRecord[T], code: str) -> None:
        """Sends the record with another code."""


def write_code(register: CodeRegister[T] | None, item: RegisterItem, code: str) -> None:
    """Gives an item another code, and looks whether that and nothing else of it has changed.

    1. Read the record as it is now. Has it the code already, there is nothing to do.
    2. Has it another one than ``item``, somebody was quicker: stop.
    3. Send it. Whether it came through although the reply was lost, the next step tells.
    4. Read it again and hold it against what it was.

    Args:
        register: None where this way in cannot change the item's register.
        item: as it was read before.
        code: empty takes the code away.

    Raises:
        DataError: the item is gone, has another code meanwhile, or Severa does not take the new one.
        ContractError: Severa changed more than the code: what it was and what it is now, it says.
        TransientError: the way to Severa failed; nothing was written, or the next call finds it written.
    """
    if register is None:
        raise CODE_BY_HAND.error(name=item.name, wanted=code or _NOTHING)
    before = _record(register, item)
    if before.code == code:
        return
    if before.code != item.code:
        raise ITEM_CHANGED.error(name=item.name, expected=item.code or _NOTHING, found=before.code or _NOTHING)
    lost: SeveraMaestroError | None = None
    try:
        register.send(before, code)
    except SeveraMaestroError as error:
        if not may_help_again(error):
            raise
        lost = error
    after = _record(register, item)
    if members := _changed_members(before.others, after.others):
        raise ITEM_DAMAGED.error(name=item.name, members="; ".join(members))
    if after.code != code:
        raise lost or CODE_NOT_TAKEN.error(name=item.name, wanted=code or _NOTHING, found=after.code or _NOTHING)


def _record(register: CodeRegister[T], item: RegisterItem) -> ItemRecord[T]:
    record = register.read(item.guid)
    if record is None:
        raise ITEM_GONE.error()
    return record


def _changed_members(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """The members that do not say what they said, each with what it said and what it says."""
    pairs = {name: (_told(before, name), _told(after, name)) for name in dict.fromkeys([*before, *after])}
    return [f"{name}: {_shown(old)} → {_shown(new)}" for name, (old, new) in pairs.items() if old != new]


def _told(members: Mapping[str, object], name: str) -> object:
    value = members.get(name)
    return "" if value is None else value


def _shown(value: object) -> str:
    text = str(value)
    return (text if len(text) <= _SHOWN else text[:_SHOWN] + "…") or _NOTHING
