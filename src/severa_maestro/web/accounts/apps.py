"""The Django app of the users."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Tables: user, membership, invitation, audit entry, firm settings."""

    name = "severa_maestro.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Signing in and out, passwords and second factors go to the audit log as well."""
        from severa_maestro.web.accounts import signals  # noqa: F401, PLC0415 it connects itself, once models are there
