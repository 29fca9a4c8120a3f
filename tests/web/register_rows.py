"""Records of Maestro's registers as imports and runs would have written them."""

from datetime import date
from decimal import Decimal

from severa_maestro.companies.models import Company
from severa_maestro.maestro.registers.models import (
    ProductGroup,
    RegisterCustomer,
    RegisterProduct,
    SalesInvoice,
    SalesInvoiceRow,
)
from severa_maestro.matching.products import read_code


def a_product(company: Company, code: str, **fields: object) -> RegisterProduct:
    """A product, in a group that is made where it is not there yet."""
    read = read_code(code)
    assert read is not None
    group, _ = ProductGroup.objects.get_or_create(company=company, letter=read.group)
    values = {"name": f"Tuote {code}", "sales_account": "3000", "vat_rate": Decimal("25.5"), **fields}
    return RegisterProduct.objects.create(company=company, group=group, number=read.number, **values)


def a_customer(company: Company, number: str = "1001", **fields: object) -> RegisterCustomer:
    """A customer."""
    values = {"name": "Äyräs Oy", "business_id": "2695707-0", "town": "Turku", **fields}
    return RegisterCustomer.objects.create(company=company, number=number, **values)


def an_invoice(
    customer: RegisterCustomer,
    number: int = 2001,
    *products: RegisterProduct,
    total: str = "125.50",
    **fields: object,
) -> SalesInvoice:
    """An invoice of 25.50 VAT, with a row of one euro on each of the products."""
    amount, nothing = Decimal(total), Decimal(0)
    values: dict[str, object] = {
        "numbering_unit": "HKI",
        "invoice_date": date(2026, 11, 1),
        "due_date": date(2026, 11, 15),
        "currency": "EUR",
        "total_excluding_vat": amount - Decimal("25.50"),
        "total_vat": Decimal("25.50"),
        "total_including_vat": amount,
        "rounding_excluding_vat": nothing,
        "rounding_vat": nothing,
        "rounding_including_vat": nothing,
    }
    invoice = SalesInvoice.objects.create(
        company=customer.company, customer=customer, number=number, buyer_name=customer.name, **{**values, **fields}
    )
    for place, product in enumerate(products, start=1):
        SalesInvoiceRow.objects.create(
            invoice=invoice,
            number=place,
            product=product,
            rule="fallback" if product.is_fallback else "equal-code",
            kind="work",
            name="Konsultointi",
            quantity=Decimal(1),
            unit_price=Decimal(1),
            excluding_vat=Decimal(1),
            vat=Decimal("0.26"),
            including_vat=Decimal("1.26"),
            vat_rate=Decimal("25.5"),
        )
    return invoice
