"""Long registers for setting a company up: as many items and gaps as asked for, and the truth about each of them."""

import csv
import re
from collections import Counter

import pytest

from severa_maestro.sandbox import Sandbox, SandboxSettings, State, write_products
from tests.sandbox.rest_caller import RestCaller, every_page

ITEMS, GAPS = 200, 60
REGISTERS = ("products", "work_types", "travel_expenses")


@pytest.fixture(scope="module", params=[True, False], ids=["clean", "hard"])
def state(request):
    return State(seed=1, invoices=300, clean=request.param, items=ITEMS, gaps=GAPS)


@pytest.fixture(scope="module")
def lines(state, tmp_path_factory):
    return lines_of(state, tmp_path_factory.mktemp("products"))


def lines_of(state, folder):
    """The lines of the CSV by the product's id."""
    path = folder / "tuotteet.csv"
    write_products(state, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {line["TuoteId"]: line for line in csv.DictReader(file, delimiter=";")}


def items_of(state):
    """Every item by its key."""
    return {item.key: item for name in REGISTERS for item in getattr(state, name)}


def rows_of(state):
    return [row for entry in state.invoices for row in state.invoices.invoice(entry).rows]


def keys_of(row):
    """The items behind a row."""
    return {*row.article_keys, *(f"work-type-{key.partition('@')[2]}" for key in row.hour_keys)}


# Written anew, so that a mistake of the generator does not hide behind its own code.


def product_of(code, lines):
    """The active product to which a code leads, or None."""
    found = re.fullmatch(r"([A-Za-z])/?0*(\d+)", "".join(code.split()))
    line = lines.get(found.group(1).upper() + found.group(2)) if found else None
    return line if line and line["Aktiivinen"] == "K" else None


def kind_of_gap(item, right_code, lines):
    if not item.code:
        return "empty"
    if item.code in lines:
        return "switched off"
    if re.sub(r"[- a]", "", item.code).translate(str.maketrans("OIS", "015")) == right_code or "B" in item.code[1:]:
        return "mistyped"
    return "old"


def test_there_are_as_many_items_as_asked_for_half_of_them_products(state):
    assert [len(getattr(state, name)) for name in REGISTERS] == [ITEMS // 2, ITEMS // 4, ITEMS // 4]
    for name in REGISTERS:
        names = [item.name for item in getattr(state, name)]
        assert len(names) == len(set(names))


def test_exactly_so_many_codes_lead_to_no_product_and_the_state_knows_which(state, lines):
    gaps = {key for key, item in items_of(state).items() if product_of(item.code, lines) is None}
    assert len(gaps) == GAPS
    assert set(state.gap_keys) == gaps
    assert len(state.gap_keys) == GAPS


def test_gaps_of_every_kind_are_in_every_register(state, lines):
    for name in REGISTERS:
        gaps = [item for item in getattr(state, name) if item.key in state.gap_keys]
        kinds = Counter(kind_of_gap(item, state.right_codes[item.key], lines) for item in gaps)
        assert set(kinds) == {"empty", "old", "mistyped", "switched off"}
        assert max(kinds.values()) <= len(gaps) / 2


def test_every_item_has_its_right_product_and_some_are_meant_for_the_fallback(state, lines):
    assert set(state.right_codes) == set(items_of(state))
    assert all(lines[code]["Aktiivinen"] == "K" for code in state.right_codes.values())
    meant = [key for key in state.gap_keys if state.right_codes[key] == "A0"]
    assert 5 <= len(meant) <= GAPS / 4
    assert {key.rpartition("-")[0] for key in meant} == {"product", "work-type", "travel-expense"}


def test_a_code_that_leads_somewhere_leads_to_the_right_product(state, lines):
    for key, item in items_of(state).items():
        found = product_of(item.code, lines)
        assert found is None or found["TuoteId"] == state.right_codes[key]


def test_maestro_calls_the_right_product_nearly_the_same_but_not_always_the_same(state, lines):
    items = [item for key, item in items_of(state).items() if state.right_codes[key] not in ("A0", "A1")]
    names = [(item.name, lines[state.right_codes[item.key]]["Nimi"]) for item in items]
    letters = [(Counter(one.casefold()), Counter(other.casefold())) for one, other in names]
    alike = [2 * (one & other).total() / (one.total() + other.total()) for one, other in letters]
    # Two items on one product may differ more.
    assert sum(each > 0.6 for each in alike) >= len(names) - 3
    assert 0.3 < sum(one == other for one, other in names) / len(names) < 0.7
    assert any(other.isupper() for _, other in names)


def test_a_switched_off_product_has_an_active_one_of_nearly_its_name_beside_it(state, lines):
    planted = [item for key, item in items_of(state).items() if key in state.gap_keys and item.code in lines]
    assert len(planted) >= 9
    for item in planted:
        if item.code != "B90":  # That of the hard case has none.
            old, right = lines[item.code], lines[state.right_codes[item.key]]
            assert (old["Aktiivinen"], right["Aktiivinen"]) == ("E", "K")
            assert item.name[:3].casefold() in old["Nimi"].casefold()
            assert item.name[:3].casefold() in right["Nimi"].casefold()


def test_some_products_have_another_rate_some_two_items_and_some_none(state, lines):
    items = items_of(state)
    rated = [item for item in items.values() if hasattr(item, "vat_rate") and item.key not in state.gap_keys]
    other = [
        item
        for item in rated
        if lines[state.right_codes[item.key]]["ALV-%"].replace(",", ".") != format(item.vat_rate, "f")
    ]
    assert len(other) == 4
    for name in REGISTERS:
        codes = Counter(item.code for item in getattr(state, name) if item.key not in state.gap_keys)
        assert [count for count in codes.values() if count > 1] == [2]
    unused = set(lines) - set(state.right_codes.values()) - {item.code for item in items.values()}
    assert len(unused) >= ITEMS / 10


def test_items_of_several_years_and_easily_mixed_up_ones_are_side_by_side(state, lines):
    by_name = {item.name: item for item in state.travel_expenses}
    assert by_name["Kilometrikorvaus 2026"].code == "KM26"
    assert by_name["Kilometrikorvaus 2027"].code == "KM27"
    right = {name: lines[state.right_codes[by_name[name].key]]["Nimi"].casefold() for name in by_name}
    assert "2026" in right["Kilometrikorvaus 2026"]
    assert "2027" in right["Kilometrikorvaus 2027"]
    assert "kotim" in right["Hotelli, kotimaa"]
    assert "ulkom" in right["Hotelli, ulkomaat"]


def test_invoices_have_these_items_and_tell_how_many_rows_fall_back(state, lines):
    for entry in state.invoices:
        invoice = state.invoices.invoice(entry)
        if not invoice.hard_case:
            expected = sum(product_of(row.code, lines) is None for row in invoice.rows)
            assert (entry.fallback_rows, entry.expected in ("transferred", "untouched")) == (expected, True)
    assert sum(entry.fallback_rows for entry in state.invoices) > 50


def test_a_few_gaps_come_often_and_many_rarely(state):
    used = Counter(key for row in rows_of(state) for key in keys_of(row))
    counts = [used[key] for key in state.gap_keys]
    assert sum(counts[:10]) > sum(counts) / 2
    assert sum(count <= 2 for count in counts) > GAPS / 3
    assert len(used) > ITEMS / 2


def test_the_vat_of_a_row_is_that_of_its_item(state):
    items = items_of(state)
    for entry in state.invoices:
        rows = () if entry.hard_case else state.invoices.invoice(entry).rows
        for row in rows:
            assert [items[key].vat_rate for key in row.article_keys] in ([], [row.vat_rate])


@pytest.mark.parametrize("is_clean", [True, False])
@pytest.mark.parametrize(("items", "gaps"), [(100, 40), (500, 200), (203, 0), (300, 11)])
def test_other_sizes_have_their_gaps_too(is_clean, items, gaps, tmp_path):
    state = State(seed=3, invoices=1, clean=is_clean, items=items, gaps=gaps)
    lines = lines_of(state, tmp_path)
    assert len(items_of(state)) == items
    # Seven items of the hard cases lead nowhere, whatever is asked for.
    assert len(state.gap_keys) == (gaps if is_clean else max(gaps, 7))
    assert set(state.gap_keys) == {key for key, item in items_of(state).items() if not product_of(item.code, lines)}


@pytest.mark.parametrize(("items", "gaps"), [(99, 0), (501, 0), (0, 1), (100, 41), (200, -1), (-100, 0)])
def test_sizes_for_which_there_are_no_names_or_no_room_are_refused(items, gaps):
    with pytest.raises(ValueError, match=r"items"):
        SandboxSettings(items=items, gaps=gaps)
    with pytest.raises(ValueError, match=r"items"):
        State(seed=1, invoices=1, clean=True, items=items, gaps=gaps)


def test_short_registers_have_no_such_truth():
    state = State(seed=1, invoices=1, clean=False)
    assert (state.right_codes, state.gap_keys, list(state.maestro_products)) == ({}, [], [])


def test_the_same_seed_gives_the_same_items_and_another_seed_others(tmp_path):
    one, same, other = (State(seed=seed, invoices=70, clean=True, items=ITEMS, gaps=GAPS) for seed in (7, 7, 8))
    for name in (*REGISTERS, "truths", "maestro_products"):
        assert list(getattr(one, name)) == list(getattr(same, name)) != list(getattr(other, name))
    assert rows_of(one) == rows_of(same) != rows_of(other)


def test_truth_and_products_outlast_a_restart_and_mended_codes_count(tmp_path):
    file = tmp_path / "state.db"
    first = State(seed=1, invoices=5, clean=True, items=100, gaps=40, state_file=file)
    kept = (first.right_codes, first.gap_keys, lines_of(first, tmp_path))
    for key in first.gap_keys:
        edit = {
            "product": first.edit_product,
            "work": first.edit_work_type,
            "travel": first.edit_travel_expense,
        }[key.partition("-")[0]]
        edit(key, code=first.right_codes[key])
    first.close()
    again = State(seed=9, invoices=1, clean=False, state_file=file)
    assert (again.right_codes, again.gap_keys, lines_of(again, tmp_path)) == kept
    meant = {key for key in again.gap_keys if again.right_codes[key] == "A0"}
    added = again.add_invoices(30)
    assert len({row.name for invoice in added for row in invoice.rows}) > 20
    rows_of_meant = sum(key in meant for invoice in added for row in invoice.rows for key in keys_of(row))
    assert sum(invoice.fallback_rows for invoice in added) == rows_of_meant > 0
    again.close()


def test_a_control_tells_the_truth_and_the_registers_have_the_items():
    with Sandbox(SandboxSettings(clean=True, invoices=1, items=100, gaps=20, rate=0)) as sandbox:
        rest = RestCaller(sandbox)
        told = rest.http.get(f"{sandbox.control_url}/items").json()["items"]
        assert Counter(each["register"] for each in told) == {"product": 50, "work_type": 25, "travel_expense": 25}
        assert sum(each["is_gap"] for each in told) == 20
        by_guid = {each["rest_guid"]: each for each in told}
        listed = every_page(rest, "/v1/products", rowCount=30)
        for path in ("/v1/worktypes", "/v1/travelexpensetypes"):
            listed += rest.get(path, rowCount=100).json()
        assert {each["guid"]: (each["code"] or "", each["name"]) for each in listed} == {
            guid: (each["code"], each["name"]) for guid, each in by_guid.items()
        }
        assert {each["right_code"] for each in told} == set(sandbox.state.right_codes.values())
        rest.close()
