"""Tags and filters of every template."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from severa_maestro.language import Text
from severa_maestro.web import icons, navigation, reader, written
from severa_maestro.web.access import companies_of, may
from severa_maestro.web.accounts.models import Role, User
from severa_maestro.web.say import say
from severa_maestro.web.states import LOOKS

register = template.Library()

register.simple_tag(say, name="say")  # {% say "overview.title" count=count|number %}, or … as title %}
register.simple_tag(icons.drawn, name="icon")  # {% icon "check" %}


def _of_something(write: Callable[..., str]) -> Callable[..., str]:
    """A filter that writes nothing of nothing: {{ transfer.invoice_date|day }}, {{ amount|money:currency }}."""

    def written_or_empty(value: object, how: object = None) -> str:
        if value is None:
            return ""
        return write(value) if how is None else write(value, how)

    return written_or_empty


for _each in (written.number, written.money, written.percent, written.day, written.clock, written.moment):
    register.filter(_each.__name__, _of_something(_each))


@register.filter
def in_words(text: Text) -> str:
    """A ``Text`` in the reader's language."""
    return reader.in_words(text)


@register.simple_tag
def badge(state: str, text: str = "") -> SafeString:
    """A state as icon, word and colour; ``text`` says it in other words than ``state.<state>``."""
    look = LOOKS[state]
    return format_html(
        '<span class="badge {}">{}<span>{}</span></span>',
        look.tone,
        icons.drawn(look.icon),
        text or say(f"state.{state}"),
    )


@register.simple_tag
def printed() -> str:
    """When the page was printed: when it was asked for, to the minute."""
    return say("layout.printed", when=written.moment(timezone.now()))


@register.simple_tag
def role_word(role: str) -> str:
    """What a role is called: {% role_word "admin" %}."""
    return say(f"users.{Role(role).value}")


@register.simple_tag
def qr(svg: str) -> SafeString:
    """A QR code that allauth drew, in the page itself: the CSP lets no data address in."""
    return mark_safe(svg[svg.index("<svg") :])  # noqa: S308 drawn by our own server, of squares alone


@register.simple_tag(takes_context=True)
def allowed(context: Context, role: str) -> bool:
    """Whether the reader has that role in the page's ``company``: {% allowed "bookkeeper" as mends %}."""
    user, company = context.get("user"), context.get("company")
    return isinstance(user, User) and company is not None and may(user, company, Role(role))


@register.inclusion_tag("parts/head.html", takes_context=True)
def page_head(context: Context) -> dict[str, Any]:
    """The head of every page: menus, company switcher, the reader's own menu."""
    user, company = context.get("user"), context.get("company")
    if not isinstance(user, User):
        return {"user": None}
    companies = [(pk, reverse("company", args=[pk]), name) for pk, name in companies_of(user).values_list("pk", "name")]
    head = [item for item in navigation.menu("head") if _sees(user, item, None)]
    of_company = [item for item in navigation.menu("company") if company and _sees(user, item, company)]
    here = context["request"].resolver_match
    return {
        "user": user,
        "company": company,
        "company_pk": company.pk if company else None,
        "companies": companies,
        "head": head,
        "of_company": of_company,
        "here": here.url_name if here else "",
        "page": context.get("menu", here.url_name if here else ""),
        "csrf_token": context.get("csrf_token"),
    }


def _sees(user: User, item: navigation.MenuItem, company: Any) -> bool:
    if item.only_firm_admins and not user.is_firm_admin:
        return False
    return company is None or may(user, company, item.role)


@register.simple_tag(takes_context=True)
def address_with(context: Context, **changes: object) -> str:
    """This page's address with other parameters: {% address_with page=2 %}; None takes one away."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        parameters.pop(name, None)
        if value not in (None, ""):
            parameters[name] = str(value)
    return f"?{urlencode(list(parameters.lists()), doseq=True)}"
