"""A/0 is there as long as its company is, and codes do not change under invoices."""

import pytest
from django.db.models.deletion import RestrictedError

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError
from severa_maestro.language import Language
from severa_maestro.maestro.registers.models import ProductGroup, RegisterProduct
from severa_maestro.matching.products import FALLBACK


@pytest.fixture
def fallback(company: Company) -> RegisterProduct:
    return company.products.get()


@pytest.fixture
def other_group(company: Company) -> ProductGroup:
    return ProductGroup.objects.create(company=company, letter="B")


def assert_refused(refused: pytest.ExceptionInfo[DataError]) -> None:
    assert refused.value.code == "fallback-product-protected"
    assert all("A/0" in refused.value.say(language) for language in Language)
    fallback = RegisterProduct.objects.get()
    assert (fallback.code, fallback.is_active) == (FALLBACK, True)


def test_the_fallback_product_cannot_be_deleted(fallback: RegisterProduct) -> None:
    with pytest.raises(DataError) as refused:
        fallback.delete()
    assert_refused(refused)


def test_nor_as_one_of_many(fallback: RegisterProduct) -> None:
    with pytest.raises(DataError) as refused:
        RegisterProduct.objects.all().delete()
    assert_refused(refused)


def test_nor_under_a_number_that_was_changed_in_memory(fallback: RegisterProduct) -> None:
    fallback.number = 9
    with pytest.raises(DataError) as refused:
        fallback.delete()
    assert_refused(refused)


@pytest.mark.parametrize("change", [{"number": 5}, {"is_active": False}])
def test_it_cannot_be_renumbered_or_made_inactive(fallback: RegisterProduct, change: dict[str, object]) -> None:
    for name, value in change.items():
        setattr(fallback, name, value)
    with pytest.raises(DataError) as refused:
        fallback.save()
    assert_refused(refused)
    with pytest.raises(DataError) as refused:
        RegisterProduct.objects.update(**change)
    assert_refused(refused)


def test_it_cannot_be_moved_to_another_group(fallback: RegisterProduct, other_group: ProductGroup) -> None:
    fallback.group = other_group
    with pytest.raises(DataError) as refused:
        fallback.save()
    assert_refused(refused)
    with pytest.raises(DataError) as refused:
        RegisterProduct.objects.update(group=other_group)
    assert_refused(refused)


def test_its_group_can_neither_go_nor_change_its_letter(fallback: RegisterProduct) -> None:
    with pytest.raises(RestrictedError):
        fallback.group.delete()
    fallback.group.letter = "C"
    with pytest.raises(DataError) as refused:
        fallback.group.save()
    assert refused.value.code == "group-letter-fixed"


def test_its_name_and_account_may_change(fallback: RegisterProduct) -> None:
    fallback.name = "Sekalaiset"
    fallback.save()
    RegisterProduct.objects.update(sales_account="3900", is_active=True)
    assert RegisterProduct.objects.get().name == "Sekalaiset"


def test_other_products_may_be_made_inactive_and_deleted(other_group: ProductGroup) -> None:
    product = RegisterProduct.objects.create(company=other_group.company, group=other_group, number=0)
    product.is_active = False
    product.save()
    RegisterProduct.objects.filter(number=0, group=other_group).update(number=3)
    product.refresh_from_db()
    product.delete()
    assert RegisterProduct.objects.count() == 1
