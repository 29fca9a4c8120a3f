"""Is a company set up so that its invoices will go over? Everything is tried, and nothing is changed."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from django.utils import timezone

from severa_maestro.companies.models import SEVERAS_REQUESTS_PER_SECOND, Company, Connection
from severa_maestro.errors import SeveraMaestroError
from severa_maestro.invoicing.invoice import UnreadableInvoice
from severa_maestro.language import Language, Message, Text
from severa_maestro.maestro.target import MaestroTarget
from severa_maestro.matching.products import FALLBACK, Product
from severa_maestro.setup.check_rights_texts import NEEDED_FOR
from severa_maestro.setup.check_texts import CHECK_MESSAGES
from severa_maestro.setup.comparison import Verdict, count_verdicts
from severa_maestro.severa.rights import UntoldRight
from severa_maestro.severa.source import AccessRight, InvoiceStatus, SeveraSource
from severa_maestro.transfer.statuses import find_status

#: A clock that is off by more makes log and files hard to read beside Severa's; the transfer itself goes by Severa's.
LARGEST_SKEW = timedelta(seconds=60)
#: Less than this part of the day's quota left is told.
SHORT_QUOTA = 0.1


class Level(StrEnum):
    """How much a line of the check matters. ``NOTE``: it could not be told, so a person may look."""

    OK = "ok"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One thing that was looked at.

    Attributes:
        code: stable; its sentences are in ``check_texts``, or it is the code of an error.
        message: what is so, and what to do where in Severa or here.
        values: what goes into the message.
    """

    code: str
    level: Level
    message: Message = field(repr=False)
    values: dict[str, object] = field(default_factory=dict)

    def what(self, language: Language) -> str:
        """What is so."""
        return self.message.what.say(language, **self.values)

    def to_do(self, language: Language) -> str:
        """What the reader can do about it; empty where there is nothing to do."""
        return self.message.to_do.say(language, **self.values)


Progress = Callable[[CheckLine], None]


def check_company(
    company: Company,
    connect: Callable[[Company], SeveraSource],
    target: MaestroTarget,
    progress: Progress = lambda _line: None,
) -> list[CheckLine]:
    """Looks at everything that a transfer needs, in the order in which a person would mend it.

    1. Severa: the connection, each right, both statuses, where credit notes are made, electronic addresses, the
       registers, the quota and the clock. Where one thing fails, the others are looked at all the same.
    2. Maestro: A/0, and that its products have account and VAT.

    Returns:
        The lines, also those of errors: nothing is raised for what a person can mend.
    """
    lines: list[CheckLine] = []
    for line in (*_of_severa(company, connect, target), *_of_maestro(target)):
        if (line.code, line.values) not in [(each.code, each.values) for each in lines]:
            lines.append(line)
            progress(line)
    return lines


def check_connection(company: Company, connect: Callable[[Company], SeveraSource]) -> list[CheckLine]:
    """Looks whether Severa answers and accepts the key or client, and which rights that gives: a check's beginning.

    Needs no database, and a company and connection that are kept nowhere yet will do.
    """
    try:
        with closing(connect(company)) as source:
            return list(_access(company, source.rights()))
    except SeveraMaestroError as error:
        return [_error(error)]


def check_products(target: MaestroTarget) -> list[CheckLine]:
    """Looks at Maestro's products alone: a check's end."""
    return list(_of_maestro(target))


def is_ready(lines: Iterable[CheckLine]) -> bool:
    """Whether nothing stands in the way of a transfer."""
    return all(line.level is not Level.ERROR for line in lines)


def _of_severa(
    company: Company, connect: Callable[[Company], SeveraSource], target: MaestroTarget
) -> Iterator[CheckLine]:
    try:
        source = connect(company)
    except SeveraMaestroError as error:
        yield _error(error)
        return
    with closing(source):
        yield from _of_source(company, source, target)


def _of_source(company: Company, source: SeveraSource, target: MaestroTarget) -> Iterator[CheckLine]:
    try:
        rights = source.rights()
    except SeveraMaestroError as error:
        yield _error(error)
        yield _line("not-tried", Level.NOTE)
        return
    yield from _access(company, rights)
    looks: tuple[Callable[[Company, SeveraSource], Iterator[CheckLine]], ...] = (
        _statuses,
        _waiting_invoices,
        _electronic_addresses,
        lambda company, source: _registers(company, source, target),
        _quota,
        _clock,
    )
    said = {right.refusal.code for right in rights if right.refusal is not None and right.is_needed}
    for look in looks:
        try:
            yield from look(company, source)
        except SeveraMaestroError as error:
            if error.code not in said:  # what a missing right leads to is that right's own line
                yield _error(error)


