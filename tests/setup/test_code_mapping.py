"""The code map's lines: what may be put into it, and what follows what."""

from datetime import date

import pytest
from django.db.models import F

from severa_maestro.companies.models import CodeMapping, Company
from severa_maestro.errors import ConfigurationError, DataError, SeveraMaestroError
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.language import Language
from severa_maestro.matching.code_map import Mapping
from severa_maestro.matching.products import ProductCode, read_code
from severa_maestro.setup.code_mapping import change, map_code, unmap
from severa_maestro.transfer.ledger.models import LogLine
from tests.matching.test_products import catalogue_of

NEW_YEAR = date(2027, 1, 1)
CATALOGUE = catalogue_of("C26", "C27", "A1")


@pytest.fixture
def company(db: None) -> Company:
    return Company.objects.create(name="Testi Oy", waiting_status="A", transferred_status="B")


def mapping(
    code: str, product: str, first: date | None = None, last: date | None = None, kind: RowKind = RowKind.TRAVEL
) -> Mapping:
    to = read_code(product)
    assert to is not None
    return Mapping(kind=kind, code=code, product=to, valid_from=first, valid_to=last)


def lines(company: Company) -> list[tuple[str, str, date | None, date | None]]:
    found = CodeMapping.objects.filter(company=company).order_by(F("valid_from").asc(nulls_first=True), "pk")
    return [(each.code, str(each.product), each.valid_from, each.valid_to) for each in found]


def test_a_line_is_there_and_in_the_log(company: Company) -> None:
    mapped = map_code(company, mapping(" KM ", "C26"), CATALOGUE, actor="anna")
    assert (mapped.is_new, mapped.ended) == (True, None)
    assert lines(company) == [("KM", "C/26", None, None)]
    (line,) = LogLine.objects.filter(company=company)
    assert line.text(Language.FINNISH) == "anna lisäsi koodikarttaan: matkakulu, koodi KM → C/26, voimassa aina."


def test_a_successor_ends_the_line_before_it_the_day_before(company: Company) -> None:
    map_code(company, mapping("KM", "C26"), CATALOGUE, actor="anna")
    mapped = map_code(company, mapping("km", "C27", NEW_YEAR), CATALOGUE, actor="anna")
    assert mapped.ended is not None
    assert lines(company) == [("KM", "C/26", None, date(2026, 12, 31)), ("km", "C/27", NEW_YEAR, None)]
    code_map = company.code_map()
    assert code_map.find(RowKind.TRAVEL, "KM", date(2026, 12, 31)) == mapped.ended.as_mapping()
    assert code_map.find(RowKind.TRAVEL, "KM", NEW_YEAR) == mapped.line.as_mapping()


def test_the_same_line_again_changes_nothing(company: Company) -> None:
    map_code(company, mapping("KM", "C26", NEW_YEAR), CATALOGUE, actor="anna")
    assert not map_code(company, mapping(" k m", "C26", NEW_YEAR), CATALOGUE, actor="anna").is_new
    assert (len(lines(company)), LogLine.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("wanted", "error", "code"),
    [
        (mapping("  ", "C26"), ConfigurationError, "mapping-without-code"),
        (mapping("KM", "Z9"), ConfigurationError, "product-unknown"),
        (mapping("KM", "C26", NEW_YEAR, date(2026, 1, 1)), ConfigurationError, "days-reversed"),
        (mapping("KM", "C27"), DataError, "mapping-overlaps"),
        (mapping("KM", "C27", date(2026, 6, 1), date(2026, 6, 30)), DataError, "mapping-overlaps"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    company: Company, wanted: Mapping, error: type[SeveraMaestroError], code: str
) -> None:
    map_code(company, mapping("KM", "C26", date(2026, 1, 1), date(2026, 12, 31)), CATALOGUE, actor="anna")
    before = lines(company)
    with pytest.raises(error) as refusal:
        map_code(company, wanted, CATALOGUE, actor="anna")
    assert refusal.value.code == code
    assert lines(company) == before


def test_another_kind_or_company_does_not_stand_in_the_way(company: Company) -> None:
    other = Company.objects.create(name="Toinen Oy", waiting_status="A", transferred_status="B")
    for each, kind in ((company, RowKind.TRAVEL), (company, RowKind.PRODUCT), (other, RowKind.TRAVEL)):
        map_code(each, mapping("KM", "C26", kind=kind), CATALOGUE, actor="anna")
    assert (len(lines(company)), len(lines(other))) == (2, 1)


def test_a_line_is_taken_out_by_its_number_and_only_of_its_own_company(company: Company) -> None:
    line = map_code(company, mapping("KM", "C26"), CATALOGUE, actor="anna").line
    other = Company.objects.create(name="Toinen Oy", waiting_status="A", transferred_status="B")
    with pytest.raises(DataError):
        unmap(other, line.pk, actor="anna")
    assert unmap(company, line.pk, actor="anna").line.product == ProductCode("C", 26)
    assert lines(company) == []
    assert [each.code for each in LogLine.objects.filter(company=company)] == ["code-mapped", "code-unmapped"]


def test_taking_a_successor_out_tells_of_the_line_that_ends_without_one(company: Company) -> None:
    first = map_code(company, mapping("KM", "C26"), CATALOGUE, actor="anna").line
    second = map_code(company, mapping("km", "C27", NEW_YEAR), CATALOGUE, actor="anna").line
    taken = unmap(company, second.pk, actor="anna")
    assert taken.before is not None
    assert (taken.before.pk, taken.before.valid_to) == (first.pk, date(2026, 12, 31))
    assert [each.code for each in LogLine.objects.filter(company=company)] == [
        "code-mapped",
        "code-map-ended",
        "code-mapped",
        "code-unmapped",
    ]


def test_a_bare_code_and_that_of_the_default_group_are_one_code(company: Company) -> None:
    company.default_group = "B"
    company.save()
    map_code(company, mapping("B1", "C26"), CATALOGUE, actor="anna")
    assert company.code_map().find(RowKind.TRAVEL, "1", NEW_YEAR) is not None
    with pytest.raises(DataError, match="mapping-overlaps"):
        map_code(company, mapping("1", "C27"), CATALOGUE, actor="anna")


def test_a_line_is_changed_whole_or_not_at_all(company: Company) -> None:
    first = map_code(company, mapping("KM", "C26", None, date(2026, 12, 31)), CATALOGUE, actor="anna").line
    map_code(company, mapping("KM", "C27", NEW_YEAR), CATALOGUE, actor="anna")
    logged = LogLine.objects.count()
    with pytest.raises(DataError, match="mapping-overlaps"):
        change(company, first.pk, mapping("KM", "A1", None, NEW_YEAR), CATALOGUE, actor="anna")
    with pytest.raises(DataError, match="mapping-unknown"):
        change(company, 0, mapping("X", "A1"), CATALOGUE, actor="anna")
    assert not change(company, first.pk, first.as_mapping(), CATALOGUE, actor="anna").is_new
    assert LogLine.objects.count() == logged
    change(company, first.pk, mapping("KM", "A1", None, date(2026, 6, 30)), CATALOGUE, actor="anna")
    assert set(lines(company)) == {("KM", "A/1", None, date(2026, 6, 30)), ("KM", "C/27", NEW_YEAR, None)}
