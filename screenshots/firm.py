"""The firm in the pictures: companies in different standings, with some days behind them, and users of each role.

Everything comes from sandboxes of fixed seeds and from the commands that a user would type. Only days and times differ:
the firm's last day is always today.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db.models import F

from severa_maestro.cli.commands import app
from severa_maestro.companies.models import Company, Connection
from severa_maestro.maestro.registers.models import RegisterCustomer, SalesInvoice
from severa_maestro.sandbox import Sandbox, SandboxSettings
from severa_maestro.sandbox.products_file import write_products
from severa_maestro.transfer.ledger.models import LogLine, Run, TimelineEntry, Transfer
from severa_maestro.web.accounts.models import AuditEntry, Invitation, Membership, Role, User
from severa_maestro.web.setting_up.changing import add_company

PASSWORD = "kolme iloista kirjanpitäjää"  # noqa: S105 of users who exist while the pictures are taken
FIRM_ADMIN, BOOKKEEPER, TWO_FACTORS = "toimisto@esimerkki.fi", "kirjanpitaja@esimerkki.fi", "paakayttaja@esimerkki.fi"

#: The company with most to see, and the others: each in a standing of its own.
BUSY, WELL, REST, FAILING, PAUSED, UNFINISHED = (
    *("Revontuli Konsultointi Oy", "Mänty Rakennus Oy", "Koivu Viestintä Oy"),
    *("Haapa Huolto Oy", "Leppä Logistiikka Oy", "Pihlaja Palvelut Oy"),
)
#: New invoices of each day before today.
_DAYS = (3, 5, 2, 0, 0, 6, 4, 7)


@dataclass(frozen=True)
class Firm:
    """What is known of it besides its database.

    Attributes:
        severa: a Severa to tie a new company to.
        invitation: the secret of an open invitation's link.
        recovery_codes: codes of the user with two factors, each good once.
    """

    severa: Sandbox
    invitation: str
    recovery_codes: tuple[str, ...]


@contextmanager
def a_firm(folder: Path) -> Iterator[Firm]:
    """Plays it into the empty database of the settings; the Severas run until the end."""
    busy = Sandbox(SandboxSettings(seed=1, invoices=60, items=100, gaps=14))
    well, rest, failing, paused, unfinished = (
        Sandbox(SandboxSettings(seed=seed, invoices=4, clean=True, rate=0)) for seed in (2, 3, 4, 5, 6)
    )
    with busy, well, rest, failing, paused, unfinished:
        _add(BUSY, busy, folder)
        _add(WELL, well, folder)
        _add(REST, rest, folder, over_rest=True)
        _add(FAILING, failing, folder)
        _add(PAUSED, paused, folder)
        for invoices in _DAYS:
            _a_day_passes()
            for severa in (busy, well, rest, failing, paused):
                severa.state.add_invoices(invoices)
            _type("run", "--all")
        busy.state.add_invoices(4)
        failing.state.deny("GetAllInvoiceStatuses")
        _type("run", FAILING)
        for name in (BUSY, WELL, REST, FAILING, PAUSED):
            _type("company", "start", name, "--every", "30", "--days", "12345", "--hours", "7:00-18:00")
        _type("company", "pause", PAUSED)
        _map_codes(folder / "next-year.csv")
        invitation, recovery_codes = _users()
        _begin_to_set_up(unfinished)
        yield Firm(unfinished, invitation, recovery_codes)


def _add(name: str, severa: Sandbox, folder: Path, *, over_rest: bool = False) -> None:
    """A company that is set up, with the products that fit its Severa."""
    secret, products = folder / "secret", folder / "products.csv"
    secret.write_text(severa.client_secret if over_rest else severa.soap_key, encoding="utf-8")
    soap = ("--soap-url", severa.soap_url, "--key-file", str(secret))
    rest = ("--rest-url", severa.rest_url, "--client-id", severa.client_id, "--secret-file", str(secret))
    statuses = ("--waiting", severa.waiting_status, "--transferred", severa.transferred_status)
    _type("company", "add", name, *(rest if over_rest else soap), *statuses)
    write_products(severa.state, products)
    _type("products", "import", name, str(products))


def _map_codes(products: Path) -> None:
    """An old code that has a product, and one whose product changes with the year."""
    products.write_text("TuoteId;Nimi;Yksikkö;ALV-%;Tili\nC90;Kilometrikorvaus 2027;km;25,5;3400\n", encoding="utf-8")
    _type("products", "import", BUSY, str(products))
    _type("codes", "map", BUSY, "KM25", "C1", "--kind", "travel")
    _type("codes", "map", BUSY, "KM", "C1", "--kind", "travel")
    _type("codes", "map", BUSY, "KM", "C90", "--kind", "travel", "--from", "2027-01-01")


def _begin_to_set_up(severa: Sandbox) -> None:
    """One company whose statuses and products are still to come."""
    company = Company(name=UNFINISHED)
    connection = Connection(company=company, way=Connection.Way.SOAP, url=severa.soap_url)
    connection.key = severa.soap_key
    add_company(User.objects.get(email=FIRM_ADMIN), company, connection)


def _users() -> tuple[str, tuple[str, ...]]:
    """Users of each role, the secret of an invitation, and recovery codes of the one with two factors."""
    make = User.objects.create_user
    firm_admin = make(FIRM_ADMIN, PASSWORD, name="Tiina Toimisto", is_firm_admin=True)
    bookkeeper = make(BOOKKEEPER, PASSWORD, name="Kaisa Kirjanpitäjä")
    admin = make(TWO_FACTORS, PASSWORD, name="Pekka Pääkäyttäjä")
    reader = make("lukija@esimerkki.fi", PASSWORD, name="Liisa Lukija")
    busy = Company.objects.get(name=BUSY)
    for user, role in ((bookkeeper, Role.BOOKKEEPER), (admin, Role.ADMIN), (reader, Role.READER)):
        Membership.objects.create(user=user, company=busy, role=role)
    TOTP.activate(admin, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(admin).get_unused_codes()
    _, token = Invitation.invite("uusi@esimerkki.fi", company=busy, role=Role.BOOKKEEPER, invited_by=firm_admin)
    return token, tuple(codes)


def _a_day_passes() -> None:
    """Moves all that has happened back by a day."""
    a_day = timedelta(days=1)
    Run.objects.update(started_at=F("started_at") - a_day, ended_at=F("ended_at") - a_day)
    Transfer.objects.update(first_seen_at=F("first_seen_at") - a_day, changed_at=F("changed_at") - a_day)
    SalesInvoice.objects.update(stored_at=F("stored_at") - a_day)
    RegisterCustomer.objects.update(updated_at=F("updated_at") - a_day)
    for happened in (TimelineEntry, LogLine, AuditEntry):
        happened.objects.update(at=F("at") - a_day)


def _type(*words: str) -> None:
    """Types a command; it ends with 1 where some company's run failed, which is meant."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        app(list(words), standalone_mode=False)
