"""What a run has done so far, in numbers."""

from dataclasses import asdict, dataclass


@dataclass
class Counts:
    """The numbers of one run.

    Attributes:
        fetched: invoices that came from Severa's waiting status.
        stored: of them, stored into Maestro's register by this run.
        transferred: whose status in Severa this run set, stored now or before.
        blocked: that this run judged, and that wait for a person now.
        skipped: that were judged before and have not changed, or that a person has dismissed.
        fallback_rows: rows that this run stored on the fallback product.
        customers_upserted: customers added to Maestro's register or brought up to date.
        severa_calls: requests sent to Severa.
    """

    fetched: int = 0
    stored: int = 0
    transferred: int = 0
    blocked: int = 0
    skipped: int = 0
    fallback_rows: int = 0
    customers_upserted: int = 0
    severa_calls: int = 0

    def as_dict(self) -> dict[str, int]:
        """The numbers by name."""
        return asdict(self)

    def __add__(self, other: "Counts") -> "Counts":
        mine, theirs = self.as_dict(), other.as_dict()
        return Counts(**{name: mine[name] + theirs[name] for name in mine})
