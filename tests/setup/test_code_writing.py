"""Codes written into Severa: nothing else of an item changes, what was there before is kept, and comes back."""

import dataclasses
from contextlib import closing

import pytest

from severa_maestro.errors import DataError, SeveraMaestroError
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.setup.code_writing import Choice, Written, changes_to_undo, undo, write_codes
from severa_maestro.setup.models import CodeChange
from severa_maestro.severa.source import RegisterItem
from severa_maestro.transfer.connect import source_of
from tests.transfer.conftest import World, both_ways

KINDS = {RowKind.PRODUCT: "products", RowKind.TRAVEL: "travel_expenses", RowKind.WORK: "work_types"}


def items(world: World) -> list[RegisterItem]:
    with closing(source_of(world.company)) as source:
        return source.register_items()


def item(world: World, code: str) -> RegisterItem:
    return next(each for each in items(world) if each.code == code)


def write_all(world: World, choices: list[Choice]) -> list[Written]:
    with closing(source_of(world.company)) as source:
        return write_codes(world.company, source, choices, actor="anna")


def write(world: World, *choices: tuple[str, str]) -> list[Written]:
    return write_all(world, [Choice(item(world, code), new) for code, new in choices])


def take_back(world: World, batch: int | None = None, *, with_unknown: bool = False) -> list[Written]:
    changes = changes_to_undo(world.company, batch, with_unknown=with_unknown)
    with closing(source_of(world.company)) as source:
        return undo(source, changes, actor="anna")


def registers(world: World) -> dict[str, object]:
    """Every record of the three registers, without when it was changed."""
    state = world.severa.state
    shelves = (state.products, state.travel_expenses, state.work_types)
    return {each.key: dataclasses.replace(each, updated=each.inserted) for shelf in shelves for each in shelf} | {
        f"{each.key} zone": state.zone_of(each.key) for shelf in shelves for each in shelf
    }


def code_of(world: World, key: str) -> str:
    state = world.severa.state
    return next(
        each.code
        for shelf in (state.products, state.travel_expenses, state.work_types)
        for each in shelf
        if each.key == key
    )


@pytest.mark.parametrize(("way", "code"), [("soap", "B1"), ("soap", "M1"), ("soap", "C1"), ("rest", "B1")])
def test_only_the_code_changes_and_comes_back(clean_world: World, code: str) -> None:
    clean_world.severa.state.newer_members = True
    before = registers(clean_world)
    key = next(key for key, each in before.items() if getattr(each, "code", None) == code)
    assert [each.error for each in write(clean_world, (code, "X-1"))] == [None]
    after = registers(clean_world)
    assert code_of(clean_world, key) == "X-1"
    assert {name for name in before if before[name] != after[name]} == {key}
    assert dataclasses.replace(after[key], code=code) == before[key]  # type: ignore[type-var]
    (change,) = CodeChange.objects.all()
    assert (change.before, change.after, change.actor, change.state) == (code, "X-1", "anna", "written")
    assert [each.error for each in take_back(clean_world)] == [None]
    assert registers(clean_world) == before
    assert [line.code for line in clean_world.log()] == ["code-written", "code-restored"]


@both_ways
def test_an_empty_code_is_filled_and_emptied_again(clean_world: World) -> None:
    clean_world.severa.state.edit_product("B1", code="")
    nameless = next(each for each in items(clean_world) if not each.code)
    write_all(clean_world, [Choice(nameless, "B1")])
    assert item(clean_world, "B1").guid == nameless.guid
    take_back(clean_world)
    assert [each.guid for each in items(clean_world) if not each.code] == [nameless.guid]


@both_ways
def test_one_that_severa_refuses_stops_no_other_and_is_kept_as_refused(clean_world: World) -> None:
    clean_world.severa.state.unique_codes = True
    done = write(clean_world, ("B1", "B2"), ("B3", "X-3"))
    assert [each.error is None for each in done] == [False, True]
    assert [change.state for change in CodeChange.objects.all()] == ["not_written", "written"]
    assert item(clean_world, "B1").name != item(clean_world, "B2").name
    assert [change.after for change in changes_to_undo(clean_world.company)] == ["X-3"]


@both_ways
def test_a_code_that_somebody_has_changed_since_it_was_shown_is_left(clean_world: World) -> None:
    shown = item(clean_world, "B1")
    clean_world.severa.state.edit_product("B1", code="B-HAND")
    (done,) = write_all(clean_world, [Choice(shown, "X-1")])
    assert done.error is not None
    assert item(clean_world, "B-HAND").guid == shown.guid


@both_ways
def test_an_undo_leaves_what_somebody_has_changed_since_and_puts_back_the_others(clean_world: World) -> None:
    write(clean_world, ("B1", "X-1"), ("B2", "X-2"))
    clean_world.severa.state.edit_product("X-1", code="B-HAND")
    done = take_back(clean_world)
    assert sorted(each.error is None for each in done) == [False, True]
    assert {item(clean_world, code).code for code in ("B-HAND", "B2")} == {"B-HAND", "B2"}


