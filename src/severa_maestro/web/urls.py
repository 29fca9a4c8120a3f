"""All addresses: each page's module says its own, as ``urlpatterns``; signing in is allauth's."""

from allauth.account import views as account
from django.urls import include, path, re_path

from severa_maestro.web.metrics import metrics
from severa_maestro.web.navigation import page_modules

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/new/", account.password_reset, name="account_reset_password"),
    path("password/new/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/new/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("two-factor/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    path("api/", include("severa_maestro.web.api.urls")),
    path("metrics", metrics, name="metrics"),
    *(pattern for module in page_modules() for pattern in getattr(module, "urlpatterns", ())),
]
