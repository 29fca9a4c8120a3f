"""The Django app of the pages: templates, static files and template tags."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """No tables: the users' are in ``severa_maestro.web.accounts``."""

    name = "severa_maestro.web"
    label = "web"
