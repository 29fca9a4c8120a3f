"""What a refusing reply of Severa's REST API says: the table from ``ExceptionModel`` and route to an error.

The types are those of the contract's ``ExceptionTypeEnum``.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from severa_maestro.errors import SeveraMaestroError
from severa_maestro.severa import http_errors
from severa_maestro.severa.http import HttpReply
from severa_maestro.severa.meaning import Meaning
from severa_maestro.severa.rest import errors
from severa_maestro.severa.rest.routes import TOKEN, Route
from severa_maestro.severa.secret import Secret, evidence, short

SCOPE_TYPE = "InsufficientApiScope"

#: What each type of error means, whatever the route.
_ALWAYS = {
    "AuthenticationRequired": errors.CREDENTIALS_REFUSED,
    "AddonMissing": errors.FEATURE_MISSING,
    "AddonMissingTermsOfServiceApproval": errors.FEATURE_MISSING,
    "FeatureIsNotEnabled": errors.FEATURE_MISSING,
    "NotAvailableInTrial": errors.FEATURE_MISSING,
    "ExcludedFromTrial": errors.FEATURE_MISSING,
    "PermissionDenied": errors.PERMISSION_DENIED,
    "UserLicenseType": errors.PERMISSION_DENIED,
    "ConfigurationError": errors.PERMISSION_DENIED,
    "TermsOfServiceNotApproved": errors.REST_TERMS_NOT_APPROVED,
    "OrganizationNotActive": errors.ORGANISATION_CLOSED,
    "TrialExpired": errors.ORGANISATION_CLOSED,
    "InternalSystemError": errors.SEVERA_FAILED,
    "HttpsRequired": errors.REQUEST_REFUSED,
    "InvalidApiVersion": errors.REQUEST_REFUSED,
    "InvalidRecaptcha": errors.REQUEST_REFUSED,
    SCOPE_TYPE: errors.SCOPES_MISSING,
}

#: What Severa does not take: of one record it is this record, of a list it is the request.
_REFUSALS = frozenset({"InvalidParameter", "InvalidOperation", "InvalidRequest"})


@dataclass(frozen=True, slots=True)
class SaidError:
    """What an ``ExceptionModel`` says. Its ``stack`` is nobody's business but Severa's, and is not kept.

    Attributes:
        type: one of ``ExceptionTypeEnum``; empty where the body is no such model.
        text: the messages of its details.
    """

    type: str = ""
    text: str = field(default="", repr=False)


def said_error(body: bytes) -> SaidError:
    """What the body of an error says."""
    try:
        error = json.loads(body)["error"]
        details = [each["message"] for each in error.get("details") or () if isinstance(each.get("message"), str)]
        kind = error["type"]
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return SaidError()
    return SaidError(kind, " ".join(details) or kind) if isinstance(kind, str) else SaidError()


def meaning_of_error(said: SaidError, route: Route) -> Meaning | None:
    """What an error of a route means; None where it says nothing that we know."""
    if said.type in _REFUSALS:
        return errors.REST_RECORD_REFUSED if route.is_record else errors.REQUEST_REFUSED
    return _ALWAYS.get(said.type)


def error_of_reply(route: Route, reply: HttpReply, address: str, *secrets: Secret) -> SeveraMaestroError:
    """The error that a refusing reply from an address becomes, without the secrets that stand in it.

    It goes by what the reply says or, where that is nothing known, by its status.
    """
    said = said_error(reply.body)
    meaning = meaning_of_error(said, route)
    if meaning is None and reply.status == 401:
        meaning = errors.CREDENTIALS_REFUSED
    # An answer to the question for a token may hold one.
    kept = "" if route is TOKEN else evidence(reply, *secrets)
    if meaning is not None:
        return meaning.error(route=route.name, said=short(said.text, *secrets), evidence=kept)
    return http_errors.meaning_of_status(reply.status).error(host=address, status=reply.status, evidence=kept)


def scopes_missing(scopes: Sequence[str], needed: Sequence[str]) -> SeveraMaestroError:
    """The error of a client that lacks scopes, and of which it needs."""
    return errors.SCOPES_MISSING.error(scopes=", ".join(scopes), needed=", ".join(needed))
