"""The users of a company and, for firm admins, those of the firm: roles, invitations, removal."""

from collections import defaultdict

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from severa_maestro.companies.models import Company
from severa_maestro.web.access import company_for, only_firm_admins, signed_in
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.inviting import invite
from severa_maestro.web.accounts.models import FirmSettings, Invitation, Membership, Role, User
from severa_maestro.web.forms import Form
from severa_maestro.web.navigation import MenuItem
from severa_maestro.web.say import lazily, say
from severa_maestro.web.unsent_mail import is_mail_on

_ROLES = [(each.value, lazily(f"users.{each.value}")) for each in Role]


class InvitationForm(Form):
    """Whom, and with which role."""

    page = "users"
    helps = ("role",)

    email = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(choices=_ROLES, initial=Role.BOOKKEEPER)


class FirmInvitationForm(Form):
    """Whom, as a firm admin."""

    page = "users"

    email = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "off"}))


class FirmForm(Form):
    """What holds for the whole firm."""

    page = "users"
    helps = ("requires_two_factors",)

    requires_two_factors = forms.BooleanField(required=False)


@require_safe
def users(request: HttpRequest, company: int) -> HttpResponse:
    """Members and open invitations of a company."""
    found = company_for(signed_in(request), company, Role.ADMIN)
    return _show_company(request, found, InvitationForm())


@require_POST
def invite_user(request: HttpRequest, company: int) -> HttpResponse:
    """Invites somebody into the company."""
    user = signed_in(request)
    found = company_for(user, company, Role.ADMIN)
    form = InvitationForm(request.POST)
    if form.is_valid():
        _refuse_who_is_there(form, found)
    if not form.is_valid():
        return _show_company(request, found, form)
    _invite(request, user, form.cleaned_data["email"], found, Role(form.cleaned_data["role"]))
    return redirect("users", found.pk)


@require_POST
def change_role(request: HttpRequest, company: int, member: int) -> HttpResponse:
    """Gives a member another role."""
    user = signed_in(request)
    found = company_for(user, company, Role.ADMIN)
    membership = get_object_or_404(found.memberships, pk=member)
    role = request.POST.get("role", "")
    if membership.user == user:
        messages.error(request, say("users.not_yourself"))
    elif role in Role.values and role != membership.role:
        with transaction.atomic():
            before = _told(membership)
            membership.role = role
            membership.save(update_fields=["role"])
            record(user, found, "role-changed", before, _told(membership))
        messages.success(request, say("users.role_changed"))
    return redirect("users", found.pk)


@require_POST
def remove_member(request: HttpRequest, company: int, member: int) -> HttpResponse:
    """Takes a member out of the company; the user stays."""
    user = signed_in(request)
    found = company_for(user, company, Role.ADMIN)
    membership = get_object_or_404(found.memberships, pk=member)
    if membership.user == user:
        messages.error(request, say("users.not_yourself"))
    else:
        with transaction.atomic():
            record(user, found, "member-removed", before=_told(membership))
            membership.delete()
        messages.success(request, say("users.removed"))
    return redirect("users", found.pk)


@require_POST
def withdraw_invitation(request: HttpRequest, company: int, invitation: int) -> HttpResponse:
    """Makes the link of an invitation useless."""
    user = signed_in(request)
    found = company_for(user, company, Role.ADMIN)
    _withdraw(request, user, get_object_or_404(Invitation.still_open(), company=found, pk=invitation))
    return redirect("users", found.pk)


@require_safe
def firm_users(request: HttpRequest) -> HttpResponse:
    """All users of the firm, its admins and its settings."""
    only_firm_admins(signed_in(request))
    return _show_firm(request, FirmInvitationForm())


@require_POST
def invite_firm_admin(request: HttpRequest) -> HttpResponse:
    """Invites another firm admin."""
    user = signed_in(request)
    only_firm_admins(user)
    form = FirmInvitationForm(request.POST)
    if not form.is_valid():
        return _show_firm(request, form)
    _invite(request, user, form.cleaned_data["email"], None, None)
    return redirect("firm_users")


@require_POST
def withdraw_firm_invitation(request: HttpRequest, invitation: int) -> HttpResponse:
    """Makes the link of a firm admin's invitation useless."""
    user = signed_in(request)
    only_firm_admins(user)
    _withdraw(request, user, get_object_or_404(Invitation.still_open(), company=None, pk=invitation))
    return redirect("firm_users")


