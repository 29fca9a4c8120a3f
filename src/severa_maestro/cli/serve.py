"""``severa-maestro serve``: the web application, on this machine."""

from contextlib import nullcontext
from typing import Annotated

import typer

from severa_maestro.cli.common import command, say
from severa_maestro.engine.port import engine_of_this_database
from severa_maestro.engine.runs import HowMany
from severa_maestro.language import reader_language
from severa_maestro.web.accounts.models import User
from severa_maestro.web.say import text_of
from severa_maestro.web.server import address_of, listen


@command
def serve(
    host: Annotated[str, typer.Option(help="Where to listen; other machines need a proxy with TLS.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8000,
    pages_only: Annotated[bool, typer.Option("--pages-only", help="Make no runs: another process does.")] = False,
) -> None:
    """Start the web application, and run the companies by their schedules; Ctrl-C ends both, in order."""
    server = listen(host, port)
    language = reader_language()
    say(text_of("command_line.serving").say(language, address=address_of(server, host)))
    if not User.objects.exists():
        say(text_of("command_line.no_users").say(language), label="[yellow]![/]")
    with nullcontext() if pages_only else engine_of_this_database(HowMany()):
        server.run()
