"""``severa-maestro user``: users of the web application, from the machine itself."""

import os
import sys
from typing import Annotated, Any

import typer
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import translation
from rich.table import Table

from severa_maestro.cli.common import AsJson, command, console, find_company, print_json, say
from severa_maestro.companies import secrets
from severa_maestro.companies.models import Connection
from severa_maestro.errors import ConfigurationError
from severa_maestro.language import reader_language
from severa_maestro.web import messages
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import Membership, Role, User
from severa_maestro.web.say import text_of

app = typer.Typer(help="Users of the web application.", no_args_is_help=True)

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="The user's e-mail address.", show_default=False)]


@app.command()
@command
def add(
    email: Email,
    name: Annotated[str, typer.Option(help="The user's own name.")] = "",
    firm_admin: Annotated[bool, typer.Option("--firm-admin", help="May do everything in every company.")] = False,
    company: Annotated[str, typer.Option(metavar="NAME", help="The company to give a role in.")] = "",
    role: Annotated[Role, typer.Option(help="The role in that company.")] = Role.BOOKKEEPER,
    as_json: AsJson = False,
) -> None:
    """Add a user; the password is asked for, or read from SEVERA_MAESTRO_PASSWORD."""
    _check_new(email)
    if not firm_admin and not company:
        raise ConfigurationError("user-without-role", messages.USER_WITHOUT_ROLE)
    place = find_company(company) if company else None
    password = _ask_password(email, name)
    if not Connection.objects.exists():
        secrets.make_key()  # it signs sessions too: made later, it would sign everybody out
    language = reader_language().value
    with transaction.atomic():
        user = User.objects.create_user(email, password, name=name, is_firm_admin=firm_admin, language=language)
        if place is not None:
            Membership.objects.create(user=user, company=place, role=role)
        record(None, place, "user-added", after={"email": user.email, "role": "firm-admin" if firm_admin else role})
    _tell("user_added", user.email, as_json=as_json)


@app.command("list")
@command
def list_users(as_json: AsJson = False) -> None:
    """List users and their roles."""
    users = [_described(user) for user in User.objects.prefetch_related("memberships__company")]
    if as_json:
        print_json(users)
        return
    table = Table("E-mail", "Name", "Roles", box=None)
    for user in users:
        roles = [f"{company}: {role}" for company, role in user["companies"].items()]
        table.add_row(user["email"], user["name"], ", ".join(["firm admin"] * user["firm_admin"] + roles))
    console.print(table)


@app.command()
@command
def remove(email: Email, as_json: AsJson = False) -> None:
    """Remove a user; what they did stays in the audit log."""
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        raise ConfigurationError("user-unknown", messages.USER_UNKNOWN, email=email)
    with transaction.atomic():
        record(None, None, "user-removed", before={"email": user.email})
        user.delete()
    _tell("user_removed", user.email, as_json=as_json)


def _check_new(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise ConfigurationError("email-unusable", messages.EMAIL_UNUSABLE, email=email) from error
    if User.objects.filter(email=email.strip().lower()).exists():
        raise ConfigurationError("user-exists", messages.USER_EXISTS, email=email)


def _ask_password(email: str, name: str) -> str:
    """The password, good enough. It is never an argument: other users of the machine see those."""
    password = os.environ.get("SEVERA_MAESTRO_PASSWORD", "")
    if not password and sys.stdin.isatty():
        question = text_of("command_line.password").say(reader_language())
        password = typer.prompt(question, hide_input=True, confirmation_prompt=True, err=True)
    if not password:
        raise ConfigurationError("password-missing", messages.PASSWORD_MISSING)
    with translation.override(reader_language().value):
        try:
            validate_password(password, User(email=email, name=name))
        except ValidationError as error:
            reason = " ".join(error.messages)
            raise ConfigurationError("password-refused", messages.PASSWORD_REFUSED, reason=reason) from error
    return password


def _described(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "name": user.name,
        "firm_admin": user.is_firm_admin,
        "companies": {each.company.name: each.role for each in user.memberships.all()},
    }


def _tell(key: str, email: str, *, as_json: bool) -> None:
    if as_json:
        print_json({key: email})
    else:
        say(text_of(f"command_line.{key}").say(reader_language(), email=email), label="[green]✓[/]")
