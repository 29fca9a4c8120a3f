"""The import of a product file: a test run first, and then exactly what it has shown."""

import hashlib
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods, require_safe

from severa_maestro.companies.models import Company
from severa_maestro.errors import DataError
from severa_maestro.maestro.registers.import_messages import IMPORT_MESSAGES
from severa_maestro.maestro.registers.product_file import MOST_BYTES, MOST_MEGABYTES, LineFinding
from severa_maestro.maestro.registers.product_import import ImportPlan, PlannedProduct, carry_out, plan_import
from severa_maestro.maestro.registers.product_list import example_report
from severa_maestro.reports.report import Column, ColumnKind, Report, Value
from severa_maestro.web import reader
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import Role, User
from severa_maestro.web.downloads import download
from severa_maestro.web.registers import in_words
from severa_maestro.web.registers.kept_file import KeptFile, forget
from severa_maestro.web.say import say, text_of
from severa_maestro.web.setting_up import steps

#: How many lines of each kind the page shows; the file of the test run has them all.
_MOST_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
def product_import(request: HttpRequest, company: int) -> HttpResponse:
    """Takes a file and shows what importing it would do; imports it, or lets it be."""
    user = signed_in(request)
    found = company_for(user, company, Role.BOOKKEEPER)
    deed = request.POST.get("deed", "")
    if deed == "import":
        return _import(request, user, found)
    if deed == "test":
        _keep(request, found)
    elif deed == "leave":
        forget(request.session, found)
    if request.method == "POST":
        return redirect(_here(request, found))
    file = KeptFile.of(request.session, found)
    return _show(request, found, file, plan_import(found, file.content) if file else None)


def _keep(request: HttpRequest, company: Company) -> None:
    """Keeps the file that was sent, or says why it cannot be."""
    sent = request.FILES.get("file")
    if sent is None:
        messages.error(request, say("product_import.no_file"))
    elif (sent.size or 0) > MOST_BYTES:
        too_large = IMPORT_MESSAGES["file-too-large"].filled(limit=MOST_MEGABYTES)
        messages.error(request, reader.in_words(too_large))
    else:
        KeptFile.keep(request.session, company, sent.name or "", sent.read())


def _import(request: HttpRequest, user: User, company: Company) -> HttpResponse:
    """Imports the kept file, if it still does what the page has shown; else shows what it would do now."""
    file = KeptFile.of(request.session, company)
    if file is None:
        messages.error(request, say("product_import.gone"))
        return redirect(_here(request, company))
    plan = plan_import(company, file.content)
    if request.POST.get("shown") != _as_shown(file, plan):
        messages.error(request, say("product_import.overtaken"))
        return redirect(_here(request, company))
    counts = {"added": len(plan.added), "changed": len(plan.changed), "unchanged": plan.unchanged}
    try:
        with transaction.atomic():
            carry_out(plan)
            record(user, company, "products-imported", None, {"file": file.name, "digest": file.digest, **counts})
    except DataError as error:
        messages.error(request, reader.in_words(error.as_text()))
        return redirect(_here(request, company))
    forget(request.session, company)
    messages.success(request, say("product_import.done", **counts))
    return redirect(_next(request) or reverse("products", args=[company.pk]))


def _as_shown(file: KeptFile, plan: ImportPlan) -> str:
    """Tells whether this is still the file, and what it does still is what the page has shown."""
    return hashlib.sha256(f"{file.digest} {plan.comparison!r}".encode()).hexdigest()


def _show(request: HttpRequest, company: Company, file: KeptFile | None, plan: ImportPlan | None) -> HttpResponse:
    shown = {
        **steps.around(signed_in(request), company, "products"),
        "menu": "products",
        "register": "products",
        "next": _next(request),
        "here": _here(request, company),
        "file": file,
        "plan": plan,
        "shown": _as_shown(file, plan) if file and plan else "",
        "limit": MOST_MEGABYTES,
        **(_parts(plan) if plan else {}),
    }
    return render(request, "product_import.html", shown)


