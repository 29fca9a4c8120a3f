"""The Django app of setting companies up."""

from django.apps import AppConfig


class SetupConfig(AppConfig):
    """Table: changed codes of Severa's registers."""

    name = "severa_maestro.setup"
    label = "setup"
    verbose_name = "setting up"
