"""The engine as a Django app: it owns the schedules."""

from django.apps import AppConfig


class EngineConfig(AppConfig):
    """Who runs what when."""

    name = "severa_maestro.engine"
    label = "engine"