def test_the_newest_batch_is_undone_first_and_then_the_one_before(clean_world: World) -> None:
    write(clean_world, ("B1", "X-1"))
    write(clean_world, ("B2", "X-2"))
    take_back(clean_world)
    assert {item(clean_world, code).code for code in ("X-1", "B2")} == {"X-1", "B2"}
    take_back(clean_world)
    assert item(clean_world, "B1").code == "B1"
    with pytest.raises(DataError, match="nothing-to-undo"):
        changes_to_undo(clean_world.company)


@both_ways
def test_a_change_whose_answer_was_lost_is_known_and_can_be_undone(clean_world: World) -> None:
    operation = "UpdateProduct" if clean_world.way == "soap" else "PATCH /v1/products/{guid}"
    clean_world.severa.faults.plant("cut-after", operation, times=None)
    clean_world.severa.faults.plant(
        "http-500", "GetProductByGUID" if clean_world.way == "soap" else "GET /v1/products/{guid}", times=None, skip=1
    )
    with pytest.raises(SeveraMaestroError):
        write(clean_world, ("B1", "X-1"))
    clean_world.severa.faults.clear()
    (change,) = CodeChange.objects.all()
    assert change.state == "unknown"
    with pytest.raises(DataError, match="nothing-to-undo"):
        changes_to_undo(clean_world.company)
    take_back(clean_world, with_unknown=True)
    assert item(clean_world, "B1").code == "B1"


def test_after_a_move_to_rest_the_item_is_known_by_its_name_and_code(clean_world: World) -> None:
    write(clean_world, ("B1", "X-1"))
    clean_world.go("rest")
    assert [each.error for each in take_back(clean_world)] == [None]
    assert item(clean_world, "B1").code == "B1"


@pytest.mark.parametrize("way", ["rest"])
def test_over_rest_work_types_and_travel_expenses_are_refused_with_where_to_click(clean_world: World) -> None:
    done = write(clean_world, ("M1", "X-1"), ("C1", "X-2"))
    assert all(each.error is not None for each in done)
    assert item(clean_world, "M1").code == "M1"


def test_without_the_right_nothing_is_written_and_the_message_says_which(clean_world: World) -> None:
    clean_world.severa.state.deny("UpdateProduct")
    with pytest.raises(SeveraMaestroError, match="severa-right-missing"):
        write(clean_world, ("B1", "X-1"))
    assert item(clean_world, "B1").code == "B1"


@pytest.mark.parametrize("way", ["rest"])
def test_without_settings_write_the_message_names_the_scope(clean_world: World) -> None:
    clean_world.severa.state.take_scope("settings:write")
    with pytest.raises(SeveraMaestroError, match="settings:write"):
        write(clean_world, ("B1", "X-1"))
    assert clean_world.run().error is None, "a transfer does not need it"


def test_a_code_that_is_there_already_is_no_change(clean_world: World) -> None:
    write(clean_world, ("B1", "X-1"))
    assert [each.error for each in write(clean_world, ("X-1", "X-1"))] == [None]
    assert [change.after for change in changes_to_undo(clean_world.company)] == ["X-1"]
    assert CodeChange.objects.count() == 1


def test_an_older_change_is_not_undone_under_a_newer_one_of_the_same_item(clean_world: World) -> None:
    for before, after in (("B1", "X-1"), ("X-1", "X-2"), ("X-2", "X-1")):
        write(clean_world, (before, after))
    (done,) = take_back(clean_world, batch=1)
    assert done.error is not None
    assert done.error.code == "later-change-stands"
    assert item(clean_world, "X-1").code == "X-1"


@both_ways
def test_a_right_that_is_missing_leaves_the_change_not_written_and_the_undo_of_others_as_it_was(
    clean_world: World,
) -> None:
    write(clean_world, ("B1", "X-1"))
    if clean_world.way == "soap":
        clean_world.severa.state.deny("UpdateProduct")
    else:
        clean_world.severa.state.take_scope("settings:write")
    with pytest.raises(SeveraMaestroError):
        write(clean_world, ("B2", "X-2"))
    assert [change.state for change in CodeChange.objects.all()] == ["written", "not_written"]
    assert [change.after for change in changes_to_undo(clean_world.company)] == ["X-1"]


def test_a_change_that_never_came_is_settled_by_the_undo_without_touching_severa(clean_world: World) -> None:
    shown = item(clean_world, "B1")
    CodeChange.objects.create(
        company=clean_world.company,
        batch=1,
        kind=shown.kind,
        guid=shown.guid,
        name=shown.name,
        before="B1",
        after="X-1",
    )
    take_back(clean_world, with_unknown=True)
    assert [change.state for change in CodeChange.objects.all()] == ["not_written"]
    assert clean_world.severa.calls["UpdateProduct"] == 0


def test_each_batch_has_a_number_of_its_own(clean_world: World) -> None:
    stale = [type(clean_world.company).objects.get(pk=clean_world.company.pk) for _ in range(2)]
    with closing(source_of(clean_world.company)) as source:
        for company, code in zip(stale, ("B1", "B2"), strict=True):
            write_codes(company, source, [Choice(item(clean_world, code), f"X-{code}")], actor="anna")
    assert [change.batch for change in CodeChange.objects.all()] == [1, 2]
