"""New rows of the ledger, as many as there are invoices."""

from severa_maestro.insertion import Insertion
from severa_maestro.transfer.ledger.models import LogLine, SeveraId, TimelineEntry, Transfer

TRANSFERS = Insertion(Transfer)
TIMELINE = Insertion(TimelineEntry)
LOG_LINES = Insertion(LogLine)
#: One that is known already is left as it is.
SEVERA_IDS = Insertion(SeveraId, skips_known=True)
