"""The user's own settings; language and theme can be chosen without signing in, too."""

from django import forms
from django.conf import settings as django_settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from severa_maestro.language import Language
from severa_maestro.web.access import signed_in
from severa_maestro.web.accounts.audit import record
from severa_maestro.web.accounts.models import User, has_second_factor
from severa_maestro.web.forms import Form
from severa_maestro.web.reader import LANGUAGE_COOKIE, THEME_COOKIE, Theme
from severa_maestro.web.say import lazily, say

_A_YEAR = 365 * 24 * 60 * 60
_CHOSEN = ("name", "language", "theme")


class SettingsForm(Form):
    """What the user chooses."""

    page = "settings"
    helps = ("language",)

    name = forms.CharField(max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(choices=[(each.value, lazily(f"settings.{each.value}")) for each in Language])
    theme = forms.ChoiceField(choices=[(each.value, lazily(f"layout.theme_{each.value}")) for each in Theme])


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Shows them, and saves them."""
    user = signed_in(request)
    form = SettingsForm(request.POST or None, initial={name: getattr(user, name) for name in _CHOSEN})
    if form.is_valid():
        _choose(user, form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, say("settings.saved"))
        return redirect("settings")
    return render(request, "settings.html", {"form": form, "has_second_factor": has_second_factor(user)})


@login_not_required
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Takes the language or theme that was pressed at the foot of a page, and goes back to that page."""
    asked = {"language": request.POST.get("language", ""), "theme": request.POST.get("theme", "")}
    allowed: dict[str, list[str]] = {"language": list(Language), "theme": list(Theme)}
    chosen = {name: value for name, value in asked.items() if value in allowed[name]}
    response = redirect(_way_back(request))
    if request.user.is_authenticated:
        _choose(request.user, chosen)
    for name, cookie in (("language", LANGUAGE_COOKIE), ("theme", THEME_COOKIE)):
        if name in chosen:
            secure = django_settings.SESSION_COOKIE_SECURE
            response.set_cookie(cookie, chosen[name], max_age=_A_YEAR, secure=secure, httponly=True, samesite="Lax")
    return response


def _choose(user: User, chosen: dict[str, str]) -> None:
    before = {name: getattr(user, name) for name in chosen}
    if before == chosen:
        return
    with transaction.atomic():
        for name, value in chosen.items():
            setattr(user, name, value)
        user.save(update_fields=list(chosen))
        record(user, None, "own-settings-changed", before, chosen)


def _way_back(request: HttpRequest) -> str:
    """The page that was left, if it is one of ours."""
    page = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if is_ours else reverse("overview")


urlpatterns = [
    path("settings/", settings, name="settings"),
    path("appearance/", appearance, name="appearance"),
]
