"""The command line: ``severa-maestro --help``."""

import os


def main() -> None:
    """Runs the command that was typed."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "severa_maestro.settings"
    import django  # noqa: PLC0415 after the settings are named, and before any command imports a model

    django.setup()
    from severa_maestro.cli.commands import app  # noqa: PLC0415

    app()
