"""Maestro's registers as a target: the embedded default's way to keep customers and invoices."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.db import IntegrityError
from django.db.models import Exists, QuerySet

from severa_maestro.companies.models import Company
from severa_maestro.errors import ConfigurationError, DataError
from severa_maestro.invoicing import identifiers
from severa_maestro.invoicing.parties import Customer
from severa_maestro.language import Message
from severa_maestro.maestro.registers import mapping, messages
from severa_maestro.maestro.registers.models import (
    ProductGroup,
    RegisterCustomer,
    RegisterProduct,
    SalesInvoice,
    SalesInvoiceRow,
    SalesInvoiceVat,
)
from severa_maestro.maestro.target import CurrencyTotals, CustomerRecord, MatchedInvoice, RegisterTotals
from severa_maestro.matching.products import FALLBACK, Catalogue, ProductCode, RowMatch


def make_registers(company: Company) -> None:
    """Gives a new company its product group A and the fallback product A/0. Safe to repeat."""
    group, _ = ProductGroup.objects.get_or_create(company=company, letter=FALLBACK.group, defaults={"name": "Yleinen"})
    RegisterProduct.objects.get_or_create(
        group=group, number=FALLBACK.number, defaults={"company": company, "name": "Varatuote"}
    )


class RegistersTarget:
    """One company's registers in our own database; fulfils ``MaestroTarget``.

    Ids of products are remembered from the last ``catalogue()``. Nothing that a transaction writes is remembered:
    a rolled back one leaves no trace here either.
    """

    def __init__(self, company: Company) -> None:
        self._company = company
        self._product_ids: dict[ProductCode, int] = {}

    def catalogue(self) -> Catalogue:
        """The products as they are now.

        Raises:
            ConfigurationError: A/0 is missing.
        """
        products = list(RegisterProduct.objects.filter(company=self._company).select_related("group"))
        self._product_ids = {product.code: product.pk for product in products}
        if FALLBACK not in self._product_ids:
            raise ConfigurationError("fallback-product-missing", messages.FALLBACK_MISSING, company=self._company)
        return Catalogue((product.as_product() for product in products), self._company.default_group)

    def customer_record(self, number: str) -> CustomerRecord | None:
        """Who has a customer number now."""
        record = RegisterCustomer.objects.filter(company=self._company, number=number).first()
        if record is None:
            return None
        return CustomerRecord(record.pk, record.name, identifiers.tax_identity(record.vat_number or record.business_id))

    def free_customer_number(self, register_id: int) -> None:
        """Takes a record's number away: it goes on under ``NUMBER~ID``."""
        record = RegisterCustomer.objects.get(company=self._company, pk=register_id)
        record.number = f"{record.number}~{record.pk}"
        record.save(update_fields=["number", "updated_at"])

    def save_customer(self, customer: Customer, register_id: int | None) -> int:
        """Brings a record up to date, or adds one; writes only where something differs."""
        fields = mapping.customer_fields(customer)
        if register_id is None:
            return RegisterCustomer.objects.create(company=self._company, **fields).pk
        record = RegisterCustomer.objects.get(company=self._company, pk=register_id)
        changed = [name for name, value in fields.items() if getattr(record, name) != value]
        if changed:
            for name in changed:
                setattr(record, name, fields[name])
            record.save(update_fields=[*changed, "updated_at"])
        return register_id

    def store_invoice(self, matched: MatchedInvoice) -> int:
        """Adds the invoice with its rows and VAT lines, in four statements.

        1. Find the customer, and whether an invoice of this number is there.
        2. Write the invoice, its rows and its VAT lines.

        Returns:
            The register's id of the invoice.

        Raises:
            DataError: the number is taken, or the customer or a product is not there. Roll the transaction back:
                where another process took the number at this very moment, PostgreSQL refuses the rest of it.
        """
        fields = mapping.invoice_fields(matched)
        customer_id = self._customer_of(matched, same_number=self._same_number(matched))
        try:
            invoice = SalesInvoice.objects.create(company=self._company, customer_id=customer_id, **fields)
        except IntegrityError as error:
            raise _already_stored(matched) from error
        self._write_parts(matched, invoice.pk)
        return invoice.pk

    def replace_invoice(self, register_id: int, matched: MatchedInvoice) -> None:
        """Puts the invoice in the place of the one with this id; its rows and VAT lines are written anew.

        Raises:
            DataError: as ``store_invoice``, or there is no invoice with this id.
        """
        fields = mapping.invoice_fields(matched)
        others = self._same_number(matched).exclude(pk=register_id)
        fields["customer_id"] = self._customer_of(matched, same_number=others)
        try:
            updated = SalesInvoice.objects.filter(company=self._company, pk=register_id).update(**fields)
        except IntegrityError as error:
            raise _already_stored(matched) from error
        if not updated:
            raise _data_error("invoice-not-in-register", messages.INVOICE_NOT_IN_REGISTER, matched)
        SalesInvoiceRow.objects.filter(invoice_id=register_id).delete()
        SalesInvoiceVat.objects.filter(invoice_id=register_id).delete()
        self._write_parts(matched, register_id)

    def fallback_rows(self, register_ids: Collection[int]) -> dict[int, frozenset[int]]:
        """The numbers of the rows on A/0, of each of these invoices that has any."""
        numbers: dict[int, set[int]] = defaultdict(set)
        rows = self._rows_on_fallback().filter(invoice_id__in=register_ids)
        for invoice_id, number in rows.values_list("invoice_id", "number"):
            numbers[invoice_id].add(number)
        return {invoice_id: frozenset(found) for invoice_id, found in numbers.items()}

    def move_off_fallback(self, register_id: int, matches: Sequence[RowMatch]) -> None:
        """Puts rows of a stored invoice that are on A/0 on other products, one statement a row.

        Raises:
            DataError: a row is not there or not on A/0, or a product is not there. The caller rolls back.
        """
        if not {FALLBACK, *(match.product.code for match in matches)} <= self._product_ids.keys():
            self.catalogue()
        rows = SalesInvoiceRow.objects.filter(
            invoice__company=self._company, invoice_id=register_id, product_id=self._product_ids[FALLBACK]
        )
        for match in matches:
            product_id = self._product_ids.get(match.product.code)
            moved = product_id and rows.filter(number=match.row.number).update(product_id=product_id, rule=match.rule)
            if not moved:
                raise DataError(
                    "row-not-moved", messages.ROW_NOT_MOVED, row=match.row.number, product=match.product.code
                )

    def totals(self) -> RegisterTotals:
        """Adds up the sales invoices by currency, in Python: SQLite's own sums are floats."""
        currencies: dict[str, CurrencyTotals] = defaultdict(CurrencyTotals)
        invoices = SalesInvoice.objects.filter(company=self._company)
        columns = ("currency", "total_excluding_vat", "total_vat", "total_including_vat")
        for currency, excluding_vat, vat, including_vat in invoices.values_list(*columns).iterator():
            sums = currencies[currency]
            sums.invoices += 1
            sums.excluding_vat += excluding_vat
            sums.vat += vat
            sums.including_vat += including_vat
        return RegisterTotals(dict(sorted(currencies.items())), self._rows_on_fallback().count())

    def _rows_on_fallback(self) -> QuerySet[SalesInvoiceRow]:
        return SalesInvoiceRow.objects.filter(
            invoice__company=self._company, product__group__letter=FALLBACK.group, product__number=FALLBACK.number
        )

    def _same_number(self, matched: MatchedInvoice) -> QuerySet[SalesInvoice]:
        return SalesInvoice.objects.filter(
            company=self._company, numbering_unit=matched.numbering_unit, number=mapping.number_of(matched.invoice)
        )

    def _customer_of(self, matched: MatchedInvoice, *, same_number: QuerySet[SalesInvoice]) -> int:
        """The id of the invoice's customer; refuses where ``same_number`` holds an invoice. One statement."""
        found = (
            RegisterCustomer.objects.filter(company=self._company, pk=matched.customer_register_id)
            .annotate(is_taken=Exists(same_number))
            .values_list("pk", "is_taken")
            .first()
        )
        if found is None:
            raise _data_error(
                "customer-not-in-register",
                messages.CUSTOMER_NOT_IN_REGISTER,
                matched,
                customer=matched.invoice.buyer.customer_number or "–",
            )
        customer_id, is_taken = found
        if is_taken:
            raise _already_stored(matched)
        return customer_id

    def _write_parts(self, matched: MatchedInvoice, invoice_id: int) -> None:
        product_ids = self._ids_of(matched)
        SalesInvoiceRow.objects.bulk_create(mapping.invoice_rows(matched, invoice_id, product_ids))
        SalesInvoiceVat.objects.bulk_create(mapping.vat_lines(matched.invoice, invoice_id))

    def _ids_of(self, matched: MatchedInvoice) -> dict[ProductCode, int]:
        """The ids of the rows' products; read anew where one is not remembered."""
        wanted = {match.product.code for match in matched.matches}
        if not wanted <= self._product_ids.keys():
            self.catalogue()
        if gone := sorted(wanted - self._product_ids.keys()):
            raise _data_error(
                "product-not-in-register", messages.PRODUCT_NOT_IN_REGISTER, matched, product=", ".join(map(str, gone))
            )
        return self._product_ids


def _already_stored(matched: MatchedInvoice) -> DataError:
    return _data_error("invoice-already-stored", messages.ALREADY_STORED, matched)


def _data_error(code: str, message: Message, matched: MatchedInvoice, **values: Any) -> DataError:
    return DataError(code, message, number=matched.invoice.number, **values)
