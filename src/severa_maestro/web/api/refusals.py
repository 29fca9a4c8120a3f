"""How often somebody at one address may be refused: counted in the cache, as failed sign-ins are."""

from django.core.cache import cache
from django.http import HttpRequest

#: So many refusals a minute are told what they lack; those beyond are told to wait.
MOST_REFUSALS = 20
A_MINUTE = 60


def is_refused_too_often(request: HttpRequest) -> bool:
    """Counts a refusal, and tells whether there have been too many from its address within a minute.

    A good token always opens: it has more to it than anybody can guess, and others at its address may not shut it out.
    """
    key = f"api-refusals-{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, A_MINUTE)
    try:
        count = cache.incr(key)
    except ValueError:  # the minute ended in between
        count = 1
    return count > MOST_REFUSALS
