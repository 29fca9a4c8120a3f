"""A database column for numbers that must come back digit for digit.

Django's DecimalField rounds what has too many decimals without a word, and on SQLite keeps fifteen digits at most.
Severa's members are ``xs:decimal``, whose decimals nobody limits (a unit price may be a division's result).
"""

from decimal import Context, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

# What may be set and what is got: the type checker's concern only (Django's classes are not generic when running).
_Set = TypeVar("_Set")
_Get = TypeVar("_Get")
if TYPE_CHECKING:

    class _Field(models.Field[_Set, _Get]):
        _pyi_private_set_type: Decimal | int | str
        _pyi_private_get_type: Decimal

else:

    class _Field(models.Field):
        def __class_getitem__(cls, _types: object) -> type[models.Field]:
            return cls


#: The name of the order of numbers kept as text; SQLite asks us for it on each connection.
COLLATION = "exact_decimal"

#: What SQLite's SUM answers is a float: fifteen digits of it are sure.
_SURE_DIGITS_OF_A_FLOAT = Context(prec=15)


class ExactDecimalField(_Field[_Set, _Get]):
    """A Decimal with all its digits: ``numeric`` without limits on PostgreSQL, text on SQLite.

    The text has a collation that compares numbers, so that filters and orders mean the same on both. Sums made by
    SQLite itself are floats: sums that must be exact are made in Python.
    """

    description = "an exact decimal number"

    def get_internal_type(self) -> str:
        """Not DecimalField's, whose converters go through floats."""
        return "ExactDecimalField"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """The column's type."""
        return "numeric" if connection.vendor == "postgresql" else f"text COLLATE {COLLATION}"

    def cast_db_type(self, connection: BaseDatabaseWrapper) -> str:  # noqa: ARG002 the base class's signature
        """What CAST makes of another value."""
        return "numeric"

    def to_python(self, value: Any) -> Decimal | None:
        """The number; a float is refused, since it is no longer what somebody wrote."""
        if value is None:
            return None
        if isinstance(value, float):
            raise ValidationError("an exact number is not a float", code="invalid")
        try:
            number = Decimal(value)
        except (InvalidOperation, TypeError, ValueError) as error:
            raise ValidationError("%(value)s is not a number", code="invalid", params={"value": value}) from error
        if not number.is_finite():
            raise ValidationError("%(value)s is not a finite number", code="invalid", params={"value": value})
        return number

    def get_prep_value(self, value: Any) -> Any:
        """The number on its way to the database; expressions pass."""
        value = super().get_prep_value(value)
        return value if hasattr(value, "as_sql") else self.to_python(value)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002 the base class's signature
        """Digits without an exponent, as text where the column is text."""
        value = super().get_db_prep_value(value, connection, prepared)
        if isinstance(value, Decimal) and connection.vendor != "postgresql":
            return format(value, "f")
        return value

    def from_db_value(self, value: Any, *_: object) -> Decimal | None:
        """The number as the database gives it: text, numeric, or what an aggregate of SQLite makes."""
        if isinstance(value, float):
            return _SURE_DIGITS_OF_A_FLOAT.create_decimal_from_float(value)
        return None if value is None else Decimal(value)

    def value_to_string(self, obj: models.Model) -> str:
        """For serialised data."""
        return str(self.value_from_object(obj))

    def formfield(self, **kwargs: Any) -> Any:
        """A form's number field."""
        return super().formfield(**{"form_class": forms.DecimalField, **kwargs})


def add_collation(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Teaches a new SQLite connection the order of numbers kept as text."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, _compare)


def _compare(one: str, other: str) -> int:
    return int(Decimal(one).compare(Decimal(other)))
