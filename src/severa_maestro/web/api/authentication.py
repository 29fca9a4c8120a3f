"""Who asks: a token in the header, and nothing else."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja.errors import AuthorizationError
from ninja.security import HttpBearer

from severa_maestro.companies.models import Company
from severa_maestro.web.accounts.models import ApiToken, Right


class Token(HttpBearer):
    """``Authorization: Bearer smt_…``, a token that an admin of the company has made."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:  # noqa: ARG002 ninja gives it
        """What the token is; None where it opens nothing."""
        found = ApiToken.of(token)
        if found is not None:
            found.note_use()
        return found


def token_of(request: HttpRequest) -> ApiToken:
    """The token of a request that was let in."""
    asked: Any = request
    token: ApiToken = asked.auth
    return token


def company_for(request: HttpRequest, company: int, right: Right = Right.READ) -> Company:
    """The company with that key, for a token of its own with at least that right.

    Raises:
        Http404: it is another company than the token's, or none: which of the two is nobody's business.
        AuthorizationError: the token may read alone.
    """
    token = token_of(request)
    if token.company_id != company:
        raise Http404
    if not token.may(right):
        raise AuthorizationError
    return token.company
