"""Every address of the application that shows a page, found by walking its own list of addresses."""

from collections.abc import Iterator, Mapping

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import Page

from severa_maestro.companies.models import CodeMapping, Company
from severa_maestro.maestro.registers.models import RegisterCustomer, RegisterProduct, SalesInvoice
from severa_maestro.setup.models import CodeChange
from severa_maestro.transfer.ledger.models import Transfer
from severa_maestro.web.transfers.fallback import codes_on_fallback

#: Whose addresses show no page here: they only take what is sent to them, or are photographed before anybody signs in.
_NO_PAGE = ("member", "user", "session", "step", "token", "invitation")


def examples(company: Company) -> dict[str, object]:
    """One of each thing that an address may name, all of one company."""
    return {
        "company": company.pk,
        "transfer": Transfer.objects.filter(company=company).exclude(register_id=None).latest("pk").pk,
        "invoice": SalesInvoice.objects.filter(company=company).latest("pk").pk,
        "customer": RegisterCustomer.objects.filter(company=company).earliest("pk").pk,
        "product": RegisterProduct.objects.filter(company=company).earliest("pk").pk,
        "line": CodeMapping.objects.filter(company=company).earliest("pk").pk,
        "batch": CodeChange.objects.filter(company=company).latest("pk").batch,
        "letter": "A",
        "place": 1,
    } | dict.fromkeys(_NO_PAGE, 1)


def every_address(known: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The name of each address, and the address with what is known filled in.

    Raises:
        KeyError: an address names a thing of which no example is known.
    """
    for name, things in _names(get_resolver()):
        yield name, reverse(name, kwargs={thing: known[thing] for thing in things}) + _query(name, known)


def addresses_of(company: Company) -> Iterator[tuple[str, str]]:
    """The same of the pages that a company has before it has anything else."""
    known = {"company": company.pk}
    return ((name, reverse(name, kwargs=known)) for name, things in _names(get_resolver()) if things == ["company"])


def is_page(page: Page, address: str) -> bool:
    """Whether a browser gets a whole page there: no file, no part of a page, and no other address."""
    answer = page.request.get(address, max_redirects=0)
    is_html = answer.headers.get("content-type", "").startswith("text/html")
    return answer.ok and is_html and answer.text().startswith("<!doctype html>")


def _names(resolver: URLResolver) -> Iterator[tuple[str, list[str]]]:
    """Names, each with the things that its address names; but for the API, and for what regular expressions make."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver) and not str(each.pattern).startswith("api/"):
            yield from _names(each)
        elif isinstance(each, URLPattern) and each.name and not str(each.pattern).startswith("^"):
            yield each.name, list(each.pattern.converters)


def _query(name: str, known: Mapping[str, object]) -> str:
    """What an address asks for that shows nothing without."""
    if name != "map_code":
        return ""
    on_fallback = codes_on_fallback([each for each in Company.objects.all() if each.pk == known["company"]])
    commonest = max((each for each in on_fallback if each.open_codes), key=lambda each: each.rows)
    return f"?kind={commonest.kind}&code={commonest.open_codes[0]}"