def _parts(plan: ImportPlan) -> dict[str, Any]:
    """The beginning of each part of the plan, in words, and how much more there is of it."""
    parts = {"problems": plan.problems, "notes": plan.notes, "changed": plan.changed, "added": plan.added}
    return {
        "problems": [_in_words(each) for each in plan.problems[:_MOST_SHOWN]],
        "notes": [_in_words(each) for each in plan.notes[:_MOST_SHOWN]],
        "changed": [(each, _changes(each)) for each in plan.changed[:_MOST_SHOWN]],
        "added": plan.added[:_MOST_SHOWN],
        "more": {name: max(len(part) - _MOST_SHOWN, 0) for name, part in parts.items()},
    }


def _in_words(finding: LineFinding) -> tuple[int | None, str, str]:
    """The line, what is the matter with it, and what to do."""
    message, language = IMPORT_MESSAGES[finding.code], reader.language()
    what = message.what.say(language, **finding.values)
    return finding.line, what[:1].upper() + what[1:], message.to_do.say(language, **finding.values)


def _changes(planned: PlannedProduct) -> list[tuple[str, str, str]]:
    """The name of each field that changes, before and after."""
    return [
        (in_words.field(each.field), in_words.value(each.before), in_words.value(each.after))
        for each in planned.changes
    ]


_COLUMNS = (
    Column("line", text_of("product_import.line"), ColumnKind.NUMBER),
    Column("what", text_of("product_import.what")),
    Column("product", text_of("product_import.product")),
    Column("field", text_of("product_import.field")),
    Column("before", text_of("product_import.before")),
    Column("after", text_of("product_import.after")),
    Column("text", text_of("product_import.to_do")),
)


@require_safe
def export(request: HttpRequest, company: int, ending: str) -> HttpResponse:
    """All of the test run as a file: every line that is refused, changes or is new."""
    found = company_for(signed_in(request), company, Role.BOOKKEEPER)
    file = KeptFile.of(request.session, found)
    if file is None:
        raise Http404
    rows = _rows(plan_import(found, file.content))
    return download(Report(text_of("product_import.test_run"), _COLUMNS, rows), found, ending)


def _rows(plan: ImportPlan) -> list[dict[str, Value]]:
    """The worst first: what is refused, notes, what changes field by field, and what is new."""
    found = (("refused", plan.problems), ("note", plan.notes))
    rows: list[dict[str, Value]] = [
        {"line": each.line, "what": text_of(f"product_import.{name}"), "text": " ".join(_in_words(each)[1:])}
        for name, findings in found
        for each in findings
    ]
    for planned in plan.changed:
        about = _about(planned, "changes")
        rows += [{**about, "field": name, "before": old, "after": new} for name, old, new in _changes(planned)]
    for planned in plan.added:
        about = _about(planned, "new")
        given = ((name, value) for name, value in planned.values.items() if value not in (None, ""))
        rows += [{**about, "field": in_words.field(name), "after": in_words.value(value)} for name, value in given]
    return rows


def _about(planned: PlannedProduct, what: str) -> dict[str, Value]:
    return {"line": planned.line, "what": text_of(f"product_import.{what}"), "product": str(planned.code)}


@require_safe
def example(request: HttpRequest, company: int) -> HttpResponse:
    """A product file to begin one's own from."""
    return download(example_report(), company_for(signed_in(request), company), "csv")


def _here(request: HttpRequest, company: Company) -> str:
    """This page, with the way on from it."""
    address, following = reverse("product_import", args=[company.pk]), _next(request)
    return f"{address}?{urlencode({'next': following})}" if following else address


def _next(request: HttpRequest) -> str:
    """Where to go afterwards, if it is a page of ours; empty: nowhere else."""
    page = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if is_ours else ""


urlpatterns = [
    path("companies/<int:company>/products/import/", product_import, name="product_import"),
    path("companies/<int:company>/products/import/example.csv", example, name="product_example"),
    path("companies/<int:company>/products/import/test-run.csv", export, {"ending": "csv"}, name="test_run_csv"),
    path("companies/<int:company>/products/import/test-run.xlsx", export, {"ending": "xlsx"}, name="test_run_xlsx"),
]
