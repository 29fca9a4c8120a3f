"""The Django app of the companies."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from severa_maestro.exact_decimal import add_collation


class CompaniesConfig(AppConfig):
    """Tables: company, connection."""

    name = "severa_maestro.companies"
    label = "companies"
    verbose_name = "companies"

    def ready(self) -> None:
        """Each new connection, whichever table it is for, learns how numbers kept as text compare."""
        connection_created.connect(add_collation, dispatch_uid="exact-decimal-collation")
