"""Django's settings for the web application: those of the program, and the web's own.

Environment variables, beside those of ``severa_maestro.settings``:
    SEVERA_MAESTRO_HOSTS: the names under which it is reached, separated by commas; 127.0.0.1 and localhost always work.
    SEVERA_MAESTRO_TLS: ``1`` behind a proxy that speaks TLS: secure cookies, HSTS, and the proxy's word on the client.
    SEVERA_MAESTRO_PROXY: the address from which that proxy comes; 127.0.0.1 unless set. Only its word is taken.
    SEVERA_MAESTRO_TWO_FACTOR: ``1`` where everybody must sign in with two factors, whatever the firm's page says.
    SEVERA_MAESTRO_SEVERA_HOSTS: addresses beside Severa's own to which pages may send keys, ``host`` or ``host:port``,
        separated by commas: a sandbox, or a Severa of one's own.
    SEVERA_MAESTRO_METRICS_TOKEN_FILE: the file of the token that opens ``/metrics``; without it there is no such page.
    EMAIL_URL: ``smtp://user:password@host:587`` (STARTTLS) or ``smtps://…``; without it mail stays in the data folder.
    SEVERA_MAESTRO_EMAIL_FROM: the sender of mail.
"""

import os
from urllib.parse import unquote, urlsplit

from severa_maestro.settings import *  # noqa: F403 these settings are those and more
from severa_maestro.settings import HOME, INSTALLED_APPS, KEY_FILE
from severa_maestro.web.secret_key import signing_key

BEHIND_TLS = os.environ.get("SEVERA_MAESTRO_TLS", "") == "1"
PROXY = os.environ.get("SEVERA_MAESTRO_PROXY", "").strip() or "127.0.0.1"
METRICS_TOKEN_FILE = os.environ.get("SEVERA_MAESTRO_METRICS_TOKEN_FILE", "")
TWO_FACTOR_FOR_ALL = os.environ.get("SEVERA_MAESTRO_TWO_FACTOR", "") == "1"
DEBUG = False
SECRET_KEY = signing_key(KEY_FILE)

_HOSTS = [each.strip() for each in os.environ.get("SEVERA_MAESTRO_HOSTS", "").split(",") if each.strip()]
SEVERA_HOSTS = [each.strip() for each in os.environ.get("SEVERA_MAESTRO_SEVERA_HOSTS", "").split(",") if each.strip()]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *_HOSTS]

INSTALLED_APPS = [
    *INSTALLED_APPS,
    "severa_maestro.web",  # before allauth: our templates stand in for its own
    "severa_maestro.web.accounts",
    "severa_maestro.web.setting_up",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "severa_maestro.web.middleware.security_headers",
    "severa_maestro.web.middleware.no_cookies_for_programs",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "severa_maestro.web.middleware.readers_language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "severa_maestro.web.middleware.SecondFactorWhereRequired",
    "severa_maestro.web.middleware.ErrorsInWords",
]

ROOT_URLCONF = "severa_maestro.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["severa_maestro.web.templatetags.page"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "severa_maestro.web.reader.for_templates",
            ],
        },
    }
]
FORM_RENDERER = "severa_maestro.web.forms.Renderer"

# What is written is ours (``severa_maestro.web.texts``); Django's own sentences come in the reader's language too.
USE_I18N = True
LANGUAGES = [("fi", "suomi"), ("sv", "svenska"), ("en", "English")]

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # straight from the packages: no step of collecting
WHITENOISE_AUTOREFRESH = False

# Users and signing in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "severa_maestro.web.accounts.passwords.UnlikeItsUser"},
    {"NAME": "severa_maestro.web.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "severa_maestro.web.accounts.passwords.Uncommon"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "overview"
ACCOUNT_ADAPTER = "severa_maestro.web.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # who has the invitation's link has the address
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_FORMS = {
    "login": "severa_maestro.web.accounts.forms.SignInForm",
    "reset_password": "severa_maestro.web.accounts.forms.AskForNewPasswordForm",
    "reset_password_from_key": "severa_maestro.web.accounts.forms.NewPasswordForm",
    "change_password": "severa_maestro.web.accounts.forms.ChangePasswordForm",
    "reauthenticate": "severa_maestro.web.accounts.forms.ConfirmPasswordForm",
}
MFA_ADAPTER = "severa_maestro.web.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Severa–Maestro"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True  # see ACCOUNT_EMAIL_VERIFICATION
MFA_FORMS = {
    "authenticate": "severa_maestro.web.accounts.forms.CodeForm",
    "reauthenticate": "severa_maestro.web.accounts.forms.ConfirmCodeForm",
    "activate_totp": "severa_maestro.web.accounts.forms.ActivateCodeForm",
}

# Sessions, cookies and headers
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "severa_maestro.web.failures.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if BEHIND_TLS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]  # asked from the machine itself
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _HOSTS]
    ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"

# What may be sent to us
MOST_BYTES_OF_A_REQUEST = 25 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # many invoices mended at once
DATA_UPLOAD_MAX_NUMBER_FILES = 5

# Mail
DEFAULT_FROM_EMAIL = os.environ.get("SEVERA_MAESTRO_EMAIL_FROM") or "severa-maestro@localhost"
UNSENT_MAIL = HOME / "unsent-mail"
_mail = urlsplit(os.environ.get("EMAIL_URL", ""))
if _mail.hostname:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_USE_TLS = not EMAIL_USE_SSL and bool(_mail.username)
    EMAIL_PORT = _mail.port or (465 if EMAIL_USE_SSL else 587 if EMAIL_USE_TLS else 25)
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "severa_maestro.web.unsent_mail.Backend"
