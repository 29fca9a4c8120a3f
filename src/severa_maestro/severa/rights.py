"""The rights that the work needs, each tried by calls that change nothing."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from severa_maestro.errors import QuotaError, SeveraMaestroError
from severa_maestro.language import Text
from severa_maestro.severa import http_errors
from severa_maestro.severa.source import AccessRight

#: What keeps every call from Severa: no other right needs to be tried.
_OF_EVERY_CALL = frozenset(
    meaning.code for meaning in (http_errors.UNREACHABLE, http_errors.CERTIFICATE_REFUSED, http_errors.TLS_FAILED)
)


@dataclass(frozen=True, slots=True)
class Trial:
    """How one right is tried.

    Attributes:
        name: the right's, as Severa names it.
        attempt: raises what Severa says where the right is missing.
    """

    name: Text
    attempt: Callable[[], object]
    is_needed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class UntoldRight(AccessRight):
    """A right whose trial failed over something else: whether it is there, nobody knows.

    Attributes:
        refusal: what went wrong.
    """

    refusal: SeveraMaestroError


def tried_rights(trials: Iterable[Trial], *, refusals: AbstractSet[str], of_all: str) -> list[AccessRight]:
    """The rights, each as Severa answers to its trial; ``UntoldRight`` where a trial fails over something else.

    Args:
        trials: one for each right.
        refusals: the codes of errors that say that a right is missing.
        of_all: the one of them that refuses the key or client itself, where no trial tells anything else. Said of some
            rights only, it is about those: Severa says of a narrow right too that it does not know the caller
            (support article 77000465267).

    Raises:
        SeveraMaestroError: Severa cannot be asked, or refuses the key or client altogether.
    """
    rights = [_tried(trial, refusals) for trial in trials]
    telling_nothing = [
        right.refusal
        for right in rights
        if right.refusal is not None and (isinstance(right, UntoldRight) or right.refusal.code == of_all)
    ]
    if len(telling_nothing) == len(rights):
        raise next((error for error in telling_nothing if error.code == of_all), telling_nothing[0])
    return rights


def _tried(trial: Trial, refusals: AbstractSet[str]) -> AccessRight:
    try:
        trial.attempt()
    except SeveraMaestroError as error:
        if isinstance(error, QuotaError) or error.code in _OF_EVERY_CALL:
            raise
        kind = AccessRight if error.code in refusals else UntoldRight
        return kind(name=trial.name, refusal=error, is_needed=trial.is_needed)
    return AccessRight(name=trial.name, is_needed=trial.is_needed)
