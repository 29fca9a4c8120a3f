"""The log of a company, as bookkeepers read it: what happened, to which invoice, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from severa_maestro.companies.models import Company
from severa_maestro.reports.report import Column, ColumnKind, Report, Value
from severa_maestro.transfer.ledger.models import LogLine, Run
from severa_maestro.web import log_search, reader
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.downloads import MOST_IN_A_FILE, download
from severa_maestro.web.forms import Form
from severa_maestro.web.log_codes import choices_of, codes_of
from severa_maestro.web.navigation import MenuItem
from severa_maestro.web.say import lazily, say, text_of
from severa_maestro.web.sentences import on_a_page
from severa_maestro.web.standing import midnight
from severa_maestro.web.transfers.shown_findings import codes_to_map
from severa_maestro.web.written import clock, number

ON_A_PAGE = 100

_LARGEST_KEY = 2**63 - 1
_LEVELS = [("", lazily("log.every_level")), *((each.value, lazily(f"state.{each.value}")) for each in LogLine.Level)]


def _day_field() -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(required=False, input_formats=["%Y-%m-%d", "%d.%m.%Y"], widget=widget)


class LogFilterForm(Form):
    """Which lines are to be shown."""

    page = "log"

    q = forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"}))
    level = forms.ChoiceField(required=False, choices=_LEVELS)
    code = forms.ChoiceField(required=False)
    invoice = forms.IntegerField(
        required=False, max_value=_LARGEST_KEY, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    since = _day_field()
    until = _day_field()
    run = forms.IntegerField(required=False, max_value=_LARGEST_KEY, widget=forms.HiddenInput())

    def __init__(self, company: Company, asked: Mapping[str, str]) -> None:
        super().__init__(asked, auto_id="%s")
        self._company = company
        self.fields["code"].choices = choices_of(company)  # type: ignore[attr-defined]

    @property
    def is_in_use(self) -> bool:
        """Whether it leaves any line out."""
        return any(self.data.get(name) for name in self.fields)

    def chosen_run(self) -> Run | None:
        """The run whose lines alone are shown."""
        return self._company.runs.filter(pk=self.cleaned_data["run"]).first() if self.cleaned_data.get("run") else None

    def lines(self) -> QuerySet[LogLine]:
        """The lines that fit all but the search, in no order."""
        if not self.is_valid():
            return LogLine.objects.none()
        asked = self.cleaned_data
        lines = LogLine.objects.filter(company=self._company)
        for name, column in (("level", "level"), ("invoice", "invoice_number"), ("run", "run")):
            if asked[name]:
                lines = lines.filter(**{column: asked[name]})
        if asked["code"]:
            lines = lines.filter(code__in=codes_of(asked["code"]))
        if asked["since"]:
            lines = lines.filter(at__gte=midnight(asked["since"]))
        if asked["until"]:
            lines = lines.filter(at__lt=midnight(asked["until"] + timedelta(days=1)))
        return lines

    @property
    def search(self) -> str:
        """The words that a line must say."""
        return str(self.cleaned_data.get("q", ""))


@dataclass(frozen=True, slots=True)
class LogPage:
    """Lines, the newest first, and where the pages beside it begin: the key of the line next to each.

    Pages are found by their first line, so that the last of a thousand is as near as the first.
    """

    lines: list[LogLine]
    has_newer: bool
    has_older: bool

    @classmethod
    def of(cls, form: LogFilterForm, before: int | None, after: int | None) -> Self:
        """The page of lines older or newer than a line; without either, the newest."""
        lines = form.lines()
        if after is not None:
            found = _first(form, lines.filter(pk__gt=after).order_by("pk"))
            if len(found) > ON_A_PAGE:
                return cls(found[:ON_A_PAGE][::-1], has_newer=True, has_older=True)
        older = lines if before is None else lines.filter(pk__lt=before)
        found = _first(form, older.order_by("-pk"))
        return cls(found[:ON_A_PAGE], has_newer=before is not None, has_older=len(found) > ON_A_PAGE)


def _first(form: LogFilterForm, lines: QuerySet[LogLine]) -> list[LogLine]:
    """A page's lines and one more, where there is one."""
    return log_search.matching(lines, form.search, reader.language(), ON_A_PAGE + 1)


@require_safe
def log(request: HttpRequest, company: int) -> HttpResponse:
    """Shows a page of it."""
    found = company_for(signed_in(request), company)
    form = LogFilterForm(found, request.GET)
    form.is_valid()
    page = LogPage.of(form, _key(request, "before"), _key(request, "after"))
    shown = {
        "company": found,
        "form": form,
        "page": page,
        "lines": [(line, on_a_page(line.text(reader.language())), _mappable(line)) for line in page.lines],
        "run": form.chosen_run(),
    }
    return render(request, "log.html", shown, status=422 if form.errors else 200)


def _mappable(line: LogLine) -> tuple[str, ...]:
    """The codes that the line tells of and a line of the code map could lead from A/0 to a product."""
    return codes_to_map(line.code, line.values)


def _key(request: HttpRequest, name: str) -> int | None:
    """The key in the address; nonsense is none."""
    told = request.GET.get(name, "")
    return min(int(told), _LARGEST_KEY) if told.isascii() and told.isdecimal() else None


_COLUMNS = (
    Column("day", text_of("log.day"), ColumnKind.DATE),
    Column("time", text_of("log.time")),
    Column("level", text_of("log.level")),
    Column("invoice", text_of("log.invoice"), ColumnKind.NUMBER),
    Column("row", text_of("log.row"), ColumnKind.NUMBER),
    Column("text", text_of("log.text")),
    Column("code", text_of("log.code")),
)


@require_safe
def export(request: HttpRequest, company: int, ending: str) -> HttpResponseBase:
    """The lines that the filter shows, all pages of them, as a file. Too many lines are no file but a word."""
    found = company_for(signed_in(request), company)
    form = LogFilterForm(found, request.GET)
    lines = form.lines().order_by("-pk")
    if not form.is_valid():
        return _back(request, found)
    chosen = log_search.matching(lines, form.search, reader.language(), MOST_IN_A_FILE + 1)
    if len(chosen) > MOST_IN_A_FILE:
        messages.error(request, say("log.too_many", most=number(MOST_IN_A_FILE)))
        return _back(request, found)
    return download(Report(text_of("log.title"), _COLUMNS, [_row(line) for line in chosen]), found, ending)


def _row(line: LogLine) -> dict[str, Value]:
    return {
        "day": timezone.localdate(line.at),
        "time": clock(line.at),
        "level": text_of(f"state.{line.level}"),
        "invoice": line.invoice_number,
        "row": line.row,
        "text": on_a_page(line.text(reader.language())),
        "code": line.code,
    }


def _back(request: HttpRequest, company: Company) -> HttpResponse:
    return redirect(f"{reverse('log', args=[company.pk])}?{request.GET.urlencode()}")


urlpatterns = [
    path("companies/<int:company>/log/", log, name="log"),
    path("companies/<int:company>/log.csv", export, {"ending": "csv"}, name="log_csv"),
    path("companies/<int:company>/log.xlsx", export, {"ending": "xlsx"}, name="log_xlsx"),
]
MENU = [MenuItem("company", 30, "log.title", "log")]
