"""The ledger: every transfer with its state and timeline, the log, the runs, and what is known of Severa's records.

The row of a transfer is the truth: whatever is cut, the next run goes on from what stands here.
"""

from decimal import Decimal

from django.db import models
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.exact_decimal import ExactDecimalField
from severa_maestro.invoicing.invoice import Invoice, Totals
from severa_maestro.invoicing.snapshot import invoice_from_json
from severa_maestro.language import Language
from severa_maestro.matching.findings import Finding, Level
from severa_maestro.transfer.ledger.list_index import TransfersAsListed


class Run(models.Model):
    """One pass over one company."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="runs")
    started_at = models.DateTimeField(auto_now_add=True)
    #: Null while it is under way, and for one that was cut.
    ended_at = models.DateTimeField(null=True, blank=True)
    #: Code of the error that ended it; empty for one that came to its end.
    error_code = models.CharField(max_length=100, blank=True)
    error_text = models.TextField(blank=True)
    fetched = models.IntegerField(default=0)
    stored = models.IntegerField(default=0)
    transferred = models.IntegerField(default=0)
    blocked = models.IntegerField(default=0)
    skipped = models.IntegerField(default=0)
    fallback_rows = models.IntegerField(default=0)
    customers_upserted = models.IntegerField(default=0)
    severa_calls = models.IntegerField(default=0)
    #: Calls that Severa allowed and had counted that day, as its last reply said; null where it said nothing.
    quota_allowed = models.IntegerField(null=True, blank=True)
    quota_used = models.IntegerField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("company", "-id"), name="runs_newest_first"),)

    def __str__(self) -> str:
        return f"{self.company} {self.started_at:%Y-%m-%d %H:%M}"


class CompanyTotals(models.Model):
    """The sums over all runs of a company, kept by each run as it ends: what is measured needs no old runs."""

    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="totals")
    #: Runs that came to their end, and those that an error ended.
    runs_ended = models.BigIntegerField(default=0)
    runs_failed = models.BigIntegerField(default=0)
    stored = models.BigIntegerField(default=0)
    transferred = models.BigIntegerField(default=0)
    blocked = models.BigIntegerField(default=0)
    fallback_rows = models.BigIntegerField(default=0)
    #: Requests to Severa, and how many of them it refused because there were too many.
    calls = models.BigIntegerField(default=0)
    refused_calls = models.BigIntegerField(default=0)
    #: What the runs spent their time on.
    seconds_reading = models.FloatField(default=0)
    seconds_judging = models.FloatField(default=0)
    seconds_storing = models.FloatField(default=0)
    seconds_marking = models.FloatField(default=0)
    #: As the last run that was told has kept it; see ``Run``.
    quota_allowed = models.IntegerField(null=True, blank=True)
    quota_used = models.IntegerField(null=True, blank=True)
    #: When the last run came to its end without an error.
    last_ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "totals of companies"

    def __str__(self) -> str:
        return f"{self.company}: {self.runs_ended} runs"


class CompanyLease(models.Model):
    """Whose a company is: on PostgreSQL, where its runs come from any number of machines. See ``transfer.lease``."""

    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="lease")
    #: Rises each time that the company is lent: who has an older number has lost it.
    fence = models.BigIntegerField(default=0)
    #: By the database's clock.
    ends_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.company}: {self.fence} until {self.ends_at}"


class State(models.TextChoices):
    """Where a transfer stands."""

    FETCHED = "fetched", "fetched"
    BLOCKED = "blocked", "blocked"
    STORED = "stored", "stored"
    HANDED_OVER = "handed_over", "handed over"
    TRANSFERRED = "transferred", "transferred"
    DISMISSED = "dismissed", "dismissed"


#: In Maestro, and Severa does not know it yet.
AWAITING_MARK = (State.STORED, State.HANDED_OVER)


class Unmarked(models.TextChoices):
    """Why a stored invoice has not got its status in Severa."""

    REFUSED = "refused", "Severa refused it"
    UNANSWERED = "unanswered", "Severa did not answer"
    ELSEWHERE = "elsewhere", "somebody gave it another status"
    GONE = "gone", "Severa does not have it"


class Transfer(models.Model):
    """The journey of one invoice."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="transfers")
    #: The stable key of the unit whose series gave the number.
    numbering_unit = models.CharField(max_length=100, blank=True)
    #: Null while Severa has given none.
    number = models.BigIntegerField(null=True, blank=True)
    #: Severa's newest id of the invoice; the older ones are in ``SeveraId``.
    guid = models.TextField()
    state = models.CharField(max_length=20, choices=State.choices)
    #: Whether it stood in the waiting status when it was last looked for.
    is_waiting = models.BooleanField(default=True)
    is_credit_note = models.BooleanField(default=False)
    customer_number = models.TextField(blank=True)
    customer_name = models.TextField(blank=True)
    invoice_date = models.DateField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    total_excluding_vat: "ExactDecimalField[Decimal | None, Decimal | None]" = ExactDecimalField(null=True, blank=True)
    total_vat: "ExactDecimalField[Decimal | None, Decimal | None]" = ExactDecimalField(null=True, blank=True)
    total_including_vat: "ExactDecimalField[Decimal | None, Decimal | None]" = ExactDecimalField(null=True, blank=True)
    fallback_rows = models.IntegerField(default=0)
    #: What the checks said of it last: ``Finding`` as JSON.
    findings = models.JSONField(default=list, blank=True)
    #: Changes with anything that a person who decides on the invoice as it came last has seen.
    seen_digest = models.CharField(max_length=64, blank=True)
    #: Codes of blocking findings that a person has accepted, and ``seen_digest`` as it was then.
    accepted = models.JSONField(default=list, blank=True)
    accepted_digest = models.CharField(max_length=64, blank=True)
    #: The invoice as it came last (``invoice_to_json``); empty for one that could not be read.
    arrived = models.TextField(blank=True)
    #: The invoice as it was stored; empty where it was not.
    stored = models.TextField(blank=True)
    #: Tells whether the judgement of a blocked invoice still holds.
    judged_digest = models.CharField(max_length=64, blank=True)
    #: ``booked_digest`` of what came last, of what was stored, and of what a person dismissed.
    arrived_digest = models.CharField(max_length=64, blank=True)
    stored_digest = models.CharField(max_length=64, blank=True)
    dismissed_digest = models.CharField(max_length=64, blank=True)
    #: The id that Maestro's register gave it.
    register_id = models.BigIntegerField(null=True, blank=True)
    #: The register's id of the customer under whom it was stored.
    customer_register_id = models.BigIntegerField(null=True, blank=True)
    unmarked = models.CharField(max_length=20, choices=Unmarked.choices, blank=True)
    first_seen_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("company", "numbering_unit", "number"), name="one_transfer_a_number"),
        )
        indexes = (
            models.Index(fields=("company", "state")),
            models.Index(fields=("company", "number")),
            models.Index(fields=("company",), condition=models.Q(is_waiting=True), name="transfers_still_waiting"),
            TransfersAsListed(fields=("company", "-invoice_date", "-id"), name="transfers_as_listed"),
        )

    def __str__(self) -> str:
        return f"{self.number or self.guid}: {self.state}"

    @property
    def is_stored(self) -> bool:
        """Whether Maestro's register holds it."""
        return self.register_id is not None

    @property
    def customer(self) -> str:
        """Number and name of its customer, as people read them."""
        return f"{self.customer_number} {self.customer_name}".strip()

    def as_log_values(self) -> dict[str, object]:
        """What a log line about the whole invoice tells of it."""
        return {"customer": self.customer, "total": f"{self.total_including_vat:.2f} {self.currency}"}

    def enter(self, state: State, *, actor: str, reason: str) -> None:
        """Goes on to a state, with its line in the timeline. The caller saves the transfer, in one transaction."""
        self.change(state, actor=actor, reason=reason).save()
        self.state = state

    def change(self, state: State, *, actor: str, reason: str) -> "TimelineEntry":
        """The line of the timeline for going on to a state, not saved yet."""
        return TimelineEntry(transfer=self, from_state=self.state, to_state=state, actor=actor, reason=reason)

    def get_findings(self) -> list[Finding]:
        """What the checks said of it last."""
        return [finding_from_json(each) for each in self.findings]

    def set_findings(self, findings: "tuple[Finding, ...]") -> None:
        """Keeps what the checks said."""
        self.findings = [finding_to_json(each) for each in findings]

    def set_totals(self, totals: Totals) -> None:
        """Keeps Severa's totals."""
        self.total_excluding_vat = totals.excluding_vat.amount
        self.total_vat = totals.vat.amount
        self.total_including_vat = totals.including_vat.amount

    def arrived_invoice(self) -> Invoice | None:
        """The invoice as it came last; None for one that could not be read."""
        return invoice_from_json(self.arrived) if self.arrived else None

    def stored_invoice(self) -> Invoice | None:
        """The invoice as it was stored; None where it was not."""
        return invoice_from_json(self.stored) if self.stored else None


