"""A company and its connection to Severa, and the pace of what is asked of each Severa."""

import uuid

from django.core.validators import RegexValidator
from django.db import models

from severa_maestro.companies import secrets
from severa_maestro.invoicing.invoice import RowKind
from severa_maestro.language import Language
from severa_maestro.matching.code_map import CodeMap, Mapping
from severa_maestro.matching.products import ProductCode

#: What Severa's REST API allows a whole organisation, and what is used of it unless a company says otherwise.
SEVERAS_REQUESTS_PER_SECOND = 10
REQUESTS_PER_SECOND = 9.5


class Company(models.Model):
    """One Severa organisation or unit tied to one Maestro company; everything else belongs to one."""

    #: Names the company in sealed secrets: stays when the name changes.
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200, unique=True)
    #: The language of what is written for the company, such as lines in Severa's own log.
    language = models.CharField(
        max_length=2, choices=[(each.value, each.name) for each in Language], default=Language.FINNISH.value
    )
    #: Severa's status whose invoices are fetched.
    waiting_status = models.CharField(max_length=200)
    #: Severa's status that an invoice gets once it is in Maestro.
    transferred_status = models.CharField(max_length=200)
    #: The product group of a bare code such as ``1``; empty: bare codes match nothing.
    default_group = models.CharField(max_length=1, blank=True, default="")
    #: Whether each transfer also writes a line into the invoice's log in Severa: one call more an invoice.
    writes_severa_log = models.BooleanField(default=False)
    #: Invoices up to this day are booked in the ledger: their rows stay as they are. Null: none is.
    booked_until = models.DateField(null=True, blank=True)
    #: How many batches of codes have been begun to be written into Severa.
    code_batches = models.PositiveIntegerField(default=0)
    #: Up to when (UTC) changed customers have been read; null: none yet.
    customers_read_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "companies"

    def __str__(self) -> str:
        return self.name

    def code_map(self) -> CodeMap:
        """The code map as it is now."""
        return CodeMap((each.as_mapping() for each in self.code_mappings.all()), self.default_group)


class Connection(models.Model):
    """How a company's Severa is reached."""

    class Way(models.TextChoices):
        """The ways into Severa."""

        SOAP = "soap", "SOAP"
        REST = "rest", "REST"

    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="connection")
    way = models.CharField(max_length=4, choices=Way.choices)
    url = models.URLField(max_length=500)
    #: The REST client's id; empty over SOAP, where the key alone tells who we are.
    client_id = models.CharField(max_length=200, blank=True, default="")
    #: The SOAP API key or the REST client's secret.
    sealed_key = models.TextField()
    #: How many requests a second may go to REST, for all that uses this client.
    requests_per_second = models.FloatField(default=REQUESTS_PER_SECOND)
    #: Whether a run has still to make sure that it leads to the same Severa as before.
    needs_proof = models.BooleanField(default=False)
    #: The way that ids in the ledger may still be of, from a move until the next run; empty: they are of this way.
    moved_from = models.CharField(max_length=4, choices=Way.choices, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.company}: {self.way} {self.url}"

    def go(self, way: Way) -> None:
        """Takes this way from now on. What is known under the other way's ids is looked up in the next run."""
        if self.way and way != self.way:
            self.moved_from = self.way
            self.needs_proof = True
        self.way = way

    @property
    def key(self) -> str:
        """The API key or client secret in clear. Raises ConfigurationError where it cannot be opened."""
        return secrets.unseal(self.sealed_key, company=self.company.reference, field="key")

    @key.setter
    def key(self, key: str) -> None:
        """Seals the key. A new connection makes no key file while older ones wait for theirs to be restored."""
        is_new = self._state.adding
        may_make = not (is_new and Connection.objects.exists())
        self.sealed_key = secrets.seal(key, company=self.company.reference, field="key", makes_key=may_make)


class CodeMapping(models.Model):
    """One line of the company's code map: rows with a code of Severa go to a product of Maestro, for a time."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="code_mappings")
    kind = models.CharField(max_length=10, choices=[(each.value, each.name) for each in RowKind])
    #: Severa's code as somebody wrote it.
    code = models.TextField()
    product_group = models.CharField(max_length=1, validators=[RegexValidator("^[A-Z]$")])
    product_number = models.PositiveIntegerField()
    #: The first and the last day on which it holds; null: no limit.
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        #: A line without a first day comes first, on every database.
        ordering = ("kind", "code", models.F("valid_from").asc(nulls_first=True), "id")

    def __str__(self) -> str:
        return f"{self.code} → {self.product}"

    @property
    def product(self) -> ProductCode:
        """The code of the product."""
        return ProductCode(self.product_group, self.product_number)

    def as_mapping(self) -> Mapping:
        """The line as a value."""
        return Mapping(
            kind=RowKind(self.kind),
            code=self.code,
            product=self.product,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
        )


class Pace(models.Model):
    """Which places of an organisation's requests are taken: on PostgreSQL, for processes on any number of machines.

    All times are the database's clock. See ``pace_in_database``.
    """

    #: Names the client of a Severa organisation, and tells nothing about it.
    organisation = models.CharField(max_length=64, primary_key=True)
    #: When the next place is.
    next_at = models.DateTimeField()
    #: No place is before.
    closed_until = models.DateTimeField()
    #: For how many seconds they backed off last; 0 since a request was answered.
    backed_off = models.FloatField()

    def __str__(self) -> str:
        return f"{self.organisation}: {self.next_at}"
