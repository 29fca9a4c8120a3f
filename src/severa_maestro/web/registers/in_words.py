"""A product's fields in the reader's words."""

from decimal import Decimal

from severa_maestro.web.say import say
from severa_maestro.web.written import percent


def field(name: str) -> str:
    """What a field of a product is called."""
    return say(f"products.{name}")


def value(given: object) -> str:
    """What a field holds: a rate, yes or no, or a text; a dash for nothing."""
    if isinstance(given, bool):
        return say("invoice.yes") if given else say("invoice.no")
    if isinstance(given, Decimal):
        return percent(given)
    return "–" if given in (None, "") else str(given)
