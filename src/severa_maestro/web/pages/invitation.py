"""Where the link of an invitation leads."""

from typing import Any

from allauth.account.utils import perform_login
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from severa_maestro.web import reader
from severa_maestro.web.accounts import inviting
from severa_maestro.web.accounts.models import Invitation, User
from severa_maestro.web.forms import Form
from severa_maestro.web.say import say


class AccountForm(Form):
    """What a new user chooses."""

    page = "users"
    helps = ("password",)

    name = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))
    password_again = forms.CharField(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = email

    def clean(self) -> dict[str, Any]:
        """The password is good enough, and typed alike twice."""
        cleaned = super().clean() or {}
        password = cleaned.get("password")
        if password and password != cleaned.get("password_again"):
            self.add_error("password_again", say("users.passwords_differ"))
        elif password:
            try:
                validate_password(password, User(email=self._email, name=cleaned.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned


@login_not_required
@sensitive_post_parameters("password", "password_again")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody new chooses a password, and is signed in; a user who is signed in as the one invited only accepts."""
    found = Invitation.open_of(token)
    if found is None:
        return render(request, "invitation_old.html", status=410)
    user = User.objects.filter(email=found.email).first()
    shown = {"invitation": found, "where": inviting.where(found), "user_exists": user is not None}
    if user is not None and request.user != user:
        return render(request, "invitation.html", shown)
    form = AccountForm(request.POST or None, email=found.email) if user is None else None
    if request.method == "POST" and (form is None or form.is_valid()):
        chosen = form.cleaned_data if form else {"password": "", "name": ""}
        found.language = reader.chosen_language(request) or found.language
        member = inviting.accept(found, user, chosen["password"], chosen["name"])
        if member is None:
            return render(request, "invitation_old.html", status=410)
        if form is None:
            messages.success(request, say("users.joined"))
            return redirect("overview")
        messages.success(request, say("users.accepted"))
        perform_login(request, member)
        return redirect("overview")
    return render(request, "invitation.html", {**shown, "form": form, "may_accept": True})


urlpatterns = [path("invitations/<str:token>/", invitation, name="invitation")]
