"""When each company is run, and what has been asked for beside that."""

import random
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final, Self

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.engine.timetable import EVERY_DAY, Timetable

#: When a run that was taken, and may not go on any more, is tried again.
TRIES_AGAIN_AFTER: Final = timedelta(seconds=10)


class Schedule(models.Model):
    """When a company is run. A company without one has not been started: it runs only where somebody asks.

    The engine changes it a field at a time, and so must everybody else: a whole row that was read before a run would
    take back what the run has set.
    """

    class State(models.TextChoices):
        """Whether the company is run by itself."""

        NOT_STARTED = "not-started", "not started"
        STARTED = "started", "started"
        PAUSED = "paused", "paused"

    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="schedule")
    state = models.CharField(max_length=20, choices=State.choices, default=State.NOT_STARTED)
    #: See ``Timetable``.
    minutes = models.PositiveSmallIntegerField(default=5)
    days = models.CharField(max_length=7, default=EVERY_DAY)
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    #: When the next run begins, once it is started; null: at once.
    next_run_at = models.DateTimeField(null=True, blank=True)
    #: When somebody asked for a run that has not begun yet; null: nobody has.
    asked_at = models.DateTimeField(null=True, blank=True)
    #: When a process took the run that was due; null: none has it. A run that takes longer holds the company's lock.
    taken_at = models.DateTimeField(null=True, blank=True)
    #: When its last run made room for others, though more waited; null: it came to its end.
    cut_short_at = models.DateTimeField(null=True, blank=True)
    #: How many runs in a row have failed.
    failures = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=("state", "next_run_at"), name="schedules_by_next_run"),)

    def __str__(self) -> str:
        return f"{self.company}: {self.state}, every {self.minutes} min"

    @classmethod
    def of(cls, company: Company) -> Self:
        """The company's, or the one that it would get."""
        return cls.objects.filter(company=company).first() or cls(company=company)

    @property
    def is_started(self) -> bool:
        """Whether the company is run by itself."""
        return self.state == self.State.STARTED

    @property
    def is_paused(self) -> bool:
        """Whether somebody has stopped that for a while."""
        return self.state == self.State.PAUSED

    @property
    def comes_first(self) -> bool:
        """Whether somebody asked for a run that has not had a turn yet."""
        return self.asked_at is not None and self.cut_short_at is None

    @property
    def timetable(self) -> Timetable:
        """How often and at which times."""
        return Timetable(self.minutes, self.days, self.opens, self.closes)

    def start(self) -> None:
        """From now on the company is run by itself, the first time at once."""
        self._set(state=self.State.STARTED, next_run_at=timezone.now(), failures=0, cut_short_at=None)

    def pause(self) -> None:
        """The company is run no more, until it is started again. A run that goes on comes to its end."""
        self._set(state=self.State.PAUSED, cut_short_at=None)

    def keep_to(self, timetable: Timetable) -> None:
        """Takes another timetable, from the next run on."""
        self._set(
            minutes=timetable.minutes,
            days=timetable.days,
            opens=timetable.opens,
            closes=timetable.closes,
            next_run_at=timetable.first_open(timezone.now()),
        )

    def ask(self) -> None:
        """Asks for a run as soon as can be, also of a company that is paused."""
        self._set(asked_at=timezone.now())

    def _set(self, **values: object) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        if self._state.adding:
            made, _ = type(self).objects.get_or_create(company=self.company)
            self.pk, self._state.adding = made.pk, False
        type(self).objects.filter(pk=self.pk).update(**values)

    def take(self) -> bool:
        """Takes the due run, for whoever calls. False where it has been taken, or changed, since this was read."""
        as_read = {name: getattr(self, name) for name in ("state", "next_run_at", "asked_at", "taken_at")}
        now = timezone.now()
        if not type(self).objects.filter(pk=self.pk, **as_read).update(taken_at=now):
            return False
        self.taken_at = now
        return True

    def went(
        self, started: datetime, *, well: bool, wait_until: datetime | None = None, is_quota_short: bool = False
    ) -> None:
        """Keeps how the run that was taken went, and when the next one begins. What was set meanwhile stays.

        Args:
            started: when it began.
            well: whether it came to its end.
            wait_until: before then Severa answers nothing, such as until its quota begins anew.
            is_quota_short: it is nearly used up: runs are to be few.
        """
        planned, asked_at = self.next_run_at, self.asked_at
        self.refresh_from_db()
        failures = 0 if well else self.failures + 1
        timetable = self.timetable.sparing() if is_quota_short else self.timetable
        following = timetable.next_after(started, planned=planned, failures=failures, jitter=_chance())
        if wait_until is not None:
            following = max(following, self.timetable.first_open(wait_until))
        values: dict[str, object] = {"failures": failures, "taken_at": None, "cut_short_at": None}
        if self.next_run_at == planned:
            values["next_run_at"] = following
        if self.asked_at == asked_at:
            values["asked_at"] = None
        self._set(**values)

    def give_back(self) -> None:
        """The run that was taken was stopped before its end: it is due as it was, after those that wait already."""
        self._set(taken_at=None, cut_short_at=timezone.now())


def _chance() -> float:
    return random.random()  # noqa: S311 spreads load, guards nothing


def due(now: datetime, most: int, busy: Collection[int] = ()) -> list[Schedule]:
    """The schedules whose run is due: those that somebody asked for first, then those that have waited longest.

    One whose run was cut short waits from then on, whoever asked for it. One that was taken some time ago and is still
    due may be that of a process that was killed: whether it is, the company's lease tells whoever tries.

    Args:
        now: the moment (aware) at which they are due.
        most: how many at most.
        busy: keys of companies that are run just now.
    """
    first = models.Case(models.When(_COMES_FIRST, then=0), default=1)
    waits_since = models.Case(
        models.When(_COMES_FIRST, then="asked_at"), default=Coalesce("cut_short_at", "next_run_at", "asked_at")
    )
    in_order = _due(now).exclude(company__in=busy).order_by(first, waits_since.asc(nulls_first=True))
    return list(in_order[:most])


def due_of(company_id: int) -> Schedule | None:
    """The schedule of a company, if its run is due now."""
    return _due(timezone.now()).filter(company_id=company_id).first()


_ASKED = models.Q(asked_at__isnull=False)
_COMES_FIRST = models.Q(_ASKED, cut_short_at__isnull=True)


def _due(now: datetime) -> models.QuerySet[Schedule]:
    timed = models.Q(state=Schedule.State.STARTED) & (
        models.Q(next_run_at__isnull=True) | models.Q(next_run_at__lte=now)
    )
    free = models.Q(taken_at__isnull=True) | models.Q(taken_at__lte=now - TRIES_AGAIN_AFTER)
    connected = Schedule.objects.filter(company__connection__isnull=False)
    return connected.filter(free, _ASKED | timed).select_related("company__connection")
