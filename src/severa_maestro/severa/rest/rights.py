"""The scopes of the REST client and the rights of its user, each tried by a call that is cheap and changes nothing."""

from dataclasses import dataclass, replace
from functools import partial

from severa_maestro.errors import SeveraMaestroError
from severa_maestro.language import Text
from severa_maestro.severa.rest import errors, routes
from severa_maestro.severa.rest.client import Query, RestClient
from severa_maestro.severa.rest.refusals import scopes_missing
from severa_maestro.severa.rest.routes import SCOPES, Route
from severa_maestro.severa.rights import Trial, tried_rights
from severa_maestro.severa.source import AccessRight

#: No id of Severa's: those are longer, and no record can have this one.
_NOBODY = "nobody"

_SCOPE_REFUSALS = frozenset({errors.SCOPES_MISSING.code, errors.CREDENTIALS_REFUSED.code})
_REFUSALS = _SCOPE_REFUSALS | {errors.PERMISSION_DENIED.code, errors.FEATURE_MISSING.code}
#: What Severa may say, beside "not found", of an id that no record has, once it has let the client try.
_OVER_THE_ID = errors.REST_RECORD_REFUSED.code


@dataclass(frozen=True, slots=True)
class _Call:
    """Reads one record of a list or, where a member is named, changes it in a record that is not there."""

    route: Route
    member: str = ""


#: One for each scope.
_CALLS = (
    _Call(routes.CUSTOMERS),
    _Call(routes.INVOICES),
    _Call(routes.SET_STATUS, member="/status/guid"),
    _Call(routes.STATUSES),
    _Call(routes.CHANGE_PRODUCT, member="/code"),
)


def read_rights(client: RestClient) -> list[AccessRight]:
    """Each scope that the work needs, and the one that only serves setting up.

    Each is tried with a token for it alone: one that is missing keeps no other from being tried.

    Raises:
        SeveraMaestroError: Severa cannot be asked, or does not accept the client at all.
    """
    rights = tried_rights(
        (Trial(_name(call), partial(_try, client, call), is_needed=call.route.scope in SCOPES) for call in _CALLS),
        refusals=_REFUSALS,
        of_all=errors.CREDENTIALS_REFUSED.code,
    )
    return [_told_by_scope(right, call.route) for right, call in zip(rights, _CALLS, strict=True)]


def _try(client: RestClient, call: _Call) -> None:
    scopes = (call.route.scope,)
    client.forget_token(scopes)
    query: Query = {} if call.member else {"rowCount": "1"}
    change = [{"op": "Replace", "path": call.member, "value": _NOBODY}] if call.member else None
    try:
        client.ask(call.route, guid=_NOBODY, query=query, content=change, scopes=scopes)
    except SeveraMaestroError as error:
        if not (call.member and error.code == _OVER_THE_ID):
            raise


def _name(call: _Call) -> Text:
    scope = call.route.scope
    return Text(fi=scope, sv=scope, en=scope)


def _told_by_scope(right: AccessRight, route: Route) -> AccessRight:
    """The right; where its scope is missing, with an error that names all that are needed beside it.

    A client that is known by its other scopes lacks the one for which Severa does not know it.
    """
    if right.refusal is None or right.refusal.code not in _SCOPE_REFUSALS:
        return right
    return replace(right, refusal=scopes_missing([route.scope], route.scopes))
