"""Rows in each table that commands and a run leave empty, with values that are hard to carry.

``python -m tests.cli.rows_of_every_table`` writes them into the database of the settings, which has a company, a user
and transfers.
"""

import os
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "severa_maestro.web.settings"
django.setup()

from allauth.account.models import EmailAddress, EmailConfirmation  # noqa: E402 after Django is set up
from allauth.mfa.models import Authenticator  # noqa: E402

from severa_maestro.companies.models import Company  # noqa: E402
from severa_maestro.engine.models import Schedule  # noqa: E402
from severa_maestro.invoicing.invoice import RowKind  # noqa: E402
from severa_maestro.maestro.registers.models import RegisterCustomer, SalesInvoice, SalesInvoiceRow  # noqa: E402
from severa_maestro.setup.models import CodeChange  # noqa: E402
from severa_maestro.transfer.ledger.models import LogLine, Transfer  # noqa: E402
from severa_maestro.web.accounts.models import (  # noqa: E402
    ApiToken,
    AuditEntry,
    FirmSettings,
    Invitation,
    Membership,
    Right,
    Role,
    User,
)
from severa_maestro.web.setting_up.models import PassedStep  # noqa: E402

#: As text, JSON and names may be: letters of many alphabets, quotation marks, tabs, line breaks and backslashes.
TEXT = "Åsa “Ö” \\N \\. 漢字 🧾 'a' \"b\"\tc\nd\r\n"
LONG_AGO = datetime(2019, 3, 31, 3, 30, 0, 1, tzinfo=ZoneInfo("Europe/Helsinki"))


def fill(company: Company, user: User) -> None:
    Membership.objects.create(user=user, company=company, role=Role.READER)
    Invitation.invite("kutsuttu@kuusi.fi", company=company, role=Role.BOOKKEEPER, invited_by=user)
    ApiToken.make(company, TEXT, Right.ACT, user, date(2030, 1, 1))
    AuditEntry.objects.create(
        user=user, company=company, action="tried", before=None, after={"ö": [1, 2.5, None, True], "a": {"b": TEXT}}
    )
    FirmSettings.objects.create(requires_two_factors=True)
    PassedStep.objects.create(company=company, step="preview")
    address = EmailAddress.objects.create(user=user, email=user.email, primary=True)
    EmailConfirmation.objects.create(email_address=address, key="key", sent=LONG_AGO)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "sealed"})
    CodeChange.objects.create(
        company=company, batch=1, kind=RowKind.WORK, guid="g", name=TEXT, after="A1", actor="anna", settled_at=LONG_AGO
    )
    Schedule.objects.filter(company=company).update(opens=time(7, 0), closes=time(18, 30, 15, 250), days="15")


def make_values_hard() -> None:
    """Numbers with more digits than a float has, a zero below zero, and times of long ago that set themselves."""
    first, second, third = Transfer.objects.order_by("pk")[:3]
    Transfer.objects.filter(pk=first.pk).update(changed_at=LONG_AGO, first_seen_at=LONG_AGO - timedelta(days=1))
    Transfer.objects.filter(pk=second.pk).update(customer_name=TEXT)
    Transfer.objects.filter(pk=third.pk).update(number=None, invoice_date=None, total_vat=None, currency="")
    SalesInvoiceRow.objects.filter(pk=SalesInvoiceRow.objects.earliest("pk").pk).update(
        unit_price=Decimal("12345678901234567890.123456789012345678900"), text=TEXT, vat_rate=Decimal("25.5")
    )
    RegisterCustomer.objects.update(updated_at=LONG_AGO)
    credited = SalesInvoice.objects.latest("pk")
    crediting = SalesInvoice.objects.filter(pk=SalesInvoice.objects.earliest("pk").pk)
    crediting.update(credits=credited, rounding_vat=Decimal("-0.00"))
    line = LogLine.objects.filter(code="transferred").latest("pk")
    LogLine.objects.filter(pk=line.pk).update(values={"z": TEXT, **line.values, "a": "1"})


if __name__ == "__main__":
    fill(Company.objects.get(), User.objects.get())
    make_values_hard()
