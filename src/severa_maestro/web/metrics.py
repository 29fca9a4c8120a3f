"""For those who measure the machine: ``/metrics``, in Prometheus's format.

Every number is read from the database when it is asked for, none is kept by a process: however many processes answer,
and however often they start anew, all tell the same. Companies go by their references, never by their names.
"""

import os
import secrets
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Final

import structlog
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError, connection
from django.db.models import Count, Min, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from severa_maestro import __version__
from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule
from severa_maestro.errors import ConfigurationError
from severa_maestro.language import Message, Text
from severa_maestro.transfer.ledger.models import AWAITING_MARK, CompanyTotals, State, TimelineEntry, Transfer
from severa_maestro.web import reader

_log = structlog.get_logger(__name__)

_PREFIX: Final = "severa_maestro"
_PLAIN: Final = "text/plain; charset=utf-8"

#: A shorter token could be guessed.
_SHORTEST_TOKEN: Final = 16

_TOKEN_FILE_UNUSABLE = Message(
    what=Text(
        fi="Tiedostoa, jonka ympäristömuuttuja SEVERA_MAESTRO_METRICS_TOKEN_FILE nimeää, ei voida lukea, tai siinä ei "
        "ole vähintään {least} merkin tunnusta.",
        sv="Filen som miljövariabeln SEVERA_MAESTRO_METRICS_TOKEN_FILE anger kan inte läsas, eller så innehåller den "
        "ingen token på minst {least} tecken.",
        en="The file that the variable SEVERA_MAESTRO_METRICS_TOKEN_FILE names cannot be read, or it holds no token of "
        "at least {least} characters.",
    ),
    to_do=Text(
        fi="Luo se: (umask 077; openssl rand -hex 32 > TIEDOSTO), palvelun käyttäjän omistamaksi.",
        sv="Skapa den: (umask 077; openssl rand -hex 32 > FIL), ägd av tjänstens användare.",
        en="Make it: (umask 077; openssl rand -hex 32 > FILE), owned by the service's user.",
    ),
)

_TOKEN_FILE_READABLE = Message(
    what=Text(
        fi="Myös muut kuin omistaja pääsevät tiedostoon, jonka ympäristömuuttuja SEVERA_MAESTRO_METRICS_TOKEN_FILE "
        "nimeää.",
        sv="Även andra än ägaren kommer åt filen som miljövariabeln SEVERA_MAESTRO_METRICS_TOKEN_FILE anger.",
        en="Others than its owner have access to the file that the variable SEVERA_MAESTRO_METRICS_TOKEN_FILE names.",
    ),
    to_do=Text(
        fi="Luo uusi tunnus ja rajaa käyttöoikeudet: chmod 600.",
        sv="Skapa en ny token och begränsa åtkomsträttigheterna: chmod 600.",
        en="Make a new token, and restrict the file's permissions: chmod 600.",
    ),
)


@dataclass(frozen=True, slots=True)
class _Watched:
    """What is known of one company.

    Attributes:
        totals: the sums over its runs; noughts before the first one.
        schedule: when it is run; one that is not started where nobody has said.
        transfers: how many stand in each state.
        oldest: since when the oldest of them has stood in its state.
    """

    reference: str
    totals: CompanyTotals
    schedule: Schedule
    transfers: Mapping[str, int]
    oldest: Mapping[str, datetime]
    now: datetime

    @property
    def quota_left(self) -> int | None:
        """Calls that Severa still allowed when a run was last told."""
        allowed, used = self.totals.quota_allowed, self.totals.quota_used
        return None if allowed is None or used is None else max(allowed - used, 0)

    @property
    def last_ended(self) -> float | None:
        """When its last good run ended (Unix time)."""
        ended = self.totals.last_ended_at
        return None if ended is None else ended.timestamp()

    @property
    def late(self) -> float:
        """For how many seconds its next run has been due."""
        planned = self.schedule.next_run_at
        return self._seconds_since(planned) if self.schedule.is_started and planned is not None else 0

    def waits(self, *states: State) -> float:
        """For how many seconds the oldest transfer in these states has been there; 0 where there is none."""
        return max((self._seconds_since(self.oldest[state]) for state in states if state in self.oldest), default=0)

    def _seconds_since(self, moment: datetime) -> float:
        return max((self.now - moment).total_seconds(), 0)