def finding_to_json(finding: Finding) -> dict[str, object]:
    """A finding as JSON."""
    return {
        "code": finding.code,
        "level": finding.level.value,
        "row": finding.row,
        "values": dict(finding.values),
    }


def finding_from_json(kept: dict[str, object]) -> Finding:
    """The finding that ``finding_to_json`` wrote."""
    row, values = kept["row"], kept["values"]
    assert isinstance(row, int | None)  # noqa: S101 we wrote it
    assert isinstance(values, dict)  # noqa: S101 we wrote it
    return Finding(str(kept["code"]), Level(str(kept["level"])), row, values)


class SeveraId(models.Model):
    """An id that Severa has used for an invoice. Severa has changed ids before, and each way in has its own."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE)
    guid = models.TextField()
    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, related_name="severa_ids")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("company", "guid"), name="one_transfer_an_id"),)

    def __str__(self) -> str:
        return self.guid


class TimelineEntry(models.Model):
    """One change of a transfer's state: when, from, to, by whom, why."""

    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, related_name="timeline")
    at = models.DateTimeField(auto_now_add=True)
    from_state = models.CharField(max_length=20, choices=State.choices, blank=True)
    to_state = models.CharField(max_length=20, choices=State.choices)
    #: ``run 12``, or the name of the person.
    actor = models.CharField(max_length=200)
    #: A code such as ``stored``, or a person's own words.
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("to_state", "at"), name="timeline_by_state"),)
        verbose_name_plural = "timeline entries"

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class LogLine(models.Model):
    """What a bookkeeper reads: one line, one fact, what to do. Kept as a code and its values."""

    class Level(models.TextChoices):
        """How much it matters."""

        INFO = "info"
        WARNING = "warning"
        ERROR = "error"

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="log_lines")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, null=True, blank=True, related_name="log_lines")
    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, null=True, blank=True, related_name="log_lines")
    at = models.DateTimeField(auto_now_add=True)
    level = models.CharField(max_length=10, choices=Level.choices)
    code = models.CharField(max_length=100)
    invoice_number = models.BigIntegerField(null=True, blank=True)
    row = models.IntegerField(null=True, blank=True)
    values = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=("company", "id")),
            models.Index(fields=("company", "code", "id"), name="log_by_code"),
            # Of all companies at once, what was lately: counted from it alone.
            models.Index(fields=("code", "at", "company", "transfer"), name="log_as_counted"),
        )

    def __str__(self) -> str:
        return f"{self.level} {self.code}"

    def text(self, language: Language) -> str:
        """The line in the reader's language."""
        from severa_maestro.transfer.log import sentence  # noqa: PLC0415 the log knows the model, not the other way

        return sentence(self, language)


