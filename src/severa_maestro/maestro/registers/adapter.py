"""Maestro's registers as a target: the embedded default's way to keep customers and invoices."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import IntegrityError
from django.db.models import QuerySet

from severa_maestro.companies.models import Company
from severa_maestro.errors import ConfigurationError, DataError
from severa_maestro.insertion import Insertion
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

_INVOICES = Insertion(SalesInvoice)
_ROWS = Insertion(SalesInvoiceRow)
_VAT_LINES = Insertion(SalesInvoiceVat)


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

    def store_invoices(self, invoices: Sequence[MatchedInvoice]) -> list[int]:
        """Adds invoices with their rows and VAT lines, in four statements unless they are many.

        1. Find the customers.
        2. Write the invoices, their rows and their VAT lines. That a number is free, the database itself makes sure of.

        Returns:
            The register's id of each.

        Raises:
            DataError: a number is taken, or a customer or a product is not there. Roll the transaction back:
                PostgreSQL refuses the rest of it.
        """
        self._ensure_customers(invoices)
        added = [
            SalesInvoice(
                company=self._company, customer_id=matched.customer_register_id, **mapping.invoice_fields(matched)
            )
            for matched in invoices
        ]
        try:
            _INVOICES.add_with_keys(added)
        except IntegrityError as error:
            raise _already_stored(invoices[0]) from error
        register_ids = [each.pk for each in added]
        self._write_parts(zip(register_ids, invoices, strict=True))
        return register_ids

    def replace_invoice(self, register_id: int, matched: MatchedInvoice) -> None:
        """Puts the invoice in the place of the one with this id; its rows and VAT lines are written anew.

        Raises:
            DataError: as ``store_invoices``, or there is no invoice with this id.
        """
        fields = mapping.invoice_fields(matched)
        self._ensure_customers([matched])
        fields["customer_id"] = matched.customer_register_id
        try:
            updated = SalesInvoice.objects.filter(company=self._company, pk=register_id).update(**fields)
        except IntegrityError as error:
            raise _already_stored(matched) from error
        if not updated:
            raise _data_error("invoice-not-in-register", messages.INVOICE_NOT_IN_REGISTER, matched)
        SalesInvoiceRow.objects.filter(invoice_id=register_id).delete()
        SalesInvoiceVat.objects.filter(invoice_id=register_id).delete()
        self._write_parts([(register_id, matched)])

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

    def _ensure_customers(self, invoices: Sequence[MatchedInvoice]) -> None:
        """Refuses an invoice whose customer is not one of this company's."""
        wanted = {matched.customer_register_id for matched in invoices}
        found = RegisterCustomer.objects.filter(company=self._company, pk__in=wanted)
        missing = wanted.difference(found.values_list("pk", flat=True))
        for matched in invoices:
            if matched.customer_register_id in missing:
                number = matched.invoice.buyer.customer_number or "–"
                raise _data_error(
                    "customer-not-in-register", messages.CUSTOMER_NOT_IN_REGISTER, matched, customer=number
                )

    def _write_parts(self, invoices: Iterable[tuple[int, MatchedInvoice]]) -> None:
        rows: list[SalesInvoiceRow] = []
        vat_lines: list[SalesInvoiceVat] = []
        for register_id, matched in invoices:
            rows += mapping.invoice_rows(matched, register_id, self._ids_of(matched))
            vat_lines += mapping.vat_lines(matched.invoice, register_id)
        _ROWS.add_all(rows)
        _VAT_LINES.add_all(vat_lines)

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
