"""Trying again: how often, and after which errors. For requests that may be repeated."""

from dataclasses import dataclass

import stamina

from severa_maestro.errors import ContractError, TransientError
from severa_maestro.severa import http_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryOptions:
    """How often to try a repeatable request, and how long.

    Attributes:
        attempts: at most, the first one included.
        seconds: no attempt begins after this; None: whenever.
        first_wait: seconds before the second attempt; each later wait is twice the one before, with some chance in it.
    """

    attempts: int = 4
    seconds: float | None = 15
    first_wait: float = 0.5

    def caller(self) -> stamina.BoundRetryingCaller:
        """Calls a function, and again after what may pass by itself."""
        return stamina.RetryingCaller(attempts=self.attempts, timeout=self.seconds, wait_initial=self.first_wait).on(
            may_help_again
        )


def may_help_again(error: Exception) -> bool:
    """Whether the same request may go through the next time.

    A reply that is no reply of Severa's is often the page of some proxy between us that is out of order for a moment.
    """
    is_unreadable = isinstance(error, ContractError) and error.code == http_errors.REPLY_UNREADABLE.code
    return isinstance(error, TransientError) or is_unreadable
