"""``run --dry-run``: says what a run would do, invoice by invoice, and writes nothing on either side."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from severa_maestro.companies.models import Pace
from severa_maestro.errors import SeveraMaestroError
from severa_maestro.maestro.registers.models import RegisterCustomer, RegisterProduct, SalesInvoice
from severa_maestro.matching.findings import Finding
from severa_maestro.sandbox.records import Customer, Invoice
from severa_maestro.sandbox.shelves import Shelf
from severa_maestro.transfer import decisions
from severa_maestro.transfer.connect import source_of, target_of
from severa_maestro.transfer.counts import Counts
from severa_maestro.transfer.foreseen import Change, Foreseen, Preview, Standing
from severa_maestro.transfer.ledger.models import State, Transfer
from severa_maestro.transfer.preview import preview_company
from tests.transfer.conftest import MakeWorld, World, both_ways
from tests.transfer.test_exactly_once import change_price
from tests.transfer.test_moving import MOVES, a_world, numbers
from tests.transfer.test_renumbering import renumber, with_invoices

#: Calls over REST that read, though they are no GET.
READING_POSTS = {"POST /v1/token", "POST /v1/guids/convert"}


def preview_of(world: World) -> Preview:
    world.company.refresh_from_db()
    world.company.connection.refresh_from_db()
    return preview_company(world.company, source_of(world.company), target_of(world.company))


# --- nothing is written


def our_side() -> dict[str, object]:
    """Every row of every table, and the next key of each; but for the pace of calls, which are made."""
    tables: dict[str, object] = {
        model.__name__: list(model.objects.order_by("pk").values_list())
        for model in apps.get_models()
        if model is not Pace
    }
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, seq FROM sqlite_sequence ORDER BY name"
            if is_sqlite
            else "SELECT sequencename, last_value FROM pg_sequences ORDER BY sequencename"
        )
        tables["sequences"] = cursor.fetchall()
    return tables


def severas_side(world: World) -> dict[str, object]:
    """Every record and setting, but for the calls that were counted."""
    state = world.severa.state
    registers = {name: list(shelf) for name, shelf in vars(state).items() if isinstance(shelf, Shelf)}
    settings = {name: value for name, value in state._settings.items() if not name.startswith("quota")}
    return {
        **registers,
        "invoices": [(entry, state.invoice(entry.key)) for entry in state.invoices],
        "settings": settings,
    }


@contextmanager
def nothing_written(world: World) -> Iterator[None]:
    """Neither side is another afterwards, our database was asked only, and so was Severa."""
    ours, theirs, calls = our_side(), severas_side(world), Counter(world.severa.calls)
    statements: list[str] = []

    def listen(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        statements.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(listen):
        yield
    assert our_side() == ours
    assert severas_side(world) == theirs
    assert {sql.split()[0] for sql in statements} == {"SELECT"}
    made = set(Counter(world.severa.calls) - calls)
    assert made
    assert {call for call in made if not call.startswith(("Get", "GET "))} <= READING_POSTS


# --- it is what the run then does


@dataclass(frozen=True)
class Told:
    """What of one invoice a preview and a run must agree on."""

    number: int | None
    unit: str
    state: str
    customer: tuple[str, str]
    findings: Counter[tuple[object, ...]]
    currency: str
    totals: tuple[Decimal, ...]
    vat: set[tuple[Decimal, ...]]
    rows: dict[int, tuple[str, str]]


def findings_of(findings: tuple[Finding, ...] | list[Finding]) -> Counter[tuple[object, ...]]:
    return Counter((each.code, each.level, each.row, *sorted(each.values.items())) for each in findings)


def foretold(each: Foreseen) -> Told:
    totals, is_stored = each.totals, each.state == State.TRANSFERRED
    assert totals is not None
    assert each.customer is not None
    return Told(
        number=each.arrived.number,
        unit=each.unit,
        state=each.state.value,
        customer=(each.customer.number, each.customer.name),
        findings=findings_of(each.findings),
        currency=totals.including_vat.currency,
        totals=tuple(total.amount for total in (totals.excluding_vat, totals.vat, totals.including_vat)),
        vat={(line.rate, line.base.amount, line.vat.amount) for line in each.vat_lines} if is_stored else set(),
        rows={match.row.number: (str(match.product.code), match.rule.value) for match in each.matches}
        if is_stored
        else {},
    )


def done(each: Foreseen, transfer: Transfer) -> Told:
    """What the run has made of it; the rows of one that was stored before are none of its doing."""
    came = transfer.arrived_invoice()
    assert came is not None
    totals = (came.totals.excluding_vat.amount, came.totals.vat.amount, came.totals.including_vat.amount)
    told = Told(
        number=came.number,
        unit=transfer.numbering_unit,
        state=transfer.state,
        customer=(transfer.customer_number, transfer.customer_name),
        findings=findings_of(transfer.get_findings()),
        currency=came.currency,
        totals=totals,
        vat=set(),
        rows={},
    )
    if transfer.state != State.TRANSFERRED:
        return told
    stored = SalesInvoice.objects.get(pk=transfer.register_id)
    rows = stored.rows.select_related("product__group") if each.is_new else ()
    assert stored.currency == came.currency
    return replace(
        told,
        totals=(stored.total_excluding_vat, stored.total_vat, stored.total_including_vat),
        vat={(line.rate.normalize() + 0, line.base, line.vat) for line in stored.vat_lines.all()},
        rows={row.number: (str(row.product.code), row.rule) for row in rows},
    )


def register() -> dict[int, dict[str, str]]:
    """The customer register by the records' ids, as text. A number that was taken away is none."""
    ours = {"id", "company_id", "updated_at", "business_id"}
    return {
        record["id"]: {
            name: _as_text(value.partition("~")[0] and "" if name == "number" and "~" in value else value)
            for name, value in record.items()
            if name not in ours
        }
        for record in RegisterCustomer.objects.values()
    }


