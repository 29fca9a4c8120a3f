"""Keeps the tables as the program needs them."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from severa_maestro.transfer.lock import database_lock


def bring_up_to_date() -> None:
    """Makes or changes the tables where the program is newer than they are; otherwise only looks."""
    if not _pending():
        return
    with database_lock():
        if _pending():
            call_command("migrate", verbosity=0, interactive=False)


def _pending() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
