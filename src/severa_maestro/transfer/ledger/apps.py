"""The Django app of the transfer ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Tables: transfer, timeline, log line, run, and what is known of Severa's customers and units."""

    name = "severa_maestro.transfer.ledger"
    label = "ledger"
    verbose_name = "transfer ledger"
