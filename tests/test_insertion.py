"""Rows that are written by statements built once are those that Django itself would have written."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from severa_maestro.companies.models import Company
from severa_maestro.insertion import Insertion
from severa_maestro.transfer.ledger.models import LogLine, SeveraId, State, TimelineEntry, Transfer
from tests.maestro.conftest import make_company

pytestmark = pytest.mark.django_db

SET_BY_THE_DATABASE_OR_THE_CLOCK = {"id", "first_seen_at", "changed_at", "at"}
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
AMOUNTS = st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=7) | st.just(Decimal("1E+3"))
VALUES = st.dictionaries(TEXTS, TEXTS | st.none() | st.dictionaries(TEXTS, TEXTS), max_size=3)


@pytest.fixture
def company() -> Company:
    return make_company()


def kept(record: models.Model) -> dict[str, Any]:
    """The row as the database gives it back."""
    again = type(record)._default_manager.get(pk=record.pk)
    names = (field.attname for field in again._meta.concrete_fields)
    return {name: getattr(again, name) for name in names if name not in SET_BY_THE_DATABASE_OR_THE_CLOCK}


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    name=TEXTS,
    number=st.none() | st.integers(-(2**63), 2**63 - 1),
    amount=AMOUNTS,
    day=st.none() | st.dates(),
    truth=st.booleans(),
    findings=st.lists(VALUES, max_size=2),
)
def test_a_transfer_is_written_as_django_writes_it(
    company: Company,
    name: str,
    number: int | None,
    amount: Decimal | None,
    day: date | None,
    truth: bool,
    findings: list[Any],
) -> None:
    Transfer.objects.all().delete()
    values = {"guid": name, "customer_name": name, "number": number, "total_vat": amount, "invoice_date": day}
    values |= {"is_waiting": truth, "findings": findings, "state": State.STORED, "register_id": number}
    ours = Transfer(company=company, numbering_unit="ours", **values)
    djangos = Transfer(company=company, numbering_unit="djangos", **values)
    Insertion(Transfer).add_with_keys([ours])
    djangos.save()
    assert kept(ours) | {"numbering_unit": ""} == kept(djangos) | {"numbering_unit": ""}
    assert ours.changed_at is not None
    assert Transfer.objects.get(pk=ours.pk).changed_at == ours.changed_at


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(values=VALUES, row=st.none() | st.integers(0, 9))
def test_many_rows_are_written_as_django_writes_them(company: Company, values: dict[str, Any], row: int | None) -> None:
    def lines() -> list[LogLine]:
        level = LogLine.Level.WARNING
        return [LogLine(company=company, level=level, code=f"{n}", row=row, values=values) for n in range(3)]

    LogLine.objects.all().delete()
    Insertion(LogLine).add_all(lines())
    ours = [kept(line) for line in LogLine.objects.all()]
    LogLine.objects.all().delete()
    LogLine.objects.bulk_create(lines())
    assert ours == [kept(line) for line in LogLine.objects.all()]
    assert len(ours) == 3


def test_a_row_that_was_added_can_be_changed_and_saved(company: Company) -> None:
    transfer = Transfer(company=company, state=State.FETCHED)
    Insertion(Transfer).add_with_keys([transfer])
    transfer.state = State.STORED
    transfer.save()
    assert [each.state for each in Transfer.objects.all()] == ["stored"]


@pytest.mark.skipif(connection.vendor == "postgresql", reason="every PostgreSQL returns the keys of new rows")
def test_an_sqlite_that_returns_no_keys_is_written_to_all_the_same(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection.features, "can_return_columns_from_insert", False)
    transfers = [Transfer(company=company, number=number) for number in (3, 1, 2)]
    Insertion(Transfer).add_with_keys(transfers)
    assert {each.pk: each.number for each in transfers} == dict(Transfer.objects.values_list("pk", "number"))


def test_each_row_gets_its_own_key(company: Company) -> None:
    transfers = [Transfer(company=company, number=number) for number in range(99, 0, -1)]
    Insertion(Transfer).add_with_keys(transfers)
    assert {each.pk: each.number for each in transfers} == dict(Transfer.objects.values_list("pk", "number"))


def test_rows_get_the_moment_at_which_they_are_written(company: Company) -> None:
    transfer = Transfer.objects.create(company=company, state=State.FETCHED)
    Insertion(TimelineEntry).add_all([TimelineEntry(transfer=transfer, to_state=State.FETCHED, actor="run 1")])
    assert TimelineEntry.objects.get().at >= transfer.changed_at


def test_what_a_constraint_refuses_is_refused(company: Company) -> None:
    insertion = Insertion(Transfer)
    insertion.add_all([Transfer(company=company, number=1)])
    with pytest.raises(IntegrityError), transaction.atomic():
        insertion.add_all([Transfer(company=company, number=1)])
    assert Transfer.objects.count() == 1


def test_what_is_known_is_skipped_where_that_is_wanted(company: Company) -> None:
    transfers = [Transfer.objects.create(company=company) for _ in range(2)]
    insertion = Insertion(SeveraId, skips_known=True)
    insertion.add_all([SeveraId(company=company, guid="known", transfer=transfers[0])])
    insertion.add_all([SeveraId(company=company, guid=guid, transfer=transfers[1]) for guid in ("known", "new")])
    ids = {each.guid: each.transfer for each in SeveraId.objects.all()}
    assert ids == {"known": transfers[0], "new": transfers[1]}


def test_rows_go_in_one_statement_unless_they_are_many(company: Company) -> None:
    transfer = Transfer.objects.create(company=company)
    insertion = Insertion(SeveraId)
    for number, statements in ((0, 0), (333, 1), (334, 2)):
        with CaptureQueriesContext(connection) as queries:
            insertion.add_all(SeveraId(company=company, guid=f"{number} {n}", transfer=transfer) for n in range(number))
        assert len(queries) == statements
    assert SeveraId.objects.count() == 667
