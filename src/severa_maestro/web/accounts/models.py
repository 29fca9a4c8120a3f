"""Who may do what, and who did what."""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Self

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from severa_maestro.companies.models import Company
from severa_maestro.language import Language
from severa_maestro.web.reader import Theme

#: For how long an invitation may be accepted.
INVITATION_LASTS = timedelta(days=7)


class Role(models.TextChoices):
    """What a user may do in a company; each role may what those before it may."""

    READER = "reader"
    BOOKKEEPER = "bookkeeper"
    ADMIN = "admin"

    def includes(self, other: "Role") -> bool:
        """Whether this role may do what the other may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


class Users(BaseUserManager["User"]):
    """All users; e-mail addresses are kept in small letters."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new user; without a password, one who cannot sign in until one is set."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user of an e-mail address, however it is written."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Somebody who signs in; the e-mail address is the name."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(
        max_length=2, choices=[(each.value, each.name) for each in Language], default=Language.FINNISH.value
    )
    theme = models.CharField(
        max_length=5, choices=[(each.value, each.name) for each in Theme], default=Theme.AUTOMATIC.value
    )
    #: May do everything in every company, and looks after companies and users.
    is_firm_admin = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    objects: ClassVar[Users] = Users()

    class Meta:
        ordering = ("email",)

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves, with the address in small letters."""
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)


def has_second_factor(user: User) -> bool:
    """Whether the user signs in with a code as well."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


class Membership(models.Model):
    """A user's role in a company."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)

    class Meta:
        ordering = ("company__name", "user__email")
        constraints = (models.UniqueConstraint(fields=("user", "company"), name="one_role_in_a_company"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.role} in {self.company}"


class Invitation(models.Model):
    """A link that makes its reader a member, once. Only the link's digest is kept."""

    email = models.EmailField()
    #: Null for a firm admin, who is in all companies.
    company = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, blank=True, related_name="invitations")
    role = models.CharField(max_length=10, choices=Role.choices, blank=True)
    is_firm_admin = models.BooleanField(default=False)
    language = models.CharField(max_length=2, default=Language.FINNISH.value)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return f"{self.email}: {self.role}"

    @classmethod
    def invite(cls, email: str, **fields: Any) -> tuple[Self, str]:
        """A new invitation, and the secret of its link, which is nowhere else."""
        token = secrets.token_urlsafe(32)
        expires = timezone.now() + INVITATION_LASTS
        made = cls.objects.create(
            email=email.strip().lower(), token_digest=_digest(token), expires_at=expires, **fields
        )
        return made, token

    @classmethod
    def open_of(cls, token: str) -> Self | None:
        """The invitation of a link, while it can be accepted."""
        return cls.still_open().filter(token_digest=_digest(token)).first()

    @classmethod
    def still_open(cls) -> "models.QuerySet[Self]":
        """Those that can be accepted."""
        return cls.objects.filter(accepted_at=None, expires_at__gt=timezone.now())

    def take(self, at: datetime) -> bool:
        """Uses it up. False where somebody was faster, even in the same moment."""
        return bool(type(self).still_open().filter(pk=self.pk).update(accepted_at=at))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class Right(models.TextChoices):
    """What a program may do with a token; the second may what the first may."""

    READ = "read"
    ACT = "act"


class ApiToken(models.Model):
    """What a program shows to the API to reach one company. Only its digest is kept."""

    #: How many of its first characters are kept, by which people know it again.
    SHOWN = 8

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    right = models.CharField(max_length=4, choices=Right.choices, default=Right.READ)
    token_digest = models.CharField(max_length=64, unique=True)
    beginning = models.CharField(max_length=SHOWN)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    #: The last day (Helsinki) on which it opens anything; null: no limit.
    expires_on = models.DateField(null=True, blank=True)
    #: The last day on which it opened anything; null: it has not yet.
    last_used_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return f"API: {self.name}"

    @classmethod
    def make(
        cls, company: Company, name: str, right: Right, made_by: User, expires_on: date | None
    ) -> tuple[Self, str]:
        """A new one, and the token itself, which is nowhere else."""
        token = f"smt_{secrets.token_urlsafe(32)}"
        made = cls.objects.create(
            company=company,
            name=name,
            right=right,
            token_digest=_digest(token),
            beginning=token[: cls.SHOWN],
            made_by=made_by,
            expires_on=expires_on,
        )
        return made, token

    @classmethod
    def of(cls, token: str) -> Self | None:
        """The one that somebody shows, with its company; None where it opens nothing, or nothing any more."""
        found = cls.objects.select_related("company").filter(token_digest=_digest(token)).first()
        return None if found is None or found.has_expired else found

    @classmethod
    def in_force(cls, company: Company) -> "models.QuerySet[Self]":
        """Those that open something."""
        is_past = models.Q(expires_on__lt=timezone.localdate())
        return cls.objects.filter(~is_past, company=company)

    @property
    def has_expired(self) -> bool:
        """Whether its last day is over."""
        return self.expires_on is not None and self.expires_on < timezone.localdate()

    def may(self, right: Right) -> bool:
        """Whether it has at least that right."""
        return right == Right.READ or self.right == Right.ACT

    def note_use(self) -> None:
        """Keeps the day: one write a day."""
        today = timezone.localdate()
        if self.last_used_on != today:
            type(self).objects.filter(pk=self.pk).update(last_used_on=today)


#: Who does something: somebody who is signed in, or a program with a token.
Actor = User | ApiToken


class AuditEntry(models.Model):
    """Who did what, and when; what it was before and after. Never changed, and stays when users and companies go."""

    at = models.DateTimeField(auto_now_add=True)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    #: The user's address as it was then, or what the API token is called; empty for the program itself.
    user_email = models.CharField(max_length=254, blank=True)
    company = models.ForeignKey(Company, on_delete=models.SET_NULL, null=True, related_name="audit_entries")
    company_name = models.CharField(max_length=200, blank=True)
    #: A key of ``texts/actions.py``, such as ``membership-changed``.
    action = models.CharField(max_length=60)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("company", "-id")),)
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.user_email}: {self.action}"


class FirmSettings(models.Model):
    """What holds for the whole firm: one row, or none while nothing was chosen."""

    requires_two_factors = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "firm settings"

    def __str__(self) -> str:
        return "firm settings"

    @classmethod
    def current(cls) -> Self:
        """The row, made where it is not there yet."""
        return cls.objects.get_or_create(pk=1)[0]

    @classmethod
    def asks_for_two_factors(cls) -> bool:
        """Whether everybody must sign in with two factors."""
        return settings.TWO_FACTOR_FOR_ALL or cls.is_two_factor_chosen()

    @classmethod
    def is_two_factor_chosen(cls) -> bool:
        """Whether a firm admin has asked for it."""
        return cls.objects.filter(requires_two_factors=True).exists()
