"""The audit log: for admins of a company that company's, for firm admins all of it."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from severa_maestro.language import Text
from severa_maestro.web import texts
from severa_maestro.web.access import company_for, only_firm_admins, signed_in
from severa_maestro.web.accounts.audit_words import name_in_words, value_in_words
from severa_maestro.web.accounts.models import AuditEntry, Role
from severa_maestro.web.navigation import MenuItem

_ON_A_PAGE = 100


@require_safe
def audit(request: HttpRequest, company: int) -> HttpResponse:
    """What was done to a company."""
    found = company_for(signed_in(request), company, Role.ADMIN)
    return _show(request, AuditEntry.objects.filter(company=found), company=found)


@require_safe
def firm_audit(request: HttpRequest) -> HttpResponse:
    """What was done anywhere."""
    only_firm_admins(signed_in(request))
    return _show(request, AuditEntry.objects.all())


def _show(request: HttpRequest, entries: QuerySet[AuditEntry], **shown: object) -> HttpResponse:
    who = request.GET.get("who", "").strip()
    if who:
        entries = entries.filter(user_email__icontains=who)
    page = Paginator(entries, _ON_A_PAGE).get_page(request.GET.get("page"))
    lines = [{"entry": each, "action": words_of(each.action), "changes": _changes(each)} for each in page]
    return render(request, "audit.html", {"page": page, "lines": lines, "who": who, **shown})


@cache
def actions() -> dict[str, Text]:
    """The words of every action: each page's texts name its own, as ``ACTIONS``."""
    modules = (import_module(f"{texts.__name__}.{module.name}") for module in iter_modules(texts.__path__))
    return {code: text for module in modules for code, text in getattr(module, "ACTIONS", {}).items()}


def words_of(action: str) -> Text:
    """What an action is called; one that no page knows any more by its code."""
    return actions().get(action, Text(fi=action, sv=action, en=action))


def _changes(entry: AuditEntry) -> list[tuple[str, str, str]]:
    """Name, before and after of what changed, in words; a value that is no table stands without a name."""
    before = entry.before if isinstance(entry.before, dict) else {"": entry.before}
    after = entry.after if isinstance(entry.after, dict) else {"": entry.after}
    named = [(name, before.get(name), after.get(name)) for name in {**before, **after}]
    # By name: a database need not keep the order in which they were written.
    return sorted(
        (name_in_words(name), value_in_words(name, was), value_in_words(name, became))
        for name, was, became in named
        if was != became
    )


urlpatterns = [
    path("companies/<int:company>/audit/", audit, name="audit"),
    path("audit/", firm_audit, name="firm_audit"),
]
MENU = [
    MenuItem("company", 90, "audit.title", "audit", role=Role.ADMIN),
    MenuItem("head", 90, "audit.firm_title", "firm_audit", only_firm_admins=True),
]
