"""Maestro's registers as the embedded default keeps them.

Maestro's own tables are not public: these hold what its documentation names (product groups A–Z with account and
VAT, products with group and number) and all of a Severa invoice that a ledger needs. Texts from Severa are of any
length, and its numbers of any number of decimals: nothing is cut. Severa's own ids are not here but in the ledger of
transfers: they change.
"""

from decimal import Decimal
from typing import Any

from django.core.validators import RegexValidator
from django.db import models

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError
from severa_maestro.exact_decimal import ExactDecimalField
from severa_maestro.maestro.registers import messages
from severa_maestro.matching.products import FALLBACK, Product, ProductCode


def rate_field() -> "models.DecimalField[Decimal | None, Decimal | None]":
    """A rate of VAT in per cent; null where there is none."""
    return models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)


class ProductGroup(models.Model):
    """A main group (pääryhmä) A–Z: the account and VAT of its products that have none of their own."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="product_groups")
    letter = models.CharField(max_length=1, validators=[RegexValidator("^[A-Z]$")])
    name = models.TextField(blank=True)
    sales_account = models.TextField(blank=True)
    vat_rate = rate_field()

    class Meta:
        ordering = ("letter",)
        constraints = (models.UniqueConstraint(fields=("company", "letter"), name="one_group_a_letter"),)

    def __str__(self) -> str:
        return f"{self.letter} {self.name}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises DataError where the letter has changed: it is part of each product's code."""
        if self.pk is not None and ProductGroup.objects.filter(pk=self.pk).exclude(letter=self.letter).exists():
            raise DataError("group-letter-fixed", messages.GROUP_LETTER_FIXED, letter=self.letter)
        super().save(*args, **kwargs)


