"""Choices: where each is kept, and whose rows a line of the code map would take along."""

from datetime import date
from pathlib import Path

import pytest

from severa_maestro.cli.codes_choosing import _read_chosen
from severa_maestro.companies.models import Company
from severa_maestro.errors import ConfigurationError, DataError
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.language import Language
from severa_maestro.matching.code_map import Mapping
from severa_maestro.setup import messages
from severa_maestro.setup.choices import (
    NO_ITEM,
    Chosen,
    Place,
    Planned,
    against_map,
    find_item,
    find_product,
    foreseen,
    keep,
    plan,
)
from severa_maestro.setup.code_mapping import map_code
from severa_maestro.setup.compare import OurSide
from severa_maestro.setup.comparison import RemarkKind
from severa_maestro.severa.source import RegisterItem
from tests.matching.test_products import catalogue_of
from tests.setup.test_code_mapping import mapping

WORK, TRAVEL, PRODUCT = RowKind.WORK, RowKind.TRAVEL, RowKind.PRODUCT
ALL = frozenset(RowKind)
CATALOGUE = catalogue_of("C1", "D1", "Z1", inactive="Z1")


def item(guid: str, code: str, name: str = "", kind: RowKind = WORK, *, is_active: bool = True) -> RegisterItem:
    return RegisterItem(kind=kind, guid=guid, code=code, name=name or guid, is_active=is_active)


def chosen(of: RegisterItem, product: str) -> Chosen:
    return Chosen(of, find_product(CATALOGUE, product))


def places(planned: list[Planned]) -> list[Place | None]:
    return [each.place for each in planned]


ONE, OTHER = item("g1", "TYO", "Koulutus"), item("g2", "tyo", "Suunnittelu")


def test_severa_is_preferred_where_it_can_be_written_and_the_map_is_next() -> None:
    of_kinds = [item("p", "V-1", kind=PRODUCT), item("w", "V-2"), item("e", "")]
    planned = plan([chosen(each, "C1") for each in of_kinds], None, frozenset({PRODUCT}), of_kinds)
    assert places(planned) == [Place.SEVERA, Place.MAP, None]
    assert planned[2].hindrance is messages.ONLY_BY_HAND


def test_a_code_that_others_share_is_mapped_only_where_all_are_to_have_the_product() -> None:
    items = [ONE, OTHER]
    alone = plan([chosen(ONE, "C1")], Place.MAP, ALL, items)
    assert (places(alone), alone[0].hindrance) == ([None], messages.CODE_SHARED)
    apart = plan([chosen(ONE, "C1"), chosen(OTHER, "D1")], Place.MAP, ALL, items)
    assert places(apart) == [None, None]
    together = plan([chosen(ONE, "C1"), chosen(OTHER, "C1")], Place.MAP, ALL, items)
    assert places(together) == [Place.MAP, Place.MAP]
    inactive = plan([chosen(ONE, "C1")], Place.MAP, ALL, [ONE, item("g2", "TYO", is_active=False)])
    assert places(inactive) == [Place.MAP]


def test_what_is_so_already_is_left_out() -> None:
    assert plan([chosen(item("g", "c/1"), "C1")], None, ALL, []) == []


def test_a_code_on_invoices_only_goes_into_the_map_and_nowhere_else() -> None:
    stranger = RegisterItem(kind=WORK, guid=NO_ITEM, code="OLD", name="Vanha", is_active=False)
    assert places(plan([chosen(stranger, "C1")], None, ALL, [])) == [Place.MAP]
    assert plan([chosen(stranger, "C1")], Place.SEVERA, ALL, [])[0].hindrance is messages.OLD_CODE


def test_an_inactive_product_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="product-inactive"):
        find_product(CATALOGUE, "Z1")


def test_an_item_is_found_by_id_code_or_name_and_never_guessed() -> None:
    items = [ONE, item("g3", "KM", "Matka", TRAVEL), item("g4", "X", "KM")]
    assert find_item(items, "g1") is ONE
    assert find_item(items, "km").guid == "g3"
    with pytest.raises(DataError, match="item-ambiguous"):
        find_item([ONE, OTHER], "TYO")
    with pytest.raises(DataError, match="item-unknown"):
        find_item(items, "Puuttuu")


