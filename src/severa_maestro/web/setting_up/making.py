"""The two statuses being made in Severa: in the background, for Severa may have a caller wait for minutes."""

from contextlib import closing
from typing import Final

from django.db import transaction

from severa_maestro.companies.models import Company
from severa_maestro.setup.statuses import make_statuses, missing_statuses
from severa_maestro.transfer.connect import source_of
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import User
from severa_maestro.web.background import Background, Tell

#: What ends with the names of the statuses that were made; none where Severa had both.
MAKINGS: Final = Background[None, list[str]]("statuses")


def make(company: Company, user: User, *, takes_credit_notes: bool) -> bool:
    """Begins to make those of the company's two statuses that Severa lacks. False where that goes on already.

    Args:
        company: with the names of the two.
        user: who has them made.
        takes_credit_notes: whether credit notes begin in the waiting one.
    """

    def carry_out(_tell: Tell[None]) -> list[str]:
        with closing(source_of(company)) as source:
            missing = missing_statuses(company, source, takes_credit_notes=takes_credit_notes)
            make_statuses(company, source, missing, actor=str(user))
        names = [status.name for status in missing]
        if names:
            with transaction.atomic():
                record(user, company, "statuses-made", None, {"statuses": names})
        return names

    return MAKINGS.start(company, carry_out)
