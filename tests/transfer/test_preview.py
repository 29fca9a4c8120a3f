"""``run --dry-run``: says what a run would do, and writes nothing on either side."""

from collections import Counter

from django.apps import apps

from severa_maestro.transfer.connect import source_of, target_of
from severa_maestro.transfer.preview import preview_company
from tests.transfer.conftest import World, both_ways

pytestmark = both_ways


def our_side(world: World) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in apps.get_models()}


def severas_side(world: World) -> list[object]:
    return [world.severa.state.invoice(entry.key) for entry in world.severa.state.invoices]


def test_a_preview_writes_nothing_here_or_in_severa(world: World) -> None:
    ours, theirs = our_side(world), severas_side(world)
    preview_company(world.company, source_of(world.company), target_of(world.company))
    assert our_side(world) == ours
    assert severas_side(world) == theirs
    assert not {"SetInvoiceStatus", "AddNewInvoiceLogEntry"} & world.severa.calls.keys()


def test_a_preview_foresees_what_the_run_then_does(world: World) -> None:
    preview = preview_company(world.company, source_of(world.company), target_of(world.company))
    counts = world.run().counts
    foreseen = preview.counts
    assert (foreseen.fetched, foreseen.stored, foreseen.transferred, foreseen.blocked, foreseen.fallback_rows) == (
        counts.fetched,
        counts.stored,
        counts.transferred,
        counts.blocked,
        counts.fallback_rows,
    )
    for each in preview.invoices:
        transfer = world.transfer(each.arrived.guid)
        assert transfer.state == each.state.value
        assert Counter(finding.code for finding in transfer.get_findings()) == Counter(
            finding.code for finding in each.findings
        )


def test_a_preview_after_a_run_foresees_that_nothing_is_stored(world: World) -> None:
    world.run()
    preview = preview_company(world.company, source_of(world.company), target_of(world.company))
    assert (preview.counts.stored, preview.counts.transferred) == (0, 0)
