"""Rows on A/0 in Maestro's register: which codes they have, and moving them once their codes lead elsewhere."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet, Sum

from severa_maestro.companies.models import CodeMapping, Company
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.maestro.registers.models import RegisterProduct, SalesInvoiceRow
from severa_maestro.matching.code_map import code_key
from severa_maestro.matching.finding_texts import WORDS
from severa_maestro.matching.products import FALLBACK, ProductCode, RowMatch, read_code
from severa_maestro.transfer import rematch
from severa_maestro.transfer.connect import source_of, target_of
from severa_maestro.transfer.ledger.models import Transfer
from severa_maestro.transfer.rematch import Rematch
from severa_maestro.web import reader
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import User

#: How many invoices are changed in one transaction: other writers wait for its end.
_TOGETHER = 50


@dataclass
class CodeOnFallback:
    """What the rows of one code come to that are on A/0 though nobody meant them to be.

    Attributes:
        codes: of Severa: none, one, or several where a row has several.
        open_codes: those of them that lead to no product, as everything stands now.
        leads_now: whether they all lead to one product now, so that the rows only wait to be moved.
        names: what the rows are called, the most frequent first.
        amounts: without VAT, by currency.
    """

    company: Company
    kind: RowKind
    codes: tuple[str, ...]
    open_codes: tuple[str, ...]
    leads_now: bool
    names: list[str] = field(default_factory=list)
    rows: int = 0
    amounts: dict[str, Decimal] = field(default_factory=dict)

    @property
    def weight(self) -> Decimal:
        """How much money it is about, whatever the currency."""
        return sum((abs(amount) for amount in self.amounts.values()), Decimal(0))

    @property
    def kind_in_words(self) -> str:
        """Of which register the code is."""
        return WORDS[self.kind.value].say(reader.language())


def codes_on_fallback(companies: Iterable[Company]) -> list[CodeOnFallback]:
    """The codes of rows on A/0 that may still be moved, the costly ones first.

    Rows of invoices that are booked stay where they are, and so do those whose code is A/0 itself or is mapped to it:
    they are left out. Three queries, however many companies.
    """
    by_id = {company.pk: company for company in companies}
    ways = _Ways(by_id.keys())
    found: dict[tuple[int, str, str], CodeOnFallback] = {}
    for company_id, kind, text, name, currency, rows, amount in _grouped(by_id.keys()):
        company = by_id[company_id]
        codes = tuple(text.split(", ")) if text else ()
        if FALLBACK in (ways.product_of(company, kind, code) for code in codes):
            continue
        key = company_id, kind, " ".join(code_key(code, company.default_group) for code in codes) or f" {name}"
        if key not in found:
            products = {code: ways.product_of(company, kind, code) for code in codes}
            open_codes = tuple(code for code, product in products.items() if product is None)
            leads_now = not open_codes and len({*products.values()}) == 1
            found[key] = CodeOnFallback(company, RowKind(kind), codes, open_codes, leads_now)
        of_code = found[key]
        of_code.names += [name] if name and name not in of_code.names else []
        of_code.rows += rows
        of_code.amounts[currency] = of_code.amounts.get(currency, Decimal(0)) + amount
    return sorted(found.values(), key=lambda each: each.weight, reverse=True)


class _Ways:
    """Where codes lead in many companies: by lines of their code maps, whatever the day, or by the register."""

    def __init__(self, companies: Collection[int]) -> None:
        lines = CodeMapping.objects.filter(company__in=companies).select_related("company")
        self._mapped = {
            (line.company_id, line.kind, code_key(line.code, line.company.default_group)): line.product
            for line in lines
        }
        columns = ("company", "group__letter", "number")
        products = RegisterProduct.objects.filter(company__in=companies, is_active=True).values_list(*columns)
        self._products = {(company, ProductCode(group, number)) for company, group, number in products}

    def product_of(self, company: Company, kind: str, code: str) -> ProductCode | None:
        """The product, if it is there and active; None where there is none."""
        key = code_key(code, company.default_group)
        mapped = self._mapped.get((company.pk, kind, key)) or self._mapped.get((company.pk, RowKind.OTHER.value, key))
        product = mapped or read_code(code, company.default_group)
        return product if product is not None and (company.pk, product) in self._products else None


def _on_fallback(companies: Collection[int]) -> QuerySet[SalesInvoiceRow]:
    """Rows on A/0 that are not booked."""
    fallback = RegisterProduct.objects.filter(company__in=companies).fallback()
    is_open = Q(invoice__company__booked_until=None) | Q(invoice__invoice_date__gt=F("invoice__company__booked_until"))
    return SalesInvoiceRow.objects.filter(is_open, product__in=fallback)


def _grouped(companies: Collection[int]) -> Iterable[tuple[int, str, str, str, str, int, Decimal]]:
    """Company, kind, codes, name, currency, how many rows, their sum; the most frequent first."""
    columns = ("invoice__company", "kind", "severa_codes", "name", "invoice__currency")
    grouped = _on_fallback(companies).order_by().values_list(*columns)
    return grouped.annotate(rows=Count("pk"), amount=Sum("excluding_vat")).order_by("-rows", "name")


def rows_with_code(company: Company, kind: RowKind, code: str) -> list[SalesInvoiceRow]:
    """The rows on A/0 with a code of Severa that may still be moved, newest first."""
    rows = _on_fallback([company.pk]).select_related("invoice").order_by("-invoice__invoice_date", "-invoice", "number")
    of_kind = rows if kind is RowKind.OTHER else rows.filter(kind=kind)
    return [row for row in of_kind if _has_code(row.severa_codes.split(", "), code, company)]


def rows_with_codes(company: Company, codes: Iterable[str]) -> QuerySet[SalesInvoiceRow]:
    """The rows on A/0 that have just these codes of Severa, however they are written, and may still be moved."""
    wanted = [code_key(code, company.default_group) for code in codes]
    rows = _on_fallback([company.pk]).order_by()
    written = [
        text
        for text in rows.values_list("severa_codes", flat=True).distinct()
        if [code_key(code, company.default_group) for code in text.split(", ")] == wanted
    ]
    return rows.filter(severa_codes__in=written)


def plan(company: Company, only: Transfer | None = None) -> list[Rematch]:
    """What a rematch would do. Severa is asked for days only where the code map goes by days."""
    with closing(source_of(company)) as source:
        return rematch.plan_rematch(company, source, target_of(company), only)


def plan_for_code(company: Company, kind: RowKind, code: str) -> list[Rematch]:
    """What a rematch would do to the rows with a code alone; the others stay, whatever they could do."""
    return [_of_code_alone(each, kind, code, company) for each in plan(company)]


def _of_code_alone(planned: Rematch, kind: RowKind, code: str, company: Company) -> Rematch:
    moves = tuple(match for match in planned.moves if _is_of(match, kind, code, company))
    return replace(planned, moves=moves, left=planned.left + len(planned.moves) - len(moves))


def _is_of(match: RowMatch, kind: RowKind, code: str, company: Company) -> bool:
    return kind in (match.row.kind, RowKind.OTHER) and _has_code(match.row.codes, code, company)


def _has_code(codes: Iterable[str], code: str, company: Company) -> bool:
    wanted = code_key(code, company.default_group)
    return any(code_key(each, company.default_group) == wanted for each in codes)


def move(user: User, company: Company, planned: Sequence[Rematch]) -> list[Rematch]:
    """Moves rows as planned, each invoice with its line in the audit log.

    Returns:
        What was done, and what could not be, with its error or hindrance.

    Raises:
        TransientError: a run of this company is under way.
    """
    possible = [each for each in planned if each.is_possible]
    done: list[Rematch] = []
    for start in range(0, len(possible), _TOGETHER):
        with transaction.atomic():
            together = rematch.carry_out(
                company, target_of(company), possible[start : start + _TOGETHER], actor=str(user)
            )
            for each in together:
                if each.error is None and each.hindrance is None:
                    record(user, company, "rows-rematched", *_before_and_after(each))
        done += together
    return done


def _before_and_after(done: Rematch) -> tuple[dict[str, object], dict[str, object]]:
    number = done.transfer.number
    rows = [match.row.number for match in done.moves]
    before = {str(row): str(FALLBACK) for row in rows}
    after = {str(match.row.number): str(match.product.code) for match in done.moves}
    return {"invoice": number, **before}, {"invoice": number, **after}
