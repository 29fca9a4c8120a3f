"""Adds a run that has ended to the sums over all runs of its company."""

from django.db.models import F

from severa_maestro.transfer.ledger.models import CompanyTotals, Run
from severa_maestro.transfer.steps import Steps

_SUMMED = ("stored", "transferred", "blocked", "fallback_rows")


def add(run: Run, steps: Steps, *, refused_calls: int, is_cut_short: bool) -> None:
    """Adds a run, in the transaction that ends it: so each is added once.

    Args:
        run: with its numbers and its end.
        steps: what it spent its time on.
        refused_calls: how many of its calls Severa refused because there were too many.
        is_cut_short: it has made room for others: it has neither come to its end nor failed.
    """
    added: dict[str, float] = {name: getattr(run, name) for name in _SUMMED}
    added |= {"calls": run.severa_calls, "refused_calls": refused_calls}
    added |= {f"seconds_{step}": seconds for step, seconds in vars(steps).items()}
    if not is_cut_short:
        added["runs_failed" if run.error_code else "runs_ended"] = 1
    now: dict[str, object] = {name: F(name) + number for name, number in added.items()}
    if run.quota_allowed is not None:
        now |= {"quota_allowed": run.quota_allowed, "quota_used": run.quota_used}
    if not run.error_code and not is_cut_short:
        now["last_ended_at"] = run.ended_at
    kept = CompanyTotals.objects.filter(company_id=run.company_id)
    if not kept.update(**now):
        CompanyTotals.objects.create(company_id=run.company_id)
        kept.update(**now)
