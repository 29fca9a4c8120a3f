"""A preview as reports: invoices, rows and customers for the screen, and all of it for a file."""

from collections.abc import Iterable, Iterator, Mapping

from severa_maestro.cli import preview_texts as texts
from severa_maestro.cli.reports import Column, ColumnKind, Report, Value
from severa_maestro.companies.models import Company
from severa_maestro.invoicing.invoice import Invoice, InvoiceRow
from severa_maestro.invoicing.money import plain
from severa_maestro.invoicing.vat import VatLine
from severa_maestro.language import Language, Text
from severa_maestro.matching.finding_texts import WORDS
from severa_maestro.matching.findings import Finding, as_written
from severa_maestro.matching.products import RowMatch
from severa_maestro.transfer.foreseen import Change, Foreseen, ForeseenCustomer, Preview, Standing
from severa_maestro.transfer.foreseen_texts import MEMBERS, OUTCOMES, REASONS, RULES, STANDINGS

COMPANY = Column("company", Text(fi="Yritys", sv="Företag", en="Company"))
INVOICE = Column("invoice", Text(fi="Lasku", sv="Faktura", en="Invoice"), ColumnKind.NUMBER)
UNIT = Column("unit", Text(fi="Numerosarja", sv="Nummerserie", en="Number series"))
DATE = Column("invoice_date", Text(fi="Laskun päivä", sv="Fakturadatum", en="Invoice date"), ColumnKind.DATE)
CREDIT = Column("credit_note", Text(fi="Hyvityslasku", sv="Kreditfaktura", en="Credit note"))
CUSTOMER = Column("customer", Text(fi="Asiakas", sv="Kund", en="Customer"))
CUSTOMER_NUMBER = Column("customer_number", Text(fi="Asiakasnumero", sv="Kundnummer", en="Customer number"))
CUSTOMER_NAME = Column("customer_name", Text(fi="Asiakkaan nimi", sv="Kundens namn", en="Customer name"))
STANDING = Column("customer_standing", Text(fi="Asiakas Maestrossa", sv="Kunden i Maestro", en="Customer in Maestro"))
CHANGES = Column("customer_changes", Text(fi="Asiakkaan muutokset", sv="Kundens ändringar", en="Customer's changes"))
HAS_INVOICE = Column("has_invoice", Text(fi="Laskulla", sv="På en faktura", en="On an invoice"))
OUTCOME = Column("would_be", Text(fi="Mitä tapahtuisi", sv="Vad som skulle ske", en="Would be"))
FALLBACK_ROWS = Column("fallback_rows", Text(fi="A/0-rivejä", sv="A/0-rader", en="A/0 rows"), ColumnKind.NUMBER)
EXCLUDING = Column("total_excluding_vat", Text(fi="Veroton", sv="Utan moms", en="Without VAT"), ColumnKind.AMOUNT)
VAT = Column("total_vat", Text(fi="ALV", sv="Moms", en="VAT"), ColumnKind.AMOUNT)
INCLUDING = Column("total_including_vat", Text(fi="Yhteensä", sv="Totalt", en="Total"), ColumnKind.AMOUNT)
CURRENCY = Column("currency", Text(fi="Valuutta", sv="Valuta", en="Currency"))
VAT_LINES = Column("vat_by_rate", Text(fi="ALV kannoittain", sv="Moms per sats", en="VAT by rate"))
FINDINGS = Column("findings", Text(fi="Havainnot", sv="Anmärkningar", en="Findings"))
DIFFERENCES = Column("differences", Text(fi="Laskun muutokset", sv="Fakturans ändringar", en="Invoice's changes"))
ROW = Column("row", Text(fi="Rivi", sv="Rad", en="Row"), ColumnKind.NUMBER)
KIND = Column("kind", Text(fi="Laji", sv="Slag", en="Kind"))
CODE = Column("severa_code", Text(fi="Koodi Severassa", sv="Kod i Severa", en="Code in Severa"))
NAME = Column("name", Text(fi="Nimike", sv="Benämning", en="Name"))
QUANTITY = Column("quantity", Text(fi="Määrä", sv="Antal", en="Quantity"), ColumnKind.NUMBER)
ROW_UNIT = Column("row_unit", Text(fi="Yksikkö", sv="Enhet", en="Unit"))
AMOUNT = Column("amount", Text(fi="Rivi veroton", sv="Rad utan moms", en="Row without VAT"), ColumnKind.AMOUNT)
RATE = Column("vat_rate", Text(fi="ALV-%", sv="Moms-%", en="VAT %"), ColumnKind.PERCENT)
PRODUCT = Column("product", Text(fi="Maestron tuote", sv="Maestros produkt", en="Maestro product"))
PRODUCT_NAME = Column("product_name", Text(fi="Tuotteen nimi", sv="Produktens namn", en="Product name"))
RULE = Column("rule", Text(fi="Sääntö", sv="Regel", en="Rule"))
REASON = Column("reason", Text(fi="Syy", sv="Orsak", en="Reason"))
ROW_FINDINGS = Column("row_findings", Text(fi="Rivin havainnot", sv="Radens anmärkningar", en="Row's findings"))
ID = Column("severa_id", Text(fi="Severan tunniste", sv="Severas id", en="Severa id"))

