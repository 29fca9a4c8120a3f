"""A product that a person adds or changes by itself; files of products go through ``product_import``."""

from django.db import transaction

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError
from severa_maestro.maestro.registers import messages
from severa_maestro.maestro.registers.models import RegisterProduct


def keep_product(product: RegisterProduct) -> None:
    """Saves a product, new or known, by the rules that hold for a file's lines as well.

    Raises:
        DataError: its code is another product's, another one of its group has its supplier's number, or A/0 would move
            or become inactive.
    """
    with transaction.atomic():
        # An import of this company, or another person, waits here on PostgreSQL; SQLite has one writer anyway.
        Company.objects.select_for_update(no_key=True).get(pk=product.company_id)
        others = RegisterProduct.objects.filter(group=product.group).exclude(pk=product.pk)
        if taken := others.filter(number=product.number).first():
            raise DataError("product-code-taken", messages.PRODUCT_CODE_TAKEN, product=product.code, name=taken.name)
        if product.product_number:
            _refuse_number_of(others.filter(supplier=product.supplier, product_number=product.product_number).first())
        product.save()


def _refuse_number_of(other: RegisterProduct | None) -> None:
    if other is not None:
        values = {"number": other.product_number, "product": other.code, "name": other.name}
        raise DataError("product-number-taken", messages.PRODUCT_NUMBER_TAKEN, **values)
