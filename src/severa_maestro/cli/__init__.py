"""The command line: ``severa-maestro --help``."""

import io
import os
import signal
import sys

from severa_maestro.errors import SeveraMaestroError
from severa_maestro.language import reader_language

#: Beginnings of commands that need the web application's tables: they serve them, what they remove has users, or they
#: move them too.
#: The others start faster without.
_WITH_USERS = (["serve"], ["user"], ["company", "remove"], ["move-database"])

#: What a shell makes of Ctrl-C: 128 + SIGINT.
INTERRUPTED = 130


def main() -> None:
    """Runs the command that was typed. Whatever happens, no traceback is shown."""
    os.umask(0o077)  # customers' names and addresses are nobody else's business
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows another, and the work goes on
    try:
        _run()
    except SeveraMaestroError as error:
        sys.exit(f"✗ {error.code}\n{error.say(reader_language())}")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has gone; nothing more can be said, not even by the interpreter on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _run() -> None:
    from severa_maestro.cli.commands import PLACES, app  # noqa: PLC0415 so that this package itself stays light

    # The help reads every command, and so does the search for the one that a mistyped word may have meant.
    reads_all = not PLACES.keys() & sys.argv[1:2]
    with_users = reads_all or any(sys.argv[1 : 1 + len(words)] == words for words in _WITH_USERS)
    os.environ["DJANGO_SETTINGS_MODULE"] = "severa_maestro.web.settings" if with_users else "severa_maestro.settings"
    import django  # noqa: PLC0415 after the settings are named, and before any command imports a model

    django.setup()
    app()
