"""One product kept by a person: the rules of a file's lines hold for it, and nothing is written that breaks one."""

import pytest

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError
from severa_maestro.language import Language
from severa_maestro.maestro.registers.keeping import keep_product
from severa_maestro.maestro.registers.models import ProductGroup, RegisterProduct
from severa_maestro.maestro.registers.product_import import plan_import
from tests.maestro.conftest import make_company


def unsaved(company: Company, number: int, letter: str = "A", **fields: object) -> RegisterProduct:
    group, _ = ProductGroup.objects.get_or_create(company=company, letter=letter)
    return RegisterProduct(company=company, group=group, number=number, name="Saha", **fields)


def test_a_new_product_is_kept(company: Company) -> None:
    keep_product(unsaved(company, 1))
    assert RegisterProduct.objects.get(company=company, number=1).name == "Saha"


def test_a_code_belongs_to_one_product_of_a_company(company: Company) -> None:
    keep_product(unsaved(company, 1))
    keep_product(unsaved(make_company("Toinen Oy"), 1))
    with pytest.raises(DataError) as refused:
        keep_product(unsaved(company, 1))
    assert refused.value.code == "product-code-taken"
    assert "A/1" in refused.value.say(Language.FINNISH)
    assert "Saha" in refused.value.say(Language.FINNISH)


def test_a_suppliers_number_belongs_to_one_product_of_a_group(company: Company) -> None:
    keep_product(unsaved(company, 1, supplier="S", product_number="55"))
    keep_product(unsaved(company, 2, supplier="T", product_number="55"))
    keep_product(unsaved(company, 3, letter="B", supplier="S", product_number="55"))
    keep_product(unsaved(company, 4, supplier="S"))
    keep_product(unsaved(company, 5, supplier="S"))
    with pytest.raises(DataError) as refused:
        keep_product(unsaved(company, 6, supplier="S", product_number="55"))
    assert refused.value.code == "product-number-taken"
    assert "A/1 Saha" in refused.value.say(Language.ENGLISH)


def test_a_product_that_is_kept_again_is_not_in_its_own_way(company: Company) -> None:
    product = unsaved(company, 1, supplier="S", product_number="55")
    keep_product(product)
    product.name = "Höylä"
    keep_product(product)
    assert RegisterProduct.objects.get(pk=product.pk).name == "Höylä"


def test_the_fallback_product_is_not_made_inactive(company: Company) -> None:
    product = RegisterProduct.objects.filter(company=company).fallback().get()
    product.is_active = False
    with pytest.raises(DataError):
        keep_product(product)
    assert RegisterProduct.objects.get(pk=product.pk).is_active


@pytest.mark.parametrize(("cell", "name"), [("'=1+1", "=1+1"), ("'kpl", "'kpl"), ("''-x", "'-x")])
def test_the_apostrophe_that_an_export_puts_before_a_formula_is_no_part_of_the_text(
    company: Company, cell: str, name: str
) -> None:
    (planned,) = plan_import(company, f"TuoteId;Nimi\nA1;{cell}\n".encode()).added
    assert planned.values["name"] == name
