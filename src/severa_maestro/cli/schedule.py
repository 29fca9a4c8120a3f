"""``severa-maestro company start`` and ``company pause``: whether a company is run by itself, and when."""

from dataclasses import replace
from datetime import datetime, time
from typing import Annotated, Any

import typer

from severa_maestro.cli import messages
from severa_maestro.cli.common import AsJson, CompanyName, command, find_company, print_json, say
from severa_maestro.engine.models import Schedule
from severa_maestro.engine.timetable import Timetable
from severa_maestro.language import reader_language

_ALWAYS = "always"


def _read_hours(text: str) -> tuple[time | None, time | None]:
    """Hours such as 7:00-18:00, or the word for all."""
    if text.strip().lower() == _ALWAYS:
        return None, None
    try:
        opens, closes = (datetime.strptime(each.strip(), "%H:%M").time() for each in text.split("-"))  # noqa: DTZ007
    except ValueError:
        raise typer.BadParameter(f"{text!r}: give hours such as 7:00-18:00, or {_ALWAYS}.") from None
    return opens, closes


@command
def start(
    name: CompanyName,
    every: Annotated[int | None, typer.Option(metavar="MINUTES", help="From one run to the next.")] = None,
    days: Annotated[str | None, typer.Option(help="Weekdays as digits: 1 is Monday; 12345 are working days.")] = None,
    hours: Annotated[
        Any,  # a pair of times
        typer.Option(parser=_read_hours, metavar=f"FROM-TO|{_ALWAYS}", help="Hours of the day, in Helsinki's time."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Let the company run by itself, in `serve`; what is not given stays, at first every 5 minutes at any time."""
    company = find_company(name)
    schedule = Schedule.of(company)
    timetable = schedule.timetable
    if every is not None:
        timetable = replace(timetable, minutes=every)
    if days is not None:
        timetable = replace(timetable, days=days)
    if hours is not None:
        timetable = replace(timetable, opens=hours[0], closes=hours[1])
    schedule.keep_to(timetable)
    schedule.start()
    _tell(schedule, as_json=as_json)


@command
def pause(name: CompanyName, as_json: AsJson = False) -> None:
    """Let the company run no more by itself, until it is started again."""
    schedule = Schedule.of(find_company(name))
    schedule.pause()
    _tell(schedule, as_json=as_json)


def _tell(schedule: Schedule, *, as_json: bool) -> None:
    if as_json:
        print_json({"company": schedule.company.name, "state": schedule.state, **_described(schedule.timetable)})
    elif schedule.is_started:
        values = {"company": schedule.company.name, "minutes": schedule.minutes}
        say(messages.STARTED.say(reader_language(), **values), label="[green]✓[/]")
    else:
        say(messages.PAUSED.say(reader_language(), company=schedule.company.name), label="[green]✓[/]")


def _described(timetable: Timetable) -> dict[str, object]:
    hours = {"opens": timetable.opens, "closes": timetable.closes}
    told = {name: None if moment is None else f"{moment:%H:%M}" for name, moment in hours.items()}
    return {"minutes": timetable.minutes, "days": timetable.days, **told}
