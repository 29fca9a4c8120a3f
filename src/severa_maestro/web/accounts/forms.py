"""The forms of signing in, in our words: allauth's own, with our labels and without its placeholders."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp

from severa_maestro.web.say import lazily


class _OurWords:
    """Gives fields our labels."""

    labels: dict[str, str] = {}  # noqa: RUF012 each form has its own

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined] # of the form that it is mixed into
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
            if name in self.labels:
                field.label = lazily(self.labels[name])


class SignInForm(_OurWords, account.LoginForm):  # type: ignore[misc] # allauth is untyped
    """E-mail address and password."""

    labels = {"login": "signing_in.email", "password": "signing_in.password"}  # noqa: RUF012


class AskForNewPasswordForm(_OurWords, account.ResetPasswordForm):  # type: ignore[misc]
    """The address that the link goes to."""

    labels = {"email": "signing_in.email"}  # noqa: RUF012


class NewPasswordForm(_OurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """The new password, twice."""

    labels = {"password1": "signing_in.new_password", "password2": "signing_in.new_password_again"}  # noqa: RUF012


class ChangePasswordForm(_OurWords, account.ChangePasswordForm):  # type: ignore[misc]
    """The password as it is, and the new one, twice."""

    labels = {  # noqa: RUF012
        "oldpassword": "signing_in.current_password",
        "password1": "signing_in.new_password",
        "password2": "signing_in.new_password_again",
    }


class ConfirmPasswordForm(_OurWords, account.ReauthenticateForm):  # type: ignore[misc]
    """The password, before something that matters."""

    labels = {"password": "signing_in.password"}  # noqa: RUF012


class CodeForm(_OurWords, second_factor.AuthenticateForm):  # type: ignore[misc]
    """The code of the authenticator app, or a recovery code."""

    labels = {"code": "signing_in.code_or_recovery_code"}  # noqa: RUF012


class ConfirmCodeForm(_OurWords, second_factor.ReauthenticateForm):  # type: ignore[misc]
    """The code, before something that matters."""

    labels = {"code": "signing_in.code_or_recovery_code"}  # noqa: RUF012


class ActivateCodeForm(_OurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator app."""

    labels = {"code": "signing_in.code"}  # noqa: RUF012
