"""The import of products: a plan first, which writes nothing, then all of it or nothing.

What a product file looks like is ``product_file``'s; here it meets the register.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from django.db import transaction

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError
from severa_maestro.maestro.registers import import_messages
from severa_maestro.maestro.registers.models import ProductGroup, RegisterProduct
from severa_maestro.maestro.registers.product_file import (
    LineFinding,
    ProductFile,
    ProductLine,
    code_in_group,
    read_product_file,
)
from severa_maestro.matching.products import FALLBACK, ProductCode

#: The fields that a file may set, and what a new product has where the file does not say.
_DEFAULTS: Mapping[str, Any] = {
    "name": "",
    "unit": "",
    "supplier": "",
    "product_number": "",
    "sales_account": "",
    "vat_rate": None,
    "is_active": True,
}
_PRODUCTS_A_STATEMENT = 1000


class SupplierNumber(NamedTuple):
    """What tells products of one number apart in Maestro's import: group, ToimittajaId and Tuotenumero."""

    group: str
    supplier: str
    product_number: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a product that the import changes."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class PlannedProduct:
    """A product as the import will leave it.

    Attributes:
        line: the file's line.
        values: all its fields.
        changes: what differs from the register; empty for a new product.
    """

    line: int
    code: ProductCode
    values: Mapping[str, Any]
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a file's good lines come to beside the register as it is at one moment, and the problems of the others."""

    added: tuple[PlannedProduct, ...]
    changed: tuple[PlannedProduct, ...]
    unchanged: int
    groups_added: tuple[str, ...]
    problems: tuple[LineFinding, ...]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The result of a test run. ``carry_out`` does it, as long as it has no problems."""

    company: Company
    file: ProductFile
    comparison: Comparison

    @property
    def added(self) -> tuple[PlannedProduct, ...]:
        """Products that the register does not have."""
        return self.comparison.added

    @property
    def changed(self) -> tuple[PlannedProduct, ...]:
        """Products that get another value in some field."""
        return self.comparison.changed

    @property
    def unchanged(self) -> int:
        """How many products are as the file says already."""
        return self.comparison.unchanged

    @property
    def groups_added(self) -> tuple[str, ...]:
        """Letters of groups that are made along."""
        return self.comparison.groups_added

    @property
    def problems(self) -> tuple[LineFinding, ...]:
        """What stops the import, in the file's order."""
        return tuple(sorted(self.file.problems + self.comparison.problems, key=lambda each: each.line or 0))

    @property
    def notes(self) -> tuple[LineFinding, ...]:
        """What is good to know and stops nothing."""
        return self.file.notes


def plan_import(company: Company, content: bytes) -> ImportPlan:
    """The test run: what importing the file would do. Writes nothing, and raises nothing whatever the bytes."""
    file = read_product_file(content)
    return ImportPlan(company, file, _compare(company, file))


def carry_out(plan: ImportPlan) -> None:
    """Does what the plan says, in one transaction.

    Raises:
        DataError: the plan has problems, or the register has changed since; then nothing is written.
    """
    if plan.problems:
        raise DataError("import-has-problems", import_messages.IMPORT_HAS_PROBLEMS, count=len(plan.problems))
    with transaction.atomic():
        # Another import of this company waits here on PostgreSQL; SQLite has one writer anyway.
        Company.objects.select_for_update(no_key=True).get(pk=plan.company.pk)
        if _compare(plan.company, plan.file) != plan.comparison:
            raise DataError("import-plan-stale", import_messages.IMPORT_PLAN_STALE)
        _write(plan.company, plan.comparison)


def _write(company: Company, comparison: Comparison) -> None:
    ProductGroup.objects.bulk_create(ProductGroup(company=company, letter=letter) for letter in comparison.groups_added)
    groups = dict(ProductGroup.objects.filter(company=company).values_list("letter", "pk"))
    RegisterProduct.objects.bulk_create(
        (
            RegisterProduct(
                company=company, group_id=groups[planned.code.group], number=planned.code.number, **planned.values
            )
            for planned in (*comparison.added, *comparison.changed)
        ),
        batch_size=_PRODUCTS_A_STATEMENT,
        update_conflicts=True,
        unique_fields=("group", "number"),
        update_fields=tuple(_DEFAULTS),
    )


def _compare(company: Company, file: ProductFile) -> Comparison:
    """The file's lines beside the register.

    1. Find the product of each line; a product on two lines is a problem, even where the first one is spoilt: else
       the second would be told of only after the first is mended.
    2. No two products may end up with one number of one supplier in one group.
    3. See what the good lines add and change.
    """
    register = _Register(company)
    named, problems = _name_products(register, file)
    problems += _numbers_twice(register, named)
    bad = {each.line for each in (*file.problems, *problems)}
    good = {code: each for code, each in named.items() if each.line not in bad}
    added = tuple(each for code, each in good.items() if code not in register.products)
    changed = tuple(each for each in good.values() if each.changes)
    return Comparison(
        added=added,
        changed=changed,
        unchanged=len(good) - len(added) - len(changed),
        groups_added=tuple(sorted({each.code.group for each in added} - register.groups)),
        problems=tuple(problems),
    )


