"""The index that lists of transfers are read from."""

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement
from django.db.models import F
from django.db.models.functions import Collate


class TransfersAsListed(models.Index):
    """A company's transfers, newest invoice first.

    Each transfer keeps its invoice twice as text, some ten thousand characters. SQLite reads past them to tell whether
    a row passes a filter: a second for a hundred thousand transfers. So there the index also holds all that lists are
    filtered by, and they are read from it alone. PostgreSQL keeps long texts apart, and would refuse an index row
    with a long name.
    """

    _ORDER = (F("company"), F("invoice_date").desc(nulls_last=True), F("id").desc())
    #: NULLS LAST is what DESC means in SQLite, which does not take the words in an index.
    _SQLITES_ORDER = (F("company"), F("invoice_date").desc(), F("id").desc())
    _BESIDE = (
        *("number", "state", "is_waiting", "fallback_rows", "customer_number", "customer_name", "findings"),
        # By its own order, which asks us for each comparison, other programs could not write the file.
        Collate("total_including_vat", "binary"),
    )

    def create_sql(
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor, using: str = "", **kwargs: Any
    ) -> Statement:
        """The statement of this database."""
        is_sqlite = schema_editor.connection.vendor == "sqlite"
        whole = (*self._SQLITES_ORDER, *self._BESIDE) if is_sqlite else self._ORDER
        return models.Index(*whole, name=self.name).create_sql(model, schema_editor, using, **kwargs)
