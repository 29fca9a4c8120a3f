"""When a company's next run begins: pure, in Helsinki's time."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from severa_maestro.engine import timetable_texts as texts
from severa_maestro.errors import ConfigurationError

HELSINKI: Final = ZoneInfo("Europe/Helsinki")

#: The shortest and the longest interval between two runs, in minutes: up to a day.
SHORTEST, LONGEST = 1, 24 * 60

#: The days of a week, Monday first, as ``date.isoweekday`` counts them.
EVERY_DAY: Final = "1234567"

#: However often runs fail, the next one is tried after this long at the latest.
_LONGEST_WAIT: Final = timedelta(hours=1)

#: How often a company is run at most while Severa's quota is short.
_SPARING_MINUTES: Final = 60

_LARGEST_JITTER: Final = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Timetable:
    """How often a company is run, and at which times of the week.

    Attributes:
        minutes: from the beginning of one run to that of the next.
        days: the weekdays on which it is run, as digits: 1 is Monday.
        opens: runs begin from this time of the day on; None: from midnight.
        closes: and before this one; None: until midnight. Not after ``opens``: then they go on over midnight.
    """

    minutes: int = 5
    days: str = EVERY_DAY
    opens: time | None = None
    closes: time | None = None

    def __post_init__(self) -> None:
        """Raises ConfigurationError where the interval or the days cannot be kept to."""
        if not SHORTEST <= self.minutes <= LONGEST:
            limits = {"least": SHORTEST, "most": LONGEST}
            raise ConfigurationError("interval-unusable", texts.INTERVAL_UNUSABLE, minutes=self.minutes, **limits)
        if not self.days or any(self.days.count(day) != (day in EVERY_DAY) for day in self.days):
            raise ConfigurationError("days-unusable", texts.DAYS_UNUSABLE, days=self.days)

    def next_after(
        self, started: datetime, *, planned: datetime | None = None, failures: int = 0, jitter: float = 0.0
    ) -> datetime:
        """When the run after one that began at ``started`` (aware) begins.

        Args:
            started: when that run began.
            planned: when it was to begin: the next one follows from there, so that a daily run stays at its time. None,
                or long before: it follows from ``started``.
            failures: how many runs in a row have failed: each doubles the wait, up to an hour.
            jitter: 0 to 1, by chance: so that companies that follow from one moment do not all call at once.
        """
        interval = timedelta(minutes=self.minutes)
        if failures == 0 and planned is not None and started - interval < planned <= started:
            return self.first_open(planned + interval)
        wait = min(interval * 2 ** min(failures, 10), max(interval, _LONGEST_WAIT))
        return self.first_open(started + wait + min(interval / 10, _LARGEST_JITTER) * jitter)

    def sparing(self) -> "Timetable":
        """The same at most once an hour: for a day on which little is left of what Severa allows."""
        return replace(self, minutes=max(self.minutes, _SPARING_MINUTES))

    def first_open(self, moment: datetime) -> datetime:
        """The moment itself where runs may begin then, else the next opening."""
        there = moment.astimezone(HELSINKI)
        if self._is_open(there):
            return moment
        opens = self.opens or time.min
        days = ((there + timedelta(days=ahead)).date() for ahead in range(9))
        openings = (datetime.combine(day, opens, HELSINKI) for day in days if str(day.isoweekday()) in self.days)
        return next(opening for opening in openings if opening > there).astimezone(moment.tzinfo)

    def _is_open(self, there: datetime) -> bool:
        """Whether runs begin at that time. Hours that go over midnight belong to the day on which they opened."""
        now, opens, closes = there.time(), self.opens or time.min, self.closes or time.min
        if opens < closes:
            return opens <= now < closes and self._is_day(there)
        if closes == time.min:
            return now >= opens and self._is_day(there)
        return (now >= opens and self._is_day(there)) or (now < closes and self._is_day(there - timedelta(days=1)))

    def _is_day(self, there: datetime) -> bool:
        return str(there.isoweekday()) in self.days
