"""Rows on A/0 matched again: what moves, what stays, and what is kept of before."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from severa_maestro.cli import rematch as command
from severa_maestro.companies.models import CodeMapping, Company
from severa_maestro.invoicing.invoice import InvoiceRow, RowKind
from severa_maestro.invoicing.snapshot import invoice_to_json
from severa_maestro.language import Language
from severa_maestro.maestro.registers.models import RegisterProduct, SalesInvoice, SalesInvoiceRow
from severa_maestro.matching.products import read_code
from severa_maestro.severa.record_errors import unreadable
from severa_maestro.severa.rest.adapter import RestSource
from severa_maestro.transfer.connect import source_of, target_of
from severa_maestro.transfer.ledger.models import State, Transfer
from severa_maestro.transfer.rematch import Hindrance, Rematch, carry_out, plan_rematch
from tests.transfer.conftest import World, both_ways, fallback_rows

CASE = "unknown-product-code"
WORK_CASE = "unknown-work-type-code"
TRAVEL_CASE = "unknown-travel-expense-code"
LAST_DAY = date(2026, 12, 31)


@pytest.fixture
def world(world: World) -> World:
    """The three cases with a row on A/0 that a mended code moves, and a few others."""
    return world.few(CASE, WORK_CASE, TRAVEL_CASE)


def map_code(company: Company, code: str, product: str, kind: RowKind = RowKind.PRODUCT, **days: date) -> None:
    to = read_code(product)
    assert to is not None
    CodeMapping.objects.create(
        company=company, kind=kind, code=code, product_group=to.group, product_number=to.number, **days
    )


def plan(world: World, only: Transfer | None = None) -> list[Rematch]:
    world.company.refresh_from_db()
    with closing(source_of(world.company)) as source:
        return plan_rematch(world.company, source, target_of(world.company), only)


def do(world: World, *planned: Rematch) -> list[Rematch]:
    return carry_out(world.company, target_of(world.company), planned, actor="anna")


def book_until(world: World, day: date) -> None:
    Company.objects.filter(pk=world.company.pk).update(booked_until=day)


def product_of(world: World, which: str, code: str) -> str:
    return str(row_on(world, which, code).product.code)


def of(world: World, planned: list[Rematch], which: str) -> Rematch:
    return next(each for each in planned if each.transfer.pk == world.transfer(which).pk)


def row_on(world: World, which: str, code: str) -> SalesInvoiceRow:
    (invoice,) = world.registered(which)
    return invoice.rows.get(severa_codes=code)


def test_a_mended_code_moves_its_row_and_what_was_before_is_kept(world: World) -> None:
    world.run()
    before = fallback_rows(world.company)
    unmoved = {row.pk: row.product_id for row in SalesInvoiceRow.objects.exclude(severa_codes="Z99")}
    map_code(world.company, "Z99", "B1")
    planned = of(world, plan(world), CASE)
    assert [(match.row.codes, str(match.product.code)) for match in planned.moves] == [(("Z99",), "B/1")]
    assert str(row_on(world, CASE, "Z99").product.code) == "A/0", "a plan changes nothing"

    done = carry_out(world.company, target_of(world.company), [planned], actor="anna")
    assert [each.error for each in done] == [None]
    row = row_on(world, CASE, "Z99")
    assert (str(row.product.code), row.rule) == ("B/1", "code-map")
    assert {row.pk: row.product_id for row in SalesInvoiceRow.objects.exclude(severa_codes="Z99")} == unmoved
    assert fallback_rows(world.company) == before - 1
    transfer = world.transfer(CASE)
    assert (transfer.state, transfer.fallback_rows) == (State.TRANSFERRED, 0)
    entry = transfer.timeline.last()
    assert entry is not None
    assert (entry.actor, entry.reason) == ("anna", f"rematched {row.number}: A/0 → B/1")
    assert not [each for each in transfer.get_findings() if each.code.startswith("fallback-")]
    (line,) = world.log("rematched")
    assert line.row == row.number
    assert "A/0" in line.text(Language.FINNISH)


def test_amounts_and_totals_stay_as_they_were(world: World) -> None:
    world.run()
    kept = ("excluding_vat", "vat", "including_vat", "quantity", "unit_price", "vat_rate", "text")
    before = list(SalesInvoiceRow.objects.order_by("pk").values_list(*kept))
    totals = list(SalesInvoice.objects.order_by("pk").values())
    map_code(world.company, "Z99", "B1")
    carry_out(world.company, target_of(world.company), plan(world), actor="anna")
    assert list(SalesInvoiceRow.objects.order_by("pk").values_list(*kept)) == before
    assert list(SalesInvoice.objects.order_by("pk").values()) == totals


def test_a_product_that_came_later_takes_its_rows_too(world: World) -> None:
    world.run()
    group = RegisterProduct.objects.get(company=world.company, group__letter="B", number=1).group
    RegisterProduct.objects.create(company=world.company, group=group, number=999, name="Uusi")
    severa_row = row_on(world, CASE, "Z99")
    assert of(world, plan(world), CASE).moves == ()
    map_code(world.company, "Z99", "B999")
    (match,) = of(world, plan(world), CASE).moves
    assert match.row.number == severa_row.number


@pytest.mark.parametrize("booked", ["that day", "day before"])
def test_what_is_booked_onward_stays(world: World, booked: str) -> None:
    world.run()
    map_code(world.company, "Z99", "B1")
    (invoice,) = world.registered(CASE)
    day = invoice.invoice_date
    world.company.booked_until = day if booked == "that day" else date.fromordinal(day.toordinal() - 1)
    world.company.save()
    planned = of(world, plan(world), CASE)
    assert planned.hindrance == (Hindrance.BOOKED if booked == "that day" else None)
    carry_out(world.company, target_of(world.company), [planned], actor="anna")
    assert str(row_on(world, CASE, "Z99").product.code) == ("A/0" if booked == "that day" else "B/1")


def test_what_was_handed_over_stays(world: World) -> None:
    world.run()
    map_code(world.company, "Z99", "B1")
    transfer = world.transfer(CASE)
    transfer.enter(State.HANDED_OVER, actor="run 1", reason="handed over")
    transfer.enter(State.TRANSFERRED, actor="run 1", reason="marked")
    transfer.save()
    assert of(world, plan(world), CASE).hindrance == Hindrance.HANDED_OVER


def test_an_invoice_that_changed_since_it_was_shown_stays_and_the_others_go(world: World) -> None:
    world.run()
    map_code(world.company, "Z99", "B1")
    map_code(world.company, "M77", "M1", RowKind.WORK)
    planned = plan(world)
    world.transfer(CASE).save()
    done = {
        each.transfer.pk: each.error for each in carry_out(world.company, target_of(world.company), planned, actor="a")
    }
    error = done[world.transfer(CASE).pk]
    assert error is not None
    assert error.code == "rematch-overtaken"
    assert str(row_on(world, CASE, "Z99").product.code) == "A/0"
    assert str(row_on(world, "unknown-work-type-code", "M77").product.code) == "M/1"


@both_ways
def test_an_invoice_that_comes_again_unchanged_keeps_its_rows_where_they_were_moved(world: World) -> None:
    world.run()
    map_code(world.company, "Z99", "B1")
    carry_out(world.company, target_of(world.company), plan(world), actor="anna")
    world.severa.state.put_back_to_waiting(CASE)
    world.run()
    assert str(row_on(world, CASE, "Z99").product.code) == "B/1"
    assert len(world.registered(CASE)) == 1


def test_a_second_rematch_finds_nothing_to_move(world: World) -> None:
    world.run()
    map_code(world.company, "Z99", "B1")
    carry_out(world.company, target_of(world.company), plan(world), actor="anna")
    assert not [each for each in plan(world) if each.is_possible]


def test_what_was_booked_stays_when_severa_gives_the_invoice_a_later_day(world: World) -> None:
    world.run()
    map_code(world.company, "Z99", "B1")
    (invoice,) = world.registered(CASE)
    book_until(world, invoice.invoice_date)
    world.severa.state.edit_invoice(CASE, invoice_date=invoice.invoice_date + timedelta(days=40))
    world.severa.state.put_back_to_waiting(CASE)
    world.run()
    assert world.transfer(CASE).invoice_date != invoice.invoice_date, "the ledger tells the day of what arrived"
    planned = of(world, plan(world), CASE)
    assert (planned.hindrance, planned.is_possible) == (Hindrance.BOOKED, False)


@pytest.mark.parametrize(("until", "hindrance"), [(date(2000, 1, 1), Hindrance.BOOKED), (None, None)])
def test_an_invoice_without_a_day_counts_as_booked_where_anything_is(
    world: World, until: date | None, hindrance: Hindrance | None
) -> None:
    world.run()
    map_code(world.company, "Z99", "B1")
    transfer = world.transfer(CASE)
    stored = transfer.stored_invoice()
    assert stored is not None
    Transfer.objects.filter(pk=transfer.pk).update(stored=invoice_to_json(replace(stored, invoice_date=None)))
    Company.objects.filter(pk=world.company.pk).update(booked_until=until)
    assert of(world, plan(world), CASE).hindrance == hindrance


def hand_over(world: World) -> None:
    """As another process might in the same instant: the transfer itself looks as it did."""
    transfer = world.transfer(CASE)
    changed_at = transfer.changed_at
    transfer.enter(State.HANDED_OVER, actor="run 1", reason="handed over")
    Transfer.objects.filter(pk=transfer.pk).update(state=State.HANDED_OVER, changed_at=changed_at)


@pytest.mark.parametrize(
    ("meanwhile", "hindrance"),
    [
        (lambda world: book_until(world, date(2100, 1, 1)), Hindrance.BOOKED),
        (hand_over, Hindrance.HANDED_OVER),
    ],
    ids=["booked", "handed over"],
)
def test_what_was_booked_or_handed_over_after_it_was_shown_stays(
    world: World, meanwhile: Callable[[World], None], hindrance: Hindrance
) -> None:
    world.run()
    map_code(world.company, "Z99", "B1")
    planned = of(world, plan(world), CASE)
    assert planned.is_possible
    meanwhile(world)
    assert [(each.hindrance, each.error) for each in do(world, planned)] == [(hindrance, None)]
    assert product_of(world, CASE, "Z99") == "A/0"
    assert world.log("rematched") == []


def test_a_row_that_somebody_has_moved_since_stays_where_it_is(world: World) -> None:
    world.run()
    map_code(world.company, "Z99", "B1")
    planned = of(world, plan(world), CASE)
    other = RegisterProduct.objects.get(company=world.company, group__letter="B", number=2)
    SalesInvoiceRow.objects.filter(pk=row_on(world, CASE, "Z99").pk).update(product=other)
    (done,) = do(world, planned)
    assert done.error is not None
    assert done.error.code == "rematch-overtaken"
    assert product_of(world, CASE, "Z99") == "B/2"
    assert world.log("rematched") == []


def map_otherwise(world: World) -> None:
    CodeMapping.objects.all().delete()
    map_code(world.company, "Z99", "B2")


def rename(world: World) -> None:
    RegisterProduct.objects.filter(company=world.company, group__letter="B", number=1).update(name="Toinen")


def deactivate(world: World) -> None:
    RegisterProduct.objects.filter(company=world.company, group__letter="B", number=1).update(is_active=False)


@both_ways
@pytest.mark.parametrize("meanwhile", [map_otherwise, rename, deactivate])
def test_a_row_that_would_be_matched_otherwise_than_it_was_shown_stays_and_the_others_go(
    world: World, meanwhile: Callable[[World], None]
) -> None:
    world.run()
    map_code(world.company, "Z99", "B1")
    planned = of(world, plan(world), CASE)
    meanwhile(world)
    map_code(world.company, "M77", "M1", RowKind.WORK)
    done = do(world, planned, of(world, plan(world), WORK_CASE))
    assert [each.error.code if each.error else "" for each in done] == ["rematch-overtaken", ""]
    assert product_of(world, CASE, "Z99") == "A/0"
    assert product_of(world, WORK_CASE, "M77") == "M/1"


@pytest.mark.parametrize("way", ["rest"])
def test_where_the_map_goes_by_days_since_it_was_shown_a_row_of_an_unknown_day_stays(world: World) -> None:
    world.run()
    group = RegisterProduct.objects.get(company=world.company, group__letter="C", number=1).group
    RegisterProduct.objects.create(company=world.company, group=group, number=88, name="Uusi")
    planned = of(world, plan(world), TRAVEL_CASE)
    assert [str(match.product.code) for match in planned.moves] == ["C/88"]
    map_code(world.company, "C88", "C1", RowKind.TRAVEL, valid_from=date(2090, 1, 1))
    (done,) = do(world, planned)
    assert done.error is not None
    assert product_of(world, TRAVEL_CASE, "C88") == "A/0"


def expense_of_december(world: World) -> None:
    """An invoice of January with an expense of December, stored on A/0; the map has learnt its code since."""
    world.severa.state.edit_invoice(TRAVEL_CASE, invoice_date=date(2027, 1, 8), due_date=date(2027, 1, 22))
    rows = world.severa.state.invoice(TRAVEL_CASE).rows
    number = next(number for number, each in enumerate(rows, 1) if each.code == "C88")
    world.severa.state.edit_row(TRAVEL_CASE, number, event_date=LAST_DAY)
    world.run()
    map_code(world.company, "C88", "B1", RowKind.TRAVEL, valid_to=LAST_DAY)
    map_code(world.company, "C88", "B2", RowKind.TRAVEL, valid_from=LAST_DAY + timedelta(days=1))


@both_ways
def test_a_row_goes_by_its_own_day_whichever_way_tells_it(world: World) -> None:
    expense_of_december(world)
    planned = of(world, plan(world), TRAVEL_CASE)
    assert [each.error for each in do(world, planned)] == [None]
    assert product_of(world, TRAVEL_CASE, "C88") == "B/1"


@pytest.mark.parametrize("way", ["rest"])
def test_a_row_that_came_over_rest_stays_where_soap_cannot_tell_its_day_and_the_plan_says_why(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEVERA_MAESTRO_LANGUAGE", "fi")
    expense_of_december(world)
    transfer = world.transfer(TRAVEL_CASE)
    world.go("soap")
    (planned,) = plan(world, only=transfer)
    assert (planned.moves, planned.left, planned.hindrance, planned.is_possible) == ((), 1, None, False)
    (row,) = planned.without_day
    described = command._describe(planned)
    staying = {"row": row.number, "name": row.label, "codes": ["C88"], "hindrance": "day-unknown"}
    assert described["without_day"] == [staying]
    command._print_plan(world.company, [planned])
    printed = " ".join(capsys.readouterr().out.split())
    assert f"Laskun {transfer.number} rivi {row.number} pysyy tuotteella A/0" in printed
    assert "Severa kerro rivin päivää." in printed


def asked_for_days(world: World) -> int:
    return sum(count for name, count in world.severa.calls.items() if "/invoicerows/{" in name)


@pytest.mark.parametrize("way", ["rest"])
def test_severa_is_asked_only_for_rows_on_the_fallback_product_of_invoices_that_may_change(world: World) -> None:
    expense_of_december(world)
    for code, product in (("C1", "C1"), ("C2", "C2"), ("C3", "C3")):
        map_code(world.company, code, product, RowKind.TRAVEL, valid_from=date(2000, 1, 1))
    before = asked_for_days(world)
    plan(world)
    assert asked_for_days(world) == before + 1

    book_until(world, date(2100, 1, 1))
    planned = of(world, plan(world), TRAVEL_CASE)
    assert asked_for_days(world) == before + 1
    assert planned.hindrance == Hindrance.BOOKED
    described = command._describe(planned)
    assert [each["hindrance"] for each in described["without_day"]] == ["booked"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("way", ["rest"])
def test_a_day_that_cannot_be_read_is_the_error_of_its_invoice_and_the_others_go(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    expense_of_december(world)
    map_code(world.company, "Z99", "B1")

    def refuse(self: RestSource, row: InvoiceRow) -> tuple[date, ...]:
        raise unreadable("GET", guid=row.guid, name="", reason="eventDate")

    monkeypatch.setattr(RestSource, "event_days", refuse)
    planned = plan(world)
    failed = of(world, planned, TRAVEL_CASE)
    assert failed.error is not None
    assert (failed.moves, failed.left, failed.is_possible) == ((), 1, False)
    assert command._describe(failed)["error"]
    do(world, *planned)
    assert product_of(world, TRAVEL_CASE, "C88") == "A/0"
    assert product_of(world, CASE, "Z99") == "B/1"


def test_many_invoices_are_planned_with_as_many_statements_as_one(world: World) -> None:
    world.run()
    map_code(world.company, "Z99", "B1")
    counts = []
    for only in (world.transfer(CASE), None):
        with CaptureQueriesContext(connection) as queries:
            planned = plan(world, only)
        counts.append(len(queries) - (only is None))
    assert len(planned) > 1
    assert counts[0] == counts[1]


def test_the_products_are_read_once_for_all_that_is_moved(world: World) -> None:
    world.run()
    map_code(world.company, "Z99", "B1")
    map_code(world.company, "M77", "M1", RowKind.WORK)
    planned = [each for each in plan(world) if each.is_possible]
    with CaptureQueriesContext(connection) as queries:
        done = do(world, *planned)
    assert [each.error for each in done] == [None] * len(planned)
    assert len(planned) > 1
    read = [each["sql"] for each in queries if 'FROM "registers_registerproduct"' in each["sql"]]
    assert len(read) == 1


def test_a_plan_holds_none_of_the_invoices_as_they_came(world: World) -> None:
    world.run()
    for each in plan(world):
        assert {"arrived", "stored", "findings"} <= each.transfer.get_deferred_fields()
