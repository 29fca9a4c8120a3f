"""Which of Severa's statuses are likely the two of the transfer: chosen beforehand, for a person to look at."""

from collections.abc import Iterable
from typing import Final

from severa_maestro.severa.source import InvoiceStatus

#: The names that Severa's article on Maestro uses (support article 77000465122).
WAITING: Final = "Odottaa siirtoa Maestroon"
TRANSFERRED: Final = "Siirretty Maestroon"

_WAITING_WORDS: Final = ("odotta", "vänta", "wait", "siirtoa", "att överföra", "to be transferred")
_TRANSFERRED_WORDS: Final = ("siirretty", "överförd", "transferred", "viety")


def likely(statuses: Iterable[InvoiceStatus]) -> tuple[str, str]:
    """The names of the waiting and of the transferred status; empty where none stands out."""
    usable = [status for status in statuses if status.is_active and status.gives_number and not status.is_paid]
    waiting = _likeliest(usable, _WAITING_WORDS)
    transferred = _likeliest([status for status in usable if status.name != waiting], _TRANSFERRED_WORDS)
    return waiting, transferred


def _likeliest(statuses: Iterable[InvoiceStatus], words: Iterable[str]) -> str:
    """The one whose name has the words; of several the one that names Maestro, then the one that cannot be edited."""
    fitting = [status for status in statuses if any(word in status.name.casefold() for word in words)]
    best = max(fitting, key=lambda each: ("maestro" in each.name.casefold(), each.is_read_only), default=None)
    return best.name if best is not None else ""
