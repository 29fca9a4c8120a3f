"""Photographs every page: ``python -m screenshots [FOLDER]``."""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

_ROOT = Path(__file__).parent.parent
_GUIDE = _ROOT / "docs" / "opas" / "kuvat"
#: The pictures of docs/opas/kirjanpitajan-opas.md, and how much of each page they show.
_GUIDE_HEIGHTS = {
    "account_login": 500,
    "overview": 720,
    "company": 760,
    "company-failing": 600,
    "users": 600,
    "add_company-tried": 700,
    "new-statuses": 700,
    "company_check": 720,
    "preview": 640,
    "codes-gaps": 600,
    "code_map": 560,
    "mend": 720,
    "transfer-blocked": 660,
    "map_code": 640,
    "rematch": 480,
    "log-fallback": 600,
}


def main() -> None:
    """Starts a firm and its application, and photographs all of it in each language."""
    parser = argparse.ArgumentParser(prog="script/screenshots", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=_ROOT / "build" / "screenshots")
    folder = parser.parse_args().folder.absolute()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # told to end, it ends the application as well
    with tempfile.TemporaryDirectory(prefix="severa-maestro-screenshots-") as home:
        _settle_in(Path(home))
        taken = _photograph(Path(home), folder)
    sys.stdout.write(f"{taken} pictures are in {folder}, the guide's own in {_GUIDE.relative_to(_ROOT)}.\n")


def _settle_in(home: Path) -> None:
    """An empty database of our own, whatever the environment says."""
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {
        "SEVERA_MAESTRO_HOME": str(home / "data"),
        "SEVERA_MAESTRO_KEY_FILE": str(home / "secret.key"),
        "SEVERA_MAESTRO_LANGUAGE": "fi",
        "LOGNAME": "tilitoimisto",  # who types the commands
        "SEVERA_MAESTRO_SEVERA_HOSTS": "127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "severa_maestro.web.settings",
        # Playwright's loop runs in this thread; Django's work is not in it.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }
    django.setup()


def _photograph(home: Path, folder: Path) -> int:
    """Returns how many pictures there are."""
    from screenshots.camera import Camera, chromium  # noqa: PLC0415 after Django is set up
    from screenshots.firm import a_firm  # noqa: PLC0415
    from screenshots.tour import LANGUAGES, Tour  # noqa: PLC0415

    camera = Camera(folder, _GUIDE, _GUIDE_HEIGHTS)
    with a_firm(home) as firm, _served() as address, chromium() as browser:
        for language in LANGUAGES:
            Tour(browser, language, camera, address, firm, home).take()
    return camera.taken


@contextmanager
def _served() -> Iterator[str]:
    """The application in a process of its own, which makes no runs: the pictures stand still. Yields its address."""
    command = [sys.executable, "-m", "severa_maestro", "serve", "--port", "0", "--pages-only"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:  # noqa: S603
        try:
            assert process.stdout is not None  # noqa: S101 it was asked for
            yield next(word for word in process.stdout.readline().split() if word.startswith("http"))
        finally:
            process.terminate()


if __name__ == "__main__":
    main()
