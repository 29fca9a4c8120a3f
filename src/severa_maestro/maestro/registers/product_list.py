"""The product register as a list, with the headings of a product file: what is taken out can be imported again."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from severa_maestro.language import Text
from severa_maestro.maestro.registers.models import RegisterProduct
from severa_maestro.maestro.registers.product_file import Column as FileColumn
from severa_maestro.reports.report import Column, ColumnKind, Report, Value

_TITLE = Text(fi="Tuotteet", sv="Produkter", en="Products")
_EXAMPLE = Text(fi="Esimerkki tuotetiedostosta", sv="Exempel på produktfil", en="Example of a product file")
_COLUMNS = tuple(
    Column(
        name, Text(fi=name, sv=name, en=name), ColumnKind.PERCENT if name is FileColumn.VAT_RATE else ColumnKind.TEXT
    )
    for name in FileColumn
)
_EXAMPLES: tuple[Mapping[str, Value], ...] = (
    {"TuoteId": "A/1", "Nimi": "Konsultointi", "Yksikkö": "h", "ALV-%": Decimal("25.5"), "Tili": "3000"},
    {"TuoteId": "A/2", "Nimi": "Kirja", "Yksikkö": "kpl", "ALV-%": Decimal("13.5"), "Tili": "3010"},
    {"TuoteId": "B/1", "Nimi": "Kilometrikorvaus", "Yksikkö": "km", "ALV-%": Decimal(0), "Tili": "3400"},
)


def product_report(products: Iterable[RegisterProduct]) -> Report:
    """The products with what is their own: what a group gives them is left empty, as a file leaves it."""
    return Report(_TITLE, _COLUMNS, [_row(product) for product in products])


def example_report() -> Report:
    """A product file of three products, to begin one's own from."""
    return Report(_EXAMPLE, _COLUMNS, [{**each, FileColumn.ACTIVE: True} for each in _EXAMPLES])


def _row(product: RegisterProduct) -> Mapping[str, Value]:
    return {
        FileColumn.PRODUCT_ID: str(product.code),
        FileColumn.GROUP: product.code.group,
        FileColumn.SUPPLIER: product.supplier,
        FileColumn.PRODUCT_NUMBER: product.product_number,
        FileColumn.NAME: product.name,
        FileColumn.UNIT: product.unit,
        FileColumn.VAT_RATE: product.vat_rate,
        FileColumn.SALES_ACCOUNT: product.sales_account,
        FileColumn.ACTIVE: product.is_active,
    }
