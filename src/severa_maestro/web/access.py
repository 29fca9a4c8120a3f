"""Who may see and do what. Every view that shows a company's data gets the company from here."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from severa_maestro.companies.models import Company
from severa_maestro.web.accounts.models import Role, User


def signed_in(request: HttpRequest) -> User:
    """The user, of a page that asks for one. Raises PermissionDenied where nobody is signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def companies_of(user: User) -> QuerySet[Company]:
    """The companies that the user may see."""
    return Company.objects.all() if user.is_firm_admin else Company.objects.filter(pk__in=_roles(user))


def company_for(user: User, company: int, role: Role = Role.READER) -> Company:
    """The company with that primary key, for somebody who has at least that role in it.

    Raises:
        Http404: there is none, or the user may not see it: which of the two is nobody's business.
        PermissionDenied: the user may see it, and may not do this.
    """
    found = companies_of(user).filter(pk=company).first()
    if found is None:
        raise Http404
    if not may(user, found, role):
        raise PermissionDenied
    return found


def companies_for(user: User, role: Role) -> QuerySet[Company]:
    """The companies in which the user has at least that role."""
    if user.is_firm_admin:
        return Company.objects.all()
    return Company.objects.filter(pk__in=[pk for pk, has in _roles(user).items() if has.includes(role)])


def may(user: User, company: Company, role: Role) -> bool:
    """Whether the user has at least that role in the company."""
    if user.is_firm_admin:
        return True
    has = _roles(user).get(company.pk)
    return has is not None and has.includes(role)


def only_firm_admins(user: User) -> None:
    """Raises PermissionDenied for anybody else."""
    if not user.is_firm_admin:
        raise PermissionDenied


def _roles(user: User) -> dict[int, Role]:
    """The user's roles by company: read once a request, since each request has its own user."""
    if "_roles" not in vars(user):
        vars(user)["_roles"] = {pk: Role(role) for pk, role in user.memberships.values_list("company_id", "role")}
    roles: dict[int, Role] = vars(user)["_roles"]
    return roles
