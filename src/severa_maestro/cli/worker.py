"""``severa-maestro worker``: the companies' runs by their schedules, without the pages."""

from contextlib import suppress
from threading import Event

from severa_maestro.cli import messages
from severa_maestro.cli.common import command, say
from severa_maestro.engine.embedded import EmbeddedEngine
from severa_maestro.language import reader_language


@command
def worker() -> None:
    """Run the companies by their schedules, without the pages; Ctrl-C ends it, in order."""
    say(messages.WORKING.say(reader_language()))
    with EmbeddedEngine(), suppress(KeyboardInterrupt):
        Event().wait()
