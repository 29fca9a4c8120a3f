"""What a person's form changes of a record, told so that the audit log can keep it."""

import hashlib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import models

from severa_maestro.invoicing.money import plain


def as_shown(record: models.Model, names: Iterable[str]) -> str:
    """Tells whether the record's fields are still what a page has shown."""
    return hashlib.sha256(repr([told({name: getattr(record, name)}) for name in names]).encode()).hexdigest()


def take_over(record: models.Model, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Gives the record the values that differ, unsaved. Returns these as they were and as they are, by field."""
    after = {name: value for name, value in given.items() if getattr(record, name) != value}
    before = {name: getattr(record, name) for name in after}
    for name, value in after.items():
        setattr(record, name, value)
    return told(before), told(after)


def told(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the audit log keeps them: exact numbers as text."""
    return {name: str(plain(each)) if isinstance(each, Decimal) else each for name, each in values.items()}