@dataclass(frozen=True, slots=True)
class _Measure:
    """One metric of every company.

    Attributes:
        name: without ``severa_maestro_``; a counter's ends with ``_total``.
        meaning: what the endpoint and the reference say of it.
        read: its value for a company, or one for each value of its label; None: nothing is known.
        label: the label beside ``company``.
    """

    name: str
    meaning: str
    read: Callable[[_Watched], Mapping[str, float | None] | float | None]
    label: str = ""

    def of(self, companies: list[_Watched]) -> Metric:
        """Its values now."""
        kind = CounterMetricFamily if self.name.endswith("_total") else GaugeMetricFamily
        labels = ["company", self.label] if self.label else ["company"]
        family = kind(f"{_PREFIX}_{self.name}", self.meaning, labels=labels)
        for each in companies:
            found = self.read(each)
            by_label = found if isinstance(found, Mapping) else {"": found}
            for label, value in by_label.items():
                if value is not None:
                    family.add_metric([each.reference, label] if self.label else [each.reference], value)
        return family


_MEASURES: Final = (
    _Measure(
        "runs_total",
        "Runs that came to their end, and runs that an error ended.",
        lambda each: {"ended": each.totals.runs_ended, "failed": each.totals.runs_failed},
        "outcome",
    ),
    _Measure(
        "transfers",
        "Transfers in each state now.",
        lambda each: {state.value: each.transfers.get(state, 0) for state in State},
        "state",
    ),
    _Measure(
        "invoices_total",
        "Invoices that runs stored in Maestro, marked as transferred in Severa, and blocked.",
        lambda each: {
            "stored": each.totals.stored,
            "transferred": each.totals.transferred,
            "blocked": each.totals.blocked,
        },
        "what",
    ),
    _Measure("fallback_rows_total", "Rows that runs stored on A/0.", lambda each: each.totals.fallback_rows),
    _Measure("severa_calls_total", "Requests to Severa, repeated ones included.", lambda each: each.totals.calls),
    _Measure(
        "severa_refused_calls_total",
        "Requests that Severa refused because there were too many, in a second or in a day.",
        lambda each: each.totals.refused_calls,
    ),
    _Measure(
        "quota_allowed",
        "Requests that Severa allows a day, as a run was last told.",
        lambda each: each.totals.quota_allowed,
    ),
    _Measure(
        "quota_left", "Requests that Severa still allowed when a run was last told.", lambda each: each.quota_left
    ),
    _Measure(
        "seconds_total",
        "Seconds that runs spent on each step.",
        lambda each: {
            "reading": each.totals.seconds_reading,
            "judging": each.totals.seconds_judging,
            "storing": each.totals.seconds_storing,
            "marking": each.totals.seconds_marking,
        },
        "step",
    ),
    _Measure(
        "oldest_waiting_seconds",
        "Age of the oldest transfer that waits for its mark in Severa (stored) or for a person (blocked).",
        lambda each: {"stored": each.waits(*AWAITING_MARK), "blocked": each.waits(State.BLOCKED)},
        "state",
    ),
    _Measure(
        "last_run_timestamp_seconds", "When the last run that ended well came to its end.", lambda each: each.last_ended
    ),
    _Measure(
        "company_started",
        "Whether the company is run by itself: 1, or 0.",
        lambda each: int(each.schedule.is_started),
    ),
    _Measure("runs_late", "Seconds by which the next planned run is overdue.", lambda each: each.late),
    _Measure(
        "failed_runs_in_a_row",
        "Runs by schedule that have failed since the last one that ended well.",
        lambda each: each.schedule.failures,
    ),
)


