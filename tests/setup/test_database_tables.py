"""Which tables move to another database, and what tells that they came over whole."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models

from severa_maestro.setup.database_tables import Row, Table, tables_that_move
from severa_maestro.transfer.ledger.models import LogLine, Transfer


def test_nothing_that_moves_refers_to_what_stays() -> None:
    moving = {table.model for table in tables_that_move()}
    referred = {field.related_model for table in tables_that_move() for field in table.fields if field.is_relation}
    assert referred <= moving


def test_all_that_is_ours_moves_but_what_belongs_to_one_database() -> None:
    stays = {table.name for table in map(Table, apps.get_models()) if table.stays}
    ours = {name for name in stays if not name.startswith(("auth_", "django_", "procrastinate_"))}
    assert ours <= {"ledger_companylease", "companies_pace", "usersessions_usersession"}
    assert {"ledger_transfer", "registers_salesinvoice", "accounts_user", "engine_schedule", "mfa_authenticator"} <= {
        table.name for table in tables_that_move()
    }


def test_every_table_that_moves_has_numbers_for_ids() -> None:
    """Both databases order them alike; texts they would not."""
    for table in tables_that_move():
        (key,) = (field for field in table.fields if field.primary_key)
        assert (key.attname, isinstance(key, models.AutoField | models.BigAutoField)) == ("id", True), table.name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (({"a": 1, "b": [{"c": 2, "d": 3}]},), ({"b": [{"d": 3, "c": 2}], "a": 1},)),
        ((Decimal("-0.00"),), (Decimal("0.00"),)),
        ((Decimal("1E+2"),), (Decimal(100),)),
    ],
    ids=["the order in JSON", "a zero below zero", "an exponent"],
)
def test_what_both_databases_mean_alike_is_the_same(one: Row, other: Row) -> None:
    table = Table(LogLine)
    assert table.tally([padded(table, one)]) == table.tally([padded(table, other)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((Decimal("0.10"),), (Decimal("0.11"),)),
        (("",), (None,)),
        (("1",), (1,)),
        (("a", "bc"), ("ab", "c")),
        ((datetime(2026, 11, 22, tzinfo=UTC),), (datetime(2026, 11, 22, 0, 0, 0, 1, tzinfo=UTC),)),
        ((UUID(int=1),), (UUID(int=2),)),
        (({"a": None},), ({},)),
    ],
)
def test_what_differs_in_anything_is_not_the_same(one: Row, other: Row) -> None:
    table = Table(LogLine)
    assert table.tally([padded(table, one)]) != table.tally([padded(table, other)])


def padded(table: Table, values: Row) -> Row:
    """A row of the table with an id, these values, and nothing else."""
    return (7, *values, *(None for _ in table.fields[len(values) + 1 :]))


def test_rows_in_another_order_or_twice_are_not_the_same() -> None:
    table = Table(LogLine)
    one, other = padded(table, ("a",)), padded(table, ("b",))
    tallies = [table.tally(rows) for rows in ([one, other], [other, one], [one, other, other], [one], [])]
    assert all(tallies[each] not in tallies[:each] for each in range(len(tallies)))


def test_money_is_summed_by_company_and_currency_exactly() -> None:
    table = Table(Transfer)
    names = [field.attname for field in table.fields]

    def row(company: int, currency: str, total: str | None) -> Row:
        money = None if total is None else Decimal(total)
        totals = {"total_excluding_vat": money, "total_vat": money, "total_including_vat": money}
        values = {"id": 1, "company_id": company, "currency": currency, **totals}
        return tuple(values.get(name) for name in names)

    tally = table.tally([row(1, "EUR", "0.1"), row(1, "EUR", "0.2"), row(1, "SEK", "-5"), row(2, "", None)])
    assert tally.sums == {
        (1, "EUR"): [Decimal("0.3")] * 3,
        (1, "SEK"): [Decimal(-5)] * 3,
        (2, ""): [Decimal(0)] * 3,
    }
    assert (tally.rows, tally.newest_id) == (4, 1)