@require_POST
def remove_user(request: HttpRequest, user: int) -> HttpResponse:
    """Removes a user altogether; what they did stays in the audit log."""
    remover = signed_in(request)
    only_firm_admins(remover)
    removed = get_object_or_404(User, pk=user)
    if removed == remover:
        messages.error(request, say("users.not_yourself"))
    else:
        with transaction.atomic():
            record(remover, None, "user-removed", before={"email": removed.email})
            removed.delete()
        messages.success(request, say("users.removed"))
    return redirect("firm_users")


@require_POST
def change_firm(request: HttpRequest) -> HttpResponse:
    """Saves what holds for the whole firm."""
    user = signed_in(request)
    only_firm_admins(user)
    form = FirmForm(request.POST)
    if form.is_valid():
        with transaction.atomic():
            firm = FirmSettings.current()
            before = {"requires_two_factors": firm.requires_two_factors}
            firm.requires_two_factors = form.cleaned_data["requires_two_factors"]
            firm.save()
            record(user, None, "firm-settings-changed", before, form.cleaned_data)
        messages.success(request, say("users.firm_saved"))
    return redirect("firm_users")


def _show_company(request: HttpRequest, company: Company, form: InvitationForm) -> HttpResponse:
    members = company.memberships.select_related("user").order_by("user__email")
    shown = {
        "company": company,
        "members": members,
        "roles": Role.values,
        "invitations": Invitation.still_open().filter(company=company),
        "form": form,
        "menu": "users",
    }
    return render(request, "users.html", shown, status=422 if form.errors else 200)


def _show_firm(request: HttpRequest, form: FirmInvitationForm) -> HttpResponse:
    roles: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for user, company, name, role in Membership.objects.values_list("user", "company", "company__name", "role"):
        roles[user].append((company, name, role))
    shown = {
        "users": [(each, roles[each.pk]) for each in User.objects.all()],
        "invitations": Invitation.still_open().filter(company=None),
        "form": form,
        "firm_form": FirmForm(initial={"requires_two_factors": FirmSettings.is_two_factor_chosen()}),
        "menu": "firm_users",
    }
    return render(request, "firm_users.html", shown, status=422 if form.errors else 200)


def _refuse_who_is_there(form: InvitationForm, company: Company) -> None:
    email = form.cleaned_data["email"]
    if User.objects.filter(email__iexact=email, is_firm_admin=True).exists():
        form.add_error("email", say("users.sees_all_companies", email=email))
    elif company.memberships.filter(user__email__iexact=email).exists():
        form.add_error("email", say("users.already_member", email=email))


def _invite(request: HttpRequest, by: User, email: str, company: Company | None, role: Role | None) -> None:
    sent = invite(request, by, email, company, role)
    if sent.by_mail:
        messages.success(request, say("users.invited", email=sent.invitation.email))
    else:
        why = "users.invited_link" if is_mail_on() else "users.invited_without_mail"
        messages.warning(request, say(why, email=sent.invitation.email, link=sent.link))


def _withdraw(request: HttpRequest, user: User, invitation: Invitation) -> None:
    with transaction.atomic():
        record(user, invitation.company, "invitation-withdrawn", before={"email": invitation.email})
        invitation.delete()
    messages.success(request, say("users.withdrawn"))


def _told(membership: Membership) -> dict[str, str]:
    return {"email": membership.user.email, "role": membership.role}


urlpatterns = [
    path("companies/<int:company>/users/", users, name="users"),
    path("companies/<int:company>/users/invite/", invite_user, name="invite_user"),
    path("companies/<int:company>/users/<int:member>/role/", change_role, name="change_role"),
    path("companies/<int:company>/users/<int:member>/remove/", remove_member, name="remove_member"),
    path(
        "companies/<int:company>/invitations/<int:invitation>/withdraw/",
        withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("users/", firm_users, name="firm_users"),
    path("users/invite/", invite_firm_admin, name="invite_firm_admin"),
    path("users/invitations/<int:invitation>/withdraw/", withdraw_firm_invitation, name="withdraw_firm_invitation"),
    path("users/<int:user>/remove/", remove_user, name="remove_user"),
    path("users/firm/", change_firm, name="change_firm"),
]
MENU = [
    MenuItem("company", 80, "users.title", "users", role=Role.ADMIN),
    MenuItem("head", 80, "users.firm_title", "firm_users", only_firm_admins=True),
]