class _Ledger(Collector):
    """Reads all metrics from the database: three statements, however many companies there are."""

    def collect(self) -> Iterator[Metric]:
        """All metrics, as they are now."""
        about = {"version": __version__, "database": connection.vendor}
        yield InfoMetricFamily(_PREFIX, "The program's version, and its database: sqlite or postgresql.", about)
        companies = _watched()
        for measure in _MEASURES:
            yield measure.of(companies)


def _watched() -> list[_Watched]:
    now, transfers, oldest = timezone.now(), _transfers_by_state(), _oldest_by_state()
    return [
        _Watched(
            reference=str(each.reference),
            totals=getattr(each, "totals", None) or CompanyTotals(),
            schedule=getattr(each, "schedule", None) or Schedule(),
            transfers=transfers.get(each.pk, {}),
            oldest=oldest.get(each.pk, {}),
            now=now,
        )
        for each in Company.objects.select_related("totals", "schedule").order_by("pk")
    ]


def _transfers_by_state() -> dict[int, dict[str, int]]:
    """Counted from the index of company and state alone: all other columns stay unread."""
    found: dict[int, dict[str, int]] = {}
    for company, state, count in Transfer.objects.order_by().values_list("company", "state").annotate(count=Count("*")):
        found.setdefault(company, {})[state] = count
    return found


def _oldest_by_state() -> dict[int, dict[str, datetime]]:
    """When the oldest transfer that waits came to its state: that is what stands last in its timeline."""
    entered = TimelineEntry.objects.filter(transfer=OuterRef("pk")).order_by("-pk").values("at")[:1]
    waiting = Transfer.objects.order_by().filter(state__in=(*AWAITING_MARK, State.BLOCKED))
    by_state = waiting.annotate(entered=Subquery(entered)).values_list("company", "state").annotate(Min("entered"))
    found: dict[int, dict[str, datetime]] = {}
    for company, state, at in by_state:
        if at is not None:
            found.setdefault(company, {})[state] = at
    return found


_REGISTRY: Final = CollectorRegistry()
_REGISTRY.register(_Ledger())


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """All metrics, for whoever shows the token of the file that the settings name; without such a file, no page."""
    if not settings.METRICS_TOKEN_FILE:
        raise Http404
    try:
        is_allowed = secrets.compare_digest(_shown_token(request), _kept_token(Path(settings.METRICS_TOKEN_FILE)))
    except ConfigurationError as error:
        _log.error("metrics-unusable", code=error.code)
        return _said(error.say(reader.language()), HTTPStatus.SERVICE_UNAVAILABLE)
    if not is_allowed:
        return _said("token", HTTPStatus.UNAUTHORIZED, {"WWW-Authenticate": "Bearer"})
    encode, content_type = choose_encoder(request.headers.get("Accept", ""))
    try:
        return HttpResponse(encode(_REGISTRY), content_type=content_type)
    except (DatabaseError, InterfaceError):
        return _said("database", HTTPStatus.SERVICE_UNAVAILABLE)


def _shown_token(request: HttpRequest) -> bytes:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip().encode() if scheme.lower() == "bearer" else b""


def _kept_token(path: Path) -> bytes:
    """The token in the file, read each time: a new one holds at once.

    Raises:
        ConfigurationError: the file cannot be read, is open to others, or holds no token.
    """
    try:
        with path.expanduser().open("rb") as file:
            mode, token = os.fstat(file.fileno()).st_mode, file.read().strip()
    except OSError as error:
        raise _unusable() from error
    if stat.S_IMODE(mode) & 0o077:
        raise ConfigurationError("metrics-token-readable", _TOKEN_FILE_READABLE)
    if len(token) < _SHORTEST_TOKEN:
        raise _unusable()
    return token


def _unusable() -> ConfigurationError:
    return ConfigurationError("metrics-token-unusable", _TOKEN_FILE_UNUSABLE, least=_SHORTEST_TOKEN)


def _said(words: str, status: HTTPStatus, headers: Mapping[str, str] | None = None) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type=_PLAIN, headers=headers)
