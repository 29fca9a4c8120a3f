"""The Django app of Maestro's registers."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Tables: product group, product, customer, sales invoice, its rows and VAT lines."""

    name = "severa_maestro.maestro.registers"
    label = "registers"
    verbose_name = "Maestro's registers"
