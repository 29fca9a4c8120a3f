"""New rows, written by statements that are built once.

Django builds the text of each INSERT anew, column by column: for the few rows of an invoice that takes several times
as long as the database needs to write them (docs/decisions/022-inserts-built-once.md).
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, Final, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

_Model = TypeVar("_Model", bound=models.Model)

#: Values of one statement at most: what every build of SQLite takes.
_MOST_VALUES: Final = 999

#: Django's own fields that give values of a type to the database as they are; other values go through their field.
_AS_THEY_ARE: Final = {
    models.CharField: str,
    models.TextField: str,
    models.IntegerField: int,
    models.BigIntegerField: int,
    models.ForeignKey: int,
    models.BooleanField: bool,
}


class Insertion(Generic[_Model]):
    """Adds new rows of one model: what ``save`` and ``bulk_create`` do, but signals.

    Args:
        model: whose rows; the database makes their keys.
        skips_known: a row that a unique constraint refuses is left out.
    """

    def __init__(self, model: type[_Model], *, skips_known: bool = False) -> None:
        self._meta: Any = model._meta  # noqa: SLF001 Django's documented way to a model's fields
        self._end = " ON CONFLICT DO NOTHING" if skips_known else ""
        self._texts: dict[int, str] = {}

    def add_all(self, records: Iterable[_Model]) -> None:
        """Adds rows, in one statement unless they are many; their keys stay unknown here.

        Raises:
            IntegrityError: a constraint refuses one of them. The caller rolls back.
        """
        self._add(list(records))

    def add_with_keys(self, records: Iterable[_Model]) -> None:
        """Adds rows as ``add_all``, and gives each its key."""
        new = list(records)
        if not connections[DEFAULT_DB_ALIAS].features.can_return_columns_from_insert:  # SQLite before 3.35
            for record in new:
                record.save(force_insert=True)
            return
        # Keys rise in the rows' order, and may be told in another.
        keys = sorted(self._add(new, f" RETURNING {self._quoted(self._meta.pk)}"))
        for record, key in zip(new, keys, strict=True):
            record.pk = key
            record._state.adding = False  # noqa: SLF001 as Django's own save does
            record._state.db = DEFAULT_DB_ALIAS  # noqa: SLF001

    def _add(self, records: Sequence[_Model], returning: str = "") -> list[Any]:
        """Writes the rows. Gives their keys where they are to be returned."""
        connection = connections[DEFAULT_DB_ALIAS]
        at_once = _MOST_VALUES // len(self._columns)
        keys = []
        for start in range(0, len(records), at_once):
            part = records[start : start + at_once]
            with connection.cursor() as cursor:
                cursor.execute(self._text(len(part)) + returning, self._values(part, connection))
                keys += [key for (key,) in cursor.fetchall()] if returning else []
        return keys

    @cached_property
    def _columns(self) -> list["_Column"]:
        return [_Column(field) for field in self._meta.concrete_fields if not field.primary_key]

    def _text(self, rows: int) -> str:
        if rows not in self._texts:
            names = ", ".join(self._quoted(column.field) for column in self._columns)
            row = f"({', '.join(['%s'] * len(self._columns))})"
            into = f'INSERT INTO "{self._meta.db_table}" ({names})'
            self._texts[rows] = f"{into} VALUES {', '.join([row] * rows)}{self._end}"
        return self._texts[rows]

    def _quoted(self, field: Any) -> str:
        return f'"{field.column}"'

    def _values(self, records: Sequence[_Model], connection: BaseDatabaseWrapper) -> list[Any]:
        return [column.value_of(record, connection) for record in records for column in self._columns]


class _Column:
    """One column of the rows."""

    def __init__(self, field: Any) -> None:
        self.field = field
        self._is_set_now = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
        self._passes = _AS_THEY_ARE.get(type(field))

    def value_of(self, record: models.Model, connection: BaseDatabaseWrapper) -> Any:
        """What the database is given."""
        value = self.field.pre_save(record, add=True) if self._is_set_now else record.__dict__[self.field.attname]
        if value is None or type(value) is self._passes:
            return value
        return self.field.get_db_prep_save(value, connection)
