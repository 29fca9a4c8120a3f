"""The Django app of the set-up."""

from django.apps import AppConfig


class SettingUpConfig(AppConfig):
    """Table: passed step."""

    name = "severa_maestro.web.setting_up"
    label = "setting_up"
