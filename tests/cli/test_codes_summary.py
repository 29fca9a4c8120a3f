"""What ``codes compare`` says below its table: whether rows are lost, since when they are counted, what is next."""

from dataclasses import replace
from datetime import date

import pytest

from severa_maestro.cli.codes import _sum_up
from severa_maestro.companies.models import Company
from severa_maestro.matching.code_map import CodeMap
from severa_maestro.matching.products import Catalogue
from severa_maestro.setup.comparison import compare
from severa_maestro.severa.source import ItemUse, RegisterItem
from tests.setup.test_comparison import DAY, PRODUCTS, item, use


def summary(capsys: pytest.CaptureFixture[str], *items: RegisterItem, uses: tuple[ItemUse, ...] = ()) -> str:
    compared = compare(items, uses, Catalogue(PRODUCTS), CodeMap(), DAY)
    _sum_up(Company(name="Esimerkki Oy"), replace(compared, since=date(2026, 5, 26)))
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("fi", "Laskurivit luettu 26.5.2026 alkaen."),
        ("sv", "lästa från och med 26.5.2026."),
        ("en", "26 May 2026"),
    ],
)
@pytest.mark.parametrize("code", ["B1", ""])
def test_it_says_since_when_rows_were_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, day: str, code: str
) -> None:
    monkeypatch.setenv("SEVERA_MAESTRO_LANGUAGE", language)
    assert day in summary(capsys, item(code))


def test_without_gaps_it_is_fine_and_nothing_is_next(capsys: pytest.CaptureFixture[str]) -> None:
    said = summary(capsys, item("B1"), uses=(use("B1", rows=60),))
    assert said.startswith("✓")
    assert "Next" not in said


def test_items_with_a_gap_are_closed_by_suggestions(capsys: pytest.CaptureFixture[str]) -> None:
    said = summary(capsys, item("", "Konsultointi"))
    assert said.startswith("!")
    assert said.endswith('Next: severa-maestro codes set "Esimerkki Oy" --suggested')


def test_rows_lost_by_strange_codes_alone_are_no_success_and_the_code_map_is_next(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = summary(capsys, item("B1"), uses=(use("OLD", name="zzz", rows=60),))
    assert said.startswith("!")
    assert "60/60" in said
    assert said.endswith('Next: severa-maestro codes map "Esimerkki Oy" CODE PRODUCT')


def test_rows_without_a_code_are_for_severa(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEVERA_MAESTRO_LANGUAGE", "fi")
    said = summary(capsys, item("B1"), uses=(use(name="zzz", rows=60),))
    assert said.startswith("!")
    assert said.endswith("Valitse Severassa laskuriville tuote, työlaji tai matkakulu, jolla on koodi.")
