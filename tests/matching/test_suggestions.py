"""Which products are suggested for names and codes as people write them, and when there is no doubt."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.matching.products import FALLBACK, Product, ProductCode, read_code
from severa_maestro.matching.suggestions import (
    LEAST_SCORE,
    MOST,
    SURE_SCORE,
    Sought,
    Suggester,
    Suggestion,
    in_doubt,
    is_sure,
)
from severa_maestro.sandbox.long_registers import long_registers

SURE = SURE_SCORE

#: Products of a register with near namesakes, as in life.
NAMES = (
    "Konsultointipäivä",
    "Konsultointi",
    "Koulutuspäivä",
    "Projektipäällikkö, päivä",
    "Hotelli, kotimaa",
    "Hotelli, ulkomaat",
    "Kilometrikorvaus 2025",
    "Kilometrikorvaus 2026",
    "Kokopäiväraha 2026",
    "Osapäiväraha 2026",
    "Rakennustyö, käännetty verovelvollisuus",
    "Asennustyö, käännetty verovelvollisuus",
    "Järjestelmän käyttöönotto",
    "Lisenssi, käyttäjä",
    "Ylläpitosopimus, kuukausi",
    "Tietoturvakartoitus",
    "Ammattilehti, vuosikerta",
    "Palvelupaketti A",
    "Palvelupaketti B",
    "Testaus, puolipäivä",
    "Testaus, ylityö 50 %",
    "Testaus, ylityö 100 %",
)

WORDS = ("Konsultointi", "Päiväraha", "Hotelli", "Koulutus", "Lisenssi", "Ylläpito", "Junamatka", "Asennus", "Testaus")
some_names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True).map(" ".join)
any_names = st.text(max_size=30) | some_names | st.sampled_from(NAMES)
any_codes = st.text(max_size=6) | st.sampled_from(["", "B-1", "B 1 a", "b01", "C2", "B"])


def product(code: str, name: str, **values: object) -> Product:
    read = read_code(code)
    assert read is not None
    return Product(**{"code": read, "name": name, **values})  # type: ignore[arg-type]


def register(*names: str) -> list[Product]:
    return [product(f"B{number}", name) for number, name in enumerate(names, start=1)]


def best(found: tuple[Suggestion, ...]) -> str:
    return found[0].product.name if found else ""


def score(name: str, of_product: str, code: str = "", product_code: str = "B12") -> int:
    """How well one product fits; 0 where it is not suggested."""
    found = Suggester([product(product_code, of_product)]).suggest(Sought(name=name, code=code))
    return found[0].score if found else 0


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Konsultointi, päivä", "Konsultointipäivä"),
        ("KONSULTOINTI-PÄIVÄ", "Konsultointipäivä"),
        ("konsultointi pv", "Konsultointipäivä"),
        ("Konsultointi", "Konsultointi"),
        ("Koulutus, pv", "Koulutuspäivä"),
        ("Proj.pääll. pv", "Projektipäällikkö, päivä"),
        ("Päivä, projektipaallikko", "Projektipäällikkö, päivä"),
        ("Kotimaan hotelli", "Hotelli, kotimaa"),
        ("Hotelli ulkomaa", "Hotelli, ulkomaat"),
        ("Km-korvaus 2026", "Kilometrikorvaus 2026"),
        ("Kilometrikorv. 2025", "Kilometrikorvaus 2025"),
        ("2026 kokopäiväraha", "Kokopäiväraha 2026"),
        ("Käänn. verovelv., rakennustyö", "Rakennustyö, käännetty verovelvollisuus"),
        ("Käyttöönotto (järjestelmä)", "Järjestelmän käyttöönotto"),
        ("Käyttäjälisenssi", "Lisenssi, käyttäjä"),
        ("Ylläpitosopimus/kk", "Ylläpitosopimus, kuukausi"),
        ("Tietoturvakartoituss", "Tietoturvakartoitus"),
        ("Ammattilehti vuosik.", "Ammattilehti, vuosikerta"),
        ("PALVELUPAKETTI B", "Palvelupaketti B"),
        ("Testaus ½ pv", "Testaus, puolipäivä"),
        ("Testaus YT100", "Testaus, ylityö 100 %"),
    ],
)
def test_a_name_written_otherwise_is_known_without_doubt_among_its_namesakes(written: str, meant: str) -> None:
    found = Suggester(register(*NAMES)).suggest(Sought(name=written))
    assert best(found) == meant
    assert is_sure(found, SURE)


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("Hotelli, kotimaa", "Hotelli, ulkomaat"),
        ("Päiväraha 2025", "Päiväraha 2026"),
        ("Päiväraha, kotimaa, kokopäivä", "Päiväraha, kotimaa, osapäivä"),
        ("Kokopäiväraha", "Osapäiväraha"),
        ("Päiväraha", "Osapäiväraha"),
        ("Rakennustyö, käännetty verovelvollisuus, kotimaa", "Rakennustyö, käännetty verovelvollisuus, ulkomaat"),
        ("Palvelu 25,5 %", "Palvelu 24 %"),
        ("Paketti A", "Paketti B"),
        ("Konsultointi, taso II", "Konsultointi, taso III"),
        ("Seniorikonsultointi", "Juniorikonsultointi"),
        ("Matkakulu, verollinen", "Matkakulu, ei verollinen"),
        ("Koulutus", "Koulutuspäivä"),
        ("Testaus", "Tietoturvakartoitus"),
        ("Hotelli", ""),
        ("", "Hotelli"),
    ],
)
def test_near_namesakes_are_not_taken_for_one_another(written: str, other: str) -> None:
    assert score(written, other) < SURE
    assert score(other, written) < SURE


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("Konsultointipalvelu EU", "Konsultointipalvelu"),
        ("Konsultointipalvelut USA", "Konsultointipalvelut"),
        ("Ohjelmistokehitystyö ulk.", "Ohjelmistokehitystyö"),
        ("Markkinointipalvelut ulk", "Markkinointipalvelut"),
        ("Konsultointipalvelut osa", "Konsultointipalvelut"),
        ("Asennus- ja huoltotyöt yö", "Asennus- ja huoltotyöt"),
        ("Asennus- ja huoltotyöt la", "Asennus- ja huoltotyöt"),
        ("Verkkopalvelun ylläpito", "Verkkopalvelun ylläpito EU"),
        ("Yötietotekniikkapalvelut", "Tietotekniikkapalvelut"),
        ("Tilintarkastuspalvelutyö", "Tilintarkastuspalvelu"),
        ("Asiantuntijapalvelut, ohjelmistokehittäjäpäivä", "Asiantuntijapalvelut, ohjelmistokehittäjä"),
        ("Ylityö 50 %", "Ylityö"),
    ],
)
def test_a_word_or_number_more_is_never_sure_however_long_the_name_and_like_the_code(written: str, other: str) -> None:
    for code in ("", "B-12"):
        assert score(written, other, code) < SURE
        assert score(other, written, code) < SURE


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("Käännös fi-sv", "Käännös sv-fi"),
        ("Käännös suomi-ruotsi", "Käännös ruotsi-suomi"),
        ("Käännös suomi ruotsi", "Käännös ruotsi suomi"),
        ("Käännös suomi → ruotsi", "Käännös ruotsi → suomi"),
        ("suomi-ruotsi", "ruotsi suomi"),
        ("Levy 2x10", "Levy 10x2"),
        ("Siirto A-B", "Siirto B-A"),
        ("Taso 1.10", "Taso 1.1"),
        ("Kuljetus > 10 km", "Kuljetus < 10 km"),
    ],
)
def test_another_order_that_may_mean_another_thing_is_never_sure(written: str, other: str) -> None:
    assert score(written, written) >= SURE
    assert score(written, other) < SURE
    assert score(other, written) < SURE


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("Asennus ja huolto", "Huolto ja asennus"),
        ("Painettu käsikirja", "Käsikirja, painettu"),
        ("Päiväraha 2026 kotimaa", "Kotimaa päiväraha 2026"),
        ("Myynti 25,50 %", "Myynti 25.5 %"),
        ("Hinta 0,50", "Hinta 0,5"),
        ("Hotelli ulk.", "Hotelli, ulkomaat"),
        ("Konsultointi per tunti", "Konsultointi, tunti"),
    ],
)
def test_what_only_writes_the_same_otherwise_stays_sure(written: str, other: str) -> None:
    assert score(written, other) >= SURE
    assert score(other, written) >= SURE


@pytest.mark.parametrize("negation", ["ei", "non-", "not", "ilman", "utan", "ulk", "ulkopuolinen", "ulkopuolella"])
def test_a_negation_makes_the_opposite_of_a_name(negation: str) -> None:
    assert score(f"Markkinointipalvelut {negation} EU", "Markkinointipalvelut EU") < 60


def test_a_known_other_vat_rate_is_never_sure_even_with_the_same_name_and_a_like_code() -> None:
    products = [product("B12", "Konsultointi", vat_rate=Decimal(10))]
    found = Suggester(products).suggest(Sought(name="Konsultointi", code="B-12", vat_rate=Decimal("25.5")))
    assert found[0].score < SURE


def test_suggestions_in_doubt_are_the_same_but_none_is_sure() -> None:
    found = tuple(Suggestion(each, points) for each, points in zip(register("a", "b"), (95, 60), strict=True))
    doubted = in_doubt(found)
    assert [each.product for each in doubted] == [each.product for each in found]
    assert [each.score for each in doubted] == [SURE - 1, 60]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_of_the_gaps_of_long_registers_nearly_all_are_sure_and_none_is_wrong(seed: int) -> None:
    made = long_registers(seed, 200, 60, clean=True)
    right = {each.key: each.right_code for each in made.truths if each.is_gap}
    suggester = Suggester(
        product(each.key, each.name, unit=each.unit, vat_rate=each.vat_rate, is_active=each.is_active)
        for each in made.maestro_products
    )
    shelves = (
        (RowKind.PRODUCT, made.products),
        (RowKind.WORK, made.work_types),
        (RowKind.TRAVEL, made.travel_expenses),
    )
    gaps = [(kind, each) for kind, shelf in shelves for each in shelf if each.key in right]
    found = {
        item.key: suggester.suggest(Sought(name=item.name, code=item.code or "", kind=kind)) for kind, item in gaps
    }
    sure = {key: suggestions[0].product.code for key, suggestions in found.items() if is_sure(suggestions, SURE)}
    assert [key for key, code in sure.items() if code != read_code(right[key])] == []
    assert len(sure) >= 54


@pytest.mark.parametrize("code", ["B-12", "b 012", "B.12", "B12", "BI2", "Bl2"])
def test_another_spelling_of_the_code_makes_a_like_name_sure(code: str) -> None:
    assert score("Lentoliput", "Lentolippu") < SURE <= score("Lentoliput", "Lentolippu", code)


@pytest.mark.parametrize(("code", "product_code"), [("B1O", "B10"), ("B-2O", "B20"), ("BO5", "B5")])
def test_the_letter_o_in_a_code_is_a_zero(code: str, product_code: str) -> None:
    assert score("Koulutus", "Koulutuspäivä", code, product_code) == score(
        "Koulutus", "Koulutuspäivä", product_code, product_code
    )


def test_the_closer_the_code_the_better_for_a_like_name() -> None:
    scores = [score("Lentoliput", "Lentolippu", code) for code in ("V-1017", "B21", "B 12 a", "B-12")]
    assert scores == sorted(set(scores))


def test_a_like_code_says_little_for_another_name() -> None:
    assert score("Junamatka", "Tietoturvakartoitus") == 0
    assert score("Junamatka", "Tietoturvakartoitus", "B-12") == LEAST_SCORE
    assert score("Junamatka", "Tietoturvakartoitus", "B21") == 0


def test_a_like_code_does_not_make_one_of_two_years() -> None:
    assert score("Päiväraha 2025", "Päiväraha 2026", "B-12") < SURE


def test_of_two_products_of_one_name_the_code_decides() -> None:
    found = Suggester([product("B12", "Konsultointi"), product("M3", "Konsultointi")]).suggest(
        Sought(name="Konsultointi", code="M-3")
    )
    assert found[0].product.code == ProductCode("M", 3)
    assert is_sure(found, SURE)


def test_two_products_of_one_name_leave_a_doubt() -> None:
    found = Suggester([product("B12", "Konsultointi"), product("M3", "Konsultointi")]).suggest(
        Sought(name="Konsultointi")
    )
    assert len(found) == 2
    assert not is_sure(found, SURE)


def test_another_vat_rate_and_another_unit_lower_the_score_and_an_unknown_one_does_not() -> None:
    products = [product("B1", "Koulutus", unit="pv", vat_rate=Decimal("25.50")), product("B2", "Koulutus")]

    def scores(**values: object) -> dict[str, int]:
        found = Suggester(products).suggest(Sought(name="Koulutus", **values))  # type: ignore[arg-type]
        return {str(each.product.code): each.score for each in found}

    plain = scores()["B/1"]
    assert scores() == {"B/1": plain, "B/2": plain}
    assert scores(unit="Päivä", vat_rate=Decimal("25.5")) == {"B/1": plain, "B/2": plain}
    assert scores(vat_rate=Decimal(14))["B/1"] < scores(unit="kk")["B/1"] < plain == scores(unit="kk")["B/2"]
    assert scores(vat_rate=Decimal(14), unit="kk")["B/1"] < scores(vat_rate=Decimal(14))["B/1"]
    assert scores(vat_rate=Decimal(14))["B/1"] < SURE


def test_work_without_a_unit_is_in_hours() -> None:
    found = Suggester([product("B1", "Testaus", unit="kpl"), product("M1", "Testaus", unit="t")]).suggest(
        Sought(name="Testaus", kind=RowKind.WORK)
    )
    assert found[0].product.unit == "t"
    assert found[0].score > found[1].score


def test_the_fallback_product_and_inactive_products_are_never_suggested() -> None:
    products = [product("A0", "Konsultointi"), product("B1", "Konsultointi", is_active=False)]
    assert Suggester(products).suggest(Sought(name="Konsultointi", code="B1")) == ()


def test_three_are_suggested_at_most_even_where_many_fit() -> None:
    found = Suggester(register(*["Konsultointi"] * 200)).suggest(Sought(name="Konsultointi"))
    assert [str(each.product.code) for each in found] == ["B/1", "B/2", "B/3"]


def test_the_right_one_of_hundreds_that_share_a_word_is_found() -> None:
    products = register(*(f"Konsultointi {letters} {number}" for number in range(100) for letters in WORDS))
    suggester = Suggester(products)
    for each in products[::7]:
        found = suggester.suggest(Sought(name=each.name.upper()))
        assert found[0].product is each
        assert is_sure(found, SURE)


def test_nothing_is_sure_where_nothing_is_suggested() -> None:
    assert not is_sure((), 0)


@pytest.mark.parametrize(
    ("scores", "at_least", "sure"),
    [
        ((80,), 80, True),
        ((79,), 80, False),
        ((90, 85), 80, True),
        ((90, 86), 80, False),
        ((90, 85, 85), 80, True),
        ((100, 100), 0, False),
    ],
)
def test_the_best_is_sure_where_it_scores_enough_and_leads_clearly(
    scores: tuple[int, ...], at_least: int, sure: bool
) -> None:
    found = tuple(Suggestion(each, points) for each, points in zip(register(*NAMES), scores, strict=False))
    assert is_sure(found, at_least) is sure


@given(name=any_names, code=any_codes, names=st.lists(any_names, max_size=8))
def test_suggestions_are_few_good_and_in_order(name: str, code: str, names: list[str]) -> None:
    products = [Product(code=FALLBACK, name=name), *register(*names)]
    found = Suggester(products).suggest(Sought(name=name, code=code))
    assert len(found) <= MOST
    assert all(LEAST_SCORE <= each.score <= 100 for each in found)
    assert list(found) == sorted(found, key=lambda each: (-each.score, each.product.code))
    assert all(each.product in products and each.product.code != FALLBACK for each in found)
    assert found == Suggester(reversed(products)).suggest(Sought(name=name, code=code))


@given(some_names, st.data())
def test_neither_case_nor_the_order_of_a_list_nor_its_signs_change_the_score(name: str, data: st.DataObject) -> None:
    words = data.draw(st.permutations(name.split()))
    separator = data.draw(st.sampled_from([", ", " - ", " / ", " & ", "; ", " ja "]))
    assert score(separator.join(words).upper(), name) == score(name, name) >= 95


@given(some_names, st.sampled_from([" ", "-", "/"]))
def test_words_in_the_same_order_are_one_name_however_they_are_joined(name: str, separator: str) -> None:
    assert score(name.replace(" ", separator), name) >= 95


@given(some_names, st.integers(1, 3000), st.integers(1, 3000))
def test_two_numbers_in_otherwise_equal_names_make_two_things(name: str, one: int, other: int) -> None:
    fits = score(f"{name} {one}", f"{name} {other}")
    assert fits >= 95 if one == other else fits < SURE


@given(some_names, st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_two_words_in_otherwise_equal_names_make_two_things(name: str, one: str, other: str) -> None:
    if one != other and not {one, other} & set(name.split()):
        assert score(f"{name}, {one}", f"{name}, {other}") < SURE