_OF_INVOICES = (INVOICE, CUSTOMER, OUTCOME, FALLBACK_ROWS, INCLUDING, CURRENCY, FINDINGS)
_OF_CUSTOMERS = (CUSTOMER_NUMBER, CUSTOMER_NAME, STANDING, CHANGES, HAS_INVOICE)
_OF_ROWS = (ROW, KIND, CODE, NAME, QUANTITY, AMOUNT, RATE, PRODUCT, RULE)
_OF_FILE = (
    *(COMPANY, INVOICE, UNIT, DATE, CREDIT, CUSTOMER_NUMBER, CUSTOMER_NAME, STANDING, CHANGES, OUTCOME),
    *(EXCLUDING, VAT, INCLUDING, CURRENCY, VAT_LINES, FINDINGS, DIFFERENCES),
    *(ROW, KIND, CODE, NAME, QUANTITY, ROW_UNIT, AMOUNT, RATE, PRODUCT, PRODUCT_NAME, RULE, REASON, ROW_FINDINGS, ID),
)


def invoices_report(company: Company, preview: Preview, language: Language) -> Report:
    """One line an invoice, for the screen."""
    lines = [_brief(each, language) for each in preview.worst_first()]
    return Report(texts.TITLE.filled(company=company.name), _OF_INVOICES, lines)


def rows_report(each: Foreseen, language: Language) -> Report:
    """The rows of one invoice, for the screen."""
    return Report(texts.ROWS, _OF_ROWS, [_brief_row(row, match, language) for row, match in each.rows])


def customers_report(customers: Iterable[ForeseenCustomer], language: Language) -> Report:
    """One line a customer, for the screen."""
    lines = [{**_of_customer(each, language), HAS_INVOICE.key: each.has_invoice} for each in customers]
    return Report(texts.CUSTOMERS, _OF_CUSTOMERS, lines)


def file_report(previews: Iterable[tuple[Company, Preview]], language: Language) -> Report:
    """One line a row of an invoice, each with all that is known of the invoice and its customer, for a file."""
    lines = [
        {COMPANY.key: company.name, **line}
        for company, preview in previews
        for each in preview.worst_first()
        for line in _lines(each, language)
    ]
    return Report(texts.FILE_TITLE, _OF_FILE, lines)


def heading(each: Foreseen, language: Language) -> str:
    """An invoice in one line."""
    number = str(each.arrived.number or each.arrived.guid)
    said = (number, _customer(each.customer, language), _outcome(each, language))
    return "  ".join(part for part in said if part)


def totals(each: Foreseen, language: Language) -> Iterator[str]:
    """The VAT by rate, and the three totals."""
    yield from (_vat_line(line, language) for line in each.vat_lines)
    if each.totals is not None:
        excluding, vat, including = each.totals.excluding_vat, each.totals.vat, each.totals.including_vat
        amounts = {"excluding": excluding, "vat": vat, "including": including}
        said = {name: as_written("total", str(amount), language) for name, amount in amounts.items()}
        yield texts.TOTALS.say(language, **said)


def change(each: Change, language: Language) -> str:
    """What would be another, from what to what."""
    member = MEMBERS[each.member].say(language) if each.member in MEMBERS else each.member
    return f"{member}: {each.before or '–'} → {each.now or '–'}"


def _brief(each: Foreseen, language: Language) -> Mapping[str, Value]:
    including = each.totals.including_vat if each.totals else None
    return {
        INVOICE.key: each.arrived.number,
        CUSTOMER.key: _customer(each.customer, language),
        OUTCOME.key: f"{texts.MARKS[each.state]} {_outcome(each, language)}",
        FALLBACK_ROWS.key: each.fallback_rows or None,
        INCLUDING.key: including.amount if including else None,
        CURRENCY.key: including.currency if including else None,
        FINDINGS.key: "\n".join(_once_a_code(each.findings, language)),
    }


