"""How many calls to Severa a run costs."""

import pytest

from severa_maestro.transfer.ledger.models import State, Transfer
from tests.transfer.conftest import MakeWorld


@pytest.mark.parametrize(("way", "invoices", "calls"), [("soap", 210, 1.05), ("rest", 100, 1.2)])
def test_clean_invoices_cost_few_calls_each(make_world: MakeWorld, invoices: int, calls: float) -> None:
    """Over SOAP one to mark it, over REST its rows too, which come in bulk here."""
    world = make_world(invoices=invoices, clean=True)
    outcome = world.run()
    assert outcome.counts.transferred == invoices
    assert Transfer.objects.filter(state=State.TRANSFERRED, findings=[]).count() == invoices
    assert outcome.counts.severa_calls == sum(world.severa.calls.values())
    assert outcome.counts.severa_calls <= invoices * calls
