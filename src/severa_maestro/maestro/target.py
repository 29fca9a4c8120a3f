"""The port to Maestro: what the transfer asks of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from severa_maestro.invoicing.invoice import Invoice
from severa_maestro.invoicing.parties import Customer
from severa_maestro.matching.products import Catalogue, RowMatch


@dataclass(frozen=True, slots=True)
class MatchedInvoice:
    """An invoice that is ready to be stored.

    Attributes:
        numbering_unit: the stable key of the unit whose series gave the number, not Severa's id of it.
        customer_register_id: the register's id of its customer.
        matches: the product of each row, in the rows' order.
        credits_register_id: for a credit note, the register's id of the invoice that it credits, where that is there.
    """

    invoice: Invoice
    numbering_unit: str
    customer_register_id: int
    matches: Sequence[RowMatch]
    credits_register_id: int | None = None


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """A customer as the register has it.

    Attributes:
        register_id: the register's own id of it.
        identity: what tells it from others (``identifiers.tax_identity``); empty where there is nothing.
    """

    register_id: int
    name: str
    identity: str


@dataclass
class CurrencyTotals:
    """The sums of one currency, credit notes deducted."""

    invoices: int = 0
    excluding_vat: Decimal = Decimal(0)
    vat: Decimal = Decimal(0)
    including_vat: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class RegisterTotals:
    """What is in the registers.

    Attributes:
        currencies: the sums by currency (ISO 4217), in the order of their codes.
        fallback_rows: how many rows are on the fallback product.
    """

    currencies: dict[str, CurrencyTotals]
    fallback_rows: int


class MaestroTarget(Protocol):
    """One company's Maestro. Writes belong to the transaction that the caller has open."""

    def catalogue(self) -> Catalogue:
        """The products as they are now."""

    def customer_record(self, number: str) -> CustomerRecord | None:
        """Who has a customer number now."""

    def free_customer_number(self, register_id: int) -> None:
        """Takes a record's number away; the record and its invoices stay, under a number that nobody else uses."""

    def save_customer(self, customer: Customer, register_id: int | None) -> int:
        """Brings a record up to date, its number included; adds one for None.

        Args:
            customer: its number is not empty, and no other record has it.
            register_id: which record is this customer's.

        Returns:
            The register's id of the record.
        """

    def store_invoices(self, invoices: Sequence[MatchedInvoice]) -> list[int]:
        """Adds invoices with their rows and VAT lines; their customers are there already.

        Returns:
            The register's own id of each, in their order.

        Raises:
            DataError: an invoice with the number and unit of one of them is there already, or a customer or a product
                is not. The caller rolls its transaction back.
        """

    def replace_invoice(self, register_id: int, matched: MatchedInvoice) -> None:
        """Puts the invoice in the place of the one with this id.

        Raises:
            DataError: as ``store_invoices``, or there is none with this id.
        """

    def fallback_rows(self, register_ids: Collection[int]) -> dict[int, frozenset[int]]:
        """The numbers of the rows that are on the fallback product, of each of these invoices that has any."""

    def move_off_fallback(self, register_id: int, matches: Sequence[RowMatch]) -> None:
        """Puts rows of a stored invoice that are on the fallback product on others, and touches nothing else of them.

        Raises:
            DataError: one of the rows is not there or not on the fallback product, or the register lacks one of the
                products. The caller rolls its transaction back.
        """

    def totals(self) -> RegisterTotals:
        """Adds up what is there, exactly."""
