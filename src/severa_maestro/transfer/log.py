"""The log that bookkeepers read: writing its lines, and saying them in the reader's language."""

from collections.abc import Mapping
from dataclasses import asdict

from severa_maestro.companies.models import Company
from severa_maestro.language import Language, Text
from severa_maestro.matching.finding_texts import FINDING_MESSAGES
from severa_maestro.matching.findings import Finding, Level, as_written
from severa_maestro.transfer.ledger.models import LogLine, Run, Transfer
from severa_maestro.transfer.log_texts import LOG_MESSAGES

_LEVELS = {
    Level.INFO: LogLine.Level.INFO,
    Level.WARNING: LogLine.Level.WARNING,
    Level.BLOCKING: LogLine.Level.ERROR,
}
_FINDING_LEVELS = {str(mine): theirs for theirs, mine in _LEVELS.items()}


def line(
    level: LogLine.Level,
    code: str,
    values: Mapping[str, object],
    *,
    company: Company,
    run: Run | None,
    transfer: Transfer | None = None,
) -> LogLine:
    """A line that is not saved yet. Raises KeyError for a code that has no sentences."""
    LOG_MESSAGES[code]
    return LogLine(
        company=company,
        run=run,
        transfer=transfer,
        level=level,
        code=code,
        invoice_number=transfer.number if transfer else None,
        values={name: asdict(value) if isinstance(value, Text) else str(value) for name, value in values.items()},
    )


def finding_line(finding: Finding, *, run: Run | None, transfer: Transfer) -> LogLine:
    """A line for a finding of a transfer, not saved yet."""
    return LogLine(
        company_id=transfer.company_id,
        run=run,
        transfer=transfer,
        level=_LEVELS[finding.level],
        code=finding.code,
        invoice_number=transfer.number,
        row=finding.row,
        values=dict(finding.values),
    )


def sentence(logged: LogLine, language: Language) -> str:
    """The line in the reader's language: what is the matter, and what to do."""
    if logged.code in FINDING_MESSAGES and logged.code not in LOG_MESSAGES:
        finding = Finding(logged.code, _FINDING_LEVELS[logged.level], logged.row, logged.values)
        return f"{finding.what(language)} {finding.to_do(language)}".strip()
    message = LOG_MESSAGES.get(logged.code)
    if message is None:
        return logged.code
    return message.say(language, **{name: _said(name, kept, language) for name, kept in logged.values.items()}).strip()


def _said(name: str, kept: str | dict[str, str], language: Language) -> str:
    """A value of a line in the reader's language; one that is a sentence of its own was kept in all of them."""
    if isinstance(kept, dict):
        return kept[language.value]
    return kept if name == "reason" else as_written(name, kept, language)