class ProductQuerySet(models.QuerySet["RegisterProduct"]):
    """Products; as a set, too, they keep A/0 from harm."""

    def fallback(self) -> "ProductQuerySet":
        """Those of the set that are A/0."""
        return self.filter(group__letter=FALLBACK.group, number=FALLBACK.number)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Deletes them. Raises DataError where A/0 is among them."""
        if self.fallback().exists():
            raise _fallback_protected()
        return super().delete()

    def update(self, **changes: Any) -> int:
        """Changes them. Raises DataError where that would move A/0 or make it inactive."""
        harmful = {"number", "group", "group_id"} & changes.keys() or changes.get("is_active", True) is not True
        if harmful and self.fallback().exists():
            raise _fallback_protected()
        return super().update(**changes)


class RegisterProduct(models.Model):
    """A product: TuoteId = group letter + number.

    A/0 cannot be deleted, moved or made inactive, except that it goes with its company.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="products")
    group = models.ForeignKey(ProductGroup, on_delete=models.RESTRICT, related_name="products")
    number = models.PositiveIntegerField()
    name = models.TextField(blank=True)
    unit = models.TextField(blank=True)
    #: ToimittajaId: the supplier whose product number this is, where there is one.
    supplier = models.TextField(blank=True)
    #: Tuotenumero: the supplier's number of the product, which is not always a number; ``number`` is TuoteId's.
    product_number = models.TextField(blank=True)
    sales_account = models.TextField(blank=True)
    vat_rate = rate_field()
    is_active = models.BooleanField(default=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ("group__letter", "number")
        constraints = (models.UniqueConstraint(fields=("group", "number"), name="one_product_a_code"),)

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises DataError where A/0 would move or become inactive."""
        was_fallback = self.pk is not None and RegisterProduct.objects.filter(pk=self.pk).fallback().exists()
        if (was_fallback and not self.is_fallback) or (self.is_fallback and not self.is_active):
            raise _fallback_protected()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises DataError for A/0."""
        if self.is_fallback or RegisterProduct.objects.filter(pk=self.pk).fallback().exists():
            raise _fallback_protected()
        return super().delete(*args, **kwargs)

    @property
    def code(self) -> ProductCode:
        """The product's code."""
        return ProductCode(self.group.letter, self.number)

    @property
    def is_fallback(self) -> bool:
        """Whether this is A/0, which every company has and nobody may delete."""
        return self.code == FALLBACK

    def as_product(self) -> Product:
        """The product as a value, with what its group gives it."""
        return Product(
            code=self.code,
            name=self.name,
            unit=self.unit,
            vat_rate=self.vat_rate if self.vat_rate is not None else self.group.vat_rate,
            sales_account=self.sales_account or self.group.sales_account,
            is_active=self.is_active,
        )


def _fallback_protected() -> DataError:
    return DataError("fallback-product-protected", messages.FALLBACK_PROTECTED)


class RegisterCustomer(models.Model):
    """A customer of the customer register, under its customer number."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="customers")
    number = models.TextField()
    name = models.TextField(blank=True)
    business_id = models.TextField(blank=True)
    vat_number = models.TextField(blank=True)
    street = models.TextField(blank=True)
    postal_code = models.TextField(blank=True)
    town = models.TextField(blank=True)
    region = models.TextField(blank=True)
    country = models.TextField(blank=True)
    country_code = models.TextField(blank=True)
    email = models.TextField(blank=True)
    electronic_address = models.TextField(blank=True)
    electronic_operator = models.TextField(blank=True)
    language = models.TextField(blank=True)
    currency = models.TextField(blank=True)
    payment_term_days = models.IntegerField(null=True, blank=True)
    overdue_interest = models.TextField(blank=True)
    is_reverse_charged = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("company", "number"), name="one_customer_a_number"),)

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()


class SalesInvoice(models.Model):
    """A sales invoice or credit note. Its totals are Severa's, unchanged."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="sales_invoices")
    customer = models.ForeignKey(RegisterCustomer, on_delete=models.RESTRICT, related_name="sales_invoices")
    #: The stable key of the unit whose series gave the number.
    numbering_unit = models.CharField(max_length=100)
    number = models.BigIntegerField()
    is_credit_note = models.BooleanField(default=False)
    #: The invoice that a credit note credits, where that is in the register.
    credits = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, blank=True, related_name="credit_notes")
    business_unit_code = models.TextField(blank=True)
    business_unit_name = models.TextField(blank=True)
    business_unit_vat_number = models.TextField(blank=True)
    invoice_date = models.DateField()
    due_date = models.DateField(null=True, blank=True)
    entry_date = models.DateField(null=True, blank=True)
    #: When it was paid, where Severa knew that at the time of the transfer.
    payment_date = models.DateField(null=True, blank=True)
    currency = models.TextField()
    currency_rate = ExactDecimalField(null=True, blank=True)
    total_excluding_vat = ExactDecimalField()
    total_vat = ExactDecimalField()
    total_including_vat = ExactDecimalField()
    #: Totals less the sums of the rows: named, never hidden in a row.
    rounding_excluding_vat = ExactDecimalField()
    rounding_vat = ExactDecimalField()
    rounding_including_vat = ExactDecimalField()
    is_reverse_charged = models.BooleanField(default=False)
    reverse_charge_text = models.TextField(blank=True)
    reference_number = models.TextField(blank=True)
    our_reference = models.TextField(blank=True)
    your_reference = models.TextField(blank=True)
    order_number = models.TextField(blank=True)
    purchase_order_number = models.TextField(blank=True)
    payment_term_days = models.IntegerField(null=True, blank=True)
    payment_term_text = models.TextField(blank=True)
    overdue_interest = ExactDecimalField(null=True, blank=True)
    virtual_bar_code = models.TextField(blank=True)
    title = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    text_before_rows = models.TextField(blank=True)
    text_after_rows = models.TextField(blank=True)
    language = models.TextField(blank=True)
    project_number = models.TextField(blank=True)
    project_name = models.TextField(blank=True)
    buyer_name = models.TextField(blank=True)
    buyer_business_id = models.TextField(blank=True)
    buyer_vat_number = models.TextField(blank=True)
    buyer_street = models.TextField(blank=True)
    buyer_postal_code = models.TextField(blank=True)
    buyer_town = models.TextField(blank=True)
    buyer_region = models.TextField(blank=True)
    buyer_country = models.TextField(blank=True)
    buyer_country_code = models.TextField(blank=True)
    buyer_contact_name = models.TextField(blank=True)
    buyer_email = models.TextField(blank=True)
    buyer_phone = models.TextField(blank=True)
    buyer_electronic_address = models.TextField(blank=True)
    buyer_electronic_operator = models.TextField(blank=True)
    seller_name = models.TextField(blank=True)
    seller_business_id = models.TextField(blank=True)
    seller_vat_number = models.TextField(blank=True)
    seller_street = models.TextField(blank=True)
    seller_postal_code = models.TextField(blank=True)
    seller_town = models.TextField(blank=True)
    seller_region = models.TextField(blank=True)
    seller_country = models.TextField(blank=True)
    seller_country_code = models.TextField(blank=True)
    seller_contact_name = models.TextField(blank=True)
    seller_email = models.TextField(blank=True)
    seller_phone = models.TextField(blank=True)
    seller_electronic_address = models.TextField(blank=True)
    seller_electronic_operator = models.TextField(blank=True)
    #: ``IBAN BIC``, one account a line.
    seller_bank_accounts = models.TextField(blank=True)
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("invoice_date", "number")
        constraints = (
            # The last guard of "exactly once": whatever the program does, the database refuses a second one.
            models.UniqueConstraint(fields=("company", "numbering_unit", "number"), name="one_invoice_a_number"),
        )
        # Lists are read from it alone, number and customer included: an invoice is a long row.
        indexes = (
            models.Index(
                fields=("company", "-invoice_date", "-id", "number", "customer"), name="sales_invoices_newest_first"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.buyer_name}"


class SalesInvoiceRow(models.Model):
    """A row, on the product that it was matched to; text, quantity, price and VAT are the row's own."""

    invoice = models.ForeignKey(SalesInvoice, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    product = models.ForeignKey(RegisterProduct, on_delete=models.RESTRICT, related_name="invoice_rows")
    #: Which rule led to the product (``severa_maestro.matching.products.Rule``).
    rule = models.CharField(max_length=20)
    kind = models.CharField(max_length=10)
    #: Severa's codes of the row, separated by ``, ``.
    severa_codes = models.TextField(blank=True)
    name = models.TextField(blank=True)
    text = models.TextField(blank=True)
    quantity = ExactDecimalField()
    unit = models.TextField(blank=True)
    unit_price = ExactDecimalField()
    excluding_vat = ExactDecimalField()
    vat = ExactDecimalField()
    including_vat = ExactDecimalField()
    vat_rate = rate_field()
    vat_code = models.TextField(blank=True)
    #: What it cost the seller, without VAT; null where unknown.
    cost = ExactDecimalField(null=True, blank=True)
    cost_currency = models.TextField(blank=True)
    event_date = models.DateField(null=True, blank=True)
    person = models.TextField(blank=True)
    project_number = models.TextField(blank=True)
    project_name = models.TextField(blank=True)
    cost_centre_number = models.TextField(blank=True)
    cost_centre_name = models.TextField(blank=True)
    sales_account = models.TextField(blank=True)
    recurring_sales_account = models.TextField(blank=True)
    receivable_account = models.TextField(blank=True)
    vat_account = models.TextField(blank=True)
    dimensions = models.TextField(blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("invoice", "number"), name="one_row_a_number"),)

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()


class SalesInvoiceVat(models.Model):
    """What one VAT rate of an invoice comes to."""

    invoice = models.ForeignKey(SalesInvoice, on_delete=models.CASCADE, related_name="vat_lines")
    rate = models.DecimalField(max_digits=7, decimal_places=4)
    base = ExactDecimalField()
    vat = ExactDecimalField()

    class Meta:
        ordering = ("-rate",)
        constraints = (models.UniqueConstraint(fields=("invoice", "rate"), name="one_line_a_rate"),)

    def __str__(self) -> str:
        return f"{self.rate} %: {self.vat}"
