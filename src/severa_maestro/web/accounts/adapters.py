"""Where allauth asks the project: no open sign-up, our words, and second factors sealed like other secrets."""

from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from severa_maestro.companies import secrets
from severa_maestro.web.say import lazily

#: Users belong to the firm, not to one of its companies: their secrets are sealed for this one.
_FIRM = UUID(int=0)
_FIELD = "second-factor"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth is untyped
    """Users come by invitation."""

    error_messages = {  # noqa: RUF012 as allauth has it
        **DefaultAccountAdapter.error_messages,
        "account_inactive": lazily("signing_in.inactive"),
        "email_password_mismatch": lazily("signing_in.wrong"),
        "enter_current_password": lazily("signing_in.wrong_password"),
        "incorrect_password": lazily("signing_in.wrong_password"),
        "invalid_password_reset": lazily("signing_in.link_is_old"),
        "too_many_login_attempts": lazily("signing_in.too_many"),
        "rate_limited": lazily("signing_in.too_many"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 allauth calls it so
        """Never: an invitation is the only way in."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth is untyped
    """The key of an authenticator app is sealed with the key file."""

    error_messages: dict[str, Any] = {  # noqa: RUF012 as allauth has it
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": lazily("signing_in.wrong_code"),
    }

    def encrypt(self, text: str) -> str:
        """Sealed."""
        return secrets.seal(text, company=_FIRM, field=_FIELD)

    def decrypt(self, encrypted_text: str) -> str:
        """Opened."""
        return secrets.unseal(encrypted_text, company=_FIRM, field=_FIELD)
