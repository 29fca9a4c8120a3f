"""The comparison of the registers as a report: for the screen the gaps, for a file everything."""

from collections.abc import Mapping
from decimal import Decimal

from severa_maestro.invoicing.money import plain
from severa_maestro.language import Language, Text
from severa_maestro.matching.finding_texts import WORDS
from severa_maestro.matching.products import Product
from severa_maestro.matching.suggestions import Suggestion
from severa_maestro.reports.report import Column, ColumnKind, Report, Value
from severa_maestro.setup.comparison import Compared, Comparison, Stranger
from severa_maestro.setup.comparison_texts import REMARK_WORDS, VERDICT_WORDS

TITLE = Text(
    fi="Severan koodit ja Maestron tuotteet",
    sv="Severas koder och Maestros produkter",
    en="Severa's codes and Maestro's products",
)

KIND = Column("kind", Text(fi="Laji", sv="Slag", en="Kind"))
CODE = Column("severa_code", Text(fi="Koodi Severassa", sv="Kod i Severa", en="Code in Severa"))
NAME = Column("severa_name", Text(fi="Nimi Severassa", sv="Namn i Severa", en="Name in Severa"))
UNIT = Column("unit", Text(fi="Yksikkö", sv="Enhet", en="Unit"))
VAT = Column("vat_rate", Text(fi="ALV-% Severassa", sv="Moms-% i Severa", en="VAT % in Severa"), ColumnKind.PERCENT)
ROWS = Column("rows", Text(fi="Laskuriviä", sv="Fakturarader", en="Invoice rows"), ColumnKind.NUMBER)
VERDICT = Column("verdict", Text(fi="Tilanne", sv="Läge", en="State"))
PRODUCT = Column("product", Text(fi="Maestron tuote", sv="Maestros produkt", en="Maestro product"))
PRODUCT_NAME = Column("product_name", Text(fi="Tuotteen nimi", sv="Produktens namn", en="Product name"))
REMARKS = Column("remarks", Text(fi="Huomattavaa", sv="Att beakta", en="Remarks"))
SUGGESTION = Column("suggestion", Text(fi="Ehdotus", sv="Förslag", en="Suggestion"))
SUGGESTION_NAME = Column("suggestion_name", Text(fi="Ehdotuksen nimi", sv="Förslagets namn", en="Suggested name"))
SCORE = Column("score", Text(fi="Varmuus", sv="Säkerhet", en="Score"), ColumnKind.NUMBER)
CHOSEN = Column("chosen", Text(fi="Valittu tuote", sv="Vald produkt", en="Chosen product"))
ID = Column("severa_id", Text(fi="Severan tunniste", sv="Severas id", en="Severa id"))

#: What stands in the columns of the state that no item has.
STRANGE = Text(fi="vain laskuilla", sv="bara på fakturor", en="on invoices only")
UNUSED = Text(fi="ei käytetä", sv="används inte", en="not used")

#: The column of the screen for where rows go.
_TARGET = "target"

#: On the screen, with short headings; at the end the product, or where there is a gap the one that may be meant.
_OF_SCREEN = (
    KIND,
    Column(CODE.key, Text(fi="Koodi", sv="Kod", en="Code")),
    Column(NAME.key, Text(fi="Nimi", sv="Namn", en="Name")),
    Column(ROWS.key, Text(fi="Rivit", sv="Rader", en="Rows"), ColumnKind.NUMBER),
    VERDICT,
    Column(_TARGET, Text(fi="Tuote (?: ehdotus)", sv="Produkt (?: förslag)", en="Product (?: suggested)")),
)

_OF_FILE = (
    KIND,
    CODE,
    NAME,
    UNIT,
    VAT,
    ROWS,
    VERDICT,
    PRODUCT,
    PRODUCT_NAME,
    REMARKS,
    SUGGESTION,
    SUGGESTION_NAME,
    SCORE,
    CHOSEN,
    ID,
)


def comparison_report(comparison: Comparison, *, only_gaps: bool, for_file: bool) -> Report:
    """The comparison as a report.

    Args:
        comparison: what was found.
        only_gaps: leave out what is in order.
        for_file: with everything that is known, and a column to fill in.
    """
    items = [each for each in comparison.compared if each.verdict.is_gap or each.remarks or not only_gaps]
    strangers = [each for each in comparison.strangers if each.verdict.is_gap or not only_gaps]
    unused = () if only_gaps else comparison.unused
    rows = [*map(_item, items), *map(_stranger, strangers), *map(_unused, unused)]
    if not for_file:
        shown: list[Compared | Stranger | Product] = [*items, *strangers, *unused]
        rows = [*map(_on_screen, rows, shown)]
    return Report(TITLE, _OF_FILE if for_file else _OF_SCREEN, rows)


def _on_screen(row: Mapping[str, Value], each: Compared | Stranger | Product) -> Mapping[str, Value]:
    """With the remarks in short beside the verdict, for the screen is narrow."""
    if isinstance(each, Product):
        return row
    words = [VERDICT_WORDS[each.verdict.value]]
    words += [REMARK_WORDS[remark.kind.value] for remark in each.remarks] if isinstance(each, Compared) else [STRANGE]
    return {**row, VERDICT.key: _joined(words, ", ")}


def _item(compared: Compared) -> Mapping[str, Value]:
    item = compared.item
    return {
        KIND.key: WORDS[item.kind.value],
        CODE.key: item.code,
        NAME.key: item.name,
        UNIT.key: item.unit,
        VAT.key: _rate(item.vat_rate),
        ROWS.key: compared.rows,
        VERDICT.key: VERDICT_WORDS[compared.verdict.value],
        **_of_product(compared.product),
        REMARKS.key: _joined([remark.message.what for remark in compared.remarks], " "),
        **_of_suggestion(compared.suggestions),
        _TARGET: _target(compared),
        ID.key: item.guid,
    }


def _stranger(stranger: Stranger) -> Mapping[str, Value]:
    return {
        KIND.key: WORDS[stranger.kind.value],
        CODE.key: stranger.code,
        NAME.key: stranger.name,
        ROWS.key: stranger.rows,
        VERDICT.key: VERDICT_WORDS[stranger.verdict.value],
        **_of_product(stranger.product),
        REMARKS.key: STRANGE,
        **_of_suggestion(stranger.suggestions),
        _TARGET: _target(stranger),
    }


def _unused(product: Product) -> Mapping[str, Value]:
    return {VERDICT.key: UNUSED, **_of_product(product), _TARGET: _named(product)}


def _of_product(product: Product) -> dict[str, Value]:
    return {PRODUCT.key: str(product.code), PRODUCT_NAME.key: product.name}


def _of_suggestion(suggestions: tuple[Suggestion, ...]) -> dict[str, Value]:
    if not suggestions:
        return {}
    best = suggestions[0]
    return {SUGGESTION.key: str(best.product.code), SUGGESTION_NAME.key: best.product.name, SCORE.key: best.score}


def _rate(rate: Decimal | None) -> Decimal | None:
    return None if rate is None else Decimal(plain(rate))


def _target(each: Compared | Stranger) -> str:
    """Where the rows go; for a gap, the product that may be meant."""
    if each.suggestions:
        best = each.suggestions[0]
        return f"? {_named(best.product)} ({best.score})"
    return str(each.product.code) if each.verdict.is_gap else _named(each.product)


def _named(product: Product) -> str:
    return f"{product.code} {product.name}".strip()


def _joined(texts: list[Text], between: str) -> Text:
    return Text(*(between.join(getattr(each, language.value) for each in texts) for language in Language))