def _access(company: Company, rights: Iterable[AccessRight]) -> Iterator[CheckLine]:
    yield _line("severa-answers", Level.OK, url=company.connection.url)
    yield from map(_right, rights)


def _right(right: AccessRight) -> CheckLine:
    """What Severa's answer to the trial of a right tells."""
    if right.refusal is None:
        return _line("right-granted", Level.OK, right=right.name)
    if isinstance(right, UntoldRight):
        reason = _as_value(right.refusal.message.what, right.refusal.values)
        if right.is_needed:
            return _line("right-untold", Level.WARNING, right=right.name, reason=reason)
        return _line("right-untold-for-setting-up", Level.NOTE, right=right.name, reason=reason)
    if right.is_needed:
        where = _as_value(right.refusal.message.to_do, right.refusal.values)
        purpose = NEEDED_FOR[right.name.en]
        return _line("right-missing", Level.ERROR, right=right.name, purpose=purpose, where=where)
    return _line("right-missing-for-setting-up", Level.NOTE, right=right.name)


def _statuses(company: Company, source: SeveraSource) -> Iterator[CheckLine]:
    statuses = source.statuses()
    if not (company.waiting_status and company.transferred_status):
        yield _line("statuses-not-chosen", Level.ERROR)
        return
    if company.waiting_status == company.transferred_status:
        yield _line("statuses-equal", Level.ERROR, status=company.waiting_status)
    found = {}
    for name in (company.waiting_status, company.transferred_status):
        try:
            found[name] = find_status(name, statuses)
        except SeveraMaestroError as error:
            yield _error(error)
        else:
            yield _line("status-there", Level.OK, status=name)
    if waiting := found.get(company.waiting_status):
        yield from _waiting_status(waiting)
    if transferred := found.get(company.transferred_status):
        yield from _transferred_status(transferred)
    yield _credit_notes(company, statuses)


def _waiting_status(status: InvoiceStatus) -> Iterator[CheckLine]:
    if not status.gives_number:
        yield _line("waiting-without-number", Level.ERROR, status=status.name)
    if not status.is_read_only:
        yield _line("status-editable", Level.WARNING, status=status.name)
    if not status.is_sent:
        yield _line("status-not-sent", Level.WARNING, status=status.name)
    if status.is_paid:
        yield _line("waiting-paid", Level.WARNING, status=status.name)


def _transferred_status(status: InvoiceStatus) -> Iterator[CheckLine]:
    if not status.gives_number:
        yield _line("transferred-without-number", Level.WARNING, status=status.name)
    if not status.is_read_only:
        yield _line("status-editable", Level.WARNING, status=status.name)
    if not status.is_sent:
        yield _line("status-not-sent", Level.WARNING, status=status.name)


def _waiting_invoices(company: Company, source: SeveraSource) -> Iterator[CheckLine]:
    """Whether invoices can be read: the first page of those that wait."""
    if not company.waiting_status:
        return
    first_page = next(source.invoices_in(company.waiting_status, known=frozenset()), [])
    unreadable = sum(isinstance(invoice, UnreadableInvoice) for invoice in first_page)
    readable = len(first_page) - unreadable
    if readable or not unreadable:
        yield _line("waiting-readable", Level.OK, status=company.waiting_status, count=readable)
    if unreadable:
        values = {"status": company.waiting_status, "count": unreadable, "of": len(first_page)}
        yield _line("waiting-unreadable", Level.WARNING, **values)


def _credit_notes(company: Company, statuses: list[InvoiceStatus]) -> CheckLine:
    """Where Severa makes credit notes: in the waiting status they go over by themselves."""
    waiting = company.waiting_status
    if any(status.is_credit_note_default is None for status in statuses):
        return _line("credit-notes-untold", Level.NOTE, status=waiting)
    defaults = [status.name for status in statuses if status.is_credit_note_default]
    if waiting in defaults:
        return _line("credit-notes-wait", Level.OK, status=waiting)
    if not defaults:
        return _line("credit-notes-nowhere", Level.WARNING, status=waiting)
    return _line("credit-notes-elsewhere", Level.WARNING, status=waiting, other=", ".join(defaults))


