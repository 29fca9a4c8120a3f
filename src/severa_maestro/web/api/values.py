"""How the API writes and reads values: amounts as decimal strings, days and moments as ISO 8601, moments in UTC.

What is read is read strictly: a value that is not written as the contract says is refused, never guessed at.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any, Self

from ninja import Schema
from pydantic import AwareDatetime, BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints
from pydantic import WithJsonSchema as Described
from pydantic_core import PydanticCustomError

from severa_maestro.invoicing.money import Money, plain

LARGEST_KEY = 2**63 - 1
#: So many items a page of a list has at most.
MOST_ON_A_PAGE = 500

_DIGITS = r"^[0-9]{1,19}$"
_DECIMAL = r"^-?[0-9]+(\.[0-9]+)?$"
_ASKED_DECIMAL = r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$"
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$"
#: No day that an invoice, a run or a line of the log has is outside of these years.
_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_YEARS = {"first": _FIRST_YEAR, "last": _LAST_YEAR}


def _written_as(pattern: str, kind: str) -> Callable[[Any], Any]:
    """Refuses a text that is not written so, as no ``kind``; a default is no text and passes."""

    def check(told: Any) -> Any:
        if isinstance(told, str) and re.fullmatch(pattern, told) is None:
            raise PydanticCustomError(kind, "must match {pattern}", {"pattern": pattern})
        return told

    return check


def _of_this_age(told: Any) -> Any:
    if isinstance(told, str) and not _FIRST_YEAR <= int(told[:4]) <= _LAST_YEAR:
        raise PydanticCustomError("year", "must be of the years {first} to {last}", _YEARS)
    return told


def _a_text(told: Any) -> Any:
    if not isinstance(told, str):
        raise PydanticCustomError("text", "must be a string")
    return told


def _true_or_false(told: Any) -> Any:
    if told not in ("true", "false", True, False):
        raise PydanticCustomError("truth", "must be true or false")
    return told


def _digits(number: Decimal) -> str:
    return format(number, "f")


def _plainly(number: Decimal) -> str:
    return _digits(plain(number))


def _in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


#: What is read.
Key = Annotated[int, Field(ge=1, le=LARGEST_KEY), BeforeValidator(_written_as(_DIGITS, "whole_number"))]
AskedNumber = Annotated[int, Field(ge=0, le=LARGEST_KEY), BeforeValidator(_written_as(_DIGITS, "whole_number"))]
AskedLimit = Annotated[int, Field(ge=1, le=MOST_ON_A_PAGE), BeforeValidator(_written_as(_DIGITS, "whole_number"))]
AskedAmount = Annotated[
    Decimal,
    BeforeValidator(_written_as(_ASKED_DECIMAL, "amount")),
    Described({"type": "string", "pattern": _ASKED_DECIMAL}),
]
AskedDay = Annotated[
    date,
    BeforeValidator(_of_this_age),
    BeforeValidator(_written_as(_DAY, "day")),
    Described({"type": "string", "format": "date"}),
]
AskedMoment = Annotated[
    AwareDatetime,
    BeforeValidator(_of_this_age),
    BeforeValidator(_written_as(_MOMENT, "moment")),
    BeforeValidator(_a_text),
    Described({"type": "string", "format": "date-time"}),
]
AskedTruth = Annotated[bool, BeforeValidator(_true_or_false), Described({"type": "boolean"})]
#: No database keeps a NUL in a text.
AskedWords = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]

#: What is written.
Number = Annotated[
    Decimal, PlainSerializer(_digits, return_type=str), Described({"type": "string", "pattern": _DECIMAL})
]
Percent = Annotated[
    Decimal,
    PlainSerializer(_plainly, return_type=str),
    Described({"type": "string", "pattern": _DECIMAL, "description": "Per cent."}),
]
Moment = Annotated[
    datetime,
    PlainSerializer(_in_utc, return_type=str),
    Described({"type": "string", "format": "date-time"}),
]


class Answer(Schema):
    """What the API says of something: every member is always there."""

    model_config = ConfigDict(from_attributes=True, json_schema_serialization_defaults_required=True)


class Amount(Answer):
    """An amount of money, to the last digit, and its currency (ISO 4217)."""

    amount: Number
    currency: str

    @classmethod
    def of(cls, amount: Decimal | None, currency: str) -> Self | None:
        """The amount; None where there is none."""
        return None if amount is None else cls(amount=amount, currency=currency)

    @classmethod
    def of_money(cls, money: Money) -> Self:
        """The same of a sum."""
        return cls(amount=money.amount, currency=money.currency)


def amounts_of(record: object, names: Iterable[str], currency: str) -> dict[str, Any]:
    """Members of a record that are amounts in that currency, by their name."""
    return {name: Amount.of(getattr(record, name), currency) for name in names}
