"""The audit log: what changed is recorded in the transaction that changed it."""

from django.db import connection

from severa_maestro.companies.models import Company
from severa_maestro.web.accounts.models import Actor, AuditEntry, User


def record(
    actor: Actor | None, company: Company | None, action: str, before: object = None, after: object = None
) -> AuditEntry:
    """Writes one line.

    Args:
        actor: who did it; None for the program itself or somebody at its command line.
        company: whose data it was; None where it was the firm's.
        action: what, a key of ``texts/actions.py``.
        before: as it was, as JSON; never a secret.
        after: as it is now, as JSON; never a secret.

    Raises:
        RuntimeError: outside a transaction: the change could stand without its line.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("what is recorded must be in the transaction of the change")
    user = actor if isinstance(actor, User) else None
    return AuditEntry.objects.create(
        user=user,
        user_email=user.email if user else str(actor or ""),
        company=company,
        company_name=company.name if company else "",
        action=action,
        before=before,
        after=after,
    )
