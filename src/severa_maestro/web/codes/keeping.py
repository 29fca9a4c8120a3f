"""Codes being kept or put back: in the background, which tells how far it has come.

What becomes of each code written into Severa stands in ``CodeChange``; what is kept here is what people see meanwhile,
and the words of what was refused.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from django.db import transaction

from severa_maestro.companies.models import Company
from severa_maestro.errors import SeveraMaestroError
from severa_maestro.setup.code_writing import Progress
from severa_maestro.severa.source import SeveraSource
from severa_maestro.transfer.connect import source_of
from severa_maestro.transfer.failures import in_words
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import User
from severa_maestro.web.background import Background, Tell
from severa_maestro.web.codes import reading


class Kind(StrEnum):
    """What is done."""

    SET = "set"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class CodesOutcome:
    """What became of one code.

    Attributes:
        name: the item's.
        place: ``severa`` or ``map``.
        error: why it is not there; None where it is.
    """

    name: str
    place: str
    error: SeveraMaestroError | None = None


Outcomes = Sequence[CodesOutcome]


def kept_in(outcomes: Outcomes, place: str) -> int:
    """How many codes are in a place now."""
    return sum(each.place == place and each.error is None for each in outcomes)


def refused(outcomes: Outcomes) -> list[CodesOutcome]:
    """What was not kept."""
    return [each for each in outcomes if each.error is not None]


@dataclass(frozen=True, slots=True)
class CodesProgress:
    """How far it has come.

    Attributes:
        of: how many codes there are.
        done: how many have been tried.
    """

    kind: Kind
    of: int
    done: int = 0


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be done with codes.

    Attributes:
        of: how many codes are written into Severa.
        action: the audit log's word for it.
        before: the codes as they are, for the audit log.
        after: the codes as they are to be.
        carry_out: does it.
    """

    kind: Kind
    of: int
    action: str
    before: Mapping[str, object]
    after: Mapping[str, object]
    carry_out: Callable[[SeveraSource, Progress], Outcomes]


KEEPINGS: Final = Background[CodesProgress, Outcomes]("codes-kept")


def start(company: Company, user: User, deed: Deed) -> bool:
    """Begins, with a line in the audit log. False where other codes of the company are being kept."""
    begun = CodesProgress(deed.kind, deed.of)

    def tell_who_chose() -> None:
        with transaction.atomic():
            record(user, company, deed.action, deed.before, deed.after)

    def carry_out(tell: Tell[CodesProgress]) -> Outcomes:
        try:
            outcomes = _carry_out(company, deed, lambda done, of: tell(replace(begun, done=done, of=of)))
        except Exception as error:
            reading.READINGS.forget(company)
            _record_end(company, user, (), in_words(error))
            raise
        _record_end(company, user, outcomes)
        return outcomes

    return KEEPINGS.start(company, carry_out, told=begun, first=tell_who_chose)


def _carry_out(company: Company, deed: Deed, progress: Progress) -> Outcomes:
    with closing(source_of(company)) as source:
        outcomes = deed.carry_out(source, progress)
        _renew(company, source)
    return outcomes


def _renew(company: Company, source: SeveraSource) -> None:
    """Shows the registers as they are now; where they cannot be read, the next look reads all anew."""
    try:
        reading.renew(company, source.register_items())
    except SeveraMaestroError:
        reading.READINGS.forget(company)


def _record_end(company: Company, user: User, outcomes: Outcomes, error: SeveraMaestroError | None = None) -> None:
    counts = {place: kept_in(outcomes, place) for place in ("severa", "map")}
    stopped = {"error": error.code} if error else {}
    with transaction.atomic():
        record(user, company, "codes-kept", None, {**counts, "refused": len(refused(outcomes)), **stopped})
