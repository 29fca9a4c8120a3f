"""``severa-maestro worker``: the companies' runs by their schedules, without the pages."""

import time
from contextlib import suppress
from typing import Annotated

import typer

from severa_maestro.cli import messages
from severa_maestro.cli.common import command, say
from severa_maestro.engine.port import engine_of_this_database
from severa_maestro.engine.runs import HowMany
from severa_maestro.language import reader_language

CompaniesAtOnce = Annotated[
    int, typer.Option("--companies-at-once", min=1, max=64, help="How many companies are run at once.")
]
MarksAtOnce = Annotated[
    int, typer.Option("--marks-at-once", min=1, max=64, help="How many marks are under way for each of them.")
]


@command
def worker(companies: CompaniesAtOnce = HowMany.companies, marks: MarksAtOnce = HowMany.marks) -> None:
    """Run the companies by their schedules, without the pages; Ctrl-C ends it, in order."""
    say(messages.WORKING.say(reader_language()))
    with engine_of_this_database(HowMany(companies, marks)), suppress(KeyboardInterrupt):
        while True:  # a signal that another thread has got is heard when this one wakes
            time.sleep(1)