def _electronic_addresses(_company: Company, source: SeveraSource) -> Iterator[CheckLine]:
    """Severa leaves the e-invoice fields of customers out until a setting lets them through ("API parameters")."""
    firms = [customer for customer in source.sample_customers() if customer.vat_number]
    with_address = sum(bool(customer.electronic_address.address) for customer in firms)
    if not firms:
        yield _line("electronic-addresses-untold", Level.NOTE)
    elif not with_address:
        yield _line("electronic-addresses-missing", Level.WARNING, count=len(firms))
    else:
        yield _line("electronic-addresses-come", Level.OK, count=with_address, of=len(firms))


def _registers(company: Company, source: SeveraSource, target: MaestroTarget) -> Iterator[CheckLine]:
    """How many items lead to no product: the comparison shows which, and what may be meant."""
    items = source.register_items()
    verdicts = count_verdicts(items, target.catalogue(), company.code_map(), timezone.localdate())
    gaps = sum(number for verdict, number in verdicts.items() if verdict.is_gap)
    values = {"company": company.name, "count": verdicts.total()}
    if gaps:
        yield _line("items-without-product", Level.WARNING, gaps=gaps, empty=verdicts[Verdict.EMPTY_CODE], **values)
    else:
        yield _line("items-have-products", Level.OK, **values)


def _quota(company: Company, source: SeveraSource) -> Iterator[CheckLine]:
    if company.connection.way == Connection.Way.REST:
        pace = company.connection.requests_per_second
        is_allowed = pace <= SEVERAS_REQUESTS_PER_SECOND
        code, level = ("pace-allowed", Level.OK) if is_allowed else ("pace-too-fast", Level.WARNING)
        yield _line(code, level, pace=f"{pace:g}", most=SEVERAS_REQUESTS_PER_SECOND)
        return
    quota = source.quota
    if quota is None:
        yield _line("quota-untold", Level.NOTE)
        return
    is_short = quota.allowed - quota.used < quota.allowed * SHORT_QUOTA
    code, level = ("quota-short", Level.WARNING) if is_short else ("quota-left", Level.OK)
    yield _line(code, level, used=quota.used, allowed=quota.allowed)


def _clock(_company: Company, source: SeveraSource) -> Iterator[CheckLine]:
    skew = source.clock_skew
    if skew is None:
        yield _line("clock-untold", Level.NOTE)
    elif abs(skew) > LARGEST_SKEW:
        code = "clock-behind" if skew > timedelta(0) else "clock-ahead"
        yield _line(code, Level.WARNING, seconds=round(abs(skew).total_seconds()))
    else:
        yield _line("clock-right", Level.OK)


def _of_maestro(target: MaestroTarget) -> Iterator[CheckLine]:
    try:
        catalogue = target.catalogue()
    except SeveraMaestroError as error:
        yield _error(error)
        return
    yield _line("fallback-there", Level.OK)
    active = [product for product in catalogue if product.is_active]
    if any(product.code != FALLBACK for product in active):
        yield _line("products-there", Level.OK, count=len(active))
    else:
        yield _line("only-fallback", Level.WARNING)
    yield from _accounts_and_vat(active)


def _accounts_and_vat(active: list[Product]) -> Iterator[CheckLine]:
    """Each active product needs a sales account and a VAT rate, of its own or of its group."""
    without_account = [product for product in active if not product.sales_account]
    without_vat = [product for product in active if product.vat_rate is None]
    if without_account:
        yield _line("groups-without-account", Level.WARNING, groups=_groups(without_account))
    if without_vat:
        yield _line("groups-without-vat", Level.WARNING, groups=_groups(without_vat))
    if FALLBACK in {product.code for product in (*without_account, *without_vat)}:
        yield _line("fallback-incomplete", Level.WARNING)
    elif not without_account and not without_vat:
        yield _line("groups-complete", Level.OK)


def _groups(products: list[Product]) -> str:
    return ", ".join(sorted({product.code.group for product in products}))


def _line(code: str, level: Level, **values: object) -> CheckLine:
    return CheckLine(code, level, CHECK_MESSAGES[code], values)


def _error(error: SeveraMaestroError) -> CheckLine:
    return CheckLine(error.code, Level.ERROR, error.message, error.values)


def _as_value(text: Text, values: dict[str, object]) -> Text:
    """A sentence of an error as the value of another one: braces in what Severa said stand for themselves."""
    said = {language.value: text.say(language, **values) for language in Language}
    return Text(**{language: each.replace("{", "{{").replace("}", "}}") for language, each in said.items()})
