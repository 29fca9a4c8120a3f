"""What a report is: columns, and rows of values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from severa_maestro.language import Text

#: What a cell may hold. A sentence is said in the reader's language.
Value = str | int | Decimal | date | bool | Text | None


class ColumnKind(StrEnum):
    """What a column's values are, and so how they are written."""

    TEXT = "text"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    PERCENT = "percent"

    @property
    def is_numeric(self) -> bool:
        """Whether its values are numbers."""
        return self in {ColumnKind.NUMBER, ColumnKind.AMOUNT, ColumnKind.PERCENT}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a report.

    Attributes:
        key: its name for machines.
        heading: its name for people, other than those of the report's other columns.
        kind: amounts are in the invoice's currency, percentages are numbers such as 25.5.
    """

    key: str
    heading: Text
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class Report:
    """A list with a title; a row lacks the keys that it has no value for."""

    title: Text
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Value]]