def _brief_row(row: InvoiceRow, match: RowMatch | None, language: Language) -> Mapping[str, Value]:
    """A row in few columns: unit, product's name and reason stand with what they belong to."""
    told = _of_row(row, match)
    told[QUANTITY.key] = f"{as_written('rate', str(plain(row.quantity)), language)} {row.unit}".strip()
    if match is not None:
        told[PRODUCT.key] = f"{match.product.code} {match.product.name}".strip()
        told[RULE.key] = REASONS[match.reason] if match.reason else RULES[match.rule]
    return told


def _once_a_code(findings: Iterable[Finding], language: Language) -> Iterator[str]:
    """The first finding of each code, and how many more there are of it."""
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    for first, *more in by_code.values():
        yield first.what(language) + (f" (+{len(more)})" if more else "")


def _lines(each: Foreseen, language: Language) -> Iterator[Mapping[str, Value]]:
    """A line a row, or one for an invoice that has none."""
    invoice = _of_invoice(each, language)
    of_rows: dict[int | None, list[Finding]] = {}
    for finding in each.findings:
        of_rows.setdefault(finding.row, []).append(finding)
    invoice[FINDINGS.key] = _sentences(of_rows.get(None, ()), language)
    for row, match in each.rows:
        yield {
            **invoice,
            **_of_row(row, match),
            ROW_FINDINGS.key: _sentences(of_rows.get(row.number, ()), language),
        }
    if not each.rows:
        yield invoice


def _of_invoice(each: Foreseen, language: Language) -> dict[str, Value]:
    told: dict[str, Value] = {
        INVOICE.key: each.arrived.number,
        UNIT.key: each.unit,
        OUTCOME.key: _outcome(each, language),
        DIFFERENCES.key: _listed(change(difference, language) for difference in each.differences),
        ID.key: each.arrived.guid,
    }
    if each.customer is not None:
        told |= _of_customer(each.customer, language)
    if isinstance(each.arrived, Invoice):
        total = each.arrived.totals
        told |= {
            DATE.key: each.arrived.invoice_date,
            CREDIT.key: each.arrived.is_credit_note,
            EXCLUDING.key: total.excluding_vat.amount,
            VAT.key: total.vat.amount,
            INCLUDING.key: total.including_vat.amount,
            CURRENCY.key: each.arrived.currency,
            VAT_LINES.key: _listed(_vat_line(line, language) for line in each.vat_lines),
        }
    return told


def _of_customer(customer: ForeseenCustomer, language: Language) -> dict[str, Value]:
    return {
        CUSTOMER_NUMBER.key: customer.number,
        CUSTOMER_NAME.key: customer.name,
        STANDING.key: STANDINGS[customer.standing],
        CHANGES.key: _listed(change(each, language) for each in customer.changes),
    }


def _of_row(row: InvoiceRow, match: RowMatch | None) -> dict[str, Value]:
    told: dict[str, Value] = {
        ROW.key: row.number,
        KIND.key: WORDS[row.kind.value],
        CODE.key: ", ".join(row.codes),
        NAME.key: row.label,
        QUANTITY.key: row.quantity,
        ROW_UNIT.key: row.unit,
        AMOUNT.key: row.excluding_vat.amount,
        RATE.key: None if row.vat_rate is None else row.effective_vat_rate,
    }
    if match is not None:
        told |= {
            PRODUCT.key: str(match.product.code),
            PRODUCT_NAME.key: match.product.name,
            RULE.key: RULES[match.rule],
            REASON.key: REASONS[match.reason] if match.reason else None,
        }
    return told


def _customer(customer: ForeseenCustomer | None, language: Language) -> str:
    """Number and name, and what would become of the record where something would."""
    if customer is None:
        return ""
    named = f"{customer.number} {customer.name}".strip()
    is_plain = customer.standing is Standing.UNCHANGED
    return named if is_plain else f"{named} ({STANDINGS[customer.standing].say(language)})"


def _outcome(each: Foreseen, language: Language) -> str:
    return OUTCOMES[each.state, each.is_new].say(language)


def _vat_line(line: VatLine, language: Language) -> str:
    amounts = {
        name: as_written("vat", str(amount), language) for name, amount in (("base", line.base), ("vat", line.vat))
    }
    return texts.VAT_LINE.say(language, rate=as_written("rate", str(plain(line.rate)), language), **amounts)


def _sentences(findings: Iterable[Finding], language: Language) -> str:
    """What is the matter and what to do, finding by finding."""
    return "\n".join(f"{each.what(language)} {each.to_do(language)}".strip() for each in findings)


def _listed(parts: Iterable[str]) -> str:
    return "; ".join(parts)
