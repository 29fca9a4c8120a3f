"""The lines of a company's code map: added, ended by a successor, changed, taken out."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction

from severa_maestro.companies.models import CodeMapping, Company
from severa_maestro.errors import ConfigurationError, DataError
from severa_maestro.language import Text
from severa_maestro.matching.code_map import Mapping, code_key
from severa_maestro.matching.products import Catalogue
from severa_maestro.setup import messages
from severa_maestro.transfer import log
from severa_maestro.transfer.ledger.models import LogLine


@dataclass(frozen=True, slots=True)
class Mapped:
    """What became of a wish to map a code.

    Attributes:
        line: the line that holds now.
        ended: the line that holds no longer from then on, for the new one follows it; None where there was none.
        is_new: False where the map said so already.
    """

    line: CodeMapping
    ended: CodeMapping | None = None
    is_new: bool = True


def map_code(company: Company, mapping: Mapping, catalogue: Catalogue, *, actor: str) -> Mapped:
    """Puts a line into the code map. One without an end that begins earlier ends the day before.

    Raises:
        ConfigurationError: the code is empty, Maestro has no such product, or the days are in the wrong order.
        DataError: another line says something else of the same code and days.
    """
    _check(mapping, catalogue)
    with transaction.atomic():
        Company.objects.select_for_update().get(pk=company.pk)  # two of one company after one another
        lines = list(company.code_mappings.all())
        same = next((each for each in lines if _says_the_same(each.as_mapping(), mapping)), None)
        if same is not None:
            return Mapped(same, is_new=False)
        overlapping = [each for each in lines if each.as_mapping().overlaps(mapping, company.default_group)]
        ended = next((each for each in overlapping if _is_followed_by(each.as_mapping(), mapping)), None)
        for each in overlapping:
            if each is not ended:
                raise DataError(
                    "mapping-overlaps",
                    messages.MAPPING_OVERLAPS,
                    severa_code=mapping.code,
                    line=each.pk,
                    product=each.product,
                )
        if ended is not None and mapping.valid_from is not None:
            ended.valid_to = mapping.valid_from - timedelta(days=1)
            ended.save()
            _log(ended, "code-map-ended", actor)
        line = CodeMapping.objects.create(
            company=company,
            kind=mapping.kind,
            code=mapping.code.strip(),
            product_group=mapping.product.group,
            product_number=mapping.product.number,
            valid_from=mapping.valid_from,
            valid_to=mapping.valid_to,
        )
        _log(line, "code-mapped", actor)
    return Mapped(line, ended)


def change(company: Company, line_id: int, mapping: Mapping, catalogue: Catalogue, *, actor: str) -> Mapped:
    """Puts another line in the place of one: another product, other days. Nothing is changed where that is refused.

    Raises:
        ConfigurationError: as ``map_code`` raises it.
        DataError: as ``map_code`` raises it, or there is no line with this number.
    """
    with transaction.atomic():
        line = company.code_mappings.filter(pk=line_id).first()
        if line is not None and line.as_mapping() == mapping:
            return Mapped(line, is_new=False)
        unmap(company, line_id, actor=actor)
        return map_code(company, mapping, catalogue, actor=actor)


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A line that was taken out.

    Attributes:
        before: the line that ended where the taken one began, and that nothing follows now; None where there is none.
    """

    line: CodeMapping
    before: CodeMapping | None


def unmap(company: Company, line_id: int, *, actor: str) -> Unmapped:
    """Takes a line out of the code map. Raises DataError where there is none with this number."""
    with transaction.atomic():
        line = company.code_mappings.filter(pk=line_id).first()
        if line is None:
            raise DataError("mapping-unknown", messages.MAPPING_UNKNOWN, line=line_id)
        _log(line, "code-unmapped", actor)
        CodeMapping.objects.filter(pk=line.pk).delete()
        return Unmapped(line, _line_before(company, line))


def _line_before(company: Company, line: CodeMapping) -> CodeMapping | None:
    if line.valid_from is None:
        return None
    ending = company.code_mappings.filter(kind=line.kind, valid_to=line.valid_from - timedelta(days=1))
    key = code_key(line.code, company.default_group)
    return next((each for each in ending if code_key(each.code, company.default_group) == key), None)


def validity(mapping: Mapping) -> Text:
    """The days on which a line holds, in words."""
    first, last = _day(mapping.valid_from), _day(mapping.valid_to)
    if not first and not last:
        return messages.ALWAYS
    return Text(*[f"{first}–{last}"] * 3)


def _check(mapping: Mapping, catalogue: Catalogue) -> None:
    if not mapping.code.strip():
        raise ConfigurationError("mapping-without-code", messages.MAPPING_WITHOUT_CODE)
    if catalogue.get(mapping.product) is None:
        raise ConfigurationError("product-unknown", messages.PRODUCT_UNKNOWN, product=mapping.product)
    first, last = mapping.valid_from, mapping.valid_to
    if first is not None and last is not None and last < first:
        raise ConfigurationError("days-reversed", messages.DAYS_REVERSED, first=_day(first), last=_day(last))


def _says_the_same(one: Mapping, other: Mapping) -> bool:
    return one.overlaps(other) and replace(one, code=other.code) == other


def _is_followed_by(earlier: Mapping, later: Mapping) -> bool:
    """Whether the later one begins where the earlier one has no end yet."""
    if earlier.valid_to is not None or later.valid_from is None:
        return False
    return earlier.valid_from is None or earlier.valid_from < later.valid_from


def _day(day: date | None) -> str:
    return f"{day.day}.{day.month}.{day.year}" if day else ""


def _log(line: CodeMapping, code: str, actor: str) -> None:
    values = {
        "actor": actor,
        "kind": line.kind,
        "code": line.code,
        "product": str(line.product),
        "validity": validity(line.as_mapping()),
    }
    log.line(LogLine.Level.INFO, code, values, company=line.company, run=None).save()