def test_a_gap_whose_line_has_ended_gets_a_line_from_the_day_after(db: None) -> None:
    company = Company.objects.create(name="Testi Oy", waiting_status="A", transferred_status="B")
    ended = mapping("KM", "C1", None, date(2026, 12, 31))
    map_code(company, ended, CATALOGUE, actor="anna")
    expense = item("g", "KM", kind=TRAVEL)
    planned = plan([chosen(expense, "D1")], Place.MAP, ALL, [expense])
    (kept,) = keep(company, None, CATALOGUE, planned, actor="anna")  # type: ignore[arg-type] nothing goes to Severa
    assert kept.error is None
    line = company.code_mappings.get(product_group="D")
    assert line.valid_from == date(2027, 1, 1)


def ours(*lines: Mapping) -> OurSide:
    return OurSide(tuple(CATALOGUE), lines, default_group="", day=date(2026, 11, 22))


def test_what_the_map_says_already_hinders_another_product_and_not_the_same() -> None:
    expense = item("g", "KM", kind=TRAVEL)
    planned = plan([chosen(expense, "D1")], Place.MAP, ALL, [expense])
    assert against_map(planned, ours(mapping("KM", "D1"))) == planned
    assert against_map(planned, ours(mapping("KM", "C1", None, date(2026, 10, 31)))) == planned, "it has ended"
    (hindered,) = against_map(planned, ours(mapping("km", "C1")))
    assert hindered.place is None
    assert hindered.hindrance is not None
    assert "KM" in hindered.hindrance.say(Language.ENGLISH).upper()
    assert "C/1" in hindered.hindrance.say(Language.ENGLISH)
    into_severa = plan([chosen(expense, "D1")], Place.SEVERA, ALL, [expense])
    assert against_map(into_severa, ours(mapping("KM", "C1"))) == into_severa


def test_a_shared_product_is_foreseen_whether_in_severa_or_by_the_map() -> None:
    has_it, first, second = item("g0", "C1"), item("g1", "V-1"), item("g2", "V-2")
    items = [has_it, first, second, item("g3", "V-3")]
    planned = plan([chosen(first, "C1")], Place.SEVERA, ALL, items) + plan(
        [chosen(second, "C1")], Place.MAP, ALL, items
    )
    remarks = foreseen(planned, items, ours())
    assert remarks.keys() == {(WORK, "g1"), (WORK, "g2")}
    (shared,) = remarks[WORK, "g1"]
    assert (shared.kind, [each.guid for each in shared.others]) == (RemarkKind.SHARED_PRODUCT, ["g0", "g2"])


# --- read from a file

HEAD = "Laji;Koodi Severassa;Nimi Severassa;Valittu tuote;Severan tunniste"


def read(tmp_path: Path, items: list[RegisterItem], *lines: str, head: str = HEAD) -> list[Chosen]:
    file = tmp_path / "koodit.csv"
    file.write_text("\n".join((head, *lines)), encoding="utf-8-sig")
    return _read_chosen(file, items, CATALOGUE)


def test_a_line_without_severas_id_is_a_code_on_invoices_and_never_the_item_of_that_name(tmp_path: Path) -> None:
    (one,) = read(tmp_path, [ONE], "työlaji;OLD1;Koulutus;D1;")
    assert (one.item.guid, one.item.code, one.item.kind) == (NO_ITEM, "OLD1", WORK)


def test_without_the_column_of_ids_the_item_goes_by_kind_name_and_code(tmp_path: Path) -> None:
    items = [ONE, item("g5", "TYO", "Koulutus", TRAVEL)]
    head = HEAD.removesuffix(";Severan tunniste")
    (one,) = read(tmp_path, items, "työlaji;TYO;Koulutus;D1", head=head)
    assert one.item is ONE


@pytest.mark.parametrize(
    "line",
    [
        "työlaji;TYO;Koulutus;D1;gone",
        "työlaji;TYO;Koulutus;Q9;g1",
        "tuote;TYO;Koulutus;D1;g1",
        "höpö;TYO;Koulutus;D1;g1",
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_nothing_is_chosen(tmp_path: Path, line: str) -> None:
    with pytest.raises(DataError, match="lines-unusable") as refusal:
        read(tmp_path, [ONE, OTHER], "työlaji;tyo;Suunnittelu;C1;g2", line)
    assert "Line 3" in str(refusal.value)


def test_all_bad_lines_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(DataError) as refusal:
        read(tmp_path, [ONE], "työlaji;TYO;Koulutus;Q9;g1", "työlaji;TYO;Koulutus;D1;gone")
    assert "Line 2" in str(refusal.value)
    assert "Line 3" in str(refusal.value)


def test_two_products_for_one_item_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="lines-unusable"):
        read(tmp_path, [ONE], "työlaji;TYO;Koulutus;C1;g1", "työlaji;TYO;Koulutus;D1;g1")
