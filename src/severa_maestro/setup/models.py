"""What was changed in Severa's registers, so that it can be undone."""

from django.db import models

from severa_maestro.companies.models import Company
from severa_maestro.invoicing.invoice import RowKind


class CodeChange(models.Model):
    """A code that we wrote into Severa, with the one that was there before.

    It is kept before Severa is asked: whatever is cut, what was there before is known.
    """

    class State(models.TextChoices):
        """What became of it."""

        #: It is not known whether Severa has it: the answer was lost, or is still awaited.
        UNKNOWN = "unknown", "unknown"
        WRITTEN = "written", "written"
        #: Severa did not take it, or never got it.
        NOT_WRITTEN = "not_written", "not written"
        #: What was there before has been put back.
        UNDONE = "undone", "undone"

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="code_changes")
    #: Changes that were made together have one number.
    batch = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(each.value, each.name) for each in RowKind])
    #: Severa's id of the item by the way in that was taken then.
    guid = models.TextField()
    name = models.TextField(blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    actor = models.CharField(max_length=200)
    state = models.CharField(max_length=20, choices=State.choices, default=State.UNKNOWN)
    planned_at = models.DateTimeField(auto_now_add=True)
    #: When its state was settled, and when what was before was put back.
    settled_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    #: Why Severa did not take it, in the company's language; empty where it did.
    refused = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("company", "batch")),)

    def __str__(self) -> str:
        return f"{self.name}: {self.before} → {self.after}"
