"""Days as Severa writes them, as dates or as times of the day."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")
MIDNIGHT = time()

_DAY = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:T(?P<time>[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?))?"
    r"(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})?"
)


def day_in_helsinki(text: str) -> date | None:
    """The day that a date or a time names; None where it names none.

    A time with a zone is the day that it is in Helsinki. One without is its own day, but where it is exactly a
    midnight of Helsinki in UTC (22:00 in winter, 21:00 in summer) it is that day of Helsinki: the contract does not
    say in which zone such times are, and a server may send its own midnights so. The first day of year 1 is .NET's
    way of saying "none".

    Raises:
        ValueError: it is neither a date nor a time.
    """
    if not text or text.startswith("0001-01-01"):
        return None
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(text)
    own_day = date.fromisoformat(match["day"])
    if match["time"] is None:
        return own_day
    moment = datetime.fromisoformat(f"{match['day']}T{match['time']}{match['zone'] or 'Z'}")
    try:
        in_helsinki = moment.astimezone(HELSINKI)
    except OverflowError:
        if match["zone"]:
            raise ValueError(text) from None
        return own_day
    return in_helsinki.date() if match["zone"] or in_helsinki.time() == MIDNIGHT else own_day
