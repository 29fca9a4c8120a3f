"""The log for support and machines: JSON lines, in ``machine.log`` of the data folder or on the standard error.

Environment variables:
    SEVERA_MAESTRO_LOG: ``stderr`` for containers and journald; ``file``, the file in the data folder, unless set.
    SEVERA_MAESTRO_LOG_LEVEL: from which level on; ``warning`` unless set. ``info`` tells each run's begin and end.

Neither a customer nor a secret gets in, whoever writes the line. Of our own lines those keys pass that ``_NUMBERS`` and
``_WORDS`` name, with numbers, moments, ids and single words. Of an error its type and places pass, never its message.
Of what libraries log passes who said it, and where: the sentence can be looked up there.
"""

import logging
import os
import re
import sys
import threading
from datetime import date
from functools import cache
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import walk_tb
from typing import Final
from uuid import UUID

import structlog
from structlog.types import EventDict, ExcInfo, Processor, WrappedLogger

from severa_maestro.errors import ConfigurationError, SeveraMaestroError
from severa_maestro.language import Message, Text

FILE_NAME: Final = "machine.log"
_MOST_BYTES: Final = 10_000_000

_PLACES: Final = ("file", "stderr")
_LEVELS: Final = ("debug", "info", "warning", "error", "critical")

#: The logger of all of our own modules; what others say below a warning, with its words left out, is of no use.
_OURS: Final = "severa_maestro"

#: What a line may tell beside its event: numbers by these keys,
_NUMBERS: Final = frozenset(
    {
        *("run", "transfer", "invoice", "row", "status_code"),
        *("count", "companies", "invoices", "records", "rows", "calls", "refused_calls", "severa_calls"),
        *("fetched", "stored", "transferred", "blocked", "skipped", "fallback_rows", "customers_upserted"),
        *("seconds", "seconds_reading", "seconds_judging", "seconds_storing", "seconds_marking"),
        *("retry_num", "wait_for", "waited_so_far"),  # stamina's
    }
)
_WORD: Final = re.compile(r"[A-Za-z0-9_./:+{}-]{1,100}")
_REFERENCE: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: and words by these: an id, a code, a moment, a route such as ``v1/invoices/{guid}``, the name of a class.
_WORDS: Final = {
    "company": _REFERENCE,
    **dict.fromkeys(("guid", "kind", "way", "route", "operation", "state", "step"), _WORD),
    **dict.fromkeys(("code", "error", "since", "minute", "wait_until"), _WORD),
    "callable": _WORD,  # stamina's
}
#: What the processors that come after work with.
_OF_USE: Final = frozenset({"_record", "_from_structlog", "exc_info"})
_EVENT: Final = re.compile(r"[a-z][a-z0-9._-]{0,99}")

_MOST_ERRORS: Final = 10
_MOST_PLACES: Final = 40

_SETTING_UNKNOWN = Message(
    what=Text(
        fi="Ympäristömuuttujan {name} arvo ei kelpaa: {value}.",
        sv="Miljövariabeln {name} har ett ogiltigt värde: {value}.",
        en="The variable {name} has a value that is none of its own: {value}.",
    ),
    to_do=Text(
        fi="Anna jokin näistä, tai poista muuttuja: {choices}.",
        sv="Ange något av dessa, eller ta bort variabeln: {choices}.",
        en="Give one of these, or unset it: {choices}.",
    ),
)


def write_machine_log(folder: Path) -> None:
    """Sends what the program logs to its place; the folder is there already.

    Raises:
        ConfigurationError: a variable names no place or no level.
    """
    place = _chosen("SEVERA_MAESTRO_LOG", _PLACES, unless_set="file")
    level = logging.getLevelNamesMapping()[_chosen("SEVERA_MAESTRO_LOG_LEVEL", _LEVELS, unless_set="warning").upper()]
    logging.raiseExceptions = False  # a log that cannot be written is no reason to fill the reader's screen
    handler = logging.StreamHandler(sys.stderr) if place == "stderr" else _file(folder)
    handler.setFormatter(_formatter())
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)
    logging.getLogger(_OURS).setLevel(level)
    threading.excepthook = _thread_died
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def _chosen(name: str, choices: tuple[str, ...], *, unless_set: str) -> str:
    value = os.environ.get(name, "").strip().lower() or unless_set
    if value not in choices:
        values = {"name": name, "value": value, "choices": ", ".join(choices)}
        raise ConfigurationError("log-setting-unknown", _SETTING_UNKNOWN, **values)
    return value


def _file(folder: Path) -> logging.Handler:
    return RotatingFileHandler(folder / FILE_NAME, maxBytes=_MOST_BYTES, backupCount=5, encoding="utf-8", delay=True)


def _formatter() -> logging.Formatter:
    """Makes a line of whatever is logged. What comes after ``_only_allowed`` is of our own making."""
    chain: list[Processor] = [
        _only_allowed,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        _add_place,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(_without_messages),
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.JSONRenderer(),
    ]
    of_libraries: list[Processor] = [structlog.contextvars.merge_contextvars, _leave_unsaid]
    return structlog.stdlib.ProcessorFormatter(processors=chain, foreign_pre_chain=of_libraries, use_get_message=False)


def _leave_unsaid(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Of a library's line the words go; its place stays, and the status of the answer that Django's are about."""
    return {**event, "event": "library", "status_code": getattr(event["_record"], "status_code", None)}


def _only_allowed(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Of a line what may be told, as JSON has it, and what the processors after this one work with."""
    told = _as_word(event.get("event"))
    allowed: EventDict = {"event": told if _EVENT.fullmatch(told) else "unnamed"}
    for name, value in event.items():
        word = _as_word(value)
        if name in _OF_USE or (name in _NUMBERS and isinstance(value, int | float)):
            allowed[name] = value
        elif name in _WORDS and _WORDS[name].fullmatch(word):
            allowed[name] = word
    return allowed


def _as_word(value: object) -> str:
    """A value as it may be written; empty for what is none of these."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str | UUID) else ""


def _add_place(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    record: logging.LogRecord = event["_record"]
    return {**event, "place": f"{_short(record.pathname)}:{record.lineno} {record.funcName}"}


def _without_messages(exc_info: ExcInfo) -> list[dict[str, object]]:
    """An error and those that led to it: types, codes and places, from the first call to where it began."""
    return [_described(error) for error in _with_causes(exc_info[1])]


def _with_causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found and len(found) < _MOST_ERRORS:
        found.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found


def _described(error: BaseException) -> dict[str, object]:
    kind = type(error)
    places = [
        f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_qualname}"
        for frame, line in walk_tb(error.__traceback__)
    ]
    described: dict[str, object] = {"type": f"{kind.__module__}.{kind.__qualname__}", "places": places[-_MOST_PLACES:]}
    if isinstance(error, SeveraMaestroError):
        described["code"] = error.code
    if isinstance(error, BaseExceptionGroup):
        described["errors"] = [_described(each) for each in error.exceptions[:_MOST_ERRORS]]
    return described


@cache
def _short(path: str) -> str:
    """A file of Python code as it is imported: where on the machine it lies is nobody's business."""
    folders = [each.rstrip(os.sep) + os.sep for each in sys.path if each]
    longest = max((each for each in folders if path.startswith(each)), key=len, default="")
    return path.removeprefix(longest) if longest else Path(path).name


def _thread_died(died: threading.ExceptHookArgs) -> None:
    """Python would write the error with its message on the standard error."""
    if died.exc_type is not SystemExit:
        structlog.get_logger(__name__).error("thread-died", exc_info=died.exc_value)
