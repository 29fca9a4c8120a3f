"""A company's log: one line, one fact, what to do."""

from collections.abc import Sequence
from typing import Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from severa_maestro.transfer.ledger.models import LogLine
from severa_maestro.web import reader
from severa_maestro.web.api.authentication import company_for
from severa_maestro.web.api.paging import Page, Paging, page_of
from severa_maestro.web.api.problems import OF_SOMETHING
from severa_maestro.web.api.values import Answer, AskedMoment, AskedNumber, AskedWords, Key, Moment
from severa_maestro.web.sentences import on_a_page

router = Router(tags=["log"])

#: What each filter asks of a line.
_CONDITIONS = {
    "level": "level",
    "code": "code",
    "run": "run",
    "transfer": "transfer",
    "invoice_number": "invoice_number",
    "since": "at__gte",
    "until": "at__lt",
}


class LogFilters(Paging):
    """Which lines."""

    level: Literal["info", "warning", "error"] | None = None
    code: AskedWords | None = None
    run: Key | None = None
    transfer: Key | None = None
    invoice_number: AskedNumber | None = None
    since: AskedMoment | None = Field(None, description="Written at this moment or later.")
    until: AskedMoment | None = Field(None, description="Written before this moment.")


class LogLineShown(Answer):
    """A line of the log."""

    id: int
    at: Moment
    level: str = Field(json_schema_extra={"enum": list(LogLine.Level.values)})
    code: str = Field(description="Stable, for programs.")
    run: int | None = Field(description="The id of the run that wrote it.")
    transfer: int | None = Field(description="The id of the transfer that it is about.")
    invoice_number: int | None
    row: int | None = Field(description="The row's number, where it is about one row.")
    text: str = Field(description="What happened and what to do, in the language asked for.")


@router.get("/companies/{company}/log", response={200: Page[LogLineShown], **OF_SOMETHING})
def list_log(request: HttpRequest, company: Key, asked: Query[LogFilters]) -> Page[LogLineShown]:
    """The lines of the log."""
    lines = LogLine.objects.filter(company=company_for(request, company))
    wanted = {name: getattr(asked, name) for name in _CONDITIONS}
    conditions = {_CONDITIONS[name]: value for name, value in wanted.items() if value is not None}
    return page_of(request, lines.filter(**conditions), asked, _shown)


def _shown(lines: Sequence[LogLine]) -> list[LogLineShown]:
    return [
        LogLineShown(
            id=line.pk,
            at=line.at,
            level=line.level,
            code=line.code,
            run=line.run_id,
            transfer=line.transfer_id,
            invoice_number=line.invoice_number,
            row=line.row,
            text=on_a_page(line.text(reader.language())),
        )
        for line in lines
    ]
