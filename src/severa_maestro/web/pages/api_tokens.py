"""The tokens by which programs reach a company over the API: made, and taken back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from severa_maestro.companies import secrets
from severa_maestro.companies.models import Company
from severa_maestro.web.access import company_for, signed_in
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import ApiToken, Right, Role
from severa_maestro.web.forms import Form
from severa_maestro.web.navigation import MenuItem
from severa_maestro.web.say import lazily, say


class TokenForm(Form):
    """What a new token is called, what it may do, and until when."""

    page = "api_tokens"
    helps = ("right",)

    name = forms.CharField(max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    right = forms.ChoiceField(choices=[(each.value, lazily(f"api_tokens.{each.value}")) for each in Right])
    expires_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean_expires_on(self) -> Any:
        """A day that is over would make a token that opens nothing."""
        day = self.cleaned_data["expires_on"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(say("api_tokens.day_over"))
        return day


@require_safe
def api_tokens(request: HttpRequest, company: int) -> HttpResponse:
    """The company's tokens. One that was made just now is shown: this once."""
    found = company_for(signed_in(request), company, Role.ADMIN)
    made = request.session.pop(_key(found), None)
    if made is None:
        return _show(request, found, TokenForm())
    return _show(request, found, TokenForm(), name=made["name"], token=_unseal(found, made["token"]))


@require_POST
def make_api_token(request: HttpRequest, company: int) -> HttpResponse:
    """Makes one, and leads to the page that shows it: its maker's session keeps it until then."""
    user = signed_in(request)
    found = company_for(user, company, Role.ADMIN)
    form = TokenForm(request.POST)
    with transaction.atomic():
        Company.objects.select_for_update().get(pk=found.pk)  # of two at once with one name, one is refused
        if form.is_valid() and ApiToken.in_force(found).filter(name__iexact=form.cleaned_data["name"]).exists():
            form.add_error("name", say("api_tokens.name_taken"))
        if not form.is_valid():
            return _show(request, found, form, status=422)
        chosen = form.cleaned_data
        made, token = ApiToken.make(found, chosen["name"], Right(chosen["right"]), user, chosen["expires_on"])
        record(user, found, "api-token-made", after=_told(made))
        request.session[_key(found)] = {"name": made.name, "token": _seal(found, token)}
    return redirect("api_tokens", found.pk)


@require_POST
def revoke_api_token(request: HttpRequest, company: int, token: int) -> HttpResponse:
    """Takes one back: from now on it opens nothing."""
    user = signed_in(request)
    found = company_for(user, company, Role.ADMIN)
    revoked = get_object_or_404(found.api_tokens, pk=token)
    with transaction.atomic():
        record(user, found, "api-token-revoked", before=_told(revoked))
        revoked.delete()
    messages.success(request, say("api_tokens.revoked", name=revoked.name))
    return redirect("api_tokens", found.pk)


def _key(company: Company) -> str:
    """Where the session keeps a token that its maker has not seen yet."""
    return f"api-token-{company.pk}"


def _seal(company: Company, token: str) -> str:
    """As the session keeps it: sessions are in the database, where no token is ever readable."""
    return secrets.seal(token, company=company.reference, field="api-token")


def _unseal(company: Company, sealed: str) -> str:
    return secrets.unseal(sealed, company=company.reference, field="api-token")


def _show(
    request: HttpRequest, company: Company, form: TokenForm, *, status: int = 200, name: str = "", token: str = ""
) -> HttpResponse:
    address = request.build_absolute_uri(reverse("api-v1:get_company", args=[company.pk]))
    shown = {
        "company": company,
        "tokens": company.api_tokens.select_related("made_by"),
        "form": form,
        "menu": "api_tokens",
        "contract": request.build_absolute_uri(reverse("api-v1:openapi-json")),
        "address": address,
        "name": name,
        "token": token,
        "command": f'curl -H "Authorization: Bearer {token}" {address}',
    }
    return render(request, "api_tokens.html", shown, status=status)


def _told(token: ApiToken) -> dict[str, object]:
    """What the audit log says of a token: never the token itself."""
    until = token.expires_on.isoformat() if token.expires_on else None
    return {"name": token.name, "beginning": token.beginning, "right": token.right, "expires_on": until}


urlpatterns = [
    path("companies/<int:company>/api-tokens/", api_tokens, name="api_tokens"),
    path("companies/<int:company>/api-tokens/make/", make_api_token, name="make_api_token"),
    path("companies/<int:company>/api-tokens/<int:token>/revoke/", revoke_api_token, name="revoke_api_token"),
]
MENU = [MenuItem("company", 85, "api_tokens.tab", "api_tokens", role=Role.ADMIN)]
