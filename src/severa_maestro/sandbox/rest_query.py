"""What a call asks for: the parameters of its address, read by their types."""

from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from urllib.parse import parse_qs

from severa_maestro.sandbox.rest_errors import QUERY, RestError, invalid_parameter

_TRUTHS = {"true": True, "false": False}


class Query:
    """The parameters of a query; unknown ones are ignored, as the API does.

    Every reader raises RestError (InvalidParameter) for a value that cannot be one.
    """

    def __init__(self, text: str) -> None:
        self._values = parse_qs(text, keep_blank_values=False)

    def texts(self, name: str) -> list[str]:
        """Every value of a parameter that may be repeated."""
        return self._values.get(name, [])

    def text(self, name: str) -> str | None:
        """The value, or None."""
        values = self.texts(name)
        return values[-1] if values else None

    def whole(self, name: str) -> int | None:
        """A whole number, or None."""
        text = self.text(name)
        if text is None:
            return None
        try:
            return int(text)
        except ValueError as error:
            raise _strange(name, text) from error

    def numbers(self, name: str) -> list[Decimal]:
        """Every number of a parameter that may be repeated."""
        try:
            return [Decimal(text) for text in self.texts(name)]
        except InvalidOperation as error:
            raise _strange(name, ", ".join(self.texts(name))) from error

    def truth(self, name: str) -> bool | None:
        """True, false, or None."""
        text = self.text(name)
        if text is None:
            return None
        if text.lower() not in _TRUTHS:
            raise _strange(name, text)
        return _TRUTHS[text.lower()]

    def moment(self, name: str) -> datetime | None:
        """A moment, or None; one without an offset is in UTC."""
        text = self.text(name)
        if text is None:
            return None
        try:
            found = datetime.fromisoformat(text)
        except ValueError as error:
            raise _strange(name, text) from error
        return found if found.tzinfo else found.replace(tzinfo=UTC)


def _strange(name: str, text: str) -> RestError:
    return invalid_parameter(QUERY, name, f"The value '{text}' is not valid for {name}.")
