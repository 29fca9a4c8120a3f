"""Maestro's products and their codes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from severa_maestro.invoicing.invoice import InvoiceRow

_CODE = re.compile(r"([A-Za-z])/?0*([0-9]{1,9})")
_BARE_NUMBER = re.compile(r"0*([0-9]{1,9})")


class ProductCode(NamedTuple):
    """A product's code in Maestro: its group's letter and its number in the group, written ``A/1`` or ``A1``."""

    group: str
    number: int

    def __str__(self) -> str:
        return f"{self.group}/{self.number}"


#: Where a row goes that no product matches.
FALLBACK = ProductCode("A", 0)


def read_code(text: str, default_group: str = "") -> ProductCode | None:
    """The product code that ``text`` means: ``A1``, ``A/1``, ``a/1`` and `` A 1 `` are one.

    Args:
        text: a code as somebody typed it.
        default_group: the letter that a bare number such as ``1`` belongs to; empty: a bare number means nothing.

    Returns:
        None where the text has not the form of a code.
    """
    compact = "".join(text.split())
    if match := _CODE.fullmatch(compact):
        return ProductCode(match[1].upper(), int(match[2]))
    if default_group and (match := _BARE_NUMBER.fullmatch(compact)):
        return ProductCode(default_group.upper(), int(match[1]))
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product of Maestro's register.

    Attributes:
        vat_rate: per cent, its own or else its group's; None where neither has one.
        sales_account: its own or else its group's; empty where neither has one.
    """

    code: ProductCode
    name: str
    unit: str = ""
    vat_rate: Decimal | None = None
    sales_account: str = ""
    is_active: bool = True


class Rule(StrEnum):
    """Which rule led a row to its product."""

    CODE_MAP = "code-map"
    EQUAL_CODE = "equal-code"
    FALLBACK = "fallback"


class FallbackReason(StrEnum):
    """Why a row went to the fallback product."""

    EMPTY_CODE = "empty-code"
    UNKNOWN_CODE = "unknown-code"
    INACTIVE_PRODUCT = "inactive-product"
    SEVERAL_PRODUCTS = "several-products"
    FALLBACK_CODE = "fallback-code"
    MAPPED_TO_FALLBACK = "mapped-to-fallback"
    MAPPED_PRODUCT_MISSING = "mapped-product-missing"
    MAPPING_NOT_IN_FORCE = "mapping-not-in-force"


@dataclass(frozen=True, slots=True)
class RowMatch:
    """The product that a row goes to, and why.

    Attributes:
        reason: why it is the fallback product; None for any other.
    """

    row: InvoiceRow
    product: Product
    rule: Rule
    reason: FallbackReason | None = None

    @property
    def is_fallback(self) -> bool:
        """Whether the row went to the fallback product."""
        return self.reason is not None


class Catalogue:
    """The products of one company, as they are at one moment; the fallback product is always among them."""

    def __init__(self, products: Iterable[Product], default_group: str = "") -> None:
        """Raises KeyError where the fallback product is missing: it is made with the company."""
        self._products: Mapping[ProductCode, Product] = {product.code: product for product in products}
        self._default_group = default_group
        self.fallback = self._products[FALLBACK]

    def __len__(self) -> int:
        return len(self._products)

    def __iter__(self) -> Iterator[Product]:
        return iter(self._products.values())

    def get(self, code: ProductCode) -> Product | None:
        """The product with a code; None where there is none."""
        return self._products.get(code)

    def find(self, text: str) -> Product | None:
        """The product whose code somebody wrote, in any spelling; None where there is none."""
        code = read_code(text, self._default_group)
        return self._products.get(code) if code is not None else None
