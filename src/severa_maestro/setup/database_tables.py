"""The program's tables, read row by row from either database, and what each of them comes to."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from operator import itemgetter
from typing import Any, Final

from django.apps import apps
from django.db import models
from django.db.models import QuerySet

Row = tuple[Any, ...]

#: Apps and models whose rows belong to one database. Each database makes its own content types and permissions, and
#: nothing of ours refers to them; who is signed in signs in again; jobs, leases and paces are those of PostgreSQL.
_STAYS: Final = frozenset(
    {"contenttypes", "auth", "sessions", "usersessions", "procrastinate", "ledger.companylease", "companies.pace"}
)

#: The columns of an invoice's totals, in the order of a tally's sums.
TOTALS: Final = ("total_excluding_vat", "total_vat", "total_including_vat")

#: Few enough that rows of ten thousand characters take little memory.
_READ_AT_ONCE: Final = 500


class Table:
    """A table of the program's.

    Attributes:
        name: as both databases call it.
        columns: their names, in the order of a row's values.
        fields: what turns those values into a database's own.
        stays: whether its rows belong to one database.
    """

    def __init__(self, model: type[models.Model]) -> None:
        options = model._meta  # noqa: SLF001 Django's own way to a model's columns
        self.model = model
        self.name = options.db_table
        self.fields = options.concrete_fields
        self.stays = bool({options.app_label, options.label_lower} & _STAYS)
        self.columns = [str(field.column) for field in self.fields]
        self._attributes = [field.attname for field in self.fields]

    def rows(self, database: str) -> Iterator[Row]:
        """The rows of a database, oldest first, as they are read."""
        rows: QuerySet[models.Model, Row] = (
            QuerySet(self.model, using=database).order_by("pk").values_list(*self._attributes)
        )
        return rows.iterator(chunk_size=_READ_AT_ONCE)

    def count(self, database: str) -> int:
        """How many rows a database has."""
        return QuerySet(self.model, using=database).count()

    def tally(self, rows: Iterable[Row]) -> "Tally":
        """What the rows, oldest first, come to. Each is looked at once, and none is kept."""
        digest, count, newest_id = sha256(), 0, None
        sums: dict[tuple[int, str], list[Decimal]] = {}
        identity = self._getter("id")
        money = self._getter("company_id", "currency", *TOTALS) if self._has_totals else None
        for row in rows:
            digest.update(_written(row))
            count, newest_id = count + 1, identity(row)
            if money is not None:
                company, currency, *totals = money(row)
                before = sums.get((company, currency), [Decimal(0)] * len(TOTALS))
                sums[company, currency] = [total + (more or 0) for total, more in zip(before, totals, strict=True)]
        return Tally(count, newest_id, digest.hexdigest(), sums)

    def _getter(self, *names: str) -> Callable[[Row], Any]:
        return itemgetter(*map(self._attributes.index, names))

    @property
    def _has_totals(self) -> bool:
        return {"company_id", "currency", *TOTALS} <= set(self._attributes)


@dataclass(frozen=True, slots=True)
class Tally:
    """What the rows of a table come to, the same whichever database they are in.

    Attributes:
        rows: how many they are.
        newest_id: the id of the newest; None where there is none.
        digest: SHA-256 of all of them, in hexadecimal digits.
        sums: of tables with invoices, by company and currency (ISO 4217): without VAT, VAT, with VAT.
    """

    rows: int
    newest_id: int | None
    digest: str
    sums: Mapping[tuple[int, str], list[Decimal]]


def tables_that_move() -> list[Table]:
    """All but those whose rows belong to one database."""
    tables = (Table(model) for model in apps.get_models(include_auto_created=True))
    return [table for table in tables if not table.stays]


def _written(row: Row) -> bytes:
    """A row as text; the members of JSON in one order, which PostgreSQL does not keep."""
    return f"{json.dumps(row, default=_plainly, sort_keys=True)}\n".encode()


def _plainly(value: object) -> str:
    """A number, a time or an id as text. PostgreSQL knows no zero below zero."""
    if isinstance(value, Decimal):
        return format(value.copy_abs() if value.is_zero() else value, "f")
    return str(value)