class SeveraCustomer(models.Model):
    """A customer as Severa's register has it: what invoices are judged by, and what tells whether it changed."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="severa_customers")
    #: Severa's id of it by the way in that the company takes now.
    guid = models.TextField()
    #: Its ids by both ways, once the company has moved from SOAP to REST.
    soap_guid = models.TextField(blank=True, default="")
    rest_guid = models.TextField(blank=True, default="")
    number = models.TextField(blank=True)
    name = models.TextField(blank=True)
    #: What tells two customers apart (``identifiers.tax_identity``); empty where there is none.
    identity = models.TextField(blank=True)
    address_owner = models.TextField(blank=True)
    #: The card without its addresses (``customer_to_json``).
    card = models.TextField()
    #: The record of Maestro's register that is this customer's, and the number that it was given last.
    registered_id = models.BigIntegerField(null=True, blank=True)
    registered_number = models.TextField(blank=True)
    #: Digest of what was last saved into Maestro's register, or last refused.
    registered_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("company", "guid"), name="one_severa_customer_an_id"),)
        indexes = (
            models.Index(fields=("company", "number")),
            models.Index(fields=("company", "address_owner")),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()


class SeveraAddress(models.Model):
    """An address of a customer, as Severa's register has it."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="severa_addresses")
    guid = models.TextField()
    owner = models.TextField()
    #: ``CustomerAddress`` as JSON.
    content = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("company", "guid"), name="one_severa_address_an_id"),)
        indexes = (models.Index(fields=("company", "owner")),)
        verbose_name_plural = "severa addresses"

    def __str__(self) -> str:
        return self.guid


class NumberingUnit(models.Model):
    """A business unit with a key that stays when Severa changes its ids."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="numbering_units")
    key = models.CharField(max_length=100)
    code = models.TextField(blank=True)
    name = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("company", "key"), name="one_unit_a_key"),)

    def __str__(self) -> str:
        return self.key


class NumberingUnitId(models.Model):
    """An id that Severa has used for a business unit."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE)
    guid = models.TextField()
    unit = models.ForeignKey(NumberingUnit, on_delete=models.CASCADE, related_name="severa_ids")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("company", "guid"), name="one_unit_an_id"),)

    def __str__(self) -> str:
        return self.guid
