"""The steps of setting a company up, and how far it has come. Each can be taken again at any time."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from severa_maestro.companies.models import Company
from severa_maestro.engine.models import Schedule
from severa_maestro.maestro.registers.models import RegisterProduct
from severa_maestro.matching.products import FALLBACK
from severa_maestro.web.access import may
from severa_maestro.web.accounts.models import Role, User
from severa_maestro.web.say import say
from severa_maestro.web.setting_up.models import PassedStep

#: Each step, in order, and the name of its page's address.
STEPS: Final = {
    "connection": "connection",
    "statuses": "statuses",
    "products": "set_up_products",
    "codes": "set_up_codes",
    "check": "company_check",
    "preview": "preview",
    "start": "schedule",
}
#: Steps that somebody goes on from; what the others make tells by itself that they are done, and of the connection its
#: last trial does.
PASSED: Final = ("products", "codes", "check", "preview")


@dataclass(frozen=True, slots=True)
class Step:
    """A step as a page shows it.

    Attributes:
        state: a key of ``states.py``: ``done``, ``now`` or ``open``.
        address: of its page; empty for a company that is not there yet.
    """

    number: int
    name: str
    state: str
    address: str

    @property
    def word(self) -> str:
        """What it is called."""
        return say(f"set_up.{self.name}")


def steps_of(company: Company | None, now: str = "") -> list[Step]:
    """All steps.

    Args:
        company: None for one that is about to be added.
        now: the name of the step whose page this is.
    """
    done = _done(company) if company is not None else frozenset()
    return [
        Step(
            number,
            name,
            "now" if name == now else "done" if name in done else "open",
            reverse(page, args=(company.pk,)) if company is not None else "",
        )
        for number, (name, page) in enumerate(STEPS.items(), start=1)
    ]


def is_set_up(company: Company) -> bool:
    """Whether it was started, or run by hand with all that a run needs: from then on there are settings, and no steps.

    A run of a company without products brings all its rows to A/0: one such does not end the set-up.
    """
    if Schedule.of(company).state != Schedule.State.NOT_STARTED:
        return True
    return company.runs.exists() and _has_statuses(company) and _has_products(company)


def first_open(company: Company) -> Step:
    """The step to go on with: the first that is not done, else the last."""
    steps = steps_of(company)
    return next((step for step in steps if step.state == "open"), steps[-1])


def after(company: Company, name: str) -> Step:
    """The step that follows one. Raises IndexError after the last."""
    return steps_of(company)[list(STEPS).index(name) + 1]


def way_on(company: Company, name: str) -> str:
    """The address where whoever has done a step goes on: the next step, or the settings of a company that is set up."""
    return reverse("company_settings", args=(company.pk,)) if is_set_up(company) else after(company, name).address


def pass_step(company: Company, name: str) -> None:
    """Somebody goes on from a step."""
    PassedStep.objects.get_or_create(company=company, step=name)


def keep_trial(company: Company, *, went_well: bool) -> None:
    """The connection as it is kept was tried: its step is done only where that went well."""
    if went_well:
        pass_step(company, "connection")
    else:
        PassedStep.objects.filter(company=company, step="connection").delete()


def around(user: User, company: Company, name: str) -> dict[str, object]:
    """What the page of a step shows around it: the steps, for whoever sets up a company that is not set up yet."""
    is_setting_up = may(user, company, Role.ADMIN) and not is_set_up(company)
    return {"company": company, "step": name, "steps": steps_of(company, name) if is_setting_up else []}


def _done(company: Company) -> frozenset[str]:
    done = set(PassedStep.objects.filter(company=company).values_list("step", flat=True))
    if not hasattr(company, "connection"):
        done.discard("connection")
    elif company.runs.filter(ended_at__isnull=False, error_code="").exists():
        done.add("connection")
    if _has_products(company):
        done.add("products")
    if _has_statuses(company):
        done.add("statuses")
    if is_set_up(company):
        done.add("start")
    return frozenset(done)


def _has_statuses(company: Company) -> bool:
    return bool(company.waiting_status and company.transferred_status)


def _has_products(company: Company) -> bool:
    """Whether there are any beside the fallback product."""
    of_fallback = {"group__letter": FALLBACK.group, "number": FALLBACK.number}
    return RegisterProduct.objects.filter(company=company).exclude(**of_fallback).exists()
