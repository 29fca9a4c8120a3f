"""A report as a file that somebody takes along: always an attachment."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from severa_maestro.companies.models import Company
from severa_maestro.language import Text
from severa_maestro.reports.files import as_csv, as_json, as_xlsx
from severa_maestro.reports.report import Report
from severa_maestro.web import reader

#: So many rows go into one file at most.
MOST_IN_A_FILE = 20_000

_FILES = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": (as_json, "application/json"),
}


def download(report: Report, company: Company, ending: str, name: Text | None = None) -> HttpResponse:
    """The report in the reader's language, named after the company, the report and today.

    Args:
        report: what is in the file.
        company: whose it is.
        ending: ``csv``, ``xlsx`` or ``json``.
        name: what the file is called instead of the report's title.
    """
    write, kind = _FILES[ending]
    named = (slugify(company.name) or str(company.pk), slugify(reader.in_words(name or report.title)))
    filename = f"{'-'.join(named)}-{timezone.localdate():%Y-%m-%d}.{ending}"
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=filename) or ""}
    return HttpResponse(write(report, reader.language()), content_type=kind, headers=headers)