def _as_text(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def assert_agrees(world: World) -> Preview:
    """Previews, runs, and holds the one against the other, whole. Nothing is written by the preview."""
    with nothing_written(world):
        preview = preview_of(world)
    before = register()
    outcome = world.run()
    assert outcome.error is None
    counts = {name: number for name, number in outcome.counts.as_dict().items() if name != "severa_calls"}
    assert {name: number for name, number in preview.counts.as_dict().items() if name != "severa_calls"} == counts
    transfers = [Transfer.objects.get(severa_ids__guid=each.arrived.guid) for each in preview.invoices]
    for each, transfer in zip(preview.invoices, transfers, strict=True):
        assert foretold(each) == done(each, transfer), each.arrived.number
    assert_same_customers(preview, before, register())
    return preview


def assert_same_customers(
    preview: Preview, before: dict[int, dict[str, str]], after: dict[int, dict[str, str]]
) -> None:
    added = [(record["number"], record["name"]) for key, record in after.items() if key not in before]
    assert sorted((each.number, each.name) for each in preview.customers_who_are(Standing.NEW)) == sorted(added)
    changed = {
        record["number"]: {
            Change(name, value, after[key][name]) for name, value in record.items() if after[key][name] != value
        }
        for key, record in before.items()
        if after[key] != record
    }
    foreseen = {}
    for each in preview.customers_who_are(Standing.CHANGED):
        old = {change.before for change in each.changes if change.member == "number"}
        foreseen[old.pop() if old else each.number] = set(each.changes)
    assert foreseen == changed


@both_ways
def test_the_whole_set_is_foreseen_as_the_first_run_does_it(world: World) -> None:
    preview = assert_agrees(world)
    assert len(preview.invoices) > 50
    assert {each.state for each in preview.invoices} == {State.TRANSFERRED, State.BLOCKED}
    assert {each.standing for each in preview.customers} == {Standing.NEW}
    on_fallback = [each for each in preview.invoices if each.state == State.TRANSFERRED and each.fallback_rows]
    assert sum(each.fallback_rows for each in on_fallback) == preview.counts.fallback_rows > 0


def a_day_passes(world: World) -> None:
    """What people do between two runs: in Severa, here, and in Maestro."""
    state = world.severa.state
    unchanged, changed, accepted, moved, renamed = [number for number in numbers(world, State.TRANSFERRED) if number][
        :5
    ]
    for number in (unchanged, changed, accepted, moved):
        state.put_back_to_waiting(number)
    change_price(world, changed)
    change_price(world, accepted)
    world.run()
    decisions.retry(Transfer.objects.get(number=accepted), actor="liisa", accepts=True)
    decisions.dismiss(Transfer.objects.get(number=changed), actor="liisa", reason="vanha on oikein")
    dismissed = state.entry("unknown-vat-rate").number
    decisions.dismiss(Transfer.objects.get(number=dismissed), actor="liisa", reason="jo Maestrossa")
    decisions.retry(Transfer.objects.get(number=state.entry("totals-do-not-add-up").number), actor="liisa")
    for number in (unchanged, moved):
        state.put_back_to_waiting(number)
    other = state.invoice(renamed).customer_key
    state.edit_invoice(moved, customer_key=other)
    state.edit_customer(other, name="Uusi Nimi Oy", email="uusi@esimerkki.example")
    state.edit_address(other, street="Uusikatu 99")
    one, another = (each for each in with_invoices(world, 4)[2:] if each.number)
    renumber(world, one, 88888)
    renumber(world, another, one.number)
    renumber(world, one, another.number)
    state.edit_customer(state.invoice("customer-without-number").customer_key, number=4711)
    state.edit_customer(state.invoice("customer-number-clash").customer_key, number=98765)
    state.set_status("no-rows", "Hyväksytty")
    state.add_invoices(6)
    used = RegisterProduct.objects.filter(invoice_rows__isnull=False, number__gt=0).first()
    assert used is not None
    RegisterProduct.objects.filter(pk=used.pk).update(is_active=False)


@both_ways
def test_a_later_run_with_changes_on_all_sides_is_foreseen(world: World) -> None:
    world.run()
    a_day_passes(world)
    preview = assert_agrees(world)
    assert {each.state for each in preview.invoices} == {State.TRANSFERRED, State.BLOCKED, State.DISMISSED}
    assert {each.is_new for each in preview.invoices} == {True, False}
    assert {each.standing for each in preview.customers} == {Standing.NEW, Standing.CHANGED}
    assert any(each.differences for each in preview.invoices)


@pytest.mark.parametrize(("start", "goal", "converts"), MOVES)
def test_the_first_run_after_a_move_is_foreseen_and_nothing_stored_looks_new(
    make_world: MakeWorld, start: str, goal: str, converts: bool
) -> None:
    world = a_world(make_world, start, converts)
    world.run()
    back = numbers(world, State.TRANSFERRED)[:3]
    for number in back:
        world.severa.state.put_back_to_waiting(number)
    world.go(goal)
    preview = assert_agrees(world)
    come_back = [each for each in preview.invoices if each.arrived.number in back]
    assert [(each.state, each.is_new) for each in come_back] == [(State.TRANSFERRED, False)] * 3
    assert preview.counts.stored == 0
    assert preview.customers_who_are(Standing.NEW) == []
    # REST does not tell of a customer's card whether the buyer pays the VAT.
    assert {change.member for each in preview.customers for change in each.changes} == {"is_reverse_charged"}


@pytest.mark.parametrize(("start", "goal", "converts"), MOVES)
def test_a_move_with_changes_meanwhile_is_foreseen(
    make_world: MakeWorld, start: str, goal: str, converts: bool
) -> None:
    world = a_world(make_world, start, converts)
    world.run()
    a_day_passes(world)
    world.go(goal)
    assert_agrees(world)


@both_ways
def test_a_preview_after_a_run_foresees_that_nothing_is_done(world: World) -> None:
    world.run()
    preview = assert_agrees(world)
    assert (preview.counts.stored, preview.counts.transferred, preview.counts.blocked) == (0, 0, 0)
    assert not any(each.is_new for each in preview.invoices)
    assert preview.customers == []


# --- what the invoices of one run are to one another


def invoices_of(world: World) -> list[Invoice]:
    """Those that wait in Severa."""
    waiting = world.severa.state.invoices_in(world.severa.waiting_status)
    return [world.severa.state.invoice(entry.key) for entry in waiting]


def make_like(world: World, original: Invoice, other: Invoice, **changes: object) -> None:
    """Gives another invoice all that an invoice has but its key, and what is said otherwise."""
    same = {each.name: getattr(original, each.name) for each in fields(Invoice) if each.name not in {"key", "rows"}}
    rows = tuple(replace(row, key=f"{row.key}-again") for row in original.rows)
    world.severa.state.edit_invoice(other.key, **{**same, "rows": rows, **changes})


def test_a_copy_in_another_series_waits_for_a_person_though_both_are_new(clean_world: World) -> None:
    original, copy = invoices_of(clean_world)[:2]
    make_like(clean_world, original, copy, numbering_unit_key="unit-2")
    preview = assert_agrees(clean_world)
    blocked = [each for each in preview.invoices if each.state == State.BLOCKED]
    assert [[finding.code for finding in each.findings] for each in blocked] == [["possible-duplicate"]]


def test_of_two_new_ones_with_one_number_the_second_waits_for_a_person(clean_world: World) -> None:
    one, other = invoices_of(clean_world)[:2]
    make_like(clean_world, one, other, title="Toinen")
    preview = preview_of(clean_world)
    first, second = (each for each in preview.invoices if each.arrived.number == one.number)
    assert (first.state, second.state) == (State.TRANSFERRED, State.BLOCKED)
    assert [change.member for change in second.differences] == ["title"]
    clean_world.run()
    transfer = Transfer.objects.get(number=one.number)
    assert (transfer.state, findings_of(transfer.get_findings())) == (State.BLOCKED, findings_of(second.findings))
    assert SalesInvoice.objects.filter(number=one.number).count() == 1


@both_ways
@pytest.mark.parametrize(("times", "code"), [(1, ""), (2, "credit-exceeds-original"), (-1, "credit-note-positive")])
def test_a_credit_note_is_held_against_its_original_of_the_same_run(clean_world: World, times: int, code: str) -> None:
    original, credit = invoices_of(clean_world)[:2]
    amounts = ("excluding_vat", "vat", "including_vat")
    rows = tuple(
        replace(
            row,
            key=f"{row.key}-credit",
            quantity=-row.quantity * times,
            **{name: -getattr(row, name) * times for name in amounts},
        )
        for row in original.rows
    )
    totals = {name: -getattr(original, name) * times for name in amounts}
    # It comes before its original: the run holds it back.
    changes = {"is_credit_note": True, "credit_pair_key": original.key, "number": credit.number, "rows": rows}
    make_like(clean_world, original, credit, **changes, **totals)
    preview = assert_agrees(clean_world)
    (note,) = (each for each in preview.invoices if each.arrived.number == credit.number)
    assert {finding.code for finding in note.findings} - {"rounding-difference"} == {code} - {""}


# --- customers whose numbers move


def swap(world: World, one: Customer, other: Customer) -> None:
    renumber(world, one, 88888)
    renumber(world, other, one.number)
    renumber(world, one, other.number)


def inherit(world: World, one: Customer, other: Customer) -> None:
    world.severa.state.delete_customer(one.key)
    renumber(world, other, one.number)


def clash(world: World, one: Customer, other: Customer) -> None:
    renumber(world, other, one.number)


def share(world: World, one: Customer, other: Customer) -> None:
    world.severa.state.edit_customer(other.key, vat_number=one.vat_number, number=one.number)


def lose(world: World, one: Customer, other: Customer) -> None:
    renumber(world, one, None)


def get_new_ids(world: World, one: Customer, other: Customer) -> None:
    world.severa.state.change_all_ids()
    renumber(world, one, 99555)


@pytest.mark.parametrize("move", [swap, inherit, clash, share, lose, get_new_ids])
def test_customers_whose_numbers_move_are_foreseen(
    clean_world: World, move: Callable[[World, Customer, Customer], None]
) -> None:
    one, other = with_invoices(clean_world, 2)
    clean_world.run()
    move(clean_world, one, other)
    clean_world.severa.state.add_invoices(4)
    assert_agrees(clean_world)
    # And back to numbers of their own: what the first move refused is in the way no more.
    renumber(clean_world, other, 99777)
    clean_world.severa.state.add_invoices(4)
    assert_agrees(clean_world)


# --- what it tells


def test_what_differs_of_a_changed_invoice_is_told_member_by_member(clean_world: World) -> None:
    clean_world.run()
    number = numbers(clean_world, State.TRANSFERRED)[0]
    invoice = clean_world.severa.state.invoice(number)
    clean_world.severa.state.put_back_to_waiting(number)
    clean_world.severa.state.edit_invoice(
        number, order_number="4500012345", rows=(replace(invoice.rows[0], text="Toinen teksti"), *invoice.rows[1:])
    )
    (each,) = assert_agrees(clean_world).invoices
    assert each.state == State.BLOCKED
    assert {(change.member, change.now) for change in each.differences} == {
        ("order_number", "4500012345"),
        ("rows[1].text", "Toinen teksti"),
    }


def test_an_invoice_that_has_got_another_customer_says_so(clean_world: World) -> None:
    clean_world.run()
    one, other = numbers(clean_world, State.TRANSFERRED)[:2]
    here, there = (clean_world.severa.state.invoice(number) for number in (one, other))
    assert here.customer_key != there.customer_key
    clean_world.severa.state.put_back_to_waiting(one)
    clean_world.severa.state.edit_invoice(one, customer_key=there.customer_key)
    (each,) = assert_agrees(clean_world).invoices
    number = str(clean_world.severa.state.customer(there.customer_key).number)
    assert [change.now.split()[0] for change in each.differences if change.member == "customer"] == [number]


@both_ways
def test_customers_without_an_invoice_are_told_too_each_with_its_changes(clean_world: World) -> None:
    (idle,) = with_invoices(clean_world, 1)
    clean_world.run()
    clean_world.severa.state.edit_customer(idle.key, name="Uusi Nimi Oy")
    clean_world.severa.state.edit_address(idle.key, street="Uusikatu 99")
    preview = assert_agrees(clean_world)
    (customer,) = preview.customers
    assert (preview.invoices, preview.counts.customers_upserted) == ([], 1)
    assert (customer.number, customer.standing, customer.has_invoice) == (str(idle.number), Standing.CHANGED, False)
    assert {(change.member, change.before, change.now) for change in customer.changes} >= {
        ("name", idle.name, "Uusi Nimi Oy"),
    }
    assert {change.member for change in customer.changes} == {"name", "street"}


def test_each_invoice_tells_what_becomes_of_its_customer(world: World) -> None:
    world.few("billing-customer", "customer-without-number", "customer-number-clash", "unknown-vat-rate")
    by_case = {each.arrived.guid: each for each in preview_of(world).invoices}
    standing = {
        name: customer.standing
        for name in ("billing-customer", "customer-without-number", "customer-number-clash")
        if (customer := by_case[world.guid(name)].customer)
    }
    assert standing == {
        "billing-customer": Standing.NEW,
        "customer-without-number": Standing.MISSING,
        "customer-number-clash": Standing.MISSING,
    }
    world.run()
    again = {each.arrived.guid: each for each in preview_of(world).invoices}
    unknown = again[world.guid("unknown-vat-rate")].customer
    assert unknown is not None
    assert unknown.standing is Standing.UNCHANGED


def test_each_row_on_a0_says_why(world: World) -> None:
    by_case = {each.arrived.guid: each for each in preview_of(world).invoices}
    reasons = {
        name: {match.reason.value for match in by_case[world.guid(name)].matches if match.reason}
        for name in ("unknown-product-code", "empty-product-code", "inactive-product", "several-codes-several-products")
    }
    assert reasons == {
        "unknown-product-code": {"unknown-code"},
        "empty-product-code": {"empty-code"},
        "inactive-product": {"inactive-product"},
        "several-codes-several-products": {"several-products"},
    }


def test_an_invoice_that_cannot_be_read_is_told_and_stops_no_other(clean_world: World) -> None:
    number = numbers_waiting(clean_world)[3]
    clean_world.severa.faults.plant("ill-typed", "GetInvoicesByStatus", times=None, invoice=str(number))
    for _ in range(2):
        preview = preview_of(clean_world)
        (bad,) = (each for each in preview.invoices if each.arrived.number == number)
        assert (bad.state, bad.customer, bad.rows, bad.totals) == (State.BLOCKED, None, (), None)
        assert [finding.code for finding in bad.findings] == ["unreadable"]
        is_first = bad.is_new
        clean_world.run()
        transfer = clean_world.transfer(number)
        assert findings_of(bad.findings) == findings_of(transfer.get_findings())
    assert not is_first


def numbers_waiting(world: World) -> list[int]:
    return [each.number for each in invoices_of(world) if each.number is not None]


def test_customers_that_cannot_be_read_block_their_invoices_as_in_the_run(clean_world: World) -> None:
    clean_world.severa.faults.plant("nil-result", "GetCustomersChangedSince", times=None)
    clean_world.severa.faults.plant("general-failure", "GetCustomerByGUID", times=None)
    preview = assert_agrees(clean_world)
    assert {finding.code for each in preview.invoices for finding in each.findings} == {"customer-unreadable"}


def test_a_customer_that_the_changes_did_not_bring_is_asked_for_and_foreseen(clean_world: World) -> None:
    clean_world.severa.faults.plant("nil-result", "GetCustomersChangedSince", times=None)
    preview = assert_agrees(clean_world)
    assert preview.counts.stored == 10
    assert preview.customers


def test_what_breaks_a_run_off_breaks_the_preview_off(clean_world: World) -> None:
    clean_world.company.waiting_status = "Ei ole"
    clean_world.company.save()
    with nothing_written(clean_world), pytest.raises(SeveraMaestroError) as caught:
        preview_of(clean_world)
    assert caught.value.code == "status-unknown"


def test_a_preview_of_another_organisations_severa_is_stopped(make_world: MakeWorld) -> None:
    ours = a_world(make_world, "soap", True, invoices=3, clean=True)
    ours.run()
    ours.severa = make_world(invoices=3, clean=True, seed=7).severa
    ours.go("rest")
    with nothing_written(ours), pytest.raises(SeveraMaestroError) as caught:
        preview_of(ours)
    assert caught.value.code == "severa-is-another"


def test_a_preview_tells_how_far_it_has_come(clean_world: World) -> None:
    seen: list[int] = []

    def listen(counts: Counts) -> None:
        seen.append(counts.transferred)

    preview_company(clean_world.company, source_of(clean_world.company), target_of(clean_world.company), listen)
    assert seen == list(range(1, 11))