def _name_products(
    register: "_Register", file: ProductFile
) -> tuple[dict[ProductCode, PlannedProduct], list[LineFinding]]:
    """What the first line of each product makes of it, spoilt lines included; and the problems of the others."""
    named: dict[ProductCode, PlannedProduct] = {}
    problems: list[LineFinding] = []
    for line in sorted((*file.lines, *file.spoilt), key=lambda each: each.line):
        found = register.find(line)
        if isinstance(found, LineFinding):
            problems.append(found)
            continue
        if found in named:
            values = {"code": str(found), "other": named[found].line}
            problems.append(LineFinding(line.line, "code-twice", values))
            continue
        if found == FALLBACK and line.values.get("is_active") is False:
            problems.append(LineFinding(line.line, "fallback-inactive"))
        named[found] = register.plan(line, found)
    return named, problems


class _Register:
    """A company's products as they are, by code and by supplier's number."""

    def __init__(self, company: Company) -> None:
        names = ("group__letter", "number", *_DEFAULTS)
        self.groups = set(ProductGroup.objects.filter(company=company).values_list("letter", flat=True))
        self.products: dict[ProductCode, dict[str, Any]] = {
            ProductCode(letter, number): dict(zip(_DEFAULTS, values, strict=True))
            for letter, number, *values in RegisterProduct.objects.filter(company=company).values_list(*names)
        }
        self._by_number: dict[SupplierNumber, list[ProductCode]] = {}
        for code, fields in self.products.items():
            self._by_number.setdefault(_supplier_number(code, fields), []).append(code)

    def find(self, line: ProductLine) -> ProductCode | LineFinding:
        """The code of the line's product, or why there is none."""
        return line.code if line.code is not None else self._find_by_number(line)

    def _find_by_number(self, line: ProductLine) -> ProductCode | LineFinding:
        """The product of the supplier's number; where there is none, the free code that the number makes."""
        key = SupplierNumber(line.group, line.values["supplier"], line.values["product_number"])
        known = self._by_number.get(key, [])
        if len(known) > 1:
            return LineFinding(line.line, "product-number-twice", _number_twice(key, known))
        if known:
            return known[0]
        code = code_in_group(key.product_number, key.group)
        if code is None:
            return LineFinding(line.line, "product-number-unknown", key._asdict())
        if self._is_anothers(code):
            return LineFinding(line.line, "code-taken", {"code": str(code), "name": self.products[code]["name"]})
        return code

    def _is_anothers(self, code: ProductCode) -> bool:
        """Whether the product of this code has a supplier's number of its own."""
        return code in self.products and bool(self.products[code]["product_number"])

    def plan(self, line: ProductLine, code: ProductCode) -> PlannedProduct:
        """What the line makes of its product."""
        before = self.products.get(code)
        if before is None:
            return PlannedProduct(line.line, code, {**_DEFAULTS, **line.values})
        changes = (FieldChange(name, before[name], value) for name, value in line.values.items())
        really = tuple(change for change in changes if change.before != change.after)
        return PlannedProduct(line.line, code, {**before, **line.values}, really)


def _supplier_number(code: ProductCode, fields: Mapping[str, Any]) -> SupplierNumber:
    return SupplierNumber(code.group, fields["supplier"], fields["product_number"])


def _numbers_twice(register: _Register, planned: Mapping[ProductCode, PlannedProduct]) -> Iterator[LineFinding]:
    """A problem for each line whose product would share its supplier's number with another product."""
    after = {**register.products, **{code: each.values for code, each in planned.items()}}
    codes: dict[SupplierNumber, list[ProductCode]] = {}
    for code, fields in after.items():
        if fields["product_number"]:
            codes.setdefault(_supplier_number(code, fields), []).append(code)
    for key, sharing in codes.items():
        if len(sharing) > 1:
            lines = sorted(planned[code].line for code in sharing if code in planned)
            values = _number_twice(key, sharing, lines)
            yield from (LineFinding(line, "product-number-twice", values) for line in lines)


def _number_twice(key: SupplierNumber, codes: Iterable[ProductCode], lines: Iterable[int] = ()) -> dict[str, str]:
    """What the sentence of ``product-number-twice`` needs: the products that share a number, and their lines."""
    at = _first_few(lines)
    return {**key._asdict(), "codes": _first_few(sorted(codes)), "lines": f" ({at})" if at else ""}


def _first_few(values: Iterable[object], most: int = 10) -> str:
    few = list(islice(values, most + 1))
    return ", ".join(str(each) if place < most else "…" for place, each in enumerate(few))
