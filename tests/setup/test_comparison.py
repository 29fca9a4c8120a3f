"""The registers of both sides compared: verdicts, remarks, usage, what is unused and what is strange."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.language import Language
from severa_maestro.matching.code_map import CodeMap, Mapping
from severa_maestro.matching.products import FALLBACK, Catalogue, FallbackReason, Product, ProductCode
from severa_maestro.matching.rows import Matcher
from severa_maestro.matching.suggestions import SURE_SCORE
from severa_maestro.setup.compare import compare_company
from severa_maestro.setup.comparison import (
    _VERDICTS,
    SOON,
    Compared,
    Comparison,
    RemarkKind,
    Stranger,
    Verdict,
    compare,
)
from severa_maestro.setup.comparison_texts import REMARK_MESSAGES, REMARK_WORDS, VERDICT_MESSAGES, VERDICT_WORDS
from severa_maestro.severa.source import ItemUse, RecentUse, RegisterItem
from tests.matching.build import row

DAY = date(2026, 11, 20)
B1, B2, B3, B9 = (ProductCode("B", number) for number in (1, 2, 3, 9))
PRODUCTS = (
    Product(code=FALLBACK, name="Muut tuotteet", vat_rate=Decimal("25.5")),
    Product(code=B1, name="Konsultointi", vat_rate=Decimal("25.5")),
    Product(code=B2, name="Koulutuspäivä", vat_rate=Decimal("13.5")),
    Product(code=B3, name="Poistunut tuki", is_active=False),
)
KINDS = (RowKind.PRODUCT, RowKind.WORK, RowKind.TRAVEL)


def item(code: str, name: str = "Tuote", kind: RowKind = RowKind.PRODUCT, **changes: Any) -> RegisterItem:
    values: dict[str, Any] = {"kind": kind, "guid": f"{kind}-{code}-{name}", "code": code, "name": name}
    return RegisterItem(**{**values, "is_active": True, **changes})


def use(*codes: str, rows: int = 1, guid: str = "", name: str = "", kind: RowKind = RowKind.PRODUCT) -> ItemUse:
    return ItemUse(kind=kind, guid=guid, codes=codes, name=name, rows=rows)


def mapping(code: str, product: ProductCode, until: date | None = None, since: date | None = None) -> Mapping:
    return Mapping(kind=RowKind.PRODUCT, code=code, product=product, valid_from=since, valid_to=until)


def compared(*items: RegisterItem, uses: tuple[ItemUse, ...] = (), maps: tuple[Mapping, ...] = ()) -> Comparison:
    return compare(items, uses, Catalogue(PRODUCTS), CodeMap(maps), DAY)


def only(*items: RegisterItem, maps: tuple[Mapping, ...] = ()) -> Compared:
    return compared(*items, maps=maps).compared[0]


def rows_of(comparison: Comparison) -> dict[str, int]:
    return {each.item.guid: each.rows for each in comparison.compared}


# --- verdicts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "maps", "verdict", "product"),
    [
        ("B1", (), Verdict.MATCHED, B1),
        (" b/01 ", (), Verdict.MATCHED, B1),
        ("V7", (mapping("v7", B1),), Verdict.MAPPED, B1),
        ("B1", (mapping("B1", B2),), Verdict.MAPPED, B2),
        ("", (), Verdict.EMPTY_CODE, FALLBACK),
        ("  ", (), Verdict.EMPTY_CODE, FALLBACK),
        ("Z99", (), Verdict.UNKNOWN_CODE, FALLBACK),
        ("B3", (), Verdict.INACTIVE_PRODUCT, FALLBACK),
        ("V7", (mapping("V7", B3),), Verdict.INACTIVE_PRODUCT, FALLBACK),
        ("A0", (), Verdict.FALLBACK, FALLBACK),
        ("V7", (mapping("V7", FALLBACK),), Verdict.FALLBACK, FALLBACK),
        ("V7", (mapping("V7", B1, until=DAY - timedelta(days=1)),), Verdict.MAPPING_ENDED, FALLBACK),
        ("V7", (mapping("V7", B1, since=DAY + timedelta(days=1)),), Verdict.MAPPING_ENDED, FALLBACK),
        ("B1", (mapping("B1", B2, until=DAY - timedelta(days=1)),), Verdict.MATCHED, B1),
        ("V7", (mapping("V7", B9),), Verdict.MAPPED_PRODUCT_MISSING, FALLBACK),
    ],
)
def test_each_item_has_the_verdict_of_its_code(
    code: str, maps: tuple[Mapping, ...], verdict: Verdict, product: ProductCode
) -> None:
    found = only(item(code), maps=maps)
    assert (found.verdict, found.product.code) == (verdict, product)


@pytest.mark.parametrize("verdict", Verdict)
def test_a_gap_is_what_goes_to_the_fallback_product_though_nobody_meant_it(verdict: Verdict) -> None:
    assert verdict.is_gap == (verdict not in {Verdict.MATCHED, Verdict.MAPPED, Verdict.FALLBACK})


def test_every_reason_that_one_code_can_have_has_a_verdict() -> None:
    assert _VERDICTS.keys() == set(FallbackReason) - {FallbackReason.SEVERAL_PRODUCTS}


@given(
    code=st.sampled_from(["", "A0", "B1", "b/2", "B3", "B9", "V7", "KM-26"]),
    kind=st.sampled_from(KINDS),
    mapped=st.sampled_from([None, FALLBACK, B1, B3, B9]),
    limits=st.tuples(st.sampled_from([None, -1, 0, 1]), st.sampled_from([None, 1, 2, 90])),
)
def test_the_comparison_says_where_the_run_would_put_the_row(
    code: str, kind: RowKind, mapped: ProductCode | None, limits: tuple[int | None, int | None]
) -> None:
    since, until = (None if days is None else DAY + timedelta(days=days) for days in limits)
    maps = (mapping("KM-26", mapped, until, since), mapping("V7", mapped, until, since)) if mapped else ()
    found = only(item(code, kind=kind), maps=maps)
    of_run = Matcher(Catalogue(PRODUCTS), CodeMap(maps)).match(row(kind=kind, codes=(code,), event_date=DAY))
    assert found.product == of_run.product
    meant = {FallbackReason.FALLBACK_CODE, FallbackReason.MAPPED_TO_FALLBACK}
    assert found.verdict.is_gap == (of_run.reason is not None and of_run.reason not in meant)


def test_inactive_items_are_left_out() -> None:
    found = compared(item("Z99", is_active=False), item("B1"))
    assert [each.item.code for each in found.compared] == ["B1"]


def test_the_counts_name_every_verdict() -> None:
    found = compared(item("B1"), item("B2"), item(""), item("A0"))
    assert found.counts == dict.fromkeys(Verdict, 0) | {
        Verdict.MATCHED: 2,
        Verdict.EMPTY_CODE: 1,
        Verdict.FALLBACK: 1,
    }
    assert [each.item.code for each in found.gaps] == [""]


def test_empty_registers_compare_to_nothing() -> None:
    found = compared()
    assert (found.compared, found.strangers, found.rows, found.rows_on_gaps) == ((), (), 0, 0)
    assert [each.code for each in found.unused] == [B1, B2]


# --- suggestions ------------------------------------------------------------------------------------------------------


def test_only_gaps_have_suggestions() -> None:
    found = compared(item("", "Konsultointi"), item("B2", "Konsultointi"), item("A0", "Konsultointi"))
    assert [[each.product.code for each in one.suggestions] for one in found.compared] == [[B1], [], []]


def test_suggestions_know_the_items_unit_and_vat_rate() -> None:
    plain = only(item("", "Konsultointi")).suggestions[0].score
    assert only(item("", "Konsultointi", vat_rate=Decimal(10))).suggestions[0].score < plain


# --- remarks ----------------------------------------------------------------------------------------------------------


def kinds_of(found: Compared) -> list[RemarkKind]:
    return [each.kind for each in found.remarks]


def test_a_vat_rate_that_differs_is_remarked_with_both_rates() -> None:
    remark = only(item("B2", vat_rate=Decimal("25.50"))).remarks[0]
    assert remark.kind is RemarkKind.VAT_DIFFERS
    assert "25,5 %" in remark.message.what.fi
    assert "13,5 %" in remark.message.what.fi
    assert "13.5 %" in remark.message.what.en
    assert "B/2" in remark.message.what.sv


@pytest.mark.parametrize("rate", [None, Decimal("13.50")])
def test_an_equal_or_unknown_vat_rate_is_not_remarked(rate: Decimal | None) -> None:
    assert only(item("B2", vat_rate=rate)).remarks == ()


def test_the_vat_rate_of_the_fallback_product_matters_where_it_is_meant_but_not_in_a_gap() -> None:
    assert kinds_of(only(item("A0", vat_rate=Decimal(10)))) == [RemarkKind.VAT_DIFFERS]
    assert only(item("", vat_rate=Decimal(10))).remarks == ()


def test_items_that_share_a_product_name_one_another() -> None:
    hours, days = item("B1", "Tunnit", RowKind.WORK), item("b/1", "Päivät")
    found = compared(hours, days, item("B2"))
    others = {each.item.name: [remark.others for remark in each.remarks] for each in found.compared}
    assert others == {"Tunnit": [(days,)], "Päivät": [(hours,)], "Tuote": []}
    assert "Tunnit (B1)" in found.compared[0].remarks[0].message.what.sv


def test_items_on_the_fallback_product_do_not_share_a_product() -> None:
    assert all(not each.remarks for each in compared(item("A0", "a"), item("A/0", "b"), item("", "c")).compared)


def test_a_sentence_names_a_few_of_many_sharers() -> None:
    remark = only(*(item("B1", f"Nimi {number}") for number in range(9))).remarks[0]
    assert len(remark.others) == 8
    assert remark.message.what.fi.count("(B1)") == 5
    assert "…" in remark.message.what.fi


@pytest.mark.parametrize(
    ("maps", "day"),
    [
        ((mapping("V7", B1, DAY),), "20.11.2026"),
        ((mapping("V7", B1, DAY + SOON),), "19.1.2027"),
        ((mapping("V7", B1, DAY + SOON + timedelta(days=1)),), None),
        ((mapping("V7", B1),), None),
        ((mapping("V7", B1, date.max),), None),
        ((mapping("V7", B1, date(2026, 12, 31)), mapping("V7", B2, since=date(2027, 1, 1))), None),
        ((mapping("V7", B1, date(2026, 12, 31)), mapping("V7", B2, since=date(2027, 1, 2))), "31.12.2026"),
        (
            (mapping("V7", B1, date(2026, 12, 31)), mapping("V7", B2, date(2027, 1, 10), date(2027, 1, 1))),
            "10.1.2027",
        ),
    ],
)
def test_a_mapping_that_ends_within_sixty_days_without_a_successor_is_remarked(
    maps: tuple[Mapping, ...], day: str | None
) -> None:
    remarks = only(item("V7"), maps=maps).remarks
    assert [each.kind for each in remarks] == ([RemarkKind.MAPPING_ENDS_SOON] if day else [])
    assert all(f" {day} " in each.message.what.fi for each in remarks)


def test_a_mapping_to_nowhere_is_not_said_to_end() -> None:
    assert only(item("V7"), maps=(mapping("V7", B9, DAY),)).remarks == ()


# --- usage ------------------------------------------------------------------------------------------------------------


def test_a_use_belongs_to_the_item_with_its_guid_whatever_its_code_and_name() -> None:
    one, other = item("B1", "Konsultointi"), item("B2", "Koulutus")
    found = compared(one, other, uses=(use("B2", guid=one.guid, name="Koulutus", rows=3),))
    assert rows_of(found) == {one.guid: 3, other.guid: 0}


def test_a_use_without_guid_belongs_to_the_item_of_its_kind_with_its_code() -> None:
    work, product = item("B1", kind=RowKind.WORK), item("B1", kind=RowKind.PRODUCT)
    found = compared(work, product, uses=(use("b/1", rows=3, kind=RowKind.WORK), use("B1", rows=2)))
    assert rows_of(found) == {work.guid: 3, product.guid: 2}


def test_where_several_share_a_code_the_name_decides_and_else_the_first_has_it() -> None:
    one, other = item("B1", "Konsultointi"), item("B1", "Koulutus")
    found = compared(one, other, uses=(use("B1", name="  KOULUTUS ", rows=3), use("B1", name="muu", rows=1)))
    assert rows_of(found) == {one.guid: 1, other.guid: 3}


def test_a_use_without_code_belongs_to_the_item_with_its_name() -> None:
    one, other = item("B1", "Konsultointi"), item("", "Koulutus")
    found = compared(one, other, uses=(use(name="koulutus", rows=3), use("", name="Konsultointi", rows=2)))
    assert rows_of(found) == {one.guid: 2, other.guid: 3}
    assert found.rows_on_gaps == 3
    assert found.strangers == ()


def test_a_use_that_does_not_tell_its_kind_may_be_of_any() -> None:
    work = item("B1", "Konsultointi", RowKind.WORK)
    found = compared(work, uses=(use("B1", rows=2, kind=RowKind.OTHER), use(name="Konsultointi", kind=RowKind.OTHER)))
    assert rows_of(found) == {work.guid: 3}


def test_a_use_of_several_codes_counts_for_each_item_but_once_among_all_rows() -> None:
    one, gap = item("B1", "Konsultointi"), item("Z9", "Koulutus")
    found = compared(one, gap, uses=(use("B1", "Z9", "b1", rows=4),))
    assert rows_of(found) == {one.guid: 4, gap.guid: 4}
    assert (found.rows, found.rows_on_gaps) == (4, 4)


def test_rows_on_gaps_are_those_of_items_and_strange_codes_with_a_gap() -> None:
    uses = (use("B1", rows=100), use("", name="Vanha", rows=20), use("Z1", rows=3), use("B2", rows=7))
    found = compared(item("B1"), item("", "Vanha"), uses=uses)
    assert (found.rows, found.rows_on_gaps) == (130, 23)


def test_rows_with_an_items_old_code_are_on_a_gap_only_if_the_item_is() -> None:
    mended = item("B1", "Konsultointi")
    found = compared(mended, uses=(use("V-10", guid=mended.guid, rows=5),))
    assert (rows_of(found), found.rows_on_gaps) == ({mended.guid: 5}, 0)
    assert [(each.code, each.rows) for each in found.strangers] == [("V-10", 5)]


@given(
    st.lists(
        st.builds(
            use,
            st.sampled_from(["", "B1", "b/1", "Z9", "A0", "B3"]),
            rows=st.integers(1, 9),
            guid=st.sampled_from(["", "gone"]),
            name=st.sampled_from(["", "Konsultointi", "muu"]),
            kind=st.sampled_from(RowKind),
        ),
        max_size=8,
    )
)
def test_every_row_without_a_known_guid_and_with_one_code_counts_exactly_once(uses: list[ItemUse]) -> None:
    items = (item("B1", "Konsultointi"), item("Z9", "Koulutus", RowKind.WORK), item("A0"))
    found = compared(*items, uses=tuple(uses))
    counted: list[Compared | Stranger] = [*found.compared, *found.strangers]
    assert sum(each.rows for each in counted) == found.rows == sum(each.rows for each in uses)
    assert found.rows_on_gaps == sum(each.rows for each in counted if each.verdict.is_gap)


# --- strangers and unused products ------------------------------------------------------------------------------------


def test_a_code_of_rows_that_no_active_item_has_is_a_stranger_with_where_it_leads() -> None:
    gone = item("V7", "Vanha konsultointi", is_active=False)
    uses = (use("V7", guid=gone.guid, name="Konsultointi", rows=4), use("v 7", name="Muu", rows=1), use("B2", rows=9))
    found = compared(gone, uses=uses)
    assert [(each.code, each.name, each.rows, each.verdict) for each in found.strangers] == [
        ("V7", "Konsultointi", 5, Verdict.UNKNOWN_CODE),
        ("B2", "", 9, Verdict.MATCHED),
    ]
    assert [[each.product.code for each in one.suggestions] for one in found.strangers] == [[B1], []]
    assert found.strangers[1].product.code == B2


def test_a_code_that_another_item_has_now_is_no_stranger() -> None:
    gone, now = item("B1", "Vanha", is_active=False), item("B1", "Uusi")
    found = compared(gone, now, uses=(use("B1", guid=gone.guid, name="Vanha", rows=2),))
    assert (found.strangers, rows_of(found)) == ((), {now.guid: 2})


def test_rows_with_neither_code_nor_item_are_one_stranger_of_their_kind() -> None:
    found = compared(uses=(use(name="Konsultointi", rows=2), use(" ", name="Muu", rows=3)))
    assert [(each.code, each.rows, each.verdict) for each in found.strangers] == [("", 5, Verdict.EMPTY_CODE)]
    assert found.strangers[0].suggestions == ()


def test_products_that_no_active_item_leads_to_are_unused() -> None:
    found = compared(item("V7"), item("B2", is_active=False), item("B3"), maps=(mapping("V7", B1),))
    assert [each.code for each in found.unused] == [B2]


def test_a_product_that_rows_use_by_a_strange_code_is_used() -> None:
    found = compared(uses=(use("b 1", name="Vanha", rows=900),))
    assert [each.code for each in found.unused] == [B2]


def suggested_to(stranger: Stranger) -> list[tuple[ProductCode, int]]:
    return [(each.product.code, each.score) for each in stranger.suggestions]


def test_a_strange_code_whose_rows_all_have_one_product_today_goes_there_without_doubt() -> None:
    one, same = item("B1", "Tunnit"), item("b/1", "Päivät")
    uses = (use("TYO", guid=one.guid, rows=5), use("tyo", guid=same.guid, rows=2), use("TYO", name="Tunnit"))
    stranger = compared(one, same, uses=uses).strangers[0]
    assert (stranger.rows, suggested_to(stranger)) == (8, [(B1, 100)])


@pytest.mark.parametrize(
    "other",
    [
        use("TYO", guid="PRODUCT-B2", name="Koulutus", rows=49),
        use("TYO", name="Ei kenenkään", rows=1),
        use("TYO", name="Sekä että", rows=1),
        use("TYO", guid="PRODUCT-gap", rows=1),
    ],
    ids=["another product", "no item", "items of one name", "an item with a gap"],
)
def test_a_strange_code_of_which_a_single_row_may_go_elsewhere_has_no_sure_suggestion(other: ItemUse) -> None:
    items = (
        item("B1", "Konsultointi", guid="PRODUCT-B1"),
        item("B2", "Koulutus", guid="PRODUCT-B2"),
        item("B1", "Sekä että", guid="PRODUCT-both-1"),
        item("B2", "Sekä että", guid="PRODUCT-both-2"),
        item("", "Aukko", guid="PRODUCT-gap"),
    )
    uses = (use("TYO", guid="PRODUCT-B1", name="Konsultointi", rows=51), other)
    stranger = compared(*items, uses=uses).strangers[0]
    assert stranger.code == "TYO"
    assert stranger.suggestions[0].product.code == B1
    assert all(score < SURE_SCORE for _, score in suggested_to(stranger))


def test_a_strange_code_of_no_item_has_a_suggestion_by_its_name_that_is_not_sure() -> None:
    stranger = compared(uses=(use("V7", name="Konsultointi"),)).strangers[0]
    assert suggested_to(stranger) == [(B1, SURE_SCORE - 1)]


# --- suggestions that several get -------------------------------------------------------------------------------------


def test_a_gap_whose_suggestion_other_items_have_already_says_whose() -> None:
    found = compared(item("B1", "Neuvonta"), item("", "Konsultointi"))
    gap = found.gaps[0]
    assert kinds_of(gap) == [RemarkKind.SUGGESTION_SHARED]
    assert [each.name for each in gap.remarks[0].others] == ["Neuvonta"]
    assert "Neuvonta (B1)" in gap.remarks[0].message.what.fi
    assert "B/1" in gap.remarks[0].message.what.sv
    assert kinds_of(found.compared[1]) == []


def test_gaps_with_the_same_suggestion_name_one_another() -> None:
    found = compared(item("", "Konsultointi"), item("V8", "konsultointi "), item("", "Koulutuspäivä"))
    others = {each.item.name: [remark.others for remark in each.remarks] for each in found.gaps}
    assert {name: [[each.code for each in items] for items in named] for name, named in others.items()} == {
        "Konsultointi": [["V8"]],
        "konsultointi ": [[""]],
        "Koulutuspäivä": [],
    }


# --- since when -------------------------------------------------------------------------------------------------------


def test_the_comparison_of_a_company_says_since_when_rows_were_read_whatever_was_asked_for() -> None:
    source, target, company = Mock(), Mock(), Mock()
    source.register_items.return_value = [item("B1")]
    source.recent_use.return_value = RecentUse((), since=datetime(2026, 5, 25, 22, tzinfo=UTC))
    target.catalogue.return_value = Catalogue(PRODUCTS)
    company.code_map.return_value = CodeMap()
    assert compare_company(company, source, target).since == date(2026, 5, 26)


# --- order and words --------------------------------------------------------------------------------------------------


def test_gaps_with_most_rows_come_first_and_the_rest_by_kind_and_name() -> None:
    items = (
        item("B1", "b", RowKind.WORK),
        item("B1", "B"),
        item("B1", "a"),
        item("", "harvoin"),
        item("", "usein", RowKind.TRAVEL),
        item("", "ei koskaan"),
    )
    uses = (use(name="harvoin", rows=1), use(name="usein", rows=9, kind=RowKind.TRAVEL), use("B1", name="B", rows=99))
    names = [each.item.name for each in compared(*items, uses=uses).compared]
    assert names == ["usein", "harvoin", "ei koskaan", "a", "B", "b"]


def test_every_verdict_and_remark_has_its_words() -> None:
    assert VERDICT_MESSAGES.keys() == VERDICT_WORDS.keys() == set(Verdict)
    assert REMARK_MESSAGES.keys() == REMARK_WORDS.keys() == set(RemarkKind)


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("language", Language)
def test_a_gap_says_what_to_do_and_nothing_else_does(verdict: Verdict, language: Language) -> None:
    each = replace(only(item("Z/ 9")), verdict=verdict)
    assert bool(each.message.to_do.say(language)) == verdict.is_gap
    assert "{" not in each.message.say(language)


@pytest.mark.parametrize("code", ["Z9", ""])
def test_a_stranger_is_not_to_be_corrected_in_a_register_that_does_not_have_it(code: str) -> None:
    stranger = compared(uses=(use(code, name="Vanha"),)).strangers[0]
    assert stranger.message.to_do.fi
    assert "Asetukset" not in stranger.message.to_do.fi
    assert not replace(stranger, verdict=Verdict.MATCHED).message.to_do.fi
